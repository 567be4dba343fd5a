//! 日付 as declared: what a day is of, and which other day it cannot be before.

use super::value::Name;

/// What is said of the day of a field.
#[derive(Debug, Clone, Default)]
pub struct Day {
    /// 役
    pub role: Option<(DayRole, Name)>,
    /// 以後
    pub after: Option<(After, Name)>,
}

/// What a day is of (役).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayRole {
    /// 済んだ日: something was done, so that it is not to come.
    Done,
    /// 公表日: the sheet was published; its page was brought up to date.
    Published,
    /// 終期: the period of the targets of the sheet ends.
    End,
}

/// What a day cannot be before (以後).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// 実績年度: the end of the year whose results the sheet states.
    Results,
    /// The day of another field of the same section.
    Field,
}

impl DayRole {
    /// Every role.
    pub const ALL: [Self; 3] = [Self::Done, Self::Published, Self::End];

    /// 役, as it is written.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "済んだ日",
            Self::Published => "公表日",
            Self::End => "終期",
        }
    }

    /// True for what has been, once it is written.
    #[must_use]
    pub fn has_been(self) -> bool {
        matches!(self, Self::Done | Self::Published)
    }
}
