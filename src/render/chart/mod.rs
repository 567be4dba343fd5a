//! `report::chart::Chart` -> two SVG documents around one body: for the page and for print. All words come from the
//! chart; only positions are decided here. Knows nothing of policies, indicators or files.

mod backend;
mod bars;
mod clear;
mod columns;
mod ink;
mod layout;
mod length;
mod lines;
mod meter;
mod shares;
mod text;
mod values;

use crate::report::chart::{Chart, Spec};

/// A chart as two SVGs with the same body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// For HTML: as wide as its container, `<title>` as text alternative, styled by class.
    pub html: String,
    /// For Typst: of fixed width, without CSS and `<title>`.
    pub print: String,
}

/// Draws a chart. Never fails, whatever the values.
#[must_use]
pub fn draw(chart: &Chart) -> Drawing {
    let layout = match &chart.spec {
        Spec::Columns { legend, columns } => columns::lay_out(legend, columns),
        Spec::Lines { legend, points, cut } => lines::lay_out(legend, points, cut),
        Spec::Bars { legend, rows } => bars::lay_out(legend, rows),
        Spec::Shares { legend, bars } => shares::lay_out(legend, bars),
        Spec::Meter { ratio } => meter::lay_out(*ratio),
    };
    let id = text::ident(&chart.id);
    let (body, height) = layout::paint(&id, &layout);
    Drawing { html: page_root(chart, &id, &body, height), print: print_root(chart, &body, height) }
}

fn page_root(chart: &Chart, id: &str, body: &str, height: u32) -> String {
    let size = format!(r#"width="100%" height="{height}" overflow="visible""#);
    if let Spec::Meter { .. } = chart.spec {
        // The words next to a meter say the same.
        return format!("<svg class=\"chart-svg\" aria-hidden=\"true\" {size}>\n{body}</svg>\n");
    }
    let alt = text::escape(&chart.alt);
    format!(
        "<svg class=\"chart-svg\" role=\"img\" aria-labelledby=\"{id}-t\" {size}>\
         <title id=\"{id}-t\">{alt}</title>\n{body}</svg>\n"
    )
}

fn print_root(chart: &Chart, body: &str, height: u32) -> String {
    let width = match chart.spec {
        Spec::Shares { .. } => 560,
        Spec::Columns { .. } | Spec::Lines { .. } | Spec::Bars { .. } | Spec::Meter { .. } => 420,
    };
    // Print clips at the edges: shrinking everything by 1 px keeps the whole stroke of a frame there.
    let inwards = 1.0 - 2.0 / f64::from(width);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"BIZ UDGothic\">\
         <g transform=\"translate(1) scale({inwards:.4} 1)\">\n{body}</g></svg>\n"
    )
}

#[cfg(test)]
mod geometry;
#[cfg(test)]
mod tests;
