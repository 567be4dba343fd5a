//! Identities of indicators over the years (識別) are unique: of two equal ones, nobody could say which is meant.

use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diags, messages};
use crate::form::Kind;
use crate::model::checks::context::Context;
use crate::model::fact_id;
use crate::sheet::CheckedSheet;
use crate::sheet::value::At;
use crate::yaml::node::Node;

pub(super) fn identities_are_unique(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets.all.iter();
    let mut all: Vec<(&str, At)> = sheets
        .flat_map(|sheet| of_sheet(sheet).into_iter().map(|at| (sheet.dir.as_str(), at)))
        .collect();
    // Of two, the first in the folder keeps it.
    all.sort_by_key(|(_, at)| (at.span.file, at.span.start()));
    let mut seen: BTreeMap<(&str, Cow<'_, str>), &At> = BTreeMap::new();
    for (dir, at) in &all {
        match seen.entry((dir, fact_id::name(&at.text))) {
            Entry::Occupied(first) => diags.push(messages::duplicate_identity(
                at.span.clone(),
                &at.text,
                (&first.get().text, first.get().span.clone()),
            )),
            Entry::Vacant(place) => _ = place.insert(at),
        }
    }
}

/// The identities of a sheet, without those that its section has twice, which are reported there.
fn of_sheet(sheet: &CheckedSheet) -> Vec<At> {
    let sections = sheet.form.sections.iter().filter_map(|section| match &section.kind {
        Kind::Indicators(of) => Some((sheet.tree.get(&section.name.text)?, of.slots.is_empty())),
        _ => None,
    });
    let of_section = |(node, free): (&Node, bool)| {
        let slots = node.entries().iter().map(|(_, node)| node);
        let all = node.items().iter().chain(slots).filter_map(|node| {
            let node = node.get("識別")?;
            Some(At { text: node.word()?.trim().to_owned().into(), span: node.span.clone() })
        });
        let mut seen = BTreeSet::new();
        all.filter(|at: &At| seen.insert(fact_id::name(&at.text).into_owned()) || !free)
            .collect::<Vec<_>>()
    };
    sections.flat_map(of_section).collect()
}
