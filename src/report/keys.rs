//! Model -> a key of all that the page of a sheet is made from, without making it: two builds in which it is the
//! same make the same page. A page that takes in more of the model than before has to be told of here.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use crate::memo::{self, Key};
use crate::model::policy::Policy;
use crate::model::year::Date;
use crate::model::{City, Model};
use crate::report::address::{Address, Place};
use crate::report::history::identity;
use crate::report::part;
use crate::report::sheet::{self, Sheet};
use crate::report::syndication;

/// Keys of what the pages of sheets are made from.
#[derive(Debug)]
pub struct Keys {
    /// Of what every page shows.
    site: Key,
    years: Vec<Year>,
}

#[derive(Debug)]
struct Year {
    /// Of all of the evaluation but its policies.
    around: Key,
    /// Of the policies with their projects, in order.
    policies: Vec<Key>,
}

/// What stands on the pages of all sheets.
#[derive(Serialize)]
struct Site<'a> {
    city: &'a City,
    as_of: &'a Date,
    has_feed: bool,
}

/// What the page of one sheet is made from.
#[derive(Serialize)]
struct Inputs<'a> {
    path: &'a str,
    site: Key,
    /// Its own evaluation and policy.
    own: [Key; 2],
    /// The same indicators in other years: evaluation, policy, places of the project and the indicator.
    history: Vec<([Key; 2], Option<usize>, usize)>,
    /// The same sheet in other years: evaluation and code.
    others: BTreeMap<usize, (Key, &'a str)>,
    /// How far the sheets of the policy and the same sheet in other years are from being published.
    stages: Vec<&'static str>,
}

impl Keys {
    /// Looks at a model, as of a day; `None` where something in it cannot be written down.
    #[must_use]
    pub fn new(model: &Model, as_of: &Date) -> Option<Self> {
        let site = Site { city: &model.city, as_of, has_feed: syndication::has_feed(model) };
        let years = model.years.iter().map(|evaluation| {
            let policies = evaluation.policies.par_iter();
            let policies = policies.map(|policy: &Arc<Policy>| memo::key(&**policy));
            Some(Year {
                around: *part::around(model, evaluation).as_bytes(),
                policies: policies.collect::<Option<_>>()?,
            })
        });
        Some(Self { site: memo::key(&site)?, years: years.collect::<Option<_>>()? })
    }

    /// The key of the page at an address; `None` for pages that are no sheets.
    #[must_use]
    pub fn of(&self, model: &Model, address: &Address) -> Option<Key> {
        let (year, place, project) = match address.place {
            Place::Policy(year, policy) => (year, policy, None),
            Place::Project(year, policy, project) => (year, policy, Some(project)),
            Place::Home
            | Place::Year(_)
            | Place::Indicators(_)
            | Place::Plan(_)
            | Place::Review(..)
            | Place::Missing => return None,
        };
        let evaluation = &model.years[year];
        let policy = &evaluation.policies[place];
        let sheet = match project {
            Some(project) => Sheet::project(evaluation, policy, &policy.projects[project]),
            None => Sheet::policy(evaluation, policy),
        };
        let series = sheet.series();
        let places = series.iter().flat_map(|series| model.identities.places(&identity(series)));
        let indicators = series.iter().map(|series| series.indicator);
        let others = model.identities.sheets(&sheet.name.code, indicators);
        let codes = std::iter::once(&policy.id).chain(policy.projects.iter().map(|one| &one.id));
        let of_policy = codes.map(|id| sheet::path(evaluation, &id.code));
        let of_others = others.iter();
        let of_others = of_others.map(|(year, code)| sheet::path(&model.years[*year], code));
        let pages = of_policy.chain(of_others);
        memo::key(&Inputs {
            stages: pages.map(|page| model.stages.stage(&page).code()).collect(),
            path: &address.path,
            site: self.site,
            own: self.policy(year, place),
            history: places
                .map(|place| {
                    let keys = self.policy(place.year, place.policy);
                    (keys, place.project, place.indicator)
                })
                .collect(),
            others: others
                .into_iter()
                .map(|(year, code)| (year, (self.years[year].around, code)))
                .collect(),
        })
    }

    /// The keys of an evaluation and of one of its policies.
    fn policy(&self, year: usize, policy: usize) -> [Key; 2] {
        let Year { around, policies } = &self.years[year];
        [*around, policies[policy]]
    }
}
