//! Words to choose from (選択, 向き), wherever a section has some.

use super::indicators::Holds;
use super::types::{Kind, List};
use super::value::{Choices, Name, Type};

/// What somebody can choose from.
pub(super) enum Words<'a> {
    /// 選択
    Choices(&'a mut Choices),
    /// 向き, each with what it means.
    Ways(&'a [(String, String)]),
}

impl Words<'_> {
    /// Whether a word is known to be one of these.
    pub(super) fn has(&self, word: &str) -> bool {
        match self {
            Self::Choices(Choices::Own(words)) => words.iter().any(|(own, _)| own == word),
            Self::Choices(Choices::City(_) | Choices::Unknown(_)) => false,
            Self::Ways(words) => words.iter().any(|(own, _)| own == word),
        }
    }
}

impl Kind {
    /// The words to choose from, of every field, row and column, with its name.
    pub(super) fn choices(&mut self) -> Vec<(Name, Words<'_>)> {
        fn of<'a>(name: &Name, kind: &'a mut Type) -> Option<(Name, Words<'a>)> {
            let Type::Choice(choices) = kind else { return None };
            Some((name.clone(), Words::Choices(choices)))
        }
        match self {
            Self::Fields(fields) | Self::List(List { fields, .. }) => {
                fields.iter_mut().filter_map(|field| of(&field.name, &mut field.kind)).collect()
            }
            Self::Table(table) => {
                let rows = table.rows.iter_mut().filter_map(|row| of(&row.name, &mut row.kind));
                let columns = table.columns.iter_mut().filter_map(|column| {
                    let name = Name { text: column.head.declared(), span: column.span.clone() };
                    of(&name, column.kind.as_mut()?)
                });
                rows.chain(columns).collect()
            }
            Self::Indicators(indicators) => {
                let columns = indicators.columns.iter_mut();
                let words = columns.filter_map(|column| match &mut column.holds {
                    Holds::Words(kind) => of(&column.name, kind),
                    Holds::Grade(choices, _) => {
                        Some((column.name.clone(), Words::Choices(choices)))
                    }
                    Holds::Way(words) => Some((column.name.clone(), Words::Ways(words))),
                    Holds::Figures(_) => None,
                });
                words.collect()
            }
            Self::Prose(_)
            | Self::Shares(_)
            | Self::Comparison
            | Self::Survey(_)
            | Self::Children(_) => Vec::new(),
        }
    }
}
