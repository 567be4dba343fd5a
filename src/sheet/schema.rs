//! JSON Schemas (draft-07) of the content files, for checks here and for editors. Their only source are the types of
//! `forms` and the declarations of forms.

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use crate::form::{self, Forms};
use crate::sheet::checked::schema as form_schema;
use crate::sheet::forms;

/// The kinds of file that the program itself knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// `city.yaml`
    City,
    /// `handouts/teirei.yaml`
    Handout,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 2] = [Self::City, Self::Handout];

    /// Stem of its schema file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Handout => "handout",
        }
    }

    /// Its JSON Schema.
    #[must_use]
    pub fn schema(self) -> Value {
        match self {
            Self::City => schema_of::<forms::City>(),
            Self::Handout => schema_of::<forms::Handout>(),
        }
    }
}

/// Every schema for editors, by the stem of its file: content files, years (`evaluation`), the form language
/// (`form`), and each publishable form (`form-<name>`).
pub fn files(forms: &Forms) -> impl Iterator<Item = (String, Value)> {
    let kinds = Form::ALL.into_iter().map(|form| (form.name().to_owned(), form.schema()));
    let own = [("evaluation", year()), ("form", form::language())];
    let own = own.into_iter().map(|(name, schema)| (name.to_owned(), schema));
    let declared = forms.iter().filter_map(|(name, entry)| {
        let form = entry.form.as_ref()?;
        Some((format!("form-{name}"), form_schema(form)))
    });
    kinds.chain(own).chain(declared)
}

/// Editors do not know which folder is a year: either both 年度 and 実績年度 are present, or neither.
fn year() -> Value {
    let mut schema = form::year::schema(true);
    if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
        required.retain(|name| !matches!(name.as_str(), Some("年度" | "実績年度")));
    }
    schema["dependencies"] = json!({ "年度": ["実績年度"], "実績年度": ["年度"] });
    schema
}

pub(super) fn schema_of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07()
        .with_transform(NoNull)
        .with(|settings| settings.inline_subschemas = true);
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// An optional item may be omitted, but never null: removes the null that `Option` adds.
#[derive(Clone)]
struct NoNull;

impl Transform for NoNull {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(object) = schema.as_object_mut() else {
            return;
        };
        object.remove("default");
        if let Some(Value::Array(types)) = object.get_mut("type") {
            types.retain(|name| name != "null");
            if let [only] = types.as_slice() {
                let only = only.clone();
                object.insert("type".to_owned(), only);
            }
        }
        let Some(Value::Array(choices)) = object.get_mut("anyOf") else {
            return;
        };
        choices.retain(|choice| choice.get("type").and_then(Value::as_str) != Some("null"));
        if let [Value::Object(only)] = choices.as_slice() {
            let only = only.clone();
            object.remove("anyOf");
            for (key, value) in only {
                object.entry(key).or_insert(value);
            }
        }
    }
}

/// The items required by a schema.
#[must_use]
pub fn required(schema: &Value) -> Vec<&str> {
    let items = schema.get("required").and_then(Value::as_array).into_iter().flatten();
    items.filter_map(Value::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_item_may_be_null() {
        for form in Form::ALL {
            let text = form.schema().to_string();
            assert!(!text.contains("\"null\""), "{}: {text}", form.name());
        }
    }
}
