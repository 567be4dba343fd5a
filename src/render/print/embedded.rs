//! The built-in typesetter: Typst as a library, with fonts and templates in memory. One job in, one PDF out; reads
//! nothing but the job.

mod two_up;

use std::collections::BTreeMap;

use rayon::prelude::*;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Content, Datetime, Label, Selector, Smart, Str, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::text::Font;
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::density::{ALONE, Densities, Fit};
use super::world::{Engine, JobWorld, path_of};
use super::{
    DENSITIES, FontFile, Job, PrintError, PrintResult, Printed, bad_names, glyphs, missing_faces,
    packed, unhinted,
};
use crate::workers;

/// Creator in the metadata of every PDF; without a version, so that bytes stay the same.
const CREATOR: &str = "Kōhyō";

/// The typesetter: fonts and templates, usable for any number of documents.
pub struct Printer {
    engine: Engine,
}

impl Printer {
    /// Takes the templates by file name (`policy.typ`) and the fonts.
    ///
    /// # Errors
    /// One `MissingFont` for each face that no font file has. Without this check Typst would print
    /// empty pages and report success.
    pub fn new(
        templates: &BTreeMap<String, String>,
        fonts: Vec<FontFile>,
    ) -> Result<Self, Vec<PrintError>> {
        // Parsing fonts is most of a cold start.
        let faces = |FontFile { name: _, data }| -> Vec<Font> {
            Font::iter(Bytes::new(unhinted::unhinted(data))).collect()
        };
        let fonts: Vec<Vec<Font>> = fonts.into_par_iter().map(faces).collect();
        let engine = Engine::new(templates, fonts.concat());
        let missing = missing_faces(|family, weight| {
            engine.fonts().iter().any(|font| {
                let info = font.info();
                info.family.eq_ignore_ascii_case(family)
                    && info.variant.weight.to_number() == weight
            })
        });
        if missing.is_empty() { Ok(Self { engine }) } else { Err(missing) }
    }

    /// Typesets one PDF.
    ///
    /// # Errors
    /// All problems of the job; a warning of the compiler is an error here.
    pub fn print(&self, job: &Job<'_>) -> PrintResult {
        let prepared = self.prepare(job)?;
        let guess = Densities::guessed([(ALONE, job.data)].into_iter());
        let printed = self.fitted(&prepared, guess);
        let printed =
            printed.and_then(|(world, document)| finish(&world, &document, job.ident, prepared.at));
        // Without this a year of sheets occupies 800 MB. Results used by the previous sheet are kept: threads share
        // one cache, and with 0 each would lose what it made for the current sheet.
        typst::comemo::evict(1);
        printed
    }

    /// Typesets a booklet: the job's own data and charts, and the pages of its sheets by file name. Each sheet gets
    /// the same room as in a PDF of its own, and so the same density.
    ///
    /// # Errors
    /// As [`Self::print`].
    pub fn print_book(&self, job: &Job<'_>, sheets: &[(String, Vec<u8>)]) -> PrintResult {
        let bad = bad_names(sheets.iter().map(|(name, _)| name.as_str()));
        if !bad.is_empty() {
            return Err(bad);
        }
        let mut prepared = self.prepare(job)?;
        let guess = Densities::of_book(job.data, sheets);
        let file = |(name, data): &(String, Vec<u8>)| (name.clone(), Bytes::new(data.clone()));
        prepared.files.extend(sheets.iter().map(file));
        let work = || {
            let (world, document) = self.fitted(&prepared, guess)?;
            // The layout cache is no longer needed, and a booklet needs the memory for its tags.
            typst::comemo::evict(0);
            finish(&world, &document, job.ident, prepared.at)
        };
        let printed = match workers::pool() {
            Ok(pool) => pool.install(work),
            Err(error) => Err(vec![PrintError::External {
                program: CREATOR.to_owned(),
                message: error.to_string(),
            }]),
        };
        typst::comemo::evict(0);
        printed
    }

    /// Lays a document out, repeatedly until each form has the density that keeps to its page limit.
    fn fitted(
        &self,
        prepared: &Prepared,
        mut densities: Densities,
    ) -> Result<(JobWorld<'_>, PagedDocument), Vec<PrintError>> {
        loop {
            let world = self.world(prepared, &densities)?;
            let document = compile(&world)?;
            if !densities.adjust(left_behind(&document, "fit").iter().filter_map(fit)) {
                break Ok((world, document));
            }
        }
    }

    /// Checks a job before any page is laid out.
    fn prepare(&self, job: &Job<'_>) -> Result<Prepared, Vec<PrintError>> {
        let Job { template, ident: _, data, charts, date } = *job;
        let when = Datetime::from_ymd(date.0, date.1, date.2);
        let at = Datetime::from_ymd_hms(date.0, date.1, date.2, 0, 0, 0);
        let (Some(when), Some(at)) = (when, at) else {
            return Err(vec![PrintError::Date { date }]);
        };
        let main = format!("{template}.typ");
        let bad = bad_names(charts.iter().map(|(name, _)| name.as_str()).chain([main.as_str()]));
        if !bad.is_empty() {
            return Err(bad);
        }
        // Charts are checked first: the PDF export would report their missing characters only at the very end and
        // without the place.
        let missing = glyphs::missing_in_charts(charts, self.engine.fonts());
        if !missing.is_empty() {
            return Err(missing);
        }
        let files = charts
            .iter()
            .map(|(name, svg)| (name.clone(), Bytes::from_string(svg.clone())))
            .chain([("data.json".to_owned(), Bytes::new(data.to_vec()))])
            .collect();
        Ok(Prepared { main, files, when, at })
    }

    fn world(
        &self,
        prepared: &Prepared,
        densities: &Densities,
    ) -> Result<JobWorld<'_>, Vec<PrintError>> {
        let Prepared { main, files, when, at: _ } = prepared;
        let densities = Bytes::from_string(densities.json());
        let files = files.iter().cloned();
        let files = files.chain([(DENSITIES.to_owned(), densities)]);
        let named = || vec![PrintError::Name { name: main.clone() }];
        self.engine.job(main, files, *when).ok_or_else(named)
    }
}

/// A job with valid names and charts: its main template, files and date.
struct Prepared {
    main: String,
    files: Vec<(String, Bytes)>,
    when: Datetime,
    at: Datetime,
}

/// Exports a laid-out document as PDF.
fn finish(
    world: &JobWorld<'_>,
    document: &PagedDocument,
    ident: &str,
    at: Datetime,
) -> PrintResult {
    let missing = glyphs::missing_on_pages(document);
    if !missing.is_empty() {
        return Err(missing);
    }
    let options = options(ident, at)
        .map_err(|message| vec![PrintError::Template { file: String::new(), line: 0, message }])?;
    let pdf = typst_pdf::pdf(document, &options).map_err(|found| print_errors(world, &found))?;
    Ok(Printed {
        pdf: packed(pdf),
        pages: document.pages().len(),
        facts: facts(document),
        texts: glyphs::texts(document),
    })
}

/// Parses what a form reports about its length.
fn fit(value: &Value) -> Option<Fit> {
    let Value::Dict(dict) = value else {
        return None;
    };
    let number = |key: &str| match dict.get(key) {
        Ok(Value::Int(number)) => usize::try_from(*number).ok(),
        _ => None,
    };
    let Ok(Value::Str(sheet)) = dict.get("sheet") else {
        return None;
    };
    Some(Fit {
        sheet: sheet.to_string(),
        limit: number("limit")?,
        pages: number("pages")?,
        used: number("used")?,
    })
}

fn compile(world: &JobWorld<'_>) -> Result<PagedDocument, Vec<PrintError>> {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(world);
    let document = output.map_err(|found| print_errors(world, &found))?;
    if warnings.is_empty() { Ok(document) } else { Err(print_errors(world, &warnings)) }
}

fn options(ident: &str, at: Datetime) -> Result<PdfOptions, String> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|error| error.message().to_string())?;
    Ok(PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        timestamp: Some(Timestamp::new_utc(at)),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    })
}

fn print_errors(world: &JobWorld<'_>, found: &[SourceDiagnostic]) -> Vec<PrintError> {
    found.iter().map(|diagnostic| template_error(world, diagnostic)).collect()
}

fn template_error(world: &JobWorld<'_>, diagnostic: &SourceDiagnostic) -> PrintError {
    let place = diagnostic.span.id().map(|id| {
        let line = world
            .source(id)
            .ok()
            .and_then(|source| source.lines().byte_to_line(world.range(diagnostic.span)?.start))
            .map_or(0, |line| line + 1);
        (path_of(id).trim_start_matches('/').to_owned(), line)
    });
    let (file, line) = place.unwrap_or_default();
    let mut message = diagnostic.message.to_string();
    for hint in &diagnostic.hints {
        message.push_str(" / ");
        message.push_str(&hint.v);
    }
    PrintError::Template { file, line, message }
}

/// The figures that the document prints.
fn facts(document: &PagedDocument) -> Vec<(String, String)> {
    left_behind(document, "fact").iter().filter_map(fact).collect()
}

/// The values that the templates attached to a label (metadata), in document order.
fn left_behind(document: &PagedDocument, label: &str) -> Vec<Value> {
    let Ok(label) = Label::construct(Str::from(label)) else {
        return Vec::new();
    };
    let found = document.introspector().query(&Selector::Label(label));
    let value = |content: &Content| Some(content.to_packed::<MetadataElem>()?.value.clone());
    found.iter().filter_map(value).collect()
}

fn fact(value: &Value) -> Option<(String, String)> {
    let Value::Dict(dict) = value else {
        return None;
    };
    let text = |key: &str| match dict.get(key) {
        Ok(Value::Str(text)) => Some(text.to_string()),
        _ => None,
    };
    Some((text("fact")?, text("text")?))
}
