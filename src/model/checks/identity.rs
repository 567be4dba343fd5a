//! What an indicator is known by over the years (識別): one indicator of a year, no more.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::diag::{Diags, messages};
use crate::model::checks::Context;
use crate::sheet::value::At;

pub(super) fn identities_are_unique(context: &Context<'_>, diags: &mut Diags) {
    let mut all: Vec<(&str, &At)> = context
        .units
        .iter()
        .flat_map(|unit| unit.declared().iter().map(|at| (unit.dir(), at)))
        .collect();
    // Of two, the first of the folder has it.
    all.sort_by_key(|(_, at)| (at.span.file, at.span.start()));
    let mut seen: BTreeMap<(&str, &str), &At> = BTreeMap::new();
    for (dir, at) in all {
        match seen.entry((dir, &at.text)) {
            // The series of one indicator share what is written once.
            Entry::Occupied(first) if first.get().span == at.span => {}
            Entry::Occupied(first) => diags.push(messages::duplicate_identity(
                at.span.clone(),
                &at.text,
                first.get().span.clone(),
            )),
            Entry::Vacant(place) => _ = place.insert(at),
        }
    }
}
