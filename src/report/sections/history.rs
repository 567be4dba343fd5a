//! The same indicators over all years, on their newest sheet: each actual as the newest sheet states it.

use std::collections::BTreeMap;

use super::Showing;
use crate::form::indicators::Role;
use crate::model::compare::{self, Figure};
use crate::model::declared;
use crate::model::fact_id;
use crate::model::identity::declared::{Found, Standing, id};
use crate::report::comparisons::{self, Place};
use crate::report::declared as pages;
use crate::report::format;
use crate::report::method_words;
use crate::report::page::{Held, OfYear, OverYears};
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
    /// 当初値, by year.
    bases: Vec<(FiscalYear, OfYear)>,
    /// Its actuals and targets as pages print them: what the column is called, the year, the words of that.
    said: Vec<(String, FiscalYear, [String; 2])>,
    /// Why its targets were revised: the year, the day and the reason.
    revised: Vec<(FiscalYear, String)>,
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
    let mut told: Vec<Told> = Vec::new();
    for of_year in all.chunk_by(|one, other| one.at[0] == other.at[0]) {
        let found = of_year.iter().find_map(|one| one.find(years));
        told.extend(found.and_then(|found| of_form(showing, &found)));
    }
    told.sort_by_key(|told| told.year);
    let unit = indicator.shown_unit();
    let mut remarks = remarks(&told, indicator, unit);
    let mut told: Vec<Told> = told.into_iter().filter(|told| told.unit == unit).collect();
    if told.len() < 2 {
        return (None, remarks);
    }
    remarks.extend(otherwise(&told));
    let bases: Vec<_> = told.iter_mut().flat_map(|told| std::mem::take(&mut told.bases)).collect();
    // Years come earliest first: what the newest sheet states of a year stands. A base stands for a year of which
    // nobody states more.
    let mut years: BTreeMap<FiscalYear, OfYear> =
        told.into_iter().flat_map(|told| told.actuals).collect();
    for (year, base) in bases.into_iter().rev() {
        years.entry(year).or_insert(base);
    }
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

/// What the sheets state otherwise of one year: an actual, or a target, with the reasons of its revisions.
fn otherwise(told: &[Told]) -> Vec<String> {
    type Said<'a> = Vec<(&'a Told, &'a [String; 2])>;
    let mut all: BTreeMap<(FiscalYear, &str), Said<'_>> = BTreeMap::new();
    for one in told {
        for (column, year, words) in &one.said {
            all.entry((*year, column)).or_default().push((one, words));
        }
    }
    let mut sentences = Vec::new();
    for ((year, column), said) in all {
        if said.windows(2).all(|pair| pair[0].1[1] == pair[1].1[1]) {
            continue;
        }
        let words = &said[0].1[0];
        let each: Vec<String> =
            said.iter().map(|(one, words)| format!("{}の票では{}", one.words, words[1])).collect();
        sentences.push(format!("{words}の{column}は、{}です。", each.join("、")));
        let newest = said.last().map_or(&[][..], |(one, _)| &one.revised);
        let reasons = newest.iter().filter(|(of, _)| *of == year);
        sentences.extend(reasons.map(|(_, reason)| reason.clone()));
    }
    sentences
}

/// What a sheet of a declared form says.
fn of_form(showing: &mut Showing<'_, '_>, found: &Found<'_>) -> Option<Told> {
    let Found { year, sheet, section, of, indicator, series } = *found;
    let place = Place { sheet, section, of, year };
    let mut of_year = |words: String, figure: &Figure<'_>| {
        let figure = showing.desk.figure(&place.stated(indicator, series, figure));
        let held = Held { figure: Some(figure), ..Held::default() };
        OfYear { year: words, held, sheet: pages::name(year) }
    };
    let figures = compare::figures(of, sheet.sections.results, indicator, series, Role::Actual);
    let actuals = figures.into_iter().filter_map(|figure| {
        let words = comparisons::year_of(indicator, &figure);
        Some((figure.year?, of_year(words, &figure)))
    });
    let actuals: Vec<_> = actuals.collect();
    let bases = compare::figures(of, sheet.sections.results, indicator, series, Role::Base);
    let bases = bases.into_iter().filter_map(|figure| {
        figure.stated.cell.number()?;
        let words =
            format!("{}（{}）", comparisons::year_of(indicator, &figure), place.column(&figure));
        Some((figure.stated.year?, of_year(words, &figure)))
    });
    let bases: Vec<_> = bases.collect();
    let said = [Role::Actual, Role::Target]
        .into_iter()
        .flat_map(|role| compare::figures(of, sheet.sections.results, indicator, series, role));
    let said = said.filter_map(|figure| {
        figure.stated.cell.number()?;
        let id = place.stated(indicator, series, &figure);
        let shown = showing.desk.said(&format!("{id}{}", fact_id::SHOWN));
        let fact = shown.or_else(|| showing.desk.said(&id))?;
        let words =
            [comparisons::year_of(indicator, &figure), format!("{}{}", fact.text, fact.unit)];
        Some((place.column(&figure).to_owned(), figure.year?, words))
    });
    let revised = indicator.revisions_of(series).map(|one| {
        (one.year.1, format!("{}の改定の理由：{}。", format::date(&one.day.1), one.reason))
    });
    let evaluation = year.year?;
    Some(Told {
        said: said.collect(),
        revised: revised.collect(),
        bases,
        actuals,
        year: evaluation,
        words: format::wareki(evaluation),
        name: indicator.called().to_owned(),
        unit: indicator.shown_unit().to_owned(),
        method: compare::method(of, indicator, series).map_or("算出しない", method_words::name),
    })
}
