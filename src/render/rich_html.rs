//! Prose as the page JSON holds it -> HTML, escaped. Knows the tree of `report::rich`, no page.

use std::fmt::Write as _;

use tera::Value;

/// Writes the blocks of a prose field. What is not a block of `report::rich` is left out.
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
            "list" => write_list(out, block),
            "quote" => wrap(out, "blockquote", |out| {
                if let Some(inner) = block.get_from_path("blocks") {
                    write_blocks(out, inner);
                }
            }),
            "table" => write_table(out, block),
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

fn write_list(out: &mut String, block: &Value) {
    let ordered = block.get_from_path("ordered").and_then(Value::as_bool).unwrap_or_default();
    let start = text(block, "start");
    let name = if ordered { "ol" } else { "ul" };
    if ordered && !start.is_empty() && start != "1" {
        let _ = write!(out, "<ol start=\"{}\">", escape(start));
    } else {
        let _ = write!(out, "<{name}>");
    }
    for item in list(block, "items") {
        wrap(out, "li", |out| write_blocks(out, item));
    }
    let _ = write!(out, "</{name}>");
}

fn write_table(out: &mut String, block: &Value) {
    // A group, not a region: several tables of prose would be landmarks of the same name.
    out.push_str("<div class=\"scroll\" role=\"group\" aria-label=\"本文の表\" tabindex=\"0\">");
    out.push_str("<table><caption class=\"vh\">本文の表</caption><thead><tr>");
    for cell in list(block, "head") {
        out.push_str("<th scope=\"col\">");
        write_cell(out, cell);
        out.push_str("</th>");
    }
    out.push_str("</tr></thead><tbody>");
    for row in list(block, "rows") {
        wrap(out, "tr", |out| {
            for cell in row.as_array().unwrap_or_default() {
                out.push_str(if is_number(cell) { "<td class=\"n\">" } else { "<td>" });
                write_cell(out, cell);
                out.push_str("</td>");
            }
        });
    }
    out.push_str("</tbody></table></div>");
}

/// True for a cell that holds nothing but a number: it is set to the right.
fn is_number(cell: &Value) -> bool {
    let [inline] = cell.as_array().unwrap_or_default() else {
        return false;
    };
    let text = text(inline, "text");
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || ",.-−+%％".contains(c))
}

/// An empty cell says so, since a reader who hears the table cannot see that it is blank.
fn write_cell(out: &mut String, cell: &Value) {
    let inlines = cell.as_array().unwrap_or_default();
    if inlines.is_empty() {
        out.push_str("<span class=\"nil\">空欄</span>");
    } else {
        write_inlines(out, inlines);
    }
}

fn write_inlines(out: &mut String, inlines: &[Value]) {
    for inline in inlines {
        match text(inline, "kind") {
            "text" => out.push_str(&escape(text(inline, "text"))),
            name @ ("strong" | "em") => {
                wrap(out, name, |out| write_inlines(out, list(inline, "inlines")));
            }
            "link" => {
                let _ = write!(out, "<a href=\"{}\">", escape(text(inline, "href")));
                write_inlines(out, list(inline, "inlines"));
                out.push_str("</a>");
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
    use crate::report::rich_parse::parse;

    fn shown(markdown: &str) -> String {
        html(&Value::from_serializable(&parse(markdown)))
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
        assert_eq!(shown("3. 甲"), "<ol start=\"3\"><li><p>甲</p>\n</li></ol>\n");
        assert_eq!(
            shown("- **甲**\n- *乙*"),
            "<ul><li><p><strong>甲</strong></p>\n</li>\
            <li><p><em>乙</em></p>\n</li></ul>\n"
        );
        assert_eq!(shown("> 一  \n> 二"), "<blockquote><p>一<br>二</p>\n</blockquote>\n");
        let table = shown("|年度|値|\n|---|---|\n|平成24| |\n|平成25|1,050|");
        assert!(table.contains("<th scope=\"col\">年度</th>"), "{table}");
        assert!(table.contains("<td><span class=\"nil\">空欄</span></td>"), "{table}");
        assert!(table.contains("<td class=\"n\">1,050</td>"), "{table}");
    }

    #[test]
    fn other_values_are_left_out() {
        assert_eq!(html(&Value::from_serializable(&["x"])), "\n");
        assert_eq!(html(&Value::from_serializable(&1)), "");
    }
}
