//! What is said of figures: another unit, and doubts about how they are to be read.

use rust_decimal::Decimal;

/// Another unit in which people say the figure: shown = stated × `factor`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// 億円
    pub unit: String,
    /// 0.1 for 千万円 -> 億円.
    pub factor: Decimal,
}

/// A doubt about how the source is to be read (疑義), printed as a note in every output. Both readings are made of
/// the figures themselves (値, 別の読み), so that a corrected figure is never contradicted by its note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What is doubtful.
    pub matter: String,
    /// Why the one was adopted.
    pub reason: String,
    /// 高, 中から高, 中 …
    pub confidence: String,
}
