//! Index of the content: years by folder, sheets and names of their levels by code and by parent. Built once for all
//! rules: searching all sheets for each sheet takes too long in a city of thousands.

use std::collections::BTreeMap;

use crate::form::year::Year;
use crate::sheet::{CheckedSheet, Sheets};
use crate::terms::place::Span;

/// A sheet, or a name without a sheet, of a level.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    pub(super) code: &'a str,
    pub(super) span: &'a Span,
    pub(super) parent: Option<(&'a str, &'a Span)>,
    pub(super) sheet: Option<&'a CheckedSheet>,
}

/// Folder, level, code.
type At<'a> = (&'a str, usize, &'a str);

/// The index.
#[derive(Debug)]
pub(super) struct Standing<'a> {
    years: BTreeMap<&'a str, &'a Year>,
    levels: BTreeMap<(&'a str, usize), Vec<Entry<'a>>>,
    /// Sheets by code; the first where there are two.
    sheets: BTreeMap<At<'a>, &'a CheckedSheet>,
    /// Indexes, within their level, of what belongs to a code of the level above.
    below: BTreeMap<At<'a>, Vec<usize>>,
}

impl<'a> Standing<'a> {
    pub(super) fn of(sheets: &'a Sheets) -> Self {
        let years = sheets.evaluations.iter().map(|year| (year.dir.as_str(), year.as_ref()));
        let mut standing = Self {
            years: years.collect(),
            levels: BTreeMap::new(),
            sheets: BTreeMap::new(),
            below: BTreeMap::new(),
        };
        for sheet in &sheets.all {
            let Some((code, span)) = sheet.head("コード") else { continue };
            let entry = Entry { code, span, parent: sheet.head("上"), sheet: Some(sheet) };
            standing.add((&sheet.dir, sheet.level), entry);
        }
        for year in &sheets.evaluations {
            for (place, level) in year.levels.iter().enumerate() {
                for name in &level.entries {
                    let parent = name.parent.as_ref().map(|code| (code.text.as_str(), &code.span));
                    let (code, span) = (name.code.text.as_str(), &name.code.span);
                    standing.add((&year.dir, place), Entry { code, span, parent, sheet: None });
                }
            }
        }
        standing
    }

    fn add(&mut self, (dir, level): (&'a str, usize), entry: Entry<'a>) {
        let own = self.levels.entry((dir, level)).or_default();
        if let Some((parent, _)) = entry.parent {
            self.below.entry((dir, level, parent)).or_default().push(own.len());
        }
        if let Some(sheet) = entry.sheet {
            self.sheets.entry((dir, level, entry.code)).or_insert(sheet);
        }
        own.push(entry);
    }

    /// The year of a folder, or the folder that is not a year.
    pub(super) fn year(&self, dir: &str) -> Option<&'a Year> {
        self.years.get(dir).copied()
    }

    /// Entries of a level: its sheets, then its names.
    pub(super) fn entries<'b>(&'b self, dir: &'b str, level: usize) -> &'b [Entry<'a>] {
        self.levels.get(&(dir, level)).map_or(&[], Vec::as_slice)
    }

    /// The sheet of a level that has a code.
    pub(super) fn sheet(&self, dir: &str, level: usize, code: &str) -> Option<&'a CheckedSheet> {
        self.sheets.get(&(dir, level, code)).copied()
    }

    /// Entries of a level that belong to a code of the level above.
    pub(super) fn below<'b>(
        &'b self,
        dir: &'b str,
        level: usize,
        code: &'b str,
    ) -> Vec<&'b Entry<'a>> {
        let own = self.entries(dir, level);
        let places = self.below.get(&(dir, level, code)).into_iter().flatten();
        places.map(|place| &own[*place]).collect()
    }
}

impl Entry<'_> {
    /// True where the file has another name, so that the code is reported as the mistake.
    pub(super) fn is_misnamed(&self) -> bool {
        self.sheet.is_some_and(|sheet| sheet.stem != self.code)
    }

    /// True where the code or the 上 is already reported as wrong, so that nothing more is said about its place.
    /// `above` are the entries of the level above.
    pub(super) fn is_astray(&self, above: &[Entry<'_>]) -> bool {
        let Some((parent, _)) = self.parent else { return true };
        let there = above.iter().any(|other| other.code == parent);
        let nests = self.sheet.is_some_and(|sheet| sheet.form.codes_nest);
        self.is_misnamed() || !there || (nests && !self.code.starts_with(parent))
    }
}
