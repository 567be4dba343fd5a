//! Revised targets and breaks -> the model.

use super::parts::{figure, text, year};
use crate::model::change::{Changes, Revision};
use crate::sheet::forms;
use crate::terms::year::{Date, FiscalYear};

/// What changed under an indicator, revisions earliest first.
pub(super) fn changes(
    revisions: Vec<forms::Revision>,
    breaks: Vec<forms::Break>,
) -> Option<Changes> {
    let mut revisions = revisions.into_iter().map(revision).collect::<Option<Vec<_>>>()?;
    revisions.sort_by_key(|revision| revision.day.day);
    Some(Changes { revisions, breaks: breaks.into_iter().map(parted).collect::<Option<_>>()? })
}

fn revision(revision: forms::Revision) -> Option<Revision> {
    let forms::Revision { year: of, before, after, day, reason } = revision;
    Some(Revision {
        year: year(&of?.0)?,
        before: figure(before)?,
        after: figure(after)?,
        day: Date::parse(&day?.0.text).ok()?,
        reason: text(reason)?,
    })
}

fn parted(part: forms::Break) -> Option<(FiscalYear, String)> {
    let forms::Break { year: of, reason } = part;
    Some((year(&of?.0)?, text(reason)?))
}
