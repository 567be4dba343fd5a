//! Cells in, CSV out, piece by piece: UTF-8 with BOM, CRLF, text quoted, numbers bare. Knows nothing of facts.

use std::borrow::Cow;
use std::io::{self, Write as _};

use rust_decimal::Decimal;

use crate::fault;
use crate::render::opendata::columns::Column;
use crate::render::opendata::stream::{Counted, Sink, in_order};
use crate::report::data::{Data, Rows};
use crate::report::format;

/// Stem of a table's file, and its columns.
pub(super) type Named = (&'static str, &'static [Column]);

/// A table of the open data.
pub(super) struct Table<'a> {
    /// Stem of the file.
    pub(super) name: &'static str,
    columns: &'static [Column],
    /// Number of rows.
    pub(super) rows: usize,
    lines: Box<Lines<'a>>,
}

/// Writes all lines except the heading.
type Lines<'a> = dyn Fn(&mut Sink<'_>) -> io::Result<()> + 'a;

/// What `package.json` states of a written table.
pub(super) struct Written {
    /// Stem of the file.
    pub(super) name: &'static str,
    /// Number of rows.
    pub(super) rows: usize,
    /// Size in bytes.
    pub(super) bytes: u64,
    /// Hash of the bytes.
    pub(super) hash: blake3::Hash,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    /// Text: always quoted, so that codes keep their leading zeros.
    Text(Cow<'a, str>),
    /// A whole number such as a year.
    Whole(i64),
    /// A rank.
    Count(usize),
    /// An exact decimal.
    Number(Decimal),
    /// No value; the column `status` has the reason.
    Empty,
}

/// A text cell.
pub(super) fn text<'a>(text: impl Into<Cow<'a, str>>) -> Cell<'a> {
    Cell::Text(text.into())
}

/// A decimal cell, or an empty one.
pub(super) fn number(number: Option<Decimal>) -> Cell<'static> {
    number.map_or(Cell::Empty, Cell::Number)
}

/// A row, with as many cells as the table has columns.
pub(super) type Row<'a> = Vec<Cell<'a>>;

/// Number of data items per piece of a table.
const PARTS_TO_A_PIECE: usize = 8;

impl<'a> Table<'a> {
    /// A table of a few rows.
    pub(super) fn new<'b>(of: Named, rows: impl Iterator<Item = Row<'b>>) -> Self {
        let (mut lines, mut count) = (String::new(), 0);
        for row in rows {
            push(of, &row, &mut lines);
            count += 1;
        }
        Self {
            name: of.0,
            columns: of.1,
            rows: count,
            lines: Box::new(move |sink| sink.write_all(lines.as_bytes())),
        }
    }

    /// A table of the rows of every part of the data.
    pub(super) fn of<T: Sync + 'a>(
        of: Named,
        data: &'a Data,
        own: impl Fn(&'a Rows) -> &'a Vec<T> + Sync + 'a,
        row: impl Fn(&'a T) -> Row<'a> + Sync + 'a,
    ) -> Self {
        let rows = data.parts.iter().map(|rows| own(rows).len()).sum();
        Self::of_parts(of, rows, &data.parts, move |rows, add| {
            for entry in own(rows) {
                add(row(entry));
            }
        })
    }

    /// A table of `rows` rows, which the parts give in order.
    pub(super) fn of_parts<P: Sync + 'a>(
        named: Named,
        rows: usize,
        parts: &'a [P],
        of: impl Fn(&'a P, &mut dyn FnMut(Row<'a>)) + Sync + 'a,
    ) -> Self {
        let piece = move |parts: &'a [P]| {
            let mut lines = String::new();
            for part in parts {
                of(part, &mut |row| push(named, &row, &mut lines));
            }
            lines
        };
        let lines = move |sink: &mut Sink<'_>| in_order(parts, PARTS_TO_A_PIECE, &piece, sink);
        Self { name: named.0, columns: named.1, rows, lines: Box::new(lines) }
    }

    /// Writes the file, piece by piece.
    pub(super) fn write(&self, sink: &mut Sink<'_>) -> io::Result<Written> {
        let Self { name, columns, rows, lines } = self;
        // Excel takes a file without a BOM for Shift_JIS.
        let mut head = String::from('\u{FEFF}');
        let names = columns.iter().map(|column| text(column.name));
        push((name, columns), &names.collect::<Row<'_>>(), &mut head);
        let mut counted = Counted::new(sink);
        counted.write_all(head.as_bytes())?;
        lines(&mut counted)?;
        let (bytes, hash) = counted.finish();
        Ok(Written { name, rows: *rows, bytes, hash })
    }
}

/// Appends the line of a row.
fn push((name, columns): Named, row: &[Cell<'_>], csv: &mut String) {
    if row.len() != columns.len() {
        fault::broken(&format!("表「{name}」の行の列数が、見出しと違います（{row:?}）"));
    }
    for (place, cell) in row.iter().enumerate() {
        if place > 0 {
            csv.push(',');
        }
        cell.write(csv);
    }
    csv.push_str("\r\n");
}

impl Cell<'_> {
    fn write(&self, csv: &mut String) {
        match self {
            Self::Text(text) => {
                csv.push('"');
                write_safe(text, csv);
                csv.push('"');
            }
            Self::Whole(number) => csv.push_str(&number.to_string()),
            Self::Count(number) => csv.push_str(&number.to_string()),
            Self::Number(number) => csv.push_str(&format::plain(*number)),
            Self::Empty => {}
        }
    }
}

/// Characters that start a formula in a spreadsheet, including the full-width ones of Japanese spreadsheets; and the
/// guard itself, so that removing one guard always gives the original text.
const GUARDED: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', GUARD];

/// Put before such a text. Explained in the codebook.
const GUARD: char = '\'';

/// Writes a text on one line, guarded against formulas, with quotes doubled.
fn write_safe(text: &str, csv: &mut String) {
    if text.starts_with(GUARDED) {
        csv.push(GUARD);
    }
    let mut rest = text;
    while let Some(at) = rest.find(['"', '\r', '\n', '\t']) {
        csv.push_str(&rest[..at]);
        let left = &rest[at..];
        let (put, taken) = match left.as_bytes() {
            [b'"', ..] => ("\"\"", 1),
            [b'\r', b'\n', ..] => (" ", 2),
            _ => (" ", 1),
        };
        csv.push_str(put);
        rest = &left[taken..];
    }
    csv.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::opendata::columns::LG;

    fn written(cell: &Cell<'_>) -> String {
        let mut csv = String::new();
        cell.write(&mut csv);
        csv
    }

    #[test]
    fn text_that_looks_like_a_formula_is_made_safe() {
        for risky in ["=1+1", "+81", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert!(written(&text(risky)).starts_with("\"'"), "{risky:?}");
        }
        assert_eq!(written(&text("人（社）")), "\"人（社）\"");
    }

    #[test]
    fn the_guard_comes_off_again() {
        for raw in ["=1", "＝1", "＋α", "－", "＠", "'", "'=1", "''", "α+", "", "人"] {
            let cell = written(&text(raw));
            let cell = cell.trim_matches('"');
            assert!(!cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{cell}");
            assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), raw);
        }
    }

    #[test]
    #[should_panic(expected = "列数")]
    fn a_row_is_as_wide_as_its_head() {
        Table::new(("codebook", &[LG, LG]), [vec![text("a")]].into_iter());
    }

    #[test]
    fn a_cell_is_on_one_line() {
        assert_eq!(written(&text("a\"b\nc\r\nd\te")), "\"a\"\"b c d e\"");
    }

    #[test]
    fn a_negative_number_stays_a_number() {
        assert_eq!(written(&number(Some(Decimal::new(-9335, 1)))), "-933.5");
        assert_eq!(written(&number(None)), "");
        assert_eq!(written(&text("")), "\"\"");
    }
}
