//! What all sentences are made with: a problem from its parts, texts as YAML takes them.

use std::borrow::Cow;

use crate::diag::alike;
use crate::diag::codes::Code;
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// The words offered wherever a value may be missing.
pub(super) const REASONS: &str = "設定なし、評価前、未公表、調査なし、該当なし、記載なし、役割なし";

pub(super) fn diag(
    code: Code,
    span: Span,
    title: String,
    label: &str,
    remedy: impl Into<String>,
) -> Diag {
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
pub(super) fn plain(text: &str) -> Cow<'_, str> {
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

/// What was probably meant, as a question, and which letter is another one where nobody could see it.
pub(super) fn slip_of(text: &str, near: &str) -> String {
    format!("「{near}」の書き誤りではありませんか{}", alike::note(text, near))
}

/// The same as a sentence before others; empty where nothing is near.
pub(super) fn slip_hint(text: &str, near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!("{}。", slip_of(text, near)))
}
