//! Corrections of published figures and texts: what, from, to, when, why.

use rust_decimal::Decimal;

use crate::terms::year::Date;

/// A correction (訂正).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// 対象, in words.
    pub what: String,
    /// 訂正前
    pub before: CorrectedValue,
    /// 訂正後
    pub after: CorrectedValue,
    /// 訂正日
    pub day: Date,
    /// 理由
    pub reason: String,
    /// Address of the corrected figure within the sheet: `成果指標.製造品出荷額等.実績.平成24`.
    pub figure: Option<String>,
}

/// A value before or after a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CorrectedValue {
    /// A figure, in the unit of the sheet.
    Number(Decimal),
    /// Words.
    Words(String),
}
