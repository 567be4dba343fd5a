//! Pages that list others: the front page and the index of a year.

use serde::Serialize;

use crate::report::chart::Chart;
use crate::report::page::{
    CodeName, Figure, Grade, GradeRule, LatestCorrection, Link, Shown, Status,
};

/// One line of the list of sheets of a year.
#[derive(Debug, Clone, Serialize)]
pub struct IndexRow {
    /// Code and name of the sheet.
    pub sheet: CodeName,
    /// Its page.
    pub href: String,
    /// First indicator.
    pub indicator: String,
    /// 計画, 目安値, or 令和8年度の計画: what the actual is compared with.
    pub plan_label: String,
    /// The target; `None` where the sheet states none.
    pub plan: Option<Figure>,
    /// 実績, or what the sheet calls it.
    pub actual_label: String,
    /// Actual of the year; `None` where the sheet states none.
    pub actual: Option<Figure>,
    /// What the rate is.
    pub rate_label: String,
    /// Actual against plan; `None` where nothing is to be said of it.
    pub rate: Option<Shown>,
    /// Comparison with the plan.
    pub status: Status,
    /// 評価区分; `None` where the city has no rule for it.
    pub grade: Option<Grade>,
    /// Small bar; `None` when there is nothing to draw.
    pub chart: Option<Chart>,
    /// Basic projects below a policy; empty for a project.
    pub projects: Vec<IndexRow>,
}

/// One pillar of the index.
#[derive(Debug, Clone, Serialize)]
pub struct IndexPillar {
    /// 施策の柱, 基本目標
    pub level: String,
    /// Code and name.
    pub pillar: CodeName,
    /// Its policies.
    pub policies: Vec<IndexRow>,
}

/// A counted tile.
#[derive(Debug, Clone, Serialize)]
pub struct Tile {
    /// Label.
    pub label: String,
    /// `all`, `done`, `miss`, `early`, `wait` or `none`.
    pub kind: String,
    /// The count, its unit in `unit`.
    pub count: Shown,
}

/// The counts of one kind of sheet.
#[derive(Debug, Clone, Serialize)]
pub struct CountRow {
    /// 施策, 基本事業
    pub label: String,
    /// One for each head.
    pub counts: Vec<Shown>,
}

/// The counts by kind of sheet.
#[derive(Debug, Clone, Serialize)]
pub struct Counts {
    /// 表1
    pub table_number: String,
    /// 評価した指標, 届いた …
    pub heads: Vec<String>,
    /// Policies, then basic projects.
    pub rows: Vec<CountRow>,
}

/// Index of an evaluation year.
#[derive(Debug, Clone, Serialize)]
pub struct YearPage {
    /// 平成25年度 施策達成度評価
    pub heading: String,
    /// 平成24年度実績の評価
    pub sub: String,
    /// Two sentences.
    pub lead: String,
    /// What the policies are called.
    pub level: String,
    /// Counts over indicators.
    pub tiles: Vec<Tile>,
    /// How they are counted, in sentences.
    pub count_rule: String,
    /// The same by kind of sheet.
    pub counts: Counts,
    /// The city's rule for grades; `None` where it has none.
    pub grading: Option<GradeRule>,
    /// Counts by grade.
    pub grade_tiles: Vec<Tile>,
    /// The sheets.
    pub pillars: Vec<IndexPillar>,
    /// The overview of all indicators.
    pub indicators: Link,
    /// The latest corrections, newest first.
    pub corrections: Vec<LatestCorrection>,
}

impl YearPage {
    /// The same with pillars that have no policies.
    pub(super) fn without_rows(&self) -> Self {
        let pillar = |pillar: &IndexPillar| IndexPillar {
            level: pillar.level.clone(),
            pillar: pillar.pillar.clone(),
            policies: Vec::new(),
        };
        Self {
            heading: self.heading.clone(),
            sub: self.sub.clone(),
            lead: self.lead.clone(),
            level: self.level.clone(),
            tiles: self.tiles.clone(),
            count_rule: self.count_rule.clone(),
            counts: self.counts.clone(),
            grading: self.grading.clone(),
            grade_tiles: self.grade_tiles.clone(),
            pillars: self.pillars.iter().map(pillar).collect(),
            indicators: self.indicators.clone(),
            corrections: self.corrections.clone(),
        }
    }
}

/// An entry of the front page.
#[derive(Debug, Clone, Serialize)]
pub struct HomeEntry {
    /// Title.
    pub title: String,
    /// Page.
    pub href: String,
    /// One sentence.
    pub text: String,
    /// Counts over the indicators of a year; empty for anything else.
    pub counts: Vec<Tile>,
}

/// Something that was published.
#[derive(Debug, Clone, Serialize)]
pub struct AnnouncementRow {
    /// 令和8年10月1日
    pub day: String,
    /// 2026-10-01
    pub day_iso: String,
    /// What, in one sentence.
    pub title: String,
    /// More about it; may be empty.
    pub text: String,
    /// Fragment id.
    pub id: String,
}

/// What a server shows in the place of a page that is not there.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundPage {
    /// Heading.
    pub heading: String,
    /// What the reader may do.
    pub text: String,
    /// Pages to go on from.
    pub links: Vec<Link>,
}

/// Front page.
#[derive(Debug, Clone, Serialize)]
pub struct HomePage {
    /// Heading.
    pub heading: String,
    /// Two sentences.
    pub lead: String,
    /// Heading of the evaluation years: their name, where they share one.
    pub years_heading: String,
    /// Evaluation years, latest first.
    pub years: Vec<HomeEntry>,
    /// How the indicators are counted; empty where there is no year.
    pub count_rule: String,
    /// Plans.
    pub plans: Vec<HomeEntry>,
    /// What has been published, newest first.
    pub announcements: Vec<AnnouncementRow>,
    /// The latest corrections, newest first.
    pub corrections: Vec<LatestCorrection>,
}
