//! Every sentence that Kōhyō says about the content, as a function. What, where, remedy; plain Japanese.

mod account;
mod address;
mod answer;
mod cell;
mod change;
mod character;
mod compared;
mod condition;
mod correction;
mod csv;
mod days;
mod declared;
mod figures;
mod file;
mod folder;
mod form;
mod former;
mod grade;
mod handout;
mod hidden;
mod identity;
mod item;
mod method;
mod note;
mod number;
mod relation;
mod slip;
mod sum;
mod taken;
mod years;

pub use account::*;
pub use address::*;
pub use answer::*;
pub use cell::*;
pub use change::*;
pub use character::*;
pub use compared::*;
pub use condition::*;
pub use correction::*;
pub use csv::*;
pub use days::*;
pub use declared::*;
pub use figures::*;
pub use file::*;
pub use folder::*;
pub use form::*;
pub use former::*;
pub use grade::*;
pub use handout::*;
pub use hidden::*;
pub use identity::*;
pub use item::*;
pub use method::*;
pub use note::*;
pub use number::*;
pub use relation::*;
pub use slip::{Slip, yaml_syntax};
pub use sum::*;
pub use taken::*;
pub use years::*;

use std::borrow::Cow;

use crate::diag::{Code, Diag};
use crate::terms::place::Span;

/// The words offered wherever a value may be missing.
const REASONS: &str = "設定なし、評価前、未公表、調査なし、該当なし、記載なし、役割なし";

fn diag(code: Code, span: Span, title: String, label: &str, remedy: impl Into<String>) -> Diag {
    Diag {
        code,
        span: Some(span),
        title: shortened(title, 400),
        label: label.to_owned(),
        related: Vec::new(),
        remedy: shortened(remedy.into(), 2000),
    }
}

/// A sentence that quotes a text of any length is still read in one look.
fn shortened(mut text: String, letters: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(letters) {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// A text as YAML takes it whatever is in it: as it is, or in single quotes.
pub(crate) fn quoted(text: &str) -> String {
    // Marks of notes and of absence that YAML takes for letters.
    let letter = |c: char| c.is_alphanumeric() || "※〇○◎●△▲×―－…・％".contains(c);
    let plain = text.chars().all(letter) && !text.is_empty();
    if plain && !text.eq_ignore_ascii_case("null") {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "''"))
}

/// A text as a line of YAML takes it, outside brackets: as it is, or in single quotes where it would be misread.
fn plain(text: &str) -> Cow<'_, str> {
    let marks = ['*', '&', '!', '@', '%', '`', '#', '|', '>', '{', '}', '[', ']', ',', '"', '\''];
    let alone = |mark: char| {
        text.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let misread = text.starts_with(marks)
        || ['-', '?', ':'].into_iter().any(alone)
        || text.contains(": ")
        || text.contains(" #")
        || text.ends_with(':');
    if misread { format!("'{}'", text.replace('\'', "''")).into() } else { text.into() }
}
