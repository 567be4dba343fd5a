//! The preview's cache of sheets: after any edit, cached reading gives the same as clean reading.

use std::fmt::Debug;
use std::sync::Arc;

use kohyo::diag::Diags;
use kohyo::sheet::{self, Reading, Sheets};
use kohyo::source::{self, FileKind, SourceFile, Sources};
use kohyo::yaml::node::{self, Kind, Node};

use crate::support;

/// Everything read, and all its problems, as text.
fn as_text(sheets: &Sheets, diags: &Diags) -> Vec<String> {
    let mut lines: Vec<String> = diags.sorted().iter().map(|diag| format!("{diag:?}")).collect();
    let mut add = |thing: &dyn Debug| lines.push(format!("{thing:?}"));
    for sheet in &sheets.all {
        add(&(&sheet.source.path, &sheet.id, sheet.level, &sheet.stem, sheet.results));
        add(&(&sheet.form.name, sheet.whole, sheet.misread_above, sheet.items(), &sheet.every));
    }
    let Sheets { city, handouts, evaluations, all: _, texts, .. } = sheets;
    add(&(city, handouts, evaluations, texts));
    add(&(&sheets.unread, &sheets.misplaced, &sheets.unread_folders));
    lines
}

/// The places of all texts and figures of a file.
fn leaves(node: &Node) -> Vec<(usize, usize)> {
    match &node.kind {
        Kind::Scalar { .. } => vec![(node.span.start(), node.span.end())],
        Kind::List(items) => items.iter().flat_map(leaves).collect(),
        Kind::Map(entries) => entries.iter().flat_map(|(_, node)| leaves(node)).collect(),
    }
}

/// A plausible edit of a leaf: another last digit, else one more letter.
fn edited(text: &str, (start, end): (usize, usize)) -> String {
    let leaf = &text[start..end];
    let digit = leaf.rfind(|c: char| c.is_ascii_digit());
    let leaf = match digit {
        Some(at) => {
            let other = if leaf[at..].starts_with('7') { "3" } else { "7" };
            format!("{}{other}{}", &leaf[..at], &leaf[at + 1..])
        }
        None => format!("{leaf}改"),
    };
    format!("{}{leaf}{}", &text[..start], &text[end..])
}

/// The content with one file replaced.
fn with(sources: &Sources, place: usize, text: String) -> Sources {
    let mut sources = sources.clone();
    let file = SourceFile { text, ..SourceFile::clone(&sources.files[place]) };
    sources.files[place] = Arc::new(file);
    sources
}

/// Reads some content with and without the cache and compares; returns the number of its mistakes.
fn holds(reading: &Reading, sources: &Sources, what: &str) -> usize {
    let (mut kept, mut clean) = (Diags::default(), Diags::default());
    let cached = reading.parse(sources, &mut kept);
    let direct = sheet::parse(sources, &mut clean);
    let (cached, direct) = (as_text(&cached, &kept), as_text(&direct, &clean));
    let other = cached.iter().zip(&direct).find(|(cached, direct)| cached != direct);
    assert!(other.is_none() && cached.len() == direct.len(), "{what}: {other:?}");
    clean.sorted().len()
}

#[test]
fn whatever_leaf_is_edited_what_is_kept_is_what_a_clean_reading_finds() {
    for (fixture, step) in [("yosan", 1), ("hikokai", 1), ("keikaku", 2), ("years", 3)] {
        let root = support::repository().join("tests/fixtures").join(fixture);
        let sources = source::load(&root, &mut Diags::default()).unwrap();
        let reading = Reading::default();
        let before = holds(&reading, &sources, fixture);
        let (mut edits, mut mistakes) = (0, 0);
        for (place, file) in sources.files.iter().enumerate() {
            let tree = (file.kind == FileKind::Sheet)
                .then(|| node::read(file, &mut Diags::default()))
                .flatten();
            // Each line of a table, each leaf of other files.
            let lines = file.text.match_indices('\n').map(|(at, _)| (at.saturating_sub(3), at));
            let lines = lines.filter(|(start, _)| file.text.is_char_boundary(*start));
            let leaves = tree.map_or_else(|| lines.collect(), |tree| leaves(&tree));
            for leaf in leaves.into_iter().step_by(step) {
                let what = format!("{fixture} {}: {:?}", file.path, &file.text[leaf.0..leaf.1]);
                let sources = with(&sources, place, edited(&file.text, leaf));
                mistakes += usize::from(holds(&reading, &sources, &what) != before);
                edits += 1;
            }
        }
        assert_eq!(holds(&reading, &sources, fixture), before, "as it was");
        assert!(edits > 100 && mistakes > 5, "{fixture}: {edits}, {mistakes}");
    }
}

#[test]
fn files_that_come_and_go_are_seen() {
    let root = support::repository().join("tests/fixtures/hikokai");
    let sources = source::load(&root, &mut Diags::default()).unwrap();
    let reading = Reading::default();
    holds(&reading, &sources, "all");
    for place in 0..sources.files.len() {
        let mut fewer = sources.clone();
        let gone = fewer.files.remove(place);
        holds(&reading, &fewer, &format!("without {}", gone.path));
        let mut renamed = sources.clone();
        let path = gone.path.replace(".csv", "2.csv").replace(".yaml", "2.yaml");
        renamed.files[place] = Arc::new(SourceFile { path, ..SourceFile::clone(&gone) });
        holds(&reading, &renamed, &format!("{} under another name", gone.path));
    }
    holds(&reading, &sources, "all again");
}
