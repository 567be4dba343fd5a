//! Sections of indicators, as pages show them.

use serde::Serialize;

use crate::report::chart::Chart;
use crate::report::page::grade::Grade;
use crate::report::page::sheet::{PrintedValue, TableHead};
use crate::report::page::shown::{Shown, Status};

/// A value with its year, where the heading does not state it.
#[derive(Debug, Clone, Serialize)]
pub struct Dated {
    /// 令和5年度; empty where the heading states it or there is none.
    pub year: String,
    /// The value.
    pub held: PrintedValue,
}

/// A cell of a row: for one column and, where the heading states it, one year.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorCell {
    /// Number of rows it spans; empty where it is covered by a row above.
    pub span: String,
    /// Its values.
    pub values: Vec<Dated>,
}

/// A row: an indicator, or a series of one.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorRow {
    /// 枠; empty where the form has none.
    pub slot: String,
    /// Number of rows the name spans; empty on all but the first.
    pub span: String,
    /// 指標名
    pub name: PrintedValue,
    /// Marks of its notes.
    pub notes: Vec<String>,
    /// Kind of indicator: 増加が望ましい、累計の値; empty where not stated.
    pub about: String,
    /// 単位
    pub unit: PrintedValue,
    /// 系列; empty where it has none.
    pub series: String,
    /// A cell for each heading.
    pub cells: Vec<IndicatorCell>,
}

/// Result of a comparison; increments have a row per year.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedRow {
    /// Number of rows the name spans; empty where it is covered by a row above.
    pub span: String,
    /// The indicator, with its series.
    pub name: String,
    /// 令和5年度
    pub year: String,
    /// The rate; `None` where there is none.
    pub rate: Option<Shown>,
    /// The running total of increments; `None` where there is none.
    pub total: Option<Shown>,
    /// Difference from the value compared with; `None` where that is not a number.
    pub gap: Option<Shown>,
    /// Difference from the year before; `None` where that is not a number, or not comparable.
    pub change: Option<Shown>,
    /// The running total of planned increments; `None` where there is none.
    pub planned: Option<Shown>,
    /// Rate of the running totals; `None` where they cover different years.
    pub total_rate: Option<Shown>,
    /// Base plus running total; `None` where there is none.
    pub level: Option<Shown>,
    /// Base plus running total of planned increments; `None` where there is none.
    pub planned_level: Option<Shown>,
    /// The result; `None` for a future year without a stated actual.
    pub status: Option<Status>,
    /// 評価区分; `None` where the city has no rule, and for increments of years before the latest.
    pub grade: Option<Grade>,
    /// Reason, ending with ため.
    pub reason: String,
    /// How the rate was computed, or why not; empty where no rate is asked for.
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
    pub before: PrintedValue,
    /// After.
    pub after: PrintedValue,
    /// 平成25年3月29日
    pub day: String,
    /// `2013-03-29`
    pub day_iso: String,
    /// Why.
    pub reason: String,
}

/// A year of an indicator, from the latest sheet that states it.
#[derive(Debug, Clone, Serialize)]
pub struct OfYear {
    /// 令和5年度
    pub year: String,
    /// A figure for each heading.
    pub cells: Vec<PrintedValue>,
    /// The sheet: 令和7年度事務事業評価; where several differ, what each states.
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
    /// Kinds of its figures: 目標, 実績.
    pub heads: Vec<String>,
    /// The indicators that other sheets have, too.
    pub indicators: Vec<OverYears>,
    /// Changes over the years, in sentences.
    pub remarks: Vec<String>,
    /// Charts, one for each indicator with enough figures.
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
    /// Headings of the columns.
    pub heads: Vec<TableHead>,
    /// The rows.
    pub rows: Vec<IndicatorRow>,
    /// 表2
    pub compared_number: String,
    /// Results of the comparisons.
    pub compared: Vec<ComparedRow>,
    /// True where a row has a reason or a method.
    pub reasons: bool,
    /// How sums and levels of increments were computed, one line per indicator.
    pub formulas: Vec<String>,
    /// One of their grades, to show the rule; `None` where the city has none.
    pub graded: Option<Grade>,
    /// True where these are increments.
    pub increments: bool,
    /// True where a row has a rate.
    pub rates: bool,
    /// True where a row has a running total, of actuals or of targets.
    pub totals: bool,
    /// True where a row has a difference from the value compared with.
    pub gaps: bool,
    /// True where a row has a difference from the year before.
    pub changes: bool,
    /// True where one of them has a base, and so an actual or planned level.
    pub levels: bool,
    /// 表3
    pub revised_number: String,
    /// 目標の改定, earliest first in each indicator.
    pub revised: Vec<RevisedRow>,
    /// Charts, one for each indicator or series with enough figures.
    pub charts: Vec<Chart>,
    /// The same over all years.
    pub history: History,
}

/// An entry of the level below, with its results.
#[derive(Debug, Clone, Serialize)]
pub struct Child {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Its page; empty where it has none.
    pub href: String,
    /// The values of each field shown.
    pub values: Vec<Vec<PrintedValue>>,
    /// The results of its indicators.
    pub results: Vec<ChildResult>,
}

/// Result of an indicator of a sheet below.
#[derive(Debug, Clone, Serialize)]
pub struct ChildResult {
    /// The indicator, with its series.
    pub name: String,
    /// The result.
    pub status: Status,
}

/// 下位: the entries below a sheet.
#[derive(Debug, Clone, Serialize)]
pub struct ChildrenShown {
    /// 表1
    pub number: String,
    /// Name of the level below.
    pub level: String,
    /// Headings of the fields shown with the results.
    pub heads: Vec<TableHead>,
    /// The entries below.
    pub rows: Vec<Child>,
}
