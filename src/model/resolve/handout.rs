//! Handouts -> the model: which sheets the conditions choose, and in which order.

pub(in crate::model) mod tree;

use crate::form::Kind;
use crate::form::year::Year;
use crate::model::handout::{Content, Handout, Part};
use crate::model::resolve::said::text;
use crate::sheet::forms::{self, Filter, HandoutPart, Levels};
use crate::sheet::value::Text;
use crate::sheet::{Sheet, Sheets};
use crate::terms::year::Date;
use tree::{Node, level};

/// Parts of a spec without 資料, in the usual order.
const USUAL: [&str; 4] = ["要点", "指標一覧", "票", "用語"];

/// Every handout of the content.
pub(super) fn resolve_all(sheets: &Sheets) -> Option<Vec<Handout>> {
    sheets.handouts.iter().map(|sheet| resolve(sheets, sheet)).collect()
}

fn resolve(sheets: &Sheets, sheet: &Sheet<forms::Handout>) -> Option<Handout> {
    let forms::Handout {
        title,
        meeting,
        day,
        office,
        number,
        year,
        last,
        filter,
        parts,
        terms,
        sides,
    } = sheet.data.clone();
    let year = tree::year(sheets, &year?.0)?;
    let tree = tree::of(sheets, year);
    let filter = filter.unwrap_or_default();
    let fitting: Vec<&Node<'_>> = tree.iter().filter(|node| node.fits(year, &filter)).collect();
    let parts = if parts.is_empty() {
        let compared = has_indicators(sheets, &year.dir);
        let kinds = USUAL.iter().filter(|kind| compared || !["要点", "指標一覧"].contains(*kind));
        let all = kinds.filter_map(|kind| {
            let content = content(kind, sheets, &HandoutPart::default(), (year, &fitting))?;
            Some(Part { number: None, heading: None, content })
        });
        all.collect()
    } else {
        let part = |part: HandoutPart| {
            let kind = part.kind.as_ref()?;
            let content = content(&kind.0.text, sheets, &part, (year, &fitting))?;
            Some(Part { number: text(part.number), heading: text(part.heading), content })
        };
        parts.into_iter().map(part).collect::<Option<Vec<_>>>()?
    };
    Some(Handout {
        file: sheet.file,
        name: sheet.stem.clone(),
        title: text(title)?,
        meeting: text(meeting),
        day: Date::parse(&day?.0.text).ok()?,
        office: text(office),
        number: text(number),
        dir: year.dir.clone(),
        last: last.and_then(|at| Date::parse(&at.0.text).ok()),
        chosen: conditions(year, &tree, filter),
        parts,
        terms: terms.into_iter().map(term).collect::<Option<Vec<_>>>()?,
        duplex: sides.is_none_or(|word| word.0.text == "両面"),
    })
}

/// True where a form of a year has indicators: else there is nothing to compare.
fn has_indicators(sheets: &Sheets, dir: &str) -> bool {
    let own = sheets.all.iter().filter(|sheet| sheet.dir == dir);
    let mut sections = own.flat_map(|sheet| &sheet.form.sections);
    sections.any(|section| matches!(section.kind, Kind::Indicators(_)))
}

/// Contents of a part, from the sheets of the year that meet the conditions.
fn content(
    kind: &str,
    sheets: &Sheets,
    part: &HandoutPart,
    (year, fitting): (&Year, &[&Node<'_>]),
) -> Option<Content> {
    let all = || fitting.iter().filter_map(|node| node.id()).collect();
    Some(match kind {
        "要点" => Content::Points(all()),
        "指標一覧" => Content::Indicators(all()),
        "票" => match &part.folder {
            None => {
                let held = fitting.iter().filter(|node| node.is_in(year, part));
                let ids = held.filter_map(|node| node.id()).collect();
                Content::Sheets { dir: year.dir.clone(), ids, called: None }
            }
            Some(Text(at)) => {
                let folder = tree::folder(sheets, &at.text)?;
                let tree = tree::of(sheets, folder);
                let held = tree.iter().filter(|node| node.is_in(folder, part));
                let ids = held.filter_map(Node::id).collect();
                let called = Some(called(folder, &part.only));
                Content::Sheets { dir: folder.dir.clone(), ids, called }
            }
        },
        "用語" => Content::Terms,
        _ => return None,
    })
}

/// Collective name of sheets in a folder that is not a year: 地域再生計画, 地域再生計画の検証.
fn called(folder: &Year, only: &[Text]) -> String {
    match only {
        [Text(at)] => match level(folder, &at.text) {
            Some(place) if place > 0 => {
                format!("{}の{}", folder.name.text, folder.levels[place].name.text)
            }
            _ => folder.name.text.clone(),
        },
        _ => folder.name.text.clone(),
    }
}

/// The conditions in words: 施策の柱5 活力ある産業の振興.
fn conditions(year: &Year, tree: &[Node<'_>], filter: Filter) -> Vec<String> {
    let Filter { department, levels } = filter;
    let department = text(department).map(|department| format!("主管部 {department}"));
    named(year, tree, &levels).into_iter().chain(department).collect()
}

fn named(year: &Year, tree: &[Node<'_>], levels: &Levels) -> Vec<String> {
    let of = |(key, codes): &(_, Vec<Text>)| {
        let key: &crate::sheet::value::At = key;
        let place = level(year, &key.text)?;
        let name = &year.levels[place].name.text;
        let found = codes.iter().filter_map(|Text(code)| {
            let mut all = tree.iter();
            all.find(|node| node.level == place && node.code == code.text)
        });
        let words: Vec<_> =
            found.map(|node| format!("{name}{} {}", node.code, node.name)).collect();
        Some(words.join("、"))
    };
    levels.iter().filter_map(of).collect()
}

fn term(term: forms::Term) -> Option<(String, String)> {
    let forms::Term { word, text: said } = term;
    Some((text(word)?, text(said)?))
}
