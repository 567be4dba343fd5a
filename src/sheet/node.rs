//! YAML text -> tree of nodes with exact places. Collects what makes a file unreadable;
//! knows YAML and its traps, nothing of the forms.

use std::ops::Range;

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, Span as YamlSpan};

use crate::diag::{Diags, Span, messages};
use crate::source::{FileId, SourceFile};

/// Deepest nesting that is read. The deepest form, a plan with its sections, has twelve levels.
const MAX_DEPTH: usize = 16;

/// A value with its place.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// The kinds of value.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Text; `plain` when written without quotes and not as a block.
    Scalar {
        /// After YAML's own escapes and folding.
        text: String,
        /// Whether quotes or a block mark were used.
        plain: bool,
    },
    /// List.
    List(Vec<Node>),
    /// Keys and values in the order of the file.
    Map(Vec<(Key, Node)>),
}

/// A key with its place.
#[derive(Debug, Clone)]
pub struct Key {
    /// The key.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// Reads a file into a tree; `None` when it is not YAML at all, the reasons in `diags`.
pub fn read(id: FileId, file: &SourceFile, diags: &mut Diags) -> Option<Node> {
    if traps(id, &file.text, diags) {
        return None;
    }
    let mut reader = Reader { id, text: &file.text, diags, parser: Parser::new_from_str(&file.text), failed: false };
    let root = reader.document();
    if reader.failed { None } else { root }
}

/// Looks for what people type with a Japanese input method and what every YAML parser reports
/// one line late or not at all. True when something was found.
fn traps(id: FileId, text: &str, diags: &mut Diags) -> bool {
    let mut found = false;
    let mut offset = 0;
    // Inside a literal block, everything indented deeper than its key is prose and may hold any character.
    let mut block: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let body = line.trim_end_matches(['\r', '\n']);
        let indent = body.len() - body.trim_start_matches(' ').len();
        let blank = body.trim().is_empty();
        if block.is_some_and(|key| !blank && indent <= key) {
            block = None;
        }
        let rest = &body[indent..];
        let at = offset + indent;
        let inside = block.is_some();
        if !blank && rest.starts_with('\u{3000}') && !inside {
            let width = rest.len() - rest.trim_start_matches('\u{3000}').len();
            diags.push(messages::wide_indent(Span::new(id, at..at + width)));
            found = true;
        } else if !blank && rest.starts_with('\t') {
            let width = rest.len() - rest.trim_start_matches('\t').len();
            diags.push(messages::tab_indent(Span::new(id, at..at + width)));
            found = true;
        } else if !inside && let Some(colon) = wide_colon(rest) {
            let start = at + colon;
            diags.push(messages::wide_colon(Span::new(id, start..start + '：'.len_utf8())));
            found = true;
        }
        if !inside && is_block_start(rest) {
            block = Some(indent);
        }
        offset += line.len();
    }
    found
}

/// `施策：` at the start of an entry, where no half-width colon follows on the line: a key typed with the wrong colon.
fn wide_colon(rest: &str) -> Option<usize> {
    if rest.starts_with(['#', '"', '\'', '[', '{', '|', '>']) {
        return None;
    }
    let entry = rest.strip_prefix("- ").map_or(rest, str::trim_start);
    let skipped = rest.len() - entry.len();
    let colon = entry.find('：')?;
    let key = &entry[..colon];
    let is_key = !key.is_empty() && key.chars().count() <= 20 && !key.contains([' ', '。', '、', '，', '「', '（']);
    let is_item = skipped > 0 && !entry[colon + '：'.len_utf8()..].is_empty() && entry.contains('。');
    (is_key && !is_item && !entry.contains(": ") && !entry.ends_with(':')).then_some(skipped + colon)
}

/// A line that opens a literal or folded block: `本文: |`, `- >-`.
fn is_block_start(rest: &str) -> bool {
    let code = rest.split(" #").next().unwrap_or(rest).trim_end();
    let tail = code.rsplit([' ', ':']).next().unwrap_or("");
    tail.starts_with(['|', '>']) && tail.chars().skip(1).all(|c| matches!(c, '+' | '-' | '0'..='9'))
}

struct Reader<'a> {
    id: FileId,
    text: &'a str,
    diags: &'a mut Diags,
    parser: Parser<'a, serde_saphyr::granit_parser::StrInput<'a>>,
    failed: bool,
}

impl<'a> Reader<'a> {
    fn document(&mut self) -> Option<Node> {
        let mut root = None;
        while let Some((event, span)) = self.next() {
            match event {
                Event::DocumentStart(..) if root.is_some() => {
                    self.diags.push(messages::many_documents(self.place(span)));
                    self.failed = true;
                    return None;
                }
                event if event.is_node() => root = self.node(&event, span, 0),
                _ => {}
            }
        }
        if root.is_none() && !self.failed {
            self.diags.push(messages::empty_file(Span::whole(self.id)));
            self.failed = true;
        }
        root
    }

    fn next(&mut self) -> Option<(Event<'a>, YamlSpan)> {
        if self.failed {
            return None;
        }
        match self.parser.next_event()? {
            Ok(pair) => Some(pair),
            Err(error) => {
                let offset = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
                let place = Span::new(self.id, back_to_text(self.text, offset));
                self.diags.push(messages::yaml_syntax(place, &error.info().to_string()));
                self.failed = true;
                None
            }
        }
    }

    fn place(&self, span: YamlSpan) -> Span {
        let range = span.byte_range().unwrap_or(0..0);
        Span::new(self.id, trim_end(self.text, range))
    }

    fn node(&mut self, event: &Event<'a>, span: YamlSpan, depth: usize) -> Option<Node> {
        let place = self.place(span);
        if event.is_alias() || event.anchor_id().is_some() || event.tag().is_some() {
            self.diags.push(messages::alias(place));
            self.failed = true;
            return None;
        }
        if depth >= MAX_DEPTH {
            self.diags.push(messages::too_deep(place, MAX_DEPTH));
            self.failed = true;
            return None;
        }
        match event {
            Event::Scalar(text, style, ..) => {
                let plain = *style == ScalarStyle::Plain;
                Some(Node { span: place, kind: Kind::Scalar { text: text.to_string(), plain } })
            }
            Event::SequenceStart(..) => self.list(place, depth),
            Event::MappingStart(..) => self.map(place, depth),
            _ => None,
        }
    }

    fn list(&mut self, start: Span, depth: usize) -> Option<Node> {
        let mut items = Vec::new();
        while let Some((event, span)) = self.next() {
            if matches!(event, Event::SequenceEnd) {
                return Some(Node { span: self.through(start, span), kind: Kind::List(items) });
            }
            if event.is_node() {
                items.push(self.node(&event, span, depth + 1)?);
            }
        }
        None
    }

    fn map(&mut self, start: Span, depth: usize) -> Option<Node> {
        let mut entries: Vec<(Key, Node)> = Vec::new();
        while let Some((event, span)) = self.next() {
            if matches!(event, Event::MappingEnd) {
                return Some(Node { span: self.through(start, span), kind: Kind::Map(entries) });
            }
            if !event.is_node() {
                continue;
            }
            let Node { span: key_span, kind } = self.node(&event, span, depth + 1)?;
            let Kind::Scalar { text, .. } = kind else {
                self.diags.push(messages::yaml_syntax(key_span, "a key must be a word"));
                self.failed = true;
                return None;
            };
            if text == "<<" {
                self.diags.push(messages::alias(key_span));
                self.failed = true;
                return None;
            }
            let (event, span) = self.next()?;
            let value = self.node(&event, span, depth + 1)?;
            if let Some((first, _)) = entries.iter().find(|(key, _)| key.text == text) {
                self.diags.push(messages::duplicate_key(key_span, &text, first.span.clone()));
            } else {
                entries.push((Key { text, span: key_span }, value));
            }
        }
        None
    }

    fn through(&self, start: Span, end: YamlSpan) -> Span {
        let end = end.byte_range().map_or(start.range.end, |range| range.end);
        Span::new(self.id, trim_end(self.text, start.range.start..end.max(start.range.end)))
    }
}

/// A range without the blanks and line ends at its tail.
fn trim_end(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or("");
    range.start..range.start + part.trim_end().len()
}

/// The parser reports some mistakes at the start of the next line: points at the last text before it.
fn back_to_text(text: &str, offset: usize) -> Range<usize> {
    let before = text.get(..offset).unwrap_or("");
    let at_line_start = before.is_empty() || before.ends_with('\n');
    let here_is_text = text.get(offset..).is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['\r', '\n']));
    if here_is_text || !at_line_start {
        return offset..offset;
    }
    let end = before.trim_end().len();
    let start = before.get(..end).map_or(0, |part| part.char_indices().next_back().map_or(0, |(at, _)| at));
    start..end
}

impl Node {
    /// The value of a key, for a map that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.kind {
            Kind::Map(entries) => entries.iter().find(|(name, _)| name.text == key).map(|(_, node)| node),
            _ => None,
        }
    }

    /// True for a value that was left out: nothing, `~`, `null`.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, plain } if text.trim().is_empty()
            || (*plain && matches!(text.as_str(), "~" | "null" | "Null" | "NULL")))
    }
}
