//! Report -> open data: CSV tables in long form, a codebook, and `package.json` with every fact.
//! Values, reasons and alternatives are read from the facts alone. Knows nothing of the model.

mod cells;
mod codebook;
mod corrections;
mod grades;
mod notes;
mod outcomes;
mod package;
mod pieces;
mod revisions;
mod stages;
mod table;
mod texts;

use std::convert::Infallible;

use crate::fault;
use crate::report::data::{Data, IndicatorKey, IndicatorRow, SheetKey, StageRow};
use crate::report::{Fact, Figures, anchor, facts, format};

use notes::NoteRow;
pub use pieces::{Pour, Sink};
use table::{Cell, Table, number, text};

/// A file of the open data: path and bytes.
pub type File = (String, Vec<u8>);

const PACKAGE: &str = "data/package.json";

/// Makes the files of the open data and gives each to `put`: its path, and what writes it piece by piece. The last
/// is `data/package.json`, which states sizes and hashes of the others: each has to be written before the next.
/// `stages` are the pages that are not published yet.
///
/// # Errors
/// Those of `put`.
pub fn render<E>(
    figures: &Figures,
    stages: &[StageRow],
    put: &mut dyn FnMut(String, &mut Pour<'_>) -> Result<(), E>,
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
    let Ok(()) = render(figures, stages, &mut |path, pour| {
        files.push((path, gather(pour)));
        Ok::<(), Infallible>(())
    });
    files
}

/// A file in memory.
#[must_use]
pub fn gather(pour: &mut Pour<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    fault::kept(pour(&mut bytes), "データを書き出せません");
    bytes
}

fn tables<'a>(
    figures: &'a Figures,
    notes: &'a [NoteRow<'a>],
    stages: &[StageRow],
) -> Vec<Table<'a>> {
    let data = figures.data();
    let lookup = Lookup { figures };
    let mut tables = vec![indicators(data, lookup), outcomes::table(data, lookup)];
    // A site without corrections has no table of them, and its codebook does not speak of one.
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

/// Paths of the files that [`render`] makes of these rows; `staged` where something is not published yet.
#[must_use]
pub fn paths(data: &Data, staged: bool) -> Vec<String> {
    let always = ["indicators", "outcomes"];
    let sometimes = [
        ("tables", data.rows(|rows| &rows.cells).next().is_none()),
        ("target_revisions", data.rows(|rows| &rows.revisions).next().is_none()),
        ("grades", data.rows(|rows| &rows.grades).next().is_none()),
        ("corrections", data.rows(|rows| &rows.corrections).next().is_none()),
        ("stages", !staged),
    ];
    let filled = sometimes.iter().filter(|(_, empty)| !empty);
    let names = always.into_iter().chain(filled.map(|(name, _)| *name));
    let tables = names.chain(["notes", "texts", "codebook"]);
    let mut paths: Vec<String> = tables.map(|name| format!("data/{name}.csv")).collect();
    paths.push(PACKAGE.to_owned());
    paths
}

/// Facts by id.
#[derive(Clone, Copy)]
struct Lookup<'a> {
    figures: &'a Figures,
}

impl<'a> Lookup<'a> {
    /// The fact of an id. Rows name recorded facts only.
    fn fact(self, id: &str) -> &'a Fact {
        let what = || fault::broken(&format!("表の行の数値「{id}」が記録されていません"));
        self.figures.fact(id).unwrap_or_else(what)
    }

    /// The fact of an id, where a row names one: a correction of words has no figure.
    fn named(self, id: &str) -> Option<&'a Fact> {
        (!id.is_empty()).then(|| self.fact(id))
    }

    /// `value,status,unit_code,note_id` of a fact.
    fn value(self, id: &str) -> [Cell<'a>; 4] {
        let fact = self.fact(id);
        [
            number(fact.value),
            text(fact.status),
            text(codebook::unit_code(&fact.unit)),
            text(note_ids(fact)),
        ]
    }

    /// `unit,alternative_value,fact_id,note` of a fact.
    fn more<'b>(self, id: &'b str) -> [Cell<'b>; 4]
    where
        'a: 'b,
    {
        let fact = self.fact(id);
        let notes = fact.notes().concat();
        [text(&*fact.unit), number(fact.alternative()), text(id), text(notes)]
    }

    /// `lower,upper,words` of a fact: what is stated otherwise than as one number.
    fn other_forms(self, id: &str) -> [Cell<'a>; 3] {
        let fact = self.fact(id);
        let [low, high] = fact.limits();
        let words = if fact.status == facts::WORDS { &*fact.text } else { "" };
        [number(low), number(high), text(words)]
    }

    /// `value_state,expected,value_fy` of a fact.
    fn standing(self, id: &str) -> [Cell<'a>; 3] {
        self.fact(id).standing().map(text)
    }

    /// Where the figure of a fact comes from.
    fn origin(self, id: &str) -> &'static str {
        self.fact(id).origin.code()
    }
}

/// Addresses of the notes, from the root of the site, separated by a blank.
fn note_ids(fact: &Fact) -> String {
    let addresses = fact.notes().iter();
    let addresses = addresses.map(|note| format!("{}#{}", fact.page, anchor(note)));
    addresses.collect::<Vec<_>>().join(" ")
}

fn indicators<'a>(data: &'a Data, lookup: Lookup<'a>) -> Table<'a> {
    let row = move |row: &'a IndicatorRow| {
        let IndicatorRow { of, kind, fy, target, parted, fact } = row;
        let IndicatorKey {
            sheet,
            indicator_id,
            indicator_name,
            city,
            direction,
            value_kind,
            series,
            method,
        } = &**of;
        let SheetKey { policy_code, sheet_code, sheet_name, evaluation } = &**sheet;
        let [value, status, unit_code, note_id] = lookup.value(fact);
        let [unit, alternative, fact_id, note] = lookup.more(fact);
        let [state, expected, of_year] = lookup.standing(fact);
        let [lower, upper, words] = lookup.other_forms(fact);
        vec![
            text(policy_code),
            text(indicator_id),
            Cell::Whole(fy.0.into()),
            text(format::wareki(*fy)),
            text(*kind),
            value,
            status,
            unit_code,
            note_id,
            text(&data.lg_code),
            Cell::Whole(evaluation.0.into()),
            text(sheet_code),
            text(sheet_name),
            text(indicator_name),
            unit,
            text(*direction),
            text(*value_kind),
            text(city),
            alternative,
            fact_id,
            note,
            text(*method),
            lower,
            upper,
            words,
            text(series),
            state,
            expected,
            of_year,
            text(&**parted),
            text(*target),
        ]
    };
    Table::of("indicators", data, |rows| &rows.indicators, row)
}

#[cfg(test)]
mod tests;
