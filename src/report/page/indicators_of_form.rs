//! Sections of indicators, as pages show them.

use serde::Serialize;

use crate::report::chart::Chart;
use crate::report::page::grade::Grade;
use crate::report::page::sheet::{Held, TableHead};
use crate::report::page::shown::{Shown, Status};

/// A value with its year, where the head does not say it.
#[derive(Debug, Clone, Serialize)]
pub struct Dated {
    /// 令和5年度; empty where the head says it or there is none.
    pub year: String,
    /// The value.
    pub held: Held,
}

/// A cell of a row: of one column and, where the head says it, of one year.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorCell {
    /// How many rows it spans; empty where the row above spans this one.
    pub span: String,
    /// Its values.
    pub values: Vec<Dated>,
}

/// A row: an indicator, or a series of one.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorRow {
    /// 枠; empty where the form has none.
    pub slot: String,
    /// How many rows the name spans; empty on all but the first.
    pub span: String,
    /// 指標名
    pub name: Held,
    /// Marks of the notes about it.
    pub notes: Vec<String>,
    /// What kind of indicator it is: 増加が望ましい、累計の値; empty where nothing is said.
    pub about: String,
    /// 単位
    pub unit: Held,
    /// 系列; empty where it has none.
    pub series: String,
    /// A cell for each head.
    pub cells: Vec<IndicatorCell>,
}

/// What a comparison came to; of increments each year has a row.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedRow {
    /// How many rows the name spans; empty where the row above spans this one.
    pub span: String,
    /// The indicator, with its series.
    pub name: String,
    /// 令和5年度
    pub year: String,
    /// The rate; `None` where there is none.
    pub rate: Option<Shown>,
    /// The running total of increments; `None` where there is none.
    pub total: Option<Shown>,
    /// How far it is from what it is compared with; `None` where that is no figure.
    pub gap: Option<Shown>,
    /// How far it is from the year before; `None` where that is no figure, or cannot be compared.
    pub change: Option<Shown>,
    /// The running total of their targets; `None` where there is none.
    pub planned: Option<Shown>,
    /// The one against the other; `None` where they are not of the same years.
    pub total_rate: Option<Shown>,
    /// The base with the running total; `None` where there is none.
    pub level: Option<Shown>,
    /// The base with the running total of their targets; `None` where there is none.
    pub planned_level: Option<Shown>,
    /// The result; `None` for a year to come, of which no actual is stated.
    pub status: Option<Status>,
    /// 評価区分; `None` where the city has no rule for it, and for increments of years before the latest.
    pub grade: Option<Grade>,
    /// Why; ends with ため.
    pub reason: String,
    /// How the rate was computed, or why it could not be; empty where nobody asks for one.
    pub method: String,
}

/// A target that was revised.
#[derive(Debug, Clone, Serialize)]
pub struct RevisedRow {
    /// The indicator, with its series.
    pub name: String,
    /// The year whose target it is.
    pub year: String,
    /// Before.
    pub before: Held,
    /// After.
    pub after: Held,
    /// 平成25年3月29日
    pub day: String,
    /// `2013-03-29`
    pub day_iso: String,
    /// Why.
    pub reason: String,
}

/// A year of an indicator, as the sheets that speak of it last state it.
#[derive(Debug, Clone, Serialize)]
pub struct OfYear {
    /// 令和5年度
    pub year: String,
    /// A figure for each head.
    pub cells: Vec<Held>,
    /// The sheet: 令和7年度事務事業評価; of several, what each states.
    pub sheet: String,
}

/// An indicator over all years.
#[derive(Debug, Clone, Serialize)]
pub struct OverYears {
    /// The indicator, with its series.
    pub name: String,
    /// Its years, earliest first.
    pub years: Vec<OfYear>,
}

/// The same indicators over all years, on their newest sheet.
#[derive(Debug, Clone, Default, Serialize)]
pub struct History {
    /// 表4; empty where there is no table.
    pub number: String,
    /// What its figures are: 目標, 実績.
    pub heads: Vec<String>,
    /// The indicators that other sheets speak of, too.
    pub indicators: Vec<OverYears>,
    /// What changed over the years, in sentences.
    pub remarks: Vec<String>,
    /// Charts, one for each that has enough figures.
    pub charts: Vec<Chart>,
}

/// A section of indicators.
#[derive(Debug, Clone, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each says whether a column is there")]
pub struct IndicatorsShown {
    /// 表1
    pub number: String,
    /// True where the form has slots.
    pub slots: bool,
    /// True where an indicator has series.
    pub series: bool,
    /// Heads of the columns.
    pub heads: Vec<TableHead>,
    /// The rows.
    pub rows: Vec<IndicatorRow>,
    /// 表2
    pub compared_number: String,
    /// What the comparisons came to.
    pub compared: Vec<ComparedRow>,
    /// True where a row says why, or how something was computed.
    pub reasons: bool,
    /// How sums and levels of increments were computed, a line for each indicator.
    pub formulas: Vec<String>,
    /// One of their grades, which says the rule; `None` where the city has none.
    pub graded: Option<Grade>,
    /// True where these are increments.
    pub increments: bool,
    /// True where a row has a rate.
    pub rates: bool,
    /// True where a row has a running total, of actuals or of targets.
    pub totals: bool,
    /// True where a row has a difference from what it is compared with.
    pub gaps: bool,
    /// True where a row has a difference from the year before.
    pub changes: bool,
    /// True where one of them has a base, and so a level that was reached or planned.
    pub levels: bool,
    /// 表3
    pub revised_number: String,
    /// 目標の改定, earliest first in each indicator.
    pub revised: Vec<RevisedRow>,
    /// Charts, one for each indicator or series that has enough figures.
    pub charts: Vec<Chart>,
    /// The same over all years.
    pub history: History,
}

/// A sheet or a name of the level below, with its results.
#[derive(Debug, Clone, Serialize)]
pub struct Child {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Its page; empty where it has none.
    pub href: String,
    /// What it says in each field that is shown.
    pub values: Vec<Vec<Held>>,
    /// What its indicators came to.
    pub results: Vec<ChildResult>,
}

/// What an indicator of a sheet below came to.
#[derive(Debug, Clone, Serialize)]
pub struct ChildResult {
    /// The indicator, with its series.
    pub name: String,
    /// The result.
    pub status: Status,
}

/// 下位: what lies below a sheet.
#[derive(Debug, Clone, Serialize)]
pub struct ChildrenShown {
    /// 表1
    pub number: String,
    /// What the level below is called.
    pub level: String,
    /// Heads of the fields that are shown beside the results.
    pub heads: Vec<TableHead>,
    /// What lies below.
    pub rows: Vec<Child>,
}
