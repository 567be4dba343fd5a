//! Model -> the pages there are, in the order of the site; each can be made alone and knows nothing of the others.

use crate::fault;
use crate::model::Model;
use crate::model::policy::Evaluation;
use crate::report::page::Page;
use crate::report::sheet::{self, Sheet};
use crate::report::{
    Figures, declared, home, indicators, plan, policy, project, review, review_facts, syndication,
    year,
};
use crate::terms::year::Date;

/// A page that can be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Its path from the root of the output.
    pub path: String,
    /// True for sheets, plans and reviews, which have a PDF; false for the lists that lead to them.
    pub is_printed: bool,
    pub(crate) place: Place,
}

/// What a page is about, by places in the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Home,
    Year(usize),
    DeclaredYear(usize),
    /// Year, level, and the place there.
    Declared(usize, usize, usize),
    Policy(usize, usize),
    Project(usize, usize, usize),
    Indicators(usize),
    Plan(usize),
    Review(usize, usize),
    Missing,
}

/// Front page, then each year with its sheets, the overview of indicators, then each plan with its reviews; last
/// the page for addresses that lead nowhere.
#[must_use]
pub fn addresses(model: &Model) -> Vec<Address> {
    let mut all = vec![list("index.html".to_owned(), Place::Home)];
    for (place, evaluation) in model.years.iter().enumerate() {
        all.push(list(sheet::evaluation_page(evaluation), Place::Year(place)));
        all.extend(sheets(place, evaluation));
    }
    for (place, year) in model.declared.iter().enumerate() {
        all.push(list(declared::index(year), Place::DeclaredYear(place)));
        all.extend(year.all().map(|(level, own, _, sheet)| {
            printed(sheet.page.clone(), Place::Declared(place, level, own))
        }));
    }
    all.extend(besides(model));
    all
}

/// The pages that belong to no year.
fn besides(model: &Model) -> Vec<Address> {
    let mut all = Vec::new();
    if indicators::are_there(model) {
        let orders = indicators::paths().enumerate();
        all.extend(orders.map(|(order, path)| list(path.to_owned(), Place::Indicators(order))));
    }
    for (place, of) in model.plans.iter().enumerate() {
        all.push(printed(plan::path(of), Place::Plan(place)));
        let reviews = of.reviews.iter().enumerate();
        all.extend(reviews.map(|(own, review)| {
            printed(review_facts::path(of, review.year), Place::Review(place, own))
        }));
    }
    all.push(list(syndication::NOT_FOUND.to_owned(), Place::Missing));
    all
}

/// The address of a path; `None` where there is no page.
#[must_use]
pub fn address(model: &Model, path: &str) -> Option<Address> {
    if path == "index.html" {
        return Some(list(path.to_owned(), Place::Home));
    }
    if let Some(address) = of_declared(model, path) {
        return Some(address);
    }
    let (folder, file) = path.rsplit_once('/').unwrap_or_default();
    let year = model.years.iter().position(|year| year.dir == folder);
    let Some(year) = year else {
        return besides(model).into_iter().find(|address| address.path == path);
    };
    let code = file.strip_suffix(".html")?;
    let policies = &model.years[year].policies;
    let place = if code == "index" {
        return Some(list(path.to_owned(), Place::Year(year)));
    } else if let Some(policy) = policies.iter().position(|one| one.id.code == code) {
        Place::Policy(year, policy)
    } else {
        let own = policies.iter().enumerate().find_map(|(policy, one)| {
            let project = one.projects.iter().position(|one| one.id.code == code)?;
            Some(Place::Project(year, policy, project))
        });
        own?
    };
    Some(printed(path.to_owned(), place))
}

/// The address of a page of a declared year.
fn of_declared(model: &Model, path: &str) -> Option<Address> {
    let (dir, _) = path.split_once('/')?;
    let place = model.declared.iter().position(|year| year.dir == dir)?;
    let year = &model.declared[place];
    if path == declared::index(year) {
        return Some(list(path.to_owned(), Place::DeclaredYear(place)));
    }
    let (level, own, _, _) = year.all().find(|(.., sheet)| sheet.page == path)?;
    Some(printed(path.to_owned(), Place::Declared(place, level, own)))
}

/// Path of the PDF beside a page.
#[must_use]
pub fn pdf_of(page: &str) -> String {
    format!("{}.pdf", page.trim_end_matches(".html"))
}

/// Makes a page.
#[must_use]
pub fn page(model: &Model, as_of: &Date, figures: &Figures, address: &Address) -> Page {
    let ledger = &figures.ledger;
    match address.place {
        Place::Home => home::page(model, as_of, ledger),
        Place::Year(year) => year::page(model, as_of, &model.years[year], ledger),
        Place::DeclaredYear(year) => {
            declared::year_page(model, as_of, &model.declared[year], ledger)
        }
        Place::Declared(year, level, place) => {
            let of = (&model.declared[year], level, place);
            let page = declared::page(model, as_of, of, ledger);
            fault::there(page, "票のないものにページがあります")
        }
        Place::Policy(year, policy) => {
            let evaluation = &model.years[year];
            policy::page(model, as_of, evaluation, &evaluation.policies[policy], ledger)
        }
        Place::Project(year, policy, place) => {
            let evaluation = &model.years[year];
            let above = &evaluation.policies[policy];
            project::page(model, as_of, evaluation, (above, place), ledger)
        }
        Place::Indicators(order) => indicators::page(model, as_of, ledger, order),
        Place::Plan(plan) => plan::page(model, as_of, &model.plans[plan], ledger),
        Place::Review(plan, own) => {
            let plan = &model.plans[plan];
            review::page(model, as_of, (plan, &plan.reviews[own]), ledger)
        }
        Place::Missing => syndication::not_found(model, as_of, ledger),
    }
}

/// Title of a sheet, plan or review; lists have one only once they are made.
pub(crate) fn title(model: &Model, address: &Address) -> String {
    match address.place {
        Place::Policy(year, policy) => {
            let evaluation = &model.years[year];
            Sheet::policy(evaluation, &evaluation.policies[policy]).page_title()
        }
        Place::Project(year, policy, place) => {
            let evaluation = &model.years[year];
            let above = &evaluation.policies[policy];
            Sheet::project(evaluation, above, &above.projects[place]).page_title()
        }
        Place::Plan(plan) => model.plans[plan].name.clone(),
        Place::Review(plan, own) => {
            let plan = &model.plans[plan];
            review::heading(plan, &plan.reviews[own])
        }
        Place::Declared(year, level, place) => {
            let year = &model.declared[year];
            declared::page_title(year, level, &year.levels[level].entries[place])
        }
        Place::Home
        | Place::Year(_)
        | Place::DeclaredYear(_)
        | Place::Indicators(_)
        | Place::Missing => String::new(),
    }
}

fn list(path: String, place: Place) -> Address {
    Address { path, is_printed: false, place }
}

fn printed(path: String, place: Place) -> Address {
    Address { path, is_printed: true, place }
}

fn sheets(year: usize, evaluation: &Evaluation) -> Vec<Address> {
    let mut all = Vec::new();
    for (place, policy) in evaluation.policies.iter().enumerate() {
        let path = Sheet::policy(evaluation, policy).page;
        all.push(printed(path, Place::Policy(year, place)));
        let projects = policy.projects.iter().enumerate();
        all.extend(projects.map(|(own, project)| {
            let path = Sheet::project(evaluation, policy, project).page;
            printed(path, Place::Project(year, place, own))
        }));
    }
    all
}
