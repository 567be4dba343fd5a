//! A review (検証) of one year of a regional revitalization plan. Its actuals stand in the plan's KPIs,
//! so that a year has one actual only.

use crate::model::Text;
use crate::model::correction::Correction;
use crate::model::plan::Cost;
use crate::terms::reason::Missing;
use crate::terms::year::{Date, FiscalYear};

/// Something published, or the reason why it is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stated<T> {
    /// As published.
    Known(T),
    /// Why it is missing.
    Missing(Missing),
}

/// The review of one fiscal year.
#[derive(Debug, Clone)]
pub struct Review {
    /// The year reviewed.
    pub year: FiscalYear,
    /// 実績額; `None` when the review has no such item.
    pub spent: Option<Cost>,
    /// 実施状況
    pub activity: Text,
    /// Notes on the actuals, by the name of the KPI.
    pub kpi_notes: Vec<(String, Vec<String>)>,
    /// 事業効果, in the city's own words.
    pub effect: Stated<String>,
    /// 検証組織の名称
    pub body: String,
    /// 参画者, as published.
    pub members: Vec<String>,
    /// 外部組織の意見
    pub opinions: Vec<Opinion>,
    /// 今後の方針
    pub next: Stated<NextStep>,
    /// 今後の方針の理由
    pub next_reason: Text,
    /// 検証日
    pub reviewed: Stated<Date>,
    /// 公表日
    pub published: Stated<Date>,
    /// 担当
    pub office: String,
    /// 注
    pub notes: Vec<String>,
    /// 訂正, latest last.
    pub corrections: Vec<Correction>,
    /// 出典
    pub source: String,
}

/// An opinion from outside the city.
#[derive(Debug, Clone)]
pub struct Opinion {
    /// 組織 or 委員, as published.
    pub by: String,
    /// 意見
    pub text: Text,
    /// 対応
    pub answer: Text,
}

/// What becomes of the project (今後の方針).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextStep {
    /// 継続
    Continue,
    /// 発展
    Expand,
    /// 改善
    Improve,
    /// 中止
    Stop,
    /// 終了
    End,
}

impl NextStep {
    /// Every step, in the order of the form.
    pub const ALL: [Self; 5] = [Self::Continue, Self::Expand, Self::Improve, Self::Stop, Self::End];

    /// The Japanese word, in content and on pages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Continue => "継続",
            Self::Expand => "発展",
            Self::Improve => "改善",
            Self::Stop => "中止",
            Self::End => "終了",
        }
    }

    /// Code in the open data.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Continue => "continue",
            Self::Expand => "expand",
            Self::Improve => "improve",
            Self::Stop => "stop",
            Self::End => "end",
        }
    }

    /// The step that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.word() == word)
    }
}

/// A year whose review has not been published, with what is known of it.
#[derive(Debug, Clone)]
pub struct ReviewToCome {
    /// The year.
    pub year: FiscalYear,
    /// 公表予定, in words.
    pub expected: Option<String>,
    /// Why it has not been published.
    pub reason: Option<String>,
}

/// A grade of effect (事業効果の区分) with the city's rule for it.
#[derive(Debug, Clone)]
pub struct EffectGrade {
    /// 相当程度効果があった
    pub word: String,
    /// The rule.
    pub rule: String,
}
