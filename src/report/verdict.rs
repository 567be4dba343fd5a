//! How the actual of the year evaluated stands to its target, in words: 届いた, 届かず, 目標年度前, まだ比べられない,
//! 比べない. The words do not depend on the wanted direction. An outcome in, a fact and its words out.

use rust_decimal::Decimal;

use crate::model::indicator::{Direction, Method};
use crate::report::achieve::{self, Open, Outcome, Undefined};
use crate::report::desk::Desk;
use crate::report::facts::{Fact, WORDS};
use crate::report::format;
use crate::report::label::Label;
use crate::report::ledger::Ledger;
use crate::report::methods::{Point, Rate};
use crate::report::page::{Status, Verdict};
use crate::report::series::{Series, Side, Take};
use crate::report::words;
use crate::terms::reason::Missing;

/// What a comparison comes to.
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

/// What the words mean, for every page that shows or counts them.
pub(crate) const RULE: &str = "「届いた」「届かず」は、実績を同じ年度の計画（目安値と比べる指標では目安値）と、指標の望ましい方向に沿って比べた結果です。\
     計画が範囲や許容幅の指標では、その中にあれば「届いた」です。「目標年度前」は、その年度の計画がなく、先の年度の計画と比べたもの、\
     「まだ比べられない」は、値が未公表か評価前のもの、「比べない」は、値がない、文で示されているなどの理由で比べないものです。";

impl Kind {
    /// Every kind, in the order in which they are counted.
    pub(crate) const ALL: [Self; 5] =
        [Self::Reached, Self::Short, Self::Early, Self::Waiting, Self::Excluded];

    /// The word of pages.
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

    fn of(outcome: Outcome) -> Self {
        let out = |reason| !matches!(reason, Missing::NotPublished | Missing::NotYet);
        match outcome {
            Outcome::Reached => Self::Reached,
            Outcome::Short => Self::Short,
            Outcome::Early => Self::Early,
            Outcome::Open(Open::Actual(reason) | Open::Plan(reason)) if !out(reason) => {
                Self::Waiting
            }
            Outcome::Open(_) => Self::Excluded,
        }
    }
}

/// Every kind for the codebook: code, word, meaning.
#[must_use]
pub fn codes() -> Vec<(&'static str, &'static str, &'static str)> {
    let meaning = |kind| match kind {
        Kind::Reached => "実績が、その年度の計画又は目安値に届いた",
        Kind::Short => "実績が、その年度の計画又は目安値に届かなかった",
        Kind::Early => "その年度の計画がなく、先の年度の計画と比べた",
        Kind::Waiting => "値が未公表か評価前で、まだ比べられない",
        Kind::Excluded => "値がない、文で示されているなどの理由で比べない",
    };
    Kind::ALL.map(|kind| (kind.code(), kind.word(), meaning(kind))).to_vec()
}

/// What the comparison of an indicator comes to.
pub(crate) fn kind(series: &Series<'_>, take: Take) -> Kind {
    Kind::of(series.outcome(take))
}

/// 計画, 目安値, or 令和8年度の計画 where it is that of a later year.
pub(crate) fn target_word(series: &Series<'_>) -> String {
    let (side, year) = series.target(series.result);
    if year == series.result {
        side.word().to_owned()
    } else {
        format!("{}の{}", format::wareki(year), side.word())
    }
}

/// Id of the figure that the actual is compared with.
pub(crate) fn target(series: &Series<'_>) -> String {
    let (side, year) = series.target(series.result);
    series.stated(side, year)
}

/// How far an actual is from its target, in the unit people say: above it where positive. `None` inside two bounds
/// and where there are no figures.
pub(crate) fn gap(series: &Series<'_>, take: Take) -> Option<(Decimal, &'static str)> {
    let (side, year) = series.target(series.result);
    let actual = series.said(Side::Actual, series.result, take)?;
    match series.point(side, year, take) {
        Point::Number(target) => Some((achieve::difference(actual, series.convert(target)?)?, "")),
        Point::Range(low, high) => {
            let (low, high) = (series.convert(low)?, series.convert(high)?);
            if actual < low {
                Some((achieve::difference(actual, low)?, "の下限"))
            } else if actual > high {
                Some((achieve::difference(actual, high)?, "の上限"))
            } else {
                None
            }
        }
        Point::Words | Point::Missing(_) => None,
    }
}

/// How far an indicator is short of its target, as a share of it; `None` where that has no meaning.
pub(crate) fn distance(series: &Series<'_>) -> Option<Decimal> {
    let (side, year) = series.target(series.result);
    let (gap, _) = gap(series, Take::Adopted)?;
    let base = match series.point(side, year, Take::Adopted) {
        Point::Number(target) => series.convert(target)?,
        Point::Range(low, _) if gap.is_sign_negative() => series.convert(low)?,
        Point::Range(_, high) => series.convert(high)?,
        Point::Words | Point::Missing(_) => return None,
    };
    gap.abs().checked_div(base.abs())
}

/// 933.5億円, 0.3ポイント.
pub(crate) fn amount(series: &Series<'_>, gap: Decimal) -> String {
    format!("{}{}", format::number(gap.abs()), series.difference_unit())
}

/// 計画より0.3ポイント多い.
fn apart(series: &Series<'_>, take: Take) -> Option<String> {
    let (gap, bound) = gap(series, take)?;
    let more = if gap.is_sign_negative() { "少ない" } else { "多い" };
    Some(format!("{}{bound}より{}{more}", target_word(series), amount(series, gap)))
}

/// How much an indicator is short of its target, for a headline: あと933.5億円, 0.3ポイント多い, 上限より3件多い.
pub(crate) fn missing(series: &Series<'_>) -> Option<String> {
    let (gap, bound) = gap(series, Take::Adopted)?;
    let amount = amount(series, gap);
    let rising = matches!(series.indicator.direction, Direction::Up | Direction::AtLeast);
    if rising && gap.is_sign_negative() {
        return Some(format!("あと{amount}"));
    }
    let more = if gap.is_sign_negative() { "少ない" } else { "多い" };
    Some(match bound.strip_prefix('の') {
        Some(bound) => format!("{bound}より{amount}{more}"),
        None => format!("{amount}{more}"),
    })
}

/// The verdict as printed: a word, and in brackets what it does not say by itself.
pub(crate) fn text(series: &Series<'_>, take: Take) -> String {
    let outcome = series.outcome(take);
    let word = Kind::of(outcome).word();
    let clause = match outcome {
        Outcome::Reached => None,
        // That less was wanted, or that too much was too much, is not said by the word.
        Outcome::Short => match series.indicator.direction {
            Direction::Up | Direction::AtLeast => None,
            _ => apart(series, take),
        },
        Outcome::Early => match series.rate(series.result, take) {
            Rate::Percent(rate) => Some(series.percent(rate)),
            Rate::None | Rate::Missing(_) | Rate::Undefined(_) => None,
        },
        Outcome::Open(open) => Some(open_words(series, open)),
    };
    clause.map_or_else(|| word.to_owned(), |clause| format!("{word}（{clause}）"))
}

fn open_words(series: &Series<'_>, open: Open) -> String {
    let target = || target_word(series);
    match open {
        Open::Method => "算出しない指標".to_owned(),
        Open::Keep => "許容幅の決まりなし".to_owned(),
        Open::Actual(reason @ (Missing::NotPublished | Missing::NotYet)) => {
            reason.word().to_owned()
        }
        Open::Actual(Missing::Unstated) => "実績が票にない".to_owned(),
        Open::Plan(Missing::Unstated) => format!("{}が票にない", target()),
        Open::Actual(reason) => format!("実績は{}", reason.word()),
        Open::Plan(reason) => format!("{}は{}", target(), reason.word()),
        Open::Undefined(Undefined::Words) => "文で示した値".to_owned(),
        Open::Undefined(Undefined::Range) => "範囲で示した値".to_owned(),
        Open::Undefined(Undefined::NoRange) => format!("{}が範囲でない", target()),
        Open::Undefined(Undefined::PlanNotZero) => format!("{}が0でない", target()),
        Open::Undefined(_) => words::NOT_COMPUTABLE.to_owned(),
    }
}

/// Why the verdict is what it is; ends with ため.
fn reason(series: &Series<'_>) -> String {
    let target = target_word(series);
    let method = series.indicator.method;
    let falling = series.falling();
    match series.outcome(Take::Adopted) {
        Outcome::Reached => match method {
            Method::Maintain => format!("実績と{target}の差が許容幅の中のため"),
            Method::Range => format!("実績が{target}の下限以上、上限以下のため"),
            Method::Zero => "実績が0のため".to_owned(),
            _ if series.indicator.direction == Direction::Keep => {
                format!("実績が{target}と同じため")
            }
            _ if falling => format!("実績が{target}以下のため"),
            _ => format!("実績が{target}以上のため"),
        },
        Outcome::Short => match method {
            Method::Maintain => format!("実績と{target}の差が許容幅を超えるため"),
            Method::Zero => "実績が0ではないため".to_owned(),
            _ => match apart(series, Take::Adopted) {
                Some(apart) => format!("実績が{apart}ため"),
                None => format!("実績が{target}と違うため"),
            },
        },
        Outcome::Early => {
            format!("{}の計画がなく、{target}と比べたため", format::wareki(series.result))
        }
        Outcome::Open(Open::Method) => "比べる方法が「算出しない」のため".to_owned(),
        Outcome::Open(Open::Keep) => {
            format!(
                "維持が望ましい指標の実績が{target}と違い、どこまでを維持とみなすかの決まりがないため"
            )
        }
        Outcome::Open(Open::Actual(Missing::Unstated)) => "実績が票にないため".to_owned(),
        Outcome::Open(Open::Plan(Missing::Unstated)) => format!("{target}が票にないため"),
        Outcome::Open(Open::Actual(reason)) => format!("実績が「{}」のため", reason.word()),
        Outcome::Open(Open::Plan(reason)) => format!("{target}が「{}」のため", reason.word()),
        Outcome::Open(Open::Undefined(reason)) => {
            words::undefined(reason).trim_end_matches("、算出できない").replace("計画", &target)
        }
    }
}

/// Id of the verdict.
pub(crate) fn id(series: &Series<'_>) -> String {
    series.fact("verdict", series.result)
}

/// Records the verdict of an indicator.
pub(crate) fn record(series: &Series<'_>, note: Option<&String>, ledger: &mut Ledger) {
    let of = format!("{} {}", series.owner, series.indicator.name);
    let label = Label::new(&of, series.result, "計画との比較");
    let fact = Fact::open(id(series), label, series.page, "").of(series.result);
    let fact = Fact { text: text(series, Take::Adopted).into(), status: WORDS, ..fact }
        .because(&reason(series));
    ledger.record(fact.noted(note.filter(|_| series.doubtful()).cloned()));
}

/// The verdict as pages show it: an icon and words.
pub(crate) fn status(series: &Series<'_>, desk: &mut Desk<'_>) -> Status {
    Status {
        kind: kind(series, Take::Adopted).sign().to_owned(),
        word: desk.show(&id(series)),
        doubtful: series.doubtful(),
    }
}

/// The verdict beside its indicator, with why.
pub(crate) fn build(series: &Series<'_>, desk: &mut Desk<'_>) -> Verdict {
    Verdict {
        label: format!("{}との比較（{}）", target_word(series), format::wareki(series.result)),
        status: status(series, desk),
        reason: reason(series),
    }
}

#[cfg(test)]
mod tests;
