//! Corrections -> the model.

use super::parts::text;
use crate::model::correction::{Correction, Said, figure_id};
use crate::model::year::Date;
use crate::sheet::forms;
use crate::sheet::value;

/// The corrections of the sheet `code`, latest last.
pub(super) fn corrections(list: Vec<forms::Correction>, code: &str) -> Option<Vec<Correction>> {
    let mut list =
        list.into_iter().map(|correction| resolve(correction, code)).collect::<Option<Vec<_>>>()?;
    list.sort_by_key(|correction| correction.day.day);
    Some(list)
}

/// A day, where one is written.
#[expect(clippy::option_option, reason = "none is written, or one that is no day")]
pub(super) fn day(written: Option<value::Day>) -> Option<Option<Date>> {
    written.map_or(Some(None), |day| Date::parse(&day.0.text).ok().map(Some))
}

fn resolve(correction: forms::Correction, code: &str) -> Option<Correction> {
    let forms::Correction { what, before, after, day, reason, fact } = correction;
    Some(Correction {
        what: text(what)?,
        before: said(before)?,
        after: said(after)?,
        day: Date::parse(&day?.0.text).ok()?,
        reason: text(reason)?,
        figure: text(fact).map(|fact| figure_id(code, &fact)),
    })
}

fn said(written: Option<value::Text>) -> Option<Said> {
    let written = text(written)?;
    Some(value::decimal(&written).map_or(Said::Words(written), Said::Number))
}
