//! 欄 as shown: a label, and its values, one per line.

use crate::form::Field;
use crate::model::evaluation::Sheet;
use crate::report::page::{LabelledValues, PrintedValue};
use crate::report::sections::showing::Showing;
use crate::section::fields::{Entry, distinct_part};

pub(super) fn shown(
    showing: &mut Showing<'_, '_>,
    section: &str,
    fields: &[Field],
    values: &[Vec<Entry>],
) -> Vec<LabelledValues> {
    let sheet = showing.sheet;
    let all = fields.iter().zip(values);
    all.map(|(field, values)| LabelledValues {
        label: field.name.text.clone(),
        hint: field.hint.clone().unwrap_or_default(),
        values: self::values(showing, sheet, section, (field, values)),
        hidden: field.hidden,
    })
    .collect()
}

/// The values of a field of a sheet.
pub(super) fn values(
    showing: &mut Showing<'_, '_>,
    sheet: &Sheet,
    section: &str,
    (field, values): (&Field, &[Entry]),
) -> Vec<PrintedValue> {
    let shown = values.iter().enumerate().map(|(place, entry)| {
        let own = distinct_part(field, values, place);
        let parts: Vec<&str> =
            [field.name.text.as_str()].into_iter().chain(own.as_deref()).collect();
        showing.value_of(sheet, section, &parts, entry)
    });
    shown.collect()
}

/// Longest label and value, in letters, for which two fields fit side by side on paper and on a wide screen.
const SHORT: (usize, usize) = (10, 16);

/// Whether all fields are so short that two fit side by side.
pub(super) fn are_short(fields: &[LabelledValues]) -> bool {
    let letters = |text: &str| text.chars().count();
    let length = |value: &PrintedValue| match &value.figure {
        Some(figure) => {
            let all = std::iter::once(&figure.main).chain(&figure.sheet);
            all.map(|shown| letters(&shown.text) + letters(&shown.unit)).sum()
        }
        None => letters(&value.text),
    };
    let is_short = |field: &LabelledValues| {
        letters(&field.label) <= SHORT.0
            && letters(&field.hint) <= SHORT.0
            && field.values.iter().all(|value| value.blocks.is_empty() && length(value) <= SHORT.1)
    };
    fields.len() > 1 && fields.iter().all(is_short)
}
