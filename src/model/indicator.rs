//! Wanted direction of an indicator, kind of its values, and method of comparing actual and target.

/// Wanted direction (望ましい方向).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// 増加 ↗
    Up,
    /// 減少 ↘
    Down,
    /// 維持 →
    Keep,
    /// 範囲内: between two bounds.
    Within,
    /// 以上: at least the plan; more is not better.
    AtLeast,
    /// 以下: at most the plan; less is not better.
    AtMost,
    /// 定性: a target in words.
    Words,
}

/// Kind of the values of a series (値の種類).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 単年: the value of that year alone.
    Flow,
    /// 累計: the sum from the start up to that year.
    Cumulative,
    /// 水準: the state at a point in time, which must not be summed over years.
    Level,
    /// 率: a part of a whole, in ％, ‰, or per head.
    Rate,
    /// 調査: answers of a survey.
    Survey,
}

impl Kind {
    /// The kind named by a word of 値の種類.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "単年" => Self::Flow,
            "累計" => Self::Cumulative,
            "水準" => Self::Level,
            "率" => Self::Rate,
            "調査" => Self::Survey,
            _ => return None,
        })
    }
}

/// Method of comparing actual and plan (比べる).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// 実績÷計画: actual / plan × 100. Defined for a plan above zero and an actual not below zero.
    Ratio,
    /// 計画÷実績: plan / actual × 100, for what should fall. Defined for an actual above zero and a
    /// plan not below zero.
    Inverse,
    /// 2-実績÷計画: (2 − actual / plan) × 100, for what should fall. Defined for a plan above zero and an actual not
    /// below zero; negative where the actual is more than twice the plan.
    Mirrored,
    /// 基準からの進み: (actual − base) / (plan − base) × 100, rising or falling alike. Defined where a
    /// base is stated and differs from the plan; negative where things got worse.
    Progress,
    /// 維持（許容幅）: actual / plan × 100, kept where |actual − plan| ≤ |plan| × tolerance / 100. The
    /// rate is defined as that of [`Self::Ratio`], keeping is defined everywhere.
    Maintain,
    /// 範囲: lower bound ≤ actual ≤ upper bound. No rate.
    Range,
    /// 以上・以下: actual ≥ plan, or actual ≤ plan. No rate.
    Threshold,
    /// 目標0: reached where the actual is zero. No rate. Defined for a plan of zero.
    Zero,
    /// 算出しない.
    None,
}

impl Method {
    /// The method named by a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "実績÷計画" => Self::Ratio,
            "計画÷実績" => Self::Inverse,
            "2-実績÷計画" => Self::Mirrored,
            "基準からの進み" => Self::Progress,
            "維持（許容幅）" => Self::Maintain,
            "範囲" => Self::Range,
            "以上・以下" => Self::Threshold,
            "目標0" => Self::Zero,
            "算出しない" => Self::None,
            _ => return None,
        })
    }
}
