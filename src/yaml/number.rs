//! A number as people write it -> an exact decimal, or what was written instead. A number is suggested only if there
//! is no other reading; wording is in `diag/messages`.

use rust_decimal::Decimal;

pub use crate::diag::messages::NumberProblem;
use crate::terms::state::State;

/// Maximum number of digits: no table, chart or label has room for more, and sums of a sheet stay exact.
const MAX_DIGITS: usize = 17;

/// Maximum number of decimal places.
const MAX_PLACES: usize = 10;

const TOO_LONG: NumberProblem = NumberProblem::TooLong { digits: MAX_DIGITS, places: MAX_PLACES };

/// Parses a decimal: `10415`, `60.10`, `-5`. No exponent, no separators, exact.
///
/// # Errors
/// [`NumberProblem`].
pub fn decimal(text: &str) -> Result<Decimal, NumberProblem> {
    if !is_plain(text) {
        return Err(problem(text));
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let places = text.split_once('.').map_or(0, |(_, places)| places.len());
    let lead = usize::from(text.trim_start_matches('-').starts_with("0."));
    if digits - lead > MAX_DIGITS || places > MAX_PLACES {
        return Err(TOO_LONG);
    }
    Decimal::from_str_exact(text).map_err(|_| NumberProblem::NotANumber)
}

/// Digits, optionally with a minus and a decimal point.
fn is_plain(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    match digits.split_once('.') {
        Some((whole, places)) => is_whole(whole) && are_digits(places),
        None => is_whole(digits),
    }
}

fn is_whole(text: &str) -> bool {
    are_digits(text) && (text.len() == 1 || !text.starts_with('0'))
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// `1,050.5` -> `1050.5`, where every comma precedes three digits.
pub(crate) fn without_thousands(text: &str) -> Option<String> {
    let (whole, places) = text.split_once('.').map_or((text, None), |(w, p)| (w, Some(p)));
    let mut groups = whole.trim_start_matches('-').split(',');
    let first = groups.next().is_some_and(|group| group.len() <= 3);
    let grouped = first && groups.clone().count() > 0 && groups.all(|group| group.len() == 3);
    let plain = text.replace(',', "");
    (grouped && places.is_none_or(are_digits) && is_plain(&plain)).then_some(plain)
}

/// Plain, or with thousands commas.
pub(crate) fn plainly(text: &str) -> Option<String> {
    if is_plain(text) { Some(text.to_owned()) } else { without_thousands(text) }
}

/// Converts full-width digits, and characters that can only be a sign, a point or a comma, to half-width; other
/// characters stay.
fn half(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| match c {
            '０'..='９' => {
                char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c)
            }
            '．' => '.',
            '，' => ',',
            '＋' => '+',
            '－' | '−' | '▲' | '△' => '-',
            c => c,
        })
        .collect();
    match text.strip_prefix('-') {
        Some(rest) => format!("-{}", rest.trim_start()),
        None => text,
    }
}

fn problem(text: &str) -> NumberProblem {
    let half = half(text.trim());
    if let Some(plain) = plainly(&half) {
        let wide = text.contains(|c: char| !c.is_ascii());
        return if wide { NumberProblem::Wide(plain) } else { NumberProblem::Spelled(plain) };
    }
    if !half.contains(|c: char| c.is_ascii_digit()) {
        let strokes = !half.is_empty() && half.chars().all(is_stroke);
        return if strokes { NumberProblem::Strokes } else { NumberProblem::NoDigit };
    }
    spelled(&half)
        .or_else(|| range(&half))
        .or_else(|| stroke(&half))
        .or_else(|| brackets(&half))
        .or_else(|| tail(&half))
        .unwrap_or(NumberProblem::NotANumber)
}

fn is_stroke(c: char) -> bool {
    matches!(
        c,
        '-' | 'ー'
            | '―'
            | '—'
            | '–'
            | '‐'
            | '─'
            | '━'
            | 'ｰ'
            | '…'
            | '・'
            | '*'
            | '＊'
            | '×'
            | '/'
            | '／'
            | ' '
            | '　'
    )
}

/// `+5`, `.5`, `5.`, `012`, `3,5`.
fn spelled(text: &str) -> Option<NumberProblem> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let minus = if text.starts_with('-') { "-" } else { "" };
    let same = |number: String| Some(NumberProblem::Spelled(number));
    if text.starts_with('+') {
        return plainly(digits).and_then(same);
    }
    if let Some(places) = digits.strip_prefix('.') {
        return are_digits(places).then(|| format!("{minus}0.{places}")).and_then(same);
    }
    if let Some(whole) = digits.strip_suffix('.') {
        return is_whole(whole).then(|| format!("{minus}{whole}")).and_then(same);
    }
    let only = |more: &[u8]| digits.bytes().all(|b| b.is_ascii_digit() || more.contains(&b));
    if digits.contains(',') && only(b",.") {
        return Some(NumberProblem::Comma);
    }
    (digits.starts_with('0') && digits.matches('.').count() <= 1 && only(b"."))
        .then_some(NumberProblem::Zero)
}

/// The number at the start of a text, in plain form, and the rest.
fn head(text: &str) -> Option<(String, &str)> {
    let sign = usize::from(text.starts_with('-'));
    let end = text[sign..]
        .find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
        .map_or(text.len(), |at| sign + at);
    let end = text[..end].trim_end_matches([',', '.']).len();
    Some((plainly(&text[..end])?, &text[end..]))
}

/// `30-40`, `30～40人`, `20から30まで`.
fn range(text: &str) -> Option<NumberProblem> {
    let (low, rest) = head(text)?;
    // A unit may follow either number.
    let mark = rest.find(['-', '‐', '–', '—', '―', 'ー', '~', '～', '〜']);
    let (unit, high) = match (mark, rest.find("から")) {
        (Some(at), _) => {
            (&rest[..at], rest[at..].trim_start_matches(|c: char| !c.is_ascii_digit()))
        }
        (None, Some(at)) => (&rest[..at], &rest[at + "から".len()..]),
        (None, None) => return None,
    };
    let (high, rest) = head(high.trim_start())?;
    let digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    (!digit(unit) && !digit(rest)).then_some(NumberProblem::Range(low, high))
}

/// `ー5`: typed with the long vowel mark of katakana.
fn stroke(text: &str) -> Option<NumberProblem> {
    let rest = text.strip_prefix(['ー', '―', '—', '–', '‐', '─', 'ｰ'])?.trim_start();
    let number = plainly(rest).filter(|number| !number.starts_with('-'))?;
    Some(NumberProblem::Stroke(format!("-{number}")))
}

fn brackets(text: &str) -> Option<NumberProblem> {
    let inner = text.strip_prefix(['(', '（', '［', '〔'])?;
    let inner = inner.strip_suffix([')', '）', '］', '〕'])?;
    plainly(inner.trim()).map(NumberProblem::Brackets)
}

/// Words that turn a number into a bound or an estimate.
const BOUNDS: [&str; 15] = [
    "未満",
    "以上",
    "以下",
    "以内",
    "超",
    "程度",
    "前後",
    "弱",
    "強",
    "余",
    "を",
    "より",
    "くらい",
    "ぐらい",
    "ほど",
];

/// A number with text after or before it.
fn tail(text: &str) -> Option<NumberProblem> {
    let Some((number, rest)) = head(text) else {
        let starts = text.chars().next().is_some_and(|c| c.is_ascii_digit() || c == '-');
        return (!starts).then_some(NumberProblem::Words);
    };
    let rest = rest.trim();
    let inner =
        rest.trim_matches(|c| matches!(c, '(' | ')' | '（' | '）' | '［' | '］' | '〔' | '〕'));
    if let Some(state) = State::from_word(inner) {
        return Some(NumberProblem::State(number, state.word()));
    }
    let first = rest.chars().next()?;
    let mark = matches!(first, '①'..='⑳' | '¹' | '²' | '³' | '⁰'..='⁹' | '*' | '＊' | '※' | '†' | '‡' | '#' | '＃')
        || matches!(first, '(' | '（' | '[' | '［' | '〔')
        || rest.starts_with('注');
    if mark {
        return Some(NumberProblem::Mark(number, rest.to_owned()));
    }
    if BOUNDS.iter().any(|word| rest.contains(word))
        || matches!(first, '/' | '／')
        || rest.contains("分の")
    {
        return Some(NumberProblem::Words);
    }
    let unit = !rest.contains(|c: char| c.is_ascii_digit());
    unit.then(|| NumberProblem::Unit(number, rest.to_owned()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::NumberProblem::{
        Brackets, Comma, Mark, NoDigit, NotANumber, Range, Spelled, Stroke, Strokes, Unit, Wide,
        Words, Zero,
    };
    use super::*;

    #[test]
    fn decimals_keep_the_precision_of_the_source() {
        for text in [
            "0",
            "10415",
            "60.10",
            "-5",
            "9876543.2109876543",
            "-0.50",
            "0.0000000001",
            "12345678901234567",
        ] {
            assert_eq!(decimal(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn digits_have_a_limit() {
        for text in [
            "123456789012345678",
            "79228162514264337593543950335",
            "99999999999999999999999999999999",
            "0.00000000001",
            "-1234567890.12345678",
        ] {
            assert_eq!(decimal(text), Err(TOO_LONG), "{text}");
        }
    }

    #[test]
    fn another_spelling_of_one_number_says_how_to_write_it() {
        for (text, half) in [
            ("１０４１５", "10415"),
            ("１，０５０", "1050"),
            ("▲5.5", "-5.5"),
            ("▲2,530", "-2530"),
            ("△ １２", "-12"),
            ("−7", "-7"),
            ("－７．５", "-7.5"),
            ("１２，３４５，６７８", "12345678"),
        ] {
            assert_eq!(decimal(text), Err(Wide(half.into())), "{text}");
        }
        for (text, plain) in
            [("1,050", "1050"), ("-1,050.50", "-1050.50"), ("+5", "5"), (".5", "0.5"), ("5.", "5")]
        {
            assert_eq!(decimal(text), Err(Spelled(plain.into())), "{text}");
        }
    }

    #[test]
    fn no_number_is_offered_where_another_could_be_meant() {
        for text in ["３，５", "3,5", "1,05", "1050,100", "1,0500", "1,050,1"] {
            assert_eq!(decimal(text), Err(Comma), "{text}");
        }
        for text in ["012", "０１２", "08", "-012", "00", "007.5"] {
            assert_eq!(decimal(text), Err(Zero), "{text}");
        }
        for text in [
            "1e3",
            "0x1F",
            "0o14",
            "1_000",
            "12:30",
            "2024-01-01",
            "1.2.3",
            "--5",
            "３・５",
            "5割3分",
            "1-2-3",
            "-",
        ] {
            let Err(problem) = decimal(text) else { panic!("{text}") };
            assert!(matches!(problem, NotANumber | Strokes | Unit(..)), "{text}: {problem:?}");
            assert!(!matches!(&problem, Unit(number, _) if number == text), "{text}: {problem:?}");
        }
    }

    #[test]
    fn what_stands_beside_a_number_is_told_from_it() {
        let number = |text: &str| text.to_owned();
        for (text, unit) in [("89,800人", "人"), ("100%", "%"), ("１００％", "％"), ("5割", "割")]
        {
            let plain = text.replace(',', "").replace("１００", "100").replace(unit, "");
            assert_eq!(decimal(text), Err(Unit(plain, number(unit))), "{text}");
        }
        for mark in ["①", "¹", "*", "※", "注1", "(注)", "（参考値）"] {
            assert_eq!(decimal(&format!("37{mark}")), Err(Mark(number("37"), number(mark))));
        }
        assert_eq!(decimal("37（速報）"), Err(NumberProblem::State(number("37"), "速報")));
        for text in
            ["30-40", "３０−４０", "30～40", "30〜40", "30ー40", "30人～40人", "30から40まで"]
        {
            assert_eq!(decimal(text), Err(Range(number("30"), number("40"))), "{text}");
        }
        for text in ["20未満", "20人以上", "約100", "概ね80", "1/3", "３分の１", "平均5"]
        {
            assert_eq!(decimal(text), Err(Words), "{text}");
        }
        assert_eq!(decimal("(922)"), Err(Brackets(number("922"))));
        assert_eq!(decimal("ー５"), Err(Stroke(number("-5"))));
        for text in ["ー", "―", "-", "－", "…", "***"] {
            assert_eq!(decimal(text), Err(Strokes), "{text}");
        }
        for text in ["", "延伸", "把握困難", ".inf", "NaN", ".nan", "~", "yes", "①"] {
            assert_eq!(decimal(text), Err(NoDigit), "{text}");
        }
    }

    /// A whole number of units in the last of `places` decimals, as people write it.
    fn written(units: i64, places: usize) -> String {
        let digits = format!("{:0>width$}", units.unsigned_abs(), width = places + 1);
        let (whole, rest) = digits.split_at(digits.len() - places);
        let point = if places > 0 { "." } else { "" };
        format!("{}{whole}{point}{rest}", if units < 0 { "-" } else { "" })
    }

    const MOST: i64 = 10_i64.pow(17) - 1;

    fn figures() -> impl Strategy<Value = (i64, usize)> {
        let few = (-99_999_i64..=99_999, 0_usize..=3);
        prop_oneof![few, (-MOST..=MOST, 0_usize..=10)]
    }

    /// Inserts thousands commas.
    fn in_threes(text: &str) -> String {
        let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
        let (sign, digits) = whole.split_at(usize::from(whole.starts_with('-')));
        let first = digits.len() % 3;
        let groups =
            digits.as_bytes()[first..].chunks(3).map(|three| std::str::from_utf8(three).unwrap());
        let groups =
            Some(&digits[..first]).filter(|some| !some.is_empty()).into_iter().chain(groups);
        format!("{sign}{}{rest}", groups.collect::<Vec<_>>().join(","))
    }

    fn wide(text: &str) -> String {
        let wide =
            |c: char| if c == '-' { '－' } else { char::from_u32(u32::from(c) + 0xFEE0).unwrap() };
        text.chars().map(wide).collect()
    }

    /// The digits of a text, full-width ones converted.
    fn digits(text: &str) -> String {
        half(text).chars().filter(char::is_ascii_digit).collect()
    }

    /// The suggestions of a problem.
    fn offered(problem: &NumberProblem) -> Vec<&str> {
        match problem {
            Wide(number)
            | Spelled(number)
            | Stroke(number)
            | Brackets(number)
            | Mark(number, _)
            | Unit(number, _)
            | NumberProblem::State(number, _) => vec![number],
            Range(low, high) => vec![low, high],
            NumberProblem::Bound(_)
            | NumberProblem::TooLong { .. }
            | NotANumber
            | NoDigit
            | Strokes
            | Comma
            | Zero
            | Words => Vec::new(),
        }
    }

    proptest! {
        #[test]
        fn a_decimal_is_read_as_what_is_written((units, places) in figures()) {
            let text = written(units, places);
            let read = decimal(&text).unwrap();
            prop_assert_eq!(read.mantissa(), i128::from(units));
            prop_assert_eq!(usize::try_from(read.scale()).unwrap(), places);
        }

        /// Every other spelling of a number suggests exactly that number.
        #[test]
        fn another_spelling_offers_the_same_number((units, places) in figures()) {
            let text = written(units, places);
            let number = || text.clone();
            let threes = in_threes(&text);
            let told = |text: &str| decimal(text).unwrap_err();
            prop_assert_eq!(told(&wide(&text)), Wide(number()));
            prop_assert_eq!(told(&wide(&threes)), Wide(number()));
            prop_assert_eq!(told(&format!("({text})")), Brackets(number()));
            prop_assert_eq!(told(&format!("{text}人")), Unit(number(), "人".to_owned()));
            prop_assert_eq!(told(&format!("{threes}人")), Unit(number(), "人".to_owned()));
            prop_assert_eq!(told(&format!("{text}※1")), Mark(number(), "※1".to_owned()));
            prop_assert_eq!(told(&format!("{text}以上")), Words);
            if threes != text {
                prop_assert_eq!(told(&threes), Spelled(number()));
            }
            if let Some(rest) = text.strip_prefix('-') {
                for mark in ["▲", "△", "−", "－"] {
                    prop_assert_eq!(told(&format!("{mark}{rest}")), Wide(number()));
                }
            } else {
                prop_assert_eq!(told(&format!("+{text}")), Spelled(number()));
            }
        }

        #[test]
        fn what_is_no_number_is_never_one(
            text in "[0-9０-９.,．，+\\-－▲ー～ （）()人割以上約①※]{0,10}|[0-9.,\\-]{0,8}|\\PC{0,10}"
        ) {
            match decimal(&text) {
                Ok(number) => {
                    prop_assert_eq!(digits(&text), digits(&number.to_string()));
                    prop_assert!(text.bytes().all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte)));
                }
                // Every suggestion is valid, and has only digits of the text.
                Err(problem) => for number in offered(&problem) {
                    prop_assert!(matches!(decimal(number), Ok(_) | Err(NumberProblem::TooLong { .. })), "{} {}", text, number);
                    let own = digits(number);
                    let own = if number.contains("0.") { own.trim_start_matches('0') } else { &own };
                    prop_assert!(digits(&text).contains(own), "{} {}", text, number);
                }
            }
        }
    }
}
