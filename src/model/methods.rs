//! The methods of comparing an actual with its target (比べる): formula, domain, outcome. Decimals in, rates and
//! outcomes out; pure and exact. Rounding is left to `format`, words to `method_words`. Source of the formulas: the
//! methods used by Japanese cities, as documented at each variant.

use rust_decimal::Decimal;

use crate::model::achieve::{self, Open, Outcome, Undefined};
use crate::model::indicator::{Direction, Method};

/// All inputs of the comparison of one year.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// 比べる
    pub method: Method,
    /// 望ましい方向
    pub direction: Direction,
    /// 実績
    pub actual: Decimal,
    /// The value compared with: 目安値 or 計画.
    pub target: Decimal,
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
    /// Whether the method gives a true verdict for this wanted direction.
    Undefined(Undefined),
}

impl Method {
    /// True where the step from base to target goes against the wanted direction.
    #[must_use]
    pub fn judges(self, wanted: Direction) -> bool {
        use Direction::{AtLeast, AtMost, Down, Keep, Up, Within};
        match self {
            Self::Ratio => matches!(wanted, Up | Keep | AtLeast),
            Self::Inverse | Self::Mirrored => matches!(wanted, Down | AtMost),
            Self::Progress | Self::Threshold => {
                matches!(wanted, Up | Down | AtLeast | AtMost)
            }
            Self::Maintain => wanted == Keep,
            Self::Range => wanted == Within,
            Self::Zero => matches!(wanted, Down | AtMost | Keep),
            Self::None => true,
        }
    }
}

impl Case {
    /// True where the way from the base to the target goes against the wanted direction.
    #[must_use]
    pub fn goes_astray(&self) -> bool {
        self.base.is_some_and(|base| goes_astray(self.direction, base, self.target))
    }

    /// The rate by the declared method.
    #[must_use]
    pub fn rate(&self) -> Rate {
        let (actual, target) = (self.actual, self.target);
        let rate = match self.method {
            Method::Ratio | Method::Maintain => achieve::ratio(actual, target),
            Method::Inverse => inverse(actual, target),
            Method::Mirrored => mirrored(actual, target),
            Method::Progress => match self.base {
                Some(base) => progress(actual, target, base),
                None => Err(Undefined::NoBase),
            },
            Method::None | Method::Range | Method::Threshold | Method::Zero => {
                return match self.outcome() {
                    Outcome::Open(Open::Undefined(reason)) => Rate::Undefined(reason),
                    _ => Rate::None,
                };
            }
        };
        match rate {
            Ok(rate) => Rate::Percent(rate),
            Err(reason) => Rate::Undefined(reason),
        }
    }

    /// The comparison by the declared method. Not a grade.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self.method {
            Method::None => Outcome::Open(Open::Method),
            Method::Range => Outcome::Open(Open::Undefined(Undefined::NoRange)),
            Method::Maintain => self.kept(),
            Method::Zero if !self.target.is_zero() => {
                Outcome::Open(Open::Undefined(Undefined::PlanNotZero))
            }
            Method::Zero if self.actual.is_zero() => Outcome::Reached,
            Method::Zero => Outcome::Short,
            Method::Ratio
            | Method::Inverse
            | Method::Mirrored
            | Method::Progress
            | Method::Threshold => achieve::outcome(self.direction, self.actual, self.target),
        }
    }

    fn kept(&self) -> Outcome {
        let Some(tolerance) = self.tolerance else {
            return Outcome::Open(Open::Keep);
        };
        let away = achieve::difference(self.actual, self.target)
            .and_then(|away| away.abs().checked_mul(Decimal::ONE_HUNDRED));
        match (away, self.target.abs().checked_mul(tolerance)) {
            (Some(away), Some(width)) if away <= width => Outcome::Reached,
            (Some(_), Some(_)) => Outcome::Short,
            _ => Outcome::Open(Open::Undefined(Undefined::TooLarge)),
        }
    }
}

/// True where the step from base to target goes against the wanted direction: the further an actual gets, the worse
/// it is.
#[must_use]
pub fn goes_astray(wanted: Direction, base: Decimal, target: Decimal) -> bool {
    match wanted {
        Direction::Up | Direction::AtLeast => target < base,
        Direction::Down | Direction::AtMost => target > base,
        Direction::Keep | Direction::Within | Direction::Words => false,
    }
}

/// Plan against actual (計画÷実績), in per cent.
///
/// # Errors
/// Undefined for an actual of zero (division by zero) or below, and for a plan of zero (always 0 %) or below.
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

/// Two minus actual over plan (2−実績÷計画), in per cent.
///
/// # Errors
/// Undefined for a plan of zero or less, and for an actual below zero.
pub fn mirrored(actual: Decimal, plan: Decimal) -> Result<Decimal, Undefined> {
    let ratio = achieve::ratio(actual, plan)?;
    achieve::difference(Decimal::TWO.saturating_mul(Decimal::ONE_HUNDRED), ratio)
        .ok_or(Undefined::TooLarge)
}

/// How far the actual has moved from the base to the plan, in per cent; negative where it moved the other way, above
/// 100 beyond the plan.
///
/// # Errors
/// Undefined where the plan equals the base: no distance to cover.
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
