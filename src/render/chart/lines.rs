//! Many years, or a range -> lines: the actual solid with dots, the plan dashed with rings, values at the ends. The
//! table next to the chart has every value.

use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;

use super::backend::Element;
use super::ink::{Ink, Words};
use super::layout::Layout;
use crate::render::chart::length::length;
use crate::render::chart::text;
use crate::report::chart::{LinePoint, Mark};

/// Height of the plot in px.
const PLOT: i32 = 150;
/// Px above the plot: one value.
const HEAD: i32 = 28;
/// Px below the plot: two lines of labels.
const FOOT: i32 = 46;

/// Width in px of a year's name: 平成24, 2012年度.
const YEAR: f64 = 64.0;

/// One value of a line: x coordinate, height and label.
type Spot<'a> = (f64, &'a Mark);

/// Lays out lines; `legend` has the words for actual, plan, expected value. If `cut` is not empty, the scale begins
/// near the smallest value, and these words stand above the plot.
pub(super) fn lay_out(legend: &[String; 3], points: &[LinePoint], cut: &str) -> Layout {
    let [actual, plan, path] = legend.clone();
    let frame = Frame::of(points, !cut.is_empty());
    let mut elements = Vec::new();
    let pick = |of: fn(&LinePoint) -> Option<&Mark>| -> Vec<Spot<'_>> {
        let spot = |point| of(point).map(|mark| (f64::from(point.year), mark));
        points.iter().filter_map(spot).collect()
    };
    let plans = [
        pick(|point| point.plan.as_ref()),
        pick(|point| point.bounds.as_ref().map(|(low, _)| low)),
        pick(|point| point.bounds.as_ref().map(|(_, high)| high)),
    ];
    let expected = pick(|point| point.path.as_ref());
    let actuals = pick(|point| point.actual.as_ref());
    let breaks: Vec<f64> = points
        .iter()
        .filter(|point| point.broken)
        .map(|point| f64::from(point.year) - 0.5)
        .collect();
    for x in &breaks {
        let (low, high) = (frame.y.start, frame.y.end);
        elements.push(Element::line((*x, low), (*x, high), Ink::Part));
    }
    join(&expected, &breaks, Ink::PathLine, &mut elements);
    // A single value is no line between years: it is drawn across its own year.
    if let [(x, mark)] = expected.as_slice() {
        let y = length(mark.value);
        elements.push(Element::line((x - 0.3, y), (x + 0.3, y), Ink::PathLine));
    }
    for spots in &plans {
        join(spots, &breaks, Ink::PlanLine, &mut elements);
        let rings = spots.iter().map(|spot| (spot.0, length(spot.1.value)));
        elements.extend(rings.map(|at| Element::dot(at, Ink::Plan)));
    }
    join(&actuals, &breaks, Ink::ActualLine, &mut elements);
    let dots = actuals.iter().map(|spot| (spot.0, length(spot.1.value)));
    elements.extend(dots.map(|at| Element::dot(at, Ink::Actual)));
    let labelled = frame.values(&plans, &expected, &actuals, &mut elements);
    frame.labels(points, &labelled, &mut elements);
    let mut top = HEAD;
    let (floor, ink) = if cut.is_empty() { (0.0, Ink::Axis) } else { (frame.y.start, Ink::Part) };
    elements.push(Element::line((frame.x.start, floor), (frame.x.end, floor), ink));
    if !cut.is_empty() {
        top += 20;
        let words = Words::new(cut, 13 - top).sub();
        elements.push(Element::text((frame.x.start, frame.y.end), words));
    }
    Layout {
        legend: vec![(Ink::Actual, actual), (Ink::Plan, plan), (Ink::Swatch, path)],
        x: frame.x,
        y: frame.y,
        top,
        plot: PLOT,
        bottom: FOOT,
        elements,
    }
}

/// Lines between consecutive values, none across a break.
fn join(spots: &[Spot<'_>], breaks: &[f64], ink: Ink, out: &mut Vec<Element>) {
    for pair in spots.windows(2) {
        let [(x1, from), (x2, to)] = pair else {
            continue;
        };
        if !breaks.iter().any(|x| x1 < x && x < x2) {
            let (y1, y2) = (length(from.value), length(to.value));
            out.push(Element::line((*x1, y1), (*x2, y2), ink));
        }
    }
}

/// The coordinate ranges.
struct Frame {
    x: std::ops::Range<f64>,
    y: std::ops::Range<f64>,
    /// Px per year on a narrow screen.
    px: f64,
}

impl Frame {
    fn of(points: &[LinePoint], cut: bool) -> Self {
        let years = || points.iter().map(|point| f64::from(point.year));
        let first = years().fold(f64::INFINITY, f64::min);
        let last = years().fold(f64::NEG_INFINITY, f64::max);
        let x = if first <= last { first - 0.5..last + 0.5 } else { 0.0..1.0 };
        let marks = points.iter().flat_map(|point| {
            let (low, high) =
                point.bounds.as_ref().map_or((None, None), |(low, high)| (Some(low), Some(high)));
            [point.plan.as_ref(), point.actual.as_ref(), point.path.as_ref(), low, high]
        });
        let values: Vec<f64> = marks.flatten().map(|mark| length(mark.value)).collect();
        let origin = values.first().copied().filter(|_| cut).unwrap_or(0.0);
        let low = values.iter().copied().fold(origin, f64::min);
        let high = values.iter().copied().fold(origin, f64::max);
        let room = if cut { (high - low) * 0.1 } else { 0.0 };
        Self {
            px: text::NARROW / (x.end - x.start),
            x,
            y: if high > low { low - room..high } else { origin..origin + 1.0 },
        }
    }

    /// Labels the last value of each line and the first actual, clear of each other, of the dots and of the years.
    /// Returns the years of these values, which must be named.
    fn values(
        &self,
        plans: &[Vec<Spot<'_>>; 3],
        expected: &[Spot<'_>],
        actuals: &[Spot<'_>],
        out: &mut Vec<Element>,
    ) -> Vec<f64> {
        let scale = RangedCoordf64::from(self.y.clone());
        let px = |mark: &Mark| scale.map(&length(mark.value), (PLOT, 0));
        let dots = plans.iter().flatten().chain(actuals);
        let mut taken: Vec<(f64, f64, i32, i32)> = dots
            .map(|(x, mark)| {
                let (x, y) = ((x - self.x.start) * self.px, px(mark));
                (x - 4.0, x + 4.0, y - 5, y + 5)
            })
            .collect();
        let mut years: Vec<f64> = Vec::new();
        let ends = plans.iter().filter_map(|spots| spots.last());
        let ends = actuals
            .last()
            .map(|spot| (spot, true))
            .into_iter()
            .chain(ends.map(|spot| (spot, false)))
            .chain(expected.last().map(|spot| (spot, false)))
            .chain(actuals.first().filter(|_| actuals.len() > 1).map(|spot| (spot, true)));
        for ((x, mark), bold) in ends {
            let width = text::width(&mark.text) + 4.0;
            let middle = (x - self.x.start) * self.px;
            let left = (middle - width / 2.0).clamp(0.0, (text::NARROW - width).max(0.0));
            let clear = |dy: &i32| {
                let y = px(mark) + dy;
                let meets = |(from, to, top, foot): &(f64, f64, i32, i32)| {
                    left < *to && *from < left + width && y - 13 < *foot && *top < y + 3
                };
                (-20..=PLOT + 3).contains(&y) && !taken.iter().any(meets)
            };
            let named = years.contains(x) || years.iter().all(|year| self.apart(*year, *x));
            let Some(dy) = [-9, 20, -26, 37].into_iter().find(clear).filter(|_| named) else {
                continue;
            };
            if !years.contains(x) {
                years.push(*x);
            }
            let y = px(mark) + dy;
            taken.push((left, left + width, y - 13, y + 3));
            let words = Words {
                dx: (left + width / 2.0 - middle).round(),
                ..Words::new(mark.text.clone(), dy).middle().bold(bold).plate()
            };
            out.push(Element::text((*x, length(mark.value)), words));
        }
        years
    }

    /// Whether the names of two years do not overlap, after moving them inwards at the edges.
    fn apart(&self, one: f64, other: f64) -> bool {
        let middle =
            |x: f64| ((x - self.x.start) * self.px).clamp(YEAR / 2.0, text::NARROW - YEAR / 2.0);
        (middle(one) - middle(other)).abs() >= YEAR + 2.0
    }

    /// The years below the plot: those with a labelled value, and as many others as fit, from the last one back.
    fn labels(&self, points: &[LinePoint], labelled: &[f64], out: &mut Vec<Element>) {
        let mut named: Vec<f64> = labelled.to_vec();
        for point in points.iter().rev() {
            let x = f64::from(point.year);
            if named.iter().all(|year| self.apart(*year, x)) {
                named.push(x);
            }
        }
        for point in points.iter().filter(|point| named.contains(&f64::from(point.year))) {
            let x = f64::from(point.year);
            let middle = (x - self.x.start) * self.px;
            let half = YEAR / 2.0;
            let dx = (half - middle).max(0.0) - (half - (text::NARROW - middle)).max(0.0);
            let [first, second] = &point.label;
            for words in [
                Words::new(first.clone(), 19).middle(),
                Words::new(second.clone(), 36).middle().sub(),
            ] {
                let words = Words { dx: dx.round(), ..words };
                out.push(Element::text((x, self.y.start), words));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::render::chart::draw;
    use crate::report::chart::{Chart, Spec};

    #[expect(clippy::unnecessary_wraps, reason = "read as the field it fills")]
    fn mark(value: i64) -> Option<Mark> {
        let text = value.to_string();
        Some(Mark { value: Decimal::from(value), text })
    }

    fn point(year: i16, plan: Option<Mark>, actual: Option<Mark>) -> LinePoint {
        LinePoint {
            year,
            label: [format!("平成{}", year - 1988), format!("{year}年度")],
            plan,
            bounds: None,
            path: None,
            actual,
            broken: false,
        }
    }

    fn drawn(points: Vec<LinePoint>) -> String {
        let legend = ["実績", "計画", "目安値"].map(str::to_owned);
        let chart = Chart {
            id: "zu-1".to_owned(),
            number: String::new(),
            message: String::new(),
            subtitle: String::new(),
            alt: "折れ線グラフ。".to_owned(),
            spec: Spec::Lines { legend, points, cut: String::new() },
        };
        draw(&chart).html
    }

    fn lines(svg: &str, class: &str) -> usize {
        svg.matches(&format!(r#"class="axis {class}""#)).count()
    }

    #[test]
    fn a_line_leads_over_a_year_without_a_value() {
        let svg = drawn(vec![
            point(2010, mark(10), mark(9)),
            point(2011, None, None),
            point(2012, mark(12), mark(11)),
        ]);
        assert_eq!((lines(&svg, "al"), lines(&svg, "pll")), (1, 1), "{svg}");
    }

    #[test]
    fn no_line_leads_across_a_break() {
        let mut points: Vec<_> = (2010..2014).map(|year| point(year, mark(10), mark(9))).collect();
        let whole = drawn(points.clone());
        assert_eq!((lines(&whole, "al"), lines(&whole, "part")), (3, 0));
        points[2].broken = true;
        let broken = drawn(points);
        assert_eq!((lines(&broken, "al"), lines(&broken, "pll")), (2, 2));
        assert_eq!(lines(&broken, "part"), 1, "{broken}");
    }

    #[test]
    fn a_range_has_two_lines_and_an_expected_value_its_own() {
        let ranged = |year| LinePoint {
            bounds: mark(20).zip(mark(90)),
            path: mark(45),
            ..point(year, None, mark(70))
        };
        let svg = drawn(vec![ranged(2012), ranged(2013)]);
        assert_eq!((lines(&svg, "pll"), lines(&svg, "path")), (2, 1), "{svg}");
        assert!(svg.contains(">20<") && svg.contains(">90<"));
    }

    #[test]
    fn one_year_and_no_year_are_drawn() {
        let one = drawn(vec![point(2012, mark(-5), mark(0))]);
        assert!(one.contains(">-5<") && lines(&one, "al") == 0, "{one}");
        assert!(!drawn(Vec::new()).contains("NaN"));
    }
}
