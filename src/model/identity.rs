//! Which indicators of the years are the same: found once, so that no page has to look through all others.

pub mod standing;

use std::collections::BTreeMap;

use crate::model::evaluation::Evaluation;

/// Indicators by what they are known by over the years.
#[derive(Debug, Clone, Default)]
pub struct Identities {
    /// What the first that an indicator goes on from was known by.
    firsts: BTreeMap<String, String>,
    /// Places, earliest first.
    standings: BTreeMap<String, Vec<standing::Standing>>,
    /// Of several that go on from one in the same year, all but the first, with the name that they share.
    apart: BTreeMap<String, String>,
}

impl Identities {
    /// Looks through the years, earliest first.
    #[must_use]
    pub fn new(years: &[Evaluation]) -> Self {
        let mut found = Self::default();
        found.look_through(years);
        found
    }

    /// What an indicator was known by in the first year, whatever it was renamed to.
    #[must_use]
    pub fn first<'a>(&'a self, identity: &'a str) -> &'a str {
        self.firsts.get(identity).map_or(identity, String::as_str)
    }
}
