//! Context of a section: its sheet, the desk of the page, and the sheet's place among others.

use crate::model::Model;
use crate::model::evaluation::{At, Evaluation, Sheet};
use crate::report::desk::Desk;
use crate::report::page::PrintedValue;
use crate::section::fields::Entry;

/// A sheet while its page is built.
pub(super) struct Showing<'a, 'd> {
    pub(super) sheet: &'a Sheet,
    pub(super) desk: &'a mut Desk<'d>,
    pub(super) standing: Standing<'a>,
}

/// The place of a sheet, used to show others: 下位, the same indicators in other years.
#[derive(Clone, Copy)]
pub(crate) struct Standing<'a> {
    /// The model.
    pub(crate) model: &'a Model,
    /// Its year.
    pub(crate) year: &'a Evaluation,
    /// Index of its level.
    pub(crate) level: usize,
    /// Its index in that level.
    pub(crate) place: usize,
}

impl Standing<'_> {
    /// Its address among all years.
    pub(crate) fn at(&self) -> At {
        let year = self.model.evaluations.iter().position(|year| year.dir == self.year.dir);
        [year.unwrap_or_default(), self.level, self.place]
    }
}

impl Showing<'_, '_> {
    /// A value; `parts` is its address below its section.
    pub(super) fn value(&mut self, section: &str, parts: &[&str], entry: &Entry) -> PrintedValue {
        self.value_of(self.sheet, section, parts, entry)
    }
}
