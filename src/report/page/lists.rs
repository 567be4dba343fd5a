//! Pages that list others: the front page and the index of a year.

use serde::Serialize;

use crate::report::chart::Chart;
use crate::report::page::correction::LatestCorrection;
use crate::report::page::grade::Grade;
use crate::report::page::shown::{CodeName, Figure, Link, Shown, Status};

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
    /// How far it is from what it is compared with, in words: 計画より2件多い; empty where nothing is said of it.
    pub apart: String,
    /// 評価区分; `None` where the city has no rule for it.
    pub grade: Option<Grade>,
    /// Small bar; `None` when there is nothing to draw.
    pub chart: Option<Chart>,
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
    /// What is of no year: plans and their reviews.
    pub plans: Vec<HomeEntry>,
    /// What has been published, newest first.
    pub announcements: Vec<AnnouncementRow>,
    /// The latest corrections, newest first.
    pub corrections: Vec<LatestCorrection>,
}
