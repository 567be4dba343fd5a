//! Days of the city and of its sheets beside the date that the content stands for.

use crate::diag::{Diags, messages};
use crate::model::checks::Context;
use crate::model::checks::years::{parsed, spoken};
use crate::sheet::value::{At, Day, DayOrReason, Year};
use crate::terms::year::Date;

fn day_of(at: &At) -> Option<Date> {
    Date::parse(&at.text).ok()
}

/// A day for a message: the era of the day itself, and 元年 as pages have it.
pub(super) fn spoken_day(date: &Date) -> String {
    let (era, number) = date.era();
    let year = if number == 1 { "元".to_owned() } else { number.to_string() };
    format!("{era}{year}年{}月{}日", date.day.month(), date.day.day())
}

/// An era name used after the era ended.
pub(super) fn era_holds(at: &At, date: &Date, diags: &mut Diags) {
    if date.outside_era {
        diags.push(messages::era_range(at.span.clone(), &at.text, &spoken_day(date)));
    }
}

/// What has been published has been published by now: the feed tells nothing that is to come.
pub(super) fn announcements_have_been(context: &Context<'_>, diags: &mut Diags) {
    let city = context.sheets.city.iter();
    let days = city.flat_map(|city| &city.data.announcements);
    for Day(at) in days.filter_map(|announcement| announcement.day.as_ref()) {
        let Some(date) = day_of(at) else { continue };
        if let Some(as_of) = context.as_of.filter(|as_of| date.day > as_of.day) {
            diags.push(messages::future_announcement(at.span.clone(), &as_of.written));
        }
        era_holds(at, &date, diags);
    }
}

/// Days that no other rule looks at.
pub(super) fn other_days_are_of_their_era(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets;
    let as_of = sheets.city.iter().filter_map(|city| Some(&city.data.as_of.as_ref()?.0));
    let reviews = sheets.reviews.iter();
    let reviews = reviews.flat_map(|sheet| [&sheet.data.reviewed, &sheet.data.published]);
    let reviews = reviews.flatten().map(|DayOrReason(at)| at);
    for at in as_of.chain(reviews) {
        if let Some(date) = day_of(at) {
            era_holds(at, &date, diags);
        }
    }
}

/// The content stands for a day on which its figures could be known.
pub(super) fn figures_have_been(context: &Context<'_>, diags: &mut Diags) {
    let Some(as_of) = context.as_of else { return };
    let written = context.sheets.city.as_ref().and_then(|city| city.data.as_of.as_ref());
    // Another day may have been named to the program: then it stands in no file.
    let written = written.filter(|Day(at)| day_of(at).is_some_and(|date| date.day == as_of.day));
    for sheet in &context.sheets.evaluations {
        let Some(Year(at)) = &sheet.data.result_year else { continue };
        if let Some(year) = parsed(at).filter(|year| as_of.day < year.next().start()) {
            let place = written.map(|Day(at)| at.span.clone());
            let said = (spoken(year), spoken_day(as_of));
            diags.push(messages::early_as_of(at.span.clone(), place, &said.0, &said.1));
        }
    }
}
