//! Pieces of which the schemas of all sections are made.

use serde_json::{Map, Value, json};

pub(super) fn line() -> Value {
    json!({ "type": ["string", "number"], "x-kohyo": "text" })
}

pub(super) fn prose() -> Value {
    json!({ "type": ["string", "number"], "x-kohyo": "prose", "minLength": 1 })
}

pub(super) fn described(mut schema: Value, what: &str) -> Value {
    schema["description"] = what.into();
    schema
}

pub(super) fn object(items: Vec<(String, Value)>, required: &[&str]) -> Value {
    json!({ "type": "object", "properties": items.into_iter().collect::<Map<_, _>>(), "required": required, "additionalProperties": false })
}

pub(super) fn to(definition: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{definition}") })
}

/// What is said of a value, with a word for one that is not published.
pub(super) fn said(what: &str, hidden: bool) -> String {
    if hidden { format!("【非公開】{what}") } else { what.to_owned() }
}

/// A word in the place of all that a section, or a part of it, could hold.
pub(super) fn absent_as_a_whole() -> Value {
    json!({ "x-kohyo": "absent", "type": "string", "allOf": [to("absent")] })
}
