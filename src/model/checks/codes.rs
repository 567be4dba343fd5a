//! Codes: each is the name of its file, unique, and belongs to one of the level above. Consequences of a mistake
//! already reported are not reported as well.

use std::collections::BTreeMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::diag::messages::Place;
use crate::diag::near::nearest;
use crate::diag::{Diags, messages};
use crate::form::Name;
use crate::form::year::{Level, Year};
use crate::model::checks::context::Context;
use crate::model::checks::standing::Entry;
use crate::terms::place::Span;

/// Every code is the name of its file, is unique in its level, and belongs to a code of the level above.
pub(super) fn codes_belong_together(context: &Context<'_>, diags: &mut Diags) {
    for year in &context.sheets.evaluations {
        let mut above: Option<(&Level, &[Entry<'_>])> = None;
        let mut seen = BTreeMap::new();
        let mut pages = BTreeMap::new();
        for (place, level) in year.levels.iter().enumerate() {
            let own = context.standing.entries(&year.dir, place);
            // In a folder that is not a year, the levels share their addresses.
            if year.dated.is_some() {
                seen.clear();
                unique(&level.name.text, own, &mut seen, diags);
                at_their_own_pages((year, level), own, &mut pages, diags);
            } else {
                unique(&year.name.text, own, &mut seen, diags);
            }
            for entry in own {
                if let Some(sheet) = entry.sheet.filter(|_| entry.is_misnamed()) {
                    diags.push(messages::code_is_not_the_file(
                        entry.span.clone(),
                        entry.code,
                        &sheet.stem,
                    ));
                }
                belongs(context, (year, level), entry, above, diags);
            }
            // Reviews of a plan may not exist yet. A misspelt folder is reported at its sheets.
            let to_come = year.dated.is_none() && place > 0;
            let lacks = !to_come && lacks(context, year, place, own);
            if let Some(folder) = level.folder.as_ref().filter(|_| lacks) {
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

/// True for a level that should have sheets and has none, unless the reason is already reported.
fn lacks(context: &Context<'_>, year: &Year, place: usize, own: &[Entry<'_>]) -> bool {
    let level = &year.levels[place];
    let Some(folder) = &level.folder else { return false };
    // A folder shared by two levels, a level without a form, and unread files are reported elsewhere.
    let mut earlier = year.levels[..place].iter().flat_map(|level| &level.folder);
    // Sheets reported as lying in another level's folder may be the missing ones.
    let folders = year.levels.iter().filter_map(|level| level.folder.as_ref());
    let unread = |folder: &Name| {
        context.sheets.unread_folders.contains(&format!("{}/{}", year.dir, folder.text))
    };
    let told = level.forms.is_empty()
        || earlier.any(|other| other.text == folder.text)
        || folders.into_iter().any(unread);
    !told && own.iter().all(|entry| entry.sheet.is_none())
}

fn unique<'a>(
    level: &str,
    entries: &[Entry<'a>],
    seen: &mut BTreeMap<String, (&'a str, &'a Span)>,
    diags: &mut Diags,
) {
    for entry in entries {
        // Some file systems take these for the same name.
        let alike: String = entry.code.nfkc().collect::<String>().to_lowercase();
        if let Some((code, first)) = seen.get(&alike) {
            let same = *code == entry.code;
            let span = entry.span.clone();
            diags.push(messages::code_of_two(span, level, entry.code, same, (*first).clone()));
        }
        seen.entry(alike).or_insert((entry.code, entry.span));
    }
}

/// Where the folder of a level is not part of addresses, sheets of two levels may share an address.
fn at_their_own_pages<'a>(
    (year, level): (&Year, &'a Level),
    entries: &[Entry<'a>],
    pages: &mut BTreeMap<String, (&'a Level, &'a Span)>,
    diags: &mut Diags,
) {
    for entry in entries.iter().filter(|entry| entry.sheet.is_some() && !entry.is_misnamed()) {
        let page = level.page(&year.dir, entry.code);
        match pages.get(&page) {
            Some((other, first)) if other.name != level.name => {
                let levels = [&other.name.text, &level.name.text].map(String::as_str);
                let (span, first) = (entry.span.clone(), (*first).clone());
                diags.push(messages::code_of_two_levels(span, levels, entry.code, first));
            }
            // Duplicates within a level are already reported.
            Some(_) => {}
            None => drop(pages.insert(page, (level, entry.span))),
        }
    }
}

fn belongs(
    context: &Context<'_>,
    (year, level): (&Year, &Level),
    entry: &Entry<'_>,
    above: Option<(&Level, &[Entry<'_>])>,
    diags: &mut Diags,
) {
    let name = level.name.text.as_str();
    match (above, entry.parent) {
        (None, None) => {}
        (None, Some((_, span))) => diags.push(messages::parent_of_the_top(span.clone(), name)),
        // Missing sheets of the level above are reported there.
        (Some((above, _)), _) if above.has_no_place() => {}
        (Some((above, _)), None) => {
            // An unreadable 上 is already reported.
            if entry.sheet.is_none_or(|sheet| !sheet.misread_above) {
                diags.push(messages::no_parent(entry.span.clone(), name, &above.name.text));
            }
        }
        (Some((above, others)), Some((code, span))) => {
            let there = others.iter().any(|other| other.code == code);
            let unread = context.sheets.misplaced.contains(code);
            // A sheet whose code differs from its file name is probably the one meant.
            let misnamed = |other: &Entry<'_>| {
                other.is_misnamed() && other.sheet.is_some_and(|sheet| sheet.stem == code)
            };
            if !there && !unread && !others.iter().any(misnamed) {
                let all: Vec<&str> = others.iter().map(|other| other.code).collect();
                let near = nearest(code, all.iter().copied());
                let file = above
                    .folder
                    .as_ref()
                    .map(|folder| format!("{}/{}/{code}.yaml", year.dir, folder.text));
                let list = format!("{}/evaluation.yaml", year.dir);
                let place = file.as_deref().map_or(Place::List(&list), Place::File);
                let name = above.name.text.as_str();
                diags.push(messages::nothing_above(span.clone(), code, (name, place), near, &all));
            }
            let nests = entry.sheet.is_some_and(|sheet| sheet.form.codes_nest);
            if nests && there && !entry.is_misnamed() && !entry.code.starts_with(code) {
                diags.push(messages::code_does_not_nest(
                    entry.span.clone(),
                    [entry.code, code],
                    [name, &above.name.text],
                ));
            }
        }
    }
}

/// Codes given for the year before (前のコード) exist there, if the content has that year.
pub(super) fn former_codes_were_there(context: &Context<'_>, diags: &mut Diags) {
    let years = &context.sheets.evaluations;
    for year in years {
        let last = year.dated.as_ref().map(|dated| dated.year.0 - 1);
        let of_last = |one: &&Arc<Year>| one.dated.as_ref().map(|dated| dated.year.0) == last;
        let Some(before) = last.and_then(|_| years.iter().find(of_last)) else { continue };
        for (place, level) in year.levels.iter().enumerate() {
            let same = before.levels.iter().position(|one| one.name.text == level.name.text);
            let known = same.map_or(&[][..], |place| context.standing.entries(&before.dir, place));
            let known = known.iter().filter(|entry| entry.sheet.is_some());
            let known: Vec<&str> = known.map(|entry| entry.code).collect();
            let own = context.standing.entries(&year.dir, place);
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
