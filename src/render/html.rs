//! A page of the report -> one HTML document, through the tera templates. Knows `report` only: no model,
//! no disk, no other page. Templates choose; everything they print was made in `report`.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

use super::rich_html;
use crate::report::cms::CmsList;
use crate::report::format;
use crate::report::page::{Body, Page, StagedPage};
use crate::report::syndication::Syndication;

/// Type and size of a file that was made, as its link states them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileInfo {
    /// `PDF`, `CSV`, `JSON`.
    pub kind: String,
    /// `159KB`.
    pub size: String,
}

/// A file that lies beside a fragment for a CMS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attached {
    /// File name.
    pub name: String,
    /// Type and size.
    #[serde(flatten)]
    pub info: FileInfo,
}

impl FileInfo {
    /// Type and size of the file `name` with so many bytes. A table of the whole city changes with every sheet: its
    /// size is said in two digits, so that a page that offers it seldom changes with it.
    #[must_use]
    pub fn of(name: &str, bytes: usize) -> Self {
        let kind = name.rsplit('.').next().unwrap_or_default().to_uppercase();
        let said = if name.starts_with("data/") { format::two_digits(bytes) } else { bytes };
        Self { kind, size: format::file_size(said) }
    }
}

/// What is wrong with a template, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlError {
    /// Name of the template, `policy.html`; empty when the set as a whole is wrong.
    pub template: String,
    /// Line, from 1, where it is known.
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
    /// `name` stands in where the engine does not say which template it means.
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

/// A file to offer, known to exist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// Words of the link.
    pub text: String,
    /// Where it leads.
    pub href: String,
    /// `PDF`, `CSV`, `JSON`.
    pub kind: String,
    /// `159KB`; empty where the page does not say it.
    pub size: String,
}

/// The templates, parsed once for all pages.
#[derive(Clone)]
pub struct Html {
    tera: Tera,
}

impl Html {
    /// Parses the templates: name (`policy.html`) to source. `base.html`, `components.html` and one for
    /// each kind of page must be there.
    ///
    /// # Errors
    /// The first template that cannot be parsed, or a component or parent that is missing.
    pub fn new(templates: &BTreeMap<String, String>) -> Result<Self, HtmlError> {
        let mut tera = Tera::new();
        tera.autoescape_on([""]);
        tera.register_filter("rich", rich);
        tera.add_raw_templates(templates).map_err(|error| HtmlError::new("", &error))?;
        Ok(Self { tera })
    }

    /// The list of fragments for a CMS; `attached` holds the files beside each, by folder.
    ///
    /// # Errors
    /// A template that asks for something that is not there.
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

    /// A fragment for a CMS: `body` is markup already; `offers` are its files.
    ///
    /// # Errors
    /// A template that asks for something that is not there.
    pub fn fragment(&self, body: &str, offers: &[Offer]) -> Result<String, HtmlError> {
        let mut context = Context::new();
        context.insert("body", body);
        context.insert("offers", offers);
        self.tera
            .render("fragment.html", &context)
            .map_err(|error| HtmlError::new("fragment.html", &error))
    }

    /// What programs read of the site: path and text of each file.
    ///
    /// # Errors
    /// A template that asks for something that is not there.
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
    /// A template that asks for something the page does not hold.
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

    /// The rows of each list of a page. What a template reads takes many times the room of what it writes, and a
    /// list may have ten thousands of rows: so a template of their own writes them, a few at a time.
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

/// A list, a few rows in each piece.
type Pieces = Vec<String>;

/// Stands in a page where a list is to stand. Text is escaped there, so that none can say this.
const PLACE: &str = "<!--list-->";

/// A page with its lists where they belong.
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

/// How many rows of a list are written at a time.
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

/// The files that a page offers. `files` knows those that were made, by path from the root of the output: a
/// download that it does not know is not offered.
pub fn offers(page: &Page, files: &dyn Fn(&str) -> Option<FileInfo>) -> Vec<Offer> {
    let offer = |download: &crate::report::page::Download| {
        let FileInfo { kind, size } = files(&download.path)?;
        Some(Offer { text: download.text.clone(), href: download.href.clone(), kind, size })
    };
    page.downloads.iter().filter_map(offer).collect()
}

/// The filter that prints prose; the only one whose result is not escaped again.
fn rich(blocks: &Value, _: Kwargs, _: &State) -> Value {
    Value::safe_string(&rich_html::html(blocks))
}

#[cfg(test)]
mod tests;
