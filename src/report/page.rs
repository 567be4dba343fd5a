//! What a page holds: the shapes that templates receive, as strings, booleans and lists only,
//! so that no template can reckon. Filled by the other files of `report`; knows nothing of HTML or Typst.

use jiff::civil;
use serde::Serialize;

mod correction;
mod declared;
mod grade;
mod handout;
mod indicators;
mod indicators_of_form;
mod lists;
mod sheets;

pub use correction::{CorrectionRow, Corrections, LatestCorrection, Said};
pub(crate) use declared::with_placed;
pub use declared::{
    Branch, DeclaredPage, DeclaredYearPage, Held, LabelledFigure, LabelledValues, Legend, LinkOf,
    ListRow, ListShown, Paper, ProsePart, QuestionShown, Results, SectionShown, TableHead,
    TableRow, TableShown,
};
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
pub use sheets::{Direction, Headline};

/// One figure or its missing-value word as it is printed, tied to the fact it states.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    /// Id of the fact in the open data, e.g. `h25.52.成果指標.製造品出荷額等.実績.平成24`.
    pub fact: String,
    /// Text to print, without the unit unless the unit is part of it (`52.7％`, `5位`).
    pub text: String,
    /// Unit to print after the text where no table head states it; may be empty.
    pub unit: String,
    /// Exact decimal for machines; empty when missing.
    pub value: String,
    /// True when `text` is a reason such as 未公表 instead of a number.
    pub missing: bool,
    /// True when computed by Kōhyō and not stated in the source: to be marked 参考（計算値）.
    pub computed: bool,
    /// Marks of the notes that belong to this figure (`注1`).
    pub notes: Vec<String>,
    /// What is read aloud where nothing is printed, or a mark that says nothing by itself: 空欄, 票にない, 未公表.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unsaid: String,
}

/// A figure in the unit people say, and in the sheet's own unit where the two differ.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// In the display unit (億円); equal to the sheet's figure when no conversion is declared.
    pub main: Shown,
    /// In the sheet's unit (千万円); `None` when `main` already is.
    pub sheet: Option<Shown>,
}

/// A numbered note at the foot of a page.
#[derive(Debug, Clone, Serialize)]
pub struct Note {
    /// 注1
    pub mark: String,
    /// Fragment id, `chu-3f9a2b1c`.
    pub id: String,
    /// True where it speaks of the whole page, not of what its mark stands at.
    pub whole: bool,
    /// Text of the note.
    pub text: String,
}

/// A link; an empty `href` means the current page.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// Words of the link.
    pub text: String,
    /// Path relative to the page that holds it.
    pub href: String,
}

/// A file offered for download. Type and size are added when the file has been made.
#[derive(Debug, Clone, Serialize)]
pub struct Download {
    /// Words of the link, without type and size.
    pub text: String,
    /// Path relative to the page.
    pub href: String,
    /// Path from the root of the output: key into the table of file sizes.
    pub path: String,
}

/// A label with a plain text.
#[derive(Debug, Clone, Serialize)]
pub struct Labelled {
    /// Label, as on the paper form.
    pub label: String,
    /// Second, smaller line of the label; may be empty.
    pub hint: String,
    /// Text.
    pub text: String,
}

/// Comparison with the target: an icon kind and words, never a grade.
#[derive(Debug, Clone, Serialize)]
pub struct Status {
    /// `done`, `miss`, `early`, `wait` or `none`.
    pub kind: String,
    /// 届いた, 届かず, 目標年度前（90.8％） …
    pub word: Shown,
    /// True when another reading of the source would give another one.
    pub doubtful: bool,
}

/// A code and a name.
#[derive(Debug, Clone, Serialize)]
pub struct CodeName {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}

/// What differs from page to page.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(clippy::large_enum_variant, reason = "nearly every page is of the largest, a sheet")]
pub enum Body {
    /// Front page.
    Home(HomePage),
    /// Overview of all indicators.
    Indicators(IndicatorsPage),
    /// Index of a year, or of the plans.
    DeclaredYear(DeclaredYearPage),
    /// Sheet.
    Declared(DeclaredPage),
    /// What a server shows in the place of a page that is not there.
    Missing(NotFoundPage),
}

/// The parts of the site that every page shows.
#[derive(Debug, Clone, Serialize)]
pub struct Site {
    /// 盛岡市の政策評価
    pub name: String,
    /// 盛岡市
    pub city: String,
    /// Official site of the city.
    pub home: Link,
    /// Lines of the footer: contact, then notes.
    pub contact: Vec<String>,
    /// Small print of the footer.
    pub about: Vec<String>,
    /// Who made the site, for the metadata of PDFs; empty where the city does not say.
    pub author: String,
    /// 公表者, 作成者 and 利用条件, as far as the city states them.
    pub terms: Vec<Labelled>,
    /// Words of the link to the feed; empty when there is none.
    pub feed: String,
}

/// How far a page is from being published.
#[derive(Debug, Clone, Serialize)]
pub struct StageMark {
    /// `draft`, `confirmed`, or `list` for a page that lists such pages.
    pub kind: String,
    /// 下書き
    pub word: String,
    /// 下書きです。公表前の内容です。
    pub sentence: String,
}

/// A page that is not published yet.
#[derive(Debug, Clone, Serialize)]
pub struct StagedPage {
    /// The way to it from the page that holds this.
    pub href: String,
    /// `draft` or `confirmed`
    pub kind: String,
    /// 下書き
    pub word: String,
}

/// One page of the site; sheets have a PDF beside them with the same stem.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// Path from the root of the output, `h25/52.html`.
    pub path: String,
    /// `../` as often as the page is deep; empty at the root.
    pub root: String,
    /// Path of the PDF from the root of the output; empty when the page has none.
    pub pdf: String,
    /// Address of the page on the web; empty when the site's is not stated.
    pub url: String,
    /// Title without the site's name.
    pub title: String,
    /// Sentence for search engines.
    pub description: String,
    /// From the front page to this page; the last has an empty `href`.
    pub breadcrumbs: Vec<Link>,
    /// What its date is called: 基準日, or 更新日 where the page has one of its own.
    pub day_label: String,
    /// The date: 令和8年11月21日.
    pub as_of: String,
    /// The same date, `2026-11-21`.
    pub as_of_iso: String,
    /// The same for programs: when its PDF was made, as far as anybody can tell.
    #[serde(skip)]
    pub day: civil::Date,
    /// Where the content was published first.
    pub source: String,
    /// How far the page is from being published; `None` when there is nothing to say.
    pub stage: Option<StageMark>,
    /// Pages of this site that are not published yet, for the lists that lead to them.
    pub unpublished: Vec<StagedPage>,
    /// The page itself, under its kind: `{"policy": {…}}`.
    pub body: Body,
    /// Notes, in the order of their marks.
    pub notes: Vec<Note>,
    /// Files to offer.
    pub downloads: Vec<Download>,
    /// The site.
    pub site: Site,
}

impl Page {
    /// The same page with its lists empty, for an engine that has written their rows already.
    #[must_use]
    pub fn without_rows(&self) -> Self {
        let body = match &self.body {
            Body::Indicators(list) => Body::Indicators(list.without_rows()),
            Body::DeclaredYear(year) => Body::DeclaredYear(year.without_rows()),
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
