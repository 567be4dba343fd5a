//! 一覧: entries with the same fields. Tree in, entries out.

use ecow::EcoString;

use super::fields::{Entry, distinct_part, measure, values};
use crate::form::{Form, List, Type};
use crate::section::figure::Figure;
use crate::section::written::at;
use crate::sheet::value::At;
use crate::terms::place::Span;
use crate::yaml::node::Node;

/// An entry of a list.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its name: its 識別, else the value of its first field.
    pub key: EcoString,
    /// Its place.
    pub span: Span,
    /// The values of each field of the form.
    pub fields: Vec<Vec<Entry>>,
}

/// Reads the entries.
pub(super) fn read(form: &Form, list: &List, node: &Node) -> Vec<Item> {
    let item = |node: &Node| {
        let first = list.fields.first().and_then(|field| node.get(&field.name.text));
        let name = node.get("識別").or(first).and_then(called);
        Item {
            key: name.map(|at| at.text).unwrap_or_default(),
            span: node.span.clone(),
            fields: list.fields.iter().map(|field| values(form, field, node)).collect(),
        }
    };
    node.items().iter().map(item).collect()
}

/// The name that a value gives to its entry: its words, those of an object with remarks, the first of several.
fn called(node: &Node) -> Option<At> {
    let own = ["値", "名称", "職名", "文"].into_iter().find_map(|key| node.get(key));
    at(node).or_else(|| own.or_else(|| node.items().first()).and_then(called))
}

impl Item {
    /// The unit of its figures, if one of its fields states it.
    fn unit(&self, list: &List) -> Option<&str> {
        let place = list.fields.iter().position(|field| field.kind == Type::Unit)?;
        match self.fields.get(place)?.first()? {
            Entry::Words(at) => Some(&at.text),
            _ => None,
        }
    }
}

/// The figures of a list.
pub(super) fn figures<'a>(
    section: usize,
    list: &List,
    items: &'a [Item],
    all: &mut Vec<Figure<'a>>,
) {
    for item in items {
        let unit = item.unit(list);
        for (field, values) in list.fields.iter().zip(&item.fields) {
            for (place, entry) in values.iter().enumerate() {
                let Some(cell) = entry.cell() else { continue };
                let name = [item.key.clone(), field.name.text.clone().into()].into_iter();
                all.push(Figure {
                    section,
                    parts: name.chain(distinct_part(field, values, place)).collect(),
                    measure: measure(&field.kind, unit),
                    year: None,
                    cell,
                });
            }
        }
    }
}
