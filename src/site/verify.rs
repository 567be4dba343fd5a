//! A published folder or zip file -> whether it is complete and matches its manifest. Read-only; knows no wording.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::MANIFEST_PATH;
use super::archive::{Archive, ArchiveError};
use super::manifest::{self, Entry, Manifest, ManifestError};
use super::publish::IGNORED;

/// Result of verifying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The expected files.
    pub manifest: Manifest,
    /// BLAKE3 of the manifest itself.
    pub hash: String,
    /// Listed, but missing.
    pub missing: Vec<String>,
    /// Existing, with different content.
    pub altered: Vec<String>,
    /// Existing, but not listed.
    pub extra: Vec<String>,
}

impl Verdict {
    /// Whether everything is as published.
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
    /// It is neither a folder nor a plain file of plausible size.
    NotPlain(PathBuf),
    /// The zip file cannot be read.
    Archive(ArchiveError),
    /// The system reported an error.
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
}

/// Compares a folder or a zip file with the manifest in it. `tool` is the expected publishing tool.
///
/// # Errors
/// [`VerifyError`].
pub fn verify(path: &Path, tool: &str) -> Result<Verdict, VerifyError> {
    if fs::metadata(path).map_err(refused(path))?.is_dir() {
        return folder(path, tool);
    }
    let bytes = plain(path, MOST_ARCHIVE).map_err(refused(path))?;
    let bytes = bytes.ok_or(VerifyError::NotPlain(path.to_owned()))?;
    archived(&Archive::open(&bytes).map_err(VerifyError::Archive)?, tool)
}

/// Compares packed files with their manifest. Unlisted files, and files of another size than listed, are never
/// unpacked.
///
/// # Errors
/// [`VerifyError`].
pub fn archived(archive: &Archive<'_>, tool: &str) -> Result<Verdict, VerifyError> {
    if archive.size(MANIFEST_PATH).is_some_and(|size| size > MOST_MANIFEST) {
        return Err(VerifyError::Archive(ArchiveError::TooLarge));
    }
    let json = archive.get(MANIFEST_PATH).map_err(VerifyError::Archive)?;
    let json = json.ok_or(VerifyError::NoManifest)?;
    let manifest = read(&json, tool)?;
    let mut verdict = begin(manifest, &json);
    for entry in verdict.manifest.entries.clone() {
        let same = match archive.size(&entry.path) {
            None => None,
            Some(size) if size != entry.bytes => Some(false),
            Some(_) => match archive.hash(&entry.path) {
                Ok(hash) => hash.map(|hash| hash.to_hex().as_str() == entry.blake3),
                Err(ArchiveError::Damaged) => Some(false),
                Err(error) => return Err(VerifyError::Archive(error)),
            },
        };
        verdict.enter(&entry, same);
    }
    let folders = archive.folders().map(|folder| format!("{folder}/"));
    let files = archive.paths().filter(|path| !is_ignored(path)).map(str::to_owned);
    verdict.others(files.chain(folders));
    Ok(verdict)
}

/// Maximum size of a zip file, in bytes.
pub const MOST_ARCHIVE: u64 = 4 << 30;
/// Maximum size of a manifest, in bytes: about a million files.
pub const MOST_MANIFEST: u64 = 256 << 20;

/// The bytes of a plain file of at most `most` bytes; `None` for a folder, a device, a pipe, or a longer file.
/// Nothing else is opened: a pipe would block, and a device may have no end.
///
/// # Errors
/// When the system reports an error.
pub fn plain(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let found = fs::metadata(path)?;
    if !found.is_file() || found.len() > most {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

fn refused(path: &Path) -> impl FnOnce(io::Error) -> VerifyError {
    let path = path.to_owned();
    move |source| VerifyError::Io { path, source }
}

fn folder(path: &Path, tool: &str) -> Result<Verdict, VerifyError> {
    let place = path.join(MANIFEST_PATH);
    let is_link = fs::symlink_metadata(&place).is_ok_and(|found| found.is_symlink());
    let json = match plain(&place, MOST_MANIFEST) {
        Ok(Some(json)) if !is_link => json,
        Ok(_) => return Err(VerifyError::NotPlain(place)),
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
                let bytes = plain(&place, entry.bytes).map_err(refused(&place))?;
                Some(bytes.is_some_and(|bytes| entry.is(&bytes)))
            }
            Ok(_) => Some(false),
            Err(error) if is_absent(&error) => None,
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
        let below = entry.path().strip_prefix(path).unwrap_or(entry.path());
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        let path = parts.join("/");
        let kind = entry.file_type();
        if !(kind.is_file() && is_ignored(&path)) {
            found.push(path + if kind.is_dir() { "/" } else { "" });
        }
    }
    verdict.others(found.into_iter());
    Ok(verdict)
}

/// Whether a file is one that systems put into any folder.
fn is_ignored(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| IGNORED.contains(&name))
}

/// The path does not exist, or a file is where a folder was.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
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
    /// `same`: `None` for a missing file.
    fn enter(&mut self, entry: &Entry, same: Option<bool>) {
        match same {
            Some(true) => {}
            Some(false) => self.altered.push(entry.path.clone()),
            None => self.missing.push(entry.path.clone()),
        }
    }

    /// `found` are the existing paths; those of folders end with `/`.
    fn others(&mut self, found: impl Iterator<Item = String>) {
        let listed: BTreeSet<&str> =
            self.manifest.entries.iter().map(|e| e.path.as_str()).collect();
        let known = |path: &String| {
            let holds = |folder: &str| {
                listed.range(folder..).next().is_some_and(|path| path.starts_with(folder))
            };
            path == MANIFEST_PATH
                || listed.contains(path.as_str())
                || path.ends_with('/') && holds(path)
        };
        let mut extra: Vec<String> = found.filter(|path| !known(path)).collect();
        extra.sort();
        self.extra = extra;
    }
}
