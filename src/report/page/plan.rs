//! Pages of regional revitalization plans.

use serde::Serialize;

use crate::prose::Block;
use crate::report::chart::Chart;
use crate::report::page::{Computed, Corrections, Figure, ReviewEntry, Shown, YearLabel};

/// One year of a KPI.
#[derive(Debug, Clone, Serialize)]
pub struct KpiRow {
    /// The year.
    pub year: YearLabel,
    /// 2019年度増加分 1年目
    pub head: Vec<String>,
    /// Planned increment.
    pub increment: Shown,
    /// Planned cumulative increment (computed).
    pub cumulative: Shown,
    /// Planned level: base + cumulative increment (computed).
    pub level: Shown,
    /// Actual increment.
    pub actual: Shown,
    /// Actual cumulative increment (computed); `None` as long as no actual has been published.
    pub actual_cumulative: Option<Shown>,
}

/// One KPI of a plan.
#[derive(Debug, Clone, Serialize)]
pub struct Kpi {
    /// Marks of the notes about it.
    pub notes: Vec<String>,
    /// Id inside the plan, `1`.
    pub id: String,
    /// Name as published, without the unit.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// 事業開始前（現時点）
    pub base: Shown,
    /// By year.
    pub rows: Vec<KpiRow>,
    /// True when the rows have actual cumulative increments.
    pub reported: bool,
    /// KPI増加分の累計, as published.
    pub total: Shown,
    /// Level after the last year (computed).
    pub final_level: Shown,
    /// Computed figures (参考).
    pub computed: Vec<Computed>,
    /// 表1
    pub table_number: String,
    /// Increments and cumulative.
    pub chart: Chart,
}

/// One heading of a plan with the text below it.
#[derive(Debug, Clone, Serialize)]
pub struct Section {
    /// Depth, `1` for a chapter, up to `5`.
    pub depth: String,
    /// Heading, as published.
    pub heading: String,
    /// Fragment id, `sho-4-2`.
    pub id: String,
    /// Text.
    pub blocks: Vec<Block>,
    /// True where the published plan has its table of KPIs.
    pub kpi_table: bool,
}

/// A regional revitalization plan (地域再生計画).
#[derive(Debug, Clone, Serialize)]
pub struct PlanPage {
    /// Full name, as published.
    pub name: String,
    /// Short name.
    pub short: String,
    /// 作成主体, 区域, 計画期間, 交付金, 総事業費 …
    pub facts: Vec<PlanFact>,
    /// Years of the KPI table, for its head.
    pub years: Vec<YearLabel>,
    /// Numerical targets.
    pub kpis: Vec<Kpi>,
    /// Reviews by year: published, or still to come.
    pub reviews: Vec<ReviewEntry>,
    /// Text of the plan in its own order.
    pub sections: Vec<Section>,
    /// 訂正履歴; `None` when nothing was corrected.
    pub corrections: Option<Corrections>,
}

/// A labelled line of a plan: words, or a figure.
#[derive(Debug, Clone, Serialize)]
pub struct PlanFact {
    /// Label.
    pub label: String,
    /// Words; empty when `figure` is set.
    pub text: String,
    /// A figure in the unit people say, and in the plan's unit.
    pub figure: Option<Figure>,
}
