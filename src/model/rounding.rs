//! How the city rounds its rates (率の端数処理). Exact rates in, rounded ones out; prints nothing.

use rust_decimal::{Decimal, RoundingStrategy};

/// How rates are rounded: 小数第2位を四捨五入, unless the city says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounding {
    /// 方法
    pub way: Way,
    /// 小数: decimal places that are left.
    pub places: u32,
    /// 上限, in per cent: no higher rate is stated.
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

/// What becomes of the digits that are cut off.
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
    /// The way that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Half, Self::Down, Self::Up].into_iter().find(|way| way.word() == word)
    }

    /// The word of content and pages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Half => "四捨五入",
            Self::Down => "切捨て",
            Self::Up => "切上げ",
        }
    }

    /// Rounds to so many decimal places, which the result always has.
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
