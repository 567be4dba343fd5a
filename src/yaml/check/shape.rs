//! Items whose schema depends on their shape (a word, a list, a map), or on one of their keys.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::asked::{choices, rule};
use super::{Checker, cut, merged, trim};
use crate::diag::messages;
use crate::diag::near::nearest;
use crate::yaml::node::{Kind, Node};

/// True where a node of this kind may fit a schema.
fn accepts(schema: &Value, kind: &Kind) -> bool {
    let own = schema.get("type").and_then(Value::as_str);
    match (rule(schema), kind) {
        ("shape", _) => shapes(schema).iter().any(|shape| accepts(shape, kind)),
        (
            "cell" | "stated" | "person" | "account" | "column",
            Kind::Scalar { .. } | Kind::Map(_),
        )
        | ("cells", Kind::List(_)) => true,
        _ => match kind {
            Kind::List(_) => own == Some("array"),
            Kind::Map(_) => own == Some("object"),
            Kind::Scalar { .. } => !matches!(own, Some("array" | "object")),
        },
    }
}

fn shapes(schema: &Value) -> &[Value] {
    schema.get("anyOf").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The schema that fits the shape of a node; the first one where none fits.
pub(crate) fn fitting<'s>(schema: &'s Value, kind: &Kind) -> Option<&'s Value> {
    let shapes = shapes(schema);
    shapes.iter().find(|shape| accepts(shape, kind)).or(shapes.first())
}

/// The schema chosen by a key of an object.
fn chosen<'s>(schema: &'s Value, node: &Node) -> Option<&'s Value> {
    let key = schema.get("x-kohyo-by").and_then(Value::as_str)?;
    let word = node.get(key).and_then(Node::word)?;
    let cases = schema.get("allOf").and_then(Value::as_array)?;
    let case = cases.iter().find(|case| case["if"]["properties"][key]["const"] == word);
    case.and_then(|case| case.get("then"))
}

impl<'a> Checker<'a> {
    /// Checks a value that may have several shapes.
    pub(super) fn shape(&mut self, node: &mut Node, schema: &'a Value, item: &str) -> bool {
        let nested = |kind: &Kind| fitting(schema, kind);
        match nested(&node.kind) {
            // An empty list has a message of its own.
            Some(schema) => self.node(node, schema, item),
            None => true,
        }
    }

    /// Checks an object with a key that decides its schema: with an unknown word nothing else can be checked.
    pub(super) fn by(&mut self, node: &mut Node, schema: &'a Value, item: &str) -> bool {
        if !matches!(node.kind, Kind::Map(_)) {
            return self.not_a(node, item, "「項目名: 内容」の組");
        }
        if let Some(own) = chosen(schema, node) {
            self.of_other_cases(node, own, schema);
            return self.object(node, own, item);
        }
        let key = schema.get("x-kohyo-by").and_then(Value::as_str).unwrap_or_default();
        let own = schema.get("properties").and_then(|items| items.get(key));
        let words = own.map(choices).unwrap_or_default();
        let span = node.span.clone();
        let Kind::Map(entries) = &mut node.kind else { return false };
        let written = entries.iter_mut().find(|(name, _)| name.text == key);
        if let (Some((_, value)), Some(own)) = (written, own) {
            self.node(value, own, key);
        } else {
            let place = entries.first().map_or(span, |(key, _)| key.span.clone());
            self.diags.push(messages::missing_item(place, key, item, "内容", &words));
        }
        self.clean = false;
        false
    }

    /// Removes keys that only other cases of the schema have.
    fn of_other_cases(&mut self, node: &mut Node, own: &'a Value, schema: &'a Value) {
        let by = schema.get("x-kohyo-by").and_then(Value::as_str).unwrap_or_default();
        let word = node.get(by).and_then(Node::word).unwrap_or_default().to_owned();
        let cases = schema.get("allOf").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let has = |case: &Value, key: &str| case["properties"].get(key).is_some();
        let Kind::Map(entries) = &mut node.kind else { return };
        entries.retain(|(key, _)| {
            let others = cases.iter().filter(|case| has(&case["then"], &key.text));
            let others = others.filter_map(|case| case["if"]["properties"][by]["const"].as_str());
            let others: Vec<&str> = others.collect();
            if has(own, &key.text) || others.is_empty() {
                return true;
            }
            let span = key.span.clone();
            self.diags.push(messages::key_of_another_kind(span, &key.text, &word, &others));
            self.clean = false;
            false
        });
    }

    /// Checks a map of arbitrary names with values of one kind, except names with a schema of their own.
    pub(super) fn names(&mut self, node: &mut Node, schema: &'a Value, item: &str) -> bool {
        let span = node.span.clone();
        let Kind::Map(entries) = &mut node.kind else {
            let list = matches!(node.kind, Kind::List(_));
            let want = if list {
                "「- 」を付けずに、「名: 内容」の組"
            } else {
                "「名: 内容」の組"
            };
            return self.not_a(node, item, want);
        };
        if entries.is_empty() {
            return self.nothing_in(&node.span, item);
        }
        let Some(any) = schema.get("additionalProperties") else { return true };
        let own = schema.get("properties").and_then(Value::as_object);
        // A comma or colon that YAML reads differently is reported once, and as a whole.
        let known =
            |key: &str| key.contains([':', '：']) || own.is_some_and(|own| own.contains_key(key));
        let cut = cut::values(self.text, entries, &known);
        self.cut.extend(cut);
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
        let missing = required.filter_map(Value::as_str);
        let missing: Vec<&str> =
            missing.filter(|name| entries.iter().all(|(key, _)| key.text != *name)).collect();
        let mut guessed = Vec::new();
        entries.retain_mut(|(key, value)| {
            if let Some((_, diag)) = merged(&key.text, &key.span).filter(|_| value.is_blank()) {
                self.diags.push(diag);
                self.clean = false;
                return false;
            }
            let schema = own.and_then(|own| own.get(key.text.as_str())).unwrap_or(any);
            // A value that fits no arbitrary name was meant for a known one.
            let known = own
                .filter(|own| !own.contains_key(key.text.as_str()) && !accepts(any, &value.kind));
            let near = known.and_then(|known| nearest(&key.text, known.keys().map(String::as_str)));
            if let (Some(near), Some(known)) = (near, known) {
                let names: Vec<String> = known.keys().cloned().collect();
                let span = key.span.clone();
                self.diags.push(messages::unknown_key(span, &key.text, Some(near), &names, None));
                guessed.push(near.to_owned());
                self.clean = false;
                return false;
            }
            let fine = self.node(value, schema, &key.text);
            self.clean &= fine;
            fine
        });
        for name in missing.into_iter().filter(|name| !guessed.iter().any(|one| one == name)) {
            let own = own.and_then(|own| own.get(name));
            let words = own.map(choices).unwrap_or_default();
            let place = entries.first().map_or_else(|| span.clone(), |(key, _)| key.span.clone());
            self.diags.push(messages::missing_item(place, name, item, "内容", &words));
            self.clean = false;
        }
        true
    }

    /// 実績年度, 実績年度+1, a year, or the word for any year where the schema allows it.
    pub(super) fn form_year(&mut self, node: &mut Node, schema: &Value, item: &str) -> bool {
        trim(node);
        let Some(text) = node.word() else {
            return self.not_a(node, item, "実績年度か、令和5 のような年度");
        };
        let free = schema.get("x-kohyo-free").and_then(Value::as_str);
        let fine = free == Some(text) || super::super::form_year(text).is_some();
        if !fine {
            let plain = |c: char| if matches!(c, '−' | 'ー') { '-' } else { c };
            let half: String = text.nfkc().filter(|c| !c.is_whitespace()).map(plain).collect();
            let half = Some(half.as_str()).filter(|half| super::super::form_year(half).is_some());
            self.diags.push(messages::bad_form_year(node.span.clone(), text, half));
        }
        fine
    }
}
