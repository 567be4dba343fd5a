//! What a declaration says of one value: a word with its place, its type (型), a year.

use rust_decimal::Decimal;

use crate::terms::place::Span;
use crate::terms::year::FiscalYear;

/// A word of a declaration with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// The types of value (型).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// 数
    Number(Measure),
    /// 言葉: a short text.
    Words,
    /// 文: prose.
    Prose,
    /// 日付
    Date,
    /// 年度
    Year,
    /// 選択: one of these words.
    Choice(Choices),
    /// 課: an office.
    Office,
    /// 人: a post, with a name or without.
    Person,
    /// 単位: the unit of the figures of its entry.
    Unit,
    /// 科目: the place of a project in the budget, by codes.
    Account,
}

/// The parts of a 科目, from the top.
pub const ACCOUNT: [&str; 5] = ["会計", "款", "項", "目", "事業"];

/// What a number is measured in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Measure {
    /// 単位; `None` where the form says none.
    pub unit: Option<String>,
    /// 換算: another unit in which people say it, and the factor to it.
    pub conversion: Option<(String, Decimal)>,
}

/// The words of a 選択.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choices {
    /// These words, each with its meaning where the form gives one.
    Own(Vec<(String, Option<String>)>),
    /// Those of this name in `city.yaml` (選択肢).
    City(Name),
    /// The same, where there is no `city.yaml` that could be read: any word may be one.
    Unknown(Name),
}

/// A year of a declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Year {
    /// 実績年度 of evaluation.yaml and so many years after it.
    OfResults(i16),
    /// A year as written, with the place it has in time.
    Fixed(String, FiscalYear),
}

impl Year {
    /// The year in time; `None` for one that the year of results would say.
    #[must_use]
    pub fn of(&self, results: Option<FiscalYear>) -> Option<FiscalYear> {
        match self {
            Self::OfResults(after) => results.map(|results| FiscalYear(results.0 + after)),
            Self::Fixed(_, year) => Some(*year),
        }
    }

    /// What it is called on a sheet with these results.
    #[must_use]
    pub fn name(&self, results: Option<FiscalYear>) -> String {
        match (self, results) {
            (Self::Fixed(written, _), _) => written.clone(),
            (Self::OfResults(after), Some(results)) => FiscalYear(results.0 + after).short(),
            (Self::OfResults(_), None) => self.declared(),
        }
    }

    /// What it is called in the declaration: `実績年度+1`.
    pub(super) fn declared(&self) -> String {
        match self {
            Self::OfResults(0) => "実績年度".to_owned(),
            Self::OfResults(after) => format!("実績年度{after:+}"),
            Self::Fixed(written, _) => written.clone(),
        }
    }
}
