//! The index of an evaluation year: counts, the list of sheets, how the comparison is to be read.

use rust_decimal::Decimal;

use crate::model::Model;
use crate::model::policy::{Evaluation, Policy};
use crate::report::chart::{Chart, Spec};
use crate::report::correction;
use crate::report::counts;
use crate::report::desk::Desk;
use crate::report::format;
use crate::report::grade;
use crate::report::indicators;
use crate::report::ledger::Ledger;
use crate::report::method_words;
use crate::report::methods::Rate;
use crate::report::page::{Body, IndexPillar, IndexRow, Link, Page, YearPage};
use crate::report::pdf_of;
use crate::report::series::{Series, Side, Take};
use crate::report::sheet::{self, Draft, Sheet};
use crate::report::verdict;
use crate::terms::year::Date;

/// The index of an evaluation.
pub(crate) fn page(model: &Model, as_of: &Date, evaluation: &Evaluation, ledger: &Ledger) -> Page {
    let mut desk = Desk::new(ledger);
    let body = body(&model.city.name, evaluation, &mut desk);
    desk.remark("計画との比較は参考（計算値）です。");
    let sheets = Sheet::all(evaluation);
    let printed = |sheet: &Sheet<'_>| {
        let path = pdf_of(&sheet.page);
        (format!("{}の評価シートの印刷用", sheet.owner), path)
    };
    let mut files: Vec<_> = sheets.iter().map(printed).collect();
    let open = [
        sheet::INDICATORS,
        sheet::WEIGHTS,
        sheet::ROLES,
        sheet::REVISIONS,
        sheet::OUTCOMES,
        sheet::GRADES,
        sheet::SURVEYS,
        sheet::CORRECTIONS,
        sheet::CODEBOOK,
        sheet::PACKAGE,
    ];
    files.extend(sheet::files_of(&evaluation.levels, &open));
    let name = sheet::evaluation_name(evaluation);
    let result = format::wareki(evaluation.result_year);
    let draft = Draft {
        path: sheet::evaluation_page(evaluation),
        pdf: None,
        title: format!("{name}（{result}実績）"),
        description: format!(
            "{}の{name}です。{}",
            model.city.name,
            lead(&model.city.name, evaluation)
        ),
        above: sheet::trail(None),
        here: name,
        source: format!(
            "{}「{}」「{}」",
            model.city.name, evaluation.policy_form, evaluation.project_form
        ),
        body: Body::Year(body),
        notes: desk.finish(),
        files,
    };
    sheet::page(model, as_of, draft)
}

fn body(city: &str, evaluation: &Evaluation, desk: &mut Desk<'_>) -> YearPage {
    let tiles = counts::tiles(evaluation, desk);
    let grade_tiles = counts::grade_tiles(evaluation, desk);
    let counts = counts::table(evaluation, desk);
    let pillars = evaluation.pillars.iter().map(|pillar| {
        let own = evaluation.policies.iter().filter(|policy| policy.pillar.code == pillar.code);
        let policies = own.map(|policy| policy_row(evaluation, policy, desk)).collect();
        IndexPillar {
            level: evaluation.levels.pillar.clone(),
            pillar: sheet::code_name(pillar),
            policies,
        }
    });
    let pillars = pillars.filter(|pillar| !pillar.policies.is_empty()).collect();
    YearPage {
        heading: format!("{} {}", format::wareki(evaluation.year), evaluation.name),
        sub: format!("{}実績の評価", format::wareki(evaluation.result_year)),
        lead: lead(city, evaluation),
        level: evaluation.levels.policy.clone(),
        tiles,
        count_rule: format!("{}{}", counts::RULE, verdict::RULE),
        counts,
        grading: grade::rule(city, evaluation),
        grade_tiles,
        pillars,
        indicators: Link {
            text: "全ての年度の指標の一覧".to_owned(),
            href: sheet::relative(&sheet::evaluation_page(evaluation), indicators::PATH),
        },
        corrections: correction::latest_of_year(evaluation),
    }
}

fn lead(city: &str, evaluation: &Evaluation) -> String {
    let policies = evaluation.policies.len();
    let projects: usize = evaluation.policies.iter().map(|policy| policy.projects.len()).sum();
    let levels = &evaluation.levels;
    format!(
        "{city}の{above}{policies}件と{}{projects}件について、{}の実績を計画と比べた結果です。\
         成果の要因とこれからの課題は、各{above}のページにあります。",
        levels.project,
        format::wareki(evaluation.result_year),
        above = levels.policy,
    )
}

fn policy_row(evaluation: &Evaluation, policy: &Policy, desk: &mut Desk<'_>) -> IndexRow {
    let mut row = row(&Sheet::policy(evaluation, policy), desk);
    let projects = policy.projects.iter();
    row.projects = projects
        .map(|project| self::row(&Sheet::project(evaluation, policy, project), desk))
        .collect();
    row
}

fn row(sheet: &Sheet<'_>, desk: &mut Desk<'_>) -> IndexRow {
    let series = sheet.first();
    IndexRow {
        sheet: sheet::code_name(sheet.name),
        href: sheet::relative(&sheet::evaluation_page(sheet.evaluation), &sheet.page),
        indicator: series.indicator.name.clone(),
        plan_label: verdict::target_word(&series),
        plan: desk.figure(&verdict::target(&series)),
        actual: desk.figure(&series.stated(Side::Actual, series.result)),
        rate_label: method_words::rate_label(series.indicator.method).to_owned(),
        rate: desk.show(&series.fact("rate", series.result)),
        status: verdict::status(&series, desk),
        grade: grade::build(&series, desk),
        chart: meter(sheet, &series),
        projects: Vec::new(),
    }
}

/// The small bar; its words stand beside it, so it has none of its own.
pub(crate) fn meter(sheet: &Sheet<'_>, series: &Series<'_>) -> Option<Chart> {
    let Rate::Percent(rate) = series.rate(series.result, Take::Adopted) else {
        return None;
    };
    Some(Chart {
        id: format!("zu-m-{}", sheet.name.code),
        number: String::new(),
        message: String::new(),
        subtitle: String::new(),
        alt: String::new(),
        spec: Spec::Meter { ratio: rate.checked_div(Decimal::ONE_HUNDRED)? },
    })
}
