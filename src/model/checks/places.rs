//! Files, codes and references between sheets.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diags, Span, messages};
use crate::model::checks::Context;
use crate::model::year::FiscalYear;
use crate::sheet::forms::{CodeName, Policy, Project};
use crate::sheet::schema::Form;
use crate::sheet::value::{At, Code};
use crate::sheet::{Sheet, Sheets};

pub(super) fn city_is_there(context: &Context<'_>, diags: &mut Diags) {
    if context.sheets.city.is_none() && !context.sheets.is_unread(Form::City, "", "city") {
        diags.push(messages::missing_file("city.yaml", "自治体とサイト"));
    }
}

pub(super) fn years_are_named(context: &Context<'_>, diags: &mut Diags) {
    for sheet in &context.sheets.evaluations {
        let Some(written) = &sheet.data.year else {
            continue;
        };
        let Ok((year, _)) = FiscalYear::parse(&written.0.text) else {
            continue;
        };
        let named =
            FiscalYear::parse(&sheet.dir.to_uppercase()).is_ok_and(|(named, _)| named == year);
        if !named {
            diags.push(messages::misnamed_year(
                written.0.span.clone(),
                &sheet.dir,
                &folder(year),
            ));
        }
    }
}

/// Folder of a year: `h25`, `r5`.
fn folder(year: FiscalYear) -> String {
    let (era, number) = year.era();
    let letter = match era {
        "令和" => 'r',
        "平成" => 'h',
        "昭和" => 's',
        "大正" => 't',
        _ => 'm',
    };
    format!("{letter}{number}")
}

pub(super) fn evaluations_are_there(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets;
    let mut dirs: Vec<&str> = sheets
        .policies
        .iter()
        .map(|sheet| sheet.dir.as_str())
        .collect();
    dirs.extend(sheets.projects.iter().map(|sheet| sheet.dir.as_str()));
    dirs.extend(
        sheets
            .unread
            .iter()
            .filter(|(form, dir, _)| *form != Form::Review && !dir.is_empty())
            .map(|(_, dir, _)| dir.as_str()),
    );
    dirs.sort_unstable();
    dirs.dedup();
    for dir in dirs {
        let there = sheets.evaluations.iter().any(|sheet| sheet.dir == dir);
        if !there && !sheets.is_unread(Form::Evaluation, dir, "evaluation") {
            diags.push(messages::missing_file(
                &format!("{dir}/evaluation.yaml"),
                "評価年度",
            ));
        }
    }
}

/// Every sheet that has a code: folder, stem of the file, code.
fn coded(sheets: &Sheets) -> Vec<(&str, &str, &At)> {
    let policies = sheets
        .policies
        .iter()
        .map(|s| (s.dir.as_str(), s.stem.as_str(), code_of(s.data.id.as_ref())));
    let projects = sheets
        .projects
        .iter()
        .map(|s| (s.dir.as_str(), s.stem.as_str(), code_of(s.data.id.as_ref())));
    let plans = sheets.plans.iter().map(|s| {
        let code = s
            .data
            .id
            .as_ref()
            .and_then(|id| id.code.as_ref())
            .map(|code| &code.0);
        ("plans", s.stem.as_str(), code)
    });
    policies
        .chain(projects)
        .chain(plans)
        .filter_map(|(dir, stem, code)| Some((dir, stem, code?)))
        .collect()
}

fn code_of(id: Option<&CodeName>) -> Option<&At> {
    id.and_then(|id| id.code.as_ref()).map(|Code(at)| at)
}

pub(super) fn files_are_named_by_code(context: &Context<'_>, diags: &mut Diags) {
    for (_, stem, code) in coded(context.sheets) {
        if stem != code.text {
            diags.push(messages::misnamed_file(code.span.clone(), stem, &code.text));
        }
    }
}

pub(super) fn codes_are_unique(context: &Context<'_>, diags: &mut Diags) {
    // A policy and a project of one code would be published at the same address.
    // A file that is not named after its code has been reported: the code is probably the mistake.
    let named = coded(context.sheets)
        .into_iter()
        .filter(|(_, stem, code)| *stem == code.text);
    report_twice(named.map(|(dir, _, code)| (dir.to_owned(), code)), diags);
    for sheet in &context.sheets.evaluations {
        let pillars = sheet.data.upper();
        let codes = pillars.filter_map(|pillar| Some((String::new(), code_of(Some(pillar))?)));
        report_twice(codes, diags);
    }
}

fn report_twice<'a>(codes: impl Iterator<Item = (String, &'a At)>, diags: &mut Diags) {
    let mut seen: BTreeMap<(String, &str), &At> = BTreeMap::new();
    for (dir, code) in codes {
        match seen.entry((dir, &code.text)) {
            Entry::Occupied(first) => diags.push(messages::duplicate_code(
                code.span.clone(),
                &code.text,
                first.get().span.clone(),
            )),
            Entry::Vacant(place) => _ = place.insert(code),
        }
    }
}

pub(super) fn pillars_exist(context: &Context<'_>, diags: &mut Diags) {
    for sheet in &context.sheets.policies {
        let Some(Code(pillar)) = &sheet.data.pillar else {
            continue;
        };
        let Some(evaluation) = context
            .sheets
            .evaluations
            .iter()
            .find(|e| e.dir == sheet.dir)
        else {
            continue;
        };
        // A year without its upper level has been reported.
        if evaluation.data.pillars.is_none() && evaluation.data.goals.is_none() {
            continue;
        }
        let known: Vec<String> = evaluation
            .data
            .upper()
            .filter_map(|entry| code_of(Some(entry)).map(|at| at.text.clone()))
            .collect();
        if !known.contains(&pillar.text) {
            let [upper, ..] = context.levels(&sheet.dir);
            let key = if evaluation.data.goals.is_some() {
                "基本目標"
            } else {
                "施策の柱"
            };
            let cure = format!("{}/evaluation.yaml の「{key}」に", sheet.dir);
            diags.push(messages::dangling_reference(
                pillar.span.clone(),
                &upper,
                &pillar.text,
                &cure,
                &known,
            ));
        }
    }
}

/// Folder and code of every policy; a file without a code counts under its own name.
fn policies<'a>(sheets: &'a Sheets) -> BTreeSet<(&'a str, &'a str)> {
    let code = |sheet: &'a Sheet<Policy>| {
        code_of(sheet.data.id.as_ref()).map_or(sheet.stem.as_str(), |at| at.text.as_str())
    };
    let policies = sheets.policies.iter();
    policies
        .map(|sheet| (sheet.dir.as_str(), code(sheet)))
        .collect()
}

pub(super) fn policies_exist(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets;
    let there = policies(sheets);
    for sheet in &sheets.projects {
        let Some(Code(policy)) = &sheet.data.policy else {
            continue;
        };
        let dir = sheet.dir.as_str();
        if !there.contains(&(dir, &policy.text))
            && !sheets.is_unread(Form::Policy, &sheet.dir, &policy.text)
        {
            let known = there.iter().filter(|(other, _)| *other == dir);
            let known: Vec<String> = known.map(|(_, code)| (*code).to_owned()).collect();
            let cure = format!("{}/policies/{}.yaml を", sheet.dir, policy.text);
            diags.push(messages::dangling_reference(
                policy.span.clone(),
                &context.levels(&sheet.dir)[1],
                &policy.text,
                &cure,
                &known,
            ));
        }
    }
}

pub(super) fn weights_and_projects_meet(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets;
    let mut by_policy: BTreeMap<(&str, &str), Vec<&Sheet<Project>>> = BTreeMap::new();
    let mut stems: BTreeSet<(&str, &str)> = BTreeSet::new();
    for project in &sheets.projects {
        stems.insert((&project.dir, &project.stem));
        if let Some(Code(owner)) = &project.data.policy {
            let own = by_policy.entry((&project.dir, &owner.text));
            own.or_default().push(project);
        }
    }
    for policy in &sheets.policies {
        let (Some(code), Some(weights)) = (code_of(policy.data.id.as_ref()), &policy.data.weights)
        else {
            continue;
        };
        let dir = policy.dir.as_str();
        let projects = by_policy.get(&(dir, code.text.as_str()));
        let projects = projects.map_or(&[][..], Vec::as_slice);
        let known: Vec<String> = projects
            .iter()
            .filter_map(|project| code_of(project.data.id.as_ref()).map(|at| at.text.clone()))
            .collect();
        for (weighted, _) in &weights.0 {
            let unread = sheets.is_unread(Form::Project, &policy.dir, &weighted.text);
            // A project that names another policy, or none, is reported at its own place.
            let elsewhere = stems.contains(&(dir, &weighted.text));
            if !known.contains(&weighted.text) && !unread && !elsewhere {
                let span = weighted.span.clone();
                let cure = format!("{}/projects/{}.yaml を", policy.dir, weighted.text);
                diags.push(messages::dangling_reference(
                    span,
                    &context.levels(&policy.dir)[2],
                    &weighted.text,
                    &cure,
                    &known,
                ));
            }
        }
        for project in projects {
            let Some(id) = code_of(project.data.id.as_ref()) else {
                continue;
            };
            // A code that is not the file's, or is the policy's own, is reported for itself.
            if project.stem != id.text || id.text == code.text {
                continue;
            }
            if !weights
                .0
                .iter()
                .any(|(weighted, _)| weighted.text == id.text)
            {
                let place = weights
                    .0
                    .first()
                    .map_or_else(|| code.span.clone(), |(at, _)| at.span.clone());
                let levels = context.levels(&policy.dir);
                let words = messages::WeightWords {
                    levels: &levels,
                    later: policy.data.later.is_some(),
                };
                diags.push(messages::unweighted_project(
                    id.span.clone(),
                    words,
                    &id.text,
                    &code.text,
                    place,
                ));
            }
        }
    }
}

pub(super) fn projects_belong(context: &Context<'_>, diags: &mut Diags) {
    let policies = context.sheets.policies.iter();
    let known: BTreeSet<(&str, &str)> = policies
        .filter_map(|other| {
            let code = code_of(other.data.id.as_ref())?;
            Some((other.dir.as_str(), code.text.as_str()))
        })
        .collect();
    for sheet in &context.sheets.projects {
        let (Some(code), Some(Code(policy))) =
            (code_of(sheet.data.id.as_ref()), &sheet.data.policy)
        else {
            continue;
        };
        let there = known.contains(&(sheet.dir.as_str(), &policy.text));
        // A policy that is not there and a code that is not the file's are reported for themselves.
        if there && sheet.stem == code.text && !code.text.starts_with(&policy.text) {
            let span: Span = code.span.clone();
            let levels = context.levels(&sheet.dir);
            diags.push(messages::foreign_project(
                span,
                &levels,
                &code.text,
                &policy.text,
            ));
        }
    }
}
