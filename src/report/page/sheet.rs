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

/// A value as it is printed: a figure, words or prose.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Held {
    /// The figure, or the word that stands in its place.
    pub figure: Option<Figure>,
    /// Words; empty where there are none.
    pub text: String,
    /// Prose.
    pub blocks: Vec<Block>,
    /// True where words say why there are none.
    pub missing: bool,
    /// What is read aloud where nothing is printed, or a mark that says nothing by itself: 空欄, 票にない, 未公表.
    pub unsaid: String,
}

/// A field with its values; none where the sheet leaves it out.
#[derive(Debug, Clone, Serialize)]
pub struct LabelledValues {
    /// 名
    pub label: String,
    /// 説明
    pub hint: String,
    /// Its values, one a line.
    pub values: Vec<Held>,
    /// True for what is not published: the preview marks it, and elsewhere it is not there.
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
    /// How deep it stands, `1` for the highest.
    pub depth: String,
    /// 項目 or 見出し; empty for a section that is one text.
    pub label: String,
    /// 説明
    pub hint: String,
    /// The text; `None` for a heading alone.
    pub text: Option<Held>,
    /// The section that is shown there.
    pub section: Option<Box<SectionShown>>,
    /// True for what is not published: the preview marks it, and elsewhere it is not there.
    pub hidden: bool,
}

/// The head of a column.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TableHead {
    /// Its lines: `令和6年度`, `予算`.
    pub lines: Vec<String>,
    /// Where heads of a table share their first line: over how many columns it stands, on the first of them; empty on
    /// the others.
    pub shared: String,
    /// 説明
    pub hint: String,
    /// True where its cells are figures.
    pub figures: bool,
    /// True where all of them are computed: 参考（計算値）.
    pub computed: bool,
    /// True for what is not published: the preview marks it, and elsewhere it is not there.
    pub hidden: bool,
}

/// A row of a table.
#[derive(Debug, Clone, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "templates choose by them, and reckon nothing")]
pub struct TableRow {
    /// 群, on the first of its rows; empty on others.
    pub group: String,
    /// Number of rows of the group that begins here; empty on others.
    pub span: String,
    /// True for the first row of a group, and for the first of several without one.
    pub begins: bool,
    /// True for the last row of a group.
    pub ends: bool,
    /// True for a row without a group in a table that has groups.
    pub alone: bool,
    /// 名
    pub label: String,
    /// Its own unit; empty where it is that of the table.
    pub unit: String,
    /// 太字
    pub bold: bool,
    /// True for what is not published: the preview marks it, and elsewhere it is not there.
    pub hidden: bool,
    /// A value for each column.
    pub cells: Vec<Held>,
}

/// A table.
#[derive(Debug, Clone, Serialize)]
pub struct TableShown {
    /// 表1
    pub number: String,
    /// Unit of all rows that have none of their own; may be empty.
    pub unit: String,
    /// True where rows are grouped.
    pub grouped: bool,
    /// True where a year stands once over several columns.
    pub shared: bool,
    /// Heads of the columns of values.
    pub heads: Vec<TableHead>,
    /// The rows.
    pub rows: Vec<TableRow>,
}

/// A table with a row for each name: a list, shares, a comparison.
#[derive(Debug, Clone, Serialize)]
pub struct ListShown {
    /// 表1
    pub number: String,
    /// Unit of all figures; empty where heads say it.
    pub unit: String,
    /// The unit of the sheet, where figures are said in another; else empty.
    pub unit_of_sheet: String,
    /// Heads; the first is that of the names.
    pub heads: Vec<TableHead>,
    /// The rows.
    pub rows: Vec<ListRow>,
    /// What stands below, by head behind the first; nothing where there is no such row.
    pub total: Vec<Vec<Held>>,
    /// How computed figures were made; empty where there are none.
    pub remark: String,
}

/// A row of such a table.
#[derive(Debug, Clone, Serialize)]
pub struct ListRow {
    /// The page of what the row is about; empty where it has none.
    pub href: String,
    /// True for a row that stands out.
    pub bold: bool,
    /// Its values by head, the name first.
    pub cells: Vec<Vec<Held>>,
}

/// A question of a survey.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionShown {
    /// What it is called.
    pub name: String,
    /// A word in the place of its answers.
    pub absent: Option<Held>,
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
    /// A word for all of it; `None` where it has a content.
    pub absent: Option<Held>,
    /// 欄
    pub fields: Vec<LabelledValues>,
    /// True where all fields are so short that two of them stand beside each other.
    pub compact: bool,
    /// 文
    pub prose: Vec<ProsePart>,
    /// True for prose under headings of the sheet's own.
    pub free: bool,
    /// 表
    pub table: Option<TableShown>,
    /// 一覧, 割合, 比較
    pub list: Option<ListShown>,
    /// Charts of what stands in `list`.
    pub charts: Vec<Chart>,
    /// True for charts that print draws wide: bars that are a whole.
    pub wide: bool,
    /// True where `list` has room beside its chart on a wide screen.
    pub beside: bool,
    /// アンケート
    pub questions: Vec<QuestionShown>,
    /// 指標, 増加分
    pub indicators: Option<IndicatorsShown>,
    /// 下位
    pub children: Option<ChildrenShown>,
    /// True for what is not published: the preview marks it, and elsewhere it is not there.
    pub hidden: bool,
}

/// What marks and words of the sheet mean.
#[derive(Debug, Clone, Serialize)]
pub struct Legend {
    /// What the words are of; empty for marks.
    pub of: String,
    /// Word and meaning.
    pub rows: Vec<(String, String)>,
}

/// The paper of a form.
#[derive(Debug, Clone, Serialize)]
pub struct Paper {
    /// How many pages it has; empty for as many as it needs.
    pub pages: String,
    /// True for one that lies.
    pub landscape: bool,
    /// True where the PDF has no charts and no comparisons.
    pub bare: bool,
    /// Where that is which the PDF leaves out; empty where it leaves out nothing.
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
    /// 略称; empty where it says none.
    pub short: String,
    /// What it belongs to, from the top: level with code and name.
    pub above: Vec<LinkOf>,
    /// Whose it is; said at its head instead of in a section.
    pub people: Vec<LabelledValues>,
    /// What share it has of the sheet above.
    pub shares: Vec<LabelledFigure>,
    /// How its first indicator stands.
    pub headline: Option<Headline>,
    /// Its sections.
    pub sections: Vec<SectionShown>,
    /// The list of them: fragment id and heading, those that are shown among texts as well.
    pub contents: Vec<[String; 2]>,
    /// What its marks mean.
    pub legend: Vec<Legend>,
    /// 訂正履歴; `None` when nothing was corrected.
    pub corrections: Option<Corrections>,
    /// The same sheet in other years, newest first.
    pub other_years: Vec<Link>,
    /// The sheet before it; an empty `href` where there is none.
    pub previous: Link,
    /// The sheet after it.
    pub next: Link,
    /// The sheet above it, else its year.
    pub up: Link,
    /// Its paper.
    pub paper: Paper,
}

impl SheetPage {
    /// Its sections, and those that are shown among their texts.
    pub(crate) fn all_sections(&self) -> Vec<&SectionShown> {
        with_placed(&self.sections)
    }
}

/// Sections, each with those that are shown among its texts, in the order of reading.
pub(crate) fn with_placed(sections: &[SectionShown]) -> Vec<&SectionShown> {
    let all = sections.iter().flat_map(|section| {
        let placed = section.prose.iter().filter_map(|part| part.section.as_deref());
        std::iter::once(section).chain(placed)
    });
    all.collect()
}

/// Something above a sheet.
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

/// A sheet or a name of a year, with what lies below.
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
    /// What its first indicator came to; `None` where it has none.
    pub row: Option<IndexRow>,
    /// What belongs to it.
    pub below: Vec<Branch>,
}

/// What the indicators of a year came to.
#[derive(Debug, Clone, Serialize)]
pub struct Results {
    /// Counts over indicators.
    pub tiles: Vec<Tile>,
    /// How they are counted, in sentences.
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
    /// 令和5年度実績の評価
    pub sub: String,
    /// A sentence with the numbers of sheets.
    pub lead: String,
    /// The forms of each level, as they are titled.
    pub forms: Vec<(String, String)>,
    /// What its indicators came to; `None` where it has none.
    pub results: Option<Results>,
    /// The sheets and names, from the top level.
    pub branches: Vec<Branch>,
    /// The latest corrections, newest first.
    pub corrections: Vec<LatestCorrection>,
}

impl YearPage {
    /// The same page without its branches, for an engine that has written them already.
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
