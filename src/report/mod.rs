//! Model -> Report: every figure formatted, every page filled, every word chosen. Total and pure.
//! Each figure is recorded once as a fact; pages, charts and open data only show what is recorded.

mod address;
mod alt;
mod body;
pub mod changes;
pub mod chart;
pub mod cms;
mod comparisons;
mod correction;
mod counts;
pub mod data;
mod declared;
mod desk;
mod differences;
pub mod facts;
mod figures;
pub mod format;
mod grade;
mod handout;
mod home;
mod increments;
mod indicators;
mod judged;
mod ledger;
mod lines;
mod links;
mod listed;
mod method_words;
mod names;
pub mod page;
mod part;
mod printed;
mod recorded;
mod rows;
#[cfg(test)]
pub(crate) mod sample;
mod sections;
mod shares;
mod sheet;
mod stage;
mod staged;
pub mod syndication;
#[cfg(test)]
mod tests;
mod totals;
mod updated;
pub mod verdict;
mod words;

pub use crate::model::texts::{Published, Texts};
pub use crate::model::{achieve, methods};
pub use address::{Address, address, addresses, page};
pub use data::Data;
pub use desk::anchor;
pub use facts::Fact;
pub use figures::Figures;
pub use links::pdf_of;
pub use staged::rows as stages;

use std::sync::Arc;

use rayon::prelude::*;

use crate::model::Model;
use crate::model::handout::Handout;
use crate::report::ledger::Ledger;
use crate::report::page::{Booklet, Page};
use crate::report::syndication::Syndication;
use crate::terms::year::Date;

/// What is published: pages, facts, and the rows of the open data.
#[derive(Debug, Clone)]
pub struct Report {
    /// Pages: front page, then each year and the plans with their sheets, the overview of indicators; last the one for
    /// addresses without a page.
    pub pages: Vec<Page>,
    /// Every figure, and the rows of the open data.
    pub figures: Figures,
    /// Where the pages will lie and what has been published when; `None` while the site has no address.
    pub syndication: Option<Syndication>,
}

/// Records every figure of a model, as of a day.
#[must_use]
pub fn figures(model: &Model, as_of: &Date) -> Figures {
    let parts = part::parts(model);
    let recorded: Vec<_> = parts.iter().map(|part| Arc::clone(&part.recorded)).collect();
    let mut ledger = Ledger::over(&recorded);
    let mut left = parts.iter();
    for year in &model.declared {
        let own = left.by_ref().take(year.all().count());
        let tallies: Vec<_> = own.map(|part| &part.tally).collect();
        let counted = counts::Year::from(year);
        if !counted.is_empty() {
            counts::record(&counted, &tallies, &mut ledger);
        }
    }
    let identities = parts.iter().flat_map(|part| &part.identities);
    indicators::record(identities.map(|one| model.identities.first(one)), &mut ledger);
    let data = Data {
        city: model.city.name.clone(),
        lg_code: model.city.code.clone(),
        title: model.city.site_name.clone(),
        as_of: format::iso(as_of),
        terms: [&model.city.publisher, &model.city.author, &model.city.licence].map(Clone::clone),
        texts: model.texts.clone(),
        parts: parts.iter().map(|part| Arc::clone(&part.rows)).collect(),
    };
    Figures { ledger, data }
}

/// Makes the report of a model, as of a day.
#[must_use]
pub fn report(model: &Model, as_of: &Date) -> Report {
    let figures = figures(model, as_of);
    let addresses = addresses(model).into_par_iter();
    Report {
        pages: addresses.map(|one| page(model, as_of, &figures, &one)).collect(),
        syndication: Syndication::new(model),
        figures,
    }
}

/// Makes the booklets of the handouts that `wanted` names, with the facts that each adds to those of the site.
pub fn booklets(
    model: &Model,
    as_of: &Date,
    wanted: &dyn Fn(&Handout) -> bool,
) -> Vec<(Booklet, Vec<Fact>)> {
    let Figures { ledger, data: _ } = figures(model, as_of);
    let handouts = model.handouts.iter().filter(|handout| wanted(handout));
    handouts.map(|handout| handout::booklet(model, as_of, handout, &ledger)).collect()
}
