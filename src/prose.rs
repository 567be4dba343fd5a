//! Prose of the sheets -> paragraphs, lists and links. Only three marks exist, everything else is literal text: a
//! blank line separates paragraphs, a line starting with `・` is a list item, `[words](address)` is a link. Knows
//! nothing of HTML, Typst, or where the prose stands.

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use serde::Serialize;

/// Starts a list item.
const ITEM: char = '・';

/// File endings by which an address without a scheme is recognised.
const ENDINGS: [&str; 16] = [
    "html", "htm", "pdf", "csv", "json", "xml", "svg", "png", "jpg", "zip", "txt", "xlsx", "xls",
    "docx", "doc", "pptx",
];

/// A block of prose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// Paragraph.
    P {
        /// Its text.
        inlines: Vec<Inline>,
    },
    /// List.
    List {
        /// The items, one line each.
        items: Vec<Vec<Inline>>,
    },
}

/// A run of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Inline {
    /// Text as written.
    Text {
        /// The text.
        text: String,
    },
    /// Link.
    Link {
        /// Target: http, https, mailto, tel, or a path between the pages of the site.
        href: String,
        /// Its link text.
        text: String,
    },
    /// A line break.
    Break,
}

/// Parses prose. Never fails: what is not a mark is text.
#[must_use]
pub fn parse(prose: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut is_new = true;
    for line in lines(prose) {
        if is_blank(line) {
            is_new = true;
            continue;
        }
        match (line.strip_prefix(ITEM), blocks.last_mut()) {
            // A blank line between two items does not end the list.
            (Some(item), Some(Block::List { items })) => items.push(inlines(item)),
            (Some(item), _) => blocks.push(Block::List { items: vec![inlines(item)] }),
            (None, Some(Block::P { inlines: before })) if !is_new => {
                before.push(Inline::Break);
                before.extend(inlines(line));
            }
            (None, _) => blocks.push(Block::P { inlines: inlines(line) }),
        }
        is_new = false;
    }
    blocks
}

/// Whether the blocks lose nothing: written back with their marks they give the lines of the prose exactly.
#[must_use]
pub fn is_whole(prose: &str, blocks: &[Block]) -> bool {
    let mut written = String::new();
    for block in blocks {
        match block {
            Block::P { inlines } => {
                write_back(inlines, &mut written);
                written.push('\n');
            }
            Block::List { items } => {
                for item in items {
                    written.push(ITEM);
                    write_back(item, &mut written);
                    written.push('\n');
                }
            }
        }
    }
    written.lines().eq(lines(prose).filter(|line| !is_blank(line)))
}

fn write_back(inlines: &[Inline], written: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text { text } => written.push_str(text),
            Inline::Link { href, text } => {
                for part in ["[", text, "](", href, ")"] {
                    written.push_str(part);
                }
            }
            Inline::Break => written.push('\n'),
        }
    }
}

/// The text of each paragraph and item as a reader sees it.
#[must_use]
pub fn texts(blocks: &[Block]) -> Vec<String> {
    let text = |inlines: &Vec<Inline>| {
        let parts = inlines.iter().map(|inline| match inline {
            Inline::Text { text } | Inline::Link { href: _, text } => text.as_str(),
            Inline::Break => "\n",
        });
        parts.collect()
    };
    let of = |block: &Block| match block {
        Block::P { inlines } => vec![text(inlines)],
        Block::List { items } => items.iter().map(text).collect(),
    };
    blocks.iter().flat_map(of).collect()
}

/// The targets of all links, in order.
pub fn links(blocks: &[Block]) -> impl Iterator<Item = &str> {
    let inlines = blocks.iter().flat_map(|block| match block {
        Block::P { inlines } => vec![inlines],
        Block::List { items } => items.iter().collect(),
    });
    inlines.flatten().filter_map(|inline| match inline {
        Inline::Link { href, text: _ } => Some(href.as_str()),
        Inline::Text { .. } | Inline::Break => None,
    })
}

/// The lines of a text, whatever the line ending.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// The links of a line, and the text between them.
fn inlines(line: &str) -> Vec<Inline> {
    let mut found = Vec::new();
    let mut rest = 0;
    for Range { start, end, link } in links_of(line) {
        push_text(&line[rest..start], &mut found);
        found.push(link);
        rest = end;
    }
    push_text(&line[rest..], &mut found);
    found
}

fn push_text(text: &str, found: &mut Vec<Inline>) {
    if !text.is_empty() {
        found.push(Inline::Text { text: text.to_owned() });
    }
}

/// A link and its range in the line.
struct Range {
    start: usize,
    end: usize,
    link: Inline,
}

/// The links of a line, as parsed by `CommonMark` with all other marks escaped.
fn links_of(line: &str) -> Vec<Range> {
    let mut found = Vec::new();
    if !line.contains("](") {
        return found;
    }
    let Escaped { text, places } = Escaped::new(line);
    let mut open: Option<(String, String)> = None;
    for (event, range) in Parser::new(&text).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, .. }) => {
                open = Some((dest_url.into_string(), String::new()));
            }
            Event::Text(words) => {
                if let Some((_, link)) = &mut open {
                    link.push_str(&words);
                }
            }
            Event::End(TagEnd::Link) => {
                let place = |at: usize| places.get(at).copied();
                let Some(((href, text), (start, end))) =
                    open.take().zip(place(range.start).zip(place(range.end)))
                else {
                    continue;
                };
                // A title, or spaces around the address, would be lost: then the whole is kept as text.
                let whole = line.get(start..end) == Some(format!("[{text}]({href})").as_str());
                if whole && !is_blank(&text) && is_address(&href) {
                    found.push(Range { start, end, link: Inline::Link { href, text } });
                }
            }
            _ => {}
        }
    }
    found
}

/// A line in which every `CommonMark` mark except link brackets is escaped.
struct Escaped {
    text: String,
    /// For each byte of the escaped text, and for its end, the byte offset in the line.
    places: Vec<usize>,
}

impl Escaped {
    fn new(line: &str) -> Self {
        // No `CommonMark` block starts with this character, so the line is one paragraph.
        let mut text = String::from(ITEM);
        let mut places = vec![0; text.len()];
        for (at, c) in line.char_indices() {
            if c.is_ascii_punctuation() && !matches!(c, '[' | ']' | '(' | ')') {
                text.push('\\');
                places.push(at);
            }
            text.push(c);
            places.extend((0..c.len_utf8()).map(|byte| at + byte));
        }
        places.push(line.len());
        Self { text, places }
    }
}

/// Whether a target is an address that a page may link to: http, https, mailto, tel, or a path between pages.
/// Anything else in brackets (`[資料1](別紙のとおり)`, `[甲](javascript:…)`) is text.
fn is_address(href: &str) -> bool {
    // Browsers drop control characters and read `\` as `/`, so both could hide a scheme or a host.
    if href.starts_with("//")
        || href.contains(|c: char| c == '\\' || c.is_whitespace() || c.is_control())
    {
        return false;
    }
    if let Some(at) = href.find([':', '/', '?', '#']).filter(|at| href[*at..].starts_with(':')) {
        let (scheme, rest) = (href[..at].to_ascii_lowercase(), &href[at + 1..]);
        return match scheme.as_str() {
            "http" | "https" => rest.strip_prefix("//").is_some_and(|host| !host.is_empty()),
            "mailto" | "tel" => !rest.is_empty(),
            _ => false,
        };
    }
    let path = href.split(['?', '#']).next().unwrap_or(href);
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_file = ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()));
    is_file || href.starts_with('#') || href.starts_with("./") || href.starts_with("../")
}

#[cfg(test)]
mod tests;
