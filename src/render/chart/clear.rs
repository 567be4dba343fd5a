//! A layout -> whether every word in it can be read on the narrowest screen. Draws and moves nothing.

use super::backend::{self, Element};
use super::ink::{Anchor, Ink, Words};
use super::layout::Layout;
use super::text;

/// A rectangle, in px.
#[derive(Debug, Clone, Copy)]
struct Area {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Area {
    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// Whether no words overlap others, a solid bar or the frame of another value, and none leave the chart.
pub(super) fn clear(layout: &Layout) -> bool {
    let words: Vec<Area> = layout.elements.iter().filter_map(|e| words(layout, e)).collect();
    let marks: Vec<(Area, Ink)> = layout.elements.iter().filter_map(|e| mark(layout, e)).collect();
    words.iter().enumerate().all(|(place, area)| {
        let middle = f64::midpoint(area.left, area.right);
        let hides = |(mark, ink): &(Area, Ink)| {
            let own = (mark.left..=mark.right).contains(&middle);
            area.meets(mark) && (ink.solid() || !own)
        };
        area.left >= -0.5
            && area.right <= text::NARROW + 0.5
            && !words[..place].iter().any(|other| area.meets(other))
            && !marks.iter().any(hides)
    })
}

fn words(layout: &Layout, element: &Element) -> Option<Area> {
    let (points, Some(words), _) = element.seen() else {
        return None;
    };
    let (x, y) = place(layout, *points.first()?);
    let Words { anchor, dx, dy, .. } = words;
    let (width, size) = (text::width(&words.text) * words.size() / text::SIZE, words.size());
    let left = x + dx
        - match anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
    let base = y + f64::from(*dy);
    let (top, bottom) = (base - 0.88 * size, base + 0.12 * size);
    (!words.text.is_empty()).then_some(Area { left, right: left + width, top, bottom })
}

fn mark(layout: &Layout, element: &Element) -> Option<(Area, Ink)> {
    let (points, _, ink) = element.seen();
    let (a, b) = (place(layout, *points.first()?), place(layout, *points.get(1)?));
    let ink = ink?;
    let mut area =
        Area { left: a.0.min(b.0), right: a.0.max(b.0), top: a.1.min(b.1), bottom: a.1.max(b.1) };
    // A bar of nearly zero is drawn as a tick, in whole px.
    let tick = f64::from(backend::LEAST_HEIGHT);
    if ink.solid() && area.bottom - area.top < tick {
        (area.top, area.bottom) = (area.top - tick - 0.5, area.top + tick + 0.5);
    }
    Some((area, ink))
}

/// Px from the left edge and from the top of the plot.
fn place(layout: &Layout, (x, y): (f64, f64)) -> (f64, f64) {
    let Layout { x: across, y: up, plot, .. } = layout;
    let share = (x - across.start) / (across.end - across.start);
    let height = (y - up.start) / (up.end - up.start);
    (share * text::NARROW, (1.0 - height) * f64::from(*plot))
}
