//! The head of a sheet.

use serde::Serialize;

use crate::report::page::shown::{Figure, Shown, Status};

/// Direction of an indicator.
#[derive(Debug, Clone, Serialize)]
pub struct Direction {
    /// ↗ ↘ →, as on the paper form.
    pub arrow: String,
    /// 増加が望ましい
    pub text: String,
}

/// The result panel at the head of a sheet.
#[derive(Debug, Clone, Serialize)]
pub struct Headline {
    /// 製造品出荷額等は計画に届かず、あと933.5億円
    pub message: String,
    /// Comparison with the plan.
    pub status: Status,
    /// 製造品出荷額等 平成24年度実績
    pub what: String,
    /// The big number.
    pub big: Figure,
    /// The value compared with; `None` where there is none.
    pub plan: Option<Figure>,
    /// 平成24年度の計画
    pub plan_label: String,
    /// Label of the rate.
    pub rate_label: String,
    /// Actual against plan; `None` where nothing is computed.
    pub rate: Option<Shown>,
    /// 増加が望ましい; empty where not stated.
    pub direction: String,
}
