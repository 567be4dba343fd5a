//! Model -> Report: every figure formatted, every page filled, every word chosen. Total and pure. Each figure is
//! recorded once as a fact; pages, charts and open data only show recorded facts.

mod address;
mod all_figures;
mod alt;
mod body;
pub mod changes;
pub mod chart;
pub mod cms;
mod comparisons;
mod correction;
mod counts;
pub mod data;
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

mod printed;
mod recorded;
mod rows;
#[cfg(test)]
pub(crate) mod sample;
mod sections;
mod shares;
mod sheet;
mod shell;
mod stage;
mod staged;
pub mod syndication;
#[cfg(test)]
mod tests;
mod totals;
mod updated;
pub mod verdict;
mod words;
mod year;

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
use crate::report::page::{Booklet, Page};
use crate::report::syndication::Syndication;
use crate::terms::year::Date;

/// What is published: pages, facts, and the rows of the open data.
#[derive(Debug, Clone)]
pub struct Report {
    /// Pages: front page, then each year and the plans with their sheets, the overview of indicators; last the one
    /// for unknown addresses.
    pub pages: Vec<Page>,
    /// Every figure, and the rows of the open data.
    pub figures: Figures,
    /// Public addresses of the pages, and the announcements; `None` while the site has no address.
    pub syndication: Option<Syndication>,
}

/// Makes the report of a model, as of a reference date.
#[must_use]
pub fn report(model: &Arc<Model>, as_of: &Date) -> Report {
    let figures = Figures::new(model, as_of);
    figures.record();
    let addresses = addresses(model).into_par_iter();
    Report {
        pages: addresses.map(|one| page(model, as_of, &figures, &one)).collect(),
        syndication: Syndication::new(model),
        figures,
    }
}

/// Makes the booklets of the handouts chosen by `wanted`, with the facts that each adds to those of the site.
pub fn booklets(
    model: &Arc<Model>,
    as_of: &Date,
    wanted: &dyn Fn(&Handout) -> bool,
) -> Vec<(Booklet, Vec<Fact>)> {
    let figures = Figures::new(model, as_of);
    let handouts = model.handouts.iter().filter(|handout| wanted(handout));
    handouts.map(|handout| handout::booklet(model, as_of, handout, &figures.ledger)).collect()
}
