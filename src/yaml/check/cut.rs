//! Texts and numbers split by a comma inside brackets: joined again as written in the file, so that each mistake is
//! reported once and as a whole.

use std::collections::BTreeSet;

use crate::terms::place::Span;
use crate::yaml::node::{Key, Kind, Node};

/// Joins the values of a map: `令和3: 12,345人` gives `345人` as a key without a colon. `known` recognises intended keys.
/// Returns the places of the split values.
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

/// Removes the parts of a split sentence from a list: `[ 合計は13,220人です。 ]`. Returns their places.
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

/// True when only a comma lies between, and the next part is neither a key with a colon nor quoted.
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

/// Sets a value to its text in the file.
fn written(text: &str, node: &mut Node) {
    if let Some(whole) = text.get(node.span.range()) {
        node.kind = Kind::Scalar { text: whole.into(), plain: true };
    }
}
