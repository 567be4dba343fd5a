//! Bounds as they are written, `800以上`, `20未満`, `60以上80以下`: text in, exact bounds out.

use rust_decimal::Decimal;

use crate::yaml::number::decimal;

/// A side of a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// 以上
    AtLeast,
    /// 以下
    AtMost,
    /// 未満
    Below,
    /// 超
    Above,
}

/// The words of the sides.
const SIDES: [(&str, Side); 4] =
    [("以上", Side::AtLeast), ("以下", Side::AtMost), ("未満", Side::Below), ("超", Side::Above)];

/// One bound, or two that a figure lies between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The first.
    pub first: (Decimal, Side),
    /// The second: the first goes up from a number, this one down.
    pub second: Option<(Decimal, Side)>,
}

impl Bound {
    /// Reads a bound; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::read(text).filter(|one| one.second.is_none_or(|(high, _)| one.first.0 < high))
    }

    /// The numbers of a range that would be one if its lower bound were below its upper one.
    #[must_use]
    pub fn crossed(text: &str) -> Option<[Decimal; 2]> {
        let Self { first: (low, _), second } = Self::read(text)?;
        second.map(|(high, _)| [low, high]).filter(|_| Self::parse(text).is_none())
    }

    fn read(text: &str) -> Option<Self> {
        let (first, rest) = side(text)?;
        if rest.is_empty() {
            return Some(Self { first, second: None });
        }
        let (second, rest) = side(rest)?;
        let (up, down) = (
            matches!(first.1, Side::AtLeast | Side::Above),
            matches!(second.1, Side::AtMost | Side::Below),
        );
        (rest.is_empty() && up && down).then_some(Self { first, second: Some(second) })
    }

    /// True for a number within it.
    #[must_use]
    pub fn holds(&self, number: Decimal) -> bool {
        self.missed(number).is_none()
    }

    /// The first of its numbers on whose wrong side a number is.
    #[must_use]
    pub fn missed(&self, number: Decimal) -> Option<Decimal> {
        let within = |(bound, side): &&(Decimal, Side)| match side {
            Side::AtLeast => number >= *bound,
            Side::AtMost => number <= *bound,
            Side::Below => number < *bound,
            Side::Above => number > *bound,
        };
        let mut all = std::iter::once(&self.first).chain(&self.second);
        all.find(|one| !within(one)).map(|(bound, _)| *bound)
    }
}

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (number, side) in std::iter::once(&self.first).chain(&self.second) {
            let word = SIDES.iter().find(|(_, own)| own == side).map_or("", |(word, _)| word);
            write!(f, "{number}{word}")?;
        }
        Ok(())
    }
}

/// A number with its side, and what follows.
fn side(text: &str) -> Option<((Decimal, Side), &str)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-')))?;
    let (number, rest) = text.split_at(end);
    let (word, side) = SIDES.into_iter().find(|(word, _)| rest.starts_with(word))?;
    Some(((decimal(number).ok()?, side), &rest[word.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_read_as_written() {
        let number = |n: i64| Decimal::from(n);
        let one = Bound::parse("800以上").unwrap();
        assert!(one.holds(number(800)) && !one.holds(number(799)));
        let one = Bound::parse("15未満").unwrap();
        assert!(one.holds(number(14)) && !one.holds(number(15)));
        let two = Bound::parse("60以上80以下").unwrap();
        assert!(two.holds(number(60)) && two.holds(number(80)) && !two.holds(number(81)));
        let grade = Bound::parse("-0.5超1.5未満").unwrap();
        assert!(grade.holds(number(1)) && !grade.holds(number(2)));
    }

    #[test]
    fn what_is_no_bound_is_none() {
        for text in [
            "800",
            "以上",
            "約600以上",
            "80以上60以下",
            "60以下80以上",
            "60以上80",
            "60以上 80以下",
            "６０以上",
            "1,000以上",
            "60以上80以下90未満",
            "012以上",
            "",
        ] {
            assert_eq!(Bound::parse(text), None, "{text}");
        }
    }
}
