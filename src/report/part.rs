//! A policy with its basic projects -> all that is recorded of it: facts, rows of the open data, and what the
//! counts and lists of the whole need. Pure, so that a policy that did not change is not recorded again.

use std::convert::Infallible;
use std::sync::Arc;

use blake3::Hash;
use rayon::prelude::*;

use crate::memo::Memo;
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
    _policy: Arc<Policy>,
    /// By id.
    pub(crate) facts: Box<[Fact]>,
    /// Hashes of the ids and the places of their facts, in order: ids begin alike, so that to compare them takes
    /// long.
    places: Box<[(u32, u32)]>,
    /// Rows of the open data.
    pub(crate) rows: Arc<Rows>,
    /// How each sheet counts.
    pub(crate) tallies: Box<[Tally]>,
    /// What tells the indicators from all others, over the years.
    pub(crate) identities: Box<[String]>,
}

impl Part {
    fn new(city: &str, evaluation: &Evaluation, one: &Arc<Policy>) -> Self {
        let mut ledger = Ledger::default();
        let mut rows = Rows::of(city);
        policy::record(evaluation, one, &mut ledger, &mut rows);
        correction::record_policy(evaluation, one, &mut ledger, &mut rows);
        rows.close();
        let facts: Box<[Fact]> = ledger.into_own().into();
        let projects = one.projects.iter();
        let projects = projects.map(|project| Sheet::project(evaluation, one, project));
        let sheets: Vec<Sheet<'_>> =
            std::iter::once(Sheet::policy(evaluation, one)).chain(projects).collect();
        Self {
            _policy: Arc::clone(one),
            places: places(&facts),
            facts,
            rows: Arc::new(rows),
            tallies: sheets.iter().map(counts::tally).collect(),
            identities: sheets
                .iter()
                .flat_map(|sheet| sheet.series().iter().map(identity).collect::<Vec<_>>())
                .collect(),
        }
    }

    /// The fact whose id is these two together.
    pub(crate) fn fact(&self, id: [&str; 2]) -> Option<&Fact> {
        let wanted = hash(id);
        let first = self.places.partition_point(|(hash, _)| *hash < wanted);
        let alike = self.places[first..].iter();
        let alike = alike.take_while(|(hash, _)| *hash == wanted);
        let mut facts = alike.map(|(_, place)| &self.facts[*place as usize]);
        facts.find(|fact| fact.id.strip_prefix(id[0]) == Some(id[1]))
    }
}

/// Where to find the facts of which ids.
fn places(facts: &[Fact]) -> Box<[(u32, u32)]> {
    let hashes = facts.iter().map(|fact| hash([&fact.id, ""]));
    let mut places: Box<[_]> = hashes.zip(0..).collect();
    places.sort_unstable();
    places
}

/// FNV-1a of two texts together.
fn hash(parts: [&str; 2]) -> u32 {
    let bytes = parts.into_iter().flat_map(str::bytes);
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// What was recorded before, for a program that records the same city again and again.
#[derive(Debug, Default)]
pub struct Memory(Memo<Part>);

/// What is recorded of every policy, in the order of years and codes. `memory` gives what it knows, and then
/// knows these.
pub(crate) fn parts(model: &Model, memory: Option<&Memory>) -> Vec<Arc<Part>> {
    let around = |evaluation| memory.map(|_| around(model, evaluation));
    let all: Vec<_> = model
        .years
        .iter()
        .flat_map(|evaluation| {
            let around = around(evaluation);
            let policies = evaluation.policies.iter();
            policies.map(move |policy| (evaluation, around, policy))
        })
        .collect();
    let city = &model.city.name;
    let part = |(evaluation, around, policy): (&Evaluation, Option<Hash>, &Arc<Policy>)| {
        let make = || Part::new(city, evaluation, policy);
        let Some((Memory(memo), around)) = memory.zip(around) else {
            return Arc::new(make());
        };
        // The part holds the policy, so no other can lie in its place.
        let place = Arc::as_ptr(policy).addr().to_le_bytes();
        let key = blake3::keyed_hash(around.as_bytes(), &place);
        let Ok(part) = memo.try_get(*key.as_bytes(), || Ok::<_, Infallible>(make()));
        part
    };
    let parts = all.into_par_iter().map(part).collect();
    if let Some(Memory(memo)) = memory {
        memo.forget(1);
    }
    parts
}

/// All of an evaluation but its policies, and what of the city is recorded with them.
pub(crate) fn around(model: &Model, evaluation: &Evaluation) -> Hash {
    let Evaluation {
        dir,
        year,
        result_year,
        name,
        policy_form,
        project_form,
        columns,
        grading,
        rounding,
        levels,
        pillars,
        policies: _,
    } = evaluation;
    let head = (dir, year, result_year, name, policy_form, project_form);
    let whole =
        format!("{:?}", (&model.city.name, head, columns, (grading, rounding), levels, pillars));
    blake3::hash(whole.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn what_did_not_change_is_not_recorded_again_and_what_did_is() {
        let mut model = sample::model();
        let memory = Memory::default();
        let first = parts(&model, Some(&memory));
        assert!(Arc::ptr_eq(&first[0], &parts(&model, Some(&memory))[0]));

        let policy = Arc::make_mut(&mut model.years[0].policies[0]);
        policy.indicators[0].name.push('改');
        let changed = parts(&model, Some(&memory));
        let anew = parts(&model, None);
        assert!(changed[0].facts == anew[0].facts);
        assert!(changed[0].facts != first[0].facts);

        // Names of levels stand in the words of every fact.
        model.years[0].levels.policy = "政策".to_owned();
        let renamed = parts(&model, Some(&memory));
        assert!(renamed[0].facts == parts(&model, None)[0].facts);
        assert!(renamed[0].facts != changed[0].facts);
    }
}
