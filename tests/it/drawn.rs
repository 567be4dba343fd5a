//! Charts with figures and names that leave little room, from the sheet to the page and the PDF: every figure is
//! complete, and no chart is drawn without data.

use std::fs;
use std::path::{Path, PathBuf};

use kohyo::report::format;
use rust_decimal::Decimal;
use tempfile::TempDir;

use crate::setting;
use crate::support;

const SHEET: &str = "h25/projects/521.yaml";
const UNIT: &str = "    単位: 件\n";
const NAME: &str = "共同研究により製品化された新技術等累計件数";
/// The doubt about the only indicator: when renaming the indicator, it is changed to be about the section.
const DOUBT: &str = "箇所: 成果指標.共同研究により製品化された新技術等累計件数\n";
const ACTUALS: &str = "実績: { 平成23: 35, 平成24: { 値: 37, 別の読み: 35 } }";
const PLANS: &str = "計画: { 平成24: { 値: 35, 別の読み: 37 }, 平成25: 37, 平成26: 39 }";

/// Builds Morioka's pages with an edited sheet.
fn pages(file: &str, edits: &[(&str, &str)]) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    support::copy_folder("content".as_ref(), &folder.path().join("content"));
    let path = folder.path().join("content").join(file);
    let mut text = fs::read_to_string(&path).unwrap();
    for (old, new) in edits {
        assert!(text.contains(old), "no {old} in {file}");
        text = text.replacen(old, new, 1);
    }
    fs::write(path, text).unwrap();
    let run = support::kohyo(&["build", "--no-pdf"], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let out = folder.path().join("output");
    (folder, out)
}

/// The charts of a page, in order.
fn charts(page: &Path) -> Vec<String> {
    let html = fs::read_to_string(page).unwrap();
    let charts = html.split("<svg class=\"chart-svg\"").skip(1);
    charts.map(|chart| chart.split("</figure>").next().unwrap().to_owned()).collect()
}

/// The words drawn in a chart.
fn words(chart: &str) -> Vec<&str> {
    chart
        .split("<text")
        .skip(1)
        .map(|piece| piece.split_once('>').unwrap().1.split('<').next().unwrap())
        .collect()
}

#[test]
fn figures_of_up_to_14_digits_are_whole_in_chart_table_and_pdf() {
    let inputs: [(&str, [&str; 5]); 4] = [
        ("円", ["104150000000", "104260000000", "197500000000", "197500000000", "197500000000"]),
        (
            "円",
            ["1041500000000", "1042600000000", "1975000000000", "1975000000000", "1975000000000"],
        ),
        (
            "件",
            [
                "123456789012.34",
                "234567890123.45",
                "345678901234.56",
                "456789012345.67",
                "567890123456.78",
            ],
        ),
        ("円", ["-1041500000000", "1042600000000", "-1975000000000", "0", "1975000000000"]),
    ];
    for (unit, figures) in inputs {
        let [before, now, this, next, last] = figures;
        let unit = format!("    単位: {unit}\n");
        let actuals = format!("実績: {{ 平成23: {before}, 平成24: {now} }}");
        let plans = format!("計画: {{ 平成24: {this}, 平成25: {next}, 平成26: {last} }}");
        let mut edits =
            vec![(UNIT, unit.as_str()), (ACTUALS, actuals.as_str()), (PLANS, plans.as_str())];
        if before.starts_with('-') {
            edits.push(("値の種類: 累計", "値の種類: 単年\n    比べる: 算出しない"));
        }
        let (_folder, out) = pages(SHEET, &edits);
        let page = out.join("h25/521.html");
        let html = fs::read_to_string(&page).unwrap();
        let first = &charts(&page)[0];
        let drawn = words(first);
        let job = setting::job("content", SHEET, "h25/521.pdf", &edits);
        let text = setting::set_with_whole_figures(&job, now);
        for figure in figures {
            let shown = format::number(figure.parse::<Decimal>().unwrap());
            assert!(drawn.contains(&shown.as_str()), "{shown} in {drawn:?}");
            assert!(html.contains(&format!(">{shown}<")), "{shown} is not in the table");
            assert!(text.contains(&shown), "{shown} is not in the PDF");
        }
    }
}

#[test]
fn thirty_one_cities_are_drawn_in_one_chart_each_with_its_figures() {
    let rows: Vec<String> = (1..=25)
        .map(|n| format!("    見本第{n}市: [ {}, {} ]\n", 9000 + 31 * n, 9000 + 37 * n))
        .collect();
    let at = "    青森市: [";
    let more = format!("{}{at}", rows.concat());
    let edits = [(at, more.as_str())];
    let (_folder, out) = pages("h25/policies/52.yaml", &edits);
    let all = charts(&out.join("h25/52.html"));
    let chart = all.iter().find(|chart| chart.contains("見本第1市")).unwrap();
    let drawn = words(chart);
    for n in 1..=25 {
        let place = drawn.iter().position(|word| *word == format!("見本第{n}市")).unwrap();
        // Its name is followed by its two figures.
        let figures =
            [9000 + 37 * n, 9000 + 31 * n].map(|value| format::number(Decimal::new(value, 1)));
        assert_eq!(drawn[place + 1..place + 3], figures, "{drawn:?}");
    }
    // The chart is as high as its rows: the last one is inside.
    let height = chart.split(" height=\"").nth(1).unwrap().split('"').next().unwrap();
    let height: f64 = height.parse().unwrap();
    let lowest = chart.split("<text").skip(1).map(|piece| {
        let y = piece.split(" y=\"").nth(1).unwrap().split('"').next().unwrap();
        y.parse::<f64>().unwrap()
    });
    assert!(lowest.fold(0.0, f64::max) <= height, "{height}");
    let job = setting::job("content", "h25/policies/52.yaml", "h25/52.pdf", &edits);
    let (_, text) = setting::set(&job, "31 cities");
    assert!(text.contains("見本第25市"));
}

#[test]
fn a_name_that_begins_with_a_sign_is_whole_on_the_page_and_guarded_in_the_table() {
    for name in ["+αの支援を受けた企業", "＋αの支援を受けた企業", "=SUM(A1)", "-5歳児", "@見本"]
    {
        let quoted = format!("\"{name}\"");
        let (_folder, out) = pages(SHEET, &[(DOUBT, "箇所: 成果指標\n"), (NAME, &quoted)]);
        let html = fs::read_to_string(out.join("h25/521.html")).unwrap();
        assert!(html.contains(name), "{name}");
        let table = fs::read_to_string(out.join("data/indicators.csv")).unwrap();
        assert!(table.contains(&format!(r#","'{name}","#)), "{name} in {table}");
        let codebook = fs::read_to_string(out.join("data/codebook.csv")).unwrap();
        assert!(codebook.contains("CSVでは前に「'」を1つ付ける"), "{codebook}");
        let json = fs::read_to_string(out.join("data/package.json")).unwrap();
        assert!(json.contains(name) && !json.contains(&format!("'{name}")), "{name}");
    }
}

#[test]
fn of_nothing_no_chart_is_drawn() {
    let edits = [
        (ACTUALS, "実績: { 平成23: 未公表, 平成24: 未公表 }"),
        (PLANS, "計画: { 平成24: 設定なし, 平成25: 設定なし, 平成26: 設定なし }"),
    ];
    let (_folder, out) = pages(SHEET, &edits);
    let page = out.join("h25/521.html");
    assert!(charts(&page).iter().all(|chart| !chart.contains(NAME)), "{:?}", charts(&page));
    // The reasons are in the table.
    let html = fs::read_to_string(&page).unwrap();
    assert!(html.contains("未公表") && html.contains("設定なし"));
    let (_, text) = setting::set(&setting::job("content", SHEET, "h25/521.pdf", &edits), "nothing");
    assert!(text.contains("未公表") && text.contains("設定なし"));
}

#[test]
fn a_plan_of_zero_is_a_tick_at_its_year() {
    let edits = [
        ("望ましい方向: 増加", "望ましい方向: 減少"),
        ("値の種類: 累計", "値の種類: 単年\n    比べる: 目標0"),
        (ACTUALS, "実績: { 平成23: 35, 平成24: 37 }"),
        (PLANS, "計画: { 平成24: 0, 平成25: 0, 平成26: 0 }"),
    ];
    let (_folder, out) = pages(SHEET, &edits);
    let charts = charts(&out.join("h25/521.html"));
    let ticks = charts[0]
        .split("<rect")
        .filter(|rect| rect.contains("class=\"pl") && rect.contains("height=\"4\""));
    assert_eq!(ticks.count(), 3, "{}", charts[0]);
    let named = words(&charts[0]).into_iter().filter(|word| ["0", "計画0"].contains(word));
    assert_eq!(named.count(), 3, "{:?}", words(&charts[0]));
}
