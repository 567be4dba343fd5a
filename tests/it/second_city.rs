//! The second city: an invented city with twelve policies over three years and two generations of forms, whose sheets
//! together use every feature, so that interactions of features show up here first.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::parity::{
    compare_pages, compare_pdfs, compare_tables, facts_on_page, pdf_text, squeezed,
};
use crate::support::{self, Run};

const FIXTURE: &str = "tests/fixtures/city";
/// Sheets of three years, one plan, two reviews.
const PDFS: usize = 117;

fn workplace() -> TempDir {
    let folder = TempDir::new().unwrap();
    support::copy_folder(FIXTURE.as_ref(), &folder.path().join("content"));
    folder
}

fn kohyo(folder: &Path, words: &[&str]) -> Run {
    let fonts = support::fonts().to_string_lossy().into_owned();
    let mut arguments = words.to_vec();
    arguments.extend(["--fonts", fonts.as_str()]);
    support::kohyo(&arguments, folder)
}

/// Built once: the folder with `output` and `output-handouts`.
fn built() -> &'static Path {
    static BUILT: OnceLock<TempDir> = OnceLock::new();
    let folder = BUILT.get_or_init(|| {
        let folder = workplace();
        for command in ["build", "handout"] {
            let run = kohyo(folder.path(), &[command]);
            assert_eq!(run.exit, 0, "{}", run.stderr);
        }
        folder
    });
    folder.path()
}

fn site() -> PathBuf {
    built().join("output")
}

fn read(path: &str) -> String {
    fs::read_to_string(site().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn every_figure_is_the_same_in_page_pdf_and_tables() {
    // What no sheet states is not a fact.
    assert!(compare_pages(&site()) > 3800);
    assert_eq!(compare_pdfs(&site()), PDFS);
    compare_tables(&site(), &["tables"]);
}

/// A feature, the page that shows it, the text there.
const SHOWN: &[(&str, &str, &str)] = &[
    ("series", "h30/1.html", "見本の健康寿命（女性）"),
    ("per 100,000", "h25/11.html", "人/10万人"),
    ("per mille", "h30/2-1.html", "‰"),
    ("kg a day", "h30/10.html", "kg/人・日"),
    (
        "own decimals",
        "h25/11.html",
        "data-fact=\"h25.11.成果指標.kenko-jumyo.男性.実績.平成24\">70.6",
    ),
    ("negative figure", "h30/12.html", "−1,"),
    ("zero target", "h30/2.html", "data-fact=\"h30.2.成果指標.taiki-jido.計画.平成29\">0<"),
    ("words", "h30/6.html", "見直しの素案の作成"),
    ("range", "h30/11.html", "60から80"),
    ("at most", "h30/3.html", "以下"),
    ("tolerance", "h25/12.html", "許容幅"),
    ("expected path", "h30/2-1.html", "目安値"),
    ("base", "h30/7.html", "当初値"),
    ("middle and final target", "h30/1.html", "最終目標"),
    ("conversion", "h30/7.html", "億円"),
    ("not published", "h30/7.html", "未公表"),
    ("publication expected", "h30/7.html", "令和元年8月"),
    ("not surveyed", "h25/421.html", "調査なし"),
    ("blank in the source", "h25/421.html", "記載なし"),
    ("before the evaluation", "h30/11-1.html", "評価前"),
    ("not applicable", "h29/11.html", "該当なし"),
    ("not set", "h30/11.html", "設定なし"),
    ("no role", "h25/111.html", "役割なし"),
    ("final value", "h30/3.html", "確定"),
    ("first report", "h29/3.html", "速報"),
    ("revised value", "h30/3.html", "改定"),
    ("reference value", "h30/3.html", "参考"),
    ("value of another year", "h30/1.html", "平成28年度の値"),
    ("other reading", "h25/13.html", "18.9"),
    ("doubt", "h30/8.html", "含むと読んだ（見本）"),
    ("revised target", "h30/7.html", "工場の移転が決まったため（見本）"),
    ("revised twice", "h25/22.html", "分館の開館を見送ったため（見本）"),
    ("revised range", "h30/11.html", "渇水に備えるため（見本）"),
    ("break", "h25/22.html", "の前と後では値を比べられません"),
    ("break of a series", "h30/1.html", "計算に使う統計を替えたため（見本）"),
    ("grade", "h30/7-1.html", "<p class=\"grade\"><span>評価区分</span>"),
    ("grade by the rate before rounding", "h30/12-2.html", "区分の境と紛れない桁まで表示"),
    ("correction of a figure", "h25/13.html", "訂正前は18.2"),
    ("correction of an answer", "h29/2.html", "訂正前は301人"),
    ("correction of a text", "h30/3.html", "女性が加わりやすい活動"),
    ("correction of a plan", "plans/mihonkojo.html", "見本市の一部"),
    ("renamed twice", "h30/1-1.html", "健診を受けた市民の割合（見本）"),
    (
        "followed over codes",
        "h30/1-1.html",
        "data-fact=\"h25.111.成果指標.kenshin-ritsu.実績.平成24\"",
    ),
    ("same sheet under another code", "h30/1.html", "href=\"../h25/11.html\""),
    (
        "answers in per cent",
        "h29/1.html",
        "data-fact=\"h29.1.市民満足度・重要度.満足度.とても満足\"",
    ),
    (
        "answers in people",
        "h29/2.html",
        "data-fact=\"h29.2.市民満足度・重要度.満足度.とても満足.参考.割合\"",
    ),
    ("role analysis", "h30/9.html", "小施策間指数"),
    ("comparison with neighbours", "h25/31.html", "見本西市"),
    ("announcement", "index.html", "平成30年度の評価結果を公表しました（見本）。"),
    ("address", "index.html", "https://www.example.lg.jp/"),
    ("draft", "h30/12.html", "下書きです"),
    ("draft in other years", "h29/12.html", "class=\"staged draft\""),
    ("confirmed", "h30/1.html", "確認済（公表前）です"),
    ("effect", "plans/mihonkojo-2016.html", "相当程度効果があった"),
    (
        "forty indicators",
        "h30/12-2.html",
        "data-fact=\"h30.12-2.まちづくり指標.center-manzoku-10.実績.平成29\"",
    ),
];

#[test]
fn every_feature_is_there() {
    let mut missing = Vec::new();
    for (feature, path, wanted) in SHOWN {
        if !read(path).contains(wanted) {
            missing.push(format!("{feature}: «{wanted}» is not in {path}"));
        }
    }
    let indicators = read("data/indicators.csv");
    for code in [
        "up",
        "down",
        "keep",
        "within",
        "at_most",
        "at_least",
        "words",
        "ratio",
        "inverse",
        "progress",
        "path",
        "maintain",
        "range",
        "threshold",
        "zero",
        "none",
        "flow",
        "cumulative",
        "level",
        "rate",
        "survey",
    ] {
        let code = format!("\"{code}\"");
        if !indicators.contains(&code) {
            missing.push(format!("{code} is not in indicators.csv"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn every_indicator_and_every_series_is_counted() {
    let table = fs::read(site().join("data/outcomes.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(&table[3..]);
    let head = reader.headers().unwrap().clone();
    let place = |name: &str| head.iter().position(|column| column == name).unwrap();
    let (year, outcome) = (place("evaluation_fy"), place("outcome"));
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    let kinds = [
        ("届いた", "reached"),
        ("届かず", "short"),
        ("目標年度前", "before_target_year"),
        ("まだ比べられない", "not_yet"),
        ("比べない", "not_compared"),
    ];
    for (dir, ad) in [("h25", "2013"), ("h29", "2017"), ("h30", "2018")] {
        let index = facts_on_page(&read(&format!("{dir}/index.html")));
        let count = |kind: &str| {
            let id = format!("{dir}.集計.全ての票.目標との比較.{kind}");
            let (_, text) = index.iter().find(|(known, _)| *known == id).unwrap();
            text.parse::<usize>().unwrap()
        };
        let own: Vec<_> = rows.iter().filter(|row| &row[year] == ad).collect();
        assert_eq!(count("合計"), own.len(), "{dir}");
        for (kind, code) in kinds {
            let there = own.iter().filter(|row| &row[outcome] == code).count();
            assert_eq!(count(kind), there, "{dir} {kind}");
        }
    }
}

#[test]
fn extensions_stay_hidden() {
    for (path, bytes) in support::snapshot(&site()) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("内線"), "{path}");
    }
}

#[test]
fn a_code_that_means_another_sheet_is_not_followed() {
    // 施策11 was health in 2013 and is water since.
    let page = read("h30/11.html");
    assert!(page.contains("href=\"../h25/42.html\"") && !page.contains("href=\"../h25/11.html\""));
}

#[test]
fn later_forms_print_the_rule_of_grades_and_revised_targets() {
    for (path, wanted) in [
        ("h30/7.pdf", "工場の移転が決まったため（見本）"),
        ("h30/11.pdf", "渇水に備えるため（見本）"),
        ("h30/1.pdf", "評価区分の基準"),
        ("h30/1-1.pdf", "評価区分の基準"),
        ("h25/111.pdf", "評価区分の基準"),
    ] {
        let text = pdf_text(&site().join(path));
        assert!(text.contains(&squeezed(wanted)), "{wanted} is not in {path}");
    }
}

#[test]
fn the_handout_tells_declared_revisions_and_compares_nothing_across_a_break() {
    let text = pdf_text(&built().join("output-handouts/gikai.pdf"));
    assert!(text.contains("目標の改定（平成30年3月30日）"));
    // The revision of the series is older than the last handout, and declared on the sheet.
    assert!(!text.contains("計画の変更見本の健康寿命"));
    let older = pdf_text(&built().join("output-handouts/iinkai.pdf"));
    assert!(older.contains("目標の改定（平成25年3月29日）"));
}

#[test]
fn a_release_without_the_drafts_is_made_whole_and_compared() {
    let folder = workplace();
    let refused = kohyo(folder.path(), &["release", "v1"]);
    assert_eq!(refused.exit, 1);
    assert!(refused.stderr.contains("下書き"), "{}", refused.stderr);
    for sheet in ["policies/12.yaml", "projects/12-3.yaml"] {
        let path = folder.path().join("content/h30").join(sheet);
        let text = fs::read_to_string(&path).unwrap();
        let done = text.replace("公表の状態: 下書き\n", "公表の状態: 確認済\n");
        assert_ne!(text, done, "{sheet}");
        fs::write(path, done).unwrap();
    }
    let made = kohyo(folder.path(), &["release", "v1", "-q"]);
    assert_eq!(made.exit, 0, "{}", made.stderr);
    let whole = support::kohyo(&["verify", "releases/v1"], folder.path());
    assert_eq!(whole.exit, 0, "{}", whole.stderr);
    let diff = |exit: i32| {
        let run = support::kohyo(&["diff", "releases/v1", "content", "--exit-code"], folder.path());
        assert_eq!(run.exit, exit, "{}{}", run.stdout, run.stderr);
        run.stdout
    };
    diff(0);
    // A figure that only the later form has is found with its file and line.
    let path = folder.path().join("content/h30/policies/9.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let edited = text.replacen("小施策間指数: 60,", "小施策間指数: 60 ,", 1);
    assert_ne!(text, edited);
    let edited = edited.replacen("    とても満足: ", "    とても満足: 1", 1);
    assert_ne!(text, edited);
    fs::write(&path, edited).unwrap();
    let told = diff(1);
    assert!(told.contains("h30/policies/9.yaml:"), "{told}");
}
