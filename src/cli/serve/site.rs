//! Content -> the newest version of the site without errors, in memory, beside what is wrong with the content.
//! The same stages as `build`; PDFs are made when they are asked for, and kept.

#![expect(
    clippy::disallowed_methods,
    reason = "tells how long a version took to make"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::inject::{self, Problems};
use super::lazy::{Found, Site};
use super::words;
use crate::cli::args::Source;
use crate::cli::typeset::{Progress, Typeset};
use crate::cli::words as shared;
use crate::diag::{Severity, emit};
use crate::model::Model;
use crate::model::year::Date;
use crate::pipeline::{self, PrintJob};
use crate::render::html::Html;
use crate::sheet::Memory;
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
    html: Html,
    memory: Memory,
    typeset: Mutex<Option<(Date, Arc<Typeset>)>>,
    pdfs: Mutex<BTreeMap<[u8; 32], Vec<u8>>>,
}

/// What is shown now.
struct Shown {
    version: u64,
    /// What tells the content that it was made from.
    content: blake3::Hash,
    /// The newest version without errors; `None` while there has been none.
    site: Option<Arc<Site>>,
    problems: Problems,
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
        let theme = Theme::builtin();
        Ok(Self {
            html: Html::new(&theme.html).map_err(|error| shared::html(&error))?,
            memory: Memory::default(),
            content,
            source: source.clone(),
            fonts: fonts.map(Path::to_owned),
            theme,
            shown: RwLock::new(Shown {
                version: 0,
                content: blake3::hash(b""),
                site: None,
                problems: Problems::default(),
            }),
            versions: watch::channel(0).0,
            typeset: Mutex::default(),
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
        let (mut content, mut checked) = self.read();
        if checked.as_ref().map_or(true, |(model, _)| model.is_none()) {
            // Many programs empty a file before they write it: what is half there is looked at again.
            thread::sleep(HALF_WRITTEN);
            (content, checked) = self.read();
        }
        {
            let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner);
            if shown.version > 0 && shown.content == content {
                return;
            }
        }
        let (model, problems) = match checked {
            Ok(parts) => parts,
            Err(problems) => (None, problems),
        };
        let site = model.map(Site::new);
        let (errors, sheets) = (problems.errors, site.as_ref().map_or(0, Site::sheets));
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        shown.version += 1;
        shown.content = content;
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
            words::made(sheets, started.elapsed().as_millis(), errors)
        );
    }

    /// The content as it is now: what tells it from others, and what it says.
    fn read(&self) -> (blake3::Hash, Result<(Option<Model>, Problems), Problems>) {
        let Source { content, as_of } = &self.source;
        let checked = match pipeline::check_again(content, as_of.clone(), &self.memory) {
            Ok(checked) => checked,
            Err(error) => {
                let text = shared::content_unreadable(content, &error);
                return (
                    blake3::hash(text.as_bytes()),
                    Err(Problems { text, errors: 1 }),
                );
            }
        };
        let pipeline::Checked {
            sources,
            diags,
            model,
            origins: _,
            items: _,
        } = checked;
        let (mut text, more) = emit::human_first(&diags, &sources, false, SHOWN);
        if more > 0 {
            text.push_str(&words::more_problems(more));
        }
        let problems = Problems {
            text,
            errors: diags.count(Severity::Error),
        };
        let mut hasher = blake3::Hasher::new();
        for file in &sources.files {
            hasher.update(file.path.as_bytes()).update(b"\0");
            hasher.update(file.text.as_bytes()).update(b"\0");
        }
        // Files that cannot be read have no text: what is said of them tells them apart.
        hasher.update(problems.text.as_bytes());
        (hasher.finalize(), Ok((model, problems)))
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
        let get = |path: &str| site.get(path, &self.html, &self.theme);
        match get(&path) {
            Some(Found::File(bytes)) if path.ends_with(".html") => Answer::File {
                bytes: page(&bytes),
                path,
            },
            Some(Found::File(bytes)) => Answer::File { bytes, path },
            Some(Found::Pdf(job)) => match self.pdf(&site, *job) {
                Ok(bytes) => Answer::File { bytes, path },
                Err(message) => Answer::Failed(message),
            },
            Some(Found::Failed(message)) => Answer::Failed(message),
            None if site.page(&format!("{path}/index.html")).is_some() => {
                Answer::Moved(format!("/{path}/"))
            }
            None => match get(NOT_FOUND) {
                Some(Found::File(bytes)) => Answer::Missing(page(&bytes)),
                _ => Answer::Missing(Vec::new()),
            },
        }
    }

    /// The typesetter for a date: its fonts are read once.
    fn typeset(&self, as_of: &Date) -> Result<Arc<Typeset>, String> {
        let mut ready = self.typeset.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((date, typeset)) = ready.as_ref()
            && date == as_of
        {
            return Ok(Arc::clone(typeset));
        }
        let (templates, fonts) = (&self.theme.print, self.fonts.as_deref());
        let typeset = Arc::new(Typeset::new(templates, None, fonts, as_of)?);
        *ready = Some((as_of.clone(), Arc::clone(&typeset)));
        Ok(typeset)
    }

    /// A PDF, made now unless the same was made before.
    fn pdf(&self, site: &Site, job: PrintJob) -> Result<Vec<u8>, String> {
        let key = *blake3::hash(&job.data).as_bytes();
        let kept = || self.pdfs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pdf) = kept().get(&key) {
            return Ok(pdf.clone());
        }
        let typeset = self.typeset(&site.model.city.as_of)?;
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

/// How long a program takes to write a file, once it has begun.
const HALF_WRITTEN: Duration = Duration::from_millis(40);

/// How many problems a page shows.
const SHOWN: usize = 50;

/// How many PDFs are kept, so that a long day of editing does not fill the memory.
const KEPT: usize = 200;
