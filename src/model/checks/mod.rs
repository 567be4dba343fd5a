//! Rules between items of the sheets: a table of rules, one function each. Sheets in, diagnostics out; knows nothing
//! of pages.

mod codes;
mod comparison;
mod context;
mod copied;
mod corrections;
mod dates;
mod days;
mod figures;
mod grades;
mod handouts;
mod hidden;
mod identity;
mod increments;
mod indicators;
mod links;
mod methods;
mod pace;
mod places;
mod possible;
mod said;
mod shares;
mod sheets;
mod standing;
mod survey;
mod taken;
mod targets;
mod time;
mod years;

use crate::diag::Diags;
use crate::model::checks::standing::Standing;
use crate::sheet::Sheets;
use crate::terms::year::Date;
use context::Context;

type Rule = fn(&Context<'_>, &mut Diags);

/// Every rule. All of them run, whatever the others find.
const RULES: &[Rule] = &[
    places::city_is_there,
    places::city_is_real,
    dates::announcements_have_been,
    dates::other_days_are_of_their_era,
    grades::words_are_unique,
    grades::thresholds_fall,
    grades::grades_cover_every_rate,
    grades::graded_methods_have_rates,
    grades::the_highest_rate_is_no_less_than_a_hundred,
    years::folders_are_named,
    years::folders_are_unique,
    years::evaluations_follow_their_results,
    years::sheets_have_targets,
    days::sheets_have_been_published,
    copied::words_are_not_last_years,
    copied::titles_name_their_year,
    codes::codes_belong_together,
    codes::former_codes_were_there,
    sheets::columns_are_unique,
    sheets::sheets_hold,
    time::figures_have_been,
    shares::rows_are_what_lies_below,
    taken::indicators_are_those_above,
    hidden::sheets_keep_it,
    corrections::figures_are_as_corrected,
    identity::identities_are_unique,
    links::lead_somewhere,
    handouts::years_exist,
    handouts::numbers_are_unique,
    handouts::items_fit_their_kind,
    handouts::levels_exist,
    handouts::something_is_chosen,
];

/// Runs every rule. `diags` holds the problems found while reading: some rules stay silent where those may be the
/// cause.
pub fn check(sheets: &Sheets, as_of: Option<&Date>, diags: &mut Diags) {
    let context = Context { sheets, as_of, standing: Standing::of(sheets) };
    for rule in RULES {
        rule(&context, diags);
    }
}
