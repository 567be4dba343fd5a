//! A sheet -> all that is recorded of it: facts, rows of the open data, and what the counts and lists of the whole need.

use std::sync::Arc;

use rayon::prelude::*;

use crate::model::Model;
use crate::model::declared::{self, DeclaredYear, Entry};
use crate::report;
use crate::report::counts::Tally;
use crate::report::data::Rows;
use crate::report::facts::Fact;
use crate::report::ledger::Ledger;
use crate::report::listed;

/// What is recorded of a sheet.
#[derive(Debug)]
pub(crate) struct Part {
    /// By id.
    pub(crate) facts: Box<[Fact]>,
    /// Hashes of the ids and the places of their facts, in order: ids begin alike, so that to compare them takes
    /// long.
    places: Box<[(u32, u32)]>,
    /// Rows of the open data.
    pub(crate) rows: Arc<Rows>,
    /// Id of the sheet.
    pub(crate) sheet: String,
    /// How it counts.
    pub(crate) tally: Tally,
    /// What tells the indicators from all others, over the years.
    pub(crate) identities: Box<[String]>,
}

impl Part {
    fn new(city: &str, year: &DeclaredYear, level: usize, of: (&Entry, &declared::Sheet)) -> Self {
        let mut ledger = Ledger::default();
        let mut rows = Rows::of(city);
        report::declared::record(year, level, of, &mut ledger, &mut rows);
        rows.of_form(year, level, of);
        let listed = listed::of_sheet(year, level, of);
        for one in &listed {
            rows.judged(one);
        }
        rows.close();
        let facts: Box<[Fact]> = ledger.into_own().into();
        Self {
            places: places(&facts),
            facts,
            rows: Arc::new(rows),
            sheet: of.1.id.clone(),
            identities: listed.iter().map(|one| one.identity.clone()).collect(),
            tally: Tally::new(
                &report::declared::owner(year, level, of.0),
                &year.levels[level].name,
                listed.into_iter(),
            ),
        }
    }

    /// The fact whose id is these two together.
    pub(crate) fn fact(&self, id: [&str; 2]) -> Option<&Fact> {
        let wanted = hash(id);
        let first = self.places.partition_point(|(hash, _)| *hash < wanted);
        let alike = self.places[first..].iter();
        let alike = alike.take_while(|(hash, _)| *hash == wanted);
        let mut facts = alike.map(|(_, place)| &self.facts[*place as usize]);
        facts.find(|fact| fact.id.strip_prefix(id[0]) == Some(id[1]))
    }
}

/// Where to find the facts of which ids.
fn places(facts: &[Fact]) -> Box<[(u32, u32)]> {
    let hashes = facts.iter().map(|fact| hash([&fact.id, ""]));
    let mut places: Box<[_]> = hashes.zip(0..).collect();
    places.sort_unstable();
    places
}

/// FNV-1a of two texts together.
fn hash(parts: [&str; 2]) -> u32 {
    let bytes = parts.into_iter().flat_map(str::bytes);
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
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
