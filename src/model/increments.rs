//! Indicators of increments (増加分) -> what each year was to add and added, the sums so far, the levels that these lead
//! to. Exact; where nothing can be said the reason is.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::form::Indicators as Declared;
use crate::form::indicators::Role;
use crate::model::achieve;
use crate::model::compare::{Figure, Outcome, Why, figures};
use crate::model::methods::Rate;
use crate::section::cell::Cell;
use crate::section::indicators::{Indicator, Series};
use crate::terms::year::FiscalYear;

/// What was to be added by the end of a year (増加分).
#[derive(Debug, Clone, Copy)]
pub struct Planned<'a> {
    /// What the year itself was to add.
    pub target: Figure<'a>,
    /// What was to be added so far; `None` where a target of these years is no number.
    pub sum: Option<Decimal>,
    /// The base with that; `None` where either is no number.
    pub level: Option<Decimal>,
}

/// What a year added.
#[derive(Debug, Clone, Copy)]
pub struct Increment<'a> {
    /// The actual.
    pub actual: Figure<'a>,
    /// What it comes to against what the year was to add.
    pub outcome: Outcome,
    /// Actual against target in per cent, for a target above zero and an actual not below; or why there is none.
    pub rated: Rate,
    /// What has been added so far; `None` from the first year on that is no number.
    pub total: Option<Decimal>,
    /// That against what was to be added so far, where both are of the same years.
    pub total_rated: Rate,
    /// The base with what has been added so far; `None` where either is no number.
    pub level: Option<Decimal>,
}

/// A year of an indicator of increments: what was to be, and what came to be.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// The year.
    pub year: FiscalYear,
    /// What was to be; `None` for a year without a target.
    pub planned: Option<Planned<'a>>,
    /// What came to be; `None` for a year of which no actual is stated, not even that there is none.
    pub added: Option<Increment<'a>>,
    /// True for a year that the sheet itself speaks of: other years are those of the sheet above, and what came before.
    pub own: bool,
}

/// What each year was to add and added, in the order of the years: under the adopted reading of the source, and under
/// the other.
#[must_use]
pub fn steps<'a>(
    of: &Declared,
    results: Option<FiscalYear>,
    indicator: &'a Indicator,
    series: Option<&'a Series>,
) -> Vec<[Step<'a>; 2]> {
    let [adopted, other] = [Cell::number, Cell::otherwise]
        .map(|number| read_steps(of, results, (indicator, series), number));
    adopted.into_iter().zip(other).map(Into::into).collect()
}

/// The latest of these with an actual that is a number, or with an actual where none is.
#[must_use]
pub fn latest_step<'a>(steps: &[[Step<'a>; 2]]) -> Option<[Step<'a>; 2]> {
    let actual = |[step, _]: &&[Step<'a>; 2]| step.added.filter(|_| step.own).map(|one| one.actual);
    let is_number = |both: &&[Step<'a>; 2]| {
        actual(both).is_some_and(|actual| actual.stated.cell.number().is_some())
    };
    let last = || steps.iter().rfind(|both| actual(both).is_some());
    steps.iter().rfind(is_number).or_else(last).copied()
}

fn read_steps<'a>(
    of: &Declared,
    results: Option<FiscalYear>,
    (indicator, series): (&'a Indicator, Option<&'a Series>),
    number: fn(&Cell) -> Option<Decimal>,
) -> Vec<Step<'a>> {
    let dated = |role| {
        let mut all = figures(of, results, indicator, series, role);
        all.retain(|one| one.year.is_some());
        all.sort_by_key(|one| one.year);
        all
    };
    let (targets, actuals) = (dated(Role::Target), dated(Role::Actual));
    let value = |figure: &Figure<'_>| number(figure.stated.cell);
    let base = figures(of, results, indicator, series, Role::Base);
    let base = base.iter().find_map(value);
    let level = |sum: Option<Decimal>| base.zip(sum).and_then(|(base, sum)| base.checked_add(sum));
    let numbers: Vec<Option<Decimal>> = actuals.iter().map(value).collect();
    let totals = achieve::cumulative(&numbers);
    let planned = |year: FiscalYear| {
        let target = targets.iter().find(|target| target.year == Some(year)).copied()?;
        let until = targets.iter().filter(|target| target.year <= Some(year));
        let all: Option<Vec<Decimal>> = until.map(value).collect();
        let sum = all.and_then(achieve::sum);
        Some(Planned { target, sum, level: level(sum) })
    };
    let are_of_the_same_years = |year: FiscalYear| {
        let until = |list: &[Figure<'_>]| -> BTreeSet<FiscalYear> {
            list.iter().filter_map(|one| one.year).filter(|of| *of <= year).collect()
        };
        until(&targets) == until(&actuals)
    };
    let years = targets.iter().chain(&actuals).filter_map(|one| one.year);
    let years: BTreeSet<FiscalYear> = years.collect();
    let step = |year: FiscalYear| {
        let planned = planned(year);
        let actual = actuals.iter().zip(&totals).find(|(actual, _)| actual.year == Some(year));
        let added = actual.map(|(actual, total)| {
            let plan = planned.and_then(|planned| value(&planned.target));
            let sum = planned.and_then(|planned| planned.sum);
            let (outcome, rated) = added(actual, value(actual), plan);
            let both = total.zip(sum).filter(|_| are_of_the_same_years(year));
            let total_rated = both.map_or(Rate::None, |(total, sum)| ratio(total, sum));
            Increment {
                actual: *actual,
                outcome,
                rated,
                total: *total,
                total_rated,
                level: level(*total),
            }
        });
        let is_above = |planned: &Planned<'_>| of.columns[planned.target.column].above;
        let own = match &added {
            Some(added) => added.actual.is_of_the_sheet(),
            None => !planned.as_ref().is_some_and(is_above),
        };
        Step { year, planned, added, own }
    };
    years.into_iter().map(step).collect()
}

/// What a year added against what it was to add, and the rate of the two.
fn added(actual: &Figure<'_>, number: Option<Decimal>, plan: Option<Decimal>) -> (Outcome, Rate) {
    match (number, plan) {
        (None, _) => (Outcome::Open(Why::Actual(actual.reason())), Rate::None),
        (_, None) => (Outcome::Open(Why::TargetOfYear), Rate::None),
        (Some(number), Some(plan)) => {
            let outcome = if number >= plan { Outcome::Reached } else { Outcome::Short };
            (outcome, ratio(number, plan))
        }
    }
}

fn ratio(actual: Decimal, plan: Decimal) -> Rate {
    achieve::ratio(actual, plan).map_or_else(Rate::Undefined, Rate::Percent)
}
