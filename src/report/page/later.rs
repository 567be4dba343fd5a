//! Pages of the later forms: the policy sheet of 2017 and the sheet of a 小施策.

use serde::Serialize;

use crate::report::chart::Chart;
use crate::report::page::{
    CodeName, Corrections, Direction, Headline, History, Indicator, Labelled, Link, Prose,
    SheetHead, Shown, YearLabel,
};

/// What the levels of a year are called.
#[derive(Debug, Clone, Serialize)]
pub struct Levels {
    /// 施策の柱, 基本目標
    pub pillar: String,
    /// 施策
    pub policy: String,
    /// 基本事業, 小施策
    pub project: String,
}

/// One class of answers.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerRow {
    /// とても満足
    pub name: String,
    /// As the sheet states it: ％ or 人.
    pub value: Shown,
    /// Per cent (computed), where the sheet states people; else `None`.
    pub rate: Option<Shown>,
}

/// One question of the survey.
#[derive(Debug, Clone, Serialize)]
pub struct Question {
    /// 満足度
    pub label: String,
    /// In the order of the form.
    pub rows: Vec<AnswerRow>,
    /// Sum (computed).
    pub total: Shown,
    /// 表3
    pub table_number: String,
    /// One 100 % bar.
    pub chart: Chart,
}

/// 市民満足度・重要度
#[derive(Debug, Clone, Serialize)]
pub struct Survey {
    /// Year of the survey.
    pub year: YearLabel,
    /// Name of the survey.
    pub name: String,
    /// 回答者数
    pub respondents: Shown,
    /// True where the sheet states people.
    pub counted: bool,
    /// 満足度, 重要度.
    pub questions: Vec<Question>,
}

/// Shares of the parties in one 小施策.
#[derive(Debug, Clone, Serialize)]
pub struct RoleLine {
    /// 21-1
    pub code: String,
    /// Name of the 小施策.
    pub name: String,
    /// Its page.
    pub href: String,
    /// 市（A）, 国・県・他自治体, 市民・NPO, 企業・その他.
    pub shares: Vec<Shown>,
    /// Their sum (computed).
    pub sum: Shown,
    /// 小施策間指数（B）
    pub index: Shown,
    /// 市の役割分担比重, stated or computed.
    pub share: Shown,
}

/// 役割分担分析
#[derive(Debug, Clone, Serialize)]
pub struct RoleAnalysis {
    /// Heads of the shares: 市（A）, …
    pub parties: Vec<String>,
    /// 小施策間指数
    pub index_label: String,
    /// Rows by code.
    pub rows: Vec<RoleLine>,
    /// Sum of the indices (computed).
    pub index_total: Shown,
    /// Sum of the shares of the city, stated or computed.
    pub share_total: Shown,
    /// True where no share of the city is stated: the whole column is 参考（計算値）.
    pub all_computed: bool,
    /// The formula, in a sentence.
    pub method: String,
    /// 表5
    pub table_number: String,
    /// One 100 % bar for each 小施策.
    pub chart: Chart,
}

/// A policy sheet in the form of 2017 (施策評価).
#[derive(Debug, Clone, Serialize)]
pub struct PolicyH29Page {
    /// Identification.
    pub head: SheetHead,
    /// Result panel, from the first indicator.
    pub headline: Headline,
    /// 対象, 意図.
    pub purpose: Vec<Labelled>,
    /// Outcome indicators.
    pub indicators: Vec<Indicator>,
    /// 市民満足度・重要度
    pub survey: Option<Survey>,
    /// 役割分担分析
    pub analysis: RoleAnalysis,
    /// 市の役割発揮度
    pub effort: Prose,
    /// 評価結果, under the headings of the form.
    pub findings: Vec<Prose>,
    /// Indicators over all years, on their newest sheet.
    pub history: Vec<History>,
    /// The same sheet in other years, newest first.
    pub other_years: Vec<Link>,
    /// 訂正履歴; `None` when nothing was corrected.
    pub corrections: Option<Corrections>,
}

/// 対象 and 意図 that belong together.
#[derive(Debug, Clone, Serialize)]
pub struct Pair {
    /// 1, 2, …
    pub number: String,
    /// 対象
    pub target: Prose,
    /// 意図
    pub intent: Prose,
}

/// The sheet of a 小施策.
#[derive(Debug, Clone, Serialize)]
pub struct MeasurePage {
    /// Identification (of the policy it belongs to).
    pub head: SheetHead,
    /// The 小施策.
    pub measure: CodeName,
    /// 主管課等
    pub office: Option<CodeName>,
    /// 小施策間指数, or what the policy calls the weight.
    pub weight_label: String,
    /// The weight.
    pub weight: Shown,
    /// Result panel.
    pub headline: Headline,
    /// まちづくり指標
    pub indicators: Vec<Indicator>,
    /// What the arrows of the form mean, those that it uses.
    pub legend: Vec<Direction>,
    /// 小施策の全体像
    pub pairs: Vec<Pair>,
    /// 現状と課題
    pub state: Prose,
    /// 構成事業
    pub works: Vec<CodeName>,
    /// Indicators over all years, on their newest sheet.
    pub history: Vec<History>,
    /// The same sheet in other years, newest first.
    pub other_years: Vec<Link>,
    /// 訂正履歴; `None` when nothing was corrected.
    pub corrections: Option<Corrections>,
    /// Neighbouring sheets; empty `href` when there is none.
    pub previous: Link,
    /// Next sheet.
    pub next: Link,
}
