//! A checked tree and its schema -> the texts written in it: prose, short texts, names. All published texts of a
//! sheet come from here, so a new item of a form is in the data from its first day.

use std::ops::Range;

use ecow::EcoString;
use serde_json::Value;

use crate::diag::{Diags, messages};
use crate::form::RESERVED;
use crate::prose;
use crate::sheet::items;
use crate::sheet::schema::Form;
use crate::source::SourceFile;
use crate::terms::place::FileId;
use crate::terms::place::Span;
use crate::terms::reason::Missing;
use crate::yaml::check::shape;
use crate::yaml::node::{Kind, Node};
use crate::yaml::number::decimal;

/// The texts of a file.
#[derive(Debug, Clone)]
pub struct Texts {
    /// The file.
    pub file: FileId,
    /// Path of the page that shows them; `None` for a handout.
    pub page: Option<String>,
    /// Prefix of the ids of the same sheet's figures: `h25.52`, `plans.healthtech`.
    pub sheet: String,
    /// False for texts of the city and of handouts, which are in no table.
    pub of_sheet: bool,
    /// The texts, in the order of the file.
    pub list: Vec<Written>,
    /// The links in its prose: target and place.
    pub links: Vec<(String, Span)>,
}

/// A text as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Keys from the top; list entries by their number: `達成度評価結果`, `取組内容と成果`.
    pub keys: Vec<String>,
    /// Its kind.
    pub nature: Nature,
    /// The text, with YAML escapes decoded.
    pub text: EcoString,
    /// Its place.
    pub span: Span,
}

/// Kind of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Prose with marked-up paragraphs, lists and links.
    Prose,
    /// A short text.
    Short,
    /// A date in a date field.
    Day,
    /// A word chosen from those offered by the form.
    Chosen,
    /// 氏名
    Name,
    /// 内線番号
    Extension,
}

/// Reads the texts of a checked tree.
pub(super) fn of(
    source: &SourceFile,
    (form, stem): (Form, &str),
    tree: (&Node, &Value),
    diags: &mut Diags,
) -> Texts {
    let page = match form {
        Form::City => Some("index.html".to_owned()),
        Form::Handout => None,
    };
    texts(source, page, (format!(".{stem}"), false), tree, diags)
}

/// The same for a sheet, with its page.
pub(super) fn of_sheet(
    source: &SourceFile,
    page: &str,
    sheet: String,
    tree: (&Node, &Value),
    diags: &mut Diags,
) -> Texts {
    texts(source, Some(page.to_owned()), (sheet, true), tree, diags)
}

fn texts(
    source: &SourceFile,
    page: Option<String>,
    (sheet, of_sheet): (String, bool),
    (root, schema): (&Node, &Value),
    diags: &mut Diags,
) -> Texts {
    let mut walk = Walk { root: schema, keys: Vec::new(), list: Vec::new() };
    walk.node(root, schema);
    walk.list.shrink_to_fit();
    let mut links = Vec::new();
    for written in walk.list.iter().filter(|written| written.nature == Nature::Prose) {
        let blocks = prose::parse(&written.text);
        if !prose::is_whole(&written.text, &blocks) {
            diags.push(messages::prose_not_whole(written.span.clone()));
        }
        let mut from = written.span.start();
        for href in prose::links(&blocks) {
            let found = find(source, from..written.span.end(), href);
            from = found.as_ref().map_or(from, |range| range.end);
            let span = found.map_or_else(|| written.span.clone(), |at| Span::new(source.id, at));
            links.push((href.to_owned(), span));
        }
    }
    Texts { file: source.id, page, sheet, of_sheet, list: walk.list, links }
}

/// Place of a link target in the file; `None` where YAML escapes spell it differently.
fn find(source: &SourceFile, within: Range<usize>, href: &str) -> Option<Range<usize>> {
    let text = source.text.get(within.clone())?;
    let at = within.start + text.find(&format!("]({href})"))? + "](".len();
    Some(at..at + href.len())
}

struct Walk<'a> {
    root: &'a Value,
    keys: Vec<String>,
    list: Vec<Written>,
}

impl<'a> Walk<'a> {
    /// True for a corrected figure (前, 後).
    fn is_figure(&self, text: &str) -> bool {
        let corrections = self.keys.first().is_some_and(|key| key == "訂正");
        corrections && (self.is("前") || self.is("後")) && decimal(text).is_ok()
    }

    /// True for a sheet.
    fn is_sheet(&self) -> bool {
        self.root.get("x-kohyo-marks").is_some()
    }

    /// True for 空欄, where a form knows it.
    fn is_empty(&self, text: &str) -> bool {
        text.trim() == Missing::Empty.word() && self.is_sheet()
    }

    /// True for identifiers that no page prints: the form, the 識別 of an entry, the subject of a doubt.
    fn is_handle(&self) -> bool {
        let own = match self.keys.as_slice() {
            [form] => form == "様式",
            [of, _, handle] if of == "疑義" => handle == "箇所",
            [section, _, handle] => handle == "識別" && !RESERVED.contains(&section.as_str()),
            _ => false,
        };
        own && self.is_sheet()
    }

    /// True for the date of a date field; those that every sheet has are in tables of their own.
    fn is_day_of_form(&self) -> bool {
        self.is_sheet() && self.keys.first().is_some_and(|key| !RESERVED.contains(&key.as_str()))
    }

    fn node(&mut self, node: &Node, schema: &'a Value) {
        let schema = resolve(self.root, schema);
        // A value that may have several shapes has the schema of its own shape.
        let schema = match schema.get("x-kohyo").and_then(Value::as_str) {
            Some("shape") => match shape::fitting(schema, &node.kind) {
                Some(fitting) => return self.node(node, fitting),
                None => return,
            },
            _ => schema,
        };
        match &node.kind {
            // An empty cell has no text.
            Kind::Scalar { text, plain: _ }
                if self.is_empty(text)
                    || self.is_handle()
                    || schema.get("x-kohyo-handle").is_some() => {}
            Kind::Scalar { text, plain: _ } => {
                let of_person = schema.get("x-kohyo-person").and_then(Value::as_str);
                let nature = match schema.get("x-kohyo").and_then(Value::as_str) {
                    Some("prose") => Nature::Prose,
                    Some("text") if of_person == Some("name") => Nature::Name,
                    Some("text") if of_person == Some("extension") => Nature::Extension,
                    // A corrected figure is printed like figures, and is a fact.
                    Some("text") if self.is_figure(text) => return,
                    Some("text" | "account-code") => Nature::Short,
                    Some("day") if self.is_day_of_form() => Nature::Day,
                    Some("field-year") if self.is_day_of_form() => Nature::Short,
                    Some("choice") => Nature::Chosen,
                    _ => return,
                };
                self.list.push(Written {
                    keys: self.keys.clone(),
                    nature,
                    text: text.clone(),
                    span: node.span.clone(),
                });
            }
            Kind::List(list) => {
                let heads = schema.get("x-kohyo-heads");
                let first = schema.get("x-kohyo-name").and_then(Value::as_str);
                let names = first.map(|first| items::names(list, Some(first)));
                let Some(schema) = schema.get("items") else { return };
                for (place, node) in list.iter().enumerate() {
                    // Cells of a row have their own schemas, and are named by their columns.
                    let schema = schema.get(place).unwrap_or(schema);
                    let head = heads.and_then(|heads| heads.get(place)).and_then(Value::as_str);
                    let number = (place + 1).to_string();
                    let name = names.as_ref().and_then(|names| names.get(place));
                    let name = name.map_or(number.as_str(), String::as_str);
                    self.below(head.unwrap_or(name), node, schema);
                }
            }
            Kind::Map(entries) => {
                let said = schema.get("x-kohyo-object");
                let schema = said.map_or(schema, |said| resolve(self.root, said));
                for (key, node) in entries {
                    if let Some(schema) = item(schema, &key.text) {
                        self.below(&key.text, node, schema);
                    }
                }
            }
        }
    }

    fn is(&self, key: &str) -> bool {
        self.keys.last().is_some_and(|last| last == key)
    }

    fn below(&mut self, key: &str, node: &Node, schema: &'a Value) {
        self.keys.push(key.to_owned());
        self.node(node, schema);
        self.keys.pop();
    }
}

fn resolve<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    let reference = schema.get("$ref").and_then(Value::as_str);
    let found = reference.and_then(|path| root.pointer(path.trim_start_matches('#')));
    found.unwrap_or(schema)
}

/// The schema of an item: by its name, by any name, or in one of several spellings.
fn item<'a>(schema: &'a Value, key: &str) -> Option<&'a Value> {
    let own = schema.get("properties").and_then(|properties| properties.get(key));
    let any = || schema.get("additionalProperties").filter(|schema| schema.is_object());
    let spelt = || {
        let spellings = schema.get("anyOf").and_then(Value::as_array)?;
        spellings.iter().find_map(|spelling| item(spelling, key))
    };
    own.or_else(any).or_else(spelt)
}
