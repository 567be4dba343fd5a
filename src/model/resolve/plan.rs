//! Regional revitalization plans -> the model.

use super::correction::{corrections, day};
use super::parts::{code, conversion, figure, series, text, texts};
use super::review::review_to_come;
use crate::model::figures::Figures;
use crate::model::plan::{Cost, Kpi, Plan, Section};
use crate::sheet::forms;
use crate::terms::year::Date;

pub(super) fn resolve_plan(plan: forms::Plan) -> Option<Plan> {
    let corrections = corrections(&plan.corrections, || Figures::of_plan(&plan))?;
    let forms::Plan {
        id,
        project,
        period,
        kpis,
        reviews_to_come,
        sections,
        notes,
        corrections: _,
        published,
        stage: _,
        answers: _,
        source,
    } = plan;
    let forms::PlanId { code: written, name, short, author, area } = id?;
    let forms::PlanProject { name: project, grant, grant_code, cost } = project?;
    let forms::Cost { value: amount, unit, conversion: converted } = cost?;
    let forms::Period { from, until } = period?;
    let kpis = kpis?.into_iter().map(resolve_kpi);
    let code = code(written)?;
    Some(Plan {
        corrections,
        published: day(published)?,
        code,
        name: text(name)?,
        short: text(short)?,
        author: text(author)?,
        area: text(area)?,
        project: text(project)?,
        grant: text(grant)?,
        grant_code: text(grant_code)?,
        cost: Cost {
            value: figure(amount)?,
            unit: text(unit)?,
            conversion: conversion(converted)?,
        },
        from: text(from)?,
        until: Date::parse(&until?.0.text).ok()?,
        kpis: kpis.collect::<Option<Vec<_>>>()?,
        reviews: Vec::new(),
        reviews_to_come: reviews_to_come
            .into_iter()
            .map(review_to_come)
            .collect::<Option<Vec<_>>>()?,
        sections: sections?.into_iter().map(resolve_section).collect::<Option<Vec<_>>>()?,
        notes: texts(notes),
        source: text(source)?,
    })
}

pub(super) fn resolve_kpi(kpi: forms::Kpi) -> Option<Kpi> {
    let forms::Kpi { name, unit, base, increments, total, actual, notes } = kpi;
    Some(Kpi {
        name: text(name)?,
        unit: text(unit)?,
        base: figure(base)?,
        increments: series(increments)?,
        total: figure(total)?,
        actual: series(actual)?,
        notes: texts(notes),
    })
}

pub(super) fn resolve_section(section: forms::Section) -> Option<Section> {
    let forms::Section { heading, text: body, table, children } = section;
    Some(Section {
        heading: text(heading)?,
        text: body.map(|prose| prose.0.text).unwrap_or_default(),
        kpi_table: table.is_some(),
        children: children.into_iter().map(resolve_section).collect::<Option<Vec<_>>>()?,
    })
}
