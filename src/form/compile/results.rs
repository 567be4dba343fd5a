//! Whose results a sheet states, and who says so.

use crate::terms::year::FiscalYear;

/// Who says whose results a sheet states, and of which year they are: columns are called by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Results {
    /// `evaluation.yaml`
    OfYear(FiscalYear),
    /// The sheet itself, in a folder that is no year; `None` where it says none.
    OfSheet(Option<FiscalYear>),
    /// Not known: for editors.
    Unknown,
}

impl Results {
    /// The year, where one is known.
    #[must_use]
    pub fn year(self) -> Option<FiscalYear> {
        match self {
            Self::OfYear(year) => Some(year),
            Self::OfSheet(year) => year,
            Self::Unknown => None,
        }
    }
}
