//! Targets of declared forms: years of the last and of the interim target, revisions that lead from one to the next
//! and to the target of the sheet, totals that do not fall.

use super::dates::era_holds;
use super::years::spoken;
use crate::diag::{Diags, messages};
use crate::form::Indicators as Declared;
use crate::form::indicators::Role;
use crate::model::compare;
use crate::section::cell::{Cell, Value};
use crate::section::indicators::{Indicator, Revision, Series};
use crate::sheet::value::At;
use crate::terms::year::{Date, FiscalYear};

/// Checks an indicator. `as_of` is the date the content stands for.
pub(super) fn check(
    (of, results): (&Declared, Option<FiscalYear>),
    indicator: &Indicator,
    as_of: Option<&Date>,
    diags: &mut Diags,
) {
    years((of, results), indicator, diags);
    for series in indicator.parts() {
        revisions((of, results), indicator, series, diags);
        if indicator.kind.as_deref() == Some("累計") && !of.increments {
            totals((of, results), indicator, series, diags);
        }
    }
    for (_, Revision { day: (at, date), .. }) in indicator.revisions() {
        if let Some(as_of) = as_of.filter(|as_of| date.day > as_of.day) {
            diags.push(messages::revision_ahead(at.span.clone(), &as_of.written));
        }
        era_holds(at, date, diags);
    }
}

/// The interim target is before the last one, and both have a target.
fn years((of, results): (&Declared, Option<FiscalYear>), indicator: &Indicator, diags: &mut Diags) {
    let mut report = |at: &At, title: String, (other, words): (&At, &str)| {
        let place = other.span.clone();
        diags.push(messages::years_conflict(at.span.clone(), title, (place, words)));
    };
    if let (Some((at, middle)), Some((end, last))) = (&indicator.middle, &indicator.last)
        && middle >= last
    {
        let [middle, last] = [*middle, *last].map(spoken);
        let title =
            format!("中間目標年度（{middle}）が、最終目標年度（{last}）より前ではありません");
        report(at, title, (end, "最終目標年度です"));
    }
    let parts = indicator.parts();
    let targets =
        parts.flat_map(|series| compare::figures(of, results, indicator, series, Role::Target));
    let mut targets: Vec<_> =
        targets.filter_map(|figure| Some((figure.year?, figure.stated.written?))).collect();
    targets.sort_by_key(|(year, _)| *year);
    let Some((latest, near)) = targets.last() else { return };
    if let Some((at, last)) = indicator.last.as_ref().filter(|(_, last)| last < latest) {
        let [year, other] = [*last, *latest].map(spoken);
        let title = format!("最終目標年度（{year}）より後の{other}に、目標があります");
        report(at, title, (near, "後の目標です"));
    }
    for (what, target) in [("中間目標年度", &indicator.middle), ("最終目標年度", &indicator.last)]
    {
        let Some((at, year)) = target else { continue };
        // A target after the last year has been told of.
        let told = what == "最終目標年度" && year < latest;
        if !told && targets.iter().all(|(other, _)| other != year) {
            let title = format!("{what}（{}）の目標がありません", spoken(*year));
            report(at, title, (near, "目標の年度です"));
        }
    }
}

/// What is compared of a value: numbers by value, all else as written.
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

/// What adds up from the start does not become less, unless something is taken back.
fn totals(
    (of, results): (&Declared, Option<FiscalYear>),
    indicator: &Indicator,
    series: Option<&Series>,
    diags: &mut Diags,
) {
    let breaks: Vec<FiscalYear> = indicator.breaks_of(series).map(|(year, _)| *year).collect();
    for role in [Role::Actual, Role::Target, Role::Path] {
        let figures = compare::figures(of, results, indicator, series, role);
        let numbers =
            figures.iter().filter_map(|figure| Some((figure, figure.stated.cell.number()?)));
        let mut numbers: Vec<_> = numbers.collect();
        numbers.sort_by_key(|(figure, _)| figure.year);
        for [(before, less), (after, number)] in numbers.array_windows() {
            let parted =
                breaks.iter().any(|year| before.year < Some(*year) && Some(*year) <= after.year);
            if number < less && !parted && after.stated.cell.notes().is_empty() {
                let [before, after] =
                    [before, after].map(|one| (&one.stated.cell.at, &one.stated.cell.at.text));
                let what = of.columns[figures[0].column].name.text.as_str();
                let figures = [before, after].map(|(at, text)| (at.span.clone(), text.as_str()));
                diags.push(messages::falling_total(figures, what));
            }
        }
    }
}
