//! Which indicators of different years are the same: computed once, so that no page has to search all the others.

pub mod standing;

use std::collections::BTreeMap;

use crate::model::evaluation::Evaluation;

/// Indicators by their identity over the years.
#[derive(Debug, Clone, Default)]
pub struct Identities {
    /// From an identity to that of the first indicator it continues.
    firsts: BTreeMap<String, String>,
    /// Places by identity, earliest first.
    standings: BTreeMap<String, Vec<standing::Standing>>,
    /// Of several that continue one in the same year, all but the first, with the identity that they share.
    apart: BTreeMap<String, String>,
}

impl Identities {
    /// Reads the years, earliest first.
    #[must_use]
    pub fn new(years: &[Evaluation]) -> Self {
        let mut found = Self::default();
        found.look_through(years);
        found
    }

    /// The identity of an indicator in its first year, whatever it was renamed to.
    #[must_use]
    pub fn first<'a>(&'a self, identity: &'a str) -> &'a str {
        self.firsts.get(identity).map_or(identity, String::as_str)
    }
}
