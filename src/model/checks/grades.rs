//! The city's grades (評価区分): no gaps, no duplicates.

use rust_decimal::Decimal;

use crate::diag::{Diags, messages};
use crate::model::checks::context::Context;
use crate::sheet::forms::{GradeStep, Grading};
use crate::sheet::value::{At, MethodWord, Number, Text, decimal, same_name};

/// Methods without a rate, for which no grade exists.
const WITHOUT_RATE: [&str; 4] = ["範囲", "以上・以下", "目標0", "算出しない"];

fn rule<'a>(context: &'a Context<'_>) -> Option<&'a Grading> {
    context.sheets.city.as_ref()?.data.grading.as_ref()
}

fn report_twice<'a>(words: impl Iterator<Item = &'a At>, item: &str, diags: &mut Diags) {
    let mut seen: Vec<&At> = Vec::new();
    for at in words {
        match seen.iter().find(|first| same_name(&first.text, &at.text)) {
            Some(first) => {
                let place = first.span.clone();
                diags.push(messages::word_twice(at.span.clone(), item, &at.text, place));
            }
            None => seen.push(at),
        }
    }
}

pub(super) fn words_are_unique(context: &Context<'_>, diags: &mut Diags) {
    let Some(grading) = rule(context) else { return };
    let steps = grading.steps.iter().flatten();
    let names = steps.filter_map(|step| step.name.as_ref());
    let exempt = grading.exempt.as_ref().and_then(|exempt| exempt.word.as_ref());
    let names = names.chain(&grading.below).chain(exempt);
    report_twice(names.map(|Text(at)| at), "評価区分", diags);
    let methods = grading.methods.iter().flatten();
    report_twice(methods.map(|MethodWord(at)| at), "評価区分の方法", diags);
}

pub(super) fn thresholds_fall(context: &Context<'_>, diags: &mut Diags) {
    let steps = rule(context).and_then(|grading| grading.steps.as_ref());
    let thresholds: Vec<(&At, Decimal)> = steps
        .into_iter()
        .flatten()
        .filter_map(|step| {
            let Number(at) = step.at_least.as_ref()?;
            Some((at, decimal(&at.text).ok()?))
        })
        .collect();
    for pair in thresholds.windows(2) {
        let [(first, above), (at, below)] = pair else {
            continue;
        };
        if below >= above {
            let place = first.span.clone();
            diags.push(messages::threshold_order(at.span.clone(), &at.text, &first.text, place));
        }
    }
}

pub(super) fn grades_cover_every_rate(context: &Context<'_>, diags: &mut Diags) {
    let Some(grading) = rule(context) else { return };
    let Some(([above @ .., last], below)) =
        grading.steps.as_deref().map(|steps| (steps, grading.below.as_ref()))
    else {
        return;
    };
    let name = |step: &GradeStep| step.name.as_ref().map(|Text(at)| at.clone());
    for at in above.iter().filter(|step| step.at_least.is_none()).filter_map(name) {
        diags.push(messages::grade_without_threshold(at.span, &at.text));
    }
    let Some(at) = name(last) else { return };
    match (&last.at_least, below) {
        (Some(_), None) => diags.push(messages::grades_leave_a_rest(at.span, &at.text)),
        (None, Some(Text(below))) => {
            let place = below.span.clone();
            diags.push(messages::two_lowest_grades(at.span, &at.text, place));
        }
        _ => {}
    }
}

/// A reached plan gives 100 %, so the maximum rate must not be lower.
pub(super) fn the_highest_rate_is_no_less_than_a_hundred(context: &Context<'_>, diags: &mut Diags) {
    let city = context.sheets.city.as_ref();
    let cap = city.and_then(|city| city.data.rounding.as_ref()?.cap.as_ref());
    if let Some(Number(at)) = cap
        && decimal(&at.text).is_ok_and(|cap| cap < Decimal::ONE_HUNDRED)
    {
        diags.push(messages::rate_cap_too_low(at.span.clone(), &at.text));
    }
}

pub(super) fn graded_methods_have_rates(context: &Context<'_>, diags: &mut Diags) {
    let methods = rule(context).and_then(|grading| grading.methods.as_ref());
    for MethodWord(at) in methods.into_iter().flatten() {
        if WITHOUT_RATE.contains(&at.text.as_str()) {
            diags.push(messages::graded_without_rate(at.span.clone(), &at.text));
        }
    }
}
