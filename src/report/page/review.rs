//! Pages of reviews (検証) of plans, and what a plan's page says of its reviews.

use serde::Serialize;

use crate::report::chart::Chart;
use crate::report::page::{Computed, Corrections, Figure, Labelled, Link, Prose, Shown, YearLabel};

/// One year of a plan in the list of its reviews.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewEntry {
    /// The year.
    pub year: YearLabel,
    /// Page of the review; empty where none has been published.
    pub href: String,
    /// 検証の結果, or that this site has none.
    pub state: String,
    /// What else is known: days and the next step, or why it is missing and when it is expected.
    pub details: Vec<Labelled>,
}

/// One line of the table of a KPI: plan, actual, and actual against plan.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewRow {
    /// 増加分 / 増加分の累計 / 水準
    pub label: String,
    /// Second line: of the year, up to the year.
    pub hint: String,
    /// True where plan and actual are computed.
    pub computed: bool,
    /// Planned.
    pub plan: Shown,
    /// Actual.
    pub actual: Shown,
    /// Actual against plan (computed); `None` where the two are not compared.
    pub rate: Option<Shown>,
}

/// One KPI of a review.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewKpi {
    /// Position in the plan, `1`.
    pub number: String,
    /// Name as published, without the unit.
    pub name: String,
    /// Marks of the notes on its actual.
    pub notes: Vec<String>,
    /// Unit.
    pub unit: String,
    /// 事業開始前（現時点）
    pub base: Shown,
    /// 目標年月: the last month of the year, which the review does not state.
    pub due: String,
    /// Increment, cumulative increment, level.
    pub rows: Vec<ReviewRow>,
    /// Computed figures (参考).
    pub computed: Vec<Computed>,
    /// 表1
    pub table_number: String,
    /// Planned and actual cumulative increments.
    pub chart: Chart,
}

/// An opinion from outside the city.
#[derive(Debug, Clone, Serialize)]
pub struct Opinion {
    /// 組織 or 委員, as published.
    pub by: String,
    /// 意見
    pub text: Prose,
    /// 対応
    pub answer: Prose,
}

/// The review of one year of a plan.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewPage {
    /// 見本の森クラスター 令和4年度の検証
    pub heading: String,
    /// The year.
    pub year: YearLabel,
    /// The plan: full name, and its page.
    pub plan: Link,
    /// Short name of the plan.
    pub short: String,
    /// 交付対象事業の名称
    pub project: String,
    /// 交付金の種類
    pub grant: String,
    /// 実績額; `None` when the review has no such item.
    pub spent: Option<Figure>,
    /// 検証組織, 参画者, 検証日, 公表日, 担当; what the review leaves out is empty.
    pub facts: Vec<Labelled>,
    /// The KPIs.
    pub kpis: Vec<ReviewKpi>,
    /// 事業効果: the word, or why there is none.
    pub effect: String,
    /// True when `effect` is a reason.
    pub effect_missing: bool,
    /// The city's grades with their rules; empty when `effect` is a reason.
    pub effects: Vec<Labelled>,
    /// 事業の実施状況
    pub activity: Prose,
    /// 外部組織の意見
    pub opinions: Vec<Opinion>,
    /// 今後の方針: the word, or why there is none.
    pub next_step: String,
    /// True when `next_step` is a reason.
    pub next_missing: bool,
    /// 今後の方針の理由
    pub next_reason: Prose,
    /// 訂正履歴
    pub corrections: Option<Corrections>,
    /// Review of the year before; empty `href` when there is none.
    pub previous: Link,
    /// Review of the year after.
    pub next: Link,
}
