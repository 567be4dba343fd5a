//! What must hold in a declaration besides its keys: names that can be told apart, types with what belongs to them,
//! sums that can be read and, like days, name what is there.

use std::collections::BTreeMap;

use super::days::{After, Day};
use super::indicators::{self, Column, Holds, Indicators, Role};
use super::language::RESULTS;
use super::shares::{SHARE, Shares};
use super::sums::{self, Fault, Operand, Parts, Sum};
use super::survey::{KEYS, Question};
use super::types::{Field, Form, Kind, List, Prose, Row, Section, Table};
use super::value::{Choices, Name, Type};
use super::{condition, hidden};
use crate::diag::near::nearest;
use crate::diag::{Diags, messages};
use crate::terms::place::Span;
use crate::terms::reason::Missing;
use crate::yaml::cell;

/// Keys of every sheet: no section is called so.
pub const RESERVED: [&str; 10] =
    ["様式", "票", "注", "疑義", "訂正", "公表日", "公表の状態", "警告の確認", "出典", "識別"];

/// Checks a declaration. `stem` is the name of its file, without its ending; `whole` is false where parts of it were
/// wrong and are left out, so that nothing can be said of what refers to others.
pub(super) fn check(form: &Form, stem: &str, whole: bool, diags: &mut Diags) {
    if form.name.text != stem {
        diags.push(messages::form_name_differs(form.name.span.clone(), &form.name.text, stem));
    }
    for (mark, _) in &form.marks {
        let is_value = cell::parse(&mark.text, &|_| false, form.minus.as_deref()).is_ok();
        if Missing::in_cell(&mark.text).is_some() || is_value {
            diags.push(messages::mark_is_no_mark(mark.span.clone(), &mark.text));
        }
    }
    marks_are_no_words(form, diags);
    let reserved = |section: &&Section| RESERVED.contains(&section.name.text.as_str());
    for section in form.sections.iter().filter(reserved) {
        diags.push(messages::reserved_name(section.name.span.clone(), &section.name.text));
    }
    unique("区画", form.sections.iter().map(|section| &section.name), diags);
    for section in &form.sections {
        self::section(form, section, whole, diags);
    }
    if whole {
        condition::check(form, diags);
        hidden::check(form, diags);
    }
}

/// A mark says that there is no value: it cannot be one of the values to choose from as well.
pub(super) fn marks_are_no_words(form: &Form, diags: &mut Diags) {
    for section in &form.sections {
        // Of a copy, since what can be chosen is handed out to be replaced.
        for (name, words) in section.kind.clone().choices() {
            for (mark, reason) in form.marks.iter().filter(|(mark, _)| words.has(&mark.text)) {
                let place = (name.span.clone(), name.text.as_str());
                let meaning = reason.word();
                diags.push(messages::mark_is_word(mark.span.clone(), &mark.text, meaning, place));
            }
        }
    }
}

fn section(form: &Form, section: &Section, whole: bool, diags: &mut Diags) {
    match &section.kind {
        Kind::Fields(list) => fields(form, list, whole, diags),
        Kind::Prose(Prose::Items(items)) => {
            unique("項目", items.iter().map(|item| &item.name), diags);
        }
        Kind::Table(table) => self::table(form, table, whole, diags),
        Kind::List(list) => self::list(form, list, whole, diags),
        Kind::Indicators(of) => indicators(of, diags),
        Kind::Shares(of) if whole => shares(&section.name, of, diags),
        Kind::Survey(questions) => survey(questions, diags),
        Kind::Children(shown) => unique("欄", shown.iter(), diags),
        Kind::Prose(Prose::One | Prose::Free) | Kind::Shares(_) | Kind::Comparison => {}
    }
}

fn indicators(of: &Indicators, diags: &mut Diags) {
    unique("列", of.columns.iter().map(|column| &column.name), diags);
    unique("枠", of.slots.iter(), diags);
    for column in &of.columns {
        let Column { name, holds, .. } = column;
        if indicators::KEYS.contains(&name.text.as_str()) {
            diags.push(messages::reserved_column(name.span.clone(), &name.text));
        }
        match holds {
            Holds::Words(kind) => typed(name, kind, diags),
            Holds::Grade(choices, rule) => {
                typed(name, &Type::Choice(choices.clone()), diags);
                let Choices::Own(words) = choices else { continue };
                for (word, _) in rule {
                    if !words.iter().any(|(own, _)| own == word) {
                        diags.push(messages::grade_of_no_word(name.span.clone(), &name.text, word));
                    }
                }
            }
            Holds::Way(words) if words.is_empty() => {
                diags.push(messages::choice_without_words(name.span.clone(), &name.text));
            }
            Holds::Figures(Role::Total) if !of.increments => {
                diags.push(messages::total_of_no_increments(name.span.clone(), &name.text));
            }
            Holds::Way(_) | Holds::Figures(_) => {}
        }
    }
}

/// What is shared is said, and what is said beside it has its place. Names that stand in one row are told apart.
fn shares(section: &Name, of: &Shares, diags: &mut Diags) {
    let Shares { parties, below, text, weight, product } = of;
    let each = !parties.is_empty();
    if !each && !below {
        diags.push(messages::shares_of_nothing(section.span.clone(), &section.text));
    }
    if let Some(text) = text.as_ref().filter(|_| each && *below) {
        diags.push(messages::text_of_shared_rows(text.span.clone()));
    }
    if let Some(text) = text.as_ref().filter(|text| text.text == SHARE) {
        diags.push(messages::text_called_as_shares(text.span.clone()));
    }
    let product_name = product.as_ref().map(|product| &product.name);
    for (key, name) in [("重み", weight.as_ref()), ("比重", product_name)] {
        if let Some(name) = name.filter(|_| !(each && *below)) {
            diags.push(messages::weight_without_rows(name.span.clone(), key));
        }
    }
    if let Some(product) = product {
        if weight.is_none() && each && *below {
            diags.push(messages::product_without_weight(product.name.span.clone()));
        }
        if each && of.weighted().is_none() {
            let all: Vec<&str> = parties.iter().map(|party| party.text.as_str()).collect();
            let party = &product.party;
            let near = nearest(&party.text, all.iter().copied());
            diags.push(messages::product_of_nobody(party.span.clone(), &party.text, near, &all));
        }
    }
    unique("主体、重み、比重", parties.iter().chain(weight).chain(product_name), diags);
}

/// Questions are told apart from each other and from what else is said of a survey, answers from each other.
fn survey(questions: &[Question], diags: &mut Diags) {
    unique("問", questions.iter().map(|question| &question.name), diags);
    for Question { name, answers } in questions {
        if KEYS.contains(&name.text.as_str()) {
            diags.push(messages::reserved_question(name.span.clone(), &name.text));
        }
        unique("回答の区分", answers.iter(), diags);
    }
}

fn fields(form: &Form, list: &[Field], whole: bool, diags: &mut Diags) {
    unique("欄", list.iter().map(|field| &field.name), diags);
    for field in list.iter().filter(|_| whole) {
        typed(&field.name, &field.kind, diags);
    }
    if whole {
        days(list, &form.sections, diags);
    }
}

/// Days are said of fields that hold days, and name others of their section; years, of sections that have targets.
fn days(list: &[Field], sections: &[Section], diags: &mut Diags) {
    for field in list {
        let Day { role, after } = &field.day;
        if field.kind != Type::Date {
            let keys = [
                ("役", role.as_ref().map(|(_, at)| at)),
                ("以後", after.as_ref().map(|(_, at)| at)),
            ];
            for (key, at) in keys {
                if let Some(at) = at {
                    let span = at.span.clone();
                    diags.push(messages::key_of_another_type(span, key, &field.name.text, "日付"));
                }
            }
        } else if let Some((After::Field, at)) = after {
            let days = list.iter().filter(|one| one.kind == Type::Date && one.name != field.name);
            let all: Vec<&str> = days.map(|one| one.name.text.as_str()).collect();
            if !all.contains(&at.text.as_str()) {
                let near = nearest(&at.text, all.iter().copied().chain([RESULTS]));
                diags.push(messages::no_such_day_field(at.span.clone(), &at.text, near, &all));
            }
        }
        let Some(source) = &field.years_of else { continue };
        let span = || source.span.clone();
        if field.kind != Type::Year {
            diags.push(messages::key_of_another_type(span(), "もと", &field.name.text, "年度"));
            continue;
        }
        let has_years = |section: &&Section| matches!(&section.kind, Kind::Indicators(_));
        let all = sections.iter().filter(has_years);
        let all: Vec<&str> = all.map(|section| section.name.text.as_str()).collect();
        if !all.contains(&source.text.as_str()) {
            let near = nearest(&source.text, all.iter().copied());
            diags.push(messages::no_section_of_years(span(), &source.text, near, &all));
        }
    }
}

/// 選択 has words, each once, and no reason among them.
fn typed(name: &Name, kind: &Type, diags: &mut Diags) {
    if let Type::Choice(Choices::Own(words)) = kind {
        if words.is_empty() {
            diags.push(messages::choice_without_words(name.span.clone(), &name.text));
        }
        let mut seen: Vec<&str> = Vec::new();
        for (word, _) in words {
            let span = || name.span.clone();
            if Missing::in_cell(word).is_some() {
                diags.push(messages::choice_is_reason(span(), &name.text, word));
            } else if seen.contains(&word.as_str()) {
                diags.push(messages::choice_twice(span(), &name.text, word));
            }
            seen.push(word);
        }
    }
}

fn table(form: &Form, table: &Table, whole: bool, diags: &mut Diags) {
    unique("行", table.rows.iter().map(Row::key), diags);
    for row in table.rows.iter().filter(|_| whole) {
        typed(&row.name, &row.kind, diags);
    }
    // Two columns of one name in any year: the same year and the same word behind it.
    let mut seen: BTreeMap<String, &Span> = BTreeMap::new();
    for column in &table.columns {
        let name = column.head.declared();
        if let Some(kind) = column.kind.as_ref().filter(|_| whole) {
            let name = Name { text: name.clone(), span: column.span.clone() };
            typed(&name, kind, diags);
        }
        if let Some(first) = seen.get(&name) {
            let span = column.span.clone();
            diags.push(messages::name_twice_in_form(span, "列", &name, (*first).clone()));
        }
        seen.entry(name).or_insert(&column.span);
    }
    let rows: Vec<&str> = table.rows.iter().map(|row| row.key().text.as_str()).collect();
    let columns: Vec<String> = table.columns.iter().map(|column| column.head.declared()).collect();
    for sum in &table.sums {
        let Some(parts) = parts(sum, diags) else { continue };
        if !whole {
            continue;
        }
        let is_column = columns.contains(&parts.stated);
        if is_column && rows.contains(&parts.stated.as_str()) {
            diags.push(messages::sum_of_two(sum.span.clone(), &parts.stated));
        }
        let own: Vec<&str> =
            if is_column { columns.iter().map(String::as_str).collect() } else { rows.clone() };
        let before = |name: &str| rows.contains(&name);
        let before: Option<Known> = if is_column { None } else { Some(&before) };
        names(form, sum, parts, &own, [before, None], diags);
    }
}

fn list(form: &Form, list: &List, whole: bool, diags: &mut Diags) {
    fields(form, &list.fields, whole, diags);
    if let Some(first) = list.fields.first().filter(|field| field.kind == Type::Account) {
        diags.push(messages::account_names_an_entry(first.name.span.clone(), &first.name.text));
    }
    let number = |field: &&Field| matches!(field.kind, Type::Number(_)) && !field.several;
    let numbers = list.fields.iter().filter(number);
    let numbers: Vec<&str> = numbers.map(|field| field.name.text.as_str()).collect();
    for sum in &list.sums {
        let Some(parts) = parts(sum, diags) else { continue };
        if !whole {
            continue;
        }
        let total = |name: &str| numbers.contains(&name);
        names(form, sum, parts, &numbers, [None, Some(&total)], diags);
    }
}

fn parts<'a>(sum: &'a Sum, diags: &mut Diags) -> Option<&'a Parts> {
    if sum.tolerance.is_sign_negative() && !sum.tolerance.is_zero() {
        diags.push(messages::tolerance_of_a_sum(sum.span.clone(), &sum.tolerance.to_string()));
    }
    match &sum.parts {
        Ok(parts) => Some(parts),
        Err(Fault::Form) => {
            diags.push(messages::sum_unreadable(
                sum.span.clone(),
                &sum.text,
                sums::meant(&sum.text).as_ref(),
            ));
            None
        }
        Err(Fault::Mixed) => {
            diags.push(messages::sum_mixed(sum.span.clone(), &sum.text));
            None
        }
    }
}

/// Says whether a function can be used on a name.
type Known<'a> = &'a dyn Fn(&str) -> bool;

/// Every name of a sum is one of its section (`own`), or a number of another one that no other is called like.
fn names(
    form: &Form,
    sum: &Sum,
    parts: &Parts,
    own: &[&str],
    functions: [Option<Known<'_>>; 2],
    diags: &mut Diags,
) {
    let [before, total] = functions;
    for (_, operand) in &parts.terms {
        let (name, function) = match operand {
            Operand::Before(name) if before.is_none() => (name, "前の列"),
            Operand::Total(name) if total.is_none() => (name, "計"),
            _ => continue,
        };
        let word = format!("{function}({name})");
        diags.push(messages::sum_without_function(sum.span.clone(), &word, function));
    }
    let others = form.numbers();
    let all: Vec<&str> =
        own.iter().copied().chain(others.iter().map(|(_, field)| field.as_str())).collect();
    let stated = std::iter::once((parts.stated.as_str(), None));
    let used = parts.terms.iter().filter_map(|(_, operand)| match operand {
        Operand::Name(name) => Some((name.as_str(), None)),
        Operand::Before(name) => before.map(|known| (name.as_str(), Some(known(name)))),
        Operand::Total(name) => total.map(|known| (name.as_str(), Some(known(name)))),
        Operand::Number(_) => None,
    });
    for (name, inside) in stated.chain(used) {
        // What is found in a function stands in the section itself.
        let fine = inside.unwrap_or_else(|| own.contains(&name));
        let elsewhere = others.iter().filter(|(section, field)| {
            inside.is_none() && (field == name || format!("{section}.{field}") == name)
        });
        let elsewhere: Vec<&str> = elsewhere.map(|(section, _)| section.as_str()).collect();
        match elsewhere.as_slice() {
            _ if fine => {}
            [_] => {}
            [first, second, ..] => {
                diags.push(messages::sum_name_in_two(sum.span.clone(), name, [first, second]));
            }
            [] => {
                let known = if inside.is_some() { own } else { &all };
                let near = nearest(name, known.iter().copied());
                diags.push(messages::sum_of_nothing(sum.span.clone(), name, near, known));
            }
        }
    }
}

fn unique<'a>(what: &str, names: impl Iterator<Item = &'a Name>, diags: &mut Diags) {
    let mut seen: BTreeMap<&str, &Span> = BTreeMap::new();
    for name in names {
        if let Some(first) = seen.get(name.text.as_str()) {
            let span = name.span.clone();
            diags.push(messages::name_twice_in_form(span, what, &name.text, (*first).clone()));
        }
        seen.entry(&name.text).or_insert(&name.span);
    }
}

impl Form {
    /// The numbers of its fields: section and name.
    pub(super) fn numbers(&self) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for section in &self.sections {
            if let Kind::Fields(fields) = &section.kind {
                let number =
                    |field: &&Field| matches!(field.kind, Type::Number(_)) && !field.several;
                let names = fields.iter().filter(number).map(|field| field.name.text.clone());
                all.extend(names.map(|name| (section.name.text.clone(), name)));
            }
        }
        all
    }
}
