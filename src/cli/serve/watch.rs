//! The content folder -> a new version at each change. Acts on the first event; events during a build are taken
//! together in the next.

#![expect(clippy::disallowed_methods, reason = "waits for what is half written")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::site::{Looked, Preview};
use super::words;

/// Interval of checks whether the folder itself was replaced, which no event reports.
const LOOK: Duration = Duration::from_secs(1);

/// How long a program may take to write a file once it has begun.
const HALF_WRITTEN: Duration = Duration::from_millis(40);

/// A watched folder; events queue up until somebody calls `follow`.
pub(super) struct Watch {
    root: PathBuf,
    known: Identity,
    watcher: RecommendedWatcher,
    sender: Sender<()>,
    receiver: Receiver<()>,
}

/// Starts watching the content of a preview.
pub(super) fn start(root: &Path) -> Result<Watch, String> {
    let (sender, receiver) = channel();
    let known = identity(root);
    let watcher = watcher(root, sender.clone()).map_err(|error| words::no_watch(root, &error))?;
    Ok(Watch { root: root.to_owned(), known, watcher, sender, receiver })
}

impl Watch {
    /// Updates the preview at each change.
    pub(super) fn follow(self, preview: &Arc<Preview>) {
        let preview = Arc::clone(preview);
        thread::spawn(move || self.run(&preview));
    }

    fn run(self, preview: &Preview) {
        let Self { root, mut known, watcher: first, sender, receiver } = self;
        let mut watched = Some(first);
        loop {
            match receiver.recv_timeout(LOOK) {
                Ok(()) => preview.guarded(|| follow(preview, &receiver)),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            let now = identity(&root);
            if now != known || watched.is_none() {
                // Another folder has taken the name: the old watch would stay with the old folder.
                watched = watcher(&root, sender.clone()).ok();
                known = now;
                preview.guarded(|| preview.refresh());
            }
        }
    }
}

fn watcher(root: &Path, sender: Sender<()>) -> notify::Result<RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // Reads are no change, and we cause them ourselves.
        if !event.is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
            // The receiver is gone only when the program ends.
            let _ = sender.send(());
        }
    })?;
    watcher.watch(root, RecursiveMode::Recursive)?;
    Ok(watcher)
}

/// Shows what has changed. Broken content may be half written, so it is shown only when no further event follows.
fn follow(preview: &Preview, receiver: &Receiver<()>) {
    // Events up to now are covered by one read.
    receiver.try_iter().for_each(drop);
    let mut looked = preview.look();
    let until = Instant::now() + HALF_WRITTEN;
    while looked.as_ref().is_some_and(Looked::is_broken) {
        let left = until.saturating_duration_since(Instant::now());
        if receiver.recv_timeout(left).is_err() {
            break;
        }
        receiver.try_iter().for_each(drop);
        looked = preview.look().or(looked);
    }
    if let Some(looked) = looked {
        preview.show(looked);
    }
}

/// Identifies a folder (inode, creation time), to notice another one under the same name; `None` while there is none.
type Identity = Option<(u64, Option<SystemTime>)>;

fn identity(root: &Path) -> Identity {
    let found = fs::metadata(root).ok()?;
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(&found);
    #[cfg(not(unix))]
    let number = 0;
    Some((number, found.created().ok()))
}
