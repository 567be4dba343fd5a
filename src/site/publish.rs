//! Finished files -> a folder on disk, atomically: readers see the old site or the new one. The only module of
//! `site`, with its submodules, that writes sites to disk; knows nothing of content.

#![expect(
    clippy::disallowed_methods,
    reason = "the output is read and written here and nowhere else"
)]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

use super::MANIFEST_PATH;
use super::manifest::{self, Entry, Manifest, ManifestError};
use super::verify::{MOST_MANIFEST, plain};

mod error;
mod lock;
mod release_dir;
mod staging;
mod stream;
#[cfg(test)]
mod tests;

pub use error::{Danger, Operation, PublishError};
pub use release_dir::publish_release;
pub use staging::{Staging, Stream};

/// Paths that must not be overwritten.
#[derive(Debug, Clone, Copy, Default)]
pub struct Protected<'a> {
    /// Source folders: the output must not be one, lie in one, or contain one.
    pub sources: &'a [PathBuf],
    /// The working directory: the output may lie in it, but not be or contain it.
    pub current: Option<&'a Path>,
    /// Other outputs of the same run: none may be or contain another.
    pub others: &'a [PathBuf],
}

/// Result of publishing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Number of files, without the manifest.
    pub files: usize,
    /// Their total size.
    pub bytes: u64,
    /// Number of new or changed files.
    pub written: usize,
    /// Number of unchanged files.
    pub unchanged: usize,
    /// The old site's folder, if it could not be removed; the next run tries again.
    pub leftover: Option<PathBuf>,
}

/// The manifest of the site at `out`, if it exists and is readable.
#[must_use]
pub fn previous(out: &Path) -> Option<Manifest> {
    Manifest::parse(&plain(&out.join(MANIFEST_PATH), MOST_MANIFEST).ok()??).ok()
}

/// Reads one file of the published site, for a build that carries it over.
///
/// # Errors
/// When it differs from what was published, or cannot be read.
pub fn read_file(out: &Path, entry: &Entry) -> Result<Vec<u8>, PublishError> {
    let path = out.join(&entry.path);
    let bytes = match plain(&path, entry.bytes) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Err(PublishError::Altered { path }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(PublishError::Altered { path });
        }
        Err(error) => return Err(PublishError::io(Operation::Read, &path)(error)),
    };
    if manifest::hash(&bytes) == entry.blake3 {
        Ok(bytes)
    } else {
        Err(PublishError::Altered { path })
    }
}

/// The real location of a path that need not exist yet: follows links, so that a link given as the output stays a
/// link and its target is replaced.
fn resolve(path: &Path) -> Result<PathBuf, PublishError> {
    let here = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let mut base = std::path::absolute(here).map_err(PublishError::io(Operation::Resolve, path))?;
    let mut missing = Vec::new();
    loop {
        match fs::canonicalize(&base) {
            Ok(real) => {
                return Ok(missing.iter().rev().fold(real, |real, part| real.join(part)));
            }
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Err(PublishError::NotAFolder { path: path.to_owned() });
            }
            Err(error) => {
                if fs::symlink_metadata(&base).is_ok_and(|found| found.is_symlink()) {
                    return Err(PublishError::NotAFolder { path: base });
                }
                let name = base.file_name().map(ToOwned::to_owned);
                let (io::ErrorKind::NotFound, Some(name)) = (error.kind(), name) else {
                    return Err(PublishError::io(Operation::Resolve, &base)(error));
                };
                missing.push(name);
                base.pop();
            }
        }
    }
}

fn refuse_danger(out: &Path, protected: &Protected<'_>) -> Result<(), PublishError> {
    let real = |path: &Path| resolve(path).unwrap_or_else(|_| path.to_owned());
    let refuse = |danger| Err(PublishError::Dangerous { path: out.to_owned(), danger });
    if out.file_name().is_none() {
        return refuse(Danger::Root);
    }
    if protected.current.is_some_and(|current| real(current).starts_with(out)) {
        return refuse(Danger::HoldsCurrent);
    }
    for source in protected.sources.iter().map(|source| real(source)) {
        if out.starts_with(&source) {
            return refuse(Danger::InsideSource);
        }
        if source.starts_with(out) {
            return refuse(Danger::HoldsSource);
        }
    }
    for other in protected.others.iter().map(|other| real(other)) {
        if out.starts_with(&other) || other.starts_with(out) {
            return refuse(Danger::Overlaps);
        }
    }
    Ok(())
}

/// Checks whether a folder may be written, as far as that is known beforehand.
///
/// # Errors
/// When it is, lies in or contains a protected path.
pub fn may_write(folder: &Path, protected: &Protected<'_>) -> Result<(), PublishError> {
    refuse_danger(&resolve(folder)?, protected)
}

/// A published folder contains exactly the files of its manifest, so no other output of ours may lie in it.
fn refuse_inside(out: &Path, tool: &str) -> Result<(), PublishError> {
    let published = |folder: &&Path| previous(folder).is_some_and(|found| found.tool == tool);
    if out.ancestors().skip(1).any(|folder| published(&folder)) {
        let danger = Danger::InsidePublished;
        return Err(PublishError::Dangerous { path: out.to_owned(), danger });
    }
    Ok(())
}

/// State of the output folder, once it is known to be ours.
struct Before {
    exists: bool,
    /// The files of the manifest.
    listed: BTreeSet<String>,
    /// Whether version control keeps the folder by an empty file, which must then stay.
    keep: bool,
}

/// Files that systems and version control put into any folder.
pub(super) const IGNORED: [&str; 4] = [".DS_Store", "Thumbs.db", "desktop.ini", KEEP];
const KEEP: &str = ".gitkeep";

fn inspect(out: &Path, tool: &str) -> Result<Before, PublishError> {
    match fs::symlink_metadata(out) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => {
            return Err(PublishError::NotAFolder { path: out.to_owned() });
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Before { exists: false, listed: BTreeSet::new(), keep: false });
        }
        Err(error) => return Err(PublishError::io(Operation::Read, out)(error)),
    }
    let foreign = |manifest| PublishError::ForeignFolder { path: out.to_owned(), manifest };
    let path = out.join(MANIFEST_PATH);
    let listed = match plain(&path, MOST_MANIFEST) {
        Ok(None) => return Err(foreign(Some(ManifestError::NotJson))),
        Ok(Some(json)) => {
            let manifest = Manifest::parse(&json).map_err(|error| foreign(Some(error)))?;
            if manifest.tool != tool {
                let tool = manifest.tool;
                return Err(foreign(Some(ManifestError::OtherTool { tool })));
            }
            Some(manifest.entries.into_iter().map(|entry| entry.path).collect())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(PublishError::io(Operation::Read, &path)(error)),
    };
    let files = strangers(out, listed.as_ref())?;
    match listed {
        None if !files.is_empty() => Err(foreign(None)),
        Some(_) if !files.is_empty() => {
            Err(PublishError::ForeignFiles { path: out.to_owned(), files })
        }
        listed => Ok(Before {
            exists: true,
            listed: listed.unwrap_or_default(),
            keep: out.join(KEEP).is_file(),
        }),
    }
}

/// Everything in the folder that is not a listed file, including links, which we never make. An empty folder counts
/// only where nothing at all is ours.
fn strangers(out: &Path, listed: Option<&BTreeSet<String>>) -> Result<Vec<String>, PublishError> {
    let mut files = Vec::new();
    for entry in WalkDir::new(out).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(out).to_owned();
            PublishError::io(Operation::Read, &path)(error.into())
        })?;
        let kind = entry.file_type();
        let relative = entry.path().strip_prefix(out).unwrap_or(entry.path());
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        let path = parts.join("/");
        let ours = kind.is_file()
            && (IGNORED.iter().any(|name| entry.file_name() == *name)
                || listed.is_some_and(|listed| path == MANIFEST_PATH || listed.contains(&path)));
        let passed_over = kind.is_dir() && listed.is_some();
        if !ours && !passed_over {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Flushes a file to disk.
fn sync_file(path: &Path) -> Result<(), PublishError> {
    let synced = File::options().write(true).open(path).and_then(|file| file.sync_all());
    synced.map_err(PublishError::io(Operation::Sync, path))
}

/// Moves the new site into place and removes the old one. Returns what could not be removed.
fn swap(mut work: TempDir, out: &Path, exists: bool) -> Result<Option<PathBuf>, PublishError> {
    let new = work.path().join(lock::NEW);
    let swapped =
        if exists { rename(&new, out, How::Exchange) } else { rename(&new, out, How::New) };
    match swapped {
        Ok(()) => {}
        Err(error) if error.kind() != io::ErrorKind::Unsupported => {
            return Err(PublishError::io(Operation::Swap, out)(error));
        }
        Err(_) if exists => two_renames(&mut work, out)?,
        Err(_) => fs::rename(&new, out).map_err(PublishError::io(Operation::Swap, out))?,
    }
    let place = work.path().to_owned();
    Ok(work.close().err().map(|_| place))
}

/// For systems without an atomic exchange: moves the old site aside, then the new one in. After a kill in between,
/// both are whole in the working folder, and the next run restores the old one.
fn two_renames(work: &mut TempDir, out: &Path) -> Result<(), PublishError> {
    let (new, old) = (work.path().join(lock::NEW), work.path().join(lock::OLD));
    fs::rename(out, &old).map_err(PublishError::io(Operation::Swap, out))?;
    let Err(error) = fs::rename(&new, out) else {
        return Ok(());
    };
    match fs::rename(&old, out) {
        Ok(()) => Err(PublishError::io(Operation::Swap, out)(error)),
        Err(source) => {
            // The working folder now contains the only old site, so it must outlive this run.
            work.disable_cleanup(true);
            Err(PublishError::Stranded { old, source })
        }
    }
}

#[derive(Clone, Copy)]
enum How {
    Exchange,
    New,
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename(from: &Path, to: &Path, how: How) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    let flags = match how {
        How::Exchange => RenameFlags::EXCHANGE,
        How::New => RenameFlags::NOREPLACE,
    };
    match renameat_with(CWD, from, CWD, to, flags) {
        // Different file systems report an unsupported request by different codes.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Err(io::ErrorKind::Unsupported.into()),
        done => Ok(done?),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn rename(_: &Path, _: &Path, _: How) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    use io::ErrorKind::{InvalidInput, Unsupported};
    match File::open(folder)?.sync_all() {
        // Some network file systems cannot flush folders, which is no reason to stop.
        Err(error) if matches!(error.kind(), InvalidInput | Unsupported) => Ok(()),
        done => done,
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
