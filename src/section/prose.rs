//! 文: one text, a text per item of the form, or free headings with texts.

use ecow::EcoString;

use super::cell::Cell;
use crate::form::{self, Form};
use crate::section::written::{at, exact, whole};
use crate::sheet::value::At;
use crate::yaml::node::Node;

/// A text, or a word for its absence.
#[derive(Debug, Clone)]
pub enum Text {
    /// Prose as written.
    Prose(At),
    /// A mark, a reason or 空欄.
    Absent(Cell),
}

impl Text {
    /// The word for its absence.
    #[must_use]
    pub fn absent(&self) -> Option<&Cell> {
        match self {
            Self::Prose(_) => None,
            Self::Absent(cell) => Some(cell),
        }
    }
}

/// The texts of a section.
#[derive(Debug, Clone)]
pub enum Prose {
    /// One.
    One(Text),
    /// One per item of the form; `None` where the sheet omits it.
    Items(Vec<Option<Text>>),
    /// 自由
    Free(Vec<Part>),
}

/// A heading with its text and subsections.
#[derive(Debug, Clone)]
pub struct Part {
    /// 見出し
    pub heading: At,
    /// 文; `None` for a heading only.
    pub text: Option<Text>,
    /// 区画: the section shown there.
    pub placed: Option<At>,
    /// 節
    pub parts: Vec<Part>,
}

impl Prose {
    /// The sections shown among its texts, in order.
    #[must_use]
    pub fn placed(&self) -> Vec<&At> {
        fn below<'a>(parts: &'a [Part], all: &mut Vec<&'a At>) {
            for part in parts {
                all.extend(&part.placed);
                below(&part.parts, all);
            }
        }
        let mut all = Vec::new();
        if let Self::Free(parts) = self {
            below(parts, &mut all);
        }
        all
    }
}

/// Reads the texts of a section.
pub(super) fn read(form: &Form, of: &form::Prose, node: &Node) -> Prose {
    match of {
        form::Prose::One => Prose::One(text(form, node)),
        form::Prose::Items(items) => Prose::Items(
            items
                .iter()
                .map(|item| node.get(&item.name.text).map(|node| text(form, node)))
                .collect(),
        ),
        form::Prose::Free => Prose::Free(parts(form, node)),
    }
}

/// Reads a text.
pub(super) fn text(form: &Form, node: &Node) -> Text {
    let nothing = || At { text: EcoString::new(), span: node.span.clone() };
    let trimmed = at(node).unwrap_or_else(nothing);
    if form.reason(&trimmed.text).is_some() {
        Text::Absent(Cell::absent(form, trimmed))
    } else {
        Text::Prose(whole(node).unwrap_or_else(nothing))
    }
}

fn parts(form: &Form, node: &Node) -> Vec<Part> {
    let part = |node: &Node| {
        Some(Part {
            heading: node.get("見出し").and_then(at)?,
            text: node.get("文").map(|node| text(form, node)),
            placed: node.get("区画").and_then(at),
            parts: node.get("節").map(|node| parts(form, node)).unwrap_or_default(),
        })
    };
    exact(node.items().iter().filter_map(part))
}
