//! The front page: evaluation years, latest first, and plans.

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
    let dated = || model.declared.iter().filter(|one| one.year.is_some());
    let declared: Vec<_> = dated().rev().map(|year| declared::home(year, &mut desk)).collect();
    // Where no form is part of the program, the overview comes last.
    let of_forms = model.years.is_empty() && indicators::are_there(model);
    let body = HomePage {
        heading: city.site_name.clone(),
        lead: city.lead.clone(),
        years_heading: heading(model),
        years: model
            .years
            .iter()
            .rev()
            .map(|evaluation| entry(evaluation, &mut desk))
            .chain((!model.years.is_empty()).then(|| overview("成果指標の計画")))
            .chain(declared)
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

/// How the figures of the years were counted.
fn count_rule(model: &Model) -> String {
    let declared = model.declared.iter().any(|year| !counts::Year::from(year).is_empty());
    let of_forms =
        if declared { format!("{}{}", counts::RULE_OF_FORMS, judged::RULE) } else { String::new() };
    format!("{}{of_forms}", of_program(model))
}

/// The same, of the forms of the program.
fn of_program(model: &Model) -> String {
    let graded = model.years.iter().any(|year| year.grading.is_some());
    match (model.years.is_empty(), graded) {
        (true, _) => String::new(),
        (false, false) => format!("{}{}", counts::RULE, verdict::RULE),
        (false, true) => {
            format!(
                "{}{}評価区分の基準は、各年度のページに示しています。",
                counts::RULE,
                verdict::RULE
            )
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
