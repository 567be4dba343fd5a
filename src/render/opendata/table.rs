//! Cells in, CSV bytes out: UTF-8 with BOM, CRLF, text quoted, numbers bare. Knows nothing of
//! facts.

use std::borrow::Cow;

use rayon::prelude::*;
use rust_decimal::Decimal;

use crate::render::opendata::codebook;
use crate::report::data::{Data, Rows};
use crate::report::format;

/// A table of the open data. Its columns stand in the codebook under its name.
pub(super) struct Table {
    /// Stem of the file.
    pub(super) name: &'static str,
    /// How many rows.
    pub(super) rows: usize,
    /// The bytes of the file.
    pub(super) csv: Vec<u8>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    /// Text: always quoted, so that codes keep their leading zeros.
    Text(Cow<'a, str>),
    /// A whole number such as a year.
    Whole(i64),
    /// An exact decimal.
    Number(Decimal),
    /// No value; its reason stands in the column `status`.
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

/// A row, as wide as the codebook says.
pub(super) type Row<'a> = Vec<Cell<'a>>;

impl Table {
    /// A table of these rows.
    pub(super) fn new<'a>(name: &'static str, rows: impl Iterator<Item = Row<'a>>) -> Self {
        let mut lines = Lines::default();
        rows.for_each(|row| lines.push(name, &row));
        Self::joined(name, &[lines])
    }

    /// A table of the rows that every part of the data has.
    pub(super) fn of<'a, T: Sync + 'a>(
        name: &'static str,
        data: &'a Data,
        own: impl Fn(&'a Rows) -> &'a Vec<T> + Sync,
        row: impl Fn(&'a T) -> Row<'a> + Sync,
    ) -> Self {
        let of_part = |rows: &'a std::sync::Arc<Rows>| {
            let mut lines = Lines::default();
            for entry in own(rows) {
                lines.push(name, &row(entry));
            }
            lines
        };
        let lines: Vec<Lines> = data.parts.par_iter().map(of_part).collect();
        Self::joined(name, &lines)
    }

    fn joined(name: &'static str, lines: &[Lines]) -> Self {
        // Excel takes a file without this mark for Shift_JIS.
        let mut csv = String::from('\u{FEFF}');
        let mut head = Lines::default();
        let columns = codebook::columns(name).map(|column| text(column.name));
        head.push(name, &columns.collect::<Row<'_>>());
        for part in std::iter::once(&head).chain(lines) {
            csv.push_str(&part.csv);
        }
        Self {
            name,
            rows: lines.iter().map(|part| part.rows).sum(),
            csv: csv.into_bytes(),
        }
    }
}

/// Some lines of a file.
#[derive(Default)]
struct Lines {
    csv: String,
    rows: usize,
}

impl Lines {
    fn push(&mut self, name: &str, row: &[Cell<'_>]) {
        debug_assert_eq!(
            row.len(),
            codebook::columns(name).count(),
            "{name}: {row:?}"
        );
        for (place, cell) in row.iter().enumerate() {
            if place > 0 {
                self.csv.push(',');
            }
            cell.write(&mut self.csv);
        }
        self.csv.push_str("\r\n");
        self.rows += 1;
    }
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
            Self::Number(number) => csv.push_str(&format::plain(*number)),
            Self::Empty => {}
        }
    }
}

/// A text that no spreadsheet takes for a formula, on one line, with its quotes doubled.
fn write_safe(text: &str, csv: &mut String) {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        csv.push('\'');
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
        assert_eq!(written(&text("a\"b\nc\r\nd\te")), "\"a\"\"b c d e\"");
    }

    #[test]
    fn a_negative_number_stays_a_number() {
        assert_eq!(written(&number(Some(Decimal::new(-9335, 1)))), "-933.5");
        assert_eq!(written(&number(None)), "");
        assert_eq!(written(&text("")), "\"\"");
    }
}
