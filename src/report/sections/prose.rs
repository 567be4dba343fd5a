//! 文 as shown: headings with their texts, in the order of the form or of the sheet.

use crate::form;
use crate::prose::parse;
use crate::report::page::{PrintedValue, ProsePart};
use crate::report::sections::cell;
use crate::report::sections::showing::Showing;
use crate::report::words;
use crate::section::prose::{Part, Prose, Text};

pub(super) fn shown(
    showing: &mut Showing<'_, '_>,
    of: &form::Prose,
    prose: &Prose,
) -> Vec<ProsePart> {
    match (of, prose) {
        (_, Prose::One(text)) => {
            vec![ProsePart {
                depth: "1".to_owned(),
                label: String::new(),
                hint: String::new(),
                text: Some(printed(text)),
                section: None,
                hidden: false,
            }]
        }
        (form::Prose::Items(items), Prose::Items(texts)) => {
            let all = items.iter().zip(texts);
            all.map(|(item, text)| ProsePart {
                depth: "1".to_owned(),
                label: item.name.text.clone(),
                hint: item.hint.clone().unwrap_or_default(),
                // The form has the item even if the sheet omits it.
                text: Some(text.as_ref().map_or_else(left_out, printed)),
                section: None,
                hidden: item.hidden,
            })
            .collect()
        }
        (_, Prose::Free(parts)) => {
            let mut all = Vec::new();
            below(showing, parts, 1, &mut all);
            all
        }
        (_, Prose::Items(_)) => Vec::new(),
    }
}

fn below(showing: &mut Showing<'_, '_>, parts: &[Part], depth: usize, all: &mut Vec<ProsePart>) {
    for Part { heading, text, placed, parts } in parts {
        let section = placed.as_ref().and_then(|at| showing.placed(&at.text));
        all.push(ProsePart {
            depth: depth.to_string(),
            label: heading.text.to_string(),
            hint: String::new(),
            text: text.as_ref().map(printed),
            section: section.map(Box::new),
            hidden: false,
        });
        below(showing, parts, depth + 1, all);
    }
}

/// A text as printed.
pub(super) fn printed(text: &Text) -> PrintedValue {
    match text {
        Text::Prose(at) => PrintedValue { blocks: parse(&at.text), ..PrintedValue::default() },
        Text::Absent(cell) => cell::absent(cell),
    }
}

fn left_out() -> PrintedValue {
    PrintedValue {
        missing: true,
        unsaid: words::NOT_ON_SHEET.to_owned(),
        ..PrintedValue::default()
    }
}
