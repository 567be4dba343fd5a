//! A problem of the content, and the collection of all problems found.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::codes::{Code, Severity};
use crate::terms::place::Span;

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diag {
    /// Which rule.
    pub code: Code,
    /// Where; `None` when a file is missing.
    pub span: Option<Span>,
    /// What is wrong, one sentence.
    pub title: String,
    /// Label at the caret; may be empty.
    pub label: String,
    /// Other places that belong to it, each with a label.
    pub related: Vec<(Span, String)>,
    /// What to do.
    pub remedy: String,
    /// What is to stand in its place, where there is only one way to mean what is written.
    pub fix: Option<String>,
}

impl Diag {
    /// Error or warning.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Problems stored with the input they were found in, and reported again while it is unchanged.
pub type Shared = Arc<[Arc<Diag>]>;

/// A warning that was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The warning.
    pub diag: Diag,
    /// Why it may stay.
    pub reason: String,
    /// Who looked at it.
    pub office: String,
}

/// Every problem found so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diags {
    pub(super) list: Vec<Arc<Diag>>,
    pub(super) accepted: Vec<Accepted>,
    waiting: BTreeMap<Waits, usize>,
}

/// What must be corrected before sheets can be checked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waits {
    /// The file of their year.
    ForYear(String),
    /// The form of this name.
    ForForm(String),
    /// Their own mistakes: sums, notes and everything that depends on several values is checked afterwards.
    ForThemselves,
}

impl Diags {
    /// Adds a problem.
    pub fn push(&mut self, diag: Diag) {
        self.list.push(Arc::new(diag));
    }

    /// Adds problems found elsewhere.
    pub fn push_shared(&mut self, found: &Shared) {
        self.list.extend(found.iter().cloned());
    }

    /// Adds problems and answered warnings.
    pub fn extend(&mut self, others: Self) {
        let Self { list, accepted, waiting } = others;
        self.list.extend(list);
        for (waits, count) in waiting {
            *self.waiting.entry(waits).or_default() += count;
        }
        self.accepted.extend(accepted);
    }

    /// Adds a sheet that cannot be checked yet.
    pub fn wait(&mut self, waits: Waits) {
        *self.waiting.entry(waits).or_default() += 1;
    }

    /// Number of sheets waiting, by what they wait for.
    #[must_use]
    pub fn waiting(&self) -> &BTreeMap<Waits, usize> {
        &self.waiting
    }

    /// The problems, to be stored.
    #[must_use]
    pub fn into_shared(self) -> Shared {
        self.list.into()
    }

    /// The warnings that people have answered.
    #[must_use]
    pub fn accepted(&self) -> &[Accepted] {
        &self.accepted
    }

    /// The problems sorted by file, place and code, without duplicates.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Arc<Diag>> {
        let place = |diag: &Diag| {
            let span = diag.span.as_ref();
            span.map(|span| (span.file, span.start(), span.end()))
        };
        let mut all: Vec<&Arc<Diag>> = self.list.iter().collect();
        all.sort_by(|a, b| {
            let names = || a.code.name().cmp(b.code.name());
            let order = place(a).cmp(&place(b)).then_with(names);
            order.then_with(|| a.title.cmp(&b.title))
        });
        all.dedup();
        all
    }

    /// True when nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Number of problems of a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.sorted().iter().filter(|diag| diag.severity() == severity).count()
    }

    /// True when something blocks publishing.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diag| diag.severity() == Severity::Error)
    }
}
