//! Which indicators and sheets of the years are the same: found once, so that no page has to look through
//! all others.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::indicator::Indicator;
use crate::model::policy::Evaluation;

/// Where an indicator stands: positions of its year, its policy, its project and itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// In the years of the model.
    pub year: usize,
    /// In the policies of the year.
    pub policy: usize,
    /// In the projects of the policy; `None` on the sheet of the policy itself.
    pub project: Option<usize>,
    /// In the indicators of the sheet.
    pub indicator: usize,
}

/// Indicators by what they are known by over the years, and years by the codes of their sheets.
#[derive(Debug, Clone, Default)]
pub struct Identities {
    places: BTreeMap<String, Vec<Place>>,
    codes: BTreeMap<String, BTreeSet<usize>>,
}

/// What an indicator is known by over the years: its 識別, or the code of its sheet and its position.
#[must_use]
pub fn of(code: &str, indicator: &Indicator) -> String {
    let own = || format!("{code}.{}", indicator.number);
    indicator.identity.clone().unwrap_or_else(own)
}

impl Identities {
    /// Looks through the years, earliest first.
    #[must_use]
    pub fn new(years: &[Evaluation]) -> Self {
        let mut found = Self::default();
        for (year, evaluation) in years.iter().enumerate() {
            for (policy, sheet) in evaluation.policies.iter().enumerate() {
                found.sheet(&sheet.id.code, &sheet.indicators, (year, policy, None));
                for (project, sheet) in sheet.projects.iter().enumerate() {
                    let at = (year, policy, Some(project));
                    found.sheet(&sheet.id.code, &sheet.indicators, at);
                }
            }
        }
        found
    }

    fn sheet(
        &mut self,
        code: &str,
        indicators: &[Indicator],
        (year, policy, project): (usize, usize, Option<usize>),
    ) {
        self.codes.entry(code.to_owned()).or_default().insert(year);
        for (place, indicator) in indicators.iter().enumerate() {
            let place = Place {
                year,
                policy,
                project,
                indicator: place,
            };
            self.places
                .entry(of(code, indicator))
                .or_default()
                .push(place);
        }
    }

    /// Every place of an indicator, earliest year first.
    #[must_use]
    pub fn places(&self, identity: &str) -> &[Place] {
        self.places.get(identity).map_or(&[], Vec::as_slice)
    }

    /// The years that have a sheet of this code, latest first.
    pub fn years(&self, code: &str) -> impl Iterator<Item = usize> {
        self.codes.get(code).into_iter().flatten().rev().copied()
    }
}
