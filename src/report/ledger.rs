//! Facts by id: those that are being recorded, over the finished ones of each policy. Knows no page.

#![expect(
    clippy::disallowed_types,
    reason = "the places of sheets are looked up for every figure on every page, and never walked"
)]

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::model::quantity::Conversion;
use crate::report::facts::Fact;
use crate::report::part::Part;

/// The facts by id. Each is recorded once; pages only show them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ledger {
    own: BTreeMap<String, Fact>,
    below: Below,
}

/// The facts of the policies, and whose they are: `h25.52` to the place of its policy.
#[derive(Debug, Clone, Default)]
struct Below {
    parts: Arc<[Arc<Part>]>,
    sheets: Arc<HashMap<String, usize>>,
}

impl Below {
    fn get(&self, id: &str) -> Option<&Fact> {
        let (year, rest) = id.split_once('.')?;
        let code = rest.split('.').next()?;
        let place = self.sheets.get(&id[..year.len() + 1 + code.len()])?;
        self.parts.get(*place)?.fact(id)
    }
}

impl Ledger {
    /// A ledger over the finished facts of policies.
    pub(crate) fn over(parts: &[Arc<Part>]) -> Self {
        let places = parts.iter().enumerate();
        let sheets = places.flat_map(|(place, part)| {
            let ids = part.tallies.iter().map(|tally| tally.sheet.clone());
            ids.map(move |id| (id, place))
        });
        Self {
            own: BTreeMap::new(),
            below: Below {
                sheets: Arc::new(sheets.collect()),
                parts: parts.into(),
            },
        }
    }

    /// Records a fact.
    pub(crate) fn record(&mut self, fact: Fact) {
        let id = fact.id.clone();
        let before = self.own.insert(id, fact);
        debug_assert!(
            before
                .as_ref()
                .is_none_or(|before| self.own[&before.id].text == before.text),
            "two texts for one fact: {before:?}"
        );
    }

    /// Records a fact, and the same in the unit people say.
    pub(crate) fn record_both(&mut self, fact: Fact, conversion: Option<&Conversion>) {
        if let Some(shown) = conversion.and_then(|conversion| fact.converted(conversion)) {
            self.record(shown);
        }
        self.record(fact);
    }

    /// Puts a note on a fact that is being recorded, and on the same in the unit people say.
    pub(crate) fn annotate(&mut self, id: &str, note: &str) {
        for id in [id.to_owned(), format!("{id}.shown")] {
            if let Some(fact) = self.own.remove(&id) {
                self.own.insert(id, fact.noted([note.to_owned()]));
            }
        }
    }

    /// The fact of an id.
    pub(crate) fn get(&self, id: &str) -> Option<&Fact> {
        self.below.get(id).or_else(|| self.own.get(id))
    }

    /// The fact of an id in the unit people say, where there is one.
    pub(crate) fn said(&self, id: &str) -> Option<&Fact> {
        self.get(&format!("{id}.shown")).or_else(|| self.get(id))
    }

    /// All facts, by id.
    pub(crate) fn all(&self) -> Vec<&Fact> {
        let parts = self.below.parts.iter().flat_map(|part| &part.facts);
        let mut all: Vec<&Fact> = parts.chain(self.own.values()).collect();
        all.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        all
    }

    /// The facts that were recorded here, by id.
    pub(crate) fn into_own(self) -> Vec<Fact> {
        self.own.into_values().collect()
    }
}
