//! From year to year: jumps worth a second look, plans against the wanted direction, totals that fall.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::diag::{Diags, messages};
use crate::model::checks::Context;
use crate::model::checks::figures::{indicators, value};
use crate::sheet::forms::{ComparedCity, Comparison, Indicator};
use crate::sheet::value::{At, Figure, Year, Years};
use crate::terms::year::FiscalYear;

/// Years after which a figure may have grown by no more than over these: ten times is always worth a look.
const LONGEST: i16 = 3;

/// Differences below so many units of the last place stated are small (1件 to 0件).
const SMALL: i64 = 10;

fn year_of(written: Option<&Year>) -> Option<FiscalYear> {
    let (year, _) = FiscalYear::parse(&written?.0.text).ok()?;
    Some(year)
}

/// The years from which the values of an indicator are not comparable with the earlier ones.
fn breaks(indicator: &Indicator) -> Vec<FiscalYear> {
    indicator.breaks.iter().filter_map(|part| year_of(part.year.as_ref())).collect()
}

/// A stated number of a series.
struct Point<'a> {
    year: FiscalYear,
    number: Decimal,
    at: &'a At,
    /// A note on the figure says what there is to say.
    noted: bool,
}

/// Numbers of a series by year.
fn series<'a>(years: &'a Years<Figure>) -> Vec<Point<'a>> {
    let point = |(at, figure): &'a (At, Figure)| {
        let (year, _) = FiscalYear::parse(&at.text).ok()?;
        let (number, at) = (value(figure)?, figure.value.as_ref()?);
        Some(Point { year, number, at, noted: figure.note().is_some() })
    };
    let mut list: Vec<Point<'_>> = years.0.iter().filter_map(point).collect();
    list.sort_by_key(|point| point.year);
    list
}

/// Numbers that follow each other, but not across a break and not where a note answers.
fn steps<'a>(
    points: &'a [Point<'a>],
    broken: &'a [FiscalYear],
) -> impl Iterator<Item = [&'a Point<'a>; 2]> {
    let pairs = points.windows(2).filter_map(|pair| <&[Point<'a>; 2]>::try_from(pair).ok());
    let pairs = pairs.map(|[before, after]| [before, after]);
    pairs.filter(|[before, after]| {
        let across = |year: &FiscalYear| before.year < *year && *year <= after.year;
        !after.noted && !broken.iter().any(across)
    })
}

/// How much a figure may change within a year: times so much, and down to so much.
#[derive(Clone, Copy)]
struct Pace {
    up: Decimal,
    down: Decimal,
}

/// Half as much again, or half.
const USUAL: Pace = Pace {
    up: Decimal::from_parts(15, 0, 0, false, 1),
    down: Decimal::from_parts(5, 0, 0, false, 1),
};

/// Increments of a project that has just begun double easily: only a slip of a digit is worth a look.
const BEGINNING: Pace = Pace { up: Decimal::TEN, down: Decimal::from_parts(1, 0, 0, false, 1) };

/// A change beyond the pace of a year, for so many years: worth a second look at the digits.
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

/// Figures of a series: year, number, place, and whether a note says what there is to say.
pub(super) type Points<'a> = [(FiscalYear, Decimal, &'a At, bool)];

fn in_order<'a>(points: &Points<'a>) -> Vec<Point<'a>> {
    let point = |&(year, number, at, noted): &(FiscalYear, Decimal, &'a At, bool)| Point {
        year,
        number,
        at,
        noted,
    };
    let mut list: Vec<Point<'a>> = points.iter().map(point).collect();
    list.sort_by_key(|point| point.year);
    list
}

/// Tells the jumps of a series.
pub(super) fn of_points(what: &str, points: &Points<'_>, broken: &[FiscalYear], diags: &mut Diags) {
    tell((what, USUAL), &in_order(points), broken, diags);
}

/// Tells targets that go against the wanted direction.
pub(super) fn against(
    (what, direction): (&str, &str),
    points: &Points<'_>,
    broken: &[FiscalYear],
    diags: &mut Diags,
) {
    tell_against((what, direction), &in_order(points), broken, diags);
}

fn tell_against(
    (what, direction): (&str, &str),
    points: &[Point<'_>],
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

fn report_jumps(
    (what, pace): (&str, Pace),
    years: Option<&Years<Figure>>,
    broken: &[FiscalYear],
    diags: &mut Diags,
) {
    tell((what, pace), &years.map(series).unwrap_or_default(), broken, diags);
}

fn tell(
    (what, pace): (&str, Pace),
    points: &[Point<'_>],
    broken: &[FiscalYear],
    diags: &mut Diags,
) {
    for [before, after] in steps(points, broken) {
        let apart = after.year.0 - before.year.0;
        if let Some(change) = jumped(pace, before.number, after.number, apart) {
            diags.push(messages::year_jump(
                [before.at, after.at].map(|at| (at.span.clone(), at.text.as_str())),
                what,
                apart,
                &change,
            ));
        }
    }
}

pub(super) fn no_sudden_jump(context: &Context<'_>, diags: &mut Diags) {
    for (_, indicator) in indicators(context) {
        let broken = breaks(indicator);
        report_jumps(("実績", USUAL), indicator.actual.as_ref(), &broken, diags);
        // A revised plan says why it was revised.
        let revised = indicator.revisions.iter().filter_map(|one| year_of(one.year.as_ref()));
        let broken: Vec<FiscalYear> = broken.iter().copied().chain(revised).collect();
        report_jumps(("計画", USUAL), indicator.plan.as_ref(), &broken, diags);
        report_jumps(("目安値", USUAL), indicator.path.as_ref(), &broken, diags);
    }
    for kpi in context.sheets.plans.iter().flat_map(|sheet| sheet.data.kpis.iter().flatten()) {
        report_jumps(("増加分の目標", BEGINNING), kpi.increments.as_ref(), &[], diags);
        report_jumps(("増加分の実績", BEGINNING), kpi.actual.as_ref(), &[], diags);
    }
    for comparison in context.sheets.policies.iter().filter_map(|s| s.data.comparison.as_ref()) {
        report_cities(comparison, diags);
    }
}

fn report_cities(comparison: &Comparison, diags: &mut Diags) {
    let years = year_of(comparison.now.as_ref()).zip(year_of(comparison.prev.as_ref()));
    let Some(apart) = years.map(|(now, prev)| now.0 - prev.0) else {
        return;
    };
    let cities = comparison.cities.iter().flatten();
    for city in cities.filter(|city| city.note.is_none()) {
        let ComparedCity { name, now: Some(now), prev: Some(prev), .. } = city else {
            continue;
        };
        let (Some(to), Some(from), None) = (&now.value, &prev.value, now.note()) else {
            continue;
        };
        let change =
            value(prev).zip(value(now)).and_then(|(from, to)| jumped(USUAL, from, to, apart));
        if let Some(change) = change {
            let name = name.as_ref().map_or("", |name| name.0.text.as_str());
            diags.push(messages::year_jump(
                [from, to].map(|at| (at.span.clone(), at.text.as_str())),
                &format!("{name}の値"),
                apart,
                &change,
            ));
        }
    }
}

pub(super) fn plans_follow_direction(context: &Context<'_>, diags: &mut Diags) {
    for (_, indicator) in indicators(context) {
        let Some(direction) = &indicator.direction else {
            continue;
        };
        let direction = direction.0.text.as_str();
        let broken = breaks(indicator);
        for (what, years) in [("計画", &indicator.plan), ("目安値", &indicator.path)] {
            let points = years.as_ref().map(series).unwrap_or_default();
            tell_against((what, direction), &points, &broken, diags);
        }
    }
}

/// What adds up from the start does not become less, unless something is taken back.
pub(super) fn totals_do_not_fall(context: &Context<'_>, diags: &mut Diags) {
    for (_, indicator) in indicators(context) {
        if indicator.kind.as_ref().is_none_or(|kind| kind.0.text != "累計") {
            continue;
        }
        let broken = breaks(indicator);
        let all =
            [("実績", &indicator.actual), ("計画", &indicator.plan), ("目安値", &indicator.path)];
        for (what, years) in all {
            let points = years.as_ref().map(series);
            for [before, after] in points.iter().flat_map(|points| steps(points, &broken)) {
                if after.number < before.number {
                    let figures =
                        [before, after].map(|one| (one.at.span.clone(), one.at.text.as_str()));
                    diags.push(messages::falling_total(figures, what));
                }
            }
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
            // As much over several years is slow.
            ("1000", "2000", 2),
            ("16900", "30000", 2),
            ("400", "150", 2),
            ("0", "500", 1),
        ] {
            assert_eq!(change(from, to, years), None, "{from} {to} {years}");
        }
        // A slip of one digit is seen however long it took.
        assert_eq!(change("1000", "10000", 9), said("+900％"));
        assert_eq!(change("1000", "100", 9), said("−90％"));
        // Figures beyond reckoning are no jump and no panic.
        assert_eq!(jumped(USUAL, Decimal::MAX, Decimal::MAX, 1), None);
        assert_eq!(jumped(USUAL, Decimal::new(1, 28), Decimal::MAX, 3), None);
    }
}
