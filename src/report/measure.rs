//! The sheet of a 小施策 -> its page. Its figures are recorded with those of every project.

use crate::model::Model;
use crate::model::Text;
use crate::model::later::ProjectLater;
use crate::model::policy::Policy;
use crate::report::correction;
use crate::report::desk::Desk;
use crate::report::history;
use crate::report::indicator::{self, Form};
use crate::report::page::{Body, Direction, Indicator, MeasurePage, Pair};
use crate::report::policy;
use crate::report::project::neighbour;
use crate::report::shares;
use crate::report::sheet::{self, Sheet};
use crate::report::words;

/// The body of the page of the 小施策 at `place` of its policy.
pub(crate) fn body(
    model: &Model,
    (sheet, above): (&Sheet<'_>, &Sheet<'_>),
    (policy, place): (&Policy, usize),
    later: &ProjectLater,
    desk: &mut Desk<'_>,
) -> Body {
    let project = &policy.projects[place];
    let evaluation = sheet.evaluation;
    let form = &evaluation.project_form;
    let up = sheet::relative(&sheet.page, &above.page);
    let headline = indicator::headline(&sheet.first(), desk);
    let mut indicators = policy::indicators(sheet, Form::Later, desk);
    for indicator in &mut indicators {
        indicator.direction.arrow = straight(&indicator.direction.arrow);
    }
    Body::Measure(MeasurePage {
        head: sheet::head(evaluation, policy, form, up, &project.people),
        measure: sheet::code_name(&project.id),
        office: later.office.as_ref().map(sheet::code_name),
        weight_label: shares::weight_word(above),
        weight: desk.show(&shares::weight_id(above, &project.id.code)),
        headline,
        legend: legend(&indicators),
        indicators,
        pairs: later.pairs.iter().enumerate().map(pair).collect(),
        state: words::prose("現状と課題", &later.state),
        works: later.works.iter().map(sheet::code_name).collect(),
        history: history::of_sheet(model, sheet, desk),
        other_years: history::other_years(model, sheet),
        corrections: correction::section([&sheet.id, &sheet.id], &project.corrections, desk),
        previous: neighbour(sheet, policy, place.checked_sub(1)),
        next: neighbour(sheet, policy, Some(place + 1)),
    })
}

/// The arrows of this form stand upright.
fn straight(arrow: &str) -> String {
    match arrow {
        "↗" => "↑",
        "↘" => "↓",
        other => other,
    }
    .to_owned()
}

/// Each arrow once, in the order of the indicators, with all that it stands for on this sheet.
fn legend(indicators: &[Indicator]) -> Vec<Direction> {
    let mut list: Vec<(String, Vec<&str>)> = Vec::new();
    for Indicator { direction, .. } in indicators {
        let (arrow, text) = (&direction.arrow, direction.text.as_str());
        match list.iter_mut().find(|(known, _)| known == arrow) {
            Some((_, texts)) if texts.contains(&text) => {}
            Some((_, texts)) => texts.push(text),
            None => list.push((arrow.clone(), vec![text])),
        }
    }
    let entry =
        |(arrow, texts): (String, Vec<&str>)| Direction { arrow, text: texts.join("、又は") };
    list.into_iter().map(entry).collect()
}

fn pair((place, (target, intent)): (usize, &(Text, Text))) -> Pair {
    Pair {
        number: (place + 1).to_string(),
        target: words::prose("対象", target),
        intent: words::prose("意図", intent),
    }
}
