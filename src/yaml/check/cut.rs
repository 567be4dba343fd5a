//! Texts and numbers that a comma inside brackets cut in two: put together again as they stand in the file, so
//! that one mistake is told once and about the whole of it.

use std::collections::BTreeSet;

use crate::terms::place::Span;
use crate::yaml::node::{Key, Kind, Node};

/// Puts the values of a map together: `令和3: 12,345人` has `345人` as a key without a colon. `known` tells the
/// keys that are meant as such. Gives the places of the values that were cut.
pub(super) fn values(
    text: &str,
    entries: &mut Vec<(Key, Node)>,
    known: &dyn Fn(&str) -> bool,
) -> BTreeSet<usize> {
    let tail = |key: &Key, value: &Node| value.is_blank() && !known(&key.text);
    // Most maps have none.
    if !entries.iter().skip(1).any(|(key, value)| tail(key, value)) {
        return BTreeSet::new();
    }
    let mut whole: Vec<(Key, Node)> = Vec::with_capacity(entries.len());
    let mut cut = BTreeSet::new();
    for (key, value) in entries.drain(..) {
        match whole.last_mut() {
            Some((_, head)) if tail(&key, &value) && goes_on(text, &head.span, &key.span) => {
                if is_plain(head) {
                    head.span = through(&head.span, &key.span);
                    cut.insert(head.span.start());
                }
            }
            _ => whole.push((key, value)),
        }
    }
    for (_, value) in whole.iter_mut().filter(|(_, value)| cut.contains(&value.span.start())) {
        written(text, value);
    }
    *entries = whole;
    cut
}

/// Takes texts out of a list that were one sentence: `[ 合計は13,220人です。 ]`. Gives their places.
pub(super) fn sentences(text: &str, items: &mut Vec<Node>) -> Vec<Span> {
    let sentence = items.iter().any(|item| ends(item, &['。', '．']));
    let mut cut: Vec<Span> = Vec::new();
    let mut open = false;
    let mut whole: Vec<Node> = Vec::with_capacity(items.len());
    for item in items.drain(..) {
        let joined = whole.last().is_some_and(|last| {
            let comma = goes_on(text, &last.span, &item.span) && is_plain(last) && is_plain(&item);
            comma && (between_digits(text, &last.span, &item.span) || (sentence && !is_whole(last)))
        });
        match whole.last_mut().filter(|_| joined) {
            Some(last) => {
                last.span = through(&last.span, &item.span);
                if let (Kind::Scalar { text: head, .. }, Kind::Scalar { text: tail, .. }) =
                    (&mut last.kind, item.kind)
                {
                    *head = tail;
                }
                match cut.last_mut().filter(|_| open) {
                    Some(span) => *span = last.span.clone(),
                    None => cut.push(last.span.clone()),
                }
            }
            None => whole.push(item),
        }
        open = joined;
    }
    let starts: BTreeSet<usize> = cut.iter().map(Span::start).collect();
    whole.retain(|item| !starts.contains(&item.span.start()));
    *items = whole;
    cut
}

fn is_plain(node: &Node) -> bool {
    matches!(&node.kind, Kind::Scalar { plain: true, .. }) && !node.is_blank()
}

fn is_whole(node: &Node) -> bool {
    ends(node, &['。', '．', '！', '？', '）', ')', '」'])
}

fn ends(node: &Node, marks: &[char]) -> bool {
    matches!(&node.kind, Kind::Scalar { text, .. } if text.trim_end().ends_with(marks))
}

/// True when only a comma lies between, and what follows is no key with a colon and not quoted.
fn goes_on(text: &str, before: &Span, after: &Span) -> bool {
    let gap = text.get(before.end()..after.start());
    let own = text.get(after.range()).is_some_and(|own| !own.starts_with(['"', '\'']));
    let rest = text.get(after.end()..).map_or("", str::trim_start);
    own && gap.is_some_and(|gap| gap.trim() == ",") && !rest.starts_with(':')
}

fn between_digits(text: &str, before: &Span, after: &Span) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let head = text.get(before.range()).and_then(|text| text.chars().next_back());
    let tail = text.get(after.range()).and_then(|text| text.chars().next());
    after.start() == before.end() + 1 && digit(head) && digit(tail)
}

fn through(from: &Span, to: &Span) -> Span {
    Span::new(from.file, from.start()..to.end())
}

/// Gives a value the text as it stands in the file.
fn written(text: &str, node: &mut Node) {
    if let Some(whole) = text.get(node.span.range()) {
        node.kind = Kind::Scalar { text: whole.into(), plain: true };
    }
}
