//! Every indicator and what its figures are: what several rules look at.

use rust_decimal::Decimal;

use crate::model::checks::Context;
use crate::sheet::forms::Indicator;
use crate::sheet::value::{At, Figure, decimal};
use crate::terms::place::Span;

pub(super) fn number(at: &At) -> Option<Decimal> {
    decimal(&at.text).ok()
}

pub(super) fn value(figure: &Figure) -> Option<Decimal> {
    figure.value.as_ref().and_then(number)
}

pub(super) fn parts<'a>(figures: impl Iterator<Item = &'a At>) -> Vec<(Span, String)> {
    figures.map(|at| (at.span.clone(), String::new())).collect()
}

/// Every indicator of every sheet.
pub(super) fn indicators<'a>(
    context: &'a Context<'_>,
) -> impl Iterator<Item = (&'a str, &'a Indicator)> {
    of_sheets(context).map(|(dir, _, indicator)| (dir, indicator))
}

/// The same, each with whether its sheet has something twice.
pub(super) fn of_sheets<'a>(
    context: &'a Context<'_>,
) -> impl Iterator<Item = (&'a str, bool, &'a Indicator)> {
    let policies = context.sheets.policies.iter();
    let policies = policies.map(|sheet| (sheet.dir.as_str(), sheet.twice, &sheet.data.indicators));
    let projects = context.sheets.projects.iter();
    let projects = projects.map(|sheet| (sheet.dir.as_str(), sheet.twice, &sheet.data.indicators));
    let all = policies.chain(projects);
    all.flat_map(|(dir, twice, list)| list.iter().flatten().map(move |one| (dir, twice, one)))
}
