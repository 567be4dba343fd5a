//! The committed schema files are what the program writes. (`.ci/run` also validates them with another program.)

use std::collections::BTreeSet;
use std::fs;

use kohyo::diag::Diags;
use kohyo::form::Forms;
use kohyo::sheet::schema;
use kohyo::source::{self, Sources};
use serde_json::Value;
use tempfile::TempDir;

use crate::support;

/// The schemas of a city's own form, in addition to the common ones.
fn of_a_city() -> impl Iterator<Item = (String, Value)> {
    let sources = source::load("tests/fixtures/shisetsu".as_ref(), &mut Diags::default()).unwrap();
    schema::files(&Forms::of(&sources)).collect::<Vec<_>>().into_iter()
}

#[test]
fn the_schema_files_are_up_to_date() {
    for (name, schema) in schema::files(&Forms::of(&Sources::default())) {
        let path = format!("content/schema/{name}.json");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let committed: Value = serde_json::from_str(&text).unwrap_or_default();
        assert_eq!(committed, schema, "run `kohyo schema`: {path} is not what the program writes");
    }
}

#[test]
fn the_forms_of_a_city_have_schemas_in_its_folder() {
    let desk = TempDir::new().unwrap();
    support::copy_folder("tests/fixtures/shisetsu".as_ref(), &desk.path().join("町"));
    let run = support::kohyo(&["schema", "--content", "町"], desk.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let written = |folder: &str| -> BTreeSet<String> {
        support::snapshot(&desk.path().join(folder)).into_keys().collect()
    };
    let wanted: BTreeSet<String> = of_a_city().map(|(name, _)| format!("{name}.json")).collect();
    assert_eq!(written("町/schema"), wanted);
    assert!(wanted.contains("form.json") && wanted.contains("form-mihon-shisetsu.json"));
    assert!(wanted.contains("form-chiiki-saisei-kensho.json"));
    // Written again over its own files; files in the folder are not content.
    assert_eq!(support::kohyo(&["schema", "--content", "町"], desk.path()).exit, 0);
    assert_eq!(support::kohyo(&["check", "--content", "町"], desk.path()).exit, 0);

    let path = desk.path().join("町/forms/mihon-shisetsu.yaml");
    support::edit(&path, "職員計 = 正規の職員", "職員計 = 正規職員");
    let run = support::kohyo(&["schema", "--content", "町", "--out", "定義"], desk.path());
    assert!(
        run.exit == 0 && run.stderr.contains("様式 mihon-shisetsu の宣言に直すところ"),
        "{}",
        run.stderr
    );
    assert_eq!(written("定義").len(), wanted.len() - 1);
    // Without content, the common schemas are written; a folder named explicitly must exist.
    let run = support::kohyo(&["schema", "--out", "初め"], desk.path());
    assert_eq!((run.exit, written("初め").len()), (0, wanted.len() - 1), "{}", run.stderr);
    assert_eq!(support::kohyo(&["schema", "--content", "無い"], desk.path()).exit, 1);
    // Other people's files are not overwritten.
    fs::write(desk.path().join("初め/form.json"), "{}").unwrap();
    let run = support::kohyo(&["schema", "--out", "初め"], desk.path());
    assert!(run.exit == 1 && run.stderr.contains("kohyoが作ったものではない"), "{}", run.stderr);
}

#[test]
fn every_item_is_described_in_japanese() {
    fn walk(value: &Value, path: &str) {
        let Some(items) = value.get("properties").and_then(Value::as_object) else {
            // A condition needs no description.
            let parts = value.as_object().into_iter().flatten();
            for (key, child) in parts.filter(|(key, child)| child.is_object() && *key != "if") {
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
    for (name, schema) in of_a_city() {
        walk(&schema, &name);
    }
}
