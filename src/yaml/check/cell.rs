//! Cells: numbers with bounds and brackets, words to choose from, rows of them.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::asked::{choices, rule};
use super::{Checker, meant, merged, trim};
use crate::diag::messages;
use crate::diag::near::nearest;
use crate::portable::is_device_name;
use crate::terms::reason::Missing;
use crate::terms::year::{Date, FiscalYear, YearError};
use crate::yaml::cell::{self, Cell};
use crate::yaml::node::{Kind, Node};

impl<'a> Checker<'a> {
    /// The marks of the form.
    fn marks(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let marks = self.root.get("x-kohyo-marks").and_then(Value::as_array);
        marks.into_iter().flatten().filter_map(Value::as_str)
    }

    /// True for a word that gives a reason for a missing value.
    pub(super) fn is_absent(&self, word: &str) -> bool {
        self.marks().any(|mark| mark == word) || Missing::in_cell(word).is_some()
    }

    /// 数: `schema` has an object next to the scalar, for remarks on the value.
    pub(super) fn cell(&mut self, node: &mut Node, schema: &'a Value, item: &str) -> bool {
        if node.is_blank() {
            self.diags.push(messages::missing_figure(node.span.clone(), item));
            return false;
        }
        trim(node);
        match &node.kind {
            Kind::Scalar { text, .. } => {
                let minus = self.root.get("x-kohyo-minus").and_then(Value::as_str);
                let plain = schema.get("x-kohyo-plain").is_some();
                let span = node.span.clone();
                let problem = match cell::parse(text, &|word| self.is_absent(word), minus) {
                    Ok((Cell::Bound(_), _)) if plain => {
                        self.diags.push(messages::only_numbers_here(span));
                        return false;
                    }
                    Ok(_) => return true,
                    Err(problem) => problem,
                };
                if let Some([low, high]) = cell::crossed(text, minus) {
                    self.diags.push(messages::bounds_crossed_in(span, text, [&low, &high]));
                    return false;
                }
                let own = |text: &str| cell::parse(text, &|_| false, minus).is_ok();
                if let Some(all) = listed(text, schema, &own) {
                    self.diags.push(messages::several_in_one(span, item, text, &all));
                    return false;
                }
                let marks: Vec<&str> = self.marks().collect();
                let place = messages::CellPlace {
                    marks: &marks,
                    notes: &self.notes,
                    plain,
                    more: match schema.get("x-kohyo-object") {
                        _ if span.file != self.file => messages::More::InSheet,
                        Some(_) => messages::More::Here,
                        None => messages::More::Beside,
                    },
                };
                self.diags.push(messages::bad_cell(span, item, text, &problem, &place));
                false
            }
            Kind::Map(_) => self.with_remarks(node, schema, item),
            Kind::List(_) => self.not_a(node, item, "値を1つ"),
        }
    }

    /// 選択 in a cell.
    pub(super) fn stated(&mut self, node: &mut Node, schema: &'a Value, item: &str) -> bool {
        if node.is_blank() {
            self.diags.push(messages::missing_cell(node.span.clone(), item));
            return false;
        }
        trim(node);
        match &node.kind {
            Kind::Scalar { text, .. } => {
                let words = choices(schema);
                if self.is_absent(text) || words.iter().any(|word| **word == **text) {
                    return true;
                }
                let near = nearest(text, words.iter().map(String::as_str));
                let marks: Vec<&str> = self.marks().collect();
                let span = node.span.clone();
                if let Some(list) = schema.get("x-kohyo-city").and_then(Value::as_str) {
                    self.diags.push(messages::word_of_no_city(span, item, text, list));
                    return false;
                }
                let all = meant::words_of(text, &words);
                let explained = meant::explained(text, &words, schema);
                self.diags.push(match (all, explained.filter(|_| near.is_none())) {
                    (Some(all), _) if meant::takes_several(schema) => {
                        messages::several_in_one(span, item, text, &all)
                    }
                    (Some(all), _) => messages::only_one_word(span, item, text, &all),
                    (None, Some(one)) => {
                        // In a CSV file nothing can stand beside a word.
                        let object = schema.get("x-kohyo-object").is_some();
                        let rest = match one.by_the_form {
                            true => messages::Rest::Meaning,
                            false if object && span.file == self.file => messages::Rest::Beside,
                            false => messages::Rest::Other,
                        };
                        messages::word_explained(span, item, text, one.word, rest)
                    }
                    (None, None) => messages::bad_word(span, item, text, near, &words, &marks),
                });
                false
            }
            Kind::Map(_) => self.with_remarks(node, schema, item),
            Kind::List(_) => self.not_a(node, item, "言葉を1つ"),
        }
    }

    /// `{ 値: …, 注: … }`
    fn with_remarks(&mut self, node: &mut Node, schema: &'a Value, item: &str) -> bool {
        let Some(object) = schema.get("x-kohyo-object") else {
            return self.not_a(node, item, "値を1つ");
        };
        if let Some(words) = node.get("文").filter(|_| schema.get("x-kohyo-plain").is_some()) {
            self.diags.push(messages::only_numbers_here(words.span.clone()));
            return false;
        }
        let object = self.resolve(object);
        // A part that was cut out is already reported: the rest may be empty.
        let before = std::mem::replace(&mut self.clean, true);
        let fine = self.object(node, object, item);
        let whole = self.clean;
        self.clean &= before;
        if !fine || !whole {
            return false;
        }
        match (node.get("値").is_some(), node.get("文").is_some()) {
            (true, true) => self.diags.push(messages::value_and_words(node.span.clone(), item)),
            (false, false) => {
                let span = node.span.clone();
                self.diags.push(messages::missing_item(span, "値", item, "数値", &[]));
            }
            _ => return self.remarks_fit(node),
        }
        false
    }

    /// Checks that remarks fit their value: some need a number, 公表予定 needs a missing value.
    fn remarks_fit(&mut self, node: &Node) -> bool {
        let minus = self.root.get("x-kohyo-minus").and_then(Value::as_str);
        let value = node.get("値").and_then(Node::word);
        let value = value.map(|text| cell::parse(text.trim(), &|word| self.is_absent(word), minus));
        let (number, absent) = match value {
            Some(Ok((Cell::Number(_), _))) => (true, false),
            Some(Ok((Cell::Absent, _))) => (false, true),
            _ => (false, false),
        };
        let mut fine = true;
        for (key, found) in
            ["状態", "値の年度", "別の読み", "公表予定"].map(|key| (key, node.get(key)))
        {
            let Some(found) = found else { continue };
            let expected = key == "公表予定";
            let fits = if expected { absent } else { number };
            if fits {
                continue;
            }
            self.diags.push(messages::standing_of_another_value(found.span.clone(), expected));
            fine = false;
        }
        fine
    }

    /// 日付
    pub(super) fn day(&mut self, node: &mut Node, schema: &Value, item: &str) -> bool {
        if node.is_blank() {
            self.diags.push(messages::missing_cell(node.span.clone(), item));
            return false;
        }
        trim(node);
        let Some(text) = node.word() else {
            return self.not_a(node, item, "日付を1つ");
        };
        if self.is_absent(text) {
            return true;
        }
        match Date::parse(text) {
            Ok(_) => return true,
            Err(YearError::Form) => {
                let marks: Vec<&str> = self.marks().collect();
                let span = node.span.clone();
                let own = |text: &str| Date::parse(text).is_ok();
                let told = if let Some(all) = listed(text, schema, &own) {
                    messages::several_in_one(span, item, text, &all)
                } else {
                    let nearly = Date::nearly(text);
                    messages::bad_date_of_field(span, text, nearly.as_deref(), &marks)
                };
                self.diags.push(told);
            }
            Err(YearError::NoSuchDay) => {
                self.diags.push(messages::no_such_day(node.span.clone(), text));
            }
        }
        false
    }

    /// 年度
    fn field_year(&mut self, node: &mut Node, schema: &Value, item: &str) -> bool {
        if node.is_blank() {
            self.diags.push(messages::missing_cell(node.span.clone(), item));
            return false;
        }
        trim(node);
        let Some(text) = node.word() else {
            return self.not_a(node, item, "年度を1つ");
        };
        let fine = self.is_absent(text) || FiscalYear::parse(text).is_ok();
        if !fine {
            let marks: Vec<&str> = self.marks().collect();
            let (span, own) = (node.span.clone(), |text: &str| FiscalYear::parse(text).is_ok());
            self.diags.push(match listed(text, schema, &own) {
                Some(all) => messages::several_in_one(span, item, text, &all),
                None => messages::bad_year_of_field(span, text, &marks),
            });
        }
        fine
    }

    /// A reason why a whole section is empty.
    fn absent(&mut self, node: &mut Node, item: &str) -> bool {
        trim(node);
        let fine = node.word().is_some_and(|word| self.is_absent(word));
        // With full-width colons, a whole block of keys is read as one text.
        if let Kind::Scalar { text, plain: true } = &node.kind
            && let Some((_, diag)) = merged(text, &node.span).filter(|_| !fine)
        {
            self.diags.push(diag);
            return false;
        }
        fine || self.not_a(node, item, "この区画の中身か、空欄などの理由")
    }

    /// The code of a sheet: any text that can be a file name and part of an address.
    fn sheet_code(&mut self, node: &mut Node, item: &str) -> bool {
        if node.is_blank() {
            self.diags.push(messages::blank_text(node.span.clone(), item));
            return false;
        }
        trim(node);
        let Some(text) = node.word() else {
            return self.not_a(node, item, "コード");
        };
        let letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | 'ー' | '々');
        let fine = text.chars().all(letter)
            && text.chars().count() <= 40
            && !text.starts_with(['-', '.'])
            && !text.ends_with('.')
            && !text.contains("..")
            && text != "index"
            && !is_device_name(text);
        if !fine {
            let half: String = text.nfkc().collect();
            let quote =
                |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '“' | '”' | '「' | '」');
            let half = half.trim_matches(quote);
            let half =
                (half != text && half.chars().all(letter) && !half.is_empty()).then_some(half);
            self.diags.push(messages::bad_sheet_code(node.span.clone(), text, half));
        }
        fine
    }

    /// A row of a table: as many values as columns.
    pub(super) fn cells(&mut self, node: &mut Node, schema: &'a Value, item: &str) -> bool {
        let kinds = schema.get("items").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let heads = schema.get("x-kohyo-heads").and_then(Value::as_array);
        let heads: Vec<&str> = heads.into_iter().flatten().filter_map(Value::as_str).collect();
        if let [only] = kinds
            && !matches!(node.kind, Kind::List(_))
        {
            return self.node(node, only, item);
        }
        let span = node.span.clone();
        let Kind::List(values) = &mut node.kind else {
            if node.is_blank() {
                self.diags.push(messages::row_without_values(span, item, &heads));
                return false;
            }
            return self.not_a(node, item, "列の順に [ 値, 値 ] のように並べた値");
        };
        if values.len() != kinds.len() {
            // `12,345` in brackets is read as two values.
            let comma = values.windows(2).any(|pair| {
                let gap = self.text.get(pair[0].span.end()..pair[1].span.start());
                gap == Some(",")
            });
            self.diags.push(messages::row_of_another_width(
                span,
                item,
                values.len(),
                &heads,
                comma,
            ));
            return false;
        }
        let mut fine = true;
        for ((value, kind), head) in values.iter_mut().zip(kinds).zip(heads) {
            fine &= self.node(value, kind, &format!("{item}.{head}"));
        }
        fine
    }

    /// Dispatches the rules of declared forms; `None` for other rules.
    pub(super) fn declared(
        &mut self,
        node: &mut Node,
        schema: &'a Value,
        item: &str,
    ) -> Option<bool> {
        Some(match rule(schema) {
            "cell" => self.cell(node, schema, item),
            "stated" => self.stated(node, schema, item),
            "day" => self.day(node, schema, item),
            "field-year" => self.field_year(node, schema, item),
            "cells" => self.cells(node, schema, item),
            "column" => self.column(node, schema, item),
            "shape" => self.shape(node, schema, item),
            "by" => self.by(node, schema, item),
            "names" => self.names(node, schema, item),
            "absent" => self.absent(node, item),
            "sheet-code" => self.sheet_code(node, item),
            "account" => self.account(node, schema, item),
            "account-code" => self.account_code(node, item),
            "form-year" => self.form_year(node, schema, item),
            _ => return None,
        })
    }
}

/// The values of which a text is a list, where several may be listed.
fn listed<'t>(text: &'t str, schema: &Value, own: &dyn Fn(&str) -> bool) -> Option<Vec<&'t str>> {
    meant::values_of(text, own).filter(|_| meant::takes_several(schema))
}
