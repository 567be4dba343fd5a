//! YAML text -> tree of nodes with exact places. Collects what makes a file unreadable; knows YAML and its traps,
//! nothing of forms.

mod lines;
mod silent;
mod slip;
mod traps;

use std::collections::BTreeMap;
use std::ops::Range;

use ecow::EcoString;
use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, Span as YamlSpan};

use crate::diag::messages::Slip;
use crate::diag::{Diag, Diags, messages};
use crate::source::{self, SourceFile};
use crate::terms::place::FileId;
use crate::terms::place::Span;

/// Maximum nesting depth. The deepest form, a plan with its sections, has twelve levels.
const MAX_DEPTH: usize = 16;

/// A value with its place.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its place.
    pub span: Span,
    /// Its value.
    pub kind: Kind,
}

/// The kinds of value.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Text; `plain` when written without quotes and not as a block.
    Scalar {
        /// With YAML escapes and folding applied; shared with later stages.
        text: EcoString,
        /// True when written without quotes and not as a block.
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
    pub text: EcoString,
    /// Its place.
    pub span: Span,
}

/// Parses a file into a tree; `None` when it is not YAML at all, with the reasons in `diags`.
pub fn read(file: &SourceFile, diags: &mut Diags) -> Option<Node> {
    let id = file.id;
    if traps::find(id, &file.text, diags) {
        return None;
    }
    let mut reader = Reader {
        id,
        text: &file.text,
        diags,
        silent: Vec::new(),
        parser: Parser::new_from_str(&file.text),
        failed: false,
    };
    let root = reader.document();
    let Reader { silent, diags, failed, .. } = reader;
    if failed {
        return None;
    }
    for diag in silent {
        diags.push(diag);
    }
    root
}

struct Reader<'a> {
    id: FileId,
    text: &'a str,
    diags: &'a mut Diags,
    /// What YAML would silently change; reported only if the whole file could be parsed, since otherwise it may
    /// result from a slip.
    silent: Vec<Diag>,
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
                let offset = self.text.floor_char_boundary(offset);
                let (range, slip) = slip::find(self.text, offset, error.kind());
                let range = whole_chars(self.text, range);
                self.diags.push(slipped(self.text, Span::new(self.id, range), slip));
                self.failed = true;
                None
            }
        }
    }

    fn place(&self, span: YamlSpan) -> Span {
        let range = whole_chars(self.text, span.byte_range().unwrap_or(0..0));
        Span::new(self.id, trim_end(self.text, range))
    }

    fn node(&mut self, event: &Event<'a>, span: YamlSpan, depth: usize) -> Option<Node> {
        self.placed(event, span, depth, false)
    }

    /// Parses a node, which may be a list entry.
    fn placed(
        &mut self,
        event: &Event<'a>,
        span: YamlSpan,
        depth: usize,
        in_list: bool,
    ) -> Option<Node> {
        let place = self.place(span);
        if event.is_alias() || event.anchor_id().is_some() || event.tag().is_some() {
            let mark = self.mark(&place);
            let word = marked_word(self.text, &mark);
            self.diags.push(messages::alias(mark, word));
            self.failed = true;
            return None;
        }
        if depth >= MAX_DEPTH {
            self.diags.push(messages::too_deep(place, MAX_DEPTH));
            self.failed = true;
            return None;
        }
        match event {
            Event::Scalar(text, style, ..) => Some(self.scalar(place, text, *style)),
            Event::SequenceStart(..) => self.list(&place, depth),
            Event::MappingStart(..) => self.map(&place, depth, in_list),
            _ => None,
        }
    }

    /// Checks a scalar for marks that change its meaning but are valid YAML.
    fn scalar(&mut self, place: Span, text: &str, style: ScalarStyle) -> Node {
        let plain = style == ScalarStyle::Plain;
        let mut node = Node { span: place, kind: Kind::Scalar { text: text.into(), plain } };
        if node.is_blank() {
            node.span = Span::new(self.id, back_to_text(self.text, &node.span.range()));
        }
        let range = node.span.range();
        if let Some((changed, slip)) = silent::find(self.text, &range, style) {
            if slip == Slip::Comment && range.is_empty() {
                // The value exists, though not as meant: it is not reported as missing as well.
                let text = self.text[changed.clone()].into();
                node.kind = Kind::Scalar { text, plain };
            }
            self.silent.push(messages::yaml_syntax(Span::new(self.id, changed), slip));
        }
        if !plain {
            self.escapes(range, text);
            return node;
        }
        let first = text.chars().next().unwrap_or(' ');
        let half = match first {
            '｛' => '{',
            '｜' if text
                .get('｜'.len_utf8()..)
                .is_none_or(|rest| rest.is_empty() || rest.starts_with(' ')) =>
            {
                '|'
            }
            '＂' => '"',
            _ => return node,
        };
        let span = Span::new(self.id, range.start..range.start + first.len_utf8());
        self.diags.push(messages::yaml_syntax(span, Slip::Wide(half)));
        self.failed = true;
        node
    }

    /// Checks the result of escapes in quotes: `"\u200B"` hides as well as the character itself.
    fn escapes(&mut self, range: Range<usize>, text: &str) {
        if self.text.get(range.clone()).is_some_and(|written| written.contains('\\')) {
            for found in source::find(text) {
                let found = source::Found { at: range.clone(), ..found };
                self.diags.push(messages::odd_character(self.id, &found));
                self.failed = true;
            }
        }
    }

    /// The place of the `&`, `*` or `!` before a value.
    fn mark(&self, place: &Span) -> Span {
        let before = self.text.get(..place.start()).unwrap_or("");
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let here =
            self.text.get(place.start()..).is_some_and(|rest| rest.starts_with(['&', '*', '!']));
        match before[line..].rfind(['&', '*', '!']).filter(|_| !here) {
            Some(at) => {
                let marks = before[..=line + at].trim_end_matches(['&', '*', '!']).len();
                Span::new(self.id, marks..line + at + 1)
            }
            None if here => Span::new(self.id, place.start()..place.start() + 1),
            None => place.clone(),
        }
    }

    fn list(&mut self, start: &Span, depth: usize) -> Option<Node> {
        let mut items = Vec::new();
        while let Some((event, span)) = self.next() {
            if matches!(event, Event::SequenceEnd) {
                items.shrink_to_fit();
                return Some(Node { span: self.through(start, span), kind: Kind::List(items) });
            }
            if event.is_node() {
                items.push(self.placed(&event, span, depth + 1, true)?);
            }
        }
        None
    }

    fn map(&mut self, start: &Span, depth: usize, in_list: bool) -> Option<Node> {
        let block = self.text.get(start.start()..).is_some_and(|text| !text.starts_with('{'));
        let entry = in_list && block;
        // Where a dash is missing, every key of the next entry is a duplicate, which is one mistake.
        let mut without_dash = false;
        let mut entries: Vec<(Key, Node)> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        while let Some((event, span)) = self.next() {
            if matches!(event, Event::MappingEnd) {
                entries.shrink_to_fit();
                return Some(Node { span: self.through(start, span), kind: Kind::Map(entries) });
            }
            if !event.is_node() {
                continue;
            }
            let Node { span: key_span, kind } = self.node(&event, span, depth + 1)?;
            let Kind::Scalar { text, .. } = kind else {
                self.diags.push(messages::yaml_syntax(key_span, Slip::KeyIsNoWord));
                self.failed = true;
                return None;
            };
            let text = text.to_string();
            if text == "<<" {
                self.diags.push(messages::alias(key_span, None));
                self.failed = true;
                return None;
            }
            let (event, span) = self.next()?;
            let value = self.node(&event, span, depth + 1)?;
            // A key without a colon was split off a value by a comma: duplicates are normal.
            let first =
                places.get(&text).filter(|_| !value.is_blank() || self.has_colon(&key_span));
            if let Some(first) = first.and_then(|place| entries.get(*place)) {
                let again = entry && entries.first().is_some_and(|(key, _)| key.text == text);
                // Lines below a key; content in brackets counts as one.
                let many = |node: &Node| {
                    let written = self.text.get(node.span.start()..).unwrap_or_default();
                    node.word().is_none() && !written.starts_with(['{', '['])
                };
                let many = many(&value) && many(&first.1);
                let first = first.0.span.clone();
                if again {
                    self.diags.push(messages::entry_without_dash(key_span, &text, first));
                } else if !without_dash && many {
                    self.diags.push(messages::duplicate_block(key_span, &text, first));
                } else if !without_dash {
                    self.diags.push(messages::duplicate_key(key_span, &text, first));
                }
                without_dash |= again;
            } else {
                places.insert(text.clone(), entries.len());
                entries.push((Key { text: text.into(), span: key_span }, value));
            }
        }
        None
    }

    /// True when a colon follows a key.
    fn has_colon(&self, key: &Span) -> bool {
        self.text.get(key.end()..).is_some_and(|rest| rest.trim_start().starts_with(':'))
    }

    fn through(&self, start: &Span, end: YamlSpan) -> Span {
        let end = end.byte_range().map_or(start.end(), |range| range.end);
        Span::new(self.id, trim_end(self.text, start.start()..end.max(start.end())))
    }
}

/// Widens a range to character boundaries, whatever the parser counted.
fn whole_chars(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start);
    start..text.ceil_char_boundary(range.end).max(start)
}

/// A range without trailing spaces and line ends.
fn trim_end(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or("");
    range.start..range.start + part.trim_end().len()
}

/// The message for a slip: some have their own code.
fn slipped(text: &str, span: Span, slip: Slip) -> Diag {
    match slip {
        Slip::Wide(':') => messages::wide_colon(span),
        Slip::Mark('&' | '*' | '!') => {
            let word = marked_word(text, &span);
            messages::alias(span, word)
        }
        slip => messages::yaml_syntax(span, slip),
    }
}

/// The word that starts with a mark: up to a colon, or the end of its item.
fn marked_word<'t>(text: &'t str, mark: &Span) -> Option<&'t str> {
    let line = text.get(mark.start()..)?.lines().next()?;
    let end =
        line.find(": ").unwrap_or(line.len()).min(line.find([',', '}', ']']).unwrap_or(line.len()));
    let word = line[..end].trim();
    (word.len() > mark.range().len() && !word.contains(['"', '\\'])).then_some(word)
}

/// For the parser, an omitted value is where the next one starts: moves back to the last text before it.
fn back_to_text(text: &str, range: &Range<usize>) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or("").trim_end_matches(' ');
    if !(before.is_empty() || before.ends_with('\n'))
        || text.get(range.clone()).is_some_and(|part| part.starts_with('~'))
    {
        return range.clone();
    }
    let end = before.trim_end().len();
    let start =
        before.get(..end).map_or(0, |part| part.char_indices().next_back().map_or(0, |(at, _)| at));
    start..end
}

impl Node {
    /// A word with a place, as if it had been written there in quotes.
    #[must_use]
    pub fn word_at(word: &str, span: &Span) -> Self {
        Self { span: span.clone(), kind: Kind::Scalar { text: word.into(), plain: false } }
    }

    /// The value of a key, for a map that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.kind {
            Kind::Map(entries) => {
                entries.iter().find(|(name, _)| name.text == key).map(|(_, node)| node)
            }
            _ => None,
        }
    }

    /// The text of a scalar.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { text, plain: _ } => Some(text),
            Kind::List(_) | Kind::Map(_) => None,
        }
    }

    /// The values of a list; empty for anything else.
    #[must_use]
    pub fn items(&self) -> &[Node] {
        match &self.kind {
            Kind::List(items) => items,
            Kind::Scalar { .. } | Kind::Map(_) => &[],
        }
    }

    /// Keys and values of a map; empty for anything else.
    #[must_use]
    pub fn entries(&self) -> &[(Key, Node)] {
        match &self.kind {
            Kind::Map(entries) => entries,
            Kind::Scalar { .. } | Kind::List(_) => &[],
        }
    }

    /// True for an omitted value: nothing, `~`, `null`.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, plain } if text.trim().is_empty()
            || (*plain && matches!(&**text, "~" | "null" | "Null" | "NULL")))
    }
}
