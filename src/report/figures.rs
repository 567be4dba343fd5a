//! All that is recorded of a model: its facts, and the rows of the open data.

use crate::report::data::Data;
use crate::report::facts::Fact;
use crate::report::ledger::Ledger;

/// Every figure of a model, recorded: what any page is made from.
#[derive(Debug, Clone)]
pub struct Figures {
    pub(crate) ledger: Ledger,
    pub(crate) data: Data,
}

impl Figures {
    /// The rows of the open data.
    #[must_use]
    pub fn data(&self) -> &Data {
        &self.data
    }

    /// The fact of an id.
    #[must_use]
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.ledger.get(id)
    }

    /// Every fact, by id.
    #[must_use]
    pub fn facts(&self) -> Vec<&Fact> {
        self.ledger.all()
    }
}
