//! Remarks on figures: conversion to another unit, and doubts about their reading.

use rust_decimal::Decimal;

/// A unit in which people state the figure: shown = stated × `factor`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// 億円
    pub unit: String,
    /// 0.1 for 千万円 -> 億円.
    pub factor: Decimal,
}

/// A doubt about the reading of the source (疑義), printed as a note in every output. Both readings are generated from
/// the figures themselves (値, 別の読み), so that a corrected figure never contradicts its note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What is doubtful.
    pub matter: String,
    /// Why this reading was adopted.
    pub reason: String,
    /// 高, 中から高, 中 …
    pub confidence: String,
}
