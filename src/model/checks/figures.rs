//! Sums, jumps and directions.

use rust_decimal::Decimal;

use crate::diag::{Diags, Span, messages};
use crate::model::checks::Context;
use crate::model::year::FiscalYear;
use crate::sheet::forms::Indicator;
use crate::sheet::value::{At, Figure, Year, Years, decimal};

pub(super) fn number(at: &At) -> Option<Decimal> {
    decimal(&at.text).ok()
}

pub(super) fn value(figure: &Figure) -> Option<Decimal> {
    figure.value.as_ref().and_then(number)
}

fn span_of(figure: &Figure) -> Option<Span> {
    figure.value.as_ref().map(|at| at.span.clone())
}

pub(super) fn parts<'a>(figures: impl Iterator<Item = &'a At>) -> Vec<(Span, String)> {
    figures.map(|at| (at.span.clone(), String::new())).collect()
}

pub(super) fn weights_sum(context: &Context<'_>, diags: &mut Diags) {
    for sheet in &context.sheets.policies {
        let Some(weights) = &sheet.data.weights else {
            continue;
        };
        let total: Decimal = weights.0.iter().filter_map(|(_, weight)| number(&weight.0)).sum();
        if total == Decimal::ONE_HUNDRED || sheet.twice {
            continue;
        }
        if let Some((_, first)) = weights.0.first() {
            let parts = parts(weights.0.iter().skip(1).map(|(_, weight)| &weight.0));
            let levels = context.levels(&sheet.dir);
            let words =
                messages::WeightWords { levels: &levels, later: sheet.data.later.is_some() };
            diags.push(messages::weight_sum(
                first.0.span.clone(),
                words,
                &total.to_string(),
                parts,
            ));
        }
    }
}

pub(super) fn roles_sum(context: &Context<'_>, diags: &mut Diags) {
    for sheet in &context.sheets.projects {
        let Some(roles) = &sheet.data.roles else {
            continue;
        };
        let all = [&roles.city, &roles.governments, &roles.citizens, &roles.business];
        let shares: Vec<&Figure> =
            all.into_iter().flatten().filter_map(|role| role.share.as_ref()).collect();
        // A share that could not be read has been reported; the sum would say nothing.
        let no_figure = |share: &&Figure| share.words().is_some() || share.low().is_some();
        if shares.len() < all.len() || shares.iter().any(no_figure) {
            continue;
        }
        let adopted: Vec<&At> = shares.iter().filter_map(|figure| figure.value.as_ref()).collect();
        report_roles(&adopted, "", diags);
        if shares.iter().any(|figure| figure.alternative().is_some()) {
            let other =
                shares.iter().filter_map(|figure| figure.alternative().or(figure.value.as_ref()));
            report_roles(&other.collect::<Vec<_>>(), "別の読みでは", diags);
        }
    }
}

/// Sums the shares of one reading. A reason adds nothing.
pub(super) fn report_roles(shares: &[&At], reading: &str, diags: &mut Diags) {
    let numbers: Vec<(&At, Decimal)> =
        shares.iter().filter_map(|at| Some((*at, number(at)?))).collect();
    let total: Decimal = numbers.iter().map(|(_, share)| share).sum();
    if total == Decimal::ONE_HUNDRED {
        return;
    }
    let mut places = numbers
        .iter()
        .map(|(at, _)| *at)
        .chain(shares.iter().filter(|_| numbers.is_empty()).copied());
    if let Some(first) = places.next() {
        diags.push(messages::role_sum(
            first.span.clone(),
            &total.to_string(),
            reading,
            parts(places),
        ));
    }
}

pub(super) fn kpis_sum(context: &Context<'_>, diags: &mut Diags) {
    for sheet in &context.sheets.plans {
        for kpi in sheet.data.kpis.iter().flatten() {
            let (Some(increments), Some(total)) = (&kpi.increments, &kpi.total) else {
                continue;
            };
            let numbers: Option<Vec<Decimal>> =
                increments.0.iter().map(|(_, figure)| value(figure)).collect();
            let (Some(numbers), Some(stated), Some(span)) = (numbers, value(total), span_of(total))
            else {
                continue;
            };
            let sum: Decimal = numbers.iter().sum();
            if sum != stated && !sheet.twice {
                let parts =
                    parts(increments.0.iter().filter_map(|(_, figure)| figure.value.as_ref()));
                let name = kpi.name.as_ref().map_or("", |name| name.0.text.as_str());
                diags.push(messages::kpi_sum(
                    span,
                    name,
                    &sum.to_string(),
                    &stated.to_string(),
                    parts,
                ));
            }
        }
    }
}

/// The years from which the values of an indicator are not comparable with the earlier ones.
fn breaks(indicator: &Indicator) -> Vec<FiscalYear> {
    let years = indicator.breaks.iter().filter_map(|part| part.year.as_ref());
    let parsed = |year: &Year| FiscalYear::parse(&year.0.text).ok();
    years.filter_map(parsed).map(|(year, _)| year).collect()
}

/// Every indicator of every sheet.
pub(super) fn indicators<'a>(
    context: &'a Context<'_>,
) -> impl Iterator<Item = (&'a str, &'a Indicator)> {
    of_sheets(context).map(|(dir, _, indicator)| (dir, indicator))
}

/// The same, each with whether its sheet has something twice.
pub(super) fn of_sheets<'a>(
    context: &'a Context<'_>,
) -> impl Iterator<Item = (&'a str, bool, &'a Indicator)> {
    let policies = context.sheets.policies.iter();
    let policies = policies.map(|sheet| (sheet.dir.as_str(), sheet.twice, &sheet.data.indicators));
    let projects = context.sheets.projects.iter();
    let projects = projects.map(|sheet| (sheet.dir.as_str(), sheet.twice, &sheet.data.indicators));
    let all = policies.chain(projects);
    all.flat_map(|(dir, twice, list)| list.iter().flatten().map(move |one| (dir, twice, one)))
}

/// Numbers of a series by year, with their place and whether a note answers for them.
fn series(years: &Years<Figure>) -> Vec<(FiscalYear, Decimal, &At, bool)> {
    let mut list: Vec<_> = years
        .0
        .iter()
        .filter_map(|(year, figure)| {
            let (year, _) = FiscalYear::parse(&year.text).ok()?;
            Some((year, value(figure)?, figure.value.as_ref()?, figure.note().is_some()))
        })
        .collect();
    list.sort_by_key(|(year, ..)| *year);
    list
}

/// Half as large again or more, or half or less: worth a second look at the digits.
fn jumped(from: Decimal, to: Decimal) -> Option<String> {
    if from <= Decimal::ZERO || to < Decimal::ZERO {
        return None;
    }
    let change = (to - from).checked_div(from)?.checked_mul(Decimal::ONE_HUNDRED)?;
    let rounded =
        change.round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    (change.abs() >= Decimal::from(50)).then(|| {
        let sign = if rounded > Decimal::ZERO { "+" } else { "−" };
        format!("{sign}{}％", rounded.abs())
    })
}

pub(super) fn no_sudden_jump(context: &Context<'_>, diags: &mut Diags) {
    for (_, indicator) in indicators(context) {
        let Some(actual) = &indicator.actual else {
            continue;
        };
        let breaks = breaks(indicator);
        for pair in series(actual).windows(2) {
            let [(_, from, before, _), (year, to, after, noted)] = pair else {
                continue;
            };
            if breaks.contains(year) {
                continue;
            }
            if let (Some(change), false) = (jumped(*from, *to), *noted) {
                let span = after.span.clone();
                diags.push(messages::year_jump(span, "実績", &before.text, &after.text, &change));
            }
        }
    }
    for sheet in &context.sheets.policies {
        let cities = sheet
            .data
            .comparison
            .iter()
            .filter_map(|comparison| comparison.cities.as_ref())
            .flatten();
        for city in cities.filter(|city| city.note.is_none()) {
            let (Some(now), Some(prev)) = (&city.now, &city.prev) else {
                continue;
            };
            let (Some(to), Some(from)) = (&now.value, &prev.value) else {
                continue;
            };
            let change = value(prev).zip(value(now)).and_then(|(from, to)| jumped(from, to));
            if let (Some(change), None) = (change, now.note()) {
                let name = city.name.as_ref().map_or("", |name| name.0.text.as_str());
                let what = format!("{name}の値");
                diags.push(messages::year_jump(
                    to.span.clone(),
                    &what,
                    &from.text,
                    &to.text,
                    &change,
                ));
            }
        }
    }
}

pub(super) fn plans_follow_direction(context: &Context<'_>, diags: &mut Diags) {
    for (_, indicator) in indicators(context) {
        let Some(direction) = &indicator.direction else {
            continue;
        };
        let direction = direction.0.text.as_str();
        let breaks = breaks(indicator);
        let both = [
            ("計画", indicator.plan.as_ref().map(series).unwrap_or_default()),
            ("目安値", indicator.path.as_ref().map(series).unwrap_or_default()),
        ];
        let pairs =
            both.iter().flat_map(|(what, list)| list.windows(2).map(move |pair| (*what, pair)));
        for (what, pair) in pairs {
            let [(_, from, before, _), (year, to, after, noted)] = pair else {
                continue;
            };
            if breaks.contains(year) {
                continue;
            }
            let against = (direction == "増加" && to < from) || (direction == "減少" && to > from);
            if against && !noted {
                let span = after.span.clone();
                diags.push(messages::against_direction(
                    span,
                    what,
                    direction,
                    &before.text,
                    &after.text,
                ));
            }
        }
    }
}
