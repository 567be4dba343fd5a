//! Figures of indicators of declared forms that cannot be, or do not agree: actuals of a year that has not been, a 当初値
//! unlike the actual of its year, values of a year behind their column, factors that their units do not have.

use super::ranges;
use super::years::spoken;
use crate::diag::{Diags, messages};
use crate::form::Indicators as Declared;
use crate::form::indicators::Role;
use crate::model::compare::{self, Figure};
use crate::section::indicators::{Indicator, Period};
use crate::terms::state::State;
use crate::terms::year::{Date, FiscalYear};

/// A figure with its year.
type Of<'a> = (FiscalYear, Figure<'a>);

/// Checks an indicator. `as_of` is the date the content stands for.
pub(super) fn check(
    (of, results): (&Declared, Option<FiscalYear>),
    indicator: &Indicator,
    as_of: Option<&Date>,
    diags: &mut Diags,
) {
    if let (Some((to, _)), Some(factor)) = (&indicator.conversion, &indicator.factor) {
        ranges::factor([indicator.unit(), to], factor, diags);
    }
    for series in indicator.parts() {
        // Those of this sheet that say which year they are of.
        let figures = |role| {
            let all = compare::figures(of, results, indicator, series, role).into_iter();
            let own = all.filter(|one| one.elsewhere.is_none());
            own.filter_map(|one| Some((one.stated.year?, one))).collect::<Vec<_>>()
        };
        let [actuals, bases] = [Role::Actual, Role::Base].map(figures);
        for figure in actuals.iter().chain(&bases) {
            has_been(indicator, figure, as_of, diags);
        }
        for actual in &actuals {
            of_a_later_year(actual, diags);
            for base in bases.iter().filter(|base| base.0 == actual.0) {
                agree(base, actual, diags);
            }
        }
        for base in bases.iter().filter(|_| !of.increments) {
            is_a_beginning(base, &figures(Role::Target), diags);
        }
    }
}

/// Nothing was measured in a year to come; what is expected of it is said to be (見込).
fn has_been(
    indicator: &Indicator,
    (year, figure): &Of<'_>,
    as_of: Option<&Date>,
    diags: &mut Diags,
) {
    let Some(as_of) = as_of.filter(|_| matches!(indicator.period, Period::Fiscal)) else { return };
    let cell = figure.stated.cell;
    let state = cell.more.as_ref().and_then(|more| more.state);
    let future = year.start() > as_of.day && state != Some(State::Projected);
    if future && cell.number().is_some() {
        let limit = format!("基準日は{}です", as_of.written);
        diags.push(messages::future_actual(cell.at.span.clone(), &spoken(*year), &limit));
    }
}

/// A value is not of a year that comes after its column.
fn of_a_later_year((year, figure): &Of<'_>, diags: &mut Diags) {
    let cell = figure.stated.cell;
    let of = cell.more.as_ref().and_then(|more| more.of_year).filter(|of| of > year);
    if let (Some(of), Some(written)) = (of, figure.stated.written) {
        let [of, year] = [of, *year].map(spoken);
        let title = format!("値の年度（{of}）が、列の年度（{year}）より後です");
        let other = (written.span.clone(), "列の年度です");
        diags.push(messages::years_conflict(cell.at.span.clone(), title, other));
    }
}

/// The 当初値 is the actual of its year, unless a note says why not.
fn agree((year, base): &Of<'_>, (_, actual): &Of<'_>, diags: &mut Diags) {
    let [one, other] = [base, actual].map(|figure| figure.stated.cell);
    let differ = one.number().zip(other.number()).is_some_and(|(one, other)| one != other);
    if differ && one.notes().is_empty() && other.notes().is_empty() {
        let figures = [one, other].map(|cell| (cell.at.span.clone(), cell.at.text.as_str()));
        diags.push(messages::base_differs(figures, &spoken(*year)));
    }
}

/// A 当初値 within an older series of targets is one; a target for its very year, or targets before it alone, are none.
fn is_a_beginning((year, base): &Of<'_>, targets: &[Of<'_>], diags: &mut Diags) {
    let same = targets.iter().find(|(of, _)| of == year);
    let behind = targets.iter().max_by_key(|(of, _)| *of).filter(|(of, _)| of < year);
    let Some(((of, target), written)) = same.or(behind).zip(base.stated.written) else { return };
    let [base, other] = [year, of].map(|year| spoken(*year));
    let title = format!("当初値の年度（{base}）が、目標の年度（{other}）より前ではありません");
    let place = target.stated.written.unwrap_or(&target.stated.cell.at).span.clone();
    diags.push(messages::years_conflict(written.span.clone(), title, (place, "目標の年度です")));
}
