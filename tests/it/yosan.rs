//! A form whose sections depend on words of the sheet, with fields of several words, accounts and numbers that change
//! every year (tests/fixtures/yosan, invented): page, paper and data show what the sheets state.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::parity::{compare_pages, compare_pdfs, compare_tables, pdf_text, squeezed, strip_tags};
use crate::shisetsu::{built, rows, workplace};
use crate::support;

const FIXTURE: &str = "tests/fixtures/yosan";

fn site() -> PathBuf {
    static BUILT: OnceLock<TempDir> = OnceLock::new();
    BUILT.get_or_init(|| built(FIXTURE)).path().join("output")
}

/// The words of a page.
fn page(path: &str) -> String {
    squeezed(&strip_tags(&fs::read_to_string(site().join(path)).unwrap()))
}

#[test]
fn every_figure_is_the_same_in_page_pdf_and_table() {
    let rows = rows(&site(), "tables");
    // In addition, six counts for each of two years and for its level, and the number of indicators.
    assert_eq!(compare_pages(&site()), rows.len() + 6 * 2 * 2 + 1);
    assert_eq!(compare_pdfs(&site()), 6);
    compare_tables(&site(), &["tables"]);
}

/// Sheet, and which sections that depend on a word it has: 補助の条件, 成果, 期間, 内訳.
const SECTIONS: [(&str, [bool; 4]); 4] = [
    ("r6/101", [true, true, false, false]),
    ("r6/102", [false, false, false, true]),
    ("r7/201", [true, true, true, true]),
    ("r7/202", [false, false, false, true]),
];

#[test]
fn a_sheet_shows_the_sections_that_belong_to_it_and_no_others() {
    for (sheet, wanted) in SECTIONS {
        let html = fs::read_to_string(site().join(format!("{sheet}.html"))).unwrap();
        let paper = pdf_text(&site().join(format!("{sheet}.pdf")));
        for (heading, wanted) in ["補助の条件", "成果", "期間", "内訳"].into_iter().zip(wanted)
        {
            let shown = html.matches("<h2").count() > 0
                && html.split("<h2").skip(1).any(|part| {
                    let text = strip_tags(&format!("<h2{}", part.split("</h2>").next().unwrap()));
                    squeezed(&text) == heading
                });
            assert_eq!(shown, wanted, "{heading} on {sheet}.html");
            if wanted {
                assert!(paper.contains(heading), "{heading} on {sheet}.pdf");
            }
        }
    }
    let rows = rows(&site(), "tables");
    let sections = |code: &str| -> BTreeSet<String> {
        let own = rows.iter().filter(|row| row["sheet_code"] == code);
        own.map(|row| row["section"].clone()).collect()
    };
    assert_eq!(sections("102"), ["事業費", "内訳", "基本"].map(str::to_owned).into());
    assert_eq!(sections("202"), ["事業費", "基本"].map(str::to_owned).into());
}

#[test]
fn each_of_several_words_is_a_fact_of_its_own_and_is_told() {
    let rows = rows(&site(), "tables");
    let words = |page: &str, row: &str| -> Vec<[String; 3]> {
        let page = format!("{page}.html");
        let own = rows.iter().filter(|cells| cells["page"] == page && cells["row"] == row);
        own.map(|cells| ["column", "shown", "fact_id"].map(|name| cells[name].clone())).collect()
    };
    assert_eq!(
        words("r6/101", "手法"),
        [["直営", "直営", "r6.101.基本.手法.直営"], ["補助", "補助", "r6.101.基本.手法.補助"]]
            .map(|row| row.map(str::to_owned))
    );
    // A single word has the same id, so that adding a second one leaves it unchanged.
    assert_eq!(
        words("r6/102", "手法"),
        [["委託", "委託", "r6.102.基本.手法.委託"]].map(|row| row.map(str::to_owned))
    );
    assert_eq!(
        words("r7/202", "手法"),
        [["", "", "r7.202.基本.手法"]].map(|row| row.map(str::to_owned))
    );
    let entries = words("r6/102", "会場（見本）");
    let called: Vec<&str> = entries.iter().map(|[column, ..]| column.as_str()).collect();
    assert_eq!(called, ["対象 職員", "対象 団体", "金額"]);
    let page = page("r6/101.html");
    for meaning in ["職員が行う", "業者に頼む", "団体などを助ける"] {
        assert!(page.contains(meaning), "{meaning} is not in the legend");
    }
}

#[test]
fn a_value_that_is_expected_says_so_on_page_paper_and_in_the_data() {
    let rows = rows(&site(), "tables");
    let expected: Vec<_> = rows.iter().filter(|row| row["value_state"] == "projected").collect();
    let called: BTreeSet<&str> = expected.iter().map(|row| row["row"].as_str()).collect();
    assert_eq!(called, ["合計", "宅配の冊数（見本）", "補助の件数"].into());
    assert!(page("r7/201.html").contains("見込みの値です"));
    assert!(pdf_text(&site().join("r7/201.pdf")).contains("見込みの値です"));
    let states = fs::read_to_string(site().join("data/codebook.csv")).unwrap();
    assert!(states.contains("projected"), "the codebook has no word for it");
}

/// Sheet, and the sheets of other years that it links to.
const LINKS: [(&str, &[&str]); 6] = [
    ("r6/101", &["r7/201", "r7/203"]),
    ("r6/102", &["r7/202", "r7/203"]),
    ("r7/101", &[]),
    ("r7/201", &["r6/101"]),
    ("r7/202", &["r6/102"]),
    ("r7/203", &["r6/101", "r6/102"]),
];

#[test]
fn a_sheet_leads_to_what_it_was_before_and_became_later() {
    for (sheet, wanted) in LINKS {
        let html = fs::read_to_string(site().join(format!("{sheet}.html"))).unwrap();
        let list = html
            .split("id=\"hokanendo\"")
            .nth(1)
            .map_or("", |rest| rest.split("</nav>").next().unwrap());
        let links =
            list.split("href=\"../").skip(1).map(|rest| rest.split(".html").next().unwrap());
        assert_eq!(links.collect::<Vec<_>>(), wanted, "{sheet}");
    }
    // With another number, the link says which sheet it is.
    assert!(
        page("r7/201.html").contains("令和6年度予算事業の点検（見本）の事業101本の宅配（見本）")
    );
}

#[test]
fn the_history_of_an_indicator_goes_over_sheets_of_other_numbers() {
    let newest = page("r7/201.html");
    let history = newest.split("の実績の推移").nth(1).unwrap();
    let place = |text: &str| history.find(text).unwrap_or_else(|| panic!("{text}: {history}"));
    // 令和5 as stated by the newest sheet: 691, not 690.
    let rows = ["令和4年度票にない640冊", "令和5年度700冊691冊", "令和6年度750冊720冊"].map(place);
    assert!(rows.is_sorted(), "{rows:?}");
    assert!(history.contains("目標は令和6年度予算事業の点検（見本）、実績は令和7年度"));
    for older in ["r6/101.html", "r7/203.html"] {
        assert!(!page(older).contains("の実績の推移"), "{older}");
    }
}

#[test]
fn an_account_is_printed_as_in_the_budget_and_its_parts_are_in_the_data() {
    for wanted in ["一般会計3款1項2目事業045", "見本特別会計事業B-2"] {
        assert!(page("r7/201.html").contains(wanted), "{wanted}");
        assert!(pdf_text(&site().join("r7/201.pdf")).contains(wanted), "{wanted}");
    }
    assert!(page("r6/102.html").contains("一般会計2款"));
    let texts = rows(&site(), "texts");
    let own = texts.iter().filter(|row| row["page"] == "r6/101.html");
    let own: Vec<[&str; 2]> = own
        .filter(|row| row["item"].contains("予算科目"))
        .map(|row| ["item", "text"].map(|name| row[name].as_str()))
        .collect();
    assert_eq!(own.len(), 5, "{own:?}");
    assert!(own.iter().any(|[item, text]| item.ends_with("事業") && *text == "045"), "{own:?}");
}

#[test]
fn a_section_that_nobody_writes_hangs_on_a_word_too() {
    let folder = workplace(FIXTURE);
    let content = folder.path().join("content");
    let form = content.join("forms/mihon-yosan.yaml");
    let declared = fs::read_to_string(&form).unwrap();
    let children = "  - { 名: 見本の下の票, 種類: 下位, 場合: { 事業区分: 一般 } }\n";
    fs::write(&form, declared + children).unwrap();
    support::edit(
        &content.join("r6/evaluation.yaml"),
        "置き場所: jigyo } ]",
        "置き場所: jigyo }, { 呼び名: 細目, 一覧: [ { コード: \"1\", 名称: 甲, 上: \"101\" }, { コード: \"2\", 名称: 乙, 上: \"102\" } ] } ]",
    );
    let run = support::kohyo(&["build", "--no-pdf"], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let shown = |sheet: &str| {
        let path = folder.path().join(format!("output/r6/{sheet}.html"));
        fs::read_to_string(path).unwrap().contains("見本の下の票")
    };
    assert!(shown("101") && !shown("102"));
}
