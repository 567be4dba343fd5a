//! Reads parts of a tree: words with their places, units and factors.

use ecow::EcoString;
use rust_decimal::Decimal;

use crate::sheet::value::At;
use crate::yaml::node::{Key, Kind, Node};
use crate::yaml::number::decimal;

/// 換算: another unit, and the factor to it.
pub(super) fn conversion(node: &Node) -> Option<(String, Decimal)> {
    let node = node.get("換算")?;
    Some((
        node.get("単位").and_then(at)?.text.into(),
        decimal(node.get("倍率")?.word()?.trim()).ok()?,
    ))
}

/// 倍率 of a 換算, as written.
pub(super) fn factor(node: &Node) -> Option<At> {
    node.get("換算")?.get("倍率").and_then(at)
}

/// A word of a tree with its place.
pub(super) fn at(node: &Node) -> Option<At> {
    let whole = whole(node)?;
    Some(At { text: trimmed(&whole.text), ..whole })
}

/// The same including spaces at its ends, which prose keeps.
pub(super) fn whole(node: &Node) -> Option<At> {
    let Kind::Scalar { text, .. } = &node.kind else { return None };
    Some(At { text: text.clone(), span: node.span.clone() })
}

/// A key of a tree with its place.
pub(super) fn named(key: &Key) -> At {
    At { text: trimmed(&key.text), span: key.span.clone() }
}

/// A text without spaces at its ends; shares the text where there are none.
fn trimmed(text: &EcoString) -> EcoString {
    let trimmed = text.trim();
    if trimmed.len() == text.len() { text.clone() } else { trimmed.into() }
}

/// Collects without spare capacity: sections stay in memory as long as the city does.
pub(super) fn exact<T>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.shrink_to_fit();
    all
}
