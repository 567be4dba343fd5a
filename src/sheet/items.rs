//! Tree of a file -> its values, each with the keys that lead to it: what a comparison of two contents is
//! about. Knows no form, so a new item of a form is compared from its first day.

use crate::terms::place::Span;
use crate::yaml::node::{Kind, Node};

/// One value as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Keys from the top, members of lists by their name, else their number: `達成度評価結果`, `取組内容と成果`.
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

/// What a member of a list is called, where one of its items says so: a member that is put before others must
/// not make them look like others.
fn name(node: &Node) -> Option<&str> {
    const NAMES: [&str; 9] =
        ["識別", "指標名", "名称", "見出し", "区分", "コード", "件名", "年度", "対象"];
    let Kind::Map(entries) = &node.kind else {
        return None;
    };
    NAMES.iter().find_map(|name| {
        let (_, node) = entries.iter().find(|(key, _)| key.text == *name)?;
        match &node.kind {
            Kind::Scalar { text, plain: _ } => Some(text.trim()),
            Kind::List(_) | Kind::Map(_) => None,
        }
    })
}

fn walk(node: &Node, keys: &mut Vec<String>, items: &mut Vec<Item>) {
    match &node.kind {
        Kind::Scalar { text, plain: _ } => items.push(Item {
            keys: keys.clone(),
            text: text.trim_matches(|c: char| c.is_ascii_whitespace()).to_owned(),
            span: node.span.clone(),
        }),
        Kind::List(list) => {
            let names: Vec<Option<&str>> = list.iter().map(name).collect();
            for (place, node) in list.iter().enumerate() {
                let own = names[place]
                    .filter(|own| names.iter().filter(|other| **other == Some(*own)).count() == 1);
                keys.push(own.map_or_else(|| (place + 1).to_string(), str::to_owned));
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
