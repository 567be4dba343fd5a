//! Reordering entries, or inserting one, changes nothing about the others: two contents are compared as by `kohyo
//! diff`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::support;

/// Collections whose entries have names: lists, and 系列 and 団体 by their keys.
const NAMED: [&str; 8] = [
    "成果指標",
    "まちづくり指標",
    "系列",
    "団体",
    "数値目標",
    "KPIの実績",
    "構成事業",
    "公表の記録",
];

/// Whether named entries are reversed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Kept,
    Reversed,
}

/// Copies a content as JSON, which is YAML, with named entries in the given order. Returns the number of affected
/// lists.
fn copied(content: &str, to: &Path, order: Order) -> usize {
    let mut count = 0;
    for entry in WalkDir::new(content) {
        let entry = entry.unwrap();
        if entry.path().extension().is_none_or(|ending| ending != "yaml") {
            continue;
        }
        let text = fs::read_to_string(entry.path()).unwrap();
        let mut value: Value = serde_saphyr::from_str(&text).unwrap();
        count += put(&mut value, order);
        let path = to.join(entry.path().strip_prefix(content).unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, json(&value)).unwrap();
    }
    count
}

/// As YAML takes it: JSON spells a line end as an escape, which the form does not allow in quotes.
fn json(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap().replace("\\n", "　")
}

/// Reorders the named entries of a value, and counts collections with more than one.
fn put(value: &mut Value, order: Order) -> usize {
    let mut count = 0;
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let named = NAMED.contains(&key.as_str());
                count += usize::from(named && several(value, order)) + put(value, order);
            }
        }
        Value::Array(list) => {
            count += list.iter_mut().map(|value| put(value, order)).sum::<usize>();
        }
        _ => {}
    }
    count
}

/// True for more than one entry, after reordering.
fn several(members: &mut Value, order: Order) -> bool {
    let reversed = order == Order::Reversed;
    match members {
        Value::Array(list) => {
            if reversed {
                list.reverse();
            }
            list.len() > 1
        }
        Value::Object(map) => {
            if reversed {
                *map = std::mem::take(map).into_iter().rev().collect();
            }
            map.len() > 1
        }
        _ => false,
    }
}

/// Morioka before and after, still identical.
fn morioka_twice() -> TempDir {
    let folder = TempDir::new().unwrap();
    for side in ["before", "after"] {
        support::copy_folder("content".as_ref(), &folder.path().join(side));
    }
    folder
}

/// The output of `kohyo diff` for two contents.
fn diff(folder: &Path) -> Value {
    let run = support::kohyo(&["diff", "before", "after", "--json"], folder);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

/// Kind and subject of each change: figures by id, texts by item.
fn changes(diff: &Value, key: &str) -> BTreeSet<(String, String)> {
    let text = |change: &Value, key: &str| change[key].as_str().unwrap().to_owned();
    let own = if key == "texts" { "label" } else { "id" };
    let list = diff[key].as_array().unwrap();
    list.iter().map(|change| (text(change, "what"), text(change, own))).collect()
}

#[test]
fn another_order_changes_nothing() {
    for (content, least) in [
        ("content", 2),
        ("tests/fixtures/city", 70),
        ("tests/fixtures/forms", 3),
        ("tests/fixtures/kinds", 2),
        ("tests/fixtures/plan-review", 2),
        ("tests/fixtures/years", 1),
    ] {
        let folder = TempDir::new().unwrap();
        copied(content, &folder.path().join("before"), Order::Kept);
        let count = copied(content, &folder.path().join("after"), Order::Reversed);
        assert!(count >= least, "{content}: {count} lists");
        let found = diff(folder.path());
        for key in ["facts", "texts", "pages"] {
            assert_eq!(changes(&found, key), BTreeSet::new(), "{content}: {key}");
        }
    }
}

#[test]
fn rows_in_another_order_change_nothing() {
    let folder = morioka_twice();
    let edit = |file: &str, from: &str, to: &str| {
        support::edit(&folder.path().join("after").join(file), from, to);
    };
    edit(
        "h25/policies/52.yaml",
        "{ \"521\": 30, \"522\": 25, \"523\": 20, \"524\": 25 }",
        "{ \"524\": 25, \"523\": 20, \"521\": 30, \"522\": 25 }",
    );
    edit(
        "h25/policies/52.yaml",
        "{ 平成24: 19750, 平成25: 19750, 平成26: 19750 }",
        "{ 平成26: 19750, 平成24: 19750, 平成25: 19750 }",
    );
    // The last of the four participants moves to the front.
    let path = folder.path().join("after/h25/projects/521.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let (head, rest) = text.split_once("役割分担:\n").unwrap();
    let (parties, tail) = rest.split_once("疑義:\n").unwrap();
    let (others, last) = parties.split_once("  企業・その他:\n").unwrap();
    let moved = format!("{head}役割分担:\n  企業・その他:\n{last}{others}疑義:\n{tail}");
    assert_eq!(moved.len(), text.len());
    fs::write(&path, moved).unwrap();
    let run = support::kohyo(&["diff", "before", "after", "--exit-code"], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stdout);
}

#[test]
fn what_is_put_first_changes_nothing_of_the_others() {
    let folder = TempDir::new().unwrap();
    copied("tests/fixtures/kinds", &folder.path().join("before"), Order::Kept);
    copied("tests/fixtures/kinds", &folder.path().join("after"), Order::Kept);
    let path = folder.path().join("after/h25/policies/11.yaml");
    let mut sheet: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let mut first = sheet["成果指標"][0].clone();
    for key in ["目標の改定", "断絶", "識別"] {
        first.as_object_mut().unwrap().remove(key);
    }
    first["指標名"] = "先頭に加えた指標（見本）".into();
    sheet["成果指標"].as_array_mut().unwrap().insert(0, first);
    fs::write(&path, json(&sheet)).unwrap();
    let found = diff(folder.path());
    let facts = changes(&found, "facts");
    let own = |id: &str| id.contains("先頭に加えた指標（見本）");
    assert!(facts.iter().filter(|(what, id)| what == "added" && own(id)).count() > 5, "{facts:?}");
    for (what, id) in &facts {
        let counted = id.contains(".集計.") && what == "changed";
        assert!(counted || (own(id) && what == "added"), "{what} {id}");
    }
    for (what, item) in changes(&found, "texts") {
        assert!(what == "added" && own(&item), "{what} {item}");
    }
}

#[test]
fn a_city_put_first_changes_only_what_compares_the_cities() {
    let folder = TempDir::new().unwrap();
    copied("content", &folder.path().join("before"), Order::Kept);
    copied("content", &folder.path().join("after"), Order::Kept);
    let path = folder.path().join("after/h25/policies/52.yaml");
    let mut sheet: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let cities = sheet["近隣自治体との成果水準比較"]["団体"].as_object_mut().unwrap();
    cities.shift_insert(0, "見本市".to_owned(), serde_json::json!([2, 1]));
    fs::write(&path, json(&sheet)).unwrap();
    let facts = changes(&diff(folder.path()), "facts");
    assert!(facts.iter().any(|(what, id)| what == "added" && id.contains("見本市")), "{facts:?}");
    let others: Vec<_> = facts.iter().filter(|(_, id)| !id.contains("見本市")).collect();
    assert!(others.iter().all(|(what, id)| what == "changed" && id.contains("順位")), "{others:?}");
}

#[test]
fn a_note_put_first_is_one_change_and_notes_in_another_order_are_none() {
    let folder = morioka_twice();
    let path = folder.path().join("after/h25/policies/52.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let (head, rest) = text.split_once("\n注:\n").unwrap();
    let (notes, tail) = rest.split_once("\n出典:").unwrap();
    let mut notes: Vec<&str> = notes.lines().collect();
    assert!(notes.len() > 1);
    notes.reverse();
    let write = |notes: &[&str]| {
        fs::write(&path, format!("{head}\n注:\n{}\n出典:{tail}", notes.join("\n"))).unwrap();
    };
    write(&notes);
    assert_eq!(changes(&diff(folder.path()), "texts"), BTreeSet::new());
    notes.insert(0, "  - 先頭に加えた注です。");
    write(&notes);
    let told = |what: &str, after: &str| {
        let found = diff(folder.path());
        let texts = found["texts"].as_array().unwrap();
        assert_eq!(texts.len(), 1, "{texts:?}");
        assert_eq!([&texts[0]["what"], &texts[0]["after"]], [what, after]);
    };
    told("added", "先頭に加えた注です。");
    // An edited note is one change, with its previous text.
    notes[0] = notes[1];
    notes[1] = "  - 改めた注です。";
    notes.truncate(2);
    write(&notes);
    told("changed", "改めた注です。");
}

#[test]
fn a_verdict_that_changes_is_told() {
    let folder = morioka_twice();
    let path = folder.path().join("after/h25/policies/52.yaml");
    support::edit(&path, "計画: { 平成24: 19750,", "計画: { 平成24: 10000,");
    let found = diff(folder.path());
    let id = "h25.52.成果指標.製造品出荷額等.参考.結果.平成24";
    let facts = found["facts"].as_array().unwrap();
    let verdict = facts.iter().find(|change| change["id"] == id).unwrap();
    assert_eq!(
        [&verdict["what"], &verdict["before"], &verdict["after"]],
        ["changed", "届かず", "届いた"]
    );
    assert_eq!(verdict["computed"], true);
    // The counts change with it.
    let count = |kind: &str| {
        let id = format!("h25.集計.全ての票.目標との比較.{kind}");
        let change = facts.iter().find(|change| change["id"] == *id).unwrap();
        [&change["before"], &change["after"]]
            .map(|text| text.as_str().unwrap().split('（').next().unwrap().to_owned())
    };
    assert_eq!(count("届かず"), ["1指標", "0指標"]);
    assert_eq!(count("届いた"), ["4指標", "5指標"]);
    let told = support::kohyo(&["diff", "before", "after"], folder.path());
    assert!(told.stdout.contains("届かず") && told.stdout.contains("届いた"), "{}", told.stdout);
}
