//! Sheets of declared forms for handouts: in the order of the tree, each after what it belongs to.

use crate::form::Kind;
use crate::form::year::Year;
use crate::model::declared::by_code;
use crate::sheet::Sheets;
use crate::sheet::forms::OfLevel;
use crate::sheet::value::{At, Text};
use crate::terms::year::FiscalYear;

/// A sheet or a name of a year.
#[derive(Debug, Clone)]
pub(in crate::model) struct Node<'a> {
    /// Its level, by its place in the year.
    pub(in crate::model) level: usize,
    /// コード
    pub(in crate::model) code: &'a str,
    /// 名称
    pub(in crate::model) name: &'a str,
    /// Id of its sheet: `r6.1`; `None` for a name alone.
    pub(in crate::model) id: Option<&'a str>,
    /// What it belongs to and itself, from the top: levels and codes.
    line: Vec<(usize, &'a str)>,
}

/// The same before it is known what lies below what.
struct Flat<'a> {
    level: usize,
    code: &'a str,
    name: &'a str,
    above: Option<&'a str>,
    id: Option<&'a str>,
}

/// The year of declared forms that a spec names.
pub(in crate::model) fn year<'a>(sheets: &'a Sheets, written: &At) -> Option<&'a Year> {
    let (wanted, _) = FiscalYear::parse(&written.text).ok()?;
    sheets
        .declared_years
        .iter()
        .map(AsRef::as_ref)
        .find(|year| year.dated.as_ref().is_some_and(|dated| dated.year == wanted))
}

/// True where a form of a year has indicators: else there is nothing to compare.
pub(in crate::model) fn has_indicators(sheets: &Sheets, dir: &str) -> bool {
    let own = sheets.declared.iter().filter(|sheet| sheet.dir == dir);
    let mut sections = own.flat_map(|sheet| &sheet.form.sections);
    sections.any(|section| matches!(section.kind, Kind::Indicators(_)))
}

/// Everything that a year has.
pub(in crate::model) fn tree<'a>(sheets: &'a Sheets, year: &'a Year) -> Vec<Node<'a>> {
    let written = sheets.declared.iter().filter(|sheet| sheet.dir == year.dir);
    let mut all: Vec<Flat<'_>> = written
        .filter_map(|sheet| {
            let (code, _) = sheet.head("コード")?;
            let (name, _) = sheet.head("名称")?;
            let above = sheet.head("上").map(|(code, _)| code);
            Some(Flat { level: sheet.level, code, name, above, id: Some(sheet.id.as_str()) })
        })
        .collect();
    for (level, own) in year.levels.iter().enumerate() {
        let names = own.entries.iter();
        all.extend(names.map(|entry| {
            let above = entry.parent.as_ref().map(|code| code.text.as_str());
            Flat { level, code: &entry.code.text, name: &entry.name, above, id: None }
        }));
    }
    all.sort_by(|one, other| by_code(one.code, other.code));
    let mut found = Vec::new();
    below(&all, 0, &[], &mut found);
    found
}

fn below<'a>(all: &[Flat<'a>], level: usize, line: &[(usize, &'a str)], found: &mut Vec<Node<'a>>) {
    let above = line.last().map(|(_, code)| *code);
    let own = all.iter().filter(|one| one.level == level && (level == 0 || one.above == above));
    for Flat { code, name, id, .. } in own {
        let line = [line, &[(level, *code)]].concat();
        found.push(Node { level, code, name, id: *id, line: line.clone() });
        below(all, level + 1, &line, found);
    }
}

/// The level that a word names, by its place: 置き場所 or 呼び名.
pub(in crate::model) fn level(year: &Year, word: &str) -> Option<usize> {
    let own = |folder: bool| {
        year.levels.iter().position(|level| {
            let name = if folder { level.folder.as_ref() } else { Some(&level.name) };
            name.is_some_and(|name| name.text == word)
        })
    };
    own(true).or_else(|| own(false))
}

/// Whether a list names what has this level and code.
fn names(year: &Year, list: &[OfLevel], (of, code): (usize, &str)) -> bool {
    list.iter().any(|one| {
        let named = one.level.as_ref().and_then(|Text(at)| level(year, &at.text));
        named == Some(of)
            && (one.codes.is_empty() || one.codes.iter().any(|Text(at)| at.text == code))
    })
}

impl Node<'_> {
    /// Whether a condition of the handout takes it: it names it, or what it belongs to.
    pub(in crate::model) fn fits(&self, year: &Year, filter: &[OfLevel]) -> bool {
        filter.is_empty() || self.line.iter().any(|one| names(year, filter, *one))
    }

    /// Whether a part of the handout holds it.
    pub(in crate::model) fn is_named(&self, year: &Year, part: &[OfLevel]) -> bool {
        part.is_empty() || names(year, part, (self.level, self.code))
    }
}
