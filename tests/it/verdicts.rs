//! Results of comparisons in a city whose year has no target: the same words on the page, in the PDF and in the
//! tables.

use std::fs;

use tempfile::TempDir;

use crate::parity::{
    compare_pages, compare_pdfs, compare_tables, facts_on_page, pdf_text, squeezed,
};
use crate::support;

#[test]
fn targets_of_a_year_and_the_last_one_are_told_apart_on_the_page_and_in_the_data() {
    let out = support::built();
    let page = fs::read_to_string(out.join("h25/52.html")).unwrap();
    for told in ["平成24年度", "平成25年度", "平成26年度", "最終目標は平成26年度"]
    {
        assert!(page.contains(told), "{told}");
    }
    let table = fs::read_to_string(out.join("data/indicators.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().unwrap().clone();
    let place = |name: &str| head.iter().position(|column| column == name).unwrap();
    let (fact, target) = (place("fact_id"), place("target"));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let of = |column: &str| {
        let id = format!("h25.52.成果指標.製造品出荷額等.{column}");
        rows.iter().find(|row| row[fact] == id).unwrap()[target].to_owned()
    };
    // Nothing is invented for a target that the form does not describe.
    assert_eq!(of("計画.平成24"), "");
    assert_eq!(of("計画.平成25"), "");
    assert_eq!(of("計画.平成26"), "final");
    assert_eq!(of("実績.平成24"), "");
    let codebook = fs::read_to_string(out.join("data/codebook.csv")).unwrap();
    for word in ["中間目標", "最終目標"] {
        assert!(codebook.contains(word), "{word}");
    }
    let plan = fs::read_to_string(out.join("plans/healthtech.html")).unwrap();
    assert!(plan.contains("事業開始前") && plan.contains(">現時点<"));
    assert!(squeezed(&pdf_text(&out.join("plans/healthtech.pdf"))).contains("（現時点）"));
}

#[test]
fn a_target_of_a_later_year_is_the_same_everywhere() {
    let folder = TempDir::new().unwrap();
    let content = folder.path().join("content");
    support::copy_folder("content".as_ref(), &content);
    support::edit(
        &content.join("h25/policies/52.yaml"),
        "計画: { 平成24: 19750, 平成25: 19750, 平成26: 19750 }",
        "計画: { 平成24: 設定なし, 平成25: 設定なし, 平成26: 19750 }",
    );
    let fonts = support::fonts().to_string_lossy().into_owned();
    let run = support::kohyo(&["build", "--fonts", &fonts], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let out = folder.path().join("output");
    assert!(compare_pages(&out) > 150);
    assert_eq!(compare_pdfs(&out), 6);
    compare_tables(&out, &["tables"]);
    let shown = |page: &str, wanted: (&str, &str)| {
        let facts = facts_on_page(&fs::read_to_string(out.join(page)).unwrap());
        assert!(facts.contains(&(wanted.0.to_owned(), wanted.1.to_owned())), "{facts:?}");
    };
    for page in ["h25/52.html", "h25/index.html", "indicators/short.html"] {
        shown(
            page,
            (
                "h25.52.成果指標.製造品出荷額等.参考.結果.平成24",
                "目標年度前（平成26年度の計画と比べて52.7％）",
            ),
        );
    }
    shown("h25/index.html", ("h25.集計.全ての票.目標との比較.目標年度前", "1"));
    shown("h25/index.html", ("h25.集計.全ての票.目標との比較.届かず", "0"));
    let table = fs::read_to_string(out.join("data/outcomes.csv")).unwrap();
    let row = table
        .lines()
        .find(|line| line.contains("h25.52.成果指標.製造品出荷額等.参考.結果.平成24"))
        .unwrap();
    for part in ["before_target_year", "平成26年度の計画と比べたため", "2014,10415,19750"]
    {
        assert!(row.contains(part), "{part}: {row}");
    }
}
