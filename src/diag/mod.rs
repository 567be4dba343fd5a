//! What is wrong in the content, where, and how to mend it. Problems are data; nothing here prints or stops.

pub mod answers;
pub mod codes;
pub mod emit;
pub mod messages;

use std::ops::Range;

pub use answers::Accepted;
pub use codes::{Code, Severity};

use crate::source::FileId;

/// A place in a content file: byte offsets into its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The bytes; empty at 0 for the file as a whole.
    pub range: Range<usize>,
}

impl Span {
    /// A part of a file.
    #[must_use]
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, range }
    }

    /// A file as a whole.
    #[must_use]
    pub fn whole(file: FileId) -> Self {
        Self { file, range: 0..0 }
    }

    /// True when the span is a whole file and not a place in it.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.range == (0..0)
    }
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diag {
    /// Which rule.
    pub code: Code,
    /// Where; `None` when a file is missing altogether.
    pub span: Option<Span>,
    /// What is wrong, one sentence.
    pub title: String,
    /// Words beside the caret; may be empty.
    pub label: String,
    /// Other places that belong to it, each with its words.
    pub related: Vec<(Span, String)>,
    /// What to do.
    pub remedy: String,
}

impl Diag {
    /// Error or warning.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Every problem found so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diags {
    list: Vec<Diag>,
    accepted: Vec<Accepted>,
}

impl Diags {
    /// Adds a problem.
    pub fn push(&mut self, diag: Diag) {
        self.list.push(diag);
    }

    /// Adds problems found elsewhere.
    pub fn extend(&mut self, other: Self) {
        self.list.extend(other.list);
        self.accepted.extend(other.accepted);
    }

    /// The warnings that people have answered.
    #[must_use]
    pub fn accepted(&self) -> &[Accepted] {
        &self.accepted
    }

    /// The problems by file, place and code; the same problem at the same place once.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Diag> {
        let mut all: Vec<&Diag> = self.list.iter().collect();
        all.sort_by_key(|diag| {
            let place = diag
                .span
                .as_ref()
                .map(|span| (span.file, span.range.start, span.range.end));
            (place, diag.code.name(), diag.title.clone())
        });
        all.dedup();
        all
    }

    /// Whether a file has a problem of this code.
    #[must_use]
    pub fn has(&self, code: Code, file: FileId) -> bool {
        let of_file = |diag: &Diag| diag.span.as_ref().is_some_and(|span| span.file == file);
        self.list
            .iter()
            .any(|diag| diag.code == code && of_file(diag))
    }

    /// True when nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Number of problems of a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.sorted()
            .iter()
            .filter(|diag| diag.severity() == severity)
            .count()
    }

    /// True when something must be mended before publishing.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list
            .iter()
            .any(|diag| diag.severity() == Severity::Error)
    }
}
