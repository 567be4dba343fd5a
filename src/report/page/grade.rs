//! Grades by the city's own rule, on the pages of a city that has one.

use serde::Serialize;

use crate::report::page::shown::{Labelled, Link, Shown};

/// The grade of one indicator.
#[derive(Debug, Clone, Serialize)]
pub struct Grade {
    /// 評価区分（平成24年度）
    pub label: String,
    /// The grade, or the word used instead.
    pub value: Shown,
    /// Why it has this grade, or none.
    pub reason: String,
    /// True when the alternative reading of the source would change the grade.
    pub doubtful: bool,
    /// The rule in words.
    pub rule: String,
    /// What the rule is based on; `text` is empty where not stated, `href` without an address.
    pub basis: Link,
}

/// The rule on a page that lists indicators.
#[derive(Debug, Clone, Serialize)]
pub struct GradeRule {
    /// Whose rule it is and what it applies to, in sentences.
    pub lead: String,
    /// Each grade with its rates; last, what is not graded.
    pub lines: Vec<Labelled>,
    /// As in [`Grade`].
    pub basis: Link,
}
