//! Corrections appear on the page, in the PDF and in the open data; without any there is no trace of them.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::parity::{facts_on_page, pdf_text, squeezed};
use crate::support;

/// Adds corrections (見本) before the source of a sheet.
fn correct(content: &Path, sheet: &str, lines: &str) {
    let path = content.join(sheet);
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text.matches("\n出典:").count(), 1, "{sheet}");
    fs::write(&path, text.replace("\n出典:", &format!("\n訂正:\n{lines}\n出典:"))).unwrap();
}

fn corrected() -> TempDir {
    let folder = TempDir::new().unwrap();
    let content = folder.path().join("content");
    support::copy_folder("content".as_ref(), &content);
    correct(
        &content,
        "h25/policies/52.yaml",
        "  - { 対象: 平成24年度の実績（見本）, 前: 10400, 後: 10410, 訂正日: 令和8年9月1日, 理由: 集計の誤り（見本）, 事実: 成果指標.製造品出荷額等.実績.平成24 }\n  - { 対象: 平成24年度の実績（見本）, 前: 10410, 後: 10415, 訂正日: 令和8年10月1日, 理由: 転記の誤り（見本）, 事実: 成果指標.製造品出荷額等.実績.H24 }\n  - { 対象: 評価責任者の職名（見本）, 前: 部長, 後: 商工観光部長, 訂正日: 令和8年8月1日, 理由: 脱字（見本） }",
    );
    correct(
        &content,
        "h25/projects/521.yaml",
        "  - { 対象: 国・県・他自治体の役割分担比率（見本）, 前: 記載なし, 後: 30, 訂正日: 2026-10-02, 理由: 転記漏れ（見本）, 事実: 役割分担.国・県・他自治体.比率 }",
    );
    correct(
        &content,
        "plans/keikaku/healthtech.yaml",
        "  - { 対象: 総事業費（見本）, 前: 87000, 後: 87520, 訂正日: 令和8年10月3日, 理由: 転記の誤り（見本）, 事実: 事業.総事業費 }",
    );
    let fonts = support::fonts();
    let run =
        support::kohyo(&["build".as_ref(), "--fonts".as_ref(), fonts.as_os_str()], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    folder
}

#[test]
fn corrections_are_told_everywhere() {
    let folder = corrected();
    let out = folder.path().join("output");
    for (page, texts) in [
        (
            "h25/52",
            [
                "訂正履歴",
                "令和8年10月1日に訂正しました。訂正前は10,410千万円です。",
                "転記の誤り（見本）",
                "商工観光部長",
            ],
        ),
        (
            "h25/521",
            [
                "訂正履歴",
                "令和8年10月2日に訂正しました。訂正前は「記載なし」です。",
                "転記漏れ",
                "30％",
            ],
        ),
        (
            "plans/healthtech",
            [
                "訂正履歴",
                "令和8年10月3日に訂正しました。訂正前は87,000千円です。",
                "87,000",
                "87,520",
            ],
        ),
    ] {
        let html = fs::read_to_string(out.join(format!("{page}.html"))).unwrap();
        let pdf = pdf_text(&out.join(format!("{page}.pdf")));
        for text in texts {
            assert!(html.contains(text), "{text} is not on {page}.html");
            assert!(pdf.contains(&squeezed(text)), "{text} is not in {page}.pdf");
        }
        assert!(html.contains("data/corrections.csv"), "{page}");
    }
    // Newest first, with a link to the history of the sheet.
    let home = fs::read_to_string(out.join("index.html")).unwrap();
    let places = ["plans/healthtech.html#teisei", "h25/521.html#teisei", "h25/52.html#teisei"]
        .map(|link| home.find(link).unwrap_or_else(|| panic!("{link}")));
    assert!(places.is_sorted(), "{places:?}");
    let year = fs::read_to_string(out.join("h25/index.html")).unwrap();
    assert!(year.contains("521.html#teisei") && !year.contains("healthtech"));
}

#[test]
fn figures_of_corrections_are_the_same_everywhere() {
    let folder = corrected();
    let out = folder.path().join("output");
    let package: Value =
        serde_json::from_slice(&fs::read(out.join("data/package.json")).unwrap()).unwrap();
    let facts = package["facts"].as_array().unwrap();
    let of = |id: &str| facts.iter().find(|fact| fact["id"] == id).unwrap();
    let corrections = facts.iter().filter(|fact| fact["id"].as_str().unwrap().contains(".訂正."));
    let mut count = 0;
    for fact in corrections {
        let [id, page, text] = ["id", "page", "text"].map(|key| fact[key].as_str().unwrap());
        let html = fs::read_to_string(out.join(page)).unwrap();
        let there = (id.to_owned(), text.to_owned());
        assert!(facts_on_page(&html).contains(&there), "{id} is not on {page}");
        let pdf = pdf_text(&out.join(page.replace(".html", ".pdf")));
        assert!(pdf.contains(text), "{id} is not in the PDF of {page}");
        count += 1;
    }
    assert_eq!(count, 4);
    // The converted figure has the note of the sheet's own figure.
    for id in [
        "h25.52.成果指標.製造品出荷額等.実績.平成24",
        "h25.52.成果指標.製造品出荷額等.実績.平成24.換算",
    ] {
        let notes = of(id)["notes"].to_string();
        assert!(notes.contains("令和8年10月1日に訂正"), "{id}: {notes}");
    }
    let table = fs::read_to_string(out.join("data/corrections.csv")).unwrap();
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows.len(), 6);
    assert!(rows.iter().any(|row| row.contains(",10410,10415,\"千万円\",\"転記の誤り（見本）\"")));
    let codebook = fs::read_to_string(out.join("data/codebook.csv")).unwrap();
    assert!(codebook.contains("\"corrections\",\"before_value\""));
    let resources = package["resources"].to_string();
    assert!(resources.contains("corrections.csv"), "{resources}");
}

#[test]
fn without_corrections_nothing_is_said_of_them() {
    for (path, bytes) in support::snapshot(support::built()) {
        assert_ne!(path, "data/corrections.csv");
        if path.ends_with(".html") || path.ends_with(".csv") {
            let text = String::from_utf8(bytes).unwrap();
            assert!(!text.contains("訂正"), "{path}");
        }
    }
}
