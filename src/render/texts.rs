//! Published texts and finished files in, every text that its page or its PDF lacks out: what a sheet says in words
//! is read on both in its order, or nothing is released. White space alone may differ. Knows no wording.

use std::collections::BTreeMap;

use crate::prose;
use crate::render::parity::plain;
use crate::report::{Published, Texts};

/// The words on each page of a PDF, by the path of the PDF; none where the typesetter does not say.
pub type PrintedTexts = BTreeMap<String, Vec<String>>;

/// A text that is not there as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The file that lacks it.
    pub file: String,
    /// Keys of the item in the sheet.
    pub item: String,
    /// How much of the text is there, up to the first difference.
    pub there: String,
    /// What follows in the sheet.
    pub wanted: String,
}

/// How many characters of a text are shown around its first difference.
const SHOWN: usize = 20;

/// Looks for every text of the sheets. `file` gives the bytes of a path.
#[must_use]
pub fn check<'a>(
    all: &[Texts],
    file: &impl Fn(&str) -> Option<&'a [u8]>,
    printed: &PrintedTexts,
) -> Vec<Lost> {
    // A page that is not there lacks every text.
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

/// The same of a booklet: the texts of the sheets in it, and its own, each with its item. `pages` are its words.
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

/// What a file lacks of a text, whose pieces must follow one another there.
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
                // It stands elsewhere in the text: what is wrong is the order.
                let moved = after(piece, pages, Place::default()).is_ok();
                return Some(lost(if moved { (tail(before), head(piece)) } else { difference }));
            }
        }
        before = piece;
    }
    None
}

/// A file and the words on its pages; `None` where there is no such file.
type Shown = (String, Option<Vec<String>>);

/// The name that an indicator had before stands with its figures of all years, on the sheet of the newest.
fn is_elsewhere(text: Published<'_>, piece: &str, shown: &[Shown]) -> bool {
    let mut pages = shown.iter().filter_map(|(_, pages)| pages.as_deref());
    text.keys.last().is_some_and(|key| key == "旧名称")
        && pages.any(|pages| after(piece, pages, Place::default()).is_ok())
}

/// What must stand in one run: each paragraph and item of a prose, or a short text.
fn pieces(text: Published<'_>) -> Vec<String> {
    let pieces =
        if text.is_prose { prose::texts(&prose::parse(text.text)) } else { vec![text.text.into()] };
    pieces.iter().map(|piece| squeezed(piece)).collect()
}

/// A place in the words of a file: its page, and the byte there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Place {
    page: usize,
    byte: usize,
}

/// Where a text ends that stands after a place; it may go on from one page to the next. Else what it says up to where
/// the pages differ from it, and from there.
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
    // Where the text is on no page, what was taken for its beginning may be another one's.
    let from = if pages.len() == 1 { best } else { wanted.len() - rest.len() };
    let (there, rest) = wanted.split_at(from);
    Err((tail(there), head(rest)))
}

/// The end of a text, as a message shows it.
fn tail(text: &str) -> String {
    text.chars().skip(text.chars().count().saturating_sub(SHOWN)).collect()
}

/// The beginning of a text, as a message shows it.
fn head(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

/// Length of the longest beginning of a text that a page holds.
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
        // The same words twice are there twice.
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
