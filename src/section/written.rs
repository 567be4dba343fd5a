//! What stands in a tree: words with their places, units and factors.

use rust_decimal::Decimal;

use crate::sheet::value::At;
use crate::yaml::node::Node;
use crate::yaml::number::decimal;

/// 換算: another unit, and the factor to it.
pub(super) fn conversion(node: &Node) -> Option<(String, Decimal)> {
    let node = node.get("換算")?;
    Some((node.get("単位").and_then(at)?.text, decimal(node.get("倍率")?.word()?.trim()).ok()?))
}

/// 倍率 of a 換算, as written.
pub(super) fn factor(node: &Node) -> Option<At> {
    node.get("換算")?.get("倍率").and_then(at)
}

/// A word of a tree with its place.
pub(super) fn at(node: &Node) -> Option<At> {
    Some(At { text: node.word()?.trim().to_owned(), span: node.span.clone() })
}
