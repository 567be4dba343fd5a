//! 指標 and 増加分: indicators with the columns of the form, each value with its year. Tree in, indicators out.

mod changes;

pub use changes::{Break, Revision};

use ecow::EcoString;
use rust_decimal::Decimal;

use super::cell::Cell;
use super::fields::{Entry, entry};
use super::taken::{Above, Elsewhere};
use crate::form::indicators::{Column, Holds, Indicators};
use crate::form::{Form, Measure};
use crate::section::figure::Figure;
use crate::section::written::{at, conversion, exact, factor, named};
use crate::sheet::value::At;
use crate::terms::place::Span;
use crate::terms::year::FiscalYear;
use crate::yaml::node::{Kind, Node};
use crate::yaml::number::decimal;

/// An indicator of a sheet.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Its name in addresses of its section: its slot, its 識別, else its 指標名.
    pub key: EcoString,
    /// Its place.
    pub span: Span,
    /// 枠
    pub slot: Option<EcoString>,
    /// 指標名, or a word for its absence.
    pub name: Entry,
    /// 識別
    pub identity: Option<EcoString>,
    /// 旧名称
    pub former: Option<EcoString>,
    /// 単位, or a word for its absence.
    pub unit: Entry,
    /// 換算
    pub conversion: Option<(String, Decimal)>,
    /// 倍率 of it, as written.
    pub factor: Option<At>,
    /// 望ましい方向, as a word of the form language.
    pub direction: Option<EcoString>,
    /// 期間
    pub period: Period,
    /// 比べる, where it differs from the form.
    pub method: Option<At>,
    /// 許容幅
    pub tolerance: Option<(At, Decimal)>,
    /// 値の種類
    pub kind: Option<EcoString>,
    /// 中間目標年度
    pub middle: Option<(At, FiscalYear)>,
    /// 最終目標年度
    pub last: Option<(At, FiscalYear)>,
    /// 目標の改定, earliest first.
    pub revisions: Vec<Revision>,
    /// 断絶
    pub breaks: Vec<Break>,
    /// 注
    pub notes: Vec<EcoString>,
    /// A value for each column of the form; `None` where it is omitted.
    pub columns: Vec<Option<Value>>,
    /// 系列
    pub series: Vec<Series>,
    /// もと: the indicator of the sheet above that this one is, once found.
    pub above: Option<Above>,
    /// Figures from other sheets: those that take this indicator, and earlier ones that take the same.
    pub elsewhere: Vec<Elsewhere>,
}

/// A series of an indicator; its items take precedence over the indicator's.
#[derive(Debug, Clone)]
pub struct Series {
    /// 男性
    pub name: At,
    /// 比べる
    pub method: Option<At>,
    /// 目標の改定, earliest first.
    pub revisions: Vec<Revision>,
    /// 断絶
    pub breaks: Vec<Break>,
    /// A value for each column of the form.
    pub columns: Vec<Option<Value>>,
}

/// Kind of years of an indicator (期間).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Period {
    /// 年度
    Fiscal,
    /// 暦年
    Calendar,
    /// 時点: a day of the year, as written.
    Day(EcoString),
}

/// The value of a column.
#[derive(Debug, Clone)]
pub enum Value {
    /// By year: the year as written, and as a fiscal year.
    Years(Vec<(At, FiscalYear, Cell)>),
    /// A single value: of the only year of its column, or of the latest.
    One(Box<Cell>),
    /// 向き: the word used by the city.
    Way(At),
    /// Words about the indicator.
    Words(Vec<Entry>),
}

/// A value with its year, as far as stated.
#[derive(Debug, Clone, Copy)]
pub struct Stated<'a> {
    /// The year.
    pub year: Option<FiscalYear>,
    /// The year as written; `None` where the form states it.
    pub written: Option<&'a At>,
    /// The value.
    pub cell: &'a Cell,
}

/// Reads the indicators of a section.
pub(super) fn read(form: &Form, of: &Indicators, node: &Node) -> Vec<Indicator> {
    let list = node.items().iter().map(|node| (None, node));
    let slots = of
        .slots
        .iter()
        .filter_map(|slot| Some((Some(slot.text.as_str().into()), node.get(&slot.text)?)));
    exact(list.chain(slots).filter_map(|(slot, node)| indicator(form, of, slot, node)))
}

fn indicator(
    form: &Form,
    of: &Indicators,
    slot: Option<EcoString>,
    node: &Node,
) -> Option<Indicator> {
    let text = |key: &str| node.get(key).and_then(at).map(|at| at.text);
    let words = |key: &str| entry(form, &crate::form::Type::Words, node.get(key)?);
    let name = words("指標名")?;
    let identity = text("識別");
    let said = match &name {
        Entry::Words(at) => at.text.clone(),
        Entry::Absent(cell) => cell.at.text.clone(),
        _ => EcoString::new(),
    };
    let columns = columns(form, of, node);
    // The city's word for a direction is mapped to one of the form language.
    let way =
        columns.iter().zip(&of.columns).find_map(|(value, column)| match (value, &column.holds) {
            (Some(Value::Way(word)), Holds::Way(words)) => {
                words.iter().find(|(own, _)| *own == word.text).map(|(_, way)| EcoString::from(way))
            }
            _ => None,
        });
    let period = node.get("期間").map_or(Period::Fiscal, |period| match period.word() {
        Some(word) if word.trim() == "暦年" => Period::Calendar,
        Some(_) => Period::Fiscal,
        None => Period::Day(period.get("時点").and_then(at).map(|at| at.text).unwrap_or_default()),
    });
    let series = node.get("系列").map_or(&[][..], Node::entries);
    Some(Indicator {
        key: slot.clone().or_else(|| identity.clone()).unwrap_or(said),
        span: node.span.clone(),
        slot,
        name,
        identity,
        former: text("旧名称"),
        unit: match &of.source {
            None => words("単位")?,
            // Stated by the sheet above.
            Some(_) => Entry::Words(At { text: EcoString::new(), span: node.span.clone() }),
        },
        conversion: conversion(node),
        factor: factor(node),
        direction: text("望ましい方向").or(way),
        period,
        method: node.get("比べる").and_then(at),
        tolerance: node.get("許容幅").and_then(at).and_then(|at| {
            let number = decimal(&at.text).ok()?;
            Some((at, number))
        }),
        kind: text("値の種類"),
        middle: year(node, "中間目標年度"),
        last: year(node, "最終目標年度"),
        revisions: changes::revisions(form, node),
        breaks: changes::breaks(node),
        notes: node
            .get("注")
            .map_or(&[][..], Node::items)
            .iter()
            .filter_map(at)
            .map(|at| at.text)
            .collect(),
        columns,
        series: series
            .iter()
            .map(|(key, node)| Series {
                name: named(key),
                method: node.get("比べる").and_then(at),
                revisions: changes::revisions(form, node),
                breaks: changes::breaks(node),
                columns: self::columns(form, of, node),
            })
            .collect(),
        above: None,
        elsewhere: Vec::new(),
    })
}

fn year(node: &Node, key: &str) -> Option<(At, FiscalYear)> {
    let at = node.get(key).and_then(at)?;
    let (year, _) = FiscalYear::parse(&at.text).ok()?;
    Some((at, year))
}

fn columns(form: &Form, of: &Indicators, node: &Node) -> Vec<Option<Value>> {
    of.columns.iter().map(|column| value(form, column, node.get(&column.name.text)?)).collect()
}

fn value(form: &Form, column: &Column, node: &Node) -> Option<Value> {
    let cell = |node: &Node| match column.holds {
        Holds::Grade(..) => Cell::chosen(form, node),
        _ => Cell::read(form, node),
    };
    match &column.holds {
        Holds::Way(_) => return at(node).map(Value::Way),
        Holds::Words(kind) => {
            let nodes = match &node.kind {
                Kind::List(items) => items.iter().collect(),
                _ => vec![node],
            };
            let entries = nodes.into_iter().filter_map(|node| entry(form, kind, node));
            return Some(Value::Words(exact(entries)));
        }
        Holds::Figures(_) | Holds::Grade(..) => {}
    }
    let years = node.entries().iter().map(|(key, node)| {
        let (year, _) = FiscalYear::parse(key.text.trim()).ok()?;
        Some((named(key), year, cell(node)))
    });
    match &node.kind {
        Kind::Map(_) if node.get("値").is_none() && node.get("文").is_none() => {
            let mut years = years.collect::<Option<Vec<_>>>()?;
            years.shrink_to_fit();
            Some(Value::Years(years))
        }
        _ => Some(Value::One(Box::new(cell(node)))),
    }
}

impl Value {
    /// The values with their years. `column` gives the year of a single value, where it has one.
    #[must_use]
    pub fn stated(&self, column: &Column, results: Option<FiscalYear>) -> Vec<Stated<'_>> {
        match self {
            Self::Years(list) => list
                .iter()
                .map(|(written, year, cell)| Stated {
                    year: Some(*year),
                    written: Some(written),
                    cell,
                })
                .collect(),
            Self::One(cell) => {
                let only = column.years.first().filter(|_| column.years.len() == 1 && !column.free);
                let year = only.and_then(|year| year.of(results));
                vec![Stated { year, written: None, cell }]
            }
            Self::Way(_) | Self::Words(_) => Vec::new(),
        }
    }
}

impl Indicator {
    /// All its values that are words.
    pub fn words(&mut self) -> Vec<&mut Entry> {
        let series = self.series.iter_mut().flat_map(|series| &mut series.columns);
        let columns = self.columns.iter_mut().chain(series).flatten();
        let words = columns.flat_map(|value| match value {
            Value::Words(entries) => entries.iter_mut().collect::<Vec<_>>(),
            Value::Years(_) | Value::One(_) | Value::Way(_) => Vec::new(),
        });
        words.collect()
    }

    /// The value of a column in a series, or of the indicator where the series has none.
    #[must_use]
    pub fn value<'a>(&'a self, series: Option<&'a Series>, column: usize) -> Option<&'a Value> {
        let own = series.and_then(|series| series.columns.get(column)?.as_ref());
        own.or_else(|| self.columns.get(column)?.as_ref())
    }

    /// Its series; a single `None` where it has none.
    pub fn parts(&self) -> impl Iterator<Item = Option<&Series>> {
        let whole = self.series.is_empty().then_some(None);
        whole.into_iter().chain(self.series.iter().map(Some))
    }

    /// Its unit; empty where it has none.
    #[must_use]
    pub fn unit(&self) -> &str {
        match &self.unit {
            Entry::Words(at) => &at.text,
            _ => "",
        }
    }

    /// Place of its name.
    #[must_use]
    pub fn name_span(&self) -> Span {
        match &self.name {
            Entry::Words(at) => at.span.clone(),
            Entry::Absent(cell) => cell.at.span.clone(),
            _ => self.span.clone(),
        }
    }

    /// First years after a break, with the reason: of the series, then of the indicator.
    pub fn breaks_of<'a>(&'a self, series: Option<&'a Series>) -> impl Iterator<Item = &'a Break> {
        series.into_iter().flat_map(|series| &series.breaks).chain(&self.breaks)
    }

    /// The revised targets of a series or of the whole, each earliest first; those of the whole apply to every
    /// series.
    pub fn revisions_of<'a>(
        &'a self,
        series: Option<&'a Series>,
    ) -> impl Iterator<Item = &'a Revision> {
        self.revisions.iter().chain(series.into_iter().flat_map(|series| &series.revisions))
    }

    /// Converts a number of it to the unit shown on pages; `None` where the result is too large.
    #[must_use]
    pub fn shown(&self, number: Decimal) -> Option<Decimal> {
        match &self.conversion {
            Some((_, factor)) => number.checked_mul(*factor),
            None => Some(number),
        }
    }

    /// The unit of its figures on pages: that of its 換算, if it has one.
    #[must_use]
    pub fn shown_unit(&self) -> &str {
        self.conversion.as_ref().map_or_else(|| self.unit(), |(unit, _)| unit.as_str())
    }

    /// Its name in sentences: the word in place of a missing name.
    #[must_use]
    pub fn called(&self) -> &str {
        match &self.name {
            Entry::Words(at) => &at.text,
            _ => &self.key,
        }
    }

    /// Name parts in the address of a figure.
    fn parts_of(
        &self,
        series: Option<&Series>,
        column: &Column,
        year: Option<FiscalYear>,
    ) -> Vec<EcoString> {
        let series = series.map(|series| series.name.text.clone());
        let year = year.map(|year| year.short().into());
        // An indicator taken from the sheet above keeps its name from there.
        let above = self.above.as_ref().filter(|_| column.above);
        [above.map_or_else(|| self.key.clone(), |above| above.key.clone())]
            .into_iter()
            .chain(series)
            .chain([EcoString::from(&column.name.text)])
            .chain(year)
            .collect()
    }

    /// Address of one side (前 or 後) of a revised target in its section.
    #[must_use]
    pub fn revised(
        &self,
        series: Option<&Series>,
        revision: &Revision,
        side: &str,
    ) -> Vec<EcoString> {
        let series = series.map(|series| series.name.text.clone());
        let Revision { year: (_, year), day: (_, day), .. } = revision;
        let own = ["目標の改定", &year.short(), &day.day.to_string(), side].map(EcoString::from);
        [self.key.clone()].into_iter().chain(series).chain(own).collect()
    }

    /// Every revised target, with its series.
    pub fn revisions(&self) -> impl Iterator<Item = (Option<&Series>, &Revision)> {
        let series = self.series.iter();
        let of_series =
            series.flat_map(|series| series.revisions.iter().map(move |one| (Some(series), one)));
        self.revisions.iter().map(|one| (None, one)).chain(of_series)
    }

    /// Address of a value in its section: key, series, column, year if written.
    #[must_use]
    pub fn address(
        &self,
        series: Option<&Series>,
        column: &Column,
        stated: &Stated<'_>,
    ) -> Vec<EcoString> {
        let own = series.filter(|series| {
            // A value of the indicator for all its series has no series in its address.
            series.columns.iter().flatten().any(|value| match value {
                Value::Years(list) => list.iter().any(|(.., cell)| std::ptr::eq(cell, stated.cell)),
                Value::One(cell) => std::ptr::eq(&raw const **cell, stated.cell),
                Value::Way(_) | Value::Words(_) => false,
            })
        });
        // A column of a single year has the year in its name.
        let single = column.years.len() == 1 && !column.free;
        self.parts_of(own, column, stated.year.filter(|_| stated.written.is_some() && !single))
    }
}

/// The figures of a section.
pub(super) fn figures<'a>(
    section: usize,
    (of, results): (&Indicators, Option<FiscalYear>),
    list: &'a [Indicator],
    all: &mut Vec<Figure<'a>>,
) {
    for indicator in list {
        let parts = std::iter::once((None, &indicator.columns));
        let series = indicator.series.iter().map(|series| (Some(series), &series.columns));
        for (series, columns) in parts.chain(series) {
            for (column, value) in of.columns.iter().zip(columns) {
                let Some(value) = value.as_ref().filter(|_| !column.above) else { continue };
                for stated in value.stated(column, results) {
                    all.push(Figure {
                        section,
                        parts: indicator.address(series, column, &stated),
                        measure: measure(indicator, column),
                        year: stated.year,
                        cell: stated.cell,
                    });
                }
                if let Value::Words(entries) = value {
                    let cells = entries.iter().filter_map(Entry::cell);
                    all.extend(cells.map(|cell| Figure {
                        section,
                        parts: indicator.parts_of(series, column, None),
                        measure: super::fields::measure(&word_type(column), None),
                        year: None,
                        cell,
                    }));
                }
            }
        }
        for (series, revision) in indicator.revisions() {
            let sides = [("前", &revision.before), ("後", &revision.after)];
            all.extend(sides.map(|(side, cell)| Figure {
                section,
                parts: indicator.revised(series, revision, side),
                measure: Some(unit_of(indicator)),
                year: Some(revision.year.1),
                cell,
            }));
        }
    }
}

fn unit_of(indicator: &Indicator) -> Measure {
    let unit = Some(indicator.unit().to_owned()).filter(|unit| !unit.is_empty());
    Measure { unit, conversion: indicator.conversion.clone() }
}

fn word_type(column: &Column) -> crate::form::Type {
    match &column.holds {
        Holds::Words(kind) => kind.clone(),
        _ => crate::form::Type::Words,
    }
}

/// Unit of the figures of a column.
fn measure(indicator: &Indicator, column: &Column) -> Option<Measure> {
    match (&column.holds, &column.unit) {
        (Holds::Grade(..) | Holds::Way(_) | Holds::Words(_), _) => None,
        (_, Some(unit)) => Some(Measure { unit: Some(unit.clone()), conversion: None }),
        (_, None) => Some(unit_of(indicator)),
    }
}
