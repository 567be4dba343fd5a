//! The front page: evaluation years, latest first, and plans.

use crate::model::Model;
use crate::report::correction;
use crate::report::counts;
use crate::report::desk::Desk;
use crate::report::indicators;
use crate::report::judged;
use crate::report::ledger::Ledger;
use crate::report::links;
use crate::report::page::{Body, HomeEntry, HomePage, Page};
use crate::report::shell::{self, Draft};
use crate::report::syndication;
use crate::report::year;
use crate::terms::year::Date;

/// The front page.
pub(crate) fn page(model: &Model, as_of: &Date, ledger: &Ledger) -> Page {
    let city = &model.city;
    let mut desk = Desk::new(ledger);
    let listed = indicators::are_there(model);
    let body = HomePage {
        heading: city.site_name.clone(),
        lead: city.lead.clone(),
        years_heading: heading(model, true, "年度ごとの結果"),
        years: years(model, &mut desk).into_iter().chain(listed.then(overview)).collect(),
        count_rule: count_rule(model),
        plans_heading: heading(model, false, "計画など"),
        plans: model
            .evaluations
            .iter()
            .filter(|one| one.year.is_none())
            .flat_map(year::plans)
            .collect(),
        announcements: syndication::announcements(&model.city),
        corrections: correction::latest(model),
    };
    let draft = Draft {
        path: "index.html".to_owned(),
        pdf: None,
        title: "トップページ".to_owned(),
        description: city.lead.clone(),
        above: Vec::new(),
        here: "トップページ".to_owned(),
        source: "各ページに記載しています。".to_owned(),
        body: Body::Home(body),
        notes: desk.finish(),
        files: shell::files(
            &[
                shell::INDICATORS,
                shell::REVISIONS,
                shell::OUTCOMES,
                shell::GRADES,
                year::TABLES,
                shell::CORRECTIONS,
                shell::STAGES,
                shell::NOTES,
                shell::TEXTS,
                shell::CODEBOOK,
                shell::PACKAGE,
            ]
            .into_iter()
            // Without indicators, these tables have only headings.
            .filter(|table| listed || !OF_INDICATORS.contains(table))
            .chain(links::has_feed(model).then_some(links::FEED))
            .collect::<Vec<_>>(),
        ),
    };
    shell::page(model, as_of, draft)
}

/// Tables of indicators.
const OF_INDICATORS: [(&str, &str); 2] = [shell::INDICATORS, shell::OUTCOMES];

/// The years, latest first.
fn years(model: &Model, desk: &mut Desk<'_>) -> Vec<HomeEntry> {
    let years = model.evaluations.iter().filter(|year| year.year.is_some());
    years.rev().map(|year| year::home(year, desk)).collect()
}

/// How the counts of the years were made.
fn count_rule(model: &Model) -> String {
    let mut counted = model.evaluations.iter().filter(|year| !counts::Year::from(*year).is_empty());
    let Some(year) = counted.next() else { return String::new() };
    let graded = if year.grading.is_some() { GRADED } else { "" };
    format!("{}{}{graded}", counts::RULE, judged::RULE)
}

/// Says where the rule for grades is shown.
const GRADED: &str = "評価区分の基準は、各年度のページに示しています。";

/// What years, or folders that are none, are called where all share one name; `others` where they do not.
fn heading(model: &Model, dated: bool, others: &str) -> String {
    let own = model.evaluations.iter().filter(|one| one.year.is_some() == dated);
    let mut names = own.map(|one| one.name.as_str());
    let first = names.next().unwrap_or_default();
    if names.all(|name| name == first) { first } else { others }.to_owned()
}

fn overview() -> HomeEntry {
    HomeEntry {
        title: "指標の一覧".to_owned(),
        href: indicators::PATH.to_owned(),
        text: "全ての指標の目標と実績を、1つの一覧で比べられます。".to_owned(),
        counts: Vec::new(),
    }
}
