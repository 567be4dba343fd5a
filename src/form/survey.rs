//! アンケート as declared: what was asked, and the answers there are where the form says them.

use super::value::Name;

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
