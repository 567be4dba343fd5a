//! Links between pages and to files, and the public addresses of pages.

use crate::model::evaluation::Evaluation;
use crate::model::{City, Model};

/// Path of the PDF of a page.
#[must_use]
pub fn pdf_of(page: &str) -> String {
    format!("{}.pdf", page.trim_end_matches(".html"))
}

/// `../` repeated by the depth of the page.
pub(crate) fn root(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// The relative path from a page to a file of the same site.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let folder = |path: &str| path.rfind('/').map_or(0, |end| end + 1);
    let (from_folder, to_folder) = (&from[..folder(from)], &to[..folder(to)]);
    if from_folder == to_folder {
        to[folder(to)..].to_owned()
    } else {
        format!("{}{to}", root(from))
    }
}

/// The target of a page's link, from the root of the output: the inverse of [`relative`].
pub(crate) fn target(from: &str, href: &str) -> String {
    let folder = from.rfind('/').map_or("", |end| &from[..=end]);
    let up = root(from);
    match href.strip_prefix(&up).filter(|_| !up.is_empty()) {
        Some(path) => path.to_owned(),
        None => format!("{folder}{href}"),
    }
}

/// The feed: link text and path.
pub(crate) const FEED: (&str, &str) = ("更新情報", "feed.xml");

/// Address of the page at `path`; empty while the site has none. An index page has the address of its folder.
pub(crate) fn url(city: &City, path: &str) -> String {
    let folder = path.strip_suffix("index.html");
    let folder = folder.filter(|folder| folder.is_empty() || folder.ends_with('/'));
    let address = |address: &String| format!("{address}{}", folder.unwrap_or(path));
    city.address.as_ref().map(address).unwrap_or_default()
}

/// True when there is an address and something to announce.
pub(crate) fn has_feed(model: &Model) -> bool {
    let City { address, announcements, .. } = &model.city;
    address.is_some() && (!announcements.is_empty() || any_correction(model))
}

/// The path part of the site's address; empty while there is none.
pub(crate) fn base_path(city: &City) -> String {
    let address = city.address.as_deref().unwrap_or_default();
    let server = address.split_once("://").map_or("", |(_, rest)| rest);
    server.split_once('/').map_or_else(String::new, |(_, path)| format!("/{path}"))
}

/// Whether anything was corrected.
fn any_correction(model: &Model) -> bool {
    let mut sheets = model.evaluations.iter().flat_map(Evaluation::all);
    sheets.any(|(.., sheet)| !sheet.corrections.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_where_it_was_made_for() {
        for from in ["index.html", "h25/52.html", "a/b/c.html"] {
            for to in ["index.html", "h25/index.html", "h25/521.html", "a/b/d.html", "a/e.html"] {
                assert_eq!(target(from, &relative(from, to)), to, "from {from}");
            }
        }
    }

    #[test]
    fn links_are_relative() {
        assert_eq!(relative("index.html", "h25/index.html"), "h25/index.html");
        assert_eq!(relative("h25/52.html", "h25/521.html"), "521.html");
        assert_eq!(relative("h25/52.html", "index.html"), "../index.html");
        assert_eq!(relative("plans/a.html", "data/tables.csv"), "../data/tables.csv");
    }
}
