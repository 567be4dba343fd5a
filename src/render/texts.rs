//! Published texts and finished files -> every text missing from its page or PDF. Each text of a sheet must be on
//! both, in order, or nothing is released; only white space may differ. Knows no wording.

use std::collections::BTreeMap;

use crate::prose;
use crate::render::parity::plain;
use crate::report::{Published, Texts};

/// The words on each page of a PDF, by the path of the PDF; empty where the typesetter does not report them.
pub type PrintedTexts = BTreeMap<String, Vec<String>>;

/// A text that is not there as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The file that lacks it.
    pub file: String,
    /// Keys of the item in the sheet.
    pub item: String,
    /// The part of the text that was found, up to the first difference.
    pub there: String,
    /// The text that should follow.
    pub wanted: String,
}

/// Number of characters shown around the first difference.
const SHOWN: usize = 20;

/// Looks for every text of the sheets. `file` returns the bytes at a path.
#[must_use]
pub fn check<'a>(
    all: &[Texts],
    file: &impl Fn(&str) -> Option<&'a [u8]>,
    printed: &PrintedTexts,
) -> Vec<Lost> {
    // A missing page lacks every text.
    let on_page = |path: &str| {
        let html = file(path).map(String::from_utf8_lossy);
        Some(html.iter().map(|html| squeezed(&plain(html))).collect())
    };
    let in_pdf = |path: &str| {
        let pages = printed.get(path).filter(|pages| !pages.is_empty())?;
        Some(pages.iter().map(|page| squeezed(page)).collect())
    };
    let (html, pdfs): (Vec<Shown>, Vec<Shown>) = all
        .iter()
        .map(|texts| {
            let page = texts.page();
            let pdf = page.replace(".html", ".pdf");
            ((page.clone(), on_page(&page)), (pdf.clone(), in_pdf(&pdf)))
        })
        .unzip();
    let mut found = Vec::new();
    for shown in [html, pdfs] {
        for (texts, (path, pages)) in all.iter().zip(&shown) {
            let Some(pages) = pages else { continue };
            let elsewhere = |text, piece: &str| is_elsewhere(text, piece, &shown);
            found.extend(texts.list().filter_map(|text| {
                let pieces = pieces(text);
                lacking(path, &text.keys.join(" "), &pieces, pages, &|piece| elsewhere(text, piece))
            }));
        }
    }
    found
}

/// The same for a booklet: the texts of its sheets, and its own, each with its item. `pages` are the words on its
/// pages.
#[must_use]
pub fn check_book(
    path: &str,
    sheets: &[&Texts],
    own: &[(String, String)],
    pages: &[String],
) -> Vec<Lost> {
    let pages: Vec<String> = pages.iter().map(|page| squeezed(page)).collect();
    let former = |text: Published<'_>| text.keys.last().is_some_and(|key| key == "旧名称");
    let sheets = sheets.iter().flat_map(|texts| texts.list()).filter(|text| !former(*text));
    let sheets = sheets
        .filter_map(|text| lacking(path, &text.keys.join(" "), &pieces(text), &pages, &|_| false));
    let own = own
        .iter()
        .filter_map(|(item, text)| lacking(path, item, &[squeezed(text)], &pages, &|_| false));
    sheets.chain(own).collect()
}

/// Returns what a file lacks of a text, whose pieces must follow one another there.
fn lacking(
    path: &str,
    item: &str,
    pieces: &[String],
    pages: &[String],
    is_elsewhere: &dyn Fn(&str) -> bool,
) -> Option<Lost> {
    let lost = |(there, wanted): (String, String)| Lost {
        file: path.to_owned(),
        item: item.to_owned(),
        there,
        wanted,
    };
    let mut from = Place::default();
    let mut before = "";
    for piece in pieces {
        match after(piece, pages, from) {
            Ok(place) => from = place,
            Err(_) if is_elsewhere(piece) => {}
            Err(difference) => {
                // The piece exists elsewhere: only the order is wrong.
                let moved = after(piece, pages, Place::default()).is_ok();
                return Some(lost(if moved { (tail(before), head(piece)) } else { difference }));
            }
        }
        before = piece;
    }
    None
}

/// A file and the words on its pages; `None` where the file does not exist.
type Shown = (String, Option<Vec<String>>);

/// The former name of an indicator is shown with its figures of all years, on the sheet of the newest year.
fn is_elsewhere(text: Published<'_>, piece: &str, shown: &[Shown]) -> bool {
    let mut pages = shown.iter().filter_map(|(_, pages)| pages.as_deref());
    text.keys.last().is_some_and(|key| key == "旧名称")
        && pages.any(|pages| after(piece, pages, Place::default()).is_ok())
}

/// Pieces that must appear unbroken: each paragraph and item of prose, or a short text.
fn pieces(text: Published<'_>) -> Vec<String> {
    let pieces =
        if text.is_prose { prose::texts(&prose::parse(text.text)) } else { vec![text.text.into()] };
    pieces.iter().map(|piece| squeezed(piece)).collect()
}

/// A place in the words of a file: page and byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Place {
    page: usize,
    byte: usize,
}

/// Returns the end of a text found after a place; it may continue on the next page. Otherwise returns how much of it
/// was found before the pages differ.
fn after(wanted: &str, pages: &[String], from: Place) -> Result<Place, (String, String)> {
    let mut rest = wanted;
    let mut best = 0;
    let mut byte = from.byte;
    for (page, words) in pages.iter().enumerate().skip(from.page) {
        let ahead = &words[byte..];
        if let Some(at) = ahead.find(rest) {
            return Ok(Place { page, byte: byte + at + rest.len() });
        }
        let there = common(rest, ahead);
        rest = &rest[there..];
        best = best.max(there);
        byte = 0;
    }
    // Where the text is on no page, the beginning found may belong to another text.
    let from = if pages.len() == 1 { best } else { wanted.len() - rest.len() };
    let (there, rest) = wanted.split_at(from);
    Err((tail(there), head(rest)))
}

/// The end of a text, shortened for a message.
fn tail(text: &str) -> String {
    text.chars().skip(text.chars().count().saturating_sub(SHOWN)).collect()
}

/// The beginning of a text, shortened for a message.
fn head(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

/// Length of the longest prefix of a text that a page contains.
fn common(text: &str, page: &str) -> usize {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(1).collect();
    let held = ends.partition_point(|end| page.contains(&text[..*end]));
    held.checked_sub(1).map_or(0, |last| ends[last])
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(wanted: &str, pages: &[String]) -> Option<(String, String)> {
        after(wanted, pages, Place::default()).err()
    }

    fn lost(pieces: &[&str], pages: &[&str]) -> Option<(String, String)> {
        let owned = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        let lost = lacking("a.html", "文", &owned(pieces), &owned(pages), &|_| false);
        lost.map(|Lost { there, wanted, .. }| (there, wanted))
    }

    #[test]
    fn paragraphs_stand_in_their_order() {
        assert_eq!(lost(&["甲の文。", "乙の文。"], &["表題甲の文。乙の文。"]), None);
        assert_eq!(lost(&["甲の文。", "乙の文。"], &["表題甲の", "文。乙の文。"]), None);
        let swapped = Some(("甲の文。".to_owned(), "乙の文。".to_owned()));
        assert_eq!(lost(&["甲の文。", "乙の文。"], &["表題乙の文。甲の文。"]), swapped);
        assert_eq!(lost(&["甲の文。", "乙の文。"], &["乙の文。", "甲の文。"]), swapped);
        // The same words twice must be found twice.
        assert_eq!(lost(&["同じ。", "同じ。"], &["同じ。同じ。"]), None);
        assert!(lost(&["同じ。", "同じ。"], &["同じ。"]).is_some());
    }

    #[test]
    fn a_text_may_go_on_from_page_to_page() {
        let pages = ["表の頭いろはに脚注".to_owned(), "表の頭ほへと".to_owned()];
        assert_eq!(difference("いろはにほへと", &pages), None);
        assert_eq!(difference("ほへと", &pages), None);
        let lacking = difference("いろはにちほへと", &pages);
        assert_eq!(lacking, Some(("いろはに".to_owned(), "ちほへと".to_owned())));
    }

    #[test]
    fn the_first_difference_is_told() {
        let page = ["売上は12万円。".to_owned()];
        assert_eq!(difference("売上は12万円。", &page), None);
        let lacking = difference("売上は△12万円。", &page);
        assert_eq!(lacking, Some(("売上は".to_owned(), "△12万円。".to_owned())));
    }
}
