//! Days of the city and of its sheets beside the date that the content stands for.

use crate::diag::{Diags, messages};
use crate::model::checks::context::Context;
use crate::sheet::value::{At, Day};
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
    for at in as_of {
        if let Some(date) = day_of(at) {
            era_holds(at, &date, diags);
        }
    }
}
