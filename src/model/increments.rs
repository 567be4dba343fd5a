//! Indicators of increments (増加分) -> planned and actual increments of each year, their running sums, and the
//! resulting levels. Exact; what cannot be computed is returned as a reason.

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

/// What was planned up to a year (増加分).
#[derive(Debug, Clone, Copy)]
pub struct Planned<'a> {
    /// The planned increment of the year.
    pub target: Figure<'a>,
    /// Sum of the planned increments so far; `None` where one of them is not a number.
    pub sum: Option<Decimal>,
    /// Base plus that sum; `None` where either is not a number.
    pub level: Option<Decimal>,
}

/// The actual increment of a year.
#[derive(Debug, Clone, Copy)]
pub struct Increment<'a> {
    /// The actual.
    pub actual: Figure<'a>,
    /// Outcome of comparing it with the plan of the year.
    pub outcome: Outcome,
    /// Actual against target in per cent, for a positive target and a non-negative actual; else why there is none.
    pub rated: Rate,
    /// Sum of the actual increments so far; `None` from the first year on that is not a number.
    pub total: Option<Decimal>,
    /// That sum against the planned one, where both cover the same years.
    pub total_rated: Rate,
    /// Base plus the sum so far; `None` where either is not a number.
    pub level: Option<Decimal>,
}

/// One year of an indicator of increments: plan and actual.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// The year.
    pub year: FiscalYear,
    /// The plan; `None` for a year without a target.
    pub planned: Option<Planned<'a>>,
    /// The actual; `None` for a year of which nothing is stated, not even a reason.
    pub added: Option<Increment<'a>>,
    /// True for a year stated by the sheet itself: other years come from the sheet above and from earlier sheets.
    pub own: bool,
}

/// Plan and actual of each year, in order: with the adopted readings of the source, and with the alternative ones.
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

/// The latest step whose actual is a number, else the latest step with an actual.
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

/// Compares an actual increment with its plan.
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
