//! Revised targets and breaks: revisions lead from one to the next and to the plan of the sheet, breaks lie
//! within the series.

use crate::diag::{Diags, messages};
use crate::model::checks::Context;
use crate::model::checks::dates::era_holds;
use crate::model::checks::figures::indicators;
use crate::model::checks::years::{parsed, spoken};
use crate::sheet::forms::{Break, Indicator, Revision};
use crate::sheet::value::{At, Figure, Year, decimal};
use crate::terms::year::{Date, FiscalYear};

fn year_of(written: Option<&Year>) -> Option<(&At, FiscalYear)> {
    let Year(at) = written?;
    Some((at, parsed(at)?))
}

fn day_of(revision: &Revision) -> Option<(&At, Date)> {
    let at = &revision.day.as_ref()?.0;
    Some((at, Date::parse(&at.text).ok()?))
}

/// A figure as far as it is compared: numbers by value, all else as written.
fn core(figure: &Figure) -> [Option<String>; 4] {
    let value = figure.value.as_ref();
    let plain = |at: &At| {
        decimal(&at.text).map_or_else(|_| at.text.clone(), |number| number.normalize().to_string())
    };
    [value, figure.words(), figure.low(), figure.high()].map(|at| at.map(plain))
}

/// The place of a figure, and how it reads in a sentence.
fn told(figure: &Figure) -> Option<(&At, String)> {
    if let (Some(low), Some(high)) = (figure.low(), figure.high()) {
        return Some((low, format!("{}から{}まで", low.text, high.text)));
    }
    let at = figure.value.as_ref().or(figure.words())?;
    Some((at, at.text.clone()))
}

fn plan_of(indicator: &Indicator, year: FiscalYear) -> Option<&Figure> {
    let mut plans = indicator.plan.iter().flat_map(|years| &years.0);
    let (_, figure) = plans.find(|(at, _)| parsed(at) == Some(year))?;
    Some(figure)
}

pub(super) fn revisions_lead_to_the_plan(context: &Context<'_>, diags: &mut Diags) {
    for (_, indicator) in indicators(context) {
        let mut list: Vec<&Revision> = indicator.revisions.iter().collect();
        list.sort_by_key(|revision| day_of(revision).map(|(_, date)| date.day));
        for (place, revision) in list.iter().enumerate() {
            let (Some((at, year)), Some(before), Some(after)) =
                (year_of(revision.year.as_ref()), &revision.before, &revision.after)
            else {
                continue;
            };
            let Some((span, said)) = told(after).map(|(at, said)| (at.span.clone(), said)) else {
                continue;
            };
            if core(before) == core(after) {
                diags.push(messages::revision_without_change(span, &said));
                continue;
            }
            let of_year = |other: &&&Revision| {
                year_of(other.year.as_ref()).is_some_and(|(_, other)| other == year)
            };
            let next = list[place + 1..].iter().find(of_year);
            let (then, plan) = match next {
                Some(next) => (next.before.as_ref(), false),
                None => (plan_of(indicator, year), true),
            };
            match then {
                Some(then) if core(then) != core(after) => {
                    if let Some((at, now)) = told(then) {
                        let now = (now.as_str(), at.span.clone());
                        diags.push(messages::revision_differs(span, &said, now, plan));
                    }
                }
                None if plan && indicator.plan.is_some() => {
                    let place = at.span.clone();
                    diags.push(messages::revision_of_no_plan(place, &spoken(year)));
                }
                _ => {}
            }
        }
    }
}

pub(super) fn no_revision_ahead(context: &Context<'_>, diags: &mut Diags) {
    let all = indicators(context).flat_map(|(_, indicator)| &indicator.revisions);
    for (at, date) in all.filter_map(day_of) {
        if let Some(as_of) = context.as_of.filter(|as_of| date.day > as_of.day) {
            let span = at.span.clone();
            diags.push(messages::revision_ahead(span, &as_of.written));
        }
        era_holds(at, &date, diags);
    }
}

/// Every year in which the indicator has a plan or an actual.
fn years_of(indicator: &Indicator) -> Vec<FiscalYear> {
    let both = indicator.actual.iter().chain(&indicator.plan);
    let years = both.flat_map(|years| &years.0);
    years.filter_map(|(at, _)| parsed(at)).collect()
}

pub(super) fn breaks_are_within_the_series(context: &Context<'_>, diags: &mut Diags) {
    for (_, indicator) in indicators(context) {
        let years = years_of(indicator);
        let (Some(first), Some(last)) = (years.iter().min(), years.iter().max()) else {
            continue;
        };
        let mut seen: Vec<(FiscalYear, &At)> = Vec::new();
        for Break { year, reason: _ } in &indicator.breaks {
            let Some((at, year)) = year_of(year.as_ref()) else {
                continue;
            };
            if year < *first || year > *last {
                let allowed = format!(
                    "この指標の実績と計画がある、{}から{}までの年度",
                    spoken(*first),
                    spoken(*last)
                );
                let span = at.span.clone();
                diags.push(messages::unknown_year(span, &spoken(year), &allowed));
            }
            match seen.iter().find(|(other, _)| *other == year) {
                Some((_, first)) if first.span != at.span => {
                    let first = first.span.clone();
                    diags.push(messages::same_break(at.span.clone(), &spoken(year), first));
                }
                Some(_) => {}
                None => seen.push((year, at)),
            }
        }
    }
}
