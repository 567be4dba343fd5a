//! Bounds as written, `800以上`, `20未満`, `60以上80以下`: text in, exact bounds out.

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use crate::yaml::number::{decimal, plainly};

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

/// Words for the sides.
const SIDES: [(&str, Side); 4] =
    [("以上", Side::AtLeast), ("以下", Side::AtMost), ("未満", Side::Below), ("超", Side::Above)];

impl Side {
    /// As written.
    #[must_use]
    pub fn word(self) -> &'static str {
        SIDES.iter().find(|(_, own)| *own == self).map_or("", |(word, _)| word)
    }
}

/// One bound, or the two ends of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The first.
    pub first: (Decimal, Side),
    /// The second: the first is a lower bound, this one an upper one.
    pub second: Option<(Decimal, Side)>,
}

impl Bound {
    /// Reads a bound; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::read(text).filter(|one| one.second.is_none_or(|(high, _)| one.first.0 < high))
    }

    /// The numbers of a range whose lower bound is above its upper one.
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

    /// The first of its numbers that a number violates.
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
            write!(f, "{number}{}", side.word())?;
        }
        Ok(())
    }
}

/// A number with its side, and the rest.
fn side(text: &str) -> Option<((Decimal, Side), &str)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-')))?;
    let (number, rest) = text.split_at(end);
    let (word, side) = SIDES.into_iter().find(|(word, _)| rest.starts_with(word))?;
    Some(((decimal(number).ok()?, side), &rest[word.len()..]))
}

/// Other words for the sides; longer ones first where they share a prefix.
const OTHER_WORDS: [(&str, Side); 14] = [
    ("以上", Side::AtLeast),
    ("以下", Side::AtMost),
    ("未満", Side::Below),
    ("を超える", Side::Above),
    ("を超", Side::Above),
    ("超え", Side::Above),
    ("超", Side::Above),
    ("より大きい", Side::Above),
    ("より多い", Side::Above),
    ("より高い", Side::Above),
    ("を下回る", Side::Below),
    ("より小さい", Side::Below),
    ("より少ない", Side::Below),
    ("より低い", Side::Below),
];

/// Signs before a number.
const SIGNS: [(&str, Side); 10] = [
    (">=", Side::AtLeast),
    ("=>", Side::AtLeast),
    ("≧", Side::AtLeast),
    ("≥", Side::AtLeast),
    ("<=", Side::AtMost),
    ("=<", Side::AtMost),
    ("≦", Side::AtMost),
    ("≤", Side::AtMost),
    (">", Side::Above),
    ("<", Side::Below),
];

/// Correct spelling of a near bound: `79.5 以上`, `≧79.5`, `８０％以上`, `80以上～90以下`. `None` where the text says more, or
/// where the number is not to be taken literally (`8割以上`).
#[must_use]
pub fn nearly(text: &str) -> Option<String> {
    let half: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let half: String =
        half.chars().map(|c| if matches!(c, '−' | '▲' | '△') { '-' } else { c }).collect();
    if let Some(inner) = half.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return nearly(inner)
            .or_else(|| Bound::parse(inner).map(|_| inner.to_owned()))
            .map(|inner| format!("({inner})"));
    }
    let (mut rest, mut found) = (half.as_str(), String::new());
    while !rest.is_empty() {
        rest = rest.trim_start_matches(['~', '〜', '、', ',']);
        let sign = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign));
        let (number, behind) = number(&rest[sign.map_or(0, |(sign, _)| sign.len())..])?;
        let (side, behind) = if let Some((_, side)) = sign {
            (*side, past_unit(behind, |rest| rest.is_empty().then_some(rest))?)
        } else {
            let mut side = None;
            let behind = past_unit(behind, |rest| {
                let (word, own) = OTHER_WORDS.iter().find(|(word, _)| rest.starts_with(word))?;
                side = Some(*own);
                Some(&rest[word.len()..])
            })?;
            (side?, behind)
        };
        found.extend([number.as_str(), side.word()]);
        rest = behind;
    }
    (found != text && Bound::parse(&found).is_some()).then_some(found)
}

/// The number at the start of a text, in plain form, and the rest.
fn number(text: &str) -> Option<(String, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '-')));
    let (number, rest) = text.split_at(end.unwrap_or(text.len()));
    Some((plainly(number)?, rest))
}

/// Longest unit between a number and its side.
const UNIT: usize = 4;

/// Applies `wanted` to a text after its unit; a unit that scales the number does not count.
fn past_unit<'t>(
    text: &'t str,
    mut wanted: impl FnMut(&'t str) -> Option<&'t str>,
) -> Option<&'t str> {
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    for end in ends.take(UNIT + 1) {
        if text[..end].contains(|c: char| c.is_ascii_digit() || "割分厘十百千万億兆".contains(c))
        {
            return None;
        }
        if let Some(rest) = wanted(&text[end..]) {
            return Some(rest);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_nearly_a_bound_is_written_as_one() {
        for (text, bound) in [
            ("79.5 以上", "79.5以上"),
            ("≧79.5", "79.5以上"),
            ("８０以上", "80以上"),
            ("1,000人以上", "1000以上"),
            ("＜２０％", "20未満"),
            ("80を超える", "80超"),
            ("60 以上 80 以下", "60以上80以下"),
            ("60以上～80未満", "60以上80未満"),
            ("（79.5 以上）", "(79.5以上)"),
            ("▲5以上", "-5以上"),
        ] {
            assert_eq!(nearly(text).as_deref(), Some(bound), "{text}");
        }
        for text in
            ["8割以上", "3千人以上", "80以上を維持", "約80", "80", "80以上60以下", "以上", ""]
        {
            assert_eq!(nearly(text), None, "{text}");
        }
    }

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

    fn figure() -> impl Strategy<Value = Decimal> {
        (-9_999_i64..=9_999, 0_u32..=2).prop_map(|(units, places)| Decimal::new(units, places))
    }

    /// Reference for the test: whether a number is on a side of another.
    fn within(word: &str, number: Decimal, of: Decimal) -> bool {
        match word {
            "以上" => number >= of,
            "以下" => number <= of,
            "未満" => number < of,
            "超" => number > of,
            _ => unreachable!(),
        }
    }

    proptest! {
        #[test]
        fn a_bound_holds_what_its_words_say(low in figure(), high in figure(), number in figure(), which in 0_usize..4) {
            let (word, side) = SIDES[which];
            for number in [number, low] {
                let text = format!("{low}{word}");
                let bound = Bound::parse(&text).unwrap();
                prop_assert_eq!(&bound, &Bound { first: (low, side), second: None });
                prop_assert_eq!(bound.to_string(), text);
                prop_assert_eq!(bound.holds(number), within(word, number, low));
            }
            for (up, down) in [("以上", "以下"), ("以上", "未満"), ("超", "以下"), ("超", "未満")] {
                let text = format!("{low}{up}{high}{down}");
                let Some(bound) = Bound::parse(&text) else {
                    // The ends of a range are crossed or equal.
                    prop_assert!(low >= high);
                    prop_assert_eq!(Bound::crossed(&text), Some([low, high]));
                    continue;
                };
                prop_assert!(low < high);
                prop_assert_eq!(bound.to_string(), text);
                for number in [number, low, high] {
                    let held = within(up, number, low) && within(down, number, high);
                    prop_assert_eq!(bound.holds(number), held);
                    prop_assert_eq!(bound.missed(number).is_none(), held);
                }
            }
        }

        /// A suggestion is a bound with the text's numbers, and a valid bound gets none.
        #[test]
        fn what_is_offered_is_a_bound(
            text in "(約|≧|＜|（|\\()?[0-9０-９.,▲\\-]{1,5} ?[人％]{0,2}(以上|以下|未満|を超える|より多い)?[～、]?([0-9]{1,3}(以下|未満))?(）|\\))?|\\PC{0,10}"
        ) {
            if let Some(offered) = nearly(&text) {
                let inner = offered.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
                let bound = Bound::parse(inner.unwrap_or(&offered));
                prop_assert!(bound.is_some(), "{} {}", text, offered);
                prop_assert!(Bound::parse(&text).is_none(), "{} {}", text, offered);
                let half: String = text.nfkc().filter(char::is_ascii_digit).collect();
                let own: String = offered.chars().filter(char::is_ascii_digit).collect();
                prop_assert_eq!(half, own);
            }
        }

        #[test]
        fn what_is_read_as_a_bound_is_written_as_one(text in "[0-9.\\-以上下未満超]{0,12}") {
            if let Some(bound) = Bound::parse(&text) {
                let written = bound.to_string();
                let read = Bound::parse(&written);
                prop_assert_eq!(read.as_ref(), Some(&bound));
                // -0 is 0.
                let mut numbers = std::iter::once(&bound.first).chain(&bound.second);
                if !numbers.any(|(number, _)| number.is_zero()) {
                    prop_assert_eq!(written, text);
                }
            }
        }
    }
}
