//! Lines -> what people type with a Japanese input method, and what every YAML parser reports one line late or not at all.

use super::lines::{Line, lines};
use crate::diag::{Diags, Span, messages};
use crate::source::FileId;

/// Looks through a file. True when something was found: the parser need not try.
pub(super) fn find(id: FileId, text: &str, diags: &mut Diags) -> bool {
    let lines = lines(text);
    let mut found = false;
    for (index, line) in lines.iter().enumerate() {
        if line.text.trim().is_empty() {
            continue;
        }
        let rest = &line.text[line.indent..];
        let at = line.start + line.indent;
        let blank = rest.chars().next().filter(|c| c.is_whitespace());
        let diag = match blank {
            Some('\t') => Some(messages::tab_indent(run(id, at, rest, '\t'))),
            Some(blank) if !line.prose => Some(messages::wide_indent(run(id, at, rest, blank))),
            _ if line.prose => None,
            _ => wide_colon(line, &lines[..index], &lines[index + 1..])
                .map(|at| messages::wide_colon(Span::new(id, at..at + '：'.len_utf8()))),
        };
        if let Some(diag) = diag {
            diags.push(diag);
            found = true;
        }
    }
    found
}

/// The place of the same blank, repeated.
fn run(id: FileId, at: usize, rest: &str, blank: char) -> Span {
    Span::new(id, at..at + rest.len() - rest.trim_start_matches(blank).len())
}

/// `施策：` at the start of an entry among keys, where no half-width colon follows: a key typed with the wrong colon.
/// In a list of sentences or inside a long sentence it is a colon like any other.
fn wide_colon(line: &Line<'_>, before: &[Line<'_>], after: &[Line<'_>]) -> Option<usize> {
    let (start, entry) = line.entry();
    let colon = entry.find('：')?;
    let key = &entry[..colon];
    let is_key = !key.is_empty()
        && key.chars().count() <= 20
        && !key.contains([' ', '。', '、', '，', '「', '（', '#', '"', '\'', '[', '{', '|', '>']);
    if !is_key || line.has_key() {
        return None;
    }
    let among_keys = |other: Option<&Line<'_>>| {
        other
            .is_some_and(|other| other.has_key() && !other.prose && other.column() == line.column())
    };
    let next = after.iter().find(|line| !line.is_empty());
    let previous = before.iter().rev().find(|line| !line.is_empty());
    let structural = if line.is_item() {
        among_keys(next.filter(|next| !next.is_item()))
    } else {
        line.indent == 0 || among_keys(next) || among_keys(previous)
    };
    structural.then_some(start + colon)
}
