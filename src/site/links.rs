//! An output set -> its links that lead nowhere. Pure: looks only at the set, never at the disk or the network; knows
//! no wording.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::{MANIFEST_PATH, OutputSet};

mod scan;

/// A link that leads nowhere, or that works on one server and not on another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BrokenLink {
    /// The file with the link.
    pub page: String,
    /// The link as a reader sees it, with character references resolved.
    pub href: String,
    /// The problem.
    pub why: Why,
}

/// Problem of a link.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is empty.
    Empty,
    /// It starts with `/`, so it breaks where the site lies in a folder of a larger one.
    Absolute,
    /// It leads out of the site.
    OutsideSite,
    /// Its scheme must not be used on a published page, such as `file:` or `javascript:`.
    Scheme,
    /// Its `%` escapes are not UTF-8.
    Encoding,
    /// The set has no such file.
    NoFile {
        /// The path it leads to.
        target: String,
    },
    /// The file exists, but has no such id.
    NoId {
        /// The file it leads to.
        target: String,
        /// The missing id.
        id: String,
    },
}

/// Checks every `href`, `src` and the like in the HTML and SVG files of the set, and every `url(…)` in its style
/// sheets. `base` is the folder on the server where the site will lie, `/hyoka/`, if known. Sorted by page; each link
/// is reported once per page.
#[must_use]
pub fn check(set: &OutputSet, base: Option<&str>) -> Vec<BrokenLink> {
    let links = Links::new(base);
    let files: Vec<(&str, &[u8])> = set.iter().collect();
    files.into_par_iter().for_each(|(path, bytes)| links.read(path, bytes));
    links.broken(&|path| set.contains(path))
}

/// Collects the links of a site whose files are read one by one, from any thread, without keeping the files.
#[derive(Debug, Default)]
pub struct Links {
    base: Option<String>,
    read: Mutex<Read>,
}

/// A page with one of its links.
type Asker = (Arc<str>, Arc<str>);

/// Data kept of the files.
#[derive(Debug, Default)]
struct Read {
    /// The ids of each page, as sorted hashes: there are many, and few are looked up.
    pages: BTreeMap<String, Box<[u64]>>,
    /// Link targets in other files, with the pages and links that lead there.
    asked: BTreeMap<Target, Vec<Asker>>,
    /// Texts of links, interned.
    texts: BTreeSet<Arc<str>>,
    broken: Vec<BrokenLink>,
}

/// Target of a link.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Target {
    path: String,
    is_folder: bool,
    id: String,
}

impl Links {
    /// Starts without files; `base` as in [`check`].
    #[must_use]
    pub fn new(base: Option<&str>) -> Self {
        Self { base: base.map(str::to_owned), read: Mutex::default() }
    }

    /// Reads the links and ids of a file.
    pub fn read(&self, page: &str, bytes: &[u8]) {
        let Some(scan) = scan(page, bytes) else {
            return;
        };
        let mut seen = BTreeSet::new();
        let (mut asked, mut broken) = (Vec::new(), Vec::new());
        // Most links lead to a place on their own page, which exists.
        let is_here = |href: &str| href.strip_prefix('#').is_some_and(|id| scan.ids.contains(id));
        let links = scan.links.iter().filter(|href| !is_here(href));
        for href in links.filter(|href| seen.insert(href.as_str())) {
            match self.target(page, href) {
                Ok(None) => {}
                Ok(Some(target)) if target.path != page || target.is_folder => {
                    asked.push((target, href));
                }
                Ok(Some(Target { id, .. })) if is_top(&id) || scan.ids.contains(&id) => {}
                Ok(Some(Target { path: target, id, .. })) => {
                    broken.push((href, Why::NoId { target, id }));
                }
                Err(why) => broken.push((href, why)),
            }
        }
        let mut ids: Box<[u64]> = scan.ids.iter().map(|id| hash(id)).collect();
        ids.sort_unstable();
        let mut read = self.lock();
        let own: Arc<str> = page.into();
        for (target, href) in asked {
            let text = read.text(href);
            read.asked.entry(target).or_default().push((Arc::clone(&own), text));
        }
        read.broken.extend(broken.into_iter().map(|(href, why)| BrokenLink {
            page: page.to_owned(),
            href: href.clone(),
            why,
        }));
        read.pages.insert(page.to_owned(), ids);
    }

    fn lock(&self) -> MutexGuard<'_, Read> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The links that lead nowhere, once all files have been read; `is_there` knows every file.
    #[must_use]
    pub fn broken(&self, is_there: &dyn Fn(&str) -> bool) -> Vec<BrokenLink> {
        let read = self.lock();
        let Read { pages, asked, texts: _, broken } = &*read;
        let mut broken = broken.clone();
        for (target, links) in asked {
            let Err(why) = target.follow(is_there, pages) else {
                continue;
            };
            broken.extend(links.iter().map(|(page, href)| BrokenLink {
                page: page.to_string(),
                href: href.to_string(),
                why: why.clone(),
            }));
        }
        broken.sort();
        broken
    }

    /// Target of a link; `None` for one that leads out of the site.
    fn target(&self, page: &str, href: &str) -> Result<Option<Target>, Why> {
        if href.is_empty() {
            return Err(Why::Empty);
        }
        if let Some(scheme) = scheme(href) {
            let known = ["http", "https", "mailto", "tel", "data"];
            let known = known.iter().any(|known| scheme.eq_ignore_ascii_case(known));
            return if known { Ok(None) } else { Err(Why::Scheme) };
        }
        if href.starts_with('/') {
            let inside = self.base.as_deref().and_then(|base| href.strip_prefix(base));
            return match inside {
                Some("") => Ok(None),
                Some(inside) if !inside.starts_with('/') => self.target("index.html", inside),
                _ => Err(Why::Absolute),
            };
        }
        let (address, fragment) = href.split_once('#').unwrap_or((href, ""));
        let (path, _query) = address.split_once('?').unwrap_or((address, ""));
        let path = decode(path).ok_or(Why::Encoding)?;
        let id = decode(fragment).ok_or(Why::Encoding)?.into_owned();
        if path.is_empty() {
            return Ok(Some(Target { path: page.to_owned(), is_folder: false, id }));
        }
        let mut parts: Vec<&str> = page.split('/').collect();
        parts.pop();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => _ = parts.pop().ok_or(Why::OutsideSite)?,
                part => parts.push(part),
            }
        }
        Ok(Some(Target {
            path: parts.join("/"),
            is_folder: matches!(path.rsplit('/').next(), None | Some("" | "." | "..")),
            id,
        }))
    }
}

impl Read {
    fn text(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.texts.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = text.into();
        self.texts.insert(Arc::clone(&new));
        new
    }
}

impl Target {
    fn follow(
        &self,
        is_there: &dyn Fn(&str) -> bool,
        pages: &BTreeMap<String, Box<[u64]>>,
    ) -> Result<(), Why> {
        let target = self.file(is_there)?;
        // The meaning of a fragment in a PDF, such as a page number, is up to the reader program.
        let Some(ids) = pages.get(&target) else {
            return Ok(());
        };
        if is_top(&self.id) || ids.binary_search(&hash(&self.id)).is_ok() {
            return Ok(());
        }
        Err(Why::NoId { target, id: self.id.clone() })
    }

    /// The file at a path; for a folder its `index.html`.
    fn file(&self, is_there: &dyn Fn(&str) -> bool) -> Result<String, Why> {
        let target = &self.path;
        if !self.is_folder && (is_there(target) || target == MANIFEST_PATH) {
            return Ok(target.clone());
        }
        let index = if target.is_empty() {
            "index.html".to_owned()
        } else {
            format!("{target}/index.html")
        };
        if is_there(&index) {
            return Ok(index);
        }
        Err(Why::NoFile { target: if self.is_folder { index } else { target.clone() } })
    }
}

fn scan(path: &str, bytes: &[u8]) -> Option<scan::Scan> {
    let (_, ending) = path.rsplit_once('.')?;
    match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" | "svg" => Some(scan::markup(bytes)),
        "css" => Some(scan::Scan {
            links: scan::css(&String::from_utf8_lossy(bytes)),
            ..scan::Scan::default()
        }),
        _ => None,
    }
}

/// `#` and `#top` are the top of any page.
fn is_top(id: &str) -> bool {
    id.is_empty() || id.eq_ignore_ascii_case("top")
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

/// The text before the first colon, if it is a scheme rather than part of a path.
fn scheme(href: &str) -> Option<&str> {
    let (scheme, _) = href.split_once(':')?;
    let inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(inner))
        .then_some(scheme)
}

/// Decodes `%E3%81%82` to `あ`; `None` when the result is not UTF-8.
fn decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut plain = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            plain.push(digit(bytes.next()?)? * 16 + digit(bytes.next()?)?);
        } else {
            plain.push(byte);
        }
    }
    String::from_utf8(plain).ok().map(Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::PathError;

    fn broken(files: &[(&str, &str)]) -> Result<Vec<(String, Why)>, PathError> {
        let mut set = OutputSet::new();
        for (path, text) in files {
            set.insert(*path, *text)?;
        }
        Ok(check(&set, Some("/hyoka/")).into_iter().map(|link| (link.href, link.why)).collect())
    }

    fn page(links: &[&str]) -> String {
        format!("<a href=\"{}\">", links.join("\"><a href=\""))
    }

    #[test]
    fn links_that_lead_somewhere_are_silent() -> Result<(), PathError> {
        let home = page(&["policies/", "policies/52/index.html#goal", "#", "#top", "#here", "./"]);
        let deep = page(&[
            "../../",
            "..",
            ".",
            "",
            "?q=1",
            "../52/index.html?v=2#goal",
            "../../a.pdf#page=3",
            "../../%E8%A8%88%E7%94%BB.csv",
            "&#x2E;.&#x2F;index.html",
            "../../manifest.json",
            "https://example.jp/",
            "mailto:a@example.jp",
            "tel:0000",
            "data:,x",
            "../../policies",
        ]);
        let deep = deep.replace("<a href=\"\">", "<h2 id=\"goal\">");
        let found = broken(&[
            ("index.html", &format!("{home}<p id=\"here\">")),
            ("policies/index.html", "<link href=\"../css/site.css\">"),
            ("policies/52/index.html", &deep),
            ("css/site.css", "p{src:url(../fonts/a.woff2)}"),
            ("fonts/a.woff2", ""),
            ("a.pdf", ""),
            ("計画.csv", "<a href=\"not-a-page\">"),
        ])?;
        assert_eq!(found, []);
        Ok(())
    }

    #[test]
    fn each_fault_is_named() -> Result<(), PathError> {
        let bad = [
            "",
            "/a",
            "//b.jp",
            "../x",
            "file:x",
            "javascript:x",
            "%zz",
            "%ff",
            "no.html",
            "Index.html",
        ];
        let home = page(&bad) + &page(&["no/", "#no", "a/?x#%E3%81%82", "no.html"]);
        let found =
            broken(&[("index.html", &home), ("a/index.html", ""), ("s.css", "a{b:url(no.png)}")])?;
        let no_file = |target: &str| Why::NoFile { target: target.into() };
        let no_id = |target: &str, id: &str| Why::NoId { target: target.into(), id: id.into() };
        let expected = [
            ("", Why::Empty),
            ("/a", Why::Absolute),
            ("//b.jp", Why::Absolute),
            ("../x", Why::OutsideSite),
            ("file:x", Why::Scheme),
            ("javascript:x", Why::Scheme),
            ("%zz", Why::Encoding),
            ("%ff", Why::Encoding),
            ("no.html", no_file("no.html")),
            ("Index.html", no_file("Index.html")),
            ("no/", no_file("no/index.html")),
            ("#no", no_id("index.html", "no")),
            ("a/?x#%E3%81%82", no_id("a/index.html", "あ")),
            ("no.png", no_file("no.png")),
        ];
        let mut expected = expected.map(|(href, why)| (href.to_owned(), why));
        let mut found = found;
        found.sort();
        expected.sort();
        assert_eq!(found, expected);
        Ok(())
    }
}
