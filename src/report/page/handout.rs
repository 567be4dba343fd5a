//! A handout (資料): contents of its booklet other than the sheets, as strings, booleans and lists.

use serde::Serialize;

use crate::report::page::Page;
use crate::report::page::shown::{CodeName, Figure, Shown, Status};

/// A booklet: the sheets as pages, and everything between them.
#[derive(Debug, Clone)]
pub struct Booklet {
    /// Name of the file without ending.
    pub name: String,
    /// Cover, contents, 要点 and the rest.
    pub book: Book,
    /// The sheets, in the order of the booklet.
    pub sheets: Vec<Page>,
}

/// The data passed to the templates.
#[derive(Debug, Clone, Serialize)]
pub struct Book {
    /// 件名
    pub title: String,
    /// 会議名; empty when none is stated.
    pub meeting: String,
    /// 令和8年11月21日
    pub day: String,
    /// 担当課; empty when none is stated.
    pub office: String,
    /// 資料番号 of the whole handout; may be empty.
    pub number: String,
    /// 盛岡市
    pub city: String,
    /// Author for the metadata; empty where the city states none.
    pub author: String,
    /// 平成25年度施策達成度評価（平成24年度実績）
    pub evaluation: String,
    /// The conditions that chose the sheets, in words; empty when all are in.
    pub chosen: Vec<String>,
    /// Inner and outer margins alternate.
    pub duplex: bool,
    /// The reference date: 令和8年11月21日.
    pub as_of: String,
    /// The same, `2026-11-21`.
    pub as_of_iso: String,
    /// Small print of the site.
    pub about: Vec<String>,
    /// The parts.
    pub parts: Vec<BookPart>,
}

/// A part of a booklet.
#[derive(Debug, Clone, Serialize)]
pub struct BookPart {
    /// 要点
    pub heading: String,
    /// 資料1-1; that of the whole handout where the part has none.
    pub number: String,
    /// Its contents.
    pub holds: Holds,
}

/// Contents of a part.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Holds {
    /// 要点
    Points(Box<Points>),
    /// 指標一覧
    Overview(Overview),
    /// Sheets, plans and reviews.
    Sheets(Vec<BookSheet>),
    /// 用語
    Terms(Vec<Term>),
}

/// A sheet of the booklet.
#[derive(Debug, Clone, Serialize)]
pub struct BookSheet {
    /// Its number among the sheets, from 1: `s1`, stem of its files and labels.
    pub id: String,
    /// 施策52　まちに活力を与える工業の振興
    pub title: String,
}

/// The page of the main points.
#[derive(Debug, Clone, Serialize)]
pub struct Points {
    /// 施策1件、基本事業4件… in a sentence.
    pub lead: String,
    /// The name of targets: 計画, 目標.
    pub plan: String,
    /// How the indicators short of their target are ordered, in a sentence.
    pub short_rule: String,
    /// Counts of the indicators by their comparison with the plan.
    pub counts: Vec<Count>,
    /// Largest changes in the wanted direction and against it, of counts and of shares.
    pub movers: Vec<Movers>,
    /// How the changes were chosen.
    pub moved_rule: String,
    /// Indicators short of their target.
    pub short: Short,
    /// Corrections and revisions since the last meeting.
    pub revised: Revised,
    /// Explanations of signs and marks.
    pub remarks: Vec<String>,
}

/// A count.
#[derive(Debug, Clone, Serialize)]
pub struct Count {
    /// `all`, `done`, `miss`, `early`, `wait`, `none`
    pub kind: String,
    /// 届いた
    pub label: String,
    /// The number.
    pub count: Shown,
}

/// Indicators that changed most.
#[derive(Debug, Clone, Serialize)]
pub struct Movers {
    /// 望ましい方向に動いた指標
    pub label: String,
    /// Heading of the column of changes: 増減率, 差.
    pub head: String,
    /// Largest first.
    pub rows: Vec<Mover>,
    /// Number of rows left out; `None` when all are listed.
    pub more: Option<Shown>,
}

/// An indicator and its change.
#[derive(Debug, Clone, Serialize)]
pub struct Mover {
    /// Sheet and indicator.
    pub of: Named,
    /// Actual of the year before.
    pub before: Figure,
    /// Actual of the year.
    pub now: Figure,
    /// Rate of change, or the difference of two shares.
    pub change: Shown,
}

/// Where an indicator is found.
#[derive(Debug, Clone, Serialize)]
pub struct Named {
    /// Code and name of the sheet.
    pub sheet: CodeName,
    /// Name of the indicator.
    pub indicator: String,
    /// Arrow of the wanted direction.
    pub arrow: String,
    /// `s1` when the sheet is in the booklet, to refer to its page; else empty.
    pub id: String,
}

/// Indicators short of their target.
#[derive(Debug, Clone, Serialize)]
pub struct Short {
    /// Furthest from the plan first.
    pub rows: Vec<Compared>,
    /// Number of rows left out.
    pub more: Option<Shown>,
}

/// An indicator with plan, actual and rate.
#[derive(Debug, Clone, Serialize)]
pub struct Compared {
    /// Sheet and indicator.
    pub of: Named,
    /// Unit as printed.
    pub unit: String,
    /// Plan of the year; `None` where the sheet states none.
    pub plan: Option<Figure>,
    /// Its name; empty where the heading states it.
    pub plan_label: String,
    /// Actual of the year; `None` where the sheet states none.
    pub actual: Option<Figure>,
    /// As for the plan.
    pub actual_label: String,
    /// Actual of the year before, where the sheet states it.
    pub before: Option<Figure>,
    /// Label of the rate; empty for the usual one.
    pub rate_label: String,
    /// Actual against plan; `None` where not applicable.
    pub rate: Option<Shown>,
    /// Comparison with the plan.
    pub status: Status,
    /// Difference from the value compared with, in words; empty where not stated.
    pub apart: String,
}

/// Corrections and revisions since the last meeting.
#[derive(Debug, Clone, Serialize)]
pub struct Revised {
    /// How they were chosen, or that there are none.
    pub lead: String,
    /// Newest first.
    pub rows: Vec<Revision>,
    /// Number of rows left out.
    pub more: Option<Shown>,
}

/// A correction or a changed target.
#[derive(Debug, Clone, Serialize)]
pub struct Revision {
    /// 訂正（令和8年10月1日） or 計画の変更
    pub kind: String,
    /// 施策52
    pub sheet: String,
    /// The subject.
    pub what: String,
    /// Before: words, or a figure.
    pub before: crate::report::page::correction::CorrectionSide,
    /// After.
    pub after: crate::report::page::correction::CorrectionSide,
}

/// Every indicator of the booklet.
#[derive(Debug, Clone, Serialize)]
pub struct Overview {
    /// The name of targets: 計画, 目標.
    pub plan: String,
    /// 平成24年度
    pub year: String,
    /// 平成23年度
    pub before: String,
    /// Heading of the column of sheets: 施策・基本事業.
    pub levels: String,
    /// Name of the level above, 施策の柱.
    pub above: String,
    /// By pillar, in the order of codes.
    pub groups: Vec<Group>,
    /// As in [`Points`].
    pub remarks: Vec<String>,
}

/// The indicators below one pillar.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// Code and name.
    pub pillar: CodeName,
    /// Its indicators.
    pub rows: Vec<Compared>,
}

/// A word and its explanation.
#[derive(Debug, Clone, Serialize)]
pub struct Term {
    /// The word.
    pub word: String,
    /// Its explanation.
    pub text: String,
}
