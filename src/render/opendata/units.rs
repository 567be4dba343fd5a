//! Units of figures and their codes.

/// Units with an ASCII code of their own.
pub(super) const UNITS: [(&str, &str); 17] = [
    ("千万円", "ten_million_yen"),
    ("億円", "hundred_million_yen"),
    ("万円", "ten_thousand_yen"),
    ("千円", "thousand_yen"),
    ("件", "case"),
    ("社", "company"),
    ("人", "person"),
    ("人（社）", "person_or_company"),
    ("％", "percent"),
    ("‰", "per_mille"),
    ("円", "yen"),
    ("百万円", "million_yen"),
    ("回", "time"),
    ("か所", "place"),
    ("世帯", "household"),
    ("日", "day"),
    ("年", "year"),
];

/// The code of a unit; `other` where it has none, in which case the column `unit` states it.
pub(super) fn unit_code(unit: &str) -> &'static str {
    UNITS.iter().find(|(name, _)| *name == unit).map_or("other", |(_, code)| code)
}
