//! Corrections on the pages: the history of a sheet, and the latest of a site or a year.

use serde::Serialize;

use crate::report::page::shown::Shown;

/// Value before or after a correction: words, or a figure.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionSide {
    /// Words; empty when `figure` is set.
    pub text: String,
    /// The figure in the unit of the sheet.
    pub figure: Option<Shown>,
}

/// One correction.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionRow {
    /// 令和8年10月1日
    pub day: String,
    /// `2026-10-01`
    pub day_iso: String,
    /// What was corrected.
    pub what: String,
    /// Before.
    pub before: CorrectionSide,
    /// After.
    pub after: CorrectionSide,
    /// Why.
    pub reason: String,
}

/// 訂正履歴 of a sheet.
#[derive(Debug, Clone, Serialize)]
pub struct Corrections {
    /// 表3
    pub table_number: String,
    /// Newest first.
    pub rows: Vec<CorrectionRow>,
}

/// One of the latest corrections, on a page that lists them.
#[derive(Debug, Clone, Serialize)]
pub struct LatestCorrection {
    /// 令和8年10月1日
    pub day: String,
    /// `2026-10-01`
    pub day_iso: String,
    /// 施策52 まちに活力を与える工業の振興
    pub sheet: String,
    /// What was corrected.
    pub what: String,
    /// Its place on the page of the sheet.
    pub href: String,
}
