//! 表: the rows of the form with its columns. Tree in, cells out.

use super::fields::{Entry, entry, measure};
use crate::form::{Form, Table};
use crate::section::figure::Figure;
use crate::terms::year::FiscalYear;
use crate::yaml::node::{Kind, Node};

/// Reads the cells of each row; `None` for a row that the sheet omits.
pub(super) fn read(form: &Form, table: &Table, node: &Node) -> Vec<Option<Vec<Entry>>> {
    let row = |row: &crate::form::Row| {
        let given = node.get(&row.key().text)?;
        let cells: Vec<&Node> = match &given.kind {
            Kind::List(items) => items.iter().collect(),
            _ => vec![given],
        };
        let columns = table.columns.iter().zip(cells);
        // A row with a mistake was cut out as a whole.
        columns.map(|(column, node)| entry(form, row.of(column), node)).collect::<Option<Vec<_>>>()
    };
    table.rows.iter().map(row).collect()
}

/// The figures of a table.
pub(super) fn figures<'a>(
    section: usize,
    (table, results): (&Table, Option<FiscalYear>),
    rows: &'a [Option<Vec<Entry>>],
    all: &mut Vec<Figure<'a>>,
) {
    for (row, cells) in table.rows.iter().zip(rows) {
        for (column, entry) in table.columns.iter().zip(cells.iter().flatten()) {
            let Some(cell) = entry.cell() else { continue };
            all.push(Figure {
                section,
                parts: vec![row.key().text.clone().into(), column.head.name(results).into()],
                measure: measure(row.of(column), table.unit.as_deref()),
                year: column.head.year(results),
                cell,
            });
        }
    }
}
