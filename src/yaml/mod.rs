//! YAML text -> tree with the place of every value, and what is wrong in it along a schema. Knows how values are
//! written; knows no form and nothing of what the values mean.

pub(crate) mod address;
pub mod bound;
pub mod cell;
pub mod check;
pub mod lg_code;
pub mod node;
pub mod number;

use crate::terms::year::FiscalYear;

/// A year as a form declares it: so many years after 実績年度, or a fixed one.
///
/// The inner `Err` holds a fixed year.
#[must_use]
pub fn form_year(text: &str) -> Option<Result<i16, FiscalYear>> {
    let Some(rest) = text.strip_prefix("実績年度") else {
        return FiscalYear::parse(text).ok().map(|(year, _)| Err(year));
    };
    if rest.is_empty() {
        return Some(Ok(0));
    }
    let digits = rest.strip_prefix(['+', '-'])?;
    // A second sign would be read as part of the number.
    let number = digits.parse::<i16>().ok().filter(|n| (1..=20).contains(n))?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(Ok(if rest.starts_with('-') { -number } else { number }))
}
