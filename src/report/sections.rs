//! Sections as shown: one file per kind. Figures come from the desk.

mod cell;
mod charts;
mod children;
mod compared;
mod comparison;
mod fields;
mod headline;
mod history;
mod indicators;
mod legend;
mod list;
mod paths;
mod prose;
mod share_bars;
mod shares;
mod showing;
mod survey;
mod table;

pub(crate) use cell::fact;
pub(crate) use comparison::facts as facts_of_comparison;
pub(crate) use indicators::notes as notes_of;
pub(crate) use shares::facts as facts_of_shares;
use showing::Showing;
pub(crate) use showing::Standing;
pub(crate) use survey::facts as facts_of_survey;

use crate::form::{Kind, Section};
use crate::model::evaluation::Sheet;
use crate::report::desk::Desk;
use crate::report::page::{
    Headline, LabelledFigure, LabelledValues, Legend, ListShown, PrintedValue, SectionShown,
};
use crate::section::Content;
use crate::section::fields::Entry;
use crate::section::prose::Prose;

/// Maximum number of columns of a table shown next to its chart.
const NARROW: usize = 5;

/// Contents of a sheet, as its page shows them.
pub(crate) struct SheetContent {
    /// Responsible offices and people.
    pub(crate) people: Vec<LabelledValues>,
    /// Its shares in the sheet above.
    pub(crate) shares: Vec<LabelledFigure>,
    /// Result of its first indicator.
    pub(crate) headline: Option<Headline>,
    /// Its other sections.
    pub(crate) sections: Vec<SectionShown>,
    /// Explanations of its marks.
    pub(crate) legend: Vec<Legend>,
}

/// Contents of a sheet, in the order of its page.
pub(crate) fn shown(sheet: &Sheet, standing: Standing<'_>, desk: &mut Desk<'_>) -> SheetContent {
    let mut showing = Showing { sheet, desk, standing };
    let form = sheet.form();
    let people =
        if headline::is_of_people(form, 0) { headline::people(&mut showing) } else { Vec::new() };
    let shares = headline::shares_above(&mut showing);
    let headline = headline::of(&mut showing);
    let placed: Vec<&str> = sheet.sections.placed();
    let all = form.sections.iter().zip(&sheet.sections.list).enumerate();
    let own = all.filter(|(place, (section, content))| {
        let is_head = headline::is_of_people(form, *place) && matches!(content, Content::Fields(_));
        !is_head && !placed.contains(&section.name.text.as_str())
    });
    let sections = own.filter_map(|(place, _)| showing.at(place)).collect();
    SheetContent { people, shares, headline, sections, legend: legend::of(sheet) }
}

/// Whether a table fits next to its chart on a wide screen.
fn is_narrow(list: &ListShown) -> bool {
    let cells = list.rows.iter().flat_map(|row| row.cells.iter().flatten());
    list.heads.len() <= NARROW && cells.into_iter().all(|held| held.blocks.is_empty())
}

impl Showing<'_, '_> {
    /// The section of this name, shown among texts.
    fn placed(&mut self, name: &str) -> Option<SectionShown> {
        let mut sections = self.sheet.form().sections.iter();
        self.at(sections.position(|section| section.name.text == name)?)
    }

    /// The section at an index of the form.
    fn at(&mut self, place: usize) -> Option<SectionShown> {
        let sheet = self.sheet;
        let own = self.section(&sheet.form().sections[place], &sheet.sections.list[place])?;
        Some(SectionShown { id: format!("kukaku{}", place + 1), ..own })
    }

    /// A section; `None` for one that the sheet omits.
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
            beside: false,
            questions: Vec::new(),
            indicators: None,
            children: None,
            hidden: section.hidden,
        };
        let name = section.name.text.as_str();
        match (content, &section.kind) {
            (Content::Absent(cell), _) => shown.absent = Some(cell::absent(cell)),
            (Content::List(items), _) if items.is_empty() => {
                shown.absent = Some(cell::nothing_listed());
            }
            (Content::Prose(Prose::Free(parts)), _) if parts.is_empty() => {
                shown.absent = Some(cell::nothing_listed());
            }
            (Content::Indicators(list), Kind::Indicators(of))
                if list.is_empty() && of.slots.is_empty() =>
            {
                shown.absent = Some(cell::nothing_listed());
            }
            (Content::Fields(values), Kind::Fields(of)) => {
                shown.fields = fields::shown(self, name, of, values);
                shown.compact = fields::are_short(&shown.fields);
            }
            (Content::Prose(text), Kind::Prose(of)) => {
                shown.prose = prose::shown(self, of, text);
                shown.free = matches!(text, Prose::Free(_));
            }
            (Content::Table(rows), Kind::Table(of)) => {
                shown.table = Some(table::shown(self, name, of, rows));
            }
            (Content::List(items), Kind::List(of)) => {
                shown.list = Some(list::shown(self, name, of, items));
            }
            (Content::Indicators(list), Kind::Indicators(of)) => {
                shown.indicators = Some(indicators::shown(self, name, of, list));
            }
            (Content::Shares(all), Kind::Shares(of)) => {
                let (list, chart) = shares::shown(self, name, of, all);
                shown.wide = true;
                shown.list = Some(list);
                shown.charts = chart.into_iter().collect();
            }
            (Content::Comparison(of), _) => {
                shown.fields = comparison::description(of);
                let (list, chart) = comparison::shown(self, name, of);
                shown.list = Some(list);
                shown.charts = chart.into_iter().collect();
            }
            (Content::Survey(survey), Kind::Survey(of)) => {
                shown.fields = survey::description(self, name, survey);
                shown.questions = survey::shown(self, name, of, survey);
            }
            (Content::Children, Kind::Children(of)) => match children::shown(self, of)? {
                Ok(children) => shown.children = Some(children),
                Err(nothing) => shown.absent = Some(nothing),
            },
            // Omitted, or content of another kind than declared.
            _ => return None,
        }
        shown.beside = shown.list.as_ref().is_some_and(is_narrow) && !shown.charts.is_empty();
        Some(shown)
    }

    /// A value of this sheet or of another one.
    fn value_of(
        &mut self,
        sheet: &Sheet,
        section: &str,
        parts: &[&str],
        entry: &Entry,
    ) -> PrintedValue {
        match entry {
            Entry::Number(_) | Entry::Chosen(_) => {
                let id = sheet.fact(&cell::address(section, parts));
                PrintedValue { figure: Some(self.desk.figure(&id)), ..PrintedValue::default() }
            }
            other => cell::in_words(other),
        }
    }
}
