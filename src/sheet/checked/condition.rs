//! Sections that belong to some sheets only (場合): the tree of a sheet -> the tree without sections that do not belong
//! to it.

use crate::diag::near::nearest;
use crate::diag::{Diags, messages};
use crate::form::{Form, Kind as Section};
use crate::yaml::node::{Kind, Node};

/// Removes sections that do not belong to a sheet, and reports missing ones that do.
pub(super) fn settle(tree: &mut Node, form: &Form, diags: &mut Diags) {
    for section in form.sections.iter().filter(|section| !section.when.is_empty()) {
        let Some(belongs) = form.belongs(section, tree) else { continue };
        let name = section.name.text.as_str();
        let Kind::Map(entries) = &mut tree.kind else { return };
        let written = entries.iter().position(|(key, _)| key.text == name);
        if let Some(place) = written.filter(|_| !belongs) {
            let (key, _) = entries.remove(place);
            diags.push(messages::section_of_other_sheets(key.span, name, &section.only()));
        }
        // A section with a misspelt name is reported by its name.
        let misspelt = |key: &str| {
            form.section(key).is_none() && nearest(key, std::iter::once(name)).is_some()
        };
        let needed = belongs && !section.optional && !matches!(section.kind, Section::Children(_));
        if needed && written.is_none() && !entries.iter().any(|(key, _)| misspelt(&key.text)) {
            let span =
                entries.first().map_or_else(|| tree.span.clone(), |(key, _)| key.span.clone());
            diags.push(messages::section_of_this_sheet(span, name, &section.only()));
        }
    }
}
