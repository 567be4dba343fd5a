//! Progress of long work, shown only on a terminal.

use indicatif::{ProgressBar, ProgressStyle};

use super::words;

/// A progress bar.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Returns a bar for `pages` pages, hidden when `quiet`.
    pub(super) fn new(pages: usize, quiet: bool) -> Self {
        let bar = if quiet { ProgressBar::hidden() } else { ProgressBar::new(pages as u64) };
        if let Ok(style) = ProgressStyle::with_template(words::PROGRESS) {
            bar.set_style(style);
        }
        Self { bar }
    }

    /// Counts one more page.
    pub(super) fn step(&self) {
        self.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
