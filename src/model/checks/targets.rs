//! Years that contradict each other: targets in the past, targets without a plan, bases that are no beginning,
//! comparisons of a year with itself.

use crate::diag::{Diags, messages};
use crate::model::checks::Context;
use crate::model::checks::figures::{indicators, value};
use crate::model::checks::years::{free, parsed, result_of, spoken};
use crate::sheet::forms::Indicator;
use crate::sheet::value::{At, Figure, Year, Years};
use crate::terms::year::{Date, FiscalYear};

fn year_of(written: Option<&Year>) -> Option<(&At, FiscalYear)> {
    let Year(at) = written?;
    Some((at, parsed(at)?))
}

/// Years of a series with their places; for `figures`, only those with a number.
fn years(series: Option<&Years<Figure>>, figures: bool) -> Vec<(&At, FiscalYear, &Figure)> {
    let entries = series.iter().flat_map(|years| &years.0);
    let entries = entries.filter(|(_, figure)| !figures || value(figure).is_some());
    let mut list: Vec<_> =
        entries.filter_map(|(at, figure)| Some((at, parsed(at)?, figure))).collect();
    list.sort_by_key(|(_, year, _)| *year);
    list
}

fn report(at: &At, title: String, (other, words): (&At, &str), diags: &mut Diags) {
    let place = other.span.clone();
    diags.push(messages::years_conflict(at.span.clone(), title, (place, words)));
}

pub(super) fn targets_lie_ahead(context: &Context<'_>, diags: &mut Diags) {
    for (dir, indicator) in indicators(context) {
        let Indicator { plan, middle_year, final_year, .. } = indicator;
        let last = year_of(final_year.as_ref());
        if let (Some((at, middle)), Some((end, last))) = (year_of(middle_year.as_ref()), last)
            && middle >= last
        {
            let title = format!(
                "中間目標年度（{}）が、最終目標年度（{}）より前ではありません",
                spoken(middle),
                spoken(last)
            );
            report(at, title, (end, "最終目標年度です"), diags);
        }
        if let (Some((at, year)), Some((result, result_year))) = (last, result_of(context, dir))
            && year < result_year
        {
            let title = format!(
                "最終目標年度（{}）が、実績年度（{}）より前です",
                spoken(year),
                spoken(result_year)
            );
            report(at, title, (result, "実績年度です"), diags);
            continue;
        }
        let plans = years(plan.as_ref(), true);
        if let (Some((at, year)), Some((beyond, other, _))) = (last, plans.last())
            && *other > year
        {
            let title = format!(
                "最終目標年度（{}）より後の{}に、計画があります",
                spoken(year),
                spoken(*other)
            );
            report(at, title, (beyond, "後の計画です"), diags);
        }
        // The columns of the paper form have a rule of their own.
        if !free(context, dir) {
            continue;
        }
        let plans = years(plan.as_ref(), false);
        for (what, target) in [("中間目標年度", middle_year), ("最終目標年度", final_year)]
        {
            let (Some((at, year)), Some((near, ..))) = (year_of(target.as_ref()), plans.last())
            else {
                continue;
            };
            if plans.iter().all(|(_, other, _)| *other != year) {
                let title = format!("{what}（{}）の計画がありません", spoken(year));
                report(at, title, (near, "計画の年度です"), diags);
            }
        }
    }
}

pub(super) fn bases_are_a_beginning(context: &Context<'_>, diags: &mut Diags) {
    for (_, indicator) in indicators(context) {
        let Some(base) = &indicator.base else { continue };
        let (Some((at, year)), Some(figure)) = (year_of(base.year.as_ref()), &base.value) else {
            continue;
        };
        let actuals = years(indicator.actual.as_ref(), true);
        let plans = years(indicator.plan.as_ref(), true);
        let title = |what: &str, of: FiscalYear| {
            format!(
                "当初値の年度（{}）が、{what}の年度（{}）より前ではありません",
                spoken(year),
                spoken(of)
            )
        };
        let noted = |other: &Figure| figure.note().is_some() || other.note().is_some();
        if let Some((.., actual)) = actuals.iter().find(|(_, of, _)| *of == year)
            && let (Some(one), Some(other)) = (&figure.value, &actual.value)
            && value(figure).is_some_and(|number| value(actual) != Some(number))
            && !noted(actual)
        {
            let figures = [one, other].map(|at| (at.span.clone(), at.text.as_str()));
            diags.push(messages::base_differs(figures, &spoken(year)));
        }
        // A base within an older series of plans is one; a plan for the very year of the base is none.
        let same = plans.iter().find(|(_, of, _)| *of == year);
        let behind = plans.last().filter(|(_, of, _)| *of < year);
        if let Some((other, of, _)) = same.or(behind) {
            report(at, title("計画", *of), (other, "計画の年度です"), diags);
        } else if let Some((other, of, _)) = actuals.last().filter(|(_, of, _)| *of < year) {
            report(at, title("実績", *of), (other, "実績の年度です"), diags);
        }
    }
}

/// A figure is not of a year that comes after its column.
pub(super) fn figures_are_not_of_a_later_year(context: &Context<'_>, diags: &mut Diags) {
    for (_, indicator) in indicators(context) {
        for (column, year, figure) in years(indicator.actual.as_ref(), false) {
            let of = figure.of_year().and_then(|at| Some((at, parsed(at)?)));
            if let Some((at, of)) = of.filter(|(_, of)| *of > year) {
                let title =
                    format!("値の年度（{}）が、列の年度（{}）より後です", spoken(of), spoken(year));
                report(at, title, (column, "列の年度です"), diags);
            }
        }
    }
}

pub(super) fn comparisons_look_back(context: &Context<'_>, diags: &mut Diags) {
    for comparison in context.sheets.policies.iter().filter_map(|s| s.data.comparison.as_ref()) {
        let years = year_of(comparison.now.as_ref()).zip(year_of(comparison.prev.as_ref()));
        let Some(((now, year), (prev, before))) = years else { continue };
        let names = [year, before].map(spoken);
        match year.0 - before.0 {
            ..=0 => {
                diags.push(messages::compared_years(prev.span.clone(), &names, now.span.clone()));
            }
            1 => {}
            gap => {
                let [year, before] = names;
                let title =
                    format!("「前の年度」（{before}）が、「年度」（{year}）の{gap}年度前です");
                report(prev, title, (now, "「年度」です"), diags);
            }
        }
    }
}

/// An evaluation looks at the year before, or at its own.
pub(super) fn evaluations_follow_their_results(context: &Context<'_>, diags: &mut Diags) {
    for sheet in &context.sheets.evaluations {
        let made = year_of(sheet.data.year.as_ref());
        let result = year_of(sheet.data.result_year.as_ref());
        if let Some(((at, made), (place, result))) = made.zip(result)
            && !(0..=1).contains(&(made.0 - result.0))
        {
            let title = format!(
                "実績年度（{}）が、評価の年度（{}）の前の年度ではありません",
                spoken(result),
                spoken(made)
            );
            report(place, title, (at, "評価の年度です"), diags);
        }
    }
}

/// The targets of a plan lie within its period.
pub(super) fn plans_hold_their_targets(context: &Context<'_>, diags: &mut Diags) {
    for sheet in &context.sheets.plans {
        let until = sheet.data.period.as_ref().and_then(|period| period.until.as_ref());
        let Some((end, day)) = until.and_then(|day| Some((&day.0, Date::parse(&day.0.text).ok()?)))
        else {
            continue;
        };
        for kpi in sheet.data.kpis.iter().flatten() {
            let targets = years(kpi.increments.as_ref(), true);
            if let Some((at, year, _)) = targets.last().filter(|(_, y, _)| y.start() > day.day) {
                let title =
                    format!("{}年度の数値目標が、計画期間の終期（{}）より後です", year.0, end.text);
                report(at, title, (end, "終期です"), diags);
            }
        }
    }
}
