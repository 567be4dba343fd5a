//! The record of its content in a release, to compare it with others.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::model::published::Hidden;

/// The record of its content in a release (`facts.json`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Every figure, by id.
    pub facts: Vec<FactRecord>,
    /// Every text as written; `None` where only published files are available.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub texts: Option<Vec<TextRecord>>,
    /// Every page, by path.
    #[serde(default)]
    pub pages: Vec<PageRecord>,
    /// Hashes of what an earlier release had and this one no longer publishes, so that a comparison of the two does
    /// not reveal it again.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub withheld: BTreeSet<String>,
    /// Hashes of what the previous release withheld and this one publishes again, so that a comparison of the two
    /// shows it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub again: BTreeSet<String>,
}

/// A figure as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactRecord {
    /// `h25.52.成果指標.製造品出荷額等.実績.平成24`
    pub id: String,
    /// 施策52 製造品出荷額等 平成24年度 実績
    pub label: String,
    /// As printed.
    pub text: String,
    /// Unit, also where `text` contains it.
    pub unit: String,
    /// Exact value; empty when there is none.
    pub value: String,
    /// `ok`, or why there is no value.
    pub status: String,
    /// The alternative value; empty when there is none.
    pub alternative: String,
    /// `stated`, `converted` or `computed`.
    pub origin: String,
    /// The page it belongs to.
    pub page: String,
    /// Its source file, below the content folder; empty when unknown.
    #[serde(default)]
    pub file: String,
    /// Its line; empty for a whole file.
    #[serde(default)]
    pub line: String,
}

/// A text as written.
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

/// One of the two states compared: name, record, and its files if known.
#[derive(Debug, Clone)]
pub struct State {
    /// Name of the release, or of the folder.
    pub name: String,
    /// The reference date, `2026-11-21`.
    pub as_of: String,
    /// Its record.
    pub snapshot: Snapshot,
    /// Its files; `None` for content that is not published.
    pub files: Option<Files>,
    /// What its content keeps unpublished; empty where only a release is known.
    pub hidden: Hidden,
}

/// A published file: path and hash.
pub type Files = BTreeMap<String, String>;
