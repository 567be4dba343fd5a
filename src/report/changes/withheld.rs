//! What an earlier release had and a later one no longer publishes (公開: しない): it is not told again by comparing them.
//! Whoever has the content knows what it is; a release has hashes of it, which say nothing to those who do not have the
//! earlier one.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{FactRecord, Snapshot, State, TextRecord};

/// What is left of a state, compared with another: without what that one does not publish.
#[must_use]
pub fn left<'a>(state: &'a State, other: &State) -> Cow<'a, State> {
    let State { hidden, snapshot: Snapshot { withheld, .. }, .. } = other;
    if hidden.is_empty() && withheld.is_empty() {
        return Cow::Borrowed(state);
    }
    let mut own = state.clone();
    let Snapshot { facts, texts, .. } = &mut own.snapshot;
    facts.retain(|fact| !(hidden.has_fact(&fact.id) || withheld.contains(&of_fact(fact))));
    if let Some(texts) = texts {
        texts.retain(|one| {
            !(hidden.has_text(&one.file, &one.item, &one.text) || withheld.contains(&of_text(one)))
        });
    }
    Cow::Owned(own)
}

/// Writes down in a state what the release before it had and it does not publish, and what that one withheld itself.
pub fn withhold(now: &mut State, before: &State) {
    let State { hidden, snapshot, .. } = now;
    let Snapshot { facts, texts, withheld: earlier, .. } = &before.snapshot;
    let facts = facts.iter().filter(|fact| hidden.has_fact(&fact.id)).map(of_fact);
    let texts = texts.iter().flatten();
    let texts = texts.filter(|one| hidden.has_text(&one.file, &one.item, &one.text)).map(of_text);
    let mut withheld: BTreeSet<String> =
        facts.chain(texts).chain(earlier.iter().cloned()).collect();
    // What is published again is no secret.
    for fact in &snapshot.facts {
        withheld.remove(&of_fact(fact));
    }
    for text in snapshot.texts.iter().flatten() {
        withheld.remove(&of_text(text));
    }
    snapshot.withheld = withheld;
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
        // No part can go on in the next.
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex().to_string()
}
