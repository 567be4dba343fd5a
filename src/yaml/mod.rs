//! YAML text -> tree with the place of every value, and its problems according to a schema. Knows how values are
//! written; knows no form and nothing of what the values mean.

pub(crate) mod address;
pub mod bound;
pub mod cell;
pub mod check;
pub mod lg_code;
pub mod node;
pub mod number;

use crate::terms::year::FiscalYear;

/// A year as declared by a form: an offset from 実績年度, or a fixed year.
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
    // A second sign would be parsed as part of the number.
    let number = digits.parse::<i16>().ok().filter(|n| (1..=20).contains(n))?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(Ok(if rest.starts_with('-') { -number } else { number }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn years_after_the_results_are_read(after in 1_i16..40) {
            for (sign, number) in [("+", after), ("-", -after)] {
                let read = form_year(&format!("実績年度{sign}{after}"));
                prop_assert_eq!(read, (after <= 20).then_some(Ok(number)));
            }
            let fixed = FiscalYear(2000 + after);
            prop_assert_eq!(form_year(&fixed.short()), Some(Err(fixed)));
        }

        #[test]
        fn what_is_no_year_of_a_form_is_none(rest in "[+\\-0-9年度 ]{0,4}|\\PC{1,4}") {
            match form_year(&format!("実績年度{rest}")) {
                Some(Ok(0)) => prop_assert_eq!(rest, ""),
                Some(Ok(after)) => {
                    let read: i16 = rest.parse().unwrap();
                    prop_assert_eq!((read, after.abs() <= 20), (after, true));
                }
                Some(Err(_)) => return Err(TestCaseError::fail(rest)),
                None => {}
            }
        }
    }
}
