//! Charts of indicators: actuals and targets by year. Shows only recorded facts.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::form::indicators::Role;
use crate::model::compare::{self, Figure};
use crate::report::alt;
use crate::report::chart::{Chart, Column, LinePoint, Mark, Spec};
use crate::report::comparisons::{self, Place};
use crate::report::differences;
use crate::report::format;
use crate::report::lines::legend;
use crate::report::sections::paths;
use crate::report::sections::showing::Showing;
use crate::section::cell::Value;
use crate::section::indicators::{Indicator, Series};
use crate::terms::year::FiscalYear;

/// Time span in years, gaps included, from which columns would be too narrow for their values.
pub(super) const MANY: i16 = 7;

/// A year of a chart.
#[derive(Default)]
pub(super) struct Year {
    pub(super) words: String,
    pub(super) actual: Option<Mark>,
    pub(super) plan: Option<Mark>,
    pub(super) path: Option<Mark>,
    pub(super) bounds: Option<(Mark, Mark)>,
}

/// Data of a chart of an indicator, or of a series of one.
pub(super) struct Picture<'a> {
    pub(super) indicator: &'a Indicator,
    pub(super) series: Option<&'a Series>,
    pub(super) years: BTreeMap<FiscalYear, Year>,
    /// Starting point of the lines.
    pub(super) base: Option<(FiscalYear, Year)>,
    /// First years after a break.
    pub(super) breaks: Vec<FiscalYear>,
    pub(super) message: String,
    /// Where the figures come from several sheets, which ones: 、3年度の票による推移.
    pub(super) sheets: String,
    /// The table with the same figures.
    pub(super) table: &'a str,
}

pub(super) fn of(
    showing: &mut Showing<'_, '_>,
    place: &Place<'_>,
    list: &[Indicator],
    table: &str,
) -> Vec<Chart> {
    let one = |(indicator, series)| {
        if place.of.increments {
            return paths::chart(showing, place, (indicator, series), table);
        }
        let years = years(showing, place, indicator, series);
        let base = years.keys().next().copied();
        let base = base.and_then(|first| base_before(showing, place, (indicator, series), first));
        let message = message(showing, place, indicator, series);
        let breaks = indicator.breaks_of(series).map(|one| one.year).collect();
        let sheets = String::new();
        let own = Picture { indicator, series, years, base, breaks, message, sheets, table };
        own.draw(showing, place)
    };
    Place::all(list).filter_map(one).collect()
}

impl Picture<'_> {
    /// Makes the chart; `None` where there is too little to draw.
    pub(super) fn draw(self, showing: &mut Showing<'_, '_>, place: &Place<'_>) -> Option<Chart> {
        let Self { indicator, series, mut years, base, breaks, message, sheets, table } = self;
        let points = years.values().map(|year| {
            usize::from(year.actual.is_some())
                + usize::from(year.plan.is_some() || year.path.is_some() || year.bounds.is_some())
        });
        // A single figure makes no chart.
        if !years.values().any(|year| year.actual.is_some()) || points.sum::<usize>() < 2 {
            return None;
        }
        let name = comparisons::printed_name(indicator, series);
        let (id, number) = showing.desk.chart();
        let (first, last) = (years.keys().next()?, years.keys().next_back()?);
        let [actual, plan, path] =
            [Role::Actual, Role::Target, Role::Path].map(|role| place.word(role));
        let words = [actual, plan, path];
        let has = |of: fn(&Year) -> bool| years.values().any(of);
        let lines = last.0 - first.0 >= MANY - 1
            || !breaks.is_empty()
            || has(|year| year.path.is_some() || year.bounds.is_some());
        let base = base.filter(|_| lines);
        let first = base.as_ref().map_or(&years[first], |(_, base)| base);
        let period = period(&first.words, &years[last].words);
        let unit = indicator.shown_unit();
        let of_unit = if unit.is_empty() { String::new() } else { format!("（{unit}）") };
        let details: Vec<String> = years.values().map(|year| sentence(year, words)).collect();
        years.extend(base);
        let breaks = parted(&years, &breaks);
        // Explains the line across the chart.
        let said_of_breaks = if breaks.is_empty() {
            ""
        } else {
            "。縦の線の前と後では値を比べられない"
        };
        let (kind, spec) = if lines {
            ("折れ線グラフ", line_spec(&years, &breaks, words))
        } else {
            // Without a year of results, years without an actual count as future.
            let known = years.iter().filter(|(_, year)| year.actual.is_some());
            let results = place.results().or(known.map(|(year, _)| *year).max());
            ("棒グラフ", column_spec(&years, results, [actual, plan]))
        };
        // The legend must not promise what is not drawn.
        let aimed = years.values().any(|year| year.plan.is_some() || year.bounds.is_some());
        let drawn = if aimed { format!("{plan}と{actual}") } else { actual.to_owned() };
        let subject = format!(
            "{name}の{drawn}{}",
            if unit.is_empty() { String::new() } else { format!("、単位は{unit}") }
        );
        Some(Chart {
            id,
            number,
            alt: alt::text(kind, &subject, &details, &message, table),
            subtitle: format!("{name}{of_unit}、{period}の{drawn}{sheets}{said_of_breaks}"),
            message,
            spec,
        })
    }
}

/// 平成23年度から平成26年度まで
pub(super) fn period(first: &str, last: &str) -> String {
    if first == last { first.to_owned() } else { format!("{first}から{last}まで") }
}

/// Breaks in a chart: the first drawn year after each.
fn parted(years: &BTreeMap<FiscalYear, Year>, breaks: &[FiscalYear]) -> BTreeSet<FiscalYear> {
    let after = |year: &FiscalYear| years.range(*year..).next().map(|(year, _)| *year);
    let first = years.keys().next();
    breaks.iter().filter(|year| Some(*year) > first).filter_map(after).collect()
}

/// The result of the latest year, in words.
fn message(
    showing: &Showing<'_, '_>,
    place: &Place<'_>,
    indicator: &Indicator,
    series: Option<&Series>,
) -> String {
    let name = comparisons::printed_name(indicator, series);
    let comparison = compare::compare(place.of, place.results(), indicator, series);
    let actual = comparison.actual.or_else(|| place.latest(indicator, series));
    let year = actual.map(|actual| comparisons::year_of(indicator, &actual));
    let subject = year.unwrap_or(name);
    let said = match differences::result(place, &comparison, showing.desk) {
        Ok(result) => format!("{subject}は{result}"),
        Err(result) => format!("{subject}の{result}"),
    };
    let [kind, other] = place.judged(indicator, series).kinds;
    // The chart shows only the adopted reading of the source.
    if kind == other { said } else { format!("{said}（別の読み方では{}）", other.word()) }
}

fn years(
    showing: &Showing<'_, '_>,
    place: &Place<'_>,
    indicator: &Indicator,
    series: Option<&Series>,
) -> BTreeMap<FiscalYear, Year> {
    let mut years: BTreeMap<FiscalYear, Year> = BTreeMap::new();
    for role in [Role::Target, Role::Path, Role::Actual] {
        for figure in compare::figures(place.of, place.results(), indicator, series, role) {
            let mark = mark(showing, place, indicator, series, &figure);
            let bounds = bounds(indicator, &figure);
            if mark.is_none() && bounds.is_none() {
                continue;
            }
            let Some(year) = figure.year else { continue };
            let year = years.entry(year).or_default();
            year.words = comparisons::year_of(indicator, &figure);
            match role {
                Role::Actual => year.actual = year.actual.take().or(mark),
                Role::Path => year.path = year.path.take().or(mark),
                _ => {
                    year.bounds = year.bounds.take().or(bounds);
                    year.plan = year.plan.take().or(mark);
                }
            }
        }
    }
    years
}

/// 当初値 of a year before all others, as starting point of the lines.
fn base_before(
    showing: &Showing<'_, '_>,
    place: &Place<'_>,
    (indicator, series): (&Indicator, Option<&Series>),
    first: FiscalYear,
) -> Option<(FiscalYear, Year)> {
    let all = compare::figures(place.of, place.results(), indicator, series, Role::Base);
    let figure = all.into_iter().find(|one| one.stated.year.is_some_and(|year| year < first))?;
    let actual = Some(mark(showing, place, indicator, series, &figure)?);
    let words = comparisons::year_of(indicator, &figure);
    Some((figure.stated.year?, Year { words, actual, ..Year::default() }))
}

pub(super) fn mark(
    showing: &Showing<'_, '_>,
    place: &Place<'_>,
    indicator: &Indicator,
    series: Option<&Series>,
    figure: &Figure<'_>,
) -> Option<Mark> {
    let fact = showing.desk.displayed(&place.stated(indicator, series, figure))?;
    // A single bound is drawn at its number and labelled with its side: 79.5以上.
    let bound = || match &figure.stated.cell.value {
        Value::Bound(bound) if bound.second.is_none() => indicator.shown(bound.first.0),
        _ => None,
    };
    Some(Mark { value: fact.value.or_else(bound)?, text: fact.text.to_string() })
}

/// Two bounds, drawn as a band.
pub(super) fn bounds(indicator: &Indicator, figure: &Figure<'_>) -> Option<(Mark, Mark)> {
    let Value::Bound(bound) = &figure.stated.cell.value else { return None };
    let (high, _) = bound.second.as_ref()?;
    let mark = |stated: Decimal| {
        let value = indicator.shown(stated)?;
        Some(Mark { value, text: format::number(value) })
    };
    Some((mark(bound.first.0)?, mark(*high)?))
}

fn sentence(year: &Year, [actual, plan, path]: [&str; 3]) -> String {
    let said = [(plan, &year.plan), (path, &year.path), (actual, &year.actual)].into_iter();
    let said = said.filter_map(|(word, mark)| Some(format!("{word}{}", mark.as_ref()?.text)));
    let bounds =
        year.bounds.as_ref().map(|(low, high)| format!("{plan}{}から{}", low.text, high.text));
    format!("{}は{}。", year.words, said.chain(bounds).collect::<Vec<_>>().join("、"))
}

/// Two lines below the axis: the year as on the sheet, and in the Western calendar.
pub(super) fn label(year: FiscalYear, words: &str) -> [String; 2] {
    let fiscal = words.ends_with("年度");
    let first = if fiscal { year.short() } else { words.to_owned() };
    [first, format!("{}{}", year.0, if fiscal { "年度" } else { "年" })]
}

fn column_spec(
    years: &BTreeMap<FiscalYear, Year>,
    results: Option<FiscalYear>,
    [actual, plan]: [&str; 2],
) -> Spec {
    let columns: Vec<Column> = years
        .iter()
        .map(|(year, own)| Column {
            year: year.0,
            label: label(*year, &own.words),
            plan: own.plan.clone(),
            future: Some(*year) > results,
            increment: None,
            actual: own.actual.clone(),
            missing: String::new(),
        })
        .collect();
    let future = format!("これからの{plan}");
    Spec::Columns { legend: legend(&columns, [actual, plan, &future]), columns }
}

pub(super) fn line_spec(
    years: &BTreeMap<FiscalYear, Year>,
    breaks: &BTreeSet<FiscalYear>,
    [actual, plan, path]: [&str; 3],
) -> Spec {
    let points: Vec<LinePoint> = years
        .iter()
        .map(|(year, own)| LinePoint {
            year: year.0,
            label: label(*year, &own.words),
            plan: own.plan.clone(),
            bounds: own.bounds.clone(),
            path: own.path.clone(),
            actual: own.actual.clone(),
            broken: breaks.contains(year),
        })
        .collect();
    let word = |used: bool, word: &str| if used { word.to_owned() } else { String::new() };
    let bounds = points.iter().any(|point| point.bounds.is_some());
    Spec::Lines {
        legend: [
            word(points.iter().any(|point| point.actual.is_some()), actual),
            if bounds {
                format!("{plan}の下限と上限")
            } else {
                word(points.iter().any(|point| point.plan.is_some()), plan)
            },
            word(points.iter().any(|point| point.path.is_some()), path),
        ],
        cut: crate::report::lines::cut(&points),
        points,
    }
}
