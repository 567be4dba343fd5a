//! Reasons why publishing fails, as data. The wording for people is elsewhere.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::site::PathError;
use crate::site::manifest::ManifestError;

/// Why nothing was published. The old site is always intact.
#[derive(Debug)]
pub enum PublishError {
    /// The folder is not empty and was not published by us.
    ForeignFolder {
        /// The folder.
        path: PathBuf,
        /// The problem with its `manifest.json`, if it has one.
        manifest: Option<ManifestError>,
    },
    /// The folder is ours, but contains files that we did not publish.
    ForeignFiles {
        /// The folder.
        path: PathBuf,
        /// The files, relative to the folder, sorted.
        files: Vec<String>,
    },
    /// The path, or a part of it, is a file or a dangling link.
    NotAFolder {
        /// The path.
        path: PathBuf,
    },
    /// Publishing here could overwrite what people wrote.
    Dangerous {
        /// The folder, with links followed.
        path: PathBuf,
        /// Why.
        danger: Danger,
    },
    /// It exists already, and must not be replaced.
    Exists {
        /// The folder.
        path: PathBuf,
    },
    /// Another publication into the same folder is running.
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// A published file is missing, or differs from the manifest.
    Altered {
        /// The file.
        path: PathBuf,
    },
    /// The new site could not be moved into place, nor the old one back. The next run restores the old one.
    Stranded {
        /// Where the old site is now.
        old: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// Two files have the same path, or a path cannot be a file.
    Path(PathError),
    /// The system refused.
    Io {
        /// The operation that failed.
        operation: Operation,
        /// Its file or folder.
        path: PathBuf,
        /// The error of the system: full disk, no permission, read-only and so on.
        source: io::Error,
    },
}

/// Why a folder must not be the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Danger {
    /// It is the root of a file system.
    Root,
    /// It is or contains the working directory.
    HoldsCurrent,
    /// It is or lies in a folder of sources.
    InsideSource,
    /// It contains a folder of sources.
    HoldsSource,
    /// It overlaps with another output of the same run.
    Overlaps,
    /// It lies in a published folder, which may contain only the files of its manifest.
    InsidePublished,
}

/// The operation during which the system reported an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// Resolve the real location of the output folder.
    Resolve,
    /// Lock the output folder against another run.
    Lock,
    /// Read a file or list a folder.
    Read,
    /// Create a folder.
    Create,
    /// Write a file.
    Write,
    /// Flush to disk.
    Sync,
    /// Swap the new site with the old one.
    Swap,
}

impl PublishError {
    /// For `map_err`: adds the operation and its path.
    pub(super) fn io(operation: Operation, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { operation, path: path.to_owned(), source }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ForeignFolder { path, manifest: None } => {
                write!(f, "{} is not empty and has no manifest of ours", path.display())
            }
            Self::ForeignFolder { path, manifest: Some(error) } => {
                write!(f, "{} is not a folder of ours: {error}", path.display())
            }
            Self::ForeignFiles { path, files } => {
                write!(f, "{} holds files we did not publish: {files:?}", path.display())
            }
            Self::NotAFolder { path } => write!(f, "{} is not a folder", path.display()),
            Self::Dangerous { path, danger } => {
                write!(f, "refusing to publish into {}: {danger:?}", path.display())
            }
            Self::Exists { path } => write!(f, "{} is there already", path.display()),
            Self::Busy { path } => write!(f, "another run publishes into {}", path.display()),
            Self::Path(error) => write!(f, "{error}"),
            Self::Altered { path } => {
                write!(f, "{} is not what the manifest says", path.display())
            }
            Self::Stranded { old, source } => {
                write!(f, "cannot put the old site back from {}: {source}", old.display())
            }
            Self::Io { operation, path, source } => {
                write!(f, "{operation:?} failed on {}: {source}", path.display())
            }
        }
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } | Self::Stranded { source, .. } => Some(source),
            Self::ForeignFolder { manifest, .. } => manifest.as_ref().map(|error| error as _),
            _ => None,
        }
    }
}
