//! Answers to warnings in, warnings that were answered out: each answer takes one warning, and an answer
//! that takes none, or could take several, becomes a warning itself. Knows no form.

use crate::diag::{Code, Diag, Diags, Severity, Span, messages};
use crate::source::{FileId, Sources};

/// What somebody wrote about a warning (警告の確認).
#[derive(Debug, Clone)]
pub struct Answer {
    /// Name of the warning.
    pub code: String,
    /// Where that name stands.
    pub span: Span,
    /// Words of the warning, its line, or its file.
    pub place: Option<String>,
    /// Why it may stay.
    pub reason: String,
    /// Who looked at it.
    pub office: String,
    /// The file whose warnings it is about; `None` for all.
    pub scope: Option<FileId>,
}

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

impl Answer {
    fn is_about(&self, diag: &Diag, sources: &Sources) -> bool {
        let Some(span) = &diag.span else {
            return false;
        };
        let (file, at) = (sources.file(span.file), span.range.start);
        let line = || {
            let start = file.text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
            file.text.get(start..)?.lines().next()
        };
        let holds = |words: &String| {
            let words = words.as_str();
            diag.title.contains(words)
                || file.path.contains(words)
                || line().is_some_and(|line| line.contains(words))
        };
        diag.severity() == Severity::Warning
            && diag.code != Code::UnusedAnswer
            && diag.code.name() == self.code
            && self.scope.is_none_or(|scope| scope == span.file)
            && self.place.as_ref().is_none_or(holds)
    }
}

impl Diags {
    /// Takes the answered warnings out of the problems. Answers that fit nothing are told only when there
    /// are no errors: behind an error the warning may only be hidden.
    pub fn settle(&mut self, answers: Vec<Answer>, sources: &Sources) {
        let told = !self.has_errors();
        for answer in answers {
            let Answer {
                code,
                span,
                place: _,
                reason,
                office,
                scope: _,
            } = &answer;
            let mut found: Vec<Diag> = Vec::new();
            for diag in self
                .list
                .iter()
                .filter(|diag| answer.is_about(diag, sources))
            {
                if !found.contains(diag) {
                    found.push(diag.clone());
                }
            }
            match found.as_slice() {
                [one] => {
                    self.list.retain(|diag| diag != one);
                    self.accepted.push(Accepted {
                        diag: one.clone(),
                        reason: reason.clone(),
                        office: office.clone(),
                    });
                }
                [] if told => self.push(messages::unused_answer(span.clone(), code)),
                [] => {}
                many => {
                    let places = many.iter().filter_map(|diag| diag.span.clone()).collect();
                    self.push(messages::vague_answer(span.clone(), code, places));
                }
            }
        }
    }
}
