//! The text of one HTML, SVG or CSS file -> the addresses it points to and the ids it has. Reads
//! well-formed markup as our templates write it; repairs nothing and resolves nothing.

use std::collections::BTreeSet;

/// What one file points to, and what can be pointed to in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Scan {
    /// Addresses with character references resolved, in the order of the text.
    pub(super) links: Vec<String>,
    /// Every `id`, and the `name` of anchors.
    pub(super) ids: BTreeSet<String>,
}

/// Scans HTML or SVG.
pub(super) fn markup(text: &str) -> Scan {
    let mut scan = Scan::default();
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = after(comment, "-->");
        } else if let Some(cdata) = rest.strip_prefix("![CDATA[") {
            rest = after(cdata, "]]>");
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
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
            rest = after(comment, "*/");
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

/// Reads one start tag after its `<`; returns the text behind it, and for raw text its end tag.
fn element<'t>(tag: &'t str, scan: &mut Scan) -> &'t str {
    let end = tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
    let (name, mut rest) = tag.split_at(end.unwrap_or(tag.len()));
    let name = name.to_ascii_lowercase();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return rest;
        }
        if let Some(behind) = rest.strip_prefix('>') {
            rest = behind;
            break;
        }
        let (key, value, next) = attribute(rest);
        record(&name, &key.to_ascii_lowercase(), &unescape(value), scan);
        rest = next;
    }
    if !matches!(name.as_str(), "script" | "style") {
        return rest;
    }
    // Raw text: what looks like a tag in there is none.
    let mut closers = rest.match_indices("</").map(|(at, _)| at);
    let end = closers
        .find(|at| without(&rest[at + 2..], &name).is_some())
        .unwrap_or(rest.len());
    let (raw, rest) = rest.split_at(end);
    if name == "style" {
        scan.links.extend(css(raw));
    }
    rest
}

/// Splits `key="value" …` into key, value and what follows; the value may be absent or unquoted.
fn attribute(text: &str) -> (&str, &str, &str) {
    let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/');
    // A stray `=` counts as a name, as in HTML, so that reading always moves on.
    let first = text.chars().next().map_or(0, char::len_utf8);
    let end = text[first..]
        .find(is_end)
        .map_or(text.len(), |at| at + first);
    let (key, rest) = text.split_at(end);
    let Some(value) = rest.trim_start().strip_prefix('=') else {
        return (key, "", rest);
    };
    let value = value.trim_start();
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            let (value, rest) = quoted.split_once(quote).unwrap_or((quoted, ""));
            return (key, value, rest);
        }
    }
    let end = value
        .find(|c: char| c.is_ascii_whitespace() || c == '>')
        .unwrap_or(value.len());
    (key, &value[..end], &value[end..])
}

fn record(element: &str, key: &str, value: &str, scan: &mut Scan) {
    match key {
        "id" => _ = scan.ids.insert(value.to_owned()),
        "name" if element == "a" => _ = scan.ids.insert(value.to_owned()),
        "href" | "src" | "xlink:href" | "poster" => scan.links.push(value.trim().to_owned()),
        "data" if element == "object" => scan.links.push(value.trim().to_owned()),
        "srcset" => {
            let addresses = value
                .split(',')
                .filter_map(|part| part.split_whitespace().next());
            scan.links.extend(addresses.map(ToOwned::to_owned));
        }
        "style" | "fill" | "stroke" | "clip-path" | "mask" | "filter" | "marker-start"
        | "marker-mid" | "marker-end" => scan.links.extend(css(value)),
        _ => {}
    }
}

/// The inside of `url(`, or a bare string, and the text behind it.
fn css_value(text: &str) -> (&str, &str) {
    for quote in ["\"", "'"] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return css_string(quoted, quote);
        }
    }
    text.split_once(')').unwrap_or((text, ""))
}

/// The string up to its closing quote, which a backslash hides.
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

/// The text behind a beginning that may be in upper or lower case.
fn without<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(rest)
}

fn after<'t>(text: &'t str, mark: &str) -> &'t str {
    text.split_once(mark).map_or("", |(_, rest)| rest)
}

/// Resolves the character references that template engines write: numbers and the basic names.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        plain.push_str(before);
        let known = behind
            .split_once(';')
            .and_then(|(name, rest)| Some((letter(name)?, rest)));
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
    let number = name
        .strip_prefix('#')
        .map(|number| match number.strip_prefix(['x', 'X']) {
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

    #[test]
    fn addresses_and_ids_are_found_in_tags_alone() {
        let scan = markup(
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
            markup(text);
        }
        assert_eq!(markup("<a / = href=\"x\" / >").links, ["x"]);
        assert_eq!(
            unescape("&;&#x110000;&#;&amp;&nosuch;あ&"),
            "&;&#x110000;&#;&&nosuch;あ&"
        );
    }

    #[test]
    fn style_sheets_give_their_addresses() {
        let text = "@import 'base.css'; @IMPORT url(\"more.css\"); /* url(no) */ p::before{content:'url(no)'}\
                    @font-face{src:URL( 'f.woff2' ) format(\"woff2\"), url(g.woff2)} q{content:\"\\\"url(no)\"}";
        assert_eq!(css(text), ["base.css", "more.css", "f.woff2", "g.woff2"]);
        assert!(css("url(").iter().all(String::is_empty));
    }
}
