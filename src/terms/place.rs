//! Places in the content: which file, and which bytes of it.

use std::ops::Range;

/// Id of a file: its number in the order of the paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A place in a content file: byte offsets into its text. Every text has one, so it is small; no file is longer than
/// `source::MAX_FILE_BYTES`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The file.
    pub file: FileId,
    start: u32,
    end: u32,
}

impl Span {
    /// A range of a file.
    #[must_use]
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let short = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: short(range.start), end: short(range.end) }
    }

    /// A whole file: empty, at its start.
    #[must_use]
    pub fn whole(file: FileId) -> Self {
        Self::new(file, 0..0)
    }

    /// True for a whole file rather than a place in it.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.end == 0
    }

    /// The first byte.
    #[must_use]
    pub fn start(&self) -> usize {
        self.start as usize
    }

    /// The end (exclusive).
    #[must_use]
    pub fn end(&self) -> usize {
        self.end as usize
    }

    /// The byte range.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start()..self.end()
    }
}
