//! A published folder or zip file -> whether it is whole and is what its manifest says. Reads, never writes;
//! knows no wording.

#![expect(
    clippy::disallowed_methods,
    reason = "published files are read here to be compared with their manifest"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::archive::{self, ArchiveError};
use super::manifest::{self, Entry, Manifest, ManifestError};
use super::publish::IGNORED;
use super::{MANIFEST_PATH, check_path};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What ought to be there.
    pub manifest: Manifest,
    /// BLAKE3 of the manifest itself.
    pub hash: String,
    /// Listed, and not there.
    pub missing: Vec<String>,
    /// There, with another content.
    pub altered: Vec<String>,
    /// There, and not listed.
    pub extra: Vec<String>,
}

impl Verdict {
    /// Whether everything is as it was published.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.missing.is_empty() && self.altered.is_empty() && self.extra.is_empty()
    }
}

/// Why nothing could be compared.
#[derive(Debug)]
pub enum VerifyError {
    /// There is no manifest.
    NoManifest,
    /// The manifest is not one of ours.
    Manifest(ManifestError),
    /// The zip file cannot be read.
    Archive(ArchiveError),
    /// The system refused.
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Compares a folder, or a zip file, with the manifest in it. `tool` is the tool that must have made it.
///
/// # Errors
/// [`VerifyError`].
pub fn verify(path: &Path, tool: &str) -> Result<Verdict, VerifyError> {
    let refused = |source| VerifyError::Io { path: path.to_owned(), source };
    if fs::metadata(path).map_err(refused)?.is_dir() {
        return folder(path, tool);
    }
    let bytes = fs::read(path).map_err(refused)?;
    archived(&archive::read(&bytes).map_err(VerifyError::Archive)?, tool)
}

/// Compares unpacked files with the manifest among them.
///
/// # Errors
/// [`VerifyError`].
pub fn archived(files: &BTreeMap<String, Vec<u8>>, tool: &str) -> Result<Verdict, VerifyError> {
    let json = files.get(MANIFEST_PATH).ok_or(VerifyError::NoManifest)?;
    let manifest = read(json, tool)?;
    let mut verdict = begin(manifest, json);
    for entry in verdict.manifest.entries.clone() {
        let found = files.get(&entry.path);
        verdict.enter(&entry, found.map(|bytes| entry.is(bytes)));
    }
    verdict.others(files.keys().cloned());
    Ok(verdict)
}

fn folder(path: &Path, tool: &str) -> Result<Verdict, VerifyError> {
    let refused = |path: &Path| {
        let path = path.to_owned();
        move |source| VerifyError::Io { path, source }
    };
    let place = path.join(MANIFEST_PATH);
    let json = match fs::read(&place) {
        Ok(json) => json,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(VerifyError::NoManifest);
        }
        Err(error) => return Err(refused(&place)(error)),
    };
    let manifest = read(&json, tool)?;
    let mut verdict = begin(manifest, &json);
    for entry in verdict.manifest.entries.clone() {
        let place = path.join(&entry.path);
        // A link is not what was published, wherever it leads.
        let there = fs::symlink_metadata(&place);
        let same = match there {
            Ok(found) if found.is_file() && found.len() == entry.bytes => {
                Some(entry.is(&fs::read(&place).map_err(refused(&place))?))
            }
            Ok(_) => Some(false),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(refused(&place)(error)),
        };
        verdict.enter(&entry, same);
    }
    let mut found = Vec::new();
    for entry in WalkDir::new(path).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let place = error.path().unwrap_or(path).to_owned();
            refused(&place)(error.into())
        })?;
        if !entry.file_type().is_dir() {
            let below = entry.path().strip_prefix(path).unwrap_or(entry.path());
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            found.push(parts.join("/"));
        }
    }
    verdict.others(found.into_iter());
    Ok(verdict)
}

fn read(json: &[u8], tool: &str) -> Result<Manifest, VerifyError> {
    let manifest = Manifest::parse(json).map_err(VerifyError::Manifest)?;
    if manifest.tool == tool {
        Ok(manifest)
    } else {
        let tool = manifest.tool;
        Err(VerifyError::Manifest(ManifestError::OtherTool { tool }))
    }
}

fn begin(manifest: Manifest, json: &[u8]) -> Verdict {
    Verdict {
        manifest,
        hash: manifest::hash(json),
        missing: Vec::new(),
        altered: Vec::new(),
        extra: Vec::new(),
    }
}

impl Verdict {
    /// `same`: `None` for a file that is not there.
    fn enter(&mut self, entry: &Entry, same: Option<bool>) {
        match same {
            Some(true) => {}
            Some(false) => self.altered.push(entry.path.clone()),
            None => self.missing.push(entry.path.clone()),
        }
    }

    fn others(&mut self, found: impl Iterator<Item = String>) {
        let listed: BTreeSet<&str> =
            self.manifest.entries.iter().map(|e| e.path.as_str()).collect();
        let known = |path: &String| {
            let name = path.rsplit('/').next().unwrap_or_default();
            path == MANIFEST_PATH || listed.contains(path.as_str()) || IGNORED.contains(&name)
        };
        let mut extra: Vec<String> = found.filter(|path| !known(path)).collect();
        extra.sort();
        debug_assert!(self.manifest.entries.iter().all(|e| check_path(&e.path).is_ok()));
        self.extra = extra;
    }
}
