//! The published pages -> fragments for a city's CMS, with pictures where this program can make them.

use std::path::Path;

use super::words;
use crate::render::cms;
use crate::render::html::Html;
use crate::report::Report;
use crate::site::{OutputSet, links};
use crate::theme::Theme;

/// Makes the fragments of a site whose files are in `set`.
pub(super) fn fragments(
    report: &Report,
    set: &OutputSet,
    theme: &Theme,
    fonts: Option<&Path>,
) -> Result<OutputSet, String> {
    let html = Html::new(&theme.html).map_err(|error| words::html(&error))?;
    let made = with_pictures(fonts, |picture| {
        cms::render(&report.pages, &|path| set.get(path), &html, picture)
    });
    let made = made.map_err(|error| words::fragments_failed(&error.to_string()))?;
    let styles = theme
        .assets
        .iter()
        .filter(|(name, _)| name.starts_with("css/"));
    let styles = styles.map(|(name, bytes)| (format!("assets/{name}"), bytes.clone()));
    let mut fragments = OutputSet::new();
    for (path, bytes) in made.into_iter().chain(styles) {
        fragments
            .insert(path, bytes)
            .map_err(|error| words::path(&error))?;
    }
    let broken = links::check(&fragments, None);
    if broken.is_empty() {
        Ok(fragments)
    } else {
        Err(words::broken(&broken))
    }
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
