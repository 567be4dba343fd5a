//! Sheets -> where each stated figure stands: fact id to place in the content. A figure that is computed has
//! no place of its own and is looked up by what it belongs to: its indicator, then its sheet.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::fact_id::{self, Part};
use crate::model::figures::Figures;
use crate::section::Sections;
use crate::sheet::value::decimal;
use crate::sheet::{Sheet, Sheets, forms};
use crate::terms::place::FileId;
use crate::terms::place::Span;

/// Places by fact id; ids of indicators and sheets lead to their names.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    places: BTreeMap<String, Span>,
    figures: BTreeSet<(FileId, usize)>,
    /// Ids of the figures that are stated as numbers.
    numbers: BTreeSet<String>,
}

impl Origins {
    /// Reads the places from the sheets.
    #[must_use]
    pub fn of(sheets: &Sheets) -> Self {
        let mut found = Self::default();
        for sheet in &sheets.evaluations {
            found.enter(sheet.dir.clone(), &Span::whole(sheet.file));
        }
        for sheet in &sheets.policies {
            let id = found.sheet(fact_id::sheet(&sheet.dir, &sheet.stem), sheet.file);
            found.figures(&id, &Figures::of_policy(&sheet.data));
            found.indicators(&id, false, sheet.data.indicators.as_deref());
        }
        for sheet in &sheets.projects {
            let id = found.sheet(fact_id::sheet(&sheet.dir, &sheet.stem), sheet.file);
            found.figures(&id, &Figures::of_project(&sheet.data));
            let measure = sheet.data.later.is_some();
            found.indicators(&id, measure, sheet.data.indicators.as_deref());
        }
        for sheet in &sheets.plans {
            let id = found.sheet(fact_id::plan(&sheet.stem), sheet.file);
            found.figures(&id, &Figures::of_plan(&sheet.data));
            for name in sheet.data.kpis.iter().flatten().filter_map(|kpi| kpi.name.as_ref()) {
                let parts = [Part::Word(fact_id::TARGETS), Part::Name(&name.0.text)];
                found.enter(fact_id::under(&id, &parts), &name.0.span);
            }
        }
        for sheet in &sheets.reviews {
            found.review(sheet);
        }
        for year in &sheets.declared_years {
            found.enter(year.dir.clone(), &Span::whole(year.file));
        }
        for sheet in &sheets.declared {
            let id = found.sheet(sheet.id.clone(), sheet.source.id);
            let sections = Sections::read(&sheet.form, sheet.results, &sheet.tree);
            found.figures(&id, &Figures::of_declared(&sections));
        }
        found
    }

    /// Where the figure of an id stands, or what it belongs to.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<&Span> {
        let mut parts = fact_id::parts(fact_id::unshown(id));
        if let Some(span) = self.places.get(&parts.join(".")) {
            return Some(span);
        }
        // A rate of a year is computed from the actual of that year.
        let mut actual = parts.clone();
        if let Some(column) = actual.get_mut(4) {
            *column = "実績";
            if let Some(span) = self.places.get(&actual.join(".")) {
                return Some(span);
            }
        }
        while parts.pop().is_some() {
            if let Some(span) = self.places.get(&parts.join(".")) {
                return Some(span);
            }
        }
        None
    }

    /// Whether a figure stands there that has an id.
    #[must_use]
    pub fn is_figure(&self, span: &Span) -> bool {
        self.figures.contains(&(span.file, span.start()))
    }

    fn enter(&mut self, id: String, span: &Span) {
        self.places.entry(id).or_insert_with(|| span.clone());
    }

    fn sheet(&mut self, id: String, file: FileId) -> String {
        self.enter(id.clone(), &Span::whole(file));
        id
    }

    fn figures(&mut self, sheet: &str, figures: &Figures<'_>) {
        for stated in figures.iter() {
            let span = &stated.at.span;
            self.figures.insert((span.file, span.start()));
            let id = fact_id::below(sheet, &stated.id);
            if decimal(&stated.at.text).is_ok() {
                self.numbers.insert(id.clone());
            }
            self.enter(id, span);
        }
    }

    fn indicators(&mut self, sheet: &str, measure: bool, list: Option<&[forms::Indicator]>) {
        for indicator in list.into_iter().flatten() {
            if let (Some(key), Some(name)) = (indicator.key(), &indicator.name) {
                let section = Part::Word(fact_id::indicators(measure));
                let id = fact_id::under(sheet, &[section, Part::Name(&key.text)]);
                self.enter(id, &name.0.span);
            }
        }
    }

    /// What a review states is its plan's. An actual that the plan states as well stands there, unless the plan has
    /// a reason only.
    fn review(&mut self, sheet: &Sheet<forms::Review>) {
        let plan = fact_id::plan(&sheet.dir);
        for stated in Figures::of_review(&sheet.data).iter() {
            let span = &stated.at.span;
            self.figures.insert((span.file, span.start()));
            let id = fact_id::below(&plan, &stated.id);
            if !self.numbers.contains(&id) {
                self.places.insert(id, span.clone());
            }
        }
    }
}
