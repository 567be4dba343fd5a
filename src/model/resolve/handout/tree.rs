//! The sheets of a year in the order of the tree (parents before children), and how handouts select them.

use std::collections::BTreeMap;

use crate::form::Kind;
use crate::form::year::Year;
use crate::model::evaluation::by_code;
use crate::sheet::forms::{Filter, HandoutPart, Levels};
use crate::sheet::value::{At, Text};
use crate::sheet::{CheckedSheet, Sheets};
use crate::terms::year::FiscalYear;
use crate::yaml::node;

/// A sheet, or a name without a sheet, of a year.
#[derive(Debug, Clone)]
pub(in crate::model) struct Node<'a> {
    /// Index of its level in the year.
    pub(in crate::model) level: usize,
    /// コード
    pub(in crate::model) code: &'a str,
    /// 名称
    pub(in crate::model) name: &'a str,
    /// Its ancestors and itself, from the top.
    line: Vec<Flat<'a>>,
}

/// The same before the tree is built; without a sheet it is a name only.
#[derive(Debug, Clone, Copy)]
struct Flat<'a> {
    level: usize,
    code: &'a str,
    name: &'a str,
    above: Option<&'a str>,
    sheet: Option<&'a CheckedSheet>,
}

/// The year named by a spec.
pub(in crate::model) fn year<'a>(sheets: &'a Sheets, written: &At) -> Option<&'a Year> {
    let (wanted, _) = FiscalYear::parse(&written.text).ok()?;
    let mut years = sheets.evaluations.iter().map(AsRef::as_ref);
    years.find(|year: &&Year| year.dated.as_ref().is_some_and(|dated| dated.year == wanted))
}

/// The folders that are not years.
pub(in crate::model) fn folders(sheets: &Sheets) -> impl Iterator<Item = &Year> {
    sheets.evaluations.iter().map(AsRef::as_ref).filter(|year: &&Year| year.dated.is_none())
}

/// The one of these that a spec names.
pub(in crate::model) fn folder<'a>(sheets: &'a Sheets, name: &str) -> Option<&'a Year> {
    folders(sheets).find(|folder| folder.dir == name)
}

/// All nodes of a year.
pub(in crate::model) fn of<'a>(sheets: &'a Sheets, year: &'a Year) -> Vec<Node<'a>> {
    let written = sheets.all.iter().filter(|sheet| sheet.dir == year.dir);
    let mut all: Vec<Flat<'_>> = written
        .filter_map(|sheet| {
            let (code, _) = sheet.head("コード")?;
            let (name, _) = sheet.head("名称")?;
            let above = sheet.head("上").map(|(code, _)| code);
            Some(Flat { level: sheet.level, code, name, above, sheet: Some(sheet) })
        })
        .collect();
    for (level, own) in year.levels.iter().enumerate() {
        let names = own.entries.iter();
        all.extend(names.map(|entry| {
            let above = entry.parent.as_ref().map(|code| code.text.as_str());
            Flat { level, code: &entry.code.text, name: &entry.name, above, sheet: None }
        }));
    }
    all.sort_by(|one, other| by_code(one.code, other.code));
    let mut tree = Tree::new();
    for one in all {
        // On the first level there are no parents.
        let above = one.above.filter(|_| one.level > 0);
        tree.entry((one.level, above)).or_default().push(one);
    }
    let mut found = Vec::new();
    below(&tree, 0, &[], &mut found);
    found
}

/// Entries of a level by the code of their parent.
type Tree<'a> = BTreeMap<(usize, Option<&'a str>), Vec<Flat<'a>>>;

fn below<'a>(tree: &Tree<'a>, level: usize, line: &[Flat<'a>], found: &mut Vec<Node<'a>>) {
    let above = line.last().map(|one| one.code);
    for one in tree.get(&(level, above)).into_iter().flatten() {
        let Flat { level, code, name, above: _, sheet: _ } = *one;
        let line = [line, &[*one]].concat();
        found.push(Node { level, code, name, line: line.clone() });
        below(tree, level + 1, &line, found);
    }
}

/// Index of the level named by a word: 置き場所 or 呼び名.
pub(in crate::model) fn level(year: &Year, word: &str) -> Option<usize> {
    let own = |folder: bool| {
        year.levels.iter().position(|level| {
            let name = if folder { level.folder.as_ref() } else { Some(&level.name) };
            name.is_some_and(|name| name.text == word)
        })
    };
    own(true).or_else(|| own(false))
}

impl<'a> Node<'a> {
    /// Id of its sheet: `r6.1`; `None` for a name only.
    pub(in crate::model) fn id(&self) -> Option<String> {
        self.sheet().map(|sheet| sheet.id.clone())
    }

    pub(in crate::model) fn sheet(&self) -> Option<&'a CheckedSheet> {
        self.line.last().and_then(|own| own.sheet)
    }

    /// Whether it has this level and code, or lies below that.
    pub(in crate::model) fn belongs_to(&self, level: usize, code: &str) -> bool {
        self.line.iter().any(|one| one.level == level && one.code == code)
    }

    /// Whether levels with their codes select it: on each named level that its line has, itself or its ancestor is
    /// named.
    fn is_chosen(&self, year: &Year, levels: &Levels) -> bool {
        let on_line = levels.iter().filter_map(|(key, codes)| {
            let place = level(year, &key.text)?;
            let own = self.line.iter().find(|one| one.level == place)?;
            Some(codes.iter().any(|Text(at)| at.text == own.code))
        });
        let on_line: Vec<bool> = on_line.collect();
        levels.is_empty() || (!on_line.is_empty() && on_line.iter().all(|named| *named))
    }

    /// Whether it meets the conditions of the handout.
    pub(in crate::model) fn fits(&self, year: &Year, filter: &Filter) -> bool {
        let Filter { department, levels } = filter;
        let led = |Text(at): &Text| {
            let mut sheets = self.line.iter().filter_map(|one| one.sheet);
            sheets.any(|sheet| is_led(sheet, &at.text))
        };
        self.is_chosen(year, levels) && department.as_ref().is_none_or(led)
    }

    /// Whether it belongs to a part of the handout.
    pub(in crate::model) fn is_in(&self, year: &Year, part: &HandoutPart) -> bool {
        let of_level = |Text(at): &Text| level(year, &at.text) == Some(self.level);
        (part.only.is_empty() || part.only.iter().any(of_level))
            && self.is_chosen(year, &part.levels)
    }
}

/// True where an office or a post in the fields of a sheet begins with this text.
fn is_led(sheet: &CheckedSheet, department: &str) -> bool {
    use crate::form::Type;
    let sections = sheet.form.sections.iter().filter_map(|section| match &section.kind {
        Kind::Fields(fields) => Some((sheet.tree.get(&section.name.text)?, fields)),
        _ => None,
    });
    let words = |node: &node::Node| {
        let part = node.get("職名").or_else(|| node.get("名称")).unwrap_or(node);
        part.word().is_some_and(|word| word.trim().starts_with(department))
    };
    sections.into_iter().any(|(section, fields)| {
        let fields = fields.iter().filter(|one| matches!(one.kind, Type::Office | Type::Person));
        fields.filter_map(|field| section.get(&field.name.text)).any(|given| match &given.kind {
            node::Kind::List(items) => items.iter().any(words),
            _ => words(given),
        })
    })
}
