//! A checked model -> every file of its site, each handed over as soon as it is finished.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::Model;
use crate::render::html::{FileInfo, Html, HtmlError, offers};
use crate::render::opendata::{self, Stream};
use crate::report::{self, Address, Figures};
use crate::theme::Theme;
use crate::workers::on_all_cores;

use super::{PrintJob, drawings, print_job, syndication};

/// Why rendering failed. Checked content never causes the first variant.
#[derive(Debug)]
pub enum RenderError<E> {
    /// A template failed.
    Html(HtmlError),
    /// PDFs could not be typeset.
    Print(Vec<E>),
    /// A finished file could not be stored.
    Put(E),
}

impl<E> From<HtmlError> for RenderError<E> {
    fn from(error: HtmlError) -> Self {
        Self::Html(error)
    }
}

/// Typesets the PDF of a page.
pub type Typesetter<'a, E> = &'a (dyn Fn(&PrintJob) -> Result<Vec<u8>, E> + Sync);

/// Inputs and outputs of rendering. Each file is handed over as soon as it is finished, by any thread.
pub struct Making<'a, E> {
    /// The model.
    pub model: &'a Model,
    /// Its figures.
    pub figures: &'a Figures,
    /// Templates and styles.
    pub theme: &'a Theme,
    /// The pages to render.
    pub addresses: &'a [Address],
    /// Existing files of pages that are not rendered.
    pub known: BTreeMap<String, FileInfo>,
    /// Typesets the PDF of a page; without it there are no PDFs.
    pub typeset: Option<Typesetter<'a, E>>,
    /// Stores a finished file.
    pub put: &'a (dyn Fn(String, Vec<u8>) -> Result<(), E> + Sync),
    /// Stores a file that is too large for memory, piece by piece, and returns its size.
    pub stream: &'a (dyn Fn(String, &mut Stream<'_>) -> Result<u64, E> + Sync),
    /// Called after each page.
    pub progress: &'a (dyn Fn() + Sync),
}

/// Writes the data, then sheets and plans, then the lists, which state the sizes of both.
///
/// # Errors
/// [`RenderError`]; all failing PDFs are reported together.
pub fn render<E: Send>(making: &Making<'_, E>) -> Result<(), RenderError<E>> {
    let put =
        |(path, bytes): (String, Vec<u8>)| (making.put)(path, bytes).map_err(RenderError::Put);
    let html = Html::new(&making.theme.html)?;
    let mut files = making.known.clone();
    let stages = report::stages(making.model);
    let streamed = opendata::render(making.figures, &stages, &mut |path, stream| {
        let size = (making.stream)(path.clone(), stream)?;
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let info = FileInfo::of(&path, size);
        files.insert(path, info);
        Ok(())
    });
    streamed.map_err(RenderError::Put)?;
    for (path, bytes) in syndication(making.model, &html)? {
        files.insert(path.clone(), FileInfo::of(&path, bytes.len()));
        put((path, bytes))?;
    }
    for (name, bytes) in &making.theme.assets {
        put((format!("assets/{name}"), bytes.clone()))?;
    }
    let (sheets, lists): (Vec<&Address>, Vec<&Address>) =
        making.addresses.iter().partition(|address| address.is_printed);
    let broken = AtomicBool::new(false);
    for addresses in [sheets, lists] {
        let made = on_all_cores(&addresses, |address| {
            if broken.load(Ordering::Relaxed) {
                return Ok(None);
            }
            let made = make(making, &html, &files, address);
            // All failing PDFs are collected; any other failure would repeat on every page.
            if matches!(made, Err(RenderError::Html(_) | RenderError::Put(_))) {
                broken.store(true, Ordering::Relaxed);
            }
            (making.progress)();
            made
        });
        let mut failed = Vec::new();
        for made in made {
            match made {
                Ok(pdf) => files.extend(pdf),
                Err(RenderError::Print(errors)) => failed.extend(errors),
                Err(error) => return Err(error),
            }
        }
        if !failed.is_empty() {
            return Err(RenderError::Print(failed));
        }
    }
    Ok(())
}

/// Renders a page with its charts and its PDF, and stores them. Returns the PDF's size for the lists that link to it.
fn make<E>(
    making: &Making<'_, E>,
    html: &Html,
    files: &BTreeMap<String, FileInfo>,
    address: &Address,
) -> Result<Pdf, RenderError<E>> {
    let path = &address.path;
    let page = report::page(making.model, &making.model.city.as_of, making.figures, address);
    let drawings = drawings(&page);
    let put = |path: &str, bytes| (making.put)(path.to_owned(), bytes).map_err(RenderError::Put);
    let mut own = None;
    if let Some(typeset) = making.typeset
        && let Some(job) = print_job(&page, &drawings)
    {
        let pdf = typeset(&job).map_err(|error| RenderError::Print(vec![error]))?;
        own = Some((job.path.clone(), FileInfo::of(&job.path, pdf.len())));
        put(&job.path, pdf)?;
    }
    let charts = drawings.into_iter();
    let charts = charts.map(|(id, drawing)| (id, drawing.html)).collect();
    let there = |path: &str| match &own {
        Some((pdf, info)) if pdf == path => Some(info.clone()),
        _ => files.get(path).cloned(),
    };
    let text = html.page(&page, &charts, &offers(&page, &there))?;
    // Freed early: a long list takes more memory than its text.
    drop((page, charts));
    put(path, text.into_bytes())?;
    Ok(own)
}

/// Path and size of a page's PDF, if it has one.
type Pdf = Option<(String, FileInfo)>;
