//! Cities or years -> horizontal bars below their name, each with its figure at its end, or above it where there is
//! no room. Keeps their order.

use super::backend::Element;
use super::ink::{Anchor, Ink, Words};
use super::layout::Layout;
use crate::render::chart::length::length;
use crate::render::chart::text;
use crate::report::chart::{Bar, Mark};

/// Px between the end of a bar and its value.
const GAP: f64 = 7.0;

/// Height of one line of a name or a figure.
const LINE: i32 = 17;

/// A name and its bars.
#[derive(Debug)]
pub(super) struct Row {
    /// The name.
    pub(super) name: String,
    /// In bold: the publishing city, or a year.
    pub(super) own: bool,
    /// The bars from above.
    pub(super) lengths: Vec<Length>,
    /// The word shown where the first bar has no value; else empty.
    pub(super) missing: String,
    /// True where years are left out between this row and the one above.
    pub(super) apart: bool,
}

/// One bar with its figure.
#[derive(Debug)]
pub(super) struct Length {
    /// Its ink.
    pub(super) ink: Ink,
    /// Its height in px.
    pub(super) height: i32,
    /// Its length and its figure.
    pub(super) mark: Mark,
}

/// Lays out bars; `legend` has the words for own city, other cities, year before.
pub(super) fn lay_out(legend: &[String; 3], cities: &[Bar]) -> Layout {
    let [own, other, before] = legend.clone();
    let legend = vec![(Ink::Actual, own), (Ink::Other, other), (Ink::Before, before)];
    let length = |mark: &Mark, ink, height| Length { ink, height, mark: mark.clone() };
    let row = |city: &Bar| {
        let Bar { name, own, now, prev, missing } = city;
        let (now_ink, prev_ink) =
            if *own { (Ink::Actual, Ink::OwnBefore) } else { (Ink::Other, Ink::Before) };
        let now = now.iter().map(|mark| length(mark, now_ink, 14));
        let prev = prev.iter().map(|mark| length(mark, prev_ink, 7));
        Row {
            name: name.clone(),
            own: *own,
            lengths: now.chain(prev).collect(),
            missing: if city.now.is_some() { String::new() } else { missing.clone() },
            apart: false,
        }
    };
    rows(legend, &cities.iter().map(row).collect::<Vec<_>>())
}

/// Lays out rows of bars below a legend.
pub(super) fn rows(legend: Vec<(Ink, String)>, rows: &[Row]) -> Layout {
    let frame = Frame::of(rows);
    let mut elements = Vec::new();
    let mut y = 0;
    for row in rows {
        y = draw_row(row, &frame, y + if row.apart { LINE } else { 0 }, &mut elements);
    }
    Layout { legend, elements, ..Layout::down(frame.x, y) }
}

/// Coordinate range of the whole width, and whether figures stand at the ends of their bars.
#[derive(Debug)]
struct Frame {
    x: std::ops::Range<f64>,
    at_ends: bool,
}

impl Frame {
    /// The longest bar ends at 78 %, or earlier where its value needs room.
    fn of(rows: &[Row]) -> Self {
        let marks: Vec<(f64, f64)> = rows
            .iter()
            .flat_map(|row| &row.lengths)
            .map(|bar| (length(bar.mark.value), room(&bar.mark)))
            .collect();
        let high = marks.iter().map(|m| m.0).fold(0.0, f64::max);
        let low = marks.iter().map(|m| m.0).fold(0.0, f64::min);
        let widest = |of: &dyn Fn(f64) -> bool| {
            marks.iter().filter(|m| of(m.0)).map(|m| m.1).fold(0.0, f64::max)
        };
        let (negative, positive) = (widest(&|value| value < 0.0), widest(&|value| value >= 0.0));
        if negative > 0.4 || positive > if negative > 0.0 { 0.4 } else { 0.6 } {
            let x = if high > low { low..high } else { 0.0..1.0 };
            return Self { x, at_ends: false };
        }
        if high <= low {
            return Self { x: 0.0..1.0, at_ends: true };
        }
        if negative > 0.0 {
            let (left, right) = (negative.clamp(0.22, 0.4), positive.clamp(0.22, 0.4));
            let whole = (high - low) / (1.0 - left - right);
            let start = low - left * whole;
            return Self { x: start..start + whole, at_ends: true };
        }
        let fits = |m: &(f64, f64)| {
            if m.0 > 0.0 { (1.0 - m.1) * high / m.0 } else { 1.0 }
        };
        let share = marks.iter().map(fits).fold(0.78, f64::min);
        Self { x: 0.0..high / share, at_ends: true }
    }
}

/// Share of a narrow screen's width that the value at the end of a bar needs.
fn room(mark: &Mark) -> f64 {
    (text::width(&mark.text) + GAP) / text::NARROW
}

/// Draws a row from `y` down; returns where the next one begins.
fn draw_row(row: &Row, frame: &Frame, y: i32, out: &mut Vec<Element>) -> i32 {
    let left = frame.x.start;
    let mut base = y + 12;
    for (n, line) in text::wrap(&row.name, text::NARROW).into_iter().enumerate() {
        base += if n == 0 { 0 } else { LINE };
        out.push(Element::text((left, f64::from(base)), Words::new(line, 0).bold(row.own)));
    }
    let top = base + 5;
    let mut y = top;
    if !row.missing.is_empty() {
        let words = Words { dx: GAP, ..Words::new(row.missing.clone(), 11) };
        // Where values are negative, zero may be too far to the right for a word.
        let at = if left < 0.0 { left } else { 0.0 };
        out.push(Element::text((at, f64::from(y)), words.sub()));
        y += 15;
    }
    for (n, bar) in row.lengths.iter().enumerate() {
        y = draw_bar(bar, frame, (y, row.own, n == 0), out);
    }
    if frame.at_ends {
        out.push(Element::line((0.0, f64::from(top - 2)), (0.0, f64::from(y + 1)), Ink::Axis));
    }
    y + 7
}

/// Draws a bar and its figure from `y` down; returns where the next one begins.
fn draw_bar(
    bar: &Length,
    frame: &Frame,
    (y, own, first): (i32, bool, bool),
    out: &mut Vec<Element>,
) -> i32 {
    let Length { ink, height, mark } = bar;
    let end = length(mark.value);
    let look = |words: Words| if first { words.bold(own) } else { words.sub() };
    let (mut y, mut foot) = (y, *height);
    if frame.at_ends {
        // The figure of a thin bar is lowered, clear of that of the bar above.
        let dy = if *height < 12 { 10 } else { 11 };
        foot = foot.max(14);
        out.push(Element::text((end, f64::from(y)), look(beside(mark, dy))));
    } else {
        for line in text::wrap(&mark.text, text::NARROW) {
            let words = look(Words::new(line, 12));
            out.push(Element::text((frame.x.start, f64::from(y)), words));
            y += LINE;
        }
        foot += 4;
    }
    let (top, bottom) = (f64::from(y), f64::from(y + height));
    out.push(Element::rect((0.0, top), (end, bottom), *ink));
    if !frame.at_ends {
        // Starts below the figure, which the line would otherwise cross.
        out.push(Element::line((0.0, top - 2.0), (0.0, bottom + 2.0), Ink::Axis));
    }
    y + foot + 1
}

/// The value at the outer end of its bar.
fn beside(mark: &Mark, dy: i32) -> Words {
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

    fn domain(bars: &[(i64, &str)]) -> std::ops::Range<f64> {
        let length = |(value, text): &(i64, &str)| Length {
            ink: Ink::Other,
            height: 14,
            mark: Mark { value: Decimal::from(*value), text: (*text).to_owned() },
        };
        let lengths = bars.iter().map(length).collect();
        let (name, missing) = (String::new(), String::new());
        Frame::of(&[Row { name, own: false, lengths, missing, apart: false }]).x
    }

    #[test]
    fn the_longest_bar_ends_at_78_per_cent() {
        let x = domain(&[(100, "100"), (50, "50")]);
        assert!((100.0 / (x.end - x.start) - 0.78).abs() < 1e-9);
    }

    #[test]
    fn a_long_value_shortens_the_bars() {
        let x = domain(&[(100, "123,456,789.1")]);
        assert!(100.0 / (x.end - x.start) < 0.66);
    }

    #[test]
    fn negative_values_put_zero_inside() {
        let x = domain(&[(100, "100"), (-100, "−100")]);
        assert!(x.start < -100.0 && x.end > 100.0);
    }

    #[test]
    fn nothing_to_draw_still_has_a_scale() {
        assert_eq!(domain(&[]), 0.0..1.0);
        assert_eq!(domain(&[(0, "0")]), 0.0..1.0);
    }
}
