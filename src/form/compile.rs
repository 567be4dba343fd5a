//! A declared form -> the JSON Schema of its sheets, along which they are checked here and in editors.

mod comparison;
mod condition;
mod figure;
mod indicators;
mod pieces;
mod results;
mod shares;
mod survey;
mod value;

pub(crate) use indicators::WAYS;
pub use results::Results;

use figure::said_of_a_figure;
use pieces::{absent_as_a_whole, described, line, object, prose, said};
use serde_json::{Map, Value, json};
use value::{absent, value};

use super::types::{Field, Form, Item, Kind, List, Prose, Row, Section, Table};
use super::value::{Choices, Type};
use crate::terms::year::FiscalYear;

/// Levels of headings in prose that a sheet divides as it likes.
const MAX_SECTIONS: usize = 5;

/// The schema of the sheets of a form. `shared` has the items that every sheet has in addition to its sections.
#[must_use]
pub fn schema(form: &Form, results: Results, shared: &Map<String, Value>) -> Value {
    let mut items = Map::new();
    items.insert("票".to_owned(), head(results));
    let own = form
        .sections
        .iter()
        .filter_map(|one| Some((one.name.text.clone(), section(form, one, results)?)));
    items.extend(own);
    items.extend(shared.iter().map(|(key, schema)| (key.clone(), schema.clone())));
    let required = |section: &&Section| {
        !section.optional && section.when.is_empty() && items.contains_key(&section.name.text)
    };
    let sections = form.sections.iter().filter(required).map(|section| section.name.text.as_str());
    let required: Vec<&str> = ["票"].into_iter().chain(sections).chain(["出典"]).collect();
    let marks: Vec<&str> = form.marks.iter().map(|(mark, _)| mark.text.as_str()).collect();
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": form.title,
        "type": "object",
        "x-kohyo-marks": marks,
        "x-kohyo-minus": form.minus,
        "additionalProperties": false,
        "properties": items,
        "required": required,
        "definitions": {
            "figure": { "type": "string", "pattern": figures(form.minus.as_deref(), false) },
            "plain-figure": { "type": "string", "pattern": figures(form.minus.as_deref(), true) },
            "absent": { "enum": absent(form) },
            "said": said_of_a_figure(false),
            "said-plain": said_of_a_figure(true),
        },
    });
    let conditions = condition::rules(form);
    if !conditions.is_empty() {
        schema["allOf"] = conditions.into();
    }
    schema
}

/// A number or a bound that stands in quotes or brackets, as a pattern; `plain` where no bound may stand.
fn figures(minus: Option<&str>, plain: bool) -> String {
    let minus = minus.map_or_else(String::new, |mark| format!("|{}", escaped(mark)));
    let number = format!("(-{minus})?[0-9]+(\\.[0-9]+)?");
    let sides = format!("((以上|超)({number}(以下|未満))?|以下|未満)?");
    let bound = if plain { number } else { format!("{number}{sides}") };
    format!("^\\s*({bound}|\\({bound}\\))\\s*$")
}

/// A text as part of a pattern, in the notation that every validator knows.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if "^$\\.*+?()[]{}|/".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// 票: what every sheet says of itself.
fn head(results: Results) -> Value {
    let own = described(
        code(),
        "この票のコード（引用符で囲む。例 \"0123\"）。ファイルの名と同じにします",
    );
    let year = described(
        json!({ "type": ["string", "integer"], "x-kohyo": "year" }),
        "この票の実績年度（例 令和4）。年度のフォルダーでは書きません",
    );
    let mut items = vec![
        ("コード".to_owned(), own),
        ("名称".to_owned(), described(line(), "この票の名称")),
        ("略称".to_owned(), described(line(), "名称が長いとき、リンクなどに使う短い名称")),
        ("上".to_owned(), described(code(), "上の階層のコード")),
    ];
    if !matches!(results, Results::OfSheet(_)) {
        items.push(("前のコード".to_owned(), former()));
    }
    if !matches!(results, Results::OfYear(_)) {
        items.push(("年度".to_owned(), year));
    }
    let mut head = object(items, &["コード", "名称"]);
    head["description"] = "この票のコードと名称".into();
    head
}

/// 前のコード: the code in the year before, or several.
fn former() -> Value {
    let several = json!({ "type": "array", "items": code() });
    described(
        json!({ "x-kohyo": "shape", "anyOf": [code(), several] }),
        "前の年度の票のコード（年度で番号が変わるとき）。前の年度になかった事業なら 該当なし",
    )
}

fn section(form: &Form, section: &Section, results: Results) -> Option<Value> {
    let own = match &section.kind {
        Kind::Fields(fields) => fields_of(form, fields, None),
        Kind::Prose(Prose::One) => return Some(labelled(prose(), section)),
        Kind::Prose(Prose::Items(items)) => items_of(items),
        Kind::Prose(Prose::Free) => free(&placeable(form), MAX_SECTIONS),
        Kind::Table(table) => table_of(form, table, results.year()),
        Kind::List(list) => list_of(form, list),
        Kind::Indicators(of) => indicators::section(form, of, results),
        Kind::Shares(of) => shares::section(of),
        Kind::Comparison => comparison::section(),
        Kind::Survey(questions) => survey::section(questions),
        Kind::Children(_) => return None,
    };
    // A section may be empty as a whole.
    Some(labelled(json!({ "x-kohyo": "shape", "anyOf": [own, absent_as_a_whole()] }), section))
}

fn labelled(schema: Value, section: &Section) -> Value {
    described(schema, &said(section.hint.as_deref().unwrap_or(section.heading()), section.hidden))
}

fn fields_of(form: &Form, fields: &[Field], unit: Option<&Field>) -> Value {
    let item = |field: &Field| (field.name.text.clone(), field_of(form, field));
    let needed = fields
        .iter()
        .filter(|field| !field.optional || unit.is_some_and(|one| std::ptr::eq(one, *field)));
    let required: Vec<&str> = needed.map(|field| field.name.text.as_str()).collect();
    object(fields.iter().map(item).collect(), &required)
}

fn field_of(form: &Form, field: &Field) -> Value {
    let mut one = value(form, &field.kind);
    let schema = if field.several {
        if matches!(field.kind, Type::Choice(_) | Type::Number(_) | Type::Year | Type::Date) {
            one["x-kohyo-several"] = true.into();
        }
        let mut list = json!({ "type": "array", "items": one });
        // In these no value could have a comma.
        if matches!(
            field.kind,
            Type::Choice(Choices::Own(_)) | Type::Office | Type::Year | Type::Date
        ) {
            list["x-kohyo-apart"] = true.into();
        }
        if matches!(field.kind, Type::Choice(_)) {
            list["uniqueItems"] = true.into();
        }
        json!({ "x-kohyo": "shape", "anyOf": [one, list] })
    } else {
        one
    };
    described(schema, &said(field.hint.as_ref().unwrap_or(&field.name.text), field.hidden))
}

fn items_of(items: &[Item]) -> Value {
    let item = |item: &Item| {
        let hint = item.hint.as_ref().unwrap_or(&item.name.text);
        (item.name.text.clone(), described(prose(), &said(hint, item.hidden)))
    };
    let required: Vec<&str> =
        items.iter().filter(|item| !item.optional).map(|item| item.name.text.as_str()).collect();
    object(items.iter().map(item).collect(), &required)
}

/// The sections that may be shown among such texts: all that cannot show others themselves.
fn placeable(form: &Form) -> Vec<&str> {
    let free = |section: &&Section| matches!(section.kind, Kind::Prose(Prose::Free));
    let others = form.sections.iter().filter(|section| !free(section));
    others.map(|section| section.name.text.as_str()).collect()
}

/// Headings with texts, one below the other; a section of the form may stand among them.
fn free(sections: &[&str], depth: usize) -> Value {
    let mut items = vec![
        ("見出し".to_owned(), described(line(), "見出し")),
        ("文".to_owned(), described(prose(), "見出しの下の文")),
    ];
    if !sections.is_empty() {
        let place = json!({ "x-kohyo": "choice", "x-kohyo-handle": true, "enum": sections });
        let place = described(place, "ここに示す区画の名。その区画は、ここだけに載ります");
        items.push(("区画".to_owned(), place));
    }
    if depth > 1 {
        let below = described(free(sections, depth - 1), "下の見出しと文");
        items.push(("節".to_owned(), below));
    }
    json!({ "type": "array", "x-kohyo-empty": true, "items": object(items, &["見出し"]) })
}

fn table_of(form: &Form, table: &Table, results: Option<FiscalYear>) -> Value {
    let heads: Vec<String> = table.columns.iter().map(|column| column.head.name(results)).collect();
    let columns = heads.iter().zip(&table.columns);
    let shown: Vec<String> = columns.map(|(head, column)| said(head, column.hidden)).collect();
    let row = |row: &Row| {
        let cells: Vec<Value> =
            table.columns.iter().map(|column| value(form, row.of(column))).collect();
        let width = cells.len();
        let mut schema = json!({ "x-kohyo": "cells", "x-kohyo-heads": heads,
            "items": cells, "minItems": width, "maxItems": width,
            "description": said(&format!("{}（{}の順に）", row.name.text, shown.join("、")), row.hidden) });
        match cells.as_slice() {
            // The only value of a row needs no brackets.
            [only] => schema["anyOf"] = json!([{ "type": "array" }, only]),
            _ => schema["type"] = "array".into(),
        }
        (row.key().text.clone(), schema)
    };
    let required: Vec<&str> =
        table.rows.iter().filter(|row| !row.optional).map(|row| row.key().text.as_str()).collect();
    object(table.rows.iter().map(row).collect(), &required)
}

fn list_of(form: &Form, list: &List) -> Value {
    let mut entry = fields_of(form, &list.fields, list.fields.first());
    entry["properties"]["識別"] = described(line(), "同じ名のものが2つあるとき、これを指す名");
    let name = list.fields.first().map(|field| field.name.text.as_str());
    json!({ "type": "array", "x-kohyo-empty": true, "x-kohyo-name": name, "items": entry })
}

/// The code of a sheet; what no file name may hold is told by every validator, the rest by this program.
#[must_use]
pub fn code() -> Value {
    json!({ "type": ["string", "integer"], "x-kohyo": "sheet-code",
        "pattern": r"^\s*[^\s!-/:-@\[-`{-~][^\s!-,/:-@\[-`{-~]*\s*$" })
}
