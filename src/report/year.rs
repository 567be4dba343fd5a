//! Evaluations -> their entries on the front page, and their indexes.

use crate::model::Model;
use crate::model::evaluation::{Entry, Evaluation};
use crate::report::correction;
use crate::report::counts;
use crate::report::desk::Desk;
use crate::report::format;
use crate::report::grade;
use crate::report::indicators;
use crate::report::judged;
use crate::report::ledger::Ledger;
use crate::report::links;
use crate::report::links::pdf_of;
use crate::report::listed;
use crate::report::names::{code, heading, index, name, of_results, owner};
use crate::report::page::{Body, Branch, HomeEntry, Link, Page, Results, YearPage};
use crate::report::sheet::href;
use crate::report::shell::{self, Draft};
use crate::terms::year::Date;

/// Table of the figures of sheets.
pub(crate) const TABLES: (&str, &str) = ("欄と表の数値", "data/tables.csv");

/// Tables of indicators, of all forms. Empty ones are not offered.
pub(crate) const OF_INDICATORS: [(&str, &str); 4] =
    [shell::INDICATORS, shell::OUTCOMES, shell::GRADES, shell::REVISIONS];

/// The entry of a year on the front page.
pub(crate) fn home(year: &Evaluation, desk: &mut Desk<'_>) -> HomeEntry {
    let counted = counts::Year::from(year);
    let counts = if counted.is_empty() { Vec::new() } else { counts::both(&counted, desk) };
    HomeEntry { counts, ..front(year) }
}

/// The same without counts.
fn front(year: &Evaluation) -> HomeEntry {
    let of = of_year(year).map(|words| format!("{words}です。"));
    HomeEntry {
        title: heading(year),
        href: index(year),
        text: format!("{}{}", of.unwrap_or_default(), lead(year)),
        counts: Vec::new(),
    }
}

/// 令和5年度実績の施設点検: what a year is of, by its own name.
fn of_year(year: &Evaluation) -> Option<String> {
    year.results.map(|results| format!("{}実績の{}", format::wareki(results), year.name))
}

/// The entries of a folder that is no year on the front page: itself, and its sheets of the top level.
pub(crate) fn plans(year: &Evaluation) -> Vec<HomeEntry> {
    let own = year.levels.first().map(|level| &level.entries);
    let own = own.into_iter().flatten().filter_map(|entry| {
        let sheet = entry.sheet.as_deref()?;
        Some(HomeEntry {
            title: entry.name.clone(),
            href: sheet.page.clone(),
            text: format!("{}です。", sheet.title),
            counts: Vec::new(),
        })
    });
    std::iter::once(front(year)).chain(own).collect()
}

/// Number of sheets per level.
fn lead(year: &Evaluation) -> String {
    let level = |place: usize| {
        let count = year.sheets(place).count();
        (count > 0).then(|| format!("{}{count}件", year.levels[place].name))
    };
    let counts: Vec<String> = (0..year.levels.len()).filter_map(level).collect();
    let empty = year.levels.iter().filter(|level| level.entries.is_empty());
    let none: Vec<_> = empty.map(|level| format!("{}の票はありません。", level.name)).collect();
    format!("{}の票があります。{}", counts.join("、"), none.concat())
}

/// The index of a year.
pub(crate) fn page(model: &Model, as_of: &Date, year: &Evaluation, ledger: &Ledger) -> Page {
    let mut desk = Desk::new(ledger);
    let path = index(year);
    let results = results(&model.city.name, year, &mut desk);
    let body = YearPage {
        heading: heading(year),
        sub: of_year(year).unwrap_or_default(),
        lead: format!("{}の{}です。{}", model.city.name, year.name, lead(year)),
        forms: year
            .levels
            .iter()
            .flat_map(|level| level.titles.iter().map(|title| (level.name.clone(), title.clone())))
            .collect(),
        branches: branches(year, 0, None, &mut desk),
        results,
        corrections: correction::latest_of_year(year),
    };
    let printed = year.all().map(|(level, _, entry, sheet)| {
        (format!("{}の票の印刷用", owner(year, level, entry)), pdf_of(&sheet.page))
    });
    let mut files: Vec<_> = printed.collect();
    files.extend(shell::files(&[TABLES]));
    if body.results.is_some() {
        desk.remark("目標との比較は参考（計算値）です。");
        files.extend(shell::files(&OF_INDICATORS));
    }
    files.extend(shell::files(&[shell::CORRECTIONS, shell::CODEBOOK, shell::PACKAGE]));
    let titles: Vec<&str> =
        year.levels.iter().flat_map(|level| &level.titles).map(String::as_str).collect();
    let name = name(year);
    let draft = Draft {
        path,
        pdf: None,
        title: format!("{name}{}", of_results(year.results)),
        description: format!("{}の{name}です。{}", model.city.name, lead(year)),
        above: shell::trail(),
        here: name,
        source: format!("{}「{}」", model.city.name, titles.join("」「")),
        body: Body::Year(body),
        notes: desk.finish(),
        files,
    };
    shell::page(model, as_of, draft)
}

/// Results of the indicators of a year; `None` where it has none.
fn results(city: &str, year: &Evaluation, desk: &mut Desk<'_>) -> Option<Results> {
    let counted = counts::Year::from(year);
    if counted.is_empty() {
        return None;
    }
    Some(Results {
        tiles: counts::tiles(&counted, desk),
        count_rule: format!("{}{}", counts::RULE, judged::RULE),
        counts: counts::table(&counted, desk),
        grading: year.grading.as_ref().map(|grading| grade::rule_of(city, grading)),
        grade_tiles: counts::grade_tiles(&counted, desk),
        indicators: Link {
            text: "全ての年度の指標の一覧".to_owned(),
            href: links::relative(&index(year), indicators::PATH),
        },
    })
}

/// Entries of a level below an entry of the level above, with all their descendants.
fn branches(
    year: &Evaluation,
    level: usize,
    parent: Option<usize>,
    desk: &mut Desk<'_>,
) -> Vec<Branch> {
    let Some(own) = year.levels.get(level) else { return Vec::new() };
    let entries = own.entries.iter().enumerate().filter(|(_, entry)| entry.parent == parent);
    let from = index(year);
    let branch = |(place, entry): (usize, &Entry)| {
        let sheet = entry.sheet.as_deref();
        let listed = sheet.map(|sheet| listed::of_sheet(year, level, (entry, sheet)));
        let first = listed.and_then(|listed| listed.into_iter().next());
        Branch {
            level: own.name.clone(),
            code: code(year, entry),
            name: entry.name.clone(),
            href: href(&from, entry),
            row: first.map(|first| first.row(&from, &format!("{level}-{place}"), desk)),
            below: branches(year, level + 1, Some(place), desk),
        }
    };
    entries.map(branch).collect()
}
