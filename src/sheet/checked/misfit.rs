//! A sheet of another form than its level has: told once, and not key by key.

use crate::diag::{Diag, messages};
use crate::form::year::{Level, Year};
use crate::form::{Form, Kind, RESERVED};
use crate::terms::place::Span;
use crate::yaml::node::Node;

/// Keys that are too many, and sections that are missing, from which on a sheet is probably of another form.
const APART: usize = 3;

/// How far a sheet is from a form: its keys that the form does not have, and sections of the form that it lacks.
fn apart(tree: &Node, form: &Form) -> usize {
    let keys = tree.entries().iter().map(|(key, _)| key.text.as_str());
    let unknown = keys.filter(|key| !RESERVED.contains(key) && form.section(key).is_none()).count();
    let needed = form.sections.iter().filter(|section| {
        // What may lie beside the sheet as CSV is missing in none.
        let beside = matches!(section.kind, Kind::Table(_) | Kind::List(_) | Kind::Children(_));
        !section.optional && section.when.is_empty() && !beside
    });
    unknown + needed.filter(|section| tree.get(&section.name.text).is_none()).count()
}

/// The form that a sheet is of, where it fits that and is far from its own.
pub(super) fn form_of_another_place<'a>(
    tree: &Node,
    own: &Form,
    forms: &'a [std::sync::Arc<Form>],
) -> Option<&'a Form> {
    // A sheet that says its form is of that.
    if tree.get("様式").is_some() || apart(tree, own) < APART {
        return None;
    }
    forms.iter().map(AsRef::as_ref).find(|form| form.name != own.name && apart(tree, form) == 0)
}

/// Says where a sheet of that form belongs.
pub(super) fn told(span: Span, own: &Form, found: &Form, (year, level): (&Year, &Level)) -> Diag {
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
