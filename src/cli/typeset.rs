//! Print jobs -> PDFs, by the built-in typesetter or an external `typst`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::cache::Cache;
use super::{fonts, words, words_handout};
use crate::pipeline::{BookJob, PrintJob};
pub(super) use crate::render::print::is_ours;
use crate::render::print::{self, external::External};
use crate::render::print::{FontFile, Job, PrintError, Printed, Printer, version};
use crate::site::manifest::{self, Font};

/// A booklet that has been made.
pub(super) type Booklet = Printed;

/// A typesetter that is ready to work.
pub(super) struct Typeset {
    engine: Engine,
    /// The fonts, for the manifest of a release.
    pub(super) fonts: Vec<Font>,
}

enum Engine {
    Library(Box<Printer>),
    External(Box<External>),
}

impl Typeset {
    /// Loads fonts and templates.
    pub(super) fn new(
        templates: &BTreeMap<String, String>,
        typst: Option<&Path>,
        folder: Option<&Path>,
    ) -> Result<Self, String> {
        let fonts: Vec<FontFile> = fonts::read(folder);
        let described = fonts.iter().map(|font| Font {
            file: font.name.clone(),
            version: version::of(&font.data),
            blake3: manifest::hash(&font.data),
        });
        let described = described.collect();
        // The external program gets the same fonts, so missing ones are found here for both.
        let engine = match typst {
            None => Engine::Library(Box::new(
                Printer::new(templates, fonts).map_err(|errors| sentences("", b"{}", &errors))?,
            )),
            Some(path) => {
                let external = External::new(path, templates, &fonts)
                    .map_err(|errors| sentences("", b"{}", &errors))?;
                Engine::External(Box::new(external))
            }
        };
        Ok(Self { engine, fonts: described })
    }

    /// Typesets a booklet.
    pub(super) fn book(&self, book: &BookJob) -> Result<Booklet, String> {
        let job = job(&book.job);
        let printed = match &self.engine {
            Engine::Library(printer) => printer.print_book(&job, &book.sheets),
            Engine::External(external) => external.print_book(&job, &book.sheets),
        };
        printed.map_err(|errors| sentences(&book.job.path, &book.job.data, &errors))
    }

    /// Places the pages of a booklet two by two on A3.
    pub(super) fn two_up(&self, book: &BookJob, booklet: &Booklet) -> Result<Vec<u8>, String> {
        match &self.engine {
            Engine::Library(printer) => printer
                .two_up(&job(&book.job), booklet)
                .map_err(|errors| sentences(&book.job.path, &book.job.data, &errors)),
            Engine::External(_) => Err(words_handout::built_in_only()),
        }
    }

    /// Opens the cache of PDFs in `folder` for these templates and fonts.
    pub(super) fn cache(
        &self,
        folder: &Path,
        templates: &BTreeMap<String, String>,
    ) -> Option<Cache> {
        let fonts = self.fonts.iter().map(|font| font.blake3.as_bytes());
        let texts = templates.iter();
        let texts = texts.flat_map(|(name, text)| [name.as_bytes(), text.as_bytes()]);
        let parts: Vec<&[u8]> = fonts.chain(texts).collect();
        Cache::open(folder, &parts)
    }

    /// Returns a PDF, from the cache or typeset and cached, and its number of pages, which is known at least where
    /// its form has a limit.
    pub(super) fn pdf(
        &self,
        job: &PrintJob,
        cache: Option<&Cache>,
    ) -> Result<(Vec<u8>, Option<usize>), String> {
        if let Some(kept) = cache.and_then(|cache| cache.get(job)) {
            let pages = job.limit.and_then(|_| print::pages(&kept));
            return Ok((kept, pages));
        }
        let Printed { pdf, pages, .. } = self.print(job)?;
        if let Some(cache) = cache {
            cache.put(job, &pdf);
        }
        Ok((pdf, Some(pages)))
    }

    /// Typesets a PDF and returns it with the figures it contains. The thread needs a stack of [`workers::STACK`].
    pub(super) fn print(&self, job: &PrintJob) -> Result<Printed, String> {
        let typst_job = self::job(job);
        let printed = match &self.engine {
            Engine::Library(printer) => printer.print(&typst_job),
            Engine::External(external) => external.print(&typst_job),
        };
        printed.map_err(|errors| sentences(&job.path, &job.data, &errors))
    }
}

fn job(job: &PrintJob) -> Job<'_> {
    let PrintJob { path, template, data, charts, date, limit: _ } = job;
    let [month, day] = [date.month(), date.day()].map(i8::unsigned_abs);
    Job { template, ident: path, data, charts, date: (i32::from(date.year()), month, day) }
}

/// Merges errors into one message per kind: a character missing on ten pages is reported once. `data` is the page
/// JSON, which has the title.
fn sentences(path: &str, data: &[u8], errors: &[PrintError]) -> String {
    let title =
        serde_json::from_slice(data).map_or_else(|_| String::new(), |Titled { title }| title);
    let all: BTreeSet<String> =
        errors.iter().map(|error| words::print(path, &title, error)).collect();
    all.into_iter().collect::<Vec<_>>().join("\n")
}

/// The title of a page JSON.
#[derive(serde::Deserialize)]
struct Titled {
    #[serde(default)]
    title: String,
}
