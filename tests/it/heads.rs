//! The head of a sheet, and computed values of its indicators: responsible people, shares of the sheet above, result
//! of the first indicator, differences from target and year before; a doubt about several figures is reported once.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::parity::{pdf_text, squeezed, strip_tags};
use crate::shisetsu::{kohyo, rows, workplace};

/// The sheet with two figures that have alternative readings, in the unit of the sheet and in another.
fn site() -> PathBuf {
    static BUILT: OnceLock<TempDir> = OnceLock::new();
    let folder = BUILT.get_or_init(|| {
        let folder = workplace("tests/fixtures/jimujigyo");
        let path = folder.path().join("content/r6/jimu/1234.yaml");
        let sheet = fs::read_to_string(&path).unwrap();
        let edited = sheet
            .replace("単位: 冊, ", "単位: 冊, 換算: { 単位: 百冊, 倍率: 0.01 }, ")
            .replace("令和5: 560,", "令和5: { 値: 560, 別の読み: 650 },")
            .replace("{ 値: 483, 注: ※1 }", "{ 値: 483, 別の読み: 438, 注: ※1 }")
            .replace(
                "出典:",
                "疑義: [ { 箇所: 成果指標.takuhai, 内容: 数字の並びが確かめられません（見本）, 理由: 見本のため } ]\n出典:",
            );
        fs::write(&path, edited).unwrap();
        let run = kohyo(folder.path(), &["build"]);
        assert_eq!(run.exit, 0, "{}", run.stderr);
        folder
    });
    folder.path().join("output")
}

fn page() -> String {
    fs::read_to_string(site().join("r6/jimu/1234.html")).unwrap()
}

#[test]
fn whose_a_sheet_is_and_how_it_stands_is_said_first() {
    let html = page();
    let head = &html[..html.find("<section").unwrap()];
    let text = squeezed(&strip_tags(head));
    for wanted in [
        "主管課見本図書課関係課見本契約課、見本広報課責任者見本図書課長",
        "本の宅配の冊数（見本）は目標値に届かず、あと0.77百冊",
        "本の宅配の冊数（見本）令和5年度実績値4.83百冊",
        "令和5年度の目標値5.60百冊",
        "目標値に対する実績",
        "86.3％",
        "望ましい方向増加が望ましい",
    ] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    // Shown at the head, it is not a section of its own.
    assert!(!html.contains("担当</h2>"), "{html}");
    let paper = pdf_text(&site().join("r6/jimu/1234.pdf"));
    for wanted in ["主管課見本図書課", "見本契約課、見本広報課"] {
        assert!(paper.contains(wanted), "{wanted}: {paper}");
    }
}

#[test]
fn differences_are_in_the_unit_people_say_with_their_formulas() {
    let bytes = fs::read(site().join("data/package.json")).unwrap();
    let package: Value = serde_json::from_slice(&bytes).unwrap();
    let facts = package["facts"].as_array().unwrap();
    let of = |indicator: &str, what: &str| {
        let id = format!("r6.jimu/1234.成果指標.{indicator}.参考.{what}.令和5");
        let found = facts.iter().find(|fact| fact["id"] == id)?;
        Some(
            ["value", "unit", "text", "computed"]
                .map(|key| found[key].as_str().unwrap().to_owned()),
        )
    };
    let wanted = |own: [&str; 4]| Some(own.map(str::to_owned));
    let gap = ["-0.77", "百冊", "−0.77", "実績値4.83−目標値5.60"];
    assert_eq!(of("takuhai", "差"), wanted(gap));
    let change = ["-0.29", "百冊", "−0.29", "令和5年度の実績値4.83−令和4年度の実績値5.12"];
    assert_eq!(of("takuhai", "前年差"), wanted(change));
    // Per cents differ in ポイント; there is no actual of the year before.
    let name = "宅配の使いやすさの満足度（見本）";
    let gap = ["-18.0", "ポイント", "−18.0", "実績値62.0−令和8年度の目標値80.0"];
    assert_eq!(of(name, "差"), wanted(gap));
    assert_eq!(of(name, "前年差"), None);
    let text = squeezed(&strip_tags(&page()));
    // A bound is shown in the converted unit, too.
    for wanted in
        ["6.00以上600以上", "−0.77百冊", "−0.29百冊", "−18.0ポイント", "（百冊）、令和4年度から"]
    {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    let paper = pdf_text(&site().join("r6/jimu/1234.pdf"));
    for wanted in ["−0.77百冊", "−18.0ポイント"] {
        assert!(paper.contains(wanted), "{wanted}: {paper}");
    }
}

#[test]
fn nothing_is_compared_with_the_year_before_across_a_break() {
    let folder = workplace("tests/fixtures/jimujigyo");
    let path = folder.path().join("content/r6/jimu/1234.yaml");
    let sheet = fs::read_to_string(&path).unwrap();
    let broken = "単位: 冊, 断絶: [ { 年度: 令和5, 理由: 数え方が変わりました（見本）。 } ], ";
    fs::write(&path, sheet.replace("単位: 冊, ", broken)).unwrap();
    let run = kohyo(folder.path(), &["build", "--no-pdf"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let rows = rows(&folder.path().join("output"), "tables");
    let mut of =
        rows.iter().filter(|one| one["fact_id"].starts_with("r6.jimu/1234.成果指標.takuhai.参考."));
    assert!(of.clone().any(|one| one["column"] == "参考 差 令和5"));
    assert!(of.all(|one| one["column"] != "参考 前年差 令和5"));
}

#[test]
fn a_doubt_about_several_figures_is_told_once_and_borne_by_those_it_changes() {
    let rows = rows(&site(), "tables");
    let told = "数字の並びが確かめられません（見本）。採用した読み方では、令和5年度の目標値は560冊、令和5年度の実績値は483冊です。別の読み方では、令和5年度の目標値は650冊、令和5年度の実績値は438冊です。理由：見本のため。";
    let bearing = |address: &str| {
        let id = format!("r6.jimu/1234.成果指標.takuhai.{address}");
        rows.iter().find(|row| row["fact_id"] == id).unwrap()["note"].contains(told)
    };
    for (address, wanted) in [
        ("目標値.令和5", true),
        ("実績値.令和5", true),
        ("実績値.令和4", false),
        ("目標値.令和8", false),
    ] {
        assert_eq!(bearing(address), wanted, "{address}");
    }
    assert_eq!(page().matches("数字の並びが確かめられません").count(), 1);
}

#[test]
fn a_sheet_says_what_share_of_the_sheet_above_it_has() {
    let folder = workplace("tests/fixtures/wariai");
    let run = kohyo(folder.path(), &["build"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let html = fs::read_to_string(folder.path().join("output/r6/torikumi/2-1.html")).unwrap();
    let head = squeezed(&strip_tags(&html[..html.find("<section").unwrap()]));
    assert!(head.contains("施策での比重"), "{head}");
    let paper = pdf_text(&folder.path().join("output/r6/torikumi/2-1.pdf"));
    assert!(paper.contains("施策での比重"), "{paper}");
}

#[test]
fn a_doubt_about_what_has_no_figures_is_told_of_the_sheet() {
    let folder = workplace("tests/fixtures/jimujigyo");
    let path = folder.path().join("content/r6/jimu/1234.yaml");
    let sheet = fs::read_to_string(&path).unwrap();
    // Its warnings are not answered.
    fs::remove_dir_all(folder.path().join("content/r7")).unwrap();
    let doubt = "疑義: [ { 箇所: 目的, 内容: 対象の字が読めません（見本）, 確度: 中 } ]\n出典:";
    fs::write(&path, sheet.replace("出典:", doubt)).unwrap();
    let run = kohyo(folder.path(), &["build"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let out = folder.path().join("output");
    let told = "「目的」：対象の字が読めません（見本）。確度：中。";
    let html = fs::read_to_string(out.join("r6/jimu/1234.html")).unwrap();
    assert!(squeezed(&strip_tags(&html)).contains(told), "{html}");
    let paper = pdf_text(&out.join("r6/jimu/1234.pdf"));
    assert!(paper.contains(told), "{paper}");
    assert!(rows(&out, "notes").iter().any(|row| row["note"] == told), "notes.csv");
    // No text is missing anywhere, or no release would be made.
    let run = kohyo(folder.path(), &["release", "1"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
}
