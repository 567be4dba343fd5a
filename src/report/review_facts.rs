//! A review of a plan -> its facts: levels reached, rates of the year and of the cumulative increments, the amount
//! spent. Increments and their sums are facts of the plan; a review only shows them.

use rust_decimal::Decimal;

use crate::model::fact_id;
use crate::model::plan::{Cost, Kpi, Plan};
use crate::model::quantity::Value;
use crate::model::review::{Review, Stated};
use crate::model::rounding::Rounding;
use crate::report::achieve::{self, Undefined};
use crate::report::data::{ReviewRow, Rows};
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::ledger::Ledger;
use crate::report::plan_facts::Target;
use crate::report::words;
use crate::terms::reason::Missing;
use crate::terms::year::{Date, FiscalYear};

/// Path of the page of a review.
pub(crate) fn path(plan: &Plan, year: FiscalYear) -> String {
    format!("plans/{}-{}.html", plan.code, year.0)
}

/// What a review says of a target of its plan.
pub(crate) fn kpi_notes<'a>(review: &'a Review, kpi: &Kpi) -> &'a [String] {
    let notes = review.kpi_notes.iter().find(|(name, _)| *name == kpi.name);
    notes.map_or(&[], |(_, notes)| notes)
}

/// Id of the amount spent.
pub(crate) fn spent_id(plan: &Plan, year: FiscalYear) -> String {
    fact_id::below(&fact_id::plan(&plan.code), &fact_id::spent(year))
}

/// A figure of a KPI in the open data: its kind there, and its part of the fact's id.
const KINDS: [(&str, &str); 8] = [
    ("increment_plan", "inc"),
    ("increment_actual", "actual"),
    ("increment_rate", "rate"),
    ("cumulative_plan", "cum"),
    ("cumulative_actual", "actual_cum"),
    ("cumulative_rate", "cum_rate"),
    ("level_plan", "level"),
    ("level_actual", "actual_level"),
];

/// Records the figures that a review adds to those of its plan, once.
pub(crate) fn record(
    plan: &Plan,
    review: &Review,
    (as_of, rounding): (&Date, Rounding),
    ledger: &mut Ledger,
    data: &mut Rows,
) {
    let year = review.year;
    let page = path(plan, year);
    data.remarks((&fact_id::review(&plan.code, year), &page), review.notes.iter().cloned());
    for kpi in &plan.kpis {
        let target = Target { plan, kpi, as_of };
        data.remarks((&target.id(), &page), kpi_notes(review, kpi).iter().cloned());
        let so_far = so_far(&target, year);
        let planned: Vec<_> = kpi.increments.range(..=year).map(|(_, v)| v.clone()).collect();
        let one = |value: &Value| vec![value.clone()];
        let (actual, plan) = (target.actual(year), kpi.increments.get(&year));
        let plan = plan.cloned().unwrap_or(Value::Missing(Missing::Unstated));
        let what = "増加分の計画に対する実績";
        ledger.record(rate(
            &target,
            year,
            ("rate", what),
            ([&one(&actual), &one(&plan)], rounding),
        ));
        let what = "増加分の累計の計画に対する実績";
        ledger.record(rate(&target, year, ("cum_rate", what), ([&so_far, &planned], rounding)));
        ledger.record(level(&target, year, &so_far));
        for (kind, what) in KINDS {
            let key = (target.id(), kpi.name.clone());
            data.reviews.push(row(target.plan, review, key, kind, target.of(what, year)));
        }
    }
    let Some(Cost { value, unit, conversion }) = &review.spent else {
        return;
    };
    let label = format!("{} {} 実績額", plan.short, format::year(year).ad);
    let id = spent_id(plan, year);
    let spent = Fact::stated(id.clone(), label, &path(plan, year), unit, value).doubted();
    let spent = spent.of(year);
    if let Some(mut shown) = conversion.as_ref().and_then(|to| spent.converted(to)) {
        // One amount, in no column with others: 1,845万円, not 1,845.0万円.
        if let Some(value) = shown.value.map(|value| value.normalize()) {
            (shown.value, shown.text) = (Some(value), format::number(value).into());
        }
        ledger.record(shown);
    }
    ledger.record(spent);
    let key =
        (fact_id::below(&fact_id::plan(&plan.code), fact_id::SPENT), fact_id::SPENT.to_owned());
    data.reviews.push(row(plan, review, key, "spent", id));
}

/// The actual increments up to a year.
fn so_far(target: &Target<'_>, year: FiscalYear) -> Vec<Value> {
    let years = target.years().into_iter().filter(|other| *other <= year);
    years.map(|year| target.actual(year)).collect()
}

fn first_missing(values: &[Value]) -> Option<Missing> {
    // KPIs are figures: ranges and words are refused before.
    values.iter().find_map(Value::reason)
}

fn total(values: &[Value]) -> Result<Decimal, Missing> {
    let numbers = values.iter().filter_map(Value::number);
    match first_missing(values) {
        Some(reason) => Err(reason),
        None => achieve::sum(numbers).ok_or(Missing::Unstated),
    }
}

/// Actual against plan, or why there is no such rate.
fn rate(
    target: &Target<'_>,
    year: FiscalYear,
    (what, words): (&str, &str),
    ([actual, plan], rule): ([&[Value]; 2], Rounding),
) -> Fact {
    let ad = format::year(year).ad;
    let label = format!("{} {} {ad} {words}", target.plan.short, target.kpi.name);
    let (id, page) = (target.of(what, year), path(target.plan, year));
    let open = || Fact::open(id.clone(), label.clone(), &page, "％").of(year);
    let (actual, plan) = match (total(actual), total(plan)) {
        (Ok(actual), Ok(plan)) => (actual, plan),
        (Err(reason), _) | (_, Err(reason)) => return open().missing(reason),
    };
    match achieve::ratio(actual, plan) {
        Ok(rate) => {
            let rounded = format::rate(rate, rule, &[]);
            let figure = (rounded, format::share(rounded));
            let method = format!(
                "実績{}÷計画{}×100、{}",
                format::operand(actual),
                format::operand(plan),
                words::rounding(rule, rounded)
            );
            Fact::computed(id, label, &page, "％", figure, method).of(year)
        }
        Err(reason) => open().undefined().noted([why(reason, what)]),
    }
}

fn why(reason: Undefined, what: &str) -> String {
    let of = if what == "rate" { "増加分" } else { "増加分の累計" };
    match reason {
        Undefined::BaseNotPositive => {
            format!("{of}の計画が0以下のため、計画に対する実績の割合は算出していません。")
        }
        Undefined::ActualNegative => {
            format!("{of}の実績が0より小さいため、計画に対する実績の割合は算出していません。")
        }
        // The ratio knows no other reasons; should it learn some, this sentence stays true.
        _ => format!("{of}の桁数が多いなどのため、計画に対する実績の割合は算出していません。"),
    }
}

/// The level reached: base and cumulative actual increments.
fn level(target: &Target<'_>, year: FiscalYear, so_far: &[Value]) -> Fact {
    let kpi = target.kpi;
    let ad = format::year(year).ad;
    let label = format!("{} {} {ad} 実績の水準", target.plan.short, kpi.name);
    let (id, page) = (target.of("actual_level", year), path(target.plan, year));
    let open = || Fact::open(id.clone(), label.clone(), &page, &kpi.unit).of(year);
    let base = total(std::slice::from_ref(&kpi.base));
    let (base, sum) = match (base, total(so_far)) {
        (Ok(base), Ok(sum)) => (base, sum),
        (Err(reason), _) | (_, Err(reason)) => return open().missing(reason),
    };
    let Some(value) = base.checked_add(sum) else {
        return open().undefined();
    };
    let method = format!("事業開始前{}＋実績の累計{}", format::operand(base), format::operand(sum));
    let figure = (value, format::number(value));
    Fact::computed(id, label, &page, &kpi.unit, figure, method).of(year)
}

fn row(
    plan: &Plan,
    review: &Review,
    (kpi_id, kpi_name): (String, String),
    kind: &'static str,
    fact: String,
) -> ReviewRow {
    let day = |day: &Stated<Date>| match day {
        Stated::Known(date) => format::iso(date),
        Stated::Missing(reason) => reason.word().to_owned(),
    };
    ReviewRow {
        plan_code: plan.code.clone(),
        plan_name: plan.name.clone(),
        fy: review.year,
        kpi_id,
        kpi_name,
        kind,
        effect: match &review.effect {
            Stated::Known(word) => word.clone(),
            Stated::Missing(reason) => reason.word().to_owned(),
        },
        next_step: match review.next {
            Stated::Known(step) => step.code(),
            Stated::Missing(reason) => reason.code(),
        },
        body: review.body.clone(),
        reviewed: day(&review.reviewed),
        published: day(&review.published),
        fact,
    }
}
