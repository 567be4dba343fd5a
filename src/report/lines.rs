//! An indicator of many years, of a range or of expected values -> its chart of lines.
//! Shows recorded facts only.

use crate::model::year::FiscalYear;
use crate::report::chart::{LinePoint, Mark, Spec};
use crate::report::desk::Desk;
use crate::report::format;
use crate::report::indicator::parted;
use crate::report::series::{Series, Side};

/// From this many years on, columns would be too narrow for their values.
const MANY: usize = 7;

/// True where the indicator is drawn as lines instead of columns.
pub(crate) fn wanted(series: &Series<'_>, desk: &Desk<'_>) -> bool {
    let years = series.years();
    let bounds = |year: &FiscalYear| {
        let fact = desk.said(&series.stated(Side::Plan, *year));
        fact.is_some_and(|fact| fact.bounds.is_some())
    };
    years.len() >= MANY
        || !parted(series).is_empty()
        || !series.indicator.terms.path.is_empty()
        || years.iter().any(bounds)
}

/// What the line across a chart says, where it has one.
pub(crate) fn explained(broken: bool) -> &'static str {
    if broken {
        "。縦の線の前と後では値を比べられない"
    } else {
        ""
    }
}

/// The lines of an indicator.
pub(crate) fn spec(series: &Series<'_>, desk: &Desk<'_>) -> Spec {
    let points: Vec<_> = series
        .years()
        .into_iter()
        .map(|year| point(series, year, desk))
        .collect();
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
        points,
    }
}

fn point(series: &Series<'_>, year: FiscalYear, desk: &Desk<'_>) -> LinePoint {
    let fact = |side| desk.said(&series.stated(side, year));
    let mark = |side| {
        let fact = fact(side)?;
        Some(Mark {
            value: fact.value?,
            text: fact.text.clone(),
        })
    };
    let bounds = fact(Side::Plan).and_then(|fact| fact.bounds);
    let bound = |value| Mark {
        value,
        text: format::number(value),
    };
    let label = format::year(year);
    LinePoint {
        year: year.0,
        label: [label.short, label.ad],
        plan: mark(Side::Plan),
        bounds: bounds.map(|(low, high)| (bound(low), bound(high))),
        path: mark(Side::Path),
        actual: mark(Side::Actual),
        broken: parted(series).contains(&year),
    }
}
