//! The later forms in one site with the older one (見本市, invented): 施策評価 of 2017 and 小施策, names of the levels.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::parity::{
    compare_pages, compare_pdfs, compare_tables, leave_ids, pdf_text, squeezed, strip_tags,
};
use crate::support;

const FIXTURE: &str = "tests/fixtures/forms";

fn build(change: &dyn Fn(&Path)) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let content = folder.path().join("content");
    support::copy_folder(FIXTURE.as_ref(), &content);
    change(&content);
    let fonts = support::fonts();
    let run =
        support::kohyo(&["build".as_ref(), "--fonts".as_ref(), fonts.as_os_str()], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let out = folder.path().join("output");
    (folder, out)
}

fn built() -> &'static Path {
    static BUILT: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    &BUILT.get_or_init(|| build(&|_| {})).1
}

fn page(path: &str) -> String {
    fs::read_to_string(built().join(path)).unwrap()
}

#[test]
fn figures_are_the_same_on_pages_in_pdfs_and_in_the_data() {
    assert!(compare_pages(built()) > 200);
    assert_eq!(compare_pdfs(built()), 7);
    compare_tables(built(), &["tables"]);
}

#[test]
fn pdfs_leave_the_id_of_every_figure() {
    leave_ids(FIXTURE, 7);
}

#[test]
fn levels_are_called_as_the_year_says() {
    for path in ["h29/index.html", "h29/21.html", "h29/21-1.html", "h29/21.pdf", "h29/21-1.pdf"] {
        let text = if path.ends_with(".pdf") { pdf_text(&built().join(path)) } else { page(path) };
        assert!(text.contains("小施策"), "{path}");
        // The sheet in 2013, under its name of that year.
        let text = text.replace("平成25年度施策達成度評価（見本）の基本事業111", "");
        for other in ["基本事業", "施策の柱"] {
            assert!(!text.contains(other), "{path} says {other}");
        }
    }
    for path in ["h29/index.html", "h29/21.html", "h29/21-1.html"] {
        assert!(page(path).contains("基本目標"), "{path}");
    }
    // The sheet of the later year, under its name there.
    let older = page("h25/111.html").replace("平成29年度施策評価（見本）の小施策21-1", "");
    assert!(older.contains("施策の柱") && older.contains("施策での基本事業の比重"));
    assert!(!older.contains("小施策"));
}

#[test]
fn the_names_of_the_levels_are_free() {
    let (_folder, out) = build(&|content| {
        let path = content.join("h25/evaluation.yaml");
        for (name, other) in [("施策の柱", "政策"), ("施策", "取組"), ("基本事業", "事務事業")]
        {
            let named = |name: &str| format!("呼び名: {name}\n");
            support::edit(&path, &named(name), &named(other));
        }
    });
    for path in ["h25/index.html", "h25/11.html", "h25/111.html", "h25/11.pdf", "h25/111.pdf"] {
        let place = out.join(path);
        let text = if path.ends_with(".pdf") {
            pdf_text(&place)
        } else {
            fs::read_to_string(place).unwrap()
        };
        assert!(text.contains("事務事業") && text.contains("政策"), "{path}");
        for other in ["基本事業の", "基本事業比重", "施策の柱", "施策11の"] {
            // Names of the sheet and its sections stay: they are words of the form.
            let of_form =
                ["基本事業の状況", "基本事業の比重", "基本事業の貢献度", "基本事業の目的"];
            let text = of_form.iter().fold(text.clone(), |text, word| text.replace(word, ""));
            assert!(!text.contains(other), "{path} says {other}");
        }
    }
}

#[test]
fn the_share_of_the_city_follows_the_formula_or_the_sheet() {
    let text = page("h29/21.html");
    for told in [
        "data-fact=\"h29.21.役割分担分析.21-1.参考.市の役割分担比重\">10<",
        "data-fact=\"h29.21.役割分担分析.21-2.参考.市の役割分担比重\">17.5<",
        "data-fact=\"h29.21.役割分担分析.参考.市の役割分担比重\">27.5<",
        "市の役割分担比重は、市の割合×小施策間指数÷100です。",
        "やや小さい",
    ] {
        assert!(text.contains(told), "{told} is not on the page");
    }
    let package = page("data/package.json");
    assert!(package.contains("\"computed\": \"20×50÷100\"") || package.contains("20×50÷100"));
    // Where the sheet states it, it is a figure of the source.
    let tables = page("data/tables.csv");
    let row = |id: &str| {
        let mut lines = tables.lines();
        lines.find(|line| line.contains(id)).unwrap().to_owned()
    };
    assert!(row("\"h29.23.役割分担分析.23-1.市の役割分担比重\"").contains(",\"stated\","));
    let computed = row("\"h29.21.役割分担分析.21-1.参考.市の役割分担比重\"");
    assert!(computed.contains(",\"computed\","));
    assert!(row("\"h25.11.基本事業の比重.111\"").contains(",\"stated\","));
}

#[test]
fn answers_are_per_cents_or_people() {
    let text = page("h29/21.html");
    assert!(text.contains("data-fact=\"h29.21.市民満足度・重要度.満足度.満足\">24.3<"));
    assert!(text.contains("満足度で最も多いのは「どちらともいえない」の41.8％"));
    let text = page("h29/23.html");
    assert!(text.contains("data-fact=\"h29.23.市民満足度・重要度.満足度.満足\">170<"));
    assert!(text.contains("data-fact=\"h29.23.市民満足度・重要度.満足度.満足.参考.割合\">17.0％<"));
    for pattern in ["-hatch)", "-dots)", "-cross)"] {
        assert!(text.contains(pattern), "{pattern}");
    }
    // Two sheets: six answers to each of two questions and the number of respondents; computed values come on top.
    let tables = page("data/tables.csv");
    let of_surveys = tables.lines().filter(|line| line.contains("\"市民満足度・重要度\""));
    let stated = of_surveys.filter(|line| line.contains(",\"stated\","));
    assert_eq!(stated.count(), 2 * 13);
}

#[test]
fn an_indicator_is_followed_from_form_to_form() {
    let text = page("h29/21-1.html");
    assert!(text.contains("実績の推移"));
    assert!(text.contains("data-fact=\"h25.111.成果指標.koza.実績.平成24\">1,250<"));
    // No other sheet states the year of the base.
    let series = text.split("実績の推移").nth(1).unwrap();
    assert!(series.contains("data-fact=\"h29.21-1.まちづくり指標.koza.当初値.平成25\">1,290<"));
    assert!(!page("h25/111.html").contains("実績の推移"));
    let overview = page("indicators/index.html");
    for link in ["../h29/21.html", "../h29/21-1.html", "../h29/23-1.html"] {
        assert!(overview.contains(link), "{link}");
    }
    assert!(!overview.contains("../h25/"));
}

#[test]
fn a_converted_figure_stands_below_its_own_unit() {
    let text = squeezed(&strip_tags(&page("h29/23.html")));
    for wanted in [
        "億円（票は千万円）1,020.010,200千万円",
        "製造品の出荷額（見本）（億円）、平成25年度から令和6年度までの計画と実績",
    ] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    assert!(!text.contains("目安値"), "no indicator of the sheet has one: {text}");
    assert!(pdf_text(&built().join("h29/23.pdf")).contains("億円（票は千万円）"));
}

#[test]
fn what_stands_beside_the_figures_is_there() {
    let html = page("h29/21-1.html");
    // The sheet above is in the breadcrumbs and in the link back.
    assert_eq!(html.matches("<a href=\"21.html\">").count(), 3);
    assert!(squeezed(&strip_tags(&html)).contains("戻る：施策21見本の学びの施策"));
    assert!(html.contains("<small>誰（何）を対象としているのか</small>"));
    assert!(pdf_text(&built().join("h29/21-1.pdf")).contains("誰（何）を対象としているのか"));
    let of = "h29.21-1.まちづくり指標.会場の不足で断った講座の数（見本）";
    assert!(page("data/notes.csv").contains(&format!("\"{of}\"")));
    // An indicator with a 識別 is shown to readers by its name.
    let facts = page("data/package.json");
    assert!(facts.contains("小施策21-1 まちづくり指標 講座の参加者数（見本） 実績 平成27"));
    assert!(!facts.contains("まちづくり指標 koza"));
}

#[test]
fn extensions_are_shown_only_where_the_city_publishes_them() {
    let numbers = ["1234", "5678", "5679"];
    for (path, bytes) in support::snapshot(built()) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains("内線"), "{path}");
    }
    let text =
        page("h29/21.html") + &page("h29/21-1.html") + &pdf_text(&built().join("h29/21-1.pdf"));
    for number in numbers {
        assert!(!text.contains(number), "{number}");
    }
    let (_folder, out) = build(&|content| {
        let path = content.join("city.yaml");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text + "内線番号の公表: する\n").unwrap();
    });
    let shown = fs::read_to_string(out.join("h29/21-1.html")).unwrap();
    assert!(shown.contains("見本学び課長\u{3000}見本 花子（内線5678）"));
    assert!(shown.contains("見本学び課係長（内線5679）"));
    let pdf = pdf_text(&out.join("h29/21-1.pdf"));
    assert!(pdf.contains(&squeezed("（内線5678）")));
}

#[test]
fn corrections_reach_the_figures_of_the_later_forms() {
    let text = page("h29/23.html");
    assert!(text.contains("平成30年2月1日に訂正しました。訂正前は20％です。"), "{text}");
    assert!(text.contains("平成30年2月1日に訂正しました。訂正前は171人です。"));
    let table = page("data/corrections.csv");
    for id in [
        "h29.23.役割分担分析.23-1.市",
        "h29.23.市民満足度・重要度.満足度.満足",
        "h29.23-1.まちづくり指標.支援した企業の数（見本）.実績.平成28",
    ] {
        assert!(table.contains(id), "{id}");
    }
}
