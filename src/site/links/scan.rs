//! The text of one HTML, SVG or CSS file -> the addresses in it and its ids. Reads well-formed markup as our
//! templates write it; repairs nothing and resolves nothing.

use std::collections::BTreeSet;

use memchr::{memchr, memmem};

/// Links and ids of one file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Scan {
    /// Addresses with character references resolved, in text order.
    pub(super) links: Vec<String>,
    /// Every `id`, and the `name` of anchors.
    pub(super) ids: BTreeSet<String>,
}

/// Scans HTML or SVG. Only addresses and ids are decoded as text.
pub(super) fn markup(text: &[u8]) -> Scan {
    let mut scan = Scan::default();
    let mut rest = text;
    while let Some(open) = memchr(b'<', rest) {
        rest = &rest[open + 1..];
        if let Some(comment) = rest.strip_prefix(b"!--") {
            rest = after(comment, b"-->");
        } else if let Some(cdata) = rest.strip_prefix(b"![CDATA[") {
            rest = after(cdata, b"]]>");
        } else if rest.first().is_some_and(u8::is_ascii_alphabetic) {
            rest = element(rest, &mut scan);
        }
    }
    scan
}

/// The addresses in a style sheet: `url(…)`, and `@import` with a bare string.
pub(super) fn css(text: &str) -> Vec<String> {
    let mut links = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['/', '"', '\'', 'u', 'U', '@']) {
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, rest)| rest);
        } else if let Some(value) = without(rest, "url(") {
            let (address, next) = css_value(value.trim_start());
            links.push(address.trim().to_owned());
            rest = next;
        } else if let Some(value) = without(rest, "@import").map(str::trim_start) {
            rest = value;
            if value.starts_with(['"', '\'']) {
                let (address, next) = css_value(value);
                links.push(address.to_owned());
                rest = next;
            }
        } else if rest.starts_with(['"', '\'']) {
            rest = css_value(rest).1;
        } else {
            rest = &rest[1..];
        }
    }
    links
}

/// Reads one start tag after its `<`; returns the text after it, and for raw text after its end tag.
fn element<'t>(tag: &'t [u8], scan: &mut Scan) -> &'t [u8] {
    let (name, mut rest) = split(tag, |c| c.is_ascii_whitespace() || matches!(c, b'/' | b'>'));
    loop {
        (_, rest) = split(rest, |c| !(c.is_ascii_whitespace() || c == b'/'));
        match rest.first() {
            None => return rest,
            Some(b'>') => {
                rest = &rest[1..];
                break;
            }
            Some(_) => {}
        }
        let (key, value, next) = attribute(rest);
        record(name, key, value, scan);
        rest = next;
    }
    let is = |other: &str| name.eq_ignore_ascii_case(other.as_bytes());
    if !is("script") && !is("style") {
        return rest;
    }
    // Raw text: tags in it do not count.
    let ends = |at: &usize| {
        let behind = rest.get(at + 2..at + 2 + name.len());
        behind.is_some_and(|behind| behind.eq_ignore_ascii_case(name))
    };
    let end = memmem::find_iter(rest, b"</").find(ends).unwrap_or(rest.len());
    let (raw, rest) = rest.split_at(end);
    if is("style") {
        scan.links.extend(css(&String::from_utf8_lossy(raw)));
    }
    rest
}

/// Splits before the first byte for which `is_end` is true.
fn split(text: &[u8], is_end: impl Fn(u8) -> bool) -> (&[u8], &[u8]) {
    let end = text.iter().position(|c| is_end(*c));
    text.split_at(end.unwrap_or(text.len()))
}

/// Splits `key="value" …` into key, value and rest; the value may be absent or unquoted.
fn attribute(text: &[u8]) -> (&[u8], &[u8], &[u8]) {
    let is_end = |c: u8| c.is_ascii_whitespace() || matches!(c, b'=' | b'>' | b'/');
    // A stray `=` counts as a name, as in HTML, so that reading always advances.
    let (tail, _) = split(&text[1..], is_end);
    let (key, rest) = text.split_at(1 + tail.len());
    let Some(value) = rest.trim_ascii_start().strip_prefix(b"=") else {
        return (key, b"", rest);
    };
    let value = value.trim_ascii_start();
    if let [quote @ (b'"' | b'\''), quoted @ ..] = value {
        let end = memchr(*quote, quoted).unwrap_or(quoted.len());
        let rest = quoted.get(end + 1..).unwrap_or_default();
        return (key, &quoted[..end], rest);
    }
    let (value, rest) = split(value, |c| c.is_ascii_whitespace() || c == b'>');
    (key, value, rest)
}

/// Length of the longest attribute name of interest.
const LONGEST: usize = "marker-start".len();

fn record(element: &[u8], key: &[u8], value: &[u8], scan: &mut Scan) {
    let mut lower = [0; LONGEST];
    let Some(lower) = lower.get_mut(..key.len()) else {
        return;
    };
    lower.copy_from_slice(key);
    lower.make_ascii_lowercase();
    let text = || unescape(&String::from_utf8_lossy(value));
    let on = |name: &str| element.eq_ignore_ascii_case(name.as_bytes());
    match &*lower {
        b"id" => _ = scan.ids.insert(text()),
        b"name" if on("a") => _ = scan.ids.insert(text()),
        b"href" | b"src" | b"xlink:href" | b"poster" => scan.links.push(text().trim().to_owned()),
        b"data" if on("object") => scan.links.push(text().trim().to_owned()),
        b"srcset" => {
            let text = text();
            let addresses = text.split(',').filter_map(|part| part.split_whitespace().next());
            scan.links.extend(addresses.map(ToOwned::to_owned));
        }
        // Attributes that may hold values as in a style sheet.
        b"style" | b"fill" | b"stroke" | b"clip-path" | b"mask" | b"filter" | b"marker-start"
        | b"marker-mid" | b"marker-end"
            if value.contains(&b'(') =>
        {
            scan.links.extend(css(&text()));
        }
        _ => {}
    }
}

/// The inside of `url(`, or a bare string, and the text after it.
fn css_value(text: &str) -> (&str, &str) {
    for quote in ["\"", "'"] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return css_string(quoted, quote);
        }
    }
    text.split_once(')').unwrap_or((text, ""))
}

/// The string up to its closing quote; a backslash escapes a quote.
fn css_string<'t>(text: &'t str, quote: &str) -> (&'t str, &'t str) {
    let mut hidden = false;
    for (at, letter) in text.char_indices() {
        match letter {
            _ if hidden => hidden = false,
            '\\' => hidden = true,
            _ if text[at..].starts_with(quote) => return (&text[..at], &text[at + quote.len()..]),
            _ => {}
        }
    }
    (text, "")
}

/// The text after a prefix in upper or lower case.
fn without<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(rest)
}

fn after<'t>(text: &'t [u8], mark: &[u8]) -> &'t [u8] {
    let end = memmem::find(text, mark).map(|at| at + mark.len());
    end.map_or(b"", |end| &text[end..])
}

/// Resolves the character references that template engines write: numbers and the basic names.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        plain.push_str(before);
        let known = behind.split_once(';').and_then(|(name, rest)| Some((letter(name)?, rest)));
        if let Some((letter, next)) = known {
            plain.push(letter);
            rest = next;
        } else {
            plain.push('&');
            rest = behind;
        }
    }
    plain.push_str(rest);
    plain
}

fn letter(name: &str) -> Option<char> {
    let number = name.strip_prefix('#').map(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    });
    match (number, name) {
        (Some(number), _) => char::from_u32(number.ok()?),
        (None, "amp") => Some('&'),
        (None, "lt") => Some('<'),
        (None, "gt") => Some('>'),
        (None, "quot") => Some('"'),
        (None, "apos") => Some('\''),
        (None, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markup_of(text: &str) -> Scan {
        markup(text.as_bytes())
    }

    #[test]
    fn addresses_and_ids_are_found_in_tags_alone() {
        let scan = markup_of(
            "<!doctype html><!-- <a href=\"no\"> --><a class=x href=\"a&#x2F;b?x=1&amp;y#z\" id=\"i\">\
             &lt;a href=\"no\"&gt; 1 < 2 <img alt=\"a > b href='no'\" src='c.svg'/><a href=d.html>\
             <script>let t = '<a href=\"no\">';</script><script src=\"s.js\"></script>\
             <style>p{background:url(p.png)}</style><path fill=\"url(#grad)\"/><use xlink:href=\"#u\"/>\
             <img srcset=\"1.png 1x, 2.png 2x\" data-href=\"no\"><a name=\"old\" hidden>",
        );
        let found: Vec<&str> = scan.links.iter().map(String::as_str).collect();
        let expected = "a/b?x=1&y#z c.svg d.html s.js p.png #grad #u 1.png 2.png";
        assert_eq!(found.join(" "), expected);
        assert_eq!(scan.ids, BTreeSet::from(["i".to_owned(), "old".to_owned()]));
    }

    #[test]
    fn broken_markup_ends_the_scan_quietly() {
        for text in [
            "<",
            "<a",
            "<a href",
            "<a href=",
            "<a href=\"x",
            "<a =x",
            "<a =",
            "<!--",
            "<style>",
            "<é",
        ] {
            markup_of(text);
        }
        assert_eq!(markup_of("<a / = href=\"x\" / >").links, ["x"]);
        assert_eq!(unescape("&;&#x110000;&#;&amp;&nosuch;あ&"), "&;&#x110000;&#;&&nosuch;あ&");
    }

    #[test]
    fn style_sheets_give_their_addresses() {
        let text = "@import 'base.css'; @IMPORT url(\"more.css\"); /* url(no) */ p::before{content:'url(no)'}\
                    @font-face{src:URL( 'f.woff2' ) format(\"woff2\"), url(g.woff2)} q{content:\"\\\"url(no)\"}";
        assert_eq!(css(text), ["base.css", "more.css", "f.woff2", "g.woff2"]);
        assert!(css("url(").iter().all(String::is_empty));
    }
}
