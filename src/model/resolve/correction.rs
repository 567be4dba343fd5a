//! Corrections -> the model.

use crate::model::correction::{CorrectedValue, Correction};
use crate::model::figures::Figures;
use crate::model::resolve::said::text;
use crate::sheet::forms;
use crate::sheet::value;
use crate::terms::year::Date;

/// The corrections of a sheet with these figures, latest last.
pub(super) fn corrections<'a>(
    list: &[forms::Correction],
    figures: impl FnOnce() -> Figures<'a>,
) -> Option<Vec<Correction>> {
    if list.is_empty() {
        return Some(Vec::new());
    }
    let figures = figures();
    let list = list.iter().map(|correction| resolve(correction.clone(), &figures));
    let mut list = list.collect::<Option<Vec<_>>>()?;
    list.sort_by_key(|correction| correction.day.day);
    Some(list)
}

/// A date, if one is written.
#[expect(clippy::option_option, reason = "none is written, or one that is no day")]
pub(super) fn day(written: Option<value::Day>) -> Option<Option<Date>> {
    written.map_or(Some(None), |day| Date::parse(&day.0.text).ok().map(Some))
}

fn resolve(correction: forms::Correction, figures: &Figures<'_>) -> Option<Correction> {
    let forms::Correction { what, before, after, day, reason, fact } = correction;
    let figure = match text(fact) {
        Some(fact) => Some(figures.find(&fact)?.id.clone()),
        None => None,
    };
    Some(Correction {
        what: text(what)?,
        before: corrected_value(before)?,
        after: corrected_value(after)?,
        day: Date::parse(&day?.0.text).ok()?,
        reason: text(reason)?,
        figure,
    })
}

fn corrected_value(written: Option<value::Text>) -> Option<CorrectedValue> {
    let written = text(written)?;
    Some(value::decimal(&written).map_or(CorrectedValue::Words(written), CorrectedValue::Number))
}
