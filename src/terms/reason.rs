//! Reasons for missing values: the words that people write and pages show, and their codes.

/// Why a value is missing (欠測の理由).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// 設定なし: no target was set.
    NotSet,
    /// 評価前: the year has not been evaluated.
    NotYet,
    /// 未公表: exists or will exist, not published.
    NotPublished,
    /// 調査なし: no survey in that year.
    NotSurveyed,
    /// 該当なし: does not apply.
    NotApplicable,
    /// 記載なし: left blank in the source.
    Blank,
    /// 役割なし: the party has no role.
    NoRole,
    /// 空欄: an empty cell of the sheet, as in the source.
    Empty,
    /// 未記入: a draft does not have it yet.
    Unfilled,
    /// The sheet says nothing of it, neither a figure nor a reason. Nobody writes this, and no word stands for it.
    Unstated,
}

impl Missing {
    /// Every reason that can be written, in the order offered to people.
    pub const ALL: [Self; 7] = [
        Self::NotSet,
        Self::NotYet,
        Self::NotPublished,
        Self::NotSurveyed,
        Self::NotApplicable,
        Self::Blank,
        Self::NoRole,
    ];

    /// Its Japanese word, in content and on pages.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotSet => "設定なし",
            Self::NotYet => "評価前",
            Self::NotPublished => "未公表",
            Self::NotSurveyed => "調査なし",
            Self::NotApplicable => "該当なし",
            Self::Blank => "記載なし",
            Self::NoRole => "役割なし",
            Self::Empty => "空欄",
            Self::Unfilled => "未記入",
            Self::Unstated => "",
        }
    }

    /// Code in the open data.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotSet => "not_set",
            Self::NotYet => "not_yet_evaluated",
            Self::NotPublished => "not_published",
            Self::NotSurveyed => "not_surveyed",
            Self::NotApplicable => "not_applicable",
            Self::Blank => "blank_in_source",
            Self::NoRole => "no_role",
            Self::Empty => "blank",
            Self::Unfilled => "not_filled_in",
            Self::Unstated => "not_on_sheet",
        }
    }

    /// The reason with a code of the open data.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let all = Self::ALL.into_iter().chain([Self::Empty, Self::Unfilled, Self::Unstated]);
        all.into_iter().find(|reason| reason.code() == code)
    }

    /// The reason that a word in a cell stands for: there a cell may be empty, or not written yet, too.
    #[must_use]
    pub fn in_cell(word: &str) -> Option<Self> {
        let of_cells = || [Self::Empty, Self::Unfilled].into_iter().find(|one| one.word() == word);
        Self::from_word(word).or_else(of_cells)
    }

    /// The reason for a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}
