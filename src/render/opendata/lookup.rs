//! Looks up facts for the rows of tables.

use super::table::{Cell, number, text};
use super::units::unit_code;
use crate::fault;
use crate::report::{Fact, Figures, anchor, facts};

/// Facts by id.
#[derive(Clone, Copy)]
pub(super) struct Lookup<'a> {
    pub(super) figures: &'a Figures,
}

impl<'a> Lookup<'a> {
    /// The fact of an id. Rows name recorded facts only.
    pub(super) fn fact(self, id: &str) -> &'a Fact {
        let what = || fault::broken(&format!("表の行の数値「{id}」が記録されていません"));
        self.figures.fact(id).unwrap_or_else(what)
    }

    /// The fact of an id, where a row has one: a correction of words has none.
    pub(super) fn named(self, id: &str) -> Option<&'a Fact> {
        (!id.is_empty()).then(|| self.fact(id))
    }

    /// `value,status,unit_code,note_id` of a fact.
    pub(super) fn value(self, id: &str) -> [Cell<'a>; 4] {
        let fact = self.fact(id);
        [number(fact.value), text(fact.status), text(unit_code(&fact.unit)), text(note_ids(fact))]
    }

    /// `unit,alternative_value,fact_id,note` of a fact.
    pub(super) fn more<'b>(self, id: &'b str) -> [Cell<'b>; 4]
    where
        'a: 'b,
    {
        let fact = self.fact(id);
        let notes = fact.notes().concat();
        [text(&*fact.unit), number(fact.alternative()), text(id), text(notes)]
    }

    /// `lower,upper,words` of a fact: values other than a single number.
    pub(super) fn other_forms(self, id: &str) -> [Cell<'a>; 3] {
        let fact = self.fact(id);
        let [low, high] = fact.limits();
        let words = if fact.status == facts::WORDS { &*fact.text } else { "" };
        [number(low), number(high), text(words)]
    }

    /// `value_state,expected,value_fy` of a fact.
    pub(super) fn standing(self, id: &str) -> [Cell<'a>; 3] {
        self.fact(id).standing().map(text)
    }

    /// Origin of the figure of a fact.
    pub(super) fn origin(self, id: &str) -> &'static str {
        self.fact(id).origin.code()
    }
}

/// Addresses of the notes, from the root of the site, separated by spaces.
fn note_ids(fact: &Fact) -> String {
    let addresses = fact.notes().iter();
    let addresses = addresses.map(|note| format!("{}#{}", fact.page, anchor(note)));
    addresses.collect::<Vec<_>>().join(" ")
}
