//! A form and its sections as data: what a declaration says, and what follows from it alone.

use super::days::Day;
use super::indicators::{Holds, Indicators, Role};
use super::shares::Shares;
use super::sums::Sum;
use super::survey::Question;
use super::value::{Name, Type, Year};
use crate::terms::place::Span;
use crate::terms::reason::Missing;
use crate::terms::year::FiscalYear;

/// A declared form.
#[derive(Debug, Clone)]
pub struct Form {
    /// 様式: what it is called, as its file is.
    pub name: Name,
    /// 表題: the title of its sheets, unless a level has another.
    pub title: String,
    /// 説明: what its sheets are about, in words for readers.
    pub about: Option<String>,
    /// 印: what stands in a cell without a value, as on paper, and which reason it means.
    pub marks: Vec<(Name, Missing)>,
    /// 注の記号: what the keys of notes begin with.
    pub note_mark: Option<String>,
    /// 負の印: how negative numbers are printed; they may be written so too.
    pub minus: Option<String>,
    /// コードは上で始まる: whether the code of a sheet begins with that of the sheet above.
    pub codes_nest: bool,
    /// 区画, in the order of the sheet.
    pub sections: Vec<Section>,
    /// 版面: the paper it fills.
    pub paper: Paper,
}

/// The paper of a form (版面).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paper {
    /// 枚数: how many pages it has; `None` for as many as it needs.
    pub pages: Option<u8>,
    /// 向き: 横
    pub landscape: bool,
    /// 図と比較: 載せない: whether the PDF leaves out what the program adds below the tables of the sheet.
    pub bare: bool,
}

/// A section of a form (区画).
#[derive(Debug, Clone)]
pub struct Section {
    /// 名: its key in a sheet.
    pub name: Name,
    /// 見出し: what is printed above it; its name where the form says nothing.
    pub heading: Option<String>,
    /// 説明: a line below the heading.
    pub hint: Option<String>,
    /// 無くてもよい: whether a sheet may leave it out.
    pub optional: bool,
    /// 場合: the sheets that it belongs to; all where it says nothing.
    pub when: Vec<Condition>,
    /// 公開: しない: whether it is read and kept, and not published.
    pub hidden: bool,
    /// 毎年書く: whether its texts must differ from those of the year before.
    pub yearly: bool,
    /// 種類 with all that belongs to it.
    pub kind: Kind,
}

/// Which sheets a section belongs to: those whose field has one of the words. Of several conditions all hold.
#[derive(Debug, Clone)]
pub struct Condition {
    /// The field, by its name or by section and name.
    pub field: Name,
    /// The words.
    pub words: Vec<Name>,
}

/// The kinds of section (種類).
#[derive(Debug, Clone)]
pub enum Kind {
    /// 欄: labelled values.
    Fields(Vec<Field>),
    /// 文: prose.
    Prose(Prose),
    /// 表: the rows of the form by its columns.
    Table(Table),
    /// 一覧: entries with the same fields.
    List(List),
    /// 指標, 増加分: indicators by the columns of the form.
    Indicators(Indicators),
    /// 割合: parts of a whole.
    Shares(Shares),
    /// 比較: the same figure of several municipalities.
    Comparison,
    /// アンケート: what people answered to these questions.
    Survey(Vec<Question>),
    /// 下位: what lies below, with its results; nothing is written. The fields of the sheets there that are shown beside
    /// (欄), each by its name or by section and name.
    Children(Vec<Name>),
}

/// A labelled value (欄).
#[derive(Debug, Clone)]
pub struct Field {
    /// 名
    pub name: Name,
    /// 説明: a second, smaller line of the label.
    pub hint: Option<String>,
    /// 型 with its unit or its words.
    pub kind: Type,
    /// 役 and 以後 of a day.
    pub day: Day,
    /// もと of a year: the section whose targets have the years that it may name.
    pub years_of: Option<Name>,
    /// いくつも: whether there may be several values.
    pub several: bool,
    /// 無くてもよい
    pub optional: bool,
    /// 公開: しない: whether it is read and kept, and not published.
    pub hidden: bool,
}

/// How a section of prose is divided (項目).
#[derive(Debug, Clone)]
pub enum Prose {
    /// One text.
    One,
    /// A text for each of these; 名, 説明, whether it may be left out.
    Items(Vec<Item>),
    /// 自由: headings with texts, as deep as the sheet has them.
    Free,
}

/// A text of a section of prose.
#[derive(Debug, Clone)]
pub struct Item {
    /// 名
    pub name: Name,
    /// 説明
    pub hint: Option<String>,
    /// 無くてもよい
    pub optional: bool,
    /// 公開: しない: whether it is read and kept, and not published.
    pub hidden: bool,
}

/// A table (表).
#[derive(Debug, Clone)]
pub struct Table {
    /// 単位 of all rows that have none of their own.
    pub unit: Option<String>,
    /// 列
    pub columns: Vec<Column>,
    /// 行
    pub rows: Vec<Row>,
    /// 検算
    pub sums: Vec<Sum>,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    /// Where it is declared.
    pub span: Span,
    /// 名, or 年度 with 区分.
    pub head: Head,
    /// 型 of its cells; `None` where the row says it.
    pub kind: Option<Type>,
    /// 公開: しない: whether it is read and kept, and not published.
    pub hidden: bool,
}

/// What a column is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Head {
    /// 名
    Name(String),
    /// 年度, 区分
    Year(Year, Option<String>),
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// 名: its label.
    pub name: Name,
    /// 識別, where several rows have one label.
    pub identity: Option<Name>,
    /// 群: what it is grouped under.
    pub group: Option<String>,
    /// 太字
    pub bold: bool,
    /// 型, or a number in the unit of the table.
    pub kind: Type,
    /// 無くてもよい
    pub optional: bool,
    /// 公開: しない: whether it is read and kept, and not published.
    pub hidden: bool,
}

/// A list (一覧).
#[derive(Debug, Clone)]
pub struct List {
    /// 欄; the first names an entry.
    pub fields: Vec<Field>,
    /// 検算
    pub sums: Vec<Sum>,
}

impl Form {
    /// The same form for a level whose columns of years are free (年度の列): only the actual of the year of results
    /// must be stated. A column of one year that never moves stays as it is.
    #[must_use]
    pub fn freed(&self) -> Self {
        let mut form = self.clone();
        let of = form.sections.iter_mut().filter_map(|section| match &mut section.kind {
            Kind::Indicators(of) => Some(of),
            _ => None,
        });
        for column in of.flat_map(|of| &mut of.columns) {
            let Holds::Figures(role) = column.holds else { continue };
            if matches!(column.years[..], [Year::Fixed(..)]) {
                continue;
            }
            let actual = role == Role::Actual;
            column.years = if actual { vec![Year::OfResults(0)] } else { Vec::new() };
            column.free = true;
        }
        form
    }

    /// The columns that are about the year of results, or about one so many years from it: section and column.
    #[must_use]
    pub fn of_results(&self) -> Vec<[String; 2]> {
        let moves = |year: &Year| matches!(year, Year::OfResults(_));
        let columns = |section: &Section| -> Vec<String> {
            match &section.kind {
                Kind::Table(table) => {
                    let columns = table
                        .columns
                        .iter()
                        .filter(|one| matches!(&one.head, Head::Year(year, _) if moves(year)));
                    columns.map(|one| one.head.declared()).collect()
                }
                Kind::Indicators(of) => {
                    let columns = of.columns.iter().filter(|one| one.years.iter().any(moves));
                    columns.map(|one| one.name.text.clone()).collect()
                }
                _ => Vec::new(),
            }
        };
        let all = self.sections.iter().flat_map(|section| {
            let name = section.name.text.clone();
            columns(section).into_iter().map(move |column| [name.clone(), column])
        });
        all.collect()
    }

    /// True where a section takes its indicators from the sheet above (もと).
    #[must_use]
    pub fn takes_from_above(&self) -> bool {
        let source = |section: &Section| matches!(&section.kind, Kind::Indicators(of) if of.source.is_some());
        self.sections.iter().any(source)
    }

    /// The section of a name.
    #[must_use]
    pub fn section(&self, name: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.name.text == name)
    }

    /// The reason that a word in a cell means: a mark of the form, or the reason itself.
    #[must_use]
    pub fn reason(&self, word: &str) -> Option<Missing> {
        let mark = self.marks.iter().find(|(mark, _)| mark.text == word);
        mark.map(|(_, reason)| *reason).or_else(|| Missing::in_cell(word))
    }
}

impl Kind {
    /// 種類, as it is written.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Fields(_) => "欄",
            Self::Prose(_) => "文",
            Self::Table(_) => "表",
            Self::List(_) => "一覧",
            Self::Indicators(Indicators { increments: false, .. }) => "指標",
            Self::Indicators(_) => "増加分",
            Self::Shares(_) => "割合",
            Self::Comparison => "比較",
            Self::Survey(_) => "アンケート",
            Self::Children(_) => "下位",
        }
    }
}

impl Section {
    /// What is printed above it.
    #[must_use]
    pub fn heading(&self) -> &str {
        self.heading.as_deref().unwrap_or(&self.name.text)
    }
}

impl Row {
    /// What it is called in a sheet.
    #[must_use]
    pub fn key(&self) -> &Name {
        self.identity.as_ref().unwrap_or(&self.name)
    }

    /// The type of its cell in a column.
    #[must_use]
    pub fn of<'a>(&'a self, column: &'a Column) -> &'a Type {
        column.kind.as_ref().unwrap_or(&self.kind)
    }
}

impl Head {
    /// What a column is called on a sheet with these results: `令和5 決算`.
    #[must_use]
    pub fn name(&self, results: Option<FiscalYear>) -> String {
        let (Self::Year(year, word), Some(_)) = (self, results) else {
            return self.declared();
        };
        let year = year.name(results);
        word.as_ref().map_or_else(|| year.clone(), |word| format!("{year} {word}"))
    }

    /// The year that it is about.
    #[must_use]
    pub fn year(&self, results: Option<FiscalYear>) -> Option<FiscalYear> {
        match self {
            Self::Name(_) => None,
            Self::Year(year, _) => year.of(results),
        }
    }

    /// The word that a column of a year has behind it, or its name; may be empty.
    pub(super) fn word(&self) -> &str {
        match self {
            Self::Name(name) => name,
            Self::Year(_, word) => word.as_deref().unwrap_or_default(),
        }
    }

    /// What a column is called in the declaration: `実績年度+1 予算`.
    #[must_use]
    pub fn declared(&self) -> String {
        match self {
            Self::Name(name) => name.clone(),
            Self::Year(year, word) => {
                let year = year.declared();
                word.as_ref().map_or_else(|| year.clone(), |word| format!("{year} {word}"))
            }
        }
    }
}
