//! Leftovers of copying last year's folder: last year's words, titles of another year. The form says which texts are
//! written anew every year (毎年書く).

use unicode_normalization::UnicodeNormalization;

use crate::diag::{Diags, messages};
use crate::form::year::{Dated, Year};
use crate::form::{Field, Kind, Name};
use crate::model::checks::context::Context;
use crate::model::checks::said::spoken;
use crate::section::fields::Entry;
use crate::section::prose::{Part, Prose, Text};
use crate::section::{Content, Sections};
use crate::sheet::CheckedSheet;
use crate::sheet::forms::Handout;
use crate::sheet::predecessors::{Predecessors, dated};
use crate::sheet::value::{self, At};
use crate::terms::place::Span;
use crate::terms::year::FiscalYear;

/// Length in characters from which two texts are not equal by chance.
const LONG: usize = 20;

/// Texts to be rewritten every year: heading and text.
type Words = Vec<(String, At)>;

fn words(sheet: &CheckedSheet) -> Words {
    let mut all = Vec::new();
    if sheet.form.sections.iter().any(|section| section.yearly) {
        let Sections { form, list, .. } = Sections::read(&sheet.form, sheet.results, &sheet.tree);
        for (section, content) in form.sections.iter().zip(list).filter(|(one, _)| one.yearly) {
            of_section(&section.name.text, &section.kind, content, &mut all);
        }
    }
    let reasons = sheet.every.corrections.iter().filter_map(|one| one.reason.as_ref());
    all.extend(reasons.map(|reason| ("訂正".to_owned(), reason.0.clone())));
    all
}

fn of_section(name: &str, kind: &Kind, content: Content, all: &mut Words) {
    let prose = |text: Option<Text>| match text {
        Some(Text::Prose(at)) => Some(at),
        _ => None,
    };
    match (kind, content) {
        (Kind::Prose(crate::form::Prose::Items(items)), Content::Prose(Prose::Items(texts))) => {
            let texts = items.iter().zip(texts);
            all.extend(
                texts.filter_map(|(item, text)| Some((item.name.text.clone(), prose(text)?))),
            );
        }
        (_, Content::Prose(Prose::One(text))) => {
            all.extend(prose(Some(text)).map(|at| (name.to_owned(), at)));
        }
        (_, Content::Prose(Prose::Free(parts))) => of_parts(parts, all),
        (Kind::Fields(fields), Content::Fields(values)) => {
            of_fields(fields, values, all);
        }
        (Kind::List(list), Content::List(items)) => {
            for item in items {
                of_fields(&list.fields, item.fields, all);
            }
        }
        _ => {}
    }
}

fn of_fields(fields: &[Field], values: Vec<Vec<Entry>>, all: &mut Words) {
    for (field, entries) in fields.iter().zip(values) {
        all.extend(entries.into_iter().filter_map(|entry| match entry {
            Entry::Prose(at) => Some((field.name.text.clone(), at)),
            _ => None,
        }));
    }
}

fn of_parts(parts: Vec<Part>, all: &mut Words) {
    for Part { heading, text, placed: _, parts } in parts {
        if let Some(Text::Prose(at)) = text {
            all.push((heading.text.into(), at));
        }
        of_parts(parts, all);
    }
}

pub(super) fn words_are_not_last_years(context: &Context<'_>, diags: &mut Diags) {
    let predecessors = Predecessors::of(context.sheets);
    for sheet in &context.sheets.all {
        let last = predecessors.of_sheet(sheet);
        if last.is_empty() {
            continue;
        }
        let old: Words = last.into_iter().flat_map(words).collect();
        let long = |at: &At| at.text.trim().chars().count() >= LONG;
        let own = words(sheet);
        let same: Vec<(&str, &At, &At)> = own
            .iter()
            .filter(|(_, at)| long(at))
            .filter_map(|(name, at)| {
                let equal =
                    |(of, old): &&(String, At)| of == name && old.text.trim() == at.text.trim();
                Some((name.as_str(), at, &old.iter().find(equal)?.1))
            })
            .collect();
        if let (Some((_, at, old)), Some((code, _))) = (same.first(), sheet.head("コード")) {
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
    // Years of a list of which only the last one carries 年度.
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

/// Reports a text that names years, but none of the allowed ones; or still those of last year.
fn report_other_year(
    what: &str,
    (text, span): (&str, &Span),
    last: Option<(&str, &Span)>,
    of: &[FiscalYear],
    diags: &mut Diags,
) {
    let years = named(text);
    let (Some(first), Some(end)) = (years.iter().min(), years.iter().max()) else {
        return;
    };
    let spoken = |years: &[FiscalYear], and: &str| {
        years.iter().map(|year| spoken(*year)).collect::<Vec<_>>().join(and)
    };
    let (span, said) = (span.clone(), spoken(&years, "、"));
    if let Some((_, old)) = last.filter(|(old, _)| *old == text) {
        diags.push(messages::names_last_year(span, what, &said, old.clone()));
    } else if !of.is_empty() && !of.iter().any(|year| first <= year && year <= end) {
        diags.push(messages::names_another_year(span, what, &said, &spoken(of, "か")));
    }
}

/// The titles that a year gives to itself and its sheets: what each is, and its words.
fn titles(year: &Year) -> Vec<(String, &Name)> {
    let forms = year.levels.iter().flat_map(|level| {
        let several = level.forms.len() > 1;
        level.forms.iter().filter_map(move |(form, title)| {
            let which = if several { format!("（{}）", form.text) } else { String::new() };
            Some((format!("{}の票の表題{which}", level.name.text), title.as_ref()?))
        })
    });
    std::iter::once(("名称".to_owned(), &year.name)).chain(forms).collect()
}

pub(super) fn titles_name_their_year(context: &Context<'_>, diags: &mut Diags) {
    let predecessors = Predecessors::of(context.sheets);
    for (year, Dated { year: made, results, .. }) in dated(context.sheets) {
        // A folder of another year has been reported.
        if FiscalYear::parse(&year.dir.to_uppercase()).ok().map(|(year, _)| year) != Some(*made) {
            continue;
        }
        let of = [*made, *results];
        let old = predecessors.before(year).map(titles).unwrap_or_default();
        for (what, title) in titles(year) {
            let old = old.iter().find(|(other, _)| *other == what);
            let old = old.map(|(_, old)| (old.text.as_str(), &old.span));
            report_other_year(&what, (&title.text, &title.span), old, &of, diags);
        }
        let own = context.sheets.all.iter().filter(|sheet| sheet.dir == year.dir);
        for sheet in own {
            let last = predecessors.of_sheet(sheet).into_iter().next();
            let old = last.and_then(source);
            source_of(sheet, old, &of, diags);
        }
    }
    let dated: Vec<&str> = dated(context.sheets).map(|(year, _)| year.dir.as_str()).collect();
    for sheet in context.sheets.all.iter().filter(|sheet| !dated.contains(&&*sheet.dir)) {
        let of = sheet.results.map(|year| vec![year, year.next()]);
        source_of(sheet, None, of.as_deref().unwrap_or(&[]), diags);
    }
    for Handout { title, year, .. } in context.sheets.handouts.iter().map(|sheet| &sheet.data) {
        let year = year.as_ref().and_then(|value::Year(at)| FiscalYear::parse(&at.text).ok());
        let (Some(value::Text(title)), Some((year, _))) = (title, year) else { continue };
        let of = [year, year.previous()];
        report_other_year("件名", (&title.text, &title.span), None, &of, diags);
    }
}

/// 出典 of a sheet.
fn source(sheet: &CheckedSheet) -> Option<&At> {
    sheet.every.source.as_ref().map(|value::Text(at)| at)
}

fn source_of(sheet: &CheckedSheet, old: Option<&At>, of: &[FiscalYear], diags: &mut Diags) {
    let Some(own) = source(sheet) else { return };
    let old = old.map(|old| (old.text.as_str(), &old.span));
    report_other_year("出典", (&own.text, &own.span), old, of, diags);
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
