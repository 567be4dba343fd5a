//! Ids of facts: year, sheet, section, row, column, year of the figure, series, as in `h25.52.成果指標.製造品出荷額等.実績.平成24`.
//! The only place that builds or parses an id.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::terms::year::FiscalYear;

/// Separator of the parts of an id.
const POINT: char = '.';

/// Escapes a point in a name, itself, and a name that is a reserved word.
const ESCAPE: char = '\\';

/// Suffix of the id of a figure in the converted unit.
pub const SHOWN: &str = ".換算";

/// First part of the ids of handouts.
pub const HANDOUTS: &str = "handouts";

/// Name of a sum of rows.
pub const TOTAL: &str = "合計";

/// Section of the counts of a year.
pub const COUNTS: &str = "集計";

/// Name of the counts over all levels of a year.
pub const ALL_SHEETS: &str = "全ての票";

/// Section of the corrections of a sheet.
pub const CORRECTIONS: &str = "訂正";

/// Reserved words in places where names may stand.
const WORDS: [&str; 7] = ["換算", TOTAL, COUNTS, CORRECTIONS, ALL_SHEETS, "回答者数", "割合"];

/// A part of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// A word of the form or of the program.
    Word(&'a str),
    /// A name given by people: any text.
    Name(&'a str),
    /// A year in its era: 令和元 even where 平成31 was written.
    Year(FiscalYear),
}

/// Appends parts to an id.
#[must_use]
pub fn under(head: &str, parts: &[Part<'_>]) -> String {
    let mut id = head.to_owned();
    for part in parts {
        if !id.is_empty() {
            id.push(POINT);
        }
        match part {
            Part::Word(word) => id.push_str(word),
            Part::Name(name) => id.push_str(&escaped(name)),
            Part::Year(year) => id.push_str(&era(*year)),
        }
    }
    id
}

/// Appends the spelled part `own` to `head`.
#[must_use]
pub fn below(head: &str, own: &str) -> String {
    format!("{head}{POINT}{own}")
}

/// A name normalised for comparison: equivalent Unicode spellings of one text are equal.
#[must_use]
pub fn name(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if unicode_normalization::is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

fn escaped(text: &str) -> Cow<'_, str> {
    let text = name(text);
    if WORDS.contains(&&*text) {
        return Cow::Owned(format!("{ESCAPE}{text}"));
    }
    if !text.contains([POINT, ESCAPE]) {
        return text;
    }
    let mut spelled = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        if matches!(c, POINT | ESCAPE) {
            spelled.push(ESCAPE);
        }
        spelled.push(c);
    }
    Cow::Owned(spelled)
}

/// `平成24`, `令和元`
fn era(year: FiscalYear) -> String {
    match year.era() {
        (era, 1) => format!("{era}元"),
        (era, number) => format!("{era}{number}"),
    }
}

/// Splits an id into its parts, as spelled.
#[must_use]
pub fn parts(id: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut after_escape = false;
    for (place, c) in id.char_indices() {
        if c == POINT && !after_escape {
            parts.push(&id[start..place]);
            start = place + POINT.len_utf8();
        }
        after_escape = c == ESCAPE && !after_escape;
    }
    parts.push(&id[start..]);
    parts
}

/// A part without its escapes.
#[must_use]
pub fn plain(part: &str) -> String {
    let mut text = String::with_capacity(part.len());
    let mut chars = part.chars();
    while let Some(c) = chars.next() {
        text.extend(if c == ESCAPE { chars.next() } else { Some(c) });
    }
    text
}

/// The first two parts of an id, which identify its sheet: `h25.52`; `None` where it has fewer.
#[must_use]
pub fn owner(id: &str) -> Option<&str> {
    let parts = parts(id);
    let [first, second, ..] = parts.as_slice() else {
        return None;
    };
    id.get(..first.len() + POINT.len_utf8() + second.len())
}

/// The id of the same figure in the unit of the sheet.
#[must_use]
pub fn unshown(id: &str) -> &str {
    let last = parts(id).pop().filter(|last| SHOWN.strip_prefix(POINT) == Some(last));
    last.and_then(|_| id.strip_suffix(SHOWN)).unwrap_or(id)
}

/// True where two spellings mean the same part: years in any spelling, names with or without escapes.
#[must_use]
pub fn same_part(id: &str, written: &str) -> bool {
    let written = plain(written);
    let written = name(&written);
    if name(&plain(id)) == written {
        return true;
    }
    let year = |text: &str| FiscalYear::parse(text).ok().map(|(year, _)| year);
    year(id).is_some_and(|of| year(&written) == Some(of))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Section, row and column; year with series; whether it is in the converted unit.
    type Address = ([String; 3], Option<(i16, Option<String>)>, bool);

    fn spelled((names, year, shown): &Address) -> String {
        let [section, row, column] = names;
        let mut parts = vec![Part::Name(section), Part::Name(row), Part::Name(column)];
        if let Some((year, series)) = year {
            parts.push(Part::Year(FiscalYear(*year)));
            parts.extend(series.as_deref().map(Part::Name));
        }
        let id = under("h25.52", &parts);
        if *shown { format!("{id}{SHOWN}") } else { id }
    }

    fn some_name() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a.\\\\あ換算]{1,4}",
            Just("換算".to_owned()),
            Just("合計".to_owned()),
            Just("平成24".to_owned()),
            "\\PC{1,6}".prop_map(|text| name(&text).into_owned()),
        ]
        .prop_filter("names are not blank", |text| !text.trim().is_empty())
    }

    fn address() -> impl Strategy<Value = Address> {
        let year = prop::option::of((1989_i16..2060, prop::option::of(some_name())));
        ([some_name(), some_name(), some_name()], year, any::<bool>())
    }

    proptest! {
        #[test]
        fn other_addresses_have_other_ids(one in address(), other in address()) {
            prop_assert_eq!(one == other, spelled(&one) == spelled(&other));
        }

        #[test]
        fn what_lies_below_belongs_to_what_is_above(names in [some_name(), some_name()], address in address()) {
            let head = under("", &[Part::Name(&names[0]), Part::Name(&names[1])]);
            let (of_head, own) = (owner(&head), spelled(&address));
            prop_assert_eq!(of_head, Some(head.as_str()));
            let id = below(&head, &own);
            prop_assert_eq!(owner(&id), Some(head.as_str()));
            prop_assert_eq!(parts(&id), [parts(&head), parts(&own)].concat());
            let shown = format!("{id}{SHOWN}");
            prop_assert_eq!(unshown(&shown), id.as_str());
        }

        #[test]
        fn a_part_is_the_same_in_every_spelling(name in some_name(), year in 1989_i16..2060) {
            let spelled = under("", &[Part::Name(&name)]);
            prop_assert!(same_part(&spelled, &name) || name.contains(ESCAPE));
            prop_assert!(same_part(&spelled, &spelled));
            let id = under("", &[Part::Year(FiscalYear(year))]);
            let (era, number) = FiscalYear(year).era();
            for written in [year.to_string(), format!("{era}{number}年度"), id.clone()] {
                prop_assert!(same_part(&id, &written), "{} {}", id, written);
            }
            prop_assert!(!same_part(&id, &(year + 1).to_string()));
        }

        #[test]
        fn an_id_comes_apart_into_what_it_was_made_of(address in address()) {
            let id = spelled(&address);
            let (names, year, _) = &address;
            prop_assert_eq!(owner(&id), Some("h25.52"));
            let mut wanted: Vec<String> = names.to_vec();
            if let Some((year, series)) = year {
                wanted.push(era(FiscalYear(*year)));
                wanted.extend(series.clone());
            }
            let found: Vec<String> = parts(unshown(&id))[2..].iter().map(|part| plain(part)).collect();
            prop_assert_eq!(found, wanted);
        }
    }

    #[test]
    fn an_id_is_spelled_in_the_words_of_the_form() {
        let id = |year| {
            let parts = [Part::Word("成果指標"), Part::Name("率.その1"), Part::Word("実績"), year];
            under(&under("", &[Part::Name("h31"), Part::Name("1")]), &parts)
        };
        assert_eq!(id(Part::Year(FiscalYear(2019))), "h31.1.成果指標.率\\.その1.実績.令和元");
        for written in ["平成31", "令和元", "令和1年度", "2019", "Ｒ１"] {
            assert!(same_part("令和元", written), "{written}");
        }
        assert!(!same_part("令和元", "令和2") && same_part("率\\.1", "率\\.1"));
        // か with a combining mark, and the single letter が.
        assert!(same_part("が", "か\u{3099}"));
        for whole in ["", "h25", "indicators"] {
            assert_eq!(owner(whole), None);
        }
    }
}
