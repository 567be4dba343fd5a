//! A cell of a declared form as it is written: a number, a bound, a word for its absence, brackets around it. Text in,
//! what it says out; the same for checking and for reading.

use rust_decimal::Decimal;

use crate::yaml::bound::{self, Bound};
use crate::yaml::number::{NumberProblem, decimal};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A number.
    Number(Decimal),
    /// `800以上`
    Bound(Bound),
    /// A mark of the form, a reason, 空欄.
    Absent,
}

/// Reads a cell. True in second place where it stood in brackets (暫定). `absent` knows the words for a value that is
/// not there, `minus` is what the form puts before negative numbers.
///
/// # Errors
/// What was written instead of a number.
pub fn parse(
    text: &str,
    absent: &dyn Fn(&str) -> bool,
    minus: Option<&str>,
) -> Result<(Cell, bool), NumberProblem> {
    if absent(text) {
        return Ok((Cell::Absent, false));
    }
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let bare = inner.unwrap_or(text);
    let signed = minus.and_then(|mark| bare.strip_prefix(mark)).map(|rest| format!("-{rest}"));
    let plain = signed.as_deref().filter(|number| !number.starts_with("--")).unwrap_or(bare);
    if let Some(bound) = Bound::parse(plain) {
        return Ok((Cell::Bound(bound), inner.is_some()));
    }
    match decimal(plain) {
        Ok(number) => Ok((Cell::Number(number), inner.is_some())),
        // The problem of the text as it stands, not of what is left of it.
        Err(problem) => {
            let own = if inner.is_some() { decimal(text).err() } else { None };
            Err(bound::nearly(text).map_or_else(|| own.unwrap_or(problem), NumberProblem::Bound))
        }
    }
}

/// The two bounds of a range that no figure can be within: `3以上1以下`.
#[must_use]
pub fn crossed(text: &str, minus: Option<&str>) -> Option<[String; 2]> {
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let plain = inner.unwrap_or(text);
    let plain = minus.map_or_else(|| plain.to_owned(), |mark| plain.replace(mark, "-"));
    Bound::crossed(&plain).map(|bounds| bounds.map(|number| number.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(Cell, bool), NumberProblem> {
        parse(text, &|word| matches!(word, "空欄" | "－" | "▲"), Some("▲"))
    }

    #[test]
    fn cells_are_read_as_on_paper() {
        let number = |text: &str| Cell::Number(decimal(text).unwrap());
        assert_eq!(read("0.60"), Ok((number("0.60"), false)));
        assert_eq!(read("(640)"), Ok((number("640"), true)));
        assert_eq!(read("▲240"), Ok((number("-240"), false)));
        assert_eq!(read("(▲2.5)"), Ok((number("-2.5"), true)));
        assert_eq!(read("-93"), Ok((number("-93"), false)));
        assert_eq!(read("－"), Ok((Cell::Absent, false)));
        // A mark that is the sign of negative numbers, too, alone means no number.
        assert_eq!(read("▲"), Ok((Cell::Absent, false)));
        assert!(matches!(read("600以上"), Ok((Cell::Bound(_), false))));
        assert!(matches!(read("(600以上)"), Ok((Cell::Bound(_), true))));
    }

    #[test]
    fn a_range_without_anything_in_it_is_told_from_what_is_no_range() {
        let told = |text: &str| crossed(text, Some("▲"));
        assert_eq!(told("3以上1以下"), Some(["3".to_owned(), "1".to_owned()]));
        assert_eq!(told("(2超▲2.0未満)"), Some(["2".to_owned(), "-2.0".to_owned()]));
        assert_eq!((told("1以上3以下"), told("3以下1以上"), told("3以上")), (None, None, None));
    }

    #[test]
    fn what_is_no_cell_is_told_as_a_number_is() {
        assert_eq!(read("約600"), Err(NumberProblem::Words));
        assert_eq!(read("（640）"), Err(NumberProblem::Brackets("640".to_owned())));
        assert_eq!(read("４７００"), Err(NumberProblem::Wide("4700".to_owned())));
        assert_eq!(read("79.5 以上"), Err(NumberProblem::Bound("79.5以上".to_owned())));
        assert!(read("▲-5").is_err() && read("()").is_err() && read("((5))").is_err());
    }
}
