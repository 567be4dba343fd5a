//! The index of an evaluation year: counts, the list of sheets, how the comparison is to be read.

use std::sync::Arc;

use crate::model::Model;
use crate::model::policy::{Evaluation, Policy};
use crate::report::correction;
use crate::report::counts;
use crate::report::desk::Desk;
use crate::report::format;
use crate::report::grade;
use crate::report::indicators;
use crate::report::ledger::Ledger;
use crate::report::listed::Listed;
use crate::report::page::{Body, IndexPillar, IndexRow, Link, Page, YearPage};
use crate::report::pdf_of;
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
    let counted = counts::Year::from(evaluation);
    let tiles = counts::tiles(&counted, desk);
    let grade_tiles = counts::grade_tiles(&counted, desk);
    let counts = counts::table(&counted, desk);
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
    let listed = Listed::of_series(sheet, &Arc::new(sheet.key()), &sheet.first());
    listed.row(&sheet::evaluation_page(sheet.evaluation), &sheet.name.code, desk)
}
