//! What a release writes down of its content, to be compared with another.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::model::published::Hidden;

/// What a release writes down of its content (`facts.json`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Every figure, by id.
    pub facts: Vec<FactRecord>,
    /// Every text as written; `None` where only published files are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub texts: Option<Vec<TextRecord>>,
    /// Every page, by path.
    #[serde(default)]
    pub pages: Vec<PageRecord>,
    /// Hashes of what an earlier release had and this one no longer publishes, so that nobody who compares the two is
    /// told it again.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub withheld: BTreeSet<String>,
    /// Hashes of what a release before withheld, and this one publishes again: comparing the two tells of it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub again: BTreeSet<String>,
}

/// A figure as it was printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactRecord {
    /// `h25.52.成果指標.製造品出荷額等.実績.平成24`
    pub id: String,
    /// 施策52 製造品出荷額等 平成24年度 実績
    pub label: String,
    /// As printed.
    pub text: String,
    /// Unit; also where `text` holds it.
    pub unit: String,
    /// Exact value; empty when there is none.
    pub value: String,
    /// `ok`, or why there is no value.
    pub status: String,
    /// The value under another reading; empty when there is none.
    pub alternative: String,
    /// `stated`, `converted` or `computed`.
    pub origin: String,
    /// The page that owns it.
    pub page: String,
    /// The file that it comes from, below the content folder; empty when not known.
    #[serde(default)]
    pub file: String,
    /// The line in it; empty for the file as a whole.
    #[serde(default)]
    pub line: String,
}

/// A text as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRecord {
    /// The file, below the content folder.
    pub file: String,
    /// 達成度評価結果 取組内容と成果
    pub item: String,
    /// The text.
    pub text: String,
    /// The line.
    pub line: String,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageRecord {
    /// From the root of the site.
    pub path: String,
    /// Its title.
    #[serde(default)]
    pub title: String,
}

/// One of the two states: what it is called, what it holds, and its files where they are known.
#[derive(Debug, Clone)]
pub struct State {
    /// Name of the release, or of the folder.
    pub name: String,
    /// The date its figures stand for, `2026-11-21`.
    pub as_of: String,
    /// What it holds.
    pub snapshot: Snapshot,
    /// Its files; `None` where nothing has been published yet.
    pub files: Option<Files>,
    /// What its content keeps and does not publish; nothing where only a release is known.
    pub hidden: Hidden,
}

/// A published file: path and hash.
pub type Files = BTreeMap<String, String>;
