//! Handouts: the year, levels and codes in a spec exist, its numbers are unique, and at least one sheet is left to
//! print.

use crate::diag::near::nearest;
use crate::diag::{Diags, messages};
use crate::form::year::Year;
use crate::model::checks::context::Context;
use crate::model::resolve::handout::tree::{self, Node};
use crate::sheet::Sheets;
use crate::sheet::forms::{Filter, Handout, HandoutPart, Levels};
use crate::sheet::value::{At, Text, same_name};
use crate::source::is_year;

pub(super) fn years_exist(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets;
    // A year that could not be read, or lacks a file, is reported elsewhere.
    let known = |dir: &str| sheets.evaluations.iter().any(|year| year.dir == dir);
    let mut unread = sheets.unread_folders.iter().filter_map(|folder| folder.split('/').next());
    if unread.any(|dir| is_year(dir) && !known(dir)) {
        return;
    }
    for sheet in &sheets.handouts {
        let Some(year) = &sheet.data.year else {
            continue;
        };
        if tree::year(sheets, &year.0).is_none() {
            let known = sheets.evaluations.iter().filter_map(|year| year.dated.as_ref());
            let known: Vec<String> = known.map(|dated| dated.year.short()).collect();
            let at = &year.0;
            diags.push(messages::handout_of_no_year(at.span.clone(), &at.text, &known));
        }
    }
}

pub(super) fn numbers_are_unique(context: &Context<'_>, diags: &mut Diags) {
    for sheet in &context.sheets.handouts {
        let mut seen: Vec<&At> = Vec::new();
        for at in sheet.data.parts.iter().filter_map(|part| Some(&part.number.as_ref()?.0)) {
            match seen.iter().find(|first| same_name(&first.text, &at.text)) {
                Some(first) => {
                    diags.push(messages::duplicate_number(
                        at.span.clone(),
                        &at.text,
                        first.span.clone(),
                    ));
                }
                None => seen.push(at),
            }
        }
    }
}

/// Only parts of the kind 票 choose sheets.
pub(super) fn items_fit_their_kind(context: &Context<'_>, diags: &mut Diags) {
    for part in context.sheets.handouts.iter().flat_map(|sheet| &sheet.data.parts) {
        let HandoutPart { kind: Some(kind), number: _, heading: _, folder, only, levels } = part
        else {
            continue;
        };
        if kind.0.text == "票" {
            continue;
        }
        let folder = folder.as_ref().map(|Text(at)| (at, "フォルダー"));
        let only = only.first().map(|Text(at)| (at, "階層"));
        let levels = levels.iter().map(|(key, _)| (key, key.text.as_str()));
        for (at, item) in folder.into_iter().chain(only).chain(levels) {
            diags.push(messages::item_of_another_kind(at.span.clone(), item, &kind.0.text));
        }
    }
}

/// The levels and codes in a spec exist.
pub(super) fn levels_exist(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets;
    for sheet in &sheets.handouts {
        let Handout { year, filter, parts, .. } = &sheet.data;
        // A missing year is reported elsewhere.
        let year = year.as_ref().and_then(|year| tree::year(sheets, &year.0));
        if let (Some(year), Some(Filter { department: _, levels })) = (year, filter) {
            named(sheets, year, (levels, &[]), &["主管部"], diags);
        }
        let is_of_sheets =
            |part: &&HandoutPart| part.kind.as_ref().is_some_and(|kind| kind.0.text == "票");
        for part in parts.iter().filter(is_of_sheets) {
            let of = match &part.folder {
                None => year,
                Some(Text(at)) => {
                    let found = tree::folder(sheets, &at.text);
                    if found.is_none() && !sheets.unread_folders.contains(at.text.as_str()) {
                        let known: Vec<&str> =
                            tree::folders(sheets).map(|folder| folder.dir.as_str()).collect();
                        diags.push(messages::no_folder(at.span.clone(), &at.text, &known));
                    }
                    found
                }
            };
            if let Some(of) = of {
                let keys = ["種類", "資料番号", "見出し", "フォルダー", "階層"];
                named(sheets, of, (&part.levels, &part.only), &keys, diags);
            }
        }
    }
}

/// Levels named by a part of a spec exist in the year, and so do their codes. `keys` are the other words allowed
/// there.
fn named(
    sheets: &Sheets,
    year: &Year,
    (levels, only): (&Levels, &[Text]),
    keys: &[&str],
    diags: &mut Diags,
) {
    for (key, codes) in levels {
        match tree::level(year, &key.text) {
            Some(place) => codes_exist(sheets, (year, place), codes, diags),
            None => diags.push(no_level(sheets, year, key, keys)),
        }
    }
    for Text(at) in only.iter().filter(|Text(at)| tree::level(year, &at.text).is_none()) {
        diags.push(no_level(sheets, year, at, &[]));
    }
}

fn no_level(sheets: &Sheets, year: &Year, at: &At, keys: &[&str]) -> crate::diag::Diag {
    let known: Vec<&str> = year.levels.iter().map(|level| level.name.text.as_str()).collect();
    let folders = year.levels.iter().filter_map(|level| level.folder.as_ref());
    let folders = folders.map(|folder| folder.text.as_str());
    let near = nearest(&at.text, known.iter().copied().chain(folders).chain(keys.iter().copied()));
    let mut others = tree::folders(sheets).filter(|other| other.dir != year.dir);
    let other = others.find(|other| tree::level(other, &at.text).is_some());
    let other = other.map(|other| other.dir.as_str());
    messages::no_level(at.span.clone(), &at.text, (near, other), &known)
}

fn codes_exist(sheets: &Sheets, (year, place): (&Year, usize), codes: &[Text], diags: &mut Diags) {
    let tree = tree::of(sheets, year);
    let own = tree.iter().filter(|node| node.level == place);
    let known: Vec<String> = own.map(|node| node.code.to_owned()).collect();
    let level = &year.levels[place];
    let cure = match (level.folder.is_some(), level.entries.is_empty()) {
        (true, true) => format!("{}の票を", level.name.text),
        (false, _) => "evaluation.yaml の「一覧」に".to_owned(),
        (true, false) => "票か「一覧」を".to_owned(),
    };
    for Text(at) in codes.iter().filter(|Text(at)| !known.iter().any(|known| *known == at.text)) {
        // An existing sheet that could not be read is already reported.
        if !sheets.misplaced.contains(at.text.as_str()) {
            let span = at.span.clone();
            let name = &level.name.text;
            diags.push(messages::dangling_reference(span, name, &at.text, &cure, &known));
        }
    }
}

/// At least one sheet is left to print.
pub(super) fn something_is_chosen(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets;
    // An unreadable sheet may be the one missing here.
    if diags.has_errors() {
        return;
    }
    for sheet in &sheets.handouts {
        let Handout { year: Some(written), filter, parts, .. } = &sheet.data else {
            continue;
        };
        let Some(year) = tree::year(sheets, &written.0) else {
            continue;
        };
        let first = filter.as_ref().and_then(first);
        let filter = filter.clone().unwrap_or_default();
        let tree = tree::of(sheets, year);
        let fits = |node: &&Node<'_>| node.sheet().is_some() && node.fits(year, &filter);
        let fitting: Vec<&Node<'_>> = tree.iter().filter(fits).collect();
        if fitting.is_empty() {
            diags.push(match first {
                Some(at) => messages::no_sheet_chosen(at.span.clone()),
                None => messages::no_sheet_of_year(written.0.span.clone(), &written.0.text),
            });
            continue;
        }
        for part in parts {
            match &part.folder {
                None => part_holds_something((year, &fitting), part, first, diags),
                Some(Text(at)) => {
                    if let Some(folder) = tree::folder(sheets, &at.text) {
                        let tree = tree::of(sheets, folder);
                        let own = tree.iter().filter(|node| node.sheet().is_some());
                        let own: Vec<&Node<'_>> = own.collect();
                        part_holds_something((folder, &own), part, None, diags);
                    }
                }
            }
        }
    }
}

/// The first condition.
fn first(filter: &Filter) -> Option<&At> {
    let Filter { department, levels } = filter;
    let codes = levels.iter().flat_map(|(_, codes)| codes).chain(department);
    codes.map(|Text(at)| at).min_by_key(|at| at.span.start())
}

/// A part that holds sheets has at least one, and one for each code it names.
fn part_holds_something(
    (year, fitting): (&Year, &[&Node<'_>]),
    part: &HandoutPart,
    filter: Option<&At>,
    diags: &mut Diags,
) {
    let Some(kind) = part.kind.as_ref().filter(|kind| kind.0.text == "票") else {
        return;
    };
    let contained: Vec<&&Node<'_>> = fitting.iter().filter(|node| node.is_in(year, part)).collect();
    let mut reported = false;
    for (key, codes) in &part.levels {
        let Some(place) = tree::level(year, &key.text) else { continue };
        for Text(at) in codes {
            if !contained.iter().any(|node| node.belongs_to(place, &at.text)) {
                let filter = filter.map(|at| at.span.clone());
                diags.push(messages::sheet_left_out(at.span.clone(), &at.text, filter));
                reported = true;
            }
        }
    }
    if contained.is_empty() && !reported {
        let only = part.only.first().map(|Text(at)| at);
        let at = only.unwrap_or(&kind.0);
        diags.push(messages::empty_part(at.span.clone(), &at.text));
    }
}
