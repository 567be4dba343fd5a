//! Cache of PDFs on disk, kept between runs under the hash of everything a PDF depends on, the program itself
//! included, so a hit is never stale. Safe to delete at any time and safe with two runs at once. A cache that cannot
//! be read or written is skipped: the work is done without it.

#![expect(
    clippy::disallowed_methods,
    reason = "the cache is read and written here, and what was not used for long goes first"
)]

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::key::{self, Key};
use crate::pipeline::PrintJob;

/// Default folder of the cache.
pub(super) const FOLDER: &str = ".kohyo-cache";

/// Tells backup programs to skip the folder, and marks it as ours.
const TAG: (&str, &str) = (
    "CACHEDIR.TAG",
    "Signature: 8a477f597d28d172789f06886806bc55\n# Made by kohyo; may be deleted at any time.\n",
);

/// Size limit of the cache, in bytes.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// Length in bytes of the hash that precedes the content of a cached file.
const HASH: usize = blake3::OUT_LEN;

/// Returns the folder, created where missing; `None` where it is somebody else's or cannot be created.
fn folder(folder: &Path) -> Option<PathBuf> {
    let tag = folder.join(TAG.0);
    match fs::read(&tag) {
        Ok(found) if found == TAG.1.as_bytes() => return Some(folder.to_owned()),
        // A full disk may have left the tag empty or truncated.
        Ok(found) if !TAG.1.as_bytes().starts_with(&found) => return None,
        _ => {}
    }
    fs::create_dir_all(folder).ok()?;
    let mut entries = fs::read_dir(folder).ok()?;
    let ours = |entry: io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| entry.file_name() == TAG.0 || is_ours(&entry.file_name()))
    };
    if !entries.all(ours) {
        return None;
    }
    write(&tag, &[TAG.1.as_bytes()]).ok()?;
    Some(folder.to_owned())
}

/// Whether a file name is one of ours: a PDF named by its hash, or a temporary file.
fn is_ours(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let hash = name.strip_suffix(".pdf");
    let is_hash =
        |hash: &str| hash.len() == 2 * HASH && hash.bytes().all(|b| b.is_ascii_hexdigit());
    hash.is_some_and(is_hash) || name.starts_with(UNDER_WAY)
}

/// Prefix of temporary files.
const UNDER_WAY: &str = ".kohyo-";

/// Writes a file of the folder atomically.
fn write(path: &Path, parts: &[&[u8]]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    let mut file = tempfile::Builder::new().prefix(UNDER_WAY).tempfile_in(folder)?;
    parts.iter().try_for_each(|part| file.write_all(part))?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a file of the folder atomically, with its hash in front so that [`read_whole`] can check it.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write(path, &[blake3::hash(bytes).as_bytes(), bytes])
}

/// Reads a file that [`write_whole`] wrote; `None` where it is missing or damaged.
fn read_whole(path: &Path) -> Option<Vec<u8>> {
    let mut kept = fs::read(path).ok()?;
    let (hash, bytes) = kept.split_at_checked(HASH)?;
    if blake3::hash(bytes).as_bytes()[..] != *hash {
        return None;
    }
    kept.drain(..HASH);
    Some(kept)
}

/// A folder of PDFs.
pub(super) struct Cache {
    folder: PathBuf,
    /// Hash of the program's file, the templates and the fonts.
    base: Key,
}

impl Cache {
    /// Opens the cache in `place` for PDFs that depend on `parts` and their own data; `None` where the folder is
    /// somebody else's or cannot be created.
    pub(super) fn open(place: &Path, parts: &[&[u8]]) -> Option<Self> {
        let folder = folder(place)?;
        // The version alone is not enough: a rebuilt program may draw differently under the same version. The
        // executable is hashed in pieces, since it is larger than everything else a small city needs.
        let mut program = blake3::Hasher::new();
        program.update_reader(fs::File::open(std::env::current_exe().ok()?).ok()?).ok()?;
        let program = program.finalize();
        let parts = [program.as_bytes().as_slice()].into_iter().chain(parts.iter().copied());
        Some(Self { folder, base: key::of(parts) })
    }

    fn path(&self, job: &PrintJob) -> PathBuf {
        let name = blake3::keyed_hash(&self.base, &job.key()).to_hex();
        self.folder.join(format!("{name}.pdf"))
    }

    /// Returns the PDF of a job if it is cached and whole.
    pub(super) fn get(&self, job: &PrintJob) -> Option<Vec<u8>> {
        let path = self.path(job);
        let pdf = read_whole(&path)?;
        // Marks the file as used, so that `trim` removes it last. Failing to mark it does no harm.
        let _ = fs::File::options()
            .append(true)
            .open(&path)
            .and_then(|file| file.set_modified(SystemTime::now()));
        Some(pdf)
    }

    /// Stores the PDF of a job.
    pub(super) fn put(&self, job: &PrintJob, pdf: &[u8]) {
        // If this fails, the next run only repeats the work.
        let _ = write_whole(&self.path(job), pdf);
    }

    /// Removes the least recently used files until the size limit is met.
    pub(super) fn trim(&self) {
        self.trim_to(MOST_BYTES);
    }

    fn trim_to(&self, most: u64) {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return;
        };
        let file = |entry: fs::DirEntry| {
            let found = entry.metadata().ok()?;
            let is_ours = found.is_file() && is_ours(&entry.file_name());
            is_ours.then(|| (found.modified().ok(), entry.path(), found.len()))
        };
        let mut files: Vec<_> = entries.flatten().filter_map(file).collect();
        files.sort();
        let mut total: u64 = files.iter().map(|(_, _, bytes)| bytes).sum();
        for (_, path, bytes) in files {
            if total <= most {
                break;
            }
            // Another run may have removed it.
            let _ = fs::remove_file(path);
            total -= bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(data: &str) -> PrintJob {
        PrintJob {
            path: "a.pdf".to_owned(),
            template: "single",
            data: data.as_bytes().to_vec(),
            charts: Vec::new(),
            date: jiff::civil::date(2026, 11, 21),
            limit: None,
        }
    }

    #[test]
    fn a_pdf_is_found_by_all_it_was_made_from_and_only_whole() {
        let folder = tempfile::TempDir::new().unwrap();
        let folder = folder.path().join("cache");
        let cache = Cache::open(&folder, &[b"fonts"]).unwrap();
        cache.put(&job("x"), b"pdf");
        assert_eq!(cache.get(&job("x")).as_deref(), Some(&b"pdf"[..]));
        assert_eq!(cache.get(&job("y")), None);
        let other = Cache::open(&folder, &[b"other fonts"]).unwrap();
        assert_eq!(other.get(&job("x")), None);
        let path = cache.path(&job("x"));
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..whole.len() - 1]).unwrap();
        assert_eq!(cache.get(&job("x")), None);
        fs::write(&path, b"x").unwrap();
        assert_eq!(cache.get(&job("x")), None);
    }

    #[test]
    fn somebody_elses_folder_is_left_alone() {
        let folder = tempfile::TempDir::new().unwrap();
        fs::write(folder.path().join("memo.txt"), "x").unwrap();
        assert!(Cache::open(folder.path(), &[]).is_none());
        fs::write(folder.path().join(TAG.0), "").unwrap();
        assert!(Cache::open(folder.path(), &[]).is_none());
        assert_eq!(fs::read(folder.path().join(TAG.0)).unwrap(), b"");
    }

    #[test]
    fn a_tag_cut_short_by_a_full_disk_is_written_again() {
        let folder = tempfile::TempDir::new().unwrap();
        let tag = folder.path().join(TAG.0);
        for cut in [0, 1, TAG.1.len() - 1] {
            fs::write(&tag, &TAG.1[..cut]).unwrap();
            fs::write(folder.path().join(".kohyo-aB3dE9"), "half").unwrap();
            let cache = Cache::open(folder.path(), &[]).unwrap();
            cache.put(&job("x"), b"pdf");
            assert_eq!(cache.get(&job("x")).as_deref(), Some(&b"pdf"[..]));
            assert_eq!(fs::read(&tag).unwrap(), TAG.1.as_bytes());
        }
    }

    #[test]
    fn what_was_not_used_for_longest_goes_first() {
        let folder = tempfile::TempDir::new().unwrap();
        let cache = Cache::open(folder.path(), &[]).unwrap();
        for (place, data) in ["a", "b", "c"].into_iter().enumerate() {
            cache.put(&job(data), &[0; 100]);
            let file = fs::File::options().append(true).open(cache.path(&job(data)));
            let at = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(place as u64);
            file.unwrap().set_modified(at).unwrap();
        }
        assert!(cache.get(&job("a")).is_some());
        cache.trim_to(2 * (100 + HASH as u64));
        assert!(cache.get(&job("a")).is_some() && cache.get(&job("c")).is_some());
        assert!(cache.get(&job("b")).is_none());
    }
}
