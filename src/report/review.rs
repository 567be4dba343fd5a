//! A review (検証) of a plan -> its page; and the list of reviews on the page of the plan.

use crate::model::Model;
use crate::model::fact_id;
use crate::model::plan::Plan;
use crate::model::review::{Review, ReviewToCome, Stated};
use crate::report::alt;
use crate::report::chart::{Chart, Column, Spec};
use crate::report::correction;
use crate::report::desk::Desk;
use crate::report::format;
use crate::report::indicator::legend;
use crate::report::ledger::Ledger;
use crate::report::page::{
    Body, Labelled, Link, Opinion, Page, ReviewEntry, ReviewKpi, ReviewPage, ReviewRow,
};
use crate::report::plan;
use crate::report::plan_facts::Target;
use crate::report::sheet::{self, Draft};
use crate::report::updated;
use crate::report::words;
use crate::terms::year::{Date, FiscalYear};

pub(crate) use crate::report::review_facts::record;
use crate::report::review_facts::{kpi_notes, path, spent_id};

/// The reviews of a plan, one entry for each of its years: those published, and those still to come.
pub(crate) fn entries(plan: &Plan) -> Vec<ReviewEntry> {
    let years = plan.kpis.iter().flat_map(|kpi| kpi.increments.keys());
    let mut years: Vec<FiscalYear> = years.copied().collect();
    years.sort_unstable();
    years.dedup();
    let entry = |year: FiscalYear| {
        let review = plan.reviews.iter().find(|review| review.year == year);
        match review {
            Some(review) => published(plan, review),
            None => to_come(plan, year),
        }
    };
    years.into_iter().map(entry).collect()
}

fn published(plan: &Plan, review: &Review) -> ReviewEntry {
    let year = format::year(review.year);
    let page = path(plan, review.year);
    ReviewEntry {
        href: sheet::relative(&plan::path(plan), &page),
        state: format!("{}の検証の結果", year.wareki),
        year,
        details: vec![
            labelled("検証日", day(&review.reviewed)),
            labelled("公表日", day(&review.published)),
            labelled("今後の方針", next_step(review).0),
        ],
    }
}

/// What is not on this site may be published elsewhere: why it is not here, only the plan can say.
fn to_come(plan: &Plan, year: FiscalYear) -> ReviewEntry {
    let mut known = plan.reviews_to_come.iter();
    let mut details = Vec::new();
    if let Some(ReviewToCome { year: _, expected, reason }) = known.find(|entry| entry.year == year)
    {
        details.extend(expected.clone().map(|text| labelled("公表予定", text)));
        details.extend(reason.clone().map(|text| labelled("理由", text)));
    }
    ReviewEntry {
        year: format::year(year),
        href: String::new(),
        state: "このサイトに検証の結果はありません".to_owned(),
        details,
    }
}

fn labelled(label: &str, text: String) -> Labelled {
    Labelled { label: label.to_owned(), hint: String::new(), text }
}

fn day(day: &Stated<Date>) -> String {
    match day {
        Stated::Known(date) => format::date(date),
        Stated::Missing(reason) => reason.word().to_owned(),
    }
}

/// The word, and whether it is a reason.
fn next_step(review: &Review) -> (String, bool) {
    match review.next {
        Stated::Known(step) => (step.word().to_owned(), false),
        Stated::Missing(reason) => (reason.word().to_owned(), true),
    }
}

/// Heading of the page, and its title.
pub(crate) fn heading(plan: &Plan, review: &Review) -> String {
    format!("{} {}の検証", plan.short, format::wareki(review.year))
}

/// The page of a review.
pub(crate) fn page(
    model: &Model,
    as_of: &Date,
    (plan, review): (&Plan, &Review),
    ledger: &Ledger,
) -> Page {
    let mut desk = Desk::new(ledger);
    let body = body(model, as_of, (plan, review), &mut desk);
    for note in &review.notes {
        desk.remark(note);
    }
    let year = format::year(review.year);
    let mut above = sheet::trail(None);
    above.push((plan.short.clone(), plan::path(plan)));
    let draft = Draft {
        path: path(plan, review.year),
        pdf: Some("検証の印刷用"),
        title: body.heading.clone(),
        description: format!(
            "{}の地域再生計画「{}」の{}（{}）の検証の結果です。数値目標（KPI）の計画と実績、外部組織の意見、今後の方針を載せています。",
            plan.author, plan.short, year.wareki, year.ad
        ),
        above,
        here: format!("{}の検証", year.wareki),
        source: review.source.clone(),
        body: Body::Review(body),
        notes: desk.finish(),
        files: sheet::files(&[sheet::REVIEWS, sheet::CORRECTIONS, sheet::CODEBOOK, sheet::PACKAGE]),
    };
    updated::dated(sheet::page(model, as_of, draft), updated::review(plan, review))
}

fn body(
    model: &Model,
    as_of: &Date,
    (plan, review): (&Plan, &Review),
    desk: &mut Desk<'_>,
) -> ReviewPage {
    let year = format::year(review.year);
    let own = path(plan, review.year);
    let spent = review.spent.as_ref();
    let spent = spent.map(|_| desk.figure(&spent_id(plan, review.year)));
    let kpis = plan.kpis.iter().zip(1..).map(|(kpi, number)| {
        let notes = kpi_notes(review, kpi);
        self::kpi((number, &Target { plan, kpi, as_of }), review.year, notes, desk)
    });
    let kpis = kpis.collect();
    let (effect, effect_missing) = match &review.effect {
        Stated::Known(word) => (word.clone(), false),
        Stated::Missing(reason) => (reason.word().to_owned(), true),
    };
    let effects = model.city.effects.iter().filter(|_| !effect_missing);
    let (next_step, next_missing) = next_step(review);
    let link = |other: Option<&Review>| Link {
        text: other
            .map_or_else(String::new, |other| format!("{}の検証", format::wareki(other.year))),
        href: other
            .map_or_else(String::new, |other| sheet::relative(&own, &path(plan, other.year))),
    };
    let reviews = || plan.reviews.iter();
    ReviewPage {
        heading: heading(plan, review),
        year,
        plan: Link { text: plan.name.clone(), href: sheet::relative(&own, &plan::path(plan)) },
        short: plan.short.clone(),
        project: plan.project.clone(),
        grant: plan::grant(plan),
        spent,
        facts: facts(review),
        kpis,
        effect,
        effect_missing,
        effects: effects.map(|grade| labelled(&grade.word, grade.rule.clone())).collect(),
        activity: words::prose("事業の実施状況", &review.activity),
        opinions: opinions(review),
        next_step,
        next_missing,
        next_reason: words::prose("理由", &review.next_reason),
        corrections: correction::section(
            [&fact_id::review(&plan.code, review.year), &fact_id::plan(&plan.code)],
            &review.corrections,
            desk,
        ),
        previous: link(reviews().rfind(|other| other.year < review.year)),
        next: link(reviews().find(|other| other.year > review.year)),
    }
}

fn facts(review: &Review) -> Vec<Labelled> {
    vec![
        labelled("検証組織", review.body.clone()),
        labelled("検証組織の参画者", review.members.join("、")),
        labelled("検証日", day(&review.reviewed)),
        labelled("公表日", day(&review.published)),
        labelled("担当", review.office.clone()),
    ]
}

fn opinions(review: &Review) -> Vec<Opinion> {
    let opinion = |opinion: &crate::model::review::Opinion| Opinion {
        by: opinion.by.clone(),
        text: words::prose("意見", &opinion.text),
        answer: words::prose("対応", &opinion.answer),
    };
    review.opinions.iter().map(opinion).collect()
}

fn kpi(
    (number, target): (usize, &Target<'_>),
    year: FiscalYear,
    notes: &[String],
    desk: &mut Desk<'_>,
) -> ReviewKpi {
    let table_number = desk.table();
    let label = format::year(year);
    let base = desk.show(&target.fact("base"));
    let mut row = |(label, hint): (&str, String), ids: [&str; 2], rate: Option<&str>| ReviewRow {
        label: label.to_owned(),
        hint,
        computed: ids[0] != "inc",
        plan: desk.show(&target.of(ids[0], year)),
        actual: desk.show(&target.of(ids[1], year)),
        rate: rate.map(|rate| desk.show(&target.of(rate, year))),
    };
    let rows = vec![
        row(("増加分", label.wareki.clone()), ["inc", "actual"], Some("rate")),
        row(
            ("増加分の累計", format!("{}まで", label.wareki)),
            ["cum", "actual_cum"],
            Some("cum_rate"),
        ),
        row(("水準", "事業開始前＋累計".to_owned()), ["level", "actual_level"], None),
    ];
    let chart = chart(target, year, &table_number, desk);
    let notes = notes.iter().map(|note| desk.note(note)).collect();
    let entries = [
        ("増加分の計画に対する実績", "rate"),
        ("増加分の実績の累計", "actual_cum"),
        ("累計の計画に対する実績", "cum_rate"),
        ("計画の水準", "level"),
        ("実績の水準", "actual_level"),
    ];
    let computed = entries.into_iter().filter_map(|(words, what)| {
        let words = format!("{words}（{}）", label.ad);
        let computed = desk.computed(words, &target.of(what, year))?;
        // The sum of one year is the figure of that year: there is nothing to explain.
        (computed.method != computed.value.text).then_some(computed)
    });
    ReviewKpi {
        number: number.to_string(),
        name: target.kpi.name.clone(),
        notes,
        unit: target.kpi.unit.clone(),
        base,
        due: format::last_month(year),
        rows,
        computed: computed.collect(),
        table_number,
        chart,
    }
}

/// Cumulative plan against cumulative actual, up to the year reviewed; the plan goes on to its last year.
fn chart(target: &Target<'_>, year: FiscalYear, table: &str, desk: &mut Desk<'_>) -> Chart {
    let (id, number) = desk.chart();
    let kpi = target.kpi;
    let years = target.years();
    let columns: Vec<Column> = years
        .iter()
        .enumerate()
        .map(|(place, other)| {
            let column = plan::column(target, place, *other, desk);
            if *other <= year {
                return column;
            }
            Column { actual: None, missing: String::new(), future: true, ..column }
        })
        .collect();
    let text = |what| desk.sentence(&target.of(what, year));
    let ad = format::year(year).ad;
    let known = |what| desk.said(&target.of(what, year)).and_then(|fact| fact.value);
    let message = match (known("actual_cum"), known("cum_rate")) {
        (Some(_), Some(_)) => {
            format!("{ad}までの累計の実績は{}、計画の{}", text("actual_cum"), text("cum_rate"))
        }
        (Some(_), None) => {
            format!("{ad}までの累計は、計画{}に対し実績{}", text("cum"), text("actual_cum"))
        }
        _ => format!("{ad}までの累計の計画は{}、実績の累計は{}", text("cum"), text("actual_cum")),
    };
    let detail = |year: &FiscalYear| {
        let of = |what| desk.sentence(&target.of(what, *year));
        let ad = format::year(*year).ad;
        format!("{ad}までの計画は{}、実績は{}。", of("cum"), of("actual_cum"))
    };
    let details: Vec<_> = years.iter().filter(|other| **other <= year).map(detail).collect();
    let subject = format!("{}の増加分の累計、単位は{}", kpi.name, kpi.unit);
    Chart {
        id,
        number,
        alt: alt::text("棒グラフ", &subject, &details, &message, table),
        message,
        subtitle: format!("{}、増加分の累計（{}）", kpi.name, kpi.unit),
        spec: Spec::Columns {
            legend: legend(&columns, ["実績（累計）", "計画（累計）", "これからの計画（累計）"]),
            columns,
        },
    }
}
