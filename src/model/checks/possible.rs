//! Possible figures: shares of a whole, people, amounts, and factors between units. Figures in, diagnostics out;
//! knows nothing of forms.

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use crate::diag::{Diags, messages};
use crate::model::sums::{apart, rounding};
use crate::sheet::value::{At, decimal};

/// Range of a figure.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// A part of a whole in per cent.
    Share,
    /// A number of people.
    People,
    /// Not below zero.
    Amount,
}

impl Kind {
    pub(super) fn holds(self, number: Decimal) -> bool {
        match self {
            Self::Share => (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&number),
            Self::People => number >= Decimal::ZERO && number.fract().is_zero(),
            Self::Amount => number >= Decimal::ZERO,
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Share => "0から100まで",
            Self::People => "0以上の整数",
            Self::Amount => "0以上",
        }
    }
}

/// Checks that a factor is positive and converts the first unit into the second, as far as both are known.
pub(super) fn factor([from, to]: [&str; 2], at: &At, diags: &mut Diags) {
    let Ok(number) = decimal(&at.text) else { return };
    let span = at.span.clone();
    if number <= Decimal::ZERO {
        diags.push(messages::factor_not_positive(span, &at.text));
        return;
    }
    let sizes = Measure::of(from).zip(Measure::of(to));
    let Some((one, other)) = sizes.filter(|(one, other)| one.same(other)) else {
        return;
    };
    // One of the first unit is `one / other` of the second; a factor without finite decimals may be rounded.
    let Some((wanted, product, margin)) = one
        .size
        .checked_div(other.size)
        .zip(number.checked_mul(other.size))
        .zip(rounding(&[number]).checked_mul(other.size))
        .map(|((wanted, product), margin)| (wanted, product, margin))
    else {
        return;
    };
    let ends = wanted.checked_mul(other.size) == Some(one.size);
    if apart(product, one.size, if ends { Decimal::ZERO } else { margin }) {
        let wanted = wanted.normalize().to_string();
        diags.push(messages::wrong_factor(span, [from, to], &at.text, &wanted));
    }
}

/// Known units: name, quantity measured, size.
const UNITS: &[(&str, &str, &str)] = &[
    ("mg", "重さ", "0.001"),
    ("g", "重さ", "1"),
    ("グラム", "重さ", "1"),
    ("kg", "重さ", "1000"),
    ("キログラム", "重さ", "1000"),
    ("t", "重さ", "1000000"),
    ("トン", "重さ", "1000000"),
    ("mm", "長さ", "0.001"),
    ("cm", "長さ", "0.01"),
    ("m", "長さ", "1"),
    ("メートル", "長さ", "1"),
    ("km", "長さ", "1000"),
    ("キロメートル", "長さ", "1000"),
    ("m2", "面積", "1"),
    ("平方メートル", "面積", "1"),
    ("a", "面積", "100"),
    ("アール", "面積", "100"),
    ("ha", "面積", "10000"),
    ("ヘクタール", "面積", "10000"),
    ("km2", "面積", "1000000"),
    ("平方キロメートル", "面積", "1000000"),
    ("cm3", "体積", "0.001"),
    ("ml", "体積", "0.001"),
    ("l", "体積", "1"),
    ("リットル", "体積", "1"),
    ("kl", "体積", "1000"),
    ("キロリットル", "体積", "1000"),
    ("m3", "体積", "1000"),
    ("立方メートル", "体積", "1000"),
    ("秒", "時間", "1"),
    ("分", "時間", "60"),
    ("時間", "時間", "3600"),
    ("%", "割合", "10"),
    ("パーセント", "割合", "10"),
    ("‰", "割合", "1"),
    ("パーミル", "割合", "1"),
    ("w", "仕事率", "1"),
    ("kw", "仕事率", "1000"),
    ("mw", "仕事率", "1000000"),
    ("wh", "電力量", "1"),
    ("kwh", "電力量", "1000"),
    ("mwh", "電力量", "1000000"),
    ("gwh", "電力量", "1000000000"),
    ("mj", "熱量", "1"),
    ("gj", "熱量", "1000"),
    ("tj", "熱量", "1000000"),
];

/// The multiplier of a numeral before a unit: 千円, 百万円.
fn power(numeral: char) -> Option<Decimal> {
    let power = match numeral {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        '万' => 10_000,
        '億' => 100_000_000,
        '兆' => 1_000_000_000_000_i64,
        _ => return None,
    };
    Some(Decimal::from(power))
}

/// Quantity and size of a unit.
struct Measure {
    /// The unit without its Japanese power of ten (円 of 千円), or the quantity given by the table.
    of: String,
    /// The rest of the unit (per head, of carbon dioxide).
    rest: String,
    size: Decimal,
}

impl Measure {
    fn of(unit: &str) -> Option<Self> {
        let unit: String = unit.nfkc().filter(|c| !c.is_whitespace()).collect();
        let unit = unit.replace('⁄', "/");
        let powers = || unit.chars().map_while(power);
        let size = powers().try_fold(Decimal::ONE, Decimal::checked_mul)?;
        let name: String = unit.chars().skip(powers().count()).collect();
        let cut = name.find(['/', '-', '・', '(']).unwrap_or(name.len());
        let (name, rest) = name.split_at(cut);
        let known = UNITS.iter().find(|(known, ..)| *known == name.to_lowercase());
        let (of, own) = match known {
            Some((_, of, own)) => ((*of).to_owned(), own.parse().ok()?),
            None => (name.to_owned(), Decimal::ONE),
        };
        Some(Self { of, rest: rest.to_owned(), size: size.checked_mul(own)? })
    }

    fn same(&self, other: &Self) -> bool {
        !self.of.is_empty() && self.of == other.of && self.rest == other.rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factor(from: &str, to: &str) -> Option<String> {
        let (one, other) = (Measure::of(from)?, Measure::of(to)?);
        let factor = one.size.checked_div(other.size).filter(|_| one.same(&other))?;
        Some(factor.normalize().to_string())
    }

    #[test]
    fn known_units_convert_and_others_are_not_judged() {
        for (from, to, wanted) in [
            ("千円", "万円", "0.1"),
            ("千万円", "億円", "0.1"),
            ("百万円", "億円", "0.01"),
            ("億円", "百万円", "100"),
            ("円", "兆円", "0.000000000001"),
            ("千人", "人", "1000"),
            ("千冊", "万冊", "0.1"),
            ("kg", "t", "0.001"),
            ("ｔ", "㎏", "1000"),
            ("㎡", "ha", "0.0001"),
            ("ha", "km²", "0.01"),
            ("％", "‰", "10"),
            ("t-CO2", "千t-CO2", "0.001"),
            ("kg/人", "g/人", "1000"),
        ] {
            assert_eq!(factor(from, to).as_deref(), Some(wanted), "{from} {to}");
        }
        for (from, to) in
            [("件", "人"), ("円", "円/人"), ("人/10万人", "‰"), ("千", "万"), ("", "円")]
        {
            assert_eq!(factor(from, to), None, "{from} {to}");
        }
    }
}
