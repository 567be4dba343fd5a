//! A handout (資料) -> its booklet: sheets, parts in order, and its own facts. The sheets are pages of the site;
//! everything between them shows only recorded facts.

mod corrected;
mod overview;
mod points;
mod terms;
mod workshop;

use std::collections::BTreeSet;

use crate::fault;
use crate::model::Model;
use crate::model::evaluation::Evaluation;
use crate::model::fact_id;
use crate::model::handout::{Content, Handout, Part};
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::handout::workshop::{Of, Places, TitledPage, Workshop, prefix, sheets};
use crate::report::ledger::Ledger;
use crate::report::names;
use crate::report::page::{Book, BookPart, BookSheet, Booklet, Holds};
use crate::report::sheet;
use crate::terms::year::Date;

fn year<'a>(model: &'a Model, dir: &str) -> &'a Evaluation {
    let found = model.evaluations.iter().find(|year| year.dir == dir);
    fault::there(found, "資料の評価年度がありません")
}

/// 平成25年度施策達成度評価（平成24年度実績）
fn evaluation(year: &Evaluation) -> String {
    let of = year.results.map(|year| format!("（{}実績）", format::wareki(year)));
    format!("{}{}", names::name(year), of.unwrap_or_default())
}

/// The booklet of a handout, with the facts it adds to those of the site.
pub(super) fn booklet(
    model: &Model,
    as_of: &Date,
    handout: &Handout,
    ledger: &Ledger,
) -> (Booklet, Vec<Fact>) {
    let year = year(model, &handout.dir);
    let (ledger, places) = (ledger.clone(), Places::new());
    let mut shop = Workshop { model, as_of, handout, year, ledger, places };
    let titled: Vec<Vec<TitledPage>> = handout.parts.iter().map(|part| shop.sheets(part)).collect();
    for (number, (_, page)) in titled.iter().flatten().enumerate() {
        shop.places.entry(page.path.clone()).or_insert_with(|| format!("s{}", number + 1));
    }
    let mut parts = Vec::new();
    let mut first = 1;
    for (part, pages) in handout.parts.iter().zip(&titled) {
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
        sheets: titled.into_iter().flatten().map(|(_, page)| page).collect(),
    };
    (booklet, facts.into_iter().filter(|fact| fact.id.starts_with(&own)).collect())
}

impl Workshop<'_> {
    /// The pages of a part that holds sheets.
    fn sheets(&self, part: &Part) -> Vec<TitledPage> {
        let Content::Sheets { dir, ids, called: _ } = &part.content else { return Vec::new() };
        let year = year(self.model, dir);
        let page = |(level, place, entry, _): Of<'_>| {
            let of = (year, level, place);
            let page = sheet::page(self.model, self.as_of, of, &self.ledger)?;
            Some((names::title(year, level, entry), page))
        };
        sheets(year, ids).into_iter().filter_map(page).collect()
    }

    /// The sheets of its own year, in all parts.
    fn of_year(&self) -> Vec<Of<'_>> {
        let ids = self.handout.parts.iter().flat_map(|part| match &part.content {
            Content::Points(ids) | Content::Indicators(ids) => ids.as_slice(),
            Content::Sheets { dir, ids, called: _ } if *dir == self.year.dir => ids.as_slice(),
            Content::Sheets { .. } | Content::Terms => &[],
        });
        let ids: BTreeSet<&String> = ids.collect();
        self.year.all().filter(|(.., sheet)| ids.contains(&sheet.id)).collect()
    }

    /// Builds a part; `first` is the number of its first sheet.
    fn part(&mut self, part: &Part, pages: &[TitledPage], first: usize) -> BookPart {
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

fn book_sheets(pages: &[TitledPage], first: usize) -> Vec<BookSheet> {
    let sheet = |(place, (title, _)): (usize, &TitledPage)| BookSheet {
        id: format!("s{}", first + place),
        title: title.clone(),
    };
    pages.iter().enumerate().map(sheet).collect()
}
