//! A laid-out chart -> the body of an SVG. The only place that runs plotters; knows no kinds of chart.

use std::fmt::Write as _;
use std::ops::Range;

use plotters::chart::ChartBuilder;
use plotters::drawing::{DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::BackendCoordOnly;

use super::backend::{Element, Svg, Unclassed};
use super::ink::{Ink, Words};
use super::text;

/// Height of one row of the legend.
const ROW: i32 = 22;

/// A chart laid out: coordinate ranges, px around the plot, and the marks in drawing order.
#[derive(Debug)]
pub(super) struct Layout {
    /// Ink and words of the legend; empty words are left out.
    pub(super) legend: Vec<(Ink, String)>,
    /// Coordinates from the left to the right edge.
    pub(super) x: Range<f64>,
    /// Coordinates from the bottom to the top of the plot; they may run downwards.
    pub(super) y: Range<f64>,
    /// Px between legend and plot.
    pub(super) top: i32,
    /// Height of the plot in px.
    pub(super) plot: i32,
    /// Px below the plot.
    pub(super) bottom: i32,
    /// The marks, in drawing order from back to front.
    pub(super) elements: Vec<Element>,
}

impl Layout {
    /// A layout whose y is px downwards from the legend, `height` px high.
    pub(super) fn down(x: Range<f64>, height: i32) -> Self {
        Self {
            legend: Vec::new(),
            x,
            y: f64::from(height)..0.0,
            top: 0,
            plot: height,
            bottom: 0,
            elements: Vec::new(),
        }
    }
}

/// The marks between the SVG tags, and the height in px.
pub(super) fn paint(id: &str, layout: &Layout) -> (String, u32) {
    let (legend, legend_height) = legend(id, &layout.legend);
    let top = legend_height + layout.top;
    let height = u32::try_from(top + layout.plot + layout.bottom).unwrap_or(1).max(1);
    let mut marks = String::new();
    // Our back end writes to a String and refuses only shapes that we never draw.
    let _ = plot(Svg::new(&mut marks, id, height), top, layout);
    let used = |name: &str| {
        let place = format!("-{name})");
        marks.contains(&place) || legend.contains(&place)
    };
    let patterns: String = PATTERNS
        .iter()
        .filter(|(name, ..)| used(name))
        .map(|pattern| self::pattern(id, pattern))
        .collect();
    (patterns + &legend + &marks, height)
}

fn plot(svg: Svg<'_>, top: i32, layout: &Layout) -> Result<(), DrawingAreaErrorKind<Unclassed>> {
    let area = svg.into_drawing_area();
    let mut chart = ChartBuilder::on(&area)
        .margin_top(top)
        .margin_bottom(layout.bottom)
        .build_cartesian_2d(layout.x.clone(), layout.y.clone())?;
    // Words last, so that no mark covers them.
    let marks = |words: bool| {
        layout.elements.iter().filter(move |element| element.seen().1.is_some() == words)
    };
    chart.draw_series::<BackendCoordOnly, Element, _, _>(marks(false))?;
    chart.draw_series::<BackendCoordOnly, Element, _, _>(marks(true))?;
    Ok(())
}

/// A pattern: name, period in px, what is drawn on white.
type Pattern = (&'static str, u8, &'static str);

/// Lines of 2 px every 7 px at 45°; dots; lines both ways; fine lines the other way.
const PATTERNS: [Pattern; 4] = [
    ("hatch", 7, r##"<rect class="ac" fill="#0017c1" width="2" height="7"/>"##),
    ("dots", 6, r##"<circle class="ac" fill="#0017c1" cx="3" cy="3" r="1.2"/>"##),
    (
        "cross",
        6,
        r##"<rect class="ac" fill="#0017c1" width="1.2" height="6"/><rect class="ac" fill="#0017c1" width="6" height="1.2"/>"##,
    ),
    ("lines", 4, r##"<rect class="ac" fill="#0017c1" width="4" height="1.2"/>"##),
];

fn pattern(id: &str, (name, size, marks): &Pattern) -> String {
    format!(
        r##"<defs><pattern id="{id}-{name}" width="{size}" height="{size}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="plate" fill="#fff" width="{size}" height="{size}"/>{marks}</pattern></defs>
"##
    )
}

/// The legend and its height in px: from the left, wrapped to fit a narrow screen.
fn legend(id: &str, entries: &[(Ink, String)]) -> (String, i32) {
    let mut out = String::new();
    let (mut x, mut rows) = (0.0, 0);
    for (ink, words) in entries.iter().filter(|(_, words)| !words.is_empty()) {
        let lines = text::wrap(words, text::NARROW - 28.0);
        let widths = lines.iter().map(|line| text::width(line));
        let width = 28.0 + widths.fold(0.0, f64::max);
        if rows == 0 || x + width > text::NARROW || lines.len() > 1 {
            (x, rows) = (0.0, rows + 1);
        }
        let y = (rows - 1) * ROW;
        // The swatch of the year before is as thin as its bars.
        let (down, height) =
            if matches!(ink, Ink::Before | Ink::OwnBefore) { (6, 7) } else { (4, 10) };
        // Whole px from here on, so that the numbers stay short.
        let left = x.round();
        let _ = writeln!(
            out,
            r#"<rect {} x="{}" y="{}" width="20" height="{height}"/>"#,
            ink.attributes(id),
            left + 1.0,
            y + down,
        );
        for (n, line) in lines.iter().enumerate() {
            rows += i32::from(n > 0);
            let _ = writeln!(
                out,
                r#"<text {} x="{}" y="{}">{}</text>"#,
                Words::default().attributes(),
                left + 28.0,
                (rows - 1) * ROW + 14,
                text::escape(line),
            );
        }
        // Nothing follows an entry of several lines on its row.
        x = if lines.len() > 1 { text::NARROW } else { x + width + 16.0 };
    }
    (out, if rows == 0 { 0 } else { rows * ROW + 8 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_legend_wraps_to_a_narrow_screen() {
        let words = |text: &str| (Ink::Plan, text.to_owned());
        let short = [words("実績"), words("計画"), words("これからの計画")];
        assert_eq!(legend("a", &short).1, ROW + 8);
        let long = [words("盛岡市 平成22年度"), words("他市 平成22年度"), words("平成21年度")];
        assert_eq!(legend("a", &long).1, 2 * ROW + 8);
        assert_eq!(legend("a", &[words("")]), (String::new(), 0));
    }

    #[test]
    fn the_edges_of_the_plot_are_zero_and_a_hundred_per_cent() {
        let mut layout = Layout::down(0.0..4.0, 20);
        layout.elements.push(Element::line((0.0, 0.0), (4.0, 20.0), Ink::Axis));
        let (body, height) = paint("a", &layout);
        assert_eq!(height, 20);
        assert!(body.contains(r#"x1="0%" y1="0" x2="100%" y2="20""#), "{body}");
    }
}
