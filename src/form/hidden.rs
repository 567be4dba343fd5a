//! What is not published (公開: しない) as a form declares it: nothing that is published may follow from it, lead to it, or
//! show that it is there.

use super::condition::fields;
use super::indicators::{Column, Holds, Indicators, Role};
use super::sums::{Operand, Parts, Sum};
use super::types::{Field, Form, Kind, List, Section, Table};
use super::value::Type;
use crate::diag::{Diags, messages};
use crate::terms::place::Span;

/// How actual and target are compared where they are not.
const NONE: &str = "算出しない";

/// The method that takes a base into account.
const FROM_BASE: &str = "基準からの進み";

pub(super) fn check(form: &Form, diags: &mut Diags) {
    if !form.hides() {
        return;
    }
    if !form.sections.iter().any(Section::is_published) {
        diags.push(messages::nothing_published(form.name.span.clone(), &form.name.text));
    }
    for section in &form.sections {
        if section.is_published() {
            conditions(form, section, diags);
        }
        match &section.kind {
            Kind::List(list) => self::list(form, section, list, diags),
            Kind::Table(table) => self::table(form, section, table, diags),
            Kind::Indicators(of) if !section.hidden => indicators(of, diags),
            _ => {}
        }
    }
}

/// Whether a section is there says what its field says.
fn conditions(form: &Form, section: &Section, diags: &mut Diags) {
    for condition in &section.when {
        let Some((home, field)) = fields(form, &condition.field.text).first().copied() else {
            continue;
        };
        if home.hidden || field.hidden {
            let span = condition.field.span.clone();
            diags.push(messages::condition_of_hidden(span, &section.name.text, &field.name.text));
        }
    }
}

fn list(form: &Form, section: &Section, list: &List, diags: &mut Diags) {
    let List { fields, sums } = list;
    let is_number = |field: &&Field| matches!(field.kind, Type::Number(_)) && !field.hidden;
    match fields.first() {
        Some(first) if first.hidden && !section.hidden => {
            let span = first.name.span.clone();
            diags.push(messages::name_of_entries_hidden(span, &first.name.text));
        }
        _ => {}
    }
    let unit = fields.iter().find(|field| field.kind == Type::Unit && field.hidden);
    if let Some(unit) = unit.filter(|_| !section.hidden && fields.iter().any(|one| is_number(&one)))
    {
        diags.push(messages::unit_hidden(unit.name.span.clone(), &unit.name.text));
    }
    let own = |name: &str| {
        let field = fields.iter().find(|field| field.name.text == name)?;
        Some(section.hidden || field.hidden)
    };
    for sum in sums {
        let Ok(parts) = &sum.parts else { continue };
        mixed(form, sum, parts, &own, diags);
    }
}

fn table(form: &Form, section: &Section, table: &Table, diags: &mut Diags) {
    let Table { unit: _, columns, rows, sums } = table;
    let row = |name: &str| {
        let row = rows.iter().find(|row| row.key().text == name)?;
        Some(section.hidden || row.hidden)
    };
    let column = |name: &str| {
        let column = columns.iter().find(|column| column.head.declared() == name)?;
        Some(section.hidden || column.hidden)
    };
    for sum in sums {
        let Ok(parts) = &sum.parts else { continue };
        let by_row = row(&parts.stated);
        let own: &dyn Fn(&str) -> Option<bool> =
            if by_row.is_none() && column(&parts.stated).is_some() { &column } else { &row };
        mixed(form, sum, parts, own, diags);
        // In a row that is published, a column leads to the one before it.
        let before = |(_, operand): &(_, Operand)| matches!(operand, Operand::Before(_));
        let beside = columns.windows(2).any(|two| two[0].hidden != two[1].hidden);
        if by_row == Some(false) && beside && parts.terms.iter().any(before) {
            diags.push(messages::column_before_hidden(sum.span.clone(), &sum.text));
        }
    }
}

/// A sum that is published has no part that is not; what is not published does not follow from what is.
fn mixed(
    form: &Form,
    sum: &Sum,
    parts: &Parts,
    own: &dyn Fn(&str) -> Option<bool>,
    diags: &mut Diags,
) {
    let hidden = |name: &str| own(name).or_else(|| form.hides_number(name)).unwrap_or(false);
    let named = parts.terms.iter().filter_map(|(_, operand)| match operand {
        Operand::Name(name) | Operand::Before(name) | Operand::Total(name) => Some(name.as_str()),
        Operand::Number(_) => None,
    });
    let named: Vec<&str> = named.collect();
    let part = named.iter().find(|name| hidden(name));
    match (hidden(&parts.stated), part) {
        (false, Some(part)) => {
            diags.push(messages::sum_with_hidden(sum.span.clone(), &sum.text, part));
        }
        (true, None) => {
            let stated = &parts.stated;
            diags.push(messages::hidden_follows(sum.span.clone(), &sum.text, stated));
        }
        _ => {}
    }
}

fn indicators(of: &Indicators, diags: &mut Diags) {
    let method = of.method.as_deref();
    if let Some([hidden, public]) = of.told_by(method) {
        let span: Span = hidden.name.span.clone();
        diags.push(messages::compared_with_hidden(span, [&hidden.name.text, &public.name.text]));
    }
}

impl Form {
    /// Whether a number of a section of fields is hidden; `None` where there is none of this name.
    fn hides_number(&self, name: &str) -> Option<bool> {
        let (home, field) = fields(self, name).first().copied()?;
        Some(home.hidden || field.hidden)
    }
}

impl Indicators {
    /// A column that is not published and one that is, from which the first could be worked out where actual and target
    /// are compared by this method; `None` where there are no such columns.
    #[must_use]
    pub fn told_by(&self, method: Option<&str>) -> Option<[&Column; 2]> {
        let follows = |column: &&Column| match &column.holds {
            Holds::Figures(Role::Rate | Role::Total) => true,
            Holds::Grade(_, rule) => !rule.is_empty(),
            _ => false,
        };
        if !self.increments && method == Some(NONE) && !self.columns.iter().any(|one| follows(&one))
        {
            return None;
        }
        let is_part = |column: &&Column| {
            let base = matches!(column.holds, Holds::Figures(Role::Base));
            column.is_compared() || (base && method == Some(FROM_BASE))
        };
        let parts = || self.columns.iter().filter(is_part);
        Some([parts().find(|column| column.hidden)?, parts().find(|column| !column.hidden)?])
    }
}
