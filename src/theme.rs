//! Templates and assets of the program, embedded at build time; nothing is read at run time.

use std::collections::BTreeMap;

use rust_embed::{EmbeddedFile, RustEmbed};

use crate::fault;

#[derive(RustEmbed)]
#[folder = "templates/html/"]
struct HtmlTemplates;

#[derive(RustEmbed)]
#[folder = "templates/print/"]
struct PrintTemplates;

#[derive(RustEmbed)]
#[folder = "assets/css/"]
#[prefix = "css/"]
struct Styles;

#[derive(RustEmbed)]
#[folder = "assets/js/"]
#[prefix = "js/"]
struct Scripts;

#[derive(RustEmbed)]
#[folder = "assets/preview/"]
struct Preview;

#[derive(RustEmbed)]
#[folder = "assets/new/"]
struct Beginning;

#[cfg(feature = "embed-fonts")]
#[derive(RustEmbed)]
#[folder = "assets/fonts/"]
struct Fonts;

/// Look of the pages: templates by file name, assets by path below `assets/`.
#[derive(Debug, Clone)]
pub struct Theme {
    /// tera templates.
    pub html: BTreeMap<String, String>,
    /// Typst templates.
    pub print: BTreeMap<String, String>,
    /// Stylesheets and the like.
    pub assets: BTreeMap<String, Vec<u8>>,
}

impl Theme {
    /// The built-in theme.
    #[must_use]
    pub fn builtin() -> Self {
        Self {
            html: texts::<HtmlTemplates>(),
            print: texts::<PrintTemplates>(),
            assets: files::<Styles>().into_iter().chain(files::<Scripts>()).collect(),
        }
    }
}

/// A file that a new city begins with; what is known then only stands in 〔 〕.
#[must_use]
pub fn beginning(name: &str) -> String {
    let EmbeddedFile { data, .. } = fault::there(Beginning::get(name), name);
    String::from_utf8_lossy(&data).into_owned()
}

/// Files that exist in the preview only, by name.
#[must_use]
pub fn preview() -> BTreeMap<String, Vec<u8>> {
    files::<Preview>().into_iter().collect()
}

/// Fonts built into the program, by file name; empty without the feature `embed-fonts`.
#[must_use]
pub fn embedded_fonts() -> Vec<(String, Vec<u8>)> {
    #[cfg(feature = "embed-fonts")]
    return {
        let mut fonts = files::<Fonts>();
        // The folder also has their licence.
        fonts.retain(|(name, _)| name.ends_with(".ttf"));
        fonts
    };
    #[cfg(not(feature = "embed-fonts"))]
    Vec::new()
}

fn files<E: RustEmbed>() -> Vec<(String, Vec<u8>)> {
    let mut names: Vec<String> = E::iter().map(Into::into).collect();
    names.sort();
    let read = |name: String| {
        let EmbeddedFile { data, .. } = E::get(&name)?;
        Some((name, data.into_owned()))
    };
    names.into_iter().filter_map(read).collect()
}

fn texts<E: RustEmbed>() -> BTreeMap<String, String> {
    let text =
        |(name, bytes): (String, Vec<u8>)| (name, String::from_utf8_lossy(&bytes).into_owned());
    files::<E>().into_iter().map(text).collect()
}
