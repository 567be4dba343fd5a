//! The forms as JSON Schema (draft-07), for checking here and for editors: one source, the types of `forms`.

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use crate::form::{self, Forms};
use crate::sheet::{declared_schema, forms};

/// The kinds of content file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// `city.yaml`
    City,
    /// `h25/evaluation.yaml`
    Evaluation,
    /// `h25/policies/52.yaml`
    Policy,
    /// `h29/policies/21.yaml`, in the form of 2017
    PolicyH29,
    /// `h25/projects/521.yaml`
    Project,
    /// `h29/projects/21-1.yaml`: a 小施策
    Measure,
    /// `plans/healthtech.yaml`
    Plan,
    /// `plans/healthtech/2019.yaml`
    Review,
    /// `handouts/teirei.yaml`
    Handout,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 9] = [
        Self::City,
        Self::Evaluation,
        Self::Policy,
        Self::PolicyH29,
        Self::Project,
        Self::Measure,
        Self::Plan,
        Self::Review,
        Self::Handout,
    ];

    /// Stem of its schema file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Evaluation => "evaluation",
            Self::Policy => "policy",
            Self::PolicyH29 => "policy-h29",
            Self::Project => "project",
            Self::Measure => "measure",
            Self::Plan => "plan",
            Self::Review => "review",
            Self::Handout => "handout",
        }
    }

    /// What people call it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::City => "自治体とサイト",
            Self::Evaluation => "評価年度",
            Self::Policy => "施策の票",
            Self::PolicyH29 => "施策の票（H29の様式）",
            Self::Project => "基本事業の票",
            Self::Measure => "小施策の票",
            Self::Plan => "地域再生計画",
            Self::Review => "地域再生計画の検証",
            Self::Handout => "資料の構成",
        }
    }

    /// The other form of the same level, of which a year has one.
    #[must_use]
    pub fn sibling(self) -> Option<Self> {
        match self {
            Self::Policy => Some(Self::PolicyH29),
            Self::PolicyH29 => Some(Self::Policy),
            Self::Project => Some(Self::Measure),
            Self::Measure => Some(Self::Project),
            Self::City | Self::Evaluation | Self::Plan | Self::Review | Self::Handout => None,
        }
    }

    /// The word by which a year chooses it (様式); empty for forms that no year chooses.
    #[must_use]
    pub fn chosen_by(self) -> &'static str {
        match self {
            Self::Policy => "H25",
            Self::PolicyH29 => "H29",
            Self::Project => "基本事業",
            Self::Measure => "小施策",
            Self::City | Self::Evaluation | Self::Plan | Self::Review | Self::Handout => "",
        }
    }

    /// Its JSON Schema.
    #[must_use]
    pub fn schema(self) -> Value {
        match self {
            Self::City => schema_of::<forms::City>(),
            Self::Evaluation => schema_of::<forms::Evaluation>(),
            Self::Policy => schema_of::<forms::Policy>(),
            Self::PolicyH29 => schema_of::<forms::PolicyH29>(),
            Self::Project => schema_of::<forms::Project>(),
            Self::Measure => schema_of::<forms::Measure>(),
            Self::Plan => schema_of::<forms::Plan>(),
            Self::Review => schema_of::<forms::Review>(),
            Self::Handout => schema_of::<forms::Handout>(),
        }
    }
}

/// Every schema for editors, by the stem of its file: the kinds of content file, the form language (`form`), and each
/// form that can be published (`form-<name>`).
pub fn files(forms: &Forms) -> impl Iterator<Item = (String, Value)> {
    let kinds = Form::ALL.into_iter().map(|form| {
        let schema = form.schema();
        (
            form.name().to_owned(),
            if form == Form::Evaluation { either_year(schema) } else { schema },
        )
    });
    let language = std::iter::once(("form".to_owned(), form::language()));
    let declared = forms.iter().filter_map(|(name, entry)| {
        let form = entry.form.as_ref()?;
        Some((format!("form-{name}"), declared_schema(form)))
    });
    kinds.chain(language).chain(declared)
}

/// A year is of declared forms where its 階層 is a list; what reads content knows that before it checks, editors do not.
fn either_year(known: Value) -> Value {
    let [mut declared, mut known] = [form::year::schema(true), known];
    // Nor do editors know which folder is a year: 年度 and 実績年度 are both there, or neither is.
    if let Some(required) = declared.get_mut("required").and_then(Value::as_array_mut) {
        required.retain(|name| !matches!(name.as_str(), Some("年度" | "実績年度")));
    }
    declared["dependencies"] = json!({ "年度": ["実績年度"], "実績年度": ["年度"] });
    for schema in [&mut declared, &mut known] {
        schema.as_object_mut().map(|schema| schema.remove("$schema"));
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "x-kohyo-by-shape": "階層",
        "if": { "required": ["階層"], "properties": { "階層": { "type": "array" } } },
        "then": declared,
        "else": known,
    })
}

pub(super) fn schema_of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07()
        .with_transform(NoNull)
        .with(|settings| settings.inline_subschemas = true);
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// An optional item may be left out, never be null: takes the null that `Option` adds away.
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

    #[test]
    fn required_items_are_the_ones_of_the_paper_form() {
        let schema = Form::Policy.schema();
        let required: Vec<_> =
            schema["required"].as_array().unwrap().iter().map(|v| v.as_str().unwrap()).collect();
        assert!(required.contains(&"成果指標"));
        assert!(!required.contains(&"注"));
        assert!(!required.contains(&"近隣自治体との成果水準比較"));
        assert_eq!(
            schema["properties"]["成果指標"]["items"]["properties"]["実績"]["x-kohyo"],
            "years"
        );
        assert_eq!(schema["additionalProperties"], false);
    }
}
