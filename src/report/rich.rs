//! Prose of the sheets: Markdown in, one tree out that both HTML and print walk.

use serde::Serialize;

/// A block of prose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// Paragraph.
    P {
        /// Its text.
        inlines: Vec<Inline>,
    },
    /// List.
    List {
        /// True for a numbered list.
        ordered: bool,
        /// First number, as text; empty for bullets.
        start: String,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// Quotation.
    Quote {
        /// Its blocks.
        blocks: Vec<Block>,
    },
    /// Table: the first row is the head.
    Table {
        /// Head cells.
        head: Vec<Vec<Inline>>,
        /// Body rows.
        rows: Vec<Vec<Vec<Inline>>>,
    },
}

/// A run of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Inline {
    /// Plain text.
    Text {
        /// The text.
        text: String,
    },
    /// Strong.
    Strong {
        /// Content.
        inlines: Vec<Inline>,
    },
    /// Emphasis (shown as strong-weight in Japanese).
    Em {
        /// Content.
        inlines: Vec<Inline>,
    },
    /// Link to http, https, mailto, tel or a relative path.
    Link {
        /// Target.
        href: String,
        /// Content.
        inlines: Vec<Inline>,
    },
    /// Forced line break.
    Break,
}
