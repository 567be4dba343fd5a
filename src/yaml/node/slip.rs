//! Place where the parser failed -> the slip that probably caused it, and its place. The parser fails where the text
//! can no longer be YAML, which is often a line below the mistake.

use std::ops::Range;

use serde_saphyr::granit_parser::ErrorKind;

use super::lines::{Line, lines};
use crate::diag::messages::Slip;

/// Finds the slip behind an error at `offset`.
pub(super) fn find(text: &str, offset: usize, kind: &ErrorKind) -> (Range<usize>, Slip) {
    let lines = lines(text);
    let upto = lines.iter().rposition(|line| line.start <= offset && !line.text.trim().is_empty());
    let Some(here) = upto.and_then(|index| lines.get(index)) else {
        return (offset..offset, Slip::Unknown);
    };
    let offset = offset.min(here.start + here.text.trim_end().len());
    let before = lines[..upto.unwrap_or(0)].iter().rev().find(|line| !line.is_empty());
    let marks = Marks::before(&lines, offset);
    quotes(text, offset, kind, &marks)
        .or_else(|| brackets(&lines, here, offset, kind, &marks))
        .or_else(|| before.and_then(marked).or_else(|| marked(here)))
        .or_else(|| value(here, offset, kind))
        .or_else(|| colons(here, before, offset))
        .or_else(|| indentation(here, before, &lines))
        .unwrap_or_else(|| (one(text, offset), Slip::Unknown))
}

type Found = Option<(Range<usize>, Slip)>;

/// One character; at a line end, the last one of the line.
fn one(text: &str, offset: usize) -> Range<usize> {
    let next = text
        .get(offset..)
        .and_then(|rest| rest.chars().next())
        .filter(|c| !matches!(c, '\r' | '\n'));
    if let Some(c) = next {
        return offset..offset + c.len_utf8();
    }
    let last =
        text.get(..offset).and_then(|head| head.chars().next_back()).map_or(0, char::len_utf8);
    offset - last..offset
}

/// Open brackets and quotes at some place.
struct Marks {
    brackets: Vec<(char, usize)>,
    /// A quote that is not closed on its line.
    quote: Option<usize>,
}

impl Marks {
    fn before(lines: &[Line<'_>], offset: usize) -> Self {
        let mut marks = Self { brackets: Vec::new(), quote: None };
        let mut quote: Option<char> = None;
        for line in lines.iter().filter(|line| line.start <= offset && !line.prose) {
            marks.line(line, offset, &mut quote);
        }
        marks
    }

    fn line(&mut self, line: &Line<'_>, offset: usize, quote: &mut Option<char>) {
        // Quotes and brackets are marks at the start of a value, and ordinary characters inside one.
        let mut fresh = true;
        let mut opened = None;
        let mut chars = line.text.char_indices().peekable();
        let mut last = ' ';
        while let Some((at, c)) = chars.next().filter(|(at, _)| line.start + at < offset) {
            let place = line.start + at;
            let next = chars.peek().map_or(' ', |(_, next)| *next);
            if let Some(mark) = *quote {
                if c == '\\' && mark == '"' {
                    chars.next();
                } else if c == mark {
                    *quote = None;
                    opened = None;
                    // Closed where a value may end: the quote covers several lines on purpose.
                    if matches!(next, ' ' | ',' | '}' | ']') {
                        self.quote = None;
                    }
                }
                continue;
            }
            match c {
                '#' if last == ' ' => break,
                '"' | '\'' if fresh => {
                    *quote = Some(c);
                    opened = Some(place);
                }
                '{' | '[' if fresh || !self.brackets.is_empty() => self.brackets.push((c, place)),
                '}' | ']' => drop(self.brackets.pop()),
                _ => {}
            }
            let list_mark = matches!(c, '-' | ':') && next == ' ';
            let separator = matches!(c, '{' | '[' | ',') && !self.brackets.is_empty();
            fresh = (fresh && (c == ' ' || c == '-'))
                || list_mark
                || separator
                || (c == ' ' && last == ':');
            last = c;
        }
        self.quote = self.quote.or(opened);
    }
}

fn quotes(text: &str, offset: usize, kind: &ErrorKind, marks: &Marks) -> Found {
    let mark = match kind {
        ErrorKind::InvalidTrailingSingleQuotedScalar => '\'',
        ErrorKind::InvalidTrailingDoubleQuotedScalar => '"',
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar => {
            let at = marks.quote.unwrap_or(offset);
            return Some((one(text, at), Slip::Quote));
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => {
            let at = text.get(offset..)?.find('\\')? + offset;
            return Some((at..at + 1, Slip::Backslash));
        }
        _ => return None,
    };
    if let Some(at) = marks.quote {
        return Some((at..at + 1, Slip::Quote));
    }
    if let Some(at) = forgotten(text, offset, mark) {
        return Some((one(text, at), Slip::Quote));
    }
    let rest = text.get(offset..)?.lines().next()?;
    Some((offset..offset + rest.trim_end().len(), Slip::Trailing(mark)))
}

/// Start of a quote that was closed by the opening mark of the next one: `{ コード: "521, 名称: 強化, 上: "52" }`.
fn forgotten(text: &str, offset: usize, mark: char) -> Option<usize> {
    let start = text.get(..offset)?.rfind('\n').map_or(0, |at| at + 1);
    let before = text[start..offset].trim_end_matches([mark, ' ']);
    let opened = before.rfind(mark)?;
    let (_, entry) = before[opened..].rsplit_once(", ")?;
    entry.trim_end().ends_with(':').then_some(start + opened)
}

fn brackets(
    lines: &[Line<'_>],
    here: &Line<'_>,
    offset: usize,
    kind: &ErrorKind,
    marks: &Marks,
) -> Found {
    let at = here.text.get(offset - here.start..)?.chars().next();
    if let Some(c @ ('}' | ']')) = at.filter(|_| marks.brackets.is_empty()) {
        return Some((offset..offset + 1, Slip::Unopened(c)));
    }
    let unclosed = matches!(
        kind,
        ErrorKind::UnclosedFlowCollection { .. } | ErrorKind::MismatchedFlowCollectionEnd { .. }
    );
    let (open, place) = match at {
        Some(c @ ('{' | '[')) if unclosed => (c, offset),
        _ => *marks.brackets.last()?,
    };
    let line = lines.iter().rfind(|line| line.start <= place)?;
    let rest = &line.text[place - line.start..];
    for (wide, half) in [('｝', '}'), ('］', ']')] {
        if let Some(at) = rest.find(wide).filter(|_| !rest.contains(half)) {
            return Some((place + at..place + at + wide.len_utf8(), Slip::Wide(half)));
        }
    }
    let same = line.start == here.start;
    let open_end = unclosed || !same;
    // `{ 注: 5件 #速報 }`: the closing bracket is taken for a comment.
    if let Some(at) = rest.find(" #").filter(|at| open_end && !rest[..*at].contains(['}', ']'])) {
        let apart = rest[..at].ends_with(' ') && rest[at + 1..].starts_with("# ");
        let end = place + rest.trim_end().len();
        if !apart {
            return Some((place + at + 1..end, Slip::Comment));
        }
    }
    if unclosed || (!same && here.indent <= line.indent) {
        return Some((place..place + 1, Slip::Unclosed(open)));
    }
    if !same {
        let (start, entry) = here.entry();
        return Some((start..start + entry.len(), Slip::NoComma));
    }
    between(here, place, offset)
}

/// Two items in brackets without a comma between them.
fn between(here: &Line<'_>, open: usize, offset: usize) -> Found {
    let from = open + 1 - here.start;
    let inside = here.text.get(from..offset - here.start)?;
    let (entry, start) = match inside.rfind([',', '{', '[']) {
        Some(at) => (&inside[at + 1..], here.start + from + at + 1),
        None => (inside, here.start + from),
    };
    if entry.trim().is_empty() && here.text[offset - here.start..].starts_with(',') {
        return Some((offset..offset + 1, Slip::Gap));
    }
    let value = entry.find(": ").map_or(0, |colon| colon + 2);
    if let Some((at, c)) = entry[value..].char_indices().find(|(_, c)| matches!(c, '、' | '，')) {
        let at = start + value + at;
        return Some((at..at + c.len_utf8(), Slip::Wide(',')));
    }
    match entry[value..].trim_end().rfind(' ') {
        Some(blank) => Some((start + value + blank + 1..offset, Slip::NoComma)),
        None => lone_mark(here, start + value).or(Some((offset..offset + 1, Slip::SecondColon))),
    }
}

/// `平成23: -`: a mark with a meaning in YAML, in place of a value in brackets.
fn lone_mark(here: &Line<'_>, at: usize) -> Found {
    let rest = here.text.get(at - here.start..)?;
    let at = at + rest.len() - rest.trim_start().len();
    let value = rest.split([',', '}', ']']).next()?.trim();
    match value.chars().next()? {
        '-' if value == "-" => Some((at..at + 1, Slip::Dash)),
        mark @ ('*' | '&' | '%' | '@' | '`') => Some((at..at + 1, Slip::Mark(mark))),
        _ => None,
    }
}

/// `- *1: 注の文`: a key that starts with a mark with a meaning in YAML, which reports it a line later.
fn marked(line: &Line<'_>) -> Found {
    let (start, entry) = line.entry();
    let mark = entry.chars().next().filter(|c| matches!(c, '*' | '&') && !line.prose)?;
    line.has_key().then_some((start..start + 1, Slip::Mark(mark)))
}

/// A value that starts with a mark, or continues after its end.
fn value(here: &Line<'_>, offset: usize, kind: &ErrorKind) -> Found {
    let (start, entry) = here.entry();
    if let Some(mark @ ('%' | '@' | '`')) = entry.chars().next().filter(|_| offset <= start + 1) {
        return Some((start..start + 1, Slip::Mark(mark)));
    }
    let (start, value) = here.value().unwrap_or((start, entry));
    let first = value.chars().next()?;
    let end = start + value.trim_end().len();
    let at_mark = (start..=start + first.len_utf8()).contains(&offset);
    let header =
        matches!(kind, ErrorKind::InvalidBlockScalarHeader | ErrorKind::ZeroBlockScalarIndent);
    match first {
        '|' | '>' if header || at_mark => {
            let text = value.trim_start_matches(['|', '>', '+', '-', ' ']);
            Some((end - text.trim_end().len()..end, Slip::AfterBar))
        }
        '-' if at_mark && value.trim_end() == "-" => Some((start..end, Slip::Dash)),
        '-' if at_mark && value.starts_with("- ") => Some((start..start + 1, Slip::Mark('-'))),
        '@' | '`' | '%' | '?' | '*' | '&' | '!' | ',' if at_mark => {
            Some((start..start + 1, Slip::Mark(first)))
        }
        '{' | '[' if offset > start => {
            let close = if first == '{' { '}' } else { ']' };
            Some((offset..end.max(offset), Slip::Trailing(close)))
        }
        _ => None,
    }
}

/// Too many or too few colons, colons without a space; list marks that are none.
fn colons(here: &Line<'_>, before: Option<&Line<'_>>, offset: usize) -> Found {
    let at_colon = here.text.get(offset - here.start..).is_some_and(|rest| rest.starts_with(':'));
    if let Some((start, value)) = here.value().filter(|(start, _)| at_colon && *start < offset) {
        if value.starts_with('｛') {
            return Some((start..start + '｛'.len_utf8(), Slip::Wide('{')));
        }
        if let Some(at) = value.find(['}', ']']).filter(|_| !value.contains(['{', '['])) {
            let close = if value[at..].starts_with('}') { '}' } else { ']' };
            return Some((start + at..start + at + 1, Slip::Unopened(close)));
        }
        return Some((offset..offset + 1, Slip::SecondColon));
    }
    if let Some(bar) =
        before.filter(|line| line.opens_prose() && !here.has_key() && here.indent <= line.column())
    {
        let (start, entry) = here.entry();
        return (!bar.prose).then_some((start..start + entry.trim_end().len(), Slip::BarIndent));
    }
    if !here.has_key() {
        return Some(keyless(here));
    }
    let before = before.filter(|line| !line.prose)?;
    if let Some(found) = bullet(before) {
        return Some(found);
    }
    (!before.has_key() && before.column() == here.indent).then(|| keyless(before))
}

/// A line that should have a key.
fn keyless(line: &Line<'_>) -> (Range<usize>, Slip) {
    if let Some(found) = bullet(line) {
        return found;
    }
    let (start, entry) = line.entry();
    let colon = entry.char_indices().find(|(_, c)| matches!(c, ':' | '：' | '︰' | '﹕'));
    let is_key = |at: usize| {
        at > 0
            && entry[..at].chars().count() <= 20
            && !entry[..at].contains([' ', '。', '、', '「'])
    };
    match colon.filter(|(at, _)| is_key(*at)) {
        Some((at, ':')) => (start + at..start + at + 1, Slip::NoSpaceAfterColon),
        Some((at, wide)) => (start + at..start + at + wide.len_utf8(), Slip::Wide(':')),
        None => (start..start + entry.trim_end().len(), Slip::NoColon),
    }
}

fn bullet(line: &Line<'_>) -> Found {
    let start = line.start + line.indent;
    let rest = &line.text[line.indent..];
    let mark = rest.chars().next()?;
    let found = match mark {
        '-' => !rest.starts_with("- ") && rest.trim_end() != "-" && !rest.starts_with("---"),
        '－' | 'ー' | '―' | '−' | '‐' | '・' | '•' | '●' | '○' | '＊' => true,
        '0'..='9' => line.has_key() && rest[1..].starts_with([')', '.']),
        _ => false,
    };
    found.then_some((start..start + mark.len_utf8(), Slip::Bullet(mark)))
}

/// A line with a key at a wrong indentation, or the line above it that has one.
fn indentation(here: &Line<'_>, before: Option<&Line<'_>>, lines: &[Line<'_>]) -> Found {
    let before = before?;
    let above = lines.iter().rfind(|line| line.start < before.start && !line.is_empty());
    let parent = above.is_some_and(|line| {
        line.text.trim_end().ends_with(':') && before.column() <= line.column()
    });
    let odd = !before.column().is_multiple_of(2) && here.indent.is_multiple_of(2);
    let leaf = !before.prose && before.value().is_some_and(|(_, value)| !value.is_empty());
    // Of three lines the one that differs is wrong, of two the one with an odd number of spaces.
    let alone = above.is_some_and(|line| line.column() == before.column());
    let alone = alone || before.is_item() || !here.indent.is_multiple_of(2);
    let deeper = leaf && here.indent > before.column() && (parent || odd || !alone);
    let line = if deeper && (parent || odd) { before } else { here };
    let (start, entry) = line.entry();
    let first = start..start + entry.chars().next()?.len_utf8();
    let range = if line.indent == 0 { first } else { line.start..line.start + line.indent };
    // Nothing can be deeper than a line with a value: either of the two may be wrong.
    let blanks = [before.indent, here.indent];
    let slip = if line.start == before.start {
        let wanted = above.filter(|_| parent).map_or(here.indent, |line| line.column() + 2);
        Slip::Indent { blanks: before.indent, wanted: Some(wanted) }
    } else if deeper {
        Slip::IndentOfTwo(blanks)
    } else {
        // The nearest of the open levels.
        let mut open: Vec<usize> = Vec::new();
        let above = lines.iter().rev().filter(|line| line.start < here.start && !line.is_empty());
        for line in above.filter(|line| !line.prose && line.has_key()) {
            if open.last().is_none_or(|inner| line.column() < *inner) {
                open.push(line.column());
            }
        }
        let wanted = open.into_iter().min_by_key(|column| column.abs_diff(here.indent));
        let wanted = wanted.filter(|_| !here.is_item());
        Slip::Indent { blanks: here.indent, wanted }
    };
    Some((range, slip))
}
