//! Plans and their reviews as declared forms: a folder that is not a year, indicators that a review takes from its
//! plan (もと), and the results that the plan shows of its reviews. tests/fixtures/keikaku publishes exactly what its
//! sheets state.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::parity::{compare_pages, compare_pdfs, compare_tables, pdf_text, squeezed, strip_tags};
use crate::shisetsu::{kohyo, rows, workplace};
use crate::support;

const FIXTURE: &str = "tests/fixtures/keikaku";

/// The only mistake on the sheets.
const WARNING: &str = "注意[rate-differs]: 「成果指標の実績.移り住んだ世帯の数（見本）.達成率」は票では 105.0 ですが、計算では 104.0 です（実績÷計画）";

fn site() -> PathBuf {
    static BUILT: OnceLock<TempDir> = OnceLock::new();
    let folder = BUILT.get_or_init(|| {
        let folder = workplace(FIXTURE);
        let run = kohyo(folder.path(), &["build"]);
        assert_eq!(run.exit, 0, "{}", run.stderr);
        folder
    });
    folder.path().join("output")
}

fn read(path: &str) -> String {
    fs::read_to_string(site().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn text(path: &str) -> String {
    squeezed(&strip_tags(&read(path)))
}

#[track_caller]
fn says(text: &str, wanted: &[&str]) {
    for wanted in wanted {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
}

#[test]
fn exactly_what_is_wrong_is_told() {
    let run = support::kohyo(&["check"], workplace(FIXTURE).path());
    assert_eq!(run.exit, 0, "{}{}", run.stdout, run.stderr);
    let told: Vec<&str> = run.stdout.lines().filter(|line| line.starts_with("注意[")).collect();
    assert_eq!(told, [WARNING]);
}

#[test]
fn every_figure_is_the_same_in_page_pdf_and_table() {
    assert_eq!(compare_pdfs(&site()), 5);
    compare_tables(&site(), &["tables"]);
    // Figures shown from other sheets are recorded once, and shown on each.
    assert!(compare_pages(&site()) > rows(&site(), "tables").len());
}

/// Results of the reviews: sheet, indicator, year, rate, sum so far, result.
const COMPARED: [[&str; 6]; 12] = [
    ["mihon-2022", "会員企業への卒業生の就職者数（見本）", "令和4", "120.0％", "6", "届いた"],
    ["mihon-2022", "会員企業の共同開発の件数（見本）", "令和4", "100.0％", "2", "届いた"],
    ["mihon-2022", "会員企業の海外取引の売上高（見本）", "令和4", "71.3％", "21,400", "届かず"],
    ["mihon-2022", "交流拠点の利用者の満足度（見本）", "令和4", "", "−0.4", "届かず"],
    ["mihon-2023", "会員企業の共同開発の件数（見本）", "令和5", "125.0％", "7", "届いた"],
    ["mihon-2023", "会員企業への卒業生の就職者数（見本）", "令和5", "87.5％", "13", "届かず"],
    [
        "mihon-2023",
        "会員企業の海外取引の売上高（見本）",
        "令和5",
        "",
        "",
        "まだ比べられない（実績は未公表）",
    ],
    ["mihon-2023", "交流拠点の利用者の満足度（見本）", "令和5", "126.7％", "1.5", "届いた"],
    ["senryaku-r4", "移り住んだ世帯の数（見本）", "令和4", "104.0％", "", "届いた"],
    ["senryaku-r4", "通いの場に出た人の割合（見本） 65歳から74歳", "令和4", "96.0％", "", "届かず"],
    [
        "senryaku-r4",
        "通いの場に出た人の割合（見本） 75歳以上",
        "令和4",
        "78.8％",
        "",
        "目標年度前（令和8年度の目標値と比べて78.8％）",
    ],
    ["senryaku-r4", "見本川の水の汚れ（見本）", "令和4", "95.2％", "", "届かず"],
];

#[test]
fn reviews_are_compared_with_the_targets_of_their_plan() {
    let rows = rows(&site(), "tables");
    for [sheet, row, year, rate, total, result] in COMPARED {
        let page = format!("plans/{sheet}.html");
        let shown = |what: &str| {
            let column = format!("参考 {what} {year}");
            let found = rows
                .iter()
                .find(|one| one["page"] == page && one["row"] == row && one["column"] == column);
            found.map_or_else(String::new, |one| one["shown"].trim_start_matches('\'').to_owned())
        };
        assert_eq!(
            [shown("率"), shown("累計"), shown("結果")],
            [rate, total, result],
            "{sheet} {row}"
        );
    }
    let computed = |sheet: &str| {
        let of = |row: &&std::collections::BTreeMap<String, String>| {
            row["origin"] == "computed" && row["page"] == format!("plans/{sheet}.html")
        };
        rows.iter().filter(of).count()
    };
    // Nothing else is compared: earlier years are compared on their own reviews.
    assert_eq!(["mihon-2022", "mihon-2023", "senryaku-r4"].map(computed), [30, 27, 12]);
}

#[test]
fn a_plan_shows_what_its_reviews_state() {
    let plan = text("plans/mihon.html");
    says(
        &plan,
        &[
            "検証検証日公表日今後の方針指標結果2022年度の検証令和5年11月10日令和5年12月1日改善会員企業への卒業生の就職者数（見本）届いた",
            "2023年度の検証未公表令和6年12月2日継続会員企業の共同開発の件数（見本）届いた",
            "会員企業への卒業生の就職者数（見本）人4581225未公表2023年度の検証7未公表"
                .replace("225未", "2256未")
                .as_str(),
            "会員企業の海外取引の売上高（見本）千円8,50030,00080,000150,000260,000未公表2022年度の検証21,400未公表未公表",
            "令和5年度13人目標13人達成率100.0％17人計画17人87.5％−1人届かず",
            // The plan for future years is drawn.
            "令和6年度目標25人計画29人なしなしまだ比べられない（実績は未公表）",
            "3年間で25人増やす計画、実績は令和5年度までの累計で13人（目標の累計の100.0％）",
            "会員企業への卒業生の就職者数（見本）：令和5年度の累計＝実績6＋7。累計の達成率＝累計13÷目標の累計13×100、小数第2位を四捨五入。水準＝事業開始前4＋累計13。令和6年度の目標の累計＝増加分5＋8＋12。計画の水準＝事業開始前4＋目標の累計25。",
            "6,120万円61,200千円",
        ],
    );
    // The section is shown within the text, and is in the table of contents as well.
    let html = read("plans/mihon.html");
    assert!(
        html.contains("<li data-lint=\"off\"><a href=\"#kukaku4\">数値目標</a></li>"),
        "{html}"
    );
    assert_eq!(html.matches("id=\"kukaku4\"").count(), 1);
    assert!(plan.find("【数値目標】").unwrap() < plan.rfind("事業開始前").unwrap());
    let paper = pdf_text(&site().join("plans/mihon.pdf"));
    says(&paper, &["略称見本の森クラスター", "【数値目標】", "2022年度の検証", "71.3％"]);
    // Each series has its own.
    says(
        &text("plans/senryaku.html"),
        &[
            "検証点検日決算額見直し指標結果令和4年度の総合戦略の検証令和5年8月10日113万円1,130千円続ける改める移り住んだ世帯の数（見本）届いた",
            "令和4年度の検証19.275歳以上令和8年度40.0令和4年度の検証31.5",
            "（内線2100）",
        ],
    );
}

#[test]
fn a_review_has_units_and_targets_of_the_plan_and_its_own_year() {
    let page = text("plans/mihon-2023.html");
    says(
        &page,
        &[
            "計画「見本の森クラスター」形成促進事業計画（見本）地域再生計画の検証2023年度の検証",
            "計画と検証（見本）（令和5年度実績）",
            "指標名単位事業開始前現時点増加分令和5年度実績令和5年度会員企業の共同開発の件数（見本）件545",
        ],
    );
    let html = read("plans/mihon-2023.html");
    for wanted in [
        "data-fact=\"plans.mihon.数値目標.会員企業の共同開発の件数（見本）.増加分.令和5\"",
        "data-fact=\"plans.mihon-2023.KPIの実績.会員企業の共同開発の件数（見本）.実績\"",
        "<a href=\"mihon.html\">見本の森クラスター</a>",
        "<li class=\"prev\"><a href=\"mihon-2022.html\">前の検証：見本の森クラスター 2022年度の検証</a></li>",
        "<li class=\"up\"><a href=\"mihon.html\">戻る：見本の森クラスター</a></li>",
    ] {
        assert!(html.contains(wanted), "{wanted}: {html}");
    }
    assert!(!html.contains("<li class=\"next\">"), "reviews of another plan are no neighbours");
    // The city's words, with their explanations.
    says(
        &text("plans/mihon-2022.html"),
        &[
            "相当程度効果があった",
            "一部の数値目標が計画に届かなかったが、おおむね成果を得た場合（見本）",
        ],
    );
    // A table by the year of the sheet.
    says(
        &text("plans/senryaku-r4.html"),
        &["令和4年度令和5年度予算予算決算講座の開催1,2001,1301,250"],
    );
}

#[test]
fn the_folder_is_no_year() {
    says(
        &text("index.html"),
        &[
            "計画と検証（見本）計画2件、検証3件の票があります。",
            "「見本の森クラスター」形成促進事業計画（見本）地域再生計画です。",
        ],
    );
    let list = read("plans/index.html");
    assert!(!list.contains("年度実績の評価") && !list.contains(">計画mihon"), "{list}");
    says(&squeezed(&strip_tags(&list)), &["検証2022年度の検証検証2023年度の検証"]);
    let rows = rows(&site(), "tables");
    assert!(rows.iter().all(|row| row["evaluation_fy"].is_empty()));
    let row = |id: &str| rows.iter().find(|row| row["fact_id"] == id).unwrap();
    let actual = row("plans.senryaku-r4.成果指標の実績.見本川の水の汚れ（見本）.実績値");
    assert_eq!(
        [&*actual["fy_ad"], &*actual["unit"], &*actual["sheet_code"]],
        ["2022", "mg/L", "senryaku-r4"]
    );
    assert_eq!(row("plans.senryaku-r4.事業費.合計.令和5 予算")["fy_wareki"], "令和5年度");
}

/// Output of `kohyo check` after an edit.
fn after(file: &str, from: &str, to: &str) -> String {
    let folder = workplace(FIXTURE);
    support::edit(&folder.path().join("content/plans").join(file), from, to);
    support::kohyo(&["check"], folder.path()).stdout
}

#[test]
fn both_sheets_state_the_same() {
    let told = after("kensho/mihon-2022.yaml", "実績: 6 }", "実績: 7 }");
    says(
        &told,
        &[
            "誤り[review-differs]: 「会員企業への卒業生の就職者数（見本）」の実績が、この票では7、上の票では6です",
            "kensho/mihon-2022.yaml:6:34",
            "keikaku/mihon.yaml:6",
        ],
    );
    // The review may replace a reason of the plan by anything, but not a number by a reason.
    assert!(!after("kensho/mihon-2022.yaml", "実績: 2 }", "実績: 3 }").contains("review-differs"));
    says(
        &after("kensho/mihon-2022.yaml", "実績: 6 }", "実績: 未公表 }"),
        &["この票では未公表、上の票では6です"],
    );
}

#[test]
fn a_review_can_be_doubted_corrected_released_and_compared() {
    let folder = workplace(FIXTURE);
    let sheet = folder.path().join("content/plans/kensho/mihon-2023.yaml");
    let more = "疑義: [ { 箇所: KPIの実績.会員企業の共同開発の件数（見本）, 内容: 見本の字がかすれている } ]\n訂正: [ { 対象: 満足度, 前: 1.8, 後: 1.9, 訂正日: 令和7年11月1日, 理由: 見本の誤り, 事実: KPIの実績.交流拠点の利用者の満足度（見本）.実績 } ]\n出典";
    support::edit(&sheet, "出典", more);
    let other = folder.path().join("content/plans/kensho/senryaku-r4.yaml");
    let answer = "警告の確認: [ { 符号: rate-differs, 理由: 原典のとおり（見本）, 確認した課: 見本企画課 } ]\n出典";
    support::edit(&other, "出典", answer);
    let run = kohyo(folder.path(), &["release", "a"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let page = |page: &str| {
        let page = folder.path().join("releases/a/site/plans").join(page);
        squeezed(&strip_tags(&fs::read_to_string(page).unwrap()))
    };
    says(&page("mihon-2023.html"), &["見本の字がかすれている", "1.8ポイント"]);
    // The plan shows the same figure with the same notes.
    says(&page("mihon.html"), &["見本の字がかすれている"]);
    support::edit(&sheet, "実績: 5 }", "実績: 4 }");
    let run = support::kohyo(&["diff", "releases/a", "content"], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    says(
        &run.stdout,
        &[
            "KPIの実績 会員企業の共同開発の件数（見本） 実績",
            "plans/kensho/mihon-2023.yaml:5",
            "参考 率 令和5".trim_start_matches("参考 "),
        ],
    );
}
