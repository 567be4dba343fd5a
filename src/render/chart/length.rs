//! Decimal figures -> lengths for drawing.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Converts a value to f64. Only here does a value leave exact arithmetic: positions need no more.
pub(super) fn length(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(0.0)
}
