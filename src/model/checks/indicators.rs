//! Indicators: required columns, unique names, stated rates, grades and totals against their recomputation, jumps
//! from year to year.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::diag::{Diags, messages};
use crate::form::indicators::{Holds, Role};
use crate::form::{Indicators as Declared, Kind, METHODS, WAYS};
use crate::model::checks::pace::{self, Given, USUAL};
use crate::model::checks::time::Time;
use crate::model::checks::{figures, increments, methods, targets};
use crate::model::compare::{self, Figure, Outcome, Why};
use crate::model::fact_id;
use crate::model::indicator::{Direction, Method};
use crate::model::methods::{Case, Rate};
use crate::section::cell::{Cell, Value};
use crate::section::indicators::{Indicator, Series, Stated};
use crate::section::{Content, Sections};
use crate::terms::address;
use crate::terms::place::{FileId, Span};
use crate::terms::year::FiscalYear;

/// A section of indicators on a sheet.
struct Place<'a> {
    name: &'a str,
    of: &'a Declared,
    results: Option<FiscalYear>,
    /// The file of the sheet: indicators from another file come from a CSV file.
    file: FileId,
    /// Whether the sheet is a draft.
    draft: bool,
}

/// Checks every indicator of a sheet.
pub(super) fn check(
    sections: &Sections,
    time: &Time<'_>,
    (file, draft): (FileId, bool),
    diags: &mut Diags,
) {
    for (section, content) in sections.form.sections.iter().zip(&sections.list) {
        let (Kind::Indicators(of), Content::Indicators(list)) = (&section.kind, content) else {
            continue;
        };
        let name = section.name.text.as_str();
        let place = Place { name, of, results: sections.results, file, draft };
        let mut seen: BTreeMap<Cow<'_, str>, (&str, Span)> = BTreeMap::new();
        for indicator in list {
            let key = fact_id::name(&indicator.key);
            match seen.get(&key) {
                Some((_, first)) if of.source.is_some() => {
                    let first = first.clone();
                    diags.push(messages::taken_twice(
                        indicator.name_span(),
                        name,
                        &indicator.key,
                        first,
                    ));
                }
                Some((other, first)) => {
                    let first = (*other, first.clone());
                    let span = indicator.name_span();
                    diags.push(messages::duplicate_name(span, "指標", &indicator.key, first));
                }
                None => drop(seen.insert(key, (&indicator.key, indicator.name_span()))),
            }
            // For indicators taken from above, the rule for those reports missing ones, and the sheet above reports
            // its targets.
            if of.source.is_none() {
                place.indicator(indicator, diags);
                let form = (of, sections.results);
                if !of.increments {
                    methods::check(form, indicator, diags);
                }
                targets::check(form, indicator, time, diags);
                figures::check(form, indicator, time, diags);
            } else if indicator.above.is_some() {
                place.indicator(indicator, diags);
            }
        }
    }
}

impl Place<'_> {
    /// True for an indicator from a CSV file.
    fn beside(&self, indicator: &Indicator) -> bool {
        indicator.span.file != self.file
    }

    fn indicator(&self, indicator: &Indicator, diags: &mut Diags) {
        for (place, column) in self.of.columns.iter().enumerate() {
            let there = indicator.parts().all(|series| indicator.value(series, place).is_some());
            // A misspelt series is reported by the schema.
            let misspelt = indicator.above.as_ref().is_some_and(|above| !above.whole);
            if !there && !column.optional && !misspelt {
                let span = indicator.span.clone();
                diags.push(messages::missing_column(
                    span,
                    &indicator.key,
                    &column.name.text,
                    self.beside(indicator),
                ));
            }
        }
        for series in indicator.parts() {
            if self.of.increments {
                let form = (self.of, self.results);
                let address = |figure: &Figure<'_>| {
                    self.address(indicator, series, figure.column, &figure.stated)
                };
                increments::check(form, (indicator, series), &address, diags);
            } else {
                self.jumps(indicator, series, diags);
                self.compared(indicator, series, diags);
            }
        }
    }

    fn address(
        &self,
        indicator: &Indicator,
        series: Option<&Series>,
        column: usize,
        stated: &Stated<'_>,
    ) -> String {
        let parts = indicator.address(series, &self.of.columns[column], stated);
        address::within(self.name, &parts)
    }

    fn compared(&self, indicator: &Indicator, series: Option<&Series>, diags: &mut Diags) {
        let comparison = compare::compare(self.of, self.results, indicator, series);
        // A range that is not written as a bound, or an unknown direction, cannot be compared.
        let open = comparison.outcome == Outcome::Open(Why::Direction);
        // A draft may say it later.
        if open && indicator.direction.is_none() && !self.draft {
            self.no_direction(indicator, series, diags);
        }
        for column in self.of.of(Role::Rate) {
            let value = indicator.value(series, column);
            let stated = value.map(|value| value.stated(&self.of.columns[column], self.results));
            for stated in stated.unwrap_or_default() {
                self.rate((indicator, series), column, &stated, diags);
            }
        }
        let (Some(rate), Some(actual)) = (comparison.rate, comparison.actual) else { return };
        for (place, column) in self.of.columns.iter().enumerate() {
            let Holds::Grade(_, rule) = &column.holds else { continue };
            let stated =
                indicator.value(series, place).map(|value| value.stated(column, self.results));
            for stated in stated.unwrap_or_default() {
                let Value::Chosen(word) = &stated.cell.value else { continue };
                // A grade without a year belongs to the latest actual.
                if stated.year.is_some_and(|year| Some(year) != actual.year) {
                    continue;
                }
                let by_rule = rule.iter().find(|(_, bound)| bound.holds(rate));
                if let Some((wanted, _)) = by_rule.filter(|(wanted, _)| wanted != word) {
                    let address = self.address(indicator, series, place, &stated);
                    let rate = rounded(rate, 1, false);
                    let span = stated.cell.at.span.clone();
                    diags.push(messages::grade_differs(
                        span,
                        &address,
                        [word, wanted],
                        &rate.to_string(),
                    ));
                }
            }
        }
    }

    fn no_direction(&self, indicator: &Indicator, series: Option<&Series>, diags: &mut Diags) {
        let own = compare::own_method(indicator, series);
        // The missing tolerance is already reported, and would be enough.
        if own.is_some_and(|word| Method::from_word(&word.text) == Some(Method::Maintain)) {
            return;
        }
        let way = self.of.columns.iter().find_map(|column| match &column.holds {
            Holds::Way(words) => Some((column.name.text.as_str(), words)),
            _ => None,
        });
        let (item, words) = match way {
            Some((name, words)) => (name, words.iter().map(|(word, _)| word.as_str()).collect()),
            None => ("望ましい方向", WAYS.to_vec()),
        };
        let (span, name) = (indicator.span.clone(), indicator.called());
        diags.push(messages::no_direction(span, name, item, &words, self.beside(indicator)));
    }

    /// Compares a stated rate with the one recomputed from the figures of its year.
    fn rate(
        &self,
        of: (&Indicator, Option<&Series>),
        column: usize,
        stated: &Stated<'_>,
        diags: &mut Diags,
    ) {
        let Some(written) = stated.cell.number() else { return };
        let (indicator, series) = of;
        // The city computes its stated rates by its own formula, whatever the wanted direction.
        let word = compare::method_word(self.of, indicator, series);
        let method = word.and_then(Method::from_word);
        // These methods have no rate to recompute.
        if matches!(method, Some(Method::None | Method::Zero | Method::Threshold | Method::Range)) {
            return;
        }
        let actuals = compare::figures(self.of, self.results, indicator, series, Role::Actual);
        let numbers = actuals.iter().filter(|one| one.stated.cell.number().is_some());
        let latest = numbers.map(|one| one.year).max().unwrap_or(self.results);
        let year = stated.year.or(latest);
        let actual =
            actuals.iter().find(|one| one.year == year).and_then(|one| one.stated.cell.number());
        let target = year.and_then(|year| compare::target(self.of, self.results, of, year));
        let target = target.filter(|(_, next)| !next);
        let target = target.map(|(target, _)| target.stated.cell);
        // A bound has no rate; how the city used its number is unknown.
        if actual.is_some() && target.is_some_and(|cell| matches!(cell.value, Value::Bound(_))) {
            return;
        }
        let plan = target.and_then(Cell::number);
        let address = self.address(indicator, series, column, stated);
        let span = stated.cell.at.span.clone();
        let (Some(actual), Some(plan)) = (actual, plan) else {
            diags.push(messages::rate_alone(span, &address, &stated.cell.at.text));
            return;
        };
        let (Some(word), Some(method)) = (word, method) else { return };
        let base = compare::figures(self.of, self.results, indicator, series, Role::Base);
        let base = base.iter().find_map(|one| one.stated.cell.number());
        let declared = &self.of.columns[column];
        let times = declared.unit.as_deref() == Some("倍");
        let made = |method: Method| {
            let (direction, tolerance) = (Direction::Up, None);
            let case = Case { method, direction, actual, target: plan, base, tolerance };
            let Rate::Percent(percent) = case.rate() else { return None };
            let exact = if times { percent.checked_div(Decimal::ONE_HUNDRED)? } else { percent };
            let made = rounded(exact, written.scale(), declared.truncated);
            Some(declared.cap.map_or(made, |cap| made.min(cap)))
        };
        let Some(own) = made(method).filter(|own| *own != written) else { return };
        let other = |word: &&&str| {
            let method = Method::from_word(word).filter(|other| *other != method);
            let wanted = indicator.direction.as_deref().and_then(compare::direction);
            let method = method.filter(|other| wanted.is_none_or(|wanted| other.judges(wanted)));
            // 維持 within a tolerance has the rate of 実績÷計画.
            let method = method.filter(|other| *other != Method::Maintain);
            method.and_then(made) == Some(written)
        };
        let fitting = METHODS.iter().find(other).copied();
        diags.push(messages::stated_rate_differs(
            span,
            &address,
            [&stated.cell.at.text, &own.to_string()],
            word,
            fitting,
        ));
    }

    /// Reports actuals that change much from one year to the next, and targets that go against the wanted direction.
    fn jumps(&self, indicator: &Indicator, series: Option<&Series>, diags: &mut Diags) {
        let breaks: Vec<FiscalYear> = indicator.breaks_of(series).map(|one| one.year).collect();
        // A revised target states why it was revised.
        let revised = indicator.revisions().map(|(_, revision)| revision.year.1);
        let revised: Vec<FiscalYear> = breaks.iter().copied().chain(revised).collect();
        let roles = [Role::Actual, Role::Target, Role::Path];
        for (role, column) in
            roles.iter().flat_map(|role| self.of.of(*role).map(move |one| (role, one)))
        {
            let value = indicator.value(series, column);
            let stated = value.map(|value| value.stated(&self.of.columns[column], self.results));
            let points = stated.unwrap_or_default().into_iter().filter_map(|stated| {
                let (cell, noted) = (stated.cell, !stated.cell.notes().is_empty());
                Some(Given { year: stated.year?, number: cell.number()?, at: &cell.at, noted })
            });
            let points: Vec<Given<'_>> = points.collect();
            let what = self.of.columns[column].name.text.as_str();
            if *role == Role::Actual {
                pace::jumps((what, USUAL), &points, &breaks, diags);
                continue;
            }
            pace::jumps((what, USUAL), &points, &revised, diags);
            if let Some(direction) = &indicator.direction {
                pace::against((what, direction), &points, &breaks, diags);
            }
        }
    }
}

fn rounded(number: Decimal, places: u32, truncated: bool) -> Decimal {
    let way =
        if truncated { RoundingStrategy::ToZero } else { RoundingStrategy::MidpointAwayFromZero };
    let mut rounded = number.round_dp_with_strategy(places, way);
    rounded.rescale(places);
    rounded
}
