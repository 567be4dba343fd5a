//! A policy in the form of 2017 (施策評価) -> its page. Its figures are recorded with those of every policy.

use crate::model::Model;
use crate::model::later::PolicyLater;
use crate::model::policy::Policy;
use crate::report::city_role;
use crate::report::correction;
use crate::report::data::Rows;
use crate::report::desk::Desk;
use crate::report::history;
use crate::report::indicator::{self, Form};
use crate::report::ledger::Ledger;
use crate::report::page::{Body, PolicyH29Page};
use crate::report::policy;
use crate::report::sheet::{self, Sheet};
use crate::report::survey;
use crate::report::words;

/// Records what only this form has.
pub(crate) fn record(
    policy: &Policy,
    later: &PolicyLater,
    sheet: &Sheet<'_>,
    ledger: &mut Ledger,
    data: &mut Rows,
) {
    if let Some(asked) = &later.survey {
        survey::record(asked, sheet, ledger);
        data.survey(sheet, asked);
    }
    city_role::record(later, sheet, ledger);
    data.role_lines(sheet, policy, later);
}

/// The body of the page.
pub(crate) fn body(
    model: &Model,
    sheet: &Sheet<'_>,
    (policy, later): (&Policy, &PolicyLater),
    desk: &mut Desk<'_>,
) -> Body {
    let form = &sheet.evaluation.policy_form;
    let people = &policy.people;
    let section = |(heading, text): &(String, _)| words::prose(heading, text);
    Body::PolicyH29(PolicyH29Page {
        head: sheet::head(sheet.evaluation, policy, form, String::new(), people),
        headline: indicator::headline(&sheet.first(), desk),
        purpose: words::purpose(&policy.target, &policy.intent),
        indicators: policy::indicators(sheet, Form::Later, desk),
        survey: later.survey.as_ref().map(|asked| survey::build(asked, sheet, desk)),
        analysis: city_role::build(policy, later, sheet, desk),
        effort: words::prose("市の役割発揮度", &later.effort),
        findings: later.sections.iter().map(section).collect(),
        history: history::of_sheet(model, sheet, desk),
        other_years: history::other_years(model, sheet),
        corrections: correction::section([&sheet.id, &sheet.id], &policy.corrections, desk),
    })
}
