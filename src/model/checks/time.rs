//! Years against the reference date and the year of results: what is in the future cannot have been measured.

use crate::diag::{Diags, messages};
use crate::form::indicators::Column;
use crate::form::year::Dated;
use crate::model::checks::context::Context;
use crate::model::checks::dates::spoken_day;
use crate::model::checks::said::{as_counted, spoken};
use crate::model::compare::Figure;
use crate::section::indicators::{Indicator, Period};
use crate::sheet::CheckedSheet;
use crate::sheet::value::Day;
use crate::terms::place::Span;
use crate::terms::state::State;
use crate::terms::year::{Date, FiscalYear};

/// When the figures of a sheet can be known.
#[derive(Clone, Copy)]
pub(super) struct Time<'a> {
    /// The year whose results the sheet states, and the place where it is written.
    pub(super) results: Option<(FiscalYear, &'a Span)>,
    /// True where the folder states that year for all its sheets.
    of_folder: bool,
    /// The reference date.
    pub(super) as_of: Option<&'a Date>,
}

impl<'a> Time<'a> {
    pub(super) fn of(context: &'a Context<'_>, sheet: &'a CheckedSheet) -> Self {
        let dated = context.standing.year(&sheet.dir).and_then(|year| year.dated.as_ref());
        let results = match dated {
            Some(dated) => Some((dated.results, &dated.results_span)),
            None => sheet.results.zip(sheet.head("年度").map(|(_, span)| span)),
        };
        Self { results, of_folder: dated.is_some(), as_of: context.as_of }
    }

    /// Why nothing can have been measured in a year. `of_form` says that the form itself has a column for it.
    pub(super) fn limit(&self, year: FiscalYear, of_form: bool) -> Option<String> {
        let results = self.results.map(|(results, _)| results);
        if let Some(results) = results.filter(|results| year > *results && !of_form) {
            return Some(format!("この評価の対象は{}の実績までです", spoken(results)));
        }
        // For years up to that of the results one warning is enough: the reference date or the year of the folder is
        // a slip.
        let told = self.of_folder && results.is_some_and(|results| year <= results);
        let as_of = self.as_of.filter(|as_of| year.start() > as_of.day && !told)?;
        Some(format!("基準日は{}です", as_of.written))
    }

    /// Reports an actual of a future year; an expected value must be marked as such (見込).
    pub(super) fn has_been(
        &self,
        indicator: &Indicator,
        (column, figure): (&Column, &Figure<'_>),
        diags: &mut Diags,
    ) {
        let cell = figure.stated.cell;
        let state = cell.more.as_ref().and_then(|more| more.state);
        // A calendar year, or a day in it, lies elsewhere than the fiscal year of results.
        let measured = indicator.period == Period::Fiscal
            && cell.number().is_some()
            && state != Some(State::Projected);
        let Some(year) = figure.stated.year.filter(|_| measured) else { return };
        let results = self.results.map(|(results, _)| results);
        let of_form = column.years.iter().any(|one| one.of(results) == Some(year));
        if let Some(limit) = self.limit(year, of_form) {
            let year = as_counted(year, figure.stated.written);
            diags.push(messages::future_actual(cell.at.span.clone(), &year, &limit));
        }
    }
}

/// The reference date is late enough for the figures of each year to be known.
pub(super) fn figures_have_been(context: &Context<'_>, diags: &mut Diags) {
    let Some(as_of) = context.as_of else { return };
    let written = context.sheets.city.as_ref().and_then(|city| city.data.as_of.as_ref());
    // A date given by `--as-of` is written in no file.
    let written =
        written.filter(|Day(at)| Date::parse(&at.text).is_ok_and(|date| date.day == as_of.day));
    for year in &context.sheets.evaluations {
        let Some(Dated { results, results_span, .. }) = &year.dated else { continue };
        if as_of.day < results.next().start() {
            let place = written.map(|Day(at)| at.span.clone());
            let (span, said) = (results_span.clone(), spoken(*results));
            diags.push(messages::early_as_of(span, place, &said, &spoken_day(as_of)));
        }
    }
}
