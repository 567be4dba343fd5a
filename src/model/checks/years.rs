//! Fiscal years: what the form has columns for, what can already have happened, what the era allows.

use crate::diag::{Diags, messages};
use crate::model::checks::Context;
use crate::model::checks::dates::era_holds;
use crate::model::checks::everywhere::{of_indicators, of_the_rest};
use crate::model::checks::figures::{indicators, of_sheets};
use crate::sheet::forms::{Indicator, Kpi};
use crate::sheet::value::{At, Figure, Year, Years};
use crate::terms::reason::Missing;
use crate::terms::year::{Date, FiscalYear};

pub(super) fn parsed(at: &At) -> Option<FiscalYear> {
    FiscalYear::parse(&at.text).ok().map(|(year, _)| year)
}

pub(super) fn spoken(year: FiscalYear) -> String {
    let (era, number) = year.era();
    if number == 1 { format!("{era}元年度") } else { format!("{era}{number}年度") }
}

/// The year whose results the sheets of a folder evaluate, with its place.
pub(super) fn result_of<'a>(context: &'a Context<'_>, dir: &str) -> Option<(&'a At, FiscalYear)> {
    let sheet = context.sheets.evaluations.iter().find(|sheet| sheet.dir == dir)?;
    let Year(at) = sheet.data.result_year.as_ref()?;
    Some((at, parsed(at)?))
}

fn result_year(context: &Context<'_>, dir: &str) -> Option<FiscalYear> {
    result_of(context, dir).map(|(_, year)| year)
}

pub(super) fn is_number(figure: &Figure) -> bool {
    figure.value.as_ref().is_some_and(|at| Missing::from_word(&at.text).is_none())
}

/// True when the sheets of a year have their own years instead of those of the paper form.
pub(super) fn free(context: &Context<'_>, dir: &str) -> bool {
    let columns = context.sheets.evaluations.iter();
    columns.filter(|sheet| sheet.dir == dir).any(|sheet| sheet.data.is_free())
}

/// The columns of forms F1 and F2: actuals of two years, plans of three.
fn columns(result: FiscalYear) -> ([FiscalYear; 2], [FiscalYear; 3]) {
    ([result.previous(), result], [result, result.next(), result.next().next()])
}

pub(super) fn columns_are_filled(context: &Context<'_>, diags: &mut Diags) {
    for (dir, twice, indicator) in of_sheets(context) {
        let Some(result) = result_year(context, dir).filter(|_| !twice && !free(context, dir))
        else {
            continue;
        };
        let (actuals, plans) = columns(result);
        let Indicator { actual, plan, .. } = indicator;
        for (series, wanted, label) in
            [(actual, actuals.as_slice(), "実績"), (plan, plans.as_slice(), "計画")]
        {
            let Some(Years(entries)) = series else {
                continue;
            };
            let Some((first, _)) = entries.first() else {
                continue;
            };
            // A year that is misread, misplaced or written twice is the missing one: it has been reported.
            let odd = entries.iter().any(|(at, figure)| {
                let harmless =
                    |year| wanted.contains(&year) || (plans.contains(&year) && !is_number(figure));
                parsed(at).is_none_or(|year| !harmless(year))
            });
            if odd {
                continue;
            }
            for year in wanted {
                if !entries.iter().any(|(at, _)| parsed(at) == Some(*year)) {
                    let name = spoken(*year);
                    diags.push(messages::missing_year(
                        first.span.clone(),
                        name.trim_end_matches("年度"),
                        label,
                    ));
                }
            }
        }
    }
}

pub(super) fn years_are_on_the_form(context: &Context<'_>, diags: &mut Diags) {
    for (dir, indicator) in indicators(context).filter(|(dir, _)| !free(context, dir)) {
        let Some(result) = result_year(context, dir) else {
            continue;
        };
        let (actuals, plans) = columns(result);
        let Indicator { actual, plan, final_year, .. } = indicator;
        for (at, figure) in actual.iter().flat_map(|years| &years.0) {
            let Some(year) = parsed(at) else { continue };
            // A future actual is reported by its own rule when it is a number, and harmless when it is a reason.
            let future_reason = plans.contains(&year) && !is_number(figure);
            if !actuals.contains(&year) && year <= result
                || (year > result && !future_reason && !is_number(figure))
            {
                let allowed = format!("{}と{}の実績", spoken(actuals[0]), spoken(actuals[1]));
                diags.push(messages::unknown_column(at.span.clone(), &spoken(year), &allowed));
            }
        }
        let allowed = format!("{}から{}までの計画", spoken(plans[0]), spoken(plans[2]));
        for (at, _) in plan.iter().flat_map(|years| &years.0) {
            if let Some(year) = parsed(at).filter(|year| !plans.contains(year)) {
                diags.push(messages::unknown_column(at.span.clone(), &spoken(year), &allowed));
            }
        }
        if let Some(Year(at)) = final_year
            && let Some(year) = parsed(at).filter(|year| !plans.contains(year))
        {
            let allowed = format!("{}から{}までの年度", spoken(plans[0]), spoken(plans[2]));
            diags.push(messages::unknown_column(at.span.clone(), &spoken(year), &allowed));
        }
    }
}

pub(super) fn no_actual_before_its_time(context: &Context<'_>, diags: &mut Diags) {
    for (dir, indicator) in indicators(context) {
        let Some(result) = result_year(context, dir) else {
            continue;
        };
        let limit = format!("この評価の対象は{}の実績までです", spoken(result));
        for (at, figure) in indicator.actual.iter().flat_map(|years| &years.0) {
            let future = parsed(at).filter(|year| *year > result);
            if let (Some(year), true, Some(value)) = (future, is_number(figure), &figure.value) {
                diags.push(messages::future_actual(value.span.clone(), &spoken(year), &limit));
            }
        }
    }
    for sheet in &context.sheets.policies {
        let Some(result) = result_year(context, &sheet.dir) else {
            continue;
        };
        let years =
            sheet.data.comparison.iter().flat_map(|comparison| [&comparison.now, &comparison.prev]);
        for Year(at) in years.flatten() {
            if let Some(year) = parsed(at).filter(|year| *year > result) {
                let limit = format!("この評価の対象は{}の実績までです", spoken(result));
                diags.push(messages::future_actual(at.span.clone(), &spoken(year), &limit));
            }
        }
    }
    for (dir, indicator) in indicators(context) {
        let (Some(base), Some(result)) = (&indicator.base, result_year(context, dir)) else {
            continue;
        };
        let year = base.year.as_ref().and_then(|Year(at)| parsed(at));
        let stated = base.value.as_ref().filter(|figure| is_number(figure));
        let value = stated.and_then(|figure| figure.value.as_ref());
        if let (Some(year), Some(value)) = (year.filter(|year| *year > result), value) {
            let limit = format!("この評価の対象は{}の実績までです", spoken(result));
            diags.push(messages::future_actual(value.span.clone(), &spoken(year), &limit));
        }
    }
    let Some(as_of) = context.as_of else { return };
    for kpi in kpis(context) {
        for (at, figure) in kpi.actual.iter().flat_map(|years| &years.0) {
            let future = parsed(at).filter(|year| year.start() > as_of.day);
            if let (Some(year), true, Some(value)) = (future, is_number(figure), &figure.value) {
                let limit = format!("基準日は{}です", as_of.written);
                diags.push(messages::future_actual(
                    value.span.clone(),
                    &format!("{}年度", year.0),
                    &limit,
                ));
            }
        }
    }
}

fn kpis<'a>(context: &'a Context<'_>) -> impl Iterator<Item = &'a Kpi> {
    context.sheets.plans.iter().flat_map(|sheet| sheet.data.kpis.iter().flatten())
}

/// Targets and actuals of a KPI, and the KPIs of a plan among themselves, speak of the same years.
pub(super) fn kpi_years_agree(context: &Context<'_>, diags: &mut Diags) {
    for sheet in &context.sheets.plans {
        let mut first: Option<Vec<FiscalYear>> = None;
        for kpi in sheet.data.kpis.iter().flatten() {
            let (Some(increments), Some(actual)) = (&kpi.increments, &kpi.actual) else {
                continue;
            };
            let years: Vec<FiscalYear> =
                increments.0.iter().filter_map(|(at, _)| parsed(at)).collect();
            let wanted = first.get_or_insert_with(|| years.clone());
            let allowed =
                wanted.iter().map(|year| format!("{}年度", year.0)).collect::<Vec<_>>().join("、");
            for (at, _) in increments.0.iter().chain(&actual.0) {
                if let Some(year) = parsed(at).filter(|year| !wanted.contains(year)) {
                    diags.push(messages::unknown_year(
                        at.span.clone(),
                        &format!("{}年度", year.0),
                        &allowed,
                    ));
                }
            }
            for (series, label) in [(increments, "増加分"), (actual, "実績")] {
                let odd = series
                    .0
                    .iter()
                    .any(|(at, _)| parsed(at).is_none_or(|year| !wanted.contains(&year)));
                for year in wanted.iter().filter(|_| !odd) {
                    if let (false, Some((at, _))) =
                        (series.0.iter().any(|(at, _)| parsed(at) == Some(*year)), series.0.first())
                    {
                        diags.push(messages::missing_year(
                            at.span.clone(),
                            &year.0.to_string(),
                            label,
                        ));
                    }
                }
            }
        }
    }
}

/// An era name used after the era ended: fine in a copy of an old paper, a slip elsewhere.
pub(super) fn eras_hold(context: &Context<'_>, diags: &mut Diags) {
    for sheet in &context.sheets.plans {
        let until = sheet.data.period.as_ref().and_then(|period| period.until.as_ref());
        if let Some((at, date)) =
            until.and_then(|day| Some((&day.0, Date::parse(&day.0.text).ok()?)))
        {
            era_holds(at, &date, diags);
        }
    }
    let series = indicators(context)
        .flat_map(|(_, indicator)| [&indicator.actual, &indicator.plan, &indicator.path]);
    let targets = kpis(context).flat_map(|kpi| [&kpi.increments, &kpi.actual]);
    let keys = series.chain(targets).flatten().flat_map(|years| &years.0);
    let figures = of_indicators(context).into_iter();
    let of_years = figures.chain(of_the_rest(context));
    let of_years = of_years.filter_map(|figure| figure.of_year());
    let single = indicators(context).flat_map(|(_, indicator)| {
        let base = indicator.base.iter().map(|base| &base.year);
        let revised = indicator.revisions.iter().map(|one| &one.year);
        let broken = indicator.breaks.iter().map(|one| &one.year);
        base.chain(revised).chain(broken)
    });
    let compared = context.sheets.policies.iter().flat_map(|sheet| {
        let comparison = sheet.data.comparison.iter();
        comparison.flat_map(|comparison| [&comparison.now, &comparison.prev])
    });
    let single = single.chain(compared).flatten().map(|Year(at)| at);
    for at in keys.map(|(at, _)| at).chain(of_years).chain(single) {
        if let Ok((year, true)) = FiscalYear::parse(&at.text) {
            diags.push(messages::era_year(at.span.clone(), &at.text, &spoken(year)));
        }
    }
}
