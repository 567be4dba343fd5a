//! `kohyo check --fix`: writes what a problem says is meant, where there is only one way to mean it, and leaves every other
//! byte of the files as it is.

use std::collections::BTreeMap;

use super::args::Source;
use crate::cli::edit::{self, Edit};
use crate::cli::{run, say, words_fix};
use crate::diag::{Diag, Diags};
use crate::source::{FileKind, Lines, Sources};
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
            edit::write(&source.content, file, &edits)?;
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
