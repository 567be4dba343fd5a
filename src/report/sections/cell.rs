//! A cell -> its fact; words -> their printed form.

use ecow::EcoString;

use crate::form::Measure;
use crate::model::evaluation::{self, Sheet};
use crate::model::quantity::Reading;
use crate::prose;
use crate::report::comparisons;
use crate::report::facts::{self, Fact};
use crate::report::format;
use crate::report::page::PrintedValue;
use crate::report::words;
use crate::section::cell::{self, Cell, More};
use crate::section::fields::{Entry, account_in_words};
use crate::section::indicators::{Indicator, Period};
use crate::section::{Content, Figure};
use crate::terms::address::part;
use crate::terms::reason::Missing;
use crate::terms::year::FiscalYear;
use crate::yaml::bound::{Bound, Side};

/// Address of a value in its sheet: `行政コスト.合計.令和5 決算`.
pub(super) fn address(section: &str, parts: &[&str]) -> String {
    let parts = std::iter::once(&section).chain(parts).map(|name| part(name));
    parts.collect::<Vec<_>>().join(".")
}

/// The fact of a figure. `owner` is the label of the sheet: 施設001.
pub(crate) fn fact(sheet: &Sheet, owner: &str, figure: &Figure<'_>) -> Fact {
    let cell = figure.cell;
    let address = sheet.sections.address(figure);
    let id = sheet.fact(&address);
    let words = [owner, sheet.sections.section_of(figure)].into_iter();
    let (called, rest) = (called(sheet, figure), figure.parts.iter().skip(1));
    let words = words.chain(called).chain(rest.map(EcoString::as_str));
    let label = words.collect::<Vec<_>>().join(" ");
    let unit = figure.measure.as_ref().and_then(|Measure { unit, .. }| unit.as_deref());
    let fact = stated(sheet, (id, label), unit.unwrap_or_default(), cell);
    let notes = cell.notes().iter().map(|note| sheet.note(&note.text).to_owned());
    let fact = fact.noted(notes);
    // A doubt explained by the sheet says more than the alternative value alone.
    let doubts: Vec<_> = sheet.doubts_of(&address).collect();
    let fact = if doubts.is_empty() {
        fact.doubted()
    } else {
        let both_ways = fact.alternative().is_some();
        fact.noted(doubts.iter().filter_map(|doubt| doubt_in_words(sheet, doubt, both_ways)))
    };
    fact.of(figure.year)
}

/// A doubt in words, with every figure it concerns that has an alternative reading. If there are such figures, only
/// they carry it.
fn doubt_in_words(
    sheet: &Sheet,
    (place, doubt): &(String, Reading),
    both_ways: bool,
) -> Option<String> {
    let figures = sheet.sections.figures();
    let within = figures.iter().filter(|figure| figure.cell.alternative().is_some());
    let within =
        within.filter(|figure| evaluation::is_about(place, &sheet.sections.address(figure)));
    let figures: Vec<words::BothWays> =
        within.filter_map(|figure| both(sheet, place, figure)).collect();
    (both_ways || figures.is_empty()).then(|| words::reading(Some(doubt), &figures))
}

/// A figure with an alternative reading, in words, with its name below the place of the doubt.
fn both(sheet: &Sheet, place: &str, figure: &Figure<'_>) -> Option<words::BothWays> {
    let unit = figure.measure.as_ref().and_then(|Measure { unit, .. }| unit.as_deref());
    let fact = stated(sheet, (String::new(), String::new()), unit.unwrap_or_default(), figure.cell);
    let section = sheet.sections.section_of(figure);
    let parts: Vec<&str> = figure.parts.iter().map(EcoString::as_str).collect();
    let own = (0..=parts.len()).find(|own| address(section, &parts[..*own]) == place)?;
    let called = spoken(sheet, figure, &parts[own..]);
    let called = if called.is_empty() { called } else { format!("{called}は") };
    let other = format!("{}{}", format::number(fact.alternative()?), fact.unit);
    Some([format!("{called}{}", fact.sentence()), format!("{called}{other}")])
}

/// Name of a figure below a place, in everyday words: 平成24年度の実績, 市の比率.
fn spoken(sheet: &Sheet, figure: &Figure<'_>, parts: &[&str]) -> String {
    let year = parts.split_last().filter(|(last, _)| FiscalYear::parse(last).is_ok());
    let year = year.and_then(|(last, rest)| {
        let period = match &sheet.sections.list[figure.section] {
            Content::Indicators(list) => {
                &list.iter().find(|one| Some(&one.key) == figure.parts.first())?.period
            }
            Content::Comparison(_) => &Period::Fiscal,
            _ => return None,
        };
        Some((comparisons::year_words(period, last), rest))
    });
    match year {
        Some((year, rest)) => {
            let all: Vec<&str> = [year.as_str()].into_iter().chain(rest.iter().copied()).collect();
            all.join("の")
        }
        None => parts.join("の"),
    }
}

/// Name of the first part of an address for readers: an indicator's name, unless another has the same.
fn called<'a>(sheet: &'a Sheet, figure: &'a Figure<'_>) -> Option<&'a str> {
    let key = figure.parts.first()?;
    let Content::Indicators(list) = &sheet.sections.list[figure.section] else { return Some(key) };
    let name = list.iter().find(|one| one.key == *key).map(Indicator::called);
    let alone = |name: &&str| list.iter().filter(|one| one.called() == *name).count() == 1;
    Some(name.filter(alone).unwrap_or(key))
}

fn stated(sheet: &Sheet, (id, label): (String, String), unit: &str, cell: &Cell) -> Fact {
    let none = More::default();
    let more = cell.more.as_deref().unwrap_or(&none);
    let (page, minus) = (sheet.page.as_str(), sheet.form().minus.as_deref());
    let fact = match &cell.value {
        cell::Value::Number(number) => {
            let of_year = more.of_year.as_ref().map(|(_, year)| *year);
            Fact::stated(id, label, page, unit, *number)
                .standing_as(more.state, of_year)
                .or_else(more.alternative.as_ref().map(|(_, other)| *other))
                .printed(format::marked(*number, minus))
        }
        cell::Value::Bound(bound) => {
            let text = format::bound(bound, minus);
            Fact::worded((id, label), page, unit, (facts::BOUND, &text), limits(bound))
        }
        cell::Value::Chosen(word) => {
            Fact::worded((id, label), page, unit, (facts::STATED, word), [None; 2])
        }
        cell::Value::Words(text) => {
            // As on paper: the column already says that it is a value.
            Fact::worded((id, label), page, unit, (facts::WORDS, text), [None; 2])
        }
        cell::Value::Missing(reason) => {
            let why = (*reason, more.expected.as_deref());
            Fact::absent(id, label, page, unit, why).printed(word(cell, *reason))
        }
    };
    let text = fact.text.to_string();
    let bracketed = if more.bracketed { format!("（{text}）") } else { text };
    let whole = match &more.beside {
        Some(beside) => format!("{bracketed}（{beside}）"),
        None => bracketed,
    };
    fact.printed(whole)
}

/// Lower and upper limit. The text says whether the limit itself is included.
fn limits(bound: &Bound) -> [Option<rust_decimal::Decimal>; 2] {
    let mut limits = [None; 2];
    for (number, side) in std::iter::once(&bound.first).chain(&bound.second) {
        let low = matches!(side, Side::AtLeast | Side::Above);
        limits[usize::from(!low)] = Some(*number);
    }
    limits
}

/// Printed text for a missing value: the mark or the reason as written; nothing for an empty cell.
fn word(cell: &Cell, reason: Missing) -> String {
    if reason == Missing::Empty { String::new() } else { cell.at.text.to_string() }
}

/// A word in place of text, or of a whole section.
pub(super) fn absent(cell: &Cell) -> PrintedValue {
    let cell::Value::Missing(reason) = cell.value else {
        return PrintedValue::default();
    };
    let text = word(cell, reason);
    let unsaid = words::unsaid(&text, reason).to_owned();
    PrintedValue { text, missing: true, unsaid, ..PrintedValue::default() }
}

/// Text for a section without entries: an empty box would leave open whether something is missing.
pub(super) fn nothing_listed() -> PrintedValue {
    PrintedValue {
        text: Missing::Blank.word().to_owned(),
        missing: true,
        ..PrintedValue::default()
    }
}

/// A value other than a figure.
pub(super) fn in_words(entry: &Entry) -> PrintedValue {
    let in_text = |text: String| PrintedValue { text, ..PrintedValue::default() };
    match entry {
        // As written, because the texts of the sheet are compared with it.
        Entry::Day(at, day) if day.outside_era => {
            in_text(format!("{}（{}）", at.text, format::modern(day)))
        }
        Entry::Words(at) | Entry::Day(at, _) => in_text(at.text.to_string()),
        Entry::Year(at, _) => in_text(format!("{}年度", at.text.trim_end_matches("年度"))),
        Entry::Prose(at) => {
            PrintedValue { blocks: prose::parse(&at.text), ..PrintedValue::default() }
        }
        Entry::Office { code, name } => {
            let code = code.iter().map(|code| format!("{code} "));
            in_text(code.chain([name.text.to_string()]).collect())
        }
        Entry::Person { title, name, extension } => {
            let name = name.iter().map(|name| format!("\u{3000}{name}"));
            let extension = extension.iter().map(|number| format!("（内線{number}）"));
            let rest: String = name.chain(extension).collect();
            in_text(format!("{}{rest}", title.text))
        }
        Entry::Account(parts) => in_text(account_in_words(parts)),
        Entry::Absent(cell) => absent(cell),
        // Figures are shown through the desk.
        Entry::Number(_) | Entry::Chosen(_) => PrintedValue::default(),
    }
}
