//! The tables of the sample, read back as a spreadsheet would.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::report::{report, sample};

fn files() -> BTreeMap<String, Vec<u8>> {
    super::files(&report(&sample::model(), &sample::as_of()).figures, &[]).into_iter().collect()
}

fn rows(name: &str) -> Vec<BTreeMap<String, String>> {
    let bytes = files().remove(&format!("data/{name}.csv")).unwrap();
    let body = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap().to_vec();
    let mut reader = csv::Reader::from_reader(body.as_slice());
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

fn find(rows: &[BTreeMap<String, String>], fact: &str) -> BTreeMap<String, String> {
    rows.iter().find(|row| row["fact_id"] == fact).unwrap().clone()
}

#[test]
fn tables_are_utf8_with_mark_and_crlf() {
    for (path, bytes) in files() {
        if path.rsplit('.').next() == Some("csv") {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.starts_with('\u{FEFF}') && text.ends_with("\r\n"), "{path}");
            assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{path}");
        }
    }
}

#[test]
fn a_missing_value_is_empty_with_a_reason() {
    let rows = rows("indicators");
    let future = find(&rows, "h25.52.成果指標.製造品出荷額等.実績.平成25");
    assert_eq!((future["value"].as_str(), future["status"].as_str()), ("", "not_on_sheet"));
    let zero =
        find(&rows, "h25.522.成果指標.共同研究により製品化された新技術等累計件数.実績.平成23");
    assert_eq!((zero["value"].as_str(), zero["status"].as_str()), ("0", "ok"));
}

#[test]
fn a_doubtful_value_carries_its_alternative_and_its_note() {
    let row = find(
        &rows("indicators"),
        "h25.521.成果指標.共同研究により製品化された新技術等累計件数.実績.平成24",
    );
    assert_eq!((row["value"].as_str(), row["alternative_value"].as_str()), ("37", "35"));
    assert_eq!(row["note_id"], format!("h25/521.html#{}", anchor(&row["note"])));
    assert!(row["note"].contains("94.6％"), "{}", row["note"]);
    assert_eq!(row["lg_code"], "032018");
}

#[test]
fn every_figure_of_the_source_stands_in_a_table() {
    let report = report(&sample::model(), &sample::as_of());
    let mut listed = BTreeSet::new();
    for name in ["indicators", "weights", "roles", "kpis"] {
        listed.extend(rows(name).into_iter().map(|row| row["fact_id"].clone()));
    }
    for fact in report.figures.facts() {
        // A cell that the sheet leaves empty has its row; what cannot be computed for it has none.
        let (stated, empty) = match fact.origin {
            facts::Origin::Stated => (true, false),
            facts::Origin::Nowhere => (false, true),
            facts::Origin::Converted | facts::Origin::Computed => (false, false),
        };
        let there = listed.contains(&*fact.id);
        assert!(if there { stated || empty } else { !stated }, "{}", fact.id);
    }
}

#[test]
fn the_codebook_knows_every_column_and_code() {
    let book = rows("codebook");
    let known: BTreeSet<_> =
        book.iter().map(|row| (&row["table"], &row["column"], &row["code"])).collect();
    assert_eq!(known.len(), book.len());
    let nothing = String::new();
    for name in ["indicators", "weights", "roles", "kpis", "codebook"] {
        let table = name.to_owned();
        for row in rows(name) {
            for (column, cell) in &row {
                assert!(known.contains(&(&table, column, &nothing)), "{table}.{column}");
                let coded = book.iter().any(|line| {
                    line["table"] == table && line["column"] == *column && line["type"] == "code"
                });
                assert!(
                    !coded || known.contains(&(&table, column, cell)),
                    "{table}.{column} {cell}"
                );
            }
        }
    }
}

#[test]
fn the_package_lists_the_files_with_size_and_hash() {
    let files = files();
    let package: serde_json::Value = serde_json::from_slice(&files["data/package.json"]).unwrap();
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), files.len() - 1);
    for resource in resources {
        let bytes = &files[&format!("data/{}", resource["path"].as_str().unwrap())];
        assert_eq!(resource["bytes"], bytes.len());
        assert_eq!(resource["hash"], format!("blake3:{}", blake3::hash(bytes).to_hex()));
    }
    let facts = package["facts"].as_array().unwrap();
    let rate = facts
        .iter()
        .find(|fact| {
            fact["id"]
                == "h25.524.成果指標.共同研究により製品化された新技術等累計件数.達成率.平成24"
        })
        .unwrap();
    assert_eq!((&rate["value"], &rate["alternative"]), (&"129.9".into(), &"77.0".into()));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(files(), files());
    let last =
        super::files(&report(&sample::model(), &sample::as_of()).figures, &[]).pop().unwrap();
    assert_eq!(last.0, "data/package.json");
}
