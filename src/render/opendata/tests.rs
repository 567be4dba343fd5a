//! The tables of the sample, read back as a spreadsheet would.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::report::sample;

fn figures() -> Figures {
    sample::edited_report(&[]).figures
}

fn files() -> BTreeMap<String, Vec<u8>> {
    super::files(&figures(), &[]).into_iter().collect()
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
    let rows = rows("tables");
    let missing = find(&rows, "h25.522.役割分担.市民・NPO.比率");
    assert_eq!((missing["value"].as_str(), missing["status"].as_str()), ("", "blank_in_source"));
    let zero = find(&rows, "h25.522.成果指標.市内での企業団地移転社数.実績.平成23");
    assert_eq!((zero["value"].as_str(), zero["status"].as_str()), ("0", "ok"));
}

#[test]
fn a_doubtful_value_carries_its_alternative_and_its_note() {
    let id = "h25.521.成果指標.共同研究により製品化された新技術等累計件数.実績.平成24";
    for table in ["indicators", "tables"] {
        let row = find(&rows(table), id);
        assert_eq!((row["value"].as_str(), row["alternative_value"].as_str()), ("37", "35"));
        let notes = row["note_id"].split(' ').collect::<Vec<_>>();
        assert!(notes.iter().all(|id| id.starts_with("h25/521.html#chu-")), "{notes:?}");
        assert!(row["note"].contains("列の順序を確定できません"), "{}", row["note"]);
        assert_eq!(row["lg_code"], "032018");
    }
}

#[test]
fn every_figure_of_the_source_stands_in_a_table() {
    let tables = rows("tables");
    let listed: BTreeSet<&str> = tables.iter().map(|row| row["fact_id"].as_str()).collect();
    assert_eq!(listed.len(), tables.len());
    for fact in figures().facts() {
        let stated = fact.origin == crate::report::facts::Origin::Stated;
        // Computed figures of a sheet have a row too; counts of a year belong to no sheet.
        let counted = fact.page.ends_with("index.html");
        let there = listed.contains(&*fact.id);
        let wanted = stated || (fact.origin == crate::report::facts::Origin::Computed && !counted);
        assert_eq!(there, wanted, "{}", fact.id);
    }
}

#[test]
fn the_codebook_knows_every_column_and_code() {
    let book = rows("codebook");
    let known: BTreeSet<_> =
        book.iter().map(|row| (&row["table"], &row["column"], &row["code"])).collect();
    assert_eq!(known.len(), book.len());
    let nothing = String::new();
    for name in ["indicators", "outcomes", "tables", "notes", "texts", "codebook"] {
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
    let id = "h25.524.成果指標.経営改善等研修会の参加者数（商工会議所，商工会など）.参考.率.平成24";
    let rate = facts.iter().find(|fact| fact["id"] == id).unwrap();
    assert_eq!((&rate["value"], &rate["alternative"]), (&"129.9".into(), &"77.0".into()));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(files(), files());
    let last = super::files(&figures(), &[]).pop().unwrap();
    assert_eq!(last.0, "data/package.json");
}
