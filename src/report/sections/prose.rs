//! 文 as shown: headings with their texts, in the order of the form or of the sheet.

use super::cell;
use crate::form;
use crate::prose::parse;
use crate::report::page::{Held, ProsePart};
use crate::report::words;
use crate::section::prose::{Part, Prose, Text};

pub(super) fn shown(of: &form::Prose, prose: &Prose) -> Vec<ProsePart> {
    match (of, prose) {
        (_, Prose::One(text)) => {
            vec![ProsePart {
                depth: "1".to_owned(),
                label: String::new(),
                hint: String::new(),
                text: Some(held(text)),
                hidden: false,
            }]
        }
        (form::Prose::Items(items), Prose::Items(texts)) => {
            let all = items.iter().zip(texts);
            all.map(|(item, text)| ProsePart {
                depth: "1".to_owned(),
                label: item.name.text.clone(),
                hint: item.hint.clone().unwrap_or_default(),
                // The form has the item, whatever the sheet says.
                text: Some(text.as_ref().map_or_else(left_out, held)),
                hidden: item.hidden,
            })
            .collect()
        }
        (_, Prose::Free(parts)) => {
            let mut all = Vec::new();
            below(parts, 1, &mut all);
            all
        }
        (_, Prose::Items(_)) => Vec::new(),
    }
}

fn below(parts: &[Part], depth: usize, all: &mut Vec<ProsePart>) {
    for Part { heading, text, parts } in parts {
        all.push(ProsePart {
            depth: depth.to_string(),
            label: heading.text.clone(),
            hint: String::new(),
            text: text.as_ref().map(held),
            hidden: false,
        });
        below(parts, depth + 1, all);
    }
}

/// A text as it is printed.
pub(super) fn held(text: &Text) -> Held {
    match text {
        Text::Prose(at) => Held { blocks: parse(&at.text), ..Held::default() },
        Text::Absent(cell) => cell::absent(cell),
    }
}

fn left_out() -> Held {
    Held { missing: true, unsaid: words::NOT_ON_SHEET.to_owned(), ..Held::default() }
}
