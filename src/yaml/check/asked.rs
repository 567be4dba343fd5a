//! Schema of an item -> its rule, its words to choose from, its required items.

use serde_json::{Map, Value};

/// The rule of a value; empty where its type suffices.
pub(super) fn rule(schema: &Value) -> &str {
    schema.get("x-kohyo").and_then(Value::as_str).unwrap_or("")
}

/// The words to choose from, if any.
pub(super) fn choices(schema: &Value) -> Vec<String> {
    // Where other values than words are allowed, `enum` would refuse them.
    let words = schema.get("x-kohyo-words").or(schema.get("enum")).and_then(Value::as_array);
    words.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// For a table with one unknown and one missing row: the missing one, which was meant, however it was spelt.
pub(super) fn lone_row<'s>(
    known: &Map<String, Value>,
    present: &[&str],
    missing: &[&'s str],
) -> Option<&'s str> {
    let [only] = missing else { return None };
    let unknown = present.iter().filter(|key| !known.contains_key(**key)).count();
    let is_row = known.get(*only).is_some_and(|schema| rule(schema) == "cells");
    (unknown == 1 && is_row).then_some(*only)
}

/// Required items where a form can be filled in in several ways: those of the alternative that is most complete, or
/// of the first one where none was started.
pub(super) fn either<'s>(schema: &'s Value, present: &[&str]) -> impl Iterator<Item = &'s Value> {
    let ways = schema.get("x-kohyo-either").and(schema.get("anyOf"));
    let ways = ways.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let items = |way: &'s Value| way.get("required").and_then(Value::as_array);
    let there = |item: &&Value| present.iter().any(|key| *item == key);
    let gone = |items: &&Vec<Value>| {
        let count = items.iter().filter(there).count();
        (count == items.len(), count)
    };
    // `max_by_key` takes the last of equal ones, so the order is reversed to prefer the first.
    let best = ways.iter().rev().filter_map(items).max_by_key(gone);
    best.into_iter().flatten()
}
