//! Print jobs -> PDFs, by the built-in typesetter or an external `typst`, with a progress bar on long work.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use super::cache::Cache;
use super::{fonts, words, words_handout};
use crate::model::year::Date;
use crate::pipeline::{BookJob, PrintJob};
use crate::render::print::external::External;
pub(super) use crate::render::print::is_ours;
use crate::render::print::{FontFile, Job, PrintError, PrintResult, Printed, Printer, version};
use crate::site::manifest::{self, Font};

/// Shows how many PDFs have been made, on a terminal and only where somebody may watch.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar, hidden when `quiet`.
    pub(super) fn new(quiet: bool) -> Self {
        let bar = if quiet {
            ProgressBar::hidden()
        } else {
            ProgressBar::no_length()
        };
        if let Ok(style) =
            ProgressStyle::with_template("PDFを作っています {bar:30} {pos}/{len}（残り{eta}）")
        {
            bar.set_style(style);
        }
        Self { bar }
    }
}

/// A booklet that has been made.
pub(super) type Booklet = Printed;

/// A typesetter that is ready to work.
pub(super) struct Typeset {
    engine: Engine,
    date: (i32, u8, u8),
    /// The fonts, for the manifest of a release.
    pub(super) fonts: Vec<Font>,
}

enum Engine {
    Library(Box<Printer>),
    External(Box<External>),
}

impl Typeset {
    /// Finds fonts and templates.
    pub(super) fn new(
        templates: &BTreeMap<String, String>,
        typst: Option<&Path>,
        folder: Option<&Path>,
        date: &Date,
    ) -> Result<Self, String> {
        let fonts: Vec<FontFile> = fonts::read(folder);
        let described = fonts.iter().map(|font| Font {
            file: font.name.clone(),
            version: version::of(&font.data),
            blake3: manifest::hash(&font.data),
        });
        let described = described.collect();
        // The external program gets the same fonts, so what is missing is known here for both.
        let engine = match typst {
            None => Engine::Library(Box::new(
                Printer::new(templates, fonts).map_err(|errors| sentences("", &errors))?,
            )),
            Some(path) => {
                let external = External::new(path, templates, &fonts)
                    .map_err(|errors| sentences("", &errors))?;
                Engine::External(Box::new(external))
            }
        };
        let number = |n: i8| u8::try_from(n).unwrap_or(1);
        Ok(Self {
            engine,
            date: (
                i32::from(date.day.year()),
                number(date.day.month()),
                number(date.day.day()),
            ),
            fonts: described,
        })
    }

    fn job<'a>(&self, job: &'a PrintJob) -> Job<'a> {
        Job {
            template: job.template,
            ident: &job.path,
            data: &job.data,
            charts: &job.charts,
            date: self.date,
        }
    }

    /// Makes a booklet.
    pub(super) fn book(&self, book: &BookJob) -> Result<Booklet, String> {
        let job = self.job(&book.job);
        let printed = match &self.engine {
            Engine::Library(printer) => printer.print_book(&job, &book.sheets),
            Engine::External(external) => external.print_book(&job, &book.sheets),
        };
        printed.map_err(|errors| sentences(&book.job.path, &errors))
    }

    /// Puts the pages of a booklet two by two on A3.
    pub(super) fn two_up(&self, book: &BookJob, booklet: &Booklet) -> Result<Vec<u8>, String> {
        match &self.engine {
            Engine::Library(printer) => printer
                .two_up(&self.job(&book.job), booklet)
                .map_err(|errors| sentences(&book.job.path, &errors)),
            Engine::External(_) => Err(words_handout::built_in_only()),
        }
    }

    /// Makes the PDFs, in the order of the jobs.
    pub(super) fn run(
        &self,
        jobs: &[PrintJob],
        progress: &Progress,
    ) -> Result<Vec<Vec<u8>>, String> {
        let printed = self.print(jobs, progress)?;
        Ok(printed.into_iter().map(|printed| printed.pdf).collect())
    }

    /// The cache of PDFs in `folder` for these templates, these fonts and this date.
    pub(super) fn cache(
        &self,
        folder: &Path,
        templates: &BTreeMap<String, String>,
    ) -> Option<Cache> {
        let date = format!("{:?}", self.date);
        let fonts = self.fonts.iter().map(|font| font.blake3.as_bytes());
        let texts = templates.iter();
        let texts = texts.flat_map(|(name, text)| [name.as_bytes(), text.as_bytes()]);
        let parts: Vec<&[u8]> = fonts.chain(texts).chain([date.as_bytes()]).collect();
        Cache::open(folder, &parts)
    }

    /// Makes the PDFs that `cache` does not have, and keeps them there.
    pub(super) fn run_cached(
        &self,
        jobs: &[PrintJob],
        progress: &Progress,
        cache: Option<&Cache>,
    ) -> Result<Vec<Vec<u8>>, String> {
        let Some(cache) = cache else {
            return self.run(jobs, progress);
        };
        let kept: Vec<Option<Vec<u8>>> = jobs.par_iter().map(|job| cache.get(job)).collect();
        let missing = jobs.iter().zip(&kept).filter(|(_, pdf)| pdf.is_none());
        let missing: Vec<PrintJob> = missing.map(|(job, _)| job.clone()).collect();
        let mut made = self.run(&missing, progress)?.into_iter();
        for (job, pdf) in missing.iter().zip(made.as_slice()) {
            cache.put(job, pdf);
        }
        cache.trim();
        let pdfs = kept.into_iter().map(|pdf| pdf.or_else(|| made.next()));
        Ok(pdfs.flatten().collect())
    }

    /// The same, with the figures that each PDF left behind.
    pub(super) fn print(
        &self,
        jobs: &[PrintJob],
        progress: &Progress,
    ) -> Result<Vec<Printed>, String> {
        progress.bar.set_length(jobs.len() as u64);
        let typst_jobs: Vec<Job<'_>> = jobs.iter().map(|job| self.job(job)).collect();
        let step = || progress.bar.inc(1);
        let results: Vec<PrintResult> = match &self.engine {
            Engine::Library(printer) => printer.print_all(&typst_jobs, &step),
            Engine::External(external) => external.print_all(&typst_jobs, &step),
        };
        progress.bar.finish_and_clear();
        let mut pdfs = Vec::with_capacity(jobs.len());
        let mut problems = Vec::new();
        for (job, result) in jobs.iter().zip(results) {
            match result {
                Ok(printed) => pdfs.push(printed),
                Err(errors) => problems.push(sentences(&job.path, &errors)),
            }
        }
        if problems.is_empty() {
            Ok(pdfs)
        } else {
            Err(problems.join("\n"))
        }
    }
}

/// One message a kind of problem: the same character missing on ten pages is said once.
fn sentences(path: &str, errors: &[PrintError]) -> String {
    let all: BTreeSet<String> = errors
        .iter()
        .map(|error| words::print(path, error))
        .collect();
    all.into_iter().collect::<Vec<_>>().join("\n")
}
