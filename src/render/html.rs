//! A page of the report -> one HTML document, by tera templates. Knows only `report`: no model, no disk, no other
//! page. Templates choose; everything they print was made in `report`.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use super::rich_html;
use crate::report::cms::CmsList;
use crate::report::format;
use crate::report::page::{Body, Page, StagedPage};
use crate::report::syndication::Syndication;

/// Type and size of a file, as stated at its link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileInfo {
    /// `PDF`, `CSV`, `JSON`.
    pub kind: String,
    /// `159KB`.
    pub size: String,
}

/// A file next to a fragment for a CMS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attached {
    /// File name.
    pub name: String,
    /// Type and size.
    #[serde(flatten)]
    pub info: FileInfo,
}

impl FileInfo {
    /// Type and size of the file `name` with this many bytes. A table of the whole city changes with every sheet: its
    /// size is rounded to two digits, so that pages offering it seldom change with it.
    #[must_use]
    pub fn of(name: &str, bytes: usize) -> Self {
        let kind = name.rsplit('.').next().unwrap_or_default().to_uppercase();
        let said = if name.starts_with("data/") { format::two_digits(bytes) } else { bytes };
        Self { kind, size: format::file_size(said) }
    }
}

/// An error in a template, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlError {
    /// Name of the template, `policy.html`; empty when the set as a whole is wrong.
    pub template: String,
    /// Line, from 1, if known.
    pub line: Option<usize>,
    /// The message of the template engine.
    pub message: String,
}

impl fmt::Display for HtmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.template)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for HtmlError {}

impl HtmlError {
    /// `name` is used where the engine does not say which template failed.
    pub(super) fn new(name: &str, error: &tera::Error) -> Self {
        let (template, line, message) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let line = Some(report.span().start_line);
                (report.filename().to_string(), line, report.message().to_string())
            }
            other => (String::new(), None, other.to_string()),
        };
        let template = if template.is_empty() { name.to_string() } else { template };
        Self { template, line, message }
    }
}

/// A download link to an existing file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// Link text.
    pub text: String,
    /// Where it leads.
    pub href: String,
    /// `PDF`, `CSV`, `JSON`.
    pub kind: String,
    /// `159KB`; empty where the page does not show it.
    pub size: String,
}

/// The templates, parsed once for all pages.
#[derive(Clone)]
pub struct Html {
    tera: Tera,
}

impl Html {
    /// Parses the templates, given as name (`policy.html`) to source. `base.html`, `components.html` and one per kind
    /// of page are required.
    ///
    /// # Errors
    /// The first template that cannot be parsed, or a missing component or parent.
    pub fn new(templates: &BTreeMap<String, String>) -> Result<Self, HtmlError> {
        let mut tera = Tera::new();
        tera.autoescape_on([""]);
        tera.register_filter("rich", rich);
        tera.add_raw_templates(templates).map_err(|error| HtmlError::new("", &error))?;
        Ok(Self { tera })
    }

    /// The list of fragments for a CMS; `attached` are the files next to each, by folder.
    ///
    /// # Errors
    /// When a template refers to something that does not exist.
    pub fn cms(
        &self,
        list: &CmsList,
        attached: &BTreeMap<String, Vec<Attached>>,
    ) -> Result<String, HtmlError> {
        let mut context = Context::new();
        context.insert("list", list);
        context.insert("attached", attached);
        self.tera.render("cms.html", &context).map_err(|error| HtmlError::new("cms.html", &error))
    }

    /// A fragment for a CMS: `body` is finished markup; `offers` are its files.
    ///
    /// # Errors
    /// When a template refers to something that does not exist.
    pub fn fragment(&self, body: &str, offers: &[Offer]) -> Result<String, HtmlError> {
        let mut context = Context::new();
        context.insert("body", body);
        context.insert("offers", offers);
        self.tera
            .render("fragment.html", &context)
            .map_err(|error| HtmlError::new("fragment.html", &error))
    }

    /// Sitemap and feed: path and text of each file.
    ///
    /// # Errors
    /// When a template refers to something that does not exist.
    pub fn syndication(
        &self,
        syndication: &Syndication,
    ) -> Result<Vec<(&'static str, String)>, HtmlError> {
        let Syndication { urls, feed, base_path: _ } = syndication;
        let mut context = Context::new();
        context.insert("urls", urls);
        context.insert("feed", feed);
        let files = feed.iter().map(|_| "feed.xml").chain(["sitemap.xml"]);
        let render = |name| {
            let text = self.tera.render(name, &context);
            Ok((name, text.map_err(|error| HtmlError::new(name, &error))?))
        };
        files.map(render).collect()
    }

    /// Renders a page. `charts` holds the `<svg>` of each chart by its id; `offers` are its files, from [`offers`].
    ///
    /// # Errors
    /// When a template refers to something that the page does not have.
    pub fn page(
        &self,
        page: &Page,
        charts: &BTreeMap<String, String>,
        offers: &[Offer],
    ) -> Result<String, HtmlError> {
        let name = template(&page.body);
        let note_ids: BTreeMap<&str, &str> =
            page.notes.iter().map(|note| (note.mark.as_str(), note.id.as_str())).collect();
        let unpublished: BTreeMap<&str, &StagedPage> =
            page.unpublished.iter().map(|page| (page.href.as_str(), page)).collect();
        let mut context = Context::new();
        context.insert("charts", charts);
        context.insert("offers", offers);
        context.insert("note_ids", &note_ids);
        context.insert("unpublished", &unpublished);
        let lists = self.lists(&page.body, &context)?;
        if lists.is_empty() {
            context.insert("page", page);
        } else {
            context.insert("page", &page.without_rows());
        }
        context.insert("lists", &vec![PLACE; lists.len()]);
        let around = self.tera.render(name, &context);
        drop(context);
        let around = around.map_err(|error| HtmlError::new(name, &error))?;
        Ok(filled(around, lists))
    }

    /// The rows of each list on a page, rendered by a template of their own, a few at a time: a template's input
    /// takes many times the memory of its output, and a list may have tens of thousands of rows.
    fn lists(&self, body: &Body, shared: &Context) -> Result<Vec<Pieces>, HtmlError> {
        match body {
            Body::Indicators(list) => {
                let rows = self.few_by_few("indicators-rows.html", &list.entries, shared);
                Ok(vec![rows?])
            }
            Body::Year(year) => {
                let results = year.results.is_some();
                let name = if results { "year-results.html" } else { "year-rows.html" };
                Ok(vec![self.few_by_few(name, &year.branches, shared)?])
            }
            _ => Ok(Vec::new()),
        }
    }

    fn few_by_few(
        &self,
        name: &str,
        rows: &[impl Serialize],
        shared: &Context,
    ) -> Result<Pieces, HtmlError> {
        let mut context = shared.clone();
        let few = |few| {
            context.insert("rows", few);
            let text = self.tera.render(name, &context);
            text.map_err(|error| HtmlError::new(name, &error))
        };
        rows.chunks(FEW).map(few).collect()
    }
}

/// A list, a few rows per string.
type Pieces = Vec<String>;

/// Placeholder for a list. Text is escaped, so no text can contain it.
const PLACE: &str = "<!--list-->";

/// Inserts the lists into a page.
fn filled(around: String, lists: Vec<Pieces>) -> String {
    if lists.is_empty() {
        return around;
    }
    let own: usize = lists.iter().flatten().map(String::len).sum();
    let mut text = String::with_capacity(around.len() + own);
    let mut lists = lists.into_iter();
    for part in around.split(PLACE) {
        text.push_str(part);
        text.extend(lists.next().into_iter().flatten());
    }
    text
}

/// Number of rows rendered at a time.
const FEW: usize = 64;

fn template(body: &Body) -> &'static str {
    match body {
        Body::Home(_) => "home.html",
        Body::Indicators(_) => "indicators.html",
        Body::Year(_) => "year.html",
        Body::Sheet(_) => "sheet.html",
        Body::Missing(_) => "404.html",
    }
}

/// The files that a page offers. `files` knows the existing ones, by path from the root of the output: others are not
/// offered.
pub fn offers(page: &Page, files: &dyn Fn(&str) -> Option<FileInfo>) -> Vec<Offer> {
    let offer = |download: &crate::report::page::Download| {
        let FileInfo { kind, size } = files(&download.path)?;
        Some(Offer { text: download.text.clone(), href: download.href.clone(), kind, size })
    };
    page.downloads.iter().filter_map(offer).collect()
}

/// The filter that renders prose; the only one whose result is not escaped again.
fn rich(blocks: &Value, _: Kwargs, _: &State) -> Value {
    Value::safe_string(&rich_html::html(blocks))
}

#[cfg(test)]
mod tests;
