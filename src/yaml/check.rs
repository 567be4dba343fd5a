//! Checks the tree of nodes against the JSON Schema of its form: every unknown, missing, blank or malformed item.
//! Mistakes are reported and cut out of the tree, so that the rest can still be decoded and checked.

mod account;
mod asked;
mod cell;
mod column;
mod cut;
mod meant;
pub(crate) mod shape;
mod unfilled;

use std::collections::{BTreeMap, BTreeSet};

use asked::{choices, either, lone_row, rule};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::diag::messages::Slip;
use crate::diag::near::nearest;
use crate::diag::{Diag, Diags, messages};
use crate::portable::is_device_name;
use crate::terms::place::{FileId, Span};
use crate::terms::reason::Missing;
use crate::terms::year::{Date, FiscalYear, YearError};
use crate::yaml::node::{Key, Kind, Node};
use crate::yaml::number::decimal;
use crate::yaml::{address, lg_code};

/// Maximum number of list entries where the schema gives no limit.
const MAX_MEMBERS: usize = 1000;

/// Checks the tree of a file against a root schema. `text` is the file. True when nothing was cut out.
pub fn check(root: &mut Node, schema: &Value, text: &str, diags: &mut Diags) -> bool {
    check_as(root, schema, (text, false), diags)
}

/// Checks the same of a draft, which may leave out what is not written yet: 未記入 stands there afterwards.
pub fn check_draft(root: &mut Node, schema: &Value, text: &str, diags: &mut Diags) -> bool {
    check_as(root, schema, (text, true), diags)
}

fn check_as(
    root: &mut Node,
    schema: &Value,
    (text, draft): (&str, bool),
    diags: &mut Diags,
) -> bool {
    let notes = root.get("注").map_or(&[][..], Node::items).iter().flat_map(Node::entries);
    let notes = notes.map(|(key, _)| key.text.trim().to_owned()).collect();
    let (cut, file) = (BTreeSet::new(), root.span.file);
    let mut checker = Checker { root: schema, text, file, notes, diags, cut, clean: true, draft };
    checker.node(root, schema, checker.place().unwrap_or(""));
    checker.clean
}

struct Checker<'a> {
    root: &'a Value,
    text: &'a str,
    /// The file of the sheet: nodes of another file came from a CSV file.
    file: FileId,
    /// The keys of the notes of the sheet.
    notes: Vec<String>,
    diags: &'a mut Diags,
    /// Start offsets of values split by a comma inside brackets.
    cut: BTreeSet<usize>,
    clean: bool,
    /// Whether what is missing may be written later.
    draft: bool,
}

impl<'a> Checker<'a> {
    /// Name of the file in messages, unless it is a sheet.
    fn place(&self) -> Option<&'a str> {
        self.root.get("x-kohyo-place").and_then(Value::as_str)
    }

    /// Checks a node; true when it may stay.
    fn node(&mut self, node: &mut Node, schema: &'a Value, item: &str) -> bool {
        let schema = self.resolve(schema);
        self.fill_blank(node, schema, item);
        if let Some(fine) = self.declared(node, schema, item) {
            self.clean &= fine;
            return fine;
        }
        let fine = match rule(schema) {
            "person" => self.person(node, schema, item),
            "" => match schema.get("type").and_then(Value::as_str) {
                Some("object") => self.object(node, schema, item),
                Some("array") => self.list(node, schema, item),
                _ => true,
            },
            rule => self.scalar(node, schema, rule, item),
        };
        self.clean &= fine;
        fine
    }

    fn resolve(&self, schema: &'a Value) -> &'a Value {
        let Some(reference) = schema.get("$ref").and_then(Value::as_str) else {
            return schema;
        };
        self.root.pointer(reference.trim_start_matches('#')).unwrap_or(schema)
    }

    fn object(&mut self, node: &mut Node, schema: &'a Value, item: &str) -> bool {
        let span = node.span.clone();
        let Kind::Map(entries) = &mut node.kind else {
            return self.not_a(node, item, "「項目名: 内容」の組");
        };
        let Some(known) = schema.get("properties").and_then(Value::as_object) else {
            return true;
        };
        let cut = cut::values(self.text, entries, &|key| {
            known.contains_key(key) || key.contains([':', '：'])
        });
        self.cut.extend(cut);
        let present: Vec<&str> = entries.iter().map(|(key, _)| key.text.as_str()).collect();
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
        let missing: Vec<&str> = required
            .chain(either(schema, &present))
            .filter_map(Value::as_str)
            .filter(|name| !present.contains(name))
            .collect();
        if entries.is_empty() && missing.is_empty() {
            return self.nothing_in(&span, item);
        }
        // Names are compared only where one is unknown: most sheets have none.
        let lone = lone_row(known, &present, &missing);
        let odd = present.iter().any(|key| !known.contains_key(*key));
        let names: Vec<String> = known.keys().filter(|_| odd).cloned().collect();
        let present: BTreeSet<&str> = present.into_iter().filter(|_| odd).collect();
        let unused = names.iter().filter(|name| !present.contains(name.as_str()));
        let unused: Vec<String> = unused.cloned().collect();
        let mut guessed = BTreeSet::new();
        entries.retain_mut(|(key, value)| {
            if let Some(schema) = known.get(key.text.as_str()) {
                return self.node(value, schema, &key.text);
            }
            let merged = merged(&key.text, &key.span);
            let written = merged.as_ref().map_or(key.text.as_str(), |(written, _)| written);
            let near = nearest(written, unused.iter().map(String::as_str)).or(lone);
            guessed.extend(near.map(str::to_owned));
            let unknown =
                || messages::unknown_key(key.span.clone(), &key.text, near, &names, self.place());
            self.diags.push(merged.as_ref().map_or_else(unknown, |(_, diag)| diag.clone()));
            self.clean = false;
            false
        });
        // A misspelt key is one mistake: the item it stands for is not reported as missing as well.
        for name in missing.into_iter().filter(|name| !guessed.contains(*name)) {
            if self.draft
                && let Some(schema) = known.get(name)
            {
                let place = first_line(&span, entries);
                if let Some(filled) = self.unfilled(schema, &place, name) {
                    entries.push((Key { text: name.into(), span: place }, filled));
                    continue;
                }
            }
            let row = known.get(name).and_then(|row| row.get("x-kohyo-heads")?.as_array());
            if let Some(heads) = row.filter(|_| span.file == self.file) {
                let heads: Vec<&str> = heads.iter().filter_map(Value::as_str).collect();
                // Below the nearest preceding row that exists.
                let above = known.keys().take_while(|key| *key != name);
                let above =
                    above.filter_map(|row| entries.iter().find(|(key, _)| key.text == *row));
                let above = above.last().map(|(key, _)| key);
                let place =
                    above.map_or_else(|| first_line(&span, entries), |key| key.span.clone());
                let above = above.map(|key| key.text.as_str());
                self.diags.push(messages::missing_row(place, name, item, above, &heads));
                self.clean = false;
                continue;
            }
            if span.file != self.file {
                let place = first_line(&span, entries);
                self.diags.push(messages::csv_field_missing(place, name));
                self.clean = false;
                continue;
            }
            let want = known.get(name).map_or("", |schema| self.want(schema));
            let choices = known.get(name).map(|schema| choices(self.resolve(schema)));
            let place = first_line(&span, entries);
            let choices = choices.unwrap_or_default();
            self.diags.push(messages::missing_item(place, name, item, want, &choices));
            self.clean = false;
        }
        true
    }

    /// Reports empty brackets: neither a value nor a reason.
    fn nothing_in(&mut self, span: &Span, item: &str) -> bool {
        self.diags.push(messages::nothing_in_brackets(span.clone(), item));
        self.clean = false;
        false
    }

    /// Kind of value of an item, as a word.
    fn want(&self, schema: &'a Value) -> &'static str {
        let schema = self.resolve(schema);
        match rule(schema) {
            "number" => "数値",
            "year" => "年度",
            "date" => "年月日",
            "prose" => "文",
            "person" => "{ 職名: …, 氏名: … }",
            "cell" => "値",
            "cells" => "[ 値, 値 ]",
            _ => "内容",
        }
    }

    fn list(&mut self, node: &mut Node, schema: &'a Value, item: &str) -> bool {
        let Kind::List(items) = &mut node.kind else {
            return self.not_a(node, item, "1件ごとに「- 」で始まる行");
        };
        if items.is_empty() {
            return schema.get("x-kohyo-empty").is_some() || self.nothing_in(&node.span, item);
        }
        let apart = schema.get("x-kohyo-apart").and_then(Value::as_bool).unwrap_or_default();
        let limit = schema.get("maxItems").and_then(Value::as_u64);
        let limit = limit.and_then(|limit| usize::try_from(limit).ok());
        let Some(schema) = schema.get("items") else {
            return true;
        };
        if apart {
            let words = rule(self.resolve(schema)) == "stated";
            items.retain(|item| {
                let Some(place) = wide_comma(item) else { return true };
                self.diags.push(messages::values_in_one(place, words));
                self.clean = false;
                false
            });
        }
        if holds_text(self.resolve(schema)) {
            for span in cut::sentences(self.text, items) {
                self.diags.push(messages::yaml_syntax(span, Slip::Cut));
                self.clean = false;
            }
        }
        let limit = limit.unwrap_or(MAX_MEMBERS);
        let count = items.iter().map(|item| members(item, "系列").max(1)).sum();
        if count > limit {
            let place =
                items.get(limit).map_or_else(|| node.span.clone(), |next| next.span.clone());
            self.diags.push(messages::too_many(place, item, count, limit));
            self.clean = false;
            items.truncate(limit);
        }
        items.retain_mut(|value| self.node(value, schema, item));
        true
    }

    /// True when the year may stay: an unreadable one does, so that no other year is reported as missing because of
    /// it.
    fn year_key(&mut self, key: &Key, seen: &mut BTreeMap<FiscalYear, Span>) -> bool {
        let Ok((year, _)) = FiscalYear::parse(&key.text) else {
            self.diags.push(messages::bad_year(key.span.clone(), &key.text));
            return true;
        };
        if let Some(first) = seen.get(&year) {
            self.diags.push(messages::same_year(key.span.clone(), &key.text, first.clone()));
            return false;
        }
        seen.insert(year, key.span.clone());
        true
    }

    fn person(&mut self, node: &mut Node, schema: &'a Value, item: &str) -> bool {
        let Some(Value::Array(forms)) = schema.get("anyOf") else {
            return true;
        };
        trim(node);
        match (&node.kind, forms.as_slice()) {
            (Kind::Map(_), [person, ..]) => self.object(node, person, item),
            (Kind::Scalar { text, .. }, [_, reasons, ..]) if !node.is_blank() => {
                let mut reasons = choices(reasons);
                // Nobody is told to write this.
                reasons.retain(|reason| self.draft || reason != Missing::Unfilled.word());
                let near = nearest(text, reasons.iter().map(String::as_str));
                let fine = self.is_absent(text);
                if !fine {
                    let span = node.span.clone();
                    self.diags.push(match near {
                        Some(_) => messages::bad_choice(span, item, text, near, &reasons),
                        None => messages::person_in_one(span, item, text, &reasons),
                    });
                }
                fine
            }
            _ => self.not_a(node, item, "{ 職名: …, 氏名: … } か、記載なし"),
        }
    }

    fn number(&mut self, text: &str, span: &Span, item: &str) -> bool {
        let Err(problem) = decimal(text) else {
            return true;
        };
        self.diags.push(messages::bad_number(span.clone(), item, text, &problem));
        false
    }

    fn scalar(&mut self, node: &mut Node, schema: &Value, rule: &str, item: &str) -> bool {
        if node.is_blank() {
            let span = node.span.clone();
            self.diags.push(match rule {
                "prose" => messages::missing_reason(span, item, false),
                _ => messages::blank_text(span, item),
            });
            return false;
        }
        if matches!(rule, "text" | "prose") && self.cut.contains(&node.span.start()) {
            self.diags.push(messages::yaml_syntax(node.span.clone(), Slip::Cut));
            return false;
        }
        // A full-width space at the start of prose indents its first paragraph.
        if rule != "prose"
            || matches!(&node.kind, Kind::Scalar { text, .. } if Missing::from_word(text.trim()).is_some())
        {
            trim(node);
        }
        let Kind::Scalar { text, .. } = &node.kind else {
            return self.not_a(node, item, if rule == "prose" { "文" } else { "1つの言葉か数値" });
        };
        let (text, span) = (&**text, &node.span);
        match rule {
            "text" if text.contains('\n') => self.not_a(node, item, "1行の文"),
            "number" => self.number(text, span, item),
            "code" => self.code(text, span),
            "year" => {
                let fine = FiscalYear::parse(text).is_ok();
                if !fine {
                    self.diags.push(messages::bad_year(span.clone(), text));
                }
                fine
            }
            "date" => self.date(text, span),
            "address" => self.address(text, span, false),
            "site-address" => self.address(text, span, true),
            "lg-code" => {
                let fault = lg_code::check(text).err();
                let told = fault.map(|fault| messages::bad_lg_code(span.clone(), text, &fault));
                told.map(|diag| self.diags.push(diag)).is_none()
            }
            "choice" => self.choice(text, span, schema, item),
            _ => true,
        }
    }

    fn date(&mut self, text: &str, span: &Span) -> bool {
        match Date::parse(text) {
            Ok(_) => return true,
            Err(YearError::Form) => {
                let nearly = Date::nearly(text);
                self.diags.push(messages::bad_date(span.clone(), text, nearly.as_deref()));
            }
            Err(YearError::NoSuchDay) => self.diags.push(messages::no_such_day(span.clone(), text)),
        }
        false
    }

    fn address(&mut self, text: &str, span: &Span, of_folder: bool) -> bool {
        let fault = address::check(text, of_folder).err();
        let told = fault.map(|fault| messages::bad_address(span.clone(), text, &fault));
        told.map(|diag| self.diags.push(diag)).is_none()
    }

    fn code(&mut self, text: &str, span: &Span) -> bool {
        let fine = is_code(text);
        if !fine {
            let half = text.nfkc().collect::<String>().to_lowercase();
            let half = half.trim_matches(|c: char| {
                c.is_whitespace() || matches!(c, '"' | '\'' | '“' | '”' | '「' | '」')
            });
            self.diags.push(messages::bad_code(span.clone(), text, is_code(half).then_some(half)));
        }
        fine
    }

    fn choice(&mut self, text: &str, span: &Span, schema: &Value, item: &str) -> bool {
        let choices = choices(schema);
        // A word that is accepted and not offered: 未記入.
        let accepted = schema.get("enum").and_then(Value::as_array).into_iter().flatten();
        if choices.iter().any(|choice| choice == text)
            || accepted.into_iter().any(|word| word == text)
        {
            return true;
        }
        let near = nearest(text, choices.iter().map(String::as_str));
        if near.is_none()
            && let Some(one) = meant::explained(text, &choices, schema)
        {
            let rest =
                if one.by_the_form { messages::Rest::Meaning } else { messages::Rest::Other };
            self.diags.push(messages::word_explained(span.clone(), item, text, one.word, rest));
            return false;
        }
        let mut told = messages::bad_choice(span.clone(), item, text, near, &choices);
        told.remedy.extend(schema.get("x-kohyo-choose").and_then(Value::as_str));
        self.diags.push(told);
        false
    }

    fn not_a(&mut self, node: &Node, item: &str, want: &str) -> bool {
        let item = if item.is_empty() { "票" } else { item };
        let span = node.span.clone();
        let keys_wanted = want.contains(": ") && !want.contains('{');
        self.diags.push(match &node.kind {
            _ if node.is_blank() => messages::blank_text(span, item),
            Kind::Map(entries)
                if entries.iter().any(|(key, _)| matches!(key.text.as_str(), "値" | "注"))
                    && !want.contains(": ") =>
            {
                messages::note_on_words(span, item, node.get("値").and_then(Node::word))
            }
            Kind::Map(_) if !keys_wanted && !want.contains("- ") => {
                messages::sentence_with_colon(span, item)
            }
            Kind::Scalar { text, plain: true } if keys_wanted => merged(text, &span)
                .map_or_else(|| messages::wrong_type(span, item, want), |(_, diag)| diag),
            _ => messages::wrong_type(span, item, want),
        });
        false
    }
}

/// `単位：社`, or `単位:社` inside brackets: a key and its value merged into one word. Returns the key and the message.
fn merged(text: &str, span: &Span) -> Option<(String, Diag)> {
    let (at, colon) = text.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let key = &text[..at];
    if key.is_empty() || key.chars().count() > 20 || key.contains([' ', '。', '、', '「']) {
        return None;
    }
    let start = span.start() + at;
    let place = Span::new(span.file, start..start + colon.len_utf8());
    let diag =
        if colon == ':' { messages::tight_colon(place) } else { messages::wide_colon(place) };
    Some((key.to_owned(), diag))
}

/// True for what may be part of an address.
#[must_use]
pub fn is_code(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 40
        && !text.starts_with('-')
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        // Windows reserves these names for devices, and `index` is the list of the year.
        && text != "index"
        && !is_device_name(text)
}

/// Where to point for a missing item: the first key of its map.
fn first_line(span: &Span, entries: &[(Key, Node)]) -> Span {
    entries.first().map_or_else(|| span.clone(), |(key, _)| key.span.clone())
}

/// Spaces around a word or number are never intended.
fn trim(node: &mut Node) {
    if let Kind::Scalar { text, .. } = &mut node.kind
        && text.trim().len() < text.len()
    {
        *text = text.trim().into();
    }
}

/// True for a schema of a text, even where something else is allowed as well.
fn holds_text(schema: &Value) -> bool {
    let shapes = schema.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    matches!(rule(schema), "text" | "prose")
        || rule(schema) == "shape" && shapes.into_iter().any(holds_text)
}

/// The full-width comma in a value that was probably meant as several.
fn wide_comma(item: &Node) -> Option<Span> {
    let Kind::Scalar { text, plain: true } = &item.kind else { return None };
    let (at, comma) = text.char_indices().find(|(_, c)| matches!(c, '，' | '、'))?;
    let start = item.span.start() + at;
    Some(Span::new(item.span.file, start..start + comma.len_utf8()))
}

/// Number of entries of a list, or of a map, inside a map.
fn members(node: &Node, key: &str) -> usize {
    match node.get(key).map(|list| &list.kind) {
        Some(Kind::List(items)) => items.len(),
        Some(Kind::Map(entries)) => entries.len(),
        _ => 0,
    }
}
