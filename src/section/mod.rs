//! The sections of a sheet, as true: each value with remarks and place. One file per kind; everything that walks a
//! sheet (facts, places, corrections, sums) uses [`Sections::figures`].

pub mod cell;
pub mod comparison;
pub mod fields;
mod figure;
pub mod indicators;
pub mod list;
pub mod prose;
pub mod shares;
pub mod sums;
pub mod survey;
pub mod table;
pub mod taken;
mod written;

pub use figure::Figure;

use std::sync::Arc;

use crate::form::{Form, Kind, Section};
use crate::terms::year::FiscalYear;
use crate::yaml::node::Node;
use cell::Cell;
use fields::Entry;

/// The sections of a sheet.
#[derive(Debug, Clone)]
pub struct Sections {
    /// Their form.
    pub form: Arc<Form>,
    /// The year whose results they state; `None` where none is stated.
    pub results: Option<FiscalYear>,
    /// Content of each section of the form, in order.
    pub list: Vec<Content>,
}

/// Content of a section.
#[derive(Debug, Clone)]
pub enum Content {
    /// Omitted by the sheet.
    Unstated,
    /// A word for the whole section: 空欄, 記載なし.
    Absent(Cell),
    /// 欄: the values of each field of the form; empty where the sheet omits one.
    Fields(Vec<Vec<Entry>>),
    /// 文
    Prose(prose::Prose),
    /// 表: the cells of each row of the form; `None` where the sheet omits one.
    Table(Vec<Option<Vec<Entry>>>),
    /// 一覧
    List(Vec<list::Item>),
    /// 指標, 増加分
    Indicators(Vec<indicators::Indicator>),
    /// 割合
    Shares(shares::Shares),
    /// 比較
    Comparison(comparison::Comparison),
    /// アンケート
    Survey(survey::Survey),
    /// 下位: not written on the sheet.
    Children,
}

impl Sections {
    /// Reads the sections of a checked tree.
    #[must_use]
    pub fn read(form: &Arc<Form>, results: Option<FiscalYear>, tree: &Node) -> Self {
        let read = |section: &Section| match tree.get(&section.name.text) {
            None if matches!(section.kind, Kind::Children(_))
                && form.belongs(section, tree) != Some(false) =>
            {
                Content::Children
            }
            None => Content::Unstated,
            Some(node) => content(form, section, node),
        };
        Self { list: form.sections.iter().map(read).collect(), form: Arc::clone(form), results }
    }

    /// True where there is an indicator.
    #[must_use]
    pub fn has_indicators(&self) -> bool {
        let some =
            |content: &Content| matches!(content, Content::Indicators(list) if !list.is_empty());
        self.list.iter().any(some)
    }

    /// Every figure, and every word in place of one, in the order of the form.
    #[must_use]
    pub fn figures(&self) -> Vec<Figure<'_>> {
        let mut all = Vec::new();
        for (place, (section, content)) in self.form.sections.iter().zip(&self.list).enumerate() {
            match (content, &section.kind) {
                (Content::Fields(values), Kind::Fields(of)) => {
                    fields::figures(place, of, values, &mut all);
                }
                (Content::Table(rows), Kind::Table(of)) => {
                    table::figures(place, (of, self.results), rows, &mut all);
                }
                (Content::Indicators(list), Kind::Indicators(of)) => {
                    indicators::figures(place, (of, self.results), list, &mut all);
                }
                (Content::List(items), Kind::List(of)) => {
                    list::figures(place, of, items, &mut all);
                }
                (Content::Shares(shares), Kind::Shares(of)) => {
                    shares::figures(place, of, shares, &mut all);
                }
                (Content::Comparison(of), _) => comparison::figures(place, of, &mut all),
                (Content::Survey(survey), Kind::Survey(of)) => {
                    survey::figures(place, of, survey, &mut all);
                }
                // Prose has none, and neither has an omitted or absent section.
                _ => {}
            }
        }
        all
    }

    /// The names of the sections shown among texts instead of at their place in the form.
    #[must_use]
    pub fn placed(&self) -> Vec<&str> {
        let prose = self.list.iter().filter_map(|content| match content {
            Content::Prose(prose) => Some(prose),
            _ => None,
        });
        prose.flat_map(prose::Prose::placed).map(|at| at.text.as_str()).collect()
    }

    /// The name of the section of a figure.
    #[must_use]
    pub fn section_of(&self, figure: &Figure<'_>) -> &str {
        &self.form.sections[figure.section].name.text
    }

    /// Address of a figure in its sheet: `行政コスト.合計.令和5 決算`.
    #[must_use]
    pub fn address(&self, figure: &Figure<'_>) -> String {
        crate::terms::address::within(self.section_of(figure), &figure.parts)
    }
}

fn content(form: &Form, section: &Section, node: &Node) -> Content {
    let absent = node.word().filter(|word| form.reason(word.trim()).is_some());
    match &section.kind {
        // One word in place of all headings.
        Kind::Prose(crate::form::Prose::Free) if absent.is_some() => {
            Content::Absent(Cell::read(form, node))
        }
        Kind::Prose(of) => Content::Prose(prose::read(form, of, node)),
        Kind::Children(_) => Content::Unstated,
        _ if absent.is_some() => Content::Absent(Cell::read(form, node)),
        Kind::Fields(of) => Content::Fields(fields::read(form, of, node)),
        Kind::Table(of) => Content::Table(table::read(form, of, node)),
        Kind::List(of) => Content::List(list::read(form, of, node)),
        Kind::Shares(of) => Content::Shares(shares::read(form, of, node)),
        Kind::Comparison => {
            comparison::read(form, node).map_or(Content::Unstated, Content::Comparison)
        }
        Kind::Survey(of) => survey::read(form, of, node).map_or(Content::Unstated, Content::Survey),
        Kind::Indicators(of) => Content::Indicators(indicators::read(form, of, node)),
    }
}
