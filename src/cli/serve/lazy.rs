//! One version of the site, made on demand: a page when it is opened, all data when one data file is. Each page is
//! identical to that of the whole site; none waits for the others.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::cli::build;
use crate::cli::words as shared;
use crate::model::Model;
use crate::pipeline::{self, PrintJob};
use crate::render::html::{FileInfo, Html};
use crate::render::opendata;
use crate::report::page::Page;
use crate::report::{self, Figures};
use crate::theme::Theme;

/// One version of the content.
pub(super) struct Site {
    /// The model of everything that the pages show.
    pub model: Arc<Model>,
    figures: Figures,
    /// The model of what is published, where the pages here show more; PDFs, booklets and data are made from it.
    published: Option<(Arc<Model>, Figures)>,
    whole: OnceLock<Result<BTreeMap<String, Vec<u8>>, String>>,
}

/// Result of a look-up by path.
pub(super) enum Found {
    /// A file.
    File(Vec<u8>),
    /// A PDF that can be made.
    Pdf(Box<PrintJob>),
    /// Why it could not be made.
    Failed(String),
}

impl Site {
    /// Returns a version of a model with nothing rendered yet. `whole` is the full model, where pages show more than
    /// is published.
    pub(super) fn new(model: Arc<Model>, whole: Option<Arc<Model>>) -> Self {
        let figures = pipeline::figures(&model);
        let (model, figures, published) = match whole {
            Some(whole) => {
                let all = pipeline::figures(&whole);
                (whole, all, Some((model, figures)))
            }
            None => (model, figures, None),
        };
        Self { model, figures, published, whole: OnceLock::new() }
    }

    /// The model of what is published.
    pub(super) fn published(&self) -> &Arc<Model> {
        self.public().0
    }

    fn public(&self) -> (&Arc<Model>, &Figures) {
        let public = self.published.as_ref().map(|(model, figures)| (model, figures));
        public.unwrap_or((&self.model, &self.figures))
    }

    /// Number of sheets.
    pub(super) fn sheets(&self) -> usize {
        self.model.evaluations.iter().map(|year| year.all().count()).sum()
    }

    /// Makes the page at a path.
    pub(super) fn page(&self, path: &str) -> Option<Page> {
        pipeline::page(&self.model, &self.figures, path)
    }

    /// Returns what is at a path of the site.
    pub(super) fn get(&self, path: &str, html: &Html, theme: &Theme) -> Option<Found> {
        if let Some(name) = path.strip_prefix("assets/") {
            return theme.assets.get(name).cloned().map(Found::File);
        }
        if let Some(stem) = path.strip_suffix(".pdf") {
            let (model, figures) = self.public();
            let page = pipeline::page(model, figures, &format!("{stem}.html"))?;
            let job = pipeline::print_job_of(&page)?;
            return (job.path == path).then(|| Found::Pdf(Box::new(job)));
        }
        if let Some(page) = self.page(path) {
            let offered = self.offered(&page);
            let made = pipeline::page_html(html, &page, &|path| offered.get(path).cloned());
            return Some(match made {
                Ok(text) => Found::File(text.into_bytes()),
                Err(error) => Found::Failed(shared::html(&error)),
            });
        }
        if !self.has_data(path) && !build::is(path, "xml") {
            return None;
        }
        match self.whole(html) {
            Ok(whole) => whole.get(path).map(|bytes| Found::File(bytes.clone())),
            Err(message) => Some(Found::Failed(message.clone())),
        }
    }

    /// Whether there is a file of the open data at a path.
    fn has_data(&self, path: &str) -> bool {
        let (model, figures) = self.public();
        opendata::makes(path, figures, model.stages.unpublished().next().is_some())
    }

    /// Whether a path has a page, without making it.
    pub(super) fn has(&self, path: &str) -> bool {
        report::address(&self.model, path).is_some()
    }

    /// Files that a page may offer; their sizes are not known before they are made.
    fn offered(&self, page: &Page) -> BTreeMap<String, FileInfo> {
        let is_there = |path: &&String| {
            **path == page.pdf
                || build::is(path, "pdf")
                || self.has_data(path)
                || build::is(path, "xml")
        };
        let paths = page.downloads.iter().map(|download| &download.path);
        paths.filter(is_there).map(|path| (path.clone(), FileInfo::of(path, 0))).collect()
    }

    /// All files except the PDFs, made once, to serve those that are not pages.
    fn whole(&self, html: &Html) -> &Result<BTreeMap<String, Vec<u8>>, String> {
        self.whole.get_or_init(|| {
            let (model, figures) = self.public();
            let made = pipeline::other_files(model, figures, html);
            let made = made.map_err(|error| shared::html(&error))?;
            Ok(made.into_iter().collect())
        })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn every_page_is_known_without_being_made() {
        let checked = pipeline::check(Path::new("tests/fixtures/city"), None).unwrap();
        let model = checked.model.unwrap();
        let pages = pipeline::report(&model).pages;
        let site = Site::new(model, None);
        assert!(pages.len() > 100);
        for page in pages {
            assert!(site.has(&page.path), "{}", page.path);
        }
        for other in ["h29/0.html", "h28/index.html", "plans/x.html", "h29/1", ""] {
            assert!(!site.has(other) && site.page(other).is_none(), "{other}");
        }
    }
}
