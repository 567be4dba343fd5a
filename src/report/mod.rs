//! Model -> Report: every figure formatted, every page filled, every word chosen. Total and pure.
//! Each figure is recorded once as a fact; pages, charts and open data only show what is recorded.

pub mod achieve;
mod alt;
mod body;
pub mod changes;
pub mod chart;
mod city_role;
pub mod cms;
mod comparison;
mod correction;
mod counts;
pub mod data;
mod desk;
pub mod facts;
pub mod format;
mod grade;
mod handout;
mod history;
mod home;
mod indicator;
mod indicator_facts;
mod indicators;
mod later_columns;
mod lines;
mod measure;
mod method_words;
pub mod methods;
pub mod page;
mod plan;
mod plan_facts;
mod policy;
mod policy_h29;
mod project;
mod review;
mod review_facts;
mod revision;
pub mod rich;
pub mod rich_parse;
#[cfg(test)]
pub(crate) mod sample;
mod series;
mod shares;
mod sheet;
mod stage;
mod survey;
pub mod syndication;
#[cfg(test)]
mod tests;
mod words;
mod year;

pub use data::Data;
pub use facts::Fact;

use std::sync::Arc;

use rayon::prelude::*;

use crate::model::Model;
use crate::model::handout::Handout;
use crate::model::policy::{Evaluation, Policy};
use crate::model::year::Date;
use crate::report::facts::Ledger;
use crate::report::page::{Booklet, Page};
use crate::report::syndication::Syndication;

/// What is published: pages, facts, and the rows of the open data.
#[derive(Debug, Clone)]
pub struct Report {
    /// Pages: front page, then each year with its sheets, the overview of indicators, then each plan with its reviews; last the one for addresses without a page.
    pub pages: Vec<Page>,
    /// Facts, sorted by id.
    pub facts: Vec<Fact>,
    /// Rows of the open data.
    pub data: Data,
    /// Where the pages will lie and what has been published when; `None` while the site has no address.
    pub syndication: Option<Syndication>,
}

/// Every figure of a model, recorded: what any page is made from.
#[derive(Debug, Clone)]
pub struct Figures {
    ledger: Ledger,
    data: Data,
}

impl Figures {
    /// The rows of the open data, but for what is not published yet.
    #[must_use]
    pub fn data(&self) -> &Data {
        &self.data
    }
}

/// Records every figure of a model, as of a day.
#[must_use]
pub fn figures(model: &Model, as_of: &Date) -> Figures {
    let mut ledger = Ledger::default();
    let data = record(model, as_of, &mut ledger);
    Figures { ledger, data }
}

/// Makes the report of a model, as of a day.
#[must_use]
pub fn report(model: &Model, as_of: &Date) -> Report {
    let Figures { ledger, mut data } = figures(model, as_of);
    let mut pages = vec![home::page(model, as_of, &ledger)];
    for evaluation in &model.years {
        pages.push(year::page(model, as_of, evaluation, &ledger));
        pages.extend(sheets(model, as_of, evaluation, &ledger));
    }
    pages.extend(indicators::pages(model, as_of, &ledger));
    for plan in &model.plans {
        pages.push(plan::page(model, as_of, plan, &ledger));
        let reviews = plan.reviews.iter();
        pages.extend(reviews.map(|review| review::page(model, as_of, (plan, review), &ledger)));
    }
    let syndication = Syndication::new(model, &pages);
    data.stages = stage::rows(model, &pages);
    pages.push(syndication::not_found(model, as_of, &ledger));
    Report {
        pages,
        facts: ledger.finish(),
        data,
        syndication,
    }
}

/// One page alone, as [`report`] makes it; `None` where there is no page at this path.
#[must_use]
pub fn page(model: &Model, as_of: &Date, figures: &Figures, path: &str) -> Option<Page> {
    let ledger = &figures.ledger;
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    match folder {
        "" if file == "index.html" => Some(home::page(model, as_of, ledger)),
        "" if file == syndication::NOT_FOUND => Some(syndication::not_found(model, as_of, ledger)),
        "" => None,
        "indicators" => {
            let mut pages = indicators::pages(model, as_of, ledger).into_iter();
            pages.find(|page| page.path == path)
        }
        "plans" => plan_page(model, as_of, ledger, path),
        dir => {
            let evaluation = model.years.iter().find(|year| year.dir == dir)?;
            let code = file.strip_suffix(".html")?;
            if code == "index" {
                return Some(year::page(model, as_of, evaluation, ledger));
            }
            sheet_page(model, as_of, evaluation, ledger, code)
        }
    }
}

fn plan_page(model: &Model, as_of: &Date, ledger: &Ledger, path: &str) -> Option<Page> {
    if let Some(plan) = model.plans.iter().find(|plan| plan::path(plan) == path) {
        return Some(plan::page(model, as_of, plan, ledger));
    }
    model.plans.iter().find_map(|plan| {
        let mut reviews = plan.reviews.iter();
        let review = reviews.find(|review| review_facts::path(plan, review.year) == path)?;
        Some(review::page(model, as_of, (plan, review), ledger))
    })
}

fn sheet_page(
    model: &Model,
    as_of: &Date,
    evaluation: &Evaluation,
    ledger: &Ledger,
    code: &str,
) -> Option<Page> {
    for policy in &evaluation.policies {
        if policy.id.code == code {
            return Some(policy::page(model, as_of, evaluation, policy, ledger));
        }
        let place = policy.projects.iter().position(|one| one.id.code == code);
        if let Some(place) = place {
            return Some(project::page(
                model,
                as_of,
                evaluation,
                (policy, place),
                ledger,
            ));
        }
    }
    None
}

/// Makes the booklets of the handouts that `wanted` names, with the facts that each adds to those of the site.
pub fn booklets(
    model: &Model,
    as_of: &Date,
    wanted: &dyn Fn(&Handout) -> bool,
) -> Vec<(Booklet, Vec<Fact>)> {
    let mut ledger = Ledger::default();
    record(model, as_of, &mut ledger);
    let handouts = model.handouts.iter().filter(|handout| wanted(handout));
    handouts
        .filter_map(|handout| handout::booklet(model, as_of, handout, &ledger))
        .collect()
}

/// Records every figure of the model.
fn record(model: &Model, as_of: &Date, ledger: &mut Ledger) -> Data {
    let mut data = Data {
        city: model.city.name.clone(),
        lg_code: model.city.code.clone(),
        title: model.city.site_name.clone(),
        as_of: format::iso(as_of),
        indicators: Vec::new(),
        revisions: Vec::new(),
        grades: Vec::new(),
        weights: Vec::new(),
        roles: Vec::new(),
        surveys: Vec::new(),
        kpis: Vec::new(),
        corrections: Vec::new(),
        reviews: Vec::new(),
        stages: Vec::new(),
    };
    for evaluation in &model.years {
        for policy in &evaluation.policies {
            policy::record(evaluation, policy, ledger, &mut data);
        }
        counts::record(evaluation, ledger);
    }
    for plan in &model.plans {
        plan::record(plan, as_of, ledger, &mut data);
        for review in &plan.reviews {
            review::record(plan, review, as_of, ledger, &mut data);
        }
    }
    indicators::record(model, ledger);
    correction::record(model, ledger, &mut data);
    data
}

/// The pages of every sheet. Pages show what is recorded and know nothing of each other.
fn sheets(model: &Model, as_of: &Date, evaluation: &Evaluation, ledger: &Ledger) -> Vec<Page> {
    let policies = evaluation.policies.par_iter();
    let of_policy = |policy: &Arc<Policy>| {
        let own = policy::page(model, as_of, evaluation, policy, ledger);
        let projects = 0..policy.projects.len();
        let below =
            projects.map(|place| project::page(model, as_of, evaluation, (policy, place), ledger));
        std::iter::once(own).chain(below).collect::<Vec<_>>()
    };
    policies.flat_map_iter(of_policy).collect()
}
