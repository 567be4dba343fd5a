//! Charts as data: what is drawn and described is decided here; `render/chart` decides how it looks.

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

/// A chart. Only its texts reach the page JSON; the drawing is made from `spec`.
#[derive(Debug, Clone, Serialize)]
pub struct Chart {
    /// Id inside the page, `zu-1`: file stem in print, prefix of ids in the SVG.
    pub id: String,
    /// 図1; empty for small bars without caption.
    pub number: String,
    /// The message, computed from the data.
    pub message: String,
    /// What, unit, period.
    pub subtitle: String,
    /// Text alternative (`<title>`); 60–200 characters.
    pub alt: String,
    /// What is drawn. The page only learns whether there is anything to draw.
    #[serde(rename = "drawn", serialize_with = "drawn")]
    pub spec: Spec,
}

fn drawn<S: Serializer>(spec: &Spec, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bool(spec.has_figures())
}

/// A length to draw and its label.
#[derive(Debug, Clone)]
pub struct Mark {
    /// Length in data units.
    pub value: Decimal,
    /// Label, already formatted.
    pub text: String,
}

/// The kinds of chart.
#[derive(Debug, Clone)]
pub enum Spec {
    /// Plan outlined behind actual, one column a year (IBCS).
    Columns {
        /// Words of the legend for actual, plan and future plan; an empty word leaves the entry out.
        legend: [String; 3],
        /// The columns.
        columns: Vec<Column>,
    },
    /// Lines: many years, a range, or expected values.
    Lines {
        /// Words of the legend for actual, plan and expected value; an empty word leaves the entry out.
        legend: [String; 3],
        /// By year.
        points: Vec<LinePoint>,
        /// Sentence shown where the scale begins near the smallest value; empty where it begins at zero.
        cut: String,
    },
    /// Horizontal bars: latest year solid, above the year before in outline.
    Bars {
        /// Words of the legend: own city, other cities, year before.
        legend: [String; 3],
        /// Largest first.
        rows: Vec<Bar>,
    },
    /// 100 % bars, one or several.
    Shares {
        /// Words of the legend with their fill; empty when segments are labelled directly.
        legend: Vec<(Fill, String)>,
        /// The bars.
        bars: Vec<ShareBar>,
    },
    /// A small bar of the index: the plan as a frame whose right end is 100 %.
    Meter {
        /// Actual as a share of the plan, 1 = plan.
        ratio: Decimal,
    },
}

impl Spec {
    /// Whether there is at least one figure to draw: an empty frame says nothing.
    #[must_use]
    pub fn has_figures(&self) -> bool {
        match self {
            Self::Columns { columns, .. } => {
                columns.iter().any(|column| column.plan.is_some() || column.actual.is_some())
            }
            Self::Lines { points, .. } => points.iter().any(|point| {
                let LinePoint { plan, bounds, path, actual, .. } = point;
                plan.is_some() || bounds.is_some() || path.is_some() || actual.is_some()
            }),
            Self::Bars { rows, .. } => {
                rows.iter().any(|row| row.now.is_some() || row.prev.is_some())
            }
            Self::Shares { bars, .. } => {
                let mut segments = bars.iter().flat_map(|bar| &bar.segments);
                segments.any(|segment| segment.share > Decimal::ZERO)
            }
            Self::Meter { .. } => true,
        }
    }
}

/// One year of a column chart.
#[derive(Debug, Clone)]
pub struct Column {
    /// Fiscal year: its place across.
    pub year: i16,
    /// Two lines below the axis: 平成24, 2012年度.
    pub label: [String; 2],
    /// Planned value; `None` when there is none.
    pub plan: Option<Mark>,
    /// True when the plan lies after the year evaluated: dashed.
    pub future: bool,
    /// Increment within the plan (KPI), drawn as the top part of the plan column.
    pub increment: Option<Mark>,
    /// Actual value.
    pub actual: Option<Mark>,
    /// Word in place of the column when the actual is missing for a reason worth stating (未公表); else empty.
    pub missing: String,
}

/// One year of a line chart.
#[derive(Debug, Clone)]
pub struct LinePoint {
    /// Fiscal year: its place across.
    pub year: i16,
    /// Two lines below the axis: 平成24, 2012年度.
    pub label: [String; 2],
    /// Planned value.
    pub plan: Option<Mark>,
    /// Bounds of a planned range.
    pub bounds: Option<(Mark, Mark)>,
    /// Expected value on the way to the final target.
    pub path: Option<Mark>,
    /// Actual value.
    pub actual: Option<Mark>,
    /// True after a break in the series: no line leads here from the year before.
    pub broken: bool,
}

/// One city of a bar chart.
#[derive(Debug, Clone)]
pub struct Bar {
    /// Name.
    pub name: String,
    /// True for the publishing city.
    pub own: bool,
    /// Latest year; `None` when missing.
    pub now: Option<Mark>,
    /// Year before.
    pub prev: Option<Mark>,
    /// Word shown when the latest year is missing; else empty.
    pub missing: String,
}

/// Fill of a segment, distinguishable without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// Solid blue, white text (市).
    Solid,
    /// Light blue, outlined (国・県・他自治体).
    Tint,
    /// Hatched at 45° (市民・NPO).
    Hatch,
    /// White, outlined (企業・その他).
    White,
    /// Dotted.
    Dots,
    /// Hatched both ways.
    Cross,
    /// Finely hatched, in the other direction.
    Lines,
    /// Palest blue, outlined: the weights bar, whose segments are labelled by code.
    Pale,
}

/// One 100 % bar.
#[derive(Debug, Clone)]
pub struct ShareBar {
    /// Name above the bar; may be empty.
    pub name: String,
    /// Segments from the left.
    pub segments: Vec<Segment>,
}

/// One segment of a 100 % bar.
#[derive(Debug, Clone)]
pub struct Segment {
    /// Per cent.
    pub share: Decimal,
    /// First line inside: code; may be empty.
    pub label: String,
    /// Second line inside: 30％.
    pub text: String,
    /// Fill.
    pub fill: Fill,
}
