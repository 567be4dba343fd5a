//! Evaluation years with their policy and project sheets -> the model.

use super::change::changes;
use super::correction::{corrections, day};
use super::later;
use super::parts::{
    by_code, code, code_name, conversion, figure, number, person, prose, reading, series, text,
    texts, year,
};
use crate::model::by_year::ByYear;
use crate::model::figures::Figures;
use crate::model::grading::Grading;
use crate::model::indicator::{Direction, Indicator, Kind, Method, Terms};
use crate::model::later::ProjectLater;
use crate::model::policy::{
    Columns, ComparedCity, Comparison, Evaluation, Finding, Levels, Party, Person, Policy, Post,
    Project, RoleShare,
};
use crate::model::quantity::Value;
use crate::model::rounding::Rounding;
use crate::model::unit::Unit;
use crate::model::{CodeName, People, Text};
use crate::sheet::Sheet;
use crate::sheet::forms;
use crate::sheet::value::Prose;
use crate::terms::year::FiscalYear;
use rust_decimal::Decimal;
use std::sync::Arc;

/// A year that is being put together.
pub(super) struct Year {
    sheet: Arc<Sheet<forms::Evaluation>>,
    pillars: Vec<CodeName>,
    /// Its policies, in any order.
    pub policies: Vec<Policy>,
}

impl Year {
    /// A year without its policies.
    pub(super) fn new(sheet: Arc<Sheet<forms::Evaluation>>) -> Option<Self> {
        let pillars = sheet.data.upper();
        let pillars = pillars.map(|pillar| code_name(Some(pillar.clone())));
        Some(Self { pillars: pillars.collect::<Option<_>>()?, sheet, policies: Vec::new() })
    }

    /// Its folder.
    pub(super) fn dir(&self) -> &str {
        &self.sheet.dir
    }

    /// The policy of a unit of this year.
    pub(super) fn policy(&self, unit: Unit, people: People) -> Option<Policy> {
        let Unit { evaluation: _, policies, projects } = unit;
        let sheet = policies.into_iter().next().map(Arc::unwrap_or_clone)?;
        let mut policy = resolve_policy(sheet.data, projects, &self.pillars)?;
        withhold(people, &mut policy);
        Some(policy)
    }

    /// The year with its policies in order.
    pub(super) fn finish(
        self,
        grading: Option<&Grading>,
        rounding: Rounding,
    ) -> Option<Evaluation> {
        let Self { sheet, pillars, mut policies } = self;
        let Sheet { file: _, dir, stem: _, twice: _, data } = Arc::unwrap_or_clone(sheet);
        let columns = if data.is_free() { Columns::Free } else { Columns::Form };
        let [pillar, policy, project] = data.level_names();
        let forms::Evaluation {
            year: made,
            result_year,
            name,
            forms: _,
            levels: _,
            policy_form,
            project_form,
            measure_form,
            columns: _,
            pillars: _,
            goals: _,
        } = data;
        policies.sort_by(|a, b| by_code(&a.id, &b.id));
        Some(Evaluation {
            year: year(&made?.0)?,
            result_year: year(&result_year?.0)?,
            name: text(name)?,
            policy_form: text(policy_form)?,
            project_form: text(project_form.or(measure_form))?,
            columns,
            levels: Levels { pillar, policy, project },
            grading: grading.cloned(),
            rounding,
            pillars,
            policies,
            dir,
        })
    }
}

/// Leaves out what the city does not publish, before anything else can see it.
fn withhold(published: People, policy: &mut Policy) {
    let own = policy.people.iter_mut();
    let below = policy.projects.iter_mut().flat_map(|p| &mut p.people);
    for (_, person) in own.chain(below) {
        if let Person::Named { title: _, name, extension } = person {
            *name = name.take().filter(|_| published.names);
            *extension = extension.take().filter(|_| published.extensions);
        }
    }
}

fn resolve_policy(
    policy: forms::Policy,
    projects: Vec<Arc<Sheet<forms::Project>>>,
    pillars: &[CodeName],
) -> Option<Policy> {
    let corrections = corrections(&policy.corrections, || Figures::of_policy(&policy))?;
    let forms::Policy {
        id,
        pillar,
        responsible,
        author,
        purpose,
        indicators,
        comparison,
        findings,
        roles,
        weights,
        notes,
        corrections: _,
        published,
        stage: _,
        answers: _,
        source,
        later,
    } = policy;
    let later = later.map_or(Some(None), |sheet| later::policy(*sheet).map(Some))?;
    let id = code_name(id)?;
    let pillar = code(pillar)?;
    let weights = weights?.0;
    let mut own = projects
        .into_iter()
        .map(|sheet| {
            let sheet = Arc::unwrap_or_clone(sheet);
            let own = sheet.data.id.as_ref()?.code.as_ref()?;
            let (_, weight) = weights.iter().find(|(at, _)| at.text == own.0.text)?;
            resolve_project(sheet.data, number(&weight.0)?)
        })
        .collect::<Option<Vec<_>>>()?;
    own.sort_by(|a, b| by_code(&a.id, &b.id));
    let forms::Purpose { target, intent } = purpose?;
    Some(Policy {
        pillar: pillars.iter().find(|entry| entry.code == pillar)?.clone(),
        people: [person(responsible, Post::Responsible), person(author, Post::Author)]
            .into_iter()
            .flatten()
            .collect(),
        target: prose(target)?,
        intent: prose(intent)?,
        indicators: resolve_indicators(indicators?)?,
        comparison: match comparison {
            Some(comparison) => Some(resolve_comparison(*comparison)?),
            None => None,
        },
        findings: match findings {
            Some(findings) => resolve_findings(findings)?,
            None if later.is_some() => Vec::new(),
            None => return None,
        },
        roles: match roles {
            Some(roles) => resolve_expected(roles)?,
            None if later.is_some() => Vec::new(),
            None => return None,
        },
        projects: own,
        notes: texts(notes),
        corrections,
        published: day(published)?,
        source: text(source)?,
        id,
        later,
    })
}

fn resolve_findings(findings: forms::Findings) -> Option<Vec<(Finding, Text)>> {
    let forms::Findings { results, drivers, gap, issues } = findings;
    Some(vec![
        (Finding::Results, prose(results)?),
        (Finding::Drivers, prose(drivers)?),
        (Finding::Gap, prose(gap)?),
        (Finding::Issues, prose(issues)?),
    ])
}

fn resolve_expected(roles: forms::Parties<Prose>) -> Option<Vec<(Party, Text)>> {
    let forms::Parties { city, governments, citizens, business } = roles;
    Some(vec![
        (Party::City, prose(city)?),
        (Party::Governments, prose(governments)?),
        (Party::Citizens, prose(citizens)?),
        (Party::Business, prose(business)?),
    ])
}

pub(super) fn resolve_project(project: forms::Project, weight: Decimal) -> Option<Project> {
    let corrections = corrections(&project.corrections, || Figures::of_project(&project))?;
    let forms::Project {
        id,
        policy: _,
        author,
        department,
        evaluator,
        purpose,
        indicators,
        roles,
        roles_reading,
        notes,
        corrections: _,
        published,
        stage: _,
        answers: _,
        source,
        later: besides,
    } = project;
    let id = code_name(id)?;
    let mut people = vec![
        person(author, Post::Author),
        person(department, Post::Department),
        person(evaluator, Post::Evaluator),
    ];
    if let Some(sheet) = &besides {
        people.extend([
            person(sheet.responsible.clone(), Post::Responsible),
            person(sheet.writer.clone(), Post::Writer),
        ]);
    }
    let later = besides.map_or(Some(None), |sheet| later::project(*sheet).map(Some))?;
    let (target, intent) = match (purpose, &later) {
        (Some(forms::Purpose { target, intent }), _) => (prose(target)?, prose(intent)?),
        (None, Some(ProjectLater { pairs, .. })) => pairs.first()?.clone(),
        (None, None) => return None,
    };
    let roles = match roles {
        Some(roles) => resolve_roles(roles)?,
        None if later.is_some() => Vec::new(),
        None => return None,
    };
    Some(Project {
        weight,
        people: people.into_iter().flatten().collect(),
        target,
        intent,
        indicators: resolve_indicators(indicators?)?,
        roles,
        roles_reading: reading(roles_reading.map(|boxed| *boxed))?,
        notes: texts(notes),
        corrections,
        published: day(published)?,
        id,
        source: text(source)?,
        later,
    })
}

fn resolve_roles(roles: forms::Parties<forms::Role>) -> Option<Vec<RoleShare>> {
    let forms::Parties { city, governments, citizens, business } = roles;
    let role = |party: Party, role: Option<forms::Role>| {
        let forms::Role { share, text } = role?;
        Some(RoleShare { party, share: figure(share)?, text: prose(text)? })
    };
    Some(vec![
        role(Party::City, city)?,
        role(Party::Governments, governments)?,
        role(Party::Citizens, citizens)?,
        role(Party::Business, business)?,
    ])
}

pub(super) fn resolve_indicators(list: Vec<forms::Indicator>) -> Option<Vec<Indicator>> {
    list.into_iter().map(resolve_indicator).collect()
}

pub(super) fn resolve_indicator(indicator: forms::Indicator) -> Option<Indicator> {
    let key = indicator.key()?.text.clone();
    let forms::Indicator {
        name,
        identity,
        former,
        unit,
        conversion: converted,
        direction,
        kind,
        method,
        actual,
        plan,
        series: _,
        part,
        shared: _,
        revisions,
        breaks,
        base,
        path,
        tolerance,
        stated_rate,
        middle_year,
        final_year,
        reading: doubt,
        notes,
    } = indicator;
    Some(Indicator {
        key,
        name: text(name)?,
        identity: code(identity),
        former: text(former),
        unit: text(unit)?,
        conversion: conversion(converted.map(|boxed| *boxed))?,
        direction: match direction?.0.text.as_str() {
            "増加" => Direction::Up,
            "減少" => Direction::Down,
            "範囲内" => Direction::Within,
            "以上" => Direction::AtLeast,
            "以下" => Direction::AtMost,
            "定性" => Direction::Words,
            _ => Direction::Keep,
        },
        kind: Kind::from_word(&kind?.0.text)?,
        method: Method::from_word(&method?.0.text)?,
        actual: series(actual)?,
        plan: series(plan)?,
        part: text(part),
        terms: Terms {
            base: base.map_or(Some(None), |base| resolve_base(*base).map(Some))?,
            path: path.map_or_else(|| Some(ByYear::default()), |path| series(Some(path)))?,
            rate: match stated_rate {
                Some(rate) => series(Some(rate))?,
                None => ByYear::default(),
            },
            tolerance: tolerance.as_ref().and_then(|at| number(&at.0)),
            middle_year: middle_year.and_then(|at| year(&at.0)),
        },
        changes: changes(revisions, breaks)?,
        final_year: final_year.and_then(|at| year(&at.0)),
        reading: reading(doubt.map(|boxed| *boxed))?,
        notes: texts(notes),
    })
}

fn resolve_base(base: forms::Base) -> Option<(FiscalYear, Value)> {
    let forms::Base { year: of, value } = base;
    Some((year(&of?.0)?, figure(value)?))
}

pub(super) fn resolve_comparison(comparison: forms::Comparison) -> Option<Comparison> {
    let forms::Comparison { name, note, unit, conversion: converted, now, prev, cities } =
        comparison;
    let city = |city: forms::ComparedCity| {
        let forms::ComparedCity { name, paper_name, own, now, prev, note } = city;
        let name = text(name)?;
        Some(ComparedCity {
            paper_name: text(paper_name).unwrap_or_else(|| name.clone()),
            name,
            own: own.is_some_and(|flag| flag.0.text == "true"),
            now: figure(now)?,
            prev: figure(prev)?,
            note: text(note),
        })
    };
    Some(Comparison {
        name: text(name)?,
        note: text(note)?,
        unit: text(unit)?,
        conversion: conversion(converted)?,
        now: year(&now?.0)?,
        prev: year(&prev?.0)?,
        cities: cities?.into_iter().map(city).collect::<Option<Vec<_>>>()?,
    })
}
