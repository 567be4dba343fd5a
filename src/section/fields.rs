//! 欄: labelled values. Tree in, values out.

use ecow::{EcoString, eco_format};

use super::cell::{Cell, Value};
use crate::form::{ACCOUNT, Field, Form, Measure, Type};
use crate::section::figure::Figure;
use crate::section::written::{at, exact, whole};
use crate::sheet::value::At;
use crate::terms::year::{Date, FiscalYear};
use crate::yaml::node::{Kind, Node};

/// A value of a field, or of a table cell that may hold more than figures.
#[derive(Debug, Clone)]
pub enum Entry {
    /// 数, or a word in its place.
    Number(Cell),
    /// 選択
    Chosen(Cell),
    /// 言葉, 単位
    Words(At),
    /// 日付
    Day(At, Date),
    /// 年度
    Year(At, FiscalYear),
    /// 文
    Prose(At),
    /// 課
    Office {
        /// コード
        code: Option<EcoString>,
        /// 名称
        name: At,
    },
    /// 人
    Person {
        /// 職名
        title: At,
        /// 氏名
        name: Option<EcoString>,
        /// 内線番号
        extension: Option<EcoString>,
    },
    /// 科目: its parts, from the top; omitted ones are left out.
    Account(Vec<(&'static str, At)>),
    /// A mark, a reason or 空欄 in place of words.
    Absent(Cell),
}

/// Reads the values of each field.
pub(super) fn read(form: &Form, fields: &[Field], node: &Node) -> Vec<Vec<Entry>> {
    fields.iter().map(|field| values(form, field, node)).collect()
}

/// The values of a field: none, one or several.
pub(super) fn values(form: &Form, field: &Field, node: &Node) -> Vec<Entry> {
    let Some(given) = node.get(&field.name.text) else {
        return Vec::new();
    };
    match &given.kind {
        Kind::List(items) => exact(items.iter().filter_map(|node| entry(form, &field.kind, node))),
        _ => entry(form, &field.kind, given).into_iter().collect(),
    }
}

/// Reads a value of a type; `None` for what was cut out as wrong.
pub(super) fn entry(form: &Form, kind: &Type, node: &Node) -> Option<Entry> {
    match kind {
        Type::Number(_) => return Some(Entry::Number(Cell::read(form, node))),
        Type::Choice(_) => return Some(Entry::Chosen(Cell::chosen(form, node))),
        _ => {}
    }
    if let Some(at) = at(node)
        && form.reason(&at.text).is_some()
    {
        return Some(Entry::Absent(Cell::absent(form, at)));
    }
    let text = |key: &str| node.get(key).and_then(at);
    Some(match kind {
        Type::Prose => Entry::Prose(whole(node)?),
        Type::Office => match at(node) {
            Some(name) => Entry::Office { code: None, name },
            None => {
                Entry::Office { code: text("コード").map(|at| at.text), name: text("名称")? }
            }
        },
        Type::Person => Entry::Person {
            title: text("職名")?,
            name: text("氏名").map(|at| at.text),
            extension: text("内線番号").map(|at| at.text),
        },
        Type::Account => Entry::Account(account(node)),
        Type::Date => {
            let at = at(node)?;
            let day = Date::parse(&at.text).ok()?;
            Entry::Day(at, day)
        }
        Type::Year => {
            let at = at(node)?;
            let (year, _) = FiscalYear::parse(&at.text).ok()?;
            Entry::Year(at, year)
        }
        Type::Number(_) | Type::Choice(_) | Type::Words | Type::Unit => Entry::Words(at(node)?),
    })
}

/// The stated parts of a 科目.
fn account(node: &Node) -> Vec<(&'static str, At)> {
    ACCOUNT.into_iter().filter_map(|part| Some((part, at(node.get(part)?)?))).collect()
}

/// 一般会計 3款1項2目 事業045
pub(crate) fn account_in_words(parts: &[(&str, At)]) -> String {
    let [mut book, mut numbers, mut project] = [const { String::new() }; 3];
    for (part, at) in parts {
        match *part {
            "会計" => book.push_str(&at.text),
            "事業" => project.extend([part, at.text.as_str()]),
            _ => numbers.extend([at.text.as_str(), part]),
        }
    }
    let words = [book, numbers, project].into_iter().filter(|words| !words.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

impl Entry {
    /// The cell of a figure or of a chosen word.
    #[must_use]
    pub fn cell(&self) -> Option<&Cell> {
        match self {
            Self::Number(cell) | Self::Chosen(cell) => Some(cell),
            _ => None,
        }
    }
}

/// Unit of the figures of a type; `None` for choices.
pub(super) fn measure(kind: &Type, unit: Option<&str>) -> Option<Measure> {
    match kind {
        Type::Number(own) => Some(Measure {
            unit: own.unit.clone().or_else(|| unit.map(str::to_owned)),
            conversion: own.conversion.clone(),
        }),
        _ => None,
    }
}

/// Name of a value below its field, where there may be several: a chosen word by itself, so that others can come and
/// go; anything else by its number.
pub(crate) fn distinct_part(field: &Field, values: &[Entry], place: usize) -> Option<EcoString> {
    match values.get(place) {
        Some(Entry::Chosen(Cell { value: Value::Chosen(word), .. })) if field.several => {
            Some(word.clone())
        }
        _ => (values.len() > 1).then(|| eco_format!("{}", place + 1)),
    }
}

/// The figures of a section.
pub(super) fn figures<'a>(
    section: usize,
    fields: &[Field],
    values: &'a [Vec<Entry>],
    all: &mut Vec<Figure<'a>>,
) {
    for (field, values) in fields.iter().zip(values) {
        for (place, entry) in values.iter().enumerate() {
            let Some(cell) = entry.cell() else { continue };
            let name = std::iter::once(EcoString::from(&field.name.text));
            all.push(Figure {
                section,
                parts: name.chain(distinct_part(field, values, place)).collect(),
                measure: measure(&field.kind, None),
                year: None,
                cell,
            });
        }
    }
}
