//! What changed under an indicator, on its page: the table of revised targets.

use serde::Serialize;

use crate::report::page::{Figure, YearLabel};

/// One revision of a target.
#[derive(Debug, Clone, Serialize)]
pub struct RevisionRow {
    /// The year whose plan it is.
    pub year: YearLabel,
    /// Before.
    pub before: Figure,
    /// After.
    pub after: Figure,
    /// 平成25年3月29日
    pub day: String,
    /// `2013-03-29`
    pub day_iso: String,
    /// Why.
    pub reason: String,
}

/// 目標の改定 of an indicator.
#[derive(Debug, Clone, Serialize)]
pub struct Revisions {
    /// 表2
    pub table_number: String,
    /// Earliest first.
    pub rows: Vec<RevisionRow>,
}
