//! Prose as in the page JSON -> escaped HTML. Knows the blocks of `prose`, but no page.

use std::fmt::Write as _;

use tera::Value;

use crate::fault;

/// Renders the blocks of a prose field. Anything else renders as nothing, which is a bug in the template.
#[must_use]
pub fn html(blocks: &Value) -> String {
    let mut out = String::new();
    write_blocks(&mut out, blocks);
    out
}

/// Escapes text for element content and for quoted attributes.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

fn list<'a>(value: &'a Value, key: &'a str) -> &'a [Value] {
    there(value.get_from_path(key).and_then(Value::as_array))
}

fn text<'a>(value: &'a Value, key: &'a str) -> &'a str {
    there(value.get_from_path(key).and_then(Value::as_str))
}

fn there<T>(part: Option<T>) -> T {
    fault::there(part, "rich: no blocks of prose")
}

fn write_blocks(out: &mut String, blocks: &Value) {
    for block in there(blocks.as_array()) {
        match text(block, "kind") {
            "p" => wrap(out, "p", |out| write_inlines(out, list(block, "inlines"))),
            "list" => wrap(out, "ul", |out| {
                for item in list(block, "items") {
                    let inlines = there(item.as_array());
                    wrap(out, "li", |out| write_inlines(out, inlines));
                }
            }),
            kind => fault::broken(&format!("rich: {kind}")),
        }
        out.push('\n');
    }
}

fn wrap(out: &mut String, name: &str, inner: impl FnOnce(&mut String)) {
    let _ = write!(out, "<{name}>");
    inner(out);
    let _ = write!(out, "</{name}>");
}

fn write_inlines(out: &mut String, inlines: &[Value]) {
    for inline in inlines {
        let words = || escape(text(inline, "text"));
        match text(inline, "kind") {
            "text" => out.push_str(&words()),
            "link" => {
                let href = escape(text(inline, "href"));
                let _ = write!(out, "<a href=\"{href}\">{}</a>", words());
            }
            "break" => out.push_str("<br>"),
            kind => fault::broken(&format!("rich: {kind}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use tera::Value;

    use super::html;
    use crate::prose::parse;

    fn shown(prose: &str) -> String {
        html(&Value::from_serializable(&parse(prose)))
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(
            shown("<b>\"A&B\"</b> [先](x.html?a=1&b=\"2\")"),
            "<p>&lt;b&gt;&quot;A&amp;B&quot;&lt;/b&gt; \
             <a href=\"x.html?a=1&amp;b=&quot;2&quot;\">先</a></p>\n"
        );
    }

    #[test]
    fn every_kind_is_written() {
        assert_eq!(
            shown("一\n　二\n\n・甲\n・[乙](a.pdf)"),
            "<p>一<br>　二</p>\n<ul><li>甲</li><li><a href=\"a.pdf\">乙</a></li></ul>\n"
        );
    }

    #[test]
    #[should_panic(expected = "no blocks of prose")]
    fn other_values_are_not_printed_as_nothing() {
        let _ = html(&Value::from_serializable(&["x"]));
    }
}
