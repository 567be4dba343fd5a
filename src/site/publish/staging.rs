//! Files, one by one and from any thread -> a new site next to the old one, then swapped in atomically. An unchanged
//! file is hard-linked instead of written.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::TempDir;

use super::stream::Streamed;
use super::{
    Before, KEEP, Operation, Protected, PublishError, Published, inspect, lock, refuse_danger,
    refuse_inside, resolve, swap, sync_file, sync_folder,
};
use crate::site::manifest::{Entry, Manifest, Meta};
use crate::site::{MANIFEST_PATH, Names};

/// A new site being staged. Dropped before `finish`, it leaves the old one untouched.
pub struct Staging {
    out: PathBuf,
    tool: String,
    filling: Filling,
    // Dropped in this order: the folder is removed while the lock is held.
    work: TempDir,
    _lock: lock::Lock,
}

impl Staging {
    /// Starts a new site for `out`, published by `tool`.
    ///
    /// # Errors
    /// When `out` is not ours to replace, another run is active, or the system reports an error.
    pub fn begin(out: &Path, tool: &str, protected: &Protected<'_>) -> Result<Self, PublishError> {
        let out = resolve(out)?;
        refuse_danger(&out, protected)?;
        refuse_inside(&out, tool)?;
        let parent = out.parent().unwrap_or(&out);
        fs::create_dir_all(parent).map_err(PublishError::io(Operation::Create, parent))?;
        let lock = lock::Lock::take(&out)?;
        lock::clear_leftovers(&out, &lock)?;
        let before = inspect(&out, tool)?;
        let work = lock::working_folder(&out)?;
        let filling = Filling::begin(work.path().join(lock::NEW), &out, before)?;
        Ok(Self { out, tool: tool.to_owned(), filling, work, _lock: lock })
    }

    /// Adds a file.
    ///
    /// # Errors
    /// When the path conflicts with others, or the system reports an error.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.filling.put(path, bytes)
    }

    /// Adds a file from a stream, and returns its size. The file is never in memory as a whole.
    ///
    /// # Errors
    /// When the path conflicts with others, or the system reports an error. No part of the file is then left.
    pub fn stream(&self, path: &str, stream: &mut Stream<'_>) -> Result<u64, PublishError> {
        self.filling.stream(path, stream)
    }

    /// Whether the new site has a file.
    #[must_use]
    pub fn contains(&self, path: &str) -> bool {
        self.filling.lock().entries.contains_key(path)
    }

    /// The bytes of a file of the new site.
    #[must_use]
    pub fn read(&self, path: &str) -> Option<Vec<u8>> {
        self.contains(path).then(|| fs::read(self.filling.new.join(path)).ok())?
    }

    /// The files of the new site, by path.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        self.filling.entries()
    }

    /// Replaces the old site by the new one.
    ///
    /// # Errors
    /// When `out` is no longer ours to replace, or the system reports an error.
    pub fn finish(self, meta: &Meta<'_>) -> Result<Published, PublishError> {
        // Bindings drop in reverse order: the lock is held until the end.
        let Self { _lock, out, tool, filling, work } = self;
        let manifest = Manifest::new(filling.entries(), meta);
        let exists = filling.before.exists;
        let published = filling.close(&manifest)?;
        // A kill loses no written bytes; only a power cut within seconds does. Against that, only the manifest and
        // the folder are flushed: a page may then be truncated, but the next run compares bytes and writes it again.
        // Flushing each of 2000 files took about 1 s, where writing them all took 0.2 s, and would take far longer on
        // a hard disk.
        let new = work.path().join(lock::NEW);
        sync_file(&new.join(MANIFEST_PATH))?;
        sync_folder(&new).map_err(PublishError::io(Operation::Sync, &new))?;
        // Staging takes a while. Files put into the old site meanwhile must not be deleted with it.
        inspect(&out, &tool)?;
        let leftover = swap(work, &out, exists)?;
        // The new site is in place; failing to flush its parent folder is no error.
        let _ = sync_folder(out.parent().unwrap_or(&out));
        Ok(Published { leftover, ..published })
    }
}

/// Writes a whole file to a sink.
pub type Stream<'a> = dyn FnMut(&mut (dyn io::Write + Send)) -> io::Result<()> + 'a;

/// A folder being filled, next to the one it will replace.
pub(super) struct Filling {
    new: PathBuf,
    out: PathBuf,
    pub(super) before: Before,
    filled: Mutex<Filled>,
}

#[derive(Default)]
struct Filled {
    names: Names,
    folders: BTreeSet<PathBuf>,
    entries: BTreeMap<String, Entry>,
    written: usize,
}

impl Filling {
    pub(super) fn begin(new: PathBuf, out: &Path, before: Before) -> Result<Self, PublishError> {
        // An ordinary folder inside the private one: web servers have to read it.
        fs::create_dir(&new).map_err(PublishError::io(Operation::Create, &new))?;
        let filled = Filled { folders: BTreeSet::from([new.clone()]), ..Filled::default() };
        Ok(Self { new, out: out.to_owned(), before, filled: Mutex::new(filled) })
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Filled> {
        self.filled.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn entries(&self) -> Vec<Entry> {
        self.lock().entries.values().cloned().collect()
    }

    pub(super) fn stream(&self, path: &str, stream: &mut Stream<'_>) -> Result<u64, PublishError> {
        let target = self.place(path)?;
        let old = self.out.join(path);
        let had = self.before.listed.contains(path);
        let streamed = Streamed::begin(&old, had, &target).and_then(|mut streamed| {
            stream(&mut streamed)?;
            streamed.finish(path)
        });
        let (entry, same) = streamed.map_err(|error| {
            let _ = fs::remove_file(&target);
            PublishError::io(Operation::Write, &target)(error)
        })?;
        let size = entry.bytes;
        self.enter(entry, !same);
        Ok(size)
    }

    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let target = self.place(path)?;
        let old = self.out.join(path);
        let same = self.before.listed.contains(path) && holds(&old, bytes);
        if same {
            carry_over(&old, &target, bytes)?;
        } else {
            write(&target, bytes)?;
        }
        self.enter(Entry::of(path, bytes), !same);
        Ok(())
    }

    /// Returns the path for a new file, after reserving its name and creating its folder.
    fn place(&self, path: &str) -> Result<PathBuf, PublishError> {
        let target = self.new.join(path);
        let mut filled = self.lock();
        filled.names.insert(path).map_err(PublishError::Path)?;
        let folder = target.parent().unwrap_or(&self.new);
        if !filled.folders.contains(folder) {
            fs::create_dir_all(folder).map_err(PublishError::io(Operation::Create, folder))?;
            filled.folders.insert(folder.to_owned());
        }
        drop(filled);
        Ok(target)
    }

    fn enter(&self, entry: Entry, is_written: bool) {
        let mut filled = self.lock();
        filled.entries.insert(entry.path.clone(), entry);
        filled.written += usize::from(is_written);
    }

    /// Adds the manifest as the last file. Returns the result.
    pub(super) fn close(self, manifest: &Manifest) -> Result<Published, PublishError> {
        let Self { new, out, before, filled } = self;
        let filled = filled.into_inner().unwrap_or_else(PoisonError::into_inner);
        if before.keep && !filled.entries.contains_key(KEEP) {
            carry_over(&out.join(KEEP), &new.join(KEEP), b"")?;
        }
        write(&new.join(MANIFEST_PATH), manifest.to_json().as_bytes())?;
        if before.exists {
            // Permissions of the folder are the owner's decision, so they survive the swap.
            let kept =
                fs::metadata(&out).and_then(|old| fs::set_permissions(&new, old.permissions()));
            kept.map_err(PublishError::io(Operation::Create, &new))?;
        }
        let files = filled.entries.len();
        Ok(Published {
            files,
            bytes: filled.entries.values().map(|entry| entry.bytes).sum(),
            written: filled.written,
            unchanged: files - filled.written,
            leftover: None,
        })
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let done = File::create_new(path).and_then(|mut file| file.write_all(bytes));
    done.map_err(PublishError::io(Operation::Write, path))
}

/// Whether the file on disk has exactly these bytes. The old manifest is not trusted: the disk may have changed
/// since.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let alike = |found: &fs::Metadata| found.is_file() && found.len() == bytes.len() as u64;
    fs::symlink_metadata(path).is_ok_and(|found| alike(&found))
        && fs::read(path).is_ok_and(|found| found == bytes)
}

/// Hard-links an unchanged file into the new site, which keeps its date for tools that mirror the site; copies it
/// where the file system has no hard links.
fn carry_over(old: &Path, target: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    fs::hard_link(old, target).or_else(|_| write(target, bytes))
}
