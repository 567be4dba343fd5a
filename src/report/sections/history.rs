//! The same indicators over all years, on their newest sheet: target and actual of each year as stated by the newest
//! sheet that has them. Shows only recorded facts.

use std::collections::BTreeMap;

use super::charts::{self, Picture, Year};
use super::indicators::{left_out, parted};
use crate::form::indicators::Role;
use crate::model::compare::{self, Figure};
use crate::model::evaluation;
use crate::model::identity::standing::{Found, Standing, id};
use crate::report::chart::Chart;
use crate::report::comparisons::{self, Place};
use crate::report::desk::Desk;
use crate::report::format;
use crate::report::method_words;
use crate::report::names;
use crate::report::page::{History, OfYear, OverYears, PrintedValue};
use crate::report::sections::showing::Showing;
use crate::section::cell::Value;
use crate::section::indicators::{Break, Indicator, Series};
use crate::terms::year::FiscalYear;

/// A figure, and the sheet that states it.
#[derive(Clone, Copy)]
struct Voice<'a> {
    found: Found<'a>,
    figure: Figure<'a>,
}

/// Figures of a year from all sheets.
#[derive(Default)]
struct Row<'a> {
    target: Option<Voice<'a>>,
    actual: Option<Voice<'a>>,
    /// True where the actual is the base of later years.
    base: bool,
}

/// An indicator over the years.
struct Line<'a> {
    /// The sheets that have it in the same unit, earliest first.
    found_in: Vec<Found<'a>>,
    rows: BTreeMap<FiscalYear, Row<'a>>,
}

pub(super) fn of(showing: &mut Showing<'_, '_>, place: &Place<'_>, list: &[Indicator]) -> History {
    let mut history = History::default();
    // Increments are shown by their running total.
    if place.of.increments {
        return history;
    }
    let mut lines = Vec::new();
    for (indicator, series) in Place::all(list) {
        let found_in = sheets_with(showing, place, (indicator, series));
        let (line, remarks) = line(showing.desk, found_in, indicator);
        let name = comparisons::printed_name(indicator, series);
        history.remarks.extend(remarks.into_iter().map(|said| format!("{name}：{said}")));
        lines.extend(line.map(|line| ((indicator, series), line)));
    }
    if lines.is_empty() {
        return history;
    }
    history.number = showing.desk.table();
    let rows = || lines.iter().flat_map(|(_, line)| line.rows.values());
    let targets = rows().any(|row| row.target.is_some());
    let roles = [Role::Target, Role::Actual].into_iter().skip(usize::from(!targets));
    history.heads = roles.map(|role| place.word(role).to_owned()).collect();
    for ((indicator, series), line) in &lines {
        let name = comparisons::printed_name(indicator, *series);
        let rows = line.rows.values();
        let years = rows.map(|row| row.shown(place, targets, showing.desk)).collect();
        history.indicators.push(OverYears { name, years });
    }
    for (of, line) in lines {
        history.charts.extend(chart(showing, place, of, line, &history.number));
    }
    history
}

/// The sheets that have an indicator, one per year, earliest first; empty where a newer sheet continues it.
fn sheets_with<'a>(
    showing: &Showing<'a, '_>,
    place: &Place<'_>,
    (indicator, series): (&Indicator, Option<&Series>),
) -> Vec<Found<'a>> {
    let model = showing.standing.model;
    let (years, at) = (&model.evaluations, showing.standing.at());
    let own = id(place.sheet, place.section, indicator, series);
    let (before, after) = (evaluation::earlier(years, at), evaluation::later(years, at));
    let is_same = |found: &Found<'_>| {
        indicator.identity.is_some() && found.indicator.identity == indicator.identity
    };
    let own_chain = |one: &&Standing| {
        let found = one.find(years);
        one.at == at
            || [&before, &after].iter().any(|list| list.contains(&one.at))
            || one.at[0] != at[0] && found.as_ref().is_some_and(is_same)
    };
    let all: Vec<&Standing> = model.identities.standings(&own).iter().filter(own_chain).collect();
    if all.iter().any(|one| one.at[0] > at[0]) {
        return Vec::new();
    }
    let of_years = all.chunk_by(|one, other| one.at[0] == other.at[0]);
    let found = of_years.filter_map(|same| same.iter().find_map(|one| one.find(years)));
    let mut found_in: Vec<Found<'_>> = found.filter(|found| found.year.year.is_some()).collect();
    found_in.sort_by_key(|found| found.year.year);
    found_in
}

/// The indicator over the years, if more than one sheet has it, and remarks in sentences.
fn line<'a>(
    desk: &Desk<'_>,
    found_in: Vec<Found<'a>>,
    newest: &Indicator,
) -> (Option<Line<'a>>, Vec<String>) {
    let unit = newest.shown_unit();
    let mut remarks = changes(&found_in, newest, unit);
    let found_in: Vec<Found<'_>> =
        found_in.into_iter().filter(|found| found.indicator.shown_unit() == unit).collect();
    if found_in.len() < 2 {
        return (None, remarks);
    }
    remarks.extend(otherwise(desk, &found_in));
    let rows = rows(&found_in);
    (Some(Line { found_in, rows }), remarks)
}

fn place<'a>(found: &Found<'a>) -> Place<'a> {
    let Found { year, sheet, section, of, indicator: _, series: _ } = *found;
    Place { sheet, section, of, year }
}

/// 令和6年度
fn year_of(found: &Found<'_>) -> String {
    found.year.year.map(format::wareki).unwrap_or_default()
}

/// What a sheet states in a role, the first value of each year.
fn voices<'a>(found: &Found<'a>, role: Role) -> BTreeMap<FiscalYear, Voice<'a>> {
    let Found { of, sheet, indicator, series, .. } = *found;
    let mut voices = BTreeMap::new();
    for figure in compare::figures(of, sheet.sections.results, indicator, series, role) {
        // A base has a year only if one is stated.
        let year = if role == Role::Base { figure.stated.year } else { figure.year };
        let Some(year) = year else { continue };
        voices.entry(year).or_insert(Voice { found: *found, figure });
    }
    voices
}

/// Figures of each year; the newest sheet wins. A base is used for a year without an actual.
fn rows<'a>(found_in: &[Found<'a>]) -> BTreeMap<FiscalYear, Row<'a>> {
    let mut rows: BTreeMap<FiscalYear, Row<'_>> = BTreeMap::new();
    for found in found_in.iter().rev() {
        for (year, voice) in voices(found, Role::Target) {
            rows.entry(year).or_default().target.get_or_insert(voice);
        }
        for (year, voice) in voices(found, Role::Actual) {
            rows.entry(year).or_default().actual.get_or_insert(voice);
        }
    }
    for found in found_in.iter().rev() {
        let mut bases = voices(found, Role::Base);
        bases.retain(|_, voice| voice.figure.stated.cell.number().is_some());
        for (year, voice) in bases {
            let row = rows.entry(year).or_default();
            row.base |= row.actual.is_none();
            row.actual.get_or_insert(voice);
        }
    }
    rows
}

impl Voice<'_> {
    fn id(&self) -> String {
        let Found { indicator, series, .. } = self.found;
        place(&self.found).stated(indicator, series, &self.figure)
    }

    /// 令和5年度の実績
    fn words(&self) -> String {
        format!("{}の{}", self.year(), place(&self.found).column(&self.figure))
    }

    fn year(&self) -> String {
        comparisons::year_of(self.found.indicator, &self.figure)
    }
}

impl Row<'_> {
    fn year(&self) -> String {
        self.actual.or(self.target).map(|voice| voice.year()).unwrap_or_default()
    }

    fn shown(&self, newest: &Place<'_>, targets: bool, desk: &mut Desk<'_>) -> OfYear {
        let voices = [self.target, self.actual];
        let mut cell = |voice: Option<Voice<'_>>| match voice {
            Some(voice) => {
                PrintedValue { figure: Some(desk.figure(&voice.id())), ..PrintedValue::default() }
            }
            None => left_out(),
        };
        let cells = voices.into_iter().skip(usize::from(!targets)).map(&mut cell).collect();
        let sheets = voices.map(|voice| voice.map(|voice| names::name(voice.found.year)));
        let sheet = match sheets {
            [Some(target), Some(actual)] if target != actual => {
                let [of_target, of_actual] =
                    [Role::Target, Role::Actual].map(|role| newest.word(role));
                format!("{of_target}は{target}、{of_actual}は{actual}")
            }
            [target, actual] => actual.or(target).unwrap_or_default(),
        };
        let base = self.actual.filter(|_| self.base);
        let base = base.map(|base| format!("（{}）", place(&base.found).column(&base.figure)));
        OfYear { year: format!("{}{}", self.year(), base.unwrap_or_default()), cells, sheet }
    }
}

/// Changes from one evaluation to the next: name, method, kind of values; and years in another unit.
fn changes(found_in: &[Found<'_>], newest: &Indicator, unit: &str) -> Vec<String> {
    let mut remarks = Vec::new();
    let method = |found: &Found<'_>| {
        let method = compare::method(found.of, found.indicator, found.series);
        method.map_or("算出しない", method_words::name)
    };
    for pair in found_in.windows(2) {
        let [old, new] = pair else { continue };
        let between = |what: &str, old_word: &str, new_word: &str| {
            format!(
                "{what}は、{}の票まで「{old_word}」、{}の票から「{new_word}」です。",
                year_of(old),
                year_of(new)
            )
        };
        let called = [old, new].map(|found| found.indicator.called());
        // The former name is already shown next to the name if the sheet states it.
        if called[0] != called[1] && newest.former.as_deref() != Some(called[0]) {
            remarks.push(between("指標名", called[0], called[1]));
        }
        if method(old) != method(new) {
            remarks.push(between("比べ方", method(old), method(new)));
        }
    }
    let breaks = breaks(found_in);
    let own = |year: &FiscalYear| {
        let found = found_in.last();
        found.is_some_and(|found| breaks_of(found).any(|one| one.year == *year))
    };
    let older = breaks.iter().filter(|(year, _)| !own(year));
    remarks.extend(older.map(|(_, (found, one))| parted(found.indicator, one)));
    let other = found_in.iter().filter(|found| found.indicator.shown_unit() != unit);
    remarks.extend(other.map(|found| {
        format!(
            "{}の票の単位は「{}」で、「{unit}」と違うため、実績の推移に入れていません。",
            year_of(found),
            found.indicator.shown_unit()
        )
    }));
    remarks
}

fn breaks_of<'a>(found: &Found<'a>) -> impl Iterator<Item = &'a Break> {
    found.indicator.breaks_of(found.series)
}

/// The breaks stated by any sheet, in the words of the newest.
fn breaks<'a>(found_in: &[Found<'a>]) -> BTreeMap<FiscalYear, (Found<'a>, &'a Break)> {
    let all =
        found_in.iter().flat_map(|found| breaks_of(found).map(|one| (one.year, (*found, one))));
    all.collect()
}

/// Differences between sheets for the same year: a target, with the reasons of its revisions, or an actual.
fn otherwise(desk: &Desk<'_>, found_in: &[Found<'_>]) -> Vec<String> {
    let mut all: BTreeMap<(FiscalYear, usize), Vec<Voice<'_>>> = BTreeMap::new();
    for found in found_in {
        for (order, role) in [Role::Target, Role::Actual].into_iter().enumerate() {
            for (year, voice) in voices(found, role) {
                let value = &voice.figure.stated.cell.value;
                if matches!(value, Value::Number(_) | Value::Bound(_)) {
                    all.entry((year, order)).or_default().push(voice);
                }
            }
        }
    }
    let mut sentences = Vec::new();
    for ((year, order), voices) in all {
        let said: Vec<String> = voices.iter().map(|voice| desk.sentence(&voice.id())).collect();
        let Some(newest) = voices.last() else { continue };
        if said.windows(2).all(|pair| pair[0] == pair[1]) {
            continue;
        }
        let each = voices.iter().zip(&said);
        let each = each.map(|(voice, said)| format!("{}の票では{said}", year_of(&voice.found)));
        let each: Vec<String> = each.collect();
        sentences.push(format!("{}は、{}です。", newest.words(), each.join("、")));
        let Found { indicator, series, .. } = newest.found;
        let revised = indicator.revisions_of(series).filter(|one| order == 0 && one.year.1 == year);
        sentences.extend(
            revised
                .map(|one| format!("{}の改定の理由：{}。", format::date(&one.day.1), one.reason)),
        );
    }
    sentences
}

/// The chart; `None` where the chart of the newest sheet already shows everything.
fn chart(
    showing: &mut Showing<'_, '_>,
    newest: &Place<'_>,
    (indicator, series): (&Indicator, Option<&Series>),
    Line { found_in, rows }: Line<'_>,
    table: &str,
) -> Option<Chart> {
    let is_other = |voice: Voice<'_>| voice.found.year.dir != newest.year.dir;
    let mut voices = rows.values().flat_map(|row| [row.target, row.actual]).flatten();
    if !voices.any(is_other) {
        return None;
    }
    let drawn = |row: &Row<'_>, actual: Option<Voice<'_>>| {
        let mark = |voice: Voice<'_>| {
            let Found { indicator, series, .. } = voice.found;
            charts::mark(showing, &place(&voice.found), indicator, series, &voice.figure)
        };
        let bounds = row.target.and_then(|one| charts::bounds(one.found.indicator, &one.figure));
        let (actual, plan) = (actual.and_then(mark), row.target.and_then(mark));
        let any = actual.is_some() || plan.is_some() || bounds.is_some();
        any.then(|| Year { words: row.year(), actual, plan, path: None, bounds })
    };
    // A base is a starting point of lines, not a column.
    let first = rows.first_key_value().filter(|(_, row)| row.base);
    let base = first.and_then(|(year, row)| Some((*year, drawn(row, row.actual)?)));
    let later = rows.iter().skip(usize::from(base.is_some()));
    let of_year = |(year, row): (&FiscalYear, &Row<'_>)| {
        Some((*year, drawn(row, row.actual.filter(|_| !row.base))?))
    };
    let years = later.filter_map(of_year).collect();
    let breaks: Vec<FiscalYear> = breaks(&found_in).into_keys().collect();
    // Values before and after a break must not be compared in a sentence.
    let comparable = |year: &FiscalYear| breaks.last().is_none_or(|last| year >= last);
    let actuals = rows.iter().filter(|(year, _)| comparable(year));
    let actuals = actuals.filter_map(|(_, row)| {
        let actual =
            row.actual.filter(|one| !row.base && one.figure.stated.cell.number().is_some())?;
        Some(format!("{}は{}", actual.words(), showing.desk.sentence(&actual.id())))
    });
    let actuals: Vec<String> = actuals.collect();
    let message = match actuals.as_slice() {
        [first, .., last] => format!("{first}、{last}"),
        [only] => only.clone(),
        [] => comparisons::printed_name(indicator, series),
    };
    let sheets = format!("、{}年度の票による推移", found_in.len());
    let all = Picture { indicator, series, years, base, breaks, message, sheets, table };
    all.draw(showing, newest)
}
