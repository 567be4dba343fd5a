//! Figures of a series from year to year: jumps worth a second look, steps against the wanted direction. Points in,
//! diagnostics out; knows nothing of forms.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::diag::{Diags, messages};
use crate::sheet::value::At;
use crate::terms::year::FiscalYear;

/// Number of years at which the allowed growth stops increasing: a factor of ten is always worth a look.
const LONGEST: i16 = 3;

/// Differences below this many units of the last stated place are small (1件 to 0件).
const SMALL: i64 = 10;

/// A stated number of a series.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    pub(super) year: FiscalYear,
    pub(super) number: Decimal,
    pub(super) at: &'a At,
    /// A note on the figure explains it already.
    pub(super) noted: bool,
}

/// Consecutive numbers, but not across a break and not where a note explains the step.
fn steps<'a>(points: &[Given<'a>], broken: &[FiscalYear]) -> impl Iterator<Item = [Given<'a>; 2]> {
    let mut list = points.to_vec();
    list.sort_by_key(|point| point.year);
    let pairs: Vec<[Given<'a>; 2]> = list.array_windows().copied().collect();
    pairs.into_iter().filter(|[before, after]| {
        let across = |year: &FiscalYear| before.year < *year && *year <= after.year;
        !after.noted && !broken.iter().any(across)
    })
}

/// How much a figure may change within a year: upper and lower factor.
#[derive(Clone, Copy)]
pub(super) struct Pace {
    up: Decimal,
    down: Decimal,
}

/// Half as much again, or half.
pub(super) const USUAL: Pace = Pace {
    up: Decimal::from_parts(15, 0, 0, false, 1),
    down: Decimal::from_parts(5, 0, 0, false, 1),
};

/// Increments of a project that has just begun double easily: only a slipped digit is worth a look.
pub(super) const BEGINNING: Pace =
    Pace { up: Decimal::TEN, down: Decimal::from_parts(1, 0, 0, false, 1) };

/// Whether a change exceeds the pace over this many years, so that the digits need a second look.
fn jumped(pace: Pace, from: Decimal, to: Decimal, years: i16) -> Option<String> {
    if from <= Decimal::ZERO || to < Decimal::ZERO || years < 1 {
        return None;
    }
    let gap = to.checked_sub(from)?;
    let small = Decimal::try_new(SMALL, from.scale().max(to.scale())).ok()?;
    let bound = |factor: Decimal| {
        (0..years.min(LONGEST)).try_fold(from, |bound, _| bound.checked_mul(factor))
    };
    let [up, down] = [bound(pace.up)?, bound(pace.down)?];
    if gap.abs() < small || (down < to && to < up) {
        return None;
    }
    let change = gap.checked_div(from)?.checked_mul(Decimal::ONE_HUNDRED)?;
    let rounded = change.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    let sign = if rounded > Decimal::ZERO { "+" } else { "−" };
    Some(format!("{sign}{}％", rounded.abs().normalize()))
}

/// Reports jumps of a series.
pub(super) fn jumps(
    (what, pace): (&str, Pace),
    points: &[Given<'_>],
    broken: &[FiscalYear],
    diags: &mut Diags,
) {
    for [before, after] in steps(points, broken) {
        let apart = after.year.0 - before.year.0;
        if let Some(change) = jumped(pace, before.number, after.number, apart) {
            let figures = [before.at, after.at].map(|at| (at.span.clone(), at.text.as_str()));
            diags.push(messages::year_jump(figures, what, apart, &change));
        }
    }
}

/// Reports targets that go against the wanted direction.
pub(super) fn against(
    (what, direction): (&str, &str),
    points: &[Given<'_>],
    broken: &[FiscalYear],
    diags: &mut Diags,
) {
    for [before, after] in steps(points, broken) {
        let (from, to) = (before.number, after.number);
        if (direction == "増加" && to < from) || (direction == "減少" && to > from) {
            let span = after.at.span.clone();
            let [from, to] = [&before.at.text, &after.at.text];
            diags.push(messages::against_direction(span, what, direction, from, to));
        }
    }
}

/// Reports falling totals: a cumulative figure falls only if something is taken back.
pub(super) fn falls(what: &str, points: &[Given<'_>], broken: &[FiscalYear], diags: &mut Diags) {
    for [before, after] in steps(points, broken) {
        if after.number < before.number {
            let figures = [before.at, after.at].map(|at| (at.span.clone(), at.text.as_str()));
            diags.push(messages::falling_total(figures, what));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(from: &str, to: &str, years: i16) -> Option<String> {
        jumped(USUAL, from.parse().unwrap(), to.parse().unwrap(), years)
    }

    #[test]
    fn a_jump_depends_on_size_and_on_the_years_between() {
        let said = |text: &str| Some(text.to_owned());
        assert_eq!(change("16900", "30000", 1), said("+77.5％"));
        assert_eq!(change("1000", "1500", 1), said("+50％"));
        assert_eq!(change("1000", "500", 1), said("−50％"));
        for (from, to, years) in [
            // Small counts and the last places of a rate.
            ("1", "0", 1),
            ("8", "12", 1),
            ("0.9", "1.6", 1),
            ("1000", "1499", 1),
            // The same change over several years is slow.
            ("1000", "2000", 2),
            ("16900", "30000", 2),
            ("400", "150", 2),
            ("0", "500", 1),
        ] {
            assert_eq!(change(from, to, years), None, "{from} {to} {years}");
        }
        // A slipped digit is found however many years lie between.
        assert_eq!(change("1000", "10000", 9), said("+900％"));
        assert_eq!(change("1000", "100", 9), said("−90％"));
        // Figures too large to compute with are no jump and no panic.
        assert_eq!(jumped(USUAL, Decimal::MAX, Decimal::MAX, 1), None);
        assert_eq!(jumped(USUAL, Decimal::new(1, 28), Decimal::MAX, 3), None);
    }
}
