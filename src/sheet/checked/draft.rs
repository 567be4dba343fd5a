//! Drafts: sheets that may leave out what is not written yet. A sheet that is to be published may not.

use crate::diag::{Diags, messages};
use crate::form::{Form, RESERVED};
use crate::sheet::value::DRAFT;
use crate::terms::place::Span;
use crate::terms::reason::Missing;
use crate::yaml::node::{Kind, Node};

/// Whether a sheet is a draft: as it says itself (公表の状態), else as the city says of all of its sheets.
pub(super) fn is_draft(tree: &Node, usual: bool) -> bool {
    let own = tree.get("公表の状態").and_then(Node::word);
    own.map_or(usual, |word| word.trim() == DRAFT)
}

/// Whether sheets that say nothing of it are drafts (公表の状態の既定 of `city.yaml`).
pub(super) fn usual(city: &Node) -> bool {
    city.get("公表の状態の既定").and_then(Node::word).is_some_and(|word| word.trim() == DRAFT)
}

/// Reports what is 未記入 in a sheet that is no draft, section by section.
pub(super) fn nothing_is_unfilled(tree: &Node, form: &Form, diags: &mut Diags) {
    for (key, section) in tree.entries() {
        if RESERVED.contains(&&*key.text) && key.text != "票" && key.text != "出典" {
            continue;
        }
        let places = unfilled(section, form);
        if let Some(first) = places.first() {
            diags.push(messages::not_filled_in(first.clone(), &key.text, places.len()));
        }
    }
}

/// The places of a value that are 未記入, in their order.
pub(super) fn unfilled(node: &Node, form: &Form) -> Vec<Span> {
    match &node.kind {
        Kind::Scalar { text, .. } => {
            let unfilled = form.reason(text.trim()) == Some(Missing::Unfilled);
            unfilled.then(|| node.span.clone()).into_iter().collect()
        }
        Kind::List(items) => items.iter().flat_map(|node| unfilled(node, form)).collect(),
        Kind::Map(entries) => entries.iter().flat_map(|(_, node)| unfilled(node, form)).collect(),
    }
}
