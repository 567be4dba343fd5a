//! Contents of a page: the shapes passed to templates, as strings, booleans and lists only, so that no template can
//! compute. Filled by the other files of `report`; knows nothing of HTML or Typst.

use jiff::civil;
use serde::Serialize;

mod correction;
mod grade;
mod handout;
mod indicators;
mod indicators_of_form;
mod lists;
mod sheet;
mod sheets;
mod shown;

pub use correction::{CorrectionRow, CorrectionSide, Corrections, LatestCorrection};
pub use grade::{Grade, GradeRule};
pub use handout::{
    Book, BookPart, BookSheet, Booklet, Compared, Count, Group, Holds, Mover, Movers, Named,
    Overview, Points, Revised, Revision, Short, Term,
};
pub use indicators::{IndicatorEntry, IndicatorsPage};
pub use indicators_of_form::{
    Child, ChildResult, ChildrenShown, ComparedRow, Dated, History, IndicatorCell, IndicatorRow,
    IndicatorsShown, OfYear, OverYears, RevisedRow,
};
pub use lists::{
    AnnouncementRow, CountRow, Counts, HomeEntry, HomePage, IndexRow, NotFoundPage, Tile,
};
pub(crate) use sheet::with_placed;
pub use sheet::{
    Branch, LabelledFigure, LabelledValues, Legend, LinkOf, ListRow, ListShown, Paper,
    PrintedValue, ProsePart, QuestionShown, Results, SectionShown, SheetPage, TableHead, TableRow,
    TableShown, YearPage,
};
pub use sheets::{Direction, Headline};
pub use shown::{
    CodeName, Download, Figure, Labelled, Link, Note, Shown, Site, StageMark, StagedPage, Status,
};

/// The part that differs between kinds of page.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(clippy::large_enum_variant, reason = "nearly every page is of the largest, a sheet")]
pub enum Body {
    /// Front page.
    Home(HomePage),
    /// Overview of all indicators.
    Indicators(IndicatorsPage),
    /// Index of a year, or of the plans.
    Year(YearPage),
    /// Sheet.
    Sheet(SheetPage),
    /// Page shown by a server for unknown addresses.
    Missing(NotFoundPage),
}

/// One page of the site; sheets also have a PDF with the same stem.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// Path from the root of the output, `h25/52.html`.
    pub path: String,
    /// `../` repeated by the depth of the page; empty at the root.
    pub root: String,
    /// Path of the PDF from the root of the output; empty when the page has none.
    pub pdf: String,
    /// Public address of the page; empty when that of the site is not stated.
    pub url: String,
    /// Title without the site's name.
    pub title: String,
    /// Sentence for search engines.
    pub description: String,
    /// From the front page to this page; the last has an empty `href`.
    pub breadcrumbs: Vec<Link>,
    /// Label of its date: 基準日, or 更新日 where the page has a date of its own.
    pub day_label: String,
    /// The date: 令和8年11月21日.
    pub as_of: String,
    /// The same date, `2026-11-21`.
    pub as_of_iso: String,
    /// The same as a date: creation date of its PDF.
    #[serde(skip)]
    pub day: civil::Date,
    /// Where the content was first published.
    pub source: String,
    /// Publication stage of the page; `None` once published.
    pub stage: Option<StageMark>,
    /// Linked pages that are not published yet, for lists.
    pub unpublished: Vec<StagedPage>,
    /// The page itself, under its kind: `{"policy": {…}}`.
    pub body: Body,
    /// Notes, in the order of their marks.
    pub notes: Vec<Note>,
    /// Files for download.
    pub downloads: Vec<Download>,
    /// The site.
    pub site: Site,
}

impl Page {
    /// The same page with empty lists, for an engine that renders their rows separately.
    #[must_use]
    pub fn without_rows(&self) -> Self {
        let body = match &self.body {
            Body::Indicators(list) => Body::Indicators(list.without_rows()),
            Body::Year(year) => Body::Year(year.without_rows()),
            other => other.clone(),
        };
        Self {
            path: self.path.clone(),
            root: self.root.clone(),
            pdf: self.pdf.clone(),
            url: self.url.clone(),
            title: self.title.clone(),
            description: self.description.clone(),
            breadcrumbs: self.breadcrumbs.clone(),
            day_label: self.day_label.clone(),
            as_of: self.as_of.clone(),
            as_of_iso: self.as_of_iso.clone(),
            day: self.day,
            source: self.source.clone(),
            stage: self.stage.clone(),
            unpublished: self.unpublished.clone(),
            body,
            notes: self.notes.clone(),
            downloads: self.downloads.clone(),
            site: self.site.clone(),
        }
    }
}
