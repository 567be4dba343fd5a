//! Impossible or contradicting figures of indicators: actuals of a year that is not over, a 当初値 other than the actual
//! of its year, values of a year after their column, factors that do not fit their units.

use super::possible;
use super::said::spoken;
use super::time::Time;
use crate::diag::{Diags, messages};
use crate::form::Indicators as Declared;
use crate::form::indicators::Role;
use crate::model::compare::{self, Figure};
use crate::section::cell::Value;
use crate::section::indicators::Indicator;
use crate::terms::year::FiscalYear;

/// A figure with its year.
type Of<'a> = (FiscalYear, Figure<'a>);

/// Checks an indicator.
pub(super) fn check(
    (of, results): (&Declared, Option<FiscalYear>),
    indicator: &Indicator,
    time: &Time<'_>,
    diags: &mut Diags,
) {
    if let (Some((to, _)), Some(factor)) = (&indicator.conversion, &indicator.factor) {
        possible::factor([indicator.unit(), to], factor, diags);
    }
    for series in indicator.parts() {
        // Figures of this sheet with a known year.
        let figures = |role| {
            let all = compare::figures(of, results, indicator, series, role).into_iter();
            let own = all.filter(|one| one.elsewhere.is_none());
            own.filter_map(|one| Some((one.stated.year?, one))).collect::<Vec<_>>()
        };
        let [actuals, bases] = [Role::Actual, Role::Base].map(figures);
        for (_, figure) in actuals.iter().chain(&bases) {
            time.has_been(indicator, (&of.columns[figure.column], figure), diags);
        }
        for actual in &actuals {
            of_a_later_year(actual, diags);
            // An increment is another figure than the base to which increments are added.
            let same = |base: &&Of<'_>| base.0 == actual.0 && !of.increments;
            for base in bases.iter().filter(same) {
                agree(base, actual, diags);
            }
        }
        for base in bases.iter().filter(|_| !of.increments) {
            is_a_beginning(of, base, [&figures(Role::Target), &actuals], diags);
        }
    }
}

/// A value is not of a year after its column.
fn of_a_later_year((year, figure): &Of<'_>, diags: &mut Diags) {
    let cell = figure.stated.cell;
    let of = cell.more.as_ref().and_then(|more| more.of_year.as_ref());
    let of = of.filter(|(_, of)| of > year);
    if let (Some((at, of)), Some(written)) = (of, figure.stated.written) {
        let [of, year] = [*of, *year].map(spoken);
        let title = format!("値の年度（{of}）が、列の年度（{year}）より後です");
        let other = (written.span.clone(), "列の年度です");
        diags.push(messages::years_conflict(at.span.clone(), title, other));
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

fn is_stated((_, figure): &Of<'_>) -> bool {
    !matches!(figure.stated.cell.value, Value::Missing(_))
}

/// The latest stated figure, if it is before a year.
fn behind<'a, 'b>(figures: &'b [Of<'a>], year: FiscalYear) -> Option<&'b Of<'a>> {
    let last = figures.iter().filter(|one| is_stated(one)).max_by_key(|(of, _)| *of);
    last.filter(|(of, _)| *of < year)
}

/// Reports a 当初値 whose year has a target, or lies after all targets or all actuals. One within an older series of
/// targets is allowed.
fn is_a_beginning(
    of: &Declared,
    (year, base): &Of<'_>,
    [targets, actuals]: [&[Of<'_>]; 2],
    diags: &mut Diags,
) {
    let same = targets.iter().find(|one| is_stated(one) && one.0 == *year);
    let found = same.or_else(|| behind(targets, *year)).or_else(|| behind(actuals, *year));
    let Some(((other, figure), written)) = found.zip(base.stated.written) else { return };
    let [own, column] = [base, figure].map(|one| of.columns[one.column].name.text.as_str());
    let [base, other] = [*year, *other].map(spoken);
    let title = format!("{own}の年度（{base}）が、{column}の年度（{other}）より前ではありません");
    let place = figure.stated.written.unwrap_or(&figure.stated.cell.at).span.clone();
    let words = format!("{column}の年度です");
    diags.push(messages::years_conflict(written.span.clone(), title, (place, &words)));
}
