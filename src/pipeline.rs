//! All stages in order: load, parse, resolve, report, render. Publishing is the caller's last step. Only calls the
//! stages; the file to read first.

mod making;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil;
use rayon::prelude::*;
use serde_json::Value;

use crate::diag::Diags;
use crate::fault;
use crate::key::{self, Key};
use crate::model::Model;
use crate::model::handout::Handout;
use crate::model::origins::Origins;
use crate::model::published::{self, Hidden};
use crate::model::resolve::{self, Resolved};
use crate::render::chart::{self, Drawing};
use crate::render::html::{FileInfo, Html, HtmlError, offers};
use crate::render::opendata;
use crate::report::page::{Booklet, Page};
use crate::report::syndication::Syndication;
use crate::report::{self, Figures, Report};
use crate::sheet::items::Item;
use crate::sheet::progress::{self, Progress};
use crate::sheet::{self, Reading, Sheets};
use crate::source::{self, Sources};
use crate::terms::place::FileId;
use crate::terms::year::Date;

pub use self::making::{Making, RenderError, Typesetter, render};

/// Content that has been read and checked.
#[derive(Debug)]
pub struct Checked {
    /// The files, to show where a problem is.
    pub sources: Sources,
    /// Every problem.
    pub diags: Diags,
    /// The model of what is published; `None` when there are errors.
    pub model: Option<Arc<Model>>,
    /// What is read and kept, but not published.
    pub whole: Option<Arc<Model>>,
    /// What is read and kept, and not published.
    pub hidden: Hidden,
    /// Where there are errors, what a preview can show without what they stand in.
    pub part: Option<Resolved>,
}

/// Reads and checks the content below `root`. `as_of` replaces the date of `city.yaml`.
///
/// # Errors
/// When the folder cannot be read.
pub fn check(root: &Path, as_of: Option<Date>) -> io::Result<Checked> {
    let mut diags = Diags::default();
    let sources = source::load(root, &mut diags)?;
    Ok(checked(sources, diags, as_of))
}

/// Reads and checks the same, and says how far each sheet is filled in.
///
/// # Errors
/// When the folder cannot be read.
pub fn progress(root: &Path, as_of: Option<Date>) -> io::Result<(Checked, Vec<Progress>)> {
    let mut diags = Diags::default();
    let sources = source::load(root, &mut diags)?;
    Ok(progress_of(sources, as_of, &Reading::default(), diags))
}

/// The same for files that were read. `reading` knows the sheets that were read before.
#[must_use]
pub fn progress_of(
    sources: Sources,
    as_of: Option<Date>,
    reading: &Reading,
    mut diags: Diags,
) -> (Checked, Vec<Progress>) {
    let sheets = reading.parse(&sources, &mut diags);
    let mut all = progress::of(&sheets);
    let checked = resolved(sources, sheets, as_of, false, diags);
    progress::count(&mut all, &checked.diags);
    (checked, all)
}

/// The same for a preview, unless the content is as `known` has it: then nothing. `reading` knows what was read before.
///
/// # Errors
/// When the folder cannot be read.
pub fn check_changed(
    root: &Path,
    as_of: Option<Date>,
    known: Option<&Sources>,
    reading: &Reading,
) -> io::Result<Option<Checked>> {
    let mut diags = Diags::default();
    let sources = source::load(root, &mut diags)?;
    let changed = known.is_none_or(|known| *known != sources);
    Ok(changed.then(|| {
        let sheets = reading.parse(&sources, &mut diags);
        resolved(sources, sheets, as_of, true, diags)
    }))
}

/// A spec that cannot be read, and why.
pub type Unread = (PathBuf, io::Error);

/// The same, with handouts whose specs may lie outside the folder; also returns the files of those.
///
/// # Errors
/// When the folder cannot be read; in the second place, a spec that cannot be read.
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
    Ok(Ok((checked(sources, diags, as_of), files)))
}

fn checked(sources: Sources, mut diags: Diags, as_of: Option<Date>) -> Checked {
    let sheets = sheet::parse(&sources, &mut diags);
    resolved(sources, sheets, as_of, false, diags)
}

fn resolved(
    sources: Sources,
    sheets: Sheets,
    as_of: Option<Date>,
    preview: bool,
    mut diags: Diags,
) -> Checked {
    let answers = sheets.answers();
    let kept = preview.then(|| (sheets.clone(), as_of.clone()));
    let resolved = resolve::resolve_all(sheets, as_of, preview, &mut diags);
    diags.settle(answers, &sources);
    let Some(Resolved { model, hidden, whole }) = resolved else {
        let hidden = Hidden::default();
        let part = kept.and_then(|(sheets, as_of)| {
            resolve::in_part(&sheets, as_of.as_ref(), &sources, &diags)
        });
        return Checked { sources, diags, model: None, whole: None, hidden, part };
    };
    Checked { sources, diags, model: Some(model), whole, hidden, part: None }
}

/// Origins of figures, and every value as written: the extra input of a comparison of two contents. Read from the
/// sources again, because it is larger than the content and rarely needed. Excludes what is not published.
#[must_use]
pub fn written(sources: &Sources) -> (Origins, Vec<Item>) {
    let (mut sheets, mut items) = sheet::parse_whole(sources);
    let hidden = published::publish(&mut sheets);
    items.retain(|item| !hidden.keeps(&sources.file(item.span.file).path, &item.keys));
    items.extend(sheets.all.iter().flat_map(|sheet| sheet.items()));
    (Origins::of(&sheets), items)
}

/// Computes everything that is shown.
#[must_use]
pub fn report(model: &Arc<Model>) -> Report {
    report::report(model, &model.city.as_of)
}

/// The figures that pages are made from; those of a sheet are recorded on first use.
#[must_use]
pub fn figures(model: &Arc<Model>) -> Figures {
    Figures::new(model, &model.city.as_of)
}

/// One page, identical to that of [`report`].
#[must_use]
pub fn page(model: &Model, figures: &Figures, path: &str) -> Option<Page> {
    let address = report::address(model, path)?;
    Some(report::page(model, &model.city.as_of, figures, &address))
}

/// One page as HTML. `files` are those that it may offer.
///
/// # Errors
/// When a template fails.
pub fn page_html(
    html: &Html,
    page: &Page,
    files: &dyn Fn(&str) -> Option<FileInfo>,
) -> Result<String, HtmlError> {
    let charts = drawings(page).into_iter();
    let charts = charts.map(|(id, drawing)| (id, drawing.html)).collect();
    html.page(page, &charts, &offers(page, files))
}

/// A PDF to typeset: the typesetter's input for one page.
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
    /// The date printed on it.
    pub date: civil::Date,
    /// Page limit of its form (版面).
    pub limit: Option<usize>,
}

impl PrintJob {
    /// Cache key: hash of all inputs except program, templates and fonts. Includes the charts, because the page JSON
    /// has only their texts.
    #[must_use]
    pub fn key(&self) -> Key {
        // The limit is in the page JSON.
        let Self { path, template, data, charts, date, limit: _ } = self;
        let date = date.to_string();
        let charts = charts.iter().flat_map(|(name, svg)| [name.as_bytes(), svg.as_bytes()]);
        let own = [path.as_bytes(), template.as_bytes(), date.as_bytes(), data];
        key::of(own.into_iter().chain(charts))
    }
}

/// A booklet to typeset: its own page, and those of its sheets by file name.
#[derive(Debug)]
pub struct BookJob {
    /// Cover, contents and the rest.
    pub job: PrintJob,
    /// `s1.json`, …
    pub sheets: Vec<(String, Vec<u8>)>,
    /// Paths of the sheets' pages, in order.
    pub page_paths: Vec<String>,
}

impl BookJob {
    /// Inputs of its PDF except charts: its own page, and those of its sheets.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let own = std::iter::once((self.job.path.as_str(), self.job.data.as_slice()));
        own.chain(self.sheets.iter().map(|(name, data)| (name.as_str(), data.as_slice())))
    }

    /// Cache key, as [`PrintJob::key`].
    #[must_use]
    pub fn key(&self) -> Key {
        // Each sheet names its page.
        let Self { job, sheets, page_paths: _ } = self;
        let own = job.key();
        let sheets = sheets.iter().flat_map(|(name, data)| [name.as_bytes(), data]);
        key::of([&own[..]].into_iter().chain(sheets))
    }
}

/// The booklets of the handouts chosen by `wanted`.
#[must_use]
pub fn booklets(model: &Arc<Model>, wanted: &dyn Fn(&Handout) -> bool) -> Vec<BookJob> {
    let made = report::booklets(model, &model.city.as_of, wanted);
    made.iter().map(|(booklet, _)| book_job(booklet, model.city.as_of.day)).collect()
}

fn book_job(booklet: &Booklet, day: civil::Date) -> BookJob {
    let Booklet { name, book, sheets } = booklet;
    let drawn: Vec<BTreeMap<String, Drawing>> = sheets.par_iter().map(drawings).collect();
    let (mut files, mut charts) = (Vec::new(), Vec::new());
    for (place, (page, drawings)) in sheets.iter().zip(drawn).enumerate() {
        let id = format!("s{}", place + 1);
        let mut data = fault::kept(serde_json::to_value(&*page.printed()), &page.path);
        name_charts(&mut data, &id);
        files.push((format!("{id}.json"), data.to_string().into_bytes()));
        let own = drawings.into_iter();
        charts.extend(own.map(|(chart, drawing)| (format!("{id}-{chart}.svg"), drawing.print)));
    }
    BookJob {
        job: PrintJob {
            path: format!("handouts/{name}.pdf"),
            template: "handout",
            data: fault::kept(serde_json::to_vec(book), name),
            charts,
            date: day,
            limit: None,
        },
        sheets: files,
        page_paths: sheets.iter().map(|page| page.path.clone()).collect(),
    }
}

/// Sets the file name of every chart: in a booklet, charts of many sheets share an id.
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

/// Writes the files that are not pages: open data, sitemap and feed.
///
/// # Errors
/// When a template fails.
pub fn other_files(
    model: &Model,
    figures: &Figures,
    html: &Html,
) -> Result<Vec<opendata::File>, HtmlError> {
    let mut files = opendata::files(figures, &report::stages(model));
    files.extend(syndication(model, html)?);
    Ok(files)
}

/// Sitemap and feed: none while the site has no address.
fn syndication(model: &Model, html: &Html) -> Result<Vec<opendata::File>, HtmlError> {
    let Some(syndication) = Syndication::new(model) else {
        return Ok(Vec::new());
    };
    let texts = html.syndication(&syndication)?.into_iter();
    Ok(texts.map(|(path, text)| (path.to_owned(), text.into_bytes())).collect())
}

fn drawings(page: &Page) -> BTreeMap<String, Drawing> {
    page.body.charts().into_iter().map(|chart| (chart.id.clone(), chart::draw(chart))).collect()
}

/// The typesetter's input for one page; `None` for pages that exist on screen only.
#[must_use]
pub fn print_job_of(page: &Page) -> Option<PrintJob> {
    print_job(page, &drawings(page))
}

fn print_job(page: &Page, drawings: &BTreeMap<String, Drawing>) -> Option<PrintJob> {
    let template = page.body.print_template()?;
    let charts = drawings.iter().map(|(id, drawing)| (format!("{id}.svg"), drawing.print.clone()));
    Some(PrintJob {
        path: page.pdf.clone(),
        template,
        // Serializing strings, booleans and lists cannot fail.
        data: fault::kept(serde_json::to_vec(&*page.printed()), &page.path),
        charts: charts.collect(),
        date: page.day,
        limit: page.body.pages(),
    })
}
