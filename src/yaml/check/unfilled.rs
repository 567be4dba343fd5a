//! Drafts: missing and blank values become 未記入 in the tree, wherever the schema accepts that word.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Checker;
use super::asked::rule;
use crate::diag::Diags;
use crate::terms::place::Span;
use crate::terms::reason::Missing;
use crate::yaml::node::{Kind, Node};

/// The identity of an entry: 未記入 there would be taken for an identity.
const IDENTITY: &str = "識別";

impl<'a> Checker<'a> {
    /// Puts 未記入 in the place of a blank value of a draft.
    pub(super) fn fill_blank(&mut self, node: &mut Node, schema: &'a Value, item: &str) {
        if self.draft
            && node.is_blank()
            && let Some(filled) = self.unfilled(schema, &node.span, item)
        {
            *node = filled;
        }
    }

    /// The node for an item missing in a draft: 未記入 in every part that the form requires. `None` if the schema does not
    /// accept that word: the item must be written.
    pub(super) fn unfilled(&self, schema: &'a Value, span: &Span, item: &str) -> Option<Node> {
        let schema = self.resolve(schema);
        if item == IDENTITY || rule(schema) == "sheet-code" {
            return None;
        }
        let word = || Node::word_at(Missing::Unfilled.word(), span);
        let row = schema.get("x-kohyo-heads").and_then(Value::as_array);
        let whole = match row {
            Some(heads) if rule(schema) == "cells" => {
                Kind::List(heads.iter().map(|_| word()).collect())
            }
            // Its parts follow when it is checked.
            _ => Kind::Map(Vec::new()),
        };
        let whole = Node { span: span.clone(), kind: whole };
        [whole, word()].into_iter().find_map(|mut node| {
            let mut diags = Diags::default();
            let mut trial = Checker {
                root: self.root,
                text: self.text,
                file: self.file,
                notes: Vec::new(),
                diags: &mut diags,
                cut: BTreeSet::new(),
                clean: true,
                draft: true,
            };
            let fine = trial.node(&mut node, schema, item) && trial.clean;
            fine.then_some(node)
        })
    }
}
