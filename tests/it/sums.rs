//! Stated figures are published as stated, next to the computed ones.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::support;

/// Morioka, with sums and years that a source might get wrong; none of it stops the build.
fn built() -> TempDir {
    let folder = TempDir::new().unwrap();
    let content = folder.path().join("content");
    support::copy_folder("content".as_ref(), &content);
    for (path, from, to) in [
        (
            "plans/keikaku/healthtech.yaml",
            "増加分の累計: 25\n    実績: { 2019: 未公表, 2020: 未公表, 2021: 未公表 }",
            "増加分の累計: 26\n    実績: { 2019: 5, 2020: 8, 2021: 12 }",
        ),
        ("h25/policies/52.yaml", "\"523\": 20, \"524\": 25 }", "\"523\": 20, \"524\": 35 }"),
        ("h25/policies/52.yaml", "年度: [ 平成21, 平成22 ]", "年度: [ 平成17, 平成22 ]"),
    ] {
        support::edit(&content.join(path), from, to);
    }
    let fonts = support::fonts().to_string_lossy().into_owned();
    let run = support::kohyo(&["build", "--no-pdf", "--fonts", &fonts], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    folder
}

#[test]
fn stated_sums_stay_and_differences_are_said() {
    let folder = built();
    let site = folder.path().join("output");
    let package = fs::read_to_string(site.join("data/package.json")).unwrap();
    let package: Value = serde_json::from_str(&package).unwrap();
    let facts = package["facts"].as_array().unwrap();
    let text = |fact: &Value, field: &str| fact[field].as_str().unwrap().to_owned();
    let of = |end: &str| {
        let found: Vec<&Value> =
            facts.iter().filter(|fact| text(fact, "label").ends_with(end)).collect();
        found[0].clone()
    };
    let total = of("卒業生の就職者数 増加分の累計");
    assert_eq!((text(&total, "value"), text(&total, "origin")), ("26".into(), "stated".into()));
    let said = "増加分の累計は26人とありますが、各年度の増加分を足すと25人です（参考（計算値））。";
    assert_eq!(total["notes"][0], said);
    // Computed from the years, not from the total.
    let planned = of("卒業生の就職者数 目標の累計 令和3");
    assert_eq!(
        (text(&planned, "value"), text(&planned, "origin")),
        ("25".into(), "computed".into())
    );
    assert_eq!(text(&planned, "computed"), "増加分5＋8＋12");
    let total = of("卒業生の就職者数 累計 令和3");
    assert_eq!(text(&total, "computed"), "実績5＋8＋12");
    let rate = of("卒業生の就職者数 累計の達成率 令和3");
    assert_eq!(
        [text(&rate, "value"), text(&rate, "computed")],
        ["100.0", "累計25÷目標の累計25×100、小数第2位を四捨五入"]
    );
    let level = of("売上高 計画の水準 令和3");
    assert_eq!(
        [text(&level, "value"), text(&level, "computed")],
        ["268500", "事業開始前8,500＋目標の累計260,000"]
    );
    let level = of("卒業生の就職者数 水準 令和3");
    assert_eq!(text(&level, "computed"), "事業開始前4＋累計25");
    let sum = of("基本事業の比重 合計");
    assert_eq!((text(&sum, "value"), text(&sum, "origin")), ("110".into(), "computed".into()));
    let page = fs::read_to_string(site.join("h25/52.html")).unwrap();
    // A chart of more than a whole states its scale.
    assert!(page.contains("合計110％に対する割合") && !page.contains("合計100％に対する割合"));
    // Five years are not one.
    assert!(page.contains("5年度前から50.2％減") && !page.contains("前の年度から50.2％減"));
    let change = of("盛岡市 平成22年度 5年度前からの増減率");
    // Notes on a figure also apply to what is computed from it.
    assert!(change["notes"][0].as_str().unwrap().starts_with("平成22年度の値は前の年度の約半分"));
    assert!(page.contains("×100を計算し、小数第2位を四捨五入しました。"));
    let plan = fs::read_to_string(site.join("plans/healthtech.html")).unwrap();
    assert!(plan.contains(said));
    // All four plans are drawn, three of them without a single actual.
    assert_eq!(plan.matches("<figure class=\"chart\">").count(), 4);
    assert!(plan.contains("3年間で260,000千円増やす計画、実績は未公表"), "{plan}");
    assert!(plan.contains("3年間で25人増やす計画、実績は令和3年度までの累計で25人"), "{plan}");
}
