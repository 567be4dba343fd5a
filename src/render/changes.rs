//! What differs between two releases -> one HTML document that stands alone: no other file, no script.

use std::collections::BTreeMap;

use tera::{Context, Tera};

use super::html::HtmlError;
use crate::report::changes::ChangesPage;

/// Its template.
const TEMPLATE: &str = "changes.html";

/// Renders the page with the templates of the theme.
///
/// # Errors
/// A template that does not work.
pub fn html(page: &ChangesPage, templates: &BTreeMap<String, String>) -> Result<String, HtmlError> {
    let mut tera = Tera::new();
    tera.autoescape_on([""]);
    let own = templates.get(TEMPLATE).map_or("", String::as_str);
    tera.add_raw_template(TEMPLATE, own).map_err(|error| HtmlError::new(TEMPLATE, &error))?;
    let mut context = Context::new();
    context.insert("page", page);
    tera.render(TEMPLATE, &context).map_err(|error| HtmlError::new(TEMPLATE, &error))
}
