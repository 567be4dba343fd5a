//! Markdown of the sheets -> the tree of `rich`. Total: whatever people write becomes text, a list, a
//! quotation or a table. Knows nothing of HTML, Typst, or where the prose stands.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::rich::{Block, Inline};

/// Stands between a run of `*` and punctuation so that the run may open or close beside Japanese.
/// Private use; taken out again of every text.
const JOINER: char = '\u{E0FE}';

/// Wrappers deeper than this are dissolved, so that no input can exhaust the stack of a later walk.
const DEPTH: usize = 24;

/// Parses prose. Headings, code, images and rules become plain paragraphs, HTML becomes text, and
/// links that are not http, https, mailto, tel or relative keep only their words.
#[must_use]
pub fn parse(markdown: &str) -> Vec<Block> {
    let source = ease_emphasis(markdown);
    let mut tree = Tree { stack: vec![Frame::new(Wrap::Root)], last: None, soft: false };
    for (event, range) in Parser::new_ext(&source, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(tag) => tree.open(wrap(tag)),
            Event::End(TagEnd::CodeBlock) => {
                // The last newline of a code block belongs to its fence, not to its text.
                if let Some(Inline::Break) = tree.top().inlines.last() {
                    tree.top().inlines.pop();
                }
                tree.close();
            }
            Event::End(_) => tree.close(),
            Event::Text(text) if tree.in_code() => tree.code(&text),
            Event::Text(text) | Event::Code(text) => tree.text(&text),
            Event::Html(text) | Event::InlineHtml(text) => tree.lines(&text),
            Event::SoftBreak => tree.soft = true,
            Event::HardBreak => tree.inline(Inline::Break),
            Event::Rule => {
                tree.open(Wrap::Para);
                tree.text(source.get(range).unwrap_or_default().trim());
                tree.close();
            }
            // Options that would yield these are off; their words are kept all the same.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                tree.text(&text);
            }
            Event::TaskListMarker(_) => {}
        }
    }
    while tree.stack.len() > 1 {
        tree.close();
    }
    tree.stack.pop().map(Frame::into_blocks).unwrap_or_default()
}

/// What an open frame turns into when it closes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wrap {
    Root,
    Para,
    Code,
    List {
        ordered: bool,
        start: String,
    },
    Item,
    Quote,
    Table,
    Head,
    Row,
    Cell,
    Strong,
    Em,
    Link {
        href: String,
    },
    /// Its content goes to the parent as it is.
    Bare,
}

/// A wrapper that is still open, with what it holds so far.
#[derive(Debug)]
struct Frame {
    wrap: Wrap,
    inlines: Vec<Inline>,
    blocks: Vec<Block>,
    items: Vec<Vec<Block>>,
    head: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
}

impl Frame {
    fn new(wrap: Wrap) -> Self {
        Self {
            wrap,
            inlines: Vec::new(),
            blocks: Vec::new(),
            items: Vec::new(),
            head: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Turns loose text, as tight lists have it, into a paragraph.
    fn flush(&mut self) {
        while let Some(Inline::Break) = self.inlines.last() {
            self.inlines.pop();
        }
        if !self.inlines.is_empty() {
            let inlines = std::mem::take(&mut self.inlines);
            self.blocks.push(Block::P { inlines });
        }
    }

    fn into_blocks(mut self) -> Vec<Block> {
        self.flush();
        self.blocks
    }
}

/// The open frames, innermost last; the first is the root and stays.
struct Tree {
    stack: Vec<Frame>,
    /// Last character of text in the present block.
    last: Option<char>,
    /// A soft break was read and waits for the next character.
    soft: bool,
}

impl Tree {
    fn top(&mut self) -> &mut Frame {
        if self.stack.is_empty() {
            self.stack.push(Frame::new(Wrap::Root));
        }
        let index = self.stack.len() - 1;
        &mut self.stack[index]
    }

    fn in_code(&mut self) -> bool {
        self.top().wrap == Wrap::Code
    }

    fn open(&mut self, wrap: Wrap) {
        if !matches!(wrap, Wrap::Strong | Wrap::Em | Wrap::Link { .. } | Wrap::Bare) {
            self.top_if_block_flush(&wrap);
            self.last = None;
            self.soft = false;
        }
        let deep = self.stack.len() > DEPTH;
        let table = matches!(wrap, Wrap::Head | Wrap::Row | Wrap::Cell | Wrap::Item);
        let wrap = if deep && !table { Wrap::Bare } else { wrap };
        self.stack.push(Frame::new(wrap));
    }

    /// A block that starts inside an item or a quotation ends the loose text before it.
    fn top_if_block_flush(&mut self, wrap: &Wrap) {
        if !matches!(wrap, Wrap::Head | Wrap::Row | Wrap::Cell) {
            self.top().flush();
        }
    }

    fn close(&mut self) {
        let Some(mut frame) = self.stack.pop() else {
            return;
        };
        let parent = self.top();
        match frame.wrap {
            Wrap::Strong if frame.blocks.is_empty() => {
                parent.inlines.push(Inline::Strong { inlines: frame.inlines });
            }
            Wrap::Em if frame.blocks.is_empty() => {
                parent.inlines.push(Inline::Em { inlines: frame.inlines });
            }
            Wrap::Link { href } if frame.blocks.is_empty() && !frame.inlines.is_empty() => {
                parent.inlines.push(Inline::Link { href, inlines: frame.inlines });
            }
            Wrap::Item => parent.items.push(frame.into_blocks()),
            Wrap::List { ordered, start } => {
                parent.blocks.push(Block::List { ordered, start, items: frame.items });
            }
            Wrap::Quote => {
                let blocks = frame.into_blocks();
                parent.blocks.push(Block::Quote { blocks });
            }
            Wrap::Table => {
                parent.blocks.push(Block::Table { head: frame.head, rows: frame.rows });
            }
            Wrap::Head => parent.head = frame.head,
            Wrap::Row => parent.rows.push(frame.head),
            Wrap::Cell => parent.head.push(frame.inlines),
            Wrap::Para | Wrap::Code => {
                frame.flush();
                parent.blocks.append(&mut frame.blocks);
            }
            _ => {
                parent.inlines.append(&mut frame.inlines);
                parent.blocks.append(&mut frame.blocks);
                parent.blocks.extend(frame.items.into_iter().flatten());
            }
        }
    }

    fn inline(&mut self, inline: Inline) {
        self.soft = false;
        self.last = None;
        self.top().inlines.push(inline);
    }

    fn text(&mut self, text: &str) {
        let text: String = text.chars().filter(|c| *c != JOINER).collect();
        let Some(first) = text.chars().next() else {
            return;
        };
        let space = self.soft && self.last.is_some_and(|last| spaced(last) && spaced(first));
        self.soft = false;
        self.last = text.chars().next_back();
        let text = if space { format!(" {text}") } else { text };
        let inlines = &mut self.top().inlines;
        if let Some(Inline::Text { text: before }) = inlines.last_mut() {
            before.push_str(&text);
        } else {
            inlines.push(Inline::Text { text });
        }
    }

    /// Text that may hold newlines of the source: HTML.
    fn lines(&mut self, text: &str) {
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                self.soft = true;
            }
            self.text(line.trim_end_matches('\r'));
        }
    }

    /// Text of a code block: its newlines are meant.
    fn code(&mut self, text: &str) {
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                self.inline(Inline::Break);
            }
            self.text(line.trim_end_matches('\r'));
        }
    }
}

fn wrap(tag: Tag<'_>) -> Wrap {
    match tag {
        Tag::Paragraph | Tag::Heading { .. } | Tag::HtmlBlock => Wrap::Para,
        Tag::CodeBlock(_) => Wrap::Code,
        Tag::List(start) => Wrap::List {
            ordered: start.is_some(),
            start: start.map(|n| n.to_string()).unwrap_or_default(),
        },
        Tag::Item => Wrap::Item,
        Tag::BlockQuote(_) => Wrap::Quote,
        Tag::Table(_) => Wrap::Table,
        Tag::TableHead => Wrap::Head,
        Tag::TableRow => Wrap::Row,
        Tag::TableCell => Wrap::Cell,
        Tag::Strong => Wrap::Strong,
        Tag::Emphasis => Wrap::Em,
        Tag::Link { link_type, dest_url, .. } => {
            let href: String = dest_url.chars().filter(|c| *c != JOINER).collect();
            let href = if link_type == LinkType::Email { format!("mailto:{href}") } else { href };
            if allowed(&href) { Wrap::Link { href } } else { Wrap::Bare }
        }
        _ => Wrap::Bare,
    }
}

/// True for http, https, mailto, tel and relative targets.
fn allowed(href: &str) -> bool {
    // Browsers drop control characters and read `\` as `/`, so neither may hide a scheme or a host.
    if href.is_empty()
        || href.starts_with("//")
        || href.contains(|c: char| c == '\\' || c.is_whitespace() || c.is_control())
    {
        return false;
    }
    match href.find([':', '/', '?', '#']) {
        Some(at) if href[at..].starts_with(':') => {
            let scheme = href[..at].to_ascii_lowercase();
            matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel")
        }
        _ => true,
    }
}

/// Lets `**` open or close between Japanese letters and punctuation, where the flanking rule of
/// `CommonMark`, made for words with spaces between them, sees neither.
fn ease_emphasis(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len() + 16);
    let mut before: Option<char> = None;
    let mut escaped = false;
    let mut rest = markdown;
    while let Some(c) = rest.chars().next() {
        if c != '*' || escaped {
            escaped = c == '\\' && !escaped;
            out.push(c);
            before = Some(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let tail = rest.trim_start_matches('*');
        let run = &rest[..rest.len() - tail.len()];
        let after = tail.chars().next();
        let (head, foot) = joiners(before, after);
        if head {
            out.push(JOINER);
        }
        out.push_str(run);
        if foot {
            out.push(JOINER);
        }
        before = Some('*');
        rest = tail;
    }
    out
}

/// Whether a run of `*` between these characters needs a joiner before and after it.
fn joiners(before: Option<char>, after: Option<char>) -> (bool, bool) {
    let (Some(b), Some(a)) = (before, after) else {
        return (false, false);
    };
    if b.is_whitespace() || a.is_whitespace() || !(is_cjk(b) || is_cjk(a)) {
        return (false, false);
    }
    let closes = is_mark(b) && !is_mark(a) && !OPENING.contains(b);
    let opens = is_mark(a) && !is_mark(b) && !CLOSING.contains(a);
    (closes, opens)
}

/// A run after one of these can only open, and one before its partner only close.
const OPENING: &str = "（「『【〔［｛〈《([{";
const CLOSING: &str = "）」』】〕］｝〉》)]}、。，．";

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

/// True where a line break between two characters stands for a space.
fn spaced(c: char) -> bool {
    !is_cjk(c)
}

fn is_cjk(c: char) -> bool {
    matches!(u32::from(c),
        0x2E80..=0x33FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF
        | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF | 0x1B000..=0x1B16F | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests;
