//! 指標 and 増加分 as declared: slots, columns with what they are for, how they are compared.

use rust_decimal::Decimal;

use super::value::{Choices, Name, Type, Year};
use crate::yaml::bound::Bound;

/// Keys of an indicator besides the columns of its form.
pub const KEYS: [&str; 16] = [
    "指標名",
    "識別",
    "旧名称",
    "単位",
    "換算",
    "望ましい方向",
    "値の種類",
    "期間",
    "比べる",
    "許容幅",
    "中間目標年度",
    "最終目標年度",
    "目標の改定",
    "断絶",
    "系列",
    "注",
];

/// Keys of an indicator that is taken from the sheet above (もと): all else is said there.
pub const OWN_KEYS: [&str; 4] = ["指標名", "識別", "系列", "注"];

/// A section of indicators.
#[derive(Debug, Clone)]
pub struct Indicators {
    /// 増加分: whether targets and actuals are what a year adds.
    pub increments: bool,
    /// 枠: fixed slots, in the order of the form; none where a sheet has as many indicators as it likes.
    pub slots: Vec<Name>,
    /// 列
    pub columns: Vec<Column>,
    /// 並び: 年度: whether pages and paper have its columns by year, those of one year as declared.
    pub by_year: bool,
    /// 比べる, unless an indicator says another.
    pub method: Option<String>,
    /// もと: the section of the sheet above that has the indicators.
    pub source: Option<Name>,
}

/// A column of indicators.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the language")]
pub struct Column {
    /// 名
    pub name: Name,
    /// 説明
    pub hint: Option<String>,
    /// 役, or the type of words about an indicator.
    pub holds: Holds,
    /// 単位, of rates and ranks.
    pub unit: Option<String>,
    /// 年度: years that a sheet must state.
    pub years: Vec<Year>,
    /// 自由 among them: whether it may state others.
    pub free: bool,
    /// 端数: 切捨て
    pub truncated: bool,
    /// 上限
    pub cap: Option<Decimal>,
    /// 無くてもよい
    pub optional: bool,
    /// True for a column of the sheet above, from which the indicators are taken (もと): this sheet does not write it.
    pub above: bool,
    /// 公開: しない: whether it is read and kept, and not published.
    pub hidden: bool,
}

/// What a column holds.
#[derive(Debug, Clone)]
pub enum Holds {
    /// Figures with this 役.
    Figures(Role),
    /// 区分: words of these, with the rates that they stand for where the city has a rule.
    Grade(Choices, Vec<(String, Bound)>),
    /// 向き: words of the city for the wanted direction, each with what it means.
    Way(Vec<(String, String)>),
    /// Words about an indicator.
    Words(Type),
}

/// What figures are for (役).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// 当初値
    Base,
    /// 目標
    Target,
    /// 目安
    Path,
    /// 実績
    Actual,
    /// 率, as a sheet states it.
    Rate,
    /// 順位
    Rank,
    /// 累計, of increments.
    Total,
}

impl Role {
    /// 役, as it is written.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Base => "当初値",
            Self::Target => "目標",
            Self::Path => "目安",
            Self::Actual => "実績",
            Self::Rate => "率",
            Self::Rank => "順位",
            Self::Total => "累計",
        }
    }

    /// True for a role of which a sheet may state one figure without its year.
    #[must_use]
    pub fn is_of_the_latest(self) -> bool {
        matches!(self, Self::Rate | Self::Rank | Self::Total)
    }
}

impl Indicators {
    /// Whether an actual can be compared with something.
    #[must_use]
    pub fn compares(&self) -> bool {
        let has = |role| self.of(role).next().is_some();
        has(Role::Actual) && (has(Role::Target) || has(Role::Path))
    }

    /// The columns of a role.
    pub fn of(&self, role: Role) -> impl Iterator<Item = usize> {
        let columns = self.columns.iter().enumerate();
        columns
            .filter(move |(_, column)| matches!(column.holds, Holds::Figures(own) if own == role))
            .map(|(place, _)| place)
    }
}

impl Column {
    /// True for a column that is part of a comparison of actual and target, or follows from one.
    #[must_use]
    pub fn is_compared(&self) -> bool {
        match &self.holds {
            Holds::Figures(Role::Base | Role::Rank) | Holds::Words(_) => false,
            Holds::Figures(_) | Holds::Way(_) => true,
            Holds::Grade(_, rule) => !rule.is_empty(),
        }
    }

    /// True where a sheet may write one value without a year.
    #[must_use]
    pub fn takes_bare(&self, increments: bool) -> bool {
        (self.years.len() == 1 && !self.free)
            || match &self.holds {
                Holds::Figures(Role::Base) => increments,
                Holds::Figures(role) => role.is_of_the_latest(),
                Holds::Grade(..) | Holds::Way(_) | Holds::Words(_) => true,
            }
    }
}
