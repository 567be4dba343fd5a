//! What is left behind when last year's folder is copied: results that nobody stated, last year's words, titles
//! of another year.

use std::collections::BTreeMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::diag::{Diags, messages};
use crate::model::checks::Context;
use crate::model::checks::figures::of_sheets;
use crate::model::checks::years::{free, parsed, result_of, spoken};
use crate::sheet::Sheet;
use crate::sheet::forms::{CodeName, Correction, Evaluation, Policy, Project};
use crate::sheet::value::{At, Prose, Text, Year};
use crate::terms::reason::Missing;
use crate::terms::year::FiscalYear;

/// Characters from which on nobody writes the same twice by chance.
const LONG: usize = 20;

/// Every indicator says what its result was, or why it has none.
pub(super) fn results_are_stated(context: &Context<'_>, diags: &mut Diags) {
    for (dir, twice, indicator) in of_sheets(context) {
        let (Some((_, result)), Some(actual)) = (result_of(context, dir), &indicator.actual) else {
            continue;
        };
        // The columns of the paper form have a rule of their own; a year that cannot be read may be the missing one.
        let years: Option<Vec<FiscalYear>> = actual.0.iter().map(|(at, _)| parsed(at)).collect();
        let Some(years) = years.filter(|_| !twice && free(context, dir)) else {
            continue;
        };
        if let (false, Some((first, _))) = (years.contains(&result), actual.0.first()) {
            let name = spoken(result);
            let name = name.trim_end_matches("年度");
            diags.push(messages::missing_year(first.span.clone(), name, "実績"));
        }
    }
}

/// What is written anew every year: its heading and its words.
type Words<'a> = Vec<(&'a str, &'a At)>;

fn of_policy(policy: &Policy) -> Words<'_> {
    let findings = policy.findings.iter().flat_map(|findings| {
        [
            ("取組内容と成果", &findings.results),
            ("成果を押し上げた要因", &findings.drivers),
            ("ギャップの要因", &findings.gap),
            ("これからの課題", &findings.issues),
        ]
    });
    let later = policy.later.iter().flat_map(|later| later.sections.iter().flatten());
    let later = later.filter_map(|section| {
        let Text(heading) = section.heading.as_ref()?;
        Some((heading.text.as_str(), &section.text))
    });
    let all = findings.chain(later);
    let prose = all.filter_map(|(name, text)| Some((name, &text.as_ref()?.0)));
    prose.chain(corrected(&policy.corrections)).collect()
}

fn of_project(project: &Project) -> Words<'_> {
    let state = project.later.as_ref().and_then(|later| later.state.as_ref());
    let state = state.map(|Prose(at)| ("現状と課題", at));
    state.into_iter().chain(corrected(&project.corrections)).collect()
}

/// The reasons of corrections.
fn corrected(list: &[Correction]) -> impl Iterator<Item = (&str, &At)> {
    list.iter().filter_map(|one| Some(("訂正", &one.reason.as_ref()?.0)))
}

fn code(id: Option<&CodeName>) -> Option<&str> {
    Some(id?.code.as_ref()?.0.text.as_str())
}

/// The folder of the evaluation before each.
fn before<'a>(context: &'a Context<'_>) -> Vec<(&'a str, &'a str)> {
    let result = |sheet: &'a Sheet<Evaluation>| {
        let Year(at) = sheet.data.result_year.as_ref()?;
        Some((parsed(at)?, sheet.dir.as_str()))
    };
    let mut years: Vec<_> =
        context.sheets.evaluations.iter().filter_map(|sheet| result(sheet)).collect();
    years.sort_unstable();
    years.windows(2).filter(|pair| pair[0].0 < pair[1].0).map(|p| (p[1].1, p[0].1)).collect()
}

pub(super) fn words_are_not_last_years(context: &Context<'_>, diags: &mut Diags) {
    let mut all: BTreeMap<(&str, &str, bool), Words<'_>> = BTreeMap::new();
    for sheet in &context.sheets.policies {
        if let Some(code) = code(sheet.data.id.as_ref()) {
            all.entry((sheet.dir.as_str(), code, true)).or_insert_with(|| of_policy(&sheet.data));
        }
    }
    for sheet in &context.sheets.projects {
        if let Some(code) = code(sheet.data.id.as_ref()) {
            all.entry((sheet.dir.as_str(), code, false)).or_insert_with(|| of_project(&sheet.data));
        }
    }
    let before: BTreeMap<&str, &str> = before(context).into_iter().collect();
    for ((dir, code, policy), words) in &all {
        let last = before.get(dir).and_then(|last| all.get(&(*last, *code, *policy)));
        let Some(last) = last else { continue };
        let long = |at: &At| {
            let text = at.text.trim();
            text.chars().count() >= LONG && Missing::from_word(text).is_none()
        };
        let same: Vec<(&str, &At, &At)> = words
            .iter()
            .filter(|(_, at)| long(at))
            .filter_map(|(name, at)| {
                let (_, old) = last
                    .iter()
                    .find(|(of, old)| of == name && old.text.trim() == at.text.trim())?;
                Some((*name, *at, *old))
            })
            .collect();
        if let Some((_, at, old)) = same.first() {
            let names: Vec<&str> = same.iter().map(|(name, ..)| *name).collect();
            diags.push(messages::words_of_last_year([at, old].map(|at| &at.span), code, &names));
        }
    }
}

/// The fiscal years that a text names, in any spelling: 平成24年度, H24年度, 2012年度, 平成23・24年度.
fn named(text: &str) -> Vec<FiscalYear> {
    let text: String = text.nfkc().collect();
    let mut found = Vec::new();
    let mut era = String::new();
    // A year of which only the last of its list is called 年度.
    let mut waiting = None;
    let number = |c: char| c.is_ascii_digit() || c == '元';
    let mut rest = text.as_str();
    while let Some(start) = rest.find(number) {
        let (head, tail) = rest.split_at(start);
        let length = tail.find(|c| !number(c)).unwrap_or(tail.len());
        let (digits, after) = tail.split_at(length);
        let letter = head.chars().last().filter(|c| "MTSHR".contains(*c)).map(String::from);
        let names = ["明治", "大正", "昭和", "平成", "令和"];
        let name = names.into_iter().find(|name| head.trim_end().ends_with(name));
        let own = name.map(str::to_owned).or(letter);
        // A number that only continues a list or a range (23・24年度, 23～25年度) has the era of the one before.
        let goes_on = matches!(
            head,
            "・" | "、"
                | ","
                | "~"
                | "〜"
                | "-"
                | "から"
                | "及び"
                | "年度から"
                | "年度~"
                | "年度・"
                | "年度、"
                | "年度及び"
        );
        match &own {
            Some(own) => era.clone_from(own),
            None if !goes_on || digits.len() == 4 => era.clear(),
            None => {}
        }
        let first = waiting.take().filter(|_| goes_on);
        if let Ok((year, _)) = FiscalYear::parse(&format!("{era}{digits}")) {
            if after.trim_start().starts_with("年度") {
                found.extend(first.into_iter().chain([year]));
            } else {
                waiting = first.or(Some(year));
            }
        }
        rest = after;
    }
    found
}

/// Reports a text that names years, but none of those it may be about; or that names what it named last year.
fn report_other_year(
    what: &str,
    [text, last]: [Option<&Text>; 2],
    of: &[FiscalYear],
    diags: &mut Diags,
) {
    let Some(Text(at)) = text else { return };
    let years = named(&at.text);
    let (Some(first), Some(end)) = (years.iter().min(), years.iter().max()) else {
        return;
    };
    let spoken = |years: &[FiscalYear], and: &str| {
        years.iter().map(|year| spoken(*year)).collect::<Vec<_>>().join(and)
    };
    let (span, said) = (at.span.clone(), spoken(&years, "、"));
    if let Some(Text(old)) = last.filter(|Text(old)| old.text == at.text) {
        diags.push(messages::names_last_year(span, what, &said, old.span.clone()));
    } else if !of.is_empty() && !of.iter().any(|year| first <= year && year <= end) {
        diags.push(messages::names_another_year(span, what, &said, &spoken(of, "か")));
    }
}

/// The titles that an evaluation gives to itself and its sheets.
fn titles(sheet: &Evaluation) -> [(&'static str, Option<&Text>); 4] {
    let Evaluation { name, policy_form, project_form, measure_form, .. } = sheet;
    [
        ("名称", name.as_ref()),
        ("施策の票の表題", policy_form.as_ref()),
        ("基本事業の票の表題", project_form.as_ref()),
        ("小施策の票の表題", measure_form.as_ref()),
    ]
}

/// The sources of sheets by folder, code and whether it is that of a policy.
fn sources<'a>(context: &'a Context<'_>) -> BTreeMap<(&'a str, &'a str, bool), Option<&'a Text>> {
    let policies = context.sheets.policies.iter().map(|sheet| {
        let Policy { id, source, .. } = &sheet.data;
        (sheet.dir.as_str(), id, true, source)
    });
    let projects = context.sheets.projects.iter().map(|sheet| {
        let Project { id, source, .. } = &sheet.data;
        (sheet.dir.as_str(), id, false, source)
    });
    let all = policies.chain(projects);
    all.filter_map(|(dir, id, policy, source)| {
        Some(((dir, code(id.as_ref())?, policy), source.as_ref()))
    })
    .collect()
}

pub(super) fn titles_name_their_year(context: &Context<'_>, diags: &mut Diags) {
    let sheets = context.sheets;
    let year_of = |at: Option<&Year>| at.and_then(|Year(at)| parsed(at));
    // A folder of another year has been reported.
    let named_so = |sheet: &&Arc<Sheet<Evaluation>>| {
        let folder = FiscalYear::parse(&sheet.dir.to_uppercase()).ok();
        year_of(sheet.data.year.as_ref()) == folder.map(|(year, _)| year)
    };
    let before: BTreeMap<&str, &str> = before(context).into_iter().collect();
    let sources = sources(context);
    for sheet in sheets.evaluations.iter().filter(named_so) {
        let both = [sheet.data.year.as_ref(), sheet.data.result_year.as_ref()];
        let of: Vec<FiscalYear> = both.into_iter().filter_map(year_of).collect();
        let last = before.get(sheet.dir.as_str());
        let old = last.and_then(|last| sheets.evaluations.iter().find(|other| other.dir == *last));
        for (place, (what, title)) in titles(&sheet.data).into_iter().enumerate() {
            let old = old.and_then(|old| titles(&old.data)[place].1);
            report_other_year(what, [title, old], &of, diags);
        }
        let from = (sheet.dir.as_str(), "", false);
        let own = sources.range(from..).take_while(|((dir, ..), _)| *dir == sheet.dir);
        for ((_, code, policy), source) in own {
            let old = last.and_then(|last| sources.get(&(*last, *code, *policy)).copied());
            report_other_year("出典", [*source, old.flatten()], &of, diags);
        }
    }
    for review in sheets.reviews.iter().map(|sheet| &sheet.data) {
        let of = year_of(review.year.as_ref()).map(|year| vec![year, year.next()]);
        report_other_year(
            "出典",
            [review.source.as_ref(), None],
            of.as_deref().unwrap_or(&[]),
            diags,
        );
    }
    for handout in sheets.handouts.iter().map(|sheet| &sheet.data) {
        let of = year_of(handout.year.as_ref()).map(|year| vec![year, year.previous()]);
        report_other_year(
            "件名",
            [handout.title.as_ref(), None],
            of.as_deref().unwrap_or(&[]),
            diags,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_found_in_every_spelling() {
        for (text, years) in [
            ("平成25年度施策達成度評価シート", &[2013][..]),
            ("Ｈ２５年度と令和元年度", &[2013, 2019]),
            ("2024年度の評価（令和6年3月31日公表、第2版）", &[2024]),
            ("平成23・24年度", &[2011, 2012]),
            ("平成21～25年度の計画", &[2009, 2013]),
            ("平成21年度～25年度の計画", &[2009, 2013]),
            ("令和 5 年度", &[2023]),
            ("施策52、平成26年3月公表", &[]),
            ("各年度の10年度目", &[]),
        ] {
            let found: Vec<i16> = named(text).into_iter().map(|year| year.0).collect();
            assert_eq!(found, years, "{text}");
        }
    }
}
