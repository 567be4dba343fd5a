//! 指標 and 増加分 as shown: a row for each indicator or series, and the results of the comparisons.

use std::collections::BTreeSet;

use ecow::EcoString;

use super::{charts, compared, history};
use crate::form::Indicators as Declared;
use crate::form::indicators::{Column, Holds, Role};
use crate::model::compare;
use crate::model::indicator::Kind;
use crate::report::comparisons::{self, Place};
use crate::report::page::{
    Dated, IndicatorCell, IndicatorRow, IndicatorsShown, PrintedValue, RevisedRow, TableHead,
};
use crate::report::sections::showing::Showing;
use crate::report::{format, words};
use crate::section::cell::Cell;
use crate::section::fields::Entry;
use crate::section::indicators::{Break, Indicator, Revision, Series, Stated, Value};
use crate::section::taken::Elsewhere;
use crate::terms::year::FiscalYear;

/// A heading: a column, of one year where the heading states it.
#[derive(Clone)]
struct Head<'a> {
    place: usize,
    column: &'a Column,
    year: Option<(FiscalYear, String)>,
}

pub(super) fn shown(
    showing: &mut Showing<'_, '_>,
    section: &str,
    of: &Declared,
    list: &[Indicator],
) -> IndicatorsShown {
    let place = Place { sheet: showing.sheet, section, of, year: showing.standing.year };
    let number = showing.desk.table();
    let heads = heads(&place, list);
    let rows = rows(showing, &place, &heads, list);
    let has_results = of.compares() && !list.is_empty();
    let compared_number = if has_results { showing.desk.table() } else { String::new() };
    let compared = if has_results { compared::rows(showing, &place, list) } else { Vec::new() };
    let formulas = if has_results { compared::formulas(showing, &place, list) } else { Vec::new() };
    let graded = compared.iter().find_map(|row| row.grade.clone());
    let revised_number = if list.iter().any(|indicator| indicator.revisions().next().is_some()) {
        showing.desk.table()
    } else {
        String::new()
    };
    let revised = list.iter().flat_map(|indicator| revised(showing, &place, indicator)).collect();
    // Levels of increments are computed; everything else in the chart is in the sheet's own table.
    let drawn = if of.increments { &compared_number } else { &number };
    let charts = charts::of(showing, &place, list, drawn);
    let history = history::of(showing, &place, list);
    IndicatorsShown {
        number,
        slots: !of.slots.is_empty(),
        series: list.iter().any(|indicator| !indicator.series.is_empty()),
        heads: heads.iter().map(|head| shown_head(head)).collect(),
        rows,
        compared_number,
        gaps: compared.iter().any(|row| row.gap.is_some()),
        changes: compared.iter().any(|row| row.change.is_some()),
        reasons: compared.iter().any(|row| !row.reason.is_empty() || !row.method.is_empty()),
        formulas,
        graded,
        increments: of.increments,
        rates: compared.iter().any(|row| row.rate.is_some()),
        totals: compared.iter().any(|row| row.total.is_some() || row.planned.is_some()),
        levels: compared.iter().any(|row| row.level.is_some() || row.planned_level.is_some()),
        compared,
        revised_number,
        revised,
        charts,
        history,
    }
}

fn shown_head(head: &Head<'_>) -> TableHead {
    let Head { column, year, .. } = head;
    // A rank contains its unit.
    let unit = column.unit.as_ref().filter(|_| !matches!(column.holds, Holds::Figures(Role::Rank)));
    let lines = std::iter::once(column.name.text.clone())
        .chain(unit.map(|unit| format!("（{unit}）")))
        .chain(year.as_ref().map(|(_, words)| words.clone()));
    let figures = matches!(column.holds, Holds::Figures(_));
    let hint = column.hint.clone().unwrap_or_default();
    TableHead {
        lines: lines.collect(),
        hint,
        figures,
        hidden: column.hidden,
        ..TableHead::default()
    }
}

/// The headings: a column has one per year where all rows have the same years.
fn heads<'a>(place: &Place<'a>, list: &[Indicator]) -> Vec<Head<'a>> {
    // An optional column without any value is not shown.
    let stated = |(number, column): &(usize, &Column)| {
        let mut all = Place::all(list);
        !column.optional
            || list.is_empty()
            || all.any(|(indicator, series)| indicator.value(series, *number).is_some())
    };
    let columns = place.of.columns.iter().enumerate().filter(stated);
    let mut heads: Vec<Head<'_>> =
        columns.flat_map(|(number, column)| column_heads(place, (number, column), list)).collect();
    if place.of.by_year {
        sort_by_year(&mut heads);
    }
    heads
}

/// Sorts the headings with a year among themselves; all others keep their place.
fn sort_by_year(heads: &mut [Head<'_>]) {
    let mut dated: Vec<&mut Head<'_>> =
        heads.iter_mut().filter(|head| head.year.is_some()).collect();
    let mut sorted: Vec<Head<'_>> = dated.iter().map(|head| (**head).clone()).collect();
    sorted.sort_by_key(|head| head.year.as_ref().map(|(year, _)| *year));
    for (place, head) in dated.iter_mut().zip(sorted) {
        **place = head;
    }
}

fn column_heads<'a>(
    place: &Place<'a>,
    (number, column): (usize, &'a Column),
    list: &[Indicator],
) -> Vec<Head<'a>> {
    let results = place.results();
    let head = |year| Head { place: number, column, year };
    let is_stated =
        |(indicator, series): (&Indicator, _)| indicator.value(series, number).is_some();
    // An optional column that no indicator fills is not on this sheet.
    if column.optional && !list.is_empty() && !Place::all(list).any(is_stated) {
        return Vec::new();
    }
    if !column.years.is_empty() && !column.free {
        let years = column.years.iter();
        let words = |year: &crate::form::Year| {
            format!("{}年度", year.name(results).trim_end_matches("年度"))
        };
        let years = years.filter_map(|year| Some(head(Some((year.of(results)?, words(year))))));
        return years.collect();
    }
    let mut all: BTreeSet<Vec<(FiscalYear, String)>> = BTreeSet::new();
    for (indicator, series) in Place::all(list) {
        let value = indicator.value(series, number);
        let stated = value.map(|value| value.stated(column, results)).unwrap_or_default();
        let years =
            stated.iter().filter_map(|stated| Some((stated.year?, year_words(indicator, stated))));
        let mut years: Vec<_> = years.collect();
        if matches!(column.holds, Holds::Figures(Role::Actual)) {
            let below = indicator.elsewhere.iter().filter(|other| other.below);
            let missing = below.filter(|other| years.iter().all(|(year, _)| *year != other.year));
            let missing: BTreeSet<FiscalYear> = missing.map(|other| other.year).collect();
            years.extend(
                missing
                    .into_iter()
                    .map(|year| (year, comparisons::year_words(&indicator.period, &year.short()))),
            );
        }
        // Of the targets from the sheet above, only those of the year of results are relevant here.
        let own = |(year, _): &(FiscalYear, String)| Some(*year) == results;
        if column.above && years.iter().any(own) {
            years.retain(own);
        }
        // A word for all years does not say which years there are.
        if !(years.is_empty() && stated.len() <= 1) {
            all.insert(years);
        }
    }
    match all.into_iter().collect::<Vec<_>>().as_slice() {
        [years] if !years.is_empty() => {
            years.iter().cloned().map(|year| head(Some(year))).collect()
        }
        _ => vec![head(None)],
    }
}

fn year_words(indicator: &Indicator, stated: &Stated<'_>) -> String {
    let written = stated.written.map(|at| at.text.as_str());
    let written = written.filter(|text| !text.starts_with(|c: char| c.is_ascii()));
    let short = stated.year.map(FiscalYear::short).unwrap_or_default();
    comparisons::year_words(&indicator.period, written.unwrap_or(&short))
}

fn rows(
    showing: &mut Showing<'_, '_>,
    place: &Place<'_>,
    heads: &[Head<'_>],
    list: &[Indicator],
) -> Vec<IndicatorRow> {
    let mut rows = Vec::new();
    let empty = |slot: &str| IndicatorRow {
        slot: slot.to_owned(),
        span: "1".to_owned(),
        name: left_out(),
        notes: Vec::new(),
        about: String::new(),
        unit: left_out(),
        series: String::new(),
        cells: heads
            .iter()
            .map(|_| IndicatorCell { span: "1".to_owned(), values: Vec::new() })
            .collect(),
    };
    if place.of.slots.is_empty() {
        for indicator in list {
            of_indicator(showing, place, heads, indicator, &mut rows);
        }
        return rows;
    }
    for slot in &place.of.slots {
        match list.iter().find(|indicator| indicator.slot.as_deref() == Some(slot.text.as_str())) {
            Some(indicator) => of_indicator(showing, place, heads, indicator, &mut rows),
            None => rows.push(empty(&slot.text)),
        }
    }
    rows
}

fn of_indicator(
    showing: &mut Showing<'_, '_>,
    place: &Place<'_>,
    heads: &[Head<'_>],
    indicator: &Indicator,
    rows: &mut Vec<IndicatorRow>,
) {
    let count = indicator.series.len().max(1);
    let notes = notes(indicator);
    let notes: Vec<String> = notes.iter().map(|note| showing.desk.note(note)).collect();
    for (number, series) in indicator.parts().enumerate() {
        let cells = heads.iter().map(|head| {
            let own = series.is_some_and(|series| has_own(indicator, series, head));
            // A value of the indicator for all its series is shown once.
            let shared = series.is_some() && !own;
            let span = match (shared, number) {
                (false, _) => "1".to_owned(),
                (true, 0) => shared_span(indicator, head, count).to_string(),
                (true, _) => {
                    let mut before = indicator.series[..number].iter();
                    let covered = before.rposition(|series| has_own(indicator, series, head));
                    // After a series with a value of its own, the value of the indicator is repeated.
                    if covered == Some(number - 1) { "1".to_owned() } else { String::new() }
                }
            };
            IndicatorCell { values: values(showing, place, head, indicator, series), span }
        });
        let cells = cells.collect();
        rows.push(IndicatorRow {
            slot: indicator.slot.as_deref().filter(|_| number == 0).unwrap_or_default().to_owned(),
            span: if number == 0 { count.to_string() } else { String::new() },
            name: showing.value(place.section, &[], &indicator.name),
            notes: if number == 0 { notes.clone() } else { Vec::new() },
            about: if number == 0 { about(indicator) } else { String::new() },
            unit: unit(showing, place, indicator),
            series: series.map(|series| series.name.text.to_string()).unwrap_or_default(),
            cells,
        });
    }
}

/// The unit of a row: that of its figures as shown, and that of the sheet where it differs.
fn unit(showing: &mut Showing<'_, '_>, place: &Place<'_>, indicator: &Indicator) -> PrintedValue {
    let stated = indicator.unit();
    if indicator.conversion.is_none() || stated.is_empty() {
        return showing.value(place.section, &[], &indicator.unit);
    }
    PrintedValue {
        text: format!("{}（票は{stated}）", indicator.shown_unit()),
        ..PrintedValue::default()
    }
}

/// Number of rows that a value of the indicator spans, starting with the first.
fn shared_span(indicator: &Indicator, head: &Head<'_>, count: usize) -> usize {
    let mut series = indicator.series.iter();
    series.position(|series| has_own(indicator, series, head)).unwrap_or(count)
}

/// True for a series with values of its own in a column, on this sheet or from one below.
fn has_own(indicator: &Indicator, series: &Series, head: &Head<'_>) -> bool {
    let actuals = matches!(head.column.holds, Holds::Figures(Role::Actual));
    let mut below = indicator.elsewhere.iter().filter(|other| actuals && other.below);
    series.columns.get(head.place).is_some_and(Option::is_some)
        || below.any(|other| other.series.as_ref() == Some(&series.name.text))
}

fn values(
    showing: &mut Showing<'_, '_>,
    place: &Place<'_>,
    head: &Head<'_>,
    indicator: &Indicator,
    series: Option<&Series>,
) -> Vec<Dated> {
    let Some(value) = indicator.value(series, head.place) else {
        return of_sheets_below(showing, place, head, (indicator, series));
    };
    let plain = |held| Dated { year: String::new(), held };
    match value {
        Value::Way(word) => {
            return vec![plain(PrintedValue {
                text: word.text.to_string(),
                ..PrintedValue::default()
            })];
        }
        Value::Words(entries) => {
            let name = head.column.name.text.as_str();
            let own =
                series.filter(|series| series.columns.get(head.place).is_some_and(Option::is_some));
            let own = own.map(|series| series.name.text.clone());
            let parts: Vec<&str> =
                [indicator.key.as_str()].into_iter().chain(own.as_deref()).chain([name]).collect();
            return entries
                .iter()
                .map(|entry| plain(showing.value(place.section, &parts, entry)))
                .collect();
        }
        Value::Years(_) | Value::One(_) => {}
    }
    let mut all = Vec::new();
    for stated in value.stated(head.column, place.results()) {
        if head.year.as_ref().is_some_and(|(year, _)| stated.year.is_some_and(|own| own != *year)) {
            continue;
        }
        let id = place.figure(indicator, series, head.place, &stated);
        let shown =
            PrintedValue { figure: Some(showing.desk.figure(&id)), ..PrintedValue::default() };
        let year = match &head.year {
            None if stated.written.is_some() => year_words(indicator, &stated),
            _ => String::new(),
        };
        all.push(Dated { year, held: shown });
    }
    all.extend(of_sheets_below(showing, place, head, (indicator, series)));
    all
}

/// Actuals from sheets below, where this one has no number, each with the name of that sheet.
fn of_sheets_below(
    showing: &mut Showing<'_, '_>,
    place: &Place<'_>,
    head: &Head<'_>,
    (indicator, series): (&Indicator, Option<&Series>),
) -> Vec<Dated> {
    if !matches!(head.column.holds, Holds::Figures(Role::Actual)) {
        return Vec::new();
    }
    let all = compare::figures(place.of, place.results(), indicator, series, Role::Actual);
    let below = all.iter().filter(|figure| figure.column == head.place);
    let below =
        below.filter_map(|figure| Some((figure, figure.elsewhere.filter(|one| one.below)?)));
    let of_head = |year: FiscalYear| head.year.as_ref().is_none_or(|(own, _)| *own == year);
    let below = below.filter(|(_, other)| of_head(other.year));
    let dated = |(figure, other): (&compare::Figure<'_>, &Elsewhere)| {
        let id = place.stated(indicator, series, figure);
        let value =
            PrintedValue { figure: Some(showing.desk.figure(&id)), ..PrintedValue::default() };
        Dated { year: other.name.clone(), held: value }
    };
    below.map(dated).collect()
}

/// Notes on an indicator as a whole.
pub(crate) fn notes(indicator: &Indicator) -> Vec<String> {
    let former = indicator.former.as_ref().map(|former| format!("旧名称は「{former}」です。"));
    let series = indicator
        .series
        .iter()
        .flat_map(|series| series.breaks.iter().map(|one| (Some(series.name.text.as_str()), one)));
    let breaks = indicator.breaks.iter().map(|one| (None, one)).chain(series);
    let breaks = breaks.map(|(series, one)| {
        let of = series.map(|series| format!("{series}：")).unwrap_or_default();
        format!("{of}{}", parted(indicator, one))
    });
    former
        .into_iter()
        .chain(breaks)
        .chain(indicator.notes.iter().map(ToString::to_string))
        .collect()
}

/// Sentence about a break.
pub(super) fn parted(indicator: &Indicator, Break { at: _, year, reason }: &Break) -> String {
    let year = comparisons::year_words(&indicator.period, &year.short());
    format!("{year}の前と後では値を比べられません。{reason}")
}

/// Kind of indicator, as far as no column of the form states it.
fn about(indicator: &Indicator) -> String {
    let columns = indicator.columns.iter().flatten();
    let way = columns.into_iter().any(|value| matches!(value, Value::Way(_)));
    let direction = indicator.direction.as_deref().filter(|_| !way).and_then(compare::direction);
    let direction = direction.map(|direction| words::direction(direction).text);
    let kind = indicator
        .kind
        .as_deref()
        .and_then(Kind::from_word)
        .map(|kind| words::kind(kind).to_owned());
    let year = |words: &str| comparisons::year_words(&indicator.period, words);
    let middle = indicator.middle.as_ref().map(|(at, _)| format!("中間目標は{}", year(&at.text)));
    let last = indicator.last.as_ref().map(|(at, _)| format!("最終目標は{}", year(&at.text)));
    let tolerance = indicator.tolerance.as_ref();
    let tolerance = tolerance.map(|(_, width)| format!("許容幅{}％", format::number(*width)));
    let targets = [middle, last];
    let all = [direction, kind, tolerance].into_iter().chain(targets).flatten();
    all.collect::<Vec<_>>().join("、")
}

fn revised(
    showing: &mut Showing<'_, '_>,
    place: &Place<'_>,
    indicator: &Indicator,
) -> Vec<RevisedRow> {
    let row = |(series, revision): (Option<&Series>, &Revision)| {
        let mut side = |side: &str, cell: &Cell| {
            let parts = indicator.revised(series, revision, side);
            let parts: Vec<&str> = parts.iter().map(EcoString::as_str).collect();
            showing.value(place.section, &parts, &Entry::Number(cell.clone()))
        };
        let (before, after) = (side("前", &revision.before), side("後", &revision.after));
        RevisedRow {
            name: comparisons::name(indicator, series),
            year: comparisons::year_words(&indicator.period, &revision.year.1.short()),
            before,
            after,
            day: format::date(&revision.day.1),
            day_iso: format::iso(&revision.day.1),
            reason: revision.reason.to_string(),
        }
    };
    indicator.revisions().map(row).collect()
}

/// Text for what the sheet omits.
pub(super) fn left_out() -> PrintedValue {
    PrintedValue {
        missing: true,
        unsaid: words::NOT_ON_SHEET.to_owned(),
        ..PrintedValue::default()
    }
}
