//! The content folder -> every relevant name in it, sorted by path: what is read, and what is not read and why. A
//! name silently skipped may be a sheet, or a whole year, that nobody misses until it is too late.

use std::ffi::OsStr;
use std::fs::{self, DirEntry, FileType};
use std::io;
use std::path::{Path, PathBuf};

use super::name::{self, Folder, Name};
use crate::diag::messages::{NameSlip, NotRead};
use crate::source::FileKind;

/// A name in the content folder.
#[derive(Debug)]
pub(super) struct Entry {
    /// Path below the folder, with `/`.
    pub(super) path: String,
    /// Its path on disk.
    pub(super) from: PathBuf,
    /// Its kind by name: a sheet, a section of one, or not read.
    pub(super) kind: FileKind,
    /// Why it is not read; `None` for files that are.
    pub(super) not_read: Option<NotRead>,
}

/// Lists every name below `root`.
///
/// # Errors
/// When the folder itself cannot be read; for everything else the entry has the reason.
pub(super) fn walk(root: &Path) -> io::Result<Vec<Entry>> {
    let real = root.canonicalize()?;
    let names = sorted(root)?;
    let mut walker = Walker { root: real.clone(), found: Vec::new() };
    walker.names(names, "", Folder::Root, &Above { folders: vec![real], by_link: false });
    Ok(walker.found)
}

struct Walker {
    root: PathBuf,
    found: Vec<Entry>,
}

/// The folders that contain a name, with links resolved.
#[derive(Clone)]
struct Above {
    folders: Vec<PathBuf>,
    /// True below a linked folder.
    by_link: bool,
}

impl Walker {
    fn names(&mut self, names: Vec<DirEntry>, path: &str, folder: Folder, above: &Above) {
        for entry in names {
            let name = entry.file_name();
            let shown = name.to_string_lossy();
            let path = if path.is_empty() { shown.to_string() } else { format!("{path}/{shown}") };
            let judged = name::judge(folder, &shown);
            if judged == Name::Known {
                continue;
            }
            if let Some(fault) = fault(&name) {
                self.push(path, entry.path(), FileKind::NotRead, Some(fault));
                continue;
            }
            match entry.file_type() {
                Ok(kind) => self.entry(&entry.path(), path, kind, (folder, judged), above),
                Err(error) => self.unreadable(path, entry.path(), &error),
            }
        }
    }

    fn entry(
        &mut self,
        from: &Path,
        path: String,
        kind: FileType,
        (folder, judged): (Folder, Name),
        above: &Above,
    ) {
        if kind.is_symlink() {
            self.link(from, path, (folder, judged), above);
        } else if kind.is_dir() {
            let real =
                above.folders.last().map(|last| last.join(from.file_name().unwrap_or_default()));
            let mut above = above.clone();
            above.folders.extend(real);
            self.folder(from, path, folder, &above);
        } else {
            self.file(from, path, kind, (folder, judged));
        }
    }

    fn file(
        &mut self,
        from: &Path,
        path: String,
        kind: FileType,
        (folder, judged): (Folder, Name),
    ) {
        let kind_of = kind_of(&judged);
        let not_read = match judged {
            // Reading a pipe or a device may never end.
            _ if !kind.is_file() => Some(NotRead::Special),
            Name::Sheet | Name::Table | Name::Known => None,
            // A backup file next to its sheet hides nothing.
            Name::Slip(NameSlip::Kept) if is_kept_beside(from) => Some(NotRead::Unknown),
            Name::Slip(slip) => Some(NotRead::Slip(slip)),
            // An unknown folder is reported as a whole.
            Name::Unknown if folder == Folder::Unknown => return,
            Name::Unknown => Some(NotRead::Unknown),
        };
        self.push(path, from.to_owned(), kind_of, not_read);
    }

    fn folder(&mut self, from: &Path, path: String, parent: Folder, above: &Above) {
        let name = path.rsplit('/').next().unwrap_or(&path);
        let Some(folder) = parent.below(name) else {
            return;
        };
        let names = match sorted(from) {
            Ok(names) => names,
            Err(error) => return self.unreadable(path, from.to_owned(), &error),
        };
        let before = self.found.len();
        self.names(names, &path, folder, above);
        // A folder of a year without any sheet is reported as a whole, whatever else it contains.
        let unknown = |entry: &Entry| entry.not_read == Some(NotRead::Unknown);
        if folder == Folder::Level && self.found[before..].iter().all(unknown) {
            self.found.truncate(before);
        }
        let why = match folder {
            _ if self.found.len() > before => return,
            Folder::Level => NotRead::UnknownFolder,
            Folder::Unknown if parent != Folder::Unknown => NotRead::UnknownFolder,
            Folder::Year | Folder::Reviews => NotRead::EmptyFolder,
            _ => return,
        };
        self.push(path, from.to_owned(), FileKind::NotRead, Some(why));
    }

    /// Follows a link only inside the content folder: what lies outside is in no copy and no history of it.
    fn link(&mut self, from: &Path, path: String, judged: (Folder, Name), above: &Above) {
        let kind_of = kind_of(&judged.1);
        let target = from.canonicalize().and_then(|target| Ok((fs::metadata(&target)?, target)));
        let (found, target) = match target {
            Ok(target) => target,
            Err(error) => {
                let why = match error.kind() {
                    io::ErrorKind::NotFound => NotRead::LinkToNothing,
                    io::ErrorKind::PermissionDenied => NotRead::unreadable(&error),
                    _ => NotRead::LinkInCircle,
                };
                return self.push(path, from.to_owned(), kind_of, Some(why));
            }
        };
        let why = if !target.starts_with(&self.root) {
            NotRead::LinkOutside
        } else if above.folders.contains(&target) {
            NotRead::LinkInCircle
        } else if found.is_dir() && above.by_link {
            // Linked folders that lead to each other would be found in every order.
            NotRead::LinkBehindLink
        } else {
            if !found.is_dir() {
                return self.file(from, path, found.file_type(), judged);
            }
            let above = Above { folders: [&above.folders[..], &[target]].concat(), by_link: true };
            return self.folder(from, path, judged.0, &above);
        };
        self.push(path, from.to_owned(), kind_of, Some(why));
    }

    fn unreadable(&mut self, path: String, from: PathBuf, error: &io::Error) {
        self.push(path, from, FileKind::NotRead, Some(NotRead::unreadable(error)));
    }

    fn push(&mut self, path: String, from: PathBuf, kind: FileKind, not_read: Option<NotRead>) {
        self.found.push(Entry { path, from, kind, not_read });
    }
}

fn kind_of(name: &Name) -> FileKind {
    match name {
        Name::Sheet => FileKind::Sheet,
        Name::Table => FileKind::Table,
        Name::Known | Name::Slip(_) | Name::Unknown => FileKind::NotRead,
    }
}

/// `52.yaml.orig` beside `52.yaml`.
fn is_kept_beside(from: &Path) -> bool {
    let Some(name) = from.file_name().and_then(OsStr::to_str) else {
        return false;
    };
    let sheet = name
        .rsplit_once('.')
        .map(|(sheet, _)| sheet)
        .filter(|sheet| sheet.strip_suffix(".yaml").is_some());
    let sheet = sheet.or_else(|| name.strip_suffix('~'));
    sheet.is_some_and(|sheet| !sheet.is_empty() && from.with_file_name(sheet).is_file())
}

/// Why a name cannot be shown or passed on as it is.
fn fault(name: &OsStr) -> Option<NotRead> {
    let Some(text) = name.to_str() else {
        return Some(NotRead::NameOfNoText);
    };
    let odd = text.chars().find(|c| c.is_control() || super::is_forbidden(*c));
    odd.map(NotRead::OddName)
}

fn sorted(folder: &Path) -> io::Result<Vec<DirEntry>> {
    let mut names = fs::read_dir(folder)?.collect::<io::Result<Vec<DirEntry>>>()?;
    names.sort_by_key(DirEntry::file_name);
    Ok(names)
}
