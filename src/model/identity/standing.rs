//! Finds which indicator continues which, over years and forms.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Identities;
use crate::form::Kind;
use crate::form::indicators::Indicators as Columns;
use crate::model::evaluation::{self, At, Evaluation, Sheet};
use crate::model::fact_id::{self, Part};
use crate::section::Content;
use crate::section::indicators::{Indicator, Series};
use crate::terms::address::part;

/// Place of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing {
    /// Its sheet.
    pub at: At,
    /// Index of its section in the form.
    pub section: usize,
    /// Its index there.
    pub indicator: usize,
    /// Index of its series, if it has any.
    pub series: Option<usize>,
}

/// An indicator, or one of its series, at its place.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// Its year.
    pub year: &'a Evaluation,
    /// Its sheet.
    pub sheet: &'a Sheet,
    /// Name of its section.
    pub section: &'a str,
    /// Columns of the section.
    pub of: &'a Columns,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The series.
    pub series: Option<&'a Series>,
}

/// Id of an indicator; that of a series includes its name: `r6.1.成果指標.gomi`.
#[must_use]
pub fn id(sheet: &Sheet, section: &str, indicator: &Indicator, series: Option<&Series>) -> String {
    let series = series.map(|series| part(&series.name.text));
    let own = [part(section), part(&indicator.key)].into_iter().chain(series);
    sheet.fact(&own.collect::<Vec<_>>().join("."))
}

/// True for two indicators that may be the same, the old one in an earlier year: by 識別 where both have one, else by
/// name, now or before.
fn goes_on(new: &Indicator, old: &Indicator) -> bool {
    if let (Some(new), Some(old)) = (&new.identity, &old.identity) {
        return fact_id::name(new) == fact_id::name(old);
    }
    let called =
        |word: &str| fact_id::name(word) == fact_id::name(&old.key) || word == old.called();
    called(&new.key) || new.former.as_deref().is_some_and(called)
}

impl Standing {
    /// Looks up the place.
    #[must_use]
    pub fn find<'a>(&self, years: &'a [Evaluation]) -> Option<Found<'a>> {
        let [year, level, place] = self.at;
        let year = years.get(year)?;
        let sheet = year.levels.get(level)?.entries.get(place)?.sheet.as_deref()?;
        let section = sheet.form().sections.get(self.section)?;
        let (Kind::Indicators(of), Content::Indicators(list)) =
            (&section.kind, sheet.sections.list.get(self.section)?)
        else {
            return None;
        };
        let indicator = list.get(self.indicator)?;
        let series = match self.series {
            Some(series) => Some(indicator.series.get(series)?),
            None => None,
        };
        Some(Found { year, sheet, section: &section.name.text, of, indicator, series })
    }
}

/// Every indicator and every series of a sheet, in order.
fn standings(sheet: &Sheet, at: At) -> Vec<Standing> {
    let mut all = Vec::new();
    for (section, content) in sheet.sections.list.iter().enumerate() {
        let Content::Indicators(list) = content else { continue };
        for (indicator, one) in list.iter().enumerate() {
            let series = one.parts().enumerate();
            all.extend(series.map(|(series, part)| Standing {
                at,
                section,
                indicator,
                series: part.map(|_| series),
            }));
        }
    }
    all
}

/// Union-find over identities: each points to another of its group, the representative to none.
#[derive(Default)]
struct Same(BTreeMap<String, String>);

impl Same {
    fn first<'a>(&'a self, mut id: &'a str) -> &'a str {
        while let Some(next) = self.0.get(id) {
            id = next;
        }
        id
    }

    /// Joins two groups under the representative of `head`.
    fn join(&mut self, head: &str, other: &str) {
        let (head, other) = (self.first(head).to_owned(), self.first(other).to_owned());
        if head != other {
            self.0.insert(other, head);
        }
    }
}

impl Identities {
    /// Reads the years, earliest first.
    pub(super) fn look_through(&mut self, years: &[Evaluation]) {
        let mut same = Same::default();
        let mut all: Vec<(String, Standing)> = Vec::new();
        // Identities that a later year continues.
        let mut ended: BTreeSet<String> = BTreeSet::new();
        let mut named: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
        for (place, year) in years.iter().enumerate() {
            for (level, entry, _, sheet) in year.all() {
                let at = [place, level, entry];
                for standing in standings(sheet, at) {
                    let Some(own) = standing.find(years) else { continue };
                    let id = id(sheet, own.section, own.indicator, own.series);
                    for before in before(years, at, &own) {
                        same.join(&before, &id);
                        ended.insert(before);
                    }
                    if let Some(identity) = &own.indicator.identity {
                        let series = own.series.map(|series| Part::Name(&series.name.text));
                        let parts = [Part::Name(identity)].into_iter().chain(series);
                        let known = fact_id::under("", &parts.collect::<Vec<_>>());
                        // Every figure's id has a folder first, so none can collide with this.
                        let known = format!("{IDENTITY}{}", self.first(&known));
                        same.join(&known, &id);
                        let others = named.entry(known).or_default();
                        let earlier = others.iter().filter(|(year, _)| *year < place);
                        ended.extend(earlier.map(|(_, id)| id.clone()));
                        others.push((place, id.clone()));
                    }
                    all.push((id, standing));
                }
            }
        }
        for (id, standing) in &all {
            let first = same.first(id);
            let first = first.strip_prefix(IDENTITY).unwrap_or(first).to_owned();
            self.standings.entry(first.clone()).or_default().push(*standing);
            self.firsts.insert(id.clone(), first);
        }
        self.keep_apart(&all, &ended);
    }

    /// Where several continue the same indicator in parallel and end, the newest keeps the shared identity and the
    /// others get their own, so that all of them are kept.
    fn keep_apart(&mut self, all: &[(String, Standing)], ended: &BTreeSet<String>) {
        let mut taken: BTreeSet<&String> = BTreeSet::new();
        let mut apart = Vec::new();
        let mut newest: Vec<&(String, Standing)> = all.iter().collect();
        newest.sort_by_key(|(_, standing)| Reverse(standing.at[0]));
        for (id, _) in newest.into_iter().filter(|(id, _)| !ended.contains(id)) {
            let Some(first) = self.firsts.get(id) else { continue };
            if !taken.insert(first) {
                apart.push((id.clone(), first.clone()));
            }
        }
        for (id, first) in apart {
            self.firsts.insert(id.clone(), id.clone());
            self.apart.insert(id, first);
        }
    }

    /// Every place of an indicator in the years, earliest first.
    #[must_use]
    pub fn standings(&self, id: &str) -> &[Standing] {
        self.standings.get(self.together(id)).map_or(&[], Vec::as_slice)
    }

    /// The identity shared by all indicators that continue the same one.
    #[must_use]
    pub fn together<'a>(&'a self, id: &'a str) -> &'a str {
        self.apart.get(id).map_or_else(|| self.first(id), String::as_str)
    }
}

/// Prefix of a 識別 in the map of identities.
const IDENTITY: &str = "識別：";

/// The ids of an indicator's predecessors, in the newest year that has them.
fn before(years: &[Evaluation], at: At, own: &Found<'_>) -> Vec<String> {
    let earlier = evaluation::earlier(years, at);
    for of_year in earlier.chunk_by(|one, other| one[0] == other[0]).rev() {
        let found = of_year.iter().filter_map(|at| {
            let [year, level, place] = *at;
            let sheet = years[year].levels[level].entries[place].sheet.as_deref()?;
            let all = standings(sheet, *at);
            let mut all = all.iter().filter_map(|standing| standing.find(years));
            let found = all.find(|old| {
                let series =
                    |found: &Found<'_>| found.series.map(|series| series.name.text.clone());
                old.section == own.section
                    && goes_on(own.indicator, old.indicator)
                    && series(old) == series(own)
            })?;
            Some(id(sheet, found.section, found.indicator, found.series))
        });
        let found: Vec<String> = found.collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}
