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

use super::inject::{self, HANDOUTS, OWN, Problem, Problems};
use super::lazy::{Found, Site};
use super::words;
use crate::cli::args::Source;
use crate::cli::build;
use crate::cli::typeset::Typeset;
use crate::cli::words as shared;
use crate::diag::{Severity, emit};
use crate::model::Model;
use crate::model::handout::Handout;
use crate::model::year::Date;
use crate::pipeline::{self, PrintJob};
use crate::render::html::Html;
use crate::sheet::Memory;
use crate::theme::Theme;
use crate::workers::on_all_cores;

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
    /// A page that says why it could not be made.
    Failed(Vec<u8>),
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
        let (model, mut problems) = match checked {
            Ok(parts) => parts,
            Err(problems) => (None, problems),
        };
        let site = model.map(Site::new);
        let (errors, sheets) = (problems.errors, site.as_ref().map_or(0, Site::sheets));
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(site) = site.as_ref().or(shown.site.as_deref()) {
            lead(&mut problems, site);
        }
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
                let whole = shared::content_unreadable(content, &error);
                let problems = Problems {
                    whole,
                    list: Vec::new(),
                    errors: 1,
                };
                return (blake3::hash(problems.whole.as_bytes()), Err(problems));
            }
        };
        let pipeline::Checked {
            sources,
            diags,
            model,
            origins: _,
            items: _,
        } = checked;
        let (told, more) = emit::each(&diags, &sources, SHOWN);
        let told = told.into_iter();
        let problems = Problems {
            whole: if more > 0 {
                words::more_problems(more)
            } else {
                String::new()
            },
            list: told.map(|told| Problem { told, page: None }).collect(),
            errors: diags.count(Severity::Error),
        };
        let mut hasher = blake3::Hasher::new();
        for file in &sources.files {
            hasher.update(file.path.as_bytes()).update(b"\0");
            hasher.update(file.text.as_bytes()).update(b"\0");
        }
        // Files that cannot be read have no text: what is said of them tells them apart.
        hasher.update(format!("{problems:?}").as_bytes());
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
        let page = |bytes: &[u8], more: &str| {
            let html = String::from_utf8_lossy(bytes);
            inject::page(&html, version, &problems, more).into_bytes()
        };
        let printed = |path: String, made: Result<Vec<u8>, String>| match made {
            Ok(bytes) => Answer::File { bytes, path },
            Err(message) => {
                let page = inject::failed(&path, &message, version, &problems);
                Answer::Failed(page.into_bytes())
            }
        };
        let get = |path: &str| site.get(path, &self.html, &self.theme);
        let missing = || match get(NOT_FOUND) {
            Some(Found::File(bytes)) => Answer::Missing(page(&bytes, "")),
            _ => Answer::Missing(Vec::new()),
        };
        if let Some(name) = path.strip_prefix(OWN).and_then(booklet) {
            return match self.handout(&site, name) {
                Some(made) => printed(format!("{name}.pdf"), made),
                None => missing(),
            };
        }
        let mut path = path.trim_start_matches('/').to_owned();
        if path.is_empty() || path.ends_with('/') {
            path.push_str("index.html");
        }
        match get(&path) {
            Some(Found::File(bytes)) if build::is(&path, "html") => Answer::File {
                bytes: page(&bytes, &only_here(&site, &path)),
                path,
            },
            Some(Found::File(bytes)) => Answer::File { bytes, path },
            Some(Found::Pdf(job)) => {
                let made = self.pdf(&site, *job);
                printed(path, made)
            }
            Some(Found::Failed(message)) => printed(path, Err(message)),
            None if site.page(&format!("{path}/index.html")).is_some() => {
                Answer::Moved(format!("/{path}/"))
            }
            None => missing(),
        }
    }

    /// A booklet, made now unless the same was made before; `None` when there is no such spec.
    fn handout(&self, site: &Site, name: &str) -> Option<Result<Vec<u8>, String>> {
        let wanted = |handout: &Handout| handout.name == name;
        let job = pipeline::booklets(&site.model, &wanted).pop()?;
        let parts = job.sheets.iter().map(|(_, data)| data.as_slice());
        let whole = parts.chain([job.job.data.as_slice()]).collect::<Vec<_>>();
        let key = *blake3::hash(&whole.concat()).as_bytes();
        let as_of = &site.model.city.as_of;
        Some(self.kept(key, || Ok(self.typeset(as_of)?.book(&job)?.pdf)))
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
        self.kept(key, || {
            let typeset = self.typeset(&site.model.city.as_of)?;
            // On a thread of its own, with room for deep tables.
            let mut made = on_all_cores(std::slice::from_ref(&job), |job| typeset.pdf(job, None));
            made.pop().unwrap_or_else(|| Ok(Vec::new()))
        })
    }

    /// What was made before under this key, or what is made now.
    fn kept(
        &self,
        key: [u8; 32],
        make: impl FnOnce() -> Result<Vec<u8>, String>,
    ) -> Result<Vec<u8>, String> {
        let kept = || self.pdfs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pdf) = kept().get(&key) {
            return Ok(pdf.clone());
        }
        let pdf = make()?;
        let mut kept = kept();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(key, pdf.clone());
        Ok(pdf)
    }
}

/// What a page has in the preview alone: on the front page, the booklets.
fn only_here(site: &Site, path: &str) -> String {
    if path != "index.html" {
        return String::new();
    }
    let handouts = site.model.handouts.iter();
    let list: Vec<(String, String)> = handouts
        .map(|handout| (handout.name.clone(), handout.title.clone()))
        .collect();
    inject::handouts(&list)
}

/// Name of the booklet at an address below our own.
fn booklet(path: &str) -> Option<&str> {
    path.strip_prefix(HANDOUTS)?.strip_suffix(".pdf")
}

/// Finds the page that each problem is about, among those that are shown.
fn lead(problems: &mut Problems, site: &Site) {
    for Problem { told, page } in &mut problems.list {
        *page = page_of(&told.file).filter(|page| site.page(page).is_some());
    }
}

/// The page that a file of the content makes: `h25/52.html` of `h25/policies/52.yaml`.
fn page_of(file: &str) -> Option<String> {
    let parts: Vec<&str> = file.strip_suffix(".yaml")?.split('/').collect();
    match *parts.as_slice() {
        ["plans", plan, year] => Some(format!("plans/{plan}-{year}.html")),
        [year, _, code] => Some(format!("{year}/{code}.html")),
        [year, "evaluation"] => Some(format!("{year}/index.html")),
        [folder, name] => Some(format!("{folder}/{name}.html")),
        ["city"] => Some("index.html".to_owned()),
        _ => None,
    }
}

/// How long a program takes to write a file, once it has begun.
const HALF_WRITTEN: Duration = Duration::from_millis(40);

/// How many problems a page shows.
const SHOWN: usize = 50;

/// How many PDFs are kept, so that a long day of editing does not fill the memory.
const KEPT: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_leads_to_the_page_of_its_file() {
        for (file, page) in [
            ("h25/policies/52.yaml", Some("h25/52.html")),
            ("h25/evaluation.yaml", Some("h25/index.html")),
            ("plans/a.yaml", Some("plans/a.html")),
            ("plans/a/2019.yaml", Some("plans/a-2019.html")),
            ("city.yaml", Some("index.html")),
            ("メモ.txt", None),
            ("", None),
        ] {
            assert_eq!(page_of(file).as_deref(), page, "{file}");
        }
    }
}
