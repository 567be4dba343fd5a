//! The typesetter inside us: Typst as a library, with fonts and templates in memory.
//! One job in, one PDF out; reads nothing but what the job holds.

use std::collections::BTreeMap;

use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Content, Datetime, Label, Selector, Smart, Str, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::world::{Engine, JobWorld, path_of};
use super::{
    DENSITIES, DENSITY, FontFile, Job, PrintError, PrintResult, Printed, bad_names, glyphs,
    missing_faces, on_all_cores,
};

/// Written into every PDF as the program that made it; without a version, so that bytes stay stable.
const CREATOR: &str = "Kōhyō";

/// The typesetter: fonts and templates, ready for any number of documents.
pub struct Printer {
    engine: Engine,
}

impl Printer {
    /// Takes the templates by file name (`policy.typ`) and the fonts.
    ///
    /// # Errors
    /// One `MissingFont` for each face that no font file holds. Without this check Typst would print
    /// empty pages and report success.
    pub fn new(
        templates: &BTreeMap<String, String>,
        fonts: Vec<FontFile>,
    ) -> Result<Self, Vec<PrintError>> {
        let engine = Engine::new(
            templates,
            fonts
                .into_iter()
                .map(|FontFile { name: _, data }| Bytes::new(data)),
        );
        let missing = missing_faces(|family, weight| {
            engine.fonts().iter().any(|font| {
                let info = font.info();
                info.family.eq_ignore_ascii_case(family)
                    && info.variant.weight.to_number() == weight
            })
        });
        if missing.is_empty() {
            Ok(Self { engine })
        } else {
            Err(missing)
        }
    }

    /// Makes one PDF.
    ///
    /// # Errors
    /// Everything that is wrong with it; a warning of the compiler is an error here.
    pub fn print(&self, job: &Job<'_>) -> PrintResult {
        let Job {
            template,
            ident,
            data,
            charts,
            date,
        } = *job;
        let when = Datetime::from_ymd(date.0, date.1, date.2);
        let at = Datetime::from_ymd_hms(date.0, date.1, date.2, 0, 0, 0);
        let (Some(when), Some(at)) = (when, at) else {
            return Err(vec![PrintError::Date { date }]);
        };
        let main = format!("{template}.typ");
        let bad = bad_names(
            charts
                .iter()
                .map(|(name, _)| name.as_str())
                .chain([main.as_str()]),
        );
        if !bad.is_empty() {
            return Err(bad);
        }
        // Charts are looked at first: a character missing there is only told of at the very end, and
        // without the place, by the PDF export.
        let missing = glyphs::missing_in_charts(charts, self.engine.fonts());
        if !missing.is_empty() {
            return Err(missing);
        }
        let files: Vec<(String, Bytes)> = charts
            .iter()
            .map(|(name, svg)| (name.clone(), Bytes::from_string(svg.clone())))
            .chain([("data.json".to_owned(), Bytes::new(data.to_vec()))])
            .collect();
        let world = |density: &'static str| {
            let density = (DENSITY.to_owned(), Bytes::from_string(density));
            let files = files.iter().cloned().chain([density]);
            let named = || vec![PrintError::Name { name: main.clone() }];
            self.engine.job(&main, files, when).ok_or_else(named)
        };
        let (world, document) = fitted(world)?;
        let missing = glyphs::missing_on_pages(&document);
        if !missing.is_empty() {
            return Err(missing);
        }
        let options = options(ident, at).map_err(|message| {
            vec![PrintError::Template {
                file: String::new(),
                line: 0,
                message,
            }]
        })?;
        let pdf = typst_pdf::pdf(&document, &options).map_err(|found| told(&world, &found))?;
        Ok(Printed {
            pdf,
            pages: document.pages().len(),
            facts: facts(&document),
        })
    }

    /// Makes many PDFs on all cores, in the order of the jobs; `progress` is called after each.
    pub fn print_all(&self, jobs: &[Job<'_>], progress: &(dyn Fn() + Sync)) -> Vec<PrintResult> {
        on_all_cores(jobs, |job| {
            let printed = self.print(job);
            // Sheets share nothing worth keeping: without this a year of them holds 800 MB.
            typst::comemo::evict(0);
            progress();
            printed
        })
    }
}

/// Lays the document out at the first density at which it keeps to its number of pages. One that is
/// too long at all of them stays as it is at the last: its content is for people to shorten.
fn fitted<'a>(
    world: impl Fn(&'static str) -> Result<JobWorld<'a>, Vec<PrintError>>,
) -> Result<(JobWorld<'a>, PagedDocument), Vec<PrintError>> {
    let [roomy, denser @ ..] = DENSITIES;
    let mut set = world(roomy)?;
    let mut document = compile(&set)?;
    for density in denser {
        if limit(&document).is_none_or(|limit| document.pages().len() <= limit) {
            break;
        }
        set = world(density)?;
        document = compile(&set)?;
    }
    Ok((set, document))
}

/// How many pages the form has; `None` when it may have any number.
fn limit(document: &PagedDocument) -> Option<usize> {
    match left_behind(document, "limit").first() {
        Some(Value::Int(pages)) => usize::try_from(*pages).ok().filter(|pages| *pages > 0),
        _ => None,
    }
}

fn compile(world: &JobWorld<'_>) -> Result<PagedDocument, Vec<PrintError>> {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(world);
    let document = output.map_err(|found| told(world, &found))?;
    if warnings.is_empty() {
        Ok(document)
    } else {
        Err(told(world, &warnings))
    }
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

fn told(world: &JobWorld<'_>, found: &[SourceDiagnostic]) -> Vec<PrintError> {
    found
        .iter()
        .map(|diagnostic| template_error(world, diagnostic))
        .collect()
}

fn template_error(world: &JobWorld<'_>, diagnostic: &SourceDiagnostic) -> PrintError {
    let place = diagnostic.span.id().map(|id| {
        let line = world
            .source(id)
            .ok()
            .and_then(|source| {
                source
                    .lines()
                    .byte_to_line(world.range(diagnostic.span)?.start)
            })
            .map_or(0, |line| line + 1);
        (path_of(id).trim_start_matches('/').to_owned(), line)
    });
    let (file, line) = place.unwrap_or_default();
    let mut message = diagnostic.message.to_string();
    for hint in &diagnostic.hints {
        message.push_str(" / ");
        message.push_str(&hint.v);
    }
    PrintError::Template {
        file,
        line,
        message,
    }
}

/// The figures that the document prints.
fn facts(document: &PagedDocument) -> Vec<(String, String)> {
    left_behind(document, "fact")
        .iter()
        .filter_map(fact)
        .collect()
}

/// The values that the templates left behind under a label, in the order of the document.
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
