//! What must hold between the items of the sheets: a table of rules, one function each.
//! Sheets in, diagnostics out; knows nothing of pages.

mod context;
mod corrections;
mod dates;
mod declared;
mod declared_codes;
mod declared_comparison;
mod declared_copied;
mod declared_days;
mod declared_figures;
mod declared_hidden;
mod declared_increments;
mod declared_indicators;
mod declared_methods;
mod declared_shares;
mod declared_survey;
mod declared_taken;
mod declared_targets;
mod declared_time;
mod declared_years;
mod grades;
mod handouts;
mod identity;
mod links;
mod pace;
mod places;
mod possible;
mod said;
mod standing;

use crate::diag::Diags;
use crate::model::checks::standing::Standing;
use crate::sheet::Sheets;
use crate::terms::year::Date;
use context::Context;

type Rule = fn(&Context<'_>, &mut Diags);

/// Every rule. All of them run, whatever the others find.
const RULES: &[Rule] = &[
    places::city_is_there,
    places::code_of_the_city_is_real,
    dates::announcements_have_been,
    dates::other_days_are_of_their_era,
    grades::words_are_told_apart,
    grades::thresholds_fall,
    grades::grades_cover_every_rate,
    grades::graded_methods_have_rates,
    grades::the_highest_rate_is_no_less_than_a_hundred,
    declared_years::folders_are_named,
    declared_years::folders_are_told_apart,
    declared_years::evaluations_follow_their_results,
    declared_years::sheets_have_targets,
    declared_days::sheets_have_been_published,
    declared_copied::words_are_not_last_years,
    declared_copied::titles_name_their_year,
    declared_codes::codes_belong_together,
    declared_codes::former_codes_were_there,
    declared::columns_are_told_apart,
    declared::sheets_hold,
    declared_time::figures_have_been,
    declared_shares::rows_are_what_lies_below,
    declared_taken::indicators_are_those_above,
    declared_hidden::sheets_keep_it,
    corrections::figures_are_as_corrected,
    identity::identities_are_unique,
    links::lead_somewhere,
    handouts::years_exist,
    handouts::numbers_are_unique,
    handouts::items_fit_their_kind,
    handouts::levels_exist,
    handouts::something_is_chosen,
];

/// Runs every rule. `diags` holds what reading has found: some rules say nothing where the reason may be a mistake told
/// already.
pub fn check(sheets: &Sheets, as_of: Option<&Date>, diags: &mut Diags) {
    let context = Context { sheets, as_of, standing: Standing::of(sheets) };
    for rule in RULES {
        rule(&context, diags);
    }
}
