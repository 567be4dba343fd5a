//! Sheets -> the answers to warnings (警告の確認) written in them. Knows no warning.

use crate::diag::Code;
use crate::diag::answers::Answer;
use crate::sheet::Sheets;
use crate::sheet::forms;
use crate::terms::place::FileId;

impl Sheets {
    /// The answers to warnings about the content: those of a sheet apply to its own file, those of `city.yaml` to
    /// any.
    #[must_use]
    pub fn answers(&self) -> Vec<Answer> {
        self.answered(|code| code != Code::UnrecordedChange.name())
    }

    /// The answers to warnings that arise only from the comparison with the last release.
    #[must_use]
    pub fn answers_at_release(&self) -> Vec<Answer> {
        self.answered(|code| code == Code::UnrecordedChange.name())
    }

    fn answered(&self, wanted: impl Fn(&str) -> bool) -> Vec<Answer> {
        let city = self.city.iter().map(|city| (None, &city.data.answers));
        let sheets = self.all.iter();
        let sheets = sheets.map(|sheet| (Some(sheet.source.id), &sheet.every.answers));
        city.chain(sheets)
            .flat_map(|(scope, list)| list.iter().filter_map(move |answer| read(answer, scope)))
            .filter(|answer| wanted(&answer.code))
            .collect()
    }
}

/// Returns `None` for an incomplete answer, which has been reported.
fn read(answer: &forms::Answer, scope: Option<FileId>) -> Option<Answer> {
    let forms::Answer { code, place, reason, office } = answer;
    let forms::CodeWord(code) = code.as_ref()?;
    Some(Answer {
        code: code.text.to_string(),
        span: code.span.clone(),
        place: place.as_ref().map(|place| place.0.text.to_string()),
        reason: reason.as_ref()?.0.text.to_string(),
        office: office.as_ref()?.0.text.to_string(),
        scope,
    })
}
