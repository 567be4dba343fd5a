//! A sheet -> everything recorded about it: facts, rows of the open data, and what counts and lists need. Recorded on
//! first use, and only once.

#![expect(
    clippy::disallowed_types,
    reason = "the places of sheets are looked up for every figure on every page, and never walked"
)]

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::model::Model;
use crate::model::evaluation::{self, At, Entry, Evaluation};
use crate::report::counts::{self, Tally};
use crate::report::data::Rows;
use crate::report::indicators;
use crate::report::ledger::{Finished, Ledger};
use crate::report::listed;
use crate::report::names;
use crate::report::recorded::Recorded;
use crate::report::sheet::record;

/// The record of a sheet.
#[derive(Debug)]
pub(crate) struct SheetFigures {
    /// Its facts.
    recorded: Recorded,
    /// Rows of the open data.
    pub(crate) rows: Arc<Rows>,
    /// Its contribution to the counts.
    tally: Tally,
    /// Identities of its indicators over the years.
    identities: Box<[String]>,
}

impl SheetFigures {
    fn new(city: &str, year: &Evaluation, level: usize, of: (&Entry, &evaluation::Sheet)) -> Self {
        let mut ledger = Ledger::default();
        let mut rows = Rows::of(city);
        record(year, level, of, &mut ledger, &mut rows);
        rows.of_form(year, level, of);
        let listed = listed::of_sheet(year, level, of);
        for one in &listed {
            rows.judged(one);
        }
        rows.close();
        Self {
            recorded: Recorded::new(ledger.into_own()),
            rows: Arc::new(rows),
            identities: listed.iter().map(|one| one.identity.clone()).collect(),
            tally: Tally::new(
                &names::owner(year, level, of.0),
                &year.levels[level].name,
                listed.into_iter(),
            ),
        }
    }
}

/// The records of all sheets, in the order of years, levels and codes.
#[derive(Debug)]
pub(crate) struct AllFigures {
    model: Arc<Model>,
    /// Address of each sheet, and its figures.
    parts: Vec<(At, OnceLock<SheetFigures>)>,
    /// Index of each sheet by its id.
    places: HashMap<String, usize>,
    of_whole: OnceLock<Recorded>,
}

impl AllFigures {
    pub(crate) fn new(model: &Arc<Model>) -> Self {
        let (mut parts, mut places) = (Vec::new(), HashMap::new());
        for (place, year) in model.evaluations.iter().enumerate() {
            for (level, entry, _, sheet) in year.all() {
                places.insert(sheet.id.clone(), parts.len());
                parts.push(([place, level, entry], OnceLock::new()));
            }
        }
        Self { model: Arc::clone(model), parts, places, of_whole: OnceLock::new() }
    }

    fn recorded<'a>(
        &'a self,
        ([year, level, place], figures): &'a (At, OnceLock<SheetFigures>),
    ) -> Option<&'a SheetFigures> {
        let year = &self.model.evaluations[*year];
        let entry = &year.levels[*level].entries[*place];
        let sheet = entry.sheet.as_deref()?;
        Some(
            figures.get_or_init(|| {
                SheetFigures::new(&self.model.city.name, year, *level, (entry, sheet))
            }),
        )
    }

    /// The records of all sheets, made in parallel.
    pub(crate) fn all(&self) -> Vec<&SheetFigures> {
        self.parts.par_iter().filter_map(|part| self.recorded(part)).collect()
    }

    /// Whether a predicate is true for any sheet; records no more sheets than needed to find out.
    pub(crate) fn any(&self, holds: impl Fn(&SheetFigures) -> bool + Sync) -> bool {
        self.parts.par_iter().any(|part| self.recorded(part).is_some_and(&holds))
    }

    pub(crate) fn model(&self) -> &Model {
        &self.model
    }

    /// Every sheet.
    pub(crate) fn sheets(&self) -> impl Iterator<Item = &evaluation::Sheet> {
        self.model.evaluations.iter().flat_map(Evaluation::all).map(|(.., sheet)| sheet)
    }

    /// True where the city has a rule for grades (評価区分).
    pub(crate) fn is_graded(&self) -> bool {
        self.model.evaluations.iter().any(|year| year.grading.is_some())
    }

    /// Counts over all sheets.
    fn whole(&self, parts: &[&SheetFigures]) -> Recorded {
        let mut ledger = Ledger::default();
        let mut left = parts.iter();
        for year in &self.model.evaluations {
            let own = left.by_ref().take(year.all().count());
            let tallies: Vec<_> = own.map(|part| &part.tally).collect();
            let counted = counts::Year::from(year);
            if !counted.is_empty() {
                counts::record(&counted, &tallies, &mut ledger);
            }
        }
        let identities = parts.iter().flat_map(|part| &part.identities);
        let identities = identities.map(|one| self.model.identities.first(one));
        indicators::record(identities, &mut ledger);
        Recorded::new(ledger.into_own())
    }
}

impl Finished for AllFigures {
    fn of(&self, sheet: &str) -> Option<&Recorded> {
        let place = *self.places.get(sheet)?;
        Some(&self.recorded(&self.parts[place])?.recorded)
    }

    fn of_sheets(&self) -> Vec<&Recorded> {
        self.all().into_iter().map(|part| &part.recorded).collect()
    }

    fn of_whole(&self) -> &Recorded {
        if let Some(known) = self.of_whole.get() {
            return known;
        }
        // Before the count begins: a thread that waits for others in the middle of it might be asked for the count by
        // one of them.
        let parts = self.all();
        self.of_whole.get_or_init(|| self.whole(&parts))
    }
}
