//! Which way an indicator is to go, what its values are, and how actual and target are compared.

/// Which way is better (望ましい方向).
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
    /// 以上: at least the plan; more of it is not better.
    AtLeast,
    /// 以下: at most the plan; less of it is not better.
    AtMost,
    /// 定性: a target in words.
    Words,
}

/// What a value of the series is (値の種類).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 単年: the value of that year alone.
    Flow,
    /// 累計: the sum from the start up to that year.
    Cumulative,
    /// 水準: the state at a time, which no sum of years gives.
    Level,
    /// 率: a part of a whole, in ％, ‰, or per head.
    Rate,
    /// 調査: what people answered.
    Survey,
}

impl Kind {
    /// The kind that a word of 値の種類 stands for.
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

/// How actual and plan are compared (比べる).
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
    /// The method that a word stands for.
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
