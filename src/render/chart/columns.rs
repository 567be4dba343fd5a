//! Years -> columns, the plan outlined behind the actual, each with its value and its label.

use plotters::coord::types::RangedCoordf64;

use super::backend::Element;
use super::ink::{Ink, Words};
use super::layout::Layout;
use super::values::{self, Face, PLOT, Scale, StackWords};
use super::{length, text};
use crate::report::chart::Column;

/// Least px between legend and plot: one value.
const HEAD: i32 = 28;
/// Px below the plot: two lines of labels.
const FOOT: i32 = 46;
/// Width of a plan as a share of a year's slot.
const PLAN: f64 = 0.62;
/// Width of an actual as a share of a year's slot.
const ACTUAL: f64 = 0.44;

/// Lays out columns; `legend` has the words for actual, plan, future plan.
pub(super) fn lay_out(legend: &[String; 3], columns: &[Column]) -> Layout {
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
    for (n, (column, face)) in columns.iter().zip(&faces).enumerate() {
        let at = slots.place(n);
        draw_plan(column, &at, &mut elements);
        draw_increment(column, face, &at, &scale, &mut elements);
        draw_actual(column, &at, &mut elements);
        for (dy, words) in face.inside.iter().chain(&face.outside) {
            let words = at.within(Words { dy: *dy, ..words.clone() });
            elements.push(Element::text((at.middle, y.end), words));
        }
        if n.is_multiple_of(slots.step) {
            draw_label(column, &at, (y.start, sunk), &mut elements);
        }
    }
    let right = slots.count;
    elements.push(Element::line((0.0, 0.0), (right, 0.0), Ink::Axis));
    Layout { legend, x: 0.0..right, y, top: top + 4, plot: PLOT, bottom: FOOT + sunk, elements }
}

/// From the least to the largest value, zero included; never empty.
fn domain(columns: &[Column]) -> std::ops::Range<f64> {
    let values =
        || columns.iter().flat_map(|c| [&c.plan, &c.actual]).flatten().map(|m| length(m.value));
    let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    if high > low { low..high } else { 0.0..1.0 }
}

/// The years side by side.
struct Slots {
    count: f64,
    /// Half of a slot as far as columns may fill it: one or two years do not grow to walls.
    half: f64,
    /// Width of a slot on a narrow screen.
    px: f64,
    /// Every how many years a label fits.
    step: usize,
}

impl Slots {
    fn of(columns: &[Column]) -> Self {
        let count = f64::from(u16::try_from(columns.len().max(1)).unwrap_or(u16::MAX));
        let px = text::NARROW / count;
        let labels = columns.iter().flat_map(|c| &c.label).map(|label| text::width(label));
        let widest = labels.fold(0.0, f64::max);
        let step = (1..=columns.len()).zip(1_u16..).find(|(_, n)| f64::from(*n) * px >= widest);
        let step = step.map_or(columns.len().max(1), |(step, _)| step);
        Self { count, half: (count / 3.0).min(1.0) / 2.0, px, step }
    }

    fn place(&self, n: usize) -> Place {
        let middle = f64::from(u16::try_from(n).unwrap_or(u16::MAX)) + 0.5;
        let room = (middle * self.px, (self.count - middle) * self.px);
        Place { middle, half: self.half, slot: self.px, room }
    }
}

/// Where one column stands.
struct Place {
    middle: f64,
    half: f64,
    slot: f64,
    /// Px to the left and the right edge on a narrow screen.
    room: (f64, f64),
}

impl Place {
    /// Centred words, moved as far as they would cross an edge.
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

/// The part of the plan that this year adds: a line below it and, where there is room, its words.
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

/// Two lines at the coordinate and the px below it.
fn draw_label(column: &Column, at: &Place, (y, sunk): (f64, i32), out: &mut Vec<Element>) {
    let [first, second] = &column.label;
    let first = Words::new(first.clone(), 19 + sunk).middle();
    let second = Words::new(second.clone(), 36 + sunk).middle().sub();
    out.push(Element::text((at.middle, y), at.within(first)));
    out.push(Element::text((at.middle, y), at.within(second)));
}
