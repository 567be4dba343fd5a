//! Handouts: the year, the codes and the plans that a spec names are there, its numbers are told apart, and
//! something is left to print.

use crate::diag::{Diags, messages};
use crate::model::checks::Context;
use crate::model::resolve::handout::{self, Chosen};
use crate::sheet::Sheet;
use crate::sheet::forms::{Filter, Handout, HandoutPart};
use crate::sheet::schema::Form;
use crate::sheet::value::{At, Code, same_name};
use crate::terms::place::Span;
use crate::terms::year::FiscalYear;

/// Kinds of part that hold sheets.
const SHEETS: [&str; 3] = ["票", "施策の票", "基本事業の票"];
/// Kinds of part that hold plans or what belongs to them.
const PLANS: [&str; 2] = ["計画", "検証"];

pub(super) fn years_exist(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets;
    // A year that could not be read, or of which a file is missing, is reported for itself.
    let mut unread = sheets.unread.iter();
    let mut policies = context.units.iter().filter(|unit| !unit.policies.is_empty());
    if unread.any(|(_, _, form)| *form == Form::Evaluation)
        || policies.any(|unit| unit.evaluation.is_none())
    {
        return;
    }
    for sheet in &sheets.handouts {
        let Some(year) = &sheet.data.year else {
            continue;
        };
        let written = FiscalYear::parse(&year.0.text).ok().map(|(year, _)| year);
        let mut declared = sheets.declared_years.iter().filter_map(|year| year.dated.as_ref());
        if declared.any(|declared| Some(declared.year) == written) {
            let at = &year.0;
            diags.push(messages::handout_of_declared_year(at.span.clone(), &at.text));
        } else if handout::folder(sheets, year).is_none() {
            let known = sheets.evaluations.iter();
            let known: Vec<String> =
                known.filter_map(|sheet| Some(sheet.data.year.as_ref()?.0.text.clone())).collect();
            let at = &year.0;
            diags.push(messages::handout_of_no_year(at.span.clone(), &at.text, &known));
        }
    }
}

pub(super) fn numbers_are_unique(context: &Context<'_>, diags: &mut Diags) {
    for sheet in &context.sheets.handouts {
        let mut seen: Vec<&At> = Vec::new();
        for at in sheet.data.parts.iter().filter_map(|part| Some(&part.number.as_ref()?.0)) {
            match seen.iter().find(|first| same_name(&first.text, &at.text)) {
                Some(first) => {
                    diags.push(messages::duplicate_number(
                        at.span.clone(),
                        &at.text,
                        first.span.clone(),
                    ));
                }
                None => seen.push(at),
            }
        }
    }
}

pub(super) fn items_fit_their_kind(context: &Context<'_>, diags: &mut Diags) {
    for part in context.sheets.handouts.iter().flat_map(|sheet| &sheet.data.parts) {
        let HandoutPart { kind: Some(kind), number: _, heading: _, policies, projects, plans } =
            part
        else {
            continue;
        };
        let kind = kind.0.text.as_str();
        let rules = [
            ("施策", policies, SHEETS.contains(&kind), "票、施策の票、基本事業の票"),
            ("基本事業", projects, matches!(kind, "票" | "基本事業の票"), "票、基本事業の票"),
            ("計画", plans, PLANS.contains(&kind), "計画、検証"),
        ];
        for (item, list, fits, wanted) in rules {
            if let (Some(Code(first)), false) = (list.first(), fits) {
                let span = first.span.clone();
                diags.push(messages::item_of_another_kind(span, item, kind, wanted));
            }
        }
    }
}

/// What a code is of: the form of its file, its folder, its word, where it could be added.
type Kind<'a> = (Form, &'a str, &'static str, &'static str);

pub(super) fn codes_exist(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets;
    let plans: Vec<String> = sheets.plans.iter().map(|sheet| sheet.stem.clone()).collect();
    for sheet in &sheets.handouts {
        let parts = &sheet.data.parts;
        let plan = (Form::Plan, "", "地域再生計画", "計画の票を");
        for part in parts {
            unknown(context, &part.plans, &plans, plan, diags);
        }
        let year = sheet.data.year.as_ref();
        let year = year.filter(|_| names_codes(&sheet.data));
        let Some(dir) = year.and_then(|year| handout::folder(sheets, year)) else {
            continue;
        };
        let all = handout::chosen(context.units, &dir, None);
        let policies = owned(all.iter().map(|(code, _)| *code));
        let projects = owned(all.iter().flat_map(|(_, own)| own.iter().copied()));
        let policy = (Form::Policy, dir.as_str(), "施策", "施策の票を");
        let project = (Form::Project, dir.as_str(), "基本事業", "基本事業の票を");
        let pillar = (Form::Evaluation, dir.as_str(), "施策の柱", "evaluation.yaml に");
        if let Some(Filter { pillars: wanted, policies: named, department: _ }) = &sheet.data.filter
        {
            unknown(context, wanted, &pillars(context, &dir), pillar, diags);
            unknown(context, named, &policies, policy, diags);
        }
        for part in parts {
            unknown(context, &part.policies, &policies, policy, diags);
            unknown(context, &part.projects, &projects, project, diags);
        }
    }
}

/// Whether a spec names any code of a sheet of its year.
fn names_codes(spec: &Handout) -> bool {
    let mut parts = spec.parts.iter();
    let filter = spec.filter.as_ref();
    filter.is_some_and(|filter| !filter.pillars.is_empty() || !filter.policies.is_empty())
        || parts.any(|part| !part.policies.is_empty() || !part.projects.is_empty())
}

/// Reports the codes that are not known, unless their file is there and could not be read.
fn unknown(
    context: &Context<'_>,
    list: &[Code],
    known: &[String],
    (form, dir, what, cure): Kind<'_>,
    diags: &mut Diags,
) {
    for Code(at) in list {
        if !known.contains(&at.text) && !context.sheets.is_unread(form, dir, &at.text) {
            let span = at.span.clone();
            diags.push(messages::dangling_reference(span, what, &at.text, cure, known));
        }
    }
}

fn owned<'a>(codes: impl Iterator<Item = &'a str>) -> Vec<String> {
    codes.map(str::to_owned).collect()
}

fn pillars(context: &Context<'_>, dir: &str) -> Vec<String> {
    let of = context.sheets.evaluations.iter().filter(|sheet| sheet.dir == dir);
    let pillars = of.flat_map(|sheet| sheet.data.upper());
    pillars.filter_map(|pillar| Some(pillar.code.as_ref()?.0.text.clone())).collect()
}

pub(super) fn something_is_chosen(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets;
    // What could not be read may be what is missing here.
    if diags.has_errors() {
        return;
    }
    for sheet in &sheets.handouts {
        let Handout { year: Some(year), filter, parts, .. } = &sheet.data else {
            continue;
        };
        let Some(dir) = handout::folder(sheets, year) else {
            continue;
        };
        let chosen = handout::chosen(context.units, &dir, filter.as_ref());
        let place = filter.as_ref().and_then(place);
        match (&place, chosen.is_empty()) {
            (Some(place), true) => {
                diags.push(messages::nothing_chosen(place.clone()));
                continue;
            }
            (None, true) => {
                diags.push(messages::nothing_chosen(year.0.span.clone()));
                continue;
            }
            _ => {}
        }
        for part in parts {
            part_holds_something(context, sheet, part, &chosen, place.as_ref(), diags);
        }
    }
}

fn part_holds_something(
    context: &Context<'_>,
    sheet: &Sheet<Handout>,
    part: &HandoutPart,
    chosen: &[Chosen<'_>],
    filter: Option<&Span>,
    diags: &mut Diags,
) {
    let Some(kind) = &part.kind else {
        return;
    };
    let (word, span) = (kind.0.text.as_str(), &kind.0.span);
    if SHEETS.contains(&word) {
        let there = |code: &str| {
            let mut chosen = chosen.iter();
            chosen.any(|(own, projects)| *own == code || projects.contains(&code))
        };
        let named = part.policies.iter().chain(&part.projects);
        let out: Vec<_> = named.filter(|Code(at)| !there(&at.text)).collect();
        for Code(at) in &out {
            let filter = filter.cloned().unwrap_or_else(|| Span::whole(sheet.file));
            diags.push(messages::left_out(at.span.clone(), &at.text, filter));
        }
        if out.is_empty() && handout::codes(word, part, chosen).next().is_none() {
            diags.push(messages::empty_part(span.clone(), word));
        }
    }
    let plans = handout::plans(part, context.sheets);
    let reviewed = |code: &String| context.sheets.reviews.iter().any(|review| review.dir == *code);
    let empty = match word {
        "計画" => plans.is_empty(),
        "検証" => !plans.iter().any(reviewed),
        _ => false,
    };
    if empty {
        diags.push(messages::empty_part(span.clone(), word));
    }
}

/// Where the conditions stand.
fn place(filter: &Filter) -> Option<Span> {
    let Filter { pillars, policies, department } = filter;
    let codes = pillars.iter().chain(policies).map(|Code(at)| at);
    let mut all = codes.chain(department.as_ref().map(|text| &text.0));
    all.next().map(|at| at.span.clone())
}
