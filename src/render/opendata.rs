//! Report -> open data: CSV tables in long form, a codebook, and `package.json` with every fact. Values, reasons and
//! alternatives are read from the facts only. Knows nothing of the model.

mod cells;
mod codebook;
mod columns;
mod corrections;
mod grades;
mod indicators;
mod lookup;
mod notes;
mod outcomes;
mod package;
mod revisions;
mod stages;
mod stream;
mod table;
mod texts;
mod units;

use std::convert::Infallible;

use crate::fault;
use crate::report::Figures;
use crate::report::data::StageRow;

use lookup::Lookup;
use notes::NoteRow;
pub use stream::{Sink, Stream};
use table::Table;

/// A file of the open data: path and bytes.
pub type File = (String, Vec<u8>);

const PACKAGE: &str = "data/package.json";

/// Passes each file of the open data to `put`: its path, and a function that writes it piece by piece. The last one
/// is `data/package.json`, which states sizes and hashes of the others, so each must be written before the next.
/// `stages` are the unpublished pages.
///
/// # Errors
/// Any error of `put`.
pub fn render<E>(
    figures: &Figures,
    stages: &[StageRow],
    put: &mut dyn FnMut(String, &mut Stream<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut written = Vec::new();
    let facts = figures.facts();
    let notes = notes::all(figures.data(), &facts);
    for table in tables(figures, &notes, stages) {
        put(format!("data/{}.csv", table.name), &mut |sink| {
            written.push(table.write(sink)?);
            Ok(())
        })?;
    }
    put(PACKAGE.to_owned(), &mut |sink| package::write(figures.data(), &facts, &written, sink))
}

/// The same files in memory.
#[must_use]
pub fn files(figures: &Figures, stages: &[StageRow]) -> Vec<File> {
    let mut files = Vec::new();
    let Ok(()) = render(figures, stages, &mut |path, stream| {
        files.push((path, gather(stream)));
        Ok::<(), Infallible>(())
    });
    files
}

/// Writes a stream into memory.
#[must_use]
pub fn gather(stream: &mut Stream<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    fault::kept(stream(&mut bytes), "データを書き出せません");
    bytes
}

fn tables<'a>(
    figures: &'a Figures,
    notes: &'a [NoteRow<'a>],
    stages: &[StageRow],
) -> Vec<Table<'a>> {
    let data = figures.data();
    let lookup = Lookup { figures };
    let mut tables = vec![indicators::table(data, lookup), outcomes::table(data, lookup)];
    // Without corrections there is no table of them, and the codebook does not mention one.
    tables.extend(cells::table(data, lookup));
    tables.extend(revisions::table(data, lookup));
    tables.extend(grades::table(data, lookup));
    tables.extend(corrections::table(data, lookup));
    tables.extend(stages::table(data, stages));
    tables.push(notes::table(data, notes));
    tables.push(texts::table(data));
    tables.push(codebook::table(&tables));
    tables
}

/// Whether [`render`] makes a file at this path, without rendering anything; `staged` where something is not
/// published yet.
#[must_use]
pub fn makes(path: &str, figures: &Figures, staged: bool) -> bool {
    let name = path.strip_prefix("data/").and_then(|name| name.strip_suffix(".csv"));
    match name {
        None => path == PACKAGE,
        Some("indicators" | "outcomes" | "notes" | "texts" | "codebook") => true,
        Some("tables") => figures.has(|rows| &rows.cells),
        Some("target_revisions") => figures.has_revisions(),
        Some("grades") => figures.has_grades(),
        Some("corrections") => figures.has_corrections(),
        Some("stages") => staged,
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests;
