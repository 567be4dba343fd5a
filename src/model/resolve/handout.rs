//! Handouts -> the model: which sheets the conditions choose, and in which order they stand.

pub(in crate::model) mod declared;

use std::sync::Arc;

use super::parts::{code, text};
use crate::form::year::Year;
use crate::model::fact_id;
use crate::model::handout::{Content, Filter, Handout, Part};
use crate::model::unit::Unit;
use crate::sheet::forms;
use crate::sheet::value;
use crate::sheet::value::Code;
use crate::sheet::{Sheet, Sheets};
use crate::terms::year::{Date, FiscalYear};

/// A policy that was chosen: its code, and the codes of its basic projects.
pub(in crate::model) type Chosen<'a> = (&'a str, Vec<&'a str>);

/// What a spec without 資料 holds, in the usual order.
const USUAL: [&str; 4] = ["要点", "指標一覧", "票", "用語"];

/// Folder of the evaluation of a year.
pub(in crate::model) fn folder(sheets: &Sheets, written: &value::Year) -> Option<String> {
    let (wanted, _) = FiscalYear::parse(&written.0.text).ok()?;
    let is = |sheet: &&Arc<Sheet<forms::Evaluation>>| {
        let year = sheet.data.year.as_ref();
        year.is_some_and(|year| FiscalYear::parse(&year.0.text).is_ok_and(|(y, _)| y == wanted))
    };
    sheets.evaluations.iter().find(is).map(|sheet| sheet.dir.clone())
}

/// The policies of a year that meet every condition, by code, with all their projects.
pub(in crate::model) fn chosen<'a>(
    units: &'a [Unit],
    dir: &str,
    filter: Option<&forms::Filter>,
) -> Vec<Chosen<'a>> {
    let fits = |policy: &forms::Policy, code: &str, unit: &Unit| {
        let Some(forms::Filter { pillars, policies, department, sheets: _ }) = filter else {
            return true;
        };
        let pillar = policy.pillar.as_ref();
        let named =
            |list: &[Code], code: &str| list.is_empty() || list.iter().any(|at| at.0.text == code);
        let led = |department: &str| {
            let department = fact_id::name(department);
            let own = unit.projects.iter();
            let people = own.filter_map(|sheet| sheet.data.department.as_ref());
            people.chain(policy.responsible.as_ref()).any(|person| {
                let title = person.title.as_ref();
                title.is_some_and(|title| fact_id::name(&title.0.text).starts_with(&*department))
            })
        };
        named(pillars, pillar.map_or("", |at| at.0.text.as_str()))
            && named(policies, code)
            && department.as_ref().is_none_or(|department| led(&department.0.text))
    };
    let of = |unit: &'a Unit, sheet: &'a Sheet<forms::Policy>| {
        let code = written(sheet.data.id.as_ref())?;
        let own = unit.projects.iter();
        let own = own.filter_map(|sheet| written(sheet.data.id.as_ref()));
        let mut own: Vec<&str> = own.collect();
        own.sort_unstable();
        fits(&sheet.data, code, unit).then_some((code, own))
    };
    let mut found: Vec<Chosen<'_>> = units
        .iter()
        .filter(|unit| unit.dir() == dir)
        .flat_map(|unit| unit.policies.iter().filter_map(move |sheet| of(unit, sheet)))
        .collect();
    found.sort_unstable();
    found
}

/// The code of a sheet as written.
fn written(id: Option<&forms::CodeName>) -> Option<&str> {
    let Code(at) = id?.code.as_ref()?;
    Some(&at.text)
}

/// The codes of the sheets of a part, each policy before its projects. `kind`: 票, 施策の票, 基本事業の票.
pub(in crate::model) fn codes<'a>(
    kind: &'a str,
    part: &'a forms::HandoutPart,
    chosen: &'a [Chosen<'a>],
) -> impl Iterator<Item = &'a str> {
    let named = |list: &[Code], code: &str| list.iter().any(|at| at.0.text == code);
    let (policies, projects) = (&part.policies, &part.projects);
    let wanted = move |(code, own): &&Chosen<'_>| match (policies.as_slice(), projects.as_slice()) {
        ([], []) => true,
        // Projects alone bring their policies with them.
        ([], _) => own.iter().any(|code| named(projects, code)),
        _ => named(policies, code),
    };
    chosen.iter().filter(wanted).flat_map(move |(code, own)| {
        let policy = (kind != "基本事業の票").then_some(*code);
        let own = own.iter().filter(move |code| {
            kind != "施策の票" && (projects.is_empty() || named(projects, code))
        });
        policy.into_iter().chain(own.copied())
    })
}

fn owned(kind: &str, part: &forms::HandoutPart, chosen: &[Chosen<'_>]) -> Vec<String> {
    codes(kind, part, chosen).map(str::to_owned).collect()
}

/// Every handout of the content.
pub(super) fn resolve_all(sheets: &Sheets, units: &[Unit]) -> Option<Vec<Handout>> {
    let handouts = sheets.handouts.iter();
    handouts.map(|sheet| resolve(sheets, units, sheet)).collect()
}

fn resolve(sheets: &Sheets, units: &[Unit], sheet: &Sheet<forms::Handout>) -> Option<Handout> {
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
    let year = year?;
    let of_forms = declared::year(sheets, &year.0);
    let of_forms = of_forms.map(|year| (year, declared::tree(sheets, year)));
    let dir = match &of_forms {
        Some((year, _)) => year.dir.clone(),
        None => folder(sheets, &year)?,
    };
    let chosen = chosen(units, &dir, filter.as_ref());
    let wanted = filter.as_ref().map_or(&[][..], |filter| &filter.sheets);
    let content = |kind: &str, part: &forms::HandoutPart| {
        content(kind, sheets, part, &|kind, part| match &of_forms {
            None => owned(kind, part, &chosen),
            Some((year, tree)) => {
                let fitting = tree.iter().filter(|node| node.fits(year, wanted));
                let fitting = fitting.filter(|node| node.is_named(year, &part.sheets));
                fitting.filter_map(|node| node.id.map(str::to_owned)).collect()
            }
        })
    };
    let parts = if parts.is_empty() {
        let all = |kind: &&str| content(kind, &blank());
        let part = |content| Part { number: None, heading: None, content };
        let compared = |kind: &&&str| {
            of_forms.is_none()
                || !["要点", "指標一覧"].contains(*kind)
                || declared::has_indicators(sheets, &dir)
        };
        USUAL.iter().filter(compared).filter_map(all).map(part).collect()
    } else {
        let part = |part: forms::HandoutPart| {
            let kind = part.kind.as_ref()?;
            Some(Part {
                number: text(part.number.clone()),
                heading: text(part.heading.clone()),
                content: content(&kind.0.text, &part)?,
            })
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
        dir,
        last: last.and_then(|at| Date::parse(&at.0.text).ok()),
        filters: match &of_forms {
            Some((year, tree)) => conditions(year, tree, wanted),
            None => filter.map(filters).unwrap_or_default(),
        },
        parts,
        terms: terms.into_iter().map(term).collect::<Option<Vec<_>>>()?,
        duplex: sides.is_none_or(|word| word.0.text == "両面"),
    })
}

fn blank() -> forms::HandoutPart {
    forms::HandoutPart {
        kind: None,
        number: None,
        heading: None,
        policies: Vec::new(),
        projects: Vec::new(),
        sheets: Vec::new(),
        plans: Vec::new(),
    }
}

/// What a part holds; `owned` gives the sheets of a kind of part.
fn content(
    kind: &str,
    sheets: &Sheets,
    part: &forms::HandoutPart,
    owned: &dyn Fn(&str, &forms::HandoutPart) -> Vec<String>,
) -> Option<Content> {
    Some(match kind {
        "要点" => Content::Points(owned("票", &blank())),
        "指標一覧" => Content::Indicators(owned("票", &blank())),
        "票" | "施策の票" | "基本事業の票" => Content::Sheets(owned(kind, part)),
        "計画" => Content::Plans(plans(part, sheets)),
        "検証" => Content::Reviews(plans(part, sheets)),
        "用語" => Content::Terms,
        _ => return None,
    })
}

/// The codes of the plans of a part.
pub(in crate::model) fn plans(part: &forms::HandoutPart, sheets: &Sheets) -> Vec<String> {
    let named =
        |code: &String| part.plans.is_empty() || part.plans.iter().any(|at| at.0.text == *code);
    let codes = sheets.plans.iter().filter_map(|sheet| code(sheet.data.id.as_ref()?.code.clone()));
    codes.filter(named).collect()
}

/// The conditions on sheets of declared forms, in words: 取組 1-2 分けて出す取組.
fn conditions(
    year: &Year,
    tree: &[declared::Node<'_>],
    filter: &[forms::OfLevel],
) -> Vec<(Filter, Vec<String>)> {
    let of = |one: &forms::OfLevel| {
        let level = declared::level(year, &one.level.as_ref()?.0.text)?;
        let name = &year.levels[level].name.text;
        let found = one.codes.iter().filter_map(|code| {
            let mut all = tree.iter();
            all.find(|node| node.level == level && node.code == code.0.text)
        });
        let words = found.map(|node| format!("{name} {} {}", node.code, node.name));
        Some(if one.codes.is_empty() { vec![name.clone()] } else { words.collect() })
    };
    let words: Vec<String> = filter.iter().filter_map(of).flatten().collect();
    if words.is_empty() { Vec::new() } else { vec![(Filter::Sheet, words)] }
}

fn filters(filter: forms::Filter) -> Vec<(Filter, Vec<String>)> {
    let forms::Filter { pillars, policies, department, sheets: _ } = filter;
    let codes = |list: Vec<Code>| list.into_iter().map(|at| at.0.text).collect::<Vec<_>>();
    let all = [
        (Filter::Pillar, codes(pillars)),
        (Filter::Policy, codes(policies)),
        (Filter::Department, text(department).into_iter().collect()),
    ];
    all.into_iter().filter(|(_, words)| !words.is_empty()).collect()
}

fn term(term: forms::Term) -> Option<(String, String)> {
    let forms::Term { word, text: said } = term;
    Some((text(word)?, text(said)?))
}
