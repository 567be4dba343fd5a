//! Every figure stated on any sheet of any fixture has a fact, the fact has its value, and it can be corrected.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use kohyo::diag::emit;
use kohyo::model::fact_id;
use kohyo::model::figures::Figures;
use kohyo::model::published;
use kohyo::report::facts::Origin;
use kohyo::section::Sections;
use kohyo::{pipeline, sheet};
use tempfile::TempDir;

use crate::support;

/// The content of the repository, and every fixture with content.
fn contents() -> Vec<PathBuf> {
    let fixtures = fs::read_dir("tests/fixtures").unwrap().map(|entry| entry.unwrap().path());
    let all = fixtures.filter(|path| path.join("city.yaml").exists());
    let mut all: Vec<PathBuf> = all.chain(["content".into()]).collect();
    all.sort();
    assert!(all.len() > 15);
    all
}

/// Figures stated by each file: fact ids, and address and text of each figure.
fn stated(content: &Path) -> BTreeMap<String, Vec<(String, String, String)>> {
    let checked = pipeline::check(content, None).unwrap();
    let (mut sheets, _) = sheet::parse_whole(&checked.sources);
    published::publish(&mut sheets);
    let mut found = BTreeMap::new();
    for sheet in &sheets.all {
        let sections = Sections::read(&sheet.form, sheet.results, &sheet.tree);
        let figures = Figures::of_sheet(&sections);
        let of = figures.iter().map(|one| {
            assert_eq!(figures.find(&one.id).map(|found| &found.id), Some(&one.id));
            (fact_id::below(&sheet.id, &one.id), one.id.clone(), one.stated_text())
        });
        found.insert(sheet.source.path.clone(), of.collect());
    }
    found
}

#[test]
fn every_stated_figure_has_a_fact_and_every_stated_fact_a_figure() {
    for content in contents() {
        let checked = pipeline::check(&content, None).unwrap();
        let model = checked.model.unwrap();
        let figures = pipeline::figures(&model);
        let own = |id: &str| fact_id::parts(id).get(2) == Some(&fact_id::CORRECTIONS);
        let facts: BTreeSet<String> = figures
            .facts()
            .into_iter()
            .filter(|fact| fact.origin == Origin::Stated && !own(&fact.id))
            .map(|fact| fact.id.to_string())
            .collect();
        let stated = stated(&content);
        let content = content.display();
        let written: BTreeSet<String> =
            stated.values().flatten().map(|(id, _, _)| id.clone()).collect();
        let only = |one: &BTreeSet<String>, other: &BTreeSet<String>| -> Vec<String> {
            one.difference(other).cloned().collect()
        };
        assert_eq!(only(&facts, &written), [""; 0], "{content}: facts that no sheet states");
        assert_eq!(only(&written, &facts), [""; 0], "{content}: figures that are no facts");
        assert!(!written.is_empty(), "{content}");
    }
}

#[test]
fn every_stated_figure_can_be_corrected() {
    for content in contents() {
        let folder = TempDir::new().unwrap();
        let copy = folder.path().join("content");
        support::copy_folder(&content, &copy);
        let content = content.display();
        let day = fs::read_to_string(copy.join("city.yaml")).unwrap();
        let day =
            day.lines().find_map(|line| line.strip_prefix("基準日:")).unwrap().trim().to_owned();
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let mut count = 0;
        // A sheet without figures has nothing to correct.
        for (file, figures) in stated(&copy).into_iter().filter(|(_, figures)| !figures.is_empty())
        {
            let path = copy.join(file);
            let mut text = fs::read_to_string(&path).unwrap();
            // Existing corrections are of the same figures.
            if let Some(start) = text.find("\n訂正:\n") {
                let rest = &text[start + 1..];
                let next = rest.match_indices('\n').map(|(place, _)| &rest[place + 1..]);
                let end = next
                    .clone()
                    .find(|rest| !rest.starts_with([' ', '-', '訂']))
                    .unwrap()
                    .to_owned();
                text = format!("{}\n{end}", &text[..start]);
            }
            text.push_str("訂正:\n");
            for (_, address, said) in &figures {
                let (address, said) = (quoted(address), quoted(said));
                writeln!(
                    text,
                    "  - {{ 対象: 見本, 前: 見本, 後: {said}, 訂正日: {day}, 理由: 見本です。, 事実: {address} }}"
                )
                .unwrap();
                count += 1;
            }
            fs::write(&path, text).unwrap();
        }
        let checked = pipeline::check(&copy, None).unwrap();
        let errors = checked.diags.has_errors();
        assert!(!errors, "{content}: {}", emit::human(&checked.diags, &checked.sources, false));
        // Each has the note of its correction.
        let figures = pipeline::figures(&checked.model.unwrap());
        let noted = figures.facts().into_iter().filter(|fact| {
            fact.origin == Origin::Stated
                && fact.notes().iter().any(|note| note.contains("訂正前は「見本」です"))
        });
        assert!(noted.count() > 0 && count > 0, "{content}: {count}");
    }
}
