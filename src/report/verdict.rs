//! Verdict on the latest actual against its target: 届いた, 届かず, 目標年度前, まだ比べられない, 比べない. The words do not depend on the
//! wanted direction. An outcome in, a fact and its words out.

/// Outcome of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// 届いた
    Reached,
    /// 届かず
    Short,
    /// 目標年度前
    Early,
    /// まだ比べられない
    Waiting,
    /// 比べない
    Excluded,
}

impl Kind {
    /// Every kind, in the order of counting.
    pub(crate) const ALL: [Self; 5] =
        [Self::Reached, Self::Short, Self::Early, Self::Waiting, Self::Excluded];

    /// Its word on pages.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Reached => "届いた",
            Self::Short => "届かず",
            Self::Early => "目標年度前",
            Self::Waiting => "まだ比べられない",
            Self::Excluded => "比べない",
        }
    }

    /// Kind of icon and border, and part of the ids of counts.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Reached => "done",
            Self::Short => "miss",
            Self::Early => "early",
            Self::Waiting => "wait",
            Self::Excluded => "none",
        }
    }

    /// Code in the open data.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::Short => "short",
            Self::Early => "before_target_year",
            Self::Waiting => "not_yet",
            Self::Excluded => "not_compared",
        }
    }
}

/// Every kind for the codebook: code, word, meaning.
#[must_use]
pub fn codes() -> Vec<(&'static str, &'static str, &'static str)> {
    let meaning = |kind| match kind {
        Kind::Reached => "実績が、その年度の目標又は目安に届いた",
        Kind::Short => "実績が、その年度の目標又は目安に届かなかった",
        Kind::Early => "その年度の目標がなく、先の年度の目標と比べた",
        Kind::Waiting => "値が未公表か評価前で、まだ比べられない",
        Kind::Excluded => "値がない、文で示されているなどの理由で比べない",
    };
    Kind::ALL.map(|kind| (kind.code(), kind.word(), meaning(kind))).to_vec()
}
