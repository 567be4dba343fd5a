//! 欄 as shown: a label, and its values one a line.

use super::Showing;
use crate::form::Field;
use crate::report::page::LabelledValues;
use crate::section::fields::Entry;

pub(super) fn shown(
    showing: &mut Showing<'_, '_>,
    section: &str,
    fields: &[Field],
    values: &[Vec<Entry>],
) -> Vec<LabelledValues> {
    let all = fields.iter().zip(values);
    all.map(|(field, values)| {
        let name = field.name.text.as_str();
        let several = values.len() > 1;
        let values = values.iter().enumerate().map(|(place, entry)| {
            let number = (place + 1).to_string();
            let parts: &[&str] = if several { &[name, &number] } else { &[name] };
            showing.held(section, parts, entry)
        });
        LabelledValues {
            label: name.to_owned(),
            hint: field.hint.clone().unwrap_or_default(),
            values: values.collect(),
        }
    })
    .collect()
}
