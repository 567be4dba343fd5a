//! Published pages -> fragments for a city's CMS, with charts as pictures where this program can draw them.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::words;
use crate::render::cms::{self, CmsError, Making};
use crate::render::html::Html;
use crate::report::page::Page;
use crate::site::links::Links;
use crate::theme::Theme;

/// A site that is finished except for its fragments.
pub(super) struct Site<'a> {
    /// Number of its pages.
    pub(super) pages: usize,
    /// Returns a page by its index.
    pub(super) page: &'a (dyn Fn(usize) -> Page + Sync),
    /// Its files.
    pub(super) file: cms::Site<'a>,
}

/// Receives a finished file.
pub(super) type Put<'a> = &'a (dyn Fn(String, Vec<u8>) -> Result<(), String> + Sync);

enum Failed {
    Made(CmsError),
    Put(String),
}

impl From<CmsError> for Failed {
    fn from(error: CmsError) -> Self {
        Self::Made(error)
    }
}

/// Makes the fragments of a site and returns their number.
pub(super) fn fragments(
    site: &Site<'_>,
    theme: &Theme,
    fonts: Option<&Path>,
    put: Put<'_>,
) -> Result<usize, String> {
    let html = Html::new(&theme.html).map_err(|error| words::html(&error))?;
    let links = Links::new(None);
    let kept = Mutex::new(BTreeSet::new());
    let keep = |(path, bytes): (String, Vec<u8>)| {
        links.read(&path, &bytes);
        let mut names = kept.lock().unwrap_or_else(PoisonError::into_inner);
        names.insert(path.clone());
        drop(names);
        put(path, bytes)
    };
    let made = with_pictures(fonts, |picture| {
        let making =
            Making { pages: site.pages, page: site.page, site: site.file, html: &html, picture };
        cms::render(&making, &|file| keep(file).map_err(Failed::Put))
    });
    let parts = made.map_err(|error| match error {
        Failed::Made(error) => words::fragments_failed(&error.to_string()),
        Failed::Put(message) => message,
    })?;
    for (name, bytes) in &theme.assets {
        if name.starts_with("css/") {
            keep((format!("assets/{name}"), bytes.clone()))?;
        }
    }
    let names = kept.into_inner().unwrap_or_else(PoisonError::into_inner);
    let broken = links.broken(&|path| names.contains(path));
    if broken.is_empty() { Ok(parts) } else { Err(words::broken(&broken)) }
}

#[cfg(feature = "pdf")]
fn with_pictures<T>(fonts: Option<&Path>, make: impl FnOnce(cms::Picture<'_>) -> T) -> T {
    let raster = crate::render::raster::Raster::new(&super::fonts::read(fonts));
    let picture = |svg: &str| raster.png(svg).map_err(|error| error.to_string());
    make(Some(&picture))
}

#[cfg(not(feature = "pdf"))]
fn with_pictures<T>(_fonts: Option<&Path>, make: impl FnOnce(cms::Picture<'_>) -> T) -> T {
    make(None)
}
