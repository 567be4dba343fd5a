//! What the marks of a sheet mean, and the words that it could choose: only those that it uses.

use crate::form::{Choices, Field, Kind, Section, Type};
use crate::model::declared::Sheet;
use crate::report::page::Legend;
use crate::section::Content;
use crate::section::cell::Cell;
use crate::section::fields::Entry;
use crate::section::prose::{Part, Prose, Text};

pub(super) fn of(sheet: &Sheet) -> Vec<Legend> {
    let cells = cells(sheet);
    let form = sheet.form();
    let used = |word: &str| cells.iter().any(|cell| cell.at.text == word);
    let marks = form.marks.iter().filter(|(mark, _)| used(&mark.text));
    let marks = marks.map(|(mark, reason)| (mark.text.clone(), reason.word().to_owned()));
    let marks = Legend { of: String::new(), rows: marks.collect() };
    let stated = form.sections.iter().zip(&sheet.sections.list);
    // What a sheet leaves out, or leaves empty as a whole, has no words to explain.
    let stated = stated
        .filter(|(_, content)| !matches!(content, Content::Unstated | Content::Absent(_)))
        .map(|(section, _)| section);
    let mut words: Vec<Legend> = Vec::new();
    for legend in stated.flat_map(chosen).filter_map(|(name, kind)| meanings(&name, kind)) {
        // The same words may be chosen in several places of a form.
        let same = |other: &Legend| other.of == legend.of && other.rows == legend.rows;
        if !words.iter().any(same) {
            words.push(legend);
        }
    }
    std::iter::once(marks).chain(words).filter(|legend| !legend.rows.is_empty()).collect()
}

/// What each part of a section is called, with its type.
fn chosen<'a>(section: &'a Section) -> Vec<(String, &'a Type)> {
    let field = |field: &'a Field| (field.name.text.clone(), &field.kind);
    match &section.kind {
        Kind::Fields(fields) => fields.iter().map(field).collect(),
        Kind::List(list) => list.fields.iter().map(field).collect(),
        Kind::Table(table) => {
            let rows = table.rows.iter().map(|row| (row.name.text.clone(), &row.kind));
            let columns = table.columns.iter();
            let columns = columns.filter_map(|one| Some((one.head.declared(), one.kind.as_ref()?)));
            columns.chain(rows).collect()
        }
        Kind::Prose(_) | Kind::Later(_) => Vec::new(),
    }
}

/// The words of a 選択 with their meanings, where the form gives any.
fn meanings(name: &str, kind: &Type) -> Option<Legend> {
    let Type::Choice(Choices::Own(words)) = kind else { return None };
    let rows = words.iter().filter_map(|(word, meaning)| Some((word.clone(), meaning.clone()?)));
    Some(Legend { of: name.to_owned(), rows: rows.collect() })
}

/// Every cell of a sheet, figures and words for what is not there.
fn cells(sheet: &Sheet) -> Vec<&Cell> {
    let mut all = Vec::new();
    for content in &sheet.sections.list {
        match content {
            Content::Unstated => {}
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
