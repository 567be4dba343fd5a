//! Sheets: unique names, notes and doubts that refer to something, and all rules for single sheets, run on each.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diags, Waits, messages};
use crate::form::{Column, Field, Form, Head, Kind, Type};
use crate::model::checks::context::Context;
use crate::model::checks::time::Time;
use crate::model::fact_id;
use crate::section::cell::Value;
use crate::section::fields;
use crate::section::{Content, Sections, sums};
use crate::sheet::CheckedSheet;
use crate::sheet::value::Text;
use crate::terms::place::Span;
use crate::terms::year::FiscalYear;
use crate::yaml::node::Node;
use rayon::prelude::*;

/// Columns called by 実績年度 and by a year are different columns in every year.
pub(super) fn columns_are_unique(context: &Context<'_>, diags: &mut Diags) {
    let mut forms: BTreeMap<(&str, Option<FiscalYear>), &Form> = BTreeMap::new();
    for sheet in &context.sheets.all {
        forms.insert((&sheet.form.name.text, sheet.results), &sheet.form);
    }
    let tables = forms.iter().flat_map(|((_, results), form)| {
        let tables = form.sections.iter().filter_map(|section| match &section.kind {
            Kind::Table(table) => Some(table),
            _ => None,
        });
        tables.map(move |table| (*results, table))
    });
    for (results, table) in tables {
        let mut seen: BTreeMap<(FiscalYear, Option<&str>), &Column> = BTreeMap::new();
        for column in &table.columns {
            let (Head::Year(_, word), Some(year)) = (&column.head, column.head.year(results))
            else {
                continue;
            };
            let key = (year, word.as_deref());
            match seen.get(&key) {
                // Columns spelled alike are reported at the form.
                Some(first) if first.head != column.head => {
                    let name = column.head.name(results);
                    let [span, first] = [&column.span, &first.span].map(Span::clone);
                    diags.push(messages::column_of_two(span, &name, first));
                }
                Some(_) => {}
                None => {
                    seen.insert(key, column);
                }
            }
        }
    }
}

/// Checks sums declared by the form, notes, and list entries.
pub(super) fn sheets_hold(context: &Context<'_>, diags: &mut Diags) {
    let check = |sheet: &Arc<CheckedSheet>| {
        let mut own = Diags::default();
        let sections = super::taken::sections(context, sheet);
        if sheet.whole {
            sums::check(&sections, &mut own);
            let time = Time::of(context, sheet);
            let of = (sheet.source.id, sheet.draft);
            super::indicators::check(&sections, &time, of, &mut own);
            super::shares::check(&sections, &mut own);
            super::comparison::check(&sections, &time, &mut own);
            super::survey::check(&sections, context.as_of, &mut own);
            notes(sheet, &sections, &mut own);
            doubts(sheet, &sections, &mut own);
        } else {
            own.wait(Waits::ForThemselves);
            super::methods::judge_directions(&sections, &mut own);
        }
        lists(&sections, &mut own);
        words_stand_once(&sections, &mut own);
        super::days::check(&sections, context.as_of, &mut own);
        super::years::eras_hold(sheet, &sections, &mut own);
        super::years::fields_have_targets(&sections, &mut own);
        sections_stand_once(&sections, &mut own);
        own
    };
    let found: Vec<Diags> = context.sheets.all.par_iter().map(check).collect();
    for own in found {
        diags.extend(own);
    }
}

fn notes(sheet: &CheckedSheet, sections: &Sections, diags: &mut Diags) {
    let list = sheet.tree.get("注").map_or(&[][..], Node::items);
    let keyed: Vec<_> = list.iter().flat_map(Node::entries).map(|(key, _)| key).collect();
    let keys: Vec<&str> = keyed.iter().map(|key| key.text.trim()).collect();
    let figures = sections.figures();
    let cited: Vec<_> = figures.iter().flat_map(|figure| figure.cell.notes()).collect();
    if let Some(mark) = &sheet.form.note_mark {
        for note in cited.iter().filter(|note| note.text.starts_with(mark.as_str())) {
            if !keys.contains(&note.text.as_str()) {
                let unkeyed = list.iter().find_map(|node| {
                    let rest = node.word()?.trim().strip_prefix(note.text.as_str())?;
                    // ※12 is not ※1 with a rest.
                    let cut = rest.starts_with(char::is_alphanumeric);
                    let rest = rest.trim_start_matches([' ', '\u{3000}', ':', '：']);
                    (!cut && !rest.is_empty()).then(|| (node.span.clone(), rest))
                });
                diags.push(messages::no_such_note(note.span.clone(), &note.text, &keys, unkeyed));
            }
        }
    }
    for key in keyed {
        if !cited.iter().any(|note| note.text == key.text.trim()) {
            let mark = sheet.form.note_mark.as_ref();
            let marked = mark.is_some_and(|mark| key.text.trim().starts_with(mark.as_str()));
            diags.push(messages::note_of_nothing(key.span.clone(), key.text.trim(), marked));
        }
    }
}

/// The subject of a doubt exists: a section, an item of it, or a figure.
fn doubts(sheet: &CheckedSheet, sections: &Sections, diags: &mut Diags) {
    let written: Vec<_> =
        sheet.every.doubts.iter().filter_map(|doubt| doubt.place.as_ref()).collect();
    if written.is_empty() {
        return;
    }
    let figures = sections.figures();
    let addresses: Vec<String> = figures.iter().map(|figure| sections.address(figure)).collect();
    let sections: Vec<&str> =
        sections.form.sections.iter().map(|section| section.name.text.as_str()).collect();
    for Text(at) in written {
        let begins = |address: &String| {
            *address == at.text
                || address.strip_prefix(at.text.as_str()).is_some_and(|rest| rest.starts_with('.'))
        };
        if !addresses.iter().any(begins) && !sections.contains(&at.text.as_str()) {
            let mut like: Vec<&String> = addresses.iter().collect();
            like.sort_by_cached_key(|address| strsim::osa_distance(address, &at.text));
            let like: Vec<&str> = like.into_iter().take(3).map(String::as_str).collect();
            diags.push(messages::doubt_of_nothing(at.span.clone(), &at.text, &like));
        }
    }
}

/// A field with its values.
type Filled<'a> = (&'a Field, &'a Vec<fields::Entry>);

/// Calls `look` on every field of a sheet, including those of list entries.
fn each_field(sections: &Sections, diags: &mut Diags, look: &dyn Fn(Filled<'_>, &mut Diags)) {
    for (section, content) in sections.form.sections.iter().zip(&sections.list) {
        match (&section.kind, content) {
            (Kind::Fields(of), Content::Fields(values)) => {
                of.iter().zip(values).for_each(|one| look(one, diags));
            }
            (Kind::List(of), Content::List(items)) => {
                let all = items.iter().flat_map(|item| of.fields.iter().zip(&item.fields));
                all.for_each(|one| look(one, diags));
            }
            _ => {}
        }
    }
}

/// Words chosen together are distinct, and none of them says that there is none.
fn words_stand_once(sections: &Sections, diags: &mut Diags) {
    let field = |(field, entries): Filled<'_>, diags: &mut Diags| {
        let mut seen: BTreeMap<&str, &Span> = BTreeMap::new();
        for cell in entries.iter().filter_map(fields::Entry::cell).filter(|_| entries.len() > 1) {
            let (name, word) = (field.name.text.as_str(), cell.at.text.as_str());
            let span = || cell.at.span.clone();
            match (&field.kind, &cell.value) {
                (Type::Choice(_), Value::Missing(_)) => {
                    diags.push(messages::choice_beside_reason(span(), name, word));
                }
                (Type::Choice(_), _) => match seen.get(word) {
                    Some(first) => {
                        let first = (*first).clone();
                        diags.push(messages::choice_written_twice(span(), name, word, first));
                    }
                    None => drop(seen.insert(word, &cell.at.span)),
                },
                _ => {}
            }
        }
    };
    each_field(sections, diags, &field);
}

/// A section is placed only once among the texts.
fn sections_stand_once(sections: &Sections, diags: &mut Diags) {
    let mut seen: BTreeMap<&str, &Span> = BTreeMap::new();
    for content in &sections.list {
        let Content::Prose(prose) = content else { continue };
        for at in prose.placed() {
            if let Some(first) = seen.get(at.text.as_str()) {
                let first = (*first).clone();
                diags.push(messages::section_placed_twice(at.span.clone(), &at.text, first));
            }
            seen.entry(&at.text).or_insert(&at.span);
        }
    }
}

/// List entries with figures have different names.
fn lists(sections: &Sections, diags: &mut Diags) {
    for (section, content) in sections.form.sections.iter().zip(&sections.list) {
        let (Kind::List(list), Content::List(items)) = (&section.kind, content) else { continue };
        let figures =
            list.fields.iter().any(|field| matches!(field.kind, Type::Number(_) | Type::Choice(_)));
        let mut seen: BTreeMap<_, (&str, &Span)> = BTreeMap::new();
        for item in items.iter().filter(|_| figures) {
            let key = fact_id::name(&item.key);
            if let Some((other, first)) = seen.get(&key) {
                let (span, first) = (item.span.clone(), (*other, (*first).clone()));
                diags.push(messages::entry_of_two(span, &section.name.text, &item.key, first));
            }
            seen.entry(key).or_insert((&item.key, &item.span));
        }
    }
}
