//! The overview of all indicators, each from its newest sheet, published in several orders so that no sorting script
//! is needed. Shows only recorded facts, and their number.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::model::Model;
use crate::model::evaluation::{Evaluation, by_code};
use crate::report::desk::Desk;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::grade;
use crate::report::ledger::Ledger;
use crate::report::links;
use crate::report::listed::{self, Listed};
use crate::report::names;
use crate::report::page::{Body, GradeRule, IndicatorEntry, IndicatorsPage, Link, Page};
use crate::report::shell::{self, Draft};
use crate::report::verdict::Kind;
use crate::terms::year::Date;

/// Id of the number of indicators.
const COUNT: &str = "indicators.集計.指標の数";

/// Path of the first order.
pub(crate) const PATH: &str = "indicators/index.html";

/// The orders: path, link text, description.
const ORDERS: [(&str, &str, &str); 3] = [
    (PATH, "コード順", "票のコードの順に、階層ごとに並べています。"),
    (
        "indicators/name.html",
        "指標名の順",
        "指標名の文字の順に並べています。漢字は読みではなく、文字コードの順です。",
    ),
    (
        SHORT_FIRST,
        "届かなかったものから",
        "「届かず」の指標を、目標（目安と比べる指標では目安）からの望ましくない側への離れが目標に占める割合の大きい順に並べ、続けて「目標年度前」「届いた」「まだ比べられない」「比べない」の指標を、それぞれコード順に並べています。目標が0の指標は、割合が出ないため「届かず」のはじめに置いています（参考（計算値））。",
    ),
];

/// Path of the order that starts with indicators short of their target.
const SHORT_FIRST: &str = "indicators/short.html";

/// True where the site has the overview.
pub(crate) fn are_there(model: &Model) -> bool {
    // Indicators of a folder that is not a year are in no list of years.
    let dated = model.evaluations.iter().filter(|year| year.year.is_some());
    dated.flat_map(Evaluation::all).any(|(.., sheet)| sheet.sections.has_indicators())
}

/// An indicator, with year and level of its sheet.
struct Newest<'a> {
    listed: Listed<'a>,
    year: String,
    level: usize,
}

/// Each indicator once, from its newest sheet, in the order of levels and codes.
fn newest(model: &Model) -> Vec<Newest<'_>> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    // Years come earliest first.
    for year in model.evaluations.iter().rev() {
        if year.year.is_none() {
            continue;
        }
        for (level, _, entry, sheet) in year.all() {
            for listed in listed::of_sheet(year, level, (entry, sheet)) {
                if seen.insert(model.identities.first(&listed.identity).to_owned()) {
                    found.push(Newest { listed, year: names::name(year), level });
                }
            }
        }
    }
    // Indicators of one sheet keep their order.
    found.sort_by(|one, other| {
        let [own, others] = [one, other].map(|one| one.listed.key.sheet_code.as_str());
        one.level.cmp(&other.level).then_with(|| by_code(own, others))
    });
    found
}

/// Records the number of indicators; `identities` are those of every sheet.
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
        "このサイトにある票の指標を、年度をまたいで1つと数えた数".to_owned(),
    ));
}

/// Paths of the overview, one per order.
pub(crate) fn paths() -> impl Iterator<Item = &'static str> {
    ORDERS.into_iter().map(|(path, _, _)| path)
}

/// The overview in one of its orders.
pub(crate) fn page(model: &Model, as_of: &Date, ledger: &Ledger, order: usize) -> Page {
    let (path, words, remark) = ORDERS[order];
    let mut list = newest(model);
    match path {
        "indicators/name.html" => {
            list.sort_by(|one, other| one.listed.name.cmp(&other.listed.name));
        }
        SHORT_FIRST => list.sort_by_cached_key(|one| short_first(&one.listed)),
        _ => {}
    }
    let mut desk = Desk::new(ledger);
    let entries = list.iter().enumerate();
    let body = IndicatorsPage {
        heading: format!("指標の一覧（{words}）"),
        count: desk.show(COUNT),
        remark: remark.to_owned(),
        grading: rule(model),
        orders: orders(path),
        entries: entries.map(|(place, one)| entry(path, place, one, &mut desk)).collect(),
    };
    let draft = Draft {
        path: path.to_owned(),
        pdf: None,
        title: body.heading.clone(),
        description: format!("{}の票の全ての指標を、{words}に並べた一覧です。", model.city.name),
        above: shell::trail(),
        here: body.heading.clone(),
        source: "各ページに記載しています。".to_owned(),
        body: Body::Indicators(body),
        notes: desk.finish(),
        files: shell::files(&[shell::INDICATORS, shell::GRADES, shell::CODEBOOK, shell::PACKAGE]),
    };
    shell::page(model, as_of, draft)
}

/// The rule for grades, the same in every year.
fn rule(model: &Model) -> Option<GradeRule> {
    let grading = model.evaluations.last()?.grading.as_ref()?;
    Some(grade::rule_of(&model.city.name, grading))
}

/// Verdict first, then distance from the target: an order that holds for every method and direction.
fn short_first(listed: &Listed<'_>) -> (usize, Option<Reverse<Decimal>>) {
    let [kind, _] = listed.kinds;
    let place = match kind {
        Kind::Short => 0,
        Kind::Early => 1,
        Kind::Reached => 2,
        Kind::Waiting => 3,
        Kind::Excluded => 4,
    };
    let distance = listed.distance.map(Reverse);
    (place, distance.filter(|_| kind == Kind::Short))
}

fn orders(here: &str) -> Vec<Link> {
    let link = |(path, words, _): (&str, &str, &str)| Link {
        text: words.to_owned(),
        href: if path == here { String::new() } else { links::relative(here, path) },
    };
    ORDERS.into_iter().map(link).collect()
}

fn entry(path: &str, place: usize, one: &Newest<'_>, desk: &mut Desk<'_>) -> IndicatorEntry {
    let Newest { listed, year, level: _ } = one;
    IndicatorEntry {
        row: listed.row(path, &(place + 1).to_string(), desk),
        year: format!("{year}、{}の実績", format::wareki(listed.fy)),
        change: desk.displayed(&listed.change).is_some().then(|| desk.show(&listed.change)),
    }
}
