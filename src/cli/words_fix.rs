//! Sentences of `kohyo check --fix`.

use std::io;
use std::path::Path;

use super::words::{cause, message, unwritten};
use crate::site::one_file::OneFileError;

/// A place that has been mended.
pub(super) fn mended(at: &str, old: &str, new: &str) -> String {
    format!("直しました: {at}  「{old}」を「{new}」に")
}

/// How many places have been mended.
pub(super) fn count(count: usize) -> String {
    match count {
        0 => "自動で直せる所はありませんでした。\n".to_owned(),
        count => format!("{count}か所を直しました。ほかの所は、そのままです。\n"),
    }
}

/// How many problems `--fix` would mend.
pub(super) fn could(count: usize) -> String {
    if count == 0 {
        return String::new();
    }
    format!("\nこのうち{count}件は、意味が1つに決まるので、「kohyo check --fix」で直せます。")
}

/// A file is not the one that was checked.
pub(super) fn changed_meanwhile(path: &Path) -> String {
    message(
        &format!("「{}」が、点検の間に書き換えられました", path.display()),
        "このファイルには何も書き込みませんでした。保存し終えてから、もう一度「kohyo check --fix」と打ってください",
    )
}

/// A file cannot be read or written.
pub(super) fn not_written(path: &Path, error: &io::Error) -> String {
    message(
        &format!("「{}」を直せません（{}）", path.display(), cause(error)),
        "ほかのプログラムで開いていれば閉じ、書き込めるファイルかを確かめてください",
    )
}

/// A file was not written.
pub(super) fn refused(error: &OneFileError) -> String {
    unwritten(error, "書き込めるファイルかを確かめてください")
}
