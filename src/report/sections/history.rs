//! The same indicators over all years, on their newest sheet: each actual as the newest sheet states it, those of
//! forms that are part of the program among them.

use std::collections::BTreeMap;

use super::Showing;
use crate::form::indicators::Role;
use crate::model::compare;
use crate::model::declared;
use crate::model::identity::Place as OldPlace;
use crate::model::identity::declared::{Found, Standing, id};
use crate::report::comparisons::{self, Place};
use crate::report::declared as pages;
use crate::report::format;
use crate::report::method_words;
use crate::report::page::{Held, OfYear, OverYears};
use crate::report::series::Side;
use crate::report::sheet::{self, Sheet};
use crate::section::indicators::{Indicator, Series};
use crate::terms::year::FiscalYear;

/// The indicators with their actuals, and what is to be said of them, in sentences.
pub(super) fn of(
    showing: &mut Showing<'_, '_>,
    place: &Place<'_>,
    list: &[Indicator],
) -> (Vec<OverYears>, Vec<String>) {
    let (mut rows, mut remarks) = (Vec::new(), Vec::new());
    // What a year adds is told by the running total.
    if place.of.increments {
        return (rows, remarks);
    }
    for (indicator, series) in Place::all(list) {
        let (row, said) = one(showing, place, indicator, series);
        rows.extend(row);
        let name = comparisons::printed_name(indicator, series);
        remarks.extend(said.into_iter().map(|said| format!("{name}：{said}")));
    }
    (rows, remarks)
}

/// What one evaluation says of an indicator.
struct Told {
    /// The year of the evaluation.
    year: FiscalYear,
    /// 令和6年度
    words: String,
    /// 指標名
    name: String,
    unit: String,
    method: &'static str,
    /// Its actuals by year.
    actuals: Vec<(FiscalYear, OfYear)>,
}

fn one(
    showing: &mut Showing<'_, '_>,
    place: &Place<'_>,
    indicator: &Indicator,
    series: Option<&Series>,
) -> (Option<OverYears>, Vec<String>) {
    let model = showing.standing.model;
    let (years, at) = (&model.declared, showing.standing.at());
    let own = id(place.sheet, place.section, indicator, series);
    let (before, after) = (declared::earlier(years, at), declared::later(years, at));
    let is_same = |found: &Found<'_>| {
        indicator.identity.is_some() && found.indicator.identity == indicator.identity
    };
    let own_chain = |one: &&Standing| {
        let found = one.find(years);
        one.at == at
            || [&before, &after].iter().any(|list| list.contains(&one.at))
            || one.at[0] != at[0] && found.as_ref().is_some_and(is_same)
    };
    let all: Vec<&Standing> = model.identities.standings(&own).iter().filter(own_chain).collect();
    // On an older sheet the newest one leads on.
    if all.iter().any(|one| one.at[0] > at[0]) {
        return (None, Vec::new());
    }
    let mut told: Vec<Told> = model
        .identities
        .places(&own)
        .iter()
        .filter_map(|old| of_program(showing, old))
        .filter(|told| Some(told.year) < place.year.year)
        .collect();
    for of_year in all.chunk_by(|one, other| one.at[0] == other.at[0]) {
        let found = of_year.iter().find_map(|one| one.find(years));
        told.extend(found.and_then(|found| of_form(showing, &found)));
    }
    told.sort_by_key(|told| told.year);
    let unit = indicator.shown_unit();
    let remarks = remarks(&told, indicator, unit);
    let told: Vec<Told> = told.into_iter().filter(|told| told.unit == unit).collect();
    if told.len() < 2 {
        return (None, remarks);
    }
    // Years come earliest first: what the newest sheet states of a year stands.
    let years: BTreeMap<FiscalYear, OfYear> =
        told.into_iter().flat_map(|told| told.actuals).collect();
    let name = comparisons::printed_name(indicator, series);
    (Some(OverYears { name, years: years.into_values().collect() }), remarks)
}

/// What changed from one evaluation to the next: its name, how it is compared; and what has another unit.
fn remarks(told: &[Told], newest: &Indicator, unit: &str) -> Vec<String> {
    let mut remarks = Vec::new();
    for pair in told.windows(2) {
        let [old, new] = pair else { continue };
        let between = |what: &str, old_word: &str, new_word: &str| {
            format!(
                "{what}は、{}の票まで「{old_word}」、{}の票から「{new_word}」です。",
                old.words, new.words
            )
        };
        // What the sheet itself tells stands beside the name.
        if old.name != new.name && newest.former.as_deref() != Some(&old.name) {
            remarks.push(between("指標名", &old.name, &new.name));
        }
        if old.method != new.method {
            remarks.push(between("比べ方", old.method, new.method));
        }
    }
    let other = told.iter().filter(|told| told.unit != unit);
    remarks.extend(other.map(|told| {
        format!(
            "{}の票の単位は「{}」で、「{unit}」と違うため、実績の推移に入れていません。",
            told.words, told.unit
        )
    }));
    remarks
}

/// What a sheet of a declared form says.
fn of_form(showing: &mut Showing<'_, '_>, found: &Found<'_>) -> Option<Told> {
    let Found { year, sheet, section, of, indicator, series } = *found;
    let place = Place { sheet, section, of, year };
    let figures = compare::figures(of, sheet.sections.results, indicator, series, Role::Actual);
    let actuals = figures.into_iter().filter_map(|figure| {
        let id = place.stated(indicator, series, &figure);
        let held = Held { figure: Some(showing.desk.figure(&id)), ..Held::default() };
        let words = comparisons::year_of(indicator, &figure);
        Some((figure.year?, OfYear { year: words, held, sheet: pages::name(year) }))
    });
    let evaluation = year.year?;
    Some(Told {
        actuals: actuals.collect(),
        year: evaluation,
        words: format::wareki(evaluation),
        name: indicator.called().to_owned(),
        unit: indicator.shown_unit().to_owned(),
        method: compare::method(of, indicator, series).map_or("算出しない", method_words::name),
    })
}

/// What a sheet of a form of the program says.
fn of_program(showing: &mut Showing<'_, '_>, place: &OldPlace) -> Option<Told> {
    let sheet = Sheet::at(showing.standing.model, place);
    let series = sheet.series().into_iter().nth(place.indicator)?;
    let actuals = series.indicator.actual.keys().map(|year| {
        let figure = showing.desk.figure(&series.stated(Side::Actual, *year));
        let held = Held { figure: Some(figure), ..Held::default() };
        let said = sheet::evaluation_name(sheet.evaluation);
        (*year, OfYear { year: format::wareki(*year), held, sheet: said })
    });
    Some(Told {
        actuals: actuals.collect(),
        year: sheet.evaluation.year,
        words: format::wareki(sheet.evaluation.year),
        name: series.indicator.name.clone(),
        unit: series.display_unit().to_owned(),
        method: method_words::name(series.indicator.method),
    })
}
