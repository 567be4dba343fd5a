//! Published texts and finished files in, every text that its page or its PDF lacks out: what a sheet says in words
//! is read on both, or nothing is released. White space alone may differ. Knows no wording.

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
    let on_page = |path: &str| {
        let html = file(path).map(String::from_utf8_lossy)?;
        Some(vec![squeezed(&plain(&html))])
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
            for text in texts.list() {
                let lacking = pieces(text).into_iter().find_map(|piece| {
                    let lacking = difference(&piece, pages)?;
                    (!is_elsewhere(text, &piece, &shown)).then_some(lacking)
                });
                found.extend(lacking.map(|(there, wanted)| Lost {
                    file: path.clone(),
                    item: text.keys.join(" "),
                    there,
                    wanted,
                }));
            }
        }
    }
    found
}

/// A file and the words on its pages; `None` where there is no such file.
type Shown = (String, Option<Vec<String>>);

/// The name that an indicator had before stands with its figures of all years, on the sheet of the newest.
fn is_elsewhere(text: Published<'_>, piece: &str, shown: &[Shown]) -> bool {
    let mut pages = shown.iter().filter_map(|(_, pages)| pages.as_deref());
    text.keys.last().is_some_and(|key| key == "旧名称")
        && pages.any(|pages| difference(piece, pages).is_none())
}

/// What must stand in one run: each paragraph and item of a prose, or a short text.
fn pieces(text: Published<'_>) -> Vec<String> {
    let pieces =
        if text.is_prose { prose::texts(&prose::parse(text.text)) } else { vec![text.text.into()] };
    pieces.iter().map(|piece| squeezed(piece)).collect()
}

/// What a text says up to where the pages differ from it, and from there; `None` where they say all of it. It may
/// go on from one page to the next.
fn difference(wanted: &str, pages: &[String]) -> Option<(String, String)> {
    let mut rest = wanted;
    let mut best = 0;
    for page in pages {
        if page.contains(rest) {
            return None;
        }
        let there = common(rest, page);
        rest = &rest[there..];
        best = best.max(there);
    }
    // Where the text is on no page, what was taken for its beginning may be another one's.
    let from = if pages.len() == 1 { best } else { wanted.len() - rest.len() };
    let (there, rest) = wanted.split_at(from);
    let skipped = there.chars().count().saturating_sub(SHOWN);
    Some((there.chars().skip(skipped).collect(), rest.chars().take(SHOWN).collect()))
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
