//! Figures: an exact decimal with what is known about it, or the reason why there is none.

use crate::terms::reason::Missing;
use crate::terms::state::State;
use crate::terms::year::FiscalYear;
use rust_decimal::Decimal;

/// A figure of the source, or the reason why it is missing. Never a blank, never a 0 that means "nothing".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Stated in the source.
    Known(Quantity),
    /// Not stated, and why.
    Missing(Missing),
    /// Not stated, with what is said about it.
    Absent(Absent),
    /// A lower and an upper bound (下限, 上限), both part of the range.
    Range(Range),
    /// A target or a result in words (定性).
    Words(Words),
}

impl Value {
    /// The decimal, when there is one.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Known(quantity) => Some(quantity.number),
            Self::Missing(_) | Self::Absent(_) | Self::Range(_) | Self::Words(_) => None,
        }
    }

    /// The decimal of the other reading, when the source leaves a doubt.
    #[must_use]
    pub fn alternative(&self) -> Option<Decimal> {
        match self {
            Self::Known(quantity) => quantity.alternative,
            Self::Missing(_) | Self::Absent(_) | Self::Range(_) | Self::Words(_) => None,
        }
    }

    /// What a reader must know about this one figure.
    #[must_use]
    pub fn note(&self) -> Option<&String> {
        match self {
            Self::Known(Quantity { note, .. })
            | Self::Range(Range { note, .. })
            | Self::Words(Words { note, .. })
            | Self::Absent(Absent { note, .. }) => note.as_ref(),
            Self::Missing(_) => None,
        }
    }

    /// Why there is none, where a reason stands in its place.
    #[must_use]
    pub fn reason(&self) -> Option<Missing> {
        match self {
            Self::Missing(reason) | Self::Absent(Absent { reason, .. }) => Some(*reason),
            Self::Known(_) | Self::Range(_) | Self::Words(_) => None,
        }
    }
}

/// A stated figure. The scale of `number` is the source's own precision (`60.10` stays `60.10`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The figure as adopted.
    pub number: Decimal,
    /// The figure under another reading of the source (別の読み).
    pub alternative: Option<Decimal>,
    /// What a reader must know about this one figure.
    pub note: Option<String>,
    /// How final it is, and the year it is of.
    pub standing: Standing,
}

/// How final a figure is, and the year it is of where that differs from its column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// 状態; `None` where the sheet does not say.
    pub state: Option<State>,
    /// 値の年度
    pub of_year: Option<FiscalYear>,
}

/// A value that is not stated, with what is said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absent {
    /// Why.
    pub reason: Missing,
    /// When it is to be published (公表予定), as the source says it.
    pub expected: Option<String>,
    /// What a reader must know about it.
    pub note: Option<String>,
}

/// Two stated bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// 下限
    pub low: Decimal,
    /// 上限
    pub high: Decimal,
    /// What a reader must know about it.
    pub note: Option<String>,
}

/// A statement instead of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// As published, without the brackets that pages put around it.
    pub text: String,
    /// What a reader must know about it.
    pub note: Option<String>,
}

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
