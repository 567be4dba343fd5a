//! A sheet of another form than its level has: reported once, not key by key.

use crate::diag::{Diag, messages};
use crate::form::year::{Level, Year};
use crate::form::{Form, Kind, RESERVED};
use crate::terms::place::Span;
use crate::yaml::node::Node;

/// Number of unknown keys and missing sections from which a sheet is probably of another form.
const APART: usize = 3;

/// Distance between a sheet and a form: keys that the form does not have, plus sections of the form that the sheet
/// lacks.
fn apart(tree: &Node, form: &Form) -> usize {
    let keys = tree.entries().iter().map(|(key, _)| key.text.as_str());
    let unknown = keys.filter(|key| !RESERVED.contains(key) && form.section(key).is_none()).count();
    let needed = form.sections.iter().filter(|section| {
        // A section that may be in a CSV file does not count as missing.
        let beside = matches!(section.kind, Kind::Table(_) | Kind::List(_) | Kind::Children(_));
        !section.optional && section.when.is_empty() && !beside
    });
    unknown + needed.filter(|section| tree.get(&section.name.text).is_none()).count()
}

/// The form that a sheet fits, if it is far from its own form.
pub(super) fn form_of_another_place<'a>(
    tree: &Node,
    own: &Form,
    forms: &'a [std::sync::Arc<Form>],
) -> Option<&'a Form> {
    // A sheet that names its form is of that form.
    if tree.get("様式").is_some() || apart(tree, own) < APART {
        return None;
    }
    forms.iter().map(AsRef::as_ref).find(|form| form.name != own.name && apart(tree, form) == 0)
}

/// Reports where a sheet of that form belongs.
pub(super) fn message(
    span: Span,
    own: &Form,
    found: &Form,
    (year, level): (&Year, &Level),
) -> Diag {
    let has = |level: &&Level| level.forms.iter().any(|(name, _)| name.text == found.name.text);
    let home = year.levels.iter().find(has);
    let home = home.map(|level| {
        let folder = level.folder.as_ref().map_or("", |folder| folder.text.as_str());
        (level.name.text.as_str(), folder)
    });
    let names = [found, own].map(|form| (form.name.text.as_str(), form.title.as_str()));
    let evaluation = format!("{}/evaluation.yaml", year.dir);
    messages::sheet_of_another_form(span, names, (&level.name.text, &evaluation), home)
}
