//! How the city rounds its rates (率の端数処理). Exact rates in, rounded ones out; produces no text.

use rust_decimal::{Decimal, RoundingStrategy};

/// How rates are rounded: 小数第2位を四捨五入, unless the city says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounding {
    /// 方法
    pub way: Way,
    /// 小数: number of decimal places kept.
    pub places: u32,
    /// 上限, in per cent: higher rates are cut to it.
    pub cap: Option<Decimal>,
}

impl Rounding {
    /// 小数第2位を四捨五入
    #[must_use]
    pub fn from_words(words: &str, cap: Option<Decimal>) -> Option<Self> {
        let (place, way) = words.strip_prefix("小数第")?.split_once("位を")?;
        let places = place.parse::<u32>().ok()?.checked_sub(1)?;
        Some(Self { way: Way::from_word(way)?, places, cap })
    }
}

/// Treatment of the digits cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// 四捨五入: halves away from zero.
    Half,
    /// 切捨て: towards zero.
    Down,
    /// 切上げ: away from zero.
    Up,
}

impl Default for Rounding {
    fn default() -> Self {
        Self { way: Way::Half, places: 1, cap: None }
    }
}

impl Way {
    /// The mode named by a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Half, Self::Down, Self::Up].into_iter().find(|way| way.word() == word)
    }

    /// Its word in content and on pages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Half => "四捨五入",
            Self::Down => "切捨て",
            Self::Up => "切上げ",
        }
    }

    /// Rounds to this many decimal places, which the result always has.
    #[must_use]
    pub fn round(self, value: Decimal, places: u32) -> Decimal {
        let strategy = match self {
            Self::Half => RoundingStrategy::MidpointAwayFromZero,
            Self::Down => RoundingStrategy::ToZero,
            Self::Up => RoundingStrategy::AwayFromZero,
        };
        let mut rounded = value.round_dp_with_strategy(places, strategy);
        rounded.rescale(places);
        if rounded.is_zero() { Decimal::new(0, places) } else { rounded }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WAYS: [Way; 3] = [Way::Half, Way::Down, Way::Up];

    /// Whole numbers with a number of decimal places; many lie exactly between two results.
    fn decimals() -> impl Strategy<Value = (i128, u32)> {
        let any = (-(1_i128 << 95)..1 << 95, 0..=Decimal::MAX_SCALE);
        let few = (-99_999_i128..=99_999, 0_u32..6);
        let between = (-99_999_i128..=99_999, 1_u32..6);
        prop_oneof![any, few, between.prop_map(|(units, places)| (units * 10 + 5, places))]
    }

    /// Reference for the test: rounds a whole number with `given` places to `kept` places, in units of the last place
    /// kept.
    fn in_whole_numbers(way: Way, units: i128, given: u32, kept: u32) -> Option<i128> {
        if given <= kept {
            return units.checked_mul(10_i128.pow(kept - given));
        }
        let unit = 10_i128.pow(given - kept);
        let rest = (units % unit).abs();
        let further = match way {
            Way::Half => 2 * rest >= unit,
            Way::Down => false,
            Way::Up => rest > 0,
        };
        Some(units / unit + if further { units.signum() } else { 0 })
    }

    proptest! {
        #[test]
        fn rounding_is_that_of_whole_numbers((units, given) in decimals(), kept in 0_u32..12) {
            let value = Decimal::from_i128_with_scale(units, given);
            for way in WAYS {
                let rounded = way.round(value, kept);
                let left = in_whole_numbers(way, units, given, kept);
                if let Some(left) = left.filter(|left| left.abs() < 1 << 96) {
                    prop_assert_eq!((rounded.mantissa(), rounded.scale()), (left, kept));
                } else {
                    // There is no room for the places, so nothing was cut off.
                    prop_assert_eq!(rounded, value);
                }
            }
        }

        #[test]
        fn what_is_rounded_stays_near_and_keeps_its_sign((units, given) in decimals(), kept in 0_u32..12) {
            let value = Decimal::from_i128_with_scale(units, given);
            let unit = Decimal::new(1, kept);
            for way in WAYS {
                let rounded = way.round(value, kept);
                let away = (rounded - value).abs();
                prop_assert!(away < unit);
                let turned = match way {
                    Way::Half => away * Decimal::TWO <= unit,
                    Way::Down => rounded.abs() <= value.abs(),
                    Way::Up => rounded.abs() >= value.abs(),
                };
                prop_assert!(turned, "{} {}", value, rounded);
                prop_assert!(rounded.is_zero() || rounded.is_sign_negative() == value.is_sign_negative());
                prop_assert!(!rounded.is_zero() || rounded.is_sign_positive());
                prop_assert_eq!(way.round(rounded, kept), rounded);
            }
        }

        #[test]
        fn the_words_of_a_way_are_read_back(place in 1_u32..=28, which in 0_usize..3) {
            let way = WAYS[which];
            let read = Rounding::from_words(&format!("小数第{place}位を{}", way.word()), None);
            prop_assert_eq!(read, Some(Rounding { way, places: place - 1, cap: None }));
        }
    }
}
