//! One indicator of one sheet, read by year and by reading of the source. Model in; values, ids and
//! the comparison with the plan out. Makes no text of a page.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::model::fact_id::{self, Part};
use crate::model::grading::Grading;
use crate::model::indicator::{Direction, Indicator, Method};
use crate::model::policy::Columns;
use crate::model::quantity::{Conversion, Value};
use crate::model::rounding::Rounding;
use crate::report::achieve::{Outcome, Undefined};
use crate::report::format;
use crate::report::grade;
use crate::report::methods::{Case, Point, Rate};
use crate::terms::reason::Missing;
use crate::terms::year::FiscalYear;

/// Plan or actual, or one of the figures that some methods need besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// 計画
    Plan,
    /// 実績
    Actual,
    /// 目安値
    Path,
    /// 当初値
    Base,
    /// 達成率 as the sheet states it
    Rate,
}

impl Side {
    /// Every one.
    pub(crate) const ALL: [Self; 5] =
        [Self::Plan, Self::Actual, Self::Path, Self::Base, Self::Rate];

    /// In the open data.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Actual => "actual",
            Self::Path => "path",
            Self::Base => "base",
            Self::Rate => "stated_rate",
        }
    }

    /// On pages and in ids.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Plan => "計画",
            Self::Actual => "実績",
            Self::Path => "目安値",
            Self::Base => "当初値",
            Self::Rate => "票の達成率",
        }
    }
}

/// Which reading of a doubtful source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Take {
    /// As adopted.
    Adopted,
    /// Every value that has an alternative takes it, all at once: the other reading is one reading.
    Other,
}

/// An indicator with the place it has in the publication.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Series<'a> {
    /// Id of the sheet: `h25.52`.
    pub(crate) sheet: &'a str,
    /// True for the sheet of a 小施策.
    pub(crate) measure: bool,
    /// 施策52, 基本事業521
    pub(crate) owner: &'a str,
    /// Page of the sheet.
    pub(crate) page: &'a str,
    /// The year evaluated.
    pub(crate) result: FiscalYear,
    /// Which years the sheets have.
    pub(crate) columns: Columns,
    /// How rates are rounded.
    pub(crate) rounding: Rounding,
    /// The city's rule for grades, where it has one.
    pub(crate) grading: Option<&'a Grading>,
    /// The indicator.
    pub(crate) indicator: &'a Indicator,
}

impl Series<'_> {
    /// Id of the indicator: `h25.52.成果指標.製造品出荷額等`, and the name of its series.
    pub(crate) fn id(&self) -> String {
        let key = [Part::Word(fact_id::indicators(self.measure)), Part::Name(&self.indicator.key)];
        let part = self.indicator.part.as_deref().map(Part::Name);
        fact_id::under(self.sheet, &key.into_iter().chain(part).collect::<Vec<_>>())
    }

    /// Id of a stated figure: `h25.52.成果指標.製造品出荷額等.実績.平成24`.
    pub(crate) fn stated(&self, side: Side, year: FiscalYear) -> String {
        self.fact(side.word(), year)
    }

    /// Id of a figure of a year: `h25.52.成果指標.製造品出荷額等.達成率.平成24`.
    pub(crate) fn fact(&self, what: &str, year: FiscalYear) -> String {
        self.figure(what, Some(year))
    }

    fn figure(&self, what: &str, year: Option<FiscalYear>) -> String {
        let of = (self.indicator.key.as_str(), self.indicator.part.as_deref());
        fact_id::below(self.sheet, &fact_id::of_indicator(self.measure, of, what, year))
    }

    /// Id of the width within which a value counts as kept.
    pub(crate) fn tolerance(&self) -> String {
        self.figure("tolerance", None)
    }

    /// The unit people say.
    pub(crate) fn display_unit(&self) -> &str {
        self.indicator
            .conversion
            .as_ref()
            .map_or(&self.indicator.unit, |conversion| &conversion.unit)
    }

    /// The years of tables and charts: those with a value, and the year evaluated.
    pub(crate) fn years(&self) -> BTreeSet<FiscalYear> {
        let Indicator { plan, actual, terms, .. } = self.indicator;
        plan.keys()
            .chain(actual.keys())
            .chain(terms.path.keys())
            .chain(terms.rate.keys())
            .chain([&self.result])
            .copied()
            .collect()
    }

    /// The years of tables and charts and of the columns of the paper form.
    pub(crate) fn form_years(&self) -> BTreeSet<FiscalYear> {
        let mut years = self.years();
        if self.columns == Columns::Free {
            return years;
        }
        let next = self.result.next();
        years.extend([self.result.previous(), next, next.next()]);
        years.extend(self.indicator.final_year);
        years
    }

    /// What kind of target the plan of a year is, as a code of the open data: the form of the sheet says so in the
    /// heads of its columns. Empty where it does not, and where there is no plan.
    pub(crate) fn target_kind(&self, year: FiscalYear) -> &'static str {
        let Indicator { plan, terms, final_year, .. } = self.indicator;
        if !plan.contains_key(&year) {
            ""
        } else if *final_year == Some(year) {
            "final"
        } else if terms.middle_year == Some(year) {
            "middle"
        } else if self.columns == Columns::Form && year >= self.result {
            "annual"
        } else {
            ""
        }
    }

    /// The value of a year. Where the sheet says nothing of it, nothing is said for it.
    pub(crate) fn value(&self, side: Side, year: FiscalYear) -> Value {
        let terms = &self.indicator.terms;
        let given = match side {
            Side::Base => terms.base.as_ref().filter(|(of, _)| *of == year).map(|(_, base)| base),
            Side::Path => terms.path.get(&year),
            Side::Plan => self.indicator.plan.get(&year),
            Side::Actual => self.indicator.actual.get(&year),
            Side::Rate => terms.rate.get(&year),
        };
        given.cloned().unwrap_or(Value::Missing(Missing::Unstated))
    }

    /// The number of a year under a reading.
    pub(crate) fn number(
        &self,
        side: Side,
        year: FiscalYear,
        take: Take,
    ) -> Result<Decimal, Missing> {
        match self.point(side, year, take) {
            Point::Missing(reason) => Err(reason),
            Point::Number(number) => Ok(number),
            Point::Range(..) | Point::Words => Err(Missing::NotApplicable),
        }
    }

    /// The cell of a year under a reading.
    pub(crate) fn point(&self, side: Side, year: FiscalYear, take: Take) -> Point {
        Point::of(&self.value(side, year), take == Take::Other)
    }

    /// The number of a year under a reading, in the unit people say.
    pub(crate) fn said(&self, side: Side, year: FiscalYear, take: Take) -> Option<Decimal> {
        self.convert(self.number(side, year, take).ok()?)
    }

    /// A figure of the sheet in the unit people say.
    pub(crate) fn convert(&self, number: Decimal) -> Option<Decimal> {
        match &self.indicator.conversion {
            Some(Conversion { factor, .. }) => number.checked_mul(*factor),
            None => Some(number),
        }
    }

    /// The unit of a difference: 60％ and 63％ are 3ポイント apart.
    pub(crate) fn difference_unit(&self) -> &str {
        if self.is_share() { "ポイント" } else { self.display_unit() }
    }

    /// True where the unit is a share of a whole, of which a change in per cent would mislead.
    pub(crate) fn is_share(&self) -> bool {
        matches!(self.display_unit(), "％" | "‰" | "%")
    }

    /// True where less is better.
    pub(crate) fn falling(&self) -> bool {
        matches!(self.indicator.direction, Direction::Down | Direction::AtMost)
    }

    /// What the actual of a year is compared with: the expected value where the method asks for it, else the plan;
    /// in the year evaluated, where neither is stated, the next plan.
    pub(crate) fn target(&self, year: FiscalYear) -> (Side, FiscalYear) {
        let stated =
            |side, year| !matches!(self.point(side, year, Take::Adopted), Point::Missing(_));
        let own = [Side::Path, Side::Plan];
        let own =
            own.iter().filter(|side| **side == Side::Plan || self.indicator.method == Method::Path);
        let mut known = own.clone().filter(|side| stated(**side, year));
        if let Some(side) = known.next() {
            return (*side, year);
        }
        let mut later = self.indicator.plan.keys().filter(|of| **of > year);
        let next = later.find(|of| stated(Side::Plan, **of));
        match next.filter(|_| year == self.result) {
            Some(next) => (Side::Plan, *next),
            None if self.indicator.method == Method::Path => (Side::Path, year),
            None => (Side::Plan, year),
        }
    }

    /// Everything that the comparison of a year depends on.
    pub(crate) fn case(&self, year: FiscalYear, take: Take) -> Case {
        let Indicator { method, direction, terms, .. } = self.indicator;
        let base = terms.base.as_ref();
        let base = base.and_then(|(year, _)| self.number(Side::Base, *year, take).ok());
        let (side, of) = self.target(year);
        Case {
            method: *method,
            direction: *direction,
            actual: self.point(Side::Actual, year, take),
            target: self.point(side, of, take),
            early: of != year,
            base,
            tolerance: terms.tolerance,
        }
    }

    /// Actual against its target by the declared method, in per cent.
    pub(crate) fn rate(&self, year: FiscalYear, take: Take) -> Rate {
        let terms = &self.indicator.terms;
        let parted =
            terms.base.as_ref().is_some_and(|(base, _)| self.indicator.changes.part(*base, year));
        match self.case(year, take).rate() {
            Rate::Percent(_) if parted && self.indicator.method == Method::Progress => {
                Rate::Undefined(Undefined::Broken)
            }
            rate => rate,
        }
    }

    /// Comparison with the target in the year evaluated.
    pub(crate) fn outcome(&self, take: Take) -> Outcome {
        self.case(self.result, take).outcome()
    }

    /// A rate as it is printed: `52.7％`.
    pub(crate) fn percent(&self, rate: Decimal) -> String {
        format::share(self.rounded(rate))
    }

    /// A rate as it is printed, for machines.
    pub(crate) fn rounded(&self, rate: Decimal) -> Decimal {
        format::rate(rate, self.rounding, &grade::thresholds(self.grading))
    }

    /// True when the other reading of the source would change the comparison.
    pub(crate) fn doubtful(&self) -> bool {
        self.outcome(Take::Adopted) != self.outcome(Take::Other)
    }

    /// The stated values that can be read in two ways, each as adopted and otherwise.
    pub(crate) fn alternatives(&self) -> Vec<(Side, FiscalYear, [Decimal; 2])> {
        let base = self.indicator.terms.base.as_ref().map(|(year, _)| *year);
        let years: BTreeSet<_> = self.years().into_iter().chain(base).collect();
        let of = |side| {
            let both = move |year| {
                let value = self.value(side, year);
                let (number, other) = value.number().zip(value.alternative())?;
                (number != other).then_some((side, year, [number, other]))
            };
            years.iter().copied().filter_map(both).collect::<Vec<_>>()
        };
        Side::ALL.map(of).concat()
    }
}
