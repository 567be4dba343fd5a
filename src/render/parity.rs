//! Report and finished files -> every disagreement between them. A figure must have the same text on its page, in its
//! PDF, in the tables and in `package.json`, or nothing is released. Knows no wording.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::fault;
use crate::report::page::Page;
use crate::report::{Fact, Report, format};

/// Ids and texts of the figures in a PDF, by the path of the PDF.
pub type Printed = BTreeMap<String, Vec<(String, String)>>;

/// A figure that differs between outputs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Disparity {
    /// The file.
    pub file: String,
    /// The figure.
    pub fact: String,
    /// The text in the file; `None` when the figure is missing.
    pub found: Option<String>,
    /// The expected text.
    pub wanted: String,
}

/// Compares every file with the facts of the report. `file` returns the bytes at a path.
#[must_use]
pub fn check<'a>(
    report: &Report,
    file: &impl Fn(&str) -> Option<&'a [u8]>,
    printed: &Printed,
) -> Vec<Disparity> {
    let facts: BTreeMap<&str, &Fact> =
        report.figures.facts().into_iter().map(|fact| (&*fact.id, fact)).collect();
    let mut found = BTreeSet::new();
    for page in &report.pages {
        on_page(page, &facts, file(&page.path), &mut found);
        if page.body.print_template().is_some() {
            // A page without its PDF counts as a PDF without figures.
            let left = printed.get(&page.pdf).map_or(&[] as &[_], Vec::as_slice);
            // Serializing strings, booleans and lists cannot fail.
            let json = fault::kept(serde_json::to_value(&*page.printed()), &page.path);
            in_pdf(&page.pdf, &json, left, &mut found);
        }
    }
    for row in &report.figures.data().tables() {
        in_table(row, &facts, file, &mut found);
    }
    in_package(&facts, file, &mut found);
    found.into_iter().collect()
}

type Facts<'a> = BTreeMap<&'a str, &'a Fact>;

fn on_page(page: &Page, facts: &Facts<'_>, html: Option<&[u8]>, found: &mut BTreeSet<Disparity>) {
    let html = html.map(String::from_utf8_lossy).unwrap_or_default();
    let shown: BTreeSet<(String, String)> = facts_on_page(&html).into_iter().collect();
    for (id, text) in &shown {
        let wanted = facts.get(id.as_str()).map(|fact| &*fact.text);
        if wanted != Some(text) {
            found.insert(Disparity {
                found: Some(text.clone()),
                ..absent(&page.path, id.clone(), wanted.map_or_else(String::new, str::to_owned))
            });
        }
    }
    let own = facts.values().filter(|fact| *fact.page == *page.path);
    for fact in own.filter(|fact| !shown.iter().any(|(id, _)| **id == *fact.id)) {
        found.insert(absent(&page.path, fact.id.to_string(), fact.text.to_string()));
    }
}

/// Compares a booklet with its own page and its sheets, each as JSON; `left` are the figures found in the booklet.
#[must_use]
pub fn check_book<'a>(
    path: &str,
    pages: impl Iterator<Item = &'a [u8]>,
    left: &[(String, String)],
) -> Vec<Disparity> {
    let mut found = BTreeSet::new();
    for page in pages {
        in_pdf(path, &fault::kept(serde_json::from_slice(page), path), left, &mut found);
    }
    found.into_iter().collect()
}

fn in_pdf(path: &str, json: &Value, left: &[(String, String)], found: &mut BTreeSet<Disparity>) {
    for (id, text) in shown(json) {
        if !left.iter().any(|(other, said)| *other == id && *said == text) {
            let said = left.iter().find(|(other, _)| *other == id);
            found.insert(Disparity {
                found: said.map(|(_, said)| said.clone()),
                ..absent(path, id, text)
            });
        }
    }
}

fn in_package<'a>(
    facts: &Facts<'_>,
    file: &impl Fn(&str) -> Option<&'a [u8]>,
    found: &mut BTreeSet<Disparity>,
) {
    const PATH: &str = "data/package.json";
    let json: Value =
        file(PATH).and_then(|bytes| serde_json::from_slice(bytes).ok()).unwrap_or_default();
    let said: BTreeMap<&str, &Value> = json["facts"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|fact| Some((fact["id"].as_str()?, fact)))
        .collect();
    for (id, fact) in facts {
        let value = fact.value.map(format::plain).unwrap_or_default();
        let entry = said.get(id);
        let same =
            entry.is_some_and(|entry| entry["text"] == *fact.text && entry["value"] == value);
        if !same {
            let text = entry.and_then(|entry| entry["text"].as_str());
            found.insert(Disparity {
                found: text.map(str::to_owned),
                ..absent(PATH, (*id).to_owned(), fact.text.to_string())
            });
        }
    }
}

fn in_table<'a>(
    (path, ids): &(&'static str, Vec<String>),
    facts: &Facts<'_>,
    file: &impl Fn(&str) -> Option<&'a [u8]>,
    found: &mut BTreeSet<Disparity>,
) {
    // Tables of verdicts and grades hold words, the others figures.
    let words = WORDED.contains(path);
    let column = if words { "shown" } else { "value" };
    let rows = file(path).map(|csv| rows(csv, column)).unwrap_or_default();
    for id in ids {
        let Some(fact) = facts.get(id.as_str()) else {
            found.insert(absent(path, id.clone(), String::new()));
            continue;
        };
        let value = if words {
            fact.text.to_string()
        } else {
            fact.value.map(format::plain).unwrap_or_default()
        };
        let wanted = [value.as_str(), fact.status];
        let row = rows.get(id);
        if row.is_none_or(|[value, status]| [value.as_str(), status.as_str()] != wanted) {
            found.insert(Disparity {
                found: row.map(|[value, _]| value.clone()),
                ..absent(path, id.clone(), value)
            });
        }
    }
}

/// Tables that hold words in `shown` instead of figures in `value`.
const WORDED: [&str; 2] = ["data/outcomes.csv", "data/grades.csv"];

/// One column and `status` of each row of a table, by fact.
fn rows(csv: &[u8], column: &str) -> BTreeMap<String, [String; 2]> {
    let csv = csv.strip_prefix(b"\xef\xbb\xbf").unwrap_or(csv);
    let mut reader = csv::Reader::from_reader(csv);
    let head = reader.headers().cloned().unwrap_or_default();
    let place = |name: &str| head.iter().position(|column| column == name);
    let (Some(id), Some(value), Some(status)) = (place("fact_id"), place(column), place("status"))
    else {
        return BTreeMap::new();
    };
    let row = |row: csv::StringRecord| {
        let cell = |place| row.get(place).unwrap_or_default().to_owned();
        (cell(id), [cell(value), cell(status)])
    };
    reader.records().flatten().map(row).collect()
}

fn absent(file: &str, fact: String, wanted: String) -> Disparity {
    Disparity { file: file.to_owned(), fact, found: None, wanted }
}

/// Every figure in the JSON of a page: fact id and text.
#[must_use]
pub fn shown(page: &Value) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    walk(page, &mut found);
    found
}

fn walk(value: &Value, found: &mut BTreeSet<(String, String)>) {
    match value {
        Value::Object(map) => {
            if let (Some(Value::String(fact)), Some(Value::String(text))) =
                (map.get("fact"), map.get("text"))
            {
                found.insert((fact.clone(), text.clone()));
            }
            map.values().for_each(|value| walk(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| walk(value, found)),
        _ => {}
    }
}

/// Every `data-fact` of a page with the text inside its element.
#[must_use]
pub fn facts_on_page(html: &str) -> Vec<(String, String)> {
    const MARK: &str = "data-fact=\"";
    let read = |(at, _): (usize, &str)| {
        let rest = &html[at + MARK.len()..];
        // Where a template leaves a tag open, the text that follows differs from every figure.
        let (id, rest) = rest.split_once('"').unwrap_or((rest, ""));
        let body = rest.split_once('>').map_or("", |(_, body)| body);
        let ends = ["</data>", "</span>"].iter();
        let end = ends.filter_map(|close| body.find(close)).min().or_else(|| body.find('\n'));
        (unescaped(id), plain(&body[..end.unwrap_or(body.len())]))
    };
    html.match_indices(MARK).map(read).collect()
}

/// The text of a piece of HTML, without tags.
pub(super) fn plain(html: &str) -> String {
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
    unescaped(&text).trim().to_owned()
}

/// Undoes the escaping of a template.
fn unescaped(text: &str) -> String {
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    entities.iter().fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c))
}

impl crate::report::data::Data {
    /// The tables of stated figures, with the facts in them.
    fn tables(&self) -> Vec<(&'static str, Vec<String>)> {
        let ids = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect();
        vec![
            (
                "data/indicators.csv",
                ids(self.rows(|rows| &rows.indicators).map(|row| &*row.fact).collect()),
            ),
            (
                "data/outcomes.csv",
                ids(self.rows(|rows| &rows.outcomes).map(|row| &*row.of.fact).collect()),
            ),
            (
                "data/grades.csv",
                ids(self.rows(|rows| &rows.grades).map(|row| &*row.of.fact).collect()),
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_read_with_its_text_and_without_its_marks() {
        let html = "<span class=\"nil\" data-fact=\"a\">未公表</span> <data value=\"1\" data-fact=\"b.1\">1,000</data>\
                    <span data-fact=\"c.R&amp;D\">「A&amp;B」</span>";
        let text = |text: &str| text.to_owned();
        assert_eq!(
            facts_on_page(html),
            [
                (text("a"), text("未公表")),
                (text("b.1"), text("1,000")),
                (text("c.R&D"), text("「A&B」"))
            ]
        );
    }

    #[test]
    fn a_figure_in_a_broken_tag_is_not_passed_over() {
        let html = "<data data-fact=\"a\">1,000\n<p>次</p> <data data-fact=\"b";
        let text = |text: &str| text.to_owned();
        assert_eq!(facts_on_page(html), [(text("a"), text("1,000")), (text("b"), String::new())]);
    }

    #[test]
    fn what_the_data_do_not_have_is_found_even_where_it_says_nothing() {
        let model = crate::report::sample::model();
        let report = crate::report::report(&model, &model.city.as_of);
        let page = &report.pages[0].path;
        let html = "<span data-fact=\"x\"></span>";
        let found =
            check(&report, &|path| (path == page).then_some(html.as_bytes()), &Printed::new());
        let odd: Vec<_> = found.iter().filter(|one| one.fact == "x").collect();
        assert_eq!(odd.len(), 1);
        assert_eq!((odd[0].file.as_str(), odd[0].found.as_deref()), (page.as_str(), Some("")));
        // A sheet without its PDF lacks its figures there.
        assert!(found.iter().any(|one| one.file == "h25/52.pdf" && one.found.is_none()));
        // So does a booklet.
        let page = br#"{"fact":"a","text":"1"}"#.as_slice();
        let left = [("a".to_owned(), "2".to_owned())];
        let found = check_book("handouts/a.pdf", [page].into_iter(), &left);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].found.as_deref(), found[0].wanted.as_str()), (Some("2"), "1"));
        let left = [("a".to_owned(), "1".to_owned())];
        assert_eq!(check_book("handouts/a.pdf", [page].into_iter(), &left), []);
    }

    #[test]
    fn a_figure_that_differs_is_found() {
        let model = crate::report::sample::model();
        let report = crate::report::report(&model, &model.city.as_of);
        let fact = report.figures.facts().into_iter().find(|fact| fact.value.is_some()).unwrap();
        let html = format!("<data value=\"1\" data-fact=\"{}\">違う値</data>", fact.id);
        let file = |path: &str| (*path == *fact.page).then_some(html.as_bytes());
        let found = check(&report, &file, &Printed::new());
        assert!(found.iter().any(|one| {
            *one.file == *fact.page
                && *one.fact == *fact.id
                && one.found.as_deref() == Some("違う値")
        }));
        assert!(found.iter().any(|one| one.file == "data/package.json" && one.found.is_none()));
    }
}
