//! Every figure that people write, wherever it stands: for rules that hold for all of them.

use crate::model::checks::Context;
use crate::model::checks::figures::indicators;
use crate::sheet::forms::Indicator;
use crate::sheet::value::{Figure, Years};

/// The figures of a series by year.
pub(super) fn cells(years: Option<&Years<Figure>>) -> impl Iterator<Item = &Figure> {
    years.into_iter().flat_map(|years| years.0.iter().map(|(_, figure)| figure))
}

/// Actuals, plans and revised plans, which may be words or ranges.
pub(super) fn of_indicators<'a>(context: &'a Context<'_>) -> Vec<&'a Figure> {
    let of = |indicator: &'a Indicator| {
        let revised = indicator.revisions.iter();
        let revised = revised.flat_map(|revision| revision.before.iter().chain(&revision.after));
        cells(indicator.actual.as_ref()).chain(cells(indicator.plan.as_ref())).chain(revised)
    };
    indicators(context).flat_map(|(_, indicator)| of(indicator)).collect()
}

/// Every other figure: bases, expected values, other cities, shares, KPIs, costs.
pub(super) fn of_the_rest<'a>(context: &'a Context<'_>) -> Vec<&'a Figure> {
    let mut all: Vec<&Figure> = Vec::new();
    for (_, indicator) in indicators(context) {
        let base = indicator.base.as_ref().and_then(|base| base.value.as_ref());
        all.extend(base.into_iter().chain(cells(indicator.path.as_ref())));
    }
    let sheets = context.sheets;
    for sheet in &sheets.policies {
        let cities = sheet.data.comparison.iter();
        let cities = cities.flat_map(|comparison| comparison.cities.iter().flatten());
        all.extend(cities.flat_map(|city| city.now.iter().chain(&city.prev)));
    }
    for roles in sheets.projects.iter().filter_map(|s| s.data.roles.as_ref()) {
        let parties = [&roles.city, &roles.governments, &roles.citizens, &roles.business];
        let parties = parties.into_iter().flatten();
        all.extend(parties.filter_map(|role| role.share.as_ref()));
    }
    for plan in sheets.plans.iter().map(|sheet| &sheet.data) {
        let cost = plan.project.iter().flat_map(|project| &project.cost);
        all.extend(cost.flat_map(|cost| &cost.value));
        for kpi in plan.kpis.iter().flatten() {
            all.extend(kpi.base.iter().chain(&kpi.total));
            all.extend(cells(kpi.increments.as_ref()).chain(cells(kpi.actual.as_ref())));
        }
    }
    for review in sheets.reviews.iter().map(|sheet| &sheet.data) {
        let spent = review.spent.iter().flat_map(|cost| &cost.value);
        let kpis = review.kpis.iter().flatten();
        all.extend(spent.chain(kpis.flat_map(|kpi| &kpi.actual)));
    }
    let later = sheets.policies.iter();
    let later = later.filter_map(|sheet| sheet.data.later.as_deref());
    all.extend(later.flat_map(super::later::figures));
    all
}
