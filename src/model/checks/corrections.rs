//! Corrections: what they state agrees with the sheet, and none lies in the future.

use crate::diag::{Diags, messages};
use crate::model::checks::context::Context;
use crate::model::checks::dates::era_holds;
use crate::model::figures::Figures;
use crate::section::Sections;
use crate::sheet::forms::Correction;
use crate::sheet::value::{At, NumberProblem, Text, decimal};
use crate::terms::year::Date;

/// Number of addresses that a message suggests.
const NEAR: usize = 3;

fn day(correction: &Correction) -> Option<(&At, Date)> {
    let at = &correction.day.as_ref()?.0;
    Some((at, Date::parse(&at.text).ok()?))
}

pub(super) fn figures_are_as_corrected(context: &Context<'_>, diags: &mut Diags) {
    for sheet in &context.sheets.all {
        let list = sheet.every.corrections.as_slice();
        if !list.is_empty() {
            let sections = Sections::read(&sheet.form, sheet.results, &sheet.tree);
            agree(list, &Figures::of_sheet(&sections), diags);
            of_time(list, context.as_of, diags);
            half_width(list, diags);
        }
    }
}

/// The corrected values agree with the figures.
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
        // A figure corrected several times must agree only with its last correction.
        let this = day(correction).map(|(_, date)| date.day);
        let corrected_later = found.iter().zip(list).enumerate().any(|(other, (later, one))| {
            later.is_some_and(|later| later.id == now.id)
                && (day(one).map(|(_, date)| date.day), other) > (this, place)
        });
        let (Some(after), false) = (&correction.after, corrected_later) else {
            continue;
        };
        if !now.is(&after.0.text) {
            diags.push(messages::correction_differs(
                after.0.span.clone(),
                &after.0.text,
                &now.stated_text(),
                now.at.span.clone(),
            ));
        }
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
