//! What must hold between the items of the sheets: a table of rules, one function each.
//! Sheets in, diagnostics out; knows nothing of pages.

mod changes;
mod copied;
mod corrections;
mod dates;
mod declared;
mod declared_comparison;
mod declared_figures;
mod declared_hidden;
mod declared_indicators;
mod declared_shares;
mod declared_survey;
mod declared_taken;
mod declared_targets;
mod everywhere;
mod figures;
mod grades;
mod handouts;
mod identity;
mod jumps;
mod later;
mod links;
mod methods;
mod places;
mod ranges;
mod reviews;
mod sums;
mod targets;
mod years;

use crate::diag::{Diags, Shared};
use crate::model::unit::Unit;
use crate::sheet::Sheets;
use crate::sheet::forms::LEVELS;
use crate::terms::year::Date;

/// What a rule may look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// Every sheet that could be read; for a rule about units, those of one of them.
    pub sheets: &'a Sheets,
    /// The same policies and projects, by what belongs together; none for a rule about units.
    pub units: &'a [Unit],
    /// The date the content stands for; `None` when `city.yaml` gives none.
    pub as_of: Option<&'a Date>,
}

impl Context<'_> {
    /// What the levels of a year are called: above, policy, below.
    fn levels(&self, dir: &str) -> [String; 3] {
        let mut years = self.sheets.evaluations.iter();
        let year = years.find(|sheet| sheet.dir == dir);
        year.map_or_else(|| LEVELS.map(str::to_owned), |sheet| sheet.data.level_names())
    }
}

type Rule = fn(&Context<'_>, &mut Diags);

/// What a rule must see at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// One policy with its projects, its evaluation and the date; or the plans with their reviews.
    Unit,
    /// Everything.
    Whole,
}

use Scope::{Unit as One, Whole};

/// Every rule. All of them run, whatever the others find.
const RULES: &[(Scope, Rule)] = &[
    (Whole, places::city_is_there),
    (Whole, places::code_of_the_city_is_real),
    (Whole, places::years_are_named),
    (Whole, places::years_are_unique),
    (Whole, places::evaluations_are_there),
    (One, places::files_are_named_by_code),
    (Whole, places::codes_are_unique),
    (One, places::pillars_exist),
    (Whole, places::policies_exist),
    (Whole, places::weights_have_projects),
    (One, places::projects_have_weights),
    (One, places::projects_belong),
    (One, ranges::figures_are_possible),
    (One, ranges::factors_convert_the_units),
    (One, sums::weights_sum),
    (One, sums::roles_sum),
    (One, sums::kpis_sum),
    (One, jumps::no_sudden_jump),
    (One, jumps::plans_follow_direction),
    (One, jumps::totals_do_not_fall),
    (One, methods::methods_have_their_terms),
    (One, methods::methods_fit_directions),
    (One, methods::methods_fit_figures),
    (One, methods::progress_goes_the_wanted_way),
    (One, methods::standings_fit),
    (One, methods::bounds_are_in_order),
    (One, methods::words_and_bounds_are_in_indicators),
    (One, later::surveys_sum),
    (One, later::surveys_have_been),
    (One, later::role_lines_sum),
    (One, later::shares_follow_the_formula),
    (One, years::columns_are_filled),
    (One, copied::results_are_stated),
    (Whole, copied::words_are_not_last_years),
    (Whole, copied::titles_name_their_year),
    (One, years::years_are_on_the_form),
    (One, years::no_actual_before_its_time),
    (One, targets::targets_lie_ahead),
    (One, targets::bases_are_a_beginning),
    (One, targets::figures_are_not_of_a_later_year),
    (One, targets::comparisons_look_back),
    (One, targets::plans_hold_their_targets),
    (Whole, targets::evaluations_follow_their_results),
    (One, years::kpi_years_agree),
    (One, years::eras_hold),
    (Whole, dates::announcements_have_been),
    (Whole, dates::other_days_are_of_their_era),
    (Whole, dates::figures_have_been),
    (One, changes::revisions_lead_to_the_plan),
    (One, changes::no_revision_ahead),
    (One, changes::breaks_are_within_the_series),
    (One, corrections::figures_are_as_corrected),
    (One, corrections::no_correction_ahead),
    (One, corrections::none_is_published_ahead),
    (One, corrections::numbers_are_half_width),
    (Whole, grades::words_are_told_apart),
    (Whole, grades::thresholds_fall),
    (Whole, grades::grades_cover_every_rate),
    (Whole, grades::graded_methods_have_rates),
    (Whole, grades::the_highest_rate_is_no_less_than_a_hundred),
    (Whole, methods::stated_rates_follow),
    (Whole, identity::identities_are_unique),
    (One, identity::names_are_unique),
    (Whole, reviews::have_a_plan_and_a_place),
    (Whole, reviews::name_the_kpis_of_the_plan),
    (Whole, reviews::agree_with_the_plan),
    (Whole, reviews::effects_follow_the_city),
    (Whole, reviews::dates_are_in_order),
    (Whole, reviews::to_come_are_of_the_plan),
    (Whole, declared::years_are_told_apart),
    (Whole, declared::codes_belong_together),
    (Whole, declared::former_codes_were_there),
    (Whole, declared::columns_are_told_apart),
    (Whole, declared::sheets_hold),
    (Whole, declared_shares::rows_are_what_lies_below),
    (Whole, declared_taken::indicators_are_those_above),
    (Whole, declared_hidden::sheets_keep_it),
    (Whole, corrections::declared_figures_are_as_corrected),
    (Whole, links::lead_somewhere),
    (Whole, handouts::years_exist),
    (Whole, handouts::numbers_are_unique),
    (Whole, handouts::items_fit_their_kind),
    (Whole, handouts::codes_exist),
    (Whole, handouts::levels_exist),
    (Whole, handouts::something_is_chosen),
];

/// Runs the rules about units on one of them.
#[must_use]
pub fn of_unit(unit: &Unit, as_of: Option<&Date>) -> Shared {
    let mut diags = Diags::default();
    run(One, &unit.sheets(), &[], as_of, &mut diags);
    diags.into_shared()
}

/// Runs the same on all that is in no unit, and then the rules about everything. `diags` holds what the others
/// have found: some rules say nothing where the reason may be a mistake told already.
pub fn of_the_whole(sheets: &Sheets, units: &[Unit], as_of: Option<&Date>, diags: &mut Diags) {
    let plans = Sheets {
        plans: sheets.plans.clone(),
        reviews: sheets.reviews.clone(),
        ..Sheets::default()
    };
    run(One, &plans, &[], as_of, diags);
    run(Whole, sheets, units, as_of, diags);
}

fn run(scope: Scope, sheets: &Sheets, units: &[Unit], as_of: Option<&Date>, diags: &mut Diags) {
    let context = Context { sheets, units, as_of };
    for (_, rule) in RULES.iter().filter(|(of, _)| *of == scope) {
        rule(&context, diags);
    }
}

#[cfg(test)]
mod tests;
