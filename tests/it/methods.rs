//! Methods of comparison set by the form for all indicators, and by an indicator itself.

use std::fs;

use tempfile::TempDir;

use crate::support;

/// The rate of the indicator of 522 on its page, and its method; `edits` change its sheet.
fn compared(edits: &[(&str, &str)]) -> (Option<String>, String) {
    let folder = TempDir::new().unwrap();
    let content = folder.path().join("content");
    support::copy_folder("content".as_ref(), &content);
    for (from, to) in edits {
        support::edit(&content.join("h25/projects/522.yaml"), from, to);
    }
    let run = support::kohyo(&["build", "--no-pdf", "-q"], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let out = folder.path().join("output");
    let rate = "data-fact=\"h25.522.成果指標.市内での企業団地移転社数.参考.率.平成24\"";
    let page = fs::read_to_string(out.join("h25/522.html")).unwrap();
    let rate = page.split_once(rate).map(|(_, rest)| {
        let (text, _) = rest.split_once('>').unwrap().1.split_once('<').unwrap();
        text.to_owned()
    });
    let table = fs::read_to_string(out.join("data/outcomes.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().unwrap().clone();
    let method = head.iter().position(|column| column == "method").unwrap();
    let mut rows = reader.records().map(Result::unwrap);
    let row = rows.find(|row| row.iter().any(|cell| cell == "522")).unwrap();
    (rate, row[method].to_owned())
}

const DOWN: (&str, &str) = ("望ましい方向: 増加", "望ましい方向: 減少");

#[test]
fn what_a_form_says_of_all_its_indicators_is_not_said_of_one_that_it_cannot_judge() {
    let (rate, method) = compared(&[]);
    assert_eq!((rate.as_deref(), &*method), (Some("100.0％"), "ratio"));
    assert_eq!(compared(&[DOWN]), (None, "threshold".to_owned()));
}

#[test]
fn what_a_sheet_chooses_is_done_and_told() {
    let own = |method: &str| format!("値の種類: 単年\n    比べる: {method}");
    let (rate, method) = compared(&[DOWN, ("値の種類: 単年", &own("計画÷実績"))]);
    assert_eq!((rate.as_deref(), &*method), (Some("100.0％"), "inverse"));
    let (rate, method) = compared(&[DOWN, ("値の種類: 単年", &own("実績÷計画"))]);
    assert_eq!((rate.as_deref(), &*method), (Some("100.0％"), "ratio"));
}
