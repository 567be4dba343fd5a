//! The columns of the later forms: base, the latest actuals, the middle and the final target. Series in, columns out.

use crate::report::desk::Desk;
use crate::report::format;
use crate::report::page::PaperColumn;
use crate::report::series::{Series, Side};
use crate::terms::year::FiscalYear;

/// As many actuals as the paper has room for.
const ACTUALS: usize = 3;

/// The columns of an indicator, with the heads of the form.
pub(super) fn paper(series: &Series<'_>, desk: &mut Desk<'_>) -> Vec<PaperColumn> {
    let terms = &series.indicator.terms;
    let base = terms.base.as_ref().map(|(year, _)| *year);
    let past = series.indicator.actual.keys().copied();
    let past: Vec<FiscalYear> =
        past.filter(|year| *year <= series.result && Some(*year) != base).collect();
    let latest = past.iter().skip(past.len().saturating_sub(ACTUALS));
    let known = series.years();
    let target = |year: Option<FiscalYear>| year.filter(|year| known.contains(year));
    let middle = target(terms.middle_year);
    let last = target(series.indicator.final_year);
    let mut columns: Vec<(Side, FiscalYear)> =
        base.map(|year| (Side::Base, year)).into_iter().collect();
    columns.extend(latest.map(|year| (Side::Actual, *year)));
    columns.extend(middle.into_iter().chain(last).map(|year| (Side::Plan, year)));
    let column = |(side, year): (Side, FiscalYear)| {
        let name = format::form_year(year);
        let head = match side {
            Side::Base => vec![format!("{name}実績値"), "（当初値）".to_owned()],
            Side::Plan if middle == Some(year) => {
                vec![format!("{name}目標値"), "（中間目標）".to_owned()]
            }
            Side::Plan => vec![format!("{name}目標値"), "（最終目標）".to_owned()],
            Side::Actual | Side::Path | Side::Rate => vec![format!("{name}実績値")],
        };
        PaperColumn { head, value: desk.show(&series.stated(side, year)) }
    };
    columns.into_iter().map(column).collect()
}
