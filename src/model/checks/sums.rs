//! Sums that the form wants: shares make up 100, increments the total. A source may get a sum wrong, so it is
//! published as stated, and a difference is a warning. Each share may have been rounded.

use rust_decimal::Decimal;

use crate::diag::{Diags, messages};
use crate::model::checks::Context;
use crate::model::checks::figures::{number, parts, value};
use crate::model::sums::{apart, rounding, sum};
use crate::sheet::value::{At, Figure};

/// The sum of shares, where that is further from 100 than rounding explains.
pub(super) fn not_hundred(shares: &[Decimal]) -> Option<String> {
    let total = sum(shares.iter().copied())?;
    apart(total, Decimal::ONE_HUNDRED, rounding(shares)).then(|| total.to_string())
}

pub(super) fn weights_sum(context: &Context<'_>, diags: &mut Diags) {
    for sheet in &context.sheets.policies {
        let Some(weights) = sheet.data.weights.as_ref().filter(|_| !sheet.twice) else {
            continue;
        };
        let numbers: Vec<Decimal> =
            weights.0.iter().filter_map(|(_, weight)| number(&weight.0)).collect();
        let Some((total, (_, first))) = not_hundred(&numbers).zip(weights.0.first()) else {
            continue;
        };
        let parts = parts(weights.0.iter().skip(1).map(|(_, weight)| &weight.0));
        let levels = context.levels(&sheet.dir);
        let words = messages::WeightWords { levels: &levels, later: sheet.data.later.is_some() };
        diags.push(messages::weight_sum(first.0.span.clone(), words, &total, parts));
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
        if shares.len() == all.len() {
            report_roles(&shares, diags);
        }
    }
}

/// Sums shares in each of their readings. A reason adds nothing; a share that could not be read has been reported,
/// so that the sum would say nothing; a note on a share answers for it.
pub(super) fn report_roles(shares: &[&Figure], diags: &mut Diags) {
    let no_figure = |share: &&Figure| share.value.is_none();
    if shares.iter().any(no_figure) || shares.iter().any(|share| share.note().is_some()) {
        return;
    }
    let adopted: Vec<&At> = shares.iter().filter_map(|share| share.value.as_ref()).collect();
    let other: Vec<&At> =
        shares.iter().filter_map(|share| share.alternative().or(share.value.as_ref())).collect();
    report_reading(&adopted, "", diags);
    if other != adopted {
        report_reading(&other, "別の読みでは", diags);
    }
}

fn report_reading(shares: &[&At], reading: &str, diags: &mut Diags) {
    let known: Vec<(&At, Decimal)> =
        shares.iter().filter_map(|at| Some((*at, number(at)?))).collect();
    let numbers: Vec<Decimal> = known.iter().map(|(_, share)| *share).collect();
    let Some(total) = not_hundred(&numbers) else {
        return;
    };
    // Where every share is a reason, those are the places.
    let all = known.iter().map(|(at, _)| *at);
    let mut places = all.chain(shares.iter().filter(|_| known.is_empty()).copied());
    if let Some(first) = places.next() {
        diags.push(messages::role_sum(first.span.clone(), &total, reading, parts(places)));
    }
}

pub(super) fn kpis_sum(context: &Context<'_>, diags: &mut Diags) {
    for sheet in context.sheets.plans.iter().filter(|sheet| !sheet.twice) {
        for kpi in sheet.data.kpis.iter().flatten() {
            let (Some(increments), Some(total)) = (&kpi.increments, &kpi.total) else {
                continue;
            };
            let figures = || increments.0.iter().map(|(_, figure)| figure);
            let numbers: Option<Vec<Decimal>> = figures().map(value).collect();
            let (Some(numbers), Some(stated), Some(at)) = (numbers, value(total), &total.value)
            else {
                continue;
            };
            let noted = figures().chain([total]).any(|figure| figure.note().is_some());
            let sum = sum(numbers.iter().copied());
            let margin = margin(&numbers, stated);
            if noted || sum.is_some_and(|sum| !apart(sum, stated, margin)) {
                continue;
            }
            let sum =
                sum.map_or_else(|| "（桁が多く、算出できない）".to_owned(), |sum| sum.to_string());
            let parts = parts(figures().filter_map(|figure| figure.value.as_ref()));
            let name = kpi.name.as_ref().map_or("", |name| name.0.text.as_str());
            diags.push(messages::kpi_sum(at.span.clone(), name, &sum, &at.text, parts));
        }
    }
}

/// What rounding explains between increments and their total. Whole numbers are counts, which nobody rounds.
fn margin(increments: &[Decimal], total: Decimal) -> Decimal {
    let all: Vec<Decimal> = increments.iter().copied().chain([total]).collect();
    let whole = all.iter().all(|number| number.scale() == 0);
    if whole { Decimal::ZERO } else { rounding(&all) }
}
