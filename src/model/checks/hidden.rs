//! Unpublished items (公開: しない) on sheets: no comparison chosen on a sheet depends on one, and no correction names
//! one.

use crate::diag::{Diags, messages};
use crate::form::Kind;
use crate::model::checks::context::Context;
use crate::section::{Content, Sections};
use crate::sheet::CheckedSheet;
use crate::yaml::node::Node;

/// Checks every sheet whose form has unpublished items.
pub(super) fn sheets_keep_it(context: &Context<'_>, diags: &mut Diags) {
    for sheet in context.sheets.all.iter().filter(|sheet| sheet.form.hides()) {
        let sections = Sections::read(&sheet.form, sheet.results, &sheet.tree);
        methods(&sections, &sheet.tree, diags);
        corrections(sheet, diags);
    }
}

/// Methods of indicators and series that differ from the form's.
fn methods(sections: &Sections, tree: &Node, diags: &mut Diags) {
    for (section, content) in sections.form.sections.iter().zip(&sections.list) {
        let (Kind::Indicators(of), Content::Indicators(_)) = (&section.kind, content) else {
            continue;
        };
        let Some(node) = tree.get(&section.name.text).filter(|_| !section.hidden) else { continue };
        let slots = node.entries().iter().map(|(_, node)| node);
        for indicator in node.items().iter().chain(slots) {
            let series = indicator.get("系列").map_or(&[][..], Node::entries);
            let all = std::iter::once(indicator).chain(series.iter().map(|(_, node)| node));
            for method in all.filter_map(|node| node.get("比べる")) {
                let word = method.word().map(str::trim);
                if let Some([hidden, public]) = of.told_by(word) {
                    let names = [&hidden.name.text, &public.name.text].map(String::as_str);
                    let (span, word) = (method.span.clone(), word.unwrap_or_default());
                    diags.push(messages::method_with_hidden(span, word, names));
                }
            }
        }
    }
}

/// A correction in words names its subject in words, which are published whatever the subject is.
fn corrections(sheet: &CheckedSheet, diags: &mut Diags) {
    let names = sheet.form.hidden_names();
    for correction in sheet.every.corrections.iter().filter(|one| one.fact.is_none()) {
        let Some(subject) = correction.what.as_ref().map(|text| &text.0) else { continue };
        if let Some(name) = names.iter().find(|name| subject.text.contains(**name)) {
            let span = subject.span.clone();
            diags.push(messages::correction_of_hidden(span, &subject.text, name));
        }
    }
}
