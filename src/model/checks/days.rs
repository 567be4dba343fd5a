//! Date fields: things done lie before the reference date, follow what they must follow, and are in their era;
//! targets lie within the period of the sheet. The field says what its date means (役, 以後).

use jiff::civil;

use crate::diag::{Diags, messages};
use crate::form::days::{After, DayRole};
use crate::form::indicators::Role;
use crate::form::{Field, Kind};
use crate::model::checks::context::Context;
use crate::model::checks::dates::era_holds;
use crate::model::checks::said::spoken;
use crate::model::compare;
use crate::section::fields::Entry;
use crate::section::{Content, Sections};
use crate::sheet::value::{At, Day};
use crate::terms::year::{Date, FiscalYear};

/// No sheet is published after the reference date.
pub(super) fn sheets_have_been_published(context: &Context<'_>, diags: &mut Diags) {
    let published = context.sheets.all.iter().filter_map(|sheet| sheet.every.published.as_ref());
    for Day(at) in published {
        let Ok(date) = Date::parse(&at.text) else { continue };
        if let Some(as_of) = context.as_of.filter(|as_of| date.day > as_of.day) {
            diags.push(messages::published_ahead(at.span.clone(), &at.text, &as_of.written));
        }
        era_holds(at, &date, diags);
    }
}

/// A date field with a date in it.
struct Written<'a> {
    field: &'a Field,
    at: &'a At,
    date: &'a Date,
}

/// Checks the days of a sheet.
pub(super) fn check(sections: &Sections, as_of: Option<&Date>, diags: &mut Diags) {
    for (section, content) in sections.form.sections.iter().zip(&sections.list) {
        match (&section.kind, content) {
            (Kind::Fields(of), Content::Fields(values)) => {
                of_entry(sections, &written(of, values), as_of, diags);
            }
            (Kind::List(of), Content::List(items)) => {
                for item in items {
                    of_entry(sections, &written(&of.fields, &item.fields), as_of, diags);
                }
            }
            _ => {}
        }
    }
}

fn written<'a>(fields: &'a [Field], values: &'a [Vec<Entry>]) -> Vec<Written<'a>> {
    let all = fields
        .iter()
        .zip(values)
        .flat_map(|(field, entries)| entries.iter().map(move |entry| (field, entry)));
    let day = |(field, entry): (&'a Field, &'a Entry)| match entry {
        Entry::Day(at, date) => Some(Written { field, at, date }),
        _ => None,
    };
    all.filter_map(day).collect()
}

/// Checks the dates that belong together: those of a section, or of one list entry.
fn of_entry(sections: &Sections, days: &[Written<'_>], as_of: Option<&Date>, diags: &mut Diags) {
    let ahead = |day: &Written<'_>| {
        let has_been = day.field.day.role.as_ref().is_some_and(|(role, _)| role.has_been());
        as_of.filter(|as_of| has_been && day.date.day > as_of.day)
    };
    for day in days {
        let Written { field, at, date } = day;
        let (name, span) = (field.name.text.as_str(), || at.span.clone());
        era_holds(at, date, diags);
        if let Some(as_of) = ahead(day) {
            diags.push(messages::day_ahead(span(), name, &as_of.written));
        }
        if matches!(field.day.role, Some((DayRole::End, _))) {
            targets_lie_before(sections, day, diags);
        }
        match &field.day.after {
            Some((After::Field, other)) if ahead(day).is_none() => {
                let mut others = days.iter().filter(|one| one.field.name.text == other.text);
                if let Some(first) = others.find(|one| date.day < one.date.day) {
                    let place = first.at.span.clone();
                    diags.push(messages::day_before(span(), name, &other.text, place));
                }
            }
            Some((After::Results, _)) => {
                let within = |year: &FiscalYear| date.day < year.next().start();
                if let Some(year) = sections.results.filter(within) {
                    diags.push(messages::day_within_the_year(span(), name, &spoken(year)));
                }
            }
            _ => {}
        }
    }
}

/// No target is for a year that begins after the period of its sheet.
fn targets_lie_before(sections: &Sections, end: &Written<'_>, diags: &mut Diags) {
    let closed: civil::Date = end.date.day;
    for (section, content) in sections.form.sections.iter().zip(&sections.list) {
        let (Kind::Indicators(of), Content::Indicators(list)) = (&section.kind, content) else {
            continue;
        };
        // Indicators taken from the sheet above are reported there.
        for indicator in list.iter().filter(|_| of.source.is_none()) {
            let targets = indicator.parts().flat_map(|series| {
                compare::figures(of, sections.results, indicator, series, Role::Target)
            });
            let targets = targets.filter_map(|one| Some((one.year?, one.stated.written?)));
            let late = targets.max_by_key(|(year, _)| *year);
            if let Some((year, at)) = late.filter(|(year, _)| year.start() > closed) {
                let title = format!(
                    "{}の目標が、「{}」（{}）より後です",
                    spoken(year),
                    end.field.name.text,
                    end.at.text
                );
                let place = (end.at.span.clone(), "期間の終わりです");
                diags.push(messages::years_conflict(at.span.clone(), title, place));
            }
        }
    }
}
