//! Pages of an evaluation: the policy sheet and the project sheet.

use serde::Serialize;

use crate::report::chart::Chart;
use crate::report::page::{
    CodeName, Computed, Corrections, Figure, Grade, History, Labelled, Levels, Link, Prose,
    Revisions, Shown, Status, Verdict, YearLabel,
};

/// One fiscal year of an indicator.
#[derive(Debug, Clone, Serialize)]
pub struct YearRow {
    /// The year.
    pub year: YearLabel,
    /// Planned value.
    pub plan: Figure,
    /// Actual value.
    pub actual: Figure,
    /// Expected value of the year; `None` where the indicator has none.
    pub path: Option<Figure>,
    /// Rate as the sheet states it; `None` where it does not.
    pub stated_rate: Option<Shown>,
    /// 中間目標 or 最終目標, where the sheet says so; else empty.
    pub mark: String,
    /// 年度目標値 or 最終目標値, where the heads of the form say so; else empty.
    pub target: String,
    /// Actual against plan in per cent (computed).
    pub rate: Shown,
}

/// One column of the indicator table of the paper form.
#[derive(Debug, Clone, Serialize)]
pub struct PaperColumn {
    /// Lines of the head: `Ｈ24計画`, `（年度目標値）`.
    pub head: Vec<String>,
    /// The figure in the sheet's own unit.
    pub value: Shown,
}

/// Direction of an indicator.
#[derive(Debug, Clone, Serialize)]
pub struct Direction {
    /// ↗ ↘ →, as on the paper form.
    pub arrow: String,
    /// 増加が望ましい
    pub text: String,
}

/// An indicator with all its years.
#[derive(Debug, Clone, Serialize)]
pub struct Indicator {
    /// Marks of the notes about it, not about one of its figures.
    pub notes: Vec<String>,
    /// Id inside the sheet, `1`.
    pub id: String,
    /// Name, as published.
    pub name: String,
    /// Unit of the sheet, 千万円.
    pub unit: String,
    /// Unit of the tables and charts on the page, 億円; equal to `unit` without conversion.
    pub display_unit: String,
    /// What the conversion is, in words; empty without conversion.
    pub conversion: String,
    /// Preferred direction.
    pub direction: Direction,
    /// 単年の値 / 累計 …
    pub kind: String,
    /// Columns of the paper form, in its order.
    pub paper: Vec<PaperColumn>,
    /// The same figures by year, earliest first.
    pub rows: Vec<YearRow>,
    /// 目標の改定; `None` when no target was revised.
    pub revisions: Option<Revisions>,
    /// 評価区分; `None` where the city has no rule for it.
    pub grade: Option<Grade>,
    /// Computed figures (参考).
    pub computed: Vec<Computed>,
    /// 表1
    pub table_number: String,
    /// Head of the column of rates: 計画に対する実績.
    pub rate_label: String,
    /// The method in a sentence; empty where the head of the column says it.
    pub method: String,
    /// 許容幅; `None` for other methods.
    pub tolerance: Option<Shown>,
    /// 当初値（平成22年度）; empty without one.
    pub base_label: String,
    /// The base.
    pub base: Option<Figure>,
    /// How the actual stands to its target.
    pub verdict: Verdict,
    /// True where the sheet states rates.
    pub has_rate: bool,
    /// True where the table has expected values.
    pub has_path: bool,
    /// True where the sheet has its own years instead of those of the paper form.
    pub free: bool,
    /// Fragment id of the indicator's parts, `zu-1`.
    pub anchor: String,
    /// Plan against actual; `None` where no figure is stated.
    pub chart: Option<Chart>,
}

/// The result panel at the head of a sheet.
#[derive(Debug, Clone, Serialize)]
pub struct Headline {
    /// 製造品出荷額等は計画に届かず、あと933.5億円
    pub message: String,
    /// Comparison with the plan.
    pub status: Status,
    /// 製造品出荷額等 平成24年度実績
    pub what: String,
    /// The big number.
    pub big: Figure,
    /// What it is compared with; `None` where there is nothing.
    pub plan: Option<Figure>,
    /// 平成24年度の計画
    pub plan_label: String,
    /// What the rate is.
    pub rate_label: String,
    /// Actual against plan; `None` where nothing is computed.
    pub rate: Option<Shown>,
    /// 増加が望ましい; empty where nobody said.
    pub direction: String,
}

/// One city of a comparison.
#[derive(Debug, Clone, Serialize)]
pub struct CityRow {
    /// Name on the page (盛岡市).
    pub name: String,
    /// Name on the paper form (本市).
    pub paper_name: String,
    /// True for the publishing city.
    pub own: bool,
    /// Latest year.
    pub now: Figure,
    /// Year before.
    pub prev: Figure,
    /// Change in per cent (computed).
    pub change: Shown,
    /// Rank in the latest year (computed).
    pub rank: Shown,
}

/// Comparison with other cities.
#[derive(Debug, Clone, Serialize)]
pub struct Comparison {
    /// Indicator compared.
    pub name: String,
    /// Heading sentence of the paper form, as published.
    pub note: String,
    /// Unit of the sheet.
    pub unit: String,
    /// Unit on the page.
    pub display_unit: String,
    /// Latest year.
    pub now: YearLabel,
    /// Year before.
    pub prev: YearLabel,
    /// In the order of the paper form.
    pub rows: Vec<CityRow>,
    /// The same rows, largest first in the latest year.
    pub ranked: Vec<CityRow>,
    /// How change and rank were computed.
    pub method: String,
    /// 表2
    pub table_number: String,
    /// Bars by city.
    pub chart: Chart,
}

/// Weight of one basic project in its policy.
#[derive(Debug, Clone, Serialize)]
pub struct WeightRow {
    /// 521
    pub code: String,
    /// Name of the project.
    pub name: String,
    /// Page of the project.
    pub href: String,
    /// Per cent.
    pub share: Shown,
}

/// Weights of a policy's basic projects.
#[derive(Debug, Clone, Serialize)]
pub struct Weights {
    /// Rows by code.
    pub rows: Vec<WeightRow>,
    /// Sum (computed).
    pub total: Shown,
    /// 表3
    pub table_number: String,
    /// One 100 % bar.
    pub chart: Chart,
}

/// Role and share of one party in a basic project.
#[derive(Debug, Clone, Serialize)]
pub struct RoleRow {
    /// 市 / 国・県・他自治体 / 市民・NPO / 企業・その他
    pub who: String,
    /// Per cent.
    pub share: Shown,
    /// 役割の内容
    pub text: Prose,
}

/// Role shares of a basic project.
#[derive(Debug, Clone, Serialize)]
pub struct Roles {
    /// Marks of the notes about them all.
    pub notes: Vec<String>,
    /// In the order of the paper form: 市, 国・県・他自治体, 市民・NPO, 企業・その他.
    pub rows: Vec<RoleRow>,
    /// Sum (computed).
    pub total: Shown,
    /// 表2
    pub table_number: String,
    /// One 100 % bar.
    pub chart: Chart,
}

/// Identification block shared by the sheets.
#[derive(Debug, Clone, Serialize)]
pub struct SheetHead {
    /// What the levels of the year are called.
    pub levels: Levels,
    /// Title of the paper form, as published.
    pub form_title: String,
    /// 平成25年度施策達成度評価（平成24年度実績）
    pub year_line: String,
    /// Pillar.
    pub pillar: CodeName,
    /// Policy.
    pub policy: CodeName,
    /// Page of the policy, relative; empty on the policy's own page.
    pub policy_href: String,
    /// 評価責任者名, 評価シート作成者名, 施策主管部 …, in the order of the form.
    pub people: Vec<Labelled>,
}

/// A policy sheet (施策).
#[derive(Debug, Clone, Serialize)]
pub struct PolicyPage {
    /// Identification.
    pub head: SheetHead,
    /// Result panel, from the first indicator.
    pub headline: Headline,
    /// 対象, 意図.
    pub purpose: Vec<Labelled>,
    /// Outcome indicators.
    pub indicators: Vec<Indicator>,
    /// Other cities.
    pub comparison: Option<Comparison>,
    /// 取組内容と成果 … これからの課題
    pub findings: Vec<Prose>,
    /// Expected roles.
    pub roles: Vec<Prose>,
    /// Weights of the basic projects.
    pub weights: Weights,
    /// Indicators over all years, on their newest sheet.
    pub history: Vec<History>,
    /// The same sheet in other years, newest first.
    pub other_years: Vec<Link>,
    /// 訂正履歴; `None` when nothing was corrected.
    pub corrections: Option<Corrections>,
}

/// A basic project sheet (基本事業).
#[derive(Debug, Clone, Serialize)]
pub struct ProjectPage {
    /// Identification (of the policy it belongs to).
    pub head: SheetHead,
    /// The project.
    pub project: CodeName,
    /// Weight in its policy.
    pub weight: Shown,
    /// Result panel.
    pub headline: Headline,
    /// 対象, 意図.
    pub purpose: Vec<Labelled>,
    /// Outcome indicators.
    pub indicators: Vec<Indicator>,
    /// Role analysis.
    pub roles: Roles,
    /// Indicators over all years, on their newest sheet.
    pub history: Vec<History>,
    /// The same sheet in other years, newest first.
    pub other_years: Vec<Link>,
    /// 訂正履歴; `None` when nothing was corrected.
    pub corrections: Option<Corrections>,
    /// Neighbouring projects; empty `href` when there is none.
    pub previous: Link,
    /// Next project.
    pub next: Link,
}
