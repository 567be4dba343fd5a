//! Cells in, CSV bytes out: UTF-8 with BOM, CRLF, text quoted, numbers bare. Knows nothing of
//! facts.

use rust_decimal::Decimal;

use crate::render::opendata::codebook;
use crate::report::format;

/// A table of the open data. Its columns stand in the codebook under its name.
pub(super) struct Table {
    /// Stem of the file.
    pub(super) name: &'static str,
    /// Rows, as wide as the codebook says.
    pub(super) rows: Vec<Vec<Cell>>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// Text: always quoted, so that codes keep their leading zeros.
    Text(String),
    /// A whole number such as a year.
    Whole(i64),
    /// An exact decimal.
    Number(Decimal),
    /// No value; its reason stands in the column `status`.
    Empty,
}

/// A text cell.
pub(super) fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

/// A decimal cell, or an empty one.
pub(super) fn number(number: Option<Decimal>) -> Cell {
    number.map_or(Cell::Empty, Cell::Number)
}

impl Table {
    /// The bytes of the file.
    pub(super) fn csv(&self) -> Vec<u8> {
        let head = codebook::columns(self.name)
            .map(|column| text(column.name))
            .collect::<Vec<_>>();
        // Excel takes a file without this mark for Shift_JIS.
        let mut csv = String::from('\u{FEFF}');
        for row in std::iter::once(&head).chain(&self.rows) {
            debug_assert_eq!(row.len(), head.len(), "{}: {row:?}", self.name);
            let line: Vec<_> = row.iter().map(Cell::csv).collect();
            csv.push_str(&line.join(","));
            csv.push_str("\r\n");
        }
        csv.into_bytes()
    }
}

impl Cell {
    fn csv(&self) -> String {
        match self {
            Self::Text(text) => format!("\"{}\"", safe(text).replace('"', "\"\"")),
            Self::Whole(number) => number.to_string(),
            Self::Number(number) => format::plain(*number),
            Self::Empty => String::new(),
        }
    }
}

/// A text that no spreadsheet takes for a formula, on one line.
fn safe(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let line = text.replace("\r\n", " ").replace(['\r', '\n', '\t'], " ");
    if risky { format!("'{line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_looks_like_a_formula_is_made_safe() {
        for risky in ["=1+1", "+81", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert!(text(risky).csv().starts_with("\"'"), "{risky:?}");
        }
        assert_eq!(text("人（社）").csv(), "\"人（社）\"");
        assert_eq!(text("a\"b\nc").csv(), "\"a\"\"b c\"");
    }

    #[test]
    fn a_negative_number_stays_a_number() {
        assert_eq!(number(Some(Decimal::new(-9335, 1))).csv(), "-933.5");
        assert_eq!(number(None).csv(), "");
        assert_eq!(text("").csv(), "\"\"");
    }
}
