//! Which indicators and sheets of the years are the same: found once, so that no page has to look through
//! all others.

pub mod declared;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::declared::DeclaredYear;
use crate::model::fact_id::{self, Part};
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
    /// What indicators were known by before they were renamed (旧名称).
    renamed: BTreeMap<String, String>,
    /// Years and codes of the sheets that declare a 識別.
    declared: BTreeMap<String, BTreeMap<usize, String>>,
    /// Years of the sheets of a code, and whether they declare any.
    codes: BTreeMap<String, BTreeMap<usize, bool>>,
    /// Places in the years of declared forms, earliest first.
    standings: BTreeMap<String, Vec<declared::Standing>>,
    /// Of several that go on from one in the same year, all but the first, with the name that they share.
    apart: BTreeMap<String, String>,
}

/// What an indicator is known by over the years: its 識別, else the code of its sheet and its name; a series also
/// by its own name.
#[must_use]
pub fn of(code: &str, indicator: &Indicator) -> String {
    known(code, indicator, &indicator.key)
}

fn known(code: &str, indicator: &Indicator, key: &str) -> String {
    let sheet = indicator.identity.is_none().then_some(Part::Name(code));
    let part = indicator.part.as_deref().map(Part::Name);
    let parts = sheet.into_iter().chain([Part::Name(key)]).chain(part);
    fact_id::under("", &parts.collect::<Vec<_>>())
}

impl Identities {
    /// Looks through the years, earliest first, and then through those of declared forms.
    #[must_use]
    pub fn new(years: &[Evaluation], of_forms: &[DeclaredYear]) -> Self {
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
        found.of_declared(of_forms);
        found
    }

    /// Every place of an indicator, earliest year first.
    #[must_use]
    pub fn places(&self, identity: &str) -> &[Place] {
        self.places.get(self.together(identity)).map_or(&[], Vec::as_slice)
    }

    /// What an indicator was known by in the first year, whatever it was renamed to.
    #[must_use]
    pub fn first<'a>(&'a self, identity: &'a str) -> &'a str {
        self.renamed.get(identity).map_or(identity, String::as_str)
    }

    /// The sheets that are one with a sheet of this code and these indicators: one at most for each year. They
    /// share a declared identity; where either declares none, the code.
    #[must_use]
    pub fn sheets<'a>(
        &'a self,
        code: &'a str,
        indicators: impl Iterator<Item = &'a Indicator>,
    ) -> BTreeMap<usize, &'a str> {
        let Self { declared: by_identity, codes, .. } = self;
        let declared: BTreeSet<Cow<'_, str>> =
            indicators.filter_map(|one| one.identity.as_deref()).map(fact_id::name).collect();
        let of_code = codes.get(code).into_iter().flatten();
        let of_code = of_code.filter(|(_, declares)| declared.is_empty() || !**declares);
        let mut found: BTreeMap<usize, &str> = of_code.map(|(year, _)| (*year, code)).collect();
        for identity in declared {
            let shared = by_identity.get(&*identity).into_iter().flatten();
            found.extend(shared.map(|(year, code)| (*year, code.as_str())));
        }
        found
    }
    fn sheet(
        &mut self,
        code: &str,
        indicators: &[Indicator],
        (year, policy, project): (usize, usize, Option<usize>),
    ) {
        let declared = indicators.iter().filter_map(|one| one.identity.as_deref());
        for identity in declared.clone() {
            let sheets = self.declared.entry(fact_id::name(identity).into_owned()).or_default();
            sheets.entry(year).or_insert_with(|| code.to_owned());
        }
        let years = self.codes.entry(code.to_owned()).or_default();
        years.insert(year, declared.count() > 0);
        for (place, indicator) in indicators.iter().enumerate() {
            let place = Place { year, policy, project, indicator: place };
            let own = of(code, indicator);
            let former = indicator.former.as_ref().filter(|_| indicator.identity.is_none());
            let former = former.map(|former| known(code, indicator, former));
            let former = former.map(|former| self.renamed.get(&former).cloned().unwrap_or(former));
            // Years come earliest first: what it was called before is known by now.
            let former = former.filter(|former| {
                let places = self.places.get(former).and_then(|places| places.last());
                *former != own && places.is_some_and(|last| last.year < year)
            });
            if let Some(former) = former {
                self.renamed.insert(own.clone(), former);
            }
            let first = self.renamed.get(&own).unwrap_or(&own).clone();
            self.places.entry(first).or_default().push(place);
        }
    }
}
