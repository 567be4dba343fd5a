//! Fiscal years and dates in 和暦 and 西暦. Pure arithmetic; wording is in `report/format`.

use std::borrow::Cow;

use jiff::civil;
use unicode_normalization::UnicodeNormalization;

/// A fiscal year (年度), by the calendar year in which it starts: 平成24年度 = 2012.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FiscalYear(pub i16);

/// An era: name, letter, first day. Each lasts until the next starts.
struct Era {
    name: &'static str,
    letter: char,
    start: civil::Date,
}

/// 元号. First days as set by Cabinet orders and edicts.
const ERAS: [Era; 5] = [
    Era { name: "令和", letter: 'R', start: civil::date(2019, 5, 1) },
    Era { name: "平成", letter: 'H', start: civil::date(1989, 1, 8) },
    Era { name: "昭和", letter: 'S', start: civil::date(1926, 12, 25) },
    Era { name: "大正", letter: 'T', start: civil::date(1912, 7, 30) },
    Era { name: "明治", letter: 'M', start: civil::date(1868, 10, 23) },
];

/// A day, with the spelling of the source where it is outside its era (平成34年3月31日).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// The day.
    pub day: civil::Date,
    /// As written, half-width.
    pub written: String,
    /// True when the era had ended before that day.
    pub outside_era: bool,
}

/// Why a year or date cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum YearError {
    /// Not of a known form.
    Form,
    /// The day does not exist (2月30日), or is before the start of its era.
    NoSuchDay,
}

impl FiscalYear {
    /// Parses `平成24`, `平成24年度`, `H24`, `令和元`, `2012`. The second value is true outside the era.
    ///
    /// # Errors
    /// [`YearError`] when the text is none of these.
    pub fn parse(text: &str) -> Result<(Self, bool), YearError> {
        // Fast path: most years are written plainly, and they are parsed all the time.
        let plain = |c: char| c.is_ascii() || ('一'..='龠').contains(&c);
        let text = if text.chars().all(plain) {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(text.nfkc().collect::<String>())
        };
        let text = text.trim().trim_end_matches("年度");
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return western(text).map(|year| (Self(year), false)).ok_or(YearError::Form);
        }
        let (era, rest) = split_era(text).ok_or(YearError::Form)?;
        let number = era_number(rest).ok_or(YearError::Form)?;
        let year = era.start.year() + number - 1;
        // A fiscal year belongs to an era if any of its days does: 平成31年度 and 令和元年度 are both 2019.
        let outside = next_start(era).is_some_and(|next| civil::date(year, 4, 1) >= next);
        Ok((Self(year), outside))
    }

    /// The first day, 1 April.
    #[must_use]
    pub fn start(self) -> civil::Date {
        civil::date(self.0, 4, 1)
    }

    /// The fiscal year before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0 - 1)
    }

    /// The fiscal year after.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// `令和5`, `令和元`
    #[must_use]
    pub fn short(self) -> String {
        match self.era() {
            (era, 1) => format!("{era}元"),
            (era, number) => format!("{era}{number}"),
        }
    }

    /// Era name and year number, in the era of most of the year's days: 2019 is 令和元.
    #[must_use]
    pub fn era(self) -> (&'static str, i16) {
        let (era, number) = self.of_era();
        (era.name, number)
    }

    /// Name of its folder: `h25`, `r5`.
    #[must_use]
    pub fn folder(self) -> String {
        let (era, number) = self.of_era();
        format!("{}{number}", era.letter.to_ascii_lowercase())
    }

    fn of_era(self) -> (&'static Era, i16) {
        // 1 October decides, so that a year with a change of era gets the newer name (2019: 令和元年度).
        let era = era_of(civil::date(self.0, 10, 1));
        (era, self.0 - era.start.year() + 1)
    }
}

impl Date {
    /// Parses `平成34年3月31日`, `令和8年11月21日`, `2026-11-21`, `2026年11月21日`.
    ///
    /// # Errors
    /// [`YearError`] when the text is none of these or the day does not exist.
    pub fn parse(text: &str) -> Result<Self, YearError> {
        let written: String = text.nfkc().collect::<String>().trim().to_owned();
        // Only the complete form: a time of day after it would be lost.
        if let Ok(day) = written.parse::<civil::Date>()
            && day.to_string() == written
            && YEARS.contains(&day.year())
        {
            return Ok(Self { day, written, outside_era: false });
        }
        let (year, rest) = written.split_once('年').ok_or(YearError::Form)?;
        let (month, rest) = rest.split_once('月').ok_or(YearError::Form)?;
        let (day, rest) = rest.split_once('日').ok_or(YearError::Form)?;
        if !rest.is_empty() {
            return Err(YearError::Form);
        }
        let short = |text: &str| digits(text.trim()).and_then(|number| i8::try_from(number).ok());
        let month = short(month).ok_or(YearError::Form)?;
        let day = short(day).ok_or(YearError::Form)?;
        let (era, number) = match split_era(year) {
            Some((era, rest)) => (Some(era), era_number(rest).ok_or(YearError::Form)?),
            // A year of two digits lacks its era; it is not from antiquity.
            None => (None, western(year.trim()).ok_or(YearError::Form)?),
        };
        let western = era.map_or(number, |era| era.start.year() + number - 1);
        let day = civil::Date::new(western, month, day).map_err(|_| YearError::NoSuchDay)?;
        if era.is_some_and(|era| day < era.start) {
            return Err(YearError::NoSuchDay);
        }
        let outside_era = era.and_then(next_start).is_some_and(|next| day >= next);
        Ok(Self { day, written, outside_era })
    }

    /// How a text that is nearly a day is written as one, in the years that it counts in: `S58.7.1` is `昭和58年7月1日`,
    /// `1983/7/1` is `1983年7月1日`. `None` where it says less, more or a day that never was.
    #[must_use]
    pub fn nearly(text: &str) -> Option<String> {
        let half: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
        let half = without_weekday(&half);
        let (era, rest) = spoken_era(half)
            .map_or((String::new(), half), |(era, rest)| (era.name.to_owned(), rest));
        let parts: Vec<&str> =
            if rest.len() == 8 && era.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()) {
                vec![&rest[..4], &rest[4..6], &rest[6..]]
            } else {
                let rest = rest.strip_suffix('日').unwrap_or(rest);
                rest.split(['.', '/', '-', '・', '年', '月', '\u{2010}', '−', 'ー']).collect()
            };
        let [year, month, day] = parts[..] else { return None };
        let [month, day] = [digits(month)?, digits(day)?];
        let year = if year == "元" { year.to_owned() } else { digits(year)?.to_string() };
        let written = format!("{era}{year}年{month}月{day}日");
        Self::parse(&written).ok().map(|_| written)
    }

    /// Era name and year number of the day.
    #[must_use]
    pub fn era(&self) -> (&'static str, i16) {
        let era = era_of(self.day);
        (era.name, self.day.year() - era.start.year() + 1)
    }
}

fn era_of(day: civil::Date) -> &'static Era {
    ERAS.iter().find(|era| day >= era.start).unwrap_or(&ERAS[ERAS.len() - 1])
}

fn next_start(era: &Era) -> Option<civil::Date> {
    ERAS.iter().rev().map(|other| other.start).find(|start| *start > era.start)
}

fn split_era(text: &str) -> Option<(&'static Era, &str)> {
    ERAS.iter().find_map(|era| {
        let rest = text.strip_prefix(era.name).or_else(|| text.strip_prefix(era.letter))?;
        Some((era, rest))
    })
}

/// An era in whatever way it is shortened: `昭58`, `s58`.
fn spoken_era(text: &str) -> Option<(&'static Era, &str)> {
    let rest = |era: &Era| {
        let first = era.name.chars().next()?;
        let short = [era.letter, era.letter.to_ascii_lowercase(), first];
        text.strip_prefix(era.name).or_else(|| text.strip_prefix(short))
    };
    ERAS.iter().find_map(|era| Some((era, rest(era)?)))
}

/// A day without its day of the week, `（月）`, which follows from it.
fn without_weekday(text: &str) -> &str {
    let inner = text.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let named = |word: &str| {
        let word = word.strip_suffix('日').or(word.strip_suffix("曜日")).unwrap_or(word);
        let word = word.strip_suffix('曜').unwrap_or(word);
        word.chars().count() == 1 && "月火水木金土日".contains(word)
    };
    inner.filter(|(_, word)| named(word)).map_or(text, |(day, _)| day)
}

fn era_number(text: &str) -> Option<i16> {
    match text.trim() {
        "元" => Some(1),
        text => digits(text).filter(|number| text.len() <= 2 && *number >= 1),
    }
}

/// The years in which sheets are written, and the years they are about.
const YEARS: std::ops::RangeInclusive<i16> = 1868..=2200;

/// A year of 西暦.
fn western(text: &str) -> Option<i16> {
    digits(text).filter(|year| text.len() == 4 && YEARS.contains(year))
}

/// A number of digits only: no sign, no point.
fn digits(text: &str) -> Option<i16> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fiscal_years_are_read_in_every_form() {
        for text in ["平成24", "平成24年度", "H24", "Ｈ２４", "2012", "２０１２年度"]
        {
            assert_eq!(FiscalYear::parse(text), Ok((FiscalYear(2012), false)), "{text}");
        }
        assert_eq!(FiscalYear::parse("令和元"), Ok((FiscalYear(2019), false)));
        assert_eq!(FiscalYear::parse("平成31"), Ok((FiscalYear(2019), false)));
        assert_eq!(FiscalYear::parse("平成32"), Ok((FiscalYear(2020), true)));
        assert_eq!(FiscalYear::parse("令和1"), Ok((FiscalYear(2019), false)));
        for text in [
            "",
            "平成",
            "H0",
            "24",
            "平成百",
            "20124",
            "来年",
            "02012",
            "+2012",
            "平成+4",
            "平成024",
            "-24",
            "平成24暦年",
            "2012.0",
        ] {
            assert_eq!(FiscalYear::parse(text), Err(YearError::Form), "{text}");
        }
    }

    #[test]
    fn fiscal_year_names_follow_the_newer_era() {
        assert_eq!(FiscalYear(2012).era(), ("平成", 24));
        assert_eq!(FiscalYear(2018).era(), ("平成", 30));
        assert_eq!(FiscalYear(2019).era(), ("令和", 1));
        assert_eq!(FiscalYear(1989).era(), ("平成", 1));
    }

    #[test]
    fn dates_outside_their_era_are_kept_and_flagged() {
        let date = Date::parse("平成34年3月31日").unwrap();
        assert_eq!(date.day, civil::date(2022, 3, 31));
        assert!(date.outside_era);
        assert_eq!(date.era(), ("令和", 4));
        assert!(!Date::parse("令和８年11月21日").unwrap().outside_era);
        assert_eq!(Date::parse("2026-11-21").unwrap().day, civil::date(2026, 11, 21));
    }

    #[test]
    fn what_is_nearly_a_day_is_written_as_one() {
        for (text, day) in [
            ("S58.7.1", "昭和58年7月1日"),
            ("s58.07.01", "昭和58年7月1日"),
            ("R6/4/1", "令和6年4月1日"),
            ("昭和58.7.1", "昭和58年7月1日"),
            ("昭58・7・1", "昭和58年7月1日"),
            ("㍼58.7.1", "昭和58年7月1日"),
            ("Ｈ３１．４．１", "平成31年4月1日"),
            ("H34.3.31", "平成34年3月31日"),
            ("R元.5.1", "令和元年5月1日"),
            ("R1-5-1", "令和1年5月1日"),
            ("1983/7/1", "1983年7月1日"),
            ("2024-4-1", "2024年4月1日"),
            ("20240401", "2024年4月1日"),
            ("令和6年4月1日（月）", "令和6年4月1日"),
            ("令和6年4月7日(日曜日)", "令和6年4月7日"),
            ("令6年4月1", "令和6年4月1日"),
        ] {
            assert_eq!(Date::nearly(text).as_deref(), Some(day), "{text}");
        }
        for text in [
            "8/11/21",
            "58.7.1",
            "S58.2.30",
            "H元.1.7",
            "令和6年4月",
            "令和6年4月1日ごろ",
            "令和6年4月1日（仮）",
            "4月1日",
            "令和6年度",
            "未定",
            "",
        ] {
            assert_eq!(Date::nearly(text), None, "{text}");
        }
    }

    #[test]
    fn days_that_never_were_are_refused() {
        assert_eq!(Date::parse("平成元年1月7日"), Err(YearError::NoSuchDay));
        assert_eq!(Date::parse("令和4年2月29日"), Err(YearError::NoSuchDay));
        assert_eq!(Date::parse("来年の春"), Err(YearError::Form));
        for text in [
            "2026-11-21T09:00",
            "20261121",
            "2026-11-21 09:00:00",
            "令和8年+11月21日",
            "8年11月21日",
            "26年11月21日",
            "0026-11-21",
            "2926-11-21",
        ] {
            assert_eq!(Date::parse(text), Err(YearError::Form), "{text}");
        }
        assert_eq!(
            Date::parse("令和1年5月1日"),
            Date::parse("令和元年5月1日")
                .map(|date| Date { written: "令和1年5月1日".to_owned(), ..date })
        );
    }

    /// Number of days of each month, computed independently.
    fn length(year: i16, month: i8) -> i8 {
        match month {
            2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// A text in full-width characters, as from a Japanese input method.
    fn wide(text: &str) -> String {
        let wide = |c: char| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
            c => c,
        };
        text.chars().map(wide).collect()
    }

    proptest! {
        #[test]
        fn a_year_is_the_same_in_every_spelling(year in 1868_i16..=2117) {
            let wanted = FiscalYear(year);
            let (era, number) = wanted.era();
            let letter = wanted.folder().to_uppercase();
            for text in [wanted.short(), format!("{era}{number}年度"), letter, year.to_string(), format!("{year}年度")] {
                for text in [wide(&text), format!(" {text} "), text] {
                    prop_assert_eq!(FiscalYear::parse(&text), Ok((wanted, false)), "{}", text);
                }
            }
            prop_assert_eq!(wanted.next().previous(), wanted);
        }

        /// Plans made in an era continue it after its end; the year is the same, and the overrun is reported.
        #[test]
        fn a_year_of_an_era_that_had_ended_is_known(number in 2_i16..=99) {
            for (era, first, last) in [("平成", 1989, 2019), ("昭和", 1926, 1989)] {
                let year = first + number - 1;
                // A fiscal year belongs to an era that contains any of its days.
                let ended = if era == "昭和" { year >= last } else { year > last };
                let read = FiscalYear::parse(&format!("{era}{number}"));
                prop_assert_eq!(read, Ok((FiscalYear(year), ended)));
            }
        }

        #[test]
        fn other_years_have_other_names(one in 1868_i16..=2117, other in 1868_i16..=2117) {
            let [a, b] = [one, other].map(FiscalYear);
            prop_assert_eq!(one == other, a.short() == b.short());
            prop_assert_eq!(one == other, a.folder() == b.folder());
        }

        #[test]
        fn days_are_those_of_the_calendar(year in 1990_i16..=2050, month in 0_i8..=13, day in 0_i8..=32) {
            let exists = (1..=12).contains(&month) && (1..=length(year, month)).contains(&day);
            let number = year - 2018;
            let mut spellings = vec![
                format!("{year:04}-{month:02}-{day:02}"),
                format!("{year}年{month}月{day}日"),
                format!("平成{}年{month}月{day}日", year - 1988),
                wide(&format!("H{}年 {month}月 {day}日", year - 1988)),
            ];
            spellings.extend((number > 1).then(|| format!("令和{number}年{month}月{day}日")));
            for text in spellings {
                let read = Date::parse(&text);
                prop_assert_eq!(read.is_ok(), exists, "{}", text);
                if let Ok(date) = read {
                    let found = (date.day.year(), date.day.month(), date.day.day());
                    prop_assert_eq!(found, (year, month, day), "{}", text);
                    let later = date.day >= civil::date(2019, 5, 1);
                    let of_heisei = text.starts_with("平成") || text.starts_with('Ｈ');
                    prop_assert_eq!(date.outside_era, of_heisei && later, "{}", text);
                }
            }
        }

        #[test]
        fn what_is_no_year_and_no_day_is_neither(
            text in "(令和|平成|R|)[元0-9０-９]{1,5}年[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}-[01][0-9]-[0-3][0-9]|[令和平成元年度RH0-9 +\\-.]{0,8}|\\PC{0,12}"
        ) {
            if let Ok((year, _)) = FiscalYear::parse(&text) {
                prop_assert!((1868..=2200).contains(&year.0), "{}", text);
            }
            if let Ok(date) = Date::parse(&text) {
                prop_assert!((1868..=2200).contains(&date.day.year()), "{}", text);
            }
        }
    }

    #[test]
    fn the_days_between_two_eras_belong_to_one() {
        for (last, first) in
            [("平成31年4月30日", "令和元年5月1日"), ("昭和64年1月7日", "平成元年1月8日")]
        {
            let [last, first] = [last, first].map(|text| Date::parse(text).unwrap());
            assert_eq!(last.day.tomorrow().unwrap(), first.day);
            assert!(!last.outside_era && !first.outside_era);
            assert_eq!(first.era().1, 1);
        }
    }
}
