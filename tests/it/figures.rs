//! Every figure that any sheet of any fixture states: it has a fact, the fact has it, and it can be corrected.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use kohyo::diag::emit;
use kohyo::model::fact_id;
use kohyo::model::figures::Figures;
use kohyo::report::facts::Origin;
use kohyo::terms::place::FileId;
use kohyo::{pipeline, sheet};
use tempfile::TempDir;

use crate::support;

const CONTENTS: [&str; 6] = [
    "content",
    "tests/fixtures/city",
    "tests/fixtures/forms",
    "tests/fixtures/kinds",
    "tests/fixtures/plan-review",
    "tests/fixtures/years",
];

/// What each file states: ids of facts, and address and text of each figure.
fn stated(content: &Path) -> BTreeMap<String, Vec<(String, String, String)>> {
    let checked = pipeline::check(content, None).unwrap();
    let (sheets, _) = sheet::parse_whole(&checked.sources);
    let mut found = BTreeMap::new();
    let mut add = |file: FileId, head: String, figures: Figures<'_>| {
        let of = figures.iter().map(|one| {
            assert_eq!(figures.find(one.address()).map(|found| &found.id), Some(&one.id));
            (fact_id::below(&head, &one.id), one.address().to_owned(), one.said())
        });
        found.insert(checked.sources.file(file).path.clone(), of.collect());
    };
    for sheet in &sheets.policies {
        let head = fact_id::sheet(&sheet.dir, &sheet.stem);
        add(sheet.file, head, Figures::of_policy(&sheet.data));
    }
    for sheet in &sheets.projects {
        let head = fact_id::sheet(&sheet.dir, &sheet.stem);
        add(sheet.file, head, Figures::of_project(&sheet.data));
    }
    for sheet in &sheets.plans {
        add(sheet.file, fact_id::plan(&sheet.stem), Figures::of_plan(&sheet.data));
    }
    for sheet in &sheets.reviews {
        add(sheet.file, fact_id::plan(&sheet.dir), Figures::of_review(&sheet.data));
    }
    found
}

#[test]
fn every_stated_figure_has_a_fact_and_every_stated_fact_a_figure() {
    for content in CONTENTS {
        let checked = pipeline::check(Path::new(content), None).unwrap();
        let model = checked.model.unwrap();
        let figures = pipeline::figures(&model);
        let own = |id: &str| fact_id::parts(id).get(2) == Some(&fact_id::CORRECTIONS);
        let facts: BTreeSet<String> = figures
            .facts()
            .into_iter()
            .filter(|fact| fact.origin == Origin::Stated && !own(&fact.id))
            .map(|fact| fact.id.to_string())
            .collect();
        let stated = stated(Path::new(content));
        let written: BTreeSet<String> =
            stated.values().flatten().map(|(id, _, _)| id.clone()).collect();
        let only = |one: &BTreeSet<String>, other: &BTreeSet<String>| -> Vec<String> {
            one.difference(other).cloned().collect()
        };
        assert_eq!(only(&facts, &written), [""; 0], "{content}: facts that no sheet states");
        assert_eq!(only(&written, &facts), [""; 0], "{content}: figures that are no facts");
        assert!(written.len() > 20, "{content}");
    }
}

#[test]
fn every_stated_figure_can_be_corrected() {
    for content in CONTENTS {
        let folder = TempDir::new().unwrap();
        let copy = folder.path().join("content");
        support::copy_folder(content.as_ref(), &copy);
        let day = fs::read_to_string(copy.join("city.yaml")).unwrap();
        let day =
            day.lines().find_map(|line| line.strip_prefix("基準日:")).unwrap().trim().to_owned();
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let mut count = 0;
        for (file, figures) in stated(&copy) {
            let path = copy.join(file);
            let mut text = fs::read_to_string(&path).unwrap();
            // Those that are there are of the same figures.
            if let Some(start) = text.find("\n訂正:\n") {
                let rest = &text[start + 1..];
                let next = rest.match_indices('\n').map(|(place, _)| &rest[place + 1..]);
                let end =
                    next.clone().find(|rest| !rest.starts_with([' ', '訂'])).unwrap().to_owned();
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
        assert!(noted.count() > 0 && count > 20, "{content}: {count}");
    }
}
