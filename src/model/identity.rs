//! Which indicators and sheets of the years are the same: found once, so that no page has to look through
//! all others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::indicator::Indicator;
use crate::model::policy::{Evaluation, Policy};

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
pub struct Identities(Arc<Found>);

#[derive(Debug, Default)]
struct Found {
    places: BTreeMap<String, Vec<Place>>,
    /// Years and codes of the sheets that declare a 識別.
    declared: BTreeMap<String, BTreeMap<usize, String>>,
    /// Years of the sheets of a code, and whether they declare any.
    codes: BTreeMap<String, BTreeMap<usize, bool>>,
}

/// What an indicator is known by over the years: its 識別, for a series with its name, or the code of its sheet
/// and its position.
#[must_use]
pub fn of(code: &str, indicator: &Indicator) -> String {
    match (&indicator.identity, &indicator.part) {
        (Some(known), Some(part)) => format!("{known}.{part}"),
        (Some(known), None) => known.clone(),
        (None, _) => format!("{code}.{}", indicator.number),
    }
}

impl Identities {
    /// Looks through the years, earliest first.
    #[must_use]
    pub fn new(years: &[Evaluation]) -> Self {
        let mut found = Found::default();
        for (year, evaluation) in years.iter().enumerate() {
            for (policy, sheet) in evaluation.policies.iter().enumerate() {
                found.sheet(&sheet.id.code, &sheet.indicators, (year, policy, None));
                for (project, sheet) in sheet.projects.iter().enumerate() {
                    let at = (year, policy, Some(project));
                    found.sheet(&sheet.id.code, &sheet.indicators, at);
                }
            }
        }
        Self(Arc::new(found))
    }

    /// True where two states of a policy are known by the same in every place.
    #[must_use]
    pub fn alike(one: &Policy, other: &Policy) -> bool {
        let indicators = |one: &[Indicator], other: &[Indicator]| {
            let known = |one: &Indicator| (one.number, one.identity.clone(), one.part.clone());
            one.iter().map(known).eq(other.iter().map(known))
        };
        let mut projects = one.projects.iter().zip(&other.projects);
        one.id.code == other.id.code
            && one.projects.len() == other.projects.len()
            && indicators(&one.indicators, &other.indicators)
            && projects.all(|(one, other)| {
                one.id.code == other.id.code && indicators(&one.indicators, &other.indicators)
            })
    }

    /// Every place of an indicator, earliest year first.
    #[must_use]
    pub fn places(&self, identity: &str) -> &[Place] {
        self.0.places.get(identity).map_or(&[], Vec::as_slice)
    }

    /// The sheets that are one with a sheet of this code and these indicators: one at most for each year. They
    /// share a declared identity; where either declares none, the code.
    #[must_use]
    pub fn sheets<'a>(
        &'a self,
        code: &'a str,
        indicators: impl Iterator<Item = &'a Indicator>,
    ) -> BTreeMap<usize, &'a str> {
        let Found { places: _, declared: by_identity, codes } = &*self.0;
        let declared: BTreeSet<&String> =
            indicators.filter_map(|one| one.identity.as_ref()).collect();
        let of_code = codes.get(code).into_iter().flatten();
        let of_code = of_code.filter(|(_, declares)| declared.is_empty() || !**declares);
        let mut found: BTreeMap<usize, &str> = of_code.map(|(year, _)| (*year, code)).collect();
        for identity in declared {
            let shared = by_identity.get(identity).into_iter().flatten();
            found.extend(shared.map(|(year, code)| (*year, code.as_str())));
        }
        found
    }
}

impl Found {
    fn sheet(
        &mut self,
        code: &str,
        indicators: &[Indicator],
        (year, policy, project): (usize, usize, Option<usize>),
    ) {
        let declared = indicators.iter().filter_map(|one| one.identity.as_ref());
        for identity in declared.clone() {
            let sheets = self.declared.entry(identity.clone()).or_default();
            sheets.entry(year).or_insert_with(|| code.to_owned());
        }
        let years = self.codes.entry(code.to_owned()).or_default();
        years.insert(year, declared.count() > 0);
        for (place, indicator) in indicators.iter().enumerate() {
            let place = Place { year, policy, project, indicator: place };
            self.places.entry(of(code, indicator)).or_default().push(place);
        }
    }
}
