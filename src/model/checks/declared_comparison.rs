//! Comparisons of declared forms: each year once, and a value for each of them that the digits make likely.

use std::collections::BTreeMap;

use super::{jumps, ranges};
use crate::diag::{Diags, messages};
use crate::section::{Content, Sections};

pub(super) fn check(sections: &Sections, diags: &mut Diags) {
    for content in &sections.list {
        let Content::Comparison(of) = content else { continue };
        let mut seen = BTreeMap::new();
        for (year, at) in &of.years {
            if let Some(first) = seen.insert(*year, &at.span) {
                diags.push(messages::same_year(at.span.clone(), &at.text, first.clone()));
            }
        }
        if let (Some(unit), Some((to, _)), Some(factor)) =
            (&of.measure.unit, &of.measure.conversion, &of.factor)
        {
            ranges::factor([unit, to], factor, diags);
        }
        let years: Vec<&str> = of.years.iter().map(|(_, at)| at.text.as_str()).collect();
        for row in of.rows.iter().filter(|row| row.cells.len() != years.len()) {
            let (span, name) = (row.name.span.clone(), row.name.text.as_str());
            diags.push(messages::row_of_another_width(span, name, row.cells.len(), &years, false));
        }
        for row in &of.rows {
            let points = of.years.iter().zip(&row.cells).filter_map(|((year, _), cell)| {
                Some((*year, cell.number()?, &cell.at, !cell.notes().is_empty()))
            });
            let points: Vec<_> = points.collect();
            jumps::of_points(&format!("{}の値", row.name.text), &points, &[], diags);
        }
        let mut own = of.rows.iter().filter(|row| row.own);
        if let (Some(first), Some(second)) = (own.next(), own.next()) {
            let (span, first) = (second.name.span.clone(), first.name.span.clone());
            diags.push(messages::own_of_two(span, first));
        }
    }
}
