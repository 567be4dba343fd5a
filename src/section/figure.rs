//! A figure of a sheet, in any kind of section.

use ecow::EcoString;

use crate::form::Measure;
use crate::section::cell::Cell;
use crate::terms::year::FiscalYear;

/// A figure of a sheet, or the word in its place.
#[derive(Debug, Clone)]
pub struct Figure<'a> {
    /// Index of its section in the form.
    pub section: usize,
    /// Its address in the section: row and column, name of a field, or entry and field.
    pub parts: Vec<EcoString>,
    /// Its unit; `None` for a chosen word.
    pub measure: Option<Measure>,
    /// The year of its column.
    pub year: Option<FiscalYear>,
    /// Its cell.
    pub cell: &'a Cell,
}
