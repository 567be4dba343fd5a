//! The committed schema files are what the program writes. (`.ci/run` also lets another validator read them.)

use std::fs;

use kohyo::sheet::schema::Form;
use serde_json::Value;

#[test]
fn the_schema_files_are_up_to_date() {
    for form in Form::ALL {
        let path = format!("content/schema/{}.json", form.name());
        let committed: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(
            committed,
            form.schema(),
            "run `kohyo schema`: {path} is not what the program writes"
        );
    }
}

#[test]
fn every_item_is_described_in_japanese() {
    fn walk(value: &Value, path: &str) {
        let Some(items) = value.get("properties").and_then(Value::as_object) else {
            for (key, child) in
                value.as_object().into_iter().flatten().filter(|(_, child)| child.is_object())
            {
                walk(child, &format!("{path}/{key}"));
            }
            return;
        };
        for (key, item) in items {
            let text = item["description"].as_str().unwrap_or_default();
            assert!(text.chars().any(|c| c >= 'ぁ'), "{path}/{key} has no Japanese description");
            walk(item, &format!("{path}/{key}"));
        }
    }
    for form in Form::ALL {
        walk(&form.schema(), form.name());
    }
}
