//! Years of increments (増加分) -> facts (参考): increments so far, planned and actual, the resulting levels, their rates,
//! and the difference of a year from its plan.

use rust_decimal::Decimal;

use crate::form::indicators::Role;
use crate::model::compare::{self, Figure, percent};
use crate::model::increments::{self, Step};
use crate::report::comparisons::{Pair, Place, What, computed};
use crate::report::differences;
use crate::report::facts::Fact;
use crate::report::format;
use crate::section::indicators::{Indicator, Series};
use crate::terms::year::FiscalYear;

impl<'a> Place<'a> {
    /// Each year with plan and actual, for both readings of the source.
    pub(crate) fn steps(
        &self,
        indicator: &'a Indicator,
        series: Option<&'a Series>,
    ) -> Vec<[Step<'a>; 2]> {
        increments::steps(self.of, self.results(), indicator, series)
    }

    /// The steps of years that the sheet states itself.
    pub(crate) fn own_steps(
        &self,
        indicator: &'a Indicator,
        series: Option<&'a Series>,
    ) -> impl Iterator<Item = [Step<'a>; 2]> + use<'a> {
        self.steps(indicator, series).into_iter().filter(|[step, _]| step.own)
    }

    /// The result of a year in words, and its reason; `None` where no actual is stated.
    pub(crate) fn step_words(
        &self,
        indicator: &'a Indicator,
        step: &Step<'a>,
    ) -> Option<[String; 2]> {
        let added = step.added?;
        let target = step.planned.map(|planned| planned.target);
        let outcome = added.outcome;
        Some(self.words(&Pair {
            indicator,
            actual: Some(added.actual),
            target,
            outcome,
            rate: None,
        }))
    }

    /// The numbers of a year with the adopted reading of the source, and with the alternative one.
    pub(super) fn of_year(
        &self,
        of: (&'a Indicator, Option<&'a Series>),
        [step, other]: &[Step<'a>; 2],
        open: differences::Opening<'_>,
    ) -> Vec<(What, Fact)> {
        let year = Some(step.year);
        let number = |what: What, values: [Option<Decimal>; 2], how: String| {
            let [value, other] = values;
            let open = open(what, year, of.0.unit());
            let fact = computed(open, value?, format::number(value?), &how);
            Some((what, fact.read_otherwise(other.map(|other| (other, format::number(other))))))
        };
        let rate = |what: What, rates: [Option<Decimal>; 2], how: String| {
            let [rate, other] = rates;
            let fact = self.rate(open(what, year, "％"), rate?, &format!("{how}×100"));
            Some((what, fact.read_otherwise(other.map(|other| self.printed(other)))))
        };
        let (added, planned) = ([step.added, other.added], [step.planned, other.planned]);
        let [sum, plan] = [
            added.map(|one| one.and_then(|one| one.total)),
            planned.map(|one| one.and_then(|one| one.sum)),
        ];
        let levels = [
            added.map(|one| one.and_then(|one| one.level)),
            planned.map(|one| one.and_then(|one| one.level)),
        ];
        let rates = added.map(|one| one.and_then(|one| percent(one.rated)));
        let total_rates = added.map(|one| one.and_then(|one| percent(one.total_rated)));
        let [actual, target] =
            [step.added.map(|added| added.actual), step.planned.map(|planned| planned.target)];
        let operand = |figure: Option<Figure<'_>>| figure.map(|figure| self.operand(&figure));
        let over = [actual, target].map(|figure| operand(figure).unwrap_or_default()).join("÷");
        let gap = actual.zip(target).and_then(|(actual, target)| {
            differences::gap(self, of.0, [actual, target], self.column(&target), open)
        });
        let all = [
            rate(What::Rate, rates, over),
            number(What::Total, sum, self.added_up(of, Role::Actual, step.year)),
            number(What::Planned, plan, self.added_up(of, Role::Target, step.year)),
            rate(
                What::TotalRate,
                total_rates,
                [named_sum(What::Total, sum), named_sum(What::Planned, plan)].join("÷"),
            ),
            number(What::Level, levels[0], self.level_formula(of, &named_sum(What::Total, sum))),
            number(
                What::PlannedLevel,
                levels[1],
                self.level_formula(of, &named_sum(What::Planned, plan)),
            ),
            gap,
        ];
        all.into_iter().flatten().collect()
    }

    /// A figure with the name of its column.
    fn operand(&self, figure: &Figure<'_>) -> String {
        let number = figure.stated.cell.number().map(format::operand).unwrap_or_default();
        format!("{}{number}", self.column(figure))
    }

    /// The terms of a sum.
    fn added_up(
        &self,
        (indicator, series): (&Indicator, Option<&Series>),
        role: Role,
        year: FiscalYear,
    ) -> String {
        let mut all = compare::figures(self.of, self.results(), indicator, series, role);
        all.retain(|one| one.year.is_some_and(|of| of <= year));
        all.sort_by_key(|one| one.year);
        let column = all.first().map(|one| self.column(one)).unwrap_or_default();
        let numbers = all.iter().filter_map(|one| one.stated.cell.number());
        let numbers: Vec<String> = numbers.map(format::operand).collect();
        format!("{column}{}", numbers.join("＋"))
    }

    /// The base and what is added to it.
    fn level_formula(
        &self,
        (indicator, series): (&Indicator, Option<&Series>),
        sum: &str,
    ) -> String {
        let all = compare::figures(self.of, self.results(), indicator, series, Role::Base);
        let base = all.iter().find(|one| one.stated.cell.number().is_some());
        format!("{}＋{sum}", base.map(|one| self.operand(one)).unwrap_or_default())
    }
}

/// A sum with its name, as in a formula.
fn named_sum(what: What, [sum, _]: [Option<Decimal>; 2]) -> String {
    format!("{}{}", what.word(), sum.map(format::operand).unwrap_or_default())
}
