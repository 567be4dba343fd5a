//! `kohyo check --fix`: writes what a problem says is meant, where there is only one way to mean it, and leaves every other
//! byte of the files as it is.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::args::Source;
use crate::cli::{run, say, words_fix};
use crate::diag::{Diag, Diags};
use crate::site::one_file;
use crate::source::{FileKind, Lines, SourceFile, Sources};
use crate::terms::place::FileId;

/// How often the content is looked at once more: some problems are found only when others are gone.
const ROUNDS: usize = 10;

/// Mends what can be mended, and says each place. Returns how many there were.
pub(super) fn fix(source: &Source) -> Result<usize, String> {
    let mut count = 0;
    for _ in 0..ROUNDS {
        let checked = run::read(source)?;
        let edits = edits(&checked.diags, &checked.sources);
        if edits.is_empty() {
            break;
        }
        let lines = Lines::new(&checked.sources);
        for (file, edits) in edits {
            let file = checked.sources.file(file);
            let path = source.content.join(&file.path);
            write(&path, file, &edits)?;
            for (place, new) in &edits {
                let (line, column) = lines.line_column(file.id, place.start);
                let at = format!("{}/{}:{line}:{column}", checked.sources.root, file.path);
                say::tell(&words_fix::mended(&at, &file.text[place.clone()], new));
            }
            count += edits.len();
        }
    }
    Ok(count)
}

/// What stands at a place, and what is written there instead.
type Edit = (Range<usize>, String);

/// How many problems can be mended.
pub(super) fn count(diags: &Diags, sources: &Sources) -> usize {
    edits(diags, sources).values().map(Vec::len).sum()
}

/// What can be mended, by file and in the order of the file; of two that meet only the first.
fn edits(diags: &Diags, sources: &Sources) -> BTreeMap<FileId, Vec<Edit>> {
    let mut all: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
    for diag in diags.sorted() {
        let Diag { span: Some(span), fix: Some(fix), .. } = &**diag else { continue };
        let file = sources.file(span.file);
        let place = span.range();
        // A table may be in another encoding, and its cells in quotes.
        let Some(old) = file.text.get(place.clone()).filter(|_| file.kind == FileKind::Sheet)
        else {
            continue;
        };
        // A text over several lines is not what it was taken for.
        if old.is_empty() || old.contains('\n') {
            continue;
        }
        let spaced = file.text[place.end..].starts_with([' ', '\r', '\n']);
        let fix = if spaced { fix.trim_end() } else { fix.as_str() };
        let own = all.entry(span.file).or_default();
        if own.last().is_none_or(|(before, _)| before.end <= place.start) {
            own.push((place, fix.to_owned()));
        }
    }
    all
}

/// Writes a file with these edits, if it is still the one that was read.
fn write(path: &Path, file: &SourceFile, edits: &[Edit]) -> Result<(), String> {
    let failed = |error: std::io::Error| words_fix::not_written(path, &error);
    let bytes = fs::read(path).map_err(failed)?;
    let mark = bytes.len().saturating_sub(file.text.len());
    if bytes.get(mark..) != Some(file.text.as_bytes()) {
        return Err(words_fix::changed_meanwhile(path));
    }
    let mut text = file.text.clone();
    for (place, new) in edits.iter().rev() {
        text.replace_range(place.clone(), new);
    }
    let rights = fs::metadata(path).map_err(failed)?.permissions();
    // What a link leads to is written, and the link stays.
    let real: PathBuf = path.canonicalize().map_err(failed)?;
    let whole = [&bytes[..mark], text.as_bytes()].concat();
    one_file::write(&real, &whole).map_err(|error| words_fix::refused(&error))?;
    fs::set_permissions(&real, rights).map_err(failed)
}
