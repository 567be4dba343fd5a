//! 下位 as shown: the entries below a sheet, with the results of their indicators.

use crate::form::{Field, Kind, Name, Section, fields as fields_of};
use crate::model::evaluation::Sheet;
use crate::report::comparisons::{self, Place};
use crate::report::judged;
use crate::report::links::relative;
use crate::report::page::{Child, ChildResult, ChildrenShown, PrintedValue, TableHead};
use crate::report::sections::showing::Showing;
use crate::report::sections::{cell, fields};
use crate::section::Content;

/// The entries below a sheet; `Err` says that there are none, `None` where none are possible.
pub(super) fn shown(
    showing: &mut Showing<'_, '_>,
    beside: &[Name],
) -> Option<Result<ChildrenShown, PrintedValue>> {
    let below = showing.standing;
    let level = below.year.levels.get(below.level + 1);
    let entries = level.map_or(&[][..], |level| &level.entries);
    let own: Vec<_> = entries.iter().filter(|entry| entry.parent == Some(below.place)).collect();
    let name = match level {
        Some(level) => level.name.clone(),
        // The lowest level of a year has none below it; in a plan, reviews may still come.
        None if below.year.year.is_some() => return None,
        None => String::new(),
    };
    if own.is_empty() {
        let of = if name.is_empty() { name } else { format!("{name}の") };
        let text = format!("このサイトに{of}結果はありません。");
        return Some(Err(PrintedValue { text, missing: true, ..PrintedValue::default() }));
    }
    let number = showing.desk.table();
    let sheets: Vec<&Sheet> = own.iter().filter_map(|entry| entry.sheet.as_deref()).collect();
    let columns = columns(beside, &sheets);
    let rows = own.into_iter().map(|entry| {
        let sheet = entry.sheet.as_deref();
        let value = |name: &&Name, showing: &mut Showing<'_, '_>| {
            sheet.map(|sheet| values(showing, sheet, name)).unwrap_or_default()
        };
        Child {
            code: below.year.year.map(|_| entry.code.clone()).unwrap_or_default(),
            name: entry.name.clone(),
            href: sheet.map(|sheet| relative(&showing.sheet.page, &sheet.page)).unwrap_or_default(),
            values: columns.iter().map(|(name, _)| value(name, showing)).collect(),
            results: sheet.map(|sheet| results(showing, sheet)).unwrap_or_default(),
        }
    });
    let rows = rows.collect();
    let heads = columns.into_iter().map(|(_, head)| head).collect();
    Some(Ok(ChildrenShown { number, level: name, heads, rows }))
}

/// The fields shown with the results, each with its heading; without those that no sheet has.
fn columns<'a>(beside: &'a [Name], sheets: &[&'a Sheet]) -> Vec<(&'a Name, TableHead)> {
    let found = beside.iter().filter_map(|name| {
        let of_form = |sheet: &&'a Sheet| fields_of(sheet.form(), &name.text).first().copied();
        let (section, field) = sheets.iter().find_map(of_form)?;
        Some((name, section, field))
    });
    let found: Vec<_> = found.collect();
    let head = |(name, section, field): &(&'a Name, &Section, &Field)| {
        let own = &field.name.text;
        let alone = found.iter().filter(|(.., other)| other.name.text == *own).count() == 1;
        let label = match section.name.text.as_str() {
            // 今後の方針 says more than its field 方針.
            fuller if fuller.ends_with(own.as_str()) => fuller.to_owned(),
            _ if alone => own.clone(),
            name => format!("{name}の{own}"),
        };
        let hint = field.hint.clone().unwrap_or_default();
        let hidden = section.hidden || field.hidden;
        (*name, TableHead { lines: vec![label], hint, hidden, ..TableHead::default() })
    };
    found.iter().map(head).collect()
}

/// The values of a field of a sheet; empty where the sheet omits it or lacks the field.
fn values(showing: &mut Showing<'_, '_>, sheet: &Sheet, name: &Name) -> Vec<PrintedValue> {
    let Some((section, field)) = fields_of(sheet.form(), &name.text).first().copied() else {
        return Vec::new();
    };
    let mut all = sheet.form().sections.iter().zip(&sheet.sections.list);
    let content = all.find(|(one, _)| one.name.text == section.name.text);
    match (content, &section.kind) {
        (Some((_, Content::Fields(list))), Kind::Fields(of)) => {
            let place = of.iter().position(|one| one.name.text == field.name.text);
            let own = place.and_then(|place| list.get(place)).map_or(&[][..], Vec::as_slice);
            fields::values(showing, sheet, &section.name.text, (field, own))
        }
        (Some((_, Content::Absent(cell))), _) => vec![cell::absent(cell)],
        _ => Vec::new(),
    }
}

/// The results of a sheet's indicators.
fn results(showing: &mut Showing<'_, '_>, sheet: &Sheet) -> Vec<ChildResult> {
    let mut all = Vec::new();
    for (section, content) in sheet.form().sections.iter().zip(&sheet.sections.list) {
        let (Kind::Indicators(of), Content::Indicators(list)) = (&section.kind, content) else {
            continue;
        };
        if !of.compares() {
            continue;
        }
        let name = section.name.text.as_str();
        let place = Place { sheet, section: name, of, year: showing.standing.year };
        for (indicator, series) in Place::all(list) {
            let judged = place.judged(indicator, series);
            let id = place.verdict(indicator, series, &judged);
            all.push(ChildResult {
                name: comparisons::printed_name(indicator, series),
                status: judged::status(showing.desk, &id, judged.kinds),
            });
        }
    }
    all
}
