//! Finds the sheets of the previous evaluation that a sheet continues, by code; indexed once for all sheets.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::year::{Dated, Year};
use crate::sheet::{CheckedSheet, Sheets};
use crate::terms::year::FiscalYear;

/// The folders that are years, with when their sheets were made.
pub fn dated(sheets: &Sheets) -> impl Iterator<Item = (&Year, &Dated)> {
    let years = sheets.evaluations.iter();
    years.filter_map(|year| Some((year.as_ref(), year.dated.as_ref()?)))
}

/// Folder, level, and コード in a year or 上 in another folder.
type Standing<'a> = (&'a str, usize, &'a str);

/// Index of previous sheets: a search through all sheets for each takes too long in a city of thousands.
#[derive(Debug)]
pub struct Predecessors<'a> {
    /// The evaluation before each folder's: that of the year of results before, whatever lies between.
    years: BTreeMap<&'a str, (&'a Year, &'a Year)>,
    /// The folders that are years.
    dated: BTreeSet<&'a str>,
    /// The sheets that stand there, each with its place among all.
    sheets: BTreeMap<Standing<'a>, Vec<(usize, &'a CheckedSheet)>>,
}

impl<'a> Predecessors<'a> {
    /// Looks them up.
    #[must_use]
    pub fn of(sheets: &'a Sheets) -> Self {
        let mut all: Vec<(FiscalYear, &Year)> =
            dated(sheets).map(|(year, dated)| (dated.results, year)).collect();
        all.sort_by_key(|(results, year)| (*results, year.dir.as_str()));
        let pairs = all.windows(2).filter(|pair| pair[0].0 < pair[1].0);
        let years = pairs.map(|pair| (pair[1].1.dir.as_str(), (pair[1].1, pair[0].1))).collect();
        let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (place, sheet) in sheets.all.iter().enumerate() {
            let of_year = all.iter().any(|(_, year)| year.dir == sheet.dir);
            if let Some((code, _)) = sheet.head(if of_year { "コード" } else { "上" }) {
                let at = (sheet.dir.as_str(), sheet.level, code);
                found.entry(at).or_default().push((place, sheet.as_ref()));
            }
        }
        let dated = all.iter().map(|(_, year)| year.dir.as_str()).collect();
        Self { years, dated, sheets: found }
    }

    /// The evaluation before that of a year.
    #[must_use]
    pub fn before(&self, year: &Year) -> Option<&'a Year> {
        self.years.get(year.dir.as_str()).map(|(_, before)| *before)
    }

    /// The sheets that a sheet goes on from, in their order; none where it is the first.
    #[must_use]
    pub fn of_sheet(&self, sheet: &CheckedSheet) -> Vec<&'a CheckedSheet> {
        match self.years.get(sheet.dir.as_str()) {
            Some(pair) => self.in_years(*pair, sheet),
            None if self.dated.contains(sheet.dir.as_str()) => Vec::new(),
            None => self.in_folder(sheet),
        }
    }

    /// The sheets of last year, in their order: those that a sheet names, else that of its own code.
    fn in_years(
        &self,
        (own, before): (&Year, &Year),
        sheet: &CheckedSheet,
    ) -> Vec<&'a CheckedSheet> {
        let level = &own.levels[sheet.level].name.text;
        let Some(level) = before.levels.iter().position(|one| one.name.text == *level) else {
            return Vec::new();
        };
        let codes: BTreeSet<&str> = match sheet.former() {
            Some(codes) => codes.into_iter().map(|(code, _)| code).collect(),
            None => sheet.head("コード").map(|(code, _)| code).into_iter().collect(),
        };
        let found =
            codes.into_iter().filter_map(|code| self.sheets.get(&(&before.dir, level, code)));
        let mut found: Vec<_> = found.flatten().copied().collect();
        found.sort_by_key(|(place, _)| *place);
        found.into_iter().map(|(_, sheet)| sheet).collect()
    }

    /// In a folder that is no year, those of the year before that belong to the same sheet.
    fn in_folder(&self, sheet: &CheckedSheet) -> Vec<&'a CheckedSheet> {
        let (Some(results), Some((above, _))) = (sheet.results, sheet.head("上")) else {
            return Vec::new();
        };
        let same = self.sheets.get(&(&sheet.dir, sheet.level, above)).into_iter().flatten();
        let last = same.filter(|(_, one)| one.results == Some(results.previous()));
        last.map(|(_, sheet)| *sheet).collect()
    }
}
