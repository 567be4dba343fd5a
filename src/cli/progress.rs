//! How far long work has come, on a terminal and only where somebody may watch.

use indicatif::{ProgressBar, ProgressStyle};

use super::words;

/// A bar that counts what has been made.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar for so many pages, hidden when `quiet`.
    pub(super) fn new(pages: usize, quiet: bool) -> Self {
        let bar = if quiet { ProgressBar::hidden() } else { ProgressBar::new(pages as u64) };
        if let Ok(style) = ProgressStyle::with_template(words::PROGRESS) {
            bar.set_style(style);
        }
        Self { bar }
    }

    /// One more is made.
    pub(super) fn step(&self) {
        self.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
