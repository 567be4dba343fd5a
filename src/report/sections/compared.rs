//! Results of indicators as shown: a row for each comparison, one per year for increments. Shows only recorded facts.

use crate::model::achieve::Undefined;
use crate::model::compare::{self, Outcome};
use crate::model::increments::Step;
use crate::model::methods::Rate;
use crate::report::comparisons::{self, Place, What};
use crate::report::judged::{self, Judged};
use crate::report::page::{ComparedRow, Shown};
use crate::report::sections::showing::Showing;
use crate::report::verdict::Kind;
use crate::report::words;
use crate::section::indicators::{Indicator, Series};
use crate::terms::year::FiscalYear;

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
    let [_, reason] = place.words(&(&comparison).into());
    ComparedRow {
        year: comparison
            .actual
            .map_or_else(String::new, |actual| comparisons::year_of(indicator, &actual)),
        method: match (&comparison.rated, &comparison.outcome) {
            // Where nothing is compared, the outcome gives the reason.
            (Rate::Undefined(reason), Outcome::Reached | Outcome::Short | Outcome::Early) => {
                no_rate(*reason, place.aim(comparison.target))
            }
            _ => method(showing, rate.as_ref()),
        },
        rate,
        gap: computed(showing, &id(What::Gap)),
        change: computed(showing, &id(What::Change)),
        status: Some(judged::status(showing.desk, &id(What::Result), judged.kinds)),
        grade: place.grade(indicator, &judged, (&id(What::Grade), showing.desk)),
        reason,
        ..blank(indicator, series)
    }
}

/// An empty row.
fn blank(indicator: &Indicator, series: Option<&Series>) -> ComparedRow {
    ComparedRow {
        span: "1".to_owned(),
        name: comparisons::printed_name(indicator, series),
        year: String::new(),
        rate: None,
        total: None,
        planned: None,
        total_rate: None,
        level: None,
        planned_level: None,
        gap: None,
        change: None,
        status: None,
        grade: None,
        reason: String::new(),
        method: String::new(),
    }
}

/// Computed values of each year of increments, in addition to its rate.
const SUMS: [What; 5] =
    [What::Total, What::Planned, What::TotalRate, What::Level, What::PlannedLevel];

fn increments(
    showing: &mut Showing<'_, '_>,
    place: &Place<'_>,
    indicator: &Indicator,
    series: Option<&Series>,
) -> Vec<ComparedRow> {
    let of = (indicator, series);
    let judged = place.judged(indicator, series);
    let steps: Vec<_> = place.own_steps(indicator, series).collect();
    let known = steps.iter().any(|[step, _]| Some(step.year) == judged.year);
    let mut rows: Vec<_> =
        steps.iter().map(|both| step(showing, place, of, &judged, both)).collect();
    // Counted indicators always have a verdict.
    if !known {
        rows.push(verdict(showing, place, of, &judged, blank(indicator, series)));
    }
    let count = rows.len().to_string();
    for (number, row) in rows.iter_mut().enumerate() {
        row.span = if number == 0 { count.clone() } else { String::new() };
    }
    rows
}

/// The row of a year.
fn step(
    showing: &mut Showing<'_, '_>,
    place: &Place<'_>,
    (indicator, series): (&Indicator, Option<&Series>),
    judged: &Judged<'_>,
    both: &[Step<'_>; 2],
) -> ComparedRow {
    let [step, other] = both;
    let id = |what| place.id(indicator, series, what, Some(step.year));
    let figure = step.added.map(|one| one.actual).or(step.planned.map(|one| one.target));
    let rate = computed(showing, &id(What::Rate));
    let rated = step.added.map_or(Rate::None, |added| added.rated);
    let [total, planned, total_rate, level, planned_level] =
        SUMS.map(|what| computed(showing, &id(what)));
    let row = ComparedRow {
        year: figure.map(|one| comparisons::year_of(indicator, &one)).unwrap_or_default(),
        method: match rated {
            Rate::Undefined(reason) => {
                no_rate(reason, place.aim(step.planned.map(|planned| planned.target)))
            }
            _ => method(showing, rate.as_ref()),
        },
        rate,
        total,
        planned,
        total_rate,
        level,
        planned_level,
        gap: computed(showing, &id(What::Gap)),
        ..blank(indicator, series)
    };
    if judged.year == Some(step.year) {
        return verdict(showing, place, (indicator, series), judged, row);
    }
    let Some([_, reason]) = place.step_words(indicator, step) else { return row };
    let kinds = [step, other].map(|one| one.added.map(|added| judged::kind(added.outcome)));
    let kinds = kinds.map(|kind| kind.unwrap_or(Kind::Excluded));
    let status = judged::status(showing.desk, &id(What::Result), kinds);
    ComparedRow { status: Some(status), reason: unless_waiting(kinds[0], reason), ..row }
}

/// The row with the verdict of the indicator and its grade.
fn verdict(
    showing: &mut Showing<'_, '_>,
    place: &Place<'_>,
    (indicator, series): (&Indicator, Option<&Series>),
    judged: &Judged<'_>,
    row: ComparedRow,
) -> ComparedRow {
    let id = |what| place.id(indicator, series, what, judged.year);
    let [_, reason] = judged::words(judged);
    ComparedRow {
        status: Some(judged::status(showing.desk, &id(What::Result), judged.kinds)),
        grade: place.grade(indicator, judged, (&id(What::Grade), showing.desk)),
        reason: unless_waiting(judged.kinds[0], reason.clone()),
        ..row
    }
}

/// Drops a reason that the result already states, so that it is not repeated year by year.
fn unless_waiting(kind: Kind, reason: String) -> String {
    if kind == Kind::Waiting { String::new() } else { reason }
}

/// The same in the order of explanation: actual first, then plan.
const EXPLAINED: [What; 5] =
    [What::Total, What::TotalRate, What::Level, What::Planned, What::PlannedLevel];

/// How the sums and levels of each indicator were computed, for the last year that has them; earlier years are
/// computed alike. A sum over a single year needs no explanation.
pub(super) fn formulas(
    showing: &Showing<'_, '_>,
    place: &Place<'_>,
    list: &[Indicator],
) -> Vec<String> {
    let of = |(indicator, series): (&Indicator, Option<&Series>)| {
        let years: Vec<FiscalYear> =
            place.own_steps(indicator, series).map(|[step, _]| step.year).collect();
        let mut said = None;
        let made = |what: What| {
            let made = |year: &FiscalYear| {
                let fact =
                    showing.desk.displayed(&place.id(indicator, series, what, Some(*year)))?;
                Some((*year, fact.computed.as_deref()?))
            };
            let (year, made) = years.iter().rev().find_map(made)?;
            if matches!(what, What::Total | What::Planned) && !made.contains('＋') {
                return None;
            }
            let words = comparisons::year_words(&indicator.period, &year.short());
            let words =
                if said.replace(year) == Some(year) { String::new() } else { words + "の" };
            Some(format!("{words}{}＝{made}。", what.word()))
        };
        let made: Vec<String> = EXPLAINED.into_iter().filter_map(made).collect();
        let name = comparisons::printed_name(indicator, series);
        (!made.is_empty()).then(|| format!("{name}：{}", made.concat()))
    };
    if place.of.increments { Place::all(list).filter_map(of).collect() } else { Vec::new() }
}

/// A computed value, if it exists.
fn computed(showing: &mut Showing<'_, '_>, id: &str) -> Option<Shown> {
    showing.desk.displayed(id)?;
    Some(showing.desk.show(id))
}

/// Why there is a result but no rate.
fn no_rate(reason: Undefined, target: &str) -> String {
    format!("率は、{}、算出できない", words::undefined(reason, target))
}

/// How a rate was computed.
fn method(showing: &Showing<'_, '_>, rate: Option<&Shown>) -> String {
    let fact = rate.and_then(|rate| showing.desk.displayed(&rate.fact));
    fact.and_then(|fact| fact.computed.as_deref()).unwrap_or_default().to_owned()
}
