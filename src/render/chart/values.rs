//! The values of a year -> words and positions without overlaps: values that are close are stacked with their words,
//! and neighbours on a narrow screen move up. Draws nothing.

use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;

use super::ink::Words;
use crate::render::chart::length::length;
use crate::render::chart::text;
use crate::report::chart::{Column, Mark};

/// Height of the plot in px.
pub(super) const PLOT: i32 = 138;
/// Height of a line of values.
pub(super) const LINE: i32 = 17;
/// Px between a mark and the base line of its value.
const GAP: i32 = 8;

/// The words before stacked values.
pub(super) struct StackWords {
    actual: String,
    plan: String,
}

impl StackWords {
    /// Taken from the legend up to a bracket: `目標（累計）` -> `目標`.
    pub(super) fn of(actual: &str, plan: &str) -> Self {
        Self { actual: short(actual, "実績"), plan: short(plan, "計画") }
    }
}

fn short(legend: &str, otherwise: &str) -> String {
    let word = legend.split(['（', '(', ' ']).next().unwrap_or_default();
    if word.is_empty() { otherwise.to_owned() } else { word.to_owned() }
}

/// Values -> px from the top of the plot.
pub(super) struct Scale(pub(super) RangedCoordf64);

impl Scale {
    /// Px of a value.
    pub(super) fn px(&self, value: f64) -> i32 {
        self.0.map(&value, (PLOT, 0))
    }
}

/// The words of one column, with their px from the top of the plot.
#[derive(Debug, Default)]
pub(super) struct Face {
    /// Words outside the marks; they may be moved up together.
    pub(super) outside: Vec<(i32, Words)>,
    /// Words inside the plan.
    pub(super) inside: Vec<(i32, Words)>,
}

impl Face {
    /// Px of the upper edge of the words outside.
    pub(super) fn top(&self) -> Option<i32> {
        self.outside.iter().map(|(y, _)| y - 13).min()
    }

    /// Px of their lower edge.
    pub(super) fn bottom(&self) -> Option<i32> {
        self.outside.iter().map(|(y, _)| y + 3).max()
    }

    fn width(&self) -> f64 {
        self.outside.iter().map(|(_, words)| text::width(&words.text)).fold(0.0, f64::max)
    }
}

/// Decides the positions of a column's values.
pub(super) fn face(column: &Column, scale: &Scale, words: &StackWords) -> Face {
    let mut face = Face::default();
    let zero = scale.px(0.0);
    match (&column.plan, &column.actual) {
        (Some(plan), Some(actual)) => both(plan, actual, scale, words, &mut face),
        (None, Some(actual)) => face.outside.push(beside(actual, scale, 0, true)),
        (Some(plan), None) => face.outside.push(beside(plan, scale, 0, false)),
        (None, None) => {}
    }
    if column.actual.is_none() && !column.missing.is_empty() {
        let word = Words::new(column.missing.clone(), 0).middle().sub();
        let height = column.plan.as_ref().map_or(0, |plan| zero - scale.px(length(plan.value)));
        if column.plan.is_some() && (0..28).contains(&height) {
            // The frame is too low for the word, which then goes above the value of the plan.
            face.outside.push((zero - height - GAP - LINE, word));
        } else {
            let list = if height > 0 { &mut face.inside } else { &mut face.outside };
            list.push((zero - GAP, if height > 0 { word.plate() } else { word }));
        }
    }
    face
}

fn both(plan: &Mark, actual: &Mark, scale: &Scale, words: &StackWords, face: &mut Face) {
    let (p, a) = (length(plan.value), length(actual.value));
    // Px by which the plan extends beyond the actual.
    let ahead = if p < 0.0 { scale.px(p) - scale.px(a) } else { scale.px(a) - scale.px(p) };
    let opposite = (p < 0.0 && a > 0.0) || (p > 0.0 && a < 0.0);
    if opposite {
        face.outside.push(beside(plan, scale, 0, false));
        face.outside.push(beside(actual, scale, 0, true));
    } else if ahead >= 20 {
        face.outside.push(beside(plan, scale, 0, false));
        let (y, value) = beside(actual, scale, 0, true);
        face.inside.push((y, value.plate()));
    } else {
        let further = if a.abs() > p.abs() { actual } else { plan };
        let (actual_row, plan_row) = if further.value.is_sign_negative() { (1, 0) } else { (0, 1) };
        for (row, mark, word, bold) in
            [(plan_row, plan, &words.plan, false), (actual_row, actual, &words.actual, true)]
        {
            let (y, value) = beside(further, scale, row, bold);
            face.outside.push((y, Words { text: format!("{word}{}", mark.text), ..value }));
        }
    }
}

/// The value beyond the end of its mark, `row` lines away.
fn beside(mark: &Mark, scale: &Scale, row: i32, bold: bool) -> (i32, Words) {
    let value = length(mark.value);
    let end = scale.px(value);
    let y = if value < 0.0 { end + GAP + 10 + row * LINE } else { end - GAP - row * LINE };
    (y, Words::new(mark.text.clone(), 0).middle().bold(bold))
}

/// Where values of neighbours would overlap on a narrow screen, moves the right one up.
pub(super) fn give_way(faces: &mut [Face], slot: f64) {
    for n in 1..faces.len() {
        let (left, right) = faces.split_at_mut(n);
        let (Some(left), Some(right)) = (left.last(), right.first_mut()) else {
            continue;
        };
        let spans = (left.top(), left.bottom(), right.top(), right.bottom());
        let (Some(l_top), Some(l_bottom), Some(r_top), Some(r_bottom)) = spans else {
            continue;
        };
        let close = f64::midpoint(left.width(), right.width()) + 4.0 > slot;
        if close && r_top < l_bottom && l_top < r_bottom {
            let up = r_bottom - l_top + 1;
            right.outside.iter_mut().for_each(|(y, _)| *y -= up);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stacked_values_take_the_words_of_the_legend() {
        let words = StackWords::of("実績（累計）", "");
        assert_eq!((words.actual.as_str(), words.plan.as_str()), ("実績", "計画"));
    }

    #[test]
    fn a_wide_neighbour_gives_way_upwards() {
        let one = || Face { outside: vec![(20, Words::new("1,100.5", 0))], inside: Vec::new() };
        let mut wide = [one(), one(), one()];
        give_way(&mut wide, 72.0);
        assert!(wide.iter().all(|face| face.outside[0].0 == 20));
        let mut narrow = [one(), one(), one()];
        give_way(&mut narrow, 41.0);
        assert_eq!(narrow.map(|face| face.outside[0].0), [20, 3, 20]);
    }
}
