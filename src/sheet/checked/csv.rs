//! A section in a CSV file next to its sheet (`003.行政コスト.csv`): text -> the part of the tree that it stands for, each
//! value with its place in the file.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use crate::diag::near::nearest;
use crate::diag::{Diags, Shared, messages};
use crate::form::indicators::{self, Indicators};
use crate::form::{Field, Form, Kind as Section, Table};
use crate::source::SourceFile;
use crate::terms::place::Span;
use crate::terms::reason::Missing;
use crate::yaml::node::{Key, Kind, Node};

/// A field of a CSV file.
struct Cell {
    text: String,
    span: Span,
}

/// Sheet code and section name in the name of a file.
fn named<'a>(
    source: &'a SourceFile,
    forms: impl Iterator<Item = &'a Arc<Form>>,
) -> Option<(&'a str, &'a str)> {
    let name = source.path.rsplit('/').next()?.strip_suffix(".csv")?;
    // Codes may contain points as well.
    let mut found = forms.flat_map(|form| &form.sections).filter_map(|section| {
        let rest = name.strip_suffix(section.name.text.as_str())?;
        rest.strip_suffix('.').filter(|code| !code.is_empty())
    });
    let code = found.next()?;
    Some((code, &name[code.len() + 1..]))
}

/// Problem with the name of a file: no such section, or no such sheet. `is_there` knows the paths of all files.
pub(super) fn misplaced<'a>(
    source: &'a SourceFile,
    forms: impl Iterator<Item = &'a Arc<Form>> + Clone,
    is_there: &dyn Fn(&str) -> bool,
) -> Shared {
    let mut diags = Diags::default();
    let whole = Span::whole(source.id);
    if let Some((code, _)) = named(source, forms.clone()) {
        let folder = source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let sheet = format!("{folder}/{code}.yaml");
        if !is_there(&sheet) {
            diags.push(messages::csv_without_sheet(whole, &format!("{code}.yaml")));
        }
    } else {
        let sections: Vec<&str> = forms
            .flat_map(|form| &form.sections)
            .filter(|section| {
                matches!(
                    section.kind,
                    Section::Table(_) | Section::List(_) | Section::Indicators(_)
                )
            })
            .map(|section| section.name.text.as_str())
            .collect();
        diags.push(messages::csv_of_no_section(whole, &sections));
    }
    diags.into_shared()
}

/// Adds the sections from CSV files to the tree of a sheet.
pub(super) fn add(
    tree: &mut Node,
    stem: &str,
    (form, schema): (&Arc<Form>, &Value),
    beside: &[&SourceFile],
    diags: &mut Diags,
) {
    for file in beside {
        let Some((code, name)) = named(file, std::iter::once(form)) else { continue };
        if code != stem {
            continue;
        }
        let Some(section) = form.section(name) else { continue };
        let Kind::Map(entries) = &mut tree.kind else { return };
        if let Some((written, _)) = entries.iter().find(|(written, _)| written.text == name) {
            let own = file.path.rsplit('/').next().unwrap_or_default();
            diags.push(messages::section_in_two_files(written.span.clone(), name, own));
            continue;
        }
        let heads = |name: &str| -> Vec<String> {
            let rows = schema.pointer(&format!("/properties/{}/anyOf/0/properties", pointer(name)));
            let first = rows.and_then(Value::as_object).and_then(|rows| rows.values().next());
            let heads = first.and_then(|row| row.get("x-kohyo-heads")).and_then(Value::as_array);
            heads.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let node = match &section.kind {
            _ if !file.readable => None,
            Section::Table(own) => table(file, (own, &heads(name)), form, diags),
            Section::List(list) => self::list(file, &list.fields, form, diags),
            Section::Indicators(of) if of.slots.is_empty() => of_indicators(file, of, form, diags),
            _ => {
                diags.push(messages::csv_of_no_section(Span::whole(file.id), &[]));
                None
            }
        };
        if let Some(node) = node {
            entries.push((key(name, &Span::whole(file.id)), node));
        } else {
            // Already reported: the placeholder keeps the section from being reported as missing as well.
            entries.push((
                key(name, &Span::whole(file.id)),
                Node::word_at(Missing::Empty.word(), &Span::whole(file.id)),
            ));
        }
    }
}

/// A name, escaped for a JSON pointer.
fn pointer(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The records of a file, each field with its place.
fn records(file: &SourceFile, diags: &mut Diags) -> Option<Vec<Vec<Cell>>> {
    let mut records = Vec::new();
    let (mut record, mut at) = (Vec::new(), 0);
    let text = file.text.as_str();
    while at < text.len() {
        let start = at;
        let rest = &text[at..];
        let value = if let Some(inner) = rest.strip_prefix('"') {
            let mut value = String::new();
            let mut left = inner;
            loop {
                let Some(end) = left.find('"') else {
                    diags.push(messages::csv_open_quote(Span::new(file.id, start..start + 1)));
                    return None;
                };
                value.push_str(&left[..end]);
                left = &left[end + 1..];
                match left.strip_prefix('"') {
                    Some(more) => {
                        value.push('"');
                        left = more;
                    }
                    None => break,
                }
            }
            at = text.len() - left.len();
            value
        } else {
            let end = rest.find([',', '\n', '\r']).unwrap_or(rest.len());
            at += end;
            rest[..end].to_owned()
        };
        record.push(Cell {
            text: value.trim().to_owned(),
            span: Span::new(file.id, start..at.max(start)),
        });
        let after = &text[at..];
        if after.starts_with(',') {
            at += 1;
            if at == text.len() {
                record.push(Cell { text: String::new(), span: Span::new(file.id, at - 1..at) });
            }
            continue;
        }
        let line_end = after
            .chars()
            .take_while(|c| matches!(c, '\n' | '\r'))
            .map(char::len_utf8)
            .sum::<usize>();
        if line_end == 0 && !after.is_empty() {
            diags.push(messages::csv_open_quote(Span::new(file.id, start..at)));
            return None;
        }
        at += line_end;
        push(&mut records, std::mem::take(&mut record));
    }
    if !record.is_empty() {
        push(&mut records, record);
    }
    // A spreadsheet may write empty fields after the last column.
    let width = records.first().map_or(0, |head| {
        head.len() - head.iter().rev().take_while(|cell| cell.text.is_empty()).count()
    });
    for record in &mut records {
        while record.len() > width && record.last().is_some_and(|cell| cell.text.is_empty()) {
            record.pop();
        }
    }
    if records.is_empty() {
        diags.push(messages::empty_file(Span::whole(file.id)));
        return None;
    }
    Some(records)
}

/// Skips rows that a spreadsheet leaves empty.
fn push(records: &mut Vec<Vec<Cell>>, record: Vec<Cell>) {
    if record.iter().any(|cell| !cell.text.is_empty()) {
        records.push(record);
    }
}

fn table(
    file: &SourceFile,
    (own, heads): (&Table, &[String]),
    form: &Form,
    diags: &mut Diags,
) -> Option<Node> {
    let records = records(file, diags)?;
    let (head, rows) = records.split_first()?;
    let found: Vec<&str> = head.iter().skip(1).map(|cell| cell.text.as_str()).collect();
    if found != heads.iter().map(String::as_str).collect::<Vec<_>>() {
        let wrong = found.iter().zip(heads).position(|(found, head)| found != head);
        let place = wrong.map_or(head.len() - 1, |place| place + 1);
        let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
        diags.push(messages::csv_heads(head[place].span.clone(), &head[place].text, &heads));
        return None;
    }
    let mut seen: BTreeMap<&str, &Span> = BTreeMap::new();
    let mut entries = Vec::new();
    for row in rows {
        let first = &row[0];
        if !fits(row, head, diags) {
            return None;
        }
        if let Some(before) = seen.insert(&first.text, &first.span) {
            diags.push(messages::duplicate_key(first.span.clone(), &first.text, before.clone()));
            continue;
        }
        let cells: Vec<Node> = row[1..].iter().map(|cell| value(cell, form, diags)).collect();
        let decimals = |node: &Node| {
            let text = node.word().filter(|text| crate::yaml::number::decimal(text).is_ok())?;
            Some(text.split_once('.').map_or(0, |(_, places)| places.len()))
        };
        let mut places = cells.iter().filter_map(decimals);
        if let Some(first_places) = places.next()
            && places.any(|other| other != first_places)
        {
            diags.push(messages::csv_decimals(first.span.clone(), &first.text));
        }
        let node = Node { span: through(row), kind: Kind::List(cells) };
        entries.push((key(&first.text, &first.span), node));
    }
    let rows = own.rows.iter();
    let lacking = rows.filter(|row| !row.optional && !seen.contains_key(row.key().text.as_str()));
    let lacking: Vec<&str> = lacking.map(|row| row.key().text.as_str()).collect();
    let known = |name: &str| own.rows.iter().any(|row| row.key().text == name);
    let unknown: Vec<&str> = seen.keys().copied().filter(|name| !known(name)).collect();
    // A row that is probably misspelt is reported there.
    let spelt = |row: &str| {
        let one = (lacking.len(), unknown.len()) == (1, 1);
        one || unknown.iter().any(|name| nearest(name, std::iter::once(row)).is_some())
    };
    for row in lacking.iter().filter(|row| !spelt(row)) {
        let place = through(head);
        diags.push(messages::csv_row_missing(place.clone(), row, heads.len()));
        let cells = heads.iter().map(|_| Node::word_at(Missing::Empty.word(), &place)).collect();
        entries.push((key(row, &place), Node { span: place.clone(), kind: Kind::List(cells) }));
    }
    Some(Node { span: Span::new(file.id, 0..file.text.len()), kind: Kind::Map(entries) })
}

fn list(file: &SourceFile, fields: &[Field], form: &Form, diags: &mut Diags) -> Option<Node> {
    let records = records(file, diags)?;
    let (head, rows) = records.split_first()?;
    let known: Vec<&str> =
        fields.iter().map(|field| field.name.text.as_str()).chain(["識別"]).collect();
    let mut seen: BTreeMap<&str, &Span> = BTreeMap::new();
    for cell in head {
        if !known.contains(&cell.text.as_str()) {
            let near = nearest(&cell.text, known.iter().copied());
            diags.push(messages::csv_list_head(cell.span.clone(), &cell.text, near, &known));
            return None;
        }
        if let Some(before) = seen.insert(&cell.text, &cell.span) {
            diags.push(messages::duplicate_key(cell.span.clone(), &cell.text, before.clone()));
            return None;
        }
    }
    let optional = |name: &str| {
        let field = fields.iter().find(|field| field.name.text == name);
        field.is_none_or(|field| field.optional)
    };
    let lacking = fields.iter().map(|field| field.name.text.as_str());
    let lacking: Vec<&str> =
        lacking.filter(|name| !optional(name) && !seen.contains_key(name)).collect();
    for name in &lacking {
        diags.push(messages::csv_field_missing(through(head), name));
    }
    let mut items = Vec::new();
    for row in rows {
        if !fits(row, head, diags) {
            return None;
        }
        let written = head
            .iter()
            .zip(row)
            .filter(|(head, cell)| !cell.text.is_empty() || !optional(&head.text));
        let entries =
            written.map(|(head, cell)| (key(&head.text, &head.span), value(cell, form, diags)));
        // Missing fields are already reported.
        let blank = |name: &&str| {
            let place = through(head);
            (key(name, &place), Node::word_at(Missing::Empty.word(), &place))
        };
        let entries = entries.chain(lacking.iter().map(blank));
        items.push(Node { span: through(row), kind: Kind::Map(entries.collect()) });
    }
    Some(Node { span: Span::new(file.id, 0..file.text.len()), kind: Kind::List(items) })
}

/// Indicators: one per line; columns with a year after a space.
fn of_indicators(
    file: &SourceFile,
    of: &Indicators,
    form: &Form,
    diags: &mut Diags,
) -> Option<Node> {
    let records = records(file, diags)?;
    let (head, rows) = records.split_first()?;
    let columns = of.columns.iter().map(|column| column.name.text.as_str());
    let keys = indicators::KEYS.into_iter().filter(|key| !NO_FIELD.contains(key));
    let keys = keys.filter(|key| of.source.is_none() || indicators::OWN_KEYS.contains(key));
    let known: Vec<&str> = keys.chain(columns).collect();
    let mut seen: BTreeMap<&str, &Span> = BTreeMap::new();
    for cell in head {
        let (name, _) = parted(&cell.text, &known);
        if !known.contains(&name) {
            diags.push(messages::csv_heads_of_indicators(cell.span.clone(), &cell.text, &known));
            return None;
        }
        if let Some(before) = seen.insert(&cell.text, &cell.span) {
            diags.push(messages::duplicate_key(cell.span.clone(), &cell.text, before.clone()));
            return None;
        }
    }
    let optional = |name: &str| {
        let column = of.columns.iter().find(|column| column.name.text == name);
        column.map_or(!matches!(name, "指標名" | "単位"), |column| column.optional)
    };
    let mut items = Vec::new();
    for row in rows {
        if !fits(row, head, diags) {
            return None;
        }
        let mut entries: Vec<(Key, Node)> = Vec::new();
        for (head, cell) in head.iter().zip(row) {
            let (name, year) = parted(&head.text, &known);
            if cell.text.is_empty() && optional(name) {
                continue;
            }
            let node = value(cell, form, diags);
            let Some(year) = year else {
                entries.push((key(name, &head.span), node));
                continue;
            };
            let year = key(year, &head.span);
            let known = entries.iter_mut().find(|(known, _)| known.text == name);
            if let Some((_, Node { kind: Kind::Map(years), .. })) = known {
                years.push((year, node));
            } else {
                let kind = Kind::Map(vec![(year, node)]);
                entries.push((key(name, &head.span), Node { span: through(row), kind }));
            }
        }
        items.push(Node { span: through(row), kind: Kind::Map(entries) });
    }
    Some(Node { span: Span::new(file.id, 0..file.text.len()), kind: Kind::List(items) })
}

/// Keys of an indicator whose values do not fit a single field.
const NO_FIELD: [&str; 6] = ["換算", "期間", "目標の改定", "断絶", "系列", "注"];

/// True for a line with as many fields as headings.
fn fits(row: &[Cell], head: &[Cell], diags: &mut Diags) -> bool {
    if row.len() == head.len() {
        return true;
    }
    // Commas inside braces split a value into several fields.
    diags.push(match row.iter().find(|cell| cell.text.starts_with('{')) {
        Some(cell) => messages::csv_braces(cell.span.clone(), &cell.text),
        None => messages::csv_width(through(row), &row[0].text, row.len(), head.len()),
    });
    false
}

/// Name and year of a heading, `現状値 令和5`.
fn parted<'a>(head: &'a str, known: &[&str]) -> (&'a str, Option<&'a str>) {
    match head.rsplit_once(' ') {
        Some((name, year)) if !known.contains(&head) => (name, Some(year)),
        _ => (head, None),
    }
}

/// A field as it would be written in a sheet: empty becomes 空欄, thousands have no commas, ▲ is a minus.
fn value(cell: &Cell, form: &Form, diags: &mut Diags) -> Node {
    let text = cell.text.as_str();
    if text.starts_with('{') && text.ends_with('}') {
        diags.push(messages::csv_braces(cell.span.clone(), text));
        return Node::word_at(Missing::Empty.word(), &cell.span);
    }
    if text.is_empty() {
        return Node::word_at(Missing::Empty.word(), &cell.span);
    }
    let signed = match text.strip_prefix(['▲', '△']) {
        Some(rest) if form.minus.is_none() && form.reason(text).is_none() => format!("-{rest}"),
        _ => text.to_owned(),
    };
    let plain = crate::yaml::number::without_thousands(&signed).unwrap_or(signed);
    let is_number = crate::yaml::number::decimal(&plain).is_ok();
    Node::word_at(if is_number { &plain } else { text }, &cell.span)
}

fn through(row: &[Cell]) -> Span {
    match (row.first(), row.last()) {
        (Some(first), Some(last)) => {
            Span::new(first.span.file, first.span.start()..last.span.end())
        }
        _ => Span::whole(crate::terms::place::FileId(0)),
    }
}

/// A key with a place.
fn key(text: &str, span: &Span) -> Key {
    Key { text: text.into(), span: span.clone() }
}
