//! A policy with its basic projects -> all that is recorded of it: facts, rows of the open data, and what the
//! counts and lists of the whole need. Pure, so that a policy that did not change is not recorded again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::model::Model;
use crate::model::policy::{Evaluation, Policy};
use crate::report::correction;
use crate::report::counts::{self, Tally};
use crate::report::data::Rows;
use crate::report::facts::Fact;
use crate::report::history::identity;
use crate::report::ledger::Ledger;
use crate::report::policy;
use crate::report::sheet::Sheet;

/// What is recorded of a policy and of its projects.
#[derive(Debug)]
pub(crate) struct Part {
    /// By id.
    pub(crate) facts: Box<[Fact]>,
    /// Rows of the open data.
    pub(crate) rows: Arc<Rows>,
    /// How each sheet counts.
    pub(crate) tallies: Box<[Tally]>,
    /// What tells the indicators from all others, over the years.
    pub(crate) identities: Box<[String]>,
}

impl Part {
    fn new(city: &str, evaluation: &Evaluation, one: &Policy) -> Self {
        let mut ledger = Ledger::default();
        let mut rows = Rows::of(city);
        policy::record(evaluation, one, &mut ledger, &mut rows);
        correction::record_policy(evaluation, one, &mut ledger, &mut rows);
        let projects = one.projects.iter();
        let projects = projects.map(|project| Sheet::project(evaluation, one, project));
        let sheets: Vec<Sheet<'_>> = std::iter::once(Sheet::policy(evaluation, one))
            .chain(projects)
            .collect();
        Self {
            facts: ledger.into_own().into(),
            rows: Arc::new(rows),
            tallies: sheets.iter().map(counts::tally).collect(),
            identities: sheets
                .iter()
                .flat_map(|sheet| sheet.series().iter().map(identity).collect::<Vec<_>>())
                .collect(),
        }
    }

    /// The fact of an id.
    pub(crate) fn fact(&self, id: &str) -> Option<&Fact> {
        let place = self.facts.binary_search_by(|fact| fact.id.as_str().cmp(id));
        self.facts.get(place.ok()?)
    }
}

/// What was recorded before, for a program that records the same city again and again.
#[derive(Debug, Default)]
pub struct Memory(Mutex<Known>);

/// Policies by where they lie in memory; each is held, so that no other can lie there.
type Known = HashMap<(usize, String), (Arc<Policy>, Arc<Part>)>;

/// What is recorded of every policy, in the order of years and codes. `memory` gives what it knows, and then
/// knows these.
pub(crate) fn parts(model: &Model, memory: Option<&Memory>) -> Vec<Arc<Part>> {
    let all: Vec<(&Evaluation, String, &Arc<Policy>)> = model
        .years
        .iter()
        .flat_map(|evaluation| {
            let around = memory.map_or_else(String::new, |_| around(model, evaluation));
            let policies = evaluation.policies.iter();
            policies.map(move |policy| (evaluation, around.clone(), policy))
        })
        .collect();
    let key =
        |around: &String, policy: &Arc<Policy>| (Arc::as_ptr(policy) as usize, around.clone());
    let make = |evaluation: &Evaluation, policy: &Arc<Policy>| {
        Arc::new(Part::new(&model.city.name, evaluation, policy))
    };
    let Some(Memory(known)) = memory else {
        let all = all.into_par_iter();
        return all
            .map(|(evaluation, _, policy)| make(evaluation, policy))
            .collect();
    };
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    let parts: Vec<Arc<Part>> = all
        .par_iter()
        .map(
            |(evaluation, around, policy)| match known.get(&key(around, policy)) {
                Some((_, part)) => Arc::clone(part),
                None => make(evaluation, policy),
            },
        )
        .collect();
    let now = all.iter().zip(&parts);
    *known = now
        .map(|((_, around, policy), part)| {
            let held = (Arc::clone(policy), Arc::clone(part));
            (key(around, policy), held)
        })
        .collect();
    parts
}

/// All of an evaluation but its policies, and what of the city is recorded with them.
fn around(model: &Model, evaluation: &Evaluation) -> String {
    let Evaluation {
        dir,
        year,
        result_year,
        name,
        policy_form,
        project_form,
        columns,
        grading,
        levels,
        pillars,
        policies: _,
    } = evaluation;
    let head = (dir, year, result_year, name, policy_form, project_form);
    let whole = format!(
        "{:?}",
        (&model.city.name, head, columns, grading, levels, pillars)
    );
    blake3::hash(whole.as_bytes()).to_hex().to_string()
}
