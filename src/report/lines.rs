//! An indicator of many years, of a range or of expected values -> its chart of lines.
//! Shows recorded facts only.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::model::policy::Columns;
use crate::report::chart::{Column, LinePoint, Mark, Spec};
use crate::report::desk::Desk;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::indicator::parted;
use crate::report::series::{Series, Side};
use crate::terms::year::FiscalYear;

/// From this many years on, those between included, columns would be too narrow for their values.
const MANY: i32 = 7;

/// Up to this many years, columns of several sheets are still legible.
pub(crate) const MOST: usize = 8;

/// Lines instead of the columns of `years`, cut before each of `breaks`.
pub(crate) fn of_columns(
    years: &BTreeSet<FiscalYear>,
    columns: Vec<Column>,
    breaks: &BTreeSet<FiscalYear>,
) -> Spec {
    let has = |of: fn(&Column) -> bool| columns.iter().any(of);
    let word = |used: bool, word: &str| if used { word.to_owned() } else { String::new() };
    let legend = [
        word(has(|column| column.actual.is_some()), "実績"),
        word(has(|column| column.plan.is_some()), "計画"),
        String::new(),
    ];
    let point = |(year, column): (&FiscalYear, Column)| LinePoint {
        year: year.0,
        label: column.label,
        plan: column.plan,
        bounds: None,
        path: None,
        actual: column.actual,
        broken: breaks.contains(year),
    };
    let points: Vec<LinePoint> = years.iter().zip(columns).map(point).collect();
    let cut = cut(&points);
    Spec::Lines { legend, points, cut }
}

/// What a chart says whose scale begins near the least value: where all values are of one sign and lie close together,
/// a scale from zero would show one flat line.
pub(crate) fn cut(points: &[LinePoint]) -> String {
    let marks = points.iter().flat_map(|point| {
        let bounds = point.bounds.iter().flat_map(|(low, high)| [low, high]);
        point.plan.iter().chain(&point.path).chain(&point.actual).chain(bounds)
    });
    let values: Vec<Decimal> = marks.map(|mark| mark.value).collect();
    let (Some(low), Some(high)) = (values.iter().min(), values.iter().max()) else {
        return String::new();
    };
    let near = if low.is_sign_negative() { (-*high, -*low) } else { (*low, *high) };
    let twice = near.0.checked_mul(Decimal::TWO);
    let close = near.0 > Decimal::ZERO && low != high && twice.is_some_and(|twice| near.1 < twice);
    if close { "縦軸は0から始まりません".to_owned() } else { String::new() }
}

/// True where the indicator is drawn as lines instead of columns.
pub(crate) fn wanted(series: &Series<'_>, desk: &Desk<'_>) -> bool {
    let years = series.years();
    let bounds = |year: &FiscalYear| {
        let fact = desk.said(&series.stated(Side::Plan, *year));
        fact.is_some_and(|fact| fact.bounds().is_some())
    };
    // Targets that lie years apart would stand side by side as columns.
    let far = series.columns == Columns::Free && series.indicator.terms.middle_year.is_some();
    let span = years
        .first()
        .zip(years.last())
        .is_some_and(|(first, last)| i32::from(last.0) - i32::from(first.0) >= MANY - 1);
    far || span
        || !parted(series).is_empty()
        || !series.indicator.terms.path.is_empty()
        || years.iter().any(bounds)
}

/// What the line across a chart says, where it has one.
pub(crate) fn explained(broken: bool) -> &'static str {
    if broken { "。縦の線の前と後では値を比べられない" } else { "" }
}

/// The year of the base, where the lines begin with it.
pub(crate) fn base(series: &Series<'_>) -> Option<FiscalYear> {
    let (year, _) = series.indicator.terms.base.as_ref()?;
    let apart = series.columns == Columns::Free && !series.years().contains(year);
    apart.then_some(*year)
}

/// The lines of an indicator.
pub(crate) fn spec(series: &Series<'_>, desk: &Desk<'_>) -> Spec {
    let years = series.years();
    let first = base(series).map(|year| LinePoint {
        actual: mark(series, Side::Base, year, desk),
        ..point(series, year, desk)
    });
    let rest = years.into_iter().map(|year| point(series, year, desk));
    let points: Vec<_> = first.into_iter().chain(rest).collect();
    let word = |used: bool, word: &str| if used { word.to_owned() } else { String::new() };
    let any = |of: fn(&LinePoint) -> bool| points.iter().any(of);
    let bounds = any(|point| point.bounds.is_some());
    Spec::Lines {
        legend: [
            word(any(|point| point.actual.is_some()), "実績"),
            if bounds {
                "計画の下限と上限".to_owned()
            } else {
                word(any(|point| point.plan.is_some()), "計画")
            },
            word(any(|point| point.path.is_some()), "目安値"),
        ],
        cut: cut(&points),
        points,
    }
}

fn mark(series: &Series<'_>, side: Side, year: FiscalYear, desk: &Desk<'_>) -> Option<Mark> {
    let fact = desk.said(&series.stated(side, year))?;
    Some(Mark { value: fact.value?, text: fact.text.to_string() })
}

fn point(series: &Series<'_>, year: FiscalYear, desk: &Desk<'_>) -> LinePoint {
    let fact = |side| desk.said(&series.stated(side, year));
    let bounds = fact(Side::Plan).and_then(Fact::bounds);
    let bound = |value| Mark { value, text: format::number(value) };
    let label = format::year(year);
    LinePoint {
        year: year.0,
        label: [label.short, label.ad],
        plan: mark(series, Side::Plan, year, desk),
        bounds: bounds.map(|(low, high)| (bound(low), bound(high))),
        path: mark(series, Side::Path, year, desk),
        actual: mark(series, Side::Actual, year, desk),
        broken: parted(series).contains(&year),
    }
}
