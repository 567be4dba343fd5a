//! A single file outside the published site: bytes -> disk, atomically: readers see the old file or the new one.
//! Knows nothing of the content.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::publish;

/// Number of bytes read from an old file.
const HEAD: u64 = 1024;
/// Infix of the names of temporary files, before their random letters.
const UNDER_WAY: &str = ".kohyo-";

/// Why a file was not written. The old one is always intact.
#[derive(Debug)]
pub enum OneFileError {
    /// The file exists and is not one of ours.
    Foreign(PathBuf),
    /// The path is a folder, or a part of it is a file.
    NotAFile(PathBuf),
    /// The path lies in a published site, where every file is in the manifest.
    InSite(PathBuf),
    /// The path lies among the sources.
    InSource(PathBuf),
    /// The system refused.
    Io(PathBuf, io::Error),
}

/// Checks whether a file may be written at `path`, before the work of making it.
///
/// # Errors
/// [`OneFileError`].
pub fn may_write(
    path: &Path,
    sources: &[&Path],
    ours: &dyn Fn(&[u8]) -> bool,
) -> Result<(), OneFileError> {
    let folder = folder(path);
    let there = folder.ancestors().find(|folder| folder.exists());
    if let Some(there) = there {
        if !there.is_dir() {
            return Err(OneFileError::NotAFile(there.to_owned()));
        }
        let whole = fs::canonicalize(there).map_err(io_at(there))?;
        for source in sources {
            let source = fs::canonicalize(source).map_err(io_at(source))?;
            if whole.starts_with(&source) {
                return Err(OneFileError::InSource(path.to_owned()));
            }
        }
        if let Some(site) = whole.ancestors().find(|folder| publish::previous(folder).is_some()) {
            return Err(OneFileError::InSite(site.to_owned()));
        }
    }
    if path.is_dir() {
        return Err(OneFileError::NotAFile(path.to_owned()));
    }
    // Opens only plain files, since a pipe would block; links are not followed.
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(OneFileError::Io(path.to_owned(), error)),
        Ok(found) if !found.is_file() => Err(OneFileError::Foreign(path.to_owned())),
        Ok(_) => {
            let file = File::open(path).map_err(io_at(path))?;
            let mut head = Vec::new();
            file.take(HEAD).read_to_end(&mut head).map_err(io_at(path))?;
            if ours(&head) { Ok(()) } else { Err(OneFileError::Foreign(path.to_owned())) }
        }
    }
}

/// Replaces a file. Call [`may_write`] first.
///
/// # Errors
/// `Io`.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), OneFileError> {
    let folder = folder(path);
    fs::create_dir_all(folder).map_err(io_at(folder))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let prefix = format!(".{name}{UNDER_WAY}");
    let mut file = loop {
        let under_way = tempfile::Builder::new().prefix(&prefix).tempfile_in(folder);
        let file = under_way.map_err(io_at(path))?;
        // Locked while the file is written. On a system without locks, leftovers are kept for an hour.
        let held = file.as_file().lock().is_ok();
        // Another run may have removed it as a leftover before it was locked.
        if !held || file.path().exists() {
            break file;
        }
    };
    let now = file.as_file().metadata().and_then(|own| own.modified()).map_err(io_at(path))?;
    leftovers(folder, &prefix, now);
    file.write_all(bytes).map_err(io_at(path))?;
    file.as_file().sync_all().map_err(io_at(path))?;
    open_to_all(file.as_file(), path)?;
    file.persist(path).map_err(|error| OneFileError::Io(path.to_owned(), error.error))?;
    Ok(())
}

/// Temporary files are private; the final file is not.
#[cfg(unix)]
fn open_to_all(file: &File, path: &Path) -> Result<(), OneFileError> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644)).map_err(io_at(path))
}

#[cfg(not(unix))]
fn open_to_all(_: &File, _: &Path) -> Result<(), OneFileError> {
    Ok(())
}

/// Age from which a temporary file is abandoned, on systems without locks.
const LEFT: Duration = Duration::from_hours(1);

/// Removes temporary files of killed runs, but not those in use.
fn leftovers(folder: &Path, prefix: &str, now: SystemTime) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_ours = name
            .strip_prefix(prefix)
            .is_some_and(|rest| rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_alphanumeric()));
        let Some(file) = is_ours.then(|| File::open(entry.path()).ok()).flatten() else {
            continue;
        };
        let is_left = match file.try_lock() {
            // Its writer is gone.
            Ok(()) => true,
            Err(TryLockError::WouldBlock) => false,
            Err(TryLockError::Error(_)) => {
                let written = file.metadata().and_then(|found| found.modified());
                let age = written.ok().and_then(|written| now.duration_since(written).ok());
                age.is_some_and(|age| age >= LEFT)
            }
        };
        if is_left {
            // A leftover that cannot be removed does no harm.
            drop(fs::remove_file(entry.path()));
        }
    }
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn io_at(path: &Path) -> impl Fn(io::Error) -> OneFileError {
    let path = path.to_owned();
    move |error| match error.kind() {
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            OneFileError::NotAFile(path.clone())
        }
        _ => OneFileError::Io(path.clone(), error),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "tests look at the disk")]

    use super::*;

    #[test]
    fn only_our_own_files_are_replaced_and_none_among_sources() {
        let desk = tempfile::tempdir().unwrap();
        let at = |name: &str| desk.path().join(name);
        fs::create_dir(at("content")).unwrap();
        let ours = |head: &[u8]| head.starts_with(b"ours");
        let may = |name: &str| may_write(&at(name), &[&at("content")], &ours);
        assert!(may("out/deep/a.pdf").is_ok());
        write(&at("out/deep/a.pdf"), b"ours 1").unwrap();
        assert!(may("out/deep/a.pdf").is_ok());
        write(&at("out/deep/a.pdf"), b"ours 2").unwrap();
        assert_eq!(fs::read(at("out/deep/a.pdf")).unwrap(), b"ours 2");
        fs::write(at("out/b.pdf"), "theirs").unwrap();
        assert!(matches!(may("out/b.pdf"), Err(OneFileError::Foreign(_))));
        assert!(matches!(may("content/x/a.pdf"), Err(OneFileError::InSource(_))));
        assert!(matches!(may("out/deep"), Err(OneFileError::NotAFile(_))));
        assert!(matches!(may("out/b.pdf/a.pdf"), Err(OneFileError::NotAFile(_))));
    }

    #[test]
    fn what_a_killed_run_left_is_cleared_away_and_nothing_else() {
        let desk = tempfile::tempdir().unwrap();
        for name in [".a.pdf.kohyo-aB3dE9", ".a.pdf.kohyo-notes", ".b.pdf.kohyo-aB3dE9"] {
            fs::write(desk.path().join(name), "half").unwrap();
        }
        // In use by another run.
        let others = File::create(desk.path().join(".a.pdf.kohyo-others")).unwrap();
        others.lock().unwrap();
        write(&desk.path().join("a.pdf"), b"whole").unwrap();
        let mut names: Vec<_> =
            fs::read_dir(desk.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(
            names,
            [".a.pdf.kohyo-notes", ".a.pdf.kohyo-others", ".b.pdf.kohyo-aB3dE9", "a.pdf"]
        );
    }
}
