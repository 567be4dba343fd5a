//! Increments (増加分): a stated total agrees with the sum of its years, actuals only in years with a target, and no
//! increment ten times that of the year before.

use crate::diag::{Diags, messages};
use crate::form::Indicators as Declared;
use crate::form::indicators::Role;
use crate::model::checks::pace::{self, BEGINNING, Given};
use crate::model::checks::said::as_counted;
use crate::model::compare::{self, Figure};
use crate::section::indicators::{Indicator, Series};
use crate::terms::year::FiscalYear;

/// Checks an indicator or one of its series. `address` returns the address of a figure in its sheet.
pub(super) fn check(
    (of, results): (&Declared, Option<FiscalYear>),
    (indicator, series): (&Indicator, Option<&Series>),
    address: &dyn Fn(&Figure<'_>) -> String,
    diags: &mut Diags,
) {
    let figures = |role| -> Vec<Figure<'_>> {
        let all = compare::figures(of, results, indicator, series, role).into_iter();
        all.filter(|one| one.elsewhere.is_none()).collect()
    };
    let [targets, actuals, totals] = [Role::Target, Role::Actual, Role::Total].map(figures);
    sum(&targets, &totals, address, diags);
    years_agree(of, &targets, &actuals, diags);
    let breaks: Vec<FiscalYear> = indicator.breaks_of(series).map(|one| one.year).collect();
    let revised = indicator.revisions().map(|(_, revision)| revision.year.1);
    let revised: Vec<FiscalYear> = breaks.iter().copied().chain(revised).collect();
    for (figures, broken) in [(&targets, &revised), (&actuals, &breaks)] {
        let Some(first) = figures.first() else { continue };
        let points: Vec<Given<'_>> = figures.iter().filter_map(point).collect();
        let what = of.columns[first.column].name.text.as_str();
        pace::jumps((what, BEGINNING), &points, broken, diags);
    }
}

fn point<'a>(figure: &Figure<'a>) -> Option<Given<'a>> {
    let cell = figure.stated.cell;
    let noted = !cell.notes().is_empty();
    Some(Given { year: figure.stated.year?, number: cell.number()?, at: &cell.at, noted })
}

/// 累計, the stated sum of the planned increments.
fn sum(
    targets: &[Figure<'_>],
    totals: &[Figure<'_>],
    address: &dyn Fn(&Figure<'_>) -> String,
    diags: &mut Diags,
) {
    let Some(sum) = compare::sum(targets) else { return };
    for total in totals {
        let cell = total.stated.cell;
        if cell.number().is_some_and(|number| number != sum) {
            let words = [cell.at.text.as_str(), &sum.to_string()];
            let parts = targets.iter().map(|one| (one.stated.cell.at.span.clone(), String::new()));
            let span = cell.at.span.clone();
            diags.push(messages::total_differs(span, &address(total), words, parts.collect()));
        }
    }
}

/// Where years have targets, an actual is of a year with one: otherwise one of the years is a slip.
fn years_agree(of: &Declared, targets: &[Figure<'_>], actuals: &[Figure<'_>], diags: &mut Diags) {
    let has = |figures: &[Figure<'_>], year| figures.iter().any(|one| one.stated.year == year);
    let alone = |one: &&Figure<'_>, others: &[Figure<'_>]| {
        one.stated.written.is_some() && !has(others, one.stated.year)
    };
    let Some(actual) = actuals.iter().find(|one| alone(one, targets)) else { return };
    let other = targets.iter().find(|one| alone(one, actuals));
    let Some(other) = other.or(targets.iter().rfind(|one| one.stated.written.is_some())) else {
        return;
    };
    let (Some(year), Some(at), Some(near)) =
        (actual.stated.year, actual.stated.written, other.stated.written)
    else {
        return;
    };
    let [own, aim] = [actual, other].map(|one| of.columns[one.column].name.text.as_str());
    let said = as_counted(year, Some(at));
    let title = format!("{said}の{own}がありますが、同じ年度の{aim}がありません");
    let words = format!("{aim}の年度です");
    diags.push(messages::years_conflict(at.span.clone(), title, (near.span.clone(), &words)));
}
