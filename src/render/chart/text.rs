//! Words -> escaped words, widths, lines. Knows no fonts: the widths are upper estimates for screen and print.

/// Width in px that every chart must fit: a 320 px screen minus its margins.
pub(super) const NARROW: f64 = 288.0;

/// Size of the text in px.
pub(super) const SIZE: f64 = 14.0;

/// Characters that may not start a line (kinsoku).
const NOT_FIRST: &str = "、。，．・ー）」』】々ぁぃぅぇぉっゃゅょァィゥェォッャュョ％";

/// Escapes a text for element content and attributes; drops characters that XML forbids.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => safe.push(c),
        }
    }
    safe
}

/// An id that is safe inside `url(#…)` and in a list of ids.
pub(super) fn ident(id: &str) -> String {
    id.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }).collect()
}

/// Width in px at [`SIZE`]; no font on a page or in print exceeds it by much.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(em).sum::<f64>() * SIZE
}

/// Breaks a text into lines no wider than `limit` px where breaks are allowed; returns at least one line.
pub(super) fn wrap(text: &str, limit: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for c in text.chars() {
        if !line.is_empty() && width(&line) + em(c) * SIZE > limit {
            // A character that may not start a line takes the one before it along.
            let last = line.chars().next_back().filter(|last| {
                NOT_FIRST.contains(c) && !NOT_FIRST.contains(*last) && line.chars().count() > 1
            });
            line.truncate(line.len() - last.map_or(0, char::len_utf8));
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            line.extend(last);
        }
        line.push(c);
    }
    lines.push(line);
    lines
}

/// Print sets half-width characters at 0.5 em, screens set digits at up to 0.6 em and wide Latin letters wider still.
fn em(c: char) -> f64 {
    let half = u32::from(c) < 0x2E80 || ('\u{ff61}'..='\u{ff9f}').contains(&c);
    match c {
        '−' | '…' | '―' | '※' => 1.0,
        ' ' | ',' | '.' | ':' | '\'' | '(' | ')' | '/' => 0.5,
        'M' | 'W' | 'm' | '@' | '%' => 0.95,
        'A'..='Z' => 0.75,
        _ if half => 0.6,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_words_stay_words() {
        assert_eq!(escape("<b a=\"1\">&\u{0}\u{1b}"), "&lt;b a=&quot;1&quot;&gt;&amp;");
        assert_eq!(ident("zu-1\") x"), "zu-1---x");
    }

    #[test]
    fn full_width_counts_double() {
        assert!((width("市") - 14.0).abs() < 1e-9);
        assert!((width("52") - 16.8).abs() < 1e-9);
    }

    #[test]
    fn a_line_breaks_before_the_limit_but_not_before_a_full_stop() {
        assert_eq!(wrap("あいうえ", 28.0), ["あい", "うえ"]);
        assert_eq!(wrap("あい。う", 28.0), ["あ", "い。", "う"]);
        assert_eq!(wrap("", 28.0), [""]);
    }
}
