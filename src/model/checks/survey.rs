//! Surveys: answers add up to 100 or to the respondents, and no survey is in the future. A source may contain a wrong
//! sum: it is published as stated, and a difference is a warning.

use crate::diag::{Code, Diags, messages};
use crate::form::Kind;
use crate::form::survey::UNITS;
use crate::model::checks::possible::Kind as Range;
use crate::model::checks::said::spoken;
use crate::model::checks::shares::{make_up, possible};
use crate::section::survey::Survey;
use crate::section::{Content, Sections};
use crate::terms::address::part;
use crate::terms::year::Date;

pub(super) fn check(sections: &Sections, as_of: Option<&Date>, diags: &mut Diags) {
    let all = sections.form.sections.iter().zip(&sections.list);
    for (place, (section, content)) in all.enumerate() {
        let (Kind::Survey(of), Content::Survey(survey)) = (&section.kind, content) else {
            continue;
        };
        for figure in sections.figures().iter().filter(|figure| figure.section == place) {
            // Respondents are counted in people, whatever the unit of the answers.
            let people = survey.counted || figure.parts.len() == 1;
            let range = if people { Range::People } else { Range::Share };
            possible(range, &format!("「{}」", sections.address(figure)), figure.cell, diags);
        }
        for (question, answers) in of.iter().zip(&survey.questions) {
            let name = format!("{}.{}", part(&section.name.text), part(&question.name.text));
            let what = format!("「{name}」の{}", UNITS[usize::from(survey.counted)]);
            let people = survey.counted.then_some(&survey.respondents);
            make_up(Code::SurveySum, &what, &answers.parts(), people, diags);
        }
        has_been(survey, as_of, diags);
    }
}

/// A survey of a future year may have words, but no answers.
fn has_been(survey: &Survey, as_of: Option<&Date>, diags: &mut Diags) {
    let Some(as_of) = as_of else { return };
    let (year, at) = &survey.year;
    if year.start() > as_of.day && survey.cells().any(|cell| cell.number().is_some()) {
        let limit = format!("基準日は{}です", as_of.written);
        diags.push(messages::future_survey(at.span.clone(), &spoken(*year), &limit));
    }
}
