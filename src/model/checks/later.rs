//! The later forms: answers sum to the whole, shares of the parties to 100, the share of the city to its formula.

use rust_decimal::Decimal;

use crate::diag::{Diags, messages};
use crate::model::checks::Context;
use crate::model::checks::figures::{number, parts, value};
use crate::model::checks::sums::report_roles;
use crate::model::checks::years::{is_number, parsed, spoken};
use crate::model::sums::{apart, rounding, sum};
use crate::sheet::forms::{PolicyLater, RoleLine, Survey, SurveyAnswer};
use crate::sheet::value::{At, Figure, Year};

/// What the later form adds to each policy sheet.
pub(super) fn policies<'a>(context: &'a Context<'_>) -> impl Iterator<Item = &'a PolicyLater> {
    let policies = context.sheets.policies.iter();
    policies.filter_map(|sheet| sheet.data.later.as_deref())
}

/// The two questions of a survey.
pub(super) fn questions(survey: &Survey) -> [(&'static str, &[SurveyAnswer]); 2] {
    [
        ("満足度", survey.satisfaction.as_deref().unwrap_or_default()),
        ("重要度", survey.importance.as_deref().unwrap_or_default()),
    ]
}

/// Every figure that a later form adds to a policy sheet, but no share of the formula.
pub(super) fn figures(sheet: &PolicyLater) -> Vec<&Figure> {
    let survey = sheet.survey.iter();
    let answers = survey.flat_map(|survey| {
        let answers = questions(survey).into_iter().flat_map(|(_, list)| list);
        let values = answers.filter_map(|answer| answer.value.as_ref());
        values.chain(&survey.respondents)
    });
    let lines = sheet.lines.iter().flat_map(|lines| &lines.0);
    let lines = lines.flat_map(|(_, line)| shares(line).into_iter().chain([&line.share]));
    answers.chain(lines.flatten()).chain(&sheet.share_total).collect()
}

pub(super) fn shares(line: &RoleLine) -> [&Option<Figure>; 4] {
    [&line.city, &line.governments, &line.citizens, &line.business]
}

pub(super) fn surveys_sum(context: &Context<'_>, diags: &mut Diags) {
    for survey in policies(context).filter_map(|sheet| sheet.survey.as_ref()) {
        let count = survey.unit.as_ref().is_some_and(|unit| unit.0.text == "人数");
        for (question, answers) in questions(survey) {
            let figures: Vec<&Figure> =
                answers.iter().filter_map(|answer| answer.value.as_ref()).collect();
            let numbers: Option<Vec<Decimal>> =
                figures.iter().map(|figure| value(figure)).collect();
            // An answer that is missing or could not be read leaves no sum; one with a note answers for it.
            let noted = figures.iter().any(|figure| figure.note().is_some());
            let Some(numbers) = numbers.filter(|list| list.len() == answers.len() && !noted) else {
                continue;
            };
            let Some(total) = sum(numbers.iter().copied()) else {
                continue;
            };
            let (wanted, margin, said) = if count {
                let Some(all) = survey.respondents.as_ref().and_then(value) else {
                    continue;
                };
                (all, Decimal::ZERO, format!("回答者数{all}"))
            } else {
                let all = Decimal::ONE_HUNDRED;
                (all, rounding(&numbers), "100".to_owned())
            };
            if !apart(total, wanted, margin) {
                continue;
            }
            let mut places = figures.iter().filter_map(|figure| figure.value.as_ref());
            if let Some(first) = places.next() {
                let span = first.span.clone();
                let others = parts(places);
                let total = total.to_string();
                diags.push(messages::survey_sum(span, question, &total, &said, others));
            }
        }
    }
}

/// Nobody has answered in a year to come.
pub(super) fn surveys_have_been(context: &Context<'_>, diags: &mut Diags) {
    let Some(as_of) = context.as_of else { return };
    for survey in policies(context).filter_map(|sheet| sheet.survey.as_ref()) {
        let stated = questions(survey)
            .into_iter()
            .flat_map(|(_, list)| list)
            .filter_map(|answer| answer.value.as_ref())
            .any(is_number);
        let Some(Year(at)) = survey.year.as_ref().filter(|_| stated) else {
            continue;
        };
        if let Some(year) = parsed(at).filter(|year| year.start() > as_of.day) {
            let limit = format!("基準日は{}です", as_of.written);
            let span = at.span.clone();
            diags.push(messages::future_survey(span, &spoken(year), &limit));
        }
    }
}

pub(super) fn role_lines_sum(context: &Context<'_>, diags: &mut Diags) {
    for sheet in policies(context) {
        for (_, line) in sheet.lines.iter().flat_map(|lines| &lines.0) {
            let all = shares(line);
            let there: Vec<&Figure> = all.into_iter().flatten().collect();
            if there.len() == all.len() {
                report_roles(&there, diags);
            }
        }
    }
}

/// A and B of a line with their places.
fn factors(line: &RoleLine) -> Option<[(&At, Decimal); 2]> {
    let city = line.city.as_ref()?.value.as_ref()?;
    let index = &line.index.as_ref()?.0;
    Some([(city, number(city)?), (index, number(index)?)])
}

/// What the formula gives, A×B÷100.
fn product([(_, a), (_, b)]: [(&At, Decimal); 2]) -> Option<Decimal> {
    a.checked_mul(b)?.checked_div(Decimal::ONE_HUNDRED)
}

pub(super) fn shares_follow_the_formula(context: &Context<'_>, diags: &mut Diags) {
    for sheet in policies(context) {
        let lines: Vec<&RoleLine> =
            sheet.lines.iter().flat_map(|lines| &lines.0).map(|(_, line)| line).collect();
        for line in &lines {
            let (Some(stated), Some(factors)) = (&line.share, factors(line)) else {
                continue;
            };
            let Some(wanted) = product(factors) else {
                continue;
            };
            let [(city, a), (index, b)] = factors;
            let formula = format!("{a}×{b}÷100＝{}", wanted.normalize());
            report(stated, wanted, Decimal::ZERO, &formula, &[city, index], diags);
        }
        let Some(total) = &sheet.share_total else {
            continue;
        };
        // The total is of the shares as stated, else as the formula gives them.
        let share = |line: &&RoleLine| match line.share.as_ref() {
            Some(stated) => value(stated),
            None => product(factors(line)?),
        };
        let Some(shares) = lines.iter().map(share).collect::<Option<Vec<_>>>() else {
            continue;
        };
        let Some(sum) = sum(shares.iter().copied()) else {
            continue;
        };
        let formula = format!("各小施策の比重の合計は{}", sum.normalize());
        let places: Vec<&At> =
            lines.iter().filter_map(|line| line.share.as_ref()?.value.as_ref()).collect();
        report(total, sum, rounding(&shares), &formula, &places, diags);
    }
}

/// Whether a stated figure is further from its formula than rounding explains. `margin` is that of the parts.
pub(super) fn differs(stated: Decimal, wanted: Decimal, margin: Decimal) -> bool {
    let margin = margin.checked_add(rounding(&[stated])).unwrap_or(margin);
    apart(stated, wanted, margin)
}

/// Reports a stated share further from the formula than rounding explains.
fn report(
    stated: &Figure,
    wanted: Decimal,
    margin: Decimal,
    formula: &str,
    places: &[&At],
    diags: &mut Diags,
) {
    let (Some(at), Some(number)) = (&stated.value, value(stated)) else {
        return;
    };
    if stated.note().is_some() || !differs(number, wanted, margin) {
        return;
    }
    let others = parts(places.iter().copied());
    let span = at.span.clone();
    diags.push(messages::share_differs(span, &at.text, formula, others));
}
