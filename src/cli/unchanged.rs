//! What a build read and made -> whether another would read and make the same: then it says the same and does
//! nothing. Goes by names, sizes and times of files, as `make` does; what it keeps is safe to delete.

#![expect(
    clippy::disallowed_methods,
    reason = "looks at what a build reads and has made, and keeps it in the cache"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use super::args::BuildArgs;
use super::cache;
use super::earlier::Finished;

/// What a build said, to be said again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Said {
    /// The warnings of the content, as shown.
    pub(super) told: String,
    /// How many there are.
    pub(super) warnings: usize,
    /// Pages, PDFs, data files.
    pub(super) counts: [usize; 3],
    /// Files, and their size.
    pub(super) files: usize,
    /// Bytes of all files.
    pub(super) bytes: u64,
}

/// A file: path, size, time of its last change in nanoseconds.
pub(super) type Seen = (String, u64, u64);

/// What a build is about to read.
pub(super) struct Trace {
    kept: PathBuf,
    pub(super) out: PathBuf,
    /// Everything else that the output depends on.
    pub(super) base: String,
    inputs: Vec<Seen>,
    began: SystemTime,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    base: String,
    inputs: Vec<Seen>,
    outputs: Vec<Seen>,
    said: Said,
}

impl Trace {
    /// Looks at what a build with these arguments reads, before it reads it. `None` for builds that are not
    /// remembered: of single sheets, for a CMS, by another typesetter, or without a cache.
    pub(super) fn begin(args: &BuildArgs) -> Option<Self> {
        let BuildArgs {
            source,
            out,
            only,
            no_pdf,
            cache,
            no_cache,
            cms,
            typst,
            fonts,
            jobs: _,
            quiet: _,
        } = args;
        if *no_cache || !only.is_empty() || cms.is_some() || typst.is_some() {
            return None;
        }
        let began = SystemTime::now();
        let [out, content] = [out, &source.content].map(std::path::absolute);
        let (out, content) = (out.ok()?, content.ok()?);
        let program = std::env::current_exe().ok()?;
        let mut around = vec![seen(&program, program.to_string_lossy().into_owned())?];
        if !no_pdf {
            around.extend(print_fonts(fonts.as_deref()));
        }
        let base = format!("{:?}", (around, &content, &out, no_pdf, &source.as_of));
        let name = blake3::hash(out.to_string_lossy().as_bytes()).to_hex();
        Some(Self {
            kept: cache::folder(cache)?.join(&name[..16]),
            inputs: list(&content)?,
            out,
            base,
            began,
        })
    }

    /// Where something about the last build to this folder is kept.
    pub(super) fn place(&self, ending: &str) -> PathBuf {
        self.kept.with_extension(ending)
    }

    /// What the last build said, where it read the same and what it made still stands.
    pub(super) fn same(&self) -> Option<Said> {
        let kept: Kept = serde_json::from_slice(&fs::read(self.place(ENDING)).ok()?).ok()?;
        let same = kept.base == self.base && kept.inputs == self.inputs;
        (same && list(&self.out)? == kept.outputs).then_some(kept.said)
    }

    /// Remembers a build that has just ended.
    pub(super) fn keep(self, said: Said, pages: Finished) {
        let Some(outputs) = list(&self.out) else {
            return;
        };
        pages.keep(&self, &outputs);
        let place = self.place(ENDING);
        let settled = |(_, _, changed): &Seen| is_before(*changed, self.began);
        if !self.inputs.iter().all(settled) {
            // A file that is changed twice within a tick of the clock looks as if it were changed once.
            let _ = fs::remove_file(place);
            return;
        }
        let kept = Kept { base: self.base, inputs: self.inputs, outputs, said };
        // Without it the next run does the work again.
        let _ = serde_json::to_vec(&kept).map(|json| cache::write(&place, &[&json]));
    }
}

const ENDING: &str = "last.json";

/// Whether a change lies so far back that a later one would have another time.
fn is_before(changed: u64, now: SystemTime) -> bool {
    // Some file systems know whole seconds, or two, and no less.
    let tick = if changed.is_multiple_of(1_000_000_000) {
        Duration::from_secs(2)
    } else {
        Duration::from_millis(50)
    };
    let at = SystemTime::UNIX_EPOCH + Duration::from_nanos(changed);
    at.checked_add(tick).is_some_and(|settled| settled < now)
}

#[cfg(feature = "pdf")]
fn print_fonts(named: Option<&Path>) -> Vec<Seen> {
    let fonts = super::fonts::paths(named).into_iter();
    let seen = |path: PathBuf| seen(&path, path.to_string_lossy().into_owned());
    fonts.filter_map(seen).collect()
}

#[cfg(not(feature = "pdf"))]
fn print_fonts(_: Option<&Path>) -> Vec<Seen> {
    Vec::new()
}

/// Every file below a folder, by path; `None` where something cannot be looked at.
fn list(folder: &Path) -> Option<Vec<Seen>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = entry.ok()?;
        if entry.file_type().is_dir() {
            continue;
        }
        let path = entry.path().strip_prefix(folder).ok()?;
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        files.push(seen(entry.path(), parts.join("/"))?);
    }
    files.sort_unstable();
    Some(files)
}

fn seen(path: &Path, name: String) -> Option<Seen> {
    let (bytes, changed) = stamp(path)?;
    Some((name, bytes, changed))
}

/// Size of a file, and time of its last change in nanoseconds.
pub(super) fn stamp(path: &Path) -> Option<(u64, u64)> {
    // Links are followed: what they lead to is read.
    let found = fs::metadata(path).ok()?;
    let changed = found.modified().ok()?;
    let since = changed.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Some((found.len(), u64::try_from(since.as_nanos()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_this_moment_is_not_settled() {
        let at = |nanos: u64| SystemTime::UNIX_EPOCH + Duration::from_nanos(nanos);
        let second = 1_000_000_000;
        assert!(is_before(5 * second, at(8 * second)));
        assert!(!is_before(5 * second, at(7 * second)));
        assert!(is_before(5 * second + 1, at(5 * second + 60_000_000)));
        assert!(!is_before(5 * second + 1, at(5 * second + 20_000_000)));
    }
}
