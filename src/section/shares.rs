//! 割合: parts of a whole, each with its text, weight and product. Tree in, rows out.

use ecow::EcoString;
use rust_decimal::Decimal;

use super::cell::{self, Cell};
use super::fields::measure;
use super::prose::{self, Text};
use crate::form::shares::{SHARE, Shares as Declared};
use crate::form::{Form, Measure, Type};
use crate::section::figure::Figure;
use crate::section::written::named;
use crate::sheet::value::At;
use crate::yaml::node::{Key, Node};

/// The shares of a section.
#[derive(Debug, Clone)]
pub struct Shares {
    /// A row per 主体, or per entry below in the order of the sheet.
    pub rows: Vec<Row>,
    /// 合計 of the 比重, as stated.
    pub total: Option<Cell>,
}

/// A row of shares. A missing share was cut out as wrong, and nothing is published.
#[derive(Debug, Clone)]
pub struct Row {
    /// The 主体, or the code of an entry below.
    pub name: At,
    /// Its share; or the share of each 主体 where all of them share the entry.
    pub shares: Vec<Option<Cell>>,
    /// 文
    pub text: Option<Text>,
    /// 重み
    pub weight: Option<Cell>,
    /// 比重, as stated.
    pub product: Option<Cell>,
}

/// Reads the rows.
pub(super) fn read(form: &Form, of: &Declared, node: &Node) -> Shares {
    let total = of.total().map(|total| total.text.as_str());
    let cell = |node: &Node| Cell::read(form, node);
    let row = |(key, node): &(Key, Node)| {
        let own = |key: &str| node.get(key).map(cell);
        let shares = match (&of.text, of.below && !of.parties.is_empty()) {
            (_, true) => of.parties.iter().map(|party| own(&party.text)).collect(),
            (Some(_), false) => vec![own(SHARE)],
            (None, false) => vec![Some(cell(node))],
        };
        Row {
            name: named(key),
            shares,
            text: of
                .text
                .as_ref()
                .and_then(|text| node.get(&text.text))
                .map(|node| prose::text(form, node)),
            weight: of.weight.as_ref().and_then(|weight| own(&weight.text)),
            product: of.product.as_ref().and_then(|product| own(&product.name.text)),
        }
    };
    let entries = node.entries().iter().filter(|(key, _)| Some(key.text.as_str()) != total);
    let mut rows: Vec<Row> = entries.map(row).collect();
    if !of.below {
        // The participants in the order of the form, whatever the order on the sheet.
        let place = |row: &Row| of.parties.iter().position(|party| party.text == row.name.text);
        rows.sort_by_key(place);
    }
    rows.shrink_to_fit();
    Shares { rows, total: total.and_then(|total| node.get(total)).map(cell) }
}

impl Shares {
    /// All its cells, each with its address in the section.
    pub(super) fn cells<'a>(&'a self, of: &'a Declared) -> Vec<(Vec<&'a str>, &'a Cell)> {
        let mut all = Vec::new();
        for row in &self.rows {
            let Row { name, shares, text: _, weight, product } = row;
            let heads: Vec<Option<&str>> = match (&of.text, shares.len()) {
                (Some(_), _) => vec![Some(SHARE)],
                (None, 1) if of.parties.is_empty() || !of.below => vec![None],
                (None, _) => of.parties.iter().map(|party| Some(party.text.as_str())).collect(),
            };
            let called =
                |head: Option<&'a str>| std::iter::once(name.text.as_str()).chain(head).collect();
            let shares = heads.into_iter().zip(shares);
            all.extend(shares.filter_map(|(head, cell)| Some((called(head), cell.as_ref()?))));
            let heads = [of.weight.as_ref(), of.product.as_ref().map(|product| &product.name)];
            let more = heads.into_iter().zip([weight, product]);
            all.extend(
                more.filter_map(|(head, cell)| Some((called(Some(&head?.text)), cell.as_ref()?))),
            );
        }
        let total = of.total().zip(self.total.as_ref());
        all.extend(total.map(|(name, cell)| (vec![name.text.as_str()], cell)));
        all
    }

    /// All its cells, in no particular order.
    pub fn all(&self) -> impl Iterator<Item = &Cell> {
        let of_rows = self.rows.iter().flat_map(|row| {
            let Row { name: _, shares, text: _, weight, product } = row;
            shares.iter().chain([weight, product]).flatten()
        });
        of_rows.chain(&self.total)
    }

    /// The parts that add up to the whole: weights, or shares where each row has one.
    #[must_use]
    pub fn parts(&self, of: &Declared) -> Vec<&Cell> {
        let rows = self.rows.iter();
        if of.weight.is_some() {
            rows.filter_map(|row| row.weight.as_ref()).collect()
        } else if of.below && !of.parties.is_empty() {
            Vec::new()
        } else {
            rows.flat_map(|row| &row.shares).flatten().collect()
        }
    }
}

impl Row {
    /// The product of weight and the participant's share, with both cells: share × weight ÷ 100.
    #[must_use]
    pub fn product(&self, of: &Declared) -> Option<(Decimal, [&Cell; 2])> {
        let share = self.shares.get(of.weighted()?)?.as_ref()?;
        let weight = self.weight.as_ref()?;
        let product = share.number()?.checked_mul(weight.number()?)?;
        Some((product.checked_div(Decimal::ONE_HUNDRED)?.normalize(), [share, weight]))
    }
}

/// The cells of a sum; `None` where there is no figure, or an unknown one leaves the sum open.
#[must_use]
pub fn summed<'a>(cells: &[&'a Cell]) -> Option<Vec<(&'a Cell, Decimal)>> {
    let known = cells.iter().filter_map(|cell| Some((*cell, cell.number()?)));
    let known: Vec<(&Cell, Decimal)> = known.collect();
    let open = known.is_empty() || cells.iter().any(|cell| cell::leaves_open(cell));
    (!open).then_some(known)
}

/// The figures of a section.
pub(super) fn figures<'a>(
    section: usize,
    of: &'a Declared,
    shares: &'a Shares,
    all: &mut Vec<Figure<'a>>,
) {
    let percent = Type::Number(Measure { unit: Some("％".to_owned()), conversion: None });
    all.extend(shares.cells(of).into_iter().map(|(parts, cell)| Figure {
        section,
        parts: parts.into_iter().map(EcoString::from).collect(),
        measure: measure(&percent, None),
        year: None,
        cell,
    }));
}
