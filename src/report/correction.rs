//! Corrections (訂正) -> the figures before and after, the notes of corrected figures, 訂正履歴.

use std::collections::BTreeMap;

use crate::model::Model;
use crate::model::correction::{CorrectedValue, Correction};
use crate::model::evaluation::{self, Entry, Evaluation};
use crate::model::fact_id::{self, Part};
use crate::report::data::{CorrectionRow, CorrectionSideRow, Rows};
use crate::report::desk::Desk;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::ledger::Ledger;
use crate::report::links;
use crate::report::names;
use crate::report::page::{self, Corrections, LatestCorrection};
use crate::terms::year::FiscalYear;

/// Number of corrections listed on the front page and the index of a year.
const LATEST: usize = 10;

/// A sheet with its corrections.
struct Corrected<'a> {
    /// `h25.52`, `plans.healthtech`
    id: String,
    /// 施策52
    owner: String,
    /// 施策52 まちに活力を与える工業の振興
    title: String,
    page: String,
    code: &'a str,
    evaluation: Option<FiscalYear>,
    list: &'a [Correction],
}

fn of_sheet<'a>(
    year: &Evaluation,
    (level, entry, sheet): (usize, &'a Entry, &'a evaluation::Sheet),
) -> Corrected<'a> {
    Corrected {
        id: sheet.id.clone(),
        owner: names::owner(year, level, entry),
        title: names::title(year, level, entry),
        page: sheet.page.clone(),
        code: &entry.code,
        evaluation: year.year,
        list: &sheet.corrections,
    }
}

fn of_year(year: &Evaluation) -> Vec<Corrected<'_>> {
    let sheets = year.all().filter(|(.., sheet)| !sheet.corrections.is_empty());
    sheets.map(|(level, _, entry, sheet)| of_sheet(year, (level, entry, sheet))).collect()
}

fn all(model: &Model) -> Vec<Corrected<'_>> {
    model.evaluations.iter().flat_map(of_year).collect()
}

/// Records the corrections of a sheet, and adds a note to each corrected figure. Runs after all other figures of the
/// sheet are recorded.
pub(crate) fn record_sheet(
    year: &Evaluation,
    sheet: (usize, &Entry, &evaluation::Sheet),
    ledger: &mut Ledger,
    data: &mut Rows,
) {
    record(vec![of_sheet(year, sheet)], ledger, data);
}

fn record(list: Vec<Corrected<'_>>, ledger: &mut Ledger, data: &mut Rows) {
    for corrected in list {
        let own = own_ids(&corrected.id, corrected.list);
        let ids = stated_by(&corrected.id, corrected.list);
        for (place, correction) in corrected.list.iter().enumerate() {
            let figure = correction.figure.as_ref();
            let figure = figure.map(|figure| fact_id::below(&corrected.id, figure));
            let unit = figure.as_deref().and_then(|id| ledger.get(id));
            let unit = unit.map_or_else(String::new, |fact| fact.unit.to_string());
            for (side, value) in [("before", &correction.before), ("after", &correction.after)] {
                let id = side_id(&own[place], side);
                if let Some(fact) = fact(&corrected, correction, (id, side), value, &unit)
                    && ids.get(&(place, side)).is_some_and(|id| **id == *fact.id)
                {
                    ledger.record(fact);
                }
            }
            if let Some(id) = &figure {
                ledger.annotate(id, &note(correction, &unit));
            }
            data.corrections.push(row(&corrected, (place, &own[place]), &ids, figure));
        }
    }
}

/// Facts stating the figures of corrections, by index and side. The value after the last correction is the current
/// figure itself.
fn stated_by(sheet: &str, list: &[Correction]) -> BTreeMap<(usize, &'static str), String> {
    let mut ids = BTreeMap::new();
    let own = own_ids(sheet, list);
    for (place, correction) in list.iter().enumerate() {
        for (side, value) in [("before", &correction.before), ("after", &correction.after)] {
            let is_current = |figure: &&String| {
                let mut later = list[place + 1..].iter();
                side == "after" && later.all(|other| other.figure.as_ref() != Some(figure))
            };
            let itself = correction.figure.as_ref().filter(is_current);
            if let Some(figure) = itself {
                ids.insert((place, side), fact_id::below(sheet, figure));
            } else if matches!(value, CorrectedValue::Number(_)) {
                ids.insert((place, side), side_id(&own[place], side));
            }
        }
    }
    ids
}

/// Ids of corrections: the day, and the corrected figure or else the subject. Only corrections equal in all of this
/// are numbered.
fn own_ids(sheet: &str, list: &[Correction]) -> Vec<String> {
    let (mut ids, mut bases) = (Vec::new(), Vec::new());
    for Correction { what, day, figure, .. } in list {
        let day = day.day.to_string();
        let id = fact_id::under(sheet, &[Part::Word(fact_id::CORRECTIONS), Part::Word(&day)]);
        let id = match figure {
            Some(figure) => fact_id::below(&id, figure),
            None => fact_id::under(&id, &[Part::Name(what)]),
        };
        let number = bases.iter().filter(|known| **known == id).count() + 1;
        bases.push(id.clone());
        ids.push(if number > 1 { fact_id::below(&id, &format!("{number}回目")) } else { id });
    }
    ids
}

fn side_id(own: &str, side: &str) -> String {
    fact_id::under(own, &[Part::Word(if side == "before" { "前" } else { "後" })])
}

fn fact(
    corrected: &Corrected<'_>,
    correction: &Correction,
    (id, side): (String, &str),
    value: &CorrectedValue,
    unit: &str,
) -> Option<Fact> {
    let CorrectedValue::Number(number) = value else {
        return None;
    };
    let word = if side == "before" { "訂正前" } else { "訂正後" };
    let label = format!("{} {} {word}", corrected.owner, correction.what);
    Some(Fact::stated(id, label, &corrected.page, unit, *number))
}

fn words(value: &CorrectedValue, unit: &str) -> String {
    match value {
        CorrectedValue::Number(number) => format!("{}{unit}", format::number(*number)),
        CorrectedValue::Words(words) => format!("「{words}」"),
    }
}

fn note(correction: &Correction, unit: &str) -> String {
    format!(
        "{}に訂正しました。訂正前は{}です。",
        format::date(&correction.day),
        words(&correction.before, unit)
    )
}

fn row(
    corrected: &Corrected<'_>,
    (place, own): (usize, &str),
    ids: &BTreeMap<(usize, &'static str), String>,
    figure: Option<String>,
) -> CorrectionRow {
    let correction = &corrected.list[place];
    let side_of = |side: &'static str, value: &CorrectedValue| CorrectionSideRow {
        text: match value {
            CorrectedValue::Number(number) => format::number(*number),
            CorrectedValue::Words(words) => words.clone(),
        },
        fact: ids.get(&(place, side)).cloned().unwrap_or_default(),
    };
    CorrectionRow {
        id: own.to_owned(),
        sheet_code: corrected.code.to_owned(),
        sheet: corrected.title.clone(),
        evaluation: corrected.evaluation,
        what: correction.what.clone(),
        figure: figure.unwrap_or_default(),
        day: format::iso(&correction.day),
        before: side_of("before", &correction.before),
        after: side_of("after", &correction.after),
        reason: correction.reason.clone(),
        page: corrected.page.clone(),
    }
}

/// 訂正履歴 of a sheet of this id, newest first; `None` when nothing was corrected.
pub(crate) fn section(
    sheet: &str,
    list: &[Correction],
    desk: &mut Desk<'_>,
) -> Option<Corrections> {
    if list.is_empty() {
        return None;
    }
    let ids = stated_by(sheet, list);
    let table_number = desk.table();
    let mut side_of =
        |key: (usize, &'static str), value: &CorrectedValue| match (ids.get(&key), value) {
            (Some(fact), _) => {
                page::CorrectionSide { text: String::new(), figure: Some(desk.show(fact)) }
            }
            (None, CorrectedValue::Words(words)) => {
                page::CorrectionSide { text: words.clone(), figure: None }
            }
            // Every recorded figure has a fact.
            (None, CorrectedValue::Number(number)) => {
                page::CorrectionSide { text: format::number(*number), figure: None }
            }
        };
    let rows = list.iter().enumerate().rev().map(|(place, correction)| page::CorrectionRow {
        day: format::date(&correction.day),
        day_iso: format::iso(&correction.day),
        what: correction.what.clone(),
        before: side_of((place, "before"), &correction.before),
        after: side_of((place, "after"), &correction.after),
        reason: correction.reason.clone(),
    });
    Some(Corrections { rows: rows.collect(), table_number })
}

/// The latest corrections of the whole site, with links from the front page.
pub(crate) fn latest(model: &Model) -> Vec<LatestCorrection> {
    newest(&all(model), "index.html")
}

/// The latest corrections of a year, with links from its index.
pub(crate) fn latest_of_year(year: &Evaluation) -> Vec<LatestCorrection> {
    newest(&of_year(year), &names::index(year))
}

fn newest(sheets: &[Corrected<'_>], from: &str) -> Vec<LatestCorrection> {
    let mut found: Vec<_> = sheets
        .iter()
        .flat_map(|corrected| corrected.list.iter().map(move |one| (corrected, one)))
        .collect();
    found.sort_by_key(|(_, correction)| std::cmp::Reverse(correction.day.day));
    let entry = |(corrected, correction): (&Corrected<'_>, &Correction)| LatestCorrection {
        day: format::date(&correction.day),
        day_iso: format::iso(&correction.day),
        sheet: corrected.title.clone(),
        what: correction.what.clone(),
        href: format!("{}#teisei", links::relative(from, &corrected.page)),
    };
    found.into_iter().take(LATEST).map(entry).collect()
}
