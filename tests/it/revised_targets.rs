//! Revised targets: on page, paper and in the data, and checked against the target of the sheet.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::parity::pdf_text;
use crate::shisetsu::{kohyo, rows, workplace};
use crate::support;

const SHEET: &str = "content/r6/mokuhyo/1.yaml";
/// In an indicator of the fixture.
const STALLS: &str = "策定時: { 令和元: 500 }";
/// In a series of another one.
const HARBOUR: &str = "策定時: { 平成30: 3.10 }";

fn write(folder: &Path, before: &str, add: &str) {
    let path = folder.join(SHEET);
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text.matches(before).count(), 1, "{before}");
    fs::write(path, text.replace(before, &format!("{add}, {before}"))).unwrap();
}

fn revision(before: &str, after: &str) -> String {
    format!(
        "目標の改定: [ {{ 年度: 令和7, 前: {before}, 後: {after}, 改定日: 令和5年3月20日, 理由: 見本の理由 }} ]"
    )
}

#[test]
fn a_revised_target_is_on_page_and_paper_and_in_the_data() {
    let folder = workplace("tests/fixtures/senryaku");
    write(folder.path(), STALLS, &revision("600", "(640)"));
    write(folder.path(), HARBOUR, &revision("2.00", "{ 文: 澄んだ水を保つ }"));
    let run = kohyo(folder.path(), &["build"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let site = folder.path().join("output");
    let page = fs::read_to_string(site.join("r6/1.html")).unwrap();
    let row = page.lines().find(|line| line.contains("<time") && line.contains("港の祭りの出店"));
    let row = row.unwrap_or_else(|| panic!("{page}"));
    for wanted in [">令和7年度<", "600", "（640）", "datetime=\"2023-03-20\"", "見本の理由"]
    {
        assert!(row.contains(wanted), "{wanted}: {row}");
    }
    let paper = pdf_text(&site.join("r6/1.pdf"));
    assert!(paper.contains("目標の改定") && paper.contains("令和5年3月20日"), "{paper}");
    let all = rows(&site, "tables");
    let revised = all.iter().filter(|row| row["column"].contains("目標の改定"));
    let revised: Vec<_> = revised
        .map(|row| [&row["row"], &row["column"], &row["value"], &row["shown"]].map(String::as_str))
        .collect();
    assert_eq!(
        revised,
        [
            ["mizu", "内港 目標の改定 令和7 2023-03-20 前", "2.00", "2.00"],
            ["mizu", "内港 目標の改定 令和7 2023-03-20 後", "", "澄んだ水を保つ"],
            ["港の祭りの出店（見本）", "目標の改定 令和7 2023-03-20 前", "600", "600"],
            ["港の祭りの出店（見本）", "目標の改定 令和7 2023-03-20 後", "640", "（640）"],
        ]
    );
}

/// Codes and titles of `check`'s findings, without the fixture's own warning.
fn found(edits: &[(&str, &str)]) -> Vec<(String, String)> {
    let folder = workplace("tests/fixtures/senryaku");
    for (before, add) in edits {
        write(folder.path(), before, add);
    }
    let run = support::kohyo(&["check", "--format", "json"], folder.path());
    let all: Value = serde_json::from_str(&run.stdout).unwrap();
    let word = |diag: &Value, key: &str| diag[key].as_str().unwrap().to_owned();
    let all = all["diagnostics"].as_array().unwrap().iter();
    all.map(|diag| (word(diag, "code"), word(diag, "message")))
        .filter(|(code, _)| code != "grade-differs")
        .collect()
}

#[test]
fn a_revision_leads_to_the_target_of_the_sheet() {
    let of = |before, after| {
        let all = found(&[(STALLS, &revision(before, after))]);
        all.into_iter().map(|(code, title)| format!("{code} {title}")).collect::<Vec<_>>()
    };
    assert!(of("600", "640").is_empty());
    assert_eq!(
        of("600", "650"),
        ["revision-differs 目標の改定の「後」の「650」が、今の計画の「(640)」と合いません"]
    );
    assert_eq!(
        of("640", "640.0"),
        ["revision-differs 目標の改定の「前」と「後」が、同じ「640.0」です"]
    );
    let year = revision("600", "640").replace("令和7", "令和6");
    assert_eq!(found(&[(STALLS, &year)])[0].0, "revision-differs");
}

#[test]
fn years_of_targets_belong_together() {
    let of =
        |add: &str| found(&[(STALLS, add)]).into_iter().map(|(_, title)| title).collect::<Vec<_>>();
    assert!(of("最終目標年度: 令和7").is_empty());
    assert_eq!(of("最終目標年度: 令和8"), ["最終目標年度（令和8年度）の目標がありません"]);
    assert_eq!(
        of("最終目標年度: 令和6"),
        ["最終目標年度（令和6年度）より後の令和7年度に、目標があります"]
    );
    assert_eq!(
        of("中間目標年度: 令和7, 最終目標年度: 令和7"),
        ["中間目標年度（令和7年度）が、最終目標年度（令和7年度）より前ではありません"]
    );
}

#[test]
fn what_kind_of_indicator_it_is_stands_with_its_name() {
    let folder = workplace("tests/fixtures/senryaku");
    write(folder.path(), STALLS, "値の種類: 水準, 最終目標年度: 令和7");
    let run = kohyo(folder.path(), &["build", "--no-pdf"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let page = fs::read_to_string(folder.path().join("output/r6/1.html")).unwrap();
    assert!(page.contains(">増加が望ましい、水準（ある時点の値）、最終目標は令和7年度<"), "{page}");
}

#[test]
fn a_level_may_free_the_columns_of_years() {
    let folder = workplace("tests/fixtures/kofukin");
    let change = |path: &str, before: &str, after: &str| {
        let path = folder.path().join("content").join(path);
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text.matches(before).count(), 1, "{before}");
        fs::write(path, text.replace(before, after)).unwrap();
    };
    change(
        "forms/mihon-kofukin.yaml",
        "[ { 名: 目標, 役: 目標 }, { 名: 実績, 役: 実績 }, { 名: 達成率",
        "[ { 名: 目標, 役: 目標, 年度: [ 実績年度-1, 実績年度 ] }, { 名: 実績, 役: 実績, 年度: 実績年度 }, { 名: 達成率",
    );
    let errors = || {
        let run = support::kohyo(&["check", "--format", "json"], folder.path());
        let all: Value = serde_json::from_str(&run.stdout).unwrap();
        let all = all["diagnostics"].as_array().unwrap().iter();
        let errors = all.filter(|diag| diag["severity"] == "error");
        errors.map(|diag| diag["place"]["line"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    // The actual of 令和4 of the first, and the target of 令和4 that the second does not have.
    assert_eq!(errors(), [10, 11]);
    change("r6/evaluation.yaml", "置き場所: jigyo", "置き場所: jigyo, 年度の列: 自由");
    assert_eq!(errors(), [0; 0]);
    let run = kohyo(folder.path(), &["build", "--no-pdf"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let page = fs::read_to_string(folder.path().join("output/r6/k1.html")).unwrap();
    assert!(page.contains("7,890") && page.contains("9,010"), "{page}");
    // The actual of the year of results is required all the same.
    change("r6/jigyo/k1.yaml", "実績: { 令和4: 7890, 令和5: 9010 }", "実績: { 令和4: 7890 }");
    assert_eq!(errors(), [10]);
}
