//! もと: indicators that a sheet takes from the sheet above, and the actuals that either states. Sections in, the same
//! sections completed from each other out.

use std::sync::Arc;

use ecow::EcoString;

use super::cell::Cell;
use super::indicators::{Indicator, Series, Stated, Value};
use super::{Content, Sections};
use crate::form::indicators::{Column, Holds, Indicators, Role};
use crate::form::{Kind, Year};
use crate::sheet::value::same_name;
use crate::terms::address;
use crate::terms::year::FiscalYear;

/// Origin of a taken indicator.
#[derive(Debug, Clone)]
pub struct Above {
    /// Id of the sheet above.
    pub sheet: String,
    /// Its section.
    pub section: String,
    /// Its key there.
    pub key: EcoString,
    /// False where the sheet has a series that the indicator above does not have.
    pub whole: bool,
}

/// An actual of an indicator on another sheet.
#[derive(Debug, Clone)]
pub struct Elsewhere {
    /// Its year.
    pub year: FiscalYear,
    /// Its series.
    pub series: Option<EcoString>,
    /// Its cell.
    pub cell: Cell,
    /// Id of the sheet that states it.
    pub sheet: String,
    /// Its address there.
    pub address: String,
    /// Name of that sheet.
    pub name: String,
    /// True for a sheet below, whose results belong to this sheet as well; false for an earlier year.
    pub below: bool,
}

/// A sheet with its sections, as seen from others.
#[derive(Debug, Clone, Copy)]
pub struct Other<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its sections.
    pub sections: &'a Sections,
}

/// The indicators of a section by name; `None` where the sheet has no such section.
#[must_use]
pub fn indicators<'a>(
    sections: &'a Sections,
    name: &str,
) -> Option<(&'a Indicators, &'a [Indicator])> {
    let mut all = sections.form.sections.iter().zip(&sections.list);
    all.find_map(|(section, content)| match (&section.kind, content) {
        (Kind::Indicators(of), Content::Indicators(list)) if section.name.text == name => {
            Some((of, list.as_slice()))
        }
        _ => None,
    })
}

/// Finds the indicator of the sheet above that is meant: by name, and by 識別 if stated.
#[must_use]
pub fn meant<'a>(above: &'a [Indicator], own: &Indicator) -> Option<&'a Indicator> {
    let mut named = above.iter().filter(|one| same_name(one.called(), own.called()));
    named.find(|one| own.identity.as_ref().is_none_or(|identity| *identity == one.key))
}

/// Completes the indicators that a sheet takes from the sheet above: units, targets, methods.
pub fn take(own: &mut Sections, above: Other<'_>) {
    let form = Arc::clone(&own.form);
    for (place, section) in form.sections.iter().enumerate() {
        let Kind::Indicators(of) = &section.kind else { continue };
        let Some(source) = &of.source else { continue };
        let Some((upper, list)) = indicators(above.sections, &source.text) else { continue };
        let taken = columns(of, upper, above.sections.results);
        let Kind::Indicators(whole) = &mut Arc::make_mut(&mut own.form).sections[place].kind else {
            continue;
        };
        let new = taken.iter().map(|(_, column)| column.clone());
        whole.columns.splice(..0, new);
        whole.method = whole.method.take().or_else(|| upper.method.clone());
        let places: Vec<usize> = taken.into_iter().map(|(place, _)| place).collect();
        if let Content::Indicators(all) = &mut own.list[place] {
            for indicator in all {
                let from = meant(list, indicator);
                let known = |series: &Series| {
                    let mut all = from.iter().flat_map(|from| &from.series);
                    all.any(|one| one.name.text == series.name.text)
                };
                let whole = indicator.series.iter().all(known);
                complete(indicator, from, &places);
                indicator.above = from.map(|from| Above {
                    sheet: above.id.to_owned(),
                    section: source.text.clone(),
                    key: from.key.clone(),
                    whole,
                });
            }
        }
    }
}

/// The target columns of the sheet above, mapped to columns of this sheet.
fn columns(
    own: &Indicators,
    upper: &Indicators,
    results: Option<FiscalYear>,
) -> Vec<(usize, Column)> {
    let wanted = |column: &Column| {
        let role = matches!(column.holds, Holds::Figures(Role::Base | Role::Target | Role::Path));
        role && !own.columns.iter().any(|one| one.name.text == column.name.text)
    };
    let fixed = |year: &Year| match year {
        Year::OfResults(_) => {
            let of = year.of(results);
            of.map_or_else(|| year.clone(), |of| Year::Fixed(of.short(), of))
        }
        Year::Fixed(..) => year.clone(),
    };
    let all = upper.columns.iter().enumerate().filter(|(_, column)| wanted(column));
    let as_here = |column: &Column| Column {
        years: column.years.iter().map(fixed).collect(),
        optional: true,
        above: true,
        ..column.clone()
    };
    all.map(|(place, column)| (place, as_here(column))).collect()
}

fn complete(own: &mut Indicator, from: Option<&Indicator>, places: &[usize]) {
    let of = |values: Option<&[Option<Value>]>| -> Vec<Option<Value>> {
        let value = |place: &usize| values.and_then(|values| values.get(*place)?.clone());
        places.iter().map(value).collect()
    };
    own.columns.splice(..0, of(from.map(|from| from.columns.as_slice())));
    for series in &mut own.series {
        let upper = from.iter().flat_map(|from| &from.series);
        let upper = upper.into_iter().find(|upper| upper.name.text == series.name.text);
        series.columns.splice(..0, of(upper.map(|upper| upper.columns.as_slice())));
        if let Some(upper) = upper {
            series.method.clone_from(&upper.method);
            series.breaks.clone_from(&upper.breaks);
        }
    }
    let Some(from) = from else { return };
    let width = own.columns.len() - places.len();
    for upper in &from.series {
        if !own.series.iter().any(|series| series.name.text == upper.name.text) {
            let mut columns = of(Some(&upper.columns));
            columns.extend(std::iter::repeat_n(None, width));
            own.series.push(Series { columns, revisions: Vec::new(), ..upper.clone() });
        }
    }
    own.unit = from.unit.clone();
    own.conversion.clone_from(&from.conversion);
    own.direction.clone_from(&from.direction);
    own.period = from.period.clone();
    own.method.clone_from(&from.method);
    own.tolerance.clone_from(&from.tolerance);
    own.kind.clone_from(&from.kind);
    own.breaks.clone_from(&from.breaks);
}

/// An actual on a sheet: the indicator of the sheet above, its section, and the value.
#[derive(Debug)]
pub struct Actual<'a> {
    /// Section of the sheet above.
    pub section: &'a str,
    /// Key of the indicator there.
    pub key: &'a str,
    /// The actual with its year.
    pub value: Elsewhere,
}

/// The actuals that a sheet states of its taken indicators.
#[must_use]
pub fn stated(sheet: Other<'_>) -> Vec<Actual<'_>> {
    let mut all = Vec::new();
    for (section, content) in sheet.sections.form.sections.iter().zip(&sheet.sections.list) {
        let (Kind::Indicators(of), Content::Indicators(list)) = (&section.kind, content) else {
            continue;
        };
        for indicator in list {
            let Some(above) = &indicator.above else { continue };
            all.extend(
                actuals(of, sheet, &section.name.text, indicator).into_iter().map(|value| Actual {
                    section: &above.section,
                    key: &above.key,
                    value,
                }),
            );
        }
    }
    all
}

/// The actuals of an indicator, as passed to other sheets.
#[must_use]
pub fn actuals(
    of: &Indicators,
    sheet: Other<'_>,
    section: &str,
    indicator: &Indicator,
) -> Vec<Elsewhere> {
    let mut all = Vec::new();
    let results = sheet.sections.results;
    for column in of.of(Role::Actual) {
        let declared = &of.columns[column];
        for series in indicator.parts() {
            let value = indicator.value(series, column);
            let stated = value.map(|value| value.stated(declared, results)).unwrap_or_default();
            for one in &stated {
                let Some(year) = one.year.or(results) else { continue };
                all.push(Elsewhere {
                    year,
                    series: series.map(|series| series.name.text.clone()),
                    cell: one.cell.clone(),
                    sheet: sheet.id.to_owned(),
                    address: address(section, (indicator, series), (declared, one)),
                    name: sheet.name.to_owned(),
                    below: true,
                });
            }
        }
    }
    all
}

fn address(
    section: &str,
    (indicator, series): (&Indicator, Option<&Series>),
    (column, stated): (&Column, &Stated<'_>),
) -> String {
    let parts = indicator.address(series, column, stated);
    address::within(section, &parts)
}
