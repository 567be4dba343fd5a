//! Elements placed by plotters -> SVG text, x in per cent of the width and y in px. Knows nothing of charts.
//!
//! Plotters maps values to positions; each element passes its ink to this back end directly. A plain plotters shape
//! has a colour but no class and could not follow forced colours, so it is refused.

use std::fmt::Write as _;

use plotters::element::{Drawable, PointCollection};
use plotters_backend::{BackendColor, BackendCoord, DrawingBackend, DrawingErrorKind};

use super::ink::{Anchor, Ink, Words};
use super::text;

/// Logical width of the drawing area: hundredths of a per cent.
pub(super) const WIDTH: u32 = 10_000;

/// Minimum width of a mark: 2 px on a narrow screen.
const LEAST: i32 = 70;

/// Half the minimum height of a mark, in px.
pub(super) const LEAST_HEIGHT: i32 = 2;

/// Start and length of a mark from `a` to `b`: a value of zero, or near it, becomes a visible tick.
fn drawn(a: i32, b: i32, least: i32) -> (i32, i32) {
    let (start, length) = (a.min(b), a.max(b).saturating_sub(a.min(b)));
    if length >= least { (start, length) } else { (start.saturating_sub(least), 2 * least) }
}

/// Refusal of a shape without a class.
#[derive(Debug)]
pub(super) struct Unclassed;

impl std::fmt::Display for Unclassed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a mark needs a class")
    }
}

impl std::error::Error for Unclassed {}

/// The back end: appends marks to `out`.
pub(super) struct Svg<'a> {
    out: &'a mut String,
    id: &'a str,
    height: u32,
}

impl<'a> Svg<'a> {
    /// Returns a back end for the chart `id` (already safe), `height` px high.
    pub(super) fn new(out: &'a mut String, id: &'a str, height: u32) -> Self {
        Self { out, id, height }
    }

    fn rect(&mut self, a: BackendCoord, b: BackendCoord, ink: Ink) {
        let (x, width) = drawn(a.0, b.0, LEAST);
        let (y, height) = drawn(a.1, b.1, LEAST_HEIGHT);
        let (x, width) = (percent(x), percent(width));
        self.push(format_args!(
            r#"<rect {} x="{x}" y="{y}" width="{width}" height="{height}"/>"#,
            ink.attributes(self.id)
        ));
    }

    fn line(&mut self, a: BackendCoord, b: BackendCoord, ink: Ink) {
        let ink = ink.attributes(self.id);
        let (x1, x2) = (percent(a.0), percent(b.0));
        let (y1, y2) = (a.1, b.1);
        self.push(format_args!(r#"<line {ink} x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>"#));
    }

    fn dot(&mut self, at: BackendCoord, ink: Ink) {
        let ink = ink.attributes(self.id);
        let (x, y) = (percent(at.0), at.1);
        self.push(format_args!(r#"<circle {ink} cx="{x}" cy="{y}" r="4"/>"#));
    }

    fn words(&mut self, at: BackendCoord, words: &Words) {
        if words.text.is_empty() {
            return;
        }
        let (x, y) = (percent(at.0), at.1.saturating_add(words.dy));
        if let Some(width) = words.plate {
            self.plate(&x, y, width, words);
        }
        let dx = if words.dx.abs() < 0.01 {
            String::new()
        } else {
            format!(r#" dx="{}""#, number(words.dx))
        };
        let (look, text) = (words.attributes(), text::escape(&words.text));
        self.push(format_args!(r#"<text {look} x="{x}" y="{y}"{dx}>{text}</text>"#));
    }

    /// White plate behind words: a thick line, since it is background and no mark. Its length follows the text, so it
    /// is in px, inside a frame positioned with the words.
    fn plate(&mut self, x: &str, y: i32, width: f64, words: &Words) {
        let start = match words.anchor {
            Anchor::Start => -2.0,
            Anchor::Middle => -width / 2.0,
            Anchor::End => 2.0 - width,
        } + words.dx;
        let (x1, x2, y) = (number(start), number(start + width), y.saturating_sub(5));
        self.push(format_args!(
            r##"<svg aria-hidden="true" x="{x}" y="{y}" overflow="visible"><line class="plate" x1="{x1}" x2="{x2}" y1="0" y2="0" stroke="#fff" stroke-width="17"/></svg>"##
        ));
    }

    fn push(&mut self, mark: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.out.write_fmt(mark);
        self.out.push('\n');
    }
}

impl DrawingBackend for Svg<'_> {
    type ErrorType = Unclassed;

    fn get_size(&self) -> (u32, u32) {
        // Plotters counts pixels, whose last index is size − 1; we count edges.
        (WIDTH + 1, self.height.saturating_add(1))
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Unclassed>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Unclassed>> {
        Ok(())
    }

    fn draw_pixel(
        &mut self,
        _point: BackendCoord,
        _color: BackendColor,
    ) -> Result<(), DrawingErrorKind<Unclassed>> {
        Err(DrawingErrorKind::DrawingError(Unclassed))
    }
}

/// A mark in the coordinates of a chart.
#[derive(Debug)]
pub(super) struct Element {
    points: Vec<(f64, f64)>,
    shape: Shape,
}

#[derive(Debug)]
enum Shape {
    Rect(Ink),
    Line(Ink),
    Dot(Ink),
    Text(Words),
}

impl Element {
    /// The rectangle between two corners.
    pub(super) fn rect(a: (f64, f64), b: (f64, f64), ink: Ink) -> Self {
        Self { points: vec![a, b], shape: Shape::Rect(ink) }
    }

    /// The line between two points.
    pub(super) fn line(a: (f64, f64), b: (f64, f64), ink: Ink) -> Self {
        Self { points: vec![a, b], shape: Shape::Line(ink) }
    }

    /// A dot at a point.
    pub(super) fn dot(at: (f64, f64), ink: Ink) -> Self {
        Self { points: vec![at], shape: Shape::Dot(ink) }
    }

    /// Words at a point.
    pub(super) fn text(at: (f64, f64), words: Words) -> Self {
        Self { points: vec![at], shape: Shape::Text(words) }
    }

    /// Its points; and its words, or its ink if it is a rectangle.
    pub(super) fn seen(&self) -> (&[(f64, f64)], Option<&Words>, Option<Ink>) {
        match &self.shape {
            Shape::Text(words) => (&self.points, Some(words), None),
            Shape::Rect(ink) => (&self.points, None, Some(*ink)),
            Shape::Line(_) | Shape::Dot(_) => (&self.points, None, None),
        }
    }
}

impl<'a> PointCollection<'a, (f64, f64)> for &'a Element {
    type Point = &'a (f64, f64);
    type IntoIter = std::slice::Iter<'a, (f64, f64)>;

    fn point_iter(self) -> Self::IntoIter {
        self.points.iter()
    }
}

impl Drawable<Svg<'_>> for Element {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut points: I,
        svg: &mut Svg<'_>,
        _area: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Unclassed>> {
        match (&self.shape, points.next(), points.next()) {
            (Shape::Rect(ink), Some(a), Some(b)) => svg.rect(a, b, *ink),
            (Shape::Line(ink), Some(a), Some(b)) => svg.line(a, b, *ink),
            (Shape::Dot(ink), Some(at), _) => svg.dot(at, *ink),
            (Shape::Text(words), Some(at), _) => svg.words(at, words),
            _ => {}
        }
        Ok(())
    }
}

/// Hundredths of a per cent as SVG writes them: 1250 -> `12.5%`.
fn percent(hundredths: i32) -> String {
    number(f64::from(hundredths) / 100.0) + "%"
}

/// A number with at most two decimals and no trailing zeros.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_per_cent_with_two_decimals_at_most() {
        assert_eq!(percent(1250), "12.5%");
        assert_eq!(percent(10_000), "100%");
        assert_eq!(percent(1667), "16.67%");
        assert_eq!(number(-0.001), "0");
    }

    #[test]
    fn a_mark_of_no_size_is_a_tick() {
        let mut out = String::new();
        let mut svg = Svg::new(&mut out, "zu-1", 100);
        svg.rect((0, 10), (500, 10), Ink::Actual);
        assert!(out.contains(r#"x="0%" y="8" width="5%" height="4""#), "{out}");
    }

    #[test]
    fn a_shape_without_a_class_is_refused() {
        let mut out = String::new();
        let mut svg = Svg::new(&mut out, "zu-1", 100);
        let black = BackendColor { alpha: 1.0, rgb: (0, 0, 0) };
        assert!(svg.draw_pixel((0, 0), black).is_err());
    }
}
