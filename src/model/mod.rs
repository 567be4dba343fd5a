//! The evaluation as true: exact, checked, without wording or layout. Sheets -> Model. Everything the renderers may
//! state follows from here.

pub mod achieve;
pub mod checks;
pub mod city;
pub mod compare;
pub mod correction;
pub mod evaluation;
pub mod fact_id;
pub mod figures;
pub mod grading;
pub mod handout;
pub mod identity;
pub mod increments;
pub mod indicator;
pub mod methods;
pub mod origins;
pub mod published;
pub mod quantity;
pub mod resolve;
pub mod rounding;
pub mod stage;
pub mod sums;
pub mod texts;

pub use city::{Announcement, City, People};

use crate::model::handout::Handout;
use crate::model::stage::Stages;
use crate::model::texts::Texts;

/// Everything a city publishes with Kōhyō.
#[derive(Debug, Clone)]
pub struct Model {
    /// The city and its site.
    pub city: City,
    /// The years, earliest first, then the plans.
    pub evaluations: Vec<evaluation::Evaluation>,
    /// Sheets that are not published yet.
    pub stages: Stages,
    /// Which indicators and sheets of different years are the same.
    pub identities: identity::Identities,
    /// Handouts, sorted by the path of their specs.
    pub handouts: Vec<Handout>,
    /// Texts of years and sheets.
    pub texts: Vec<Texts>,
}

impl Model {
    /// How many names and extensions the sheets have that the city does not publish.
    #[must_use]
    pub fn withheld(&self) -> [usize; 2] {
        let of = |sum: [usize; 2], texts: &Texts| {
            let [names, extensions] = texts.withheld();
            [sum[0] + names, sum[1] + extensions]
        };
        self.texts.iter().fold([0; 2], of)
    }
}
