//! Surveys (アンケート): answers in per cent or in people, listed by the form or by the sheet. tests/fixtures/anketo
//! publishes exactly what its sheets state, and computed values are marked.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::parity::{compare_pages, compare_pdfs, compare_tables, pdf_text, squeezed, strip_tags};
use crate::shisetsu::{built, kohyo, rows, workplace};
use crate::support;

const FIXTURE: &str = "tests/fixtures/anketo";

fn site() -> PathBuf {
    static BUILT: OnceLock<TempDir> = OnceLock::new();
    BUILT.get_or_init(|| built(FIXTURE)).path().join("output")
}

/// A page without its tags, from a heading on.
fn text_from(path: &str, heading: &str) -> String {
    let html = fs::read_to_string(site().join(path)).unwrap();
    let start = html.find(&format!("{heading}</h2>")).unwrap();
    squeezed(&strip_tags(&html[start..]))
}

#[test]
fn every_answer_is_the_same_in_page_pdf_and_table() {
    // The value before a correction is a figure of its page only.
    assert_eq!(compare_pages(&site()), rows(&site(), "tables").len() + 1);
    assert_eq!(compare_pdfs(&site()), 5, "one sheet has no figure");
    compare_tables(&site(), &["tables"]);
}

/// Computed from people: page, row, column, value as printed. Per cents have only sums.
const COMPUTED: [[&str; 4]; 22] = [
    ["shisaku/1", "満足度", "参考 合計", "100.1"],
    ["shisaku/1", "重要度", "参考 合計", "100.0"],
    ["shisaku/2", "満足度", "とても満足 参考 割合", "3.0％"],
    ["shisaku/2", "満足度", "満足 参考 割合", "17.0％"],
    ["shisaku/2", "満足度", "どちらともいえない 参考 割合", "52.0％"],
    ["shisaku/2", "満足度", "不満 参考 割合", "14.0％"],
    ["shisaku/2", "満足度", "とても不満 参考 割合", "4.5％"],
    ["shisaku/2", "満足度", "不明 参考 割合", "9.5％"],
    ["shisaku/2", "満足度", "参考 合計", "1,000"],
    ["shisaku/2", "重要度", "とても重要 参考 割合", "28.0％"],
    ["shisaku/2", "重要度", "重要 参考 割合", "39.0％"],
    ["shisaku/2", "重要度", "どちらともいえない 参考 割合", "20.0％"],
    ["shisaku/2", "重要度", "あまり重要ではない 参考 割合", "3.0％"],
    ["shisaku/2", "重要度", "全く重要ではない 参考 割合", "1.0％"],
    ["shisaku/2", "重要度", "不明 参考 割合", "9.0％"],
    ["shisaku/2", "重要度", "参考 合計", "1,000"],
    ["shisaku/4", "満足度", "参考 合計", "95.0"],
    ["shisaku/4", "重要度", "参考 合計", "99.9"],
    ["machi/1", "住みよさ", "参考 合計", "640"],
    ["machi/1", "住み続けたいか", "はい 参考 割合", "78.1％"],
    ["machi/1", "住み続けたいか", "参考 合計", "640"],
    ["machi/1", "知った方法", "参考 合計", "100"],
];

#[test]
fn sums_and_shares_of_people_are_computed_and_nothing_else() {
    let rows = rows(&site(), "tables");
    let found = |row: &&std::collections::BTreeMap<String, String>| row["origin"] == "computed";
    let computed: Vec<[String; 4]> = rows
        .iter()
        .filter(found)
        .map(|row| {
            let page = row["page"].replacen("r6/", "", 1).replace(".html", "");
            [page, row["row"].clone(), row["column"].clone(), row["shown"].clone()]
        })
        .collect();
    for wanted in COMPUTED.map(|row| row.map(str::to_owned)) {
        assert!(computed.contains(&wanted), "{wanted:?}: {computed:?}");
    }
    // The rest are the other shares of the sheet with ten answers in people.
    assert_eq!(computed.len(), COMPUTED.len() + 9);
    let one = |id: &str, column: &str| {
        let found = rows.iter().find(|row| row["fact_id"] == id);
        found.unwrap_or_else(|| panic!("{id}"))[column].clone()
    };
    let answer = "r6.shisaku/1.満足度・重要度.満足度.満足";
    assert_eq!([one(answer, "value"), one(answer, "unit")], ["24.3", "％"]);
    // The figures are of the year of the survey, not of the evaluation.
    assert_eq!(one(answer, "fy_ad"), "2022");
    assert_eq!(one("r6.shisaku/1.満足度・重要度.回答者数", "value"), "1200");
    assert_eq!(one("r6.shisaku/2.満足度・重要度.満足度.満足", "unit"), "人");
    assert_eq!(one("r6.shisaku/3.満足度・重要度.回答者数", "status"), "blank");
    assert_eq!(one("r6.shisaku/3.満足度・重要度.満足度.どちらともいえない", "shown"), "ー");
    // An answer with the reserved name of computed values.
    assert_eq!(one("r6.shisaku/3.満足度・重要度.満足度.\\参考", "status"), "blank");
    assert_eq!(one("r6.shisaku/4.満足度・重要度.満足度.参考.合計", "alternative_value"), "100.0");
    let facts = fs::read_to_string(site().join("data/package.json")).unwrap();
    assert!(facts.contains("170人÷1,000人×100、小数第2位を四捨五入"));
}

#[test]
fn answers_in_per_cent_stand_beside_their_bar() {
    let text = text_from("r6/shisaku/1.html", "２　町民の満足度と重要度");
    for wanted in [
        "町民アンケートの結果調査見本町のまちづくりアンケート（見本）（令和4年度）回答者数1,200人",
        "満足度図1満足度で最も多いのは「どちらともいえない」の41.8％満足度（令和4年度調査）、回答の区分ごとの割合（合計100.1％に対する）",
        "表1満足度の回答単位：％区分割合とても満足6.1満足24.3どちらともいえない41.8不満15.2※1とても不満4.4不明8.3合計100.1参考（計算値）",
        "重要度図2重要度で最も多いのは「重要」の40.2％",
        "※1「やや不満」を含む（見本）。",
    ] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    let paper = pdf_text(&site().join("r6/shisaku/1.pdf"));
    for wanted in [
        "調査見本町のまちづくりアンケート（見本）（令和4年度）回答者数1,200人",
        "どちらともいえない41.8",
        "合計100.1（参考）",
        "図1満足度で最も多いのは「どちらともいえない」の41.8％",
    ] {
        assert!(paper.contains(wanted), "{wanted}: {paper}");
    }
}

#[test]
fn people_stand_beside_the_share_that_they_make_up() {
    let text = text_from("r6/shisaku/2.html", "２　町民の満足度と重要度");
    let wanted = "区分割合参考（計算値）人数（人）とても満足3.0％30満足17.0％170注1";
    assert!(text.contains(wanted), "{text}");
    assert!(text.contains("合計なし1,000参考（計算値）"), "{text}");
    assert!(text.contains("令和7年11月1日に訂正しました。訂正前は171人です。"), "{text}");
}

#[test]
fn what_is_not_known_has_no_sum_and_no_bar() {
    let text = text_from("r6/shisaku/3.html", "２　町民の満足度と重要度");
    let wanted = "調査空欄年度令和5年度回答者数空欄満足度表1満足度の回答単位：％区分割合満足40どちらともいえないー未公表不満25参考空欄重要度調査なし";
    assert!(text.contains(wanted), "{text}");
    assert!(!text.contains("合計") && !text.contains("図1"), "{text}");
    let none = text_from("r6/machi/2.html", "住みよさ");
    assert!(none.starts_with("住みよさ調査なし"), "{none}");
}

#[test]
fn answers_of_the_form_stand_in_its_order() {
    let text = text_from("r6/machi/1.html", "住みよさ");
    let wanted = "住みよい28.1％180まあ住みよい39.1％250どちらともいえない17.2％110あまり住みよくない6.3％40住みにくい3.1％20分からない3.9％25無回答2.3％15合計なし640";
    assert!(text.contains(wanted), "{text}");
    // Seven fills are distinguishable, eight are not.
    let html = fs::read_to_string(site().join("r6/machi/1.html")).unwrap();
    assert_eq!(html.matches("<figure").count(), 2);
}

#[test]
fn answers_can_be_corrected_released_and_compared() {
    let folder = workplace(FIXTURE);
    let run = kohyo(folder.path(), &["release", "a"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let sheet = folder.path().join("content/r6/shisaku/2.yaml");
    support::edit(&sheet, "後: \"170\"", "後: \"169\"");
    let run = support::kohyo(&["check"], folder.path());
    assert!(run.exit == 1 && run.stdout.contains("169"), "{}{}", run.stdout, run.stderr);
    support::edit(&sheet, "後: \"169\"", "後: \"170\"");
    support::edit(&sheet, "不満: 140", "不満: 139");
    support::edit(&sheet, "とても不満: 45", "とても不満: 46");
    support::edit(&sheet, "まちづくりアンケート（見本）", "まちづくりの調べ（見本）");
    let run = support::kohyo(&["diff", "releases/a", "content"], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    for wanted in
        ["満足度・重要度 満足度 不満", "r6/shisaku/2.yaml:8", "139", "まちづくりの調べ（見本）"]
    {
        assert!(run.stdout.contains(wanted), "{wanted}: {}", run.stdout);
    }
}
