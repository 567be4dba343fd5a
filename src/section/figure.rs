//! A figure of a sheet, whatever kind of section it stands in.

use ecow::EcoString;

use crate::form::Measure;
use crate::section::cell::Cell;
use crate::terms::year::FiscalYear;

/// A figure of a sheet, or a word in the place of one.
#[derive(Debug, Clone)]
pub struct Figure<'a> {
    /// Its section, by its place in the form.
    pub section: usize,
    /// What it is called in its section: row and column, the name of a field, entry and field.
    pub parts: Vec<EcoString>,
    /// What it is measured in; `None` for a word that was chosen.
    pub measure: Option<Measure>,
    /// The year that its column is about.
    pub year: Option<FiscalYear>,
    /// What stands there.
    pub cell: &'a Cell,
}
