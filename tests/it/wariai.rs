//! Shares (割合): by participant, by entries below, by both with weights; and comparisons (比較). tests/fixtures/wariai
//! publishes exactly what its sheets state, and computed values are marked.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::parity::{compare_pages, compare_pdfs, compare_tables, pdf_text, squeezed, strip_tags};
use crate::shisetsu::{built, kohyo, rows, workplace};
use crate::support;

const FIXTURE: &str = "tests/fixtures/wariai";

fn site() -> PathBuf {
    static BUILT: OnceLock<TempDir> = OnceLock::new();
    BUILT.get_or_init(|| built(FIXTURE)).path().join("output")
}

fn read(path: &str) -> String {
    fs::read_to_string(site().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A section of a page, by its heading.
fn section(path: &str, heading: &str) -> String {
    let html = read(path);
    let start = html.find(&format!("{heading}</h2>")).unwrap();
    html[start..start + html[start..].find("</section>").unwrap()].to_owned()
}

#[test]
fn every_share_is_the_same_in_page_pdf_and_table() {
    // Two figures have a converted unit, which the table does not repeat.
    assert_eq!(compare_pages(&site()), rows(&site(), "tables").len() + 2);
    assert_eq!(compare_pdfs(&site()), 5);
    compare_tables(&site(), &["tables"]);
}

/// Computed values: sheet, section, row, column, value as printed.
const COMPUTED: [[&str; 5]; 21] = [
    ["shisaku/1", "比重", "合計", "参考", "100.0"],
    ["shisaku/1", "役割分担分析", "1-1", "参考 合計", "100"],
    ["shisaku/1", "役割分担分析", "1-1", "参考 町の比重", "10"],
    ["shisaku/1", "役割分担分析", "1-2", "参考 合計", "99.9"],
    // 33.3 × 50 ÷ 100 = 16.65, and 10 + 16.65 = 26.65.
    ["shisaku/1", "役割分担分析", "1-2", "参考 町の比重", "16.7"],
    ["shisaku/1", "役割分担分析", "合計", "参考 取組間指数", "100"],
    ["shisaku/1", "役割分担分析", "合計", "参考 町の比重", "26.7"],
    ["shisaku/1", "近隣との比較", "東見本市", "参考 順位 令和5", "1位"],
    ["shisaku/1", "近隣との比較", "見本町", "参考 順位 令和5", "2位"],
    ["shisaku/2", "比重", "合計", "参考", "100"],
    ["shisaku/2", "役割分担分析", "2-1", "参考 合計", "100"],
    ["shisaku/2", "役割分担分析", "合計", "参考 取組間指数", "100"],
    ["shisaku/3", "近隣との比較", "見本町", "参考 増減率 令和5", "+10.0％"],
    ["shisaku/3", "近隣との比較", "見本町", "参考 順位 令和5", "2位"],
    ["shisaku/3", "近隣との比較", "東見本市", "参考 増減率 令和5", "−4.0％"],
    ["shisaku/3", "近隣との比較", "東見本市", "参考 順位 令和5", "1位"],
    // Without the year before there is no change.
    ["shisaku/3", "近隣との比較", "西見本町", "参考 順位 令和5", "3位"],
    ["torikumi/1-1", "役割分担", "合計", "参考", "100"],
    ["torikumi/1-1", "財源", "合計", "参考", "100.00"],
    ["torikumi/1-1", "場所", "合計", "参考", "100"],
    ["torikumi/2-1", "財源の前の年", "合計", "参考", "90"],
];

#[test]
fn sums_and_weighted_shares_are_computed_where_the_sheet_has_none() {
    let rows = rows(&site(), "tables");
    let computed = rows.iter().filter(|row| row["origin"] == "computed");
    let found: Vec<[String; 5]> = computed
        .map(|row| {
            let sheet = row["page"].replacen("r6/", "", 1).replace(".html", "");
            [
                sheet,
                row["section"].clone(),
                row["row"].clone(),
                row["column"].clone(),
                row["shown"].trim_start_matches('\'').to_owned(),
            ]
        })
        .collect();
    assert_eq!(found, COMPUTED.map(|row| row.map(str::to_owned)));
    let one = |id: &str, column: &str| {
        let found = rows.iter().find(|row| row["fact_id"] == id);
        found.unwrap_or_else(|| panic!("{id}"))[column].clone()
    };
    assert_eq!(one("r6.torikumi/2-1.財源の前の年.参考.合計", "alternative_value"), "100");
    assert_eq!(one("r6.shisaku/2.役割分担分析.2-1.町の比重", "origin"), "stated");
    assert_eq!(one("r6.shisaku/2.役割分担分析.町の比重の合計", "value"), "25");
    assert_eq!(one("r6.shisaku/2.役割分担分析.2-1.国・県", "status"), "no_role");
    assert_eq!(one("r6.torikumi/1-1.財源.寄付", "shown"), "ー");
    assert_eq!(one("r6.torikumi/1-1.役割分担.町.比率", "unit"), "％");
}

#[test]
fn rows_lead_to_what_lies_below_and_what_is_computed_is_marked() {
    let html = section("r6/shisaku/1.html", "２　役割分担分析");
    assert!(html.contains("<th scope=\"row\" data-lint=\"off\"><a href=\"../../r6/torikumi/1-1.html\">1-1 見本の講座</a></th>"));
    assert!(
        html.contains("<th scope=\"row\" data-lint=\"off\">1-2 見本の広報</th>"),
        "a name alone"
    );
    let text = squeezed(&strip_tags(&html));
    for wanted in [
        "表2役割分担分析単位：％取組町国・県町民合計参考（計算値）取組間指数町の比重参考（計算値）",
        "1-2見本の広報33.333.333.399.95016.7",
        "合計なしなしなしなし100参考（計算値）26.7町の比重は、町の割合×取組間指数÷100です。票に値がないため、計算しました。",
        "図2町の比重の合計は26.7％",
    ] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    // Stated values are not marked.
    let text = squeezed(&strip_tags(&section("r6/shisaku/2.html", "２　役割分担分析")));
    let wanted = "2-1見本の見回り25役割なし75※110010025.0合計なしなしなしなし100参考（計算値）25町の比重は、町の割合×取組間指数÷100です。";
    assert!(text.contains(wanted) && !text.contains("計算しました"), "{text}");
}

#[test]
fn shares_of_parties_stand_in_the_order_of_the_form_with_their_texts() {
    let html = section("r6/torikumi/1-1.html", "１　役割分担");
    let text = squeezed(&strip_tags(&html));
    let wanted = "主体比率役割の内容町60講座を開く（見本）。国・県役割なし役割なし町民40講座に出る（見本）。合計100参考（計算値）なし図1最も割合が大きいのは町の60％";
    assert!(text.contains(wanted), "{text}");
    // The fills of seven participants would not be distinguishable.
    assert!(!section("r6/torikumi/1-1.html", "場所").contains("<figure"));
    let paper = pdf_text(&site().join("r6/torikumi/1-1.pdf"));
    for wanted in ["主体比率役割の内容町60", "合計100（参考）", "凡例：ー該当なし"]
    {
        assert!(paper.contains(wanted), "{wanted}: {paper}");
    }
}

#[test]
fn a_sum_of_which_a_part_is_not_known_is_left_open() {
    let text = squeezed(&strip_tags(&section("r6/torikumi/2-1.html", "財源")));
    assert!(text.contains("国未公表町40") && !text.contains("合計"), "{text}");
    let empty = squeezed(&strip_tags(&section("r6/torikumi/2-1.html", "１　役割分担")));
    assert_eq!(empty, "１役割分担空欄");
}

#[test]
fn municipalities_stand_by_year_with_their_ranks() {
    let html = section("r6/shisaku/3.html", "近隣との比較");
    assert!(html.contains(
        "<tr class=\"total\"><th scope=\"row\" data-lint=\"off\">見本町（票では本町）</th>"
    ));
    let text = squeezed(&strip_tags(&html));
    for wanted in [
        "指標名備えのある家の割合（見本）説明4団体の調査の値です（見本）。",
        "団体令和4年度令和5年度増減率参考（計算値）順位参考（計算値）見本町（票では本町）40.044.0+10.0％2位",
        "西見本町未公表41.0注1",
        "順位は、令和5年度の値の大きい順です。表の団体は、票に書いてある順に並べています。",
        "令和4年度と令和5年度、令和5年度の値の大きい順",
        "図1見本町は、値のある3団体中2位",
    ] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    // The converted unit, and that of the sheet next to it.
    let text = squeezed(&strip_tags(&section("r6/shisaku/1.html", "近隣との比較")));
    assert!(text.contains("単位：万円") && text.contains("東見本市125.01,250千円1位"), "{text}");
    let rows = rows(&site(), "tables");
    let row = rows.iter().find(|row| row["fact_id"] == "r6.shisaku/3.近隣との比較.北見本村.令和4");
    let row = row.unwrap();
    assert_eq!([&*row["value"], &*row["fy_ad"], &*row["unit"]], ["30", "2022", "％"]);
    let paper = pdf_text(&site().join("r6/shisaku/3.pdf"));
    for wanted in ["見本町（票では本町）40.044.0", "令和4年度は調べの前です（見本）。"]
    {
        assert!(paper.contains(wanted), "{wanted}: {paper}");
    }
}

#[test]
fn shares_can_be_doubted_corrected_released_and_compared() {
    let folder = workplace(FIXTURE);
    let sheet = folder.path().join("content/r6/torikumi/1-1.yaml");
    let more = "疑義: [ { 箇所: 財源.町, 内容: 見本の字がかすれている } ]\n訂正: [ { 対象: 財源, 前: 50.00, 後: 50.25, 訂正日: 令和7年11月1日, 理由: 見本の誤り, 事実: 財源.国 } ]\n出典";
    support::edit(&sheet, "出典", more);
    let run = kohyo(folder.path(), &["release", "a"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let page = fs::read_to_string(folder.path().join("releases/a/site/r6/torikumi/1-1.html"));
    let page = squeezed(&strip_tags(&page.unwrap()));
    assert!(page.contains("見本の字がかすれている") && page.contains("50.25％"), "{page}");
    support::edit(&sheet, "後: 50.25", "後: 50.26");
    let run = support::kohyo(&["check"], folder.path());
    assert!(run.exit == 1 && run.stdout.contains("50.26"), "{}{}", run.stdout, run.stderr);
    support::edit(&sheet, "後: 50.26", "後: 50.25");
    support::edit(&sheet, "比率: 60", "比率: 59");
    support::edit(&sheet, "比率: 40", "比率: 41");
    let run = support::kohyo(&["diff", "releases/a", "content"], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    for wanted in ["役割分担 町 比率", "r6/torikumi/1-1.yaml:4", "59"] {
        assert!(run.stdout.contains(wanted), "{wanted}: {}", run.stdout);
    }
}
