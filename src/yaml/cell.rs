//! A cell as written: a number, a bound, a word for its absence, possibly in brackets. Text in, meaning out; shared
//! by checking and reading.

use rust_decimal::Decimal;

use crate::yaml::bound::{self, Bound};
use crate::yaml::number::{NumberProblem, decimal};

/// Value of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A number.
    Number(Decimal),
    /// `800以上`
    Bound(Bound),
    /// A mark of the form, a reason, 空欄.
    Absent,
}

/// Parses a cell. The second value is true for brackets (暫定). `absent` knows the words for a missing value, `minus`
/// is the form's sign of negative numbers.
///
/// # Errors
/// Why the text is not a number.
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
    // A valid number is taken as such, whatever the form's minus sign is.
    if let Ok(cell) = figure(bare) {
        return Ok((cell, inner.is_some()));
    }
    let signed = minus.map(|mark| bare.replace(mark, "-"));
    let plain = signed.as_deref().filter(|number| !number.starts_with("--")).unwrap_or(bare);
    figure(plain).map(|cell| (cell, inner.is_some())).map_err(|problem| {
        // The problem of the whole text, not of its inside.
        let own = if inner.is_some() { decimal(text).err() } else { None };
        bound::nearly(text).map_or_else(|| own.unwrap_or(problem), NumberProblem::Bound)
    })
}

/// A number or a bound, with its signs written as `-`.
fn figure(text: &str) -> Result<Cell, NumberProblem> {
    Bound::parse(text)
        .map_or_else(|| decimal(text).map(Cell::Number), |bound| Ok(Cell::Bound(bound)))
}

/// The crossed bounds of an impossible range: `3以上1以下`.
#[must_use]
pub fn crossed(text: &str, minus: Option<&str>) -> Option<[String; 2]> {
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let plain = inner.unwrap_or(text);
    let bounds = Bound::crossed(plain).or_else(|| Bound::crossed(&plain.replace(minus?, "-")))?;
    Some(bounds.map(|number| number.to_string()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
        let both = Bound::parse("-5以上-1以下").unwrap();
        assert_eq!(read("▲5以上▲1以下"), Ok((Cell::Bound(both), false)));
        // A digit cannot be a minus sign.
        assert_eq!(parse("90000", &|_| false, Some("9")), Ok((number("90000"), false)));
        // A mark that is also the minus sign means a missing value when it stands alone.
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

    /// A number as written, with its sign.
    fn number() -> impl Strategy<Value = (String, Decimal)> {
        let decimal = (-99_999_i64..=99_999, 0_u32..=3);
        decimal
            .prop_map(|(units, places)| Decimal::new(units, places))
            .prop_map(|one| (one.to_string(), one))
    }

    proptest! {
        /// Any sign, with or without brackets, gives the same number, whatever the form's minus sign.
        #[test]
        fn a_number_is_read_in_every_spelling((text, value) in number(), mark in "[▲△－0-9.(-]|マイナス") {
            let own = |text: &str| parse(text, &|_| false, Some(&mark));
            let bracketed = format!("({text})");
            prop_assert_eq!(own(&text), Ok((Cell::Number(value), false)));
            prop_assert_eq!(own(&bracketed), Ok((Cell::Number(value), true)));
            if let Some(rest) = text.strip_prefix('-').filter(|_| !mark.is_ascii()) {
                prop_assert_eq!(own(&format!("{mark}{rest}")), Ok((Cell::Number(value), false)));
                prop_assert_eq!(own(&format!("({mark}{rest})")), Ok((Cell::Number(value), true)));
            }
        }

        /// The form's minus sign may precede each number of a bound.
        #[test]
        fn a_bound_is_read_in_every_spelling((low, from) in number(), (high, to) in number(), two in any::<bool>()) {
            let plain = if two { format!("{low}超{high}以下") } else { format!("{low}超") };
            let bound = Bound::parse(&plain);
            prop_assert_eq!(bound.is_some(), !two || from < to);
            for text in [plain.replace('-', "▲"), plain] {
                let bracketed = format!("({text})");
                let Some(bound) = bound.clone() else {
                    prop_assert!(read(&text).is_err());
                    prop_assert!(crossed(&text, Some("▲")).is_some());
                    continue;
                };
                prop_assert_eq!(read(&text), Ok((Cell::Bound(bound.clone()), false)));
                prop_assert_eq!(read(&bracketed), Ok((Cell::Bound(bound), true)));
            }
        }

        #[test]
        fn a_word_for_nothing_is_never_a_number(text in "[▲－0-9.()空欄 ]{0,6}|\\PC{0,8}") {
            let absent = parse(&text, &|_| true, Some("▲"));
            prop_assert_eq!(absent, Ok((Cell::Absent, false)));
            if let Ok((Cell::Number(_) | Cell::Bound(_), bracketed)) = read(&text) {
                prop_assert!(text.contains(|c: char| c.is_ascii_digit()));
                prop_assert_eq!(bracketed, text.starts_with('('));
            }
        }
    }
}
