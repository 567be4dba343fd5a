//! 欄 as shown: a label, and its values one a line.

use super::Showing;
use crate::form::Field;
use crate::report::page::LabelledValues;
use crate::section::fields::{Entry, numbered};

pub(super) fn shown(
    showing: &mut Showing<'_, '_>,
    section: &str,
    fields: &[Field],
    values: &[Vec<Entry>],
) -> Vec<LabelledValues> {
    let all = fields.iter().zip(values);
    all.map(|(field, values)| {
        let name = field.name.text.as_str();
        let shown = values.iter().enumerate().map(|(place, entry)| {
            let number = numbered(values, place);
            let parts: Vec<&str> = [name].into_iter().chain(number.as_deref()).collect();
            showing.held(section, &parts, entry)
        });
        LabelledValues {
            label: name.to_owned(),
            hint: field.hint.clone().unwrap_or_default(),
            values: shown.collect(),
        }
    })
    .collect()
}
