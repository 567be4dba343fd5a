//! The overview of all indicators, each by its newest sheet, published in several orders so that no script
//! has to sort. Shows recorded facts only, and their number.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::model::Model;
use crate::model::declared::{DeclaredYear, by_code};
use crate::report::desk::Desk;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::grade;
use crate::report::ledger::Ledger;
use crate::report::listed::{self, Listed};
use crate::report::page::{Body, GradeRule, IndicatorEntry, IndicatorsPage, Link, Page};
use crate::report::sheet::{self, Draft, Sheet};
use crate::report::verdict::Kind;
use crate::terms::year::{Date, FiscalYear};

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

/// How sheets of declared forms are ordered.
const OF_FORMS: &str = "様式を宣言した票は、階層ごとに並べています。";

/// Path of the order that begins with what is short of its target.
const SHORT_FIRST: &str = "indicators/short.html";

/// True where the site has the overview.
pub(crate) fn are_there(model: &Model) -> bool {
    // What a folder that is no year states is in no list of years.
    let dated = model.declared.iter().filter(|year| year.year.is_some());
    let mut declared = dated.flat_map(DeclaredYear::all);
    !model.years.is_empty() || declared.any(|(.., sheet)| sheet.sections.has_indicators())
}

/// An indicator with the year of its sheet, and the place of that among the levels of declared forms.
struct Newest<'a> {
    listed: Listed<'a>,
    evaluation: FiscalYear,
    level: Option<usize>,
}

/// Each indicator once, by its newest sheet, in the order of codes.
fn newest<'a>(model: &'a Model, sheets: &'a [Vec<Sheet<'a>>]) -> Vec<Newest<'a>> {
    let program = model.years.iter().zip(sheets).map(|(year, sheets)| {
        let all = sheets.iter().flat_map(Listed::of_sheet);
        (year.year, all.map(|listed| (None, listed)).collect::<Vec<_>>())
    });
    let declared = model.declared.iter().filter_map(|year| {
        let all = year.all().flat_map(|(level, _, entry, sheet)| {
            let all = listed::of_declared(year, level, (entry, sheet)).into_iter();
            all.map(move |listed| (Some(level), listed))
        });
        Some((year.year?, all.collect::<Vec<_>>()))
    });
    let mut years: Vec<_> = program.chain(declared).collect();
    years.sort_by_key(|(year, _)| Reverse(*year));
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (evaluation, indicators) in years {
        for (level, listed) in indicators {
            if seen.insert(model.identities.first(&listed.identity).to_owned()) {
                found.push(Newest { listed, evaluation, level });
            }
        }
    }
    // Indicators of one sheet stay as they stand there. Sheets of declared forms are in the order of their codes.
    found.sort_by(|one, other| {
        one.level.cmp(&other.level).then_with(|| match one.level {
            None => one.listed.key.sheet_code.cmp(&other.listed.key.sheet_code),
            Some(_) => by_code(&one.listed.key.sheet_code, &other.listed.key.sheet_code),
        })
    });
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
    let sheets: Vec<Vec<Sheet<'_>>> = model.years.iter().map(Sheet::all).collect();
    let mut list = newest(model, &sheets);
    match path {
        "indicators/name.html" => {
            list.sort_by(|one, other| one.listed.name.cmp(&other.listed.name));
        }
        SHORT_FIRST => list.sort_by_cached_key(|one| short_first(&one.listed)),
        _ => {}
    }
    // Where all forms are declared, the words of the others would be those of no sheet.
    let forms_only = model.years.is_empty();
    let remark = format!("{remark}{}", if model.declared.is_empty() { "" } else { OF_FORMS });
    let remark = if forms_only { remark.replace("計画", "目標") } else { remark };
    let mut desk = Desk::new(ledger);
    let entries = list.iter().enumerate();
    let body = IndicatorsPage {
        heading: format!("指標の一覧（{words}）"),
        count: desk.show(COUNT),
        sheets: if forms_only { "票" } else { "評価シート" }.to_owned(),
        plan: if forms_only { "目標" } else { "計画" }.to_owned(),
        remark,
        grading: rule(model),
        orders: orders(path),
        entries: entries.map(|(place, one)| entry(path, place, one, &mut desk)).collect(),
    };
    let draft = Draft {
        path: path.to_owned(),
        pdf: None,
        title: body.heading.clone(),
        description: format!(
            "{}の{}の全ての{}指標を、{words}に並べた一覧です。",
            model.city.name,
            body.sheets,
            if forms_only { "" } else { "成果" }
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

/// The rule for grades, as the newest year has it.
fn rule(model: &Model) -> Option<GradeRule> {
    let city = &model.city.name;
    let declared = || Some(grade::rule_of(city, model.declared.last()?.grading.as_ref()?));
    model.years.last().map_or_else(declared, |year| grade::rule(city, year))
}

/// Verdict first, then the distance from the target: one order that is true of every method and direction.
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
        href: if path == here { String::new() } else { sheet::relative(here, path) },
    };
    ORDERS.into_iter().map(link).collect()
}

fn entry(path: &str, place: usize, one: &Newest<'_>, desk: &mut Desk<'_>) -> IndicatorEntry {
    let Newest { listed, evaluation, level: _ } = one;
    let change = &listed.change;
    IndicatorEntry {
        row: listed.row(path, &(place + 1).to_string(), desk),
        year: format!("{}の評価、{}の実績", format::wareki(*evaluation), format::wareki(listed.fy)),
        change: desk.said(change).is_some().then(|| desk.show(change)),
    }
}
