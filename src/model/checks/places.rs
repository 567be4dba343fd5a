//! Files, codes and references between sheets.

use std::cell::LazyCell;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diags, messages};
use crate::model::checks::Context;
use crate::model::unit::{self, Unit};
use crate::sheet::forms::{CodeName, Policy, Project};
use crate::sheet::schema::Form;
use crate::sheet::value::{At, Code, Codes, LgCode, Number, Text, Year};
use crate::sheet::{Sheet, Sheets};
use crate::terms::place::Span;
use crate::terms::year::FiscalYear;
use crate::yaml::lg_code;

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
        is_named(year, &written.0.span, &sheet.dir, diags);
    }
}

/// The folder of a year is called as the year is.
pub(super) fn is_named(year: FiscalYear, span: &Span, dir: &str, diags: &mut Diags) {
    let named = FiscalYear::parse(&dir.to_uppercase()).is_ok_and(|(named, _)| named == year);
    if !named {
        diags.push(messages::misnamed_year(span.clone(), dir, &folder(year)));
    }
}

/// One year has one folder: `h31` and `r1` are the same one.
pub(super) fn years_are_unique(context: &Context<'_>, diags: &mut Diags) {
    let mut seen: BTreeMap<FiscalYear, (&str, &Span)> = BTreeMap::new();
    let years = context.sheets.evaluations.iter().filter_map(|sheet| {
        let Year(at) = sheet.data.year.as_ref()?;
        let (year, _) = FiscalYear::parse(&at.text).ok()?;
        Some((year, sheet.dir.as_str(), &at.span))
    });
    let declared = context.sheets.declared_years.iter();
    let declared = declared.filter_map(|year| {
        let dated = year.dated.as_ref()?;
        Some((dated.year, year.dir.as_str(), &dated.span))
    });
    for (year, dir, span) in years.chain(declared) {
        match seen.entry(year) {
            Entry::Occupied(first) => {
                let (other, first) = first.get();
                diags.push(messages::duplicate_year(span.clone(), [other, dir], (*first).clone()));
            }
            Entry::Vacant(place) => _ = place.insert((dir, span)),
        }
    }
}

/// Codes that no municipality has, and a name that says that it is none.
pub(super) fn code_of_the_city_is_real(context: &Context<'_>, diags: &mut Diags) {
    let body = context.sheets.city.as_ref().and_then(|city| city.data.body.as_ref());
    let Some((LgCode(code), Text(name))) =
        body.and_then(|body| body.code.as_ref().zip(body.name.as_ref()))
    else {
        return;
    };
    if lg_code::is_invented(&code.text) && !name.text.contains("見本") {
        diags.push(messages::invented_lg_code(code.span.clone(), &code.text));
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
    let unread = sheets.unread.iter();
    let unread = unread.filter(|(dir, _, form)| *form != Form::Review && !dir.is_empty());
    let mut dirs: Vec<&str> = context.units.iter().map(Unit::dir).collect();
    dirs.extend(unread.map(|(dir, _, _)| dir.as_str()));
    dirs.dedup();
    dirs.sort_unstable();
    dirs.dedup();
    for dir in dirs {
        let there = sheets.evaluations.iter().any(|sheet| sheet.dir == dir);
        if !there && !sheets.is_unread(Form::Evaluation, dir, "evaluation") {
            diags.push(messages::missing_file(&format!("{dir}/evaluation.yaml"), "評価年度"));
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
        let code = s.data.id.as_ref().and_then(|id| id.code.as_ref()).map(|code| &code.0);
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
    let sheets = context.sheets;
    // A policy and a project of one code would be published at the same address. Files of one folder have names
    // of their own, and both lists are in the order of their paths.
    let mut projects = sheets.projects.iter().peekable();
    for policy in &sheets.policies {
        let order = |project: &Sheet<Project>| {
            let name = |stem| str::bytes(stem).chain(*b".yaml");
            let dirs = project.dir.cmp(&policy.dir);
            dirs.then_with(|| name(&project.stem).cmp(name(&policy.stem)))
        };
        while projects.next_if(|project| order(project).is_lt()).is_some() {}
        let Some(project) = projects.peek().filter(|project| order(project).is_eq()) else {
            continue;
        };
        let codes = code_of(policy.data.id.as_ref()).zip(code_of(project.data.id.as_ref()));
        // A file that is not named after its code has been reported: the code is probably the mistake.
        let named = |at: &At| at.text == policy.stem;
        if let Some((first, second)) = codes.filter(|(a, b)| named(a) && named(b)) {
            let (place, first) = (second.span.clone(), first.span.clone());
            diags.push(messages::duplicate_code(place, &second.text, first));
        }
    }
    for sheet in &sheets.evaluations {
        report_twice(sheet.data.upper().filter_map(|pillar| code_of(Some(pillar))), diags);
    }
}

fn report_twice<'a>(codes: impl Iterator<Item = &'a At>, diags: &mut Diags) {
    let mut seen: BTreeMap<&str, &At> = BTreeMap::new();
    for code in codes {
        match seen.entry(&code.text) {
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
        let Some(evaluation) = context.sheets.evaluations.iter().find(|e| e.dir == sheet.dir)
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
            let key = if evaluation.data.goals.is_some() { "基本目標" } else { "施策の柱" };
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

/// The codes of the policies of a year.
fn policies(context: &Context<'_>, dir: &str) -> Vec<String> {
    let policies = context.sheets.policies.iter();
    let own = policies.filter(|sheet| sheet.dir == dir);
    let codes: BTreeSet<&str> = own.map(|sheet| unit::code(sheet)).collect();
    codes.into_iter().map(str::to_owned).collect()
}

pub(super) fn policies_exist(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets;
    let mut known: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let alone = context.units.iter();
    let alone = alone.filter(|unit| unit.policies.is_empty());
    for sheet in alone.flat_map(|unit| &unit.projects) {
        let Some(Code(policy)) = &sheet.data.policy else {
            continue;
        };
        if sheets.is_unread(Form::Policy, &sheet.dir, &policy.text) {
            continue;
        }
        let known = known.entry(&sheet.dir);
        let known = known.or_insert_with(|| policies(context, &sheet.dir));
        let cure = format!("{}/policies/{}.yaml を", sheet.dir, policy.text);
        diags.push(messages::dangling_reference(
            policy.span.clone(),
            &context.levels(&sheet.dir)[1],
            &policy.text,
            &cure,
            known,
        ));
    }
}

pub(super) fn weights_have_projects(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets;
    let stems = LazyCell::new(|| -> BTreeSet<(&str, &str)> {
        let projects = sheets.projects.iter();
        projects.map(|sheet| (sheet.dir.as_str(), sheet.stem.as_str())).collect()
    });
    for unit in context.units {
        for weighted in unit.loose() {
            let (dir, text) = (unit.dir(), weighted.text.as_str());
            // A project that names another policy, or none, is reported at its own place.
            if stems.contains(&(dir, text)) || sheets.is_unread(Form::Project, dir, text) {
                continue;
            }
            let codes = unit.projects.iter();
            let codes = codes.filter_map(|project| code_of(project.data.id.as_ref()));
            let known: Vec<String> = codes.map(|code| code.text.clone()).collect();
            let cure = format!("{dir}/projects/{text}.yaml を");
            diags.push(messages::dangling_reference(
                weighted.span.clone(),
                &context.levels(dir)[2],
                text,
                &cure,
                &known,
            ));
        }
    }
}

pub(super) fn projects_have_weights(context: &Context<'_>, diags: &mut Diags) {
    for policy in &context.sheets.policies {
        let code = code_of(policy.data.id.as_ref());
        if let (Some(code), Some(weights)) = (code, &policy.data.weights) {
            let projects = context.sheets.projects.iter();
            let own = projects.filter(|project| {
                let owner = project.data.policy.as_ref();
                project.dir == policy.dir && owner.is_some_and(|Code(at)| at.text == code.text)
            });
            own.for_each(|project| has_weight(context, (policy, code, weights), project, diags));
        }
    }
}

fn has_weight(
    context: &Context<'_>,
    (policy, code, weights): (&Sheet<Policy>, &At, &Codes<Number>),
    project: &Sheet<Project>,
    diags: &mut Diags,
) {
    let Some(id) = code_of(project.data.id.as_ref()) else {
        return;
    };
    let mut all = weights.0.iter();
    let weighted = all.any(|(weighted, _)| weighted.text == id.text);
    // A code that is not the file's, or is the policy's own, is reported for itself.
    if weighted || project.stem != id.text || id.text == code.text {
        return;
    }
    let first = weights.0.first();
    let place = first.map_or_else(|| code.span.clone(), |(at, _)| at.span.clone());
    let levels = context.levels(&policy.dir);
    let words = messages::WeightWords { levels: &levels, later: policy.data.later.is_some() };
    let span = id.span.clone();
    diags.push(messages::unweighted_project(span, words, &id.text, &code.text, place));
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
            diags.push(messages::foreign_project(span, &levels, &code.text, &policy.text));
        }
    }
}
