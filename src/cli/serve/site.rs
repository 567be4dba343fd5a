//! Content -> the newest version of the site without errors, in memory, beside what is wrong with the content.
//! The same stages as `build`; PDFs are made when they are asked for, and kept.

#![expect(
    clippy::disallowed_methods,
    reason = "tells how long a version took to make"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Instant;

use tokio::sync::watch;

use super::inject::{self, Problems};
use super::words;
use crate::cli::args::Source;
use crate::cli::typeset::{Progress, Typeset};
use crate::cli::words as shared;
use crate::diag::{Severity, emit};
use crate::pipeline::{self, RenderError};
use crate::report::Report;
use crate::site::OutputSet;
use crate::theme::Theme;

/// The page shown for addresses that lead nowhere.
const NOT_FOUND: &str = "404.html";

/// The preview: what is shown, and how it is made.
pub(super) struct Preview {
    content: PathBuf,
    source: Source,
    fonts: Option<PathBuf>,
    theme: Theme,
    shown: RwLock<Shown>,
    versions: watch::Sender<u64>,
    pdfs: Mutex<BTreeMap<[u8; 32], Vec<u8>>>,
}

/// What is shown now.
#[derive(Default)]
struct Shown {
    version: u64,
    /// The newest version without errors; `None` while there has been none.
    site: Option<Arc<Site>>,
    problems: Problems,
}

struct Site {
    files: OutputSet,
    report: Report,
    as_of: crate::model::year::Date,
}

/// What a reader gets.
pub(super) enum Answer {
    /// A file, and the path that tells its kind.
    File { path: String, bytes: Vec<u8> },
    /// The page for addresses that lead nowhere.
    Missing(Vec<u8>),
    /// The folder with its slash.
    Moved(String),
    /// Why it could not be made.
    Failed(String),
}

impl Preview {
    /// A preview of some content, with nothing made yet.
    pub(super) fn new(source: &Source, fonts: Option<&Path>) -> Result<Self, String> {
        let content = source.content.clone();
        let known = content.canonicalize();
        known.map_err(|error| shared::content_unreadable(&content, &error))?;
        Ok(Self {
            content,
            source: source.clone(),
            fonts: fonts.map(Path::to_owned),
            theme: Theme::builtin(),
            shown: RwLock::default(),
            versions: watch::channel(0).0,
            pdfs: Mutex::default(),
        })
    }

    /// The folder that is shown.
    pub(super) fn content(&self) -> &Path {
        &self.content
    }

    /// Tells of each new version.
    pub(super) fn versions(&self) -> watch::Receiver<u64> {
        self.versions.subscribe()
    }

    /// Makes a version of the content as it is now, if it differs from the one that is shown.
    pub(super) fn refresh(&self) {
        let started = Instant::now();
        let (site, problems) = self.made();
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        let same_site = match (&site, &shown.site) {
            (Some(new), Some(old)) => new.files == old.files,
            (None, _) => true,
            (Some(_), None) => false,
        };
        if same_site && shown.problems == problems && shown.version > 0 {
            return;
        }
        let (errors, pages) = (
            problems.errors,
            site.as_ref().map_or(0, |site| site.report.pages.len()),
        );
        shown.version += 1;
        shown.problems = problems;
        if let Some(site) = site {
            shown.site = Some(Arc::new(site));
        }
        let version = shown.version;
        drop(shown);
        // Only now: whoever reloads gets the new version.
        self.versions.send_replace(version);
        anstream::eprintln!(
            "{}",
            words::made(pages, started.elapsed().as_millis(), errors)
        );
    }

    fn made(&self) -> (Option<Site>, Problems) {
        let broken = |text: String| {
            let problems = Problems { text, errors: 1 };
            (None, problems)
        };
        let checked = match crate::cli::read(&self.source) {
            Ok(checked) => checked,
            Err(message) => return broken(message),
        };
        let pipeline::Checked {
            sources,
            diags,
            model,
            origins: _,
            items: _,
        } = checked;
        let problems = Problems {
            text: emit::human(&diags, &sources, false),
            errors: diags.count(Severity::Error),
        };
        let Some(model) = model else {
            return (None, problems);
        };
        let report = pipeline::report(&model);
        // PDFs are there as soon as somebody asks for them.
        let later = report.pages.iter().filter(|page| !page.pdf.is_empty());
        let later = later.map(|page| (page.pdf.clone(), Vec::new())).collect();
        match pipeline::render::<String>(&report, &self.theme, &|_| true, later, None) {
            Ok(files) => {
                let as_of = model.city.as_of;
                let site = Site {
                    files,
                    report,
                    as_of,
                };
                (Some(site), problems)
            }
            Err(RenderError::Html(error)) => broken(shared::html(&error)),
            Err(RenderError::Path(error)) => broken(shared::path(&error)),
            Err(RenderError::Print(message)) => broken(message),
        }
    }

    /// What `path`, decoded and with a slash at its start, leads to.
    pub(super) fn answer(&self, path: &str) -> Answer {
        let (version, site, problems) = {
            let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner);
            (shown.version, shown.site.clone(), shown.problems.clone())
        };
        let Some(site) = site else {
            let bytes = inject::nothing_yet(version, &problems).into_bytes();
            return Answer::File {
                path: NOT_FOUND.to_owned(),
                bytes,
            };
        };
        let page = |bytes: &[u8]| {
            let html = String::from_utf8_lossy(bytes);
            inject::page(&html, version, &problems).into_bytes()
        };
        let mut path = path.trim_start_matches('/').to_owned();
        if path.is_empty() || path.ends_with('/') {
            path.push_str("index.html");
        }
        match site.files.get(&path) {
            Some(bytes) if path.ends_with(".html") => Answer::File {
                bytes: page(bytes),
                path,
            },
            Some([]) if path.ends_with(".pdf") => match self.pdf(&site, &path) {
                Ok(bytes) => Answer::File { bytes, path },
                Err(message) => Answer::Failed(message),
            },
            Some(bytes) => Answer::File {
                bytes: bytes.to_vec(),
                path,
            },
            None if site.files.contains(&format!("{path}/index.html")) => {
                Answer::Moved(format!("/{path}/"))
            }
            None => Answer::Missing(page(site.files.get(NOT_FOUND).unwrap_or_default())),
        }
    }

    /// A PDF, made now unless the same was made before.
    fn pdf(&self, site: &Site, path: &str) -> Result<Vec<u8>, String> {
        let pages = site.report.pages.iter();
        let job = pages
            .filter(|page| page.pdf == path)
            .find_map(pipeline::print_job_of);
        let job = job.ok_or_else(|| path.to_owned())?;
        let key = *blake3::hash(&job.data).as_bytes();
        let kept = || self.pdfs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pdf) = kept().get(&key) {
            return Ok(pdf.clone());
        }
        let typeset = Typeset::new(&self.theme.print, None, self.fonts.as_deref(), &site.as_of)?;
        let mut made = typeset.run(&[job], &Progress::new(true))?;
        let pdf = made.pop().unwrap_or_default();
        let mut kept = kept();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(key, pdf.clone());
        Ok(pdf)
    }
}

/// How many PDFs are kept, so that a long day of editing does not fill the memory.
const KEPT: usize = 200;
