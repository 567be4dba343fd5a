//! A regional revitalization plan (地域再生計画) -> its page: facts, KPIs with charts, the whole text.

use crate::model::Model;
use crate::model::fact_id;
use crate::model::plan::{self, Plan};
use crate::prose;
use crate::report::alt;
use crate::report::chart::{Chart, Column, Mark, Spec};
use crate::report::correction;
use crate::report::desk::Desk;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::indicator::legend;
use crate::report::ledger::Ledger;
use crate::report::page::{Body, Kpi, KpiRow, Page, PlanFact, PlanPage, Section};
use crate::report::plan_facts::{Target, cost_id};
use crate::report::review;
use crate::report::sheet::{self, Draft};
use crate::report::updated;
use crate::terms::reason::Missing;
use crate::terms::year::{Date, FiscalYear};

pub(crate) use crate::report::plan_facts::{path, record};

/// Headings nest this deep at most.
const DEEPEST: usize = 5;

/// Where actuals come from that the plan itself does not state.
const REVIEWED_NOTE: &str = "数値目標の実績には、検証の結果から取ったものがあります。\
                             検証の結果は「検証の状況」から読めます。";

/// The page of a plan.
pub(crate) fn page(model: &Model, as_of: &Date, plan: &Plan, ledger: &Ledger) -> Page {
    let mut desk = Desk::new(ledger);
    let body = body(plan, as_of, &mut desk);
    for note in &plan.notes {
        desk.remark(note);
    }
    if !plan.reviews.is_empty() {
        desk.remark(REVIEWED_NOTE);
    }
    let kpis = plan.kpis.len();
    let draft = Draft {
        path: path(plan),
        pdf: Some("計画の印刷用"),
        title: plan.name.clone(),
        description: format!(
            "{}の地域再生計画「{}」の数値目標（KPI）{kpis}件と本文です。",
            plan.author, plan.name
        ),
        above: sheet::trail(None),
        here: plan.short.clone(),
        source: plan.source.clone(),
        body: Body::Plan(body),
        notes: desk.finish(),
        files: files(plan),
    };
    updated::dated(sheet::page(model, as_of, draft), updated::plan(plan))
}

fn files(plan: &Plan) -> Vec<(String, String)> {
    let reviews = [sheet::REVIEWS];
    let reviews = reviews.iter().filter(|_| !plan.reviews.is_empty());
    let mut files = vec![sheet::KPIS];
    files.extend(reviews);
    files.extend([sheet::CODEBOOK, sheet::PACKAGE]);
    sheet::offer_corrections(&mut files, &plan.corrections);
    sheet::files(&files)
}

fn body(plan: &Plan, as_of: &Date, desk: &mut Desk<'_>) -> PlanPage {
    let facts = facts(plan, desk);
    let kpis =
        plan.kpis.iter().map(|model| kpi(&Target { plan, kpi: model, as_of }, desk)).collect();
    let years: std::collections::BTreeSet<FiscalYear> =
        plan.kpis.iter().flat_map(|kpi| kpi.increments.keys().copied()).collect();
    let id = fact_id::plan(&plan.code);
    let mut sections = Vec::new();
    flatten(&plan.sections, "sho", 1, &mut sections);
    PlanPage {
        name: plan.name.clone(),
        short: plan.short.clone(),
        facts,
        years: years.into_iter().map(format::year).collect(),
        kpis,
        reviews: review::entries(plan),
        sections,
        corrections: correction::section([&id, &id], &plan.corrections, desk),
    }
}

fn facts(plan: &Plan, desk: &mut Desk<'_>) -> Vec<PlanFact> {
    let line = |label: &str, text: String| PlanFact { label: label.to_owned(), text, figure: None };
    vec![
        line("作成主体", plan.author.clone()),
        line("区域", plan.area.clone()),
        line("計画期間", format!("{}から{}まで", plan.from, format::date(&plan.until))),
        line("事業の名称", plan.project.clone()),
        line("交付金", grant(plan)),
        PlanFact {
            label: "総事業費".to_owned(),
            text: String::new(),
            figure: Some(desk.figure(&cost_id(plan))),
        },
    ]
}

/// The grant with its mark.
pub(crate) fn grant(plan: &Plan) -> String {
    if plan.grant_code.is_empty() {
        plan.grant.clone()
    } else {
        format!("{}【{}】", plan.grant, plan.grant_code)
    }
}

fn kpi(target: &Target<'_>, desk: &mut Desk<'_>) -> Kpi {
    let model = target.kpi;
    let table_number = desk.table();
    let base = desk.show(&target.fact("base"));
    let rows =
        target.years().into_iter().enumerate().map(|place| row(target, place, desk)).collect();
    let total = desk.show(&target.fact("total"));
    let final_level = desk.show(&target.fact("final"));
    let chart = chart(target, &table_number, desk);
    Kpi {
        id: target.id(),
        name: model.name.clone(),
        notes: model.notes.iter().map(|note| desk.note(note)).collect(),
        unit: model.unit.clone(),
        base,
        rows,
        reported: target.reported(),
        total,
        final_level,
        computed: computed(target, desk),
        table_number,
        chart,
    }
}

fn row(target: &Target<'_>, (place, year): (usize, FiscalYear), desk: &mut Desk<'_>) -> KpiRow {
    let label = format::year(year);
    KpiRow {
        head: vec![format!("{}増加分", label.ad), format!("{}年目", place + 1)],
        year: label,
        increment: desk.show(&target.of("inc", year)),
        cumulative: desk.show(&target.of("cum", year)),
        level: desk.show(&target.of("level", year)),
        actual: desk.show(&target.of("actual", year)),
        actual_cumulative: target.reported().then(|| desk.show(&target.of("actual_cum", year))),
    }
}

/// One formula of each kind, with the figures of the last year: the years before are made alike.
fn computed(target: &Target<'_>, desk: &mut Desk<'_>) -> Vec<crate::report::page::Computed> {
    let Some(last) = target.years().last().copied() else {
        return Vec::new();
    };
    let ad = format::year(last).ad;
    let reached = reached(target, desk);
    let mut entries = vec![
        (format!("増加分の目標の累計（{ad}まで）"), target.of("cum", last)),
        (format!("最終年度の水準（{ad}）"), target.fact("final")),
    ];
    entries.extend(reached.map(|(year, _)| {
        let label = format!("増加分の実績の累計（{}まで）", format::year(year).ad);
        (label, target.of("actual_cum", year))
    }));
    entries.into_iter().filter_map(|(label, id)| desk.computed(label, &id)).collect()
}

/// The last year up to which every actual is known, with the sum of actuals.
fn reached<'a>(target: &Target<'_>, desk: &Desk<'a>) -> Option<(FiscalYear, &'a Fact)> {
    let known = |year| {
        let fact = desk.said(&target.of("actual_cum", year))?;
        fact.value.map(|_| (year, fact))
    };
    target.years().into_iter().filter_map(known).next_back()
}

fn chart(target: &Target<'_>, table: &str, desk: &mut Desk<'_>) -> Chart {
    let (id, number) = desk.chart();
    let kpi = target.kpi;
    let years = target.years();
    let columns: Vec<_> =
        years.iter().enumerate().map(|(place, year)| column(target, place, *year, desk)).collect();
    let message = message(target, desk);
    let detail = |year: &FiscalYear| {
        format!("{}までの目標は{}。", format::year(*year).ad, text(target, "cum", *year, desk))
    };
    let subject = format!("{}の増加分の累計、単位は{}", kpi.name, kpi.unit);
    let period = match (years.first(), years.last()) {
        (Some(first), Some(last)) => {
            format!("、{}から{}まで", format::year(*first).ad, format::year(*last).ad)
        }
        _ => String::new(),
    };
    let base = desk.sentence(&target.fact("base"));
    Chart {
        id,
        number,
        alt: alt::text(
            "棒グラフ",
            &subject,
            &years.iter().map(detail).collect::<Vec<_>>(),
            &message,
            table,
        ),
        message,
        subtitle: format!("{}、増加分の累計（{}）{period}。事業開始前は{base}", kpi.name, kpi.unit),
        spec: Spec::Columns {
            legend: legend(&columns, ["実績（累計）", "目標（累計）", "これからの目標（累計）"]),
            columns,
        },
    }
}

fn text(target: &Target<'_>, what: &str, year: FiscalYear, desk: &Desk<'_>) -> String {
    desk.sentence(&target.of(what, year))
}

/// One year of the chart of cumulative increments.
pub(crate) fn column(
    target: &Target<'_>,
    place: usize,
    year: FiscalYear,
    desk: &Desk<'_>,
) -> Column {
    let mark = |what| {
        let fact = desk.said(&target.of(what, year))?;
        Some(Mark { value: fact.value?, text: fact.text.to_string() })
    };
    let label = format::year(year);
    let increment = desk.said(&target.of("inc", year)).and_then(|fact| fact.value);
    let increment = increment.map(|value| Mark { value, text: format::signed(value) });
    let missing = target.actual(year).reason().filter(|reason| *reason != Missing::NotYet);
    let missing = missing.map_or_else(String::new, |reason| reason.word().to_owned());
    Column {
        year: year.0,
        label: [label.short, label.ad],
        plan: mark("cum"),
        future: target.future(year),
        // In the first year the increment is the whole column.
        increment: increment.filter(|_| place > 0),
        actual: mark("actual_cum"),
        missing,
    }
}

/// What is planned, and what is known of the result. Says only what the data hold.
fn message(target: &Target<'_>, desk: &Desk<'_>) -> String {
    let kpi = target.kpi;
    let years = target.years();
    let total = desk.said(&target.fact("total")).and_then(|fact| fact.value);
    let last = years.last().and_then(|year| desk.said(&target.of("cum", *year))?.value);
    let planned = total.or(last).map_or_else(
        || format!("目標の累計は{}", desk.sentence(&target.fact("total"))),
        |total| {
            let amount = format!("{}{}", format::number(total.abs()), kpi.unit);
            if total.is_zero() {
                return format!("{}年間で増減のない計画", years.len());
            }
            let way = if total.is_sign_negative() { "減らす" } else { "増やす" };
            format!("{}年間で{amount}{way}計画", years.len())
        },
    );
    if let Some((year, fact)) = reached(target, desk) {
        return format!(
            "{planned}、実績は{}までの累計で{}",
            format::year(year).ad,
            fact.sentence()
        );
    }
    let mut reasons = years.iter().map(|year| target.actual(*year).reason());
    match reasons.next().flatten() {
        Some(Missing::Unstated) | None => planned,
        Some(first) if reasons.all(|reason| reason == Some(first)) => {
            format!("{planned}、実績は{}", first.word())
        }
        Some(_) => format!("{planned}、実績は一部の年度だけ"),
    }
}

/// The sections in one list, each with its depth and a fragment id made of its places: `sho-4-2`.
fn flatten(sections: &[plan::Section], prefix: &str, depth: usize, out: &mut Vec<Section>) {
    for (place, section) in sections.iter().enumerate() {
        let plan::Section { heading, text, kpi_table, children } = section;
        let id = format!("{prefix}-{}", place + 1);
        out.push(Section {
            depth: depth.min(DEEPEST).to_string(),
            heading: heading.clone(),
            id: id.clone(),
            blocks: prose::parse(text),
            kpi_table: *kpi_table,
        });
        flatten(children, &id, depth + 1, out);
    }
}
