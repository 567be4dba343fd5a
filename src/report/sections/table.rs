//! 表 as shown: groups, rows, and a value per column.

use crate::form::{Head, Row, Table, Type, Year};
use crate::report::format;
use crate::report::page::{PrintedValue, TableHead, TableRow, TableShown};
use crate::report::sections::showing::Showing;
use crate::report::words;
use crate::section::fields::Entry;
use crate::terms::year::FiscalYear;

pub(super) fn shown(
    showing: &mut Showing<'_, '_>,
    section: &str,
    table: &Table,
    rows: &[Option<Vec<Entry>>],
) -> TableShown {
    let results = showing.sheet.sections.results;
    let names: Vec<String> = table.columns.iter().map(|column| column.head.name(results)).collect();
    let number = showing.desk.table();
    let figures = |column: usize| {
        let column = &table.columns[column];
        table.rows.iter().any(|row| matches!(row.of(column), Type::Number(_)))
    };
    let lines: Vec<_> = table.columns.iter().map(|one| lines(&one.head, results)).collect();
    let over: Vec<usize> =
        lines.chunk_by(|one, other| share_a_year(one, other)).map(<[_]>::len).collect();
    let spans = over.iter().flat_map(|span| {
        let behind = std::iter::repeat_n(String::new(), span - 1);
        std::iter::once(span.to_string()).chain(behind)
    });
    let heads = table.columns.iter().zip(&lines).zip(spans).enumerate();
    let heads = heads.map(|(place, ((column, lines), shared))| TableHead {
        lines: lines.clone(),
        shared,
        figures: figures(place),
        hidden: column.hidden,
        ..TableHead::default()
    });
    let grouped = table.rows.iter().any(|row| row.group.is_some());
    let shown = table.rows.iter().zip(rows).enumerate().map(|(place, (row, cells))| {
        let before = place.checked_sub(1).and_then(|before| table.rows[before].group.as_ref());
        let begins = place == 0 || row.group.as_ref() != before;
        let ends = row.group.is_some()
            && table.rows.get(place + 1).is_none_or(|next| next.group != row.group);
        let span = table.rows[place..].iter().take_while(|next| next.group == row.group).count();
        TableRow {
            group: row.group.clone().filter(|_| begins).unwrap_or_default(),
            span: if begins && row.group.is_some() { span.to_string() } else { String::new() },
            begins,
            ends,
            alone: grouped && row.group.is_none(),
            label: row.name.text.clone(),
            unit: unit(table, row),
            bold: row.bold,
            hidden: row.hidden,
            cells: match cells {
                Some(cells) => {
                    let columns = names.iter().zip(cells);
                    let key = row.key().text.as_str();
                    columns
                        .map(|(name, entry)| showing.value(section, &[key, name], entry))
                        .collect()
                }
                None => names.iter().map(|_| left_out()).collect(),
            },
        }
    });
    TableShown {
        number,
        unit: table.unit.clone().unwrap_or_default(),
        grouped,
        shared: over.iter().any(|span| *span > 1),
        rows: shown.collect(),
        heads: heads.collect(),
    }
}

/// Whether two adjacent columns are of one year, each with a word for its kind of value.
fn share_a_year(one: &[String], other: &[String]) -> bool {
    one.len() == 2 && other.len() == 2 && one[0] == other[0]
}

/// `令和6年度`, `予算`
fn lines(head: &Head, results: Option<FiscalYear>) -> Vec<String> {
    match head {
        Head::Name(name) => vec![name.clone()],
        Head::Year(year, word) => {
            let year = match year {
                Year::OfResults(_) => year.of(results).map(format::wareki).unwrap_or_default(),
                // In the era in which it was written.
                Year::Fixed(written, _) => format!("{}年度", written.trim_end_matches("年度")),
            };
            std::iter::once(year).chain(word.clone()).collect()
        }
    }
}

/// The unit of a row, where it differs from the table's.
fn unit(table: &Table, row: &Row) -> String {
    match &row.kind {
        Type::Number(measure) => {
            measure.unit.clone().filter(|unit| table.unit.as_ref() != Some(unit))
        }
        _ => None,
    }
    .unwrap_or_default()
}

fn left_out() -> PrintedValue {
    PrintedValue {
        missing: true,
        unsaid: words::NOT_ON_SHEET.to_owned(),
        ..PrintedValue::default()
    }
}
