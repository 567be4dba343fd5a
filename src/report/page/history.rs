//! An indicator over several evaluation years, on the newest sheet that has it.

use serde::Serialize;

use crate::report::chart::Chart;
use crate::report::page::{Figure, YearLabel};

/// One fiscal year, as the newest sheet states it.
#[derive(Debug, Clone, Serialize)]
pub struct HistoryRow {
    /// The year.
    pub year: YearLabel,
    /// 前年度と断絶, or empty.
    pub mark: String,
    /// Planned value.
    pub plan: Figure,
    /// Marks of notes on a plan that was changed.
    pub plan_notes: Vec<String>,
    /// Actual value.
    pub actual: Figure,
    /// Marks of notes on an actual that differs between sheets.
    pub actual_notes: Vec<String>,
    /// The evaluation whose sheet states them: 平成30年度.
    pub sheet: String,
}

/// The series of an indicator over all years.
#[derive(Debug, Clone, Serialize)]
pub struct History {
    /// Name on the newest sheet.
    pub name: String,
    /// Unit of the table and the chart.
    pub display_unit: String,
    /// Renames and sheets left out, in sentences.
    pub remarks: Vec<String>,
    /// Earliest year first.
    pub rows: Vec<HistoryRow>,
    /// 表5
    pub table_number: String,
    /// Plan against actual over all years.
    pub chart: Chart,
}
