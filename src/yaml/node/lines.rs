//! Text -> its lines, with their layout in YAML: indentation, entry, prose under a `|`.

/// A line of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Offset of its first byte.
    pub start: usize,
    /// The line without its line end.
    pub text: &'a str,
    /// Number of leading spaces.
    pub indent: usize,
    /// True for prose under a `|` or `>`, which may contain any character.
    pub prose: bool,
}

impl<'a> Line<'a> {
    /// The text after leading spaces and the `- ` of lists, with its offset.
    pub(super) fn entry(&self) -> (usize, &'a str) {
        let mut rest = &self.text[self.indent..];
        while let Some(inner) = rest.strip_prefix("- ") {
            rest = inner.trim_start_matches(' ');
        }
        (self.start + self.text.len() - rest.len(), rest)
    }

    /// Column of the entry, which is that of the keys of its map.
    pub(super) fn column(&self) -> usize {
        self.entry().0 - self.start
    }

    /// True when a `- ` stands before the entry.
    pub(super) fn is_item(&self) -> bool {
        self.column() > self.indent
    }

    /// The value after the first `: ` of the entry, or the entry of a list, with its offset.
    pub(super) fn value(&self) -> Option<(usize, &'a str)> {
        let (start, entry) = self.entry();
        match entry.find(": ") {
            Some(colon) => {
                let value = entry[colon + 2..].trim_start_matches(' ');
                Some((start + entry.len() - value.len(), value))
            }
            None => self.is_item().then_some((start, entry)),
        }
    }

    /// True when the entry is a key with or without a value.
    pub(super) fn has_key(&self) -> bool {
        let (_, entry) = self.entry();
        entry.contains(": ") || entry.trim_end().ends_with(':')
    }

    /// True for lines without content: blank, or a comment.
    pub(super) fn is_empty(&self) -> bool {
        let body = self.text.trim();
        body.is_empty() || (body.starts_with('#') && !self.prose)
    }

    /// True when the line starts prose: `本文: |`, `- >-`.
    pub(super) fn opens_prose(&self) -> bool {
        let code = self.text.split(" #").next().unwrap_or(self.text).trim_end();
        let tail = code.rsplit([' ', ':']).next().unwrap_or("");
        tail.starts_with(['|', '>'])
            && tail.chars().skip(1).all(|c| matches!(c, '+' | '-' | '0'..='9'))
    }
}

/// The lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut list: Vec<Line<'_>> = Vec::new();
    let mut start = 0;
    // Prose continues while its lines are indented deeper than its key.
    let mut key: Option<usize> = None;
    for whole in text.split_inclusive('\n') {
        let text = whole.trim_end_matches(['\r', '\n']);
        let indent = text.len() - text.trim_start_matches(' ').len();
        if key.is_some_and(|column| !text.trim().is_empty() && indent <= column) {
            key = None;
        }
        let line = Line { start, text, indent, prose: key.is_some() };
        if !line.prose && line.opens_prose() {
            key = Some(if line.has_key() { line.column() } else { line.indent });
        }
        list.push(line);
        start += whole.len();
    }
    list
}
