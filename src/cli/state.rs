//! A path that somebody names -> what is published there, or what the content there would publish.

#![expect(clippy::disallowed_methods, reason = "the command reads the releases that were named")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::words;
use crate::pipeline;
use crate::record;
use crate::report::changes::{Files, Snapshot, State};
use crate::report::format;
use crate::site::manifest::{self, Entry, Manifest};
use crate::site::{MANIFEST_PATH, archive, publish};

/// The folder of a release in which the site lies.
pub(super) const SITE: &str = "site/";
/// What a release writes down of its content.
pub(super) const FACTS: &str = "facts.json";
/// The same in published files.
const PACKAGE: &str = "data/package.json";

/// Reads a release, a published folder, a zip file of one, or a content folder.
pub(super) fn open(path: &Path) -> Result<State, String> {
    let name = path.file_name().map_or_else(
        || path.to_string_lossy().into_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    if path.is_file() {
        let bytes = fs::read(path).map_err(|error| words::unreadable(path, &error))?;
        let files = archive::read(&bytes).map_err(|error| words::archive(path, &error))?;
        let json = files.get(MANIFEST_PATH);
        let json = json.ok_or_else(|| words::no_release(path))?;
        return published(path, name, json, &|entry| {
            let bytes = files.get(&entry.path).filter(|bytes| entry.is(bytes));
            bytes.cloned().ok_or_else(|| words::damaged(path, &entry.path))
        });
    }
    match fs::read(path.join(MANIFEST_PATH)) {
        Ok(json) => published(path, name, &json, &|entry| {
            publish::read_file(path, entry).map_err(|_| words::damaged(path, &entry.path))
        }),
        Err(_) if path.join("city.yaml").is_file() => content(path, name),
        Err(_) => Err(words::no_release(path)),
    }
}

fn published(
    path: &Path,
    name: String,
    json: &[u8],
    read: &dyn Fn(&Entry) -> Result<Vec<u8>, String>,
) -> Result<State, String> {
    let manifest = Manifest::parse(json).map_err(|_| words::no_release(path))?;
    let Manifest { tool: _, version: _, as_of, release, entries } = &manifest;
    let whole = release.is_some();
    let inside = |entry: &Entry| {
        let below = if whole { entry.path.strip_prefix(SITE)? } else { entry.path.as_str() };
        Some((below.to_owned(), entry.blake3.clone()))
    };
    let mut files: Files = entries.iter().filter_map(inside).collect();
    if !whole {
        // The list of the files is published with them, and cannot list itself.
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
    })
}

fn content(path: &Path, name: String) -> Result<State, String> {
    let checked = pipeline::check(path, None);
    let checked = checked.map_err(|error| words::content_unreadable(path, &error))?;
    let pipeline::Checked { sources, diags, model } = checked;
    let model = model.ok_or_else(|| words::not_compared(&diags, path))?;
    let report = pipeline::report(&model);
    let (origins, items) = pipeline::written(&sources);
    Ok(State {
        name,
        as_of: format::iso(&model.city.as_of),
        snapshot: record::snapshot(&report, &sources, &origins, &items),
        files: None,
    })
}

/// The latest release in a folder other than `name`: by its date, then by its name. With its manifest's bytes.
pub(super) fn latest(releases: &Path, name: &str) -> Option<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(releases).ok()?;
    let mut found = BTreeMap::new();
    for entry in entries.flatten() {
        let folder = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let Ok(json) = fs::read(folder.join(MANIFEST_PATH)) else {
            continue;
        };
        let Ok(manifest) = Manifest::parse(&json) else {
            continue;
        };
        if let Some(release) = manifest.release
            && release.name != name
            && !hidden
        {
            found.insert((manifest.as_of, release.name), (folder, json));
        }
    }
    found.into_values().next_back()
}
