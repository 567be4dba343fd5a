//! What was found and made of each unit the last time. A unit of the very same sheets is neither checked nor
//! resolved again.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::diag::Shared;
use crate::model::People;
use crate::model::identity::Identities;
use crate::model::policy::{Evaluation, Policy};
use crate::model::unit::Unit;
use crate::model::year::Date;
use crate::sheet::Sheets;
use crate::source::FileId;

/// What a program remembers that makes the model again and again.
#[derive(Debug)]
pub struct Memory(Mutex<Known>);

impl Default for Memory {
    fn default() -> Self {
        let known = Known { remembers: true, ..Known::default() };
        Self(Mutex::new(known))
    }
}

impl Memory {
    pub(super) fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is known of a unit: nothing yet, or what was found and made.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    pub problems: Option<Shared>,
    pub policy: Option<Arc<Policy>>,
}

/// What is known of the last time.
#[derive(Debug, Default)]
pub(super) struct Known {
    remembers: bool,
    as_of: Option<Date>,
    people: People,
    sheets: Arc<Sheets>,
    /// The units of the sheets.
    pub units: Vec<Arc<Unit>>,
    /// What is known of each.
    pub found: Vec<Found>,
    /// The unit of each file of a policy or project.
    places: BTreeMap<FileId, usize>,
    policies: Vec<Vec<Arc<Policy>>>,
    identities: Identities,
}

impl Known {
    /// Takes in the sheets as they are now: forgets what is known of units that are not the same, of all units
    /// where rules must look at another date, and policies where it changes what is published of people.
    pub(super) fn take_in(&mut self, sheets: &Arc<Sheets>, as_of: Option<&Date>, people: People) {
        if !self.rewritten(sheets) {
            self.all(sheets);
        }
        if self.as_of.as_ref() != as_of {
            self.as_of = as_of.cloned();
            self.found.iter_mut().for_each(|found| found.problems = None);
        }
        if self.people != people {
            self.people = people;
            self.found.iter_mut().for_each(|found| found.policy = None);
        }
        if self.remembers {
            self.sheets = Arc::clone(sheets);
        }
    }

    /// Takes in sheets of which some were only rewritten. False where more has changed.
    fn rewritten(&mut self, sheets: &Sheets) -> bool {
        fn alike<T>(old: &[Arc<T>], new: &[Arc<T>]) -> bool {
            old.len() == new.len() && old.iter().zip(new).all(|(a, b)| Arc::ptr_eq(a, b))
        }
        fn changed<'a, T>(
            old: &'a [Arc<T>],
            new: &'a [Arc<T>],
        ) -> impl Iterator<Item = &'a Arc<T>> {
            let pairs = old.iter().zip(new);
            pairs.filter_map(|(old, new)| (!Arc::ptr_eq(old, new)).then_some(new))
        }
        let Self { sheets: old, units, found, places, .. } = self;
        if units.is_empty()
            || !alike(&old.evaluations, &sheets.evaluations)
            || old.policies.len() != sheets.policies.len()
            || old.projects.len() != sheets.projects.len()
        {
            return false;
        }
        let mut put = |file: FileId, put: &dyn Fn(&mut Unit) -> bool| {
            let Some(place) = places.get(&file) else {
                return false;
            };
            found[*place] = Found::default();
            put(Arc::make_mut(&mut units[*place]))
        };
        changed(&old.policies, &sheets.policies)
            .all(|sheet| put(sheet.file, &|unit| unit.put_policy(sheet)))
            && changed(&old.projects, &sheets.projects)
                .all(|sheet| put(sheet.file, &|unit| unit.put_project(sheet)))
    }

    /// Puts all sheets together anew.
    fn all(&mut self, sheets: &Sheets) {
        let old = std::mem::take(&mut self.units).into_iter();
        let old = old.zip(std::mem::take(&mut self.found));
        let mut old: BTreeMap<FileId, (Arc<Unit>, Found)> =
            old.filter_map(|(unit, found)| Some((unit.file()?, (unit, found)))).collect();
        for unit in Unit::all(sheets) {
            let known = unit.file().and_then(|file| old.remove(&file));
            let known = known.filter(|(old, _)| old.same(&unit));
            let (unit, found) = known.unwrap_or_else(|| (unit, Found::default()));
            self.units.push(unit);
            self.found.push(found);
        }
        if self.remembers {
            let units = self.units.iter().enumerate();
            let files = units.flat_map(|(place, unit)| unit.files().map(move |file| (file, place)));
            self.places = files.collect();
        }
    }

    /// The policy of each unit: those that are not known are made now. Where nothing is remembered, the units
    /// are used up.
    pub(super) fn policies(
        &mut self,
        resolve: impl Fn(usize, Unit) -> Option<Policy> + Sync,
    ) -> Option<Vec<Arc<Policy>>> {
        let policy = |place: usize, unit: Arc<Unit>, found: &mut Found| {
            if found.policy.is_none() {
                found.policy = Some(Arc::new(resolve(place, Arc::unwrap_or_clone(unit))?));
            }
            found.policy.clone()
        };
        let found = self.found.par_iter_mut().enumerate();
        if self.remembers {
            let units = found.zip(&self.units);
            let all = units.map(|((place, found), unit)| policy(place, Arc::clone(unit), found));
            return all.collect();
        }
        let units = found.zip(std::mem::take(&mut self.units));
        let all = units.map(|((place, found), unit)| policy(place, unit, found));
        all.collect()
    }

    /// The identities of the years: those of the last time where no sheet is known by anything else.
    pub(super) fn identities(&mut self, years: &[Evaluation]) -> Identities {
        if !self.remembers {
            return Identities::new(years);
        }
        let now: Vec<Vec<Arc<Policy>>> = years.iter().map(|year| year.policies.clone()).collect();
        let alike = |(old, new): (&Arc<Policy>, &Arc<Policy>)| {
            Arc::ptr_eq(old, new) || Identities::alike(old, new)
        };
        let year = |(old, new): (&Vec<Arc<Policy>>, &Vec<Arc<Policy>>)| {
            old.len() == new.len() && old.iter().zip(new).all(alike)
        };
        let same = self.policies.len() == now.len() && self.policies.iter().zip(&now).all(year);
        if !same || years.is_empty() {
            self.identities = Identities::new(years);
        }
        self.policies = now;
        self.identities.clone()
    }
}
