//! Handouts: the year, the codes and the plans that a spec names are there, its numbers are told apart, and
//! something is left to print.

use crate::diag::{Diags, messages};
use crate::form::year::Year;
use crate::model::checks::Context;
use crate::model::resolve::handout::{self, Chosen, declared};
use crate::sheet::forms::{Filter, Handout, HandoutPart, OfLevel};
use crate::sheet::schema::Form;
use crate::sheet::value::{At, Code, Text, same_name};
use crate::sheet::{Sheet, Sheets};
use crate::terms::place::Span;

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
        if declared::year(sheets, &year.0).is_none() && handout::folder(sheets, year).is_none() {
            let known = sheets.evaluations.iter();
            let known = known.filter_map(|sheet| Some(sheet.data.year.as_ref()?.0.text.clone()));
            let of_forms = sheets.declared_years.iter().filter_map(|year| year.dated.as_ref());
            let of_forms = of_forms.map(|dated| dated.year.short());
            let known: Vec<String> = known.chain(of_forms).collect();
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
        let HandoutPart {
            kind: Some(kind),
            number: _,
            heading: _,
            policies,
            projects,
            sheets,
            plans,
        } = part
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
        if let (Some(Text(first)), false) =
            (sheets.first().and_then(|one| one.level.as_ref()), kind == "票")
        {
            let span = first.span.clone();
            diags.push(messages::item_of_another_kind(span, "票", kind, "票"));
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
        if let Some(Filter { pillars: wanted, policies: named, department: _, sheets: _ }) =
            &sheet.data.filter
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
        if let Some(of_forms) = declared::year(sheets, &year.0) {
            declared_sheets_are_chosen(sheets, of_forms, sheet, diags);
            continue;
        }
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
    plans_are_there(context.sheets, part, diags);
}

/// A part that holds plans or their reviews has some.
fn plans_are_there(sheets: &Sheets, part: &HandoutPart, diags: &mut Diags) {
    let Some(kind) = &part.kind else {
        return;
    };
    let (word, span) = (kind.0.text.as_str(), &kind.0.span);
    let plans = handout::plans(part, sheets);
    let reviewed = |code: &String| sheets.reviews.iter().any(|review| review.dir == *code);
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
    let Filter { pillars, policies, department, sheets: _ } = filter;
    let codes = pillars.iter().chain(policies).map(|Code(at)| at);
    let mut all = codes.chain(department.as_ref().map(|text| &text.0));
    all.next().map(|at| at.span.clone())
}

/// What a spec says of the sheets of a year of declared forms: levels and codes that are there, and nothing of what
/// only years of other forms have.
pub(super) fn levels_exist(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets;
    for sheet in &sheets.handouts {
        let Handout { year: Some(year), filter, parts, .. } = &sheet.data else {
            continue;
        };
        let filtered = filter.iter().flat_map(|filter| &filter.sheets);
        let named = filtered.chain(parts.iter().flat_map(|part| &part.sheets));
        let Some(of_forms) = declared::year(sheets, &year.0) else {
            // A year that is not there is told for itself.
            if handout::folder(sheets, year).is_some() {
                for Text(at) in named.filter_map(|one| one.level.as_ref()) {
                    diags.push(messages::sheets_of_program(at.span.clone()));
                }
            }
            continue;
        };
        for (item, at) in of_program(filter.as_ref(), parts) {
            diags.push(messages::item_of_program(at.span.clone(), item));
        }
        let tree = declared::tree(sheets, of_forms);
        for one in named {
            level_exists(sheets, (of_forms, &tree), one, diags);
        }
    }
}

fn level_exists(
    sheets: &Sheets,
    (year, tree): (&Year, &[declared::Node<'_>]),
    one: &OfLevel,
    diags: &mut Diags,
) {
    let Some(Text(at)) = &one.level else {
        return;
    };
    let Some(level) = declared::level(year, &at.text) else {
        let known = year.levels.iter().map(|level| {
            let folder = level.folder.as_ref();
            folder.map_or_else(|| level.name.text.clone(), |folder| folder.text.clone())
        });
        let known: Vec<String> = known.collect();
        diags.push(messages::no_level(at.span.clone(), &at.text, &known));
        return;
    };
    let known: Vec<String> =
        tree.iter().filter(|node| node.level == level).map(|node| node.code.to_owned()).collect();
    let name = &year.levels[level].name.text;
    for Text(at) in &one.codes {
        let unread = sheets
            .unread
            .iter()
            .any(|(dir, stem, _)| dir.starts_with(&year.dir) && *stem == at.text);
        if !known.contains(&at.text) && !unread {
            let span = at.span.clone();
            let cure = "票か「一覧」を";
            diags.push(messages::dangling_reference(span, name, &at.text, cure, &known));
        }
    }
}

/// What a spec says that only years of forms of the program have: each item with its first place.
fn of_program<'a>(
    filter: Option<&'a Filter>,
    parts: &'a [HandoutPart],
) -> Vec<(&'static str, &'a At)> {
    let mut found = Vec::new();
    if let Some(Filter { pillars, policies, department, sheets: _ }) = filter {
        found.extend(pillars.first().map(|Code(at)| ("施策の柱", at)));
        found.extend(policies.first().map(|Code(at)| ("施策", at)));
        found.extend(department.as_ref().map(|Text(at)| ("主管部", at)));
    }
    for part in parts {
        let kind = part.kind.as_ref().map(|kind| &kind.0);
        let kind = kind.filter(|at| matches!(at.text.as_str(), "施策の票" | "基本事業の票"));
        found.extend(kind.map(|at| ("種類", at)));
        found.extend(part.policies.first().map(|Code(at)| ("施策", at)));
        found.extend(part.projects.first().map(|Code(at)| ("基本事業", at)));
    }
    found
}

/// Something is left to print of a year of declared forms.
fn declared_sheets_are_chosen(
    sheets: &Sheets,
    year: &Year,
    sheet: &Sheet<Handout>,
    diags: &mut Diags,
) {
    let tree = declared::tree(sheets, year);
    let Handout { filter, parts, year: written, .. } = &sheet.data;
    let filter = filter.as_ref().map_or(&[][..], |filter| &filter.sheets);
    let first = filter.first().and_then(|one| one.level.as_ref()).map(|Text(at)| at);
    let fitting: Vec<_> =
        tree.iter().filter(|node| node.id.is_some() && node.fits(year, filter)).collect();
    if fitting.is_empty() {
        let place = first.or(written.as_ref().map(|year| &year.0));
        if let Some(at) = place {
            diags.push(messages::no_sheet_chosen(at.span.clone()));
        }
        return;
    }
    for part in parts {
        plans_are_there(sheets, part, diags);
        for one in &part.sheets {
            let list = std::slice::from_ref(one);
            let of_level = |node: &&declared::Node<'_>| node.is_named(year, list);
            let there = |at: &At| {
                let mut fitting = fitting.iter().filter(|node| of_level(node));
                fitting.any(|node| node.code == at.text)
            };
            for Text(at) in one.codes.iter().filter(|code| !there(&code.0)) {
                let filter = first.map(|at| at.span.clone());
                diags.push(messages::sheet_left_out(at.span.clone(), &at.text, filter));
            }
            if let (true, Some(Text(at))) =
                (one.codes.is_empty() && !fitting.iter().any(of_level), &one.level)
            {
                diags.push(messages::empty_part(at.span.clone(), &at.text));
            }
        }
    }
}
