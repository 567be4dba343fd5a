//! The city's rule for grades -> the model.

use super::parts::{number, text};
use super::sheets::method;
use crate::model::grading::{Grade, Grading};
use crate::sheet::forms;

/// The rule, with the grade below the lowest threshold as the last.
pub(super) fn grading(grading: forms::Grading) -> Option<Grading> {
    let forms::Grading { steps, below, methods, exempt, basis } = grading;
    let mut grades = steps?.into_iter().map(step).collect::<Option<Vec<_>>>()?;
    grades.extend(text(below).map(|name| Grade { name, at_least: None }));
    let forms::GradeExempt { word, what } = exempt?;
    Some(Grading {
        grades,
        methods: methods?.into_iter().map(|word| method(&word.0.text)).collect(),
        exempt: text(word)?,
        exempt_what: text(what)?,
        basis: basis.and_then(|basis| {
            let forms::GradeBasis { title, address } = basis;
            Some((text(title)?, address.map(|address| address.0.text)))
        }),
    })
}

fn step(step: forms::GradeStep) -> Option<Grade> {
    let forms::GradeStep { name, at_least } = step;
    Some(Grade { name: text(name)?, at_least: at_least.as_ref().and_then(|at| number(&at.0)) })
}
