//! Checked and rendered content -> all files of a release and their manifest: site, zip files, CMS fragments,
//! handouts, records, notes. Works in memory; knows nothing of folders.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{build, state, words};
use crate::render;
use crate::report::changes::{self, Changes, Contents, State};
use crate::report::{Report, format};
use crate::site::manifest::{self, Font, Manifest, Meta, Previous, Release};
use crate::site::{MANIFEST_PATH, OutputSet, archive};
use crate::theme::Theme;

const TOOL: &str = env!("CARGO_PKG_NAME");
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// Folder of the CMS fragments.
const CMS: &str = "cms/";

/// Numbers of pages, PDFs and data files of a site.
pub(super) fn counts(site: &OutputSet) -> [usize; 3] {
    build::counts(site.iter().map(|(path, _)| path))
}

/// Everything that goes into a release folder.
pub(super) struct Frozen<'a> {
    pub(super) report: &'a Report,
    pub(super) site: &'a OutputSet,
    pub(super) fragments: &'a OutputSet,
    pub(super) handouts: &'a OutputSet,
    /// Name, date and records; its files are filled in once they are listed.
    pub(super) now: State,
    pub(super) fonts: &'a [Font],
    pub(super) confirmed: Vec<String>,
    pub(super) accepted: Vec<changes::Accepted>,
    /// Reference date in words.
    pub(super) as_of: String,
    /// Reference date.
    pub(super) day: Date,
}

type Folder = (OutputSet, Manifest, Option<Changes>);

impl Frozen<'_> {
    /// Returns the files, their manifest, and the differences from the previous release.
    pub(super) fn freeze(
        mut self,
        previous: Option<&(State, Previous)>,
        theme: &Theme,
    ) -> Result<Folder, String> {
        let as_of = self.now.as_of.clone();
        let meta = Meta { tool: TOOL, version: VERSION, as_of: &as_of };
        let listed = Manifest::of(self.site, &meta);
        let own = listed.to_json().into_bytes();
        let site: BTreeMap<&str, &[u8]> =
            self.site.iter().chain([(MANIFEST_PATH, own.as_slice())]).collect();
        let mut set = OutputSet::new();
        for (path, bytes) in &site {
            add(&mut set, format!("{}{path}", state::SITE), bytes.to_vec())?;
        }
        for (path, bytes) in self.fragments.iter() {
            add(&mut set, format!("{CMS}{path}"), bytes.to_vec())?;
        }
        for (path, bytes) in self.handouts.iter() {
            add(&mut set, path.to_owned(), bytes.to_vec())?;
        }
        add(&mut set, "site.zip".to_owned(), zip(site.clone(), self.day)?)?;
        let facts = words::as_json(&self.now.snapshot).into_bytes();
        add(&mut set, state::FACTS.to_owned(), facts)?;

        let hashes = listed.entries.iter();
        let hashes = hashes.map(|entry| (entry.path.clone(), entry.blake3.clone()));
        let own_hash = manifest::hash(&own);
        let files = hashes.chain([(MANIFEST_PATH.to_owned(), own_hash.clone())]);
        self.now.files = Some(files.collect());
        let changes = previous.map(|(before, _)| changes::compare(before, &self.now));
        if let Some(changes) = &changes {
            compared(&mut set, changes, (&site, self.day), theme)?;
        }
        let notes = self.notes(&own_hash, changes.as_ref());
        add(&mut set, "notes.md".to_owned(), notes.into_bytes())?;
        let release = Release {
            name: self.now.name.clone(),
            fonts: self.fonts.to_vec(),
            previous: previous.map(|(_, previous)| previous.clone()),
        };
        let manifest = Manifest { release: Some(release), ..Manifest::of(&set, &meta) };
        Ok((set, manifest, changes))
    }

    fn notes(&self, manifest: &str, changes: Option<&Changes>) -> String {
        let title = |path: &String| {
            let page = self.report.pages.iter().find(|page| page.path == *path);
            page.map_or_else(|| path.clone(), |page| page.title.clone())
        };
        let confirmed: Vec<String> = self.confirmed.iter().map(title).collect();
        let font = |font: &Font| format!("{}（{}）", font.file, font.version);
        let fonts: Vec<String> = self.fonts.iter().map(font).collect();
        let size = usize::try_from(self.site.total_bytes()).unwrap_or(usize::MAX);
        let handouts: Vec<String> = self.handouts.iter().map(|(path, _)| path.to_owned()).collect();
        let contents = Contents {
            name: &self.now.name,
            as_of: &self.as_of,
            counts: counts(self.site),
            size: &format::file_size(size),
            handouts: &handouts,
            manifest,
            tool: &format!("{TOOL} {VERSION}"),
            fonts: &fonts,
            confirmed: &confirmed,
            accepted: &self.accepted,
        };
        changes::notes(self.report, &contents, changes)
    }
}

/// Differences from the previous release, for people and for whoever uploads the files.
fn compared(
    set: &mut OutputSet,
    changes: &Changes,
    (site, day): (&BTreeMap<&str, &[u8]>, Date),
    theme: &Theme,
) -> Result<(), String> {
    let page = render::alone::html(changes::TEMPLATE, &changes::page(changes), &theme.html);
    let page = page.map_err(|error| words::html(&error))?;
    add(set, "diff.html".to_owned(), page.into_bytes())?;
    let text = changes::text(changes);
    add(set, "diff.txt".to_owned(), text.into_bytes())?;
    let json = words::as_json(changes);
    add(set, "diff.json".to_owned(), json.into_bytes())?;
    let wanted: BTreeMap<&str, &[u8]> =
        changes.to_upload().filter_map(|path| Some((path, *site.get(path)?))).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    add(set, changes::CHANGED.to_owned(), zip(wanted, day)?)
}

fn zip(files: BTreeMap<&str, &[u8]>, day: Date) -> Result<Vec<u8>, String> {
    archive::write(files.into_iter(), day).map_err(|error| words::zip(&error))
}

fn add(set: &mut OutputSet, path: String, bytes: Vec<u8>) -> Result<(), String> {
    set.insert(path, bytes).map_err(|error| words::path(&error))
}
