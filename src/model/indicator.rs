//! Outcome indicators (成果指標): what is measured, and its values by fiscal year.

use std::collections::BTreeMap;

use crate::model::quantity::{Conversion, Reading, Value};
use crate::model::year::FiscalYear;

/// An outcome indicator of a sheet.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Position on the sheet, from 1: its id within the sheet.
    pub number: usize,
    /// 指標名, as published.
    pub name: String,
    /// 単位, as published.
    pub unit: String,
    /// 換算: the unit people say.
    pub conversion: Option<Conversion>,
    /// 指標の性格（望ましい方向）
    pub direction: Direction,
    /// 値の種類
    pub kind: Kind,
    /// 達成率の方法
    pub method: Method,
    /// 実績
    pub actual: BTreeMap<FiscalYear, Value>,
    /// 計画（年度目標値）
    pub plan: BTreeMap<FiscalYear, Value>,
    /// 最終目標年度
    pub final_year: Option<FiscalYear>,
    /// 疑義
    pub reading: Option<Reading>,
    /// 注
    pub notes: Vec<String>,
}

/// Which way is better (望ましい方向).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// 増加 ↗
    Up,
    /// 減少 ↘
    Down,
    /// 維持 →
    Keep,
}

/// What a value of the series is (値の種類).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 単年: the value of that year alone.
    Flow,
    /// 累計: the sum from the start up to that year.
    Cumulative,
}

/// How actual and plan are compared (達成率の方法).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// 実績÷計画: actual / plan × 100. Defined for a plan above zero and an actual not below zero.
    Ratio,
    /// 算出しない.
    None,
}
