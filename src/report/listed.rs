//! An indicator in the year evaluated -> the shape used by lists, counts and the table of verdicts. Pages of single
//! sheets have more.

mod sheet;

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::model::grading::Grading;
use crate::model::indicator::{Direction, Method};
use crate::report::chart::{Chart, Spec};
use crate::report::data::{GradeRow, Judged, OutcomeRow, SheetKey};
use crate::report::desk::Desk;
use crate::report::differences;
use crate::report::grade;
use crate::report::links;
use crate::report::page::{CodeName, IndexRow, Status};
use crate::report::rows;
use crate::report::verdict::Kind;
use crate::terms::year::FiscalYear;

pub(crate) use sheet::{key as sheet_key, of_sheet};

/// An indicator, or a series of one. Figures are ids of facts; empty where the sheet states none.
#[derive(Debug, Clone)]
pub(crate) struct Listed<'a> {
    /// Its identity over the years.
    pub(crate) identity: String,
    /// Its sheet, for the tables.
    pub(crate) key: Arc<SheetKey>,
    /// Its sheet, for lists.
    pub(crate) sheet: CodeName,
    /// 施策52, 取組1-2
    pub(crate) owner: String,
    /// Page of the sheet.
    pub(crate) page: String,
    /// `h25.52.成果指標.製造品出荷額等`
    pub(crate) id: String,
    /// 指標名 with its series, as printed on pages.
    pub(crate) name: String,
    /// The same, as in the tables.
    pub(crate) plain_name: String,
    /// 系列; empty where it has none.
    pub(crate) series: String,
    /// The converted unit.
    pub(crate) unit: String,
    /// The wanted direction; `None` where not stated.
    pub(crate) direction: Option<Direction>,
    /// The year of the actual.
    pub(crate) fy: FiscalYear,
    /// The method of comparison.
    pub(crate) method: Method,
    /// 実績
    pub(crate) actual: String,
    /// Name of the actual.
    pub(crate) actual_label: String,
    /// The value compared with.
    pub(crate) target: String,
    /// 計画, 目安値, 令和8年度の目標
    pub(crate) target_label: String,
    /// `plan` or `path`; empty where there is none.
    pub(crate) target_kind: &'static str,
    /// The year of the target.
    pub(crate) target_fy: Option<FiscalYear>,
    /// The rate.
    pub(crate) rate: String,
    /// Label of the rate.
    pub(crate) rate_label: String,
    /// Achieved share of the target, for a bar.
    pub(crate) ratio: Option<Decimal>,
    /// The verdict.
    pub(crate) verdict: String,
    /// The verdicts with the adopted reading of the source and with the alternative one.
    pub(crate) kinds: [Kind; 2],
    /// True where the alternative reading would change the comparison.
    pub(crate) doubtful: bool,
    /// Shortfall as a share of the target.
    pub(crate) distance: Option<Decimal>,
    /// The rule for grades, if the city has one.
    pub(crate) grading: Option<&'a Grading>,
    /// The grade.
    pub(crate) grade: String,
    /// Index of the grade, for the two readings.
    pub(crate) grades: [Option<usize>; 2],
    /// Id of the difference from the target; may have no fact.
    pub(crate) gap: String,
    /// Id of the change from the year before; may have no fact.
    pub(crate) change: String,
    /// The actual of the year before; empty where the sheet has none.
    pub(crate) before: String,
    /// Both actuals in the converted unit, where their change is meaningful.
    pub(crate) pair: Option<[Decimal; 2]>,
}

impl Listed<'_> {
    /// Its row in a list on the page `from`.
    pub(crate) fn row(&self, from: &str, chart: &str, desk: &mut Desk<'_>) -> IndexRow {
        let some = |id: &String| (!id.is_empty()).then(|| id.clone());
        let grade = self.grading.map(|grading| {
            let [adopted, other] = self.grades;
            grade::shown((&self.grade, self.fy), grading, adopted != other, desk)
        });
        IndexRow {
            sheet: self.sheet.clone(),
            href: links::relative(from, &self.page),
            indicator: self.name.clone(),
            plan_label: self.target_label.clone(),
            plan: some(&self.target).map(|id| desk.figure(&id)),
            actual_label: self.actual_label.clone(),
            actual: some(&self.actual).map(|id| desk.figure(&id)),
            rate_label: self.rate_label.clone(),
            rate: some(&self.rate).map(|id| desk.show(&id)),
            status: self.status(desk),
            apart: self.apart(desk),
            grade,
            chart: self.ratio.map(|ratio| meter(chart, ratio)),
        }
    }

    /// The verdict as shown on pages.
    pub(crate) fn status(&self, desk: &mut Desk<'_>) -> Status {
        let kind = self.kinds[0].sign().to_owned();
        Status { kind, word: desk.show(&self.verdict), doubtful: self.doubtful }
    }

    /// Difference of the actual from its target, in words, where it is compared: 計画より2件多い; else empty.
    pub(crate) fn apart(&self, desk: &Desk<'_>) -> String {
        match self.kinds[0] {
            Kind::Reached | Kind::Short => differences::apart(&self.gap, &self.target_label, desk),
            Kind::Early | Kind::Waiting | Kind::Excluded => String::new(),
        }
    }

    /// The cells of the comparison, and of the grade, in the tables.
    pub(crate) fn judged(&self, fact: &str) -> Judged {
        Judged {
            sheet: Arc::clone(&self.key),
            indicator_id: self.id.clone(),
            indicator_name: self.plain_name.clone(),
            series: self.series.clone(),
            fy: self.fy,
            method: rows::method(self.method),
            rate: self.rate.clone(),
            fact: fact.to_owned(),
        }
    }

    /// The row of the table of grades; `None` where the city has no rule.
    pub(crate) fn graded(&self) -> Option<GradeRow> {
        Some(grade::row(self.judged(&self.grade), self.grades, self.grading?))
    }

    /// The row of the table of verdicts.
    pub(crate) fn outcome(&self) -> OutcomeRow {
        let [kind, other] = self.kinds;
        OutcomeRow {
            of: self.judged(&self.verdict),
            outcome: kind.code(),
            other: if self.doubtful { other.code() } else { "" },
            target_kind: self.target_kind,
            target_fy: self.target_fy,
            actual: self.actual.clone(),
            target: self.target.clone(),
        }
    }
}

/// The small bar; its words are next to it, so it has none of its own.
fn meter(id: &str, ratio: Decimal) -> Chart {
    Chart {
        id: format!("zu-m-{id}"),
        number: String::new(),
        message: String::new(),
        subtitle: String::new(),
        alt: String::new(),
        spec: Spec::Meter { ratio },
    }
}
