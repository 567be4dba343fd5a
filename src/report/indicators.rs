//! The overview of all indicators, each by its newest sheet, published in several orders so that no script
//! has to sort. Shows recorded facts only, and their number.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::model::Model;
use crate::report::chart::Chart;
use crate::report::desk::Desk;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::grade;
use crate::report::history::identity;
use crate::report::ledger::Ledger;
use crate::report::method_words;
use crate::report::page::{Body, IndexRow, IndicatorEntry, IndicatorsPage, Link, Page};
use crate::report::series::{Series, Side, Take};
use crate::report::sheet::{self, Draft, Sheet};
use crate::report::verdict::{self, Kind};
use crate::report::year;
use crate::terms::year::Date;

/// Id of the number of indicators.
const COUNT: &str = "indicators.集計.指標の数";

/// Path of the first order.
pub(crate) const PATH: &str = "indicators/index.html";

/// The orders: path, words of the link, how it is ordered.
const ORDERS: [(&str, &str, &str); 3] = [
    (PATH, "コード順", "票のコードの順に並べています。"),
    (
        "indicators/name.html",
        "指標名の順",
        "指標名の文字の順に並べています。漢字は読みではなく、文字コードの順です。",
    ),
    (
        SHORT_FIRST,
        "届かなかったものから",
        "「届かず」の指標を、計画（目安値と比べる指標では目安値）からの望ましくない側への離れが計画に占める割合の大きい順に並べ、続けて「目標年度前」「届いた」「まだ比べられない」「比べない」の指標を、それぞれコード順に並べています。計画が0の指標は、割合が出ないため「届かず」のはじめに置いています（参考（計算値））。",
    ),
];

/// Path of the order that begins with what is short of its target.
const SHORT_FIRST: &str = "indicators/short.html";

/// Every sheet, newest evaluation first.
fn sheets(model: &Model) -> Vec<Sheet<'_>> {
    model.years.iter().rev().flat_map(Sheet::all).collect()
}

/// Each indicator once, by its newest sheet, in the order of codes.
fn newest<'a>(model: &Model, sheets: &'a [Sheet<'_>]) -> Vec<(&'a Sheet<'a>, Series<'a>)> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for sheet in sheets {
        for series in sheet.series() {
            if seen.insert(model.identities.first(&identity(&series)).to_owned()) {
                found.push((sheet, series));
            }
        }
    }
    // Indicators of one sheet stay as they stand there.
    found.sort_by_key(|(sheet, _)| &sheet.name.code);
    found
}

/// Records how many indicators there are; `identities` are those of every sheet.
pub(crate) fn record<'a>(identities: impl Iterator<Item = &'a str>, ledger: &mut Ledger) {
    let different: BTreeSet<&str> = identities.collect();
    if different.is_empty() {
        return;
    }
    let number = Decimal::from(different.len());
    ledger.record(Fact::computed(
        COUNT.to_owned(),
        "指標の数".to_owned(),
        PATH,
        "指標",
        (number, format::number(number)),
        "このサイトにある評価シートの成果指標を、年度をまたいで1つと数えた数".to_owned(),
    ));
}

/// Paths of the overview, one for each of its orders.
pub(crate) fn paths() -> impl Iterator<Item = &'static str> {
    ORDERS.into_iter().map(|(path, _, _)| path)
}

/// The overview in one of its orders.
pub(crate) fn page(model: &Model, as_of: &Date, ledger: &Ledger, order: usize) -> Page {
    let (path, words, remark) = ORDERS[order];
    let sheets = sheets(model);
    let mut list = newest(model, &sheets);
    match path {
        "indicators/name.html" => {
            list.sort_by_key(|(_, series)| &series.indicator.name);
        }
        SHORT_FIRST => list.sort_by_cached_key(|(_, series)| short_first(series)),
        _ => {}
    }
    let newest_year = model.years.last();
    let mut desk = Desk::new(ledger);
    let entries = list.iter().enumerate();
    let body = IndicatorsPage {
        heading: format!("指標の一覧（{words}）"),
        count: desk.show(COUNT),
        remark: remark.to_owned(),
        grading: newest_year.and_then(|year| grade::rule(&model.city.name, year)),
        orders: orders(path),
        entries: entries
            .map(|(place, (sheet, series))| entry(path, place, sheet, series, &mut desk))
            .collect(),
    };
    let draft = Draft {
        path: path.to_owned(),
        pdf: None,
        title: body.heading.clone(),
        description: format!(
            "{}の評価シートの全ての成果指標を、{words}に並べた一覧です。",
            model.city.name
        ),
        above: sheet::trail(None),
        here: body.heading.clone(),
        source: "各ページに記載しています。".to_owned(),
        body: Body::Indicators(body),
        notes: desk.finish(),
        files: sheet::files(&[sheet::INDICATORS, sheet::GRADES, sheet::CODEBOOK, sheet::PACKAGE]),
    };
    sheet::page(model, as_of, draft)
}

/// Verdict first, then the distance from the target: one order that is true of every method and direction.
fn short_first(series: &Series<'_>) -> (usize, Option<Reverse<Decimal>>) {
    let kind = verdict::kind(series, Take::Adopted);
    let place = match kind {
        Kind::Short => 0,
        Kind::Early => 1,
        Kind::Reached => 2,
        Kind::Waiting => 3,
        Kind::Excluded => 4,
    };
    let distance = verdict::distance(series).map(Reverse);
    (place, distance.filter(|_| kind == Kind::Short))
}

fn orders(here: &str) -> Vec<Link> {
    let link = |(path, words, _): (&str, &str, &str)| Link {
        text: words.to_owned(),
        href: if path == here { String::new() } else { sheet::relative(here, path) },
    };
    ORDERS.into_iter().map(link).collect()
}

fn entry(
    path: &str,
    place: usize,
    sheet: &Sheet<'_>,
    series: &Series<'_>,
    desk: &mut Desk<'_>,
) -> IndicatorEntry {
    let change = series.fact("change", series.result);
    let bar = |chart: Chart| Chart { id: format!("zu-m-{}", place + 1), ..chart };
    IndicatorEntry {
        row: IndexRow {
            sheet: sheet::code_name(sheet.name),
            href: sheet::relative(path, &sheet.page),
            indicator: series.indicator.name.clone(),
            plan_label: verdict::target_word(series),
            plan: desk.figure(&verdict::target(series)),
            actual: desk.figure(&series.stated(Side::Actual, series.result)),
            rate_label: method_words::rate_label(series.indicator.method).to_owned(),
            rate: desk.show(&series.fact("rate", series.result)),
            status: verdict::status(series, desk),
            grade: grade::build(series, desk),
            chart: year::meter(sheet, series).map(bar),
            projects: Vec::new(),
        },
        year: format!(
            "{}の評価、{}の実績",
            format::wareki(sheet.evaluation.year),
            format::wareki(series.result)
        ),
        change: desk.said(&change).is_some().then(|| desk.show(&change)),
    }
}
