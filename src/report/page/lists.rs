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
    /// 計画, 目安値, or 令和8年度の計画: name of the value compared with.
    pub plan_label: String,
    /// The target; `None` where the sheet states none.
    pub plan: Option<Figure>,
    /// 実績, or the sheet's name for it.
    pub actual_label: String,
    /// Actual of the year; `None` where the sheet states none.
    pub actual: Option<Figure>,
    /// Label of the rate.
    pub rate_label: String,
    /// Actual against plan; `None` where not applicable.
    pub rate: Option<Shown>,
    /// Comparison with the plan.
    pub status: Status,
    /// Difference from the value compared with, in words: 計画より2件多い; empty where not stated.
    pub apart: String,
    /// 評価区分; `None` where the city has no rule.
    pub grade: Option<Grade>,
    /// Small bar; `None` when there is nothing to draw.
    pub chart: Option<Chart>,
}

/// A tile with a count.
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
    /// One count per heading.
    pub counts: Vec<Shown>,
}

/// The counts by kind of sheet.
#[derive(Debug, Clone, Serialize)]
pub struct Counts {
    /// 表1
    pub table_number: String,
    /// 全ての指標, 届いた …
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

/// A publication.
#[derive(Debug, Clone, Serialize)]
pub struct AnnouncementRow {
    /// 令和8年10月1日
    pub day: String,
    /// 2026-10-01
    pub day_iso: String,
    /// What was published, in one sentence.
    pub title: String,
    /// More about it; may be empty.
    pub text: String,
    /// Fragment id.
    pub id: String,
}

/// Page shown by a server for unknown addresses.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundPage {
    /// Heading.
    pub heading: String,
    /// What the reader can do.
    pub text: String,
    /// Pages to continue with.
    pub links: Vec<Link>,
}

/// Front page.
#[derive(Debug, Clone, Serialize)]
pub struct HomePage {
    /// Heading.
    pub heading: String,
    /// Two sentences.
    pub lead: String,
    /// Heading of the evaluation years: their name, if they share one.
    pub years_heading: String,
    /// Evaluation years, latest first.
    pub years: Vec<HomeEntry>,
    /// How the indicators are counted; empty where there is no year.
    pub count_rule: String,
    /// Heading above the entries without a year.
    pub plans_heading: String,
    /// Entries without a year: plans and their reviews.
    pub plans: Vec<HomeEntry>,
    /// Announcements, newest first.
    pub announcements: Vec<AnnouncementRow>,
    /// The latest corrections, newest first.
    pub corrections: Vec<LatestCorrection>,
}
