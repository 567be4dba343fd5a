//! A basic project (基本事業) -> its facts and its page.

use crate::model::Model;
use crate::model::fact_id::{self, Part};
use crate::model::policy::{Evaluation, Policy, Project};
use crate::report::correction;
use crate::report::data::Rows;
use crate::report::desk::Desk;
use crate::report::history;
use crate::report::indicator::{self, Form};
use crate::report::indicator_facts;
use crate::report::ledger::Ledger;
use crate::report::measure;
use crate::report::page::{Body, Link, Page, ProjectPage};
use crate::report::policy;
use crate::report::shares;
use crate::report::sheet::{self, Draft, Sheet};
use crate::report::updated;
use crate::report::words;
use crate::terms::year::Date;

/// Records the figures of a basic project.
pub(crate) fn record(sheet: &Sheet<'_>, project: &Project, ledger: &mut Ledger, data: &mut Rows) {
    data.remarks((&sheet.id, &sheet.page), project.notes.iter().cloned());
    for series in sheet.series() {
        indicator_facts::record(&series, ledger);
        data.indicator(sheet, &series);
    }
    if project.later.is_none() {
        shares::record_roles(project, sheet, ledger);
        data.roles(sheet, &project.roles);
        let of = fact_id::under(&sheet.id, &[Part::Word(fact_id::ROLES)]);
        data.remarks((&of, &sheet.page), shares::role_remark(project));
    }
}

/// The page of the basic project at `place` of its policy.
pub(crate) fn page(
    model: &Model,
    as_of: &Date,
    evaluation: &Evaluation,
    (policy, place): (&Policy, usize),
    ledger: &Ledger,
) -> Page {
    let project = &policy.projects[place];
    let sheet = Sheet::project(evaluation, policy, project);
    let above = Sheet::policy(evaluation, policy);
    let mut desk = Desk::new(ledger);
    let body = match &project.later {
        Some(later) => measure::body(model, (&sheet, &above), (policy, place), later, &mut desk),
        None => Body::Project(body(model, &sheet, &above, (policy, place), &mut desk)),
    };
    let mut files = vec![sheet::INDICATORS];
    files.extend(project.later.is_none().then_some(sheet::ROLES));
    files.extend([sheet::REVISIONS, sheet::GRADES, sheet::CODEBOOK, sheet::PACKAGE]);
    sheet::offer_corrections(&mut files, &project.corrections);
    for note in &project.notes {
        desk.remark(note);
    }
    let mut trail = sheet::trail(Some(evaluation));
    trail.push((above.title(), above.page));
    let draft = Draft {
        path: sheet.page.clone(),
        pdf: Some("評価シートの印刷用"),
        title: sheet.page_title(),
        description: policy::description(&sheet, &desk),
        above: trail,
        here: sheet.title(),
        source: project.source.clone(),
        body,
        notes: desk.finish(),
        files: sheet::files(&files),
    };
    updated::dated(sheet::page(model, as_of, draft), updated::project(policy, project))
}

fn body(
    model: &Model,
    sheet: &Sheet<'_>,
    above: &Sheet<'_>,
    (policy, place): (&Policy, usize),
    desk: &mut Desk<'_>,
) -> ProjectPage {
    let project = &policy.projects[place];
    let evaluation = sheet.evaluation;
    let up = sheet::relative(&sheet.page, &above.page);
    ProjectPage {
        head: sheet::head(evaluation, policy, &evaluation.project_form, up, &project.people),
        project: sheet::code_name(&project.id),
        weight: desk.show(&shares::weight_id(above, &project.id.code)),
        headline: indicator::headline(&sheet.first(), desk),
        purpose: words::purpose(&project.target, &project.intent),
        indicators: policy::indicators(sheet, Form::Project, desk),
        roles: shares::roles(project, sheet, desk),
        history: history::of_sheet(model, sheet, desk),
        other_years: history::other_years(model, sheet),
        corrections: correction::section([&sheet.id, &sheet.id], &project.corrections, desk),
        previous: neighbour(sheet, policy, place.checked_sub(1)),
        next: neighbour(sheet, policy, Some(place + 1)),
    }
}

/// The link to the sheet at a place of the same policy, empty where there is none.
pub(crate) fn neighbour(sheet: &Sheet<'_>, policy: &Policy, place: Option<usize>) -> Link {
    let other = place.and_then(|place| policy.projects.get(place));
    other.map_or_else(none, |other| {
        let other = Sheet::project(sheet.evaluation, policy, other);
        Link { text: other.title(), href: sheet::relative(&sheet.page, &other.page) }
    })
}

fn none() -> Link {
    Link { text: String::new(), href: String::new() }
}
