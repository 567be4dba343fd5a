//! Finished files -> a folder on disk, in one step: whoever looks sees the old site or the new one.
//! The only file of `site`, with its parts below, that touches the disk; knows nothing of content.

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

/// What must not be published over.
#[derive(Debug, Clone, Copy, Default)]
pub struct Protected<'a> {
    /// Folders people write in: the output must not be one, lie in one, nor hold one.
    pub sources: &'a [PathBuf],
    /// The folder the command runs in: the output may lie in it, but not be or hold it.
    pub current: Option<&'a Path>,
    /// What the same run writes elsewhere: none may be or hold another.
    pub others: &'a [PathBuf],
}

/// What was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// How many files, the manifest not counted.
    pub files: usize,
    /// Their size together.
    pub bytes: u64,
    /// How many of them are new or differ from before.
    pub written: usize,
    /// How many of them are byte for byte as before.
    pub unchanged: usize,
    /// The folder with the old site, when it could not be removed; the next run tries again.
    pub leftover: Option<PathBuf>,
}

/// The manifest of what was published at `out` last, if it is there and readable.
#[must_use]
pub fn previous(out: &Path) -> Option<Manifest> {
    Manifest::parse(&plain(&out.join(MANIFEST_PATH), MOST_MANIFEST).ok()??).ok()
}

/// Reads one file of the published site, for a build that carries it over.
///
/// # Errors
/// When it is not, byte for byte, what was published, or cannot be read.
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

/// The real place of a path that need not exist yet: links followed, so that a link given as the
/// output stays a link and what it points to is replaced.
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

/// Says whether a folder may be written in, as far as that shows before the work.
///
/// # Errors
/// When it is, lies in or holds what is protected.
pub fn may_write(folder: &Path, protected: &Protected<'_>) -> Result<(), PublishError> {
    refuse_danger(&resolve(folder)?, protected)
}

/// A published folder holds what its manifest lists and nothing else, no folder of ours either.
fn refuse_inside(out: &Path, tool: &str) -> Result<(), PublishError> {
    let published = |folder: &&Path| previous(folder).is_some_and(|found| found.tool == tool);
    if out.ancestors().skip(1).any(|folder| published(&folder)) {
        let danger = Danger::InsidePublished;
        return Err(PublishError::Dangerous { path: out.to_owned(), danger });
    }
    Ok(())
}

/// What stands at the output folder, once it is known to be ours to replace.
struct Before {
    exists: bool,
    /// The files of the manifest.
    listed: BTreeSet<String>,
    /// Whether version control keeps the folder by an empty file, which then has to stay.
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

/// Everything in the folder that is not a listed file: other files, and links, which we never
/// make. An empty folder is a stranger only where nothing at all is ours.
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

/// Makes sure that a file has reached the disk.
fn sync_file(path: &Path) -> Result<(), PublishError> {
    let synced = File::options().write(true).open(path).and_then(|file| file.sync_all());
    synced.map_err(PublishError::io(Operation::Sync, path))
}

/// Puts the new site in its place and removes the old one. Returns what could not be removed.
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

/// For systems without an exchange: the old site aside, the new one in. A kill in between leaves
/// both whole in the working folder, and the next run puts the old one back.
fn two_renames(work: &mut TempDir, out: &Path) -> Result<(), PublishError> {
    let (new, old) = (work.path().join(lock::NEW), work.path().join(lock::OLD));
    fs::rename(out, &old).map_err(PublishError::io(Operation::Swap, out))?;
    let Err(error) = fs::rename(&new, out) else {
        return Ok(());
    };
    match fs::rename(&old, out) {
        Ok(()) => Err(PublishError::io(Operation::Swap, out)(error)),
        Err(source) => {
            // The working folder now holds the only old site, so it must outlive this run.
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
        // Each is some file system's way to say that it does not know the request.
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
        // Some network file systems cannot do this for folders, which is no reason to stop.
        Err(error) if matches!(error.kind(), InvalidInput | Unsupported) => Ok(()),
        done => done,
    }
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
