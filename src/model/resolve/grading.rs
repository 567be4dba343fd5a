//! The city's rule for grades -> the model.

use crate::model::grading::{Grade, Grading};
use crate::model::indicator::Method;
use crate::model::resolve::said::text;
use crate::model::rounding::Rounding;
use crate::sheet::forms;
use crate::sheet::value::decimal;

/// The rule, with the grade without a threshold last.
pub(super) fn grading(grading: forms::Grading) -> Option<Grading> {
    let forms::Grading { steps, below, methods, exempt, basis } = grading;
    let mut grades = steps?.into_iter().map(step).collect::<Option<Vec<_>>>()?;
    grades.extend(text(below).map(|name| Grade { name, at_least: None }));
    let forms::GradeExempt { word, what } = exempt?;
    Some(Grading {
        grades,
        methods: methods?
            .into_iter()
            .map(|word| Method::from_word(&word.0.text))
            .collect::<Option<_>>()?,
        exempt: text(word)?,
        exempt_what: text(what)?,
        basis: basis.and_then(|basis| {
            let forms::GradeBasis { title, address } = basis;
            Some((text(title)?, address.map(|address| address.0.text.into())))
        }),
    })
}

/// How rates are rounded: as set by the city, else the default.
pub(super) fn rounding(rule: Option<&forms::RateRounding>) -> Option<Rounding> {
    let Some(forms::RateRounding { way, cap }) = rule else {
        return Some(Rounding::default());
    };
    let cap = match cap {
        Some(cap) => Some(decimal(&cap.0.text).ok()?),
        None => None,
    };
    Rounding::from_words(&way.as_ref()?.0.text, cap)
}

fn step(step: forms::GradeStep) -> Option<Grade> {
    let forms::GradeStep { name, at_least } = step;
    Some(Grade { name: text(name)?, at_least: at_least.and_then(|at| decimal(&at.0.text).ok()) })
}
