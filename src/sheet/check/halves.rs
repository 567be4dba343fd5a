//! Numbers whose second half became a key, as `1,100` does inside brackets.

use crate::diag::Span;
use crate::sheet::node::{Key, Kind, Node};

/// The item, place and text of a value without quotes.
pub(super) type Plain = (String, Span, String);

pub(super) fn plain_text(node: &Node, item: &str) -> Option<Plain> {
    match &node.kind {
        Kind::Scalar { text, plain: true } => {
            Some((item.to_owned(), node.span.clone(), text.clone()))
        }
        _ => None,
    }
}

/// `平成23: 1,100` inside brackets, where the comma makes `100` a key of its own. The place and text of the number.
pub(super) fn split_number(before: &Plain, key: &Key, value: &Node) -> Option<(Span, String)> {
    let (_, span, head) = before;
    let split = is_digits(head) && is_second_half(key) && value.is_blank();
    let place = Span::new(span.file, span.start()..key.span.end());
    split.then(|| (place, format!("{head},{}", key.text)))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// The `100` of `1,100`.
pub(super) fn is_second_half(key: &Key) -> bool {
    key.text.len() == 3 && is_digits(&key.text)
}
