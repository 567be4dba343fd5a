//! What a section is shown with: its sheet, the desk of the page, and where the sheet stands among others.

use crate::model::Model;
use crate::model::evaluation::{At, Evaluation, Sheet};
use crate::report::desk::Desk;
use crate::report::page::Held;
use crate::section::fields::Entry;

/// A sheet on its way to its page.
pub(super) struct Showing<'a, 'd> {
    pub(super) sheet: &'a Sheet,
    pub(super) desk: &'a mut Desk<'d>,
    pub(super) standing: Standing<'a>,
}

/// Where a sheet stands, for what it shows of others: 下位, the same indicators in other years.
#[derive(Clone, Copy)]
pub(crate) struct Standing<'a> {
    /// Everything.
    pub(crate) model: &'a Model,
    /// Its year.
    pub(crate) year: &'a Evaluation,
    /// Its level, by its place there.
    pub(crate) level: usize,
    /// Its own place in that level.
    pub(crate) place: usize,
}

impl Standing<'_> {
    /// The sheet among all years.
    pub(crate) fn at(&self) -> At {
        let year = self.model.evaluations.iter().position(|year| year.dir == self.year.dir);
        [year.unwrap_or_default(), self.level, self.place]
    }
}

impl Showing<'_, '_> {
    /// A value; `parts` say where it stands below its section.
    pub(super) fn held(&mut self, section: &str, parts: &[&str], entry: &Entry) -> Held {
        self.held_by(self.sheet, section, parts, entry)
    }
}
