//! The methods of comparing an actual with its target (達成率の方法): formula, domain, outcome. Decimals
//! in, rates and outcomes out; pure and exact. Rounding is for `format`, words are for `method_words`.
//! Source of the formulas: the methods in use among Japanese cities, each as its declaration says.

use rust_decimal::Decimal;

use crate::model::indicator::{Direction, Method};
use crate::model::quantity::{Missing, Value};
use crate::report::achieve::{self, Open, Outcome, Undefined};

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
            Value::Missing(reason) | Value::Awaited(reason, _) => Self::Missing(*reason),
            Value::Range(range) => Self::Range(range.low, range.high),
            Value::Words(_) => Self::Words,
            Value::Known(quantity) => Self::Number(match (other, quantity.alternative) {
                (true, Some(alternative)) => alternative,
                _ => quantity.number,
            }),
        }
    }

    fn number(self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(number),
            Self::Range(..) | Self::Words | Self::Missing(_) => None,
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
    /// 計画
    pub plan: Point,
    /// 目安値
    pub path: Point,
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
    /// What the actual is compared with: the expected value where the method says so, else the plan.
    #[must_use]
    pub fn target(&self) -> Point {
        if self.method == Method::Path { self.path } else { self.plan }
    }

    /// True where less is better.
    #[must_use]
    pub fn falling(&self) -> bool {
        matches!(self.direction, Direction::Down | Direction::AtMost)
    }

    /// The two figures of a comparison, or why there are not two.
    fn parts(&self) -> Result<(Decimal, Decimal), Rate> {
        let (actual, target) = (self.actual, self.target());
        match (actual, target) {
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
        let known = |point: Point| match point {
            Point::Missing(reason) => Err(reason),
            _ => Ok(()),
        };
        if let Err(reason) = known(self.actual) {
            return Outcome::Open(Open::Actual(reason));
        }
        if self.method == Method::None {
            return Outcome::Open(Open::Method);
        }
        if let Err(reason) = known(self.target()) {
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
        let plain = achieve::outcome(self.direction, self.method, Ok(actual), Ok(target));
        match self.method {
            Method::Maintain => self.kept(actual, target),
            Method::Path => match plain {
                Outcome::Reached => Outcome::Ahead,
                Outcome::Short => Outcome::Behind,
                other => other,
            },
            Method::Zero if !target.is_zero() => {
                Outcome::Open(Open::Undefined(Undefined::PlanNotZero))
            }
            Method::Zero if actual.is_zero() => Outcome::Reached,
            Method::Zero => Outcome::Short,
            _ => plain,
        }
    }

    fn between(&self) -> Outcome {
        match (self.actual, self.plan) {
            (Point::Number(actual), Point::Range(low, high)) => {
                if low <= actual && actual <= high {
                    Outcome::Inside
                } else {
                    Outcome::Outside
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
            (Some(away), Some(width)) if away <= width => Outcome::Inside,
            (Some(_), Some(_)) => Outcome::Outside,
            _ => Outcome::Open(Open::Undefined(Undefined::TooLarge)),
        }
    }

    /// The figures of the formula, where the rate has a value: actual, target, base.
    #[must_use]
    pub fn figures(&self) -> Option<(Decimal, Decimal, Option<Decimal>)> {
        Some((self.actual.number()?, self.target().number()?, self.base))
    }
}

/// Plan against actual (計画÷実績), in per cent.
///
/// # Errors
/// Undefined for an actual of zero, which would be endless, or below; and for a plan below zero.
pub fn inverse(actual: Decimal, plan: Decimal) -> Result<Decimal, Undefined> {
    if actual <= Decimal::ZERO {
        return Err(Undefined::ActualNotPositive);
    }
    if plan < Decimal::ZERO {
        return Err(Undefined::PlanNegative);
    }
    plan.checked_mul(Decimal::ONE_HUNDRED)
        .and_then(|hundred| hundred.checked_div(actual))
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
