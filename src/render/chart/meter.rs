//! A ratio -> a solid bar in the frame of the plan. The words next to it are the template's.

use rust_decimal::Decimal;

use super::backend::Element;
use super::ink::Ink;
use super::layout::Layout;
use crate::render::chart::length::length;

/// Ratio at the right edge, so that the frame (ratio 1) ends at 80 % of the width.
const EDGE: f64 = 1.25;

/// Lays out a meter. A bar that is too long is broken near its end by two slanted lines.
pub(super) fn lay_out(ratio: Decimal) -> Layout {
    let ratio = length(ratio);
    let mut layout = Layout::down(0.0..EDGE, 20);
    layout.elements = vec![
        Element::rect((0.0, 2.0), (1.0, 18.0), Ink::Plan),
        Element::rect((0.0, 5.0), (ratio.clamp(0.0, EDGE), 15.0), Ink::Actual),
    ];
    if ratio > EDGE {
        let cut = |x: f64| Element::line((x, 17.0), (x + 0.04, 3.0), Ink::Cut);
        layout.elements.extend([1.1, 1.15].map(cut));
    }
    layout
}
