//! Last year's sheet -> the values that next year's sheet takes over, as YAML on one line, with targets and actuals moved to
//! their new columns. Values that are evaluated each year are not taken over.

use super::indicators::{Column, Holds, Indicators, Role};
use super::types::{Field, Form, Section};
use super::value::Type;
use crate::diag::messages::quoted;
use crate::terms::reason::Missing;
use crate::terms::year::FiscalYear;
use crate::yaml::node::{Kind, Node};
use crate::yaml::number::decimal;

const UNFILLED: &str = Missing::Unfilled.word();

/// Last year's sheet.
#[derive(Debug, Clone, Copy)]
pub struct Last<'a> {
    /// What it says.
    pub tree: &'a Node,
    /// The year whose results it states.
    pub results: Option<FiscalYear>,
    /// The year in which it was made, in words: 令和6.
    pub year: &'a str,
}

impl Last<'_> {
    /// What it says in a section.
    pub(super) fn section(&self, name: &str) -> Option<&Node> {
        self.tree.get(name).filter(|node| absent(node).is_none())
    }
}

/// The word in the place of a whole section or a value.
fn absent(node: &Node) -> Option<Missing> {
    Missing::in_cell(node.word()?.trim())
}

/// Writes a value as YAML on one line, without its notes and its state.
pub(super) fn flow(node: &Node) -> String {
    if let Some(value) = node.get("値") {
        return flow(value);
    }
    match &node.kind {
        Kind::Scalar { text, plain } => {
            let text = text.trim();
            match decimal(text) {
                Ok(_) if *plain => text.to_owned(),
                // A code: the zeros in front of it belong to it.
                Ok(_) => format!("\"{text}\""),
                Err(_) if text.contains('\n') => UNFILLED.to_owned(),
                Err(_) => quoted(text),
            }
        }
        Kind::List(items) if items.is_empty() => "[]".to_owned(),
        Kind::List(items) => {
            format!("[ {} ]", items.iter().map(flow).collect::<Vec<_>>().join(", "))
        }
        Kind::Map(entries) => {
            let entries = entries.iter().filter(|(key, _)| key.text != "注");
            let all = entries.map(|(key, value)| format!("{}: {}", name(&key.text), flow(value)));
            format!("{{ {} }}", all.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A key: numbers in quotes, so that they are the codes they were.
pub(super) fn name(key: &str) -> String {
    if decimal(key).is_ok() { format!("\"{key}\"") } else { quoted(key) }
}

/// The lines of a text.
pub(super) fn lines(node: &Node) -> Vec<&str> {
    node.word().unwrap_or_default().trim_end().lines().collect()
}

/// Whether a field is taken over: names, offices and units are, evaluations are not. A choice is taken over only if it
/// decides which sections the sheet has (場合).
pub(super) fn goes_on(form: &Form, field: &Field) -> bool {
    match field.kind {
        Type::Words | Type::Unit | Type::Office | Type::Person | Type::Account => true,
        Type::Choice(_) => {
            let all = form.sections.iter().flat_map(|section| &section.when);
            let name = field.name.text.as_str();
            all.map(|condition| condition.field.text.as_str())
                .any(|of| of == name || of.rsplit_once('.').is_some_and(|(_, of)| of == name))
        }
        Type::Number(_) | Type::Prose | Type::Date | Type::Year => false,
    }
}

/// Whether the texts of a section are taken over: only in a form that marks yearly texts (毎年書く), and only those not
/// marked.
pub(super) fn stays(form: &Form, section: &Section) -> bool {
    !section.yearly && form.sections.iter().any(|section| section.yearly)
}

/// The entries of 目標の改定 or 断絶 whose years next year's sheet still has; `None` if there are none.
pub(super) fn of_years(
    of: &Indicators,
    (entry, key, list): (&Node, &str, &Node),
    results: Option<FiscalYear>,
) -> Option<String> {
    let targets = key == "目標の改定";
    let figures = of.columns.iter().filter(|column| match column.holds {
        Holds::Figures(Role::Target | Role::Path) => true,
        Holds::Figures(Role::Actual) => !targets,
        _ => false,
    });
    let (mut years, mut any) = (Vec::new(), false);
    for column in figures.filter(|column| entry.get(&column.name.text).is_some()) {
        any |= column.free || column.years.is_empty();
        years.extend(column.years.iter().filter_map(|year| year.of(results)));
    }
    let there = |item: &&Node| {
        let year = item
            .get("年度")
            .and_then(Node::word)
            .and_then(|text| FiscalYear::parse(text.trim()).ok());
        any || year.is_none_or(|(year, _)| years.contains(&year))
    };
    let kept: Vec<String> = list.items().iter().filter(there).map(flow).collect();
    (!kept.is_empty()).then(|| format!("[ {} ]", kept.join(", ")))
}

/// The value of an indicator's column on next year's sheet; `None` if nothing is taken over.
pub(super) fn column(
    column: &Column,
    old: Option<&Node>,
    [before, results]: [Option<FiscalYear>; 2],
) -> Option<String> {
    let role = match &column.holds {
        Holds::Figures(role) => *role,
        Holds::Words(Type::Choice(_) | Type::Number(_)) | Holds::Grade(..) => return None,
        Holds::Way(_) | Holds::Words(_) => return old.map(flow),
    };
    if role.is_of_the_latest() {
        return None;
    }
    let old = old.filter(|node| absent(node).is_none());
    let wanted: Vec<(String, Option<FiscalYear>)> =
        column.years.iter().map(|year| (year.name(results), year.of(results))).collect();
    let mut known: Vec<(String, Option<FiscalYear>, String)> = Vec::new();
    match old.map(|node| (node, &node.kind)) {
        Some((node, Kind::Map(entries)))
            if node.get("値").is_none() && node.get("文").is_none() =>
        {
            let year = |text: &str| FiscalYear::parse(text).ok().map(|(year, _)| year);
            known.extend(
                entries
                    .iter()
                    .map(|(key, value)| (key.text.to_string(), year(&key.text), flow(value))),
            );
        }
        // A figure of no year.
        Some((node, _)) if column.years.is_empty() => return Some(flow(node)),
        Some((node, _)) => {
            let year = column.years.first().and_then(|year| year.of(before));
            let name = column.years.first().map(|year| year.name(before)).unwrap_or_default();
            known.push((name, year, flow(node)));
        }
        None => {}
    }
    let of = |year: &Option<FiscalYear>| {
        let found = known.iter().find(|(_, own, _)| year.is_some() && own == year);
        found.map_or_else(|| UNFILLED.to_owned(), |(.., value)| value.clone())
    };
    if let ([(_, year)], false) = (wanted.as_slice(), column.free) {
        return Some(of(year));
    }
    let mut all: Vec<(Option<FiscalYear>, String)> = Vec::new();
    if column.free || wanted.is_empty() {
        let kept = known.iter().filter(|(_, own, _)| !wanted.iter().any(|(_, year)| year == own));
        all.extend(kept.map(|(name, year, value)| (*year, format!("{}: {value}", quoted(name)))));
    }
    all.extend(
        wanted.iter().map(|(name, year)| (*year, format!("{}: {}", quoted(name), of(year)))),
    );
    // An actual of the year of results is what the next sheet is about.
    if role == Role::Actual && wanted.is_empty() && results.is_some() {
        let own = results.map(|year| format!("{}: {}", year.short(), of(&results)));
        if !all.iter().any(|(year, _)| *year == results) {
            all.extend(own.map(|own| (results, own)));
        }
    }
    all.sort_by_key(|(year, _)| *year);
    let all: Vec<String> = all.into_iter().map(|(_, text)| text).collect();
    (!all.is_empty()).then(|| format!("{{ {} }}", all.join(", ")))
}
