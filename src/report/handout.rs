//! A handout (資料) -> its booklet: which sheets it holds, its parts in their order, the facts of its own.
//! The sheets are the pages of the site; what stands between them shows recorded facts only.

mod corrected;
mod overview;
mod points;
mod terms;

use std::collections::{BTreeMap, BTreeSet};

use crate::fault;
use crate::form::indicators::Role;
use crate::form::{Kind, Section};
use crate::model::Model;
use crate::model::declared::{DeclaredYear, Entry, Sheet};
use crate::model::fact_id;
use crate::model::handout::{Content, Handout, Part};
use crate::report::declared;
use crate::report::desk::Desk;
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::ledger::Ledger;
use crate::report::listed::{self, Listed};
use crate::report::page::{Book, BookPart, BookSheet, Booklet, Figure, Holds, Named, Page, Shown};
use crate::report::words;
use crate::terms::year::Date;

/// Stands beside a figure that has a note on its sheet.
const MARK: &str = "※";

/// What the mark means.
const MARK_MEANS: &str =
    "※の付いた数値には、読むときの注があります。注は、その評価シートの終わりにあります。";

/// What the arrows mean.
const ARROWS: &str = "↗は増加、↘は減少、→は維持が望ましい指標です。";

/// Places of the sheets in the booklet, by their pages.
type Places = BTreeMap<String, String>;

/// A sheet of the booklet: what the contents call it, and its page.
type Held = (String, Page);

/// What the parts of a booklet need.
struct Workshop<'a> {
    model: &'a Model,
    as_of: &'a Date,
    handout: &'a Handout,
    year: &'a DeclaredYear,
    ledger: Ledger,
    places: Places,
}

/// A sheet of the handout: its level, its place there, and what it is.
type Of<'a> = (usize, usize, &'a Entry, &'a Sheet);

fn year<'a>(model: &'a Model, dir: &str) -> &'a DeclaredYear {
    let found = model.declared.iter().find(|year| year.dir == dir);
    fault::there(found, "資料の評価年度がありません")
}

/// 平成25年度施策達成度評価（平成24年度実績）
fn evaluation(year: &DeclaredYear) -> String {
    let of = year.results.map(|year| format!("（{}実績）", format::wareki(year)));
    format!("{}{}", declared::name(year), of.unwrap_or_default())
}

/// The sheets of these ids, in this order.
fn sheets<'a>(year: &'a DeclaredYear, ids: &[String]) -> Vec<Of<'a>> {
    let all: BTreeMap<&str, Of<'a>> = year.all().map(|of| (of.3.id.as_str(), of)).collect();
    ids.iter().filter_map(|id| all.get(id.as_str()).copied()).collect()
}

/// Every indicator of them, and every series of each.
fn indicators<'a>(year: &'a DeclaredYear, sheets: &[Of<'a>]) -> Vec<Listed<'a>> {
    let of = |(level, _, entry, sheet): &Of<'a>| listed::of_sheet(year, *level, (entry, sheet));
    sheets.iter().flat_map(of).collect()
}

/// What targets are called where all sheets call them the same: 計画; else 目標.
fn target(sheets: &[Of<'_>]) -> String {
    let sections = sheets.iter().flat_map(|(.., sheet)| &sheet.form().sections);
    let first = |section: &Section| match &section.kind {
        Kind::Indicators(of) if of.compares() => {
            of.of(Role::Target).next().map(|column| of.columns[column].name.text.clone())
        }
        _ => None,
    };
    let mut words: Vec<String> = sections.filter_map(first).collect();
    words.sort_unstable();
    words.dedup();
    match <[String; 1]>::try_from(words) {
        Ok([word]) => word,
        Err(_) => "目標".to_owned(),
    }
}

/// The booklet of a handout, with the facts that it adds to those of the site.
pub(super) fn booklet(
    model: &Model,
    as_of: &Date,
    handout: &Handout,
    ledger: &Ledger,
) -> (Booklet, Vec<Fact>) {
    let year = year(model, &handout.dir);
    let (ledger, places) = (ledger.clone(), Places::new());
    let mut shop = Workshop { model, as_of, handout, year, ledger, places };
    let held: Vec<Vec<Held>> = handout.parts.iter().map(|part| shop.sheets(part)).collect();
    for (number, (_, page)) in held.iter().flatten().enumerate() {
        shop.places.entry(page.path.clone()).or_insert_with(|| format!("s{}", number + 1));
    }
    let mut parts = Vec::new();
    let mut first = 1;
    for (part, pages) in handout.parts.iter().zip(&held) {
        parts.push(shop.part(part, pages, first));
        first += pages.len();
    }
    let facts = shop.ledger.into_own();
    let own = fact_id::below(&prefix(handout), "");
    let booklet = Booklet {
        name: handout.name.clone(),
        book: Book {
            title: handout.title.clone(),
            meeting: handout.meeting.clone().unwrap_or_default(),
            day: format::date(&handout.day),
            office: handout.office.clone().unwrap_or_default(),
            number: handout.number.clone().unwrap_or_default(),
            city: model.city.name.clone(),
            author: model.city.maker().to_owned(),
            evaluation: evaluation(year),
            chosen: handout.chosen.clone(),
            duplex: handout.duplex,
            as_of: format::date(as_of),
            as_of_iso: format::iso(as_of),
            about: model.city.about.clone(),
            parts,
        },
        sheets: held.into_iter().flatten().map(|(_, page)| page).collect(),
    };
    (booklet, facts.into_iter().filter(|fact| fact.id.starts_with(&own)).collect())
}

/// Beginning of the ids of a handout's own facts.
fn prefix(handout: &Handout) -> String {
    fact_id::under(fact_id::HANDOUTS, &[fact_id::Part::Name(&handout.name)])
}

/// Path of the booklet: owner of its own facts.
fn path(handout: &Handout) -> String {
    format!("handouts/{}.pdf", handout.name)
}

/// Where an indicator is found: its sheet, and the place of that in the booklet.
fn named(listed: &Listed<'_>, places: &Places) -> Named {
    let arrow = listed.direction.map(|direction| words::direction(direction).arrow);
    Named {
        sheet: listed.sheet.clone(),
        indicator: listed.name.clone(),
        arrow: arrow.unwrap_or_default(),
        id: places.get(&listed.page).cloned().unwrap_or_default(),
    }
}

/// A figure with one mark in the place of its notes, which stand on the sheet itself.
fn brief(shown: Shown) -> Shown {
    let notes = if shown.notes.is_empty() { Vec::new() } else { vec![MARK.to_owned()] };
    Shown { notes, ..shown }
}

fn figure(id: &str, desk: &mut Desk<'_>) -> Figure {
    Figure { main: brief(desk.figure(id).main), sheet: None }
}

impl Workshop<'_> {
    /// The pages of a part that holds sheets.
    fn sheets(&self, part: &Part) -> Vec<Held> {
        let Content::Sheets { dir, ids, called: _ } = &part.content else { return Vec::new() };
        let year = year(self.model, dir);
        let page = |(level, place, entry, _): Of<'_>| {
            let of = (year, level, place);
            let page = declared::page(self.model, self.as_of, of, &self.ledger)?;
            Some((declared::title(year, level, entry), page))
        };
        sheets(year, ids).into_iter().filter_map(page).collect()
    }

    /// The sheets of its own year that stand in any part.
    fn of_year(&self) -> Vec<Of<'_>> {
        let ids = self.handout.parts.iter().flat_map(|part| match &part.content {
            Content::Points(ids) | Content::Indicators(ids) => ids.as_slice(),
            Content::Sheets { dir, ids, called: _ } if *dir == self.year.dir => ids.as_slice(),
            Content::Sheets { .. } | Content::Terms => &[],
        });
        let ids: BTreeSet<&String> = ids.collect();
        self.year.all().filter(|(.., sheet)| ids.contains(&sheet.id)).collect()
    }

    /// A part; `first` is the number of its first sheet.
    fn part(&mut self, part: &Part, pages: &[Held], first: usize) -> BookPart {
        let Part { number, heading, content } = part;
        let (usual, holds) = match content {
            Content::Points(ids) => ("要点", Holds::Points(Box::new(points::build(self, ids)))),
            Content::Indicators(ids) => ("指標一覧", Holds::Overview(overview::build(self, ids))),
            Content::Sheets { called, .. } => {
                let called = called.as_deref().unwrap_or("評価シート");
                (called, Holds::Sheets(book_sheets(pages, first)))
            }
            Content::Terms => {
                let terms = terms::all(&self.handout.terms, self.year, &self.of_year());
                ("用語の説明", Holds::Terms(terms))
            }
        };
        BookPart {
            heading: heading.clone().unwrap_or_else(|| usual.to_owned()),
            number: number.clone().or_else(|| self.handout.number.clone()).unwrap_or_default(),
            holds,
        }
    }
}

fn book_sheets(pages: &[Held], first: usize) -> Vec<BookSheet> {
    let sheet = |(place, (title, _)): (usize, &Held)| BookSheet {
        id: format!("s{}", first + place),
        title: title.clone(),
    };
    pages.iter().enumerate().map(sheet).collect()
}
