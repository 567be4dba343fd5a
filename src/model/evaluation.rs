//! Years and plans of the model: levels of any depth, their entries, and their sheets.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::form::Form;
use crate::model::city::People;
use crate::model::correction::Correction;
use crate::model::fact_id;
use crate::model::grading::Grading;
use crate::model::quantity::Reading;
use crate::model::rounding::Rounding;
use crate::section::Sections;
use crate::section::fields::Entry as Value;
use crate::section::indicators::Indicator;
use crate::section::{Content, list};
use crate::terms::year::{Date, FiscalYear};

/// An evaluation.yaml with its sheets: a year (評価年度), or plans without a year.
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// Folder in the content and in the output: `r6`.
    pub dir: String,
    /// The year in which the sheets were made; `None` for a folder that is not a year.
    pub year: Option<FiscalYear>,
    /// The year whose results they state; `None` where each sheet states its own, or none.
    pub results: Option<FiscalYear>,
    /// Name of the evaluation.
    pub name: String,
    /// 率の端数処理, the same in every year.
    pub rounding: Rounding,
    /// 評価区分, the same in every year; `None` where the city has no rule.
    pub grading: Option<Grading>,
    /// Levels, from the top.
    pub levels: Vec<Level>,
}

/// A level of a year (階層).
#[derive(Debug, Clone)]
pub struct Level {
    /// 施策, 事務事業
    pub name: String,
    /// Description for readers (説明): from the year, else from its form.
    pub about: Option<String>,
    /// Titles of its forms, in the order of the year; empty for a level of names.
    pub titles: Vec<String>,
    /// Entries, by code.
    pub entries: Vec<Entry>,
}

/// An entry of a level: a sheet, or a name only.
#[derive(Debug, Clone)]
pub struct Entry {
    /// コード
    pub code: String,
    /// 名称
    pub name: String,
    /// 略称, if stated.
    pub short: Option<String>,
    /// Index of its parent in the level above; `None` on the first level.
    pub parent: Option<usize>,
    /// Its sheet; `None` for a name only.
    pub sheet: Option<Box<Sheet>>,
}

/// Address of a sheet among all years: indexes of year, level and entry.
pub type At = [usize; 3];

/// A sheet.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Prefix of the ids of its figures: `r6.001`.
    pub id: String,
    /// Path of its page from the root of the output.
    pub page: String,
    /// 前のコード: its codes in the year before; `None` where not stated.
    pub former: Option<Vec<String>>,
    /// Predecessors: the sheets it continues, in the newest year that has them.
    pub before: Vec<At>,
    /// Title of its form in this year.
    pub title: String,
    /// Its sections.
    pub sections: Sections,
    /// Notes referred to by values: key and text.
    pub keyed: Vec<(String, String)>,
    /// Notes about the whole sheet.
    pub notes: Vec<String>,
    /// 疑義: subject and text.
    pub doubts: Vec<(String, Reading)>,
    /// 訂正, latest last.
    pub corrections: Vec<Correction>,
    /// 公表日
    pub published: Option<Date>,
    /// 出典
    pub source: String,
}

/// All predecessors of a sheet, earliest first.
#[must_use]
pub fn earlier(years: &[Evaluation], at: At) -> Vec<At> {
    let (mut found, mut open) = (BTreeSet::new(), vec![at]);
    while let Some(next) = open.pop() {
        let before = sheet(years, next).map_or(&[][..], |sheet| &sheet.before);
        open.extend(before.iter().filter(|one| found.insert(**one)));
    }
    found.into_iter().collect()
}

/// All successors of a sheet, earliest first.
#[must_use]
pub fn later(years: &[Evaluation], at: At) -> Vec<At> {
    let mut found = BTreeSet::from([at]);
    for (place, year) in years.iter().enumerate().skip(at[0] + 1) {
        for (level, entry, _, sheet) in year.all() {
            if sheet.before.iter().any(|one| found.contains(one)) {
                found.insert([place, level, entry]);
            }
        }
    }
    found.remove(&at);
    found.into_iter().collect()
}

/// True where a place in a sheet is this address or contains it.
#[must_use]
pub fn is_about(place: &str, address: &str) -> bool {
    place == address || address.strip_prefix(place).is_some_and(|rest| rest.starts_with('.'))
}

fn sheet(years: &[Evaluation], [year, level, place]: At) -> Option<&Sheet> {
    years.get(year)?.levels.get(level)?.entries.get(place)?.sheet.as_deref()
}

/// Compares codes the way people count: 9 before 12, digits before letters.
#[must_use]
pub fn by_code(one: &str, other: &str) -> Ordering {
    let number = |code: &str| {
        let digits = code.len() - code.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        code[..digits].parse::<u64>().ok().map_or((1, 0), |number| (0, number))
    };
    number(one).cmp(&number(other)).then_with(|| one.cmp(other))
}

impl Evaluation {
    /// The sheets of a level, each with its index.
    pub fn sheets(&self, level: usize) -> impl Iterator<Item = (usize, &Entry, &Sheet)> {
        let entries = self.levels[level].entries.iter().enumerate();
        entries.filter_map(|(place, entry)| Some((place, entry, entry.sheet.as_deref()?)))
    }

    /// Every sheet of the year, from the top level down.
    pub fn all(&self) -> impl Iterator<Item = (usize, usize, &Entry, &Sheet)> {
        (0..self.levels.len()).flat_map(|level| {
            self.sheets(level).map(move |(place, entry, sheet)| (level, place, entry, sheet))
        })
    }
}

impl Entry {
    /// Its short name, else its name.
    #[must_use]
    pub fn short(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }
}

impl Sheet {
    /// Its form.
    #[must_use]
    pub fn form(&self) -> &Arc<Form> {
        &self.sections.form
    }

    /// The id of one of its figures.
    #[must_use]
    pub fn fact(&self, address: &str) -> String {
        fact_id::below(&self.id, address)
    }

    /// The text of a note that a value refers to by its key, or contains itself.
    #[must_use]
    pub fn note<'a>(&'a self, written: &'a str) -> &'a str {
        let keyed = self.keyed.iter().find(|(key, _)| key == written);
        keyed.map_or(written, |(_, text)| text)
    }

    /// The doubts about the figure at this address, or about what contains it.
    pub fn doubts_of<'a>(
        &'a self,
        address: &'a str,
    ) -> impl Iterator<Item = &'a (String, Reading)> {
        self.doubts.iter().filter(move |(place, _)| is_about(place, address))
    }

    /// Removes what the city does not publish of people, before anything else can see it.
    pub(in crate::model) fn withhold(&mut self, published: People) {
        let entries = self.sections.list.iter_mut().flat_map(|content| match content {
            Content::Fields(values) => values.iter_mut().flatten().collect::<Vec<_>>(),
            Content::List(items) => items
                .iter_mut()
                .flat_map(|list::Item { fields, .. }| fields.iter_mut().flatten())
                .collect(),
            Content::Table(rows) => rows.iter_mut().flatten().flatten().collect(),
            Content::Indicators(list) => list.iter_mut().flat_map(Indicator::words).collect(),
            Content::Unstated
            | Content::Children
            | Content::Absent(_)
            | Content::Prose(_)
            | Content::Shares(_)
            | Content::Comparison(_)
            | Content::Survey(_) => Vec::new(),
        });
        for entry in entries {
            if let Value::Person { title: _, name, extension } = entry {
                *name = name.take().filter(|_| published.names);
                *extension = extension.take().filter(|_| published.extensions);
            }
        }
    }
}
