//! The pages of the last build, by what they were made from -> those that the next one takes over. Kept in the cache
//! beside what `unchanged` keeps; trusts a file of the output while its size and its time are as they were.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::unchanged::{Seen, Trace, stamp};
use super::{cache, words};
use crate::pipeline::{Earlier, PageKeys, Taken};
use crate::report::pdf_of;
use crate::site::links::{Links, Summary};
use crate::site::manifest::Entry;
use crate::site::publish::Staging;

/// The pages of a build.
#[derive(Default, Serialize, Deserialize)]
struct Record {
    /// Everything else that the pages depend on.
    base: String,
    pages: BTreeMap<String, Kept>,
}

/// A page with its PDF.
#[derive(Serialize, Deserialize)]
struct Kept {
    keys: PageKeys,
    html: File,
    pdf: Option<File>,
    links: Summary,
}

/// A file of the output.
#[derive(Clone, Serialize, Deserialize)]
struct File {
    bytes: u64,
    changed: u64,
    blake3: String,
}

impl File {
    /// Its entry, where it still stands in the output as it was made.
    fn entry(&self, out: &Path, path: &str) -> Option<Entry> {
        (stamp(&out.join(path))? == (self.bytes, self.changed)).then(|| Entry {
            path: path.to_owned(),
            bytes: self.bytes,
            blake3: self.blake3.clone(),
        })
    }
}

/// What the last build made, for one that is under way.
pub(super) struct Remembered<'a> {
    trace: &'a Trace,
    before: Record,
    now: Mutex<BTreeMap<String, PageKeys>>,
    taken: Mutex<Vec<String>>,
    staging: &'a Staging,
    links: &'a Links,
}

impl<'a> Remembered<'a> {
    /// Reads what was kept; nothing where there is none, or where it was made in another way.
    pub(super) fn open(trace: &'a Trace, staging: &'a Staging, links: &'a Links) -> Self {
        let kept = cache::read_whole(&trace.place(ENDING));
        let kept = kept.and_then(|kept| postcard::from_bytes::<Record>(&kept).ok());
        Self {
            before: kept.filter(|kept| kept.base == trace.base).unwrap_or_default(),
            trace,
            now: Mutex::default(),
            taken: Mutex::default(),
            staging,
            links,
        }
    }

    fn learn(&self, path: &str, keys: PageKeys) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.insert(path.to_owned(), keys);
    }

    /// Reads the links of the pages that were taken over, where something is gone to which they may have led.
    pub(super) fn read_links(&self) {
        let before = self.before.pages.iter();
        let before = before.map(|(path, kept)| (path.as_str(), &kept.links));
        if !self.staging.loses_any() && !self.links.miss(before) {
            return;
        }
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        for path in &*taken {
            if let Some(bytes) = self.staging.read(path) {
                self.links.read(path, &bytes);
            }
        }
    }

    /// What is to be kept of the build that is about to end.
    pub(super) fn finish(self) -> Finished {
        let mut links = self.links.summaries();
        let now = self.now.into_inner();
        let now = now.unwrap_or_else(PoisonError::into_inner).into_iter();
        let pages = now.map(|(path, keys)| {
            let links = links.remove(&path).unwrap_or_default();
            (path, keys, links)
        });
        let entries = self.staging.entries().into_iter();
        Finished {
            pages: pages.collect(),
            hashes: entries.map(|entry| (entry.path, entry.blake3)).collect(),
        }
    }
}

impl Earlier<String> for Remembered<'_> {
    fn take(&self, path: &str, keys: PageKeys) -> Result<Option<Taken>, String> {
        let kept = self.before.pages.get(path);
        let Some(kept) = kept.filter(|kept| kept.keys.meet(&keys)) else {
            return Ok(None);
        };
        let pdf_path = pdf_of(path);
        let out = &self.trace.out;
        let pdf = kept.pdf.iter().map(|pdf| pdf.entry(out, &pdf_path));
        let Some(entries) = std::iter::once(kept.html.entry(out, path)).chain(pdf).collect() else {
            return Ok(None);
        };
        let carried = self.staging.carry(entries);
        if !carried.map_err(|error| words::publish(&error))? {
            return Ok(None);
        }
        self.links.recall(path, kept.links.clone());
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.push(path.to_owned());
        self.learn(path, PageKeys { inputs: keys.inputs, page: keys.page.or(kept.keys.page) });
        Ok(Some(Taken { pdf: kept.pdf.as_ref().map(|pdf| pdf.bytes) }))
    }

    fn made(&self, path: &str, keys: PageKeys) {
        self.learn(path, keys);
    }
}

/// What is kept of a build once its files stand in their place.
pub(super) struct Finished {
    pages: Vec<(String, PageKeys, Summary)>,
    hashes: BTreeMap<String, String>,
}

impl Finished {
    /// Keeps it. `outputs` are the files as they stand now.
    pub(super) fn keep(self, trace: &Trace, outputs: &[Seen]) {
        let Self { pages, mut hashes } = self;
        // `None` for a file that was not made; `Some(None)` for one that no longer stands.
        let mut file = |path: &str| {
            let blake3 = hashes.remove(path)?;
            let place = outputs.binary_search_by(|(name, _, _)| name.as_str().cmp(path));
            let found = place.ok().and_then(|place| outputs.get(place));
            Some(found.map(|(_, bytes, changed)| File { bytes: *bytes, changed: *changed, blake3 }))
        };
        let kept = pages.into_iter().filter_map(|(path, keys, links)| {
            let html = file(&path)??;
            let pdf = file(&pdf_of(&path)).map_or(Some(None), |pdf| pdf.map(Some))?;
            let kept = Kept { keys, html, pdf, links };
            Some((path, kept))
        });
        let record = Record { pages: kept.collect(), base: trace.base.clone() };
        // Without it the next run does the work again.
        let _ = postcard::to_stdvec(&record)
            .map(|bytes| cache::write_whole(&trace.place(ENDING), &bytes));
    }
}

const ENDING: &str = "pages";
