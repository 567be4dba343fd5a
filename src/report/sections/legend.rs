//! Explanations of the marks on a sheet and of the words chosen on it: only those that it uses.

use crate::form::indicators::{Column, Holds};
use crate::form::{Choices, Field, Kind, Section, Type};
use crate::model::evaluation::Sheet;
use crate::report::page::Legend;
use crate::section::Content;
use crate::section::cell::{Cell, Value as PrintedValue};
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
    let stated = form.sections.iter().zip(&sheet.sections.list);
    // A section that is omitted, or empty as a whole, has no words to explain.
    let stated =
        stated.filter(|(_, content)| !matches!(content, Content::Unstated | Content::Absent(_)));
    let mut words: Vec<Legend> = Vec::new();
    for legend in stated.flat_map(|(section, content)| chosen(section, content)) {
        // The same words may be offered in several places of a form.
        let same = |other: &Legend| other.of == legend.of && other.rows == legend.rows;
        if !words.iter().any(same) {
            words.push(legend);
        }
    }
    std::iter::once(marks).chain(words).filter(|legend| !legend.rows.is_empty()).collect()
}

/// The words offered by each part of a section, where the form explains them.
fn chosen(section: &Section, content: &Content) -> Vec<Legend> {
    let field = |field: &Field| meanings(&field.name.text, &field.kind);
    match &section.kind {
        Kind::Fields(fields) => {
            let Content::Fields(values) = content else { return Vec::new() };
            // Where a reason stands in place of a word, none of the words is used.
            let is_word = |entry: &Entry| {
                entry.cell().is_some_and(|cell| !matches!(cell.value, PrintedValue::Missing(_)))
            };
            let own = fields.iter().zip(values).filter(|(_, own)| own.iter().any(is_word));
            own.filter_map(|(one, _)| field(one)).collect()
        }
        Kind::List(list) => list.fields.iter().filter_map(field).collect(),
        Kind::Table(table) => {
            let rows = table.rows.iter().filter_map(|row| meanings(&row.name.text, &row.kind));
            let columns = table.columns.iter();
            let columns =
                columns.filter_map(|one| meanings(&one.head.declared(), one.kind.as_ref()?));
            columns.chain(rows).collect()
        }
        Kind::Indicators(of) => of.columns.iter().filter_map(column).collect(),
        Kind::Prose(_)
        | Kind::Shares(_)
        | Kind::Comparison
        | Kind::Survey(_)
        | Kind::Children(_) => Vec::new(),
    }
}

/// The words of a column of indicators; for grades with their ranges of rates.
fn column(column: &Column) -> Option<Legend> {
    let name = column.name.text.as_str();
    let (choices, rule) = match &column.holds {
        Holds::Words(kind) => return meanings(name, kind),
        Holds::Grade(Choices::Own(words), rule) => (words, rule),
        Holds::Grade(..) | Holds::Way(_) | Holds::Figures(_) => return None,
    };
    let rows = choices.iter().filter_map(|(word, meaning)| {
        let bound = rule.iter().find(|(own, _)| own == word);
        let bound = bound.map(|(_, bound)| format!("率が{bound}（％）"));
        let said: Vec<String> = meaning.iter().cloned().chain(bound).collect();
        (!said.is_empty()).then(|| (word.clone(), said.join("、")))
    });
    Some(Legend { of: name.to_owned(), rows: rows.collect() })
}

/// The words of a 選択 with their meanings, where the form gives any.
fn meanings(name: &str, kind: &Type) -> Option<Legend> {
    let Type::Choice(Choices::Own(words)) = kind else { return None };
    let rows = words.iter().filter_map(|(word, meaning)| Some((word.clone(), meaning.clone()?)));
    Some(Legend { of: name.to_owned(), rows: rows.collect() })
}

/// Every cell of a sheet, with figures or words for missing ones.
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
            Content::Comparison(of) => all.extend(of.rows.iter().flat_map(|row| &row.cells)),
            Content::Survey(survey) => {
                all.extend(cell(&survey.name));
                all.extend(survey.cells());
            }
            Content::Shares(shares) => {
                all.extend(shares.all());
                let texts = shares.rows.iter().filter_map(|row| row.text.as_ref());
                all.extend(texts.filter_map(Text::absent));
            }
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
    let mut text = |text: &'a Text| all.extend(text.absent());
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
