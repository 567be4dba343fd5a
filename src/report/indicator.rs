//! An indicator of a sheet -> its part of the page: headline, table by year, columns of the paper
//! form, chart. Shows recorded facts only; computes no figure.

use crate::model::policy::Columns;
use crate::report::achieve::Outcome;
use crate::report::alt;
use crate::report::chart::{Chart, Column, Mark, Spec};
use crate::report::desk::{Desk, short};
use crate::report::format;
use crate::report::grade;
use crate::report::indicator_facts;
use crate::report::later_columns;
use crate::report::lines;
use crate::report::method_words;
use crate::report::methods::{Point, Rate};
use crate::report::page::{Computed, Figure, Headline, Indicator, PaperColumn, YearRow};
use crate::report::revision;
use crate::report::series::{Series, Side, Take};
use crate::report::verdict;
use crate::report::words;
use crate::terms::year::FiscalYear;

/// What the heads of the paper form call the targets of single years, and the last one.
const ANNUAL: &str = "年度目標値";
const FINAL: &str = "最終目標値";

/// Which paper form a sheet is: the two print the same columns in another order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// 施策
    Policy,
    /// 基本事業
    Project,
    /// 施策 of the form of 2017, 小施策
    Later,
}

/// The indicator as the page shows it.
pub(crate) fn build(series: &Series<'_>, form: Form, desk: &mut Desk<'_>) -> Indicator {
    let model = series.indicator;
    let table_number = desk.table();
    let rows = series.years().into_iter().map(|year| row(series, year, desk)).collect();
    let paper = paper(series, form, desk);
    let revisions = revision::section(series, desk);
    let grade = grade::build(series, desk);
    let computed = computed(series, desk);
    let (anchor, chart) = if drawable(series, desk) {
        let chart = chart(series, &table_number, desk);
        (chart.id.clone(), Some(chart))
    } else {
        (format!("shihyo-{}", short(&series.id())), None)
    };
    let tolerance = model.terms.tolerance.map(|_| desk.show(&series.tolerance()));
    let method = method_words::explained(
        model.method,
        tolerance.as_ref().map_or("", |width| width.text.as_str()),
    );
    let (base_label, base) = base(series, desk);
    Indicator {
        id: series.id(),
        name: model.name.clone(),
        notes: indicator_facts::notes(series).iter().map(|note| desk.note(note)).collect(),
        unit: model.unit.clone(),
        display_unit: series.display_unit().to_owned(),
        conversion: conversion(series),
        direction: words::direction(model.direction),
        kind: words::kind(model.kind).to_owned(),
        paper,
        rows,
        revisions,
        grade,
        computed,
        table_number,
        rate_label: method_words::rate_label(model.method).to_owned(),
        method,
        tolerance,
        base_label,
        base,
        verdict: verdict::build(series, desk),
        has_rate: !model.terms.rate.is_empty(),
        has_path: !model.terms.path.is_empty(),
        free: series.columns == Columns::Free,
        anchor,
        chart,
    }
}

/// The years of the table before which there is a break.
pub(crate) fn parted(series: &Series<'_>) -> Vec<FiscalYear> {
    let years = series.years().into_iter().skip(1);
    years.filter(|year| series.indicator.changes.breaks.contains_key(year)).collect()
}

/// The base, with its label.
fn base(series: &Series<'_>, desk: &mut Desk<'_>) -> (String, Option<Figure>) {
    let Some((year, _)) = &series.indicator.terms.base else {
        return (String::new(), None);
    };
    let label = format!("当初値（{}）", format::wareki(*year));
    (label, Some(desk.figure(&series.stated(Side::Base, *year))))
}

/// True where there is something to draw.
fn drawable(series: &Series<'_>, desk: &Desk<'_>) -> bool {
    let sides = [Side::Plan, Side::Actual, Side::Path];
    let points = |side| series.years().into_iter().map(move |year| (side, year));
    let known = |(side, year): (Side, FiscalYear)| {
        let fact = desk.said(&series.stated(side, year));
        fact.is_some_and(|fact| fact.value.is_some() || fact.bounds().is_some())
    };
    let words = |(side, year): (Side, FiscalYear)| {
        side != Side::Path && series.point(side, year, Take::Adopted) == Point::Words
    };
    sides.into_iter().flat_map(points).any(known) && !sides.into_iter().flat_map(points).any(words)
}

/// The result panel at the head of a sheet.
pub(crate) fn headline(series: &Series<'_>, desk: &mut Desk<'_>) -> Headline {
    let (model, year) = (series.indicator, series.result);
    let wareki = format::wareki(year);
    let (target, of) = series.target(year);
    Headline {
        message: message(series, desk),
        status: verdict::status(series, desk),
        what: format!("{} {wareki}実績", model.name),
        big: desk.figure(&series.stated(Side::Actual, year)),
        plan: Some(desk.figure(&series.stated(target, of))),
        plan_label: format!("{}の{}", format::wareki(of), target.word()),
        rate_label: method_words::rate_label(model.method).to_owned(),
        rate: Some(desk.show(&series.fact("rate", year))),
        direction: words::direction(model.direction).text,
    }
}

/// The headline of a sheet: the indicator, and what it came to. Says only what the data hold.
fn message(series: &Series<'_>, desk: &Desk<'_>) -> String {
    let name = &series.indicator.name;
    match result(series, desk) {
        Ok(result) => format!("{name}は{result}"),
        Err(result) => format!("{name}の{}の{result}", format::wareki(series.result)),
    }
}

/// The same for a chart, whose second line names the indicator.
fn chart_message(series: &Series<'_>, desk: &Desk<'_>) -> String {
    let year = format::wareki(series.result);
    match result(series, desk) {
        Ok(result) => format!("{year}は{result}"),
        Err(result) => format!("{year}の{result}"),
    }
}

/// 計画に届かず、あと933.5億円; where nothing is compared: 実績は未公表.
fn result(series: &Series<'_>, desk: &Desk<'_>) -> Result<String, String> {
    let target = verdict::target_word(series);
    let actual = || format!("実績は{}", desk.sentence(&series.stated(Side::Actual, series.result)));
    let other = if series.doubtful() {
        format!("（別の読み方では{}）", verdict::kind(series, Take::Other).word())
    } else {
        String::new()
    };
    let said = match series.outcome(Take::Adopted) {
        Outcome::Reached => format!("{target}に届いた"),
        Outcome::Short => {
            let missing = verdict::missing(series);
            missing.map_or(format!("{target}に届かず"), |missing| {
                format!("{target}に届かず、{missing}")
            })
        }
        Outcome::Early => match series.rate(series.result, Take::Adopted) {
            Rate::Percent(rate) => {
                let rate = series.percent(rate);
                method_words::said(series.indicator.method, &target, &rate)
            }
            Rate::None | Rate::Missing(_) | Rate::Undefined(_) => return Err(actual()),
        },
        Outcome::Open(_) => return Err(actual()),
    };
    Ok(format!("{said}{other}"))
}

fn rate(series: &Series<'_>, year: FiscalYear, desk: &Desk<'_>) -> Option<String> {
    let fact = desk.said(&series.fact("rate", year))?;
    fact.value.map(|_| fact.sentence())
}

fn conversion(series: &Series<'_>) -> String {
    series.indicator.conversion.as_ref().map_or_else(String::new, |conversion| {
        format!(
            "{}は、評価シートの値（{}）に{}を掛けた値です。",
            conversion.unit,
            series.indicator.unit,
            format::number(conversion.factor)
        )
    })
}

fn row(series: &Series<'_>, year: FiscalYear, desk: &mut Desk<'_>) -> YearRow {
    let terms = &series.indicator.terms;
    let path = (!terms.path.is_empty()).then(|| desk.figure(&series.stated(Side::Path, year)));
    let free = series.columns == Columns::Free;
    let aim = if terms.middle_year == Some(year) {
        "中間目標"
    } else if free && series.indicator.final_year == Some(year) {
        "最終目標"
    } else {
        ""
    };
    let target = match series.target_kind(year) {
        "annual" => ANNUAL,
        "final" if !free => FINAL,
        _ => "",
    };
    let broken = parted(series).contains(&year);
    let marks = [aim, if broken { revision::BROKEN } else { "" }];
    YearRow {
        year: format::year(year),
        path,
        stated_rate: terms
            .rate
            .contains_key(&year)
            .then(|| desk.show(&series.stated(Side::Rate, year))),
        mark: marks.into_iter().filter(|mark| !mark.is_empty()).collect::<Vec<_>>().join("、"),
        target: target.to_owned(),
        plan: desk.figure(&series.stated(Side::Plan, year)),
        actual: desk.figure(&series.stated(Side::Actual, year)),
        rate: desk.show(&series.fact("rate", year)),
    }
}

/// The columns of the paper form, with its own heads.
fn paper(series: &Series<'_>, form: Form, desk: &mut Desk<'_>) -> Vec<PaperColumn> {
    let now = series.result;
    let actual = |year| (Side::Actual, year);
    let plan = |year| (Side::Plan, year);
    let mut columns = match form {
        Form::Policy => vec![actual(now.previous()), plan(now), actual(now)],
        Form::Project => vec![actual(now.previous()), actual(now), plan(now)],
        Form::Later => return later_columns::paper(series, desk),
    };
    columns.extend([plan(now.next()), plan(now.next().next())]);
    // The form ends with the final target, which may lie further ahead.
    columns.extend(series.indicator.final_year.filter(|year| *year > now.next().next()).map(plan));
    if series.columns == Columns::Free {
        let known = series.years();
        columns.retain(|(_, year)| known.contains(year));
    }
    let column = |(side, year): (Side, FiscalYear)| {
        let name = format::form_year(year);
        let last = series.indicator.final_year == Some(year);
        let head = match side {
            Side::Actual => vec![format!("{name}実績値")],
            Side::Path | Side::Base | Side::Rate => vec![format!("{name}{}", side.word())],
            Side::Plan => {
                vec![format!("{name}計画"), format!("（{}）", if last { FINAL } else { ANNUAL })]
            }
        };
        PaperColumn { head, value: desk.show(&series.stated(side, year)) }
    };
    columns.into_iter().map(column).collect()
}

/// The computed figures of the sheet: rates of every year that has one, then the differences.
fn computed(series: &Series<'_>, desk: &mut Desk<'_>) -> Vec<Computed> {
    let entry = |what: &'static str, year, word: &str| {
        (series.fact(what, year), format!("{word}（{}）", format::wareki(year)))
    };
    let mut entries: Vec<_> = series
        .years()
        .into_iter()
        .map(|year| entry("rate", year, method_words::rate_label(series.indicator.method)))
        .collect();
    let gap = format!("実績と{}の差", verdict::target_word(series));
    entries.push(entry("gap", series.result, &gap));
    entries.push(entry("change", series.result, "前の年度の実績との差"));
    entries.into_iter().filter_map(|(id, label)| desk.computed(label, &id)).collect()
}

fn chart(series: &Series<'_>, table: &str, desk: &mut Desk<'_>) -> Chart {
    let (id, number) = desk.chart();
    let years = series.years();
    let message = chart_message(series, desk);
    let columns: Vec<_> = years.iter().map(|year| column(series, *year, desk)).collect();
    let drawn_as_lines = lines::wanted(series, desk);
    let base = lines::base(series).filter(|_| drawn_as_lines);
    let first = base.into_iter().chain(years.first().copied()).min();
    let period = match (first, years.last()) {
        (Some(first), Some(last)) if first != *last => {
            format!("{}から{}まで", format::wareki(first), format::wareki(*last))
        }
        _ => format::wareki(series.result),
    };
    let (name, unit) = (&series.indicator.name, series.display_unit());
    let details: Vec<_> = years.iter().map(|year| sentence(series, *year, desk)).collect();
    let subject = format!("{name}の計画と実績、単位は{unit}");
    let (kind, spec) = if drawn_as_lines {
        ("折れ線グラフ", lines::spec(series, desk))
    } else {
        let legend = legend(&columns, ["実績", "計画", "これからの計画"]);
        ("棒グラフ", Spec::Columns { legend, columns })
    };
    Chart {
        id,
        number,
        alt: alt::text(kind, &subject, &details, &message, table),
        message,
        subtitle: format!(
            "{name}（{unit}）、{period}の計画と実績{}",
            lines::explained(!parted(series).is_empty())
        ),
        spec,
    }
}

/// The words of a legend, without those that nothing in the chart needs.
pub(crate) fn legend(columns: &[Column], words: [&str; 3]) -> [String; 3] {
    let used = [
        columns.iter().any(|column| column.actual.is_some()),
        columns.iter().any(|column| column.plan.is_some() && !column.future),
        columns.iter().any(|column| column.plan.is_some() && column.future),
    ];
    let mut used = used.into_iter();
    words.map(|word| if used.next() == Some(true) { word.to_owned() } else { String::new() })
}

fn column(series: &Series<'_>, year: FiscalYear, desk: &Desk<'_>) -> Column {
    let mark = |side| {
        let fact = desk.said(&series.stated(side, year))?;
        Some(Mark { value: fact.value?, text: fact.text.to_string() })
    };
    let label = format::year(year);
    let future = year > series.result;
    let actual = mark(Side::Actual);
    let missing = match series.number(Side::Actual, year, Take::Adopted) {
        Err(reason) if !future => reason.word().to_owned(),
        _ => String::new(),
    };
    Column {
        year: year.0,
        label: [label.short, label.ad],
        plan: mark(Side::Plan),
        future,
        increment: None,
        actual,
        missing,
    }
}

/// One year in words, for the text alternative.
fn sentence(series: &Series<'_>, year: FiscalYear, desk: &Desk<'_>) -> String {
    let wareki = format::wareki(year);
    let known = |side| desk.said(&series.stated(side, year)).filter(|fact| fact.value.is_some());
    match (known(Side::Plan), known(Side::Actual)) {
        (Some(plan), Some(actual)) => {
            let (plan, actual) = (&plan.text, &actual.text);
            match rate(series, year, desk) {
                Some(rate) if year != series.result => {
                    format!(
                        "{wareki}は計画{plan}に対し実績{actual}で、{}。",
                        method_words::said(
                            series.indicator.method,
                            series.target(year).0.word(),
                            &rate
                        )
                    )
                }
                _ => format!("{wareki}は計画{plan}に対し実績{actual}。"),
            }
        }
        (Some(plan), None) => format!("{wareki}の計画は{}。", plan.text),
        (None, Some(actual)) => format!("{wareki}の実績は{}。", actual.text),
        (None, None) => String::new(),
    }
}
