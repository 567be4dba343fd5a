//! Lines -> typical slips of Japanese input methods, which every YAML parser reports one line late or not at all.

use super::lines::{Line, lines};
use crate::diag::messages::Slip;
use crate::diag::{Diags, messages};
use crate::terms::place::FileId;
use crate::terms::place::Span;

/// Scans a file. True when something was found, so that parsing is pointless.
pub(super) fn find(id: FileId, text: &str, diags: &mut Diags) -> bool {
    let lines = lines(text);
    let next = next_entries(&lines);
    let mut found = false;
    let mut previous: Option<&Line<'_>> = None;
    // Indentation of the text under a `|`.
    let mut body: Option<usize> = None;
    for (line, next) in lines.iter().zip(next) {
        if line.text.trim().is_empty() {
            continue;
        }
        let rest = &line.text[line.indent..];
        let at = line.start + line.indent;
        body = line.prose.then(|| body.unwrap_or(line.indent));
        let blank = rest.chars().next().filter(|c| c.is_whitespace());
        let diag = match blank {
            Some('\t') => Some(messages::tab_indent(run(id, at, rest, '\t'))),
            Some(blank) if !line.prose => Some(messages::wide_indent(run(id, at, rest, blank))),
            // Under a `|`, but less indented than its text: YAML takes the line for a comment.
            _ if rest.starts_with('#') && body.is_some_and(|body| line.indent < body) => {
                let span = Span::new(id, at..at + rest.trim_end().len());
                Some(messages::yaml_syntax(span, Slip::BarIndent))
            }
            _ if line.prose => None,
            _ => wide_colon(line, previous, next)
                .map(|at| messages::wide_colon(Span::new(id, at..at + '：'.len_utf8()))),
        };
        if let Some(diag) = diag {
            diags.push(diag);
            found = true;
        }
        if !line.is_empty() {
            previous = Some(line);
        }
    }
    found
}

/// For each line the next one with content.
fn next_entries<'l, 'a>(lines: &'l [Line<'a>]) -> Vec<Option<&'l Line<'a>>> {
    let mut below = None;
    let mut list = Vec::with_capacity(lines.len());
    for line in lines.iter().rev() {
        list.push(below);
        if !line.is_empty() {
            below = Some(line);
        }
    }
    list.reverse();
    list
}

/// The place of a run of the same blank character.
fn run(id: FileId, at: usize, rest: &str, blank: char) -> Span {
    Span::new(id, at..at + rest.len() - rest.trim_start_matches(blank).len())
}

/// `施策：` at the start of an entry among keys, without a half-width colon after it: a key with the wrong colon. In a
/// list of sentences or inside a long sentence, it is an ordinary colon.
fn wide_colon(
    line: &Line<'_>,
    previous: Option<&Line<'_>>,
    next: Option<&Line<'_>>,
) -> Option<usize> {
    let (start, entry) = line.entry();
    let colon = entry.find('：')?;
    let (key, value) = (&entry[..colon], &entry[colon + '：'.len_utf8()..]);
    let is_key = !key.is_empty()
        && key.chars().count() <= 20
        && !key
            .contains([' ', '。', '、', '，', '「', '（', '#', '"', '\'', '[', '{', '|', '>', ':']);
    // `基本事業： { コード: … }`: the half-width colons are inside the brackets.
    let bracket = value.trim_start().starts_with(['{', '[']);
    if !is_key || (line.has_key() && !bracket) {
        return None;
    }
    let among_keys = |other: Option<&Line<'_>>| {
        other
            .is_some_and(|other| other.has_key() && !other.prose && other.column() == line.column())
    };
    let structural = if line.is_item() {
        among_keys(next.filter(|next| !next.is_item()))
    } else {
        line.indent == 0 || among_keys(next) || among_keys(previous)
    };
    structural.then_some(start + colon)
}
