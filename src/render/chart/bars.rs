//! Cities -> horizontal bars, the latest year solid above the year before outlined. Keeps their order.

use super::backend::Element;
use super::ink::{Anchor, Ink, Words};
use super::layout::Layout;
use super::{length, text};
use crate::report::chart::{Bar, Mark};

/// Px between the end of a bar and its value.
const GAP: f64 = 7.0;

/// Height of one line of a name.
const LINE: i32 = 17;

/// Lays out bars; `legend` has the words for own city, other cities, year before.
pub(super) fn lay_out(legend: &[String; 3], rows: &[Bar]) -> Layout {
    let [own, other, before] = legend.clone();
    let legend = vec![(Ink::Actual, own), (Ink::Other, other), (Ink::Before, before)];
    let x = domain(rows);
    let both = rows.iter().any(|row| row.prev.is_some());
    let mut elements = Vec::new();
    let mut y = 0;
    for row in rows {
        y = draw_row(row, x.start, y, &mut elements) + if both { 23 } else { 8 };
    }
    Layout { legend, elements, ..Layout::down(x, y) }
}

/// Coordinates of the whole width: the longest bar ends at 78 %, or earlier where its value needs room.
fn domain(rows: &[Bar]) -> std::ops::Range<f64> {
    let marks: Vec<(f64, f64)> = rows
        .iter()
        .flat_map(|row| [&row.now, &row.prev])
        .flatten()
        .map(|mark| (length(mark.value), room(mark)))
        .collect();
    let high = marks.iter().map(|m| m.0).fold(0.0, f64::max);
    let low = marks.iter().map(|m| m.0).fold(0.0, f64::min);
    if high <= low {
        return 0.0..1.0;
    }
    let negative = marks.iter().filter(|m| m.0 < 0.0).map(|m| m.1).fold(0.0, f64::max);
    if negative > 0.0 {
        let positive = marks.iter().filter(|m| m.0 >= 0.0).map(|m| m.1).fold(0.0, f64::max);
        let (left, right) = (negative.clamp(0.22, 0.4), positive.clamp(0.22, 0.4));
        let whole = (high - low) / (1.0 - left - right);
        let start = low - left * whole;
        return start..start + whole;
    }
    let fits = |m: &(f64, f64)| {
        if m.0 > 0.0 { (1.0 - m.1) * high / m.0 } else { 1.0 }
    };
    let share = marks.iter().map(fits).fold(0.78, f64::min).max(0.2);
    0.0..high / share
}

/// Share of a narrow screen that the value beside a bar needs.
fn room(mark: &Mark) -> f64 {
    (text::width(&mark.text) + GAP) / text::NARROW
}

/// Draws a row from `y` down, where `left` is the coordinate of the left edge; returns the bottom of
/// its solid bar.
fn draw_row(row: &Bar, left: f64, y: i32, out: &mut Vec<Element>) -> i32 {
    let mut base = y + 12;
    for (n, line) in text::wrap(&row.name, text::NARROW).into_iter().enumerate() {
        base += if n == 0 { 0 } else { LINE };
        out.push(Element::text((left, f64::from(base)), Words::new(line, 0).bold(row.own)));
    }
    let top = f64::from(base + 5);
    if let Some(now) = &row.now {
        let (end, ink) = (length(now.value), if row.own { Ink::Actual } else { Ink::Other });
        out.push(Element::rect((0.0, top), (end, top + 14.0), ink));
        out.push(Element::text((end, top), value(now, 11).bold(row.own)));
    } else {
        let words = Words { dx: GAP, ..Words::new(row.missing.clone(), 11) };
        out.push(Element::text((0.0, top), words.sub()));
    }
    if let Some(prev) = &row.prev {
        let (end, ink) = (length(prev.value), if row.own { Ink::OwnBefore } else { Ink::Before });
        out.push(Element::rect((0.0, top + 15.0), (end, top + 22.0), ink));
        out.push(Element::text((end, top), value(prev, 25).sub()));
    }
    let foot = if row.prev.is_some() { 24.0 } else { 16.0 };
    out.push(Element::line((0.0, top - 2.0), (0.0, top + foot), Ink::Axis));
    base + 5 + 14
}

/// The value at the outer end of its bar.
fn value(mark: &Mark, dy: i32) -> Words {
    let words = Words::new(mark.text.clone(), dy);
    if mark.value.is_sign_negative() && !mark.value.is_zero() {
        Words { anchor: Anchor::End, dx: -GAP, ..words }
    } else {
        Words { dx: GAP, ..words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn bar(now: i64, text: &str) -> Bar {
        let now = Some(Mark { value: Decimal::from(now), text: text.to_owned() });
        Bar { name: "市".to_owned(), own: false, now, prev: None, missing: String::new() }
    }

    #[test]
    fn the_longest_bar_ends_at_78_per_cent() {
        let x = domain(&[bar(100, "100"), bar(50, "50")]);
        assert!((100.0 / (x.end - x.start) - 0.78).abs() < 1e-9);
    }

    #[test]
    fn a_long_value_shortens_the_bars() {
        let x = domain(&[bar(100, "123,456,789.1")]);
        assert!(100.0 / (x.end - x.start) < 0.66);
    }

    #[test]
    fn negative_values_put_zero_inside() {
        let x = domain(&[bar(100, "100"), bar(-100, "−100")]);
        assert!(x.start < -100.0 && x.end > 100.0);
    }

    #[test]
    fn nothing_to_draw_still_has_a_scale() {
        assert_eq!(domain(&[]), 0.0..1.0);
        assert_eq!(domain(&[bar(0, "0")]), 0.0..1.0);
    }
}
