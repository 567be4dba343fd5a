//! What changes under an indicator: revised targets and breaks in its series. Values in, nothing reckoned.

use std::collections::BTreeMap;

use crate::model::quantity::Value;
use crate::terms::year::{Date, FiscalYear};

/// Everything that changed under an indicator.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// 目標の改定, earliest first.
    pub revisions: Vec<Revision>,
    /// 断絶: the first year of each new part of the series, with the reason.
    pub breaks: BTreeMap<FiscalYear, String>,
}

/// A target that was revised (目標の改定).
#[derive(Debug, Clone)]
pub struct Revision {
    /// The year whose plan it is.
    pub year: FiscalYear,
    /// 前
    pub before: Value,
    /// 後
    pub after: Value,
    /// 改定日
    pub day: Date,
    /// 理由
    pub reason: String,
}

impl Changes {
    /// True where a value of `from` and one of `to` are not comparable.
    #[must_use]
    pub fn part(&self, from: FiscalYear, to: FiscalYear) -> bool {
        let (early, late) = (from.min(to), from.max(to));
        self.breaks.keys().any(|year| early < *year && *year <= late)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_parts_its_year_from_the_years_before() {
        let changes = Changes {
            revisions: Vec::new(),
            breaks: BTreeMap::from([(FiscalYear(2012), "見本".to_owned())]),
        };
        let part = |from, to| changes.part(FiscalYear(from), FiscalYear(to));
        assert!(part(2011, 2012) && part(2012, 2011) && part(2008, 2014));
        assert!(!part(2012, 2014) && !part(2010, 2011) && !part(2012, 2012));
    }
}
