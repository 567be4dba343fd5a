//! Differences -> the page for the person who approves a publication, as strings, booleans and lists.

use serde::Serialize;

use crate::report::changes::text::{counts, excerpts, place, summary, to_do, word};
use crate::report::changes::{Change, Changes, What};

/// Id of the section with the published files.
const FILES: &str = "fairu";

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct ChangesPage {
    /// Heading.
    pub heading: String,
    /// Summary in one sentence.
    pub summary: String,
    /// Note on the reference date, where it differs; else empty.
    pub as_of: String,
    /// True when nothing differs.
    pub same: bool,
    /// Figures, texts, pages and files, each where there is any.
    pub sections: Vec<ChangesSection>,
}

/// Changes of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct ChangesSection {
    /// Fragment id.
    pub id: String,
    /// 数値
    pub heading: String,
    /// 変更2
    pub counts: String,
    /// What to do; may be empty.
    pub to_do: String,
    /// True where values before and after are shown.
    pub compared: bool,
    /// The changes.
    pub rows: Vec<ChangeRow>,
}

/// One change.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeRow {
    /// 変更
    pub what: String,
    /// Its label.
    pub label: String,
    /// True for a computed figure.
    pub computed: bool,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
    /// Its place.
    pub place: String,
    /// Its id.
    pub id: String,
}

/// Makes the page of the differences.
#[must_use]
pub fn page(changes: &Changes) -> ChangesPage {
    let texts = changes.texts.as_deref().unwrap_or_default();
    let files = changes.files.as_deref().unwrap_or_default();
    let sections = [
        ("suchi", "数値", true, changes.facts.as_slice()),
        ("bun", "文", true, texts),
        ("peji", "ページ", false, changes.pages.as_slice()),
        (FILES, "公表するファイル", false, files),
    ];
    ChangesPage {
        heading: format!("「{}」から「{}」への変更", changes.from, changes.to),
        summary: summary(changes),
        as_of: changes.as_of.as_ref().map_or_else(String::new, |(before, after)| {
            format!("基準日が {before} から {after} に変わりました。全てのページに表れます。")
        }),
        same: changes.is_empty(),
        sections: sections
            .into_iter()
            .filter(|(.., list)| !list.is_empty())
            .map(|(id, heading, compared, list)| ChangesSection {
                id: id.to_owned(),
                heading: heading.to_owned(),
                counts: counts(list),
                to_do: if id == FILES { to_do(changes).unwrap_or_default() } else { String::new() },
                compared,
                rows: list.iter().map(row).collect(),
            })
            .collect(),
    }
}

fn row(change: &Change) -> ChangeRow {
    let (before, after) = excerpts(change);
    let there = |text: String, there: bool| {
        if there { text } else { "（無し）".to_owned() }
    };
    ChangeRow {
        what: word(change.what).to_owned(),
        label: if change.label.is_empty() { change.id.clone() } else { change.label.clone() },
        computed: change.computed,
        before: there(before, change.what != What::Added),
        after: there(after, change.what != What::Removed),
        place: place(change),
        id: change.id.clone(),
    }
}
