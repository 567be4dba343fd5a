//! A laid-out document and its charts -> characters that no font can draw, alone or in the chosen variant; and the
//! words on its pages. Typst silently prints an empty box or another variant in such a case, so it is checked here.

use std::collections::BTreeSet;

use ttf_parser::Face;
use typst::layout::{Frame, FrameItem};
use typst::text::{Font, Glyph};
use typst_layout::PagedDocument;

use super::shapes::{is_selector, sequences};
use super::{GOTHIC, Place, PrintError};

/// Characters without a glyph, once per page and font.
pub(super) fn missing_on_pages(document: &PagedDocument) -> Vec<PrintError> {
    let mut errors = Vec::new();
    for (index, page) in document.pages().iter().enumerate() {
        let mut found = BTreeSet::new();
        walk(&page.frame, &mut found);
        errors.extend(found.into_iter().map(|(text, font)| PrintError::MissingGlyph {
            text,
            font,
            place: Place::Page(index + 1),
        }));
    }
    errors
}

fn walk(frame: &Frame, found: &mut BTreeSet<(String, String)>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => walk(&group.frame, found),
            FrameItem::Text(text) => {
                let family = || text.font.font().info().family.clone();
                for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
                    let ch = text.text.get(glyph.range()).and_then(|part| part.chars().next());
                    found.insert((ch.unwrap_or(char::REPLACEMENT_CHARACTER).into(), family()));
                }
                for (at, base, selector) in sequences(&text.text) {
                    let wanted = shape(text.font.ttf(), base, selector);
                    let of_it = |glyph: &&Glyph| glyph.range().contains(&at);
                    let mut set = text.glyphs.iter().filter(of_it);
                    // A variant that exists but was not set is as wrong as a missing one.
                    if wanted.is_none_or(|wanted| set.all(|glyph| glyph.id != wanted)) {
                        found.insert((String::from_iter([base, selector]), family()));
                    }
                }
            }
            _ => {}
        }
    }
}

/// The words on each page.
pub(super) fn texts(document: &PagedDocument) -> Vec<String> {
    fn walk(frame: &Frame, words: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => walk(&group.frame, words),
                FrameItem::Text(text) => words.push_str(&text.text),
                _ => {}
            }
        }
    }
    let of_page = |frame: &Frame| {
        let mut words = String::new();
        walk(frame, &mut words);
        words
    };
    document.pages().iter().map(|page| of_page(&page.frame)).collect()
}

/// The glyph of a character in the variant chosen by a selector; `None` where the font lacks it. Otherwise the usual
/// variant would be printed, which may be another person's name.
fn shape(face: &Face<'_>, base: char, selector: char) -> Option<u16> {
    face.glyph_variation_index(base, selector).map(|glyph| glyph.0)
}

/// Variants that the font file of this name lacks.
pub(super) fn missing_shapes(
    chosen: &BTreeSet<(char, char)>,
    data: &[u8],
    name: &str,
) -> Vec<PrintError> {
    let face = Face::parse(data, 0).ok();
    let has =
        |base, selector| face.as_ref().is_some_and(|face| shape(face, base, selector).is_some());
    let missing = chosen.iter().filter(|(base, selector)| !has(*base, *selector));
    let told = missing.map(|(base, selector)| PrintError::MissingGlyph {
        text: String::from_iter([*base, *selector]),
        font: name.to_owned(),
        place: Place::Unknown,
    });
    told.collect()
}

/// Characters of the charts missing from the label font, once per chart.
pub(super) fn missing_in_charts(charts: &[(String, String)], fonts: &[Font]) -> Vec<PrintError> {
    let labels = |font: &&Font| font.info().family.eq_ignore_ascii_case(GOTHIC);
    let labels: Vec<&Font> = fonts.iter().filter(labels).collect();
    let covered = |ch: char| {
        let has = |font: &&Font| font.info().coverage.contains(u32::from(ch));
        ch.is_whitespace() || is_selector(ch) || labels.iter().all(has)
    };
    let mut errors = Vec::new();
    for (name, svg) in charts {
        let written: String = written(svg).collect();
        let alone = written.chars().filter(|ch| !covered(*ch)).map(String::from);
        let has_shape = |base, selector| {
            let mut faces = labels.iter().map(|font| Face::parse(font.data(), font.index()).ok());
            faces.all(|face| face.is_some_and(|face| shape(&face, base, selector).is_some()))
        };
        let chosen = sequences(&written);
        let chosen = chosen.filter(|(_, base, selector)| !has_shape(*base, *selector));
        let chosen = chosen.map(|(_, base, selector)| String::from_iter([base, selector]));
        let missing: BTreeSet<String> = alone.chain(chosen).collect();
        errors.extend(missing.into_iter().map(|text| PrintError::MissingGlyph {
            text,
            font: GOTHIC.to_owned(),
            place: Place::Chart(name.clone()),
        }));
    }
    errors
}

/// The characters of an SVG outside its tags. Entities need no decoding: the five that our drawings use are ASCII,
/// which every font has.
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
    use std::fs;

    use super::{missing_shapes, written};
    use crate::render::print::shapes::chosen_shapes;

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the fonts of the print forms")]
    fn shapes_that_the_font_lacks_are_named() {
        let text = "葛\u{e0100}飾区 葛\u{e0101} 近\u{e0101}隣".as_bytes();
        let chosen = chosen_shapes([text].into_iter());
        assert_eq!(chosen.len(), 3);
        let font = fs::read("assets/fonts/BIZUDMincho-Regular.ttf").unwrap();
        let missing = missing_shapes(&chosen, &font, "BIZUDMincho-Regular");
        assert!(
            matches!(missing.as_slice(), [crate::render::print::PrintError::MissingGlyph { text, .. }] if text == "近\u{e0101}"),
            "{missing:?}"
        );
    }

    #[test]
    fn only_text_outside_tags_is_written() {
        let text: String = written("<svg a='髙'><text x='1'>平成24</text>&lt;</svg>").collect();
        assert_eq!(text, "平成24&lt;");
    }
}
