//! 場合 for other programs: this one looks at the tree itself (`form/condition.rs`), which says more than a schema.

use serde_json::{Value, json};

use crate::form::condition::fields;
use crate::form::types::{Condition, Form, Kind, Section};

/// A rule for each section that belongs to some sheets only.
pub(super) fn rules(form: &Form) -> Vec<Value> {
    let some = form.sections.iter().filter(|section| !section.when.is_empty());
    some.map(|section| rule(form, section)).collect()
}

fn rule(form: &Form, section: &Section) -> Value {
    let name = section.name.text.as_str();
    let says = section.when.iter().filter_map(|one| says(form, one)).collect::<Vec<_>>();
    // What may lie beside the sheet as a CSV file is not asked for.
    let needed = matches!(section.kind, Kind::Fields(_) | Kind::Prose(_)) && !section.optional;
    let needed: Vec<&str> = needed.then_some(name).into_iter().collect();
    json!({ "if": { "allOf": says }, "then": { "required": needed },
        "else": { "properties": { name: false } } })
}

/// True where the field has one of the words: alone, with what is said of it, or among several.
fn says(form: &Form, Condition { field, words }: &Condition) -> Option<Value> {
    let (home, own) = fields(form, &field.text).first().copied()?;
    let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let said =
        json!({ "type": "object", "properties": { "値": { "enum": words } }, "required": ["値"] });
    let one = json!({ "anyOf": [{ "enum": words }, said] });
    let any = json!({ "anyOf": [one, { "type": "array", "contains": one }] });
    let inside = json!({ "type": "object", "properties": { own.name.text.as_str(): any }, "required": [own.name.text] });
    Some(json!({ "properties": { home.name.text.as_str(): inside }, "required": [home.name.text] }))
}
