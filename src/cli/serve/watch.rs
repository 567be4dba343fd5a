//! The content folder -> a new version at each change. Acts on the first event; what comes while a version
//! is being made is taken together in the next.

#![expect(clippy::disallowed_methods, reason = "waits for what is half written")]

use std::fs;
use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::site::{Looked, Preview};
use super::words;

/// How often it is looked whether the folder as a whole was replaced, which no event tells.
const LOOK: Duration = Duration::from_secs(1);

/// How long a program takes to write a file, once it has begun.
const HALF_WRITTEN: Duration = Duration::from_millis(40);

/// A folder that is watched: what changes is kept until somebody follows it.
pub(super) struct Watch {
    root: PathBuf,
    known: Identity,
    watcher: RecommendedWatcher,
    sender: Sender<Change>,
    receiver: Receiver<Change>,
}

/// Watches the content of a preview from now on.
pub(super) fn start(root: &Path) -> Result<Watch, String> {
    let (sender, receiver) = channel();
    let known = identity(root);
    let watcher = watcher(root, sender.clone()).map_err(|error| words::no_watch(root, &error))?;
    Ok(Watch { root: root.to_owned(), known, watcher, sender, receiver })
}

impl Watch {
    /// Shows in a preview what changes.
    pub(super) fn follow(self, preview: &Arc<Preview>) {
        let preview = Arc::clone(preview);
        thread::spawn(move || self.run(&preview));
    }

    fn run(self, preview: &Preview) {
        let Self { root, mut known, watcher: first, sender, receiver } = self;
        let mut watched = Some(first);
        loop {
            match receiver.recv_timeout(LOOK) {
                Ok(change) => {
                    let change = gathered(change, &receiver);
                    preview.guarded(|| follow(preview, change, &receiver));
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            let now = identity(&root);
            if now != known || watched.is_none() {
                // Another folder under the same name: the old watch would go on looking at the old one.
                watched = watcher(&root, sender.clone()).ok();
                known = now;
                preview.guarded(|| preview.refresh());
            }
        }
    }
}

/// Paths that may have changed; `None` where it is not known which.
type Change = Option<Vec<PathBuf>>;

fn watcher(root: &Path, sender: Sender<Change>) -> notify::Result<RecommendedWatcher> {
    let folders = names(root);
    let root_as_named = root.to_owned();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        let change = match event {
            // That a file was read is no change, and we read them all ourselves.
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
            Ok(event) if !event.need_rescan() && !event.paths.is_empty() => {
                let paths = event.paths.iter();
                paths.map(|path| below(&root_as_named, &folders, path)).collect()
            }
            _ => None,
        };
        // Nobody listens only when the program ends.
        let _ = sender.send(change);
    })?;
    watcher.watch(root, RecursiveMode::Recursive)?;
    Ok(watcher)
}

/// The folder by every name that a system may tell changes by.
fn names(root: &Path) -> Vec<PathBuf> {
    let whole = std::path::absolute(root).ok();
    let real = root.canonicalize().ok();
    [Some(root.to_owned()), whole, real].into_iter().flatten().collect()
}

/// A changed path below the folder as the user named it; `None` where it lies elsewhere.
fn below(root: &Path, folders: &[PathBuf], path: &Path) -> Option<PathBuf> {
    let mut found = folders.iter().filter_map(|folder| path.strip_prefix(folder).ok());
    found.next().map(|relative| root.join(relative))
}

/// Takes together what has been told by now.
fn gathered(first: Change, receiver: &Receiver<Change>) -> Change {
    let all = iter::once(first).chain(receiver.try_iter());
    let all = all.collect::<Option<Vec<_>>>()?;
    let mut paths = all.concat();
    paths.sort_unstable();
    paths.dedup();
    Some(paths)
}

/// Shows what has changed. What is broken may be half written: it is shown only when nothing follows.
fn follow(preview: &Preview, change: Change, receiver: &Receiver<Change>) {
    let mut looked = preview.look(change);
    let until = Instant::now() + HALF_WRITTEN;
    while looked.as_ref().is_some_and(Looked::is_broken) {
        let left = until.saturating_duration_since(Instant::now());
        let Ok(change) = receiver.recv_timeout(left) else {
            break;
        };
        looked = preview.look(gathered(change, receiver)).or(looked);
    }
    if let Some(looked) = looked {
        preview.show(looked);
    }
}

/// What tells a folder from another that took its name; `None` while there is none.
type Identity = Option<(u64, Option<SystemTime>)>;

fn identity(root: &Path) -> Identity {
    let found = fs::metadata(root).ok()?;
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(&found);
    #[cfg(not(unix))]
    let number = 0;
    Some((number, found.created().ok()))
}
