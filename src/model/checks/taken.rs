//! Indicators taken from the sheet above (もと): they exist there, none is omitted, and both sheets state the same
//! figures.

use std::collections::{BTreeMap, BTreeSet};

use ecow::{EcoString, eco_format};

use crate::diag::near::nearest;
use crate::diag::{Diags, messages};
use crate::form::Kind;
use crate::model::checks::context::Context;
use crate::model::checks::said::spoken;
use crate::model::checks::time::Time;
use crate::section::cell::Cell;
use crate::section::indicators::Indicator;
use crate::section::taken::{self, Elsewhere, Other};
use crate::section::{Content, Sections};
use crate::sheet::CheckedSheet;
use crate::terms::year::FiscalYear;

/// The sections of a sheet, with the indicators taken from the sheet above.
pub(super) fn sections(context: &Context<'_>, sheet: &CheckedSheet) -> Sections {
    let mut own = read(sheet);
    if let Some(above) = above(context, sheet) {
        taken::take(&mut own, other(above, &read(above)));
    }
    own
}

fn read(sheet: &CheckedSheet) -> Sections {
    Sections::read(&sheet.form, sheet.results, &sheet.tree)
}

fn other<'a>(sheet: &'a CheckedSheet, sections: &'a Sections) -> Other<'a> {
    let name = sheet.head("名称").map_or("", |(name, _)| name);
    Other { id: &sheet.id, name, sections }
}

/// The sheet above, for a form that takes indicators from there.
pub(super) fn above<'a>(
    context: &'a Context<'_>,
    sheet: &CheckedSheet,
) -> Option<&'a CheckedSheet> {
    let (code, _) = sheet.head("上").filter(|_| sheet.form.takes_from_above())?;
    let level = sheet.level.checked_sub(1)?;
    context.standing.sheet(&sheet.dir, level, code)
}

/// Identifies a figure: the sheet above, its section, the indicator, its series, the year.
type Place = (String, String, EcoString, Option<EcoString>, FiscalYear);

/// Where a number was stated first, and whether by the sheet above.
type First = (Cell, bool);

pub(super) fn indicators_are_those_above(context: &Context<'_>, diags: &mut Diags) {
    let mut stated: BTreeMap<Place, First> = BTreeMap::new();
    for sheet in &context.sheets.all {
        if !sheet.form.takes_from_above() {
            continue;
        }
        let Some(above) = above(context, sheet) else {
            without_sheet(context, sheet, diags);
            continue;
        };
        let (mut own, upper) = (read(sheet), read(above));
        for (section, content) in sheet.form.sections.iter().zip(&own.list) {
            let (Kind::Indicators(of), Content::Indicators(list)) = (&section.kind, content) else {
                continue;
            };
            let Some(source) = &of.source else { continue };
            let known = taken::indicators(&upper, &source.text);
            // Mistakes and omissions there are reported there.
            if known.is_none() && !above.whole {
                continue;
            }
            let (_, known) = known.unzip();
            let names = [section.name.text.as_str(), source.text.as_str()];
            are_known(names, list, known.unwrap_or_default(), sheet.whole, diags);
        }
        if !(sheet.whole && above.whole) {
            continue;
        }
        of_sheet(above, &upper, &mut stated);
        taken::take(&mut own, other(above, &upper));
        // Duplicates within a sheet are reported by another rule.
        let mut seen = BTreeSet::new();
        for actual in taken::stated(other(sheet, &own)) {
            let taken::Actual { section, key, value } = actual;
            ahead(&value, &Time::of(context, sheet), diags);
            let Elsewhere { year, series, cell, .. } = value;
            let place = (above.id.clone(), section.to_owned(), key.into(), series, year);
            if seen.insert(place.clone()) {
                agree(place, cell, &mut stated, diags);
            }
        }
    }
}

/// The sheet above is a name only, or is missing, which is reported elsewhere.
fn without_sheet(context: &Context<'_>, sheet: &CheckedSheet, diags: &mut Diags) {
    let year = context.standing.year(&sheet.dir);
    let level = sheet.level.checked_sub(1).and_then(|level| year?.levels.get(level));
    let (Some((code, span)), Some(level)) = (sheet.head("上"), level) else { return };
    if level.entries.iter().any(|entry| entry.code.text == code) {
        diags.push(messages::taken_from_a_name(span.clone(), &level.name.text, code));
    }
}

/// Every indicator exists on the sheet above, and every one there is taken.
fn are_known(
    [section, source]: [&str; 2],
    own: &[Indicator],
    above: &[Indicator],
    whole: bool,
    diags: &mut Diags,
) {
    let known: Vec<&str> = above.iter().map(Indicator::called).collect();
    // An unknown or repeated name probably stands for an omitted one.
    let mut odd = !whole;
    let mut seen: Vec<&str> = Vec::new();
    for indicator in own {
        let Some(found) = taken::meant(above, indicator) else {
            odd = true;
            // If the sheet above has no indicators, one message covers all.
            if above.is_empty() && !std::ptr::eq(indicator, &raw const own[0]) {
                continue;
            }
            let left =
                above.iter().filter(|one| !own.iter().any(|own| own.called() == one.called()));
            let near = nearest(indicator.called(), left.map(Indicator::called));
            let names = [source, indicator.called()];
            diags.push(messages::not_taken(indicator.name_span(), names, near, &known));
            continue;
        };
        odd |= seen.contains(&found.key.as_str());
        seen.push(&found.key);
        for series in &indicator.series {
            let all: Vec<&str> = found.series.iter().map(|one| one.name.text.as_str()).collect();
            if !all.contains(&series.name.text.as_str()) {
                let near = nearest(&series.name.text, all.iter().copied());
                let names = [source, &series.name.text];
                diags.push(messages::not_taken(series.name.span.clone(), names, near, &all));
            }
        }
    }
    let Some(first) = own.first().filter(|_| !odd) else { return };
    for one in above.iter().filter(|one| !seen.contains(&one.key.as_str())) {
        diags.push(messages::not_there_of_those_above(
            first.name_span(),
            [section, source],
            one.called(),
        ));
    }
}

/// Collects the numbers that a sheet states of indicators that others take from it.
fn of_sheet(sheet: &CheckedSheet, sections: &Sections, stated: &mut BTreeMap<Place, First>) {
    for (section, content) in sections.form.sections.iter().zip(&sections.list) {
        let (Kind::Indicators(of), Content::Indicators(list)) = (&section.kind, content) else {
            continue;
        };
        let name = section.name.text.as_str();
        for indicator in list {
            for actual in taken::actuals(of, other(sheet, sections), name, indicator) {
                let Elsewhere { year, series, cell, .. } = actual;
                let place =
                    (sheet.id.clone(), name.to_owned(), indicator.key.clone(), series, year);
                if cell.number().is_some() {
                    stated.entry(place).or_insert((cell, true));
                }
            }
        }
    }
}

/// A reason on the sheet above gives way to what the sheet below says; numbers must be equal.
fn agree(place: Place, cell: Cell, stated: &mut BTreeMap<Place, First>, diags: &mut Diags) {
    let Some((first, by_above)) = stated.get(&place) else {
        if cell.number().is_some() {
            stated.insert(place, (cell, false));
        }
        return;
    };
    // Of two sheets below, one may know what the other did not know yet.
    if cell.number() == first.number() || (!by_above && cell.number().is_none()) {
        return;
    }
    let (_, _, key, series, _) = &place;
    let name =
        series.as_ref().map_or_else(|| key.clone(), |series| eco_format!("{key}（{series}）"));
    let words = [cell.at.text.as_str(), first.at.text.as_str()];
    diags.push(messages::differs_from_above(
        cell.at.span.clone(),
        &name,
        words,
        (first.at.span.clone(), *by_above),
    ));
}

/// Reports a number of a year that has not begun.
fn ahead(actual: &Elsewhere, time: &Time<'_>, diags: &mut Diags) {
    let Some(limit) = time.limit(actual.year, true) else { return };
    if actual.cell.number().is_some() {
        let span = actual.cell.at.span.clone();
        diags.push(messages::future_actual(span, &spoken(actual.year), &limit));
    }
}
