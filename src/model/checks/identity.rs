//! What an indicator is known by over the years (識別): one indicator of a year, no more.

use crate::diag::{Diags, messages};
use crate::model::checks::Context;
use crate::model::checks::figures::indicators;
use crate::sheet::value::{At, Code};

pub(super) fn identities_are_unique(context: &Context<'_>, diags: &mut Diags) {
    let mut seen: Vec<(&str, &At)> = Vec::new();
    for (dir, indicator) in indicators(context) {
        let Some(Code(at)) = &indicator.identity else {
            continue;
        };
        match seen
            .iter()
            .find(|(other, first)| *other == dir && first.text == at.text)
        {
            // The series of one indicator share what is written once.
            Some((_, first)) if first.span == at.span => {}
            Some((_, first)) => diags.push(messages::duplicate_identity(
                at.span.clone(),
                &at.text,
                first.span.clone(),
            )),
            None => seen.push((dir, at)),
        }
    }
}
