//! A sheet -> all that is recorded of it: facts, rows of the open data, and what the counts and lists of the whole need.

use std::sync::Arc;

use rayon::prelude::*;

use crate::model::Model;
use crate::model::declared::{self, DeclaredYear, Entry};
use crate::report::counts::Tally;
use crate::report::data::Rows;
use crate::report::declared::record;
use crate::report::ledger::Ledger;
use crate::report::listed;
use crate::report::names;
use crate::report::recorded::Recorded;

/// What is recorded of a sheet.
#[derive(Debug)]
pub(crate) struct Part {
    /// Its facts.
    pub(crate) recorded: Arc<Recorded>,
    /// Rows of the open data.
    pub(crate) rows: Arc<Rows>,
    /// How it counts.
    pub(crate) tally: Tally,
    /// What tells the indicators from all others, over the years.
    pub(crate) identities: Box<[String]>,
}

impl Part {
    fn new(city: &str, year: &DeclaredYear, level: usize, of: (&Entry, &declared::Sheet)) -> Self {
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
            recorded: Arc::new(Recorded::new(&of.1.id, ledger.into_own())),
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

/// What is recorded of every sheet, in the order of years, levels and codes.
pub(crate) fn parts(model: &Model) -> Vec<Arc<Part>> {
    let years = model.declared.iter();
    let sheets = years.flat_map(|year| {
        year.all().map(move |(level, _, entry, sheet)| (year, level, (entry, sheet)))
    });
    let sheets: Vec<_> = sheets.collect();
    let part = |(year, level, of)| Arc::new(Part::new(&model.city.name, year, level, of));
    sheets.into_par_iter().map(part).collect()
}
