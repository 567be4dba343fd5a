//! Tree of a file -> its values, each with the keys that lead to it: what a comparison of two contents is
//! about. Knows no form, so a new item of a form is compared from its first day.

use crate::diag::Span;
use crate::sheet::node::{Kind, Node};

/// One value as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Keys from the top, members of lists by their number: `達成度評価結果`, `取組内容と成果`.
    pub keys: Vec<String>,
    /// The text, without half-width blanks at its ends.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// Every value below a node, in the order of the file.
pub(super) fn of(root: &Node) -> Vec<Item> {
    let mut items = Vec::new();
    walk(root, &mut Vec::new(), &mut items);
    items
}

fn walk(node: &Node, keys: &mut Vec<String>, items: &mut Vec<Item>) {
    match &node.kind {
        Kind::Scalar { text, plain: _ } => items.push(Item {
            keys: keys.clone(),
            text: text.trim_matches(|c: char| c.is_ascii_whitespace()).to_owned(),
            span: node.span.clone(),
        }),
        Kind::List(list) => {
            for (place, node) in list.iter().enumerate() {
                keys.push((place + 1).to_string());
                walk(node, keys, items);
                keys.pop();
            }
        }
        Kind::Map(entries) => {
            for (key, node) in entries {
                keys.push(key.text.clone());
                walk(node, keys, items);
                keys.pop();
            }
        }
    }
}
