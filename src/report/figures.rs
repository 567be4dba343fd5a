//! Everything recorded of a model: its facts, and the rows of the open data.

use std::sync::{Arc, OnceLock};

use crate::model::Model;
use crate::report::all_figures::AllFigures;
use crate::report::data::{Data, Rows};
use crate::report::facts::Fact;
use crate::report::format;
use crate::report::ledger::Ledger;
use crate::section::Content;
use crate::terms::year::Date;

/// Every figure of a model, the input of all pages. A sheet is recorded when a page first needs it, so that a page of
/// the preview does not wait for the others.
#[derive(Debug, Clone)]
pub struct Figures {
    pub(crate) ledger: Ledger,
    parts: Arc<AllFigures>,
    as_of: String,
    data: OnceLock<Data>,
}

impl Figures {
    /// The figures of a model as of a reference date.
    #[must_use]
    pub fn new(model: &Arc<Model>, as_of: &Date) -> Self {
        let parts = Arc::new(AllFigures::new(model));
        let ledger = Ledger::over(Arc::clone(&parts) as _);
        Self { ledger, parts, as_of: format::iso(as_of), data: OnceLock::new() }
    }

    /// Records everything at once, for callers that need all of it.
    pub fn record(&self) {
        self.parts.all();
    }

    /// The rows of the open data.
    #[must_use]
    pub fn data(&self) -> &Data {
        if let Some(known) = self.data.get() {
            return known;
        }
        // Recorded before anybody waits for the data, as with the counts.
        let sheets = self.parts.all();
        self.data.get_or_init(|| {
            let Model { city, texts, .. } = self.parts.model();
            Data {
                city: city.name.clone(),
                lg_code: city.code.clone(),
                title: city.site_name.clone(),
                as_of: self.as_of.clone(),
                terms: [&city.publisher, &city.author, &city.licence].map(Clone::clone),
                texts: texts.clone(),
                parts: sheets.into_iter().map(|sheet| Arc::clone(&sheet.rows)).collect(),
            }
        })
    }

    /// Whether any sheet has rows of a table. Records no more sheets than needed to find out.
    pub(crate) fn has<T>(&self, table: impl Fn(&Rows) -> &Vec<T> + Sync) -> bool {
        self.parts.any(|part| !table(&part.rows).is_empty())
    }

    /// Whether there are revisions: read from the sheets themselves, since few have any.
    pub(crate) fn has_revisions(&self) -> bool {
        self.parts.sheets().any(|sheet| {
            let indicators = sheet.sections.list.iter().filter_map(|content| match content {
                Content::Indicators(list) => Some(list),
                _ => None,
            });
            indicators.flatten().any(|indicator| indicator.revisions().next().is_some())
        })
    }

    /// Whether there are corrections, read from the sheets.
    pub(crate) fn has_corrections(&self) -> bool {
        self.parts.sheets().any(|sheet| !sheet.corrections.is_empty())
    }

    /// Whether there are grades, which depends only on the city's rule.
    pub(crate) fn has_grades(&self) -> bool {
        self.parts.is_graded() && self.has(|rows| &rows.grades)
    }

    /// The fact of an id.
    #[must_use]
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.ledger.get(id)
    }

    /// Every fact, by id.
    #[must_use]
    pub fn facts(&self) -> Vec<&Fact> {
        self.ledger.all()
    }
}
