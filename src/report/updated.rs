//! A sheet, plan or review -> the day on which its page was last brought up to date, where the content says it: the
//! latest of its own 公表日, its 訂正日 and the 公表日 of the sheets that it shows. A page without any of them stands
//! for the 基準日 of the whole, as lists and data do, so that a correction under a new 基準日 leaves the pages alone
//! that do not show it.

use crate::model::correction::Correction;
use crate::model::declared::Sheet;
use crate::model::plan::Plan;
use crate::model::policy::{Policy, Project};
use crate::model::review::{Review, Stated};
use crate::report::format;
use crate::report::page::Page;
use crate::terms::year::Date;

/// What the day of such a page is called.
const UPDATED: &str = "更新日";
/// What the day of all others is called.
pub(crate) const AS_OF: &str = "基準日";

/// Of a policy, which shows its projects.
pub(crate) fn policy(policy: &Policy) -> Option<&Date> {
    let below = policy.projects.iter().filter_map(|project| project.published.as_ref());
    latest(own(policy.published.as_ref(), &policy.corrections).chain(below))
}

/// Of a project, which shows its weight in the policy.
pub(crate) fn project<'a>(above: &'a Policy, project: &'a Project) -> Option<&'a Date> {
    let own = own(project.published.as_ref(), &project.corrections);
    latest(own.chain(&above.published))
}

/// Of a plan, which shows its reviews.
pub(crate) fn plan(plan: &Plan) -> Option<&Date> {
    let reviews = plan.reviews.iter().filter_map(published);
    latest(own(plan.published.as_ref(), &plan.corrections).chain(reviews))
}

/// Of a review, which shows the targets of its plan.
pub(crate) fn review<'a>(plan: &'a Plan, review: &'a Review) -> Option<&'a Date> {
    latest(published(review).into_iter().chain(&plan.published))
}

/// Of a sheet of a declared form.
pub(crate) fn declared(sheet: &Sheet) -> Option<&Date> {
    latest(own(sheet.published.as_ref(), &sheet.corrections))
}

fn published(review: &Review) -> Option<&Date> {
    match &review.published {
        Stated::Known(day) => Some(day),
        Stated::Missing(_) => None,
    }
}

fn own<'a>(
    published: Option<&'a Date>,
    corrections: &'a [Correction],
) -> impl Iterator<Item = &'a Date> {
    published.into_iter().chain(corrections.iter().map(|correction| &correction.day))
}

fn latest<'a>(days: impl Iterator<Item = &'a Date>) -> Option<&'a Date> {
    days.max_by_key(|date| date.day)
}

/// The page with its own day, where it has one.
pub(crate) fn dated(mut page: Page, day: Option<&Date>) -> Page {
    if let Some(date) = day {
        UPDATED.clone_into(&mut page.day_label);
        page.as_of = format::date(date);
        page.as_of_iso = format::iso(date);
        page.day = date.day;
    }
    page
}
