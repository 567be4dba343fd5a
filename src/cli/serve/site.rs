//! Content -> the newest version of the site without errors, in memory, and the problems of the content. Same stages
//! as `build`; PDFs are made on request and cached.

#![expect(clippy::disallowed_methods, reason = "tells how long a version took to make")]

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Instant;

use tokio::sync::{Semaphore, watch};

use super::inject::{self, Below, HANDOUTS, OWN, Problem, Problems, STATUS};
use super::lazy::{Found, Site};
use super::words;
use crate::cli::args::Source;
use crate::cli::typeset::Typeset;
use crate::cli::words as shared;
use crate::cli::{build, say};
use crate::diag::emit;
use crate::diag::{Diag, Diags, Severity};
use crate::key::Key;
use crate::model::Model;
use crate::model::handout::Handout;
use crate::pipeline::{self, Checked, PrintJob};
use crate::render;
use crate::render::html::Html;
use crate::reuse::Cache;
use crate::sheet::Reading;
use crate::sheet::progress;
use crate::source::Sources;
use crate::status;
use crate::theme::Theme;
use crate::workers::on_all_cores;

/// Page shown for unknown addresses.
const NOT_FOUND: &str = "404.html";

/// The preview: the current version and how to make the next one.
pub(super) struct Preview {
    source: Source,
    fonts: Option<PathBuf>,
    theme: Theme,
    shown: RwLock<Shown>,
    versions: watch::Sender<u64>,
    /// Permits for requests that wait for a change.
    pub(super) waiting: Arc<Semaphore>,
    html: Html,
    /// The content as last read.
    last: Mutex<Option<Sources>>,
    /// Cache of sheets already read.
    reading: Reading,
    typeset: Mutex<Option<Arc<Typeset>>>,
    pdfs: Cache<Vec<u8>>,
}

/// What is currently shown.
struct Shown {
    version: u64,
    /// The newest version, which may lack the sheets that have errors; `None` while there has been none.
    site: Option<Arc<Site>>,
    /// The newest version without errors.
    complete: Option<Arc<Site>>,
    problems: Arc<Problems>,
}

/// Result of reading the content.
pub(super) struct Looked {
    started: Instant,
    checked: Result<Checked, String>,
}

impl Looked {
    /// True when no version can be made. Many programs empty a file before they write it, so it may be half written.
    pub(super) fn is_broken(&self) -> bool {
        let checked = self.checked.as_ref();
        checked.map_or(true, |checked| checked.model.is_none())
    }
}

/// Response to a request.
pub(super) enum Answer {
    /// A file; the path gives its content type.
    File { path: String, bytes: Vec<u8> },
    /// The page for unknown addresses.
    Missing(Vec<u8>),
    /// Redirect to the folder with its slash.
    Moved(String),
    /// A page that says why it could not be made.
    Failed(Vec<u8>),
}

impl Preview {
    /// Returns a preview of some content, with nothing made yet.
    pub(super) fn new(source: &Source, fonts: Option<&Path>) -> Result<Self, String> {
        let content = &source.content;
        let known = content.canonicalize();
        known.map_err(|error| shared::content_unreadable(content, &error))?;
        let theme = Theme::builtin();
        Ok(Self {
            html: Html::new(&theme.html).map_err(|error| shared::html(&error))?,
            last: Mutex::default(),
            reading: Reading::default(),
            source: source.clone(),
            fonts: fonts.map(Path::to_owned),
            theme,
            shown: RwLock::new(Shown {
                version: 0,
                site: None,
                complete: None,
                problems: Arc::default(),
            }),
            versions: watch::channel(0).0,
            waiting: Arc::new(Semaphore::new(WAITING)),
            typeset: Mutex::default(),
            pdfs: Cache::new(KEPT),
        })
    }

    /// Notifies of each new version.
    pub(super) fn versions(&self) -> watch::Receiver<u64> {
        self.versions.subscribe()
    }

    fn last(&self) -> MutexGuard<'_, Option<Sources>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs `work`. If it panics, the pages say so and the preview goes on.
    pub(super) fn guarded(&self, work: impl FnOnce()) {
        if catch_unwind(AssertUnwindSafe(work)).is_ok() {
            return;
        }
        // No version was made of this content, so the next look must not take it for known.
        *self.last() = None;
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        let whole = words::FAULT.to_owned();
        shown.problems = Arc::new(Problems { whole, errors: 1, ..Problems::default() });
        shown.version += 1;
        let version = shown.version;
        drop(shown);
        self.versions.send_replace(version);
    }

    /// Page saying that a bug in the program prevented this page.
    pub(super) fn fault(&self, path: &str) -> Vec<u8> {
        let (version, problems) = {
            let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner);
            (shown.version, Arc::clone(&shown.problems))
        };
        inject::failed(path, words::FAULT, version, &problems).into_bytes()
    }

    /// Makes a version of the current content if it differs from the one shown.
    pub(super) fn refresh(&self) {
        if let Some(looked) = self.look() {
            self.show(looked);
        }
    }

    /// Reads the current content; `None` where nothing changed since the last look.
    pub(super) fn look(&self) -> Option<Looked> {
        let started = Instant::now();
        let Source { content, as_of } = &self.source;
        let mut last = self.last();
        let checked = pipeline::check_changed(content, as_of.clone(), last.as_ref(), &self.reading);
        let checked = match checked {
            Ok(checked) => Ok(checked?),
            Err(error) => Err(shared::content_unreadable(content, &error)),
        };
        *last = checked.as_ref().ok().map(|checked| checked.sources.clone());
        drop(last);
        Some(Looked { started, checked })
    }

    /// Shows the result of a look.
    pub(super) fn show(&self, looked: Looked) {
        let Looked { started, checked } = looked;
        let (models, mut problems) = match checked {
            Ok(checked) => told(checked),
            // The same problem was shown a second ago and persists.
            Err(whole) if self.problems().whole == whole => return,
            Err(whole) => {
                let problems = Problems { whole, errors: 1, ..Problems::default() };
                (None, problems)
            }
        };
        let complete = problems.errors == 0;
        let site = models.map(|(model, whole)| Arc::new(Site::new(model, whole)));
        problems.part = site.is_some() && !complete;
        let (errors, sheets) = (problems.errors, site.as_ref().map_or(0, |site| site.sheets()));
        let sites = {
            let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner);
            [site.clone().or_else(|| shown.site.clone()), shown.complete.clone()]
        };
        lead(&mut problems, &sites);
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        shown.version += 1;
        shown.problems = Arc::new(problems);
        // Given back only after the new version can be read: it is as large as the content.
        let old = site.map(|site| {
            let whole = complete.then(|| Arc::clone(&site));
            (whole.and_then(|whole| shown.complete.replace(whole)), shown.site.replace(site))
        });
        let version = shown.version;
        drop(shown);
        // Notifies last, so that whoever reloads gets the new version.
        self.versions.send_replace(version);
        say::tell(&words::new_version(sheets, started.elapsed().as_millis(), errors));
        drop((old, sites));
    }

    fn problems(&self) -> Arc<Problems> {
        let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&shown.problems)
    }

    /// Resolves `path`, which is decoded and starts with a slash.
    pub(super) fn answer(&self, path: &str) -> Answer {
        if path.strip_prefix(OWN) == Some(STATUS) {
            return self.status();
        }
        let (version, site, complete, problems) = {
            let Shown { version, site, complete, problems } =
                &*self.shown.read().unwrap_or_else(PoisonError::into_inner);
            (*version, site.clone(), complete.clone(), Arc::clone(problems))
        };
        let Some(site) = site else {
            let bytes = inject::nothing_yet(version, &problems).into_bytes();
            return Answer::File { path: NOT_FOUND.to_owned(), bytes };
        };
        let page = |bytes: &[u8], more: &str, is_new: bool| {
            let html = String::from_utf8_lossy(bytes);
            let below = if is_new { Below::New } else { Below::Old };
            inject::page(&html, version, (&problems, below), more).into_bytes()
        };
        let printed = |path: String, made: Result<Vec<u8>, String>| match made {
            Ok(bytes) => Answer::File { bytes, path },
            Err(message) => {
                let page = inject::failed(&path, &message, version, &problems);
                Answer::Failed(page.into_bytes())
            }
        };
        // A sheet with errors is shown as it was before it had them.
        let get = |path: &str| {
            let of = |site: &Site| site.get(path, &self.html, &self.theme);
            let new = of(&site).map(|found| (found, problems.part));
            new.or_else(|| complete.as_ref().and_then(|site| Some((of(site)?, false))))
        };
        let missing = || match get(NOT_FOUND) {
            Some((Found::File(bytes), is_new)) => Answer::Missing(page(&bytes, "", is_new)),
            _ => Answer::Missing(Vec::new()),
        };
        if let Some(name) = path.strip_prefix(OWN).and_then(booklet) {
            // One that lacks a sheet would not say so on paper.
            let Some(complete) = &complete else {
                return printed(format!("{name}.pdf"), Err(words::NOT_WHOLE.to_owned()));
            };
            return match self.handout(complete, name) {
                Some(made) => printed(format!("{name}.pdf"), made),
                None => missing(),
            };
        }
        let mut path = path.trim_start_matches('/').to_owned();
        if path.is_empty() || path.ends_with('/') {
            path.push_str("index.html");
        }
        match get(&path) {
            Some((Found::File(bytes), is_new)) if build::is(&path, "html") => Answer::File {
                bytes: page(&bytes, &only_here(&site, &path, problems.errors), is_new),
                path,
            },
            Some((Found::File(bytes), _)) => Answer::File { bytes, path },
            Some((Found::Pdf(job), _)) => {
                let made = self.pdf(&job);
                printed(path, made)
            }
            Some((Found::Failed(message), _)) => printed(path, Err(message)),
            None if site.has(&format!("{path}/index.html")) => Answer::Moved(format!("/{path}/")),
            None => missing(),
        }
    }

    /// How far the sheets are filled in, mistakes elsewhere notwithstanding.
    fn status(&self) -> Answer {
        let (sources, as_of) = (self.last().clone(), self.source.as_of.clone());
        let path = STATUS.to_owned();
        let Some(sources) = sources else {
            // The folder cannot be read: the box on top says why.
            let bytes = inject::nothing_yet(0, &self.problems()).into_bytes();
            return Answer::File { path: NOT_FOUND.to_owned(), bytes };
        };
        let (checked, all) = pipeline::progress_of(sources, as_of, &self.reading, Diags::default());
        let found = (&checked.sources, &progress::errors(&checked.diags));
        let status = status::status(&all, found, |_| true, true);
        match render::alone::html(status::TEMPLATE, &status, &self.theme.html) {
            Ok(page) => Answer::File { path, bytes: page.into_bytes() },
            Err(error) => {
                let message = shared::html(&error);
                Answer::Failed(inject::failed(&path, &message, 0, &self.problems()).into_bytes())
            }
        }
    }

    /// A booklet, made now unless the same was made before; `None` when there is no such spec.
    fn handout(&self, site: &Site, name: &str) -> Option<Result<Vec<u8>, String>> {
        let wanted = |handout: &Handout| handout.name == name;
        let job = pipeline::booklets(site.published(), &wanted).pop()?;
        Some(self.kept(job.key(), || Ok(self.typeset()?.book(&job)?.pdf)))
    }

    /// Returns the typesetter; its fonts are read once.
    fn typeset(&self) -> Result<Arc<Typeset>, String> {
        let mut ready = self.typeset.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(typeset) = ready.as_ref() {
            return Ok(Arc::clone(typeset));
        }
        let (templates, fonts) = (&self.theme.print, self.fonts.as_deref());
        let typeset = Arc::new(Typeset::new(templates, None, fonts)?);
        *ready = Some(Arc::clone(&typeset));
        Ok(typeset)
    }

    /// Returns a PDF, from the cache if possible.
    fn pdf(&self, job: &PrintJob) -> Result<Vec<u8>, String> {
        self.kept(job.key(), || {
            let typeset = self.typeset()?;
            // On a thread of its own, whose stack has room for deep tables.
            let print = |job: &PrintJob| typeset.print(job).map(|printed| printed.pdf);
            let mut made = on_all_cores(std::slice::from_ref(job), print);
            made.pop().unwrap_or_else(|| Ok(Vec::new()))
        })
    }

    /// Returns the PDF of this key, from the cache or by calling the closure.
    fn kept(
        &self,
        key: Key,
        make: impl FnOnce() -> Result<Vec<u8>, String>,
    ) -> Result<Vec<u8>, String> {
        let pdf = self.pdfs.get_or_fail(key, make);
        self.pdfs.end_round();
        pdf
    }
}

/// What a page has in the preview alone: on the front page, how far the sheets are, and the booklets.
fn only_here(site: &Site, path: &str, errors: usize) -> String {
    if path != "index.html" {
        return String::new();
    }
    let handouts = site.model.handouts.iter();
    let list: Vec<(String, String)> =
        handouts.map(|handout| (handout.name.clone(), handout.title.clone())).collect();
    inject::only_here(&list, errors > 0)
}

/// Name of the booklet at an address below `OWN`.
fn booklet(path: &str) -> Option<&str> {
    path.strip_prefix(HANDOUTS)?.strip_suffix(".pdf")
}

/// The model of what is published, and the full model where that has more.
type Models = (Arc<Model>, Option<Arc<Model>>);

/// Splits checked content into its models and its problems in words.
fn told(checked: Checked) -> (Option<Models>, Problems) {
    let Checked { sources, diags, model, whole, hidden: _, part } = checked;
    let all = diags.sorted();
    let errors = all.iter().filter(|diag| diag.severity() == Severity::Error);
    let errors = errors.count();
    let more = all.len().saturating_sub(SHOWN);
    let problem = |diag: &Arc<Diag>| Problem { message: emit::message(diag, &sources), page: None };
    let problems = Problems {
        whole: if more > 0 { words::more_problems(more) } else { String::new() },
        list: all.into_iter().take(SHOWN).map(problem).collect(),
        errors,
        part: false,
    };
    let part = part.map(|part| (part.model, part.whole));
    (model.map(|model| (model, whole)).or(part), problems)
}

/// Finds the page that each problem is about, among those that are shown.
fn lead(problems: &mut Problems, sites: &[Option<Arc<Site>>]) {
    let mut there: BTreeMap<String, bool> = BTreeMap::new();
    for Problem { message, page } in &mut problems.list {
        *page = pages_of(&message.file).into_iter().find(|page| {
            let known = there.entry(page.clone());
            *known.or_insert_with(|| sites.iter().flatten().any(|site| site.has(page)))
        });
    }
}

/// Candidate pages of a content file, `h25/52.html` for `h25/policies/52.yaml`; the first that exists is used.
fn pages_of(file: &str) -> Vec<String> {
    let stem = file.strip_suffix(".yaml").unwrap_or_default();
    let parts: Vec<&str> = stem.split('/').collect();
    match *parts.as_slice() {
        // A review of a plan, or a sheet.
        ["plans", plan, year] => {
            vec![format!("plans/{plan}-{year}.html"), format!("plans/{year}.html")]
        }
        // Two levels with the same codes have their folder in the address.
        [year, level, code] => {
            vec![format!("{year}/{level}/{code}.html"), format!("{year}/{code}.html")]
        }
        [year, "evaluation"] => vec![format!("{year}/index.html")],
        [folder, name] => vec![format!("{folder}/{name}.html")],
        ["city"] => vec!["index.html".to_owned()],
        _ => Vec::new(),
    }
}

/// Number of problems shown on a page.
const SHOWN: usize = 50;

/// Limit of requests waiting for a change.
const WAITING: usize = 64;

/// How many PDFs are made before an unused one is dropped, so that a long day of editing does not fill the memory.
const KEPT: u64 = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preview_outlives_a_fault_and_says_so() {
        let content = PathBuf::from("tests/fixtures/forms");
        let preview = Preview::new(&Source { content, as_of: None }, None).unwrap();
        preview.guarded(|| preview.refresh());
        let front = || match preview.answer("/") {
            Answer::File { bytes, .. } => String::from_utf8(bytes).unwrap(),
            _ => panic!("no page"),
        };
        assert!(!front().contains("思わぬこと"));
        let versions = preview.versions();
        preview.guarded(|| {
            let _held = preview.last.lock();
            panic!("a fault while something is held");
        });
        assert!(versions.has_changed().unwrap());
        assert!(front().contains("思わぬこと"), "the last page, with the box over it");
        assert!(String::from_utf8(preview.fault("h25/1.pdf")).unwrap().contains("思わぬこと"));
        preview.guarded(|| preview.refresh());
        assert!(!front().contains("思わぬこと"), "shown once more");
    }

    #[test]
    fn a_problem_leads_to_the_page_of_its_file() {
        for (file, page) in [
            ("h25/policies/52.yaml", Some("h25/52.html")),
            ("r6/jigyo/52.yaml", Some("r6/jigyo/52.html")),
            ("plans/kensho/a-2019.yaml", Some("plans/a-2019.html")),
            ("h25/evaluation.yaml", Some("h25/index.html")),
            ("plans/a.yaml", Some("plans/a.html")),
            ("plans/a/2019.yaml", Some("plans/a-2019.html")),
            ("city.yaml", Some("index.html")),
            ("メモ.txt", None),
            ("", None),
        ] {
            let found = pages_of(file);
            let there = found.iter().any(|found| Some(found.as_str()) == page);
            assert!(there || (page.is_none() && found.is_empty()), "{file}");
        }
    }
}
