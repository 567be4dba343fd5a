//! The sections of a declared form as shown: each kind in its own file. Figures come from the desk, as everywhere.

mod cell;
mod charts;
mod children;
mod comparison;
mod fields;
mod history;
mod indicators;
mod legend;
mod list;
mod prose;
mod share_bars;
mod shares;
mod table;

pub(crate) use cell::fact;
pub(crate) use comparison::facts as facts_of_comparison;
pub(crate) use shares::facts as facts_of_shares;

use crate::form::{Kind, Section};
use crate::model::declared::{At, DeclaredYear, Sheet};
use crate::model::rounding::Rounding;
use crate::report::desk::Desk;
use crate::report::page::{Held, Legend, SectionShown};
use crate::section::Content;
use crate::section::fields::Entry;
use crate::section::prose::Prose;

/// A sheet on its way to its page.
pub(super) struct Showing<'a, 'd> {
    pub(super) sheet: &'a Sheet,
    pub(super) desk: &'a mut Desk<'d>,
    pub(super) rounding: Rounding,
    pub(super) standing: Standing<'a>,
}

/// Where a sheet stands, for what it shows of others: 下位, the same indicators in other years.
#[derive(Clone, Copy)]
pub(crate) struct Standing<'a> {
    /// Every year.
    pub(crate) years: &'a [DeclaredYear],
    /// Its year.
    pub(crate) year: &'a DeclaredYear,
    /// Its level, by its place there.
    pub(crate) level: usize,
    /// Its own place in that level.
    pub(crate) place: usize,
}

impl Standing<'_> {
    /// The sheet among all years.
    pub(crate) fn at(&self) -> At {
        let year = self.years.iter().position(|year| year.dir == self.year.dir);
        [year.unwrap_or_default(), self.level, self.place]
    }
}

/// The sections of a sheet, and what its marks mean.
pub(crate) fn shown(
    sheet: &Sheet,
    standing: Standing<'_>,
    desk: &mut Desk<'_>,
) -> (Vec<SectionShown>, Vec<Legend>) {
    let mut showing = Showing { sheet, desk, rounding: standing.year.rounding, standing };
    let form = sheet.form();
    let all = form.sections.iter().zip(&sheet.sections.list).enumerate();
    let sections = all.filter_map(|(place, (section, content))| {
        let own = showing.section(section, content)?;
        Some(SectionShown { id: format!("kukaku{}", place + 1), ..own })
    });
    let sections = sections.collect();
    (sections, legend::of(sheet))
}

impl Showing<'_, '_> {
    /// A section; `None` for one that the sheet leaves out.
    fn section(&mut self, section: &Section, content: &Content) -> Option<SectionShown> {
        let mut shown = SectionShown {
            id: String::new(),
            name: section.name.text.clone(),
            heading: section.heading().to_owned(),
            hint: section.hint.clone().unwrap_or_default(),
            absent: None,
            fields: Vec::new(),
            compact: false,
            prose: Vec::new(),
            free: false,
            table: None,
            list: None,
            charts: Vec::new(),
            wide: false,
            indicators: None,
            children: None,
            hidden: section.hidden,
        };
        let name = section.name.text.as_str();
        match (content, &section.kind) {
            (Content::Absent(cell), _) => shown.absent = Some(cell::absent(cell)),
            // Nothing is listed: as empty as an empty cell.
            (Content::List(items), _) if items.is_empty() => shown.absent = Some(cell::empty()),
            (Content::Prose(Prose::Free(parts)), _) if parts.is_empty() => {
                shown.absent = Some(cell::empty());
            }
            (Content::Fields(values), Kind::Fields(of)) => {
                shown.fields = fields::shown(self, name, of, values);
                shown.compact = fields::are_short(&shown.fields);
            }
            (Content::Prose(text), Kind::Prose(of)) => {
                shown.prose = prose::shown(of, text);
                shown.free = matches!(text, Prose::Free(_));
            }
            (Content::Table(rows), Kind::Table(of)) => {
                shown.table = Some(table::shown(self, name, of, rows));
            }
            (Content::List(items), Kind::List(of)) => {
                shown.list = Some(list::shown(self, name, of, items));
            }
            (Content::Indicators(list), Kind::Indicators(of)) => {
                shown.indicators = (!list.is_empty() || !of.slots.is_empty())
                    .then(|| indicators::shown(self, name, of, list));
            }
            (Content::Shares(all), Kind::Shares(of)) => {
                let (list, chart) = shares::shown(self, name, of, all);
                shown.wide = true;
                shown.list = Some(list);
                shown.charts = chart.into_iter().collect();
            }
            (Content::Comparison(of), _) => {
                shown.fields = comparison::said(of);
                let (list, chart) = comparison::shown(self, name, of);
                shown.list = Some(list);
                shown.charts = chart.into_iter().collect();
            }
            (Content::Children, Kind::Children) => shown.children = children::shown(self),
            // Left out; what was read as another kind than declared is no such section.
            _ => return None,
        }
        Some(shown)
    }

    /// A value; `parts` say where it stands below its section.
    fn held(&mut self, section: &str, parts: &[&str], entry: &Entry) -> Held {
        match entry {
            Entry::Number(_) | Entry::Chosen(_) => {
                let id = self.sheet.fact(&cell::address(section, parts));
                Held { figure: Some(self.desk.figure(&id)), ..Held::default() }
            }
            other => cell::in_words(other),
        }
    }
}
