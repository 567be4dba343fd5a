//! Prose as the page JSON holds it -> HTML, escaped. Knows the tree of `prose`, no page.

use std::fmt::Write as _;

use tera::Value;

/// Writes the blocks of a prose field. What is not a block of `prose` is left out.
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
    value.get_from_path(key).and_then(Value::as_array).unwrap_or_default()
}

fn text<'a>(value: &'a Value, key: &'a str) -> &'a str {
    value.get_from_path(key).and_then(Value::as_str).unwrap_or_default()
}

fn write_blocks(out: &mut String, blocks: &Value) {
    for block in blocks.as_array().unwrap_or_default() {
        match text(block, "kind") {
            "p" => wrap(out, "p", |out| write_inlines(out, list(block, "inlines"))),
            "list" => wrap(out, "ul", |out| {
                for item in list(block, "items") {
                    let inlines = item.as_array().unwrap_or_default();
                    wrap(out, "li", |out| write_inlines(out, inlines));
                }
            }),
            _ => {}
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
        let words = escape(text(inline, "text"));
        match text(inline, "kind") {
            "text" => out.push_str(&words),
            "link" => {
                let _ = write!(out, "<a href=\"{}\">{words}</a>", escape(text(inline, "href")));
            }
            "break" => out.push_str("<br>"),
            _ => {}
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
    fn other_values_are_left_out() {
        assert_eq!(html(&Value::from_serializable(&["x"])), "\n");
        assert_eq!(html(&Value::from_serializable(&1)), "");
    }
}
