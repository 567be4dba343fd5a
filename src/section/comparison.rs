//! 比較: the same figure of several municipalities, by year. Tree in, rows out.

use super::cell::{Cell, More};
use crate::form::{Form, Measure};
use crate::section::figure::Figure;
use crate::section::written::{at, conversion, factor, named};
use crate::sheet::value::At;
use crate::terms::year::FiscalYear;
use crate::yaml::node::{Key, Kind, Node};

/// A comparison.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// 指標名
    pub name: At,
    /// 説明
    pub hint: Option<At>,
    /// 単位, 換算
    pub measure: Measure,
    /// 倍率 of its 換算, as written.
    pub factor: Option<At>,
    /// 年度, in the order of the sheet.
    pub years: Vec<(FiscalYear, At)>,
    /// 団体
    pub rows: Vec<Row>,
}

/// A municipality.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its name.
    pub name: At,
    /// 票の表記: its name on the paper sheet.
    pub paper: Option<At>,
    /// 自団体: whether it is the municipality that made the sheet.
    pub own: bool,
    /// A value for each year.
    pub cells: Vec<Cell>,
}

/// Reads a comparison; `None` where a part was cut out as wrong.
pub(super) fn read(form: &Form, node: &Node) -> Option<Comparison> {
    let year = |node: &Node| {
        let at = at(node)?;
        Some((FiscalYear::parse(&at.text).ok()?.0, at))
    };
    let years: Vec<(FiscalYear, At)> =
        node.get("年度")?.items().iter().map(year).collect::<Option<_>>()?;
    let latest = (0..years.len()).max_by_key(|place| years[*place].0)?;
    let row = |(key, node): &(Key, Node)| {
        let values = node.get("値").unwrap_or(node);
        // A single value needs no brackets.
        let values = match &values.kind {
            Kind::List(items) => items.as_slice(),
            _ => std::slice::from_ref(values),
        };
        let mut cells: Vec<Cell> = values.iter().map(|node| Cell::read(form, node)).collect();
        if let (Some(note), Some(cell)) = (node.get("注").and_then(at), cells.get_mut(latest)) {
            cell.more.get_or_insert_with(|| Box::new(More::default())).notes.push(note);
        }
        Row {
            name: named(key),
            paper: node.get("票の表記").and_then(at),
            own: node.get("自団体").is_some(),
            cells,
        }
    };
    let unit = node.get("単位").and_then(at)?;
    Some(Comparison {
        name: node.get("指標名").and_then(at)?,
        hint: node.get("説明").and_then(at),
        measure: Measure { unit: Some(unit.text.into()), conversion: conversion(node) },
        factor: factor(node),
        rows: node.get("団体")?.entries().iter().map(row).collect(),
        years,
    })
}

impl Comparison {
    /// Indexes of the latest year and of the one before it.
    #[must_use]
    pub fn latest(&self) -> (usize, Option<usize>) {
        let mut places: Vec<usize> = (0..self.years.len()).collect();
        places.sort_by_key(|place| std::cmp::Reverse(self.years[*place].0));
        (places.first().copied().unwrap_or_default(), places.get(1).copied())
    }
}

/// The figures of a comparison.
pub(super) fn figures<'a>(section: usize, of: &'a Comparison, all: &mut Vec<Figure<'a>>) {
    for row in &of.rows {
        for ((year, _), cell) in of.years.iter().zip(&row.cells) {
            all.push(Figure {
                section,
                parts: vec![row.name.text.clone(), year.short().into()],
                measure: Some(of.measure.clone()),
                year: Some(*year),
                cell,
            });
        }
    }
}
