//! Indicators -> comparison of the latest actual with its target, or with the next one. Exact, nothing is rounded;
//! where nothing can be compared, the reason is returned.

use rust_decimal::Decimal;

use crate::form::Indicators as Declared;
use crate::form::indicators::Role;
use crate::model::achieve::{self, Undefined};
use crate::model::indicator::{Direction, Method};
use crate::model::methods::{Case, Rate};
use crate::section::cell::{Cell, Value};
use crate::section::indicators::{Indicator, Series, Stated};
use crate::section::taken::Elsewhere;
use crate::sheet::value::At;
use crate::terms::reason::Missing;
use crate::terms::year::FiscalYear;
use crate::yaml::bound::Bound;

/// A figure with its column.
#[derive(Debug, Clone, Copy)]
pub struct Figure<'a> {
    /// Index of its column in the form.
    pub column: usize,
    /// Its year; `None` where neither the figure nor its sheet states one.
    pub year: Option<FiscalYear>,
    /// Its value, address and place.
    pub stated: Stated<'a>,
    /// The other sheet that states it; `None` for a figure of this sheet.
    pub elsewhere: Option<&'a Elsewhere>,
}

impl Figure<'_> {
    /// True for what the sheet states itself, or what a sheet below states for it.
    #[must_use]
    pub fn is_of_the_sheet(&self) -> bool {
        self.elsewhere.is_none_or(|other| other.below)
    }

    /// The stated reason for a missing value.
    #[must_use]
    pub fn reason(&self) -> Option<Missing> {
        match self.stated.cell.value {
            Value::Missing(reason) => Some(reason),
            _ => None,
        }
    }
}

/// Comparison of an indicator or of one of its series.
#[derive(Debug, Clone)]
pub struct Comparison<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The series.
    pub series: Option<&'a Series>,
    /// 比べる
    pub method: Option<Method>,
    /// The latest actual that is a number.
    pub actual: Option<Figure<'a>>,
    /// What it is compared with.
    pub target: Option<Figure<'a>>,
    /// True where the target is the next one, because the year of the actual has none.
    pub next: bool,
    /// The outcome.
    pub outcome: Outcome,
    /// The rate in per cent, where the method has one for these figures.
    pub rate: Option<Decimal>,
    /// The same, with the reason where there is none.
    pub rated: Rate,
    /// Year of the comparison: that of the actual, else that of the results; `None` where neither is stated.
    pub year: Option<FiscalYear>,
}

/// Outcome of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// 届いた
    Reached,
    /// 届かず
    Short,
    /// 目標年度前
    Early,
    /// 比べない, and why.
    Open(Why),
}

/// Why nothing is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Neither the form nor the indicator names a method, or it is 算出しない.
    Method,
    /// No actual is a number; holds the reason of the latest one, if stated.
    Actual(Option<Missing>),
    /// Neither the year of the actual nor a later one has a target.
    Target,
    /// The planned increment of the year (増加分) is not a number.
    TargetOfYear,
    /// The target is in words.
    Words,
    /// The wanted direction is not stated.
    Direction,
    /// The method is undefined for these figures.
    Undefined(Undefined),
}

/// The figures of a role, in the order of form and sheet.
#[must_use]
pub fn figures<'a>(
    of: &Declared,
    results: Option<FiscalYear>,
    indicator: &'a Indicator,
    series: Option<&'a Series>,
    role: Role,
) -> Vec<Figure<'a>> {
    let mut all = Vec::new();
    for column in of.of(role) {
        let value = indicator.value(series, column);
        let stated = value.map(|value| value.stated(&of.columns[column], results));
        for stated in stated.unwrap_or_default() {
            let year = stated.year.or(results);
            all.push(Figure { column, year, stated, elsewhere: None });
        }
    }
    if role == Role::Actual {
        of_other_sheets(of, indicator, series, &mut all);
    }
    all
}

/// The sum of figures; `None` where there are none, or one is not a number.
#[must_use]
pub fn sum(figures: &[Figure<'_>]) -> Option<Decimal> {
    let numbers: Option<Vec<Decimal>> =
        figures.iter().map(|one| one.stated.cell.number()).collect();
    numbers.filter(|list| !list.is_empty()).and_then(achieve::sum)
}

/// Figures of an indicator from other sheets, for years in which this sheet has no number.
fn of_other_sheets<'a>(
    of: &Declared,
    indicator: &'a Indicator,
    series: Option<&'a Series>,
    all: &mut Vec<Figure<'a>>,
) {
    let Some(column) = of.of(Role::Actual).next() else { return };
    let name = series.map(|series| series.name.text.as_str());
    for other in indicator.elsewhere.iter().filter(|other| other.series.as_deref() == name) {
        let year = Some(other.year);
        let own = all.iter().position(|one| one.year == year);
        let number = |cell: &Cell| cell.number().is_some();
        let stated = Stated { year, written: None, cell: &other.cell };
        let figure = Figure { column, year, stated, elsewhere: Some(other) };
        match own {
            None => all.push(figure),
            Some(own) if number(&other.cell) && !number(all[own].stated.cell) => all[own] = figure,
            Some(_) => {}
        }
    }
}

/// The wanted direction that a word stands for.
#[must_use]
pub fn direction(word: &str) -> Option<Direction> {
    Some(match word {
        "増加" => Direction::Up,
        "減少" => Direction::Down,
        "維持" => Direction::Keep,
        "範囲内" => Direction::Within,
        "以上" => Direction::AtLeast,
        "以下" => Direction::AtMost,
        "定性" => Direction::Words,
        _ => return None,
    })
}

/// 比べる of a series, or of its indicator, where it differs from the form's.
#[must_use]
pub fn own_method<'a>(indicator: &'a Indicator, series: Option<&'a Series>) -> Option<&'a At> {
    series.and_then(|series| series.method.as_ref()).or(indicator.method.as_ref())
}

/// The name of the method: that of the series, of the indicator, or of the form.
#[must_use]
pub fn method_word<'a>(
    of: &'a Declared,
    indicator: &'a Indicator,
    series: Option<&'a Series>,
) -> Option<&'a str> {
    let own = own_method(indicator, series).map(|at| at.text.as_str());
    own.or(of.method.as_deref())
}

/// Returns the method of an indicator. A method set by the form for all indicators does not apply to one that it
/// cannot judge (減少 by 実績÷計画): there the wanted direction alone decides, without a rate.
#[must_use]
pub fn method(of: &Declared, indicator: &Indicator, series: Option<&Series>) -> Option<Method> {
    let method = Method::from_word(method_word(of, indicator, series)?)?;
    let wanted = indicator.direction.as_deref().and_then(direction);
    let fits = own_method(indicator, series).is_some()
        || wanted.is_none_or(|wanted| method.judges(wanted));
    Some(if fits { method } else { Method::Threshold }).filter(|method| *method != Method::None)
}

/// True for a value that an actual can be compared with, or that rules out a comparison.
fn is_target(cell: &Cell) -> bool {
    matches!(cell.value, Value::Number(_) | Value::Bound(_) | Value::Words(_))
}

/// Returns what the actual of a year is compared with: the expected value of its year, its target, or the next
/// target.
#[must_use]
pub fn target<'a>(
    of: &Declared,
    results: Option<FiscalYear>,
    (indicator, series): (&'a Indicator, Option<&'a Series>),
    year: FiscalYear,
) -> Option<(Figure<'a>, bool)> {
    let own = |role| figures(of, results, indicator, series, role);
    for role in [Role::Path, Role::Target] {
        let mut found = own(role)
            .into_iter()
            .filter(|one| one.year == Some(year) && is_target(one.stated.cell));
        if let Some(found) = found.next() {
            return Some((found, false));
        }
    }
    let later = own(Role::Target)
        .into_iter()
        .filter(|one| one.year > Some(year) && is_target(one.stated.cell));
    later.min_by_key(|one| one.year).map(|next| (next, true))
}

/// Compares the latest actual of an indicator, or of a series of it.
#[must_use]
pub fn compare<'a>(
    of: &Declared,
    results: Option<FiscalYear>,
    indicator: &'a Indicator,
    series: Option<&'a Series>,
) -> Comparison<'a> {
    read(of, results, (indicator, series), Cell::number)
}

/// The same with the alternative reading of every figure that has one.
#[must_use]
pub fn otherwise<'a>(
    of: &Declared,
    results: Option<FiscalYear>,
    indicator: &'a Indicator,
    series: Option<&'a Series>,
) -> Comparison<'a> {
    read(of, results, (indicator, series), Cell::otherwise)
}

fn read<'a>(
    of: &Declared,
    results: Option<FiscalYear>,
    (indicator, series): (&'a Indicator, Option<&'a Series>),
    number: fn(&Cell) -> Option<Decimal>,
) -> Comparison<'a> {
    let method = method(of, indicator, series);
    let mut actuals = figures(of, results, indicator, series, Role::Actual);
    // Predecessors years are compared on the sheets that state them.
    actuals.retain(Figure::is_of_the_sheet);
    let numbers = actuals.iter().filter(|one| one.stated.cell.number().is_some());
    let actual = numbers.max_by_key(|one| one.year).copied();
    let found = actual.and_then(|actual| target(of, results, (indicator, series), actual.year?));
    let mut comparison = Comparison {
        indicator,
        series,
        method,
        actual,
        target: found.map(|(target, _)| target),
        next: found.is_some_and(|(_, next)| next),
        outcome: Outcome::Open(Why::Method),
        rate: None,
        rated: Rate::None,
        year: actual.and_then(|actual| actual.year).or(results),
    };
    let Some(method) = method else { return comparison };
    let Some(own) = actual.and_then(|actual| number(actual.stated.cell)) else {
        let latest = actuals.iter().max_by_key(|one| one.year);
        comparison.outcome = Outcome::Open(Why::Actual(latest.and_then(Figure::reason)));
        return comparison;
    };
    let Some(target) = comparison.target else {
        comparison.outcome = Outcome::Open(Why::Target);
        return comparison;
    };
    let base = figures(of, results, indicator, series, Role::Base);
    let base = base.iter().find_map(|one| number(one.stated.cell));
    let wanted = indicator.direction.as_deref().and_then(direction);
    let (outcome, rated) = match (&target.stated.cell.value, number(target.stated.cell)) {
        (Value::Words(_), _) => (Outcome::Open(Why::Words), Rate::Undefined(Undefined::Words)),
        (Value::Bound(bound), _) => (of_bound(bound, own), rate_of_bound(method)),
        (Value::Number(_), Some(plan)) => {
            let case = Case {
                method,
                direction: wanted.unwrap_or(Direction::Words),
                actual: own,
                target: plan,
                base,
                tolerance: indicator.tolerance.as_ref().map(|(_, width)| *width),
            };
            let astray = method == Method::Progress
                && case.goes_astray()
                && own_method(indicator, series).is_none();
            let (outcome, rate) = of_number(case, (own, plan), wanted);
            (outcome, if astray { Rate::None } else { rate })
        }
        (Value::Number(_) | Value::Chosen(_) | Value::Missing(_), _) => {
            (Outcome::Open(Why::Target), Rate::None)
        }
    };
    comparison.outcome = match outcome {
        Outcome::Reached | Outcome::Short if comparison.next => Outcome::Early,
        other => other,
    };
    comparison.rate = percent(rated);
    comparison.rated = rated;
    comparison
}

/// A rate that is a number.
#[must_use]
pub fn percent(rate: Rate) -> Option<Decimal> {
    match rate {
        Rate::Percent(rate) => Some(rate),
        Rate::None | Rate::Undefined(_) => None,
    }
}

/// Bounds cannot be divided by, whatever the method; some methods have no rate at all.
fn rate_of_bound(method: Method) -> Rate {
    match method {
        Method::Range | Method::Threshold | Method::Zero => Rate::None,
        _ => Rate::Undefined(Undefined::Range),
    }
}

fn of_bound(bound: &Bound, number: Decimal) -> Outcome {
    if bound.holds(number) { Outcome::Reached } else { Outcome::Short }
}

fn of_number(
    case: Case,
    (number, plan): (Decimal, Decimal),
    wanted: Option<Direction>,
) -> (Outcome, Rate) {
    let rate = case.rate();
    let outcome = match case.method {
        Method::Range => return (Outcome::Open(Why::Undefined(Undefined::NoRange)), rate),
        Method::Zero => case.outcome(),
        Method::Maintain if case.tolerance.is_some() => case.outcome(),
        // Equal is kept; how much deviation would still count is not stated.
        _ if wanted == Some(Direction::Keep) => {
            return (if number == plan { Outcome::Reached } else { Outcome::Short }, rate);
        }
        _ => match wanted {
            Some(Direction::Within | Direction::Words) | None => {
                return (Outcome::Open(Why::Direction), rate);
            }
            Some(wanted) => achieve::outcome(wanted, number, plan),
        },
    };
    let outcome = match outcome {
        achieve::Outcome::Reached => Outcome::Reached,
        achieve::Outcome::Short => Outcome::Short,
        achieve::Outcome::Open(achieve::Open::Undefined(reason)) => {
            Outcome::Open(Why::Undefined(reason))
        }
        achieve::Outcome::Open(_) => Outcome::Open(Why::Direction),
    };
    (outcome, rate)
}
