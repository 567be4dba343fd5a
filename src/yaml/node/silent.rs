//! A scalar as written in the file -> what YAML would silently change in it or drop from it.

use std::ops::Range;

use serde_saphyr::granit_parser::ScalarStyle;

use crate::diag::messages::Slip;

/// What would be changed, and its place. `range` covers the scalar from its first to its last byte.
pub(super) fn find(
    text: &str,
    range: &Range<usize>,
    style: ScalarStyle,
) -> Option<(Range<usize>, Slip)> {
    let written = text.get(range.clone())?;
    match style {
        ScalarStyle::Literal => None,
        // The lines below the mark would be joined.
        ScalarStyle::Folded => {
            let mut lines = lines(text, range).filter(|line| !line.is_empty());
            if written.starts_with('>') {
                lines.next();
            }
            lines.nth(1).map(|line| (line, Slip::Folded(true)))
        }
        ScalarStyle::DoubleQuoted => fold(text, range).or_else(|| escape(range.start, written)),
        ScalarStyle::SingleQuoted => fold(text, range),
        ScalarStyle::Plain => fold(text, range).or_else(|| comment(text, range)),
    }
}

/// The lines of a range, trimmed.
fn lines<'a>(text: &'a str, range: &Range<usize>) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut start = range.start;
    let written = text.get(range.clone()).unwrap_or("");
    written.split_inclusive('\n').map(move |line| {
        let body = line.trim_matches([' ', '\t', '\r', '\n']);
        let from = start + line.len() - line.trim_start_matches([' ', '\t']).len();
        start += line.len();
        from..from + body.len()
    })
}

/// A text over several lines without a `|`: line ends would become spaces.
fn fold(text: &str, range: &Range<usize>) -> Option<(Range<usize>, Slip)> {
    let next = lines(text, range).skip(1).find(|line| !line.is_empty())?;
    Some((next, Slip::Folded(false)))
}

/// `"C:\new"`: an unintended line end. Only a quote and a backslash may be escaped.
fn escape(start: usize, written: &str) -> Option<(Range<usize>, Slip)> {
    let mut chars = written.char_indices();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && !chars.next().is_some_and(|(_, next)| matches!(next, '"' | '\\' | '/')) {
            return Some((start + at..start + at + 1, Slip::Backslash));
        }
    }
    None
}

/// `社 #2社`, `5件 # 速報`: the rest is lost. An intended comment is two spaces after a text and has a space after its
/// mark, as in `社  # 単年`.
fn comment(text: &str, range: &Range<usize>) -> Option<(Range<usize>, Slip)> {
    let rest = text.get(range.end..)?.lines().next()?;
    // Of an omitted value, only the colon exists.
    let rest = if range.is_empty() { rest.trim_start_matches(':') } else { rest };
    let remark = rest.trim_start_matches([' ', '\t']);
    let blanks = rest.len() - remark.len();
    let apart = remark == "#" || remark.starts_with("# ");
    if blanks == 0 || !remark.starts_with('#') || apart && (blanks > 1 || range.is_empty()) {
        return None;
    }
    let remark = remark.trim_end();
    let start = text.get(range.end..)?.find(remark)? + range.end;
    Some((start..start + remark.len(), Slip::Comment))
}
