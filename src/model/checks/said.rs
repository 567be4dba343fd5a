//! Years as spelled in messages.

use crate::sheet::value::At;
use crate::terms::year::FiscalYear;

/// A year for a message: 令和元年度.
pub(super) fn spoken(year: FiscalYear) -> String {
    format!("{}年度", year.short())
}

/// A year counted as on the sheet: 2021年度 where it has 2021.
pub(super) fn as_counted(year: FiscalYear, written: Option<&At>) -> String {
    let western = written.is_some_and(|at| at.text.starts_with(|c: char| c.is_ascii_digit()));
    if western { format!("{}年度", year.0) } else { spoken(year) }
}

/// A year as written on the sheet: 2022年度, 平成34年度.
pub(super) fn as_written(text: &str) -> String {
    format!("{}年度", text.trim().trim_end_matches("年度"))
}
