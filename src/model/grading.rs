//! The city's rule for grades (評価区分). Rate in, index of a grade out; gives no reasons and no text.

use rust_decimal::Decimal;

use crate::model::indicator::Method;

/// 評価区分: how the city grades its indicators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grading {
    /// From the highest to the lowest, which has no threshold.
    pub grades: Vec<Grade>,
    /// Methods of comparison whose rates are graded.
    pub methods: Vec<Method>,
    /// 対象外: the word shown instead of a grade.
    pub exempt: String,
    /// What is not graded, in the city's words.
    pub exempt_what: String,
    /// 根拠: the title of the rule, and its address.
    pub basis: Option<(String, Option<String>)>,
}

/// One grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    /// A
    pub name: String,
    /// 以上, in per cent; `None` for the lowest.
    pub at_least: Option<Decimal>,
}

impl Grading {
    /// The index of the grade for an unrounded rate in per cent.
    #[must_use]
    pub fn of(&self, rate: Decimal) -> Option<usize> {
        let reached = |grade: &Grade| grade.at_least.is_none_or(|least| rate >= least);
        self.grades.iter().position(reached)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_just_below_a_threshold_does_not_reach_it() {
        let grade = |name: &str, at_least: Option<i64>| Grade {
            name: name.to_owned(),
            at_least: at_least.map(Decimal::from),
        };
        let grading = Grading {
            grades: vec![grade("A", Some(100)), grade("B", Some(80)), grade("C", None)],
            methods: vec![Method::Ratio],
            exempt: "区分なし".to_owned(),
            exempt_what: "見本".to_owned(),
            basis: None,
        };
        let of = |rate: &str| grading.of(rate.parse().unwrap());
        assert_eq!(of("100"), Some(0));
        assert_eq!(of("99.96"), Some(1));
        assert_eq!(of("80.0"), Some(1));
        assert_eq!(of("-12.5"), Some(2));
    }
}
