//! Published pages -> fragments for a city's content management system: each page's body in plain headings,
//! paragraphs, tables and pictures, with the files it shows. Made from the finished pages, so that figures cannot
//! differ; knows nothing of the model or the disk.

use std::collections::BTreeMap;
use std::fmt;

use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str};

use super::chart;
use super::html::{Attached, FileInfo, Html, HtmlError, Offer};
use super::rich_html::escape;
use crate::fault;
use crate::report::cms::{self, CmsPart};
use crate::report::page::{Download, Page};
use crate::workers::on_all_cores;

/// Why the fragments could not be made. Our own pages never cause the first variant.
#[derive(Debug)]
pub enum CmsError {
    /// A page is not as expected.
    Page(String),
    /// A template failed.
    Html(HtmlError),
    /// A picture could not be made.
    Picture(String),
}

impl fmt::Display for CmsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(message) | Self::Picture(message) => f.write_str(message),
            Self::Html(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for CmsError {}

impl From<HtmlError> for CmsError {
    fn from(error: HtmlError) -> Self {
        Self::Html(error)
    }
}

/// Converts an SVG to PNG; `None` where no converter exists, and pictures stay SVG.
pub type Picture<'a> = Option<&'a (dyn Fn(&str) -> Result<Vec<u8>, String> + Sync)>;

/// The finished files of the site, by path.
pub type Site<'a> = &'a (dyn Fn(&str) -> Option<Vec<u8>> + Sync);

/// A file of the result: path and bytes.
pub type File = (String, Vec<u8>);

/// Inputs of the fragments.
pub struct Making<'a> {
    /// Number of pages.
    pub pages: usize,
    /// Returns a page by its index.
    pub page: &'a (dyn Fn(usize) -> Page + Sync),
    /// The finished files.
    pub site: Site<'a>,
    /// The templates.
    pub html: &'a Html,
    /// The page templates.
    pub picture: Picture<'a>,
}

/// Writes the fragments of all pages that go into a CMS, and a list of them; `put` stores each file. Returns their
/// number.
///
/// # Errors
/// [`CmsError`], and any error of `put`.
pub fn render<E: From<CmsError> + Send>(
    making: &Making<'_>,
    put: &(dyn Fn(File) -> Result<(), E> + Sync),
) -> Result<usize, E> {
    let pages: Vec<usize> = (0..making.pages).collect();
    let made = on_all_cores(&pages, |number| {
        let page = (making.page)(*number);
        if !cms::is_part(&page) {
            return Ok(None);
        }
        let folder = cms::folder(&page);
        let mut attached = Vec::new();
        let (body, pictures) = part(&page, making)?;
        for (name, bytes) in pictures.into_iter().chain(own_files(&page, making.site)) {
            attached.push(Attached { info: FileInfo::of(&name, bytes.len()), name: name.clone() });
            put((format!("{folder}/{name}"), bytes))?;
        }
        put((format!("{folder}/{}", cms::BODY), body.into_bytes()))?;
        Ok(Some((cms::listed(&page), attached)))
    });
    let made: Vec<Option<_>> = made.into_iter().collect::<Result<_, E>>()?;
    let (parts, attached): (Vec<CmsPart>, Vec<Vec<Attached>>) = made.into_iter().flatten().unzip();
    let folders = parts.iter().map(|part| part.folder.clone());
    let attached: BTreeMap<String, Vec<Attached>> = folders.zip(attached).collect();
    let list = making.html.cms(&cms::list(parts), &attached);
    let list = list.map_err(CmsError::from)?;
    put(("index.html".to_owned(), list.into_bytes()))?;
    Ok(attached.len())
}

/// The files that belong to a page, by their own names: its PDF. The open data cover the whole site, so they go with
/// the front page only.
fn own_files(page: &Page, site: Site<'_>) -> Vec<(String, Vec<u8>)> {
    let file = |path: &str| {
        let name = path.rsplit('/').next()?.to_owned();
        Some((name, site(path)?))
    };
    page.downloads
        .iter()
        .filter(|download| is_own(page, download))
        .filter_map(|download| file(&download.path))
        .collect()
}

fn is_own(page: &Page, download: &Download) -> bool {
    page.path == "index.html" || download.path == page.pdf
}

/// The fragment of a page and the pictures in it.
fn part(page: &Page, making: &Making<'_>) -> Result<(String, Vec<File>), CmsError> {
    let text = (making.site)(&page.path);
    let text = fault::there(text, &page.path);
    let text = String::from_utf8_lossy(&text);
    let main = text
        .split_once("<main id=\"main\" class=\"wrap\">")
        .and_then(|(_, rest)| rest.split_once("</main>"))
        .ok_or_else(|| CmsError::Page(format!("{} has no main part", page.path)))?
        .0;
    let mut pictures = BTreeMap::new();
    let mut files = Vec::new();
    for chart in page.body.charts() {
        let svg = chart::draw(chart).print;
        let shown = if let Some(picture) = making.picture {
            files.push((format!("{}.png", chart.id), picture(&svg).map_err(CmsError::Picture)?));
            format!("{}.png", chart.id)
        } else {
            format!("{}.svg", chart.id)
        };
        pictures.insert(chart.id.clone(), (shown, chart.alt.clone()));
        files.push((format!("{}.svg", chart.id), svg.into_bytes()));
    }
    let body = plain(main, page, &pictures)?;
    // Meters that only repeat the words next to them are left out, with their files.
    files.retain(|(name, _)| {
        let stem = name.rsplit_once('.').map_or("", |(stem, _)| stem);
        body.contains(&format!("src=\"{stem}."))
    });
    let fragment = making.html.fragment(&tidy(&body), &offers(page, making.site))?;
    Ok((fragment, files))
}

/// The body without what only our own style sheet, scripts and navigation need.
fn plain(
    main: &str,
    page: &Page,
    pictures: &BTreeMap<String, (String, String)>,
) -> Result<String, CmsError> {
    let settings = RewriteStrSettings::new()
        .append_element_content_handler(element!(
            "nav, h1, script, form, ul.files, ul.legend, .vh, #shiryo, svg:not(.chart-svg)",
            |el| {
                el.remove();
                Ok(())
            }
        ))
        .append_element_content_handler(element!("svg.chart-svg", |el| {
            let id = el.get_attribute("aria-labelledby").unwrap_or_default();
            let shown = id.strip_suffix("-t").and_then(|id| pictures.get(id));
            let image = shown.map_or_else(String::new, |(file, alt)| {
                format!("<p><img src=\"{file}\" alt=\"{}\"></p>", escape(alt))
            });
            el.replace(&image, ContentType::Html);
            Ok(())
        }))
        .append_element_content_handler(element!("small:not(.unit)", |el| {
            el.before("<br>", ContentType::Html);
            Ok(())
        }))
        .append_element_content_handler(element!("h5, h6", |el| {
            el.set_tag_name("h4")?;
            Ok(())
        }))
        .append_element_content_handler(element!(
            "div:not([id]), section:not([id]), hgroup, span:not([id]), data, small, address, header, footer",
            |el| {
                el.remove_and_keep_content();
                Ok(())
            }
        ))
        .append_element_content_handler(element!("a", |el| {
            let href = el.get_attribute("href").unwrap_or_default();
            match address(page, &href) {
                Some(address) => el.set_attribute("href", &address)?,
                None => el.remove_and_keep_content(),
            }
            Ok(())
        }))
        .append_element_content_handler(element!("*", |el| {
            let unwanted = |name: &String| {
                !matches!(
                    name.as_str(),
                    "href"
                        | "src"
                        | "alt"
                        | "id"
                        | "scope"
                        | "colspan"
                        | "rowspan"
                        | "datetime"
                        | "start"
                )
            };
            let names: Vec<String> = el
                .attributes()
                .iter()
                .map(lol_html::html_content::Attribute::name)
                .collect();
            for name in names.iter().filter(|name| unwanted(name)) {
                el.remove_attribute(name);
            }
            Ok(())
        }));
    rewrite_str(main, settings).map_err(|error| CmsError::Page(format!("{}: {error}", page.path)))
}

/// Where a link leads from a page of the CMS; `None` when the target is only on our own site and its address is
/// unknown.
fn address(page: &Page, href: &str) -> Option<String> {
    if href.starts_with('#')
        || href.contains("://")
        || href.starts_with("mailto:")
        || href.starts_with("tel:")
    {
        return Some(href.to_owned());
    }
    // The page's address ends in its path; relative links start from its folder.
    let (folder, _) = page.url.rsplit_once('/')?;
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in href.split('/') {
        match part {
            ".." => _ = parts.pop(),
            "." => {}
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The files that the fragment offers for download.
fn offers(page: &Page, site: Site<'_>) -> Vec<Offer> {
    let offer = |download: &Download| {
        let FileInfo { kind, size } = FileInfo::of(&download.path, site(&download.path)?.len());
        let href = if is_own(page, download) {
            download.path.rsplit('/').next()?.to_owned()
        } else {
            address(page, &download.href)?
        };
        Some(Offer { text: download.text.clone(), href, kind, size })
    };
    page.downloads.iter().filter_map(offer).collect()
}

/// Removes blank lines.
fn tidy(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    for line in html.lines().filter(|line| !line.trim().is_empty()) {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
