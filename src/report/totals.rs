//! Stated totals of increments (累計) that are not the sum of their years -> notes for readers.

use std::collections::BTreeMap;

use crate::form::Kind;
use crate::form::indicators::Role;
use crate::model::compare;
use crate::model::evaluation::{Evaluation, Sheet};
use crate::report::comparisons::Place;
use crate::report::facts::Fact;
use crate::report::format;
use crate::section::Content;

/// Notes on the totals of a sheet, by their ids. The stated total is published unchanged; the note explains the
/// difference to whoever adds up the years.
pub(crate) fn notes(year: &Evaluation, sheet: &Sheet) -> BTreeMap<String, String> {
    let sections = sheet.form().sections.iter().zip(&sheet.sections.list);
    let all = sections.filter_map(|(section, content)| match (&section.kind, content) {
        (Kind::Indicators(of), Content::Indicators(list)) if of.increments => {
            Some((Place { sheet, section: &section.name.text, of, year }, list))
        }
        _ => None,
    });
    let mut notes = BTreeMap::new();
    for (place, list) in all {
        for (indicator, series) in Place::all(list) {
            let figures =
                |role| compare::figures(place.of, place.results(), indicator, series, role);
            let targets = figures(Role::Target);
            let Some((target, sum)) = targets.first().zip(compare::sum(&targets)) else { continue };
            for total in figures(Role::Total) {
                let Some(stated) = total.stated.cell.number().filter(|stated| *stated != sum)
                else {
                    continue;
                };
                let unit = indicator.unit();
                let [stated, sum] = [stated, sum].map(format::number);
                let [total_name, target] = [&total, target].map(|one| place.column(one));
                notes.insert(
                    place.stated(indicator, series, &total),
                    format!(
                        "{total_name}は{stated}{unit}とありますが、各年度の{target}を足すと{sum}{unit}です（参考（計算値））。"
                    ),
                );
            }
        }
    }
    notes
}

/// Adds the note to a figure.
pub(crate) fn noted(notes: &BTreeMap<String, String>, fact: Fact) -> Fact {
    let words = notes.get(&*fact.id).cloned();
    fact.noted(words)
}
