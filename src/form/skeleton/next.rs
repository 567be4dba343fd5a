//! Writes the parts of next year's sheet that come from last year's: texts, entries of lists, indicators with targets.

use super::{Head, Lines, Texts, UNFILLED};
use crate::diag::messages::quoted;
use crate::form::carried::{self, flow};
use crate::form::indicators::Indicators;
use crate::form::types::{Form, List};
use crate::terms::reason::Missing;
use crate::yaml::node::Node;

impl Lines {
    /// Writes a text: last year's if it is taken over, else 未記入 with last year's as comments.
    pub(super) fn prose(
        &mut self,
        depth: usize,
        key: &str,
        remark: &str,
        (old, Texts { last, stay }): (Option<&Node>, Texts<'_>),
    ) {
        let old = old.map(carried::lines).filter(|lines| !lines.is_empty());
        match (old.as_deref(), last) {
            // A reason why there is nothing.
            (Some([only]), _) if stay && Missing::in_cell(only.trim()).is_some() => {
                self.add(depth, &format!("{key}: {}", only.trim()), remark);
            }
            (Some(old), _) if stay => {
                self.add(depth, &format!("{key}: |"), remark);
                for line in old {
                    if line.is_empty() { self.blank() } else { self.add(depth + 1, line, "") }
                }
            }
            (Some(old), Some(last)) => {
                self.add(depth, &format!("{key}: {UNFILLED}"), remark);
                for line in old.iter().filter(|line| !line.trim().is_empty()) {
                    self.remark(depth + 1, &format!("{}: {line}", last.year));
                }
            }
            _ => self.add(depth, &format!("{key}: {UNFILLED}"), remark),
        }
    }

    /// Writes the headings of free prose with their texts.
    pub(super) fn parts(&mut self, depth: usize, parts: &[Node], texts: Texts<'_>) {
        for part in parts {
            let mut mark = "- ";
            for (key, value) in part.entries() {
                match &*key.text {
                    "節" => {
                        self.add(depth, &format!("{mark}節:"), "");
                        self.parts(depth + 2, value.items(), texts);
                    }
                    "文" => self.prose(depth, &format!("{mark}文"), "", (Some(value), texts)),
                    key => self.add(depth, &format!("{mark}{}: {}", quoted(key), flow(value)), ""),
                }
                mark = "  ";
            }
        }
    }

    /// Writes last year's entries of a list, with their names and the fields to fill in.
    pub(super) fn listed(&mut self, form: &Form, key: &str, list: &List, old: &[Node]) {
        self.add(0, &format!("{key}:"), &format!("1件もなければ「{key}: []」と書きます"));
        for entry in old {
            let mut mark = "- ";
            for field in &list.fields {
                let old = entry.get(&field.name.text);
                if old.is_none() && field.optional {
                    continue;
                }
                self.field(form, field, (1, mark), old);
                mark = "  ";
            }
            if let Some(identity) = entry.get("識別") {
                self.add(1, &format!("  識別: {}", flow(identity)), "");
            }
        }
    }

    /// Writes last year's indicators, with the targets and actuals that next year's columns still have.
    pub(super) fn carried(&mut self, key: &str, of: &Indicators, (old, head): (&Node, &Head<'_>)) {
        self.add(0, &format!("{key}:"), "");
        if of.slots.is_empty() {
            for entry in old.items() {
                self.indicator((1, "- "), of, (entry, head));
            }
            return;
        }
        for (slot, entry) in old.entries() {
            self.add(1, &format!("{}:", carried::name(&slot.text)), "");
            self.indicator((2, ""), of, (entry, head));
        }
    }

    pub(super) fn indicator(
        &mut self,
        (depth, mark): (usize, &str),
        of: &Indicators,
        (entry, head): (&Node, &Head<'_>),
    ) {
        let inside = depth + mark.len() / 2;
        self.said((depth, mark), of, (entry, head));
        if let Some(series) = entry.get("系列") {
            self.add(inside, "系列:", "");
            for (name, series) in series.entries() {
                self.add(inside + 1, &format!("{}:", carried::name(&name.text)), "");
                self.said((inside + 2, ""), of, (series, head));
                self.old_columns(inside + 2, of, (series, head));
            }
        }
        self.old_columns(inside, of, (entry, head));
    }

    /// Writes the keys of an indicator, or of one of its series, that are not columns.
    fn said(
        &mut self,
        (depth, mark): (usize, &str),
        of: &Indicators,
        (entry, head): (&Node, &Head<'_>),
    ) {
        let mut mark = mark;
        let inside = depth + mark.len() / 2;
        let is_column = |key: &str| of.columns.iter().any(|column| column.name.text == key);
        for (key, value) in entry.entries() {
            let key = key.text.as_str();
            // Notes and former names belong to last year.
            if is_column(key) || matches!(key, "注" | "旧名称" | "系列") {
                continue;
            }
            let value = match key {
                "目標の改定" | "断絶" => {
                    carried::of_years(of, (entry, key, value), head.results)
                }
                _ => Some(flow(value)),
            };
            let Some(value) = value else { continue };
            let line = format!("{mark}{}: {value}", quoted(key));
            self.add(if mark.is_empty() { inside } else { depth }, &line, "");
            mark = "";
        }
    }

    pub(super) fn old_columns(
        &mut self,
        depth: usize,
        of: &Indicators,
        (old, head): (&Node, &Head<'_>),
    ) {
        let years = [head.last.and_then(|last| last.results), head.results];
        for column in of.columns.iter().filter(|column| !column.above) {
            let name = &column.name.text;
            let Some(before) = old.get(name) else { continue };
            let value = carried::column(column, Some(before), years);
            let value = value.as_deref().unwrap_or(UNFILLED);
            self.add(depth, &format!("{}: {value}", quoted(name)), "");
        }
    }
}
