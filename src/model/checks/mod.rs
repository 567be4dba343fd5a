//! What must hold between the items of the sheets: a table of rules, one function each.
//! Sheets in, diagnostics out; knows nothing of pages.

mod changes;
mod corrections;
mod everywhere;
mod figures;
mod grades;
mod handouts;
mod identity;
mod later;
mod methods;
mod places;
mod reviews;
mod years;

use crate::diag::Diags;
use crate::model::year::Date;
use crate::sheet::Sheets;
use crate::sheet::forms::LEVELS;

/// What a rule may look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// Every sheet that could be read.
    pub sheets: &'a Sheets,
    /// The date the content stands for; `None` when `city.yaml` gives none.
    pub as_of: Option<&'a Date>,
}

impl Context<'_> {
    /// What the levels of a year are called: above, policy, below.
    fn levels(&self, dir: &str) -> [String; 3] {
        let mut years = self.sheets.evaluations.iter();
        let year = years.find(|sheet| sheet.dir == dir);
        year.map_or_else(
            || LEVELS.map(str::to_owned),
            |sheet| sheet.data.level_names(),
        )
    }
}

type Rule = fn(&Context<'_>, &mut Diags);

/// Every rule. All of them run, whatever the others find.
const RULES: &[Rule] = &[
    places::city_is_there,
    places::years_are_named,
    places::evaluations_are_there,
    places::files_are_named_by_code,
    places::codes_are_unique,
    places::pillars_exist,
    places::policies_exist,
    places::weights_and_projects_meet,
    places::projects_belong,
    figures::weights_sum,
    figures::roles_sum,
    figures::kpis_sum,
    figures::no_sudden_jump,
    figures::plans_follow_direction,
    methods::methods_have_their_terms,
    methods::methods_fit_directions,
    methods::methods_fit_figures,
    methods::progress_goes_the_wanted_way,
    methods::standings_fit,
    methods::bounds_are_in_order,
    methods::words_and_bounds_are_in_indicators,
    later::surveys_sum,
    later::surveys_have_been,
    later::role_lines_sum,
    later::shares_follow_the_formula,
    years::columns_are_filled,
    years::years_are_on_the_form,
    years::no_actual_before_its_time,
    years::kpi_years_agree,
    years::eras_hold,
    changes::revisions_lead_to_the_plan,
    changes::no_revision_ahead,
    changes::breaks_are_within_the_series,
    corrections::figures_are_as_corrected,
    corrections::no_correction_ahead,
    corrections::numbers_are_half_width,
    grades::words_are_told_apart,
    grades::thresholds_fall,
    grades::grades_cover_every_rate,
    grades::graded_methods_have_rates,
    identity::identities_are_unique,
    reviews::have_a_plan_and_a_place,
    reviews::name_the_kpis_of_the_plan,
    reviews::agree_with_the_plan,
    reviews::effects_follow_the_city,
    reviews::dates_are_in_order,
    reviews::to_come_are_of_the_plan,
    handouts::years_exist,
    handouts::numbers_are_unique,
    handouts::items_fit_their_kind,
    handouts::codes_exist,
    handouts::something_is_chosen,
];

/// Runs every rule.
pub fn run(context: &Context<'_>, diags: &mut Diags) {
    for rule in RULES {
        rule(context, diags);
    }
}
