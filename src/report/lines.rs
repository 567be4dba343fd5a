//! Texts of an indicator's chart other than its figures.

use rust_decimal::Decimal;

use crate::report::chart::{Column, LinePoint};

/// Note on a chart whose scale starts near the smallest value: where all values have one sign and are close together,
/// a scale from zero would show a flat line.
pub(crate) fn cut(points: &[LinePoint]) -> String {
    let marks = points.iter().flat_map(|point| {
        let bounds = point.bounds.iter().flat_map(|(low, high)| [low, high]);
        point.plan.iter().chain(&point.path).chain(&point.actual).chain(bounds)
    });
    let values: Vec<Decimal> = marks.map(|mark| mark.value).collect();
    let (Some(low), Some(high)) = (values.iter().min(), values.iter().max()) else {
        return String::new();
    };
    let near = if low.is_sign_negative() { (-*high, -*low) } else { (*low, *high) };
    let twice = near.0.checked_mul(Decimal::TWO);
    let close = near.0 > Decimal::ZERO && low != high && twice.is_some_and(|twice| near.1 < twice);
    if close { "縦軸は0から始まりません".to_owned() } else { String::new() }
}

/// The words of a legend, without those that no mark in the chart needs.
pub(crate) fn legend(columns: &[Column], words: [&str; 3]) -> [String; 3] {
    let used = [
        columns.iter().any(|column| column.actual.is_some()),
        columns.iter().any(|column| column.plan.is_some() && !column.future),
        columns.iter().any(|column| column.plan.is_some() && column.future),
    ];
    let mut used = used.into_iter();
    words.map(|word| if used.next() == Some(true) { word.to_owned() } else { String::new() })
}
