//! State of a figure (速報, 確定 and so on): words and codes.

/// How final a figure is (状態).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// 速報
    Provisional,
    /// 確定
    Final,
    /// 改定
    Revised,
    /// 参考
    Reference,
    /// 見込: the expected value, stated in advance.
    Projected,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 5] =
        [Self::Provisional, Self::Final, Self::Revised, Self::Reference, Self::Projected];

    /// Its Japanese word, in content and on pages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Provisional => "速報",
            Self::Final => "確定",
            Self::Revised => "改定",
            Self::Reference => "参考",
            Self::Projected => "見込",
        }
    }

    /// Code in the open data.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Provisional => "provisional",
            Self::Final => "final",
            Self::Revised => "revised",
            Self::Reference => "reference",
            Self::Projected => "projected",
        }
    }

    /// The state named by a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}
