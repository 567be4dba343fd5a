//! The whole work in order: load, parse, resolve, report, render. Publishing is the caller's last step.
//! Does nothing itself; the file to read first.

use std::collections::BTreeMap;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::Value;

use crate::diag::Diags;
use crate::model::Model;
use crate::model::handout::Handout;
use crate::model::origins::Origins;
use crate::model::resolve;
use crate::model::year::Date;
use crate::render::chart::{self, Drawing};
use crate::render::html::{FileInfo, Html, HtmlError};
use crate::render::opendata;
use crate::report::page::{Booklet, Page};
use crate::report::{self, Figures, Report};
use crate::sheet;
use crate::sheet::items::Item;
use crate::site::{OutputSet, PathError};
use crate::source::{self, FileId, Sources};
use crate::theme::Theme;

/// Content that has been read and checked.
#[derive(Debug)]
pub struct Checked {
    /// The files, for showing where a problem is.
    pub sources: Sources,
    /// Every problem.
    pub diags: Diags,
    /// The model; `None` when there are errors.
    pub model: Option<Model>,
    /// Where each figure stands.
    pub origins: Origins,
    /// Every value as written.
    pub items: Vec<Item>,
}

/// Reads and checks the content below `root`. `as_of` replaces the date of `city.yaml`.
///
/// # Errors
/// When the folder cannot be read.
pub fn check(root: &Path, as_of: Option<Date>) -> io::Result<Checked> {
    let mut diags = Diags::default();
    let sources = source::load(root, &mut diags)?;
    Ok(checked(sources, diags, as_of, None))
}

/// The same as [`check`], again and again: files that `memory` knows are not read anew.
///
/// # Errors
/// When the folder cannot be read.
pub fn check_again(
    root: &Path,
    as_of: Option<Date>,
    memory: &sheet::Memory,
) -> io::Result<Checked> {
    let mut diags = Diags::default();
    let sources = source::load(root, &mut diags)?;
    let checked = checked(sources, diags, as_of, Some(memory));
    memory.forget();
    Ok(checked)
}

/// A spec that cannot be read, and why.
pub type Unread = (PathBuf, io::Error);

/// The same, with handouts whose specs may lie outside the folder; gives their files as well.
///
/// # Errors
/// When the folder cannot be read; in the second place, a spec that cannot be.
pub fn check_with(
    root: &Path,
    as_of: Option<Date>,
    specs: &[PathBuf],
) -> io::Result<Result<(Checked, Vec<FileId>), Unread>> {
    let mut diags = Diags::default();
    let mut sources = source::load(root, &mut diags)?;
    let mut files = Vec::new();
    for spec in specs {
        match source::load_one(root, spec, &mut sources, &mut diags) {
            Ok(file) => files.push(file),
            Err(error) => return Ok(Err((spec.clone(), error))),
        }
    }
    Ok(Ok((checked(sources, diags, as_of, None), files)))
}

fn checked(
    sources: Sources,
    mut diags: Diags,
    as_of: Option<Date>,
    memory: Option<&sheet::Memory>,
) -> Checked {
    let mut sheets = sheet::parse_with(&sources, memory, &mut diags);
    let (origins, answers) = (Origins::of(&sheets), sheets.answers());
    let items = mem::take(&mut sheets.items);
    let model = resolve::resolve(sheets, as_of, &mut diags);
    diags.settle(answers, &sources);
    Checked {
        sources,
        diags,
        model,
        origins,
        items,
    }
}

/// Computes everything that is shown.
#[must_use]
pub fn report(model: &Model) -> Report {
    report::report(model, &model.city.as_of)
}

/// Everything recorded that a page is made from: the first half of [`report`].
#[must_use]
pub fn figures(model: &Model) -> Figures {
    report::figures(model, &model.city.as_of)
}

/// One page alone, as [`report`] has it.
#[must_use]
pub fn page(model: &Model, figures: &Figures, path: &str) -> Option<Page> {
    report::page(model, &model.city.as_of, figures, path)
}

/// One page alone as HTML. `files` are those that it may offer.
///
/// # Errors
/// A template that does not work.
pub fn page_html(
    html: &Html,
    page: &Page,
    files: &BTreeMap<String, FileInfo>,
) -> Result<String, HtmlError> {
    let charts = drawings(page).into_iter();
    let charts = charts.map(|(id, drawing)| (id, drawing.html)).collect();
    html.page(page, &charts, files)
}

/// A PDF to be made: what a typesetter needs to know about a page.
#[derive(Debug, Clone)]
pub struct PrintJob {
    /// Path of the PDF in the output.
    pub path: String,
    /// Name of the template: `single` for a form on its own.
    pub template: &'static str,
    /// Page JSON.
    pub data: Vec<u8>,
    /// Charts: file name and SVG.
    pub charts: Vec<(String, String)>,
}

/// A booklet to be made: its own page, and those of its sheets by file name.
#[derive(Debug)]
pub struct BookJob {
    /// Cover, contents and the rest.
    pub job: PrintJob,
    /// `s1.json`, …
    pub sheets: Vec<(String, Vec<u8>)>,
}

/// The booklets of the handouts whose specs `wanted` names.
#[must_use]
pub fn booklets(model: &Model, wanted: &dyn Fn(&Handout) -> bool) -> Vec<BookJob> {
    let made = report::booklets(model, &model.city.as_of, wanted);
    made.iter().map(|(booklet, _)| book_job(booklet)).collect()
}

fn book_job(booklet: &Booklet) -> BookJob {
    let Booklet { name, book, sheets } = booklet;
    let drawn: Vec<BTreeMap<String, Drawing>> = sheets.par_iter().map(drawings).collect();
    let (mut files, mut charts) = (Vec::new(), Vec::new());
    for (place, (page, drawings)) in sheets.iter().zip(drawn).enumerate() {
        let id = format!("s{}", place + 1);
        let mut data = serde_json::to_value(page).unwrap_or_default();
        name_charts(&mut data, &id);
        files.push((format!("{id}.json"), data.to_string().into_bytes()));
        let own = drawings.into_iter();
        charts.extend(own.map(|(chart, drawing)| (format!("{id}-{chart}.svg"), drawing.print)));
    }
    BookJob {
        job: PrintJob {
            path: format!("handouts/{name}.pdf"),
            template: "handout",
            data: serde_json::to_vec(book).unwrap_or_default(),
            charts,
        },
        sheets: files,
    }
}

/// Says of every chart which file it is in: in a booklet, charts of one id come from many sheets.
fn name_charts(data: &mut Value, sheet: &str) {
    match data {
        Value::Object(map) => {
            if map.contains_key("alt") && map.contains_key("subtitle") {
                let file = map.get("id").and_then(Value::as_str);
                let file = file.map(|id| format!("{sheet}-{id}.svg"));
                map.extend(file.map(|file| ("file".to_owned(), file.into())));
            }
            map.values_mut().for_each(|value| name_charts(value, sheet));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| name_charts(value, sheet)),
        _ => {}
    }
}

/// Makes the PDFs of `jobs`, in their order: path and bytes of each.
pub type Typesetter<'a, E> = &'a dyn Fn(&[PrintJob]) -> Result<Vec<Vec<u8>>, E>;

/// Why the pages could not be made. Content that passed the checks never causes the first two.
#[derive(Debug)]
pub enum RenderError<E> {
    /// A template does not work.
    Html(HtmlError),
    /// Two pages want one address, or an address cannot be a file.
    Path(PathError),
    /// A PDF could not be made.
    Print(E),
}

impl<E> From<PathError> for RenderError<E> {
    fn from(error: PathError) -> Self {
        Self::Path(error)
    }
}

impl<E> From<HtmlError> for RenderError<E> {
    fn from(error: HtmlError) -> Self {
        Self::Html(error)
    }
}

/// Makes every file of the site. PDFs of the pages that `wanted` names are made by `typesetter`; without one there are none.
/// `kept` holds files that are taken over as they are in the place of pages that are not wanted.
///
/// # Errors
/// [`RenderError`].
pub fn render<E>(
    report: &Report,
    theme: &Theme,
    wanted: &(dyn Fn(&Page) -> bool + Sync),
    kept: BTreeMap<String, Vec<u8>>,
    typesetter: Option<Typesetter<'_, E>>,
) -> Result<OutputSet, RenderError<E>> {
    let mut set = OutputSet::new();
    for (path, bytes) in kept {
        set.insert(path, bytes)?;
    }
    let (data, pages) = rayon::join(|| opendata::render(report), || drawn(report, wanted));
    for (path, bytes) in data {
        set.insert(path, bytes)?;
    }
    for (name, bytes) in &theme.assets {
        set.insert(format!("assets/{name}"), bytes.clone())?;
    }
    if let Some(typesetter) = typesetter {
        let jobs: Vec<PrintJob> = pages
            .iter()
            .filter_map(|(page, drawings)| print_job(page, drawings))
            .collect();
        let pdfs = typesetter(&jobs).map_err(RenderError::Print)?;
        for (job, pdf) in jobs.into_iter().zip(pdfs) {
            set.insert(job.path, pdf)?;
        }
    }
    let html = Html::new(&theme.html)?;
    if let Some(syndication) = &report.syndication {
        for (path, text) in html.syndication(syndication)? {
            set.insert(path, text)?;
        }
    }
    // Links state the size of what they lead to, so pages come last.
    let files: BTreeMap<String, FileInfo> = set
        .iter()
        .map(|(path, bytes)| (path.to_owned(), FileInfo::of(path, bytes)))
        .collect();
    let made: Vec<Result<(String, String), HtmlError>> = pages
        .into_par_iter()
        .map(|(page, drawings)| {
            let charts = drawings
                .into_iter()
                .map(|(id, drawing)| (id, drawing.html))
                .collect();
            Ok((page.path.clone(), html.page(page, &charts, &files)?))
        })
        .collect();
    for page in made {
        let (path, text) = page?;
        set.insert(path, text)?;
    }
    Ok(set)
}

/// The wanted pages with their charts.
fn drawn<'a>(
    report: &'a Report,
    wanted: &(dyn Fn(&Page) -> bool + Sync),
) -> Vec<(&'a Page, BTreeMap<String, Drawing>)> {
    let pages = report.pages.par_iter().filter(|page| wanted(page));
    pages.map(|page| (page, drawings(page))).collect()
}

fn drawings(page: &Page) -> BTreeMap<String, Drawing> {
    page.body
        .charts()
        .into_iter()
        .map(|chart| (chart.id.clone(), chart::draw(chart)))
        .collect()
}

/// What a typesetter needs to know about one page; `None` for pages that exist on screen only.
#[must_use]
pub fn print_job_of(page: &Page) -> Option<PrintJob> {
    print_job(page, &drawings(page))
}

fn print_job(page: &Page, drawings: &BTreeMap<String, Drawing>) -> Option<PrintJob> {
    let template = page.body.print_template()?;
    let charts = drawings
        .iter()
        .map(|(id, drawing)| (format!("{id}.svg"), drawing.print.clone()));
    Some(PrintJob {
        path: page.pdf.clone(),
        template,
        // A page holds texts, booleans and lists only: there is nothing in it that JSON cannot say.
        data: serde_json::to_vec(page).unwrap_or_default(),
        charts: charts.collect(),
    })
}
