//! Pages: the index of their year, and their sheets, section by section.

use serde::Serialize;

use crate::prose::Block;
use crate::report::chart::Chart;
use crate::report::page::correction::{Corrections, LatestCorrection};
use crate::report::page::grade::GradeRule;
use crate::report::page::indicators_of_form::{ChildrenShown, IndicatorsShown};
use crate::report::page::lists::{Counts, IndexRow, Tile};
use crate::report::page::sheets::Headline;
use crate::report::page::shown::{Figure, Link};

/// A printed value: a figure, words or prose.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PrintedValue {
    /// The figure, or the word in its place.
    pub figure: Option<Figure>,
    /// Words; empty where there are none.
    pub text: String,
    /// Prose.
    pub blocks: Vec<Block>,
    /// True where the words are a reason for a missing value.
    pub missing: bool,
    /// Text for screen readers where nothing is printed, or only a mark: 空欄, 票にない, 未公表.
    pub unsaid: String,
}

/// A field with its values; empty where the sheet omits it.
#[derive(Debug, Clone, Serialize)]
pub struct LabelledValues {
    /// 名
    pub label: String,
    /// 説明
    pub hint: String,
    /// Its values, one per line.
    pub values: Vec<PrintedValue>,
    /// True for unpublished content, which only the preview has, marked.
    pub hidden: bool,
}

/// A figure with its label.
#[derive(Debug, Clone, Serialize)]
pub struct LabelledFigure {
    /// 施策での基本事業の比重
    pub label: String,
    /// The figure.
    pub value: Figure,
}

/// A heading with its prose.
#[derive(Debug, Clone, Serialize)]
pub struct ProsePart {
    /// Its heading level, `1` for the highest.
    pub depth: String,
    /// 項目 or 見出し; empty for a section that is a single text.
    pub label: String,
    /// 説明
    pub hint: String,
    /// The text; `None` for a heading only.
    pub text: Option<PrintedValue>,
    /// The section shown there.
    pub section: Option<Box<SectionShown>>,
    /// True for unpublished content, which only the preview has, marked.
    pub hidden: bool,
}

/// The heading of a column.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TableHead {
    /// Its lines: `令和6年度`, `予算`.
    pub lines: Vec<String>,
    /// Where headings of a table share their first line: the number of columns it spans, on the first of them; empty
    /// on the others.
    pub shared: String,
    /// 説明
    pub hint: String,
    /// True where its cells are figures.
    pub figures: bool,
    /// True where all cells are computed: 参考（計算値）.
    pub computed: bool,
    /// True for unpublished content, which only the preview has, marked.
    pub hidden: bool,
}

/// A row of a table.
#[derive(Debug, Clone, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "templates choose by them, and reckon nothing")]
pub struct TableRow {
    /// 群, on the first of its rows; empty on others.
    pub group: String,
    /// Number of rows of the group that starts here; empty on the others.
    pub span: String,
    /// True for the first row of a group, and for the first of several without one.
    pub begins: bool,
    /// True for the last row of a group.
    pub ends: bool,
    /// True for a row without a group in a table that has groups.
    pub alone: bool,
    /// 名
    pub label: String,
    /// Its own unit; empty where it has the table's.
    pub unit: String,
    /// 太字
    pub bold: bool,
    /// True for unpublished content, which only the preview has, marked.
    pub hidden: bool,
    /// A value for each column.
    pub cells: Vec<PrintedValue>,
}

/// A table.
#[derive(Debug, Clone, Serialize)]
pub struct TableShown {
    /// 表1
    pub number: String,
    /// Unit of all rows without their own; may be empty.
    pub unit: String,
    /// True where rows are grouped.
    pub grouped: bool,
    /// True where a year spans several columns.
    pub shared: bool,
    /// Headings of the columns of values.
    pub heads: Vec<TableHead>,
    /// The rows.
    pub rows: Vec<TableRow>,
}

/// A table with a row for each name: a list, shares, a comparison.
#[derive(Debug, Clone, Serialize)]
pub struct ListShown {
    /// 表1
    pub number: String,
    /// Unit of all figures; empty where headings state it.
    pub unit: String,
    /// The unit of the sheet, where figures are converted; else empty.
    pub unit_of_sheet: String,
    /// Headings; the first is that of the names.
    pub heads: Vec<TableHead>,
    /// The rows.
    pub rows: Vec<ListRow>,
    /// The row of totals, by heading after the first; empty where there is none.
    pub total: Vec<Vec<PrintedValue>>,
    /// How computed figures were made; empty where there are none.
    pub remark: String,
}

/// A row of such a table.
#[derive(Debug, Clone, Serialize)]
pub struct ListRow {
    /// The page of the row's subject; empty where it has none.
    pub href: String,
    /// True for a highlighted row.
    pub bold: bool,
    /// Its values by heading, the name first.
    pub cells: Vec<Vec<PrintedValue>>,
}

/// A question of a survey.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionShown {
    /// Its name.
    pub name: String,
    /// A word in place of its answers.
    pub absent: Option<PrintedValue>,
    /// A row for each answer.
    pub list: Option<ListShown>,
    /// One 100 % bar.
    pub chart: Option<Chart>,
}

/// A section of a sheet.
#[derive(Debug, Clone, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "templates choose by them, and reckon nothing")]
pub struct SectionShown {
    /// Fragment id, `kukaku1`.
    pub id: String,
    /// 名, for the captions of its tables.
    pub name: String,
    /// 見出し
    pub heading: String,
    /// 説明
    pub hint: String,
    /// A word for the whole section; `None` where it has content.
    pub absent: Option<PrintedValue>,
    /// 欄
    pub fields: Vec<LabelledValues>,
    /// True where all fields are so short that two fit side by side.
    pub compact: bool,
    /// 文
    pub prose: Vec<ProsePart>,
    /// True for prose under headings of the sheet's own.
    pub free: bool,
    /// 表
    pub table: Option<TableShown>,
    /// 一覧, 割合, 比較
    pub list: Option<ListShown>,
    /// Charts of `list`.
    pub charts: Vec<Chart>,
    /// True for charts that print draws wide: 100 % bars.
    pub wide: bool,
    /// True where `list` fits next to its chart on a wide screen.
    pub beside: bool,
    /// アンケート
    pub questions: Vec<QuestionShown>,
    /// 指標, 増加分
    pub indicators: Option<IndicatorsShown>,
    /// 下位
    pub children: Option<ChildrenShown>,
    /// True for unpublished content, which only the preview has, marked.
    pub hidden: bool,
}

/// Explanation of marks and words of the sheet.
#[derive(Debug, Clone, Serialize)]
pub struct Legend {
    /// The field or column of the words; empty for marks.
    pub of: String,
    /// Word and meaning.
    pub rows: Vec<(String, String)>,
}

/// The paper format of a form.
#[derive(Debug, Clone, Serialize)]
pub struct Paper {
    /// Page limit; empty for none.
    pub pages: String,
    /// True for landscape.
    pub landscape: bool,
    /// True where the PDF has no charts and no comparisons.
    pub bare: bool,
    /// Where the PDF's omitted parts are found; empty where nothing is omitted.
    pub left_out: String,
}

/// A sheet.
#[derive(Debug, Clone, Serialize)]
pub struct SheetPage {
    /// Title of the form, as published.
    pub form_title: String,
    /// 令和6年度施設の行政コスト（令和5年度実績）
    pub year_line: String,
    /// 施設
    pub level: String,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// 略称; empty if not stated.
    pub short: String,
    /// Its ancestors, from the top: level with code and name.
    pub above: Vec<LinkOf>,
    /// Fields about responsible people, shown at its head instead of in a section.
    pub people: Vec<LabelledValues>,
    /// Its shares in the sheet above.
    pub shares: Vec<LabelledFigure>,
    /// Result of its first indicator.
    pub headline: Option<Headline>,
    /// Its sections.
    pub sections: Vec<SectionShown>,
    /// Table of contents: fragment id and heading, including sections shown among texts.
    pub contents: Vec<[String; 2]>,
    /// Explanations of its marks.
    pub legend: Vec<Legend>,
    /// 訂正履歴; `None` when nothing was corrected.
    pub corrections: Option<Corrections>,
    /// The same sheet in other years, newest first.
    pub other_years: Vec<Link>,
    /// The previous sheet; an empty `href` where there is none.
    pub previous: Link,
    /// The next sheet.
    pub next: Link,
    /// The sheet above, else the index of its year.
    pub up: Link,
    /// Its paper format.
    pub paper: Paper,
}

impl SheetPage {
    /// Its sections, including those shown among texts.
    pub(crate) fn all_sections(&self) -> Vec<&SectionShown> {
        with_placed(&self.sections)
    }
}

/// Sections, each with those shown among its texts, in reading order.
pub(crate) fn with_placed(sections: &[SectionShown]) -> Vec<&SectionShown> {
    let all = sections.iter().flat_map(|section| {
        let placed = section.prose.iter().filter_map(|part| part.section.as_deref());
        std::iter::once(section).chain(placed)
    });
    all.collect()
}

/// An ancestor of a sheet.
#[derive(Debug, Clone, Serialize)]
pub struct LinkOf {
    /// 基本事業
    pub level: String,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Its page; empty where it has none.
    pub href: String,
}

/// An entry of a year, with what is below it.
#[derive(Debug, Clone, Serialize)]
pub struct Branch {
    /// 施策
    pub level: String,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Its page; empty where it has none.
    pub href: String,
    /// Result of its first indicator; `None` where it has none.
    pub row: Option<IndexRow>,
    /// Entries below it.
    pub below: Vec<Branch>,
}

/// Results of the indicators of a year.
#[derive(Debug, Clone, Serialize)]
pub struct Results {
    /// Counts over indicators.
    pub tiles: Vec<Tile>,
    /// The counting rule, in sentences.
    pub count_rule: String,
    /// The same by level.
    pub counts: Counts,
    /// The city's rule for grades; `None` where it has none.
    pub grading: Option<GradeRule>,
    /// Counts by grade.
    pub grade_tiles: Vec<Tile>,
    /// The overview of all indicators.
    pub indicators: Link,
}

/// Index of a year.
#[derive(Debug, Clone, Serialize)]
pub struct YearPage {
    /// 令和6年度 施設の行政コスト
    pub heading: String,
    /// 令和5年度実績の施設の行政コスト
    pub sub: String,
    /// A sentence with the numbers of sheets.
    pub lead: String,
    /// The titles of the forms of each level.
    pub forms: Vec<(String, String)>,
    /// Results of its indicators; `None` where it has none.
    pub results: Option<Results>,
    /// Its entries, from the top level.
    pub branches: Vec<Branch>,
    /// The latest corrections, newest first.
    pub corrections: Vec<LatestCorrection>,
}

impl YearPage {
    /// The same page without its branches, for an engine that has rendered them already.
    pub(super) fn without_rows(&self) -> Self {
        Self {
            heading: self.heading.clone(),
            sub: self.sub.clone(),
            lead: self.lead.clone(),
            forms: self.forms.clone(),
            results: self.results.clone(),
            branches: Vec::new(),
            corrections: self.corrections.clone(),
        }
    }
}
