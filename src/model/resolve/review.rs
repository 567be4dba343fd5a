//! Reviews of plans -> the model: each goes to its plan, and its actuals to the plan's KPIs.

use super::correction::corrections;
use super::parts::{code, conversion, figure, prose, text, texts, year};
use crate::model::figures::Figures;
use crate::model::plan::{Cost, Plan};
use crate::model::quantity::Value;
use crate::model::review::{EffectGrade, NextStep, Opinion, Review, ReviewToCome, Stated};
use crate::sheet::Sheet;
use crate::sheet::forms;
use crate::sheet::value::{DayOrReason, Text, same_name};
use crate::terms::reason::Missing;
use crate::terms::year::Date;

/// Adds a review to its plan. Where the plan itself states no actual, the review's is the actual of the year:
/// the two agree wherever both state one.
pub(super) fn attach(sheet: Sheet<forms::Review>, plans: &mut [Plan]) -> Option<()> {
    let Sheet { file: _, dir: _, stem: _, twice: _, data } = sheet;
    let wanted = code(data.plan.clone())?;
    let plan = plans.iter_mut().find(|plan| plan.code == wanted)?;
    let (review, actuals) = resolve_review(data, plan)?;
    for (name, actual) in actuals {
        let kpi = plan.kpis.iter_mut().find(|kpi| kpi.name == name)?;
        let stated = kpi.actual.get(&review.year).is_some_and(|value| value.number().is_some());
        if !stated {
            kpi.actual.insert(review.year, actual);
        }
    }
    plan.reviews.push(review);
    plan.reviews.sort_by_key(|review| review.year);
    Some(())
}

type Actuals = Vec<(String, Value)>;

fn resolve_review(review: forms::Review, plan: &Plan) -> Option<(Review, Actuals)> {
    let corrections = corrections(&review.corrections, || Figures::of_review(&review))?;
    let forms::Review {
        plan: _,
        year: written,
        spent,
        activity,
        kpis,
        effect,
        body,
        opinions,
        next,
        reviewed,
        published,
        office,
        notes,
        corrections: _,
        stage: _,
        answers: _,
        source,
    } = review;
    let forms::ReviewBody { name, members } = body?;
    let forms::NextStep { word, reason } = next?;
    let mut actuals = Vec::new();
    let mut kpi_notes = Vec::new();
    for kpi in kpis? {
        let forms::ReviewKpi { name, actual, notes } = kpi;
        let name = text(name)?;
        let kpi = plan.kpis.iter().find(|kpi| same_name(&kpi.name, &name))?;
        actuals.push((kpi.name.clone(), figure(actual)?));
        kpi_notes.push((kpi.name.clone(), texts(notes)));
    }
    let review = Review {
        year: year(&written?.0)?,
        spent: match spent {
            Some(spent) => Some(cost(spent)?),
            None => None,
        },
        activity: prose(activity)?,
        kpi_notes,
        effect: stated(&text(effect)?, |word| Some(word.to_owned()))?,
        body: text(name)?,
        members: texts(members),
        opinions: opinions?.into_iter().map(opinion).collect::<Option<Vec<_>>>()?,
        next: stated(&word?.0.text, NextStep::from_word)?,
        next_reason: prose(reason)?,
        reviewed: day(reviewed)?,
        published: day(published)?,
        office: text(office)?,
        notes: texts(notes),
        corrections,
        source: text(source)?,
    };
    Some((review, actuals))
}

fn cost(cost: forms::Cost) -> Option<Cost> {
    let forms::Cost { value, unit, conversion: converted } = cost;
    Some(Cost { value: figure(value)?, unit: text(unit)?, conversion: conversion(converted)? })
}

fn opinion(opinion: forms::Opinion) -> Option<Opinion> {
    let forms::Opinion { by, text: said, answer } = opinion;
    Some(Opinion { by: text(by)?, text: prose(said)?, answer: prose(answer)? })
}

fn stated<T>(written: &str, known: impl Fn(&str) -> Option<T>) -> Option<Stated<T>> {
    match Missing::from_word(written) {
        Some(reason) => Some(Stated::Missing(reason)),
        None => known(written).map(Stated::Known),
    }
}

fn day(day: Option<DayOrReason>) -> Option<Stated<Date>> {
    stated(&day?.0.text, |text| Date::parse(text).ok())
}

pub(super) fn review_to_come(entry: forms::ReviewToCome) -> Option<ReviewToCome> {
    let forms::ReviewToCome { year: written, expected, reason } = entry;
    Some(ReviewToCome {
        year: year(&written?.0)?,
        expected: expected.map(|Text(at)| at.text),
        reason: reason.map(|Text(at)| at.text),
    })
}

pub(super) fn effect_grade(grade: forms::EffectGrade) -> Option<EffectGrade> {
    let forms::EffectGrade { word, rule } = grade;
    Some(EffectGrade { word: text(word)?, rule: text(rule)? })
}
