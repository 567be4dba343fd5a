//! Model -> addresses of all pages, in the order of the site. Each page can be made alone and knows nothing of the
//! others.

use crate::fault;
use crate::model::Model;
use crate::report::figures::Figures;
use crate::report::names;
use crate::report::page::Page;
use crate::report::{home, indicators, sheet, syndication, year};
use crate::terms::year::Date;

/// A page that can be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Its path from the root of the output.
    pub path: String,
    /// True for sheets, which have a PDF; false for the lists that lead to them.
    pub is_printed: bool,
    pub(crate) place: Place,
}

/// The subject of a page, by indexes in the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Home,
    Year(usize),
    /// Indexes of year, level and entry.
    Sheet(usize, usize, usize),
    Indicators(usize),
    Missing,
}

/// Front page, then each year and the plans with their sheets, the overview of indicators; last the page for unknown
/// addresses.
#[must_use]
pub fn addresses(model: &Model) -> Vec<Address> {
    let mut all = vec![list("index.html".to_owned(), Place::Home)];
    for (place, year) in model.evaluations.iter().enumerate() {
        all.push(list(names::index(year), Place::Year(place)));
        all.extend(year.all().map(|(level, own, _, sheet)| {
            printed(sheet.page.clone(), Place::Sheet(place, level, own))
        }));
    }
    all.extend(pages_without_year(model));
    all
}

/// The pages that belong to no year.
fn pages_without_year(model: &Model) -> Vec<Address> {
    let mut all = Vec::new();
    if indicators::are_there(model) {
        let orders = indicators::paths().enumerate();
        all.extend(orders.map(|(order, path)| list(path.to_owned(), Place::Indicators(order))));
    }
    all.push(list(syndication::NOT_FOUND.to_owned(), Place::Missing));
    all
}

/// The address at a path; `None` where there is no page.
#[must_use]
pub fn address(model: &Model, path: &str) -> Option<Address> {
    if path == "index.html" {
        return Some(list(path.to_owned(), Place::Home));
    }
    let listed = || pages_without_year(model).into_iter().find(|address| address.path == path);
    of_year(model, path).or_else(listed)
}

/// The address of a page of a year.
fn of_year(model: &Model, path: &str) -> Option<Address> {
    let (dir, _) = path.split_once('/')?;
    let place = model.evaluations.iter().position(|year| year.dir == dir)?;
    let year = &model.evaluations[place];
    if path == names::index(year) {
        return Some(list(path.to_owned(), Place::Year(place)));
    }
    let (level, own, _, _) = year.all().find(|(.., sheet)| sheet.page == path)?;
    Some(printed(path.to_owned(), Place::Sheet(place, level, own)))
}

/// Makes a page.
#[must_use]
pub fn page(model: &Model, as_of: &Date, figures: &Figures, address: &Address) -> Page {
    let ledger = &figures.ledger;
    if !matches!(address.place, Place::Sheet(..)) {
        // Lists need the figures of all sheets; recording them in parallel first is faster.
        figures.record();
    }
    match address.place {
        Place::Home => home::page(model, as_of, ledger),
        Place::Year(year) => year::page(model, as_of, &model.evaluations[year], ledger),
        Place::Sheet(year, level, place) => {
            let of = (&model.evaluations[year], level, place);
            let page = sheet::page(model, as_of, of, ledger);
            fault::there(page, "票のないものにページがあります")
        }
        Place::Indicators(order) => indicators::page(model, as_of, ledger, order),
        Place::Missing => syndication::not_found(model, as_of, ledger),
    }
}

/// Title of a sheet; lists get theirs only when they are made.
pub(crate) fn title(model: &Model, address: &Address) -> String {
    match address.place {
        Place::Sheet(year, level, place) => {
            let year = &model.evaluations[year];
            names::page_title(year, level, &year.levels[level].entries[place])
        }
        Place::Home | Place::Year(_) | Place::Indicators(_) | Place::Missing => String::new(),
    }
}

fn list(path: String, place: Place) -> Address {
    Address { path, is_printed: false, place }
}

fn printed(path: String, place: Place) -> Address {
    Address { path, is_printed: true, place }
}
