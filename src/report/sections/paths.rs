//! Charts of increments (増加分): planned and actual levels by year; without a base, the sums so far. Drawn for the plan
//! alone, too.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::charts::{self, MANY, label};
use crate::form::indicators::Role;
use crate::model::compare::{self, percent};
use crate::model::increments::Step;
use crate::report::alt;
use crate::report::chart::{Chart, Column, Mark, Spec};
use crate::report::comparisons::{self, Place, What};
use crate::report::format;
use crate::report::lines::legend;
use crate::report::sections::showing::Showing;
use crate::section::indicators::{Indicator, Series};
use crate::terms::reason::Missing;
use crate::terms::year::FiscalYear;

/// A year with its values in the chart.
struct Year<'a> {
    step: Step<'a>,
    words: String,
    plan: Option<Mark>,
    actual: Option<Mark>,
}

pub(super) fn chart(
    showing: &mut Showing<'_, '_>,
    place: &Place<'_>,
    (indicator, series): (&Indicator, Option<&Series>),
    table: &str,
) -> Option<Chart> {
    let steps: Vec<Step<'_>> =
        place.steps(indicator, series).into_iter().map(|[step, _]| step).collect();
    let levels = steps.iter().any(|step| {
        let [planned, added] = marked(step, true);
        planned.or(added).is_some()
    });
    let years: Vec<Year<'_>> =
        steps.into_iter().map(|step| year(indicator, step, levels)).collect();
    let drawn =
        |year: &Year<'_>| usize::from(year.plan.is_some()) + usize::from(year.actual.is_some());
    // A single figure makes no chart.
    if years.iter().map(drawn).sum::<usize>() < 2 {
        return None;
    }
    let (first, last) = (years.first()?, years.last()?);
    let name = comparisons::printed_name(indicator, series);
    let (id, number) = showing.desk.chart();
    let unit = indicator.unit();
    let [plan, actual, what] = if levels {
        ["計画の水準", "実績の水準", "水準"]
    } else {
        ["目標の累計", "実績の累計", "累計"]
    };
    let message = message(place, indicator, &years);
    let details: Vec<String> =
        years.iter().map(|year| sentence(year, [plan, actual], unit)).collect();
    let of_unit = if unit.is_empty() { String::new() } else { format!("（{unit}）") };
    let base = base(showing, place, indicator, series).filter(|_| levels).unwrap_or_default();
    let period = charts::period(&first.words, &last.words);
    // A year without an actual, not even an unpublished one, is in the future.
    let came = |year: &&Year<'_>| {
        let added = year.step.added.as_ref();
        added.is_some_and(|added| added.actual.reason() != Some(Missing::NotYet))
    };
    let known = place.results().max(years.iter().rfind(came).map(|year| year.step.year));
    let future = |year: FiscalYear| Some(year) > known;
    let (kind, spec) = if last.step.year.0 - first.step.year.0 >= MANY - 1 {
        ("折れ線グラフ", lines(&years, [actual, plan]))
    } else {
        ("棒グラフ", column_spec(&years, levels, &future, [actual, plan]))
    };
    let of_unit_in_words =
        if unit.is_empty() { String::new() } else { format!("、単位は{unit}") };
    Some(Chart {
        id,
        number,
        alt: alt::text(
            kind,
            &format!("{name}の{plan}と{actual}{of_unit_in_words}"),
            &details,
            &message,
            table,
        ),
        subtitle: format!("{name}、{what}{of_unit}、{period}{base}"),
        message,
        spec,
    })
}

/// Plan and actual of a year: the levels, or the sums.
fn marked(step: &Step<'_>, levels: bool) -> [Option<Decimal>; 2] {
    let planned = step.planned.and_then(|one| if levels { one.level } else { one.sum });
    let added = step.added.and_then(|one| if levels { one.level } else { one.total });
    [planned, added]
}

fn year<'a>(indicator: &Indicator, step: Step<'a>, levels: bool) -> Year<'a> {
    let figure = step.planned.map(|one| one.target).or(step.added.map(|one| one.actual));
    let words = figure.map(|one| comparisons::year_of(indicator, &one)).unwrap_or_default();
    let mark = |value: Decimal| Mark { value, text: format::number(value) };
    let [plan, actual] = marked(&step, levels).map(|value| value.map(mark));
    Year { step, words, plan, actual }
}

/// 当初値, the start of all levels: 。事業開始前は4人
fn base(
    showing: &Showing<'_, '_>,
    place: &Place<'_>,
    indicator: &Indicator,
    series: Option<&Series>,
) -> Option<String> {
    let all = compare::figures(place.of, place.results(), indicator, series, Role::Base);
    let base = all.into_iter().find(|one| one.stated.cell.number().is_some())?;
    let id = place.stated(indicator, series, &base);
    // The chart is in the unit of the sheet, like everything computed from increments.
    let stated = format::number(base.stated.cell.number()?);
    showing.desk.displayed(&id)?;
    Some(format!("。{}は{stated}{}", place.column(&base), indicator.unit()))
}

fn sentence(year: &Year<'_>, [plan, actual]: [&str; 2], unit: &str) -> String {
    let said = [(plan, &year.plan), (actual, &year.actual)].into_iter();
    let said = said.filter_map(|(word, mark)| Some(format!("{word}{}{unit}", mark.as_ref()?.text)));
    let said: Vec<String> = said.collect();
    if said.is_empty() {
        String::new()
    } else {
        format!("{}は{}。", year.words, said.join("、"))
    }
}

/// The plan over all years, and the actuals so far: 3年間で25人増やす計画、実績は未公表.
fn message(place: &Place<'_>, indicator: &Indicator, years: &[Year<'_>]) -> String {
    let unit = indicator.unit();
    let amount = |value: Decimal| format!("{}{unit}", format::number(value));
    let planned = years.iter().filter(|year| year.step.planned.is_some());
    let count = planned.clone().count();
    let sum = planned.clone().next_back().and_then(|year| year.step.planned?.sum);
    let planned = sum.map(|sum| match sum {
        sum if sum.is_zero() => format!("{count}年間で増減のない計画"),
        sum if sum.is_sign_negative() => format!("{count}年間で{}減らす計画", amount(-sum)),
        sum => format!("{count}年間で{}増やす計画", amount(sum)),
    });
    let own = years.iter().filter(|year| year.step.own);
    let added = own.filter_map(|year| Some((year, year.step.added?)));
    let mut known =
        added.clone().filter_map(|(year, one)| Some((year, one.total?, one.total_rated)));
    let actual = if let Some((year, total, rate)) = known.next_back() {
        let rate = percent(rate).map(|rate| format::share(place.rounded(rate)));
        let rate = rate.map_or_else(String::new, |rate| format!("（目標の累計の{rate}）"));
        Some(format!("実績は{}までの累計で{}{rate}", year.words, amount(total)))
    } else {
        let reasons: Vec<_> = added.map(|(_, one)| one.actual.reason()).collect();
        match reasons.as_slice() {
            [Some(first), rest @ ..] if rest.iter().all(|other| *other == Some(*first)) => {
                (*first != Missing::Empty).then(|| format!("実績は{}", first.word()))
            }
            [] => None,
            _ => Some(format!("実績の{}は出せない", What::Total.word())),
        }
    };
    let said: Vec<String> = planned.into_iter().chain(actual).collect();
    if said.is_empty() { indicator.called().to_owned() } else { said.join("、") }
}

fn column_spec(
    years: &[Year<'_>],
    levels: bool,
    future: &dyn Fn(FiscalYear) -> bool,
    [actual, plan]: [&str; 2],
) -> Spec {
    let columns: Vec<Column> = years
        .iter()
        .enumerate()
        .map(|(place, year)| {
            let target = year.step.planned.and_then(|one| one.target.stated.cell.number());
            let increment = target.map(|value| Mark { value, text: format::signed(value) });
            let reason = year.step.added.and_then(|one| one.actual.reason());
            let worth = |reason: &Missing| !matches!(reason, Missing::NotYet | Missing::Empty);
            let missing = reason.filter(worth).map(|reason| reason.word().to_owned());
            Column {
                year: year.step.year.0,
                label: label(year.step.year, &year.words),
                plan: year.plan.clone(),
                future: future(year.step.year),
                // In sums, the increment of the first year is the whole column.
                increment: increment.filter(|_| year.plan.is_some() && (levels || place > 0)),
                actual: year.actual.clone(),
                missing: missing.unwrap_or_default(),
            }
        })
        .collect();
    Spec::Columns {
        legend: legend(&columns, [actual, plan, &format!("これからの{plan}")]),
        columns,
    }
}

/// The same as lines, drawn like the charts of other indicators.
fn lines(years: &[Year<'_>], [actual, plan]: [&str; 2]) -> Spec {
    let drawn = |year: &Year<'_>| {
        let Year { step, words, plan, actual } = year;
        let [plan, actual] = [plan, actual].map(Clone::clone);
        let words = words.clone();
        (step.year, charts::Year { words, actual, plan, ..charts::Year::default() })
    };
    let years = years.iter().map(drawn).collect();
    // Increments have neither breaks nor expected values.
    charts::line_spec(&years, &BTreeSet::new(), [actual, plan, ""])
}
