//! Columns of indicators: values by year, as far as the form fixes the years.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Checker, cut, merged};
use crate::diag::messages;
use crate::terms::year::FiscalYear;
use crate::yaml::cell::{self, Cell};
use crate::yaml::node::{Key, Kind, Node};

/// The years of a column according to the form.
struct Wanted<'a> {
    /// As named by the form, and as fiscal years.
    years: Vec<(&'a str, FiscalYear)>,
    /// True where other years are allowed.
    free: bool,
    /// True where a level can allow them (年度の列).
    freeable: bool,
    /// 実績年度, for a column of actuals.
    results: Option<(&'a str, FiscalYear)>,
}

impl<'a> Wanted<'a> {
    /// Returns `None` where no years are known: without the year of results, or where the sheet is free to choose.
    fn of(schema: &'a Value) -> Option<Self> {
        let yes = |key: &str| schema.get(key).and_then(Value::as_bool).unwrap_or_default();
        let in_time = |name: &'a str| Some((name, FiscalYear::parse(name).ok()?.0));
        let names = schema.get("x-kohyo-years").and_then(Value::as_array)?;
        let years = names.iter().map(|name| in_time(name.as_str()?));
        let years: Vec<_> = years.collect::<Option<_>>()?;
        Some(Self {
            years,
            free: yes("x-kohyo-free"),
            freeable: yes("x-kohyo-freeable"),
            results: schema.get("x-kohyo-results").and_then(Value::as_str).and_then(in_time),
        })
        .filter(|wanted| !wanted.years.is_empty())
    }

    fn has(&self, year: FiscalYear) -> bool {
        self.years.iter().any(|(_, own)| *own == year)
    }
}

impl<'a> Checker<'a> {
    /// A column of an indicator: values by year, or a single value without a year where the form allows it.
    pub(super) fn column(&mut self, node: &mut Node, schema: &'a Value, item: &str) -> bool {
        let Some(cell) = schema.get("x-kohyo-cell") else { return true };
        let bare = schema.get("x-kohyo-bare").and_then(Value::as_bool).unwrap_or_default();
        let absent = node.word().is_some_and(|word| self.is_absent(word.trim()));
        let said = node.entries().iter().any(|(key, _)| matches!(key.text.as_str(), "値" | "文"));
        if absent || (bare && (said || !matches!(node.kind, Kind::Map(_)))) {
            return self.node(node, cell, item);
        }
        if !matches!(node.kind, Kind::Map(_)) || said {
            let wanted = "{ 令和5: 値 } のような年度と値の組";
            return if node.is_blank() {
                self.cell(node, cell, item)
            } else {
                self.not_a(node, item, wanted)
            };
        }
        let (mut years, fine) = self.by_year(node, cell, item);
        let Some(wanted) = Wanted::of(schema).filter(|_| fine) else { return fine };
        // A year that is misread or misplaced is the missing one: it has been reported.
        self.fill_years(node, cell, (&mut years, &wanted));
        self.no_other_year(node.entries(), &wanted, item)
            && self.every_year(node.entries(), (&years, &wanted), item)
    }

    fn no_other_year(&mut self, entries: &[(Key, Node)], wanted: &Wanted<'_>, item: &str) -> bool {
        let mut fine = true;
        for (key, value) in entries.iter().filter(|_| !wanted.free) {
            let Ok((year, _)) = FiscalYear::parse(&key.text) else { continue };
            if wanted.has(year) {
                continue;
            }
            fine = false;
            let said = format!("{}年度", year.short());
            let number = self.number_in(value);
            // Nothing can have been measured yet: the year or the column is a slip.
            let ahead = wanted.results.filter(|(_, results)| year > *results);
            if let Some(((results, _), number)) = ahead.zip(number) {
                let limit = format!("この評価の対象は{results}年度の実績までです");
                let span = number.span.clone();
                self.diags.push(messages::future_actual(span, &said, &limit));
                continue;
            }
            let years = wanted.years.iter().map(|(name, _)| format!("{name}年度"));
            let allowed = years.collect::<Vec<_>>().join("、") + "の" + item;
            let span = key.span.clone();
            self.diags.push(if wanted.freeable {
                messages::unknown_column_of_level(span, &said, &allowed)
            } else {
                messages::unknown_year(span, &said, &allowed)
            });
        }
        fine
    }

    /// Puts 未記入 in the place of the years that a draft does not have yet.
    fn fill_years(
        &self,
        node: &mut Node,
        cell: &'a Value,
        (years, wanted): (&mut Vec<FiscalYear>, &Wanted<'_>),
    ) {
        let span = node.span.clone();
        let Kind::Map(entries) = &mut node.kind else { return };
        for (name, year) in wanted.years.iter().filter(|_| self.draft) {
            if !years.contains(year)
                && let Some(filled) = self.unfilled(cell, &span, name)
            {
                entries.push((Key { text: (*name).into(), span: span.clone() }, filled));
                years.push(*year);
            }
        }
    }

    fn every_year(
        &mut self,
        entries: &[(Key, Node)],
        (years, wanted): (&[FiscalYear], &Wanted<'_>),
        item: &str,
    ) -> bool {
        let Some((first, _)) = entries.first() else { return true };
        let missing: Vec<&str> = wanted
            .years
            .iter()
            .filter(|(_, year)| !years.contains(year))
            .map(|(name, _)| *name)
            .collect();
        for name in &missing {
            if first.span.file != self.file {
                let field = format!("{item} {name}");
                self.diags.push(messages::csv_field_missing(first.span.clone(), &field));
                continue;
            }
            self.diags.push(messages::missing_year_of_column(first.span.clone(), name, item));
        }
        missing.is_empty()
    }

    /// The number in a value, with its place.
    fn number_in<'n>(&self, value: &'n Node) -> Option<&'n Node> {
        let node = value.get("値").unwrap_or(value);
        let minus = self.root.get("x-kohyo-minus").and_then(Value::as_str);
        let read = cell::parse(node.word()?.trim(), &|word| self.is_absent(word), minus);
        matches!(read, Ok((Cell::Number(_), _))).then_some(node)
    }

    /// Checks the years of a map; also returns whether all of it is right.
    fn by_year(&mut self, node: &mut Node, cell: &'a Value, item: &str) -> (Vec<FiscalYear>, bool) {
        let Kind::Map(entries) = &mut node.kind else { return (Vec::new(), false) };
        if entries.is_empty() {
            return (Vec::new(), self.nothing_in(&node.span, item));
        }
        // `1,392` in braces is split at its comma; a full-width colon, or one without a space, merges key and value
        // into one word.
        let known = |key: &str| key.contains([':', '：']) || FiscalYear::parse(key).is_ok();
        let cut = cut::values(self.text, entries, &known);
        self.cut.extend(cut);
        let (mut years, mut fine) = (BTreeMap::new(), true);
        for (key, value) in entries {
            if let Some((_, diag)) = merged(&key.text, &key.span).filter(|_| value.is_blank()) {
                self.diags.push(diag);
                fine = false;
                continue;
            }
            fine &= self.year_key(key, &mut years) && FiscalYear::parse(&key.text).is_ok();
            let label = format!("{item}.{}", key.text);
            fine &= self.node(value, cell, &label);
        }
        (years.into_keys().collect(), fine)
    }
}
