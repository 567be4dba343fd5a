//! Two states of published content -> their differences: figures by id, texts by place in the form, pages by path.
//! Knows neither pages nor content, only the records in releases.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::terms::reason::Missing;

mod notes;
mod page;
mod record;
mod text;
mod withheld;

pub use notes::{Accepted, Contents, notes};
pub use page::{ChangesPage, page};
pub use record::{FactRecord, Files, PageRecord, Snapshot, State, TextRecord};
pub use text::text;
pub use withheld::{left, withhold};

/// The template of the page for the person who approves.
pub const TEMPLATE: &str = "changes.html";

/// The zip file of a release with the files to upload.
pub const CHANGED: &str = "changed.zip";

/// Kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// New.
    Added,
    /// Removed.
    Removed,
    /// Changed.
    Changed,
}

/// A difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Kind of change.
    pub what: What,
    /// Id of the figure, or path of the page or file; empty for a text.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Value before; empty when it did not exist.
    pub before: String,
    /// Value now; empty when it does not exist.
    pub after: String,
    /// True for a computed figure.
    pub computed: bool,
    /// The file that states it now, or stated it last.
    pub file: String,
    /// The line in it.
    pub line: String,
    /// The page that shows it.
    pub page: String,
}

/// All differences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Name of the earlier state.
    pub from: String,
    /// Name of the later one.
    pub to: String,
    /// The reference dates of the two, where they differ.
    pub as_of: Option<(String, String)>,
    /// Figures, by id.
    pub facts: Vec<Change>,
    /// Texts, by file and place; `None` where one side has no record of texts.
    pub texts: Option<Vec<Change>>,
    /// New and removed pages.
    pub pages: Vec<Change>,
    /// Published files; `None` where one side has no files.
    pub files: Option<Vec<Change>>,
}

impl Changes {
    /// The published files that are new or changed, by path.
    pub fn to_upload(&self) -> impl Iterator<Item = &str> {
        self.files_where(|what| what != What::Removed)
    }

    /// The published files that no longer exist, by path.
    pub fn to_remove(&self) -> impl Iterator<Item = &str> {
        self.files_where(|what| what == What::Removed)
    }

    fn files_where(&self, wanted: impl Fn(What) -> bool) -> impl Iterator<Item = &str> {
        let files = self.files.iter().flatten();
        files.filter(move |change| wanted(change.what)).map(|change| change.id.as_str())
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let none = |list: &Option<Vec<Change>>| list.as_ref().is_none_or(Vec::is_empty);
        self.as_of.is_none()
            && self.facts.is_empty()
            && self.pages.is_empty()
            && none(&self.texts)
            && none(&self.files)
    }
}

/// Compares two states.
#[must_use]
pub fn compare(old: &State, new: &State) -> Changes {
    let (before, after) = (left(old, new), left(new, old));
    let (old, new) = (&*before, &*after);
    let texts = match (&old.snapshot.texts, &new.snapshot.texts) {
        (Some(old), Some(new)) => Some(texts(old, new)),
        _ => None,
    };
    let files = match (&old.files, &new.files) {
        (Some(old), Some(new)) => Some(files(old, new)),
        _ => None,
    };
    let dates = (old.as_of.clone(), new.as_of.clone());
    Changes {
        from: old.name.clone(),
        to: new.name.clone(),
        as_of: (dates.0 != dates.1).then_some(dates),
        facts: facts(&old.snapshot.facts, &new.snapshot.facts),
        texts,
        pages: pages(&old.snapshot.pages, &new.snapshot.pages),
        files,
    }
}

/// Merges two sorted lists; `same` says which pairs are equal.
fn differ<'a, T, K: Ord>(
    old: &'a [T],
    new: &'a [T],
    key: impl Fn(&'a T) -> K,
    same: impl Fn(&T, &T) -> bool,
    change: impl Fn(What, Option<&'a T>, Option<&'a T>) -> Change,
) -> Vec<Change> {
    let mut pairs: BTreeMap<K, (Option<&T>, Option<&T>)> = BTreeMap::new();
    for entry in old {
        pairs.entry(key(entry)).or_default().0 = Some(entry);
    }
    for entry in new {
        pairs.entry(key(entry)).or_default().1 = Some(entry);
    }
    let told = |pair| match pair {
        (Some(old), Some(new)) if same(old, new) => None,
        (Some(_), Some(_)) => Some(change(What::Changed, pair.0, pair.1)),
        (None, _) => Some(change(What::Added, pair.0, pair.1)),
        (Some(_), None) => Some(change(What::Removed, pair.0, pair.1)),
    };
    pairs.into_values().filter_map(told).collect()
}

fn facts(old: &[FactRecord], new: &[FactRecord]) -> Vec<Change> {
    let same = |old: &FactRecord, new: &FactRecord| {
        let parts = |fact: &FactRecord| {
            [
                fact.text.clone(),
                fact.unit.clone(),
                fact.value.clone(),
                fact.status.clone(),
                fact.alternative.clone(),
            ]
        };
        parts(old) == parts(new)
    };
    let change = |what, old: Option<&FactRecord>, new: Option<&FactRecord>| {
        let text_of = |fact: Option<&FactRecord>| fact.map(FactRecord::printed).unwrap_or_default();
        let at = new.or(old);
        let of = |part: fn(&FactRecord) -> &String| at.map(part).cloned().unwrap_or_default();
        Change {
            what,
            id: of(|fact| &fact.id),
            label: of(|fact| &fact.label),
            before: text_of(old),
            after: text_of(new),
            computed: at.is_some_and(|fact| fact.origin != "stated"),
            file: of(|fact| &fact.file),
            line: of(|fact| &fact.line),
            page: of(|fact| &fact.page),
        }
    };
    differ(old, new, |fact| &fact.id, same, change)
}

impl FactRecord {
    /// `10,415千万円`, with the alternative reading if there is one.
    fn printed(&self) -> String {
        let unit =
            if self.value.is_empty() || self.text.ends_with(&self.unit) { "" } else { &self.unit };
        // An empty cell is printed as nothing; here it gets a word.
        let empty = self.text.is_empty() && self.status == Missing::Empty.code();
        let text = if empty { Missing::Empty.word() } else { &self.text };
        if self.alternative.is_empty() {
            format!("{text}{unit}")
        } else {
            format!("{text}{unit}（別の読み {}）", self.alternative)
        }
    }
}

fn texts(old: &[TextRecord], new: &[TextRecord]) -> Vec<Change> {
    let change = |what, old: Option<&TextRecord>, new: Option<&TextRecord>| {
        let text_of = |text: Option<&TextRecord>| text.map(|text| text.text.clone());
        let at = new.or(old);
        let of = |part: fn(&TextRecord) -> &String| at.map(part).cloned().unwrap_or_default();
        Change {
            what,
            id: String::new(),
            label: of(|text| &text.item),
            before: text_of(old).unwrap_or_default(),
            after: text_of(new).unwrap_or_default(),
            computed: false,
            file: of(|text| &text.file),
            line: of(|text| &text.line),
            page: String::new(),
        }
    };
    let key = |text: &'_ TextRecord| (text.file.clone(), text.item.clone());
    let found = differ(old, new, key, |old, new| old.text == new.text, change);
    without_moves(found)
}

/// Entries of a list of texts are known only by their index: one that merely moved is no change, and the rest of both
/// sides is paired in order.
fn without_moves(found: Vec<Change>) -> Vec<Change> {
    let mut lists: BTreeMap<(String, String), Vec<Change>> = BTreeMap::new();
    let mut rest = Vec::new();
    for change in found {
        match change.label.rsplit_once(' ') {
            Some((list, place)) if place.bytes().all(|byte| byte.is_ascii_digit()) => {
                let list = (change.file.clone(), list.to_owned());
                lists.entry(list).or_default().push(change);
            }
            _ => rest.push(change),
        }
    }
    for changes in lists.into_values() {
        let mut gone: Vec<&Change> =
            changes.iter().filter(|change| change.what != What::Added).collect();
        let mut come: Vec<&Change> =
            changes.iter().filter(|change| change.what != What::Removed).collect();
        come.retain(|new| {
            let place = gone.iter().position(|old| old.before == new.after);
            place.map(|place| gone.remove(place)).is_none()
        });
        for place in 0..gone.len().max(come.len()) {
            let (old, new) = (gone.get(place), come.get(place));
            let what = match (old, new) {
                (Some(_), Some(_)) => What::Changed,
                (None, _) => What::Added,
                (Some(_), None) => What::Removed,
            };
            let Some(at) = new.or(old) else { continue };
            let before = old.map_or_else(String::new, |old| old.before.clone());
            let after = new.map_or_else(String::new, |new| new.after.clone());
            rest.push(Change { what, before, after, ..(*at).clone() });
        }
    }
    rest.sort_by(|one, other| (&one.file, &one.label).cmp(&(&other.file, &other.label)));
    rest
}

fn pages(old: &[PageRecord], new: &[PageRecord]) -> Vec<Change> {
    let change = |what, old: Option<&PageRecord>, new: Option<&PageRecord>| {
        let at = new.or(old);
        let of = |part: fn(&PageRecord) -> &String| at.map(part).cloned().unwrap_or_default();
        plain(what, of(|page| &page.path), of(|page| &page.title))
    };
    differ(old, new, |page| &page.path, |_, _| true, change)
}

fn files(old: &Files, new: &Files) -> Vec<Change> {
    let list = |files: &Files| files.clone().into_iter().collect::<Vec<(String, String)>>();
    let (old, new) = (list(old), list(new));
    let change = |what, old: Option<&(String, String)>, new: Option<&(String, String)>| {
        let path = new.or(old).map(|(path, _)| path.clone());
        plain(what, path.unwrap_or_default(), String::new())
    };
    differ(&old, &new, |(path, _)| path.clone(), |old, new| old.1 == new.1, change)
}

fn plain(what: What, id: String, label: String) -> Change {
    Change {
        what,
        page: String::new(),
        id,
        label,
        before: String::new(),
        after: String::new(),
        computed: false,
        file: String::new(),
        line: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::published::Hidden;

    fn fact(id: &str, text: &str) -> FactRecord {
        FactRecord {
            id: id.to_owned(),
            label: "見本 実績".to_owned(),
            text: text.to_owned(),
            unit: "人".to_owned(),
            value: text.to_owned(),
            status: "ok".to_owned(),
            alternative: String::new(),
            origin: "stated".to_owned(),
            page: "h25/1.html".to_owned(),
            file: "h25/policies/1.yaml".to_owned(),
            line: "3".to_owned(),
        }
    }

    fn state(facts: Vec<FactRecord>) -> State {
        State {
            name: "見本".to_owned(),
            as_of: "2026-11-21".to_owned(),
            snapshot: Snapshot { facts, ..Snapshot::default() },
            files: None,
            hidden: Hidden::default(),
        }
    }

    #[test]
    fn what_came_went_and_changed_is_told_and_nothing_else() {
        let old = state(vec![fact("a", "1"), fact("b", "2"), fact("c", "3")]);
        let new = state(vec![fact("a", "1"), fact("b", "5"), fact("d", "4")]);
        let changes = compare(&old, &new);
        let told: Vec<_> = changes
            .facts
            .iter()
            .map(|change| {
                (change.what, change.id.as_str(), change.before.as_str(), change.after.as_str())
            })
            .collect();
        assert_eq!(
            told,
            [
                (What::Changed, "b", "2人", "5人"),
                (What::Removed, "c", "3人", ""),
                (What::Added, "d", "", "4人"),
            ]
        );
        assert!(changes.texts.is_none() && !changes.is_empty());
        assert!(compare(&old, &old).is_empty());
    }
}
