//! 科目: the place of a project in the budget, by codes.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::{Checker, trim};
use crate::diag::messages;
use crate::yaml::node::{Kind, Node};

/// How a 科目 is written.
const WRITTEN: &str =
    "{ 会計: 一般会計, 款: 3, 項: 1, 目: 2, 事業: \"045\" } の組か、空欄などの理由";

impl<'a> Checker<'a> {
    /// Checks its parts, each below the one before, or a reason for their absence.
    pub(super) fn account(&mut self, node: &mut Node, schema: &'a Value, item: &str) -> bool {
        trim(node);
        if node.word().is_some_and(|word| self.is_absent(word)) {
            return true;
        }
        let parts = schema.get("anyOf").and_then(|ways| ways.get(0));
        let (Kind::Map(_), Some(parts)) = (&node.kind, parts) else {
            return self.not_a(node, item, WRITTEN);
        };
        // A part that was cut out is already reported.
        let before = std::mem::replace(&mut self.clean, true);
        let fine = self.object(node, parts, item) && self.clean;
        self.clean = before;
        if !fine {
            return false;
        }
        let orphan = [("款", "項"), ("項", "目")]
            .into_iter()
            .find(|(above, below)| node.get(above).is_none() && node.get(below).is_some());
        if let Some((above, below)) = orphan {
            self.diags.push(messages::account_part_left_out(node.span.clone(), item, above, below));
        }
        orphan.is_none()
    }

    /// Checks the code of a part, without the word that follows it on paper.
    pub(super) fn account_code(&mut self, node: &mut Node, item: &str) -> bool {
        if node.is_blank() {
            self.diags.push(messages::blank_text(node.span.clone(), item));
            return false;
        }
        trim(node);
        let Some(text) = node.word() else {
            return self.not_a(node, item, "番号を1つ");
        };
        let is_code = |text: &str| {
            !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        };
        let fine = is_code(text);
        if !fine {
            let half: String = text.nfkc().collect();
            let half = half.trim_end_matches(item).trim_start_matches('第').trim().to_owned();
            let half = Some(half.as_str()).filter(|half| is_code(half));
            self.diags.push(messages::bad_account_code(node.span.clone(), item, text, half));
        }
        fine
    }
}
