//! Files in memory in, a folder on disk out. Knows only paths and bytes: no model, no report.
//!
//! [`OutputSet`] holds the files to publish, [`links`] checks it, [`manifest`] lists it, and only [`publish`] touches
//! the disk.

use std::collections::BTreeMap;
use std::fmt;

use crate::portable::is_device_name;

pub mod archive;
pub mod dated;
pub mod links;
pub mod manifest;
pub mod one_file;
pub mod publish;
pub mod verify;

/// Path of the manifest, below the output folder.
pub const MANIFEST_PATH: &str = "manifest.json";

/// Paths that can coexist on Linux, macOS and Windows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Names {
    // Lower-cased path -> path: names that differ only in case are the same file on Windows.
    folded: BTreeMap<String, String>,
}

impl Names {
    /// Adds a path, unless it is unsafe, taken, or a folder of another file.
    fn insert(&mut self, path: &str) -> Result<(), PathError> {
        let path = path.to_owned();
        if let Err(fault) = check_path(&path) {
            return Err(PathError::Unsafe { path, fault });
        }
        let key = path.to_lowercase();
        if let Some(other) = self.folded.get(&key) {
            return Err(PathError::Duplicate { path, other: other.clone() });
        }
        if let Some(other) = self.clash(&key) {
            return Err(PathError::FileAndFolder { path, other: other.to_owned() });
        }
        self.folded.insert(key, path);
        Ok(())
    }

    /// Finds a path that would have to be a file and a folder at once.
    fn clash(&self, key: &str) -> Option<&str> {
        let above = key.match_indices('/').find_map(|(at, _)| self.folded.get(&key[..at]));
        let below = || {
            let folder = format!("{key}/");
            let (next, path) = self.folded.range(folder.clone()..).next()?;
            next.starts_with(&folder).then_some(path)
        };
        above.or_else(below).map(String::as_str)
    }
}

/// The files to publish: relative path with `/` to bytes. Every path is safe to write on Linux, macOS and Windows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutputSet {
    files: BTreeMap<String, Vec<u8>>,
    names: Names,
}

impl OutputSet {
    /// An empty set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    ///
    /// # Errors
    /// When the path is unsafe, taken, or a folder of another file; the set stays unchanged.
    pub fn insert(
        &mut self,
        path: impl Into<String>,
        bytes: impl Into<Vec<u8>>,
    ) -> Result<(), PathError> {
        let path = path.into();
        self.names.insert(&path)?;
        self.files.insert(path, bytes.into());
        Ok(())
    }

    /// The bytes of one file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// Whether the set has this file.
    #[must_use]
    pub fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// All files, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// Number of files.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether it has no files.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Total size in bytes.
    #[must_use]
    pub fn total_bytes(&self) -> u64 {
        self.files.values().map(|bytes| bytes.len() as u64).sum()
    }
}

/// Why a file cannot be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathError {
    /// The path cannot be written safely on every system.
    Unsafe {
        /// The path as given.
        path: String,
        /// The fault.
        fault: PathFault,
    },
    /// The path is taken, possibly with different case.
    Duplicate {
        /// The path as given.
        path: String,
        /// The existing path.
        other: String,
    },
    /// One of the two paths is a file, and a folder of the other.
    FileAndFolder {
        /// The path as given.
        path: String,
        /// The path it collides with.
        other: String,
    },
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsafe { path, fault } => write!(f, "unsafe output path {path:?}: {fault}"),
            Self::Duplicate { path, other } => {
                write!(f, "output path {path:?} is already taken by {other:?}")
            }
            Self::FileAndFolder { path, other } => {
                write!(f, "output paths {path:?} and {other:?} need one name as file and folder")
            }
        }
    }
}

impl std::error::Error for PathError {}

/// What makes a path unsafe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathFault {
    /// It starts with `/`.
    Absolute,
    /// It has an empty part: empty path, `a//b`, or trailing `/`.
    EmptyPart,
    /// It has a part `.` or `..`.
    Dots,
    /// It has a backslash.
    Backslash,
    /// It has a control character.
    Control,
    /// It has a character not allowed in Windows names, or a part ending in a dot or space.
    NotPortable,
    /// A part is a device name of Windows, such as `con` or `lpt1.html`.
    DeviceName,
    /// It is the path of the manifest, which publishing writes itself.
    Manifest,
}

impl fmt::Display for PathFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Absolute => "it is absolute",
            Self::EmptyPart => "it has an empty part",
            Self::Dots => "it has a part `.` or `..`",
            Self::Backslash => "it has a backslash",
            Self::Control => "it has a control character",
            Self::NotPortable => "it has a character or an ending that Windows refuses",
            Self::DeviceName => "it has a name that Windows keeps for devices",
            Self::Manifest => "it is the place of the manifest",
        })
    }
}

/// Checks that a path is relative, stays inside, and can be written on every system.
///
/// # Errors
/// The first fault found.
pub fn check_path(path: &str) -> Result<(), PathFault> {
    if path.starts_with('/') {
        return Err(PathFault::Absolute);
    }
    if path.contains('\\') {
        return Err(PathFault::Backslash);
    }
    if path.chars().any(char::is_control) {
        return Err(PathFault::Control);
    }
    if path.contains(['<', '>', ':', '"', '|', '?', '*']) {
        return Err(PathFault::NotPortable);
    }
    path.split('/').try_for_each(check_part)?;
    if path.eq_ignore_ascii_case(MANIFEST_PATH) { Err(PathFault::Manifest) } else { Ok(()) }
}

fn check_part(part: &str) -> Result<(), PathFault> {
    if part.is_empty() {
        return Err(PathFault::EmptyPart);
    }
    if part == "." || part == ".." {
        return Err(PathFault::Dots);
    }
    // Windows silently drops these, so `a.` and `a` would be the same file.
    if part.ends_with(['.', ' ']) {
        return Err(PathFault::NotPortable);
    }
    if is_device_name(part) { Err(PathFault::DeviceName) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_paths_are_accepted() {
        for path in ["index.html", "policies/52/index.html", ".nojekyll", "計画/一覧.csv", "com.js"]
        {
            assert_eq!(check_path(path), Ok(()), "{path}");
        }
    }

    #[test]
    fn unsafe_paths_are_refused() {
        for (path, fault) in [
            ("", PathFault::EmptyPart),
            ("a//b", PathFault::EmptyPart),
            ("a/", PathFault::EmptyPart),
            ("/etc/passwd", PathFault::Absolute),
            ("../x", PathFault::Dots),
            ("a/../../x", PathFault::Dots),
            ("./a", PathFault::Dots),
            ("a\\b", PathFault::Backslash),
            ("a\nb", PathFault::Control),
            ("C:/x", PathFault::NotPortable),
            ("what?.html", PathFault::NotPortable),
            ("a./b", PathFault::NotPortable),
            ("a /b", PathFault::NotPortable),
            ("x/CON", PathFault::DeviceName),
            ("aux.html", PathFault::DeviceName),
            ("lpt1/index.html", PathFault::DeviceName),
            ("manifest.json", PathFault::Manifest),
            ("Manifest.JSON", PathFault::Manifest),
        ] {
            assert_eq!(check_path(path), Err(fault), "{path:?}");
        }
    }

    #[test]
    fn a_path_is_taken_once_whatever_its_case() -> Result<(), PathError> {
        let mut set = OutputSet::new();
        set.insert("a/Index.html", "1")?;
        let again = set.insert("a/index.html", "2");
        assert!(
            matches!(again, Err(PathError::Duplicate { other, .. }) if other == "a/Index.html")
        );
        assert_eq!(set.get("a/Index.html"), Some("1".as_bytes()));
        assert_eq!((set.len(), set.total_bytes()), (1, 1));
        Ok(())
    }

    #[test]
    fn a_name_is_not_file_and_folder_at_once() -> Result<(), PathError> {
        let mut set = OutputSet::new();
        set.insert("a/b/c", "")?;
        set.insert("a/b-c", "")?;
        for path in ["a", "a/b", "a/b/c/d"] {
            let clash = set.insert(path, "");
            assert!(matches!(clash, Err(PathError::FileAndFolder { .. })), "{path}");
        }
        set.insert("a/bc", "")
    }
}
