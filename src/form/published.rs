//! A form as it is published, without what is kept (公開: しない), and the tree of a sheet without what that form has no
//! place for. What is left knows nothing of what was there.

use super::indicators::{self, Holds, Indicators, Role};
use super::types::{Column, Field, Form, Item, Kind, List, Prose, Row, Section, Table};
use crate::terms::address;
use crate::terms::year::FiscalYear;
use crate::yaml::node::{Key, Kind as Shape, Node};

impl Form {
    /// Whether some of it is not published.
    #[must_use]
    pub fn hides(&self) -> bool {
        self.sections.iter().any(Section::hides)
    }

    /// The form as it is published. A section of which nothing is left is none.
    #[must_use]
    pub fn published(&self) -> Self {
        let sections = self.sections.iter().filter_map(Section::published).collect();
        Self { sections, ..self.clone() }
    }

    /// The tree of a sheet as it is published.
    #[must_use]
    pub fn publish(&self, tree: &Node) -> Node {
        let Shape::Map(entries) = &tree.kind else { return tree.clone() };
        let entry = |(key, node): &(Key, Node)| match self.section(key.text.trim()) {
            None => Some((key.clone(), node.clone())),
            Some(section) => section.is_published().then(|| (key.clone(), section.publish(node))),
        };
        let kind = Shape::Map(entries.iter().filter_map(entry).collect());
        Node { span: tree.span.clone(), kind }
    }

    /// Whether an address in a sheet (費用.合計.令和5 決算, or the beginning of one) is of something that is not
    /// published.
    #[must_use]
    pub fn hides_address(&self, written: &str, results: Option<FiscalYear>) -> bool {
        self.hides_names(&address::names(written), results)
    }

    /// The same of the names that make up an address.
    #[must_use]
    pub fn hides_names(&self, names: &[String], results: Option<FiscalYear>) -> bool {
        let Some((section, parts)) = names.split_first() else { return false };
        self.section(section).is_some_and(|section| section.hides_parts(parts, results))
    }

    /// Whether an item of a sheet, by its keys with blanks between, is one that is not published.
    #[must_use]
    pub fn hides_item(&self, item: &str, results: Option<FiscalYear>) -> bool {
        self.sections.iter().any(|section| {
            let rest = item.strip_prefix(section.name.text.as_str());
            rest.is_some_and(|rest| section.hides_rest(rest, results))
        })
    }

    /// The names of what is not published, as far as nothing that is published has them as part of its own.
    #[must_use]
    pub fn hidden_names(&self) -> Vec<&str> {
        let mut names: [Vec<&str>; 2] = [Vec::new(), Vec::new()];
        for section in &self.sections {
            let all = !section.is_published();
            names[usize::from(all)].extend([section.name.text.as_str(), section.heading()]);
            for (name, hidden) in section.parts() {
                names[usize::from(all || hidden)].push(name);
            }
        }
        let [public, hidden] = names;
        let own = |name: &&str| {
            name.chars().count() > 1 && !public.iter().any(|other| other.contains(name))
        };
        hidden.into_iter().filter(own).collect()
    }
}

impl Section {
    /// Whether some of it is not published.
    #[must_use]
    pub fn hides(&self) -> bool {
        self.hidden || self.parts().iter().any(|(_, hidden)| *hidden)
    }

    /// Whether something of it is published.
    #[must_use]
    pub fn is_published(&self) -> bool {
        let (columns, rows) = match &self.kind {
            Kind::Table(Table { columns, rows, .. }) => (
                columns.is_empty() || columns.iter().any(|one| !one.hidden),
                rows.is_empty() || rows.iter().any(|one| !one.hidden),
            ),
            _ => (true, true),
        };
        let parts = self.parts();
        let any = parts.is_empty() || parts.iter().any(|(_, hidden)| !hidden);
        !self.hidden && columns && rows && any
    }

    /// Names of its parts, and whether each is hidden.
    fn parts(&self) -> Vec<(&str, bool)> {
        match &self.kind {
            Kind::Fields(fields) | Kind::List(List { fields, .. }) => {
                fields.iter().map(|field| (field.name.text.as_str(), field.hidden)).collect()
            }
            Kind::Prose(Prose::Items(items)) => {
                items.iter().map(|item| (item.name.text.as_str(), item.hidden)).collect()
            }
            Kind::Table(Table { columns, rows, .. }) => {
                let rows = rows.iter().map(|row| (row.name.text.as_str(), row.hidden));
                let columns = columns.iter().map(|one| (one.head.word(), one.hidden));
                rows.chain(columns).collect()
            }
            Kind::Indicators(Indicators { columns, .. }) => {
                columns.iter().map(|one| (one.name.text.as_str(), one.hidden)).collect()
            }
            Kind::Prose(Prose::One | Prose::Free)
            | Kind::Shares(_)
            | Kind::Comparison
            | Kind::Children(_)
            | Kind::Survey(_) => Vec::new(),
        }
    }

    /// The section as it is published; `None` for one that is not, or of which nothing is left.
    #[must_use]
    pub fn published(&self) -> Option<Self> {
        let kind = match &self.kind {
            _ if self.hidden => return None,
            _ if !self.hides() => return Some(self.clone()),
            Kind::Fields(fields) => Kind::Fields(shown(fields, |one| one.hidden)?),
            Kind::Prose(Prose::Items(items)) => {
                Kind::Prose(Prose::Items(shown(items, |one: &Item| one.hidden)?))
            }
            // What was checked needs no rule any more, and the rule may name what is hidden.
            Kind::List(List { fields, sums: _ }) => {
                Kind::List(List { fields: shown(fields, |one| one.hidden)?, sums: Vec::new() })
            }
            Kind::Table(Table { unit, columns, rows, sums: _ }) => Kind::Table(Table {
                unit: unit.clone(),
                columns: shown(columns, |one: &Column| one.hidden)?,
                rows: shown(rows, |one: &Row| one.hidden)?,
                sums: Vec::new(),
            }),
            Kind::Indicators(of) => Kind::Indicators(Indicators {
                columns: shown(&of.columns, |one: &indicators::Column| one.hidden)?,
                ..of.clone()
            }),
            other => other.clone(),
        };
        Some(Self { kind, ..self.clone() })
    }

    /// The tree of the section, of which something is published.
    fn publish(&self, node: &Node) -> Node {
        match &self.kind {
            _ if !self.hides() => node.clone(),
            Kind::Fields(fields) => without(node, &hidden(fields)),
            Kind::Prose(Prose::Items(items)) => {
                let names = names(items, |one| one.hidden.then_some(&one.name.text));
                without(node, &names)
            }
            Kind::List(list) => {
                let names = hidden(&list.fields);
                of_each(node, &|entry| without(entry, &names))
            }
            Kind::Table(table) => {
                let names = names(&table.rows, |row| row.hidden.then_some(&row.key().text));
                of_each(&without(node, &names), &|row| cells(table, row))
            }
            Kind::Indicators(of) => of_each(node, &|one| of.publish(one)),
            _ => node.clone(),
        }
    }

    /// Whether the keys behind its own lead to what is not published: each with a blank before it.
    fn hides_rest(&self, rest: &str, results: Option<FiscalYear>) -> bool {
        if !(rest.is_empty() || rest.starts_with(' ')) {
            return false;
        }
        let ends = |rest: &str| rest.is_empty() || rest.starts_with(' ');
        let begins =
            |name: &str| rest.get(1..).and_then(|rest| rest.strip_prefix(name)).is_some_and(ends);
        // The names of entries may be anything, blanks included.
        let within = |name: &str| {
            let name = format!(" {name}");
            rest.match_indices(&name).any(|(at, _)| at > 0 && ends(&rest[at + name.len()..]))
        };
        !self.is_published()
            || match &self.kind {
                Kind::Fields(_) | Kind::Prose(Prose::Items(_)) => {
                    self.parts().iter().any(|(name, hidden)| *hidden && begins(name))
                }
                Kind::List(_) => self.parts().iter().any(|(name, hidden)| *hidden && within(name)),
                Kind::Table(Table { columns, rows, .. }) => {
                    let column = |one: &Column| within(&one.head.name(results));
                    rows.iter().any(|row| row.hidden && begins(&row.key().text))
                        || columns.iter().any(|one| one.hidden && column(one))
                }
                Kind::Indicators(of) => {
                    self.parts().iter().any(|(name, hidden)| *hidden && within(name))
                        || of.said_of_hidden().iter().any(|key| within(key))
                }
                _ => false,
            }
    }

    /// Whether these names, from the section on, lead to what is not published.
    fn hides_parts(&self, parts: &[String], results: Option<FiscalYear>) -> bool {
        if !self.is_published() {
            return true;
        }
        let [first, rest @ ..] = parts else { return false };
        match &self.kind {
            Kind::Fields(fields) => {
                fields.iter().any(|field| field.hidden && field.name.text == *first)
            }
            Kind::List(List { fields, .. }) => {
                let is = |field: &Field| rest.first() == Some(&field.name.text);
                fields.iter().any(|field| field.hidden && is(field))
            }
            Kind::Prose(Prose::Items(items)) => {
                items.iter().any(|item| item.hidden && item.name.text == *first)
            }
            Kind::Table(Table { columns, rows, .. }) => {
                let column =
                    |one: &Column| rest.first().is_some_and(|name| *name == one.head.name(results));
                rows.iter().any(|row| row.hidden && row.key().text == *first)
                    || columns.iter().any(|one| one.hidden && column(one))
            }
            Kind::Indicators(of) => {
                let named = |name: &str| rest.iter().any(|part| part == name);
                of.columns.iter().any(|one| one.hidden && named(&one.name.text))
                    || of.said_of_hidden().iter().any(|key| named(key))
                    || (of.hides_compared() && named(address::COMPUTED))
            }
            _ => false,
        }
    }
}

impl Indicators {
    /// Whether figures that are compared are not published.
    #[must_use]
    pub fn hides_compared(&self) -> bool {
        self.columns.iter().any(|column| column.hidden && column.is_compared())
    }

    /// What an indicator says of figures that are not published.
    fn said_of_hidden(&self) -> Vec<&'static str> {
        let hidden = |roles: &[Role]| {
            let is = |holds: &Holds| matches!(holds, Holds::Figures(role) if roles.contains(role));
            self.columns.iter().any(|column| column.hidden && is(&column.holds))
        };
        let of: [(bool, &[&str]); 3] = [
            (self.hides_compared(), &["比べる", "許容幅"]),
            (hidden(&[Role::Target, Role::Path]), &["目標の改定", "中間目標年度", "最終目標年度"]),
            (hidden(&[Role::Actual]), &["断絶"]),
        ];
        of.into_iter()
            .filter(|(hidden, _)| *hidden)
            .flat_map(|(_, keys)| keys.iter().copied())
            .collect()
    }

    /// An indicator as it is published, or one of its series.
    fn publish(&self, node: &Node) -> Node {
        let mut names = names(&self.columns, |one| one.hidden.then_some(&one.name.text));
        names.extend(self.said_of_hidden());
        let mut own = without(node, &names);
        if let Shape::Map(entries) = &mut own.kind
            && let Some((_, series)) = entries.iter_mut().find(|(key, _)| key.text == "系列")
        {
            let had = series.entries().iter().any(|(_, node)| !node.entries().is_empty());
            *series = of_each(series, &|one| without(one, &names));
            // Series of which nothing is left would only say that there were some.
            if had && series.entries().iter().all(|(_, node)| node.entries().is_empty()) {
                entries.retain(|(key, _)| key.text != "系列");
            }
        }
        own
    }
}

/// What is published of some parts; `None` where nothing is.
fn shown<T: Clone>(all: &[T], hidden: impl Fn(&T) -> bool) -> Option<Vec<T>> {
    let shown: Vec<T> = all.iter().filter(|one| !hidden(one)).cloned().collect();
    (!shown.is_empty() || all.is_empty()).then_some(shown)
}

/// The names of the fields that are not published.
fn hidden(fields: &[Field]) -> Vec<&str> {
    names(fields, |field| field.hidden.then_some(&field.name.text))
}

fn names<'a, T>(all: &'a [T], hidden: impl Fn(&'a T) -> Option<&'a String>) -> Vec<&'a str> {
    all.iter().filter_map(hidden).map(String::as_str).collect()
}

/// A map without some of its keys.
fn without(node: &Node, names: &[&str]) -> Node {
    let mut own = node.clone();
    if let Shape::Map(entries) = &mut own.kind {
        entries.retain(|(key, _)| !names.contains(&key.text.trim()));
    }
    own
}

/// A list or a map with each of its members as published.
fn of_each(node: &Node, publish: &dyn Fn(&Node) -> Node) -> Node {
    let kind = match &node.kind {
        Shape::List(items) => Shape::List(items.iter().map(publish).collect()),
        Shape::Map(entries) => {
            let entry = |(key, node): &(Key, Node)| (key.clone(), publish(node));
            Shape::Map(entries.iter().map(entry).collect())
        }
        scalar @ Shape::Scalar { .. } => scalar.clone(),
    };
    Node { span: node.span.clone(), kind }
}

/// The cells of a row that are published.
fn cells(table: &Table, row: &Node) -> Node {
    let mut own = row.clone();
    if let Shape::List(items) = &mut own.kind {
        let mut columns = table.columns.iter();
        items.retain(|_| columns.next().is_none_or(|column| !column.hidden));
    }
    own
}
