//! Indicators of declared forms: columns that must be there, names that are told apart, stated rates, grades and totals
//! against their recomputation, jumps from year to year.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::diag::{Diags, messages};
use crate::form::indicators::{Holds, Role};
use crate::form::{Indicators as Declared, Kind};
use crate::model::checks::{declared_figures, declared_targets, jumps};
use crate::model::compare::{self, Outcome, Why};
use crate::model::indicator::Method;
use crate::model::methods::{Case, Point, Rate};
use crate::section::cell::{Cell, Value};
use crate::section::indicators::{Indicator, Series, Stated};
use crate::section::{Content, Sections};
use crate::sheet::value::At;
use crate::terms::place::Span;
use crate::terms::year::{Date, FiscalYear};

/// A section of indicators on a sheet.
struct Place<'a> {
    name: &'a str,
    of: &'a Declared,
    results: Option<FiscalYear>,
}

/// Checks every indicator of a sheet.
pub(super) fn check(sections: &Sections, as_of: Option<&Date>, diags: &mut Diags) {
    for (section, content) in sections.form.sections.iter().zip(&sections.list) {
        let (Kind::Indicators(of), Content::Indicators(list)) = (&section.kind, content) else {
            continue;
        };
        let name = section.name.text.as_str();
        let place = Place { name, of, results: sections.results };
        let mut seen: BTreeMap<&str, &Span> = BTreeMap::new();
        for indicator in list {
            if let Some(first) = seen.get(indicator.key.as_str()) {
                let span = indicator.span.clone();
                diags.push(messages::entry_of_two(span, name, &indicator.key, (*first).clone()));
            }
            seen.entry(&indicator.key).or_insert(&indicator.span);
            // The rule for indicators taken from above reports those that are not there, and the sheet above its targets.
            if of.source.is_none() {
                place.indicator(indicator, diags);
                declared_targets::check((of, sections.results), indicator, as_of, diags);
                declared_figures::check((of, sections.results), indicator, as_of, diags);
            } else if indicator.above.is_some() {
                place.indicator(indicator, diags);
            }
        }
    }
}

impl Place<'_> {
    fn indicator(&self, indicator: &Indicator, diags: &mut Diags) {
        for (place, column) in self.of.columns.iter().enumerate() {
            let there = indicator.parts().all(|series| indicator.value(series, place).is_some());
            // The schema reports a series by a misspelt name.
            let misspelt = indicator.above.as_ref().is_some_and(|above| !above.whole);
            if !there && !column.optional && !misspelt {
                let span = indicator.span.clone();
                diags.push(messages::missing_column(span, &indicator.key, &column.name.text));
            }
        }
        for series in indicator.parts() {
            if self.of.increments {
                self.total(indicator, series, diags);
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
        let all = std::iter::once(self.name).chain(parts.iter().map(String::as_str));
        all.map(crate::terms::address::part).collect::<Vec<_>>().join(".")
    }

    fn compared(&self, indicator: &Indicator, series: Option<&Series>, diags: &mut Diags) {
        let comparison = compare::compare(self.of, self.results, indicator, series);
        // A range that is no bound, or a direction that says neither way, is compared by nothing.
        if comparison.outcome == Outcome::Open(Why::Direction) && indicator.direction.is_none() {
            diags.push(messages::no_direction(indicator.span.clone(), indicator.called()));
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
                // A grade without a year is that of the latest actual.
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

    /// A stated rate against its recomputation from the figures of its year.
    fn rate(
        &self,
        of: (&Indicator, Option<&Series>),
        column: usize,
        stated: &Stated<'_>,
        diags: &mut Diags,
    ) {
        let Some(written) = stated.cell.number() else { return };
        let (indicator, series) = of;
        let method = compare::method(self.of, indicator, series);
        // By these methods there is no rate to recompute.
        if indicator_method_has_no_rate(self.of, indicator, series) {
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
        let plan = target.and_then(|(target, _)| single(target.stated.cell));
        let address = self.address(indicator, series, column, stated);
        let span = stated.cell.at.span.clone();
        let (Some(actual), Some(plan)) = (actual, plan) else {
            diags.push(messages::rate_alone(span, &address, &stated.cell.at.text));
            return;
        };
        let Some(method) = method else { return };
        let base = compare::figures(self.of, self.results, indicator, series, Role::Base);
        let case = Case {
            method,
            direction: crate::model::indicator::Direction::Up,
            actual: Point::Number(actual),
            target: Point::Number(plan),
            early: false,
            base: base.iter().find_map(|one| one.stated.cell.number()),
            tolerance: None,
        };
        let Rate::Percent(percent) = case.rate() else { return };
        let declared = &self.of.columns[column];
        let times = declared.unit.as_deref() == Some("倍");
        let exact = if times {
            percent.checked_div(Decimal::ONE_HUNDRED).unwrap_or(percent)
        } else {
            percent
        };
        let made = rounded(exact, written.scale(), declared.truncated);
        let made = declared.cap.map_or(made, |cap| made.min(cap));
        if made != written {
            let word =
                indicator.method.as_deref().or(self.of.method.as_deref()).unwrap_or_default();
            let made = made.to_string();
            diags.push(messages::stated_rate_differs(
                span,
                &address,
                [&stated.cell.at.text, &made],
                word,
            ));
        }
    }

    /// 累計, the stated sum of what the years are to add.
    fn total(&self, indicator: &Indicator, series: Option<&Series>, diags: &mut Diags) {
        let targets = compare::figures(self.of, self.results, indicator, series, Role::Target);
        let numbers: Option<Vec<Decimal>> =
            targets.iter().map(|one| one.stated.cell.number()).collect();
        let sum = numbers.filter(|list| !list.is_empty()).and_then(crate::model::achieve::sum);
        for column in self.of.of(Role::Total) {
            let value = indicator.value(series, column);
            let stated = value.map(|value| value.stated(&self.of.columns[column], self.results));
            for stated in stated.unwrap_or_default() {
                let (Some(total), Some(sum)) = (stated.cell.number(), sum) else { continue };
                if total != sum {
                    let address = self.address(indicator, series, column, &stated);
                    let span = stated.cell.at.span.clone();
                    let words = [stated.cell.at.text.as_str(), &sum.to_string()];
                    diags.push(messages::total_differs(span, &address, words));
                }
            }
        }
    }

    /// Actuals that change much from one year to the next; targets that go against the wanted direction.
    fn jumps(&self, indicator: &Indicator, series: Option<&Series>, diags: &mut Diags) {
        let breaks: Vec<FiscalYear> = indicator.breaks_of(series).map(|(year, _)| *year).collect();
        let roles = [Role::Actual, Role::Target, Role::Path];
        for (role, column) in
            roles.iter().flat_map(|role| self.of.of(*role).map(move |one| (role, one)))
        {
            let value = indicator.value(series, column);
            let stated = value.map(|value| value.stated(&self.of.columns[column], self.results));
            let points = stated.unwrap_or_default().into_iter().filter_map(|stated| {
                let noted = !stated.cell.notes().is_empty();
                Some((stated.year?, stated.cell.number()?, &stated.cell.at, noted))
            });
            let points: Vec<(FiscalYear, Decimal, &At, bool)> = points.collect();
            let what = self.of.columns[column].name.text.as_str();
            if *role == Role::Actual {
                jumps::of_points(what, &points, &breaks, diags);
            } else if !self.of.increments {
                // What years add may go up and down. A revised target says why it was revised.
                let revised = indicator.revisions().map(|(_, revision)| revision.year.1);
                let broken: Vec<FiscalYear> = breaks.iter().copied().chain(revised).collect();
                jumps::of_points(what, &points, &broken, diags);
                if let Some(direction) = &indicator.direction {
                    jumps::against((what, direction), &points, &breaks, diags);
                }
            }
        }
    }
}

/// A number, or the only bound that there is.
fn single(cell: &Cell) -> Option<Decimal> {
    match &cell.value {
        Value::Number(number) => Some(*number),
        Value::Bound(bound) => bound.second.is_none().then_some(bound.first.0),
        _ => None,
    }
}

/// True where the method has no rate, so that none can be missing its parts.
fn indicator_method_has_no_rate(
    of: &Declared,
    indicator: &Indicator,
    series: Option<&Series>,
) -> bool {
    let own = series.and_then(|series| series.method.as_ref()).or(indicator.method.as_ref());
    let word = own.or(of.method.as_ref());
    let method = word.and_then(|word| Method::from_word(word));
    matches!(method, Some(Method::None | Method::Zero | Method::Threshold | Method::Range))
}

fn rounded(number: Decimal, places: u32, truncated: bool) -> Decimal {
    let way =
        if truncated { RoundingStrategy::ToZero } else { RoundingStrategy::MidpointAwayFromZero };
    let mut rounded = number.round_dp_with_strategy(places, way);
    rounded.rescale(places);
    rounded
}
