//! A path given by the user -> what is published there, or what the content there would publish.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::words;
use crate::model::published::Hidden;
use crate::pipeline;
use crate::record;
use crate::report::changes::{Files, Snapshot, State};
use crate::report::format;
use crate::site::archive::{Archive, ArchiveError};
use crate::site::manifest::{self, Entry, Manifest};
use crate::site::verify::{self, VerifyError};
use crate::site::{MANIFEST_PATH, publish};

/// The folder of a release in which the site lies.
pub(super) const SITE: &str = "site/";
/// Record of the figures in a release.
pub(super) const FACTS: &str = "facts.json";
/// The same record in published files.
const PACKAGE: &str = "data/package.json";

/// Reads a release, a published folder, a zip file of one, or a content folder.
pub(super) fn open(path: &Path) -> Result<State, String> {
    let name = path.file_name().map_or_else(
        || path.to_string_lossy().into_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    let unread = |error: io::Error| words::unreadable(path, &error);
    if !fs::metadata(path).map_err(unread)?.is_dir() {
        let bytes = verify::plain(path, verify::MOST_ARCHIVE).map_err(unread)?;
        let bytes = bytes.ok_or_else(|| words::not_plain(path))?;
        let archive = Archive::open(&bytes).map_err(|error| words::archive(path, &error))?;
        let file = |inside: &str, most: u64| {
            if archive.size(inside).is_some_and(|size| size > most) {
                return Err(words::archive(path, &ArchiveError::TooLarge));
            }
            archive.get(inside).map_err(|error| words::archive(path, &error))
        };
        let json = file(MANIFEST_PATH, verify::MOST_MANIFEST)?;
        let json = json.ok_or_else(|| words::no_release(path))?;
        return published(path, name, &json, &|entry| {
            let bytes = file(&entry.path, entry.bytes)?.filter(|bytes| entry.is(bytes));
            bytes.ok_or_else(|| words::damaged(path, &entry.path))
        });
    }
    match manifest_of(path)? {
        Some(json) => published(path, name, &json, &|entry| {
            publish::read_file(path, entry).map_err(|_| words::damaged(path, &entry.path))
        }),
        None if path.join("city.yaml").is_file() => content(path, name),
        None => Err(words::no_release(path)),
    }
}

/// The bytes of the manifest in a folder; `None` where there is none.
fn manifest_of(folder: &Path) -> Result<Option<Vec<u8>>, String> {
    let place = folder.join(MANIFEST_PATH);
    match verify::plain(&place, verify::MOST_MANIFEST) {
        Ok(Some(json)) => Ok(Some(json)),
        Ok(None) => Err(words::not_plain(&place)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(words::unreadable(&place, &error)),
    }
}

fn published(
    path: &Path,
    name: String,
    json: &[u8],
    read: &dyn Fn(&Entry) -> Result<Vec<u8>, String>,
) -> Result<State, String> {
    let manifest = Manifest::parse(json);
    let manifest =
        manifest.map_err(|error| words::unverified(path, &VerifyError::Manifest(error)))?;
    let Manifest { tool: _, version: _, as_of, release, entries } = &manifest;
    let whole = release.is_some();
    let inside = |entry: &Entry| {
        let below = if whole { entry.path.strip_prefix(SITE)? } else { entry.path.as_str() };
        Some((below.to_owned(), entry.blake3.clone()))
    };
    let mut files: Files = entries.iter().filter_map(inside).collect();
    if !whole {
        // The manifest is published with the files but cannot list itself.
        files.insert(MANIFEST_PATH.to_owned(), manifest::hash(json));
    }
    let wanted = if whole { FACTS } else { PACKAGE };
    let entry = manifest.entry(wanted).ok_or_else(|| words::no_release(path))?;
    let bytes = read(entry)?;
    let snapshot: Option<Snapshot> = if whole {
        serde_json::from_slice(&bytes).ok()
    } else {
        record::of_published(&bytes, files.keys().cloned())
    };
    Ok(State {
        name: release.as_ref().map_or(name, |release| release.name.clone()),
        as_of: as_of.clone(),
        snapshot: snapshot.ok_or_else(|| words::damaged(path, wanted))?,
        files: Some(files),
        hidden: Hidden::default(),
    })
}

fn content(path: &Path, name: String) -> Result<State, String> {
    let checked = pipeline::check(path, None);
    let checked = checked.map_err(|error| words::content_unreadable(path, &error))?;
    let pipeline::Checked { sources, diags, model, hidden, whole: _, part: _ } = checked;
    let model = model.ok_or_else(|| words::not_compared(&diags, path))?;
    let report = pipeline::report(&model);
    let (origins, items) = pipeline::written(&sources);
    Ok(State {
        name,
        as_of: format::iso(&model.city.as_of),
        snapshot: record::snapshot(&report, &sources, &origins, &items),
        files: None,
        hidden,
    })
}

/// A release: its folder and the bytes of its manifest.
pub(super) type Found = (PathBuf, Vec<u8>);

/// The latest release in a folder other than `name`: by its date, then by its name.
///
/// # Errors
/// Where a release cannot be read: an older one must not silently take its place.
pub(super) fn latest(releases: &Path, name: &str) -> Result<Option<Found>, String> {
    let entries = match fs::read_dir(releases) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(words::unreadable(releases, &error)),
    };
    let mut found = BTreeMap::new();
    for entry in entries {
        let entry = entry.map_err(|error| words::unreadable(releases, &error))?;
        let folder = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') || !folder.is_dir() {
            continue;
        }
        let Some(json) = manifest_of(&folder)? else {
            // Skips folders of something else, unless they have what only a release has.
            if folder.join(FACTS).exists() || folder.join(SITE).join(MANIFEST_PATH).exists() {
                return Err(words::unverified(&folder, &VerifyError::NoManifest));
            }
            continue;
        };
        let manifest = Manifest::parse(&json);
        let manifest =
            manifest.map_err(|error| words::unverified(&folder, &VerifyError::Manifest(error)))?;
        if let Some(release) = manifest.release
            && release.name != name
        {
            found.insert((manifest.as_of, release.name), (folder, json));
        }
    }
    Ok(found.into_values().next_back())
}
