//! Byte offsets in content files -> lines and columns. Counts the lines of each file once, however many places are
//! looked up.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::{FileId, Sources};

/// Line starts of the files looked up so far.
#[derive(Debug)]
pub struct Lines<'a> {
    /// The files.
    pub sources: &'a Sources,
    starts: RefCell<BTreeMap<FileId, Rc<[usize]>>>,
}

impl<'a> Lines<'a> {
    /// Starts with nothing counted.
    #[must_use]
    pub fn new(sources: &'a Sources) -> Self {
        Self { sources, starts: RefCell::default() }
    }

    /// Line and column of a byte offset, from 1, the column in characters.
    #[must_use]
    pub fn line_column(&self, id: FileId, offset: usize) -> (usize, usize) {
        let text = self.text(id);
        let offset = text.floor_char_boundary(offset);
        let line = self.line(id, offset);
        let column = text[self.range(id, line).start..offset].chars().count() + 1;
        (line, column)
    }

    /// Line of a byte offset, from 1.
    #[must_use]
    pub fn line(&self, id: FileId, offset: usize) -> usize {
        self.starts(id).partition_point(|start| *start <= offset)
    }

    /// The bytes of a line, without its end.
    #[must_use]
    pub fn range(&self, id: FileId, line: usize) -> Range<usize> {
        let (text, starts) = (self.text(id), self.starts(id));
        let at = |line: usize| starts.get(line).copied().unwrap_or(text.len());
        let (start, end) = (at(line.saturating_sub(1)), at(line));
        start..start + text[start..end].trim_end_matches(['\r', '\n']).len()
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, id: FileId) -> &'a str {
        &self.sources.file(id).text
    }

    fn starts(&self, id: FileId) -> Rc<[usize]> {
        let mut known = self.starts.borrow_mut();
        let starts = known.entry(id).or_insert_with(|| {
            let ends = self.text(id).match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(ends).collect()
        });
        Rc::clone(starts)
    }
}
