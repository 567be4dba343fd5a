//! Answers to warnings -> open and answered warnings. Each answer settles one warning; an answer that matches none or
//! several becomes a warning itself. Knows nothing of forms.

pub mod paste;

use std::sync::Arc;

use crate::diag::codes::{Code, Severity};
use crate::diag::messages;
use crate::diag::problem::{Accepted, Diag, Diags};
use crate::source::Sources;
use crate::terms::place::FileId;
use crate::terms::place::Span;

/// An answer to a warning, as written in a sheet (警告の確認).
#[derive(Debug, Clone)]
pub struct Answer {
    /// Code of the warning.
    pub code: String,
    /// Place of that code.
    pub span: Span,
    /// Words, line or file that identify the warning.
    pub place: Option<String>,
    /// Why the warning may stay.
    pub reason: String,
    /// Office that looked at it.
    pub office: String,
    /// The file whose warnings it may settle; `None` for all.
    pub scope: Option<FileId>,
}

impl Answer {
    fn is_about(&self, diag: &Diag, sources: &Sources) -> bool {
        let Some(span) = &diag.span else {
            return false;
        };
        let (file, at) = (sources.file(span.file), span.start());
        let at = file.text.floor_char_boundary(at);
        let line = || {
            let start = file.text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
            file.text.get(start..)?.lines().next()
        };
        // The last resort of `paste`, for two warnings with the same words on one line.
        let column = |words: &str| {
            let (line, column) = sources.line_column(span.file, at);
            words == paste::place(line, column)
        };
        let holds = |words: &String| {
            let words = words.as_str();
            diag.title.contains(words)
                || file.path.contains(words)
                || line().is_some_and(|line| line.contains(words))
                || column(words)
        };
        diag.severity() == Severity::Warning
            && diag.code != Code::UnusedAnswer
            && diag.code.name() == self.code
            && self.scope.is_none_or(|scope| scope == span.file)
            && self.place.as_ref().is_none_or(holds)
    }
}

impl Diags {
    /// Moves the answered warnings out of the problems. Answers that match nothing are reported only when there are
    /// no errors: an error may be hiding the warning.
    pub fn settle(&mut self, answers: Vec<Answer>, sources: &Sources) {
        if answers.is_empty() {
            return;
        }
        let told = !self.has_errors();
        let file = |diag: &Arc<Diag>| diag.span.as_ref().map(|span| span.file);
        self.list.sort_by_key(file);
        let mut gone = vec![false; self.list.len()];
        let mut open = Vec::new();
        for answer in answers {
            let range = answer.scope.map_or(0..self.list.len(), |scope| {
                let from = self.list.partition_point(|diag| file(diag) < Some(scope));
                let until = self.list.partition_point(|diag| file(diag) <= Some(scope));
                from..until
            });
            let mut found: Vec<&Arc<Diag>> = Vec::new();
            for place in range.clone().filter(|place| !gone[*place]) {
                let diag = &self.list[place];
                if answer.is_about(diag, sources) && !found.contains(&diag) {
                    found.push(diag);
                }
            }
            let Answer { code, span, place: _, reason, office, scope: _ } = answer;
            match found.as_slice() {
                [one] => {
                    for place in range {
                        gone[place] |= self.list[place] == **one;
                    }
                    self.accepted.push(Accepted { diag: Diag::clone(one), reason, office });
                }
                [] if told => open.push(messages::unused_answer(span, &code)),
                [] => {}
                many => {
                    let places = many.iter().filter_map(|diag| diag.span.clone()).collect();
                    open.push(messages::vague_answer(span, &code, places));
                }
            }
        }
        let mut gone = gone.into_iter();
        self.list.retain(|_| !gone.next().unwrap_or_default());
        self.list.extend(open.into_iter().map(Arc::new));
    }
}
