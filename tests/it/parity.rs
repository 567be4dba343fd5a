//! The same figures everywhere: each page and each PDF prints what the open data states.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use kohyo::pipeline::{self, PrintJob};
use kohyo::render::parity;
pub(crate) use kohyo::render::parity::facts_on_page;
use kohyo::render::print::Job;
use kohyo::report;
use serde_json::Value;

use crate::support;

/// A fact as `data/package.json` states it.
pub(crate) struct Fact {
    pub(crate) id: String,
    pub(crate) page: String,
    pub(crate) text: String,
    pub(crate) value: String,
    pub(crate) alternative: String,
    pub(crate) status: String,
    pub(crate) stated: bool,
    pub(crate) lower: String,
    pub(crate) upper: String,
}

pub(crate) fn facts(out: &Path) -> Vec<Fact> {
    let package: Value =
        serde_json::from_slice(&fs::read(out.join("data/package.json")).unwrap()).unwrap();
    let text = |fact: &Value, key: &str| fact[key].as_str().unwrap_or_default().to_owned();
    let list = package["facts"].as_array().unwrap();
    list.iter()
        .map(|fact| Fact {
            id: text(fact, "id"),
            page: text(fact, "page"),
            text: text(fact, "text"),
            value: text(fact, "value"),
            alternative: text(fact, "alternative"),
            status: text(fact, "status"),
            stated: fact["origin"] == "stated",
            lower: text(fact, "lower"),
            upper: text(fact, "upper"),
        })
        .collect()
}

pub(crate) fn strip_tags(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.trim().to_owned()
}

/// Text of a PDF as extracted by a reader program, without spaces.
pub(crate) fn pdf_text(path: &Path) -> String {
    let output =
        Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(path).arg("-").output();
    let output =
        output.expect("run tools/setup.sh --test first: the tests read PDFs with pdftotext");
    assert!(output.status.success(), "pdftotext {}", path.display());
    String::from_utf8(output.stdout).unwrap().chars().filter(|c| !c.is_whitespace()).collect()
}

pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn pages_print_the_facts_of_the_open_data() {
    assert!(compare_pages(support::built()) > 150);
}

#[test]
fn pdfs_print_the_facts_of_their_pages() {
    assert_eq!(compare_pdfs(support::built()), 6);
}

#[test]
fn tables_hold_the_stated_facts_exactly() {
    compare_tables(support::built(), &["tables"]);
}

#[test]
fn indicators_of_every_kind_are_the_same_everywhere() {
    let out = support::kinds();
    assert!(compare_pages(out) > 100);
    assert_eq!(compare_pdfs(out), 3);
    compare_tables(out, &["tables"]);
}

/// Asserts that every page prints the facts of the open data, and that every fact is on its page. Returns their
/// number.
pub(crate) fn compare_pages(out: &Path) -> usize {
    let facts = facts(out);
    let by_id: BTreeMap<&str, &Fact> = facts.iter().map(|fact| (fact.id.as_str(), fact)).collect();
    let mut printed: BTreeSet<(String, String)> = BTreeSet::new();
    for (path, bytes) in
        support::snapshot(out).into_iter().filter(|(path, _)| path.ends_with(".html"))
    {
        for (id, text) in facts_on_page(std::str::from_utf8(&bytes).unwrap()) {
            let fact = by_id
                .get(id.as_str())
                .unwrap_or_else(|| panic!("{path} prints {id}, which the data does not have"));
            assert_eq!(text, fact.text, "{id} on {path}");
            printed.insert((path.clone(), id));
        }
    }
    for fact in &facts {
        let there = printed.contains(&(fact.page.clone(), fact.id.clone()));
        assert!(there, "{} is not on {}", fact.id, fact.page);
    }
    facts.len()
}

/// Asserts that every PDF prints the facts of its page. Returns the number of PDFs.
pub(crate) fn compare_pdfs(out: &Path) -> usize {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for fact in facts(out) {
        let pdf = fact.page.replace(".html", ".pdf");
        if !out.join(&pdf).exists() {
            assert!(fact.page.ends_with("index.html"), "{} has no PDF", fact.page);
            continue;
        }
        let text = texts.entry(pdf.clone()).or_insert_with(|| pdf_text(&out.join(&pdf)));
        assert!(
            text.contains(&squeezed(&fact.text)),
            "{} («{}») is not in {pdf}",
            fact.id,
            fact.text
        );
    }
    texts.len()
}

#[test]
fn pdfs_leave_the_id_of_every_figure_of_their_page() {
    leave_ids("content", 6);
}

/// Asserts that every PDF of a content folder contains the id of every figure of its page.
pub(crate) fn leave_ids(content: &str, pdfs: usize) {
    let model = pipeline::check(content.as_ref(), None).unwrap().model.unwrap();
    let figures = pipeline::figures(&model);
    let press = support::printer();
    let addresses = report::addresses(&model);
    let printed = addresses.into_iter().filter(|address| address.is_printed);
    let (mut made, mut all) = (0, 0);
    for address in printed {
        let page = report::page(&model, &model.city.as_of, &figures, &address);
        let job = pipeline::print_job_of(&page).unwrap();
        let PrintJob { path, template, data, charts, date: _, limit: _ } = job;
        let printed = press
            .print(&Job {
                template,
                ident: &path,
                data: &data,
                charts: &charts,
                date: (2026, 11, 21),
            })
            .unwrap();
        let left: BTreeSet<(String, String)> = printed.facts.into_iter().collect();
        let wanted = parity::shown(&serde_json::from_slice(&data).unwrap());
        let missing: Vec<_> = wanted.difference(&left).collect();
        assert!(missing.is_empty() && !wanted.is_empty(), "{path} lacks {missing:?}");
        made += 1;
        all += wanted.len();
    }
    assert_eq!(made, pdfs);
    assert!(all > 10 * pdfs, "{all} figures in {pdfs} PDFs");
}

/// Asserts that every stated figure is in a table with its exact value; also in the table of indicators, where there
/// is one.
pub(crate) fn compare_tables(out: &Path, tables: &[&str]) {
    let facts = facts(out);
    indicators_agree(out, &facts);
    let mut rows: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for name in tables {
        let bytes = fs::read(out.join(format!("data/{name}.csv"))).unwrap();
        assert!(bytes.starts_with(&[0xef, 0xbb, 0xbf]), "{name}.csv has no byte order mark");
        let text = std::str::from_utf8(&bytes).unwrap();
        assert!(
            text.lines().count() > 1 && text.matches('\n').count() == text.matches("\r\n").count(),
            "{name}.csv"
        );
        let mut reader = csv::Reader::from_reader(&bytes[3..]);
        let head = reader.headers().unwrap().clone();
        for row in reader.records() {
            let row = row.unwrap();
            let row: BTreeMap<String, String> = head
                .iter()
                .zip(row.iter())
                .map(|(key, value)| (key.to_owned(), value.to_owned()))
                .collect();
            let earlier = rows.insert(row["fact_id"].clone(), row);
            assert!(earlier.is_none(), "{name}.csv: {earlier:?} twice");
        }
    }
    for fact in facts.iter().filter(|fact| {
        // Corrections and reviews have their own tables.
        let elsewhere = [".集計.", "改定", ".訂正.", ".実績額."];
        fact.stated && !elsewhere.iter().any(|part| fact.id.contains(part))
    }) {
        let row = rows.get(&fact.id).unwrap_or_else(|| panic!("{} is in no table", fact.id));
        assert_eq!(row["value"], fact.value, "{}", fact.id);
        assert_eq!(row["status"], fact.status, "{}", fact.id);
        assert_eq!(row["value"].is_empty(), fact.status != "ok", "{}", fact.id);
        let alternative = row.get("alternative_value").map_or("", String::as_str);
        assert_eq!(alternative, fact.alternative, "{}", fact.id);
        for (key, value) in [("lower", &fact.lower), ("upper", &fact.upper)] {
            assert_eq!(row.get(key).map_or("", String::as_str), value, "{}", fact.id);
        }
    }
}

fn indicators_agree(out: &Path, facts: &[Fact]) {
    let Ok(bytes) = fs::read(out.join("data/indicators.csv")) else { return };
    let facts: BTreeMap<&str, &Fact> = facts.iter().map(|fact| (fact.id.as_str(), fact)).collect();
    let mut reader = csv::Reader::from_reader(&bytes[3..]);
    let head = reader.headers().unwrap().clone();
    for row in reader.records() {
        let row = row.unwrap();
        let of = |name: &str| &row[head.iter().position(|column| column == name).unwrap()];
        let fact = facts[of("fact_id")];
        assert_eq!([of("value"), of("status")], [&fact.value, &fact.status], "{}", fact.id);
    }
}

/// Known figures of the two published documents; shares are below a heading with ％.
const SEEDS: &[(&str, &[&str])] = &[
    (
        "h25/52",
        &[
            "10,415", "19,750", "20,910", "9,921", "8,862", "29,180", "27,479", "96,320", "49,816",
            "19,075", "19,683", "68,817", "67,095", "30", "25", "20",
        ],
    ),
    ("h25/521", &["35", "37", "39", "40", "30"]),
    ("h25/522", &["0", "1", "2", "50"]),
    ("h25/523", &["65", "72", "75", "82", "92", "35", "30"]),
    ("h25/524", &["1,100", "1,392", "1,072", "1,367", "1,460", "40", "60"]),
    (
        "plans/healthtech",
        &[
            "4", "5", "8", "12", "25", "16", "15", "2", "10", "8,500", "30,000", "80,000",
            "150,000", "260,000", "87,520",
        ],
    ),
];

#[test]
fn every_figure_of_the_originals_is_on_its_page_in_its_pdf_and_in_the_tables() {
    let out = support::built();
    let facts = facts(out);
    for (page, figures) in SEEDS {
        let html = fs::read_to_string(out.join(format!("{page}.html"))).unwrap();
        let on_page: Vec<String> = facts_on_page(&html).into_iter().map(|(_, text)| text).collect();
        let pdf = pdf_text(&out.join(format!("{page}.pdf")));
        for figure in *figures {
            assert!(on_page.iter().any(|text| text == figure), "{figure} is not on {page}.html");
            assert!(pdf.contains(figure), "{figure} is not in {page}.pdf");
            let stated = facts
                .iter()
                .any(|fact| fact.stated && fact.text == *figure && fact.page.starts_with(page));
            assert!(stated, "{figure} of {page} is not in the data");
        }
    }
}

#[test]
fn doubtful_readings_are_told_everywhere() {
    let out = support::built();
    for (code, other) in
        [("521", "37件"), ("522", "数値が同じ"), ("523", "72人"), ("524", "1,392人")]
    {
        let html = fs::read_to_string(out.join(format!("h25/{code}.html"))).unwrap();
        let pdf = pdf_text(&out.join(format!("h25/{code}.pdf")));
        for text in [strip_tags(&html), pdf] {
            // Where both readings give the same figures, none is mentioned twice.
            assert_eq!(text.contains("別の読み方では"), code != "522", "{code}");
            assert!(text.contains(other), "{code}: {other}");
            assert!(text.contains("確度"), "{code}");
        }
    }
    let table = fs::read_to_string(out.join("data/indicators.csv")).unwrap();
    for (id, other) in [
        ("h25.521.成果指標.共同研究により製品化された新技術等累計件数.実績.平成24", "35"),
        (
            "h25.524.成果指標.経営改善等研修会の参加者数（商工会議所，商工会など）.計画.平成24",
            "1392",
        ),
    ] {
        let row = table.lines().find(|line| line.contains(id)).unwrap();
        assert!(
            row.contains(&format!("\"{other}\"")) || row.contains(&format!(",{other},")),
            "{row}"
        );
    }
    let tables = fs::read_to_string(out.join("data/tables.csv")).unwrap();
    assert!(
        tables.lines().any(|line| line.contains("h25.521.役割分担.市.比率") && line.contains("40")),
        "{tables}"
    );
}

#[test]
fn no_grade_is_printed_where_the_form_has_none() {
    let out = support::built();
    for (path, bytes) in
        support::snapshot(out).into_iter().filter(|(path, _)| path.ends_with(".html"))
    {
        let text = strip_tags(std::str::from_utf8(&bytes).unwrap());
        for grade in ["総合評価", "評価A", "Ａ評価", "達成度A", "順調"] {
            assert!(!text.contains(grade), "{grade} on {path}");
        }
    }
}
