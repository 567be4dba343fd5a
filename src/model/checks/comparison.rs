//! Comparisons: each year once, with one value each; checks the digits for split numbers.

use std::collections::BTreeMap;

use crate::diag::{Diags, messages};
use crate::model::checks::pace::{self, Given, USUAL};
use crate::model::checks::possible;
use crate::model::checks::said::as_counted;
use crate::model::checks::time::Time;
use crate::model::fact_id;
use crate::section::cell::Cell;
use crate::section::comparison::Row;
use crate::section::{Content, Sections};
use crate::sheet::value::At;

pub(super) fn check(sections: &Sections, time: &Time<'_>, diags: &mut Diags) {
    for content in &sections.list {
        let Content::Comparison(of) = content else { continue };
        let mut seen = BTreeMap::new();
        for (year, at) in &of.years {
            if let Some(first) = seen.insert(*year, at) {
                let (span, first_span) = (at.span.clone(), first.span.clone());
                diags.push(if first.text == at.text {
                    messages::duplicate_key(span, &at.text, first_span)
                } else {
                    messages::same_year(span, &at.text, first_span)
                });
            }
        }
        if let (Some(unit), Some((to, _)), Some(factor)) =
            (&of.measure.unit, &of.measure.conversion, &of.factor)
        {
            possible::factor([unit, to], factor, diags);
        }
        let years: Vec<&str> = of.years.iter().map(|(_, at)| at.text.as_str()).collect();
        let fits = |row: &&Row| row.cells.len() == years.len();
        for row in of.rows.iter().filter(|row| !fits(row)) {
            let (span, name) = (row.name.span.clone(), row.name.text.as_str());
            // `12,345` in brackets is read as two values.
            let gap = |[one, next]: &[Cell; 2]| one.at.span.end() + 1 == next.at.span.start();
            let (count, comma) = (row.cells.len(), row.cells.array_windows().any(gap));
            diags.push(messages::row_of_another_width(span, name, count, &years, comma));
        }
        for row in of.rows.iter().filter(fits) {
            let points = of.years.iter().zip(&row.cells).filter_map(|((year, _), cell)| {
                let noted = !cell.notes().is_empty();
                Some(Given { year: *year, number: cell.number()?, at: &cell.at, noted })
            });
            let points: Vec<_> = points.collect();
            pace::jumps((&format!("{}の値", row.name.text), USUAL), &points, &[], diags);
        }
        for (place, (year, at)) in of.years.iter().enumerate() {
            let number =
                |row: &Row| row.cells.get(place).is_some_and(|cell| cell.number().is_some());
            if let Some(limit) = time.limit(*year, false).filter(|_| of.rows.iter().any(number)) {
                let year = as_counted(*year, Some(at));
                diags.push(messages::future_actual(at.span.clone(), &year, &limit));
            }
        }
        let mut seen: BTreeMap<_, &At> = BTreeMap::new();
        for row in &of.rows {
            let name = fact_id::name(&row.name.text);
            if let Some(first) = seen.get(&name) {
                let first = (first.text.as_str(), first.span.clone());
                let at = &row.name;
                diags.push(messages::duplicate_name(at.span.clone(), "団体", &at.text, first));
            }
            seen.entry(name).or_insert(&row.name);
        }
        let mut own = of.rows.iter().filter(|row| row.own);
        if let (Some(first), Some(second)) = (own.next(), own.next()) {
            let (span, first) = (second.name.span.clone(), first.name.span.clone());
            diags.push(messages::own_of_two(span, first));
        }
    }
}
