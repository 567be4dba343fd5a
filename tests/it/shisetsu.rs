//! A year with a form declared by a city: tests/fixtures/shisetsu publishes exactly what its sheets state, figure by
//! figure.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::parity::{
    compare_pages, compare_pdfs, compare_tables, facts, leave_ids, pdf_text, strip_tags,
};
use crate::support::{self, Run};

const FIXTURE: &str = "tests/fixtures/shisetsu";

/// A copy of a fixture, to build and edit.
pub(crate) fn workplace(fixture: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    support::copy_folder(fixture.as_ref(), &folder.path().join("content"));
    folder
}

/// A copy of a fixture without warnings, built.
pub(crate) fn built(fixture: &str) -> TempDir {
    let folder = workplace(fixture);
    let run = kohyo(folder.path(), &["build"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("注意["), "{}", run.stderr);
    folder
}

pub(crate) fn kohyo(folder: &Path, words: &[&str]) -> Run {
    let fonts = support::fonts().to_string_lossy().into_owned();
    let mut arguments = words.to_vec();
    arguments.extend(["--fonts", fonts.as_str()]);
    support::kohyo(&arguments, folder)
}

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

/// The rows of a table of a site, each by the names of its columns.
pub(crate) fn rows(site: &Path, table: &str) -> Vec<BTreeMap<String, String>> {
    let bytes = fs::read(site.join(format!("data/{table}.csv"))).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap());
    reader.deserialize().map(Result::unwrap).collect()
}

/// Code and address in each message: open ones, and answered ones.
fn warned(folder: &Path) -> [Vec<(String, String)>; 2] {
    let run = support::kohyo(&["check", "--format", "json"], folder);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let found: Value = serde_json::from_str(&run.stdout).unwrap();
    ["diagnostics", "accepted"].map(|list| {
        let told = found[list].as_array().unwrap().iter();
        told.map(|diag| {
            let message = diag["message"].as_str().unwrap();
            let address = message.split(['「', '」']).nth(1).unwrap();
            let place = &diag["place"];
            let file = place["file"].as_str().unwrap().rsplit('/').next().unwrap();
            let code = diag["code"].as_str().unwrap();
            (format!("{code} {file}:{}", place["line"]), address.to_owned())
        })
        .collect()
    })
}

#[test]
fn sums_that_do_not_hold_are_told_and_no_others() {
    let folder = workplace(FIXTURE);
    let [open, answered] = warned(folder.path());
    let told = |code: &str, address: &str| (code.to_owned(), address.to_owned());
    assert_eq!(
        open,
        [
            told("sum-differs 002.yaml:12", "行政コスト.費用計.令和5 決算"),
            told("zero-of-blanks 002.yaml:12", "行政コスト.費用計.令和7 予算案"),
        ]
    );
    assert_eq!(
        answered,
        [told("sum-differs 001.yaml:17", "行政コスト.利用者1人当たりの負担.令和4 決算")]
    );
}

#[test]
fn a_sum_says_what_is_stated_and_what_its_parts_give() {
    let folder = workplace(FIXTURE);
    let run = support::kohyo(&["check"], folder.path());
    for wanted in [
        "票では 23296 ですが、計算では 23295 です",
        "「行政コスト.費用計.令和7 予算案」は票では 0 ですが",
    ] {
        assert!(run.stderr.contains(wanted) || run.stdout.contains(wanted), "{wanted}: {run:?}");
    }
}

/// Sheet, row, column, unit, value, status, as printed.
const CELLS: [[&str; 7]; 12] = [
    ["001", "利用者1人当たりの負担", "令和6 予算", "千円/人", "0.94", "ok", "0.94"],
    ["001", "減価償却費", "令和6 予算", "千円", "", "not_applicable", "／"],
    ["001", "正規の職員", "令和7 予算案", "人", "", "not_published", "＊"],
    ["001", "職員計", "令和5 決算", "人", "2.50", "ok", "2.50"],
    ["001", "職員計", "令和6 予算", "人", "2.5", "ok", "2.5"],
    ["001", "修繕費", "令和3 決算", "千円", "", "blank", ""],
    ["001", "年間利用者数", "", "人", "24500", "ok", "24,500"],
    ["001", "運営", "", "", "", "stated", "直営"],
    ["002", "年間利用者数", "", "人", "", "not_surveyed", "…"],
    ["002", "費用計", "令和5 決算", "千円", "23296", "ok", "23,296"],
    ["003", "修繕費", "令和5 決算", "千円", "120", "ok", "120"],
    ["003", "雑入", "令和7 予算案", "千円", "", "blank", ""],
];

#[test]
fn the_table_has_every_cell_as_the_sheet_states_it() {
    let rows = rows(&site(), "tables");
    for [sheet, row, column, unit, value, status, shown] in CELLS {
        let own = rows.iter().filter(|cells| {
            cells["sheet_code"] == sheet && cells["row"] == row && cells["column"] == column
        });
        let own: Vec<_> = own.collect();
        assert_eq!(own.len(), 1, "{sheet} {row} {column}");
        let found = ["unit", "value", "status", "shown"].map(|name| own[0][name].as_str());
        assert_eq!(found, [unit, value, status, shown], "{sheet} {row} {column}");
    }
    assert_eq!(rows.iter().filter(|cells| !cells["value"].is_empty()).count(), 139);
    // Thirteen rows by five columns, and two fields with cells, on each sheet.
    assert_eq!(rows.len(), 3 * (13 * 5 + 2));
    let years: Vec<(&str, &str)> = rows
        .iter()
        .filter(|cells| cells["sheet_code"] == "003" && cells["row"] == "費用計")
        .map(|cells| (cells["fy_ad"].as_str(), cells["fy_wareki"].as_str()))
        .collect();
    assert_eq!(
        years,
        [
            ("2021", "令和3年度"),
            ("2022", "令和4年度"),
            ("2023", "令和5年度"),
            ("2024", "令和6年度"),
            ("2025", "令和7年度")
        ]
    );
}

#[test]
fn every_figure_is_the_same_in_page_pdf_and_table() {
    let site = site();
    assert_eq!(compare_pages(&site), 3 * (13 * 5 + 2));
    assert_eq!(compare_pdfs(&site), 3);
    compare_tables(&site, &["tables"]);
    assert!(facts(&site).iter().all(|fact| fact.stated || fact.status == "blank"));
}

#[test]
fn pdfs_leave_the_id_of_every_figure() {
    leave_ids(FIXTURE, 3);
}

#[test]
fn a_sheet_is_one_page_that_lies() {
    for code in ["001", "002", "003"] {
        let path = site().join(format!("r6/{code}.pdf"));
        let output = Command::new("pdfinfo").arg(&path).output().unwrap();
        let info = String::from_utf8(output.stdout).unwrap();
        let line =
            |name: &str| info.lines().find(|line| line.starts_with(name)).unwrap().to_owned();
        assert!(line("Pages:").ends_with(" 1"), "{code}: {info}");
        assert!(line("Page size:").contains("841.89 x 595.276"), "{code}: {info}");
    }
}

#[test]
fn heads_groups_and_units_are_on_the_page_and_on_paper() {
    for code in ["001", "002", "003"] {
        let html = read(&format!("r6/{code}.html"));
        let page: String = strip_tags(&html).split_whitespace().collect();
        let paper = pdf_text(&site().join(format!("r6/{code}.pdf")));
        for wanted in [
            "令和3年度決算",
            "令和4年度決算",
            "令和5年度決算",
            "令和6年度予算",
            "令和7年度予算案",
            "正規の職員（人）",
            "職員計（人）",
            "利用者1人当たりの負担（千円/人）",
            "主管課",
        ] {
            assert!(page.contains(wanted), "{wanted} is not on {code}.html");
            // On paper the two lines of all headings may be extracted one after the other.
            let parts = wanted.split_inclusive("年度");
            assert!(
                parts.clone().all(|part| paper.contains(part)),
                "{wanted} is not in {code}.pdf"
            );
        }
        assert!(page.contains("行政コスト単位：千円"), "{code}");
        assert!(paper.contains("行政コスト表1単位：千円"), "{code}: {paper}");
        for (group, rows) in [("職員", 3), ("費用", 5), ("収入", 3)] {
            let head =
                format!("<th scope=\"rowgroup\" rowspan=\"{rows}\" data-lint=\"off\">{group}</th>");
            assert_eq!(html.matches(&head).count(), 1, "{group} of {code}");
            assert!(paper.contains(group), "{group} of {code}");
        }
        // A mark is printed as on paper and read aloud as its meaning; the heading of the table is only read aloud.
        assert!(html.contains(
            "<caption id=\"kukaku3-hyo\" data-lint=\"off\">表1<span class=\"vh\"> 行政コスト</span>"
        ));
        assert!(
            html.contains(" aria-hidden=\"true\">／</span><span class=\"vh\">該当なし</span>"),
            "{code}"
        );
        // Without indicators and computed values nothing is compared.
        for text in ["達成率", "計算値", "<figure", "id=\"zu-"] {
            assert!(!html.contains(text) && !paper.contains(text), "{text} in {code}");
        }
    }
}

#[test]
fn the_legend_has_the_marks_that_the_sheet_uses() {
    let legends = [
        ("001", &[("＊", "未公表"), ("／", "該当なし")][..]),
        ("002", &[("…", "調査なし"), ("／", "該当なし")]),
        ("003", &[("／", "該当なし")]),
    ];
    for (code, wanted) in legends {
        let html = read(&format!("r6/{code}.html"));
        let start = html.find("<section id=\"hanrei\">").unwrap();
        let legend = &html[start..start + html[start..].find("</section>").unwrap()];
        let rows = wanted.iter().map(|(mark, word)| {
            format!("<div><dt data-lint=\"off\">{mark}</dt><dd data-lint=\"off\">{word}</dd></div>")
        });
        let rows: Vec<String> = rows.collect();
        assert_eq!(legend.matches("<dt").count(), rows.len(), "{code}: {legend}");
        assert!(rows.iter().all(|row| legend.contains(row)), "{code}: {legend}");
        let words = wanted.iter().map(|(mark, word)| format!("{mark}{word}"));
        let line = format!("凡例：{}出典", words.collect::<Vec<_>>().join("、"));
        let paper = pdf_text(&site().join(format!("r6/{code}.pdf")));
        assert!(paper.contains(&line), "{code}: {line}");
    }
}

#[test]
fn whose_a_sheet_is_stands_at_its_head() {
    let value = |code: &str| {
        let html = read(&format!("r6/{code}.html"));
        let start = html.find("<dt data-lint=\"off\">関係課</dt>").unwrap();
        let end = start + html[start..].find("</dd>").unwrap();
        html[start..end].rsplit("<dd data-lint=\"off\">").next().unwrap().trim().to_owned()
    };
    assert_eq!(value("001"), "見本財政課、見本管財課");
    assert_eq!(value("002"), "<span class=\"nil\"></span><span class=\"vh\">空欄</span>");
    assert_eq!(value("003"), "見本財政課");
}

#[test]
fn a_section_that_the_sheet_leaves_out_has_no_heading() {
    for (code, there) in [("001", false), ("002", true), ("003", false)] {
        let html = read(&format!("r6/{code}.html"));
        assert_eq!(html.contains(">課題</h2>"), there, "{code}");
        let paper = pdf_text(&site().join(format!("r6/{code}.pdf")));
        assert_eq!(paper.contains("課題"), there, "{code}");
    }
}

#[test]
fn the_index_of_the_year_lists_its_sheets() {
    let index = read("r6/index.html");
    let links: Vec<&str> = index
        .split("<a href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|href| href.ends_with(".html") && href.starts_with("00"))
        .collect();
    assert_eq!(links, ["001.html", "002.html", "003.html"]);
    for wanted in ["施設001 見本会館", "施設002 見本体育館", "施設003 見本図書室", "施設3件"]
    {
        assert!(strip_tags(&index).contains(wanted), "{wanted}");
    }
    // One level: above a sheet there is only its year.
    let sheet = read("r6/002.html");
    for wanted in ["href=\"index.html\"", "href=\"001.html\"", "href=\"003.html\""] {
        assert!(sheet.contains(wanted), "{wanted}");
    }
    let home = read("index.html");
    assert!(home.contains("r6/index.html") && !home.contains("指標"), "{home}");
}

#[test]
fn a_table_beside_its_sheet_is_told_of_by_its_own_line() {
    let folder = workplace(FIXTURE);
    let csv = folder.path().join("content/r6/shisetsu/003.行政コスト.csv");
    let text = fs::read_to_string(&csv).unwrap();
    fs::write(&csv, text.replace("12300,12500,12820", "12300,12500,12821")).unwrap();
    let run = support::kohyo(&["check", "--format", "json"], folder.path());
    let found: Value = serde_json::from_str(&run.stdout).unwrap();
    let own = found["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|diag| diag["place"]["file"].as_str().unwrap().ends_with("003.行政コスト.csv"));
    let places: Vec<(&str, u64, u64)> = own
        .map(|diag| {
            let number = |name: &str| diag["place"][name].as_u64().unwrap();
            (diag["code"].as_str().unwrap(), number("line"), number("column"))
        })
        .collect();
    // The sum itself, and what is computed from it.
    assert_eq!(places, [("sum-differs", 9, 17), ("sum-differs", 13, 18)]);
}

#[test]
fn a_table_that_excel_wrote_in_shift_jis_is_the_same_table() {
    let built = |encode: bool| {
        let folder = workplace(FIXTURE);
        let csv = folder.path().join("content/r6/shisetsu/003.行政コスト.csv");
        if encode {
            let text = fs::read_to_string(&csv).unwrap();
            let (bytes, _, lossy) = encoding_rs::SHIFT_JIS.encode(&text);
            assert!(!lossy && std::str::from_utf8(&bytes).is_err());
            fs::write(&csv, bytes).unwrap();
        }
        let told = support::kohyo(&["check"], folder.path()).stdout;
        assert_eq!(
            told.contains("シフトJISのCSVが1個あり、そのまま読みました。"),
            encode,
            "{told}"
        );
        let run = kohyo(folder.path(), &["build", "--no-pdf"]);
        assert_eq!(run.exit, 0, "{}", run.stderr);
        fs::read(folder.path().join("output/data/tables.csv")).unwrap()
    };
    assert_eq!(built(true), built(false));
}

#[test]
fn a_table_in_an_unknown_encoding_is_one_mistake() {
    let folder = workplace(FIXTURE);
    let csv = folder.path().join("content/r6/shisetsu/003.行政コスト.csv");
    fs::write(&csv, [0x80, 0xff, 0xff, 0x00]).unwrap();
    let run = support::kohyo(&["check", "--format", "json"], folder.path());
    let found: Value = serde_json::from_str(&run.stdout).unwrap();
    let errors = found["diagnostics"].as_array().unwrap().iter();
    let errors: Vec<&str> = errors
        .filter(|diag| diag["severity"] == "error")
        .map(|diag| diag["code"].as_str().unwrap())
        .collect();
    assert_eq!(errors, ["not-utf8"]);
}
