//! A meaning -> class and presentation attributes of a mark. The page styles by class, print has only the attributes,
//! so every mark carries both. Knows nothing of positions.

use std::fmt::Write as _;

use super::text;

/// Meaning of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// Actual value; the publishing city.
    Actual,
    /// Another city.
    Other,
    /// Plan: a frame.
    Plan,
    /// Plan after the year evaluated: a dashed frame.
    FuturePlan,
    /// Year before.
    Before,
    /// Year before, of the publishing city.
    OwnBefore,
    /// Zero line.
    Axis,
    /// Line that separates an increment from the rest of the plan.
    Part,
    /// Line of the actual values.
    ActualLine,
    /// Line of the planned values.
    PlanLine,
    /// Line of the expected values.
    PathLine,
    /// The expected values in a legend.
    Swatch,
    /// Line from an outside label to its segment.
    Lead,
    /// Segment of the weights.
    Pale,
    /// Segment: solid blue.
    Solid,
    /// Segment: light blue.
    Tint,
    /// Segment: hatched.
    Hatch,
    /// Segment: dotted.
    Dots,
    /// Segment: hatched both ways.
    Cross,
    /// Segment: hatched finely, the other way.
    Lines,
    /// Segment: white.
    White,
    /// Break of a bar that is too long for its frame.
    Cut,
}

impl Ink {
    /// Class and presentation attributes; `id` identifies the chart's own hatch patterns.
    pub(super) fn attributes(self, id: &str) -> String {
        match self {
            Self::Actual => r##"class="ac" fill="#0017c1""##.to_owned(),
            Self::Other => r##"class="ac2" fill="#949494""##.to_owned(),
            Self::Plan => framed("pl", "#fff", "#333", "2"),
            Self::FuturePlan => {
                framed("pl fut", "#fff", "#333", "2") + r#" stroke-dasharray="5 4""#
            }
            Self::Before => framed("py", "#fff", "#4d4d4d", "1.5"),
            Self::OwnBefore => framed("py own", "#fff", "#0017c1", "1.5"),
            Self::Axis => r##"class="axis" stroke="#333" stroke-width="1.5""##.to_owned(),
            Self::Part => {
                r##"class="axis part" stroke="#333" stroke-width="1" stroke-dasharray="3 3""##
                    .to_owned()
            }
            Self::ActualLine => {
                r##"class="axis al" stroke="#0017c1" stroke-width="2.5""##.to_owned()
            }
            Self::PlanLine => {
                r##"class="axis pll" stroke="#333" stroke-width="2" stroke-dasharray="6 4""##
                    .to_owned()
            }
            Self::PathLine => {
                r##"class="axis path" stroke="#333" stroke-width="1.5" stroke-dasharray="2 3""##
                    .to_owned()
            }
            Self::Swatch => framed("pl path", "#fff", "#333", "1.5") + r#" stroke-dasharray="2 3""#,
            Self::Lead => r##"class="axis lead" stroke="#333" stroke-width="1""##.to_owned(),
            Self::Pale => framed("seg", "#d9e6ff", "#0017c1", "1.5"),
            Self::Solid => framed("s1", "#0017c1", "#0017c1", "1.5"),
            Self::Tint => framed("s2", "#c5d7fb", "#0017c1", "1.5"),
            Self::Hatch => framed("s3", &format!("url(#{id}-hatch)"), "#0017c1", "1.5"),
            Self::Dots => framed("s5", &format!("url(#{id}-dots)"), "#0017c1", "1.5"),
            Self::Cross => framed("s6", &format!("url(#{id}-cross)"), "#0017c1", "1.5"),
            Self::Lines => framed("s7", &format!("url(#{id}-lines)"), "#0017c1", "1.5"),
            Self::White => framed("s4", "#fff", "#0017c1", "1.5"),
            Self::Cut => r##"class="cut" stroke="#fff" stroke-width="3""##.to_owned(),
        }
    }

    /// Whether words on it are unreadable.
    pub(super) fn solid(self) -> bool {
        matches!(self, Self::Actual | Self::Other | Self::Solid)
    }
}

fn framed(class: &str, fill: &str, stroke: &str, width: &str) -> String {
    format!(r#"class="{class}" fill="{fill}" stroke="{stroke}" stroke-width="{width}""#)
}

/// Which point of a text is at its position.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Anchor {
    /// The left end.
    #[default]
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// A text with its style and its offset in px from its point.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    /// The text, not yet escaped.
    pub(super) text: String,
    /// Its point of reference.
    pub(super) anchor: Anchor,
    /// Bold.
    pub(super) bold: bool,
    /// Smaller and grey.
    pub(super) sub: bool,
    /// White, on [`Ink::Solid`] alone.
    pub(super) inverse: bool,
    /// Width in px of a white plate behind the text, which keeps it legible over lines.
    pub(super) plate: Option<f64>,
    /// Offset to the right, in px.
    pub(super) dx: f64,
    /// Offset down to the base line, in px.
    pub(super) dy: i32,
}

impl Words {
    /// Plain words, left-aligned, `dy` px below their point.
    pub(super) fn new(text: impl Into<String>, dy: i32) -> Self {
        Self { text: text.into(), dy, ..Self::default() }
    }

    /// The same, centred.
    pub(super) fn middle(self) -> Self {
        Self { anchor: Anchor::Middle, ..self }
    }

    /// The same, bold where `yes`.
    pub(super) fn bold(self, yes: bool) -> Self {
        Self { bold: yes, ..self }
    }

    /// The same, smaller and grey.
    pub(super) fn sub(self) -> Self {
        Self { sub: true, ..self }
    }

    /// The same, on a white plate.
    pub(super) fn plate(self) -> Self {
        Self { plate: Some(text::width(&self.text) + 4.0), ..self }
    }

    /// Font size in px.
    pub(super) fn size(&self) -> f64 {
        if self.sub { 13.0 } else { text::SIZE }
    }

    /// Class and presentation attributes.
    pub(super) fn attributes(&self) -> String {
        let anchor = match self.anchor {
            Anchor::Start => "",
            Anchor::Middle => "m",
            Anchor::End => "e",
        };
        let classes: Vec<&str> = [
            anchor,
            if self.bold { "b" } else { "" },
            if self.sub { "q" } else { "" },
            if self.inverse { "inv" } else { "" },
        ]
        .into_iter()
        .filter(|class| !class.is_empty())
        .collect();
        let fill = match (self.inverse, self.sub) {
            (true, _) => "#fff",
            (false, true) => "#4d4d4d",
            (false, false) => "#1a1a1a",
        };
        let size = self.size();
        let mut out = String::new();
        // Writing to a String cannot fail.
        if !classes.is_empty() {
            let _ = write!(out, r#"class="{}" "#, classes.join(" "));
        }
        let _ = write!(out, r#"font-size="{size}" fill="{fill}""#);
        match self.anchor {
            Anchor::Start => {}
            Anchor::Middle => out.push_str(r#" text-anchor="middle""#),
            Anchor::End => out.push_str(r#" text-anchor="end""#),
        }
        if self.bold {
            out.push_str(r#" font-weight="700""#);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_carries_class_and_attributes() {
        let plan = Ink::FuturePlan.attributes("zu-1");
        assert!(plan.contains(r#"class="pl fut""#) && plan.contains("stroke-dasharray"));
        assert!(Ink::Hatch.attributes("zu-1").contains("url(#zu-1-hatch)"));
    }

    #[test]
    fn words_carry_class_and_attributes() {
        let words = Words::new("実績", 0).middle().bold(true).attributes();
        assert!(words.starts_with(r#"class="m b" font-size="14""#));
        assert!(words.ends_with(r#"text-anchor="middle" font-weight="700""#));
    }
}
