//! Typed values in, text out: the only place where numbers, years and dates become words. Knows nothing of pages,
//! facts or origins.

use rust_decimal::Decimal;

use crate::model::rounding::{Rounding, Way};
use crate::terms::year::{Date, FiscalYear};
use crate::yaml::bound::Bound;

/// The minus sign of printed figures (U+2212), not the hyphen.
const MINUS: char = '\u{2212}';

/// A number as printed: comma every three digits, the source's own decimals, `−` for negatives.
#[must_use]
pub fn number(value: Decimal) -> String {
    let digits = value.abs().to_string();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 4);
    if value.is_sign_negative() && !value.is_zero() {
        text.push(MINUS);
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// A number of a sheet whose form puts a mark of its own before negative ones.
#[must_use]
pub fn marked(value: Decimal, minus: Option<&str>) -> String {
    let text = number(value);
    match (minus, text.strip_prefix(MINUS)) {
        (Some(mark), Some(rest)) => format!("{mark}{rest}"),
        _ => text,
    }
}

/// A bound, its numbers as numbers are printed: `25,000以上30,000未満`.
#[must_use]
pub fn bound(bound: &Bound, minus: Option<&str>) -> String {
    let sides = std::iter::once(&bound.first).chain(&bound.second);
    sides.flat_map(|(number, side)| [marked(*number, minus), side.word().to_owned()]).collect()
}

/// A difference: like [`number`], with `+` for positive values.
#[must_use]
pub fn signed(value: Decimal) -> String {
    if value.is_sign_positive() && !value.is_zero() {
        format!("+{}", number(value))
    } else {
        number(value)
    }
}

/// Rounds to one decimal, halves away from zero (小数第2位を四捨五入).
#[must_use]
pub fn one_decimal(value: Decimal) -> Decimal {
    Way::Half.round(value, 1)
}

/// Rounds a rate by the city's rule, with as many more places as needed so that it does not become 0 %, 100 % or a
/// threshold: 99.96 % is short of the plan and must not be printed as 100.0 %.
#[must_use]
pub fn rate(value: Decimal, rule: Rounding, thresholds: &[Decimal]) -> Decimal {
    let value = rule.cap.map_or(value, |cap| value.min(cap));
    let same_side = |rounded: &Decimal| {
        let mut bounds = thresholds.iter().chain([&Decimal::ZERO, &Decimal::ONE_HUNDRED]);
        bounds.all(|bound| rounded.cmp(bound) == value.cmp(bound))
    };
    let mut rounded =
        (rule.places..=Decimal::MAX_SCALE).map(|places| rule.way.round(value, places));
    rounded.find(same_side).unwrap_or(value)
}

/// A figure inside a formula: negative ones are in brackets.
#[must_use]
pub fn operand(value: Decimal) -> String {
    let text = number(value);
    if text.starts_with(MINUS) { format!("（{text}）") } else { text }
}

/// A computed share: `52.7％`.
#[must_use]
pub fn percent(value: Decimal) -> String {
    format!("{}％", number(one_decimal(value)))
}

/// A computed change: `+93.4％`, `−50.2％`, `0.0％`.
#[must_use]
pub fn signed_percent(value: Decimal) -> String {
    format!("{}％", signed(one_decimal(value)))
}

/// A share as the source states it: `30％`.
#[must_use]
pub fn share(value: Decimal) -> String {
    format!("{}％", number(value))
}

/// A rank: `5位`.
#[must_use]
pub fn rank(place: usize) -> String {
    format!("{place}位")
}

/// The exact decimal for machines: ASCII, no commas, original scale.
#[must_use]
pub fn plain(value: Decimal) -> String {
    if value.is_zero() { value.abs().to_string() } else { value.to_string() }
}

/// 平成24年度.
#[must_use]
pub fn wareki(fy: FiscalYear) -> String {
    let (era, number) = fy.era();
    format!("{era}{}年度", era_year(number))
}

/// A day: `令和8年11月21日`; in the spelling of the source where its era had ended.
#[must_use]
pub fn date(date: &Date) -> String {
    let text = modern(date);
    if date.outside_era { format!("{}（{text}）", date.written) } else { text }
}

/// A day in its own era.
pub(crate) fn modern(date: &Date) -> String {
    let (era, number) = date.era();
    let day = date.day;
    format!("{era}{}年{}月{}日", era_year(number), day.month(), day.day())
}

/// A day for machines: `2026-11-21`.
#[must_use]
pub fn iso(date: &Date) -> String {
    date.day.to_string()
}

/// A number of bytes rounded to two significant digits: `28,347` becomes `28,000`.
#[must_use]
pub fn two_digits(bytes: usize) -> usize {
    let unit = 10_usize.pow(bytes.checked_ilog10().unwrap_or(0).saturating_sub(1));
    (bytes + unit / 2) / unit * unit
}

/// Size of a file, as stated at a link: `159KB`, `1.2MB`. Never 0KB: in a preview a file may be empty until somebody
/// asks for it.
#[must_use]
pub fn file_size(bytes: usize) -> String {
    if bytes == 0 {
        return "未作成".to_owned();
    }
    let kilo = (bytes + 512) / 1024;
    if kilo < 1024 {
        return format!("{}KB", kilo.max(1));
    }
    let tenths = (bytes * 10 + 512 * 1024) / (1024 * 1024);
    format!("{}.{}MB", tenths / 10, tenths % 10)
}

fn era_year(number: i16) -> String {
    if number == 1 { "元".to_owned() } else { number.to_string() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_keep_the_scale_of_the_source() {
        let cases = [
            ("0", "0"),
            ("-0.0", "0.0"),
            ("999", "999"),
            ("1072", "1,072"),
            ("10415", "10,415"),
            ("1041.5", "1,041.5"),
            ("1975.0", "1,975.0"),
            ("60.10", "60.10"),
            ("-9335.25", "−9,335.25"),
            ("1000000", "1,000,000"),
        ];
        for (value, text) in cases {
            assert_eq!(number(dec(value)), text);
        }
    }

    #[test]
    fn bounds_are_printed_as_numbers_are() {
        let of = |text: &str, minus| bound(&Bound::parse(text).unwrap(), minus);
        assert_eq!(of("25000以上", None), "25,000以上");
        assert_eq!(of("1000.50超20000未満", None), "1,000.50超20,000未満");
        assert_eq!(of("-1200以上0以下", None), "−1,200以上0以下");
        assert_eq!(of("-1200以上0以下", Some("▲")), "▲1,200以上0以下");
        assert_eq!(of("800以上", Some("▲")), "800以上");
    }

    #[test]
    fn no_rate_is_rounded_across_a_hundred_or_a_threshold() {
        let half = Rounding::default();
        let of =
            |value: &str, rule, thresholds: &[Decimal]| number(rate(dec(value), rule, thresholds));
        assert_eq!(of("52.734177", half, &[]), "52.7");
        assert_eq!(of("99.96", half, &[]), "99.96");
        assert_eq!(of("99.9949367", half, &[]), "99.99");
        assert_eq!(of("100", half, &[]), "100.0");
        assert_eq!(of("100.004", half, &[]), "100.004");
        assert_eq!(of("0.04", half, &[]), "0.04");
        assert_eq!(of("0", half, &[]), "0.0");
        assert_eq!(of("-0.04", half, &[]), "−0.04");
        assert_eq!(of("79.97", half, &[]), "80.0");
        assert_eq!(of("79.97", half, &[dec("80")]), "79.97");
        let rule = |words| Rounding::from_words(words, Some(dec("120"))).unwrap();
        assert_eq!(of("87.69", rule("小数第2位を切捨て"), &[]), "87.6");
        assert_eq!(of("87.61", rule("小数第2位を切上げ"), &[]), "87.7");
        assert_eq!(of("99.91", rule("小数第2位を切上げ"), &[]), "99.91");
        assert_eq!(of("87.5", rule("小数第1位を四捨五入"), &[]), "88");
        assert_eq!(of("250", rule("小数第3位を四捨五入"), &[]), "120.00");
    }

    #[test]
    fn a_negative_operand_stands_in_brackets() {
        assert_eq!(operand(dec("-2530")), "（−2,530）");
        assert_eq!(operand(dec("2530")), "2,530");
        assert_eq!(operand(dec("-0.0")), "0.0");
    }

    #[test]
    fn rates_round_halves_away_from_zero() {
        assert_eq!(percent(dec("52.734177")), "52.7％");
        assert_eq!(percent(dec("0.25")), "0.3％");
        assert_eq!(percent(dec("100")), "100.0％");
        assert_eq!(signed_percent(dec("-0.25")), "−0.3％");
        assert_eq!(signed_percent(dec("-0.04")), "0.0％");
        assert_eq!(signed_percent(dec("93.3515")), "+93.4％");
        assert_eq!(signed_percent(dec("-50.19")), "−50.2％");
    }

    #[test]
    fn shared_sizes_keep_two_digits() {
        for (bytes, said) in
            [(0, 0), (7, 7), (99, 99), (994, 990), (28_347, 28_000), (125_500, 130_000)]
        {
            assert_eq!(two_digits(bytes), said);
        }
    }

    #[test]
    fn a_year_is_written_in_its_era() {
        assert_eq!(wareki(FiscalYear(2012)), "平成24年度");
    }

    #[test]
    fn a_date_outside_its_era_is_written_in_both() {
        let parse = |text: &str| date(&Date::parse(text).unwrap());
        assert_eq!(parse("平成34年3月31日"), "平成34年3月31日（令和4年3月31日）");
        assert_eq!(parse("2026-11-21"), "令和8年11月21日");
        assert_eq!(parse("令和元年5月1日"), "令和元年5月1日");
    }

    proptest! {
        #[test]
        fn printed_numbers_read_back(mantissa in any::<i64>(), scale in 0_u32..12) {
            let value = Decimal::new(mantissa, scale);
            let read: Decimal = number(value).replace(MINUS, "-").replace(',', "").parse().unwrap();
            prop_assert_eq!(read, value);
            prop_assert_eq!(read.scale(), value.scale());
            prop_assert_eq!(plain(value).parse::<Decimal>().unwrap(), value);
        }

        #[test]
        fn printed_numbers_stand_in_threes(mantissa in any::<i64>(), scale in 0_u32..12) {
            let text = number(Decimal::new(mantissa, scale));
            prop_assert_eq!(text.starts_with(MINUS), mantissa < 0);
            let digits = text.trim_start_matches(MINUS);
            let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
            prop_assert_eq!(places.len(), usize::try_from(scale).unwrap());
            let groups: Vec<&str> = whole.split(',').collect();
            prop_assert!((1..=3).contains(&groups[0].len()), "{}", text);
            prop_assert!(groups[1..].iter().all(|group| group.len() == 3), "{}", text);
            prop_assert!(groups.concat().bytes().chain(places.bytes()).all(|digit| digit.is_ascii_digit()));
        }

        #[test]
        fn signs_are_those_of_what_is_printed(value in small()) {
            for (text, shown) in [
                (signed(value), value),
                (signed_percent(value).replace('％', ""), one_decimal(value)),
                (percent(value).replace('％', ""), one_decimal(value)),
                (share(value).replace('％', ""), value),
                (operand(value).replace(['（', '）'], ""), value),
            ] {
                prop_assert_eq!(read_back(&text), shown);
                // 0 has no sign, and neither has a value rounded to 0.
                prop_assert_eq!(text.starts_with(MINUS), shown < Decimal::ZERO, "{}", text);
                prop_assert!(!text.starts_with('+') || shown > Decimal::ZERO, "{}", text);
            }
            prop_assert_eq!(signed(value).starts_with('+'), value > Decimal::ZERO);
            prop_assert_eq!(operand(value).starts_with('（'), value < Decimal::ZERO);
        }

        #[test]
        fn per_cents_are_rounded_as_thousandths_are(thousandths in -9_999_999_i64..=9_999_999) {
            let tenths = (thousandths.abs() + 50) / 100 * thousandths.signum();
            prop_assert_eq!(one_decimal(Decimal::new(thousandths, 3)), Decimal::new(tenths, 1));
        }

        /// Whatever the rule, readers see on which side of 0, 100 and each threshold a rate lies.
        #[test]
        fn rates_keep_their_side_and_their_cap(
            value in small(),
            thresholds in proptest::collection::vec(small(), 0..3),
            cap in proptest::option::of(small()),
            (place, way) in (1_u32..4, proptest::sample::select(vec!["四捨五入", "切捨て", "切上げ"])),
        ) {
            let rule = Rounding::from_words(&format!("小数第{place}位を{way}"), cap).unwrap();
            let printed = rate(value, rule, &thresholds);
            let stated = cap.map_or(value, |cap| value.min(cap));
            for bound in thresholds.iter().chain([&Decimal::ZERO, &Decimal::ONE_HUNDRED]) {
                prop_assert_eq!(printed.cmp(bound), stated.cmp(bound));
            }
            prop_assert!((printed - stated).abs() < Decimal::new(1, place - 1));
            prop_assert!(printed.scale() >= place - 1);
        }

        #[test]
        fn sizes_of_files_are_read_back(bytes in prop_oneof![0_usize..4096, 0_usize..1 << 40]) {
            let text = file_size(bytes);
            let (step, read) = match (text.strip_suffix("KB"), text.strip_suffix("MB")) {
                (Some(kilo), _) => (1024.0, kilo.parse::<f64>().unwrap() * 1024.0),
                (_, Some(mega)) => (1024.0 * 102.4, mega.parse::<f64>().unwrap() * 1024.0 * 1024.0),
                _ => {
                    prop_assert_eq!((bytes, text.as_str()), (0, "未作成"));
                    return Ok(());
                }
            };
            #[expect(clippy::cast_precision_loss, reason = "files are far smaller than 2^52 bytes")]
            let exact = bytes as f64;
            // Even the smallest file is stated as 1KB.
            let away = if bytes < 512 { 1024.0 } else { step / 2.0 };
            prop_assert!((read - exact).abs() <= away + 0.001, "{} {}", bytes, text);
            prop_assert!(!text.starts_with("0K") && !text.starts_with("0.0"), "{}", text);
        }

        #[test]
        fn shared_sizes_stay_near(bytes in 0_usize..1 << 40) {
            let said = two_digits(bytes);
            let digits = said.to_string();
            prop_assert!(digits.trim_end_matches('0').len() <= 2, "{}", said);
            prop_assert!(said.abs_diff(bytes) * 20 <= bytes, "{} {}", bytes, said);
        }
    }

    /// A figure with up to three decimals, often one at a rounding boundary.
    fn small() -> impl Strategy<Value = Decimal> {
        let near = (-3_i64..=3, proptest::sample::select(vec![0_i64, 80_000, 99_950, 100_000]));
        prop_oneof![
            (-200_000_i64..200_000, 0_u32..=3)
                .prop_map(|(units, places)| Decimal::new(units, places)),
            near.prop_map(|(by, at)| Decimal::new(at + by, 3)),
        ]
    }

    fn read_back(text: &str) -> Decimal {
        dec(&text.replace(MINUS, "-").replace([',', '+'], ""))
    }

    #[test]
    fn every_day_and_every_year_is_read_back_as_it_is_printed() {
        let mut day = Date::parse("1989-01-08").unwrap();
        while day.day.year() <= 2050 {
            for text in [date(&day), iso(&day), modern(&day)] {
                let read = Date::parse(&text).unwrap();
                assert_eq!((read.day, read.outside_era), (day.day, false), "{text}");
            }
            day.day = day.day.tomorrow().unwrap();
        }
        for year in 1868..=2117 {
            let text = wareki(FiscalYear(year));
            assert_eq!(FiscalYear::parse(&text), Ok((FiscalYear(year), false)), "{text}");
        }
    }
}
