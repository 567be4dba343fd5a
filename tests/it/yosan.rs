//! A form whose sections hang on words of the sheet, with fields of several words and sums with a tolerance
//! (tests/fixtures/yosan, invented): page, paper and data say what the sheets say.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::declared::{kohyo, rows, workplace};
use crate::parity::{compare_pages, compare_pdfs, compare_tables, pdf_text, squeezed, strip_tags};

const FIXTURE: &str = "tests/fixtures/yosan";

fn site() -> PathBuf {
    static BUILT: OnceLock<TempDir> = OnceLock::new();
    let folder = BUILT.get_or_init(|| {
        let folder = workplace(FIXTURE);
        let run = kohyo(folder.path(), &["build"]);
        assert_eq!(run.exit, 0, "{}", run.stderr);
        assert!(!run.stderr.contains("注意["), "{}", run.stderr);
        folder
    });
    folder.path().join("output")
}

/// The words of a page.
fn page(path: &str) -> String {
    squeezed(&strip_tags(&fs::read_to_string(site().join(path)).unwrap()))
}

#[test]
fn every_figure_is_the_same_in_page_pdf_and_table() {
    let rows = rows(&site(), "tables");
    assert_eq!(compare_pages(&site()), rows.len());
    assert_eq!(compare_pdfs(&site()), 4);
    compare_tables(&site(), &["tables"]);
}

/// Sheet, and the headings of the sections that hang on a word: 補助の条件, 成果, 期間, 内訳.
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
    let words = |code: &str, row: &str| -> Vec<[String; 3]> {
        let own = rows.iter().filter(|cells| cells["sheet_code"] == code && cells["row"] == row);
        own.map(|cells| ["column", "shown", "fact_id"].map(|name| cells[name].clone())).collect()
    };
    assert_eq!(
        words("101", "手法"),
        [["直営", "直営", "r6.101.基本.手法.直営"], ["補助", "補助", "r6.101.基本.手法.補助"]]
            .map(|row| row.map(str::to_owned))
    );
    // One word alone is called the same, so that a second one leaves its id as it is.
    assert_eq!(
        words("102", "手法"),
        [["委託", "委託", "r6.102.基本.手法.委託"]].map(|row| row.map(str::to_owned))
    );
    assert_eq!(
        words("202", "手法"),
        [["", "", "r7.202.基本.手法"]].map(|row| row.map(str::to_owned))
    );
    let entries = words("102", "会場（見本）");
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
