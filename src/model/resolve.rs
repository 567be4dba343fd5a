//! Sheets -> Model. Runs every check, then builds the typed model; `None` only when there are errors.
//! Knows nothing of pages or wording.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::diag::Diags;
use crate::model::checks::{self, Context};
use crate::model::indicator::{Direction, Indicator, Kind, Method};
use crate::model::plan::{Cost, Kpi, Plan, Section};
use crate::model::policy::{
    ComparedCity, Comparison, Evaluation, Finding, Party, Person, Policy, Post, Project, RoleShare,
};
use crate::model::quantity::{Conversion, Missing, Quantity, Reading, Value};
use crate::model::year::{Date, FiscalYear};
use crate::model::{City, CodeName, Model, Text};
use crate::sheet::forms;
use crate::sheet::value::{self, At, Figure, Prose, Years};
use crate::sheet::{Sheet, Sheets};

/// Checks the sheets and builds the model. `as_of` replaces the date of `city.yaml`.
pub fn resolve(sheets: Sheets, as_of: Option<Date>, diags: &mut Diags) -> Option<Model> {
    let written = sheets.city.as_ref().and_then(|sheet| sheet.data.as_of.as_ref());
    let as_of = as_of.or_else(|| written.and_then(|day| Date::parse(&day.0.text).ok()));
    checks::run(&Context { sheets: &sheets, as_of: as_of.as_ref() }, diags);
    if diags.has_errors() {
        return None;
    }
    let Sheets { city, evaluations, policies, projects, plans, unread: _ } = sheets;
    let city = resolve_city(city?.data, as_of?)?;
    let mut years = evaluations
        .into_iter()
        .map(|sheet| resolve_year(sheet, &policies, &projects))
        .collect::<Option<Vec<_>>>()?;
    years.sort_by_key(|year| year.year);
    let mut plans = plans.into_iter().map(|sheet| resolve_plan(sheet.data)).collect::<Option<Vec<_>>>()?;
    plans.sort_by(|a, b| a.code.cmp(&b.code));
    Some(Model { city, years, plans })
}

fn text(at: Option<value::Text>) -> Option<String> {
    at.map(|text| text.0.text)
}

fn texts(list: Vec<value::Text>) -> Vec<String> {
    list.into_iter().map(|text| text.0.text).collect()
}

fn prose(prose: Option<Prose>) -> Option<Text> {
    let written = prose?.0.text;
    Some(Missing::from_word(&written).map_or(Text::Prose(written), Text::Missing))
}

fn code(code: Option<value::Code>) -> Option<String> {
    code.map(|code| code.0.text)
}

fn year(at: &At) -> Option<FiscalYear> {
    FiscalYear::parse(&at.text).ok().map(|(year, _)| year)
}

fn number(at: &At) -> Option<Decimal> {
    value::decimal(&at.text).ok()
}

fn figure(figure: Option<Figure>) -> Option<Value> {
    let Figure { value, alternative, note } = figure?;
    let value = value?;
    if let Some(reason) = Missing::from_word(&value.text) {
        return Some(Value::Missing(reason));
    }
    Some(Value::Known(Quantity {
        number: number(&value)?,
        alternative: alternative.as_ref().and_then(number),
        note: note.map(|at| at.text),
    }))
}

fn series(years: Option<Years<Figure>>) -> Option<BTreeMap<FiscalYear, Value>> {
    years?.0.into_iter().map(|(at, value)| Some((year(&at)?, figure(Some(value))?))).collect()
}

fn conversion(conversion: Option<forms::Conversion>) -> Option<Option<Conversion>> {
    let Some(forms::Conversion { unit, factor }) = conversion else { return Some(None) };
    Some(Some(Conversion { unit: text(unit)?, factor: number(&factor?.0)? }))
}

fn reading(reading: Option<forms::Reading>) -> Option<Option<Reading>> {
    let Some(forms::Reading { matter, adopted, other, reason, confidence }) = reading else { return Some(None) };
    Some(Some(Reading {
        matter: text(matter)?,
        adopted: text(adopted)?,
        other: text(other)?,
        reason: text(reason)?,
        confidence: text(confidence)?,
    }))
}

fn code_name(id: Option<forms::CodeName>) -> Option<CodeName> {
    let forms::CodeName { code: written, name } = id?;
    Some(CodeName { code: code(written)?, name: text(name)? })
}

fn person(person: Option<forms::PersonOrReason>, post: Post) -> Option<(Post, Person)> {
    let forms::PersonOrReason { reason, title, name } = person?;
    if let Some(reason) = reason {
        return Some((post, Person::Missing(Missing::from_word(&reason.text)?)));
    }
    Some((post, Person::Named { title: text(title)?, name: text(name) }))
}

fn resolve_city(city: forms::City, as_of: Date) -> Option<City> {
    let forms::City { version: _, body, site, as_of: _, contact, about } = city;
    let forms::CityBody { name, code, home } = body?;
    let forms::SiteText { name: site_name, lead } = site?;
    Some(City {
        name: text(name)?,
        code: text(code)?,
        home: text(home)?,
        site_name: text(site_name)?,
        lead: text(lead)?,
        as_of,
        contact: texts(contact),
        about: texts(about),
    })
}

fn resolve_year(
    sheet: Sheet<forms::Evaluation>,
    policies: &[Sheet<forms::Policy>],
    projects: &[Sheet<forms::Project>],
) -> Option<Evaluation> {
    let Sheet { file: _, dir, stem: _, data } = sheet;
    let forms::Evaluation { year: made, result_year, name, policy_form, project_form, pillars } = data;
    let pillars = pillars?.into_iter().map(|pillar| code_name(Some(pillar))).collect::<Option<Vec<_>>>()?;
    let mut list = policies
        .iter()
        .filter(|policy| policy.dir == dir)
        .map(|policy| {
            let own = projects.iter().filter(|project| project.dir == dir);
            resolve_policy(policy.data.clone(), own, &pillars)
        })
        .collect::<Option<Vec<_>>>()?;
    list.sort_by(|a, b| a.id.code.cmp(&b.id.code));
    Some(Evaluation {
        year: year(&made?.0)?,
        result_year: year(&result_year?.0)?,
        name: text(name)?,
        policy_form: text(policy_form)?,
        project_form: text(project_form)?,
        pillars,
        policies: list,
        dir,
    })
}

fn resolve_policy<'a>(
    policy: forms::Policy,
    projects: impl Iterator<Item = &'a Sheet<forms::Project>>,
    pillars: &[CodeName],
) -> Option<Policy> {
    let forms::Policy {
        id, pillar, responsible, author, purpose, indicators, comparison, findings, roles, weights, notes, source,
    } = policy;
    let id = code_name(id)?;
    let pillar = code(pillar)?;
    let weights = weights?.0;
    let mut own = projects
        .filter(|sheet| sheet.data.policy.as_ref().is_some_and(|policy| policy.0.text == id.code))
        .map(|sheet| {
            let own = sheet.data.id.as_ref()?.code.as_ref()?;
            let (_, weight) = weights.iter().find(|(at, _)| at.text == own.0.text)?;
            resolve_project(sheet.data.clone(), number(&weight.0)?)
        })
        .collect::<Option<Vec<_>>>()?;
    own.sort_by(|a, b| a.id.code.cmp(&b.id.code));
    let forms::Purpose { target, intent } = purpose?;
    let forms::Findings { results, drivers, gap, issues } = findings?;
    let forms::Parties { city, governments, citizens, business } = roles?;
    Some(Policy {
        pillar: pillars.iter().find(|entry| entry.code == pillar)?.clone(),
        people: [person(responsible, Post::Responsible), person(author, Post::Author)].into_iter().flatten().collect(),
        target: prose(target)?,
        intent: prose(intent)?,
        indicators: resolve_indicators(indicators?)?,
        comparison: match comparison {
            Some(comparison) => Some(resolve_comparison(comparison)?),
            None => None,
        },
        findings: vec![
            (Finding::Results, prose(results)?),
            (Finding::Drivers, prose(drivers)?),
            (Finding::Gap, prose(gap)?),
            (Finding::Issues, prose(issues)?),
        ],
        roles: vec![
            (Party::City, prose(city)?),
            (Party::Governments, prose(governments)?),
            (Party::Citizens, prose(citizens)?),
            (Party::Business, prose(business)?),
        ],
        projects: own,
        notes: texts(notes),
        source: text(source)?,
        id,
    })
}

fn resolve_project(project: forms::Project, weight: Decimal) -> Option<Project> {
    let forms::Project {
        id, policy: _, author, department, evaluator, purpose, indicators, roles, roles_reading, notes, source,
    } = project;
    let forms::Purpose { target, intent } = purpose?;
    let forms::Parties { city, governments, citizens, business } = roles?;
    let role = |party: Party, role: Option<forms::Role>| {
        let forms::Role { share, text } = role?;
        Some(RoleShare { party, share: figure(share)?, text: prose(text)? })
    };
    let people = [
        person(author, Post::Author),
        person(department, Post::Department),
        person(evaluator, Post::Evaluator),
    ];
    Some(Project {
        id: code_name(id)?,
        weight,
        people: people.into_iter().flatten().collect(),
        target: prose(target)?,
        intent: prose(intent)?,
        indicators: resolve_indicators(indicators?)?,
        roles: vec![
            role(Party::City, city)?,
            role(Party::Governments, governments)?,
            role(Party::Citizens, citizens)?,
            role(Party::Business, business)?,
        ],
        roles_reading: reading(roles_reading)?,
        notes: texts(notes),
        source: text(source)?,
    })
}

fn resolve_indicators(list: Vec<forms::Indicator>) -> Option<Vec<Indicator>> {
    list.into_iter().enumerate().map(|(index, indicator)| resolve_indicator(index + 1, indicator)).collect()
}

fn resolve_indicator(position: usize, indicator: forms::Indicator) -> Option<Indicator> {
    let forms::Indicator {
        name, unit, conversion: converted, direction, kind, method, actual, plan, final_year, reading: doubt, notes,
    } = indicator;
    Some(Indicator {
        number: position,
        name: text(name)?,
        unit: text(unit)?,
        conversion: conversion(converted)?,
        direction: match direction?.0.text.as_str() {
            "増加" => Direction::Up,
            "減少" => Direction::Down,
            _ => Direction::Keep,
        },
        kind: match kind?.0.text.as_str() {
            "累計" => Kind::Cumulative,
            _ => Kind::Flow,
        },
        method: match method?.0.text.as_str() {
            "実績÷計画" => Method::Ratio,
            _ => Method::None,
        },
        actual: series(actual)?,
        plan: series(plan)?,
        final_year: final_year.and_then(|at| year(&at.0)),
        reading: reading(doubt)?,
        notes: texts(notes),
    })
}

fn resolve_comparison(comparison: forms::Comparison) -> Option<Comparison> {
    let forms::Comparison { name, note, unit, conversion: converted, now, prev, cities } = comparison;
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

fn resolve_plan(plan: forms::Plan) -> Option<Plan> {
    let forms::Plan { id, project, period, kpis, sections, notes, source } = plan;
    let forms::PlanId { code: written, name, short, author, area } = id?;
    let forms::PlanProject { name: project, grant, grant_code, cost } = project?;
    let forms::Cost { value: amount, unit, conversion: converted } = cost?;
    let forms::Period { from, until } = period?;
    let kpis = kpis?.into_iter().enumerate().map(|(index, kpi)| resolve_kpi(index + 1, kpi));
    Some(Plan {
        code: code(written)?,
        name: text(name)?,
        short: text(short)?,
        author: text(author)?,
        area: text(area)?,
        project: text(project)?,
        grant: text(grant)?,
        grant_code: text(grant_code)?,
        cost: Cost { value: figure(amount)?, unit: text(unit)?, conversion: conversion(converted)? },
        from: text(from)?,
        until: Date::parse(&until?.0.text).ok()?,
        kpis: kpis.collect::<Option<Vec<_>>>()?,
        sections: sections?.into_iter().map(resolve_section).collect::<Option<Vec<_>>>()?,
        notes: texts(notes),
        source: text(source)?,
    })
}

fn resolve_kpi(position: usize, kpi: forms::Kpi) -> Option<Kpi> {
    let forms::Kpi { name, unit, base, increments, total, actual, notes } = kpi;
    Some(Kpi {
        number: position,
        name: text(name)?,
        unit: text(unit)?,
        base: figure(base)?,
        increments: series(increments)?,
        total: figure(total)?,
        actual: series(actual)?,
        notes: texts(notes),
    })
}

fn resolve_section(section: forms::Section) -> Option<Section> {
    let forms::Section { heading, text: body, table, children } = section;
    Some(Section {
        heading: text(heading)?,
        text: body.map(|prose| prose.0.text).unwrap_or_default(),
        kpi_table: table.is_some(),
        children: children.into_iter().map(resolve_section).collect::<Option<Vec<_>>>()?,
    })
}
