//! Tree of a file -> its values, each with the keys that lead to it: the input of a comparison of two contents. Knows
//! no form, so a new item of a form is compared from its first day.

use crate::terms::place::Span;
use crate::yaml::node::{Kind, Node};

/// One value as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Keys from the top; list entries by their name, else their number: `達成度評価結果`, `取組内容と成果`.
    pub keys: Vec<String>,
    /// The text, without half-width spaces at its ends.
    pub text: String,
    /// Its place.
    pub span: Span,
}

/// The names of list entries, as declared by the form of a sheet.
pub(super) trait Called {
    /// For a top-level key, the item that names the entries of its list.
    fn first(&self, _key: &str) -> Option<&str> {
        None
    }

    /// For a top-level key, the names of the entries of each list below it.
    fn heads(&self, _key: &str) -> Option<Vec<String>> {
        None
    }
}

/// No form, no names.
impl Called for () {}

/// Every value below a node, in the order of the file.
pub(super) fn of(root: &Node, called: &dyn Called) -> Vec<Item> {
    let mut items = Vec::new();
    walk(root, called, &mut Vec::new(), &mut items);
    items
}

/// Longest name of an entry; anything longer is a text.
const LONGEST: usize = 40;

/// Names of the entries of a list, where one of their items gives them: inserting an entry must not make it look as
/// if others changed. Unnamed ones get numbers.
pub(super) fn names(list: &[Node], first: Option<&str>) -> Vec<String> {
    const NAMES: [&str; 9] =
        ["識別", "指標名", "名称", "見出し", "区分", "コード", "件名", "年度", "対象"];
    let name = |node: &Node| {
        let own = match first {
            Some(first) => [NAMES[0], first].iter().find_map(|name| node.get(name)),
            None => NAMES.iter().find_map(|name| node.get(name)?.word().and(node.get(name))),
        };
        let text = own?.word()?.trim().to_owned();
        (first.is_none() || text.chars().count() <= LONGEST).then_some(text)
    };
    let names: Vec<Option<String>> = list.iter().map(name).collect();
    let alone = |own: &Option<String>| names.iter().filter(|other| *other == own).count() == 1;
    let own = names.iter().enumerate().map(|(place, own)| match own {
        Some(text) if alone(own) => text.clone(),
        _ => (place + 1).to_string(),
    });
    own.collect()
}

fn walk(node: &Node, called: &dyn Called, keys: &mut Vec<String>, items: &mut Vec<Item>) {
    match &node.kind {
        Kind::Scalar { text, plain: _ } => items.push(Item {
            keys: keys.clone(),
            text: text.trim_matches(|c: char| c.is_ascii_whitespace()).to_owned(),
            span: node.span.clone(),
        }),
        Kind::List(list) => {
            let heads = match keys.as_slice() {
                [section, _] => called.heads(section).filter(|heads| heads.len() == list.len()),
                _ => None,
            };
            let first = match keys.as_slice() {
                [section] => called.first(section),
                _ => None,
            };
            let names = heads.unwrap_or_else(|| names(list, first));
            for (name, node) in names.into_iter().zip(list) {
                keys.push(name);
                walk(node, called, keys, items);
                keys.pop();
            }
        }
        Kind::Map(entries) => {
            for (key, node) in entries {
                keys.push(key.text.to_string());
                walk(node, called, keys, items);
                keys.pop();
            }
        }
    }
}
