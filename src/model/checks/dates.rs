//! Dates of the city and of its sheets, compared with the reference date.

use crate::diag::{Diags, messages};
use crate::model::checks::context::Context;
use crate::sheet::value::{At, Day};
use crate::terms::year::Date;

fn day_of(at: &At) -> Option<Date> {
    Date::parse(&at.text).ok()
}

/// A day for a message, in its own era and with 元年 as on pages.
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

/// Announcements are not after the reference date: the feed must not report the future.
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

/// Checks the era of dates that no other rule looks at.
pub(super) fn other_days_are_of_their_era(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets;
    let as_of = sheets.city.iter().filter_map(|city| Some(&city.data.as_of.as_ref()?.0));
    for at in as_of {
        if let Some(date) = day_of(at) {
            era_holds(at, &date, diags);
        }
    }
}
