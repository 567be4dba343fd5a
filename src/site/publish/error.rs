//! What can stop a publication, as data. The wording for people is made elsewhere.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::site::PathError;
use crate::site::manifest::ManifestError;

/// Why nothing was published. In every case the old site is still whole.
#[derive(Debug)]
pub enum PublishError {
    /// The folder is not empty, and it is not one we published.
    ForeignFolder {
        /// The folder.
        path: PathBuf,
        /// What is wrong with its `manifest.json`, when it has one.
        manifest: Option<ManifestError>,
    },
    /// The folder is ours, but holds files that we did not publish.
    ForeignFiles {
        /// The folder.
        path: PathBuf,
        /// The files, relative to the folder, sorted.
        files: Vec<String>,
    },
    /// The path, or a part of it, is a file or a link that leads nowhere.
    NotAFolder {
        /// The path.
        path: PathBuf,
    },
    /// Publishing here could swallow what people wrote.
    Dangerous {
        /// The folder, with links followed.
        path: PathBuf,
        /// Why.
        danger: Danger,
    },
    /// It is there already, and is not to be replaced.
    Exists {
        /// The folder.
        path: PathBuf,
    },
    /// Another publication into the same folder is under way.
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// A published file is gone, or is no longer what the manifest says.
    Altered {
        /// The file.
        path: PathBuf,
    },
    /// The new site could not take its place, nor the old one return to it. The next run puts
    /// the old one back.
    Stranded {
        /// Where the old site now lies.
        old: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Two files want one path, or a path cannot be a file.
    Path(PathError),
    /// The system refused.
    Io {
        /// What we were about to do.
        operation: Operation,
        /// To which file or folder.
        path: PathBuf,
        /// What the system said: full disk, no permission, read-only and so on.
        source: io::Error,
    },
}

/// Why a folder must not become the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Danger {
    /// It is the root of a file system.
    Root,
    /// It is the folder the command runs in, or holds it.
    HoldsCurrent,
    /// It is a folder of sources, or lies in one.
    InsideSource,
    /// It holds a folder of sources.
    HoldsSource,
    /// It is, holds or lies in another folder that the same run writes.
    Overlaps,
    /// It lies in a published folder, which may hold nothing but what its manifest lists.
    InsidePublished,
}

/// What publishing was about to do when the system refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// Find out where the output folder really lies.
    Resolve,
    /// Lock the output folder against another run.
    Lock,
    /// Read a file or list a folder.
    Read,
    /// Make a folder.
    Create,
    /// Write a file.
    Write,
    /// Make sure that bytes have reached the disk.
    Sync,
    /// Put the new site in the place of the old one.
    Swap,
}

impl PublishError {
    /// For `map_err`: names what was tried, and on what.
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
