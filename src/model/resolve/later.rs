//! What the later forms hold besides -> the model.

use super::parts::{code_name, figure, number, prose, text, year};
use crate::model::Text;
use crate::model::later::{Answer, PolicyLater, ProjectLater, Question, RoleLine, Survey};
use crate::model::policy::{Party, RoleShare};
use crate::sheet::forms;
use crate::sheet::value::At;
use crate::terms::reason::Missing;

pub(super) fn policy(sheet: forms::PolicyLater) -> Option<PolicyLater> {
    let forms::PolicyLater { survey: asked, lines, share_total, effort, sections } = sheet;
    let section = |forms::Headed { heading, text: own }| Some((text(heading)?, prose(own)?));
    Some(PolicyLater {
        survey: asked.map_or(Some(None), |asked| survey(asked).map(Some))?,
        lines: lines?.0.into_iter().map(line).collect::<Option<_>>()?,
        share_total: share_total.map_or(Some(None), |total| figure(Some(total)).map(Some))?,
        effort: prose(effort)?,
        sections: sections?.into_iter().map(section).collect::<Option<_>>()?,
    })
}

fn survey(survey: forms::Survey) -> Option<Survey> {
    let forms::Survey { year: of, respondents, name, unit, satisfaction, importance } = survey;
    let answers = |list: Option<Vec<forms::SurveyAnswer>>| -> Option<Vec<Answer>> {
        let answer = |forms::SurveyAnswer { name, value }| {
            Some(Answer { name: text(name)?, value: figure(value)? })
        };
        list?.into_iter().map(answer).collect()
    };
    Some(Survey {
        year: year(&of?.0)?,
        respondents: figure(respondents)?,
        name: text(name)?,
        counted: unit?.0.text == "人数",
        questions: [
            (Question::Satisfaction, answers(satisfaction)?),
            (Question::Importance, answers(importance)?),
        ],
    })
}

fn line((code, line): (At, forms::RoleLine)) -> Option<RoleLine> {
    let forms::RoleLine { city, governments, citizens, business, index, share } = line;
    let roles = Party::ALL.into_iter().zip([city, governments, citizens, business]);
    let role = |(party, share)| {
        Some(RoleShare {
            party,
            share: figure(share)?,
            // This form has no text for each party.
            text: Text::Missing(Missing::NotApplicable),
        })
    };
    Some(RoleLine {
        code: code.text,
        roles: roles.map(role).collect::<Option<_>>()?,
        index: number(&index?.0)?,
        share: share.map_or(Some(None), |share| figure(Some(share)).map(Some))?,
    })
}

pub(super) fn project(sheet: forms::ProjectLater) -> Option<ProjectLater> {
    let forms::ProjectLater { office, responsible: _, writer: _, pairs, state, works } = sheet;
    let pair = |forms::Purpose { target, intent }| Some((prose(target)?, prose(intent)?));
    Some(ProjectLater {
        office: office.map_or(Some(None), |office| code_name(Some(office)).map(Some))?,
        pairs: pairs?.into_iter().map(pair).collect::<Option<_>>()?,
        state: prose(state)?,
        works: works.into_iter().map(|work| code_name(Some(work))).collect::<Option<_>>()?,
    })
}
