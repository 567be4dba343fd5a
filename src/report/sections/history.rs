//! The same indicators over all years, on their newest sheet: each actual as the newest sheet states it.

use std::collections::BTreeMap;

use super::Showing;
use crate::form::Kind;
use crate::form::indicators::Role;
use crate::model::compare;
use crate::model::declared::{self, DeclaredYear, Sheet};
use crate::report::comparisons::{self, Place};
use crate::report::declared as pages;
use crate::report::page::{Held, OfYear, OverYears};
use crate::section::Content;
use crate::section::indicators::{Indicator, Series};

/// Where an indicator is looked for in another year.
struct Wanted<'a> {
    section: &'a str,
    /// What it is called, now or before.
    keys: Vec<&'a str>,
    series: Option<&'a str>,
}

pub(super) fn of(
    showing: &mut Showing<'_, '_>,
    place: &Place<'_>,
    list: &[Indicator],
) -> Vec<OverYears> {
    // What a year adds is told by the running total.
    if place.of.increments {
        return Vec::new();
    }
    Place::all(list)
        .filter_map(|(indicator, series)| one(showing, place, indicator, series))
        .collect()
}

fn one(
    showing: &mut Showing<'_, '_>,
    place: &Place<'_>,
    indicator: &Indicator,
    series: Option<&Series>,
) -> Option<OverYears> {
    let standing = showing.standing;
    let wanted = Wanted {
        section: place.section,
        keys: std::iter::once(indicator.key.as_str()).chain(indicator.former.as_deref()).collect(),
        series: series.map(|series| series.name.text.as_str()),
    };
    // On an older sheet the newest one leads on.
    if !declared::later(standing.years, standing.at()).is_empty() {
        return None;
    }
    let mut all = declared::earlier(standing.years, standing.at());
    all.push(standing.at());
    let (mut years, mut sheets) = (BTreeMap::new(), 0);
    for of_year in all.chunk_by(|one, other| one[0] == other[0]) {
        let found = of_year.iter().find_map(|[year, level, place]| {
            let year = &standing.years[*year];
            let sheet = year.levels[*level].entries[*place].sheet.as_deref()?;
            actuals(showing, year, sheet, &wanted)
        });
        let Some(found) = found else { continue };
        sheets += 1;
        // Years come earliest first: what the newest sheet states of a year stands.
        years.extend(found);
    }
    if sheets < 2 {
        return None;
    }
    let years = years.into_values().collect();
    Some(OverYears { name: comparisons::printed_name(indicator, series), years })
}

/// The actuals that a sheet states of an indicator; `None` where it does not have it.
fn actuals(
    showing: &mut Showing<'_, '_>,
    year: &DeclaredYear,
    sheet: &Sheet,
    wanted: &Wanted<'_>,
) -> Option<Vec<(crate::terms::year::FiscalYear, OfYear)>> {
    let sections = sheet.form().sections.iter().zip(&sheet.sections.list);
    let (of, list) =
        sections.into_iter().find_map(|(section, content)| match (&section.kind, content) {
            (Kind::Indicators(of), Content::Indicators(list))
                if section.name.text == wanted.section =>
            {
                Some((of, list))
            }
            _ => None,
        })?;
    let indicator = list.iter().find(|one| {
        wanted.keys.contains(&one.key.as_str()) || wanted.keys.contains(&one.called())
    })?;
    let series = match wanted.series {
        Some(name) => Some(indicator.series.iter().find(|series| series.name.text == name)?),
        None => None,
    };
    let place = Place { sheet, section: wanted.section, of, rounding: showing.rounding };
    let figures = compare::figures(of, sheet.sections.results, indicator, series, Role::Actual);
    let rows = figures.into_iter().filter_map(|figure| {
        let id = place.stated(indicator, series, &figure);
        let held = Held { figure: Some(showing.desk.figure(&id)), ..Held::default() };
        let words = comparisons::year_of(indicator, &figure);
        Some((figure.year?, OfYear { year: words, held, sheet: pages::name(year) }))
    });
    Some(rows.collect())
}
