//! The content folder -> a new version at each change. Acts on the first event; what comes while a version
//! is being made is taken together in the next.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, SystemTime};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::site::Preview;
use super::words;

/// How often it is looked whether the folder as a whole was replaced, which no event tells.
const LOOK: Duration = Duration::from_secs(1);

/// Watches the content of a preview from now on.
pub(super) fn start(preview: &Arc<Preview>) -> Result<(), String> {
    let (sender, receiver) = channel();
    let root = preview.content().to_owned();
    let watcher = watcher(&root, sender.clone()).map_err(|error| words::no_watch(&root, &error))?;
    let preview = Arc::clone(preview);
    thread::spawn(move || run(&preview, &root, watcher, &sender, &receiver));
    Ok(())
}

fn watcher(root: &Path, sender: Sender<()>) -> notify::Result<RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // That a file was read is no change, and we read them all ourselves.
        if !event.is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
            // Nobody listens only when the program ends.
            let _ = sender.send(());
        }
    })?;
    watcher.watch(root, RecursiveMode::Recursive)?;
    Ok(watcher)
}

fn run(
    preview: &Preview,
    root: &Path,
    first: RecommendedWatcher,
    sender: &Sender<()>,
    receiver: &Receiver<()>,
) {
    let mut watched = Some(first);
    let mut known = identity(root);
    loop {
        match receiver.recv_timeout(LOOK) {
            Ok(()) => {
                while receiver.try_recv().is_ok() {}
                preview.refresh();
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        let now = identity(root);
        if now != known || watched.is_none() {
            // Another folder under the same name: the old watch would go on looking at the old one.
            watched = watcher(root, sender.clone()).ok();
            known = now;
            preview.refresh();
        }
    }
}

/// What tells a folder from another that took its name; `None` while there is none.
fn identity(root: &Path) -> Option<(u64, Option<SystemTime>)> {
    let found = fs::metadata(root).ok()?;
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(&found);
    #[cfg(not(unix))]
    let number = 0;
    Some((number, found.created().ok()))
}
