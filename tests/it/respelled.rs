//! The sheets of H29 in a city of their own (tests/fixtures/shisaku-h29) beside the same sheets in a city with others
//! (tests/fixtures/forms): every stated figure is the same, and what a page says of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::declared::{built, rows};
use crate::parity::{compare_pages, compare_pdfs, compare_tables, pdf_text, squeezed, strip_tags};

fn site() -> PathBuf {
    static BUILT: OnceLock<TempDir> = OnceLock::new();
    BUILT.get_or_init(|| built("tests/fixtures/shisaku-h29")).path().join("output")
}

/// What sheets of the year state: value, unit, year and what else is said of each figure, by its id.
fn stated(site: &std::path::Path) -> BTreeMap<String, Vec<String>> {
    let text = fs::read_to_string(site.join("data/package.json")).unwrap();
    let package: Value = serde_json::from_str(&text).unwrap();
    let facts = package["facts"].as_array().unwrap().iter();
    let of_sheets = facts.filter(|fact| {
        let word = |key: &str| fact[key].as_str().unwrap();
        word("id").starts_with("h29.")
            && word("origin") != "computed"
            && word("status") != "not_on_sheet"
    });
    let keys = ["value", "status", "unit", "fy", "alternative", "value_fy", "expected", "notes"];
    let all = of_sheets.map(|fact| {
        let said = keys.map(|key| fact[key].to_string()).to_vec();
        (fact["id"].as_str().unwrap().to_owned(), said)
    });
    all.collect()
}

#[test]
fn every_stated_figure_is_the_same_in_either_city() {
    let other = built("tests/fixtures/forms");
    let other = stated(&other.path().join("output"));
    assert!(other.len() > 100, "{}", other.len());
    assert_eq!(stated(&site()), other);
}

#[test]
fn page_pdf_and_table_say_the_same() {
    // Besides: figures in a second unit, what stood there before three corrections, 6 counts for all sheets and for each
    // of two levels, the number of indicators.
    assert_eq!(compare_pages(&site()), rows(&site(), "tables").len() + 5 + 3 + 18 + 1);
    assert_eq!(compare_pdfs(&site()), 5);
    compare_tables(&site(), &["tables"]);
}

#[test]
fn a_converted_figure_stands_below_its_own_unit() {
    let html = fs::read_to_string(site().join("h29/23.html")).unwrap();
    let text = squeezed(&strip_tags(&html));
    for wanted in [
        "億円（票は千万円）1,020.010,200千万円",
        "製造品の出荷額（見本）（億円）、平成25年度から令和6年度までの計画と実績",
    ] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    assert!(!text.contains("目安値"), "no indicator of the sheet has one: {text}");
    let paper = pdf_text(&site().join("h29/23.pdf"));
    assert!(paper.contains("億円（票は千万円）"), "{paper}");
}

#[test]
fn what_stands_beside_the_figures_is_there() {
    let html = fs::read_to_string(site().join("h29/21-1.html")).unwrap();
    // The sheet above is in the trail, and what leads back.
    assert_eq!(html.matches("<a href=\"21.html\">").count(), 3);
    assert!(squeezed(&strip_tags(&html)).contains("戻る：施策21見本の学びの施策"));
    let hint = "<small>誰（何）を対象としているのか</small>";
    assert!(html.contains(hint));
    assert!(pdf_text(&site().join("h29/21-1.pdf")).contains("誰（何）を対象としているのか"));
    let notes = rows(&site(), "notes");
    let of = "h29.21-1.まちづくり指標.会場の不足で断った講座の数（見本）";
    assert!(notes.iter().any(|row| row["about_id"] == of), "{notes:?}");
    // An indicator that has a 識別 is called by its name where people read.
    let facts = fs::read_to_string(site().join("data/package.json")).unwrap();
    assert!(facts.contains("小施策21-1 まちづくり指標 講座の参加者数（見本） 実績 平成27"));
    assert!(!facts.contains("まちづくり指標 koza"));
}
