//! A sheet, plan or review -> the day of its page's last update, if the content states one: the latest of its own
//! 公表日, its 訂正日 and the 公表日 of the sheets that it shows. A page without any of them has the 基準日 of the whole site,
//! like lists and data. So a correction under a new 基準日 does not touch pages that do not show it.

use crate::form::Kind;
use crate::form::days::DayRole;
use crate::model::evaluation::{Evaluation, Sheet};
use crate::report::format;
use crate::report::page::Page;
use crate::section::Content;
use crate::section::fields::Entry;
use crate::terms::year::Date;

/// Label of the day of such a page.
const UPDATED: &str = "更新日";
/// Label of the day of all other pages.
pub(crate) const AS_OF: &str = "基準日";

/// The day of a sheet, given by indexes in its year, including the sheets below and above that it shows.
pub(crate) fn declared((year, level, place): (&Evaluation, usize, usize)) -> Option<Date> {
    let entry = &year.levels[level].entries[place];
    let sheet = entry.sheet.as_deref()?;
    let kinds = |sheet: &Sheet, look: fn(&Kind) -> bool| {
        sheet.form().sections.iter().any(|section| look(&section.kind))
    };
    let by_rows = |kind: &Kind| matches!(kind, Kind::Shares(of) if of.below);
    let shows_below =
        kinds(sheet, by_rows) || kinds(sheet, |kind| matches!(kind, Kind::Children(_)));
    let below = year.levels.get(level + 1).filter(|_| shows_below);
    let below = below.iter().flat_map(|level| &level.entries);
    let below =
        below.filter(|one| one.parent == Some(place)).filter_map(|one| one.sheet.as_deref());
    let above = level.checked_sub(1).zip(entry.parent);
    let above = above.and_then(|(level, place)| year.levels[level].entries[place].sheet.as_deref());
    // It shows its share of the sheet above, and indicators taken from there.
    let above = above.filter(|above| sheet.form().takes_from_above() || kinds(above, by_rows));
    let others = below.chain(above).flat_map(days);
    days(sheet)
        .into_iter()
        .chain(sheet.corrections.iter().map(|correction| correction.day.clone()))
        .chain(others)
        .max_by_key(|date| date.day)
}

/// The days on which a sheet was published: its 公表日, and those in fields (役: 公表日).
fn days(sheet: &Sheet) -> Vec<Date> {
    let mut all: Vec<Date> = sheet.published.iter().cloned().collect();
    for (section, content) in sheet.form().sections.iter().zip(&sheet.sections.list) {
        let (Kind::Fields(fields), Content::Fields(values)) = (&section.kind, content) else {
            continue;
        };
        for (field, entries) in fields.iter().zip(values) {
            if !matches!(field.day.role, Some((DayRole::Published, _))) {
                continue;
            }
            all.extend(entries.iter().filter_map(|entry| match entry {
                Entry::Day(_, day) => Some(day.clone()),
                _ => None,
            }));
        }
    }
    all
}

/// Sets the page's own day, if it has one.
pub(crate) fn dated(mut page: Page, day: Option<&Date>) -> Page {
    if let Some(date) = day {
        UPDATED.clone_into(&mut page.day_label);
        page.as_of = format::date(date);
        page.as_of_iso = format::iso(date);
        page.day = date.day;
    }
    page
}
