//! Decimals in; rates, gaps, ranks and sums out. Pure and exact: no wording, no rounding, no f64. What cannot be
//! computed is returned as a reason, never as 0.

use rust_decimal::Decimal;

use crate::model::indicator::Direction;

/// Why a rate or change is undefined although its parts are stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undefined {
    /// The divisor is zero or negative.
    BaseNotPositive,
    /// The actual is negative, so a share of the plan means nothing.
    ActualNegative,
    /// The divisor is the actual, which is zero or negative.
    ActualNotPositive,
    /// The dividend is the plan, which is zero or negative: any actual would give 0 % or less.
    PlanNotPositive,
    /// The base equals the plan: no distance to cover.
    BaseIsPlan,
    /// No base is stated.
    NoBase,
    /// A plan other than zero, where the method is 目標0.
    PlanNotZero,
    /// A figure where two bounds are wanted.
    NoRange,
    /// Two bounds where a figure is wanted.
    Range,
    /// Words where a figure is wanted.
    Words,
    /// More digits than a decimal can hold.
    TooLarge,
}

/// Actual against plan (実績÷計画), in per cent.
///
/// # Errors
/// A plan of zero is common (待機児童 0人), so the rate is undefined then, not 0 %.
pub fn ratio(actual: Decimal, plan: Decimal) -> Result<Decimal, Undefined> {
    if plan <= Decimal::ZERO {
        return Err(Undefined::BaseNotPositive);
    }
    if actual < Decimal::ZERO {
        return Err(Undefined::ActualNegative);
    }
    hundredfold(actual, plan)
}

/// Change against an earlier value, in per cent of it.
///
/// # Errors
/// Undefined when the earlier value is zero or less.
pub fn change(now: Decimal, before: Decimal) -> Result<Decimal, Undefined> {
    if before <= Decimal::ZERO {
        return Err(Undefined::BaseNotPositive);
    }
    hundredfold(difference(now, before).ok_or(Undefined::TooLarge)?, before)
}

/// `a − b`; `None` beyond what a decimal can hold.
#[must_use]
pub fn difference(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_sub(b)
}

/// The sum; `None` beyond what a decimal can hold.
pub fn sum(values: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    values.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
}

/// Running sums. From the first missing value on there is no sum.
#[must_use]
pub fn cumulative(values: &[Option<Decimal>]) -> Vec<Option<Decimal>> {
    let mut running = Some(Decimal::ZERO);
    let step = |value: &Option<Decimal>| {
        running = running.zip(*value).and_then(|(sum, value)| sum.checked_add(value));
        running
    };
    values.iter().map(step).collect()
}

/// Ranks, largest first; equal values share a rank, missing values have none.
#[must_use]
pub fn ranks(values: &[Option<Decimal>]) -> Vec<Option<usize>> {
    let larger = |value: Decimal| values.iter().flatten().filter(|other| **other > value).count();
    values.iter().map(|value| value.map(|value| larger(value) + 1)).collect()
}

/// Result of comparing an actual with its target. Not a grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// On the wanted side of its year's target, equal to it, or within its bounds.
    Reached,
    /// On the other side, or outside the bounds.
    Short,
    /// Not compared, and why.
    Open(Open),
}

/// Why an actual is not compared with its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// The sheet asks for none (算出しない).
    Method,
    /// The parts are stated, but the method does not cover them.
    Undefined(Undefined),
    /// 維持 but not equal: the form states no tolerance within which it counts as kept.
    Keep,
}

/// Compares an actual with a target by the wanted direction alone.
#[must_use]
pub fn outcome(direction: Direction, actual: Decimal, target: Decimal) -> Outcome {
    let reached = match direction {
        Direction::Up | Direction::AtLeast => actual >= target,
        Direction::Down | Direction::AtMost => actual <= target,
        Direction::Keep if actual == target => true,
        Direction::Keep => return Outcome::Open(Open::Keep),
        Direction::Within | Direction::Words => return Outcome::Open(Open::Method),
    };
    if reached { Outcome::Reached } else { Outcome::Short }
}

fn hundredfold(part: Decimal, whole: Decimal) -> Result<Decimal, Undefined> {
    part.checked_mul(Decimal::ONE_HUNDRED)
        .and_then(|hundred| hundred.checked_div(whole))
        .ok_or(Undefined::TooLarge)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::report::format;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn the_rates_of_policy_52_and_its_projects() {
        let cases = [
            ("10415", "19750", "52.7％"),
            ("37", "35", "105.7％"),
            ("35", "37", "94.6％"),
            ("1", "1", "100.0％"),
            ("75", "72", "104.2％"),
            ("72", "75", "96.0％"),
            ("1392", "1072", "129.9％"),
            ("1072", "1392", "77.0％"),
        ];
        for (actual, plan, text) in cases {
            assert_eq!(format::percent(ratio(dec(actual), dec(plan)).unwrap()), text);
        }
    }

    #[test]
    fn target_zero_has_no_rate() {
        assert_eq!(ratio(dec("0"), dec("0")), Err(Undefined::BaseNotPositive));
        assert_eq!(ratio(dec("-2530"), dec("-2000")), Err(Undefined::BaseNotPositive));
        assert_eq!(ratio(dec("-1"), dec("5")), Err(Undefined::ActualNegative));
        assert_eq!(ratio(Decimal::MAX, dec("1")), Err(Undefined::TooLarge));
        assert_eq!(change(dec("1"), dec("0")), Err(Undefined::BaseNotPositive));
        assert_eq!(sum([Decimal::MAX, Decimal::MAX]), None);
    }

    #[test]
    fn ties_share_a_rank_and_missing_cities_have_none() {
        let values = [Some(dec("3")), None, Some(dec("5")), Some(dec("3")), Some(dec("1"))];
        assert_eq!(ranks(&values), [Some(2), None, Some(1), Some(2), Some(4)]);
    }

    #[test]
    fn sums_stop_at_the_first_gap() {
        let values = [Some(dec("5")), Some(dec("8")), None, Some(dec("12"))];
        assert_eq!(cumulative(&values), [Some(dec("5")), Some(dec("13")), None, None]);
    }

    #[test]
    fn outcomes_follow_the_direction() {
        let of = |direction, actual: &str, plan: &str| outcome(direction, dec(actual), dec(plan));
        assert_eq!(of(Direction::Up, "10", "10"), Outcome::Reached);
        assert_eq!(of(Direction::Up, "9", "10"), Outcome::Short);
        assert_eq!(of(Direction::Down, "0", "0"), Outcome::Reached);
        assert_eq!(of(Direction::Down, "1", "0"), Outcome::Short);
        assert_eq!(of(Direction::Keep, "9", "10"), Outcome::Open(Open::Keep));
    }

    fn with_gaps() -> impl Strategy<Value = Vec<Option<i16>>> {
        proptest::collection::vec(proptest::option::weighted(0.8, -20_i16..20), 0..9)
    }

    proptest! {
        /// A rank is the position in the sorted list, and equal values share the first of theirs.
        #[test]
        fn a_rank_is_the_place_in_order(values in with_gaps()) {
            let mut order: Vec<i16> = values.iter().flatten().copied().collect();
            order.sort_unstable_by(|one, other| other.cmp(one));
            let place = |value: i16| order.iter().position(|other| *other == value).map(|at| at + 1);
            let wanted: Vec<Option<usize>> = values.iter().map(|value| place((*value)?)).collect();
            let decimals: Vec<Option<Decimal>> =
                values.iter().map(|value| value.map(Decimal::from)).collect();
            prop_assert_eq!(ranks(&decimals), wanted);
        }

        #[test]
        fn what_adds_up_year_by_year_is_the_sum_of_all_before(values in with_gaps()) {
            let decimals: Vec<Option<Decimal>> =
                values.iter().map(|value| value.map(Decimal::from)).collect();
            for (place, sum) in cumulative(&decimals).into_iter().enumerate() {
                let so_far: Option<i64> = values[..=place].iter().map(|one| one.map(i64::from)).sum();
                prop_assert_eq!(sum, so_far.map(Decimal::from));
            }
        }
    }
}
