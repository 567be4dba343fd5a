//! A page -> one HTML document that stands alone: no other file, no script.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Tera};

use super::html::HtmlError;

/// What all such pages have around them.
const FRAME: &str = "alone.html";

/// Renders a page with a template of the theme, `changes.html`.
///
/// # Errors
/// A template that does not work.
pub fn html(
    template: &str,
    page: &impl Serialize,
    templates: &BTreeMap<String, String>,
) -> Result<String, HtmlError> {
    let mut tera = Tera::new();
    tera.autoescape_on([""]);
    let own = [FRAME, template].map(|name| (name, templates.get(name).map_or("", String::as_str)));
    tera.add_raw_templates(own).map_err(|error| HtmlError::new(template, &error))?;
    let mut context = Context::new();
    context.insert("page", page);
    tera.render(template, &context).map_err(|error| HtmlError::new(template, &error))
}
