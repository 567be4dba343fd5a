//! Places in the content: which file, and which bytes of it.

use std::ops::Range;

/// What a file is known by: its number in the order of the paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A place in a content file: byte offsets into its text. Every text that somebody wrote has one, so it is small;
/// no file is longer than `source::MAX_FILE_BYTES`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The file.
    pub file: FileId,
    start: u32,
    end: u32,
}

impl Span {
    /// A part of a file.
    #[must_use]
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let short = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: short(range.start), end: short(range.end) }
    }

    /// A file as a whole: empty at its start.
    #[must_use]
    pub fn whole(file: FileId) -> Self {
        Self::new(file, 0..0)
    }

    /// True when the span is a whole file and not a place in it.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.end == 0
    }

    /// The first byte.
    #[must_use]
    pub fn start(&self) -> usize {
        self.start as usize
    }

    /// The byte behind the last.
    #[must_use]
    pub fn end(&self) -> usize {
        self.end as usize
    }

    /// The bytes.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start()..self.end()
    }
}
