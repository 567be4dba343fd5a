//! Corrections: what they say is what the sheet says now, and none lies ahead.

use std::sync::Arc;

use crate::diag::{Diags, messages};
use crate::model::checks::Context;
use crate::model::checks::dates::era_holds;
use crate::model::figures::Figures;
use crate::section::Sections;
use crate::sheet::Sheet;
use crate::sheet::forms::Correction;
use crate::sheet::value::{At, Day, NumberProblem, Text, decimal};
use crate::terms::year::Date;

/// How many addresses a message offers.
const NEAR: usize = 3;

/// No sheet and no plan was published after the date that the content stands for.
pub(super) fn none_is_published_ahead(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets;
    let policies = sheets.policies.iter().map(|sheet| &sheet.data.published);
    let projects = sheets.projects.iter().map(|sheet| &sheet.data.published);
    let plans = sheets.plans.iter().map(|sheet| &sheet.data.published);
    let declared = sheets.declared.iter().map(|sheet| &sheet.every.published);
    for Day(at) in policies.chain(projects).chain(plans).chain(declared).flatten() {
        let ahead = |as_of: &&Date| Date::parse(&at.text).is_ok_and(|day| day.day > as_of.day);
        if let Some(as_of) = context.as_of.filter(ahead) {
            diags.push(messages::published_ahead(at.span.clone(), &at.text, &as_of.written));
        }
    }
}

/// A sheet with its corrections, and the figures that it states.
type Corrected<'a> = (&'a [Correction], Figures<'a>);

fn corrected<'a>(context: &'a Context<'_>) -> Vec<Corrected<'a>> {
    fn of<'a, T>(
        sheets: &'a [Arc<Sheet<T>>],
        list: impl Fn(&'a T) -> &'a Vec<Correction>,
        figures: impl Fn(&'a T) -> Figures<'a>,
    ) -> impl Iterator<Item = Corrected<'a>> {
        let sheets = sheets.iter().map(|sheet| &sheet.data);
        let all = sheets.map(move |sheet| (list(sheet).as_slice(), sheet));
        let some = all.filter(|(list, _)| !list.is_empty());
        some.map(move |(list, sheet)| (list, figures(sheet)))
    }
    let sheets = context.sheets;
    of(&sheets.policies, |sheet| &sheet.corrections, Figures::of_policy)
        .chain(of(&sheets.projects, |sheet| &sheet.corrections, Figures::of_project))
        .chain(of(&sheets.plans, |sheet| &sheet.corrections, Figures::of_plan))
        .chain(of(&sheets.reviews, |sheet| &sheet.corrections, Figures::of_review))
        .collect()
}

fn day(correction: &Correction) -> Option<(&At, Date)> {
    let at = &correction.day.as_ref()?.0;
    Some((at, Date::parse(&at.text).ok()?))
}

pub(super) fn figures_are_as_corrected(context: &Context<'_>, diags: &mut Diags) {
    for (list, figures) in corrected(context) {
        agree(list, &figures, diags);
    }
}

/// The same on the sheets of declared forms.
pub(super) fn declared_figures_are_as_corrected(context: &Context<'_>, diags: &mut Diags) {
    for sheet in &context.sheets.declared {
        let list = sheet.every.corrections.as_slice();
        if !list.is_empty() {
            let sections = Sections::read(&sheet.form, sheet.results, &sheet.tree);
            agree(list, &Figures::of_declared(&sections), diags);
            of_time(list, context.as_of, diags);
            half_width(list, diags);
        }
    }
}

/// What corrections say is what the figures are now.
fn agree(list: &[Correction], figures: &Figures<'_>, diags: &mut Diags) {
    let of = |one: &Correction| figures.find(&one.fact.as_ref()?.0.text);
    let found: Vec<_> = list.iter().map(of).collect();
    for (place, correction) in list.iter().enumerate() {
        let Some(Text(written)) = &correction.fact else {
            continue;
        };
        let Some(now) = found[place] else {
            let like = figures.like(&written.text, NEAR);
            let span = written.span.clone();
            diags.push(messages::correction_of_nothing(span, &written.text, &like));
            continue;
        };
        // A figure corrected again has to agree with its last correction only.
        let this = day(correction).map(|(_, date)| date.day);
        let again = found.iter().zip(list).enumerate().any(|(other, (later, one))| {
            later.is_some_and(|later| later.id == now.id)
                && (day(one).map(|(_, date)| date.day), other) > (this, place)
        });
        let (Some(after), false) = (&correction.after, again) else {
            continue;
        };
        if !now.is(&after.0.text) {
            diags.push(messages::correction_differs(
                after.0.span.clone(),
                &after.0.text,
                &now.said(),
                now.at.span.clone(),
            ));
        }
    }
}

pub(super) fn no_correction_ahead(context: &Context<'_>, diags: &mut Diags) {
    for (list, _) in corrected(context) {
        of_time(list, context.as_of, diags);
    }
}

fn of_time(list: &[Correction], as_of: Option<&Date>, diags: &mut Diags) {
    for (at, date) in list.iter().filter_map(day) {
        if let Some(as_of) = as_of.filter(|as_of| date.day > as_of.day) {
            diags.push(messages::future_correction(at.span.clone(), &at.text, &as_of.written));
        }
        era_holds(at, &date, diags);
    }
}

/// A figure in full-width digits would be taken as words, and compared with nothing.
pub(super) fn numbers_are_half_width(context: &Context<'_>, diags: &mut Diags) {
    for (list, _) in corrected(context) {
        half_width(list, diags);
    }
}

fn half_width(list: &[Correction], diags: &mut Diags) {
    for correction in list {
        let said = [("前", &correction.before), ("後", &correction.after)];
        for (item, written) in said {
            let Some(Text(at)) = written else { continue };
            if let Err(NumberProblem::Wide(half)) = decimal(&at.text) {
                diags.push(messages::correction_in_wide_digits(at.span.clone(), item, &half));
            }
        }
    }
}
