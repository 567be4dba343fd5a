//! A policy (施策) -> its facts and its page.

use crate::model::Model;
use crate::model::policy::{Evaluation, Policy};
use crate::report::comparison::{self, Neighbours};
use crate::report::correction;
use crate::report::data::Rows;
use crate::report::desk::Desk;
use crate::report::format;
use crate::report::history;
use crate::report::indicator::{self, Form};
use crate::report::indicator_facts;
use crate::report::ledger::Ledger;
use crate::report::page::{Body, Page, PolicyPage};
use crate::report::policy_h29;
use crate::report::project;
use crate::report::series::Side;
use crate::report::shares;
use crate::report::sheet::{self, Draft, Sheet};
use crate::report::updated;
use crate::report::words;
use crate::terms::year::Date;

/// Records the figures of a policy and of its basic projects.
pub(crate) fn record(
    evaluation: &Evaluation,
    policy: &Policy,
    ledger: &mut Ledger,
    data: &mut Rows,
) {
    let sheet = Sheet::policy(evaluation, policy);
    data.remarks((&sheet.id, &sheet.page), policy.notes.iter().cloned());
    for series in sheet.series() {
        indicator_facts::record(&series, ledger);
        data.indicator(&sheet, &series);
    }
    if let Some(neighbours) = neighbours(&sheet, policy) {
        comparison::record(&neighbours, ledger);
        data.neighbours(&sheet, &neighbours);
    }
    shares::record_weights(policy, &sheet, ledger);
    if let Some(later) = &policy.later {
        policy_h29::record(policy, later, &sheet, ledger, data);
    }
    for project in &policy.projects {
        data.weight(&sheet, &project.id);
        project::record(&Sheet::project(evaluation, policy, project), project, ledger, data);
    }
}

fn neighbours<'a>(sheet: &'a Sheet<'_>, policy: &'a Policy) -> Option<Neighbours<'a>> {
    let place =
        |model| Neighbours { sheet: &sheet.id, owner: &sheet.owner, page: &sheet.page, model };
    policy.comparison.as_ref().map(place)
}

/// The page of a policy.
pub(crate) fn page(
    model: &Model,
    as_of: &Date,
    evaluation: &Evaluation,
    policy: &Policy,
    ledger: &Ledger,
) -> Page {
    let sheet = Sheet::policy(evaluation, policy);
    let mut desk = Desk::new(ledger);
    let body = match &policy.later {
        Some(later) => policy_h29::body(model, &sheet, (policy, later), &mut desk),
        None => Body::Policy(body(model, &sheet, policy, &mut desk)),
    };
    let mut files = vec![sheet::INDICATORS, sheet::WEIGHTS];
    if policy.later.is_some() {
        files.extend([sheet::ROLES, sheet::SURVEYS]);
    }
    files.extend([sheet::REVISIONS, sheet::GRADES, sheet::CODEBOOK, sheet::PACKAGE]);
    sheet::offer_corrections(&mut files, &policy.corrections);
    for note in &policy.notes {
        desk.remark(note);
    }
    let draft = Draft {
        path: sheet.page.clone(),
        pdf: Some("評価シートの印刷用"),
        title: sheet.page_title(),
        description: description(&sheet, &desk),
        above: sheet::trail(Some(evaluation)),
        here: sheet.title(),
        source: policy.source.clone(),
        body,
        notes: desk.finish(),
        files: sheet::files_of(&evaluation.levels, &files),
    };
    updated::dated(sheet::page(model, as_of, draft), updated::policy(policy))
}

fn body(model: &Model, sheet: &Sheet<'_>, policy: &Policy, desk: &mut Desk<'_>) -> PolicyPage {
    let form = &sheet.evaluation.policy_form;
    PolicyPage {
        head: sheet::head(sheet.evaluation, policy, form, String::new(), &policy.people),
        headline: indicator::headline(&sheet.first(), desk),
        purpose: words::purpose(&policy.target, &policy.intent),
        indicators: indicators(sheet, Form::Policy, desk),
        comparison: neighbours(sheet, policy).map(|cities| comparison::build(&cities, desk)),
        findings: policy
            .findings
            .iter()
            .map(|(finding, text)| words::prose(words::finding(*finding), text))
            .collect(),
        roles: policy
            .roles
            .iter()
            .map(|(party, text)| words::prose(words::party(*party), text))
            .collect(),
        weights: shares::weights(policy, sheet, desk),
        history: history::of_sheet(model, sheet, desk),
        other_years: history::other_years(model, sheet),
        corrections: correction::section([&sheet.id, &sheet.id], &policy.corrections, desk),
    }
}

/// The indicators of a sheet, in order.
pub(crate) fn indicators(
    sheet: &Sheet<'_>,
    form: Form,
    desk: &mut Desk<'_>,
) -> Vec<crate::report::page::Indicator> {
    let series = sheet.series();
    let mut list: Vec<_> =
        series.iter().map(|series| indicator::build(series, form, desk)).collect();
    // A sheet says the rule of its grades once.
    for grade in list.iter_mut().skip(1).filter_map(|one| one.grade.as_mut()) {
        grade.rule.clear();
    }
    list
}

/// One or two sentences for search engines.
pub(crate) fn description(sheet: &Sheet<'_>, desk: &Desk<'_>) -> String {
    let series = sheet.first();
    let year = format::wareki(series.result);
    let name = &series.indicator.name;
    let part = |side| desk.sentence(&series.stated(side, series.result));
    format!(
        "{}「{}」の{year}実績の評価です。{name}の実績は{}、計画は{}です。",
        sheet.owner,
        sheet.name.name,
        part(Side::Actual),
        part(Side::Plan)
    )
}
