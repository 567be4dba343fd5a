//! The methods of comparing an actual with its target (達成率の方法): formula, domain, outcome. Decimals
//! in, rates and outcomes out; pure and exact. Rounding is for `format`, words are for `method_words`.
//! Source of the formulas: the methods in use among Japanese cities, each as its declaration says.

use rust_decimal::Decimal;

use crate::model::achieve::{self, Open, Outcome, Undefined};
use crate::model::indicator::{Direction, Method};
use crate::model::quantity::{Absent, Value};
use crate::terms::reason::Missing;

/// What stands in one cell, as far as reckoning goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// A figure.
    Number(Decimal),
    /// Two bounds.
    Range(Decimal, Decimal),
    /// A statement.
    Words,
    /// Nothing, for a reason.
    Missing(Missing),
}

impl Point {
    /// The cell under the adopted reading, or under the other one.
    #[must_use]
    pub fn of(value: &Value, other: bool) -> Self {
        match value {
            Value::Missing(reason) | Value::Absent(Absent { reason, .. }) => Self::Missing(*reason),
            Value::Range(range) => Self::Range(range.low, range.high),
            Value::Words(_) => Self::Words,
            Value::Known(quantity) => Self::Number(match (other, quantity.alternative) {
                (true, Some(alternative)) => alternative,
                _ => quantity.number,
            }),
        }
    }
}

/// Everything that the comparison of one year depends on.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// 達成率の方法
    pub method: Method,
    /// 望ましい方向
    pub direction: Direction,
    /// 実績
    pub actual: Point,
    /// What it is compared with: 目安値 or 計画.
    pub target: Point,
    /// True where the target is that of a later year.
    pub early: bool,
    /// 当初値
    pub base: Option<Decimal>,
    /// 許容幅（％）
    pub tolerance: Option<Decimal>,
}

/// A rate in per cent, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// Per cent, not rounded.
    Percent(Decimal),
    /// The method has no rate.
    None,
    /// A part is missing.
    Missing(Missing),
    /// The parts are stated, but the formula has no value for them.
    Undefined(Undefined),
}

impl Case {
    /// True where less is better.
    #[must_use]
    pub fn falling(&self) -> bool {
        matches!(self.direction, Direction::Down | Direction::AtMost)
    }

    /// The two figures of a comparison, or why there are not two.
    fn parts(&self) -> Result<(Decimal, Decimal), Rate> {
        match (self.actual, self.target) {
            (Point::Missing(reason), _) | (_, Point::Missing(reason)) => Err(Rate::Missing(reason)),
            (Point::Number(actual), Point::Number(target)) => Ok((actual, target)),
            (Point::Words, _) | (_, Point::Words) => Err(Rate::Undefined(Undefined::Words)),
            _ => Err(Rate::Undefined(Undefined::Range)),
        }
    }

    /// The rate by the declared method.
    #[must_use]
    pub fn rate(&self) -> Rate {
        if matches!(self.method, Method::None | Method::Range | Method::Threshold | Method::Zero) {
            return match self.outcome() {
                Outcome::Open(Open::Undefined(reason)) => Rate::Undefined(reason),
                _ => Rate::None,
            };
        }
        let (actual, target) = match self.parts() {
            Ok(parts) => parts,
            Err(rate) => return rate,
        };
        let rate = match self.method {
            Method::Inverse => inverse(actual, target),
            Method::Path if self.falling() => inverse(actual, target),
            Method::Mirrored => mirrored(actual, target),
            Method::Progress => match self.base {
                Some(base) => progress(actual, target, base),
                None => Err(Undefined::NoBase),
            },
            _ => achieve::ratio(actual, target),
        };
        match rate {
            Ok(rate) => Rate::Percent(rate),
            Err(reason) => Rate::Undefined(reason),
        }
    }

    /// The comparison by the declared method. Not a grade.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self.compared() {
            // Whether it would count as kept is not asked of a year that has no target.
            Outcome::Reached | Outcome::Short | Outcome::Open(Open::Keep) if self.early => {
                Outcome::Early
            }
            outcome => outcome,
        }
    }

    fn compared(&self) -> Outcome {
        if let Point::Missing(reason) = self.actual {
            return Outcome::Open(Open::Actual(reason));
        }
        if self.method == Method::None {
            return Outcome::Open(Open::Method);
        }
        if let Point::Missing(reason) = self.target {
            return Outcome::Open(Open::Plan(reason));
        }
        if self.method == Method::Range {
            return self.between();
        }
        let (actual, target) = match self.parts() {
            Ok(parts) => parts,
            Err(Rate::Undefined(reason)) => return Outcome::Open(Open::Undefined(reason)),
            Err(_) => return Outcome::Open(Open::Method),
        };
        match self.method {
            Method::Maintain => self.kept(actual, target),
            Method::Zero if !target.is_zero() => {
                Outcome::Open(Open::Undefined(Undefined::PlanNotZero))
            }
            Method::Zero if actual.is_zero() => Outcome::Reached,
            Method::Zero => Outcome::Short,
            _ => achieve::outcome(self.direction, actual, target),
        }
    }

    fn between(&self) -> Outcome {
        match (self.actual, self.target) {
            (Point::Number(actual), Point::Range(low, high)) => {
                if low <= actual && actual <= high {
                    Outcome::Reached
                } else {
                    Outcome::Short
                }
            }
            (Point::Words, _) | (_, Point::Words) => {
                Outcome::Open(Open::Undefined(Undefined::Words))
            }
            (_, Point::Number(_)) => Outcome::Open(Open::Undefined(Undefined::NoRange)),
            _ => Outcome::Open(Open::Undefined(Undefined::Range)),
        }
    }

    fn kept(&self, actual: Decimal, plan: Decimal) -> Outcome {
        let Some(tolerance) = self.tolerance else {
            return Outcome::Open(Open::Keep);
        };
        let away = achieve::difference(actual, plan)
            .and_then(|away| away.abs().checked_mul(Decimal::ONE_HUNDRED));
        match (away, plan.abs().checked_mul(tolerance)) {
            (Some(away), Some(width)) if away <= width => Outcome::Reached,
            (Some(_), Some(_)) => Outcome::Short,
            _ => Outcome::Open(Open::Undefined(Undefined::TooLarge)),
        }
    }
}

/// Plan against actual (計画÷実績), in per cent.
///
/// # Errors
/// Undefined for an actual of zero, which would be endless, or below; and for a plan of zero, which would give
/// 0 % whatever the actual is, or below.
pub fn inverse(actual: Decimal, plan: Decimal) -> Result<Decimal, Undefined> {
    if actual <= Decimal::ZERO {
        return Err(Undefined::ActualNotPositive);
    }
    if plan <= Decimal::ZERO {
        return Err(Undefined::PlanNotPositive);
    }
    plan.checked_mul(Decimal::ONE_HUNDRED)
        .and_then(|hundred| hundred.checked_div(actual))
        .ok_or(Undefined::TooLarge)
}

/// Two less actual against plan (2−実績÷計画), in per cent.
///
/// # Errors
/// Undefined for a plan of zero or less, and for an actual below zero.
pub fn mirrored(actual: Decimal, plan: Decimal) -> Result<Decimal, Undefined> {
    let ratio = achieve::ratio(actual, plan)?;
    achieve::difference(Decimal::TWO.saturating_mul(Decimal::ONE_HUNDRED), ratio)
        .ok_or(Undefined::TooLarge)
}

/// How far the actual has come from the base to the plan, in per cent; below zero where it went the
/// other way, above a hundred beyond the plan.
///
/// # Errors
/// Undefined where the plan is the base: there is no way to go.
pub fn progress(actual: Decimal, plan: Decimal, base: Decimal) -> Result<Decimal, Undefined> {
    let way = achieve::difference(plan, base).ok_or(Undefined::TooLarge)?;
    if way.is_zero() {
        return Err(Undefined::BaseIsPlan);
    }
    achieve::difference(actual, base)
        .and_then(|gone| gone.checked_mul(Decimal::ONE_HUNDRED))
        .and_then(|hundred| hundred.checked_div(way))
        .ok_or(Undefined::TooLarge)
}

#[cfg(test)]
mod tests;
