//! Sheets that take indicators from the sheet above (もと) -> the same sheets, each with figures from the others.

use std::collections::BTreeMap;

use ecow::EcoString;

use crate::form::Kind;
use crate::model::evaluation::{Entry, Level, Sheet};
use crate::section::Content;
use crate::section::indicators::Indicator;
use crate::section::taken::{self, Actual, Elsewhere, Other};
use crate::terms::year::FiscalYear;

/// A section of a sheet, and an indicator there.
type Place = (String, EcoString);

/// Completes the taken indicators, and gives each sheet the actuals that other sheets state of the same ones.
pub(super) fn exchange(levels: &mut [Level]) {
    for level in 1..levels.len() {
        let (upper, lower) = levels.split_at_mut(level);
        let (Some(upper), Some(lower)) = (upper.last_mut(), lower.first_mut()) else { continue };
        for (place, above) in upper.entries.iter_mut().enumerate() {
            let Some(sheet) = above.sheet.as_deref_mut() else { continue };
            let own = lower.entries.iter_mut().filter(|entry| entry.parent == Some(place));
            let own = own.filter(|entry| {
                entry.sheet.as_ref().is_some_and(|sheet| sheet.form().takes_from_above())
            });
            let mut own: Vec<&mut Entry> = own.collect();
            if !own.is_empty() {
                let name = above.short.as_ref().unwrap_or(&above.name);
                of_sheet(sheet, name, &mut own);
            }
        }
    }
}

fn of_sheet(above: &mut Sheet, name: &str, below: &mut [&mut Entry]) {
    let upper = Other { id: &above.id, name, sections: &above.sections };
    let mut known: BTreeMap<Place, Vec<Elsewhere>> = BTreeMap::new();
    for (section, of, indicator) in indicators(above) {
        let all = taken::actuals(of, upper, section, indicator);
        known.insert((section.to_owned(), indicator.key.clone()), all);
    }
    for entry in below.iter_mut() {
        if let Some(sheet) = &mut entry.sheet {
            taken::take(&mut sheet.sections, upper);
        }
    }
    // In the order of the years, so that earlier sheets come first.
    let mut results: BTreeMap<Place, Vec<Elsewhere>> = BTreeMap::new();
    for entry in below.iter() {
        let Some(sheet) = &entry.sheet else { continue };
        let of = Other { id: &sheet.id, name: entry.short(), sections: &sheet.sections };
        for Actual { section, key, value } in taken::stated(of) {
            results.entry((section.to_owned(), key.into())).or_default().push(value);
        }
    }
    for own in results.values_mut() {
        own.sort_by_key(|one| one.year);
    }
    for entry in below.iter_mut() {
        let Some(sheet) = &mut entry.sheet else { continue };
        let (id, Some(year)) = (sheet.id.clone(), sheet.sections.results) else { continue };
        for indicator in own_indicators(sheet) {
            let Some(above) = &indicator.above else { continue };
            let place = (above.section.clone(), above.key.clone());
            indicator.elsewhere = before(&place, [&known, &results], &id, year);
        }
    }
    for (section, content) in above.sections.form.sections.iter().zip(&mut above.sections.list) {
        let Content::Indicators(list) = content else { continue };
        for indicator in list {
            let place = (section.name.text.clone(), indicator.key.clone());
            indicator.elsewhere = results.remove(&place).unwrap_or_default();
        }
    }
}

/// Figures for the years before that of the sheet, from the sheet above and then from sibling sheets.
fn before(
    place: &Place,
    known: [&BTreeMap<Place, Vec<Elsewhere>>; 2],
    own: &str,
    year: FiscalYear,
) -> Vec<Elsewhere> {
    let all = known.into_iter().filter_map(|known| known.get(place)).flatten();
    let all = all.filter(|one| one.year < year && one.sheet != own);
    all.map(|one| Elsewhere { below: false, ..one.clone() }).collect()
}

fn indicators(sheet: &Sheet) -> impl Iterator<Item = (&str, &crate::form::Indicators, &Indicator)> {
    let sections = sheet.sections.form.sections.iter().zip(&sheet.sections.list);
    sections.flat_map(|(section, content)| {
        let found = match (&section.kind, content) {
            (Kind::Indicators(of), Content::Indicators(list)) => Some((of, list)),
            _ => None,
        };
        let name = section.name.text.as_str();
        found.into_iter().flat_map(move |(of, list)| list.iter().map(move |one| (name, of, one)))
    })
}

fn own_indicators(sheet: &mut Sheet) -> impl Iterator<Item = &mut Indicator> {
    sheet.sections.list.iter_mut().flat_map(|content| match content {
        Content::Indicators(list) => list.iter_mut().collect::<Vec<_>>(),
        _ => Vec::new(),
    })
}
