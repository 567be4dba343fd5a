//! Files, codes and references between sheets.

use crate::diag::{Diags, Span, messages};
use crate::model::checks::Context;
use crate::model::year::FiscalYear;
use crate::sheet::Sheets;
use crate::sheet::forms::CodeName;
use crate::sheet::schema::Form;
use crate::sheet::value::{At, Code};

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
    let mut seen: Vec<(String, &At)> = Vec::new();
    for (dir, code) in codes {
        match seen
            .iter()
            .find(|(other, at)| *other == dir && at.text == code.text)
        {
            Some((_, first)) => diags.push(messages::duplicate_code(
                code.span.clone(),
                &code.text,
                first.span.clone(),
            )),
            None => seen.push((dir, code)),
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

pub(super) fn policies_exist(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets;
    for sheet in &sheets.projects {
        let Some(Code(policy)) = &sheet.data.policy else {
            continue;
        };
        let known: Vec<String> = sheets
            .policies
            .iter()
            .filter(|other| other.dir == sheet.dir)
            .map(|other| {
                code_of(other.data.id.as_ref()).map_or(other.stem.clone(), |at| at.text.clone())
            })
            .collect();
        if !known.contains(&policy.text)
            && !sheets.is_unread(Form::Policy, &sheet.dir, &policy.text)
        {
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
    for policy in &sheets.policies {
        let (Some(code), Some(weights)) = (code_of(policy.data.id.as_ref()), &policy.data.weights)
        else {
            continue;
        };
        let projects: Vec<_> = sheets
            .projects
            .iter()
            .filter(|project| project.dir == policy.dir)
            .collect();
        let known: Vec<String> = projects
            .iter()
            .filter(|project| {
                project
                    .data
                    .policy
                    .as_ref()
                    .is_some_and(|Code(at)| at.text == code.text)
            })
            .filter_map(|project| code_of(project.data.id.as_ref()).map(|at| at.text.clone()))
            .collect();
        for (weighted, _) in &weights.0 {
            let unread = sheets.is_unread(Form::Project, &policy.dir, &weighted.text);
            // A project that names another policy, or none, is reported at its own place.
            let elsewhere = projects.iter().any(|project| project.stem == weighted.text);
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
            let (Some(id), Some(Code(owner))) =
                (code_of(project.data.id.as_ref()), &project.data.policy)
            else {
                continue;
            };
            // A code that is not the file's, or is the policy's own, is reported for itself.
            if project.stem != id.text || id.text == code.text {
                continue;
            }
            if owner.text == code.text
                && !weights
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
    for sheet in &context.sheets.projects {
        let (Some(code), Some(Code(policy))) =
            (code_of(sheet.data.id.as_ref()), &sheet.data.policy)
        else {
            continue;
        };
        let there = context.sheets.policies.iter().any(|other| {
            other.dir == sheet.dir
                && code_of(other.data.id.as_ref()).is_some_and(|at| at.text == policy.text)
        });
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
