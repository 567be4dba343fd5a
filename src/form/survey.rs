//! アンケート as declared: what was asked, and the answers there are where the form says them.

use super::read::{key, word};
use super::value::Name;
use crate::yaml::node::Node;

/// Keys of a survey in addition to its questions.
pub const KEYS: [&str; 4] = ["年度", "回答者数", "調査", "書き方"];

/// How answers are stated: as shares of those who answered, or as numbers of people.
pub const UNITS: [&str; 2] = ["割合", "人数"];

/// A question (問).
#[derive(Debug, Clone)]
pub struct Question {
    /// What it is called.
    pub name: Name,
    /// The answers there are, in the order of the form; none where each sheet says them.
    pub answers: Vec<Name>,
}

pub(super) fn read(node: &Node) -> Option<Vec<Question>> {
    let asked = node.get("問")?;
    let alone = |node| Some(Question { name: word(node)?, answers: Vec::new() });
    let alone = asked.items().iter().map(alone);
    let answered = asked.entries().iter().map(|(name, answers)| {
        let answers = answers.items().iter().map(word).collect::<Option<_>>()?;
        Some(Question { name: key(name), answers })
    });
    alone.chain(answered).collect()
}
