//! Years and sheets of declared forms: codes that belong together, names that are told apart, notes that are there,
//! sums that hold.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::diag::near::nearest;
use crate::diag::{Diags, messages};
use crate::form::year::{Dated, Level, Year};
use crate::form::{Column, Field, Form, Head, Kind, Name, Type};
use crate::model::checks::Context;
use crate::section::cell::Value;
use crate::section::fields;
use crate::section::{Content, Sections, sums};
use crate::sheet::DeclaredSheet;
use crate::sheet::value::Text;
use crate::terms::place::Span;
use crate::terms::year::{Date, FiscalYear};
use crate::yaml::node::Node;

/// A sheet or a name of a level.
pub(super) struct Entry<'a> {
    pub(super) code: &'a str,
    span: &'a Span,
    pub(super) parent: Option<(&'a str, &'a Span)>,
    pub(super) sheet: Option<&'a DeclaredSheet>,
}

/// What a level of a year has.
pub(super) fn entries<'a>(
    context: &'a Context<'_>,
    year: &'a Year,
    place: usize,
) -> Vec<Entry<'a>> {
    let sheets = context.sheets.declared.iter();
    let own = sheets.filter(|sheet| sheet.dir == year.dir && sheet.level == place);
    let of_sheet = own.filter_map(|sheet| {
        let (code, span) = sheet.head("コード")?;
        Some(Entry { code, span, parent: sheet.head("上"), sheet: Some(sheet) })
    });
    let named = year.levels[place].entries.iter().map(|entry| Entry {
        code: &entry.code.text,
        span: &entry.code.span,
        parent: entry.parent.as_ref().map(|code| (code.text.as_str(), &code.span)),
        sheet: None,
    });
    of_sheet.chain(named).collect()
}

/// Every code is the name of its file, is there once in its level, and belongs to one of the level above.
pub(super) fn codes_belong_together(context: &Context<'_>, diags: &mut Diags) {
    for year in &context.sheets.declared_years {
        let mut above: Option<(&Level, Vec<Entry<'_>>)> = None;
        let mut seen = BTreeMap::new();
        for (place, level) in year.levels.iter().enumerate() {
            let own = entries(context, year, place);
            // In a folder that is no year, the levels share their addresses.
            if year.dated.is_some() {
                seen.clear();
                unique(&level.name.text, &own, &mut seen, diags);
            } else {
                unique(&year.name, &own, &mut seen, diags);
            }
            let unread = |code: &str| context.sheets.misplaced.contains(code);
            for entry in &own {
                if let Some(sheet) = entry.sheet.filter(|sheet| sheet.stem != entry.code) {
                    diags.push(messages::code_is_not_the_file(
                        entry.span.clone(),
                        entry.code,
                        &sheet.stem,
                    ));
                }
                belongs(level, entry, above.as_ref(), &unread, diags);
            }
            let empty = own.iter().all(|entry| entry.sheet.is_none());
            // A folder of two levels, of a level without a form, or of files not read is told of already.
            let told = |folder: &Name| {
                let mut earlier = year.levels[..place].iter().flat_map(|level| &level.folder);
                level.forms.is_empty()
                    || earlier.any(|other| other.text == folder.text)
                    || context
                        .sheets
                        .unread_folders
                        .contains(&format!("{}/{}", year.dir, folder.text))
            };
            let folder = level.folder.as_ref().filter(|folder| empty && !told(folder));
            if let Some(folder) = folder {
                diags.push(messages::no_sheet_of_level(
                    folder.span.clone(),
                    &level.name.text,
                    &folder.text,
                ));
            }
            above = Some((level, own));
        }
    }
}

fn unique<'a>(
    level: &str,
    entries: &[Entry<'a>],
    seen: &mut BTreeMap<String, &'a Span>,
    diags: &mut Diags,
) {
    for entry in entries {
        // Some file systems take these for the same name.
        let alike: String = entry.code.nfkc().collect::<String>().to_lowercase();
        if let Some(first) = seen.get(&alike) {
            diags.push(messages::code_of_two(
                entry.span.clone(),
                level,
                entry.code,
                (*first).clone(),
            ));
        }
        seen.entry(alike).or_insert(entry.span);
    }
}

fn belongs(
    level: &Level,
    entry: &Entry<'_>,
    above: Option<&(&Level, Vec<Entry<'_>>)>,
    unread: &dyn Fn(&str) -> bool,
    diags: &mut Diags,
) {
    let name = level.name.text.as_str();
    match (above, entry.parent) {
        (None, None) => {}
        (None, Some((_, span))) => diags.push(messages::parent_of_the_top(span.clone(), name)),
        // What the level above lacks is told there.
        (Some((above, _)), _) if above.has_no_place() => {}
        (Some((above, _)), None) => {
            diags.push(messages::no_parent(entry.span.clone(), name, &above.name.text));
        }
        (Some((above, others)), Some((code, span))) => {
            if !others.iter().any(|other| other.code == code) && !unread(code) {
                let all: Vec<&str> = others.iter().map(|other| other.code).collect();
                let near = nearest(code, all.iter().copied());
                diags.push(messages::nothing_above(
                    span.clone(),
                    code,
                    &above.name.text,
                    near,
                    &all,
                ));
            }
            let nests = entry.sheet.is_some_and(|sheet| sheet.form.codes_nest);
            if nests && !entry.code.starts_with(code) {
                diags.push(messages::code_does_not_nest(entry.span.clone(), entry.code, code));
            }
        }
    }
}

/// The codes that sheets say they had in the year before were there, where that year is.
pub(super) fn former_codes_were_there(context: &Context<'_>, diags: &mut Diags) {
    let years = &context.sheets.declared_years;
    for year in years {
        let last = year.dated.as_ref().map(|dated| dated.year.0 - 1);
        let of_last = |one: &&Arc<Year>| one.dated.as_ref().map(|dated| dated.year.0) == last;
        let Some(before) = last.and_then(|_| years.iter().find(of_last)) else { continue };
        for (place, level) in year.levels.iter().enumerate() {
            let same = before.levels.iter().position(|one| one.name.text == level.name.text);
            let known = same.map(|place| entries(context, before, place)).unwrap_or_default();
            let known = known.iter().filter(|entry| entry.sheet.is_some());
            let known: Vec<&str> = known.map(|entry| entry.code).collect();
            let own = entries(context, year, place);
            let own = own.iter().filter_map(|entry| entry.sheet?.former());
            for codes in own {
                let mut seen: BTreeMap<&str, &Span> = BTreeMap::new();
                for (code, span) in codes {
                    if let Some(first) = seen.insert(code, span) {
                        let first = first.clone();
                        diags.push(messages::former_code_twice(span.clone(), code, first));
                    }
                    if !known.contains(&code) && !context.sheets.misplaced.contains(code) {
                        let near = nearest(code, known.iter().copied());
                        let of = [before.dir.as_str(), level.name.text.as_str()];
                        let span = span.clone();
                        diags.push(messages::no_former_code(span, code, of, near, &known));
                    }
                }
            }
        }
    }
}

/// A year is called as its folder is, and no other folder is the same year.
pub(super) fn years_are_told_apart(context: &Context<'_>, diags: &mut Diags) {
    for year in &context.sheets.declared_years {
        if let Some(Dated { year: of, span, results: _ }) = &year.dated {
            super::places::is_named(*of, span, &year.dir, diags);
        }
    }
}

/// Columns that a form calls by 実績年度 and by a year are two columns in every year.
pub(super) fn columns_are_told_apart(context: &Context<'_>, diags: &mut Diags) {
    let mut forms: BTreeMap<(&str, Option<FiscalYear>), &Form> = BTreeMap::new();
    for sheet in &context.sheets.declared {
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
                // Those that are written alike are told of by the form itself.
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

/// Sums that a form has checked, notes that values point to, entries of lists.
pub(super) fn sheets_hold(context: &Context<'_>, diags: &mut Diags) {
    let check = |sheet: &Arc<DeclaredSheet>| {
        let mut own = Diags::default();
        let sections = super::declared_taken::sections(context, sheet);
        if sheet.whole {
            sums::check(&sections, &mut own);
            super::declared_indicators::check(&sections, context.as_of, &mut own);
            super::declared_shares::check(&sections, &mut own);
            super::declared_comparison::check(&sections, &mut own);
            super::declared_survey::check(&sections, context.as_of, &mut own);
            notes(sheet, &sections, &mut own);
            doubts(sheet, &sections, &mut own);
        }
        lists(&sections, &mut own);
        words_stand_once(&sections, &mut own);
        days_are_of_their_era(&sections, &mut own);
        sections_stand_once(&sections, &mut own);
        own
    };
    let found: Vec<Diags> = context.sheets.declared.par_iter().map(check).collect();
    for own in found {
        diags.extend(own);
    }
}

fn notes(sheet: &DeclaredSheet, sections: &Sections, diags: &mut Diags) {
    let list = sheet.tree.get("注").map_or(&[][..], Node::items);
    let keyed: Vec<_> = list.iter().flat_map(Node::entries).map(|(key, _)| key).collect();
    let keys: Vec<&str> = keyed.iter().map(|key| key.text.trim()).collect();
    let figures = sections.figures();
    let cited: Vec<_> = figures.iter().flat_map(|figure| figure.cell.notes()).collect();
    if let Some(mark) = &sheet.form.note_mark {
        for note in cited.iter().filter(|note| note.text.starts_with(mark.as_str())) {
            if !keys.contains(&note.text.as_str()) {
                diags.push(messages::no_such_note(note.span.clone(), &note.text, &keys));
            }
        }
    }
    for key in keyed {
        if !cited.iter().any(|note| note.text == key.text.trim()) {
            diags.push(messages::note_of_nothing(key.span.clone(), key.text.trim()));
        }
    }
}

/// What a doubt is about is there: a section, an item of it, or a figure.
fn doubts(sheet: &DeclaredSheet, sections: &Sections, diags: &mut Diags) {
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

/// Days that fields hold were in the era in which they are written.
fn days_are_of_their_era(sections: &Sections, diags: &mut Diags) {
    let field = |(field, entries): Filled<'_>, diags: &mut Diags| {
        for entry in entries.iter().filter(|_| field.kind == Type::Date) {
            if let fields::Entry::Words(at) = entry
                && let Ok(date) = Date::parse(&at.text)
            {
                super::dates::era_holds(at, &date, diags);
            }
        }
    };
    each_field(sections, diags, &field);
}

/// A field with its values.
type Filled<'a> = (&'a Field, &'a Vec<fields::Entry>);

/// Does something with every field of a sheet, and with those of the entries of its lists.
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

/// Of several words that were chosen each is there once, and none says that there is none.
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

/// A section is shown in one place among the texts.
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

/// Entries with figures are called by different names.
fn lists(sections: &Sections, diags: &mut Diags) {
    for (section, content) in sections.form.sections.iter().zip(&sections.list) {
        let (Kind::List(list), Content::List(items)) = (&section.kind, content) else { continue };
        let figures =
            list.fields.iter().any(|field| matches!(field.kind, Type::Number(_) | Type::Choice(_)));
        let mut seen: BTreeMap<&str, &Span> = BTreeMap::new();
        for item in items.iter().filter(|_| figures) {
            if let Some(first) = seen.get(item.key.as_str()) {
                let span = item.span.clone();
                diags.push(messages::entry_of_two(
                    span,
                    &section.name.text,
                    &item.key,
                    (*first).clone(),
                ));
            }
            seen.entry(&item.key).or_insert(&item.span);
        }
    }
}
