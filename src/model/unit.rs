//! Sheets -> units: a policy with the projects that name it, and the evaluation of their year. Most rules look at
//! one unit, and the model is made of them: what did not change need not be looked at again.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::sheet::value::At;
use crate::sheet::{Sheet, Sheets, forms};
use crate::source::FileId;

/// What belongs together. A policy that is not there leaves a unit of projects alone.
#[derive(Debug, Clone, Default)]
pub struct Unit {
    /// The year; `None` where it is missing.
    pub evaluation: Option<Arc<Sheet<forms::Evaluation>>>,
    /// The policy; more than one where a code was given twice.
    pub policies: Vec<Arc<Sheet<forms::Policy>>>,
    /// The projects, in the order of their files.
    pub projects: Vec<Arc<Sheet<forms::Project>>>,
    /// Found when it is asked for.
    pub(in crate::model) facts: OnceLock<Facts>,
}

/// What rules about everything look at, found once for each unit.
#[derive(Debug, Clone)]
pub(in crate::model) struct Facts {
    declared: Vec<At>,
    loose: Vec<At>,
}

/// Folder and code by which sheets belong together.
type Place<'a> = (&'a str, &'a str);

/// The code of a policy; a file without one counts under its own name.
pub(in crate::model) fn code(sheet: &Sheet<forms::Policy>) -> &str {
    let id = sheet.data.id.as_ref().and_then(|id| id.code.as_ref());
    id.map_or(sheet.stem.as_str(), |code| code.0.text.as_str())
}

/// The code of the policy that a project names; empty where it names none.
fn owner(sheet: &Sheet<forms::Project>) -> &str {
    let policy = sheet.data.policy.as_ref();
    policy.map_or("", |code| code.0.text.as_str())
}

/// The code of a project; empty where it has none.
fn project_code(sheet: &Sheet<forms::Project>) -> &str {
    let id = sheet.data.id.as_ref().and_then(|id| id.code.as_ref());
    id.map_or("", |code| code.0.text.as_str())
}

impl Unit {
    /// The units of the sheets: those with a policy first, in the order of their files.
    #[must_use]
    pub fn all(sheets: &Sheets) -> Vec<Arc<Self>> {
        let mut units: Vec<Self> = Vec::with_capacity(sheets.policies.len());
        let mut places: BTreeMap<Place<'_>, usize> = BTreeMap::new();
        let new = |units: &mut Vec<Self>, dir: &str| {
            let mut years = sheets.evaluations.iter();
            units.push(Self {
                evaluation: years.find(|sheet| sheet.dir == dir).cloned(),
                ..Self::default()
            });
            units.len() - 1
        };
        for sheet in &sheets.policies {
            let place = places.entry((&sheet.dir, code(sheet)));
            let place = *place.or_insert_with(|| new(&mut units, &sheet.dir));
            units[place].policies.push(Arc::clone(sheet));
        }
        // Projects of one policy stand together.
        let mut last: Option<(Place<'_>, usize)> = None;
        for sheet in &sheets.projects {
            let of = (sheet.dir.as_str(), owner(sheet));
            let place = match last.filter(|(known, _)| *known == of) {
                Some((_, place)) => place,
                None => *places.entry(of).or_insert_with(|| new(&mut units, of.0)),
            };
            last = Some((of, place));
            units[place].projects.push(Arc::clone(sheet));
        }
        units.into_iter().map(Arc::new).collect()
    }

    /// The first of its files, by which it is known.
    #[must_use]
    pub fn file(&self) -> Option<FileId> {
        let policy = self.policies.first().map(|sheet| sheet.file);
        policy.or_else(|| self.projects.first().map(|sheet| sheet.file))
    }

    /// All its files.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        let projects = self.projects.iter().map(|sheet| sheet.file);
        self.policies.iter().map(|sheet| sheet.file).chain(projects)
    }

    /// Folder of its year.
    #[must_use]
    pub fn dir(&self) -> &str {
        let policy = self.policies.first().map(|sheet| sheet.dir.as_str());
        let project = || self.projects.first().map(|sheet| sheet.dir.as_str());
        policy.or_else(project).unwrap_or_default()
    }

    /// True when it holds the very same sheets.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        fn all<T>(one: &[Arc<T>], other: &[Arc<T>]) -> bool {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(a, b)| Arc::ptr_eq(a, b))
        }
        let Self { evaluation, policies, projects, facts: _ } = self;
        all(policies, &other.policies)
            && all(projects, &other.projects)
            && match (evaluation, &other.evaluation) {
                (Some(a), Some(b)) => Arc::ptr_eq(a, b),
                (None, None) => true,
                _ => false,
            }
    }

    /// The identities (識別) that its policies declare, and then its projects.
    #[must_use]
    pub fn declared(&self) -> &[At] {
        &self.facts().declared
    }

    /// The codes that a policy weights and that none of its projects has.
    #[must_use]
    pub fn loose(&self) -> &[At] {
        &self.facts().loose
    }

    fn facts(&self) -> &Facts {
        self.facts.get_or_init(|| {
            let policies = self.policies.iter().map(|sheet| &sheet.data.indicators);
            let projects = self.projects.iter().map(|sheet| &sheet.data.indicators);
            let all = policies.chain(projects).flatten().flatten();
            let declared = all.filter_map(|indicator| Some(indicator.identity.as_ref()?.0.clone()));
            let coded = |code: &str| self.projects.iter().any(|sheet| project_code(sheet) == code);
            let weights = self.policies.iter().filter_map(|policy| {
                policy.data.id.as_ref()?.code.as_ref()?;
                policy.data.weights.as_ref()
            });
            let weighted = weights.flat_map(|weights| &weights.0).map(|(at, _)| at);
            Facts {
                declared: declared.collect(),
                loose: weighted.filter(|at| !coded(&at.text)).cloned().collect(),
            }
        })
    }

    /// Puts a sheet in the place of the one of the same file, where it belongs to the same.
    pub(in crate::model) fn put_policy(&mut self, sheet: &Arc<Sheet<forms::Policy>>) -> bool {
        let mut list = self.policies.iter_mut();
        let old = list.find(|old| old.file == sheet.file);
        let old = old.filter(|old| old.dir == sheet.dir && code(old) == code(sheet));
        let Some(old) = old else { return false };
        *old = Arc::clone(sheet);
        self.facts.take();
        true
    }

    /// The same for a project.
    pub(in crate::model) fn put_project(&mut self, sheet: &Arc<Sheet<forms::Project>>) -> bool {
        let mut list = self.projects.iter_mut();
        let old = list.find(|old| old.file == sheet.file);
        let old = old.filter(|old| old.dir == sheet.dir && owner(old) == owner(sheet));
        let Some(old) = old else { return false };
        *old = Arc::clone(sheet);
        self.facts.take();
        true
    }

    /// Its sheets, as if there were no others.
    #[must_use]
    pub fn sheets(&self) -> Sheets {
        Sheets {
            evaluations: self.evaluation.iter().cloned().collect(),
            policies: self.policies.clone(),
            projects: self.projects.clone(),
            ..Sheets::default()
        }
    }
}
