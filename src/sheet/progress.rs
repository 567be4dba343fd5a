//! How far sheets are filled in: what each section asks for, what of it is 未記入 or as in the year before, and how many
//! problems were found in it. Sheets and problems in, counts and places out; words for people are chosen elsewhere.

use std::collections::BTreeMap;

use crate::diag::{Diags, Severity};
use crate::form::{Kind, Type};
use crate::sheet::predecessors::Predecessors;
use crate::sheet::{CheckedSheet, Sheets};
use crate::terms::place::{FileId, Span};
use crate::terms::reason::Missing;
use crate::yaml::node::{self, Node};

/// How far a sheet is.
#[derive(Debug, Clone)]
pub struct Progress {
    /// Its file.
    pub file: FileId,
    /// Its page, from the root of the site.
    pub page: String,
    /// Folder of its year.
    pub dir: String,
    /// What its year is called: 名称 of `evaluation.yaml`.
    pub of_year: String,
    /// What its level is called.
    pub level: String,
    /// コード
    pub code: String,
    /// 名称
    pub name: String,
    /// The first 課 that it states; empty where it states none.
    pub office: String,
    /// 公表の状態
    pub stage: String,
    /// What stands in it, in its order; problems outside all sections are those of the first, 票.
    pub sections: Vec<Part>,
}

/// How far a section is.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// What it is called.
    pub name: String,
    /// How many values it has, written or not.
    pub asked: usize,
    /// Where something is 未記入.
    pub unfilled: Vec<Span>,
    /// Whether all of it is as in the year before.
    pub same: bool,
    /// Warnings that are open.
    pub warnings: usize,
    /// Errors.
    pub errors: usize,
    /// Where its values stand: from and to, by file.
    places: BTreeMap<FileId, (usize, usize)>,
}

/// How far each sheet is, in the order of paths.
#[must_use]
pub fn of(sheets: &Sheets) -> Vec<Progress> {
    let predecessors = Predecessors::of(sheets);
    sheets.all.iter().map(|sheet| one(sheets, sheet, &predecessors)).collect()
}

fn one(sheets: &Sheets, sheet: &CheckedSheet, predecessors: &Predecessors<'_>) -> Progress {
    let before = predecessors.of_sheet(sheet);
    let year = sheets.evaluations.iter().find(|year| year.dir == sheet.dir);
    let head = |key: &str| sheet.head(key).map_or_else(String::new, |(text, _)| text.to_owned());
    let own = sheet.form.sections.iter().filter_map(|section| {
        let name = &section.name.text;
        let node = sheet.tree.get(name)?;
        let old = before.first().and_then(|before| before.tree.get(name));
        let (unfilled, values) = (sheet.unfilled(node), values(node));
        // Reasons why there is nothing may well be the same each year.
        let says_something = values.iter().any(|(_, text)| Missing::in_cell(text).is_none());
        let may_be = unfilled.is_empty() && says_something;
        Some(Part {
            name: section.heading().to_owned(),
            asked: values.len(),
            unfilled,
            same: may_be && old.is_some_and(|old| self::values(old) == values),
            places: places(node),
            ..Part::default()
        })
    });
    let of_itself = ["票", "出典"].into_iter().filter_map(|key| sheet.tree.get(key));
    let head_part = Part {
        name: "票".to_owned(),
        asked: of_itself.clone().map(|node| values(node).len()).sum(),
        unfilled: of_itself.flat_map(|node| sheet.unfilled(node)).collect(),
        ..Part::default()
    };
    let stage = sheet.every.stage.as_ref().or_else(|| sheets.city.as_ref()?.data.stage.as_ref());
    Progress {
        file: sheet.source.id,
        page: sheet.texts.page.clone().unwrap_or_default(),
        dir: sheet.dir.clone(),
        of_year: year.map_or_else(String::new, |year| year.name.text.clone()),
        level: year.map_or_else(String::new, |year| year.levels[sheet.level].name.text.clone()),
        code: head("コード"),
        name: head("名称"),
        office: office(sheet).unwrap_or_default(),
        stage: stage.map_or_else(|| "公表".to_owned(), |word| word.0.text.to_string()),
        sections: std::iter::once(head_part).chain(own).collect(),
    }
}

/// The first 課 of a sheet.
fn office(sheet: &CheckedSheet) -> Option<String> {
    let fields = sheet.form.sections.iter().filter_map(|section| match &section.kind {
        Kind::Fields(fields) => Some((sheet.tree.get(&section.name.text)?, fields)),
        _ => None,
    });
    let offices = fields.flat_map(|(node, fields)| {
        let own = fields.iter().filter(|field| field.kind == Type::Office);
        own.filter_map(move |field| node.get(&field.name.text))
    });
    offices
        .filter_map(|node| node.get("名称").or(node.items().first()).unwrap_or(node).word())
        .map(str::trim)
        .find(|word| Missing::in_cell(word).is_none())
        .map(str::to_owned)
}

/// Every value with the keys that lead to it.
fn values(node: &Node) -> Vec<(String, String)> {
    fn below(node: &Node, way: &str, all: &mut Vec<(String, String)>) {
        match &node.kind {
            node::Kind::Scalar { text, .. } => all.push((way.to_owned(), text.trim().to_owned())),
            node::Kind::List(items) => {
                for (place, item) in items.iter().enumerate() {
                    below(item, &format!("{way}.{place}"), all);
                }
            }
            node::Kind::Map(entries) => {
                for (key, value) in entries {
                    below(value, &format!("{way}.{}", key.text), all);
                }
            }
        }
    }
    let mut all = Vec::new();
    below(node, "", &mut all);
    all.sort();
    all
}

/// From where to where a section reaches in each file that it stands in.
fn places(node: &Node) -> BTreeMap<FileId, (usize, usize)> {
    fn below(node: &Node, all: &mut BTreeMap<FileId, (usize, usize)>) {
        let (start, end) = (node.span.start(), node.span.end());
        let own = all.entry(node.span.file).or_insert((start, end));
        *own = (own.0.min(start), own.1.max(end));
        match &node.kind {
            node::Kind::Scalar { .. } => {}
            node::Kind::List(items) => items.iter().for_each(|item| below(item, all)),
            node::Kind::Map(entries) => entries.iter().for_each(|(_, value)| below(value, all)),
        }
    }
    let mut all = BTreeMap::new();
    below(node, &mut all);
    all
}

impl Part {
    fn has(&self, span: &Span) -> bool {
        let place = self.places.get(&span.file);
        place.is_some_and(|(start, end)| (*start..=*end).contains(&span.start()))
    }
}

impl Progress {
    /// How many values are asked for, and how many of them are 未記入.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let asked = self.sections.iter().map(|part| part.asked).sum();
        (asked, self.sections.iter().map(|part| part.unfilled.len()).sum())
    }
}

/// The number of errors in each file that has some.
#[must_use]
pub fn errors(diags: &Diags) -> BTreeMap<FileId, usize> {
    let mut all = BTreeMap::new();
    for diag in diags.sorted() {
        if let (Severity::Error, Some(span)) = (diag.severity(), &diag.span) {
            *all.entry(span.file).or_default() += 1;
        }
    }
    all
}

/// Counts the problems that were found in sheets where they stand.
pub fn count(all: &mut [Progress], diags: &Diags) {
    // A sheet stands in its file, and in the tables beside it.
    let mut of_file: BTreeMap<FileId, usize> = BTreeMap::new();
    for (place, one) in all.iter().enumerate() {
        let beside = one.sections.iter().flat_map(|part| part.places.keys());
        of_file.extend(beside.chain([&one.file]).map(|file| (*file, place)));
    }
    for diag in diags.sorted() {
        let Some(span) = &diag.span else { continue };
        let Some(sheet) = of_file.get(&span.file).and_then(|place| all.get_mut(*place)) else {
            continue;
        };
        let place = sheet.sections.iter().position(|part| part.has(span)).unwrap_or(0);
        let Some(part) = sheet.sections.get_mut(place) else { continue };
        match diag.severity() {
            Severity::Error => part.errors += 1,
            Severity::Warning => part.warnings += 1,
        }
    }
}
