//! What the marks of a sheet mean, and the words that it could choose: only those that it uses.

use crate::form::{Choices, Field, Kind, Type};
use crate::model::declared::Sheet;
use crate::report::page::Legend;
use crate::section::Content;
use crate::section::cell::Cell;
use crate::section::fields::Entry;
use crate::section::indicators::{Indicator, Value};
use crate::section::prose::{Part, Prose, Text};

pub(super) fn of(sheet: &Sheet) -> Vec<Legend> {
    let cells = cells(sheet);
    let form = sheet.form();
    let used = |word: &str| cells.iter().any(|cell| cell.at.text == word);
    let marks = form.marks.iter().filter(|(mark, _)| used(&mark.text));
    let marks = marks.map(|(mark, reason)| (mark.text.clone(), reason.word().to_owned()));
    let marks = Legend { of: String::new(), rows: marks.collect() };
    let fields = form.sections.iter().flat_map(|section| match &section.kind {
        Kind::Fields(fields) => fields.as_slice(),
        Kind::List(list) => list.fields.as_slice(),
        _ => &[],
    });
    let words = fields.filter_map(meanings);
    std::iter::once(marks).chain(words).filter(|legend| !legend.rows.is_empty()).collect()
}

/// The words of a field with their meanings, where the form gives any.
fn meanings(field: &Field) -> Option<Legend> {
    let Type::Choice(Choices::Own(words)) = &field.kind else { return None };
    let rows = words.iter().filter_map(|(word, meaning)| Some((word.clone(), meaning.clone()?)));
    Some(Legend { of: field.name.text.clone(), rows: rows.collect() })
}

/// Every cell of a sheet, figures and words for what is not there.
fn cells(sheet: &Sheet) -> Vec<&Cell> {
    let mut all = Vec::new();
    for content in &sheet.sections.list {
        match content {
            Content::Unstated | Content::Children => {}
            Content::Indicators(list) => list.iter().for_each(|one| indicator(one, &mut all)),
            Content::Absent(cell) => all.push(cell),
            Content::Fields(values) => all.extend(values.iter().flatten().filter_map(cell)),
            Content::Table(rows) => all.extend(rows.iter().flatten().flatten().filter_map(cell)),
            Content::List(items) => {
                let entries = items.iter().flat_map(|item| item.fields.iter().flatten());
                all.extend(entries.filter_map(cell));
            }
            Content::Prose(prose) => texts(prose, &mut all),
        }
    }
    all
}

/// The cells of an indicator: name, unit, columns, series.
fn indicator<'a>(one: &'a Indicator, all: &mut Vec<&'a Cell>) {
    all.extend([&one.name, &one.unit].into_iter().filter_map(cell));
    let series = one.series.iter().flat_map(|series| &series.columns);
    for value in one.columns.iter().chain(series).flatten() {
        match value {
            Value::Years(list) => all.extend(list.iter().map(|(.., cell)| cell)),
            Value::One(cell) => all.push(cell),
            Value::Words(entries) => all.extend(entries.iter().filter_map(cell)),
            Value::Way(_) => {}
        }
    }
}

fn cell(entry: &Entry) -> Option<&Cell> {
    match entry {
        Entry::Absent(cell) => Some(cell),
        other => other.cell(),
    }
}

fn texts<'a>(prose: &'a Prose, all: &mut Vec<&'a Cell>) {
    let mut text = |text: &'a Text| {
        if let Text::Absent(cell) = text {
            all.push(cell);
        }
    };
    match prose {
        Prose::One(one) => text(one),
        Prose::Items(items) => items.iter().flatten().for_each(text),
        Prose::Free(parts) => parts.iter().for_each(|part| below(part, &mut text)),
    }
}

fn below<'a>(part: &'a Part, text: &mut impl FnMut(&'a Text)) {
    part.text.iter().for_each(&mut *text);
    for part in &part.parts {
        below(part, text);
    }
}
