//! Links in prose: each leads to a file that the site will have.

use std::collections::BTreeSet;

use crate::diag::Diags;
use crate::diag::messages::{self, LinkFault};
use crate::model::checks::context::Context;

/// Folders and files made from the whole content: links to them are checked once the site is made.
const BUILT_LAST: [&str; 7] =
    ["data/", "assets/", "indicators/", "404.html", "feed.xml", "sitemap.xml", "manifest.json"];

pub(super) fn lead_somewhere(context: &Context<'_>, diags: &mut Diags) {
    let texts = || context.sheets.texts.values();
    if texts().all(|texts| texts.links.is_empty()) {
        return;
    }
    let pages: BTreeSet<String> = texts().filter_map(|texts| texts.page.clone()).collect();
    let is_there = |path: &str| {
        let stem = path.strip_suffix(".html").or_else(|| path.strip_suffix(".pdf"));
        let Some(stem) = stem else { return false };
        // Lists have no PDF.
        let is_list = path == "index.pdf" || path.ends_with("/index.pdf");
        let last = stem.rsplit('/').next();
        let unread = context.sheets.unread.iter().map(|(stem, _)| stem);
        let unread =
            unread.chain(&context.sheets.misplaced).any(|stem| Some(stem.as_str()) == last);
        unread || (!is_list && pages.contains(&format!("{stem}.html")))
    };
    for texts in texts() {
        let Some(page) = texts.page.clone() else { continue };
        for (href, span) in &texts.links {
            let to = target(&page, href);
            let fault = match &to {
                Target::Elsewhere => continue,
                Target::Absolute => LinkFault::Absolute,
                Target::Above => LinkFault::Above,
                Target::Path(path) if BUILT_LAST.iter().any(|made| path.starts_with(made)) => {
                    continue;
                }
                Target::Path(path) if is_there(path) => continue,
                Target::Path(path) => LinkFault::NoFile(path),
            };
            diags.push(messages::dead_link(span.clone(), href, fault, &page));
        }
    }
}

/// Target of a link.
enum Target {
    /// Another site, a place on the same page, or an address that is only resolved once the site is made.
    Elsewhere,
    Absolute,
    Above,
    Path(String),
}

fn target(page: &str, href: &str) -> Target {
    let path = href.split(['?', '#']).next().unwrap_or(href);
    if path.is_empty() || path.contains([':', '%']) {
        return Target::Elsewhere;
    }
    if path.starts_with('/') {
        return Target::Absolute;
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." if parts.is_empty() => return Target::Above,
            ".." => _ = parts.pop(),
            "" | "." => {}
            part => parts.push(part),
        }
    }
    let is_folder = matches!(path.rsplit('/').next(), Some("" | "." | ".."));
    if is_folder || parts.is_empty() {
        parts.push("index.html");
    }
    Target::Path(parts.join("/"))
}
