//! A laid-out document and its charts -> the characters that no font can draw.
//! Typst prints such a character as an empty box and says nothing, so it is looked for here.

use std::collections::BTreeSet;

use typst::layout::{Frame, FrameItem};
use typst::text::Font;
use typst_layout::PagedDocument;

use super::{GOTHIC, Place, PrintError};

/// Characters without a glyph on the pages, each once per page and font.
pub(super) fn missing_on_pages(document: &PagedDocument) -> Vec<PrintError> {
    let mut errors = Vec::new();
    for (index, page) in document.pages().iter().enumerate() {
        let mut found = BTreeSet::new();
        walk(&page.frame, &mut found);
        errors.extend(found.into_iter().map(|(ch, font)| PrintError::MissingGlyph {
            ch,
            font,
            place: Place::Page(index + 1),
        }));
    }
    errors
}

fn walk(frame: &Frame, found: &mut BTreeSet<(char, String)>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => walk(&group.frame, found),
            FrameItem::Text(text) => {
                for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
                    let ch = text.text.get(glyph.range()).and_then(|part| part.chars().next());
                    let font = text.font.font().info().family.clone();
                    found.insert((ch.unwrap_or(char::REPLACEMENT_CHARACTER), font));
                }
            }
            _ => {}
        }
    }
}

/// Characters of the charts that the label font does not cover, each once per chart.
pub(super) fn missing_in_charts(charts: &[(String, String)], fonts: &[Font]) -> Vec<PrintError> {
    let labels = |font: &&Font| font.info().family.eq_ignore_ascii_case(GOTHIC);
    let labels: Vec<&Font> = fonts.iter().filter(labels).collect();
    let covered = |ch: char| {
        let has = |font: &&Font| font.info().coverage.contains(u32::from(ch));
        ch.is_whitespace() || labels.iter().all(has)
    };
    let mut errors = Vec::new();
    for (name, svg) in charts {
        let written: BTreeSet<char> = written(svg).collect();
        let missing = written.into_iter().filter(|ch| !covered(*ch));
        errors.extend(missing.map(|ch| PrintError::MissingGlyph {
            ch,
            font: GOTHIC.to_owned(),
            place: Place::Chart(name.clone()),
        }));
    }
    errors
}

/// The characters of an SVG outside its tags. Entities need no decoding: the five that our drawings
/// use stand for ASCII, which every font has.
fn written(svg: &str) -> impl Iterator<Item = char> + '_ {
    let mut inside = false;
    svg.chars().filter(move |ch| {
        match ch {
            '<' => inside = true,
            '>' => {
                inside = false;
                return false;
            }
            _ => {}
        }
        !inside
    })
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn only_text_outside_tags_is_written() {
        let text: String = written("<svg a='髙'><text x='1'>平成24</text>&lt;</svg>").collect();
        assert_eq!(text, "平成24&lt;");
    }
}
