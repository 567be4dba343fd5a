//! An indicator over the evaluation years of the site: one series, in which the newest sheet wins, with
//! what other sheets say of the same year, changed targets and renames. Shows recorded facts only.

use std::collections::BTreeSet;

use crate::model::Model;
use crate::model::policy::Evaluation;
use crate::model::year::FiscalYear;
use crate::report::alt;
use crate::report::chart::{Chart, Column, Mark, Spec};
use crate::report::desk::Desk;
use crate::report::format;
use crate::report::indicator::legend;
use crate::report::page::{History, HistoryRow, Link};
use crate::report::series::{Series, Side, Take};
use crate::report::sheet::{self, Sheet};

/// What marks a figure in the chart on which the sheets do not agree.
const DIFFERS: &str = "※";

/// A sheet of one year with one of its indicators.
type Told<'a> = (&'a Evaluation, Series<'a>);

/// What an indicator is known by over the years: its 識別, or the code of its sheet and its position.
pub(crate) fn identity(series: &Series<'_>) -> String {
    let own = || {
        let code = series.sheet.split_once('.').map_or("", |(_, code)| code);
        format!("{code}.{}", series.indicator.number)
    };
    series.indicator.identity.clone().unwrap_or_else(own)
}

/// The indicators of `sheet` over all years, where it is their newest sheet and not their only one.
pub(crate) fn of_sheet(model: &Model, sheet: &Sheet<'_>, desk: &mut Desk<'_>) -> Vec<History> {
    let sheets: Vec<Sheet<'_>> = model.years.iter().flat_map(Sheet::all).collect();
    let told: Vec<Told<'_>> = sheets
        .iter()
        .flat_map(|one| {
            one.series()
                .into_iter()
                .map(|series| (one.evaluation, series))
        })
        .collect();
    let own = sheet.series();
    let history = |series: &Series<'_>| {
        let identity = identity(series);
        let same = |(_, other): &&Told<'_>| self::identity(other) == identity;
        let all: Vec<Told<'_>> = told.iter().filter(same).copied().collect();
        let newest = all
            .last()
            .is_some_and(|(last, _)| last.dir == sheet.evaluation.dir);
        (newest && all.len() > 1).then(|| build(&all, desk))
    };
    own.iter().filter_map(history).collect()
}

/// The same sheet in other years, newest first.
pub(crate) fn other_years(model: &Model, sheet: &Sheet<'_>) -> Vec<Link> {
    let link = |evaluation: &Evaluation| {
        let sheets = Sheet::all(evaluation);
        let other = sheets.iter().find(|other| {
            other.name.code == sheet.name.code && other.evaluation.dir != sheet.evaluation.dir
        })?;
        Some(Link {
            text: format!("{}の評価", format::wareki(evaluation.year)),
            href: sheet::relative(&sheet.page, &other.page),
        })
    };
    model.years.iter().rev().filter_map(link).collect()
}

/// `all`: at least one sheet, earliest first.
fn build(all: &[Told<'_>], desk: &mut Desk<'_>) -> History {
    let newest = &all[all.len() - 1].1;
    let unit = newest.display_unit();
    let (told, other): (Vec<Told<'_>>, Vec<Told<'_>>) = all
        .iter()
        .copied()
        .partition(|(_, series)| series.display_unit() == unit);
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
    let rows = years.iter().map(|year| row(&told, *year, desk)).collect();
    let chart = chart(&told, &years, &table_number, desk);
    History {
        name: newest.indicator.name.clone(),
        display_unit: unit.to_owned(),
        remarks,
        rows,
        table_number,
        chart,
    }
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
    let former = all
        .last()
        .and_then(|(_, series)| series.indicator.former.as_ref());
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
        Side::Path | Side::Base => false,
    };
    let newest = || told.iter().rev();
    newest()
        .find(states)
        .or_else(|| newest().find(listed))
        .copied()
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
        Side::Plan | Side::Path | Side::Base => format!(
            "{wareki}の{}は改められています。{texts}です。推移の表と図には、新しい評価シートの値を載せています。",
            side.word()
        ),
    })
}

fn row(told: &[Told<'_>], year: FiscalYear, desk: &mut Desk<'_>) -> HistoryRow {
    let id = |side| {
        speaker(told, side, year)
            .map(|(_, series)| series.stated(side, year))
            .unwrap_or_default()
    };
    let note = |side, desk: &mut Desk<'_>| -> Vec<String> {
        let text = differing(told, side, year, desk);
        text.iter().map(|text| desk.note(text)).collect()
    };
    let sheets = [Side::Plan, Side::Actual].map(|side| {
        speaker(told, side, year).map(|(evaluation, _)| format::wareki(evaluation.year))
    });
    let sheet = match sheets {
        [Some(plan), Some(actual)] if plan != actual => format!("計画は{plan}、実績は{actual}"),
        [plan, actual] => actual.or(plan).unwrap_or_default(),
    };
    HistoryRow {
        year: format::year(year),
        plan: desk.figure(&id(Side::Plan)),
        plan_notes: note(Side::Plan, desk),
        actual: desk.figure(&id(Side::Actual)),
        actual_notes: note(Side::Actual, desk),
        sheet,
    }
}

fn chart(
    told: &[Told<'_>],
    years: &BTreeSet<FiscalYear>,
    table: &str,
    desk: &mut Desk<'_>,
) -> Chart {
    let (id, number) = desk.chart();
    let newest = &told[told.len() - 1].1;
    let columns: Vec<_> = years.iter().map(|year| column(told, *year, desk)).collect();
    let actuals: Vec<String> = years
        .iter()
        .filter_map(|year| {
            let (_, series) = speaker(told, Side::Actual, *year)?;
            series.number(Side::Actual, *year, Take::Adopted).ok()?;
            let text = desk.sentence(&series.stated(Side::Actual, *year));
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
    let explained = if columns.iter().any(marked) {
        format!("。{DIFFERS}は評価シートによって値や計画が違う年度")
    } else {
        String::new()
    };
    let details: Vec<_> = actuals.iter().map(|text| format!("{text}。")).collect();
    let subject = format!("{name}の推移、単位は{unit}");
    Chart {
        id,
        number,
        alt: alt::text("縦棒グラフ", &subject, &details, &message, table),
        message,
        subtitle: format!("{name}（{unit}）、{count}年度の評価シートによる推移{explained}"),
        spec: Spec::Columns {
            legend: legend(&columns, ["実績", "計画", "これからの計画"]),
            columns,
        },
    }
}

fn column(told: &[Told<'_>], year: FiscalYear, desk: &Desk<'_>) -> Column {
    let mark = |side| {
        let (_, series) = speaker(told, side, year)?;
        let fact = desk.said(&series.stated(side, year))?;
        let differs = differing(told, side, year, desk).is_some();
        let sign = if differs { DIFFERS } else { "" };
        Some(Mark {
            value: fact.value?,
            text: format!("{}{sign}", fact.text),
        })
    };
    let label = format::year(year);
    let future = told.iter().all(|(_, series)| year > series.result);
    let actual = mark(Side::Actual);
    let reason = speaker(told, Side::Actual, year)
        .and_then(|(_, series)| series.number(Side::Actual, year, Take::Adopted).err());
    Column {
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
