//! 指標一覧: every indicator of the handout in one table, by pillar. Shows recorded facts only.

use super::{ARROWS, MARK_MEANS, Workshop, figure, named, sheets_of};
use crate::model::policy::Evaluation;
use crate::report::desk::Desk;
use crate::report::format;
use crate::report::handout::brief;
use crate::report::method_words;
use crate::report::page::{Compared, Group, Overview, Status};
use crate::report::series::{Series, Side};
use crate::report::sheet::{self, Sheet};
use crate::report::verdict;

/// The overview of the sheets of these codes.
pub(super) fn build(shop: &Workshop<'_>, evaluation: &Evaluation, codes: &[String]) -> Overview {
    let sheets = sheets_of(evaluation, codes);
    let mut desk = Desk::new(&shop.ledger);
    let mut groups = Vec::new();
    for pillar in &evaluation.pillars {
        let policies =
            evaluation.policies.iter().filter(|policy| policy.pillar.code == pillar.code);
        let own: Vec<&str> = policies
            .flat_map(|policy| {
                let projects = policy.projects.iter().map(|project| project.id.code.as_str());
                std::iter::once(policy.id.code.as_str()).chain(projects)
            })
            .collect();
        let mut rows = Vec::new();
        for sheet in sheets.iter().filter(|sheet| own.contains(&sheet.name.code.as_str())) {
            let series = sheet.series();
            rows.extend(series.iter().map(|series| row(shop, sheet, series, &mut desk)));
        }
        if !rows.is_empty() {
            groups.push(Group { pillar: sheet::code_name(pillar), rows });
        }
    }
    Overview {
        plan: "計画".to_owned(),
        year: format::wareki(evaluation.result_year),
        before: format::wareki(evaluation.result_year.previous()),
        levels: format!("{}・{}", evaluation.levels.policy, evaluation.levels.project),
        above: evaluation.levels.pillar.clone(),
        groups,
        remarks: vec![
            "計画との比較と計画に対する実績は、参考（計算値）です。".to_owned(),
            ARROWS.to_owned(),
            MARK_MEANS.to_owned(),
        ],
    }
}

/// One indicator with plan, actual and rate.
pub(super) fn row(
    shop: &Workshop<'_>,
    sheet: &Sheet<'_>,
    series: &Series<'_>,
    desk: &mut Desk<'_>,
) -> Compared {
    let result = series.result;
    let before = series.stated(Side::Actual, result.previous());
    let label = method_words::rate_label(series.indicator.method);
    let status = verdict::status(series, desk);
    Compared {
        of: named(sheet, series, &shop.places),
        unit: series.display_unit().to_owned(),
        plan: Some(figure(&series.stated(Side::Plan, result), desk)),
        plan_label: String::new(),
        actual: Some(figure(&series.stated(Side::Actual, result), desk)),
        actual_label: String::new(),
        before: desk.said(&before).is_some().then(|| figure(&before, desk)),
        rate_label: if label == "計画に対する実績" {
            String::new()
        } else {
            label.to_owned()
        },
        rate: Some(brief(desk.show(&series.fact("rate", result)))),
        status: Status { word: brief(status.word), ..status },
    }
}
