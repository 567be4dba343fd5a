//! Targets: years of the final and the interim target, revisions that lead from one to the next and to the target of
//! the sheet, breaks within the series, totals that do not fall.

use std::collections::BTreeMap;

use super::dates::era_holds;
use super::pace::{self, Given};
use super::said::spoken;
use super::time::Time;
use crate::diag::{Diags, messages};
use crate::form::Indicators as Declared;
use crate::form::indicators::Role;
use crate::model::compare;
use crate::section::cell::{Cell, Value};
use crate::section::indicators::{Break, Indicator, Revision, Series};
use crate::sheet::value::At;
use crate::terms::place::Span;
use crate::terms::year::FiscalYear;

/// Checks an indicator.
pub(super) fn check(
    (of, results): (&Declared, Option<FiscalYear>),
    indicator: &Indicator,
    time: &Time<'_>,
    diags: &mut Diags,
) {
    years((of, results), indicator, time, diags);
    breaks((of, results), (indicator, None), &indicator.breaks, diags);
    for series in &indicator.series {
        breaks((of, results), (indicator, Some(series)), &series.breaks, diags);
    }
    for series in indicator.parts() {
        revisions((of, results), indicator, series, diags);
        if indicator.kind.as_deref() == Some("累計") && !of.increments {
            totals((of, results), indicator, series, diags);
        }
    }
    for (_, Revision { day: (at, date), .. }) in indicator.revisions() {
        if let Some(as_of) = time.as_of.filter(|as_of| date.day > as_of.day) {
            diags.push(messages::revision_ahead(at.span.clone(), &as_of.written));
        }
        era_holds(at, date, diags);
    }
}

/// The name of a column in a sentence: that of the form (計画), or 目標 for a kind of 目標.
fn name_of(of: &Declared, column: Option<usize>) -> &str {
    let name = column.map_or("目標", |column| of.columns[column].name.text.as_str());
    if name.contains("目標") { "目標" } else { name }
}

/// The interim target is before the final one, the final one is not past, and both years have a target.
fn years(
    (of, results): (&Declared, Option<FiscalYear>),
    indicator: &Indicator,
    time: &Time<'_>,
    diags: &mut Diags,
) {
    let mut report = |at: &At, title: String, (place, words): (&Span, &str)| {
        diags.push(messages::years_conflict(at.span.clone(), title, (place.clone(), words)));
    };
    if let (Some((at, middle)), Some((end, last))) = (&indicator.middle, &indicator.last)
        && middle >= last
    {
        let [middle, last] = [*middle, *last].map(spoken);
        let title =
            format!("中間目標年度（{middle}）が、最終目標年度（{last}）より前ではありません");
        report(at, title, (&end.span, "最終目標年度です"));
    }
    if let (Some((at, last)), Some((results, place))) = (&indicator.last, time.results)
        && *last < results
    {
        let [last, results] = [*last, results].map(spoken);
        let title = format!("最終目標年度（{last}）が、実績年度（{results}）より前です");
        report(at, title, (place, "実績年度です"));
        return;
    }
    let parts = indicator.parts();
    let targets =
        parts.flat_map(|series| compare::figures(of, results, indicator, series, Role::Target));
    let mut targets: Vec<_> = targets
        .filter_map(|figure| Some((figure.year?, figure.stated.written?, figure.column)))
        .collect();
    targets.sort_by_key(|(year, ..)| *year);
    let Some((latest, near, column)) = targets.last() else { return };
    let name = name_of(of, Some(*column));
    if let Some((at, last)) = indicator.last.as_ref().filter(|(_, last)| last < latest) {
        let [year, other] = [*last, *latest].map(spoken);
        let title = format!("最終目標年度（{year}）より後の{other}に、{name}があります");
        report(at, title, (&near.span, &format!("後の{name}です")));
    }
    for (what, target) in [("中間目標年度", &indicator.middle), ("最終目標年度", &indicator.last)]
    {
        let Some((at, year)) = target else { continue };
        // A target after the final year is already reported.
        let told = what == "最終目標年度" && year < latest;
        if !told && targets.iter().all(|(other, ..)| other != year) {
            let title = format!("{what}（{}）の{name}がありません", spoken(*year));
            report(at, title, (&near.span, &format!("{name}の年度です")));
        }
    }
}

/// A break lies between two years of the series, and only one sentence explains it.
fn breaks(
    (of, results): (&Declared, Option<FiscalYear>),
    (indicator, series): (&Indicator, Option<&Series>),
    own: &[Break],
    diags: &mut Diags,
) {
    let parts = indicator
        .parts()
        .filter(|one| series.is_none_or(|series| one.is_some_and(|one| std::ptr::eq(one, series))));
    let roles = [Role::Actual, Role::Target];
    let figures: Vec<_> = parts
        .flat_map(|part| roles.map(|role| compare::figures(of, results, indicator, part, role)))
        .flatten()
        .collect();
    let years = || figures.iter().filter_map(|figure| figure.stated.year);
    let mut seen: BTreeMap<FiscalYear, &Span> = BTreeMap::new();
    for Break { at, year, reason: _ } in own {
        let span = at.span.clone();
        if let (Some(first), Some(last)) = (years().min(), years().max())
            && !(first..=last).contains(year)
        {
            let names = roles.map(|role| name_of(of, of.of(role).next()));
            let [first, last] = [first, last].map(spoken);
            let allowed =
                format!("この指標の{}がある、{first}から{last}までの年度", names.join("と"));
            diags.push(messages::unknown_year(span, &spoken(*year), &allowed));
        } else if let Some(first) = seen.insert(*year, &at.span) {
            diags.push(messages::same_break(span, &spoken(*year), first.clone()));
        }
    }
}

/// The comparable part of a value: numbers by value, everything else as written.
fn core(cell: &Cell) -> Value {
    match &cell.value {
        Value::Number(number) => Value::Number(number.normalize()),
        other => other.clone(),
    }
}

fn revisions(
    (of, results): (&Declared, Option<FiscalYear>),
    indicator: &Indicator,
    series: Option<&Series>,
    diags: &mut Diags,
) {
    let own = series.map_or(&indicator.revisions, |series| &series.revisions);
    for (place, revision) in own.iter().enumerate() {
        let Revision { year: (at, year), before, after, .. } = revision;
        let (span, said) = (after.at.span.clone(), after.at.text.as_str());
        if core(before) == core(after) {
            diags.push(messages::revision_without_change(span, said));
            continue;
        }
        let next = own[place + 1..].iter().find(|other| other.year.1 == *year);
        let targets = compare::figures(of, results, indicator, series, Role::Target);
        let target = targets.iter().find(|figure| figure.year == Some(*year));
        let then = next.map(|next| &next.before).or(target.map(|figure| figure.stated.cell));
        match then {
            Some(then) if core(then) != core(after) => {
                let now = (then.at.text.as_str(), then.at.span.clone());
                diags.push(messages::revision_differs(span, said, now, next.is_none()));
            }
            Some(_) => {}
            None => {
                diags.push(messages::revision_of_no_plan(at.span.clone(), &spoken(*year)));
            }
        }
    }
}

/// Reports falling totals: a cumulative figure falls only if something is taken back.
fn totals(
    (of, results): (&Declared, Option<FiscalYear>),
    indicator: &Indicator,
    series: Option<&Series>,
    diags: &mut Diags,
) {
    let breaks: Vec<FiscalYear> = indicator.breaks_of(series).map(|one| one.year).collect();
    for role in [Role::Actual, Role::Target, Role::Path] {
        let figures = compare::figures(of, results, indicator, series, role);
        let points = figures.iter().filter_map(|figure| {
            let (cell, noted) = (figure.stated.cell, !figure.stated.cell.notes().is_empty());
            Some(Given { year: figure.year?, number: cell.number()?, at: &cell.at, noted })
        });
        let points: Vec<Given<'_>> = points.collect();
        let Some(first) = figures.first() else { continue };
        pace::falls(&of.columns[first.column].name.text, &points, &breaks, diags);
    }
}
