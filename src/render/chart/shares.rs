//! Shares of a whole -> 100 % bars. A narrow segment is labelled outside, above the bar, at the end of a line.

use super::backend::Element;
use super::ink::{Anchor, Ink, Words};
use super::layout::Layout;
use crate::render::chart::length::length;
use crate::render::chart::text;
use crate::report::chart::{Fill, Segment, ShareBar};

/// Height of one line of words above a bar.
const LINE: i32 = 18;

/// Segments below this share (in per cent) never contain their words.
const NARROW_SHARE: f64 = 8.0;

/// Lays out 100 % bars.
pub(super) fn lay_out(legend: &[(Fill, String)], bars: &[ShareBar]) -> Layout {
    let mut elements = Vec::new();
    let mut y = 0;
    for (n, bar) in bars.iter().enumerate() {
        y = draw_bar(bar, if n == 0 { 0 } else { y + 14 }, &mut elements);
    }
    let legend = legend.iter().map(|(fill, words)| (ink(*fill), words.clone())).collect();
    Layout { legend, elements, ..Layout::down(0.0..100.0, y + 1) }
}

/// Draws name, outside words and bar from `y` down; returns the bottom.
fn draw_bar(bar: &ShareBar, y: i32, out: &mut Vec<Element>) -> i32 {
    let mut y = y;
    if !bar.name.is_empty() {
        for line in text::wrap(&bar.name, text::NARROW) {
            out.push(Element::text((0.0, f64::from(y)), Words::new(line, 14).bold(true)));
            y += LINE;
        }
        y += 3;
    }
    let parts = parts(&bar.segments);
    let (inside, outside): (Vec<&Part<'_>>, Vec<&Part<'_>>) = parts.iter().partition(|p| p.fits());
    let flags = flags(&outside);
    if let Some(levels) = flags.iter().map(|flag| flag.level).max() {
        y += (levels + 1) * LINE + 4;
    }
    let top = y + 1;
    let height = if bar.segments.iter().any(|s| !s.label.is_empty()) { 46 } else { 30 };
    for part in &parts {
        let (a, b) = (f64::from(top), f64::from(top + height));
        out.push(Element::rect((part.start, a), (part.end, b), ink(part.segment.fill)));
    }
    for part in inside {
        words_inside(part, top, height, out);
    }
    for flag in flags {
        draw_flag(&flag, top, out);
    }
    top + height
}

/// A segment with its position, in per cent.
struct Part<'a> {
    start: f64,
    end: f64,
    segment: &'a Segment,
}

impl Part<'_> {
    fn middle(&self) -> f64 {
        f64::midpoint(self.start, self.end)
    }

    fn fits(&self) -> bool {
        let share = self.end - self.start;
        let words = text::width(&self.segment.label).max(text::width(&self.segment.text));
        share >= NARROW_SHARE && words <= share / 100.0 * text::NARROW
    }
}

/// The segments side by side; those not above zero are left out, and a total above 100 is scaled down.
fn parts(segments: &[Segment]) -> Vec<Part<'_>> {
    let whole: f64 = segments.iter().map(|s| length(s.share).max(0.0)).sum();
    let scale = 100.0 / whole.max(100.0);
    let mut start = 0.0;
    let mut parts = Vec::new();
    for segment in segments {
        let share = length(segment.share) * scale;
        if share > 0.0 {
            parts.push(Part { start, end: start + share, segment });
            start += share;
        }
    }
    parts
}

fn words_inside(part: &Part<'_>, top: i32, height: i32, out: &mut Vec<Element>) {
    let Segment { label, text, fill, .. } = part.segment;
    let look = |words: &str, dy: i32, bold: bool| {
        let plain = Words::new(words, dy).middle().bold(bold);
        match fill {
            Fill::Solid => Words { inverse: true, ..plain },
            Fill::Hatch | Fill::Dots | Fill::Cross | Fill::Lines => plain.plate(),
            Fill::Tint | Fill::White | Fill::Pale => plain,
        }
    };
    let at = (part.middle(), f64::from(top));
    if label.is_empty() || text.is_empty() {
        let words = if text.is_empty() { label } else { text };
        out.push(Element::text(at, look(words, height / 2 + 5, true)));
    } else {
        out.push(Element::text(at, look(label, 20, true)));
        out.push(Element::text(at, look(text, 38, false)));
    }
}

/// A label above a narrow segment, at the end of a vertical line. Positions are per cent of a narrow screen.
#[derive(Debug)]
struct Flag {
    at: f64,
    width: f64,
    text: String,
    leftwards: bool,
    level: i32,
}

impl Flag {
    /// Start of the label: next to the line; where neither side has room, at the right edge, across the line.
    fn start(&self) -> f64 {
        if self.leftwards { self.at - self.width } else { self.at.min(100.0 - self.width) }
    }

    fn meets(&self, other: &Self) -> bool {
        let (one, two) = (self.start(), other.start());
        self.level == other.level && one < two + other.width && two < one + self.width
    }
}

/// Labels extend to the right, those near the right edge to the left; of overlapping ones, the one whose line would
/// be hidden goes higher.
fn flags(parts: &[&Part<'_>]) -> Vec<Flag> {
    let mut flags: Vec<Flag> = parts.iter().map(|part| flag(part)).collect();
    let mut limit = 100.0_f64;
    for flag in flags.iter_mut().rev() {
        flag.leftwards = flag.at + flag.width > limit && flag.at >= flag.width;
        if flag.leftwards {
            limit = limit.min(flag.at - flag.width);
        }
    }
    for n in 0..flags.len() {
        let reach = flags[n].at - flags[n].width;
        if flags[n].leftwards {
            flags[n].level = above(flags[..n].iter().filter(|f| f.leftwards && f.at > reach));
        }
    }
    for n in (0..flags.len()).rev() {
        let reach = flags[n].at + flags[n].width;
        if !flags[n].leftwards {
            flags[n].level = above(flags[n + 1..].iter().filter(|f| !f.leftwards && f.at < reach));
        }
    }
    // Labels extending towards each other may still overlap.
    for n in 1..flags.len() {
        let (before, rest) = flags.split_at_mut(n);
        while let Some(flag) = rest.first_mut()
            && before.iter().any(|other| other.meets(flag))
        {
            flag.level += 1;
        }
    }
    flags
}

fn flag(part: &Part<'_>) -> Flag {
    let Segment { label, text, .. } = part.segment;
    let words = [label.as_str(), text.as_str()];
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let text = words.join(" ");
    let width = (text::width(&text) + 8.0) / text::NARROW * 100.0;
    Flag { at: part.middle(), width, text, leftwards: false, level: 0 }
}

/// The first level above all of these.
fn above<'a>(flags: impl Iterator<Item = &'a Flag>) -> i32 {
    flags.map(|flag| flag.level + 1).max().unwrap_or(0)
}

fn draw_flag(flag: &Flag, top: i32, out: &mut Vec<Element>) {
    let base = top - 7 - flag.level * LINE;
    let (a, b) = (f64::from(base - 10), f64::from(top));
    out.push(Element::line((flag.at, a), (flag.at, b), Ink::Lead));
    let words = Words::new(flag.text.clone(), 0);
    let (at, words) = if flag.leftwards {
        (flag.at, Words { anchor: Anchor::End, dx: -4.0, ..words })
    } else if flag.at + flag.width > 100.0 {
        (100.0, Words { anchor: Anchor::End, ..words.plate() })
    } else {
        (flag.at, Words { dx: 4.0, ..words })
    };
    out.push(Element::text((at, f64::from(base)), words));
}

fn ink(fill: Fill) -> Ink {
    match fill {
        Fill::Solid => Ink::Solid,
        Fill::Tint => Ink::Tint,
        Fill::Hatch => Ink::Hatch,
        Fill::Dots => Ink::Dots,
        Fill::Cross => Ink::Cross,
        Fill::Lines => Ink::Lines,
        Fill::White => Ink::White,
        Fill::Pale => Ink::Pale,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn segment(share: i64) -> Segment {
        Segment {
            share: Decimal::from(share),
            label: String::new(),
            text: format!("{share}％"),
            fill: Fill::White,
        }
    }

    fn laid_out(shares: &[i64]) -> (Vec<f64>, Vec<(bool, i32)>) {
        let segments: Vec<Segment> = shares.iter().map(|share| segment(*share)).collect();
        let parts = parts(&segments);
        let outside: Vec<&Part<'_>> = parts.iter().filter(|p| !p.fits()).collect();
        let flags = flags(&outside).iter().map(|f| (f.leftwards, f.level)).collect();
        (parts.iter().map(|p| p.end - p.start).collect(), flags)
    }

    #[test]
    fn zero_and_negative_shares_are_absent() {
        assert_eq!(laid_out(&[40, 0, -5, 60]).0, [40.0, 60.0]);
    }

    #[test]
    fn too_much_is_shrunk_to_the_width() {
        assert_eq!(laid_out(&[100, 100]).0, [50.0, 50.0]);
    }

    #[test]
    fn narrow_neighbours_stand_on_different_levels() {
        assert_eq!(laid_out(&[5, 5, 90]).1, [(false, 1), (false, 0)]);
        assert_eq!(laid_out(&[90, 5, 5]).1, [(true, 0), (true, 1)]);
        assert_eq!(laid_out(&[5, 45, 45, 5]).1, [(false, 0), (true, 0)]);
    }
}
