//! What the forms are made of: texts, figures, years, people -> their types in the model.

use crate::model::by_year::ByYear;
use crate::model::policy::{Person, Post};
use crate::model::quantity::{
    Absent, Conversion, Quantity, Range, Reading, Standing, Value, Words,
};
use crate::model::{CodeName, Text};
use crate::sheet::forms;
use crate::sheet::value;
use crate::sheet::value::{At, Figure, More, Prose, Years};
use crate::terms::reason::Missing;
use crate::terms::state::State;
use crate::terms::year::FiscalYear;
use rust_decimal::Decimal;
use std::cmp::Ordering;

pub(super) fn text(at: Option<value::Text>) -> Option<String> {
    at.map(|text| text.0.text)
}

pub(super) fn texts(list: Vec<value::Text>) -> Vec<String> {
    list.into_iter().map(|text| text.0.text).collect()
}

pub(super) fn prose(prose: Option<Prose>) -> Option<Text> {
    let written = prose?.0.text;
    Some(Missing::from_word(written.trim()).map_or(Text::Prose(written), Text::Missing))
}

pub(super) fn code(code: Option<value::Code>) -> Option<String> {
    code.map(|code| code.0.text)
}

pub(super) fn year(at: &At) -> Option<FiscalYear> {
    FiscalYear::parse(&at.text).ok().map(|(year, _)| year)
}

pub(super) fn number(at: &At) -> Option<Decimal> {
    value::decimal(&at.text).ok()
}

pub(super) fn figure(figure: Option<Figure>) -> Option<Value> {
    let Figure { value, more } = figure?;
    let Some(more) = more else {
        return alone(&value?);
    };
    let More { words, low, high, state, expected, of_year, alternative, note } = *more;
    let note = note.map(|at| at.text);
    if let Some(words) = words {
        let text = words.text;
        return Some(Value::Words(Words { text, note }));
    }
    if let (Some(low), Some(high)) = (&low, &high) {
        let (low, high) = (number(low)?, number(high)?);
        return Some(Value::Range(Range { low, high, note }));
    }
    let value = value?;
    if let Some(reason) = Missing::from_word(&value.text) {
        let expected = expected.map(|at| at.text);
        return Some(if expected.is_none() && note.is_none() {
            Value::Missing(reason)
        } else {
            Value::Absent(Absent { reason, expected, note })
        });
    }
    Some(Value::Known(Quantity {
        number: number(&value)?,
        alternative: alternative.as_ref().and_then(number),
        note,
        standing: Standing {
            state: state.and_then(|at| State::from_word(&at.text)),
            of_year: of_year.as_ref().and_then(year),
        },
    }))
}

fn alone(value: &At) -> Option<Value> {
    if let Some(reason) = Missing::from_word(&value.text) {
        return Some(Value::Missing(reason));
    }
    Some(Value::Known(Quantity {
        number: number(value)?,
        alternative: None,
        note: None,
        standing: Standing::default(),
    }))
}

pub(super) fn series(years: Option<Years<Figure>>) -> Option<ByYear<Value>> {
    years?.0.into_iter().map(|(at, value)| Some((year(&at)?, figure(Some(value))?))).collect()
}

#[expect(clippy::option_option, reason = "outer: could it be read; inner: is there one")]
pub(super) fn conversion(conversion: Option<forms::Conversion>) -> Option<Option<Conversion>> {
    let Some(forms::Conversion { unit, factor }) = conversion else {
        return Some(None);
    };
    Some(Some(Conversion { unit: text(unit)?, factor: number(&factor?.0)? }))
}

#[expect(clippy::option_option, reason = "outer: could it be read; inner: is there one")]
pub(super) fn reading(reading: Option<forms::Reading>) -> Option<Option<Reading>> {
    let Some(forms::Reading { matter, reason, confidence }) = reading else {
        return Some(None);
    };
    Some(Some(Reading {
        matter: text(matter)?,
        reason: text(reason)?,
        confidence: text(confidence)?,
    }))
}

pub(super) fn code_name(id: Option<forms::CodeName>) -> Option<CodeName> {
    let forms::CodeName { code: written, name } = id?;
    Some(CodeName { code: code(written)?, name: text(name)? })
}

pub(super) fn person(person: Option<forms::PersonOrReason>, post: Post) -> Option<(Post, Person)> {
    let forms::PersonOrReason { reason, title, name, extension } = person?;
    if let Some(reason) = reason {
        return Some((post, Person::Missing(Missing::from_word(&reason.text)?)));
    }
    Some((
        post,
        Person::Named { title: text(title)?, name: text(name), extension: text(extension) },
    ))
}

/// Codes in the order of their numbers: `23-2` before `23-10`.
pub(super) fn by_code(a: &CodeName, b: &CodeName) -> Ordering {
    let mut parts = a.code.split('-').zip(b.code.split('-'));
    let number = |part: &str| part.parse::<u64>().ok();
    let of = |(a, b): (&str, &str)| match (number(a), number(b)) {
        (Some(one), Some(other)) if a.len() != b.len() => one.cmp(&other),
        _ => a.cmp(b),
    };
    let decided = parts.by_ref().skip(1).map(of).find(|order| order.is_ne());
    // What stands before the first hyphen keeps the order of its letters, as in a paper register.
    let first = a.code.split('-').next().cmp(&b.code.split('-').next());
    first.then(decided.unwrap_or(Ordering::Equal)).then_with(|| a.code.cmp(&b.code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_with_a_hyphen_follow_their_numbers() {
        let code = |code: &str| CodeName { code: code.to_owned(), name: String::new() };
        let mut list = ["23-10", "23-2", "23", "110", "23-1"].map(code);
        list.sort_by(by_code);
        let codes = list.map(|entry| entry.code);
        assert_eq!(codes, ["110", "23", "23-1", "23-2", "23-10"]);
    }
}
