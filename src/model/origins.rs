//! Sheets -> origin of each stated figure: fact id to place in the content. A computed figure has no place of its
//! own; the place of one of its inputs is used, else its sheet.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::fact_id;
use crate::model::figures::Figures;
use crate::section::Sections;
use crate::sheet::Sheets;
use crate::terms::address::COMPUTED;
use crate::terms::place::FileId;
use crate::terms::place::Span;

/// Places by fact id; ids of sheets and years map to their files.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    places: BTreeMap<String, Span>,
    figures: BTreeSet<(FileId, usize)>,
}

impl Origins {
    /// Reads the places from the sheets.
    #[must_use]
    pub fn of(sheets: &Sheets) -> Self {
        let mut found = Self::default();
        for year in &sheets.evaluations {
            found.enter(year.dir.clone(), &Span::whole(year.file));
        }
        for sheet in &sheets.all {
            let id = found.sheet(sheet.id.clone(), sheet.source.id);
            let sections = Sections::read(&sheet.form, sheet.results, &sheet.tree);
            found.figures(&id, &Figures::of_sheet(&sections));
        }
        found
    }

    /// The place of a fact, or of what contains it.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<&Span> {
        let mut parts = fact_id::parts(fact_id::unshown(id));
        if let Some(span) = self.places.get(&parts.join(".")) {
            return Some(span);
        }
        if let Some(at) = parts.iter().position(|part| *part == COMPUTED) {
            let year = parts.last().map(|last| fact_id::below("", last)).unwrap_or_default();
            parts.truncate(at);
            if let Some(span) = self.first_below(&parts.join("."), &year) {
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

    /// For a computed figure: the first figure below an id, preferably of this year.
    fn first_below(&self, id: &str, year: &str) -> Option<&Span> {
        let head = fact_id::below(id, "");
        let below = self.places.range(head.clone()..);
        let below = below.take_while(|(id, _)| id.starts_with(&head));
        let first = below.min_by_key(|(id, span)| (!id.ends_with(year), span.file, span.start()));
        first.map(|(_, span)| span)
    }

    /// Whether a figure with an id stands at a place.
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
            self.enter(id, span);
        }
    }
}
