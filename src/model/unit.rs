//! Sheets -> units: a policy with the projects that name it, and the evaluation of their year. Most rules look at
//! one unit, and the model is made of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::sheet::value::At;
use crate::sheet::{Sheet, Sheets, forms};

/// What belongs together. A policy that is not there leaves a unit of projects alone.
#[derive(Debug, Clone, Default)]
pub struct Unit {
    /// The year; `None` where it is missing.
    pub evaluation: Option<Arc<Sheet<forms::Evaluation>>>,
    /// The policy; more than one where a code was given twice.
    pub policies: Vec<Arc<Sheet<forms::Policy>>>,
    /// The projects, in the order of their files.
    pub projects: Vec<Arc<Sheet<forms::Project>>>,
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
    pub fn all(sheets: &Sheets) -> Vec<Self> {
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
        units
    }

    /// Folder of its year.
    #[must_use]
    pub fn dir(&self) -> &str {
        let policy = self.policies.first().map(|sheet| sheet.dir.as_str());
        let project = || self.projects.first().map(|sheet| sheet.dir.as_str());
        policy.or_else(project).unwrap_or_default()
    }

    /// The identities (識別) that its policies declare, and then its projects.
    pub fn declared(&self) -> impl Iterator<Item = &At> {
        let policies = self.policies.iter().map(|sheet| &sheet.data.indicators);
        let projects = self.projects.iter().map(|sheet| &sheet.data.indicators);
        let all = policies.chain(projects).flatten().flatten();
        all.filter_map(|indicator| Some(&indicator.identity.as_ref()?.0))
    }

    /// The codes that a policy weights and that none of its projects has.
    pub fn loose(&self) -> impl Iterator<Item = &At> {
        let coded = |code: &str| self.projects.iter().any(|sheet| project_code(sheet) == code);
        let weights = self.policies.iter().filter_map(|policy| {
            policy.data.id.as_ref()?.code.as_ref()?;
            policy.data.weights.as_ref()
        });
        let weighted = weights.flat_map(|weights| &weights.0).map(|(at, _)| at);
        weighted.filter(move |at| !coded(&at.text))
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
