//! The rows of the open data: what each figure is about, and the id of its fact. Values are stored only in the facts,
//! so that no table can disagree with a page.

use std::sync::Arc;

use crate::model::texts::Texts;
use crate::terms::year::FiscalYear;

/// Everything the open data writer needs except the facts.
#[derive(Debug, Clone)]
pub struct Data {
    /// Name of the city.
    pub city: String,
    /// 全国地方公共団体コード
    pub lg_code: String,
    /// Title of the site.
    pub title: String,
    /// The reference date, `2026-11-21`.
    pub as_of: String,
    /// 公表者, 作成者 and 利用条件, as far as the city states them.
    pub terms: [Option<String>; 3],
    /// The texts of each sheet, in the order of the files.
    pub texts: Vec<Texts>,
    /// The rows of each sheet, in the order of the pages.
    pub parts: Vec<Arc<Rows>>,
}

impl Data {
    /// The rows of one table: `data.rows(|rows| &rows.indicators)`.
    pub fn rows<'a, T: 'a>(
        &'a self,
        table: impl Fn(&'a Rows) -> &'a Vec<T>,
    ) -> impl Iterator<Item = &'a T> {
        self.parts.iter().flat_map(move |rows| table(rows))
    }
}

/// Rows of a sheet in the open data.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// Name of the city.
    pub(crate) city: String,
    /// Values of indicators.
    pub indicators: Vec<IndicatorRow>,
    /// Revised targets.
    pub revisions: Vec<RevisionRow>,
    /// Actuals against their targets.
    pub outcomes: Vec<OutcomeRow>,
    /// Grades; empty where the city has no rule.
    pub grades: Vec<GradeRow>,
    /// Corrections.
    pub corrections: Vec<CorrectionRow>,
    /// Every figure of a declared table, or the word in its place.
    pub cells: Vec<CellRow>,
    /// Notes on subjects that are not figures.
    pub remarks: Vec<RemarkRow>,
}

/// A sheet, of a year or not.
#[derive(Debug, Clone)]
pub struct CellSheet {
    /// The year in which it was made; `None` in a folder that is not a year.
    pub evaluation: Option<FiscalYear>,
    /// Name of its level.
    pub level: String,
    /// コード
    pub code: String,
    /// 名称
    pub name: String,
    /// The name of its form.
    pub form: String,
}

/// A figure of a sheet, or the word in its place.
#[derive(Debug, Clone)]
pub struct CellRow {
    /// Its sheet.
    pub sheet: Arc<CellSheet>,
    /// Its section.
    pub section: Arc<str>,
    /// Its row, its entry, or its field.
    pub row: String,
    /// Its column; empty for a field.
    pub column: String,
    /// Id of the fact.
    pub fact: String,
}

/// A note on an indicator, or a whole sheet.
#[derive(Debug, Clone)]
pub struct RemarkRow {
    /// Id of its subject: `h25.52`, `h25.52.成果指標.製造品出荷額等`.
    pub of: String,
    /// The text.
    pub note: String,
    /// Page of the sheet, from the root of the output.
    pub page: String,
}

/// A sheet or plan that is not published yet.
#[derive(Debug, Clone)]
pub struct StageRow {
    /// Its page, from the root of the output.
    pub page: String,
    /// Its title.
    pub name: String,
    /// `draft` or `confirmed`
    pub stage: &'static str,
}

/// One correction.
#[derive(Debug, Clone)]
pub struct CorrectionRow {
    /// `h25.52.correction.1`
    pub id: String,
    /// Code of the sheet or plan.
    pub sheet_code: String,
    /// 施策52 まちに活力を与える工業の振興
    pub sheet: String,
    /// Year of the evaluation; `None` for a plan.
    pub evaluation: Option<FiscalYear>,
    /// What was corrected.
    pub what: String,
    /// Id of the corrected fact; empty when it is not a figure.
    pub figure: String,
    /// `2026-10-01`
    pub day: String,
    /// Before.
    pub before: CorrectionSideRow,
    /// After.
    pub after: CorrectionSideRow,
    /// Why.
    pub reason: String,
    /// Page of the sheet, from the root of the output.
    pub page: String,
}

/// A value before or after a correction.
#[derive(Debug, Clone)]
pub struct CorrectionSideRow {
    /// Words, or the figure as printed.
    pub text: String,
    /// Id of the fact that states the figure; empty for words.
    pub fact: String,
}

/// The sheet of a row.
#[derive(Debug, Clone)]
pub struct SheetKey {
    /// Code of the policy.
    pub policy_code: String,
    /// Code of the sheet: of the policy or of the basic project.
    pub sheet_code: String,
    /// Its name.
    pub sheet_name: String,
    /// Year of the evaluation.
    pub evaluation: FiscalYear,
}

/// Shared by all values of an indicator.
#[derive(Debug, Clone)]
pub struct IndicatorKey {
    /// The sheet.
    pub sheet: Arc<SheetKey>,
    /// `h25.52.成果指標.製造品出荷額等`
    pub indicator_id: String,
    /// 指標名
    pub indicator_name: String,
    /// The city that the value is about.
    pub city: String,
    /// `up`, `down`, `keep`, or `not_applicable`.
    pub direction: &'static str,
    /// `flow`, `cumulative`, or `not_applicable`.
    pub value_kind: &'static str,
    /// 系列; empty where the indicator has one series.
    pub series: String,
    /// Code of the method of comparison, or `not_applicable`.
    pub method: &'static str,
}

/// One value of an indicator in one year.
#[derive(Debug, Clone)]
pub struct IndicatorRow {
    /// The indicator.
    pub of: Arc<IndicatorKey>,
    /// `plan`, `actual`, `base`, `path`, `rank` …
    pub kind: &'static str,
    /// Year of the value.
    pub fy: FiscalYear,
    /// Kind of target of a plan: `middle` or `final`; empty where the form does not state it.
    pub target: &'static str,
    /// Why the value is not comparable with the years before; empty where it is.
    pub parted: Box<str>,
    /// Id of the fact.
    pub fact: Box<str>,
}

/// One revision of a target.
#[derive(Debug, Clone)]
pub struct RevisionRow {
    /// The sheet.
    pub sheet: Arc<SheetKey>,
    /// `h25.52.成果指標.製造品出荷額等.2013-03-29改定.平成26`
    pub id: String,
    /// `h25.52.成果指標.製造品出荷額等`
    pub indicator_id: String,
    /// 指標名
    pub indicator_name: String,
    /// 系列; empty where the indicator has one series.
    pub series: String,
    /// The year whose target it is.
    pub fy: FiscalYear,
    /// Id of the fact that states the target before.
    pub before: String,
    /// Id of the fact that states the target after.
    pub after: String,
    /// `2013-03-29`
    pub day: String,
    /// Why.
    pub reason: String,
    /// Page of the sheet, from the root of the output.
    pub page: String,
}

/// The grade of one indicator.
#[derive(Debug, Clone)]
pub struct GradeRow {
    /// What is graded, and the fact with the grade.
    pub of: Judged,
    /// The grade with the alternative reading, where that differs.
    pub other: String,
    /// The city's rule in words.
    pub rule: String,
    /// What the city's rule is based on.
    pub basis: String,
}

/// Subject of a verdict or a grade: one indicator in the year evaluated.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The sheet.
    pub sheet: Arc<SheetKey>,
    /// `h25.52.成果指標.製造品出荷額等`
    pub indicator_id: String,
    /// 指標名
    pub indicator_name: String,
    /// 系列; empty where the indicator has one series.
    pub series: String,
    /// The year evaluated.
    pub fy: FiscalYear,
    /// Code of the method of comparison.
    pub method: &'static str,
    /// Id of the fact that states the rate; empty where there is none.
    pub rate: String,
    /// Id of the fact that states the verdict or the grade.
    pub fact: String,
}

/// Actual of one indicator against its target.
#[derive(Debug, Clone)]
pub struct OutcomeRow {
    /// What is compared, and the fact with the verdict.
    pub of: Judged,
    /// `reached`, `short`, `before_target_year`, `not_yet` or `not_compared`.
    pub outcome: &'static str,
    /// The same with the alternative reading, where that differs.
    pub other: &'static str,
    /// `plan` or `path`; empty where there is no target.
    pub target_kind: &'static str,
    /// The year of the target; `None` where no form or sheet states one.
    pub target_fy: Option<FiscalYear>,
    /// Id of the fact that states the actual; empty where the sheet has none.
    pub actual: String,
    /// Id of the fact that states the target; empty where the sheet has none.
    pub target: String,
}
