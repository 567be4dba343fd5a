//! Years -> columns, the plan outlined behind the actual, each with value and label; or rows, where the figures are
//! too wide for columns. A year without a column keeps its place.

use plotters::coord::types::RangedCoordf64;

use super::backend::Element;
use super::bars::{self, Length, Row};
use super::clear::clear;
use super::ink::{Ink, Words};
use super::layout::Layout;
use super::values::{self, Face, LINE, PLOT, Scale, StackWords};
use crate::render::chart::length::length;
use crate::render::chart::text;
use crate::report::chart::{Column, Mark};

/// Minimum px between legend and plot: one value.
const HEAD: i32 = 28;
/// Px below the plot: two lines of labels.
const FOOT: i32 = 46;
/// Width of a plan as a share of a year's slot.
const PLAN: f64 = 0.62;
/// Width of an actual as a share of a year's slot.
const ACTUAL: f64 = 0.44;

/// Formats of the years below the columns, from wide to narrow.
#[derive(Debug, Clone, Copy)]
enum Years {
    /// 平成24, 2012年度
    Whole,
    /// 平成24, 2012
    Short,
    /// 平成, 24, 2012
    Tall,
}

/// Lays out columns; `legend` has the words for actual, plan, future plan. Where not every figure and every year can
/// be read on a narrow screen, each year is a row.
pub(super) fn lay_out(legend: &[String; 3], columns: &[Column]) -> Layout {
    [Years::Whole, Years::Short, Years::Tall]
        .into_iter()
        .map(|years| side_by_side(legend, columns, years))
        .find(clear)
        .unwrap_or_else(|| below_each_other(legend, columns))
}

fn side_by_side(legend: &[String; 3], columns: &[Column], years: Years) -> Layout {
    let [actual, plan, future] = legend.clone();
    let words = StackWords::of(&actual, &plan);
    let legend = vec![(Ink::Actual, actual), (Ink::Plan, plan), (Ink::FuturePlan, future)];
    let y = domain(columns);
    let scale = Scale(RangedCoordf64::from(y.clone()));
    let slots = Slots::of(columns);
    let mut faces: Vec<Face> = columns.iter().map(|c| values::face(c, &scale, &words)).collect();
    values::give_way(&mut faces, slots.px);

    let top = faces.iter().filter_map(Face::top).fold(HEAD - 4, |top, y| top.max(-y));
    // Values below negative columns push the labels of the years down.
    let sunk = faces.iter().filter_map(Face::bottom).fold(0, |sunk, y| sunk.max(y + 3 - PLOT));
    let mut elements = Vec::new();
    for (column, face) in columns.iter().zip(&faces) {
        let at = slots.place(column);
        draw_plan(column, &at, &mut elements);
        draw_increment(column, face, &at, &scale, &mut elements);
        draw_actual(column, &at, &mut elements);
        for (dy, words) in face.inside.iter().chain(&face.outside) {
            let words = at.within(Words { dy: *dy, ..words.clone() });
            elements.push(Element::text((at.middle, y.end), words));
        }
        draw_label(column, &at, years, (y.start, sunk), &mut elements);
    }
    let right = slots.count;
    elements.push(Element::line((0.0, 0.0), (right, 0.0), Ink::Axis));
    let bottom = FOOT + sunk + if matches!(years, Years::Tall) { LINE } else { 0 };
    Layout { legend, x: 0.0..right, y, top: top + 4, plot: PLOT, bottom, elements }
}

/// Lays out each year as a row: the actual above the plan.
fn below_each_other(legend: &[String; 3], columns: &[Column]) -> Layout {
    let mut before = None;
    let rows: Vec<Row> = columns
        .iter()
        .map(|column| {
            let plan = if column.future { Ink::FuturePlan } else { Ink::Plan };
            let length = |mark: &Mark, ink, height| Length { ink, height, mark: mark.clone() };
            let actual = column.actual.iter().map(|mark| length(mark, Ink::Actual, 14));
            let plan = column.plan.iter().map(|mark| length(mark, plan, 12));
            let apart = before.is_some_and(|year: i16| column.year > year.saturating_add(1));
            before = Some(column.year);
            Row {
                name: column.label.join("　"),
                own: true,
                lengths: actual.chain(plan).collect(),
                missing: column.missing.clone(),
                apart,
            }
        })
        .collect();
    let [actual, plan, future] = legend.clone();
    let legend = vec![(Ink::Actual, actual), (Ink::Plan, plan), (Ink::FuturePlan, future)];
    bars::rows(legend, &rows)
}

/// From the smallest to the largest value, including zero; never empty.
fn domain(columns: &[Column]) -> std::ops::Range<f64> {
    let values =
        || columns.iter().flat_map(|c| [&c.plan, &c.actual]).flatten().map(|m| length(m.value));
    let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    if high > low { low..high } else { 0.0..1.0 }
}

/// The years side by side, including those without a column.
struct Slots {
    first: i16,
    count: f64,
    /// Half of the usable width of a slot: limited, so that one or two years do not become walls.
    half: f64,
    /// Width of a slot on a narrow screen.
    px: f64,
}

impl Slots {
    fn of(columns: &[Column]) -> Self {
        let years = || columns.iter().map(|column| column.year);
        let first = years().min().unwrap_or(0);
        let last = years().max().unwrap_or(first);
        let count = f64::from(last) - f64::from(first) + 1.0;
        Self { first, count, half: (count / 3.0).min(1.0) / 2.0, px: text::NARROW / count }
    }

    fn place(&self, column: &Column) -> Place {
        let middle = f64::from(column.year) - f64::from(self.first) + 0.5;
        let room = (middle * self.px, (self.count - middle) * self.px);
        Place { middle, half: self.half, slot: self.px, room }
    }
}

/// Position of one column.
struct Place {
    middle: f64,
    half: f64,
    slot: f64,
    /// Px to the left and the right edge on a narrow screen.
    room: (f64, f64),
}

impl Place {
    /// Centred words, moved inwards where they would cross an edge.
    fn within(&self, words: Words) -> Words {
        let half = text::width(&words.text) / 2.0;
        let dx = (half - self.room.0).max(0.0) - (half - self.room.1).max(0.0);
        Words { dx: dx.round(), ..words }
    }

    fn rect(&self, share: f64, from: f64, to: f64, ink: Ink) -> Element {
        let half = self.half * share;
        Element::rect((self.middle - half, from), (self.middle + half, to), ink)
    }
}

fn draw_plan(column: &Column, at: &Place, out: &mut Vec<Element>) {
    if let Some(plan) = &column.plan {
        let ink = if column.future { Ink::FuturePlan } else { Ink::Plan };
        out.push(at.rect(PLAN, 0.0, length(plan.value), ink));
    }
}

fn draw_actual(column: &Column, at: &Place, out: &mut Vec<Element>) {
    if let Some(actual) = &column.actual {
        out.push(at.rect(ACTUAL, 0.0, length(actual.value), Ink::Actual));
    }
}

/// The increment of this year within the plan: a line below it and, where there is room, its words.
fn draw_increment(column: &Column, face: &Face, at: &Place, scale: &Scale, out: &mut Vec<Element>) {
    let (Some(plan), Some(increment)) = (&column.plan, &column.increment) else {
        return;
    };
    let (plan, part) = (length(plan.value), length(increment.value));
    let (top, foot) = (scale.px(plan), scale.px(plan - part));
    if part <= 0.0 || part > plan || foot - top < 20 {
        return;
    }
    if part < plan {
        let (half, y) = (at.half * PLAN, plan - part);
        out.push(Element::line((at.middle - half, y), (at.middle + half, y), Ink::Part));
    }
    let words = Words::new(increment.text.clone(), 16).middle().sub();
    let width = text::width(&words.text);
    let bar = column.actual.as_ref().map(|actual| scale.px(length(actual.value)));
    let inside = face.inside.iter().map(|(y, _)| y - 13);
    if width <= at.slot && inside.chain(bar).all(|y| y >= top + 20) {
        // Words wider than the frame on a narrow screen cross its lines.
        let frame = at.slot * at.half * 2.0 * PLAN - 6.0;
        let words = if width > frame { words.plate() } else { words };
        out.push(Element::text((at.middle, plan), words));
    }
}

/// Lines of text at the coordinate and at the px below it.
fn draw_label(
    column: &Column,
    at: &Place,
    years: Years,
    (y, sunk): (f64, i32),
    out: &mut Vec<Element>,
) {
    let [era, ad] = &column.label;
    let ad_alone = ad.trim_end_matches("年度");
    let (name, number) = era
        .split_at(era.find(['元', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']).unwrap_or(0));
    let lines: Vec<(&str, bool)> = match years {
        Years::Whole => vec![(era, false), (ad, true)],
        Years::Short => vec![(era, false), (ad_alone, true)],
        Years::Tall => vec![(name, false), (number, false), (ad_alone, true)],
    };
    let mut dy = 19 + sunk;
    for (line, sub) in lines {
        let words = Words { sub, ..Words::new(line, dy).middle() };
        out.push(Element::text((at.middle, y), at.within(words)));
        dy += LINE;
    }
}
