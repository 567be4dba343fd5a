//! Files, one by one and from any thread -> a new site beside the old one, which takes its place in one step.
//! What is as before is the same file under a second name and is not written.

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

/// A new site under way. Dropped before its end, it leaves the old one as it was.
pub struct Staging {
    out: PathBuf,
    tool: String,
    filling: Filling,
    // Dropped in this order: the folder goes while the lock is held.
    work: TempDir,
    _lock: lock::Lock,
}

impl Staging {
    /// Begins a new site for `out`, which `tool` publishes.
    ///
    /// # Errors
    /// When `out` is not ours to replace, another run is at it, or the system refuses.
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
    /// When the path does not fit the others, or the system refuses.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.filling.put(path, bytes)
    }

    /// Adds a file whose pieces come one after another, and gives its size. What `stream` writes is never in memory
    /// as a whole.
    ///
    /// # Errors
    /// When the path does not fit the others, or the system refuses. Nothing of the file is then left.
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

    /// Puts the new site in the place of the old one.
    ///
    /// # Errors
    /// When `out` is no longer ours to replace, or the system refuses.
    pub fn finish(self, meta: &Meta<'_>) -> Result<Published, PublishError> {
        // The last to be named is the first to go: the lock is held until the end.
        let Self { _lock, out, tool, filling, work } = self;
        let manifest = Manifest::new(filling.entries(), meta);
        let exists = filling.before.exists;
        let published = filling.close(&manifest)?;
        // A kill takes no written byte away; only a power cut within seconds does. Against that we
        // sync the manifest and the folder alone: a page may then come out short, but the next run
        // compares bytes and writes it again. Waiting for each of 2000 files took about 1 s, where
        // writing them all took 0.2 s, and would take far longer on a turning disk.
        let new = work.path().join(lock::NEW);
        sync_file(&new.join(MANIFEST_PATH))?;
        sync_folder(&new).map_err(PublishError::io(Operation::Sync, &new))?;
        // Staging takes a while. Whatever people put into the old site meanwhile must not go with it.
        inspect(&out, &tool)?;
        let leftover = swap(work, &out, exists)?;
        // The new site stands; that its new place reaches the disk a little later is no failure.
        let _ = sync_folder(out.parent().unwrap_or(&out));
        Ok(Published { leftover, ..published })
    }
}

/// Writes a file into what it is given, from its beginning to its end.
pub type Stream<'a> = dyn FnMut(&mut (dyn io::Write + Send)) -> io::Result<()> + 'a;

/// A folder that is being filled, beside the one whose place it takes.
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
        // An ordinary folder, not the private one around it: web servers have to read it.
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

    /// Where a new file goes; its folder is there then, and its name is taken.
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

    /// Adds the manifest, the last file. Says what was filled in.
    pub(super) fn close(self, manifest: &Manifest) -> Result<Published, PublishError> {
        let Self { new, out, before, filled } = self;
        let filled = filled.into_inner().unwrap_or_else(PoisonError::into_inner);
        if before.keep && !filled.entries.contains_key(KEEP) {
            carry_over(&out.join(KEEP), &new.join(KEEP), b"")?;
        }
        write(&new.join(MANIFEST_PATH), manifest.to_json().as_bytes())?;
        if before.exists {
            // Who may read and write the folder is the owner's decision, so it outlives the swap.
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

/// Whether the file on disk has exactly these bytes. What the old manifest says of it is not
/// asked: the disk may have changed since.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let alike = |found: &fs::Metadata| found.is_file() && found.len() == bytes.len() as u64;
    fs::symlink_metadata(path).is_ok_and(|found| alike(&found))
        && fs::read(path).is_ok_and(|found| found == bytes)
}

/// Gives an unchanged file its place in the new site: the same file under a second name, which
/// keeps its date for tools that mirror the site; a copy where the file system has no such names.
fn carry_over(old: &Path, target: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    fs::hard_link(old, target).or_else(|_| write(target, bytes))
}
