//! 検算: checks the sums declared by a form on a sheet. A stated figure that differs from its parts is reported and
//! never altered.

use rust_decimal::{Decimal, RoundingStrategy};

use super::cell::{self, Cell};
use super::fields::Entry;
use super::list::Item;
use super::{Content, Sections};
use crate::diag::{Diags, messages};
use crate::form::{Field, Kind, List, Operand, Operator, Sum, Table};

/// A part of a sum on a sheet.
#[derive(Debug, Clone, Copy)]
enum Part<'a> {
    /// A cell.
    Cell(&'a Cell),
    /// A constant of the form.
    Number(Decimal),
    /// A sum over the entries of a list; `None` where none of them has a figure.
    Total(Option<Decimal>),
    /// Omitted by the sheet.
    Unstated,
    /// Not applicable to this cell: the first column has no column before it.
    Nowhere,
}

/// Value of the parts of a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Given {
    /// A number.
    Number(Decimal),
    /// Nothing: all parts are blank.
    Blanks,
    /// Unknown.
    Unknown,
}

/// Checks every sum of the form on a sheet.
pub fn check(sections: &Sections, diags: &mut Diags) {
    let form = &sections.form;
    for (section, content) in form.sections.iter().zip(&sections.list) {
        let name = section.name.text.as_str();
        match (&section.kind, content) {
            (Kind::Table(table), Content::Table(rows)) => {
                table_sums(sections, name, table, rows, diags);
            }
            (Kind::List(list), Content::List(items)) => {
                list_sums(sections, name, list, items, diags);
            }
            _ => {}
        }
    }
}

fn table_sums(
    sections: &Sections,
    name: &str,
    table: &Table,
    rows: &[Option<Vec<Entry>>],
    diags: &mut Diags,
) {
    let heads: Vec<String> =
        table.columns.iter().map(|column| column.head.name(sections.results)).collect();
    let declared: Vec<String> = table.columns.iter().map(|column| column.head.declared()).collect();
    let row_of = |name: &str| table.rows.iter().position(|row| row.key().text == name);
    let column_of = |name: &str| declared.iter().position(|head| head == name);
    let cell = |row: usize, column: usize| match rows[row].as_ref().and_then(|row| row.get(column))
    {
        Some(entry) => entry.cell().map_or(Part::Unstated, Part::Cell),
        None => Part::Unstated,
    };
    for sum in &table.sums {
        let Ok(parts) = &sum.parts else { continue };
        let places: Vec<(usize, usize)> = match (row_of(&parts.stated), column_of(&parts.stated)) {
            (Some(row), _) => (0..heads.len()).map(|column| (row, column)).collect(),
            (None, Some(column)) => (0..rows.len()).map(|row| (row, column)).collect(),
            (None, None) => continue,
        };
        let by_row = row_of(&parts.stated).is_some();
        for (row, column) in places {
            let find = |operand: &Operand| match operand {
                Operand::Number(number) => Part::Number(*number),
                Operand::Before(name) => match (row_of(name), column.checked_sub(1)) {
                    (Some(row), Some(before)) => cell(row, before),
                    _ => Part::Nowhere,
                },
                Operand::Total(_) => Part::Nowhere,
                Operand::Name(name) => {
                    let own = if by_row {
                        row_of(name).map(|row| cell(row, column))
                    } else {
                        column_of(name).map(|column| cell(row, column))
                    };
                    own.unwrap_or_else(|| sections.number(name))
                }
            };
            let address = address(&[name, &table.rows[row].key().text, &heads[column]]);
            verify(sections, sum, cell(row, column), &find, &address, diags);
        }
    }
}

fn list_sums(sections: &Sections, name: &str, list: &List, items: &[Item], diags: &mut Diags) {
    let field_of = |name: &str| list.fields.iter().position(|field| field.name.text == name);
    let total = |name: &str| {
        let Some(field) = field_of(name) else { return Part::Nowhere };
        let cells = items.iter().filter_map(|item| item.fields.get(field)?.first()?.cell());
        let mut sum = None;
        for cell in cells {
            match cell.number() {
                Some(number) => sum = Some(sum.unwrap_or(Decimal::ZERO) + number),
                None if cell::leaves_open(cell) => return Part::Nowhere,
                None => {}
            }
        }
        Part::Total(sum)
    };
    for sum in &list.sums {
        let Ok(parts) = &sum.parts else { continue };
        let Some(stated) = field_of(&parts.stated) else {
            // The stated figure is in another section.
            let find = |operand: &Operand| match operand {
                Operand::Number(number) => Part::Number(*number),
                Operand::Total(name) => total(name),
                Operand::Before(_) => Part::Nowhere,
                Operand::Name(name) => sections.number(name),
            };
            let address = sections.number_address(&parts.stated);
            verify(sections, sum, sections.number(&parts.stated), &find, &address, diags);
            continue;
        };
        for item in items {
            let own = |field: usize| match item.fields.get(field).and_then(|values| values.first())
            {
                Some(entry) => entry.cell().map_or(Part::Unstated, Part::Cell),
                None => Part::Unstated,
            };
            let find = |operand: &Operand| match operand {
                Operand::Number(number) => Part::Number(*number),
                Operand::Total(name) => total(name),
                Operand::Before(_) => Part::Nowhere,
                Operand::Name(name) => field_of(name).map_or_else(|| sections.number(name), own),
            };
            let address = address(&[name, &item.key, &parts.stated]);
            verify(sections, sum, own(stated), &find, &address, diags);
        }
    }
}

/// Compares a stated figure with its parts.
fn verify<'a>(
    sections: &Sections,
    sum: &Sum,
    stated: Part<'_>,
    find: &dyn Fn(&Operand) -> Part<'a>,
    address: &str,
    diags: &mut Diags,
) {
    let (Part::Cell(cell), Ok(parts)) = (stated, &sum.parts) else { return };
    let Some(number) = cell.number() else { return };
    let found: Vec<(Operator, Part<'_>)> =
        parts.terms.iter().map(|(operator, operand)| (*operator, find(operand))).collect();
    match given(&found) {
        Given::Unknown => {}
        Given::Blanks => {
            if number.is_zero() {
                diags.push(messages::zero_of_blanks(cell.at.span.clone(), address, &sum.text));
            }
        }
        Given::Number(made) => {
            if let Some(rounded) = other_than(number, made, sum.tolerance) {
                // In the sheet's own notation.
                let made = match (&sections.form.minus, rounded.to_string().strip_prefix('-')) {
                    (Some(mark), Some(rest)) => format!("{mark}{rest}"),
                    _ => rounded.to_string(),
                };
                let span = cell.at.span.clone();
                diags.push(messages::sum_differs(
                    span,
                    address,
                    [&cell.at.text, &made],
                    &sum.said(),
                ));
            }
        }
    }
}

/// The computed value, rounded like the stated one; `None` where the two agree.
fn other_than(stated: Decimal, made: Decimal, tolerance: Decimal) -> Option<Decimal> {
    let half_up = RoundingStrategy::MidpointAwayFromZero;
    let rounded = made.round_dp_with_strategy(stated.scale(), half_up);
    // If the difference does not fit a decimal, they do not agree.
    let agrees = rounded.checked_sub(stated).is_some_and(|gap| gap.abs() <= tolerance);
    (!agrees).then_some(rounded)
}

/// Computes the parts: blanks add nothing, and a product with a blank is blank.
fn given(parts: &[(Operator, Part<'_>)]) -> Given {
    let mut total: Option<Option<Decimal>> = None;
    let mut of_sheet = false;
    for (operator, part) in parts {
        let number = match part {
            Part::Nowhere => return Given::Unknown,
            Part::Cell(cell) if cell::leaves_open(cell) => return Given::Unknown,
            Part::Cell(cell) => cell.number(),
            Part::Number(number) => Some(*number),
            Part::Total(number) => *number,
            Part::Unstated => None,
        };
        of_sheet |= number.is_some() && !matches!(part, Part::Number(_));
        let Some(before) = total else {
            total = Some(number);
            continue;
        };
        let (left, right) = (before.unwrap_or_default(), number.unwrap_or_default());
        let both = before.and(number).is_some();
        let made = match operator {
            Operator::Add => left.checked_add(right),
            Operator::Subtract => left.checked_sub(right),
            Operator::Multiply => {
                if both {
                    left.checked_mul(right)
                } else {
                    None
                }
            }
            Operator::Divide => {
                if both {
                    left.checked_div(right)
                } else {
                    None
                }
            }
        };
        total = Some(made);
        if made.is_none() && both {
            // Too many digits, or division by 0.
            return Given::Unknown;
        }
    }
    match total.flatten() {
        _ if !of_sheet => Given::Blanks,
        Some(number) => Given::Number(number),
        None => Given::Unknown,
    }
}

fn address(parts: &[&str]) -> String {
    parts.iter().map(|part| crate::terms::address::part(part)).collect::<Vec<_>>().join(".")
}

impl Sections {
    /// A number of a section of fields, by its name or by section and name.
    fn number(&self, name: &str) -> Part<'_> {
        let Some((section, field)) = self.place_of(name) else { return Part::Nowhere };
        match &self.list[section] {
            Content::Fields(values) => {
                let cell = values.get(field).and_then(|values| values.first()?.cell());
                cell.map_or(Part::Unstated, Part::Cell)
            }
            // Nothing is known of a section that the sheet does not have.
            Content::Unstated => Part::Nowhere,
            _ => Part::Unstated,
        }
    }

    fn number_address(&self, name: &str) -> String {
        let place = self.place_of(name).and_then(|(section, field)| {
            let section = &self.form.sections[section];
            let Kind::Fields(fields) = &section.kind else { return None };
            Some(address(&[&section.name.text, &fields.get(field)?.name.text]))
        });
        place.unwrap_or_else(|| name.to_owned())
    }

    fn place_of(&self, name: &str) -> Option<(usize, usize)> {
        self.form.sections.iter().enumerate().find_map(|(place, section)| {
            let Kind::Fields(fields) = &section.kind else { return None };
            let called = |field: &Field| {
                field.name.text == name
                    || format!("{}.{}", section.name.text, field.name.text) == name
            };
            Some((place, fields.iter().position(called)?))
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::cell::Value;
    use super::*;
    use crate::sheet::value::At;
    use crate::terms::place::{FileId, Span};
    use crate::terms::reason::Missing;

    fn cell(number: Option<Decimal>) -> Cell {
        let value = number.map_or(Value::Missing(Missing::Empty), Value::Number);
        let at = At { text: ecow::EcoString::new(), span: Span::whole(FileId(0)) };
        Cell { at, value, more: None }
    }

    fn any_decimal() -> impl Strategy<Value = Decimal> {
        let parts = (any::<u32>(), any::<u32>(), any::<u32>(), any::<bool>(), 0_u32..=28);
        parts.prop_map(|(a, b, c, minus, scale)| Decimal::from_parts(a, b, c, minus, scale))
    }

    const OPERATORS: [Operator; 4] =
        [Operator::Add, Operator::Subtract, Operator::Multiply, Operator::Divide];

    #[test]
    fn a_product_beyond_all_figures_differs_from_one_below_zero() {
        let parts = [281_474_976_710_655_i64, 281_474_976_710_656].map(Decimal::from);
        let made = parts[0] * parts[1];
        let stated = Decimal::from(-900_000_000_000_000_i64);
        assert_eq!(made.checked_sub(stated), None);
        assert_eq!(other_than(stated, made, Decimal::ZERO), Some(made));
    }

    proptest! {
        #[test]
        fn parts_give_what_whole_numbers_give(
            parts in proptest::collection::vec((proptest::option::of(-999_i64..=999), any::<bool>()), 1..6)
        ) {
            let cells: Vec<Cell> = parts.iter().map(|(number, _)| cell(number.map(Decimal::from))).collect();
            let operator = |minus: bool| if minus { Operator::Subtract } else { Operator::Add };
            // The first part is always added, whatever stands before it.
            let found: Vec<(Operator, Part<'_>)> =
                parts.iter().zip(&cells).map(|((_, minus), cell)| (operator(*minus), Part::Cell(cell))).collect();
            let sign = |place: usize, minus: bool| if minus && place > 0 { -1 } else { 1 };
            let known = parts.iter().enumerate();
            let known: Vec<i64> =
                known.filter_map(|(place, (number, minus))| Some((*number)? * sign(place, *minus))).collect();
            let wanted = match known.as_slice() {
                [] => Given::Blanks,
                known => Given::Number(known.iter().sum::<i64>().into()),
            };
            prop_assert_eq!(given(&found), wanted);
        }

        #[test]
        fn products_with_a_blank_cannot_be_said(one in -999_i64..=999, times in any::<bool>(), first in any::<bool>()) {
            let (known, blank) = (cell(Some(Decimal::from(one))), cell(None));
            let pair = if first { [&blank, &known] } else { [&known, &blank] };
            let operator = if times { Operator::Multiply } else { Operator::Divide };
            let found = pair.map(|cell| (operator, Part::Cell(cell)));
            prop_assert_eq!(given(&found), Given::Unknown);
        }

        #[test]
        fn no_figure_is_too_large_to_be_checked(
            parts in proptest::collection::vec((any_decimal(), 0_usize..4), 1..4),
            stated in any_decimal(),
            tolerance in any_decimal(),
        ) {
            let cells: Vec<Cell> = parts.iter().map(|(number, _)| cell(Some(*number))).collect();
            let found: Vec<(Operator, Part<'_>)> = parts
                .iter()
                .zip(&cells)
                .map(|((_, which), cell)| (OPERATORS[*which], Part::Cell(cell)))
                .collect();
            if let Given::Number(made) = given(&found) {
                prop_assert!(other_than(stated, made, Decimal::ZERO).is_none_or(|other| other != stated));
                let _ = other_than(stated, made, tolerance.abs());
            }
        }

        #[test]
        fn a_stated_figure_is_rounded_as_it_stands(thousandths in -99_999_i64..=99_999, places in 0_u32..=3, off in 0_i64..4, allowed in 0_i64..4) {
            let unit = 10_i64.pow(3 - places);
            let right = (thousandths.abs() + unit / 2) / unit * thousandths.signum();
            let [stated, right, tolerance] = [right + off, right, allowed].map(|units| Decimal::new(units, places));
            let told = other_than(stated, Decimal::new(thousandths, 3), tolerance);
            prop_assert_eq!(told, (off > allowed).then_some(right));
        }
    }
}
