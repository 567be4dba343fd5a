//! An indicator over the evaluation years of the site: one series, in which the newest sheet wins, with
//! what other sheets say of the same year, changed targets and renames. Shows recorded facts only.

use std::collections::BTreeSet;

use crate::model::policy::Evaluation;
use crate::model::{Model, identity};
use crate::report::alt;
use crate::report::chart::{Chart, Column, Mark, Spec};
use crate::report::desk::Desk;
use crate::report::format;
use crate::report::indicator::legend;
use crate::report::lines;
use crate::report::page::{Figure, History, HistoryRow, Link};
use crate::report::revision;
use crate::report::series::{Series, Side, Take};
use crate::report::sheet::{self, Sheet};
use crate::terms::year::FiscalYear;

/// What marks a figure in the chart on which the sheets do not agree.
const DIFFERS: &str = "※";

/// A sheet of one year with one of its indicators.
type Told<'a> = (&'a Evaluation, Series<'a>);

/// What an indicator is known by over the years.
pub(crate) fn identity(series: &Series<'_>) -> String {
    let code = series.sheet.split_once('.').map_or("", |(_, code)| code);
    identity::of(code, series.indicator)
}

/// The indicators of `sheet` over all years, where it is their newest sheet and not their only one.
pub(crate) fn of_sheet(model: &Model, sheet: &Sheet<'_>, desk: &mut Desk<'_>) -> Vec<History> {
    let own = sheet.series();
    let history = |series: &Series<'_>| {
        let places = model.identities.places(&identity(series));
        let newest =
            places.last().is_some_and(|last| model.years[last.year].dir == sheet.evaluation.dir);
        if !newest || places.len() < 2 {
            return None;
        }
        let sheets: Vec<(Sheet<'_>, usize)> =
            places.iter().map(|place| (Sheet::at(model, place), place.indicator)).collect();
        let all: Vec<Told<'_>> = sheets.iter().filter_map(told).collect();
        Some(build(&all, desk))
    };
    own.iter().filter_map(history).collect()
}

fn told<'a>((sheet, indicator): &'a (Sheet<'a>, usize)) -> Option<Told<'a>> {
    let series = sheet.series().into_iter().nth(*indicator)?;
    Some((sheet.evaluation, series))
}

/// The same sheet in other years, newest first.
pub(crate) fn other_years(model: &Model, sheet: &Sheet<'_>) -> Vec<Link> {
    let own = sheet.series();
    let own = own.iter().map(|series| series.indicator);
    let others = model.identities.sheets(&sheet.name.code, own);
    let others = others.into_iter().rev();
    others
        .map(|(year, code)| (&model.years[year], code))
        .filter(|(other, _)| other.dir != sheet.evaluation.dir)
        .map(|(other, code)| Link {
            text: format!("{}の評価", format::wareki(other.year)),
            href: sheet::relative(&sheet.page, &sheet::path(other, code)),
        })
        .collect()
}

/// `all`: at least one sheet, earliest first.
fn build(all: &[Told<'_>], desk: &mut Desk<'_>) -> History {
    let newest = &all[all.len() - 1].1;
    let unit = newest.display_unit();
    let (told, other): (Vec<Told<'_>>, Vec<Told<'_>>) =
        all.iter().copied().partition(|(_, series)| series.display_unit() == unit);
    let mut remarks = renames(all);
    remarks.extend(other.iter().map(|(evaluation, series)| {
        format!(
            "{}の評価シートの単位は「{}」で、「{unit}」と違うため、この表と図に入れていません。",
            format::wareki(evaluation.year),
            series.display_unit()
        )
    }));
    let table_number = desk.table();
    let years: BTreeSet<FiscalYear> = told.iter().flat_map(|(_, series)| series.years()).collect();
    let breaks = parted(&told, &years);
    let rows = years.iter().map(|year| row(&told, (*year, breaks.contains(year)), desk)).collect();
    let chart = chart(&told, (&years, &breaks), &table_number, desk);
    History {
        name: newest.indicator.name.clone(),
        display_unit: unit.to_owned(),
        remarks,
        rows,
        table_number,
        chart,
    }
}

/// The years before which any sheet tells of a break, the first year apart.
fn parted(told: &[Told<'_>], years: &BTreeSet<FiscalYear>) -> BTreeSet<FiscalYear> {
    let broken = |year: &&FiscalYear| {
        let mut changes = told.iter().map(|(_, series)| &series.indicator.changes);
        changes.any(|changes| changes.breaks.contains_key(year))
    };
    years.iter().skip(1).filter(broken).copied().collect()
}

/// The notes of a break that the sheet which speaks for the year does not tell of.
fn break_notes(told: &[Told<'_>], year: FiscalYear, desk: &mut Desk<'_>) -> Vec<String> {
    let tells = |side| {
        let (_, series) = speaker(told, side, year)?;
        let note = revision::break_note(&series, year)?;
        revision::notes(&series, side, year).contains(&note).then_some(())
    };
    let own = tells(Side::Plan).or_else(|| tells(Side::Actual)).is_some();
    let mut newest = told.iter().rev();
    let note = newest.find_map(|(_, series)| revision::break_note(series, year));
    note.filter(|_| !own).map(|note| desk.note(&note)).into_iter().collect()
}

fn renames(all: &[Told<'_>]) -> Vec<String> {
    let mut remarks = Vec::new();
    for pair in all.windows(2) {
        let [(before, old), (after, new)] = pair else {
            continue;
        };
        let (old, new) = (&old.indicator.name, &new.indicator.name);
        if old != new {
            remarks.push(format!(
                "指標名は、{}の評価シートまで「{old}」、{}の評価シートから「{new}」です。",
                format::wareki(before.year),
                format::wareki(after.year)
            ));
        }
    }
    let former = all.last().and_then(|(_, series)| series.indicator.former.as_ref());
    if let Some(former) = former.filter(|_| remarks.is_empty()) {
        remarks.push(format!("旧名称は「{former}」です。"));
    }
    remarks
}

/// The sheet that speaks for a year: the newest that states it, else the newest with that year in its table.
fn speaker<'a>(told: &[Told<'a>], side: Side, year: FiscalYear) -> Option<Told<'a>> {
    let listed = |(_, series): &&Told<'_>| series.years().contains(&year);
    let states = |(_, series): &&Told<'_>| match side {
        Side::Plan => series.indicator.plan.contains_key(&year),
        Side::Actual => series.indicator.actual.contains_key(&year),
        // The series over all years holds plans and actuals only.
        Side::Path | Side::Base | Side::Rate => false,
    };
    let newest = || told.iter().rev();
    newest().find(states).or_else(|| newest().find(listed)).copied()
}

/// The same with the side on which it speaks: an actual that no sheet states may be the base of a later one.
fn voice<'a>(told: &[Told<'a>], side: Side, year: FiscalYear) -> Option<(Told<'a>, Side)> {
    let stated = |(_, series): &Told<'_>| series.indicator.actual.contains_key(&year);
    let base = |(_, series): &&Told<'_>| {
        let base = series.indicator.terms.base.as_ref();
        base.is_some_and(|(of, value)| *of == year && value.number().is_some())
    };
    if side == Side::Actual
        && !told.iter().any(stated)
        && let Some(found) = told.iter().rev().find(base)
    {
        return Some((*found, Side::Base));
    }
    speaker(told, side, year).map(|found| (found, side))
}

/// What the sheets say of a year, earliest first, where they do not say the same.
fn differing(told: &[Told<'_>], side: Side, year: FiscalYear, desk: &Desk<'_>) -> Option<String> {
    let known = |(evaluation, series): &Told<'_>| {
        let number = series.said(side, year, Take::Adopted)?;
        let text = desk.sentence(&series.stated(side, year));
        let said = format!("{}の評価シートでは{text}", format::wareki(evaluation.year));
        Some((number, said))
    };
    let said: Vec<_> = told.iter().filter_map(known).collect();
    let (first, _) = said.first()?;
    if said.iter().all(|(number, _)| number == first) {
        return None;
    }
    let texts: Vec<_> = said.into_iter().map(|(_, text)| text).collect();
    let (wareki, texts) = (format::wareki(year), texts.join("、"));
    Some(match side {
        Side::Actual => format!(
            "{wareki}の実績は、{texts}です。推移の表と図には、新しい評価シートの値を載せています。"
        ),
        Side::Plan | Side::Path | Side::Base | Side::Rate => format!(
            "{wareki}の{}は改められています。{texts}です。{}推移の表と図には、新しい評価シートの値を載せています。",
            side.word(),
            reasons(told, year)
        ),
    })
}

/// The declared reasons of a revised target, each once.
fn reasons(told: &[Told<'_>], year: FiscalYear) -> String {
    let mut said: Vec<String> = Vec::new();
    for reason in told.iter().flat_map(|(_, series)| revision::declared(series, year)) {
        if !said.contains(&reason) {
            said.push(reason);
        }
    }
    said.concat()
}

/// The series has one unit, the one people say: the figure of the sheet is on the sheet.
fn said_only(figure: Figure) -> Figure {
    Figure { sheet: None, ..figure }
}

fn row(told: &[Told<'_>], (year, broken): (FiscalYear, bool), desk: &mut Desk<'_>) -> HistoryRow {
    let id = |side| {
        voice(told, side, year)
            .map(|((_, series), side)| series.stated(side, year))
            .unwrap_or_default()
    };
    let note = |side, desk: &mut Desk<'_>| -> Vec<String> {
        let text = differing(told, side, year, desk);
        text.iter().map(|text| desk.note(text)).collect()
    };
    let sheets = [Side::Plan, Side::Actual].map(|side| {
        voice(told, side, year).map(|((evaluation, _), _)| format::wareki(evaluation.year))
    });
    let sheet = match sheets {
        [Some(plan), Some(actual)] if plan != actual => format!("計画は{plan}、実績は{actual}"),
        [plan, actual] => actual.or(plan).unwrap_or_default(),
    };
    let mut actual_notes = note(Side::Actual, desk);
    if broken {
        actual_notes.extend(break_notes(told, year, desk));
    }
    HistoryRow {
        year: format::year(year),
        mark: if broken { revision::BROKEN } else { "" }.to_owned(),
        plan: said_only(desk.figure(&id(Side::Plan))),
        plan_notes: note(Side::Plan, desk),
        actual: said_only(desk.figure(&id(Side::Actual))),
        actual_notes,
        sheet,
    }
}

fn chart(
    told: &[Told<'_>],
    (years, breaks): (&BTreeSet<FiscalYear>, &BTreeSet<FiscalYear>),
    table: &str,
    desk: &mut Desk<'_>,
) -> Chart {
    let (id, number) = desk.chart();
    let newest = &told[told.len() - 1].1;
    let columns: Vec<_> = years.iter().map(|year| column(told, *year, desk)).collect();
    // Values before and after a break must not be put into one sentence.
    let after = breaks.last();
    let actuals: Vec<String> = years
        .iter()
        .filter(|year| after.is_none_or(|after| *year >= after))
        .filter_map(|year| {
            let ((_, series), side) = voice(told, Side::Actual, *year)?;
            series.number(side, *year, Take::Adopted).ok()?;
            let text = desk.sentence(&series.stated(side, *year));
            Some(format!("{}の実績は{text}", format::wareki(*year)))
        })
        .collect();
    let message = match actuals.as_slice() {
        [] => "実績はまだありません".to_owned(),
        [only] => only.clone(),
        [first, .., last] => format!("{first}、{last}"),
    };
    let name = &newest.indicator.name;
    let unit = newest.display_unit();
    let count = told.len();
    let marked = |column: &Column| {
        let mut marks = column.plan.iter().chain(&column.actual);
        marks.any(|mark| mark.text.ends_with(DIFFERS))
    };
    // Years that lie apart would stand side by side as columns.
    let far = years.iter().zip(years.iter().skip(1)).any(|(year, next)| year.next() != *next);
    let as_lines = far || columns.len() > lines::MOST || !breaks.is_empty();
    let kind = if as_lines { "折れ線グラフ" } else { "棒グラフ" };
    // Lines have their values at the ends only: the table says where the sheets differ.
    let explained = if !as_lines && columns.iter().any(marked) {
        format!("。{DIFFERS}は評価シートによって値や計画が違う年度")
    } else {
        String::new()
    };
    let parted = lines::explained(!breaks.is_empty());
    let details: Vec<_> = actuals.iter().map(|text| format!("{text}。")).collect();
    let subject = format!("{name}の推移、単位は{unit}");
    Chart {
        id,
        number,
        alt: alt::text(kind, &subject, &details, &message, table),
        message,
        subtitle: format!("{name}（{unit}）、{count}年度の評価シートによる推移{explained}{parted}"),
        spec: if as_lines {
            lines::of_columns(years, columns, breaks)
        } else {
            Spec::Columns {
                legend: legend(&columns, ["実績", "計画", "これからの計画"]), columns
            }
        },
    }
}

fn column(told: &[Told<'_>], year: FiscalYear, desk: &Desk<'_>) -> Column {
    let mark = |side| {
        let ((_, series), spoken) = voice(told, side, year)?;
        let fact = desk.said(&series.stated(spoken, year))?;
        let differs = differing(told, side, year, desk).is_some();
        let sign = if differs { DIFFERS } else { "" };
        Some(Mark { value: fact.value?, text: format!("{}{sign}", fact.text) })
    };
    let label = format::year(year);
    let future = told.iter().all(|(_, series)| year > series.result);
    let actual = mark(Side::Actual);
    let reason = speaker(told, Side::Actual, year)
        .and_then(|(_, series)| series.number(Side::Actual, year, Take::Adopted).err());
    Column {
        year: year.0,
        label: [label.short, label.ad],
        plan: mark(Side::Plan),
        future,
        increment: None,
        missing: match reason {
            Some(reason) if actual.is_none() && !future => reason.word().to_owned(),
            _ => String::new(),
        },
        actual,
    }
}
