//! Several evaluation years in one site (見本市, invented): one indicator over the years, from page to page.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::parity::{compare_pages, compare_pdfs, pdf_text, squeezed, strip_tags};
use crate::support;

fn built() -> &'static Path {
    static BUILT: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, out) = BUILT.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let content = folder.path().join("content");
        support::copy_folder("tests/fixtures/years".as_ref(), &content);
        let fonts = support::fonts();
        let run = support::kohyo(
            &["build".as_ref(), "--fonts".as_ref(), fonts.as_os_str()],
            folder.path(),
        );
        assert_eq!(run.exit, 0, "{}", run.stderr);
        let out = folder.path().join("output");
        (folder, out)
    });
    out
}

fn page(path: &str) -> String {
    fs::read_to_string(built().join(path)).unwrap()
}

#[test]
fn figures_are_the_same_on_pages_in_pdfs_and_in_the_data() {
    assert!(compare_pages(built()) > 100);
    assert_eq!(compare_pdfs(built()), 12);
}

#[test]
fn the_newest_sheet_shows_the_series_of_all_years() {
    let text = page("r1/1.html");
    let pdf = pdf_text(&built().join("r1/1.pdf"));
    for told in [
        "実績の推移",
        "平成28年度の実績は、平成29年度の票では1,200千冊、平成30年度の票では1,210千冊です。",
        "平成30年度の計画は、平成29年度の票では1,240千冊、平成30年度の票では1,260千冊、令和元年度の票では1,260千冊です。",
        "旧名称は「図書館の貸出数」です。",
        "計画は平成29年度施策評価（見本）、実績は平成30年度施策評価（見本）",
        "平成27年度から令和2年度までの計画と実績、3年度の票による推移",
        "平成27年度の実績は1,180千冊、平成30年度の実績は1,255千冊",
    ] {
        assert!(text.contains(told), "{told} is not on the page");
        assert!(pdf.contains(&squeezed(told)), "{told} is not in the PDF");
    }
    // The newest sheet wins: 2016 is shown from h30.
    assert!(
        text.contains("data-fact=\"h30.1.成果指標.図書館の貸出数.実績.平成28\">1,210<"),
        "{text}"
    );
    assert!(!text.contains("h29.1.成果指標.図書館の貸出数.実績.平成28"));
    // So does the newest target, and both are drawn.
    assert!(text.contains("data-fact=\"h30.1.成果指標.図書館の貸出数.計画.平成29\">1,220<"));
    assert!(!text.contains("h30.1.成果指標.図書館の貸出数.計画.平成30"));
    let drawn = text.split("3年度の票による推移").nth(1).unwrap();
    let drawn = drawn.split("</figure>").next().unwrap();
    for figure in [
        "1,180",
        "実績1,210",
        "実績1,215",
        "実績1,255",
        "計画1,200",
        "計画1,220",
        "計画1,260",
        "1,300",
    ] {
        assert!(drawn.contains(&format!(">{figure}<")), "{figure} is not in {drawn}");
    }
    assert_eq!(page("r1/1.html").matches("class=\"chart-svg\"").count(), 3);
    for older in ["h29/1.html", "h30/1.html"] {
        assert!(!page(older).contains("実績の推移"), "{older}");
    }
}

#[test]
fn declared_reasons_and_breaks_are_told_in_the_series_of_all_years() {
    for (sheet, told) in [
        ("r1/1", "平成30年3月30日の改定の理由：新しい図書館が開くため（見本）。"),
        ("r1/2", "平成29年度の前と後では値を比べられません。市の道路だけの数に改めたため（見本）"),
        ("r1/2", "3年度の票による推移。縦の線の前と後では値を比べられない"),
    ] {
        let text = page(&format!("{sheet}.html"));
        let pdf = pdf_text(&built().join(format!("{sheet}.pdf")));
        assert!(text.contains(told), "{told} is not on {sheet}");
        assert!(pdf.contains(&squeezed(told)), "{told} is not in {sheet}.pdf");
    }
    // The message of the chart is only about the years after the break.
    let text = page("r1/2.html");
    assert!(text.contains("平成29年度の実績は47件、平成30年度の実績は48件"));
    assert!(!text.contains("平成27年度の実績は52件、"));
}

#[test]
fn an_indicator_is_followed_by_its_identity_when_its_sheet_gets_another_code() {
    let text = page("r1/22.html");
    assert!(text.contains("data-fact=\"h29.21.成果指標.kyoshitsu.実績.平成27\""), "{text}");
    assert!(!page("h30/21.html").contains("実績の推移"));
}

#[test]
fn columns_stand_by_year_where_their_form_says_so() {
    let heads = |path: &str| {
        let text = squeezed(&strip_tags(&page(path)));
        text.split("単位").nth(1).unwrap().to_owned()
    };
    // As on paper: within a year the target before the actual.
    let by_year = "実績平成29年度計画平成30年度実績平成30年度計画令和元年度計画令和2年度";
    assert!(heads("r1/1.html").starts_with(by_year), "{}", heads("r1/1.html"));
    assert!(pdf_text(&built().join("r1/1.pdf")).contains(by_year));
    let declared = "実績平成29年度実績平成30年度計画平成30年度計画令和元年度計画令和2年度";
    assert!(heads("r1/11.html").starts_with(declared), "{}", heads("r1/11.html"));
    // Facts keep their ids.
    assert!(page("r1/1.html").contains("h30.1.成果指標.図書館の貸出数.実績.平成28"));
}

#[test]
fn sheets_lead_to_the_same_sheet_in_other_years() {
    let text = page("h30/1.html");
    assert!(text.contains("ほかの年度"));
    for link in ["../r1/1.html", "../h29/1.html"] {
        assert!(text.contains(&format!("href=\"{link}\"")), "{link}");
    }
    // Its code was different then; its indicator is identified by its 識別.
    assert!(page("r1/22.html").contains("<li><a href=\"../h30/21.html\">"));
    let home = page("index.html");
    let places =
        ["r1/index.html", "h30/index.html", "h29/index.html"].map(|link| home.find(link).unwrap());
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn the_overview_lists_each_indicator_once_in_each_order() {
    let rows = |path: &str| -> Vec<String> {
        let text = page(path);
        let list = text.split("id=\"shihyo-ichiran\"").nth(1).unwrap();
        let links = list.split("<h3 data-lint=\"off\"><a href=\"").skip(1);
        links.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let by_code = rows("indicators/index.html");
    assert_eq!(by_code, ["../r1/1.html", "../r1/2.html", "../r1/11.html", "../r1/22.html"]);
    let in_order = |path: &str, order: [usize; 4]| {
        let wanted: Vec<_> = order.map(|place| by_code[place].clone()).to_vec();
        assert_eq!(rows(path), wanted, "{path}");
    };
    in_order("indicators/name.html", [1, 3, 0, 2]);
    // 事故 48 instead of 46 is further off than 貸出 1255 instead of 1260; the missing survey is compared with a future
    // target through the year before; 教室 6 of 6 is reached.
    in_order("indicators/short.html", [1, 0, 2, 3]);
    let text = page("indicators/index.html");
    assert!(text.contains("<div class=\"filter\" id=\"shiborikomi\" hidden>"));
    assert!(text.contains("data-fact=\"indicators.集計.指標の数\">4<"), "{text}");
    for from in ["index.html", "r1/index.html", "h29/index.html"] {
        assert!(page(from).contains("indicators/index.html"), "{from}");
    }
}
