//! Sentences about edits of files of the content.

use std::io;
use std::path::Path;

use super::words::{cause, message, unwritten};
use crate::site::one_file::OneFileError;

/// A file is not the one that was checked.
pub(super) fn changed_meanwhile(path: &Path) -> String {
    message(
        &format!("「{}」が、点検の間に書き換えられました", path.display()),
        "このファイルには何も書き込みませんでした。保存し終えてから、もう一度打ってください",
    )
}

/// A file cannot be read or written.
pub(super) fn not_written(path: &Path, error: &io::Error) -> String {
    message(
        &format!("「{}」に書き込めません（{}）", path.display(), cause(error)),
        "ほかのプログラムで開いていれば閉じ、書き込めるファイルかを確かめてください",
    )
}

/// A file was not written.
pub(super) fn refused(error: &OneFileError) -> String {
    unwritten(error, "書き込めるファイルかを確かめてください")
}
