//! What indicators came to as shown: a row for each comparison, one a year for increments. Shows recorded facts only.

use super::Showing;
use crate::model::achieve::Undefined;
use crate::model::compare::{self, Outcome};
use crate::model::methods::Rate;
use crate::report::comparisons::{self, Place, What};
use crate::report::judged::{self, Judged};
use crate::report::page::{ComparedRow, Shown};
use crate::report::words;
use crate::section::indicators::{Indicator, Series};

/// The rows of a section, in its order.
pub(super) fn rows(
    showing: &mut Showing<'_, '_>,
    place: &Place<'_>,
    list: &[Indicator],
) -> Vec<ComparedRow> {
    let all = Place::all(list).flat_map(|(indicator, series)| {
        if place.of.increments {
            increments(showing, place, indicator, series)
        } else {
            vec![compared(showing, place, indicator, series)]
        }
    });
    all.collect()
}

fn compared(
    showing: &mut Showing<'_, '_>,
    place: &Place<'_>,
    indicator: &Indicator,
    series: Option<&Series>,
) -> ComparedRow {
    let comparison = compare::compare(place.of, place.results(), indicator, series);
    let judged = place.judged(indicator, series);
    let id = |what| place.id(indicator, series, what, judged.year);
    let rate = comparison.rate.map(|_| showing.desk.show(&id(What::Rate)));
    let [_, reason] = place.words(&comparison);
    ComparedRow {
        name: comparisons::printed_name(indicator, series),
        year: comparison
            .actual
            .map_or_else(String::new, |actual| comparisons::year_of(indicator, &actual)),
        method: match (&comparison.rated, &comparison.outcome) {
            // Where nothing is compared, that says why.
            (Rate::Undefined(reason), Outcome::Reached | Outcome::Short | Outcome::Early) => {
                no_rate(*reason, place.aim(comparison.target))
            }
            _ => method(showing, rate.as_ref()),
        },
        rate,
        total: None,
        planned: None,
        level: None,
        gap: computed(showing, &id(What::Gap)),
        change: computed(showing, &id(What::Change)),
        status: judged::status(showing.desk, &id(What::Result), judged.kinds),
        grade: place.grade(indicator, &judged, (&id(What::Grade), showing.desk)),
        reason,
    }
}

fn increments(
    showing: &mut Showing<'_, '_>,
    place: &Place<'_>,
    indicator: &Indicator,
    series: Option<&Series>,
) -> Vec<ComparedRow> {
    let all = compare::increments(place.of, place.results(), indicator, series);
    let judged = place.judged(indicator, series);
    // What is counted has a verdict in any case.
    if all.is_empty() {
        return vec![nothing_added(showing, place, (indicator, series), &judged)];
    }
    let row = |one: compare::Increment<'_>| {
        let id = |what| place.id(indicator, series, what, Some(one.year));
        let rate = one.rate.map(|_| showing.desk.show(&id(What::Rate)));
        let total = one.total.map(|_| showing.desk.show(&id(What::Total)));
        let planned = one.planned.zip(one.target).map(|_| showing.desk.show(&id(What::Planned)));
        let level = one.level.map(|_| showing.desk.show(&id(What::Level)));
        let [_, reason] = place.increment_words(&one);
        let latest = one.actual.year == judged.year;
        ComparedRow {
            name: comparisons::printed_name(indicator, series),
            year: comparisons::year_of(indicator, &one.actual),
            method: match one.rated {
                Rate::Undefined(reason) => no_rate(reason, place.aim(one.target)),
                _ => method(showing, rate.as_ref()),
            },
            rate,
            total,
            planned,
            level,
            gap: None,
            change: None,
            status: judged::status(
                showing.desk,
                &id(What::Result),
                if latest { judged.kinds } else { [judged::kind_of_increment(&one); 2] },
            ),
            grade: latest
                .then(|| place.grade(indicator, &judged, (&id(What::Grade), showing.desk)))
                .flatten(),
            reason,
        }
    };
    all.into_iter().map(row).collect()
}

/// What was computed, where it could be.
fn computed(showing: &mut Showing<'_, '_>, id: &str) -> Option<Shown> {
    showing.desk.said(id)?;
    Some(showing.desk.show(id))
}

/// The row of an indicator of increments that states no actual.
fn nothing_added(
    showing: &mut Showing<'_, '_>,
    place: &Place<'_>,
    (indicator, series): (&Indicator, Option<&Series>),
    judged: &Judged<'_>,
) -> ComparedRow {
    let id = |what| place.id(indicator, series, what, judged.year);
    let [_, reason] = judged::words(judged);
    ComparedRow {
        name: comparisons::printed_name(indicator, series),
        year: String::new(),
        method: String::new(),
        rate: None,
        total: None,
        planned: None,
        level: None,
        gap: None,
        change: None,
        status: judged::status(showing.desk, &id(What::Result), judged.kinds),
        grade: place.grade(indicator, judged, (&id(What::Grade), showing.desk)),
        reason: reason.clone(),
    }
}

/// Why there is a result and no rate.
fn no_rate(reason: Undefined, target: &str) -> String {
    format!("率は、{}、算出できない", words::undefined(reason, target))
}

/// How a rate was computed.
fn method(showing: &Showing<'_, '_>, rate: Option<&Shown>) -> String {
    let fact = rate.and_then(|rate| showing.desk.said(&rate.fact));
    fact.and_then(|fact| fact.computed.as_deref()).unwrap_or_default().to_owned()
}
