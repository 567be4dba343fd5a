//! Whether the comparison chosen for an indicator (比べる) has the figures it needs and can judge them. A method that
//! cannot be applied is an error; a misleading one is a warning. A method set by the form for all indicators is not
//! reported: where it does not fit one, `model::compare` computes no rate.

use rust_decimal::Decimal;

use crate::diag::{Code, Diag, Diags, messages};
use crate::form::indicators::Role;
use crate::form::{Indicators as Declared, Kind as SectionKind, METHODS};
use crate::model::checks::possible::Kind;
use crate::model::compare::{self, Figure};
use crate::model::indicator::{Direction, Method};
use crate::model::methods::goes_astray;
use crate::section::cell::{Cell, Value};
use crate::section::indicators::{Indicator, Series};
use crate::section::{Content, Sections};
use crate::sheet::value::At;
use crate::terms::place::Span;
use crate::terms::year::FiscalYear;

/// What is compared: an indicator or one of its series.
struct Part<'a> {
    of: &'a Declared,
    results: Option<FiscalYear>,
    indicator: &'a Indicator,
    series: Option<&'a Series>,
    /// 比べる, and the method it names.
    word: &'a At,
    method: Method,
}

/// Checks an indicator.
pub(super) fn check(
    (of, results): (&Declared, Option<FiscalYear>),
    indicator: &Indicator,
    diags: &mut Diags,
) {
    if let Some((at, width)) = &indicator.tolerance
        && !Kind::Amount.holds(*width)
    {
        let wanted = Kind::Amount.words();
        diags.push(messages::out_of_range(at.span.clone(), "許容幅", &at.text, wanted));
    }
    // A problem of the whole indicator is reported once, not once per series.
    let mut reported: Vec<(Code, Option<Span>)> = Vec::new();
    for series in indicator.parts() {
        let Some(part) = Part::of((of, results), indicator, series) else { continue };
        let found = [part.lacks(), part.against_direction(), part.against_figure()];
        for found in found.into_iter().flatten() {
            let place = (found.code, found.span.clone());
            if !reported.contains(&place) {
                reported.push(place);
                diags.push(found);
            }
        }
    }
}

/// For a sheet with mistakes: checks what needs no figures, so that a wrong year does not hide a method that cannot
/// judge the direction.
pub(super) fn judge_directions(sections: &Sections, diags: &mut Diags) {
    for (section, content) in sections.form.sections.iter().zip(&sections.list) {
        let (SectionKind::Indicators(of), Content::Indicators(list)) = (&section.kind, content)
        else {
            continue;
        };
        if of.source.is_some() || of.increments {
            continue;
        }
        for indicator in list {
            let part = |series| Part::of((of, sections.results), indicator, series);
            let mut found: Vec<Diag> = indicator
                .parts()
                .filter_map(part)
                .filter_map(|part| part.against_direction())
                .collect();
            found.dedup_by(|one, other| one.span == other.span);
            for diag in found {
                diags.push(diag);
            }
        }
    }
}

impl<'a> Part<'a> {
    /// Returns `None` where an indicator chooses no method of its own, or an unknown one.
    fn of(
        (of, results): (&'a Declared, Option<FiscalYear>),
        indicator: &'a Indicator,
        series: Option<&'a Series>,
    ) -> Option<Self> {
        let word = compare::own_method(indicator, series)?;
        let method = Method::from_word(&word.text)?;
        Some(Self { of, results, indicator, series, word, method })
    }

    fn figures(&self, role: Role) -> Vec<Figure<'a>> {
        let all = compare::figures(self.of, self.results, self.indicator, self.series, role);
        all.into_iter().filter(|one| one.elsewhere.is_none()).collect()
    }

    fn direction(&self) -> Option<Direction> {
        self.indicator.direction.as_deref().and_then(compare::direction)
    }

    /// Reports a missing figure that the method needs.
    fn lacks(&self) -> Option<Diag> {
        let span = || self.word.span.clone();
        let (word, tolerance) = (self.word.text.as_str(), &self.indicator.tolerance);
        match self.method {
            Method::Progress if self.figures(Role::Base).is_empty() => {
                let column = self.of.of(Role::Base).next();
                let column = column.map(|column| self.of.columns[column].name.text.as_str());
                Some(messages::method_without_base(span(), word, column))
            }
            Method::Maintain if tolerance.is_none() => {
                Some(messages::method_without_tolerance(span(), word))
            }
            _ => None,
        }
    }

    /// Reports a direction that the method cannot judge.
    fn against_direction(&self) -> Option<Diag> {
        let said = self.indicator.direction.as_deref()?;
        let wanted = self.direction().filter(|wanted| !self.method.judges(*wanted))?;
        let judges = |method: Method| method.judges(wanted);
        let others = METHODS.into_iter();
        let others: Vec<&str> =
            others.filter(|word| Method::from_word(word).is_some_and(judges)).collect();
        let span = self.word.span.clone();
        Some(messages::method_unlike_direction(span, &self.word.text, said, &others))
    }

    /// The first figure that the method misjudges, and why.
    fn against_figure(&self) -> Option<Diag> {
        if self.method == Method::None {
            return None;
        }
        let [actuals, targets, paths] =
            [Role::Actual, Role::Target, Role::Path].map(|role| self.figures(role));
        let all = || actuals.iter().chain(&targets).chain(&paths).map(|one| one.stated.cell);
        let numbers =
            || targets.iter().map(|one| one.stated.cell).filter(|cell| cell.number().is_some());
        let is = |cell: &&Cell, holds: fn(Decimal) -> bool| cell.number().is_some_and(holds);
        // One method serves all years: where another target is not zero, the other years keep their rates.
        let only_zero = || numbers().all(|cell| is(&cell, |number| number.is_zero()));
        let [base, target] = [Role::Base, Role::Target].map(|role| self.name(role));
        let found = match self.method {
            Method::Ratio | Method::Inverse => {
                let negative = all().find(|cell| is(cell, |number| number < Decimal::ZERO));
                let why = "0より小さい値は、割っても達成の度合いになりません".to_owned();
                let zero = numbers().next().filter(|_| only_zero());
                let not =
                    format!("{target}が0では割合になりません。比べ方を「目標0」にしてください");
                negative.map(|cell| (cell, why)).or(zero.map(|cell| (cell, not)))
            }
            Method::Range => {
                let why = format!("{target}は 60以上80以下 の形で書いてください");
                numbers().next().map(|cell| (cell, why))
            }
            Method::Zero => {
                let other = numbers().find(|cell| is(cell, |number| !number.is_zero()));
                let why = format!("この方法は、{target}が0の指標にだけ使えます");
                other.map(|cell| (cell, why))
            }
            Method::Progress => {
                let astray = numbers().find(|cell| self.goes_astray(cell));
                let why = format!("{base}から{target}への向きが、望ましい方向と逆です");
                astray.map(|cell| (cell, why))
            }
            _ => None,
        };
        let rated = found.is_some() && self.method != Method::Range;
        let (cell, why) = found.or_else(|| {
            let bound = actuals.iter().map(|one| one.stated.cell);
            let bound = bound.into_iter().find(|cell| matches!(cell.value, Value::Bound(_)));
            let words = all().find(|cell| matches!(cell.value, Value::Words(_)));
            let what =
                if bound.is_some() { "範囲で示した実績" } else { "文で示した値" };
            let why = format!("{what}は比べられません。比べ方を「算出しない」にしてください");
            bound.or(words).map(|cell| (cell, why))
        })?;
        let span = cell.at.span.clone();
        Some(messages::method_unlike_figure(span, &self.word.text, &why, rated))
    }

    /// The form's name for a role: 計画.
    fn name(&self, role: Role) -> &'a str {
        let column = self.of.of(role).next();
        column.map_or(role.word(), |column| self.of.columns[column].name.text.as_str())
    }

    /// True for a target on the other side of the base than the wanted direction.
    fn goes_astray(&self, target: &Cell) -> bool {
        let base = self.figures(Role::Base).iter().find_map(|one| one.stated.cell.number());
        let (Some(direction), Some(base), Some(target)) = (self.direction(), base, target.number())
        else {
            return false;
        };
        goes_astray(direction, base, target)
    }
}
