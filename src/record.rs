//! Checked content and its report -> the record kept in a release, for comparison with later ones.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::model::origins::Origins;
use crate::model::texts::HANDLING;
use crate::report::changes::{FactRecord, PageRecord, Snapshot, TextRecord};
use crate::report::{Fact, Report, format};
use crate::sheet::items::Item;
use crate::source::{Lines, Sources};
use crate::terms::place::Span;

/// Records figures, texts and pages.
#[must_use]
pub fn snapshot(report: &Report, sources: &Sources, origins: &Origins, items: &[Item]) -> Snapshot {
    let lines = Lines::new(sources);
    let fact = |fact: &Fact| {
        let (file, line) =
            origins.place(&fact.id).map(|span| place(span, &lines)).unwrap_or_default();
        FactRecord {
            id: fact.id.to_string(),
            label: fact.label.to_string(),
            text: fact.text.to_string(),
            unit: fact.unit.to_string(),
            value: fact.value.map(format::plain).unwrap_or_default(),
            status: fact.status.to_owned(),
            alternative: fact.alternative().map(format::plain).unwrap_or_default(),
            origin: fact.origin.code().to_owned(),
            page: fact.page.to_string(),
            file,
            line,
        }
    };
    let handling =
        |item: &&Item| item.keys.first().is_some_and(|key| HANDLING.contains(&key.as_str()));
    let text = |item: &Item| {
        let (file, line) = place(&item.span, &lines);
        TextRecord { file, item: item.keys.join(" "), text: item.text.clone(), line }
    };
    let texts = items.iter().filter(|item| !handling(item) && !origins.is_figure(&item.span));
    Snapshot {
        facts: report.figures.facts().into_iter().map(fact).collect(),
        texts: Some(texts.map(text).collect()),
        pages: report
            .pages
            .iter()
            .map(|page| PageRecord { path: page.path.clone(), title: page.title.clone() })
            .collect(),
        withheld: BTreeSet::new(),
        again: BTreeSet::new(),
    }
}

/// File below the content folder, and line; no line for a whole file.
fn place(span: &Span, lines: &Lines<'_>) -> (String, String) {
    let file = lines.sources.file(span.file).path.clone();
    if span.is_whole() {
        return (file, String::new());
    }
    (file, lines.line(span.file, span.start()).to_string())
}

/// The record as far as published files give it: from `data/package.json` and the paths of pages.
#[must_use]
pub fn of_published(package: &[u8], paths: impl Iterator<Item = String>) -> Option<Snapshot> {
    let package: Value = serde_json::from_slice(package).ok()?;
    // A figure with a missing field cannot be compared: it would look changed.
    let text = |fact: &Value, key: &str| fact[key].as_str().map(str::to_owned);
    let record = |fact: &Value| {
        let record = FactRecord {
            id: text(fact, "id")?,
            label: text(fact, "label")?,
            text: text(fact, "text")?,
            unit: text(fact, "unit")?,
            value: text(fact, "value")?,
            status: text(fact, "status")?,
            alternative: text(fact, "alternative")?,
            origin: text(fact, "origin")?,
            page: text(fact, "page")?,
            file: String::new(),
            line: String::new(),
        };
        Some((record.id.clone(), record))
    };
    let facts: Option<BTreeMap<String, FactRecord>> =
        package["facts"].as_array()?.iter().map(record).collect();
    let page = |path: String| PageRecord { path, title: String::new() };
    Some(Snapshot {
        facts: facts?.into_values().collect(),
        texts: None,
        pages: paths
            .filter(|path| path.rsplit_once('.').is_some_and(|(_, ending)| ending == "html"))
            .map(page)
            .collect(),
        withheld: BTreeSet::new(),
        again: BTreeSet::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_which_something_is_lacking_are_not_compared() {
        let whole = r#"{"facts":[{"id":"a","label":"","text":"1","unit":"","value":"1","status":"ok","alternative":"","origin":"stated","page":"a.html"}]}"#;
        let read = |package: &str| of_published(package.as_bytes(), std::iter::empty());
        assert_eq!(read(whole).unwrap().facts.len(), 1);
        assert!(read(&whole.replace("\"value\":\"1\",", "")).is_none());
        assert!(read("{}").is_none());
    }
}
