//! The overview of all indicators, in one of its orders.

use serde::Serialize;

use crate::report::page::grade::GradeRule;
use crate::report::page::lists::IndexRow;
use crate::report::page::shown::{Link, Shown};

/// One indicator on its newest sheet.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorEntry {
    /// Sheet, indicator, figures, status and bar.
    pub row: IndexRow,
    /// 令和元年度施策達成度評価、平成30年度の実績
    pub year: String,
    /// Change from the year before; `None` when one of the two actuals is missing.
    pub change: Option<Shown>,
}

/// All indicators of the site.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorsPage {
    /// 指標の一覧（コード順）
    pub heading: String,
    /// How many indicators there are.
    pub count: Shown,
    /// Explanation of the order.
    pub remark: String,
    /// The city's rule for grades; `None` where it has none.
    pub grading: Option<GradeRule>,
    /// Links to the orders; that of this page has an empty `href`.
    pub orders: Vec<Link>,
    /// In the order of this page.
    pub entries: Vec<IndicatorEntry>,
}

impl IndicatorsPage {
    /// The same page without entries.
    pub(super) fn without_rows(&self) -> Self {
        Self {
            heading: self.heading.clone(),
            count: self.count.clone(),
            remark: self.remark.clone(),
            grading: self.grading.clone(),
            orders: self.orders.clone(),
            entries: Vec::new(),
        }
    }
}
