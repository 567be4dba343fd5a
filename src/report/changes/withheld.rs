//! What an earlier release had and a later one no longer publishes (公開: しない): a comparison of the two must not reveal
//! it again. With the content at hand it is known directly; a release has only hashes of it, which mean nothing
//! without the earlier release.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::published::Hidden;
use crate::report::changes::record::{FactRecord, Snapshot, State, TextRecord};

/// Returns a state without what the other one does not publish.
#[must_use]
pub fn left<'a>(state: &'a State, other: &State) -> Cow<'a, State> {
    let State { hidden, snapshot: Snapshot { withheld, .. }, .. } = other;
    if hidden.is_empty() && withheld.is_empty() {
        return Cow::Borrowed(state);
    }
    let gone = Gone::of(&state.snapshot, hidden);
    let mut own = state.clone();
    let Snapshot { facts, texts, again, .. } = &mut own.snapshot;
    // What the content publishes now is no secret, nor is what a release is known to publish again.
    let is_content = state.files.is_none();
    let withheld = |hash: String| !is_content && withheld.contains(&hash) && !again.contains(&hash);
    facts.retain(|fact| !(hidden.has_fact(&fact.id) || withheld(of_fact(fact))));
    if let Some(texts) = texts {
        texts.retain(|one| !(gone.has(one) || withheld(of_text(one))));
    }
    Cow::Owned(own)
}

/// Records in `now` what the previous release had and `now` does not publish, and what that release itself withheld.
pub fn withhold(now: &mut State, before: &State) {
    let State { hidden, snapshot, .. } = now;
    let gone = Gone::of(&before.snapshot, hidden);
    let Snapshot { facts, texts, withheld: earlier, .. } = &before.snapshot;
    let facts = facts.iter().filter(|fact| hidden.has_fact(&fact.id)).map(of_fact);
    let texts = texts.iter().flatten().filter(|one| gone.has(one)).map(of_text);
    let withheld: BTreeSet<String> = facts.chain(texts).chain(earlier.iter().cloned()).collect();
    let texts = snapshot.texts.iter().flatten().map(of_text);
    let shown: BTreeSet<String> = snapshot.facts.iter().map(of_fact).chain(texts).collect();
    let before = before.snapshot.again.iter().cloned();
    snapshot.again = withheld.intersection(&shown).cloned().chain(before).collect();
    snapshot.again.retain(|hash| shown.contains(hash));
    snapshot.withheld = withheld.difference(&shown).cloned().collect();
}

/// The texts of a record that are no longer published.
struct Gone<'a> {
    hidden: &'a Hidden,
    /// Doubts and corrections of unpublished items: the file, and the keys that lead to them.
    about: BTreeSet<(&'a str, &'a str)>,
}

impl<'a> Gone<'a> {
    fn of(record: &'a Snapshot, hidden: &'a Hidden) -> Self {
        let texts = record.texts.iter().flatten();
        let subjects = texts.filter(|one| hidden.has_subject(&one.file, &one.item, &one.text));
        let about = subjects.filter_map(|one| Some((one.file.as_str(), member(&one.item)?)));
        Self { hidden, about: about.collect() }
    }

    fn has(&self, one: &TextRecord) -> bool {
        let TextRecord { file, item, text, line: _ } = one;
        let about = member(item).is_some_and(|member| self.about.contains(&(file, member)));
        about || self.hidden.has_text(file, item, text)
    }
}

/// The keys that lead to a list entry of a sheet: 訂正 2.
fn member(item: &str) -> Option<&str> {
    let second = item.match_indices(' ').nth(1)?;
    item.get(..second.0)
}

fn of_fact(fact: &FactRecord) -> String {
    hash(&["fact", &fact.id])
}

fn of_text(text: &TextRecord) -> String {
    hash(&["text", &text.file, &text.item, &text.text])
}

fn hash(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes());
        // Separator, so that no part can run into the next.
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex().to_string()
}
