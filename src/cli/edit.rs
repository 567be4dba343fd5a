//! Edits of a file of the content: what stands at a place is replaced, and every other byte stays.

#![expect(clippy::disallowed_methods, reason = "the file is read once more before it is written")]

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::cli::words_edit;
use crate::site::one_file;
use crate::source::SourceFile;

/// A place, and what is written there instead of what stands there.
pub(super) type Edit = (Range<usize>, String);

/// Writes a file with these edits, if it is still the one that was read.
pub(super) fn write(content: &Path, file: &SourceFile, edits: &[Edit]) -> Result<(), String> {
    let path = &content.join(&file.path);
    let failed = |error: std::io::Error| words_edit::not_written(path, &error);
    let bytes = fs::read(path).map_err(failed)?;
    let mark = bytes.len().saturating_sub(file.text.len());
    if bytes.get(mark..) != Some(file.text.as_bytes()) {
        return Err(words_edit::changed_meanwhile(path));
    }
    let mut text = file.text.clone();
    for (place, new) in edits.iter().rev() {
        text.replace_range(place.clone(), new);
    }
    let rights = fs::metadata(path).map_err(failed)?.permissions();
    // What a link leads to is written, and the link stays.
    let real: PathBuf = path.canonicalize().map_err(failed)?;
    let whole = [&bytes[..mark], text.as_bytes()].concat();
    one_file::write(&real, &whole).map_err(|error| words_edit::refused(&error))?;
    fs::set_permissions(&real, rights).map_err(failed)
}
