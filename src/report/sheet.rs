//! Sheets -> their facts and their pages.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::form::Kind;
use crate::model::Model;
use crate::model::evaluation::{self, At, Entry, Evaluation, Sheet};
use crate::report::comparisons;
use crate::report::correction;
use crate::report::data::{CellRow, CellSheet, Rows};
use crate::report::desk::Desk;
use crate::report::format;
use crate::report::ledger::Ledger;
use crate::report::links;
use crate::report::names::{code, index, name, of_results, owner, page_title, title};
use crate::report::page::{Body, Link, LinkOf, Page, Paper, SectionShown, SheetPage, with_placed};
use crate::report::sections;
use crate::report::shell::{self, Draft};
use crate::report::totals;
use crate::report::updated;
use crate::report::words;
use crate::report::year as year_page;
use crate::section::Content;
use crate::terms::year::Date;

/// Records the figures of a sheet.
pub(crate) fn record(
    year: &Evaluation,
    level: usize,
    (entry, sheet): (&Entry, &Sheet),
    ledger: &mut Ledger,
    rows: &mut Rows,
) {
    rows.remarks((&sheet.id, &sheet.page), remarks(sheet));
    let key = Arc::new(CellSheet {
        evaluation: year.year,
        level: year.levels[level].name.clone(),
        code: entry.code.clone(),
        name: entry.name.clone(),
        form: sheet.form().name.text.clone(),
    });
    let owner = owner(year, level, entry);
    let names = sheet.form().sections.iter();
    let names: Vec<Arc<str>> = names.map(|section| Arc::from(section.name.text.as_str())).collect();
    let notes = totals::notes(year, sheet);
    for figure in sheet.sections.figures() {
        let fact = totals::noted(&notes, sections::fact(sheet, &owner, &figure));
        let mut parts = figure.parts.iter().cloned();
        rows.cells.push(CellRow {
            sheet: Arc::clone(&key),
            section: Arc::clone(&names[figure.section]),
            row: parts.next().unwrap_or_default().into(),
            column: parts.collect::<Vec<_>>().join(" "),
            fact: fact.id.to_string(),
        });
        let conversion = figure.measure.and_then(|measure| measure.conversion);
        let conversion =
            conversion.map(|(unit, factor)| crate::model::quantity::Conversion { unit, factor });
        let mut both = conversion.as_ref().and_then(|conversion| fact.converted(conversion));
        // A single amount outside a column: 8,752万円, not 8,752.0万円.
        if let (Kind::Fields(_), Some(shown)) =
            (&sheet.form().sections[figure.section].kind, &mut both)
            && let Some(value) = shown.value.map(|value| value.normalize())
        {
            (shown.value, shown.text) = (Some(value), format::number(value).into());
        }
        both.into_iter().chain([fact]).for_each(|fact| ledger.record(fact));
    }
    for (section, content) in sheet.form().sections.iter().zip(&sheet.sections.list) {
        let name = section.name.text.as_str();
        let computed = match (&section.kind, content) {
            (Kind::Indicators(of), Content::Indicators(list)) => {
                comparisons::Place { sheet, section: name, of, year }.facts(&owner, list)
            }
            (Kind::Shares(of), Content::Shares(shares)) => {
                sections::facts_of_shares((sheet, name), of, shares, &owner)
            }
            (_, Content::Comparison(of)) => {
                sections::facts_of_comparison((sheet, name), of, &owner)
            }
            (Kind::Survey(of), Content::Survey(survey)) => {
                sections::facts_of_survey((sheet, name), of, survey, &owner)
            }
            _ => continue,
        };
        for (row, column, fact) in computed {
            let fact_id = fact.id.to_string();
            let section = Arc::from(name);
            rows.cells.push(CellRow {
                sheet: Arc::clone(&key),
                section,
                row,
                column,
                fact: fact_id,
            });
            ledger.record(fact);
        }
    }
    correction::record_sheet(year, (level, entry, sheet), ledger, rows);
}

/// The path from a page to the sheet of an entry; empty where it has none.
pub(crate) fn href(from: &str, entry: &Entry) -> String {
    entry.sheet.as_ref().map_or_else(String::new, |sheet| links::relative(from, &sheet.page))
}

/// The paper format of a form.
fn paper(of: &crate::form::Paper) -> Paper {
    let crate::form::Paper { pages, landscape, bare } = of;
    Paper {
        pages: pages.map(|pages| pages.to_string()).unwrap_or_default(),
        landscape: *landscape,
        bare: *bare,
        left_out: String::new(),
    }
}

/// The page of a sheet, by its indexes in the model.
pub(crate) fn page(
    model: &Model,
    as_of: &Date,
    (year, level, place): (&Evaluation, usize, usize),
    ledger: &Ledger,
) -> Option<Page> {
    let entry = &year.levels[level].entries[place];
    let sheet = entry.sheet.as_deref()?;
    let day = updated::declared((year, level, place));
    let mut desk = Desk::new(ledger);
    for (mark, text) in &sheet.keyed {
        desk.marked(mark, text);
    }
    let below = sections::Standing { model, year, level, place };
    let said = sections::shown(sheet, below, &mut desk);
    let corrections = correction::section(&sheet.id, &sheet.corrections, &mut desk);
    let (before, after) = year.levels[level].entries.split_at(place);
    // Reviews of another plan are not neighbours.
    let beside = |other: &Entry| year.year.is_some() || other.parent == entry.parent;
    let link = |entry: &Entry| {
        let other = entry.sheet.as_deref().filter(|_| beside(entry))?;
        let href = links::relative(&sheet.page, &other.page);
        Some(Link { text: title(year, level, entry), href })
    };
    // Link back to the sheet above, if there is one.
    let above_it = sheets_above(year, level, entry);
    let (text, to) = above_it.last().cloned().unwrap_or_else(|| (name(year), index(year)));
    let up = Link { text, href: links::relative(&sheet.page, &to) };
    let body = SheetPage {
        form_title: sheet.title.clone(),
        year_line: format!("{}{}", name(year), of_results(sheet.sections.results)),
        level: year.levels[level].name.clone(),
        code: code(year, entry),
        name: entry.name.clone(),
        short: entry.short.clone().unwrap_or_default(),
        above: above(year, level, entry, &sheet.page),
        contents: contents(&said.sections),
        people: said.people,
        shares: said.shares,
        headline: said.headline,
        sections: said.sections,
        legend: said.legend,
        corrections,
        other_years: other_years(model, below.at(), &sheet.page),
        previous: before.iter().rev().find_map(link).unwrap_or_else(none),
        next: after.iter().skip(1).find_map(link).unwrap_or_else(none),
        up,
        paper: paper(&sheet.form().paper),
    };
    for note in remarks(sheet) {
        desk.remark(&note);
    }
    let mut files = vec![year_page::TABLES];
    if year.year.is_some() && sheet.sections.has_indicators() {
        files.extend(year_page::OF_INDICATORS);
    }
    files.extend([shell::CODEBOOK, shell::PACKAGE]);
    shell::offer_corrections(&mut files, &sheet.corrections);
    let mut trail = shell::trail();
    trail.push((name(year), index(year)));
    let here = match year.year {
        Some(_) => title(year, level, entry),
        None => entry.short().to_owned(),
    };
    trail.extend(above_it);
    let draft = Draft {
        path: sheet.page.clone(),
        pdf: Some("票の印刷用"),
        title: page_title(year, level, entry),
        description: format!(
            "{}の{}です。{}の{}を載せています。",
            model.city.name,
            title(year, level, entry),
            name(year),
            sheet.title
        ),
        above: trail,
        here,
        source: sheet.source.clone(),
        body: Body::Sheet(body),
        notes: desk.finish(),
        files: shell::files(&files),
    };
    Some(updated::dated(shell::page(model, as_of, draft), day.as_ref()))
}

/// Remarks on the sheet as a whole: its notes, and doubts that concern no figures.
fn remarks(sheet: &Sheet) -> Vec<String> {
    if sheet.doubts.is_empty() {
        return sheet.notes.clone();
    }
    let figures = sheet.sections.figures();
    let addresses: Vec<String> =
        figures.iter().map(|figure| sheet.sections.address(figure)).collect();
    let borne = |place: &str| addresses.iter().any(|address| evaluation::is_about(place, address));
    let doubts = sheet.doubts.iter().filter(|(place, _)| !borne(place));
    let doubts =
        doubts.map(|(place, doubt)| format!("「{place}」：{}", words::reading(Some(doubt), &[])));
    sheet.notes.iter().cloned().chain(doubts).collect()
}

/// The sheets above an entry, from the top: title and page.
fn sheets_above(year: &Evaluation, level: usize, entry: &Entry) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let (mut level, mut parent) = (level, entry.parent);
    while let (Some(upper), Some(place)) = (level.checked_sub(1), parent) {
        let entry = &year.levels[upper].entries[place];
        // In a folder that is not a year, codes only serve as addresses.
        let name = match year.year {
            Some(_) => title(year, upper, entry),
            None => entry.short().to_owned(),
        };
        all.extend(entry.sheet.as_ref().map(|sheet| (name, sheet.page.clone())));
        (level, parent) = (upper, entry.parent);
    }
    all.reverse();
    all
}

/// The table of contents, in the order of the form, including sections shown among texts.
fn contents(sections: &[SectionShown]) -> Vec<[String; 2]> {
    let mut all = with_placed(sections);
    let place = |section: &SectionShown| {
        section.id.trim_start_matches(char::is_alphabetic).parse::<usize>().unwrap_or_default()
    };
    all.sort_by_key(|section| place(section));
    all.into_iter().map(|section| [section.id.clone(), section.heading.clone()]).collect()
}

/// The ancestors of an entry, from the top.
fn above(year: &Evaluation, level: usize, entry: &Entry, page: &str) -> Vec<LinkOf> {
    let mut all = Vec::new();
    let (mut level, mut parent) = (level, entry.parent);
    while let (Some(upper), Some(place)) = (level.checked_sub(1), parent) {
        let entry = &year.levels[upper].entries[place];
        all.push(LinkOf {
            level: year.levels[upper].name.clone(),
            code: code(year, entry),
            name: entry.name.clone(),
            href: href(page, entry),
        });
        (level, parent) = (upper, entry.parent);
    }
    all.reverse();
    all
}

/// Predecessors and successors of a sheet, newest year first.
fn other_years(model: &Model, at: At, page: &str) -> Vec<Link> {
    let years = &model.evaluations;
    let all = [evaluation::earlier(years, at), evaluation::later(years, at)].concat();
    let code_of = |[year, level, place]: At| years[year].levels[level].entries[place].code.as_str();
    let link = |one: &At| {
        let [year, level, place] = *one;
        let entry = &years[year].levels[level].entries[place];
        let sheet = entry.sheet.as_deref()?;
        let alone = all.iter().filter(|other| other[0] == year).count() == 1;
        // With another number, or as one of several, the link must say which sheet it is.
        let text = if alone && code_of(*one) == code_of(at) {
            name(&years[year])
        } else {
            format!("{}の{}", name(&years[year]), title(&years[year], level, entry))
        };
        Some(Link { text, href: links::relative(page, &sheet.page) })
    };
    let mut sorted = all.clone();
    sorted.sort_by_key(|[year, level, place]| (Reverse(*year), *level, *place));
    sorted.iter().filter_map(link).collect()
}

fn none() -> Link {
    Link { text: String::new(), href: String::new() }
}
