//! Every sentence that Kōhyō says about the content, as a function. What, where, remedy; plain Japanese.

mod address;
mod answer;
mod change;
mod character;
mod correction;
mod figures;
mod file;
mod folder;
mod grade;
mod handout;
mod identity;
mod item;
mod later;
mod method;
mod relation;
mod review;
mod slip;
mod years;

pub use address::*;
pub use answer::*;
pub use change::*;
pub use character::*;
pub use correction::*;
pub use figures::*;
pub use file::*;
pub use folder::*;
pub use grade::*;
pub use handout::*;
pub use identity::*;
pub use item::*;
pub use later::*;
pub use method::*;
pub use relation::*;
pub use review::*;
pub use slip::{Slip, yaml_syntax};
pub use years::*;

use crate::diag::{Code, Diag, Span};

/// The words offered wherever a value may be missing.
const REASONS: &str = "設定なし、評価前、未公表、調査なし、該当なし、記載なし、役割なし";

fn diag(code: Code, span: Span, title: String, label: &str, remedy: impl Into<String>) -> Diag {
    Diag {
        code,
        span: Some(span),
        title,
        label: label.to_owned(),
        related: Vec::new(),
        remedy: remedy.into(),
    }
}
