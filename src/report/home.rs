//! The front page: evaluation years, latest first, and plans.

use std::cmp::Reverse;

use crate::model::Model;
use crate::model::policy::{Evaluation, Levels};
use crate::report::correction;
use crate::report::counts;
use crate::report::declared;
use crate::report::desk::Desk;
use crate::report::format;
use crate::report::indicators;
use crate::report::judged;
use crate::report::ledger::Ledger;
use crate::report::page::{Body, HomeEntry, HomePage, Page};
use crate::report::plan;
use crate::report::sheet::{self, Draft};
use crate::report::syndication;
use crate::report::verdict;
use crate::terms::year::Date;

/// The front page.
pub(crate) fn page(model: &Model, as_of: &Date, ledger: &Ledger) -> Page {
    let city = &model.city;
    let plan = |plan: &crate::model::plan::Plan| HomeEntry {
        title: plan.name.clone(),
        href: plan::path(plan),
        text: format!("{}の地域再生計画の数値目標（KPI）と本文です。", plan.author),
        counts: Vec::new(),
    };
    let reviewed = model.plans.iter().any(|plan| !plan.reviews.is_empty());
    let reviews = reviewed.then_some(sheet::REVIEWS);
    let mut desk = Desk::new(ledger);
    let of_forms = model.years.is_empty() && indicators::are_there(model);
    let body = HomePage {
        heading: city.site_name.clone(),
        lead: city.lead.clone(),
        years_heading: heading(model),
        years: years(model, &mut desk)
            .into_iter()
            .chain((!model.years.is_empty()).then(|| overview("成果指標の計画")))
            .chain(of_forms.then(|| overview("指標の目標")))
            .collect(),
        count_rule: count_rule(model),
        plans: model
            .plans
            .iter()
            .map(plan)
            .chain(model.declared.iter().filter(|one| one.year.is_none()).flat_map(declared::plans))
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
        files: sheet::files(
            &[
                sheet::INDICATORS,
                sheet::WEIGHTS,
                sheet::ROLES,
                sheet::SURVEYS,
                sheet::KPIS,
                sheet::REVISIONS,
                sheet::OUTCOMES,
                sheet::GRADES,
                declared::TABLES,
                sheet::CORRECTIONS,
                sheet::STAGES,
                sheet::NOTES,
                sheet::TEXTS,
                sheet::CODEBOOK,
                sheet::PACKAGE,
            ]
            .into_iter()
            // Where every form is declared, these tables have heads alone.
            .filter(|table| {
                let programs = !(model.years.is_empty() && model.plans.is_empty());
                programs
                    || !OF_YEARS.contains(table) && (of_forms || !OF_INDICATORS.contains(table))
            })
            .chain(reviews)
            .chain(syndication::has_feed(model).then_some(syndication::FEED))
            .collect::<Vec<_>>(),
        ),
    };
    sheet::page(model, as_of, draft)
}

/// Tables of years and plans whose forms are part of the program.
const OF_YEARS: [(&str, &str); 3] = [sheet::WEIGHTS, sheet::ROLES, sheet::KPIS];

/// Tables of indicators of any form.
const OF_INDICATORS: [(&str, &str); 2] = [sheet::INDICATORS, sheet::OUTCOMES];

/// The years, latest first, whatever their forms.
fn years(model: &Model, desk: &mut Desk<'_>) -> Vec<HomeEntry> {
    let program = model.years.iter().map(|year| (year.year, Some(year), None));
    let declared = model.declared.iter().filter_map(|year| Some((year.year?, None, Some(year))));
    let mut years: Vec<_> = program.chain(declared).collect();
    years.sort_by_key(|(year, ..)| Reverse(*year));
    let shown = years.into_iter().filter_map(|(_, program, declared)| match (program, declared) {
        (Some(year), _) => Some(entry(year, desk)),
        (None, of_forms) => of_forms.map(|year| declared::home(year, desk)),
    });
    shown.collect()
}

/// How the figures of the years were counted.
fn count_rule(model: &Model) -> String {
    let mut declared = model.declared.iter().filter(|year| !counts::Year::from(*year).is_empty());
    let Some(year) = declared.next() else { return of_program(model) };
    let graded = if model.years.is_empty() && year.grading.is_some() { GRADED } else { "" };
    format!("{}{}{}{graded}", of_program(model), counts::RULE_OF_FORMS, judged::RULE)
}

/// Where the rule for grades stands.
const GRADED: &str = "評価区分の基準は、各年度のページに示しています。";

/// The same, of the forms of the program.
fn of_program(model: &Model) -> String {
    let graded = model.years.iter().any(|year| year.grading.is_some());
    match (model.years.is_empty(), graded) {
        (true, _) => String::new(),
        (false, false) => format!("{}{}", counts::RULE, verdict::RULE),
        (false, true) => {
            format!("{}{}{GRADED}", counts::RULE, verdict::RULE)
        }
    }
}

/// The name of the evaluations, where all years share one.
fn heading(model: &Model) -> String {
    let declared = model.declared.iter().filter(|year| year.year.is_some());
    let declared = declared.map(|year| year.name.as_str());
    let mut names = model.years.iter().map(|year| year.name.as_str()).chain(declared);
    let first = names.next().unwrap_or_default();
    if names.all(|name| name == first) { first.to_owned() } else { "施策の評価".to_owned() }
}

fn overview(what: &str) -> HomeEntry {
    HomeEntry {
        title: "指標の一覧".to_owned(),
        href: indicators::PATH.to_owned(),
        text: format!("全ての{what}と実績を、1つの一覧で比べられます。"),
        counts: Vec::new(),
    }
}

fn entry(evaluation: &Evaluation, desk: &mut Desk<'_>) -> HomeEntry {
    let policies = evaluation.policies.len();
    let projects: usize = evaluation.policies.iter().map(|policy| policy.projects.len()).sum();
    let year = format::wareki(evaluation.result_year);
    let Levels { pillar: _, policy, project } = &evaluation.levels;
    HomeEntry {
        title: format!("{} {}", format::wareki(evaluation.year), evaluation.name),
        href: sheet::evaluation_page(evaluation),
        text: format!(
            "{year}実績の評価です。{policy}{policies}件と{project}{projects}件の評価シートがあります。"
        ),
        counts: counts::both(&counts::Year::from(evaluation), desk),
    }
}
