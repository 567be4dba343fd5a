//! A version of the site that makes what is asked for: a page when it is opened, the data as a whole when one
//! of its files is. Every page is that of the whole site; none waits for the others.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::cli::build;
use crate::cli::words as shared;
use crate::model::Model;
use crate::pipeline::{self, PrintJob};
use crate::render::html::{FileInfo, Html};
use crate::render::opendata;
use crate::report::Figures;
use crate::report::page::Page;
use crate::theme::Theme;

/// One version of the content.
pub(super) struct Site {
    /// The model; its date is the one that the version stands for.
    pub model: Model,
    figures: Figures,
    data: Vec<String>,
    whole: OnceLock<BTreeMap<String, Vec<u8>>>,
}

/// What there is at a path.
pub(super) enum Found {
    /// A file.
    File(Vec<u8>),
    /// A PDF that can be made.
    Pdf(Box<PrintJob>),
    /// Why it could not be made.
    Failed(String),
}

impl Site {
    /// A version of a model. Records its figures, and makes nothing yet.
    pub(super) fn new(model: Model) -> Self {
        let figures = pipeline::figures(&model, None);
        let data = opendata::paths(figures.data(), model.stages.unpublished().next().is_some());
        Self {
            model,
            figures,
            data,
            whole: OnceLock::new(),
        }
    }

    /// How many sheets, plans and reviews it has.
    pub(super) fn sheets(&self) -> usize {
        let years = self.model.years.iter().flat_map(|year| &year.policies);
        let sheets: usize = years.map(|policy| 1 + policy.projects.len()).sum();
        let plans = self.model.plans.iter();
        sheets + plans.map(|plan| 1 + plan.reviews.len()).sum::<usize>()
    }

    /// The page at a path.
    pub(super) fn page(&self, path: &str) -> Option<Page> {
        pipeline::page(&self.model, &self.figures, path)
    }

    /// What there is at a path of the site.
    pub(super) fn get(&self, path: &str, html: &Html, theme: &Theme) -> Option<Found> {
        if let Some(name) = path.strip_prefix("assets/") {
            return theme.assets.get(name).cloned().map(Found::File);
        }
        if let Some(stem) = path.strip_suffix(".pdf") {
            let page = self.page(&format!("{stem}.html"))?;
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
        let is_data = self.data.iter().any(|known| known == path);
        (is_data || build::is(path, "xml"))
            .then(|| self.whole(html).get(path))
            .flatten()
            .map(|bytes| Found::File(bytes.clone()))
    }

    /// The files that a page may offer: how large they are is not known before they are made.
    fn offered(&self, page: &Page) -> BTreeMap<String, FileInfo> {
        let is_there = |path: &&String| {
            **path == page.pdf
                || build::is(path, "pdf")
                || self.data.contains(path)
                || build::is(path, "xml")
        };
        let paths = page.downloads.iter().map(|download| &download.path);
        paths
            .filter(is_there)
            .map(|path| (path.clone(), FileInfo::of(path, 0)))
            .collect()
    }

    /// All files but the PDFs, made once, for those that are not pages.
    fn whole(&self, html: &Html) -> &BTreeMap<String, Vec<u8>> {
        self.whole.get_or_init(|| {
            let made = pipeline::besides(&self.model, &self.figures, html).unwrap_or_default();
            made.into_iter().collect()
        })
    }
}
