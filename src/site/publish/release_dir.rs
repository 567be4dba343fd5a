//! An output set -> a release folder, written once and never replaced. Every byte is flushed to disk before the
//! folder gets its name.

use std::fs::{self, File};
use std::path::Path;

use jiff::civil::Date;

use super::{
    BTreeSet, Before, MANIFEST_PATH, Manifest, Operation, Protected, PublishError, Published,
    WalkDir, lock, refuse_danger, refuse_inside, resolve, swap, sync_file, sync_folder,
};
use crate::site::OutputSet;
use crate::site::dated::Dated;
use crate::site::publish::staging::Filling;

/// Stands for every name in a folder of releases: a single lock, and working folders that the next run under any name
/// finds and removes.
const ANY: &str = "release";

/// Writes the set to `out`, which must not exist. Each file gets the time computed by [`Dated`].
///
/// # Errors
/// When `out` exists, another run is active, or the system reports an error. Nothing is then at `out`.
pub fn publish_release(
    set: &OutputSet,
    out: &Path,
    manifest: &Manifest,
    as_of: Date,
    protected: &Protected<'_>,
) -> Result<Published, PublishError> {
    let out = &resolve(out)?;
    refuse_danger(out, protected)?;
    refuse_inside(out, &manifest.tool)?;
    let parent = out.parent().unwrap_or(out);
    fs::create_dir_all(parent).map_err(PublishError::io(Operation::Create, parent))?;
    let any = parent.join(ANY);
    let lock = lock::Lock::take(&any)?;
    lock::clear_leftovers(&any, &lock)?;
    if fs::symlink_metadata(out).is_ok() {
        return Err(PublishError::Exists { path: out.clone() });
    }
    let work = lock::working_folder(&any)?;
    let new = work.path().join(lock::NEW);
    let nothing = Before { exists: false, listed: BTreeSet::new(), keep: false };
    let filling = Filling::begin(new.clone(), out, nothing)?;
    for (path, bytes) in set.iter() {
        filling.put(path, bytes)?;
        date(&new.join(path), as_of, bytes)?;
    }
    let published = filling.close(manifest)?;
    date(&new.join(MANIFEST_PATH), as_of, manifest.to_json().as_bytes())?;
    sync_all(&new)?;
    let leftover = swap(work, out, false)?;
    let _ = sync_folder(parent);
    Ok(Published { leftover, ..published })
}

/// Sets the same time as in the zip file, so that the file has one time wherever it is copied from.
fn date(path: &Path, as_of: Date, bytes: &[u8]) -> Result<(), PublishError> {
    let time = Dated::of(as_of, &blake3::hash(bytes)).system();
    let dated = File::options().write(true).open(path).and_then(|file| file.set_modified(time));
    dated.map_err(PublishError::io(Operation::Write, path))
}

/// A release is written once and kept for years: unlike with a site, no later run would repair a truncated file.
fn sync_all(new: &Path) -> Result<(), PublishError> {
    for entry in WalkDir::new(new).contents_first(true) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(new).to_owned();
            PublishError::io(Operation::Sync, &path)(error.into())
        })?;
        if entry.file_type().is_dir() {
            sync_folder(entry.path()).map_err(PublishError::io(Operation::Sync, entry.path()))?;
        } else {
            sync_file(entry.path())?;
        }
    }
    debug_assert!(new.join(MANIFEST_PATH).is_file());
    Ok(())
}
