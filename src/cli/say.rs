//! Text and data -> the terminal or wherever stdout and stderr lead. A closed or full stream becomes an error in
//! words, never a panic; control characters are shown, not sent.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Write as _;

use super::words;

/// Prints the result of a command. `done` says what is true even though the result could not be printed.
///
/// # Errors
/// Where the stream is full or closed.
pub(super) fn out(text: &str, done: &str) -> Result<(), String> {
    data(&harmless(text), done)
}

/// Prints the result of a command unchanged, for other programs.
///
/// # Errors
/// As [`out`].
pub(super) fn data(text: &str, done: &str) -> Result<(), String> {
    let mut stream = anstream::stdout().lock();
    let written = stream.write_all(line(text).as_bytes()).and_then(|()| stream.flush());
    written.map_err(|error| words::not_printed(&error, done))
}

/// Reports problems and progress on stderr. If even that fails, the exit code still says so.
pub(super) fn tell(text: &str) {
    let text = harmless(text);
    let _ = anstream::stderr().lock().write_all(line(&text).as_bytes());
}

/// The text with a line end, as one string.
fn line(text: &str) -> Cow<'_, str> {
    if text.is_empty() || text.ends_with('\n') {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(format!("{text}\n"))
    }
}

/// Escapes characters that could move, hide or reorder text on a terminal. Our own colours stay.
fn harmless(text: &str) -> Cow<'_, str> {
    if !text.contains(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_harmful) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(length) = colour(rest) {
            out.push_str(&rest[..length]);
            rest = &rest[length..];
        } else if let Some(first) = rest.chars().next() {
            let _ = write!(out, "〔U+{:04X}〕", u32::from(first));
            rest = &rest[first.len_utf8()..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn is_harmful(c: char) -> bool {
    let reorders =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() && !matches!(c, '\n' | '\t') || reorders
}

/// Length of a colour sequence at the start of a text.
fn colour(text: &str) -> Option<usize> {
    let numbers = text.strip_prefix("\u{1b}[")?;
    let end = numbers.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    numbers[end..].starts_with('m').then_some(2 + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_colour_commands_a_terminal() {
        for (text, shown) in [
            ("施策\n52\t", "施策\n52\t"),
            ("\u{1b}[1;31m誤り\u{1b}[0m", "\u{1b}[1;31m誤り\u{1b}[0m"),
            ("a\u{1b}[2Jb\u{1b}]0;x\u{7}", "a〔U+001B〕[2Jb〔U+001B〕]0;x〔U+0007〕"),
            ("\r\u{8}\u{7f}\u{9b}", "〔U+000D〕〔U+0008〕〔U+007F〕〔U+009B〕"),
            ("\u{202e}gpj", "〔U+202E〕gpj"),
            ("\u{1b}", "〔U+001B〕"),
        ] {
            assert_eq!(harmless(text), shown);
        }
    }
}
