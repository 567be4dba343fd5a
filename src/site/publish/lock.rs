//! An output folder -> an exclusive lock on it, and a clean working folder. Knows the names of our lock file and
//! working folders, nothing of what is published.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::error::{Operation, PublishError};

/// In a working folder: the new site, and after an exchange the old one.
pub(super) const NEW: &str = "site";
/// In a working folder: the old site while it is set aside, where there is no atomic exchange.
pub(super) const OLD: &str = "old";

const RANDOM: usize = 6;

/// The lock on one output folder. It is a lock of the system, so a killed run releases it.
pub(super) struct Lock {
    // Kept open, not read: closing it releases the lock.
    _file: File,
    #[cfg_attr(not(unix), expect(dead_code, reason = "an open file cannot be removed there"))]
    path: PathBuf,
}

impl Lock {
    /// Takes the lock, or reports that another run has it. Never waits.
    pub(super) fn take(out: &Path) -> Result<Self, PublishError> {
        let path = beside(out, "lock");
        // A run that ends removes the file. Whoever opened it just before has locked a file without a name, and must
        // start over; a few rounds are ample.
        for _ in 0..16 {
            let file = OpenOptions::new().write(true).create(true).truncate(false).open(&path);
            let file = file.map_err(PublishError::io(Operation::Lock, &path))?;
            match file.try_lock() {
                Ok(()) if is_named(&file, &path) => return Ok(Self { _file: file, path }),
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => break,
                Err(TryLockError::Error(source)) => {
                    return Err(PublishError::Io { operation: Operation::Lock, path, source });
                }
            }
        }
        Err(PublishError::Busy { path: out.to_owned() })
    }
}

#[cfg(unix)]
impl Drop for Lock {
    fn drop(&mut self) {
        // A leftover file does no harm: what counts is the lock, not the file.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn is_named(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(held), Ok(named)) => (held.dev(), held.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_named(_: &File, _: &Path) -> bool {
    true
}

/// A new working folder next to the output, hence on the same file system. It is private, so nobody reads an
/// unfinished site, and removed when dropped.
pub(super) fn working_folder(out: &Path) -> Result<TempDir, PublishError> {
    let parent = out.parent().unwrap_or(out);
    tempfile::Builder::new()
        .prefix(&name_beside(out, "work-"))
        .rand_bytes(RANDOM)
        .tempdir_in(parent)
        .map_err(PublishError::io(Operation::Create, parent))
}

/// Removes leftovers of killed runs. Call with the lock held, so that nobody works in them.
pub(super) fn clear_leftovers(out: &Path, _held: &Lock) -> Result<(), PublishError> {
    for left in leftovers(out)? {
        let old = left.join(OLD);
        // Killed between the two renames: the old site is whole, but not in its place.
        if fs::symlink_metadata(out).is_err() && old.is_dir() {
            fs::rename(&old, out).map_err(PublishError::io(Operation::Swap, out))?;
        }
        // What cannot be removed, perhaps another person's, must not stop publishing.
        let _ = fs::remove_dir_all(&left);
    }
    Ok(())
}

fn leftovers(out: &Path) -> Result<Vec<PathBuf>, PublishError> {
    let parent = out.parent().unwrap_or(out);
    let prefix = name_beside(out, "work-");
    let is_ours = |name: &OsStr| {
        // Must match our random letters exactly: `.a.kohyo-work-…` is not the working folder of an output
        // `a.kohyo-…`.
        let rest = name.as_encoded_bytes().strip_prefix(prefix.as_encoded_bytes());
        rest.is_some_and(|rest| rest.len() == RANDOM && rest.iter().all(u8::is_ascii_alphanumeric))
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(parent).map_err(PublishError::io(Operation::Read, parent))? {
        let entry = entry.map_err(PublishError::io(Operation::Read, parent))?;
        if is_ours(&entry.file_name()) && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

fn beside(out: &Path, what: &str) -> PathBuf {
    out.with_file_name(name_beside(out, what))
}

fn name_beside(out: &Path, what: &str) -> OsString {
    let mut name = OsString::from(".");
    name.push(out.file_name().unwrap_or_default());
    name.push(".kohyo-");
    name.push(what);
    name
}
