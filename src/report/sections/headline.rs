//! The head of a sheet: responsible offices and people, and the result of its first indicator.

use crate::form::shares::SHARE;
use crate::form::{Form, Kind, Section, Type};
use crate::model::compare::{self, Comparison};
use crate::report::comparisons::{self, Place, What};
use crate::report::differences;
use crate::report::judged;
use crate::report::method_words;
use crate::report::page::{Headline, LabelledFigure, LabelledValues};
use crate::report::sections::showing::Showing;
use crate::report::sections::{cell, fields};
use crate::report::words;
use crate::section::Content;

/// True for the section of a form with the responsible offices and people: the first one, if it has nothing else.
pub(super) fn is_of_people(form: &Form, place: usize) -> bool {
    let Some(section) = form.sections.first().filter(|_| place == 0) else { return false };
    let Kind::Fields(fields) = &section.kind else { return false };
    // Unpublished fields are marked in their own section.
    !section.hides() && fields.iter().all(|field| matches!(field.kind, Type::Office | Type::Person))
}

/// The responsible offices and people; omitted fields are left out.
pub(super) fn people(showing: &mut Showing<'_, '_>) -> Vec<LabelledValues> {
    let sheet = showing.sheet;
    let (Some(section), Some(Content::Fields(values))) =
        (sheet.form().sections.first(), sheet.sections.list.first())
    else {
        return Vec::new();
    };
    let Kind::Fields(fields) = &section.kind else { return Vec::new() };
    let mut all = fields::shown(showing, &section.name.text, fields, values);
    all.retain(|field| !field.values.is_empty());
    all
}

/// The shares of this sheet in the sheet above (割合 by entries below), by section.
pub(super) fn shares_above(showing: &mut Showing<'_, '_>) -> Vec<LabelledFigure> {
    let standing = showing.standing;
    let own = &standing.year.levels[standing.level].entries[standing.place];
    let (Some(upper), Some(parent)) = (standing.level.checked_sub(1), own.parent) else {
        return Vec::new();
    };
    let upper = &standing.year.levels[upper];
    let Some(above) = upper.entries[parent].sheet.as_deref() else { return Vec::new() };
    let sections = above.form().sections.iter();
    let share = |section: &Section| {
        let Kind::Shares(of) = &section.kind else { return None };
        let name = section.name.text.as_str();
        let what = match &of.weight {
            Some(weight) => Some(weight.text.as_str()),
            None => of.text.as_ref().map(|_| SHARE),
        };
        if !of.below || (what.is_none() && !of.parties.is_empty()) {
            return None;
        }
        let parts: Vec<&str> = [own.code.as_str()].into_iter().chain(what).collect();
        let id = above.fact(&cell::address(name, &parts));
        showing.desk.displayed(&id)?;
        let what = of.weight.as_ref().map_or(name, |weight| &weight.text);
        Some((format!("{}での{what}", upper.name), id))
    };
    let all: Vec<_> = sections.filter_map(share).collect();
    all.into_iter()
        .map(|(label, id)| LabelledFigure { label, value: showing.desk.figure(&id) })
        .collect()
}

/// Result of the first indicator; `None` on a sheet without one that states an actual.
pub(super) fn of(showing: &mut Showing<'_, '_>) -> Option<Headline> {
    let sheet = showing.sheet;
    let sections = sheet.form().sections.iter().zip(&sheet.sections.list);
    let (section, of, list) =
        sections.into_iter().find_map(|(section, content)| match (&section.kind, content) {
            (Kind::Indicators(of), Content::Indicators(list))
                if !of.increments && of.compares() =>
            {
                (!list.is_empty()).then_some((section.name.text.as_str(), of, list))
            }
            _ => None,
        })?;
    let place = Place { sheet, section, of, year: showing.standing.year };
    let (indicator, series) = Place::all(list).next()?;
    let comparison = compare::compare(of, place.results(), indicator, series);
    let judged = place.judged(indicator, series);
    let actual = judged.actual?;
    let year = comparisons::year_of(indicator, &actual);
    let column = place.column(&actual);
    let name = comparisons::printed_name(indicator, series);
    let id = |what| place.id(indicator, series, what, judged.year);
    let message = match differences::result(&place, &comparison, showing.desk) {
        Ok(result) => format!("{name}は{result}"),
        Err(result) => format!("{name}の{year}の{result}"),
    };
    let plan = comparison.target.map(|target| {
        let label =
            format!("{}の{}", comparisons::year_of(indicator, &target), place.column(&target));
        (label, showing.desk.figure(&place.stated(indicator, series, &target)))
    });
    let (plan_label, plan) = plan.unzip();
    Some(Headline {
        message,
        status: judged::status(showing.desk, &id(What::Result), judged.kinds),
        what: format!("{name} {year}{column}"),
        big: showing.desk.figure(&place.stated(indicator, series, &actual)),
        plan,
        plan_label: plan_label.unwrap_or_default(),
        rate_label: rate_label(&place, &comparison),
        rate: comparison.rate.map(|_| showing.desk.show(&id(What::Rate))),
        direction: judged
            .direction
            .map(|direction| words::direction(direction).text)
            .unwrap_or_default(),
    })
}

/// Label of the rate, in the words of the form.
fn rate_label(place: &Place<'_>, comparison: &Comparison<'_>) -> String {
    let label = comparison.method.map_or("", method_words::rate_label);
    comparison
        .target
        .map_or_else(|| label.to_owned(), |target| label.replace("計画", place.column(&target)))
}
