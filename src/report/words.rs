//! The fixed words and sentences of the pages, in plain Japanese (公用文). Types in, words out. Figures arrive
//! formatted; nothing is computed here.

use rust_decimal::Decimal;

use crate::model::achieve::Undefined;
use crate::model::indicator::{self, Kind};
use crate::model::quantity::Reading;
use crate::model::rounding::Rounding;
use crate::report::format;
use crate::report::page::Direction;
use crate::terms::reason::Missing;
use crate::terms::state::State;
use crate::terms::year::FiscalYear;

/// Shown for an undefined rate.
pub(crate) const NOT_COMPUTABLE: &str = "算出できない";

/// Text for screen readers where a cell is empty because the sheet has no value.
pub(crate) const NOT_ON_SHEET: &str = "票にない";

/// Text for screen readers where nothing is printed, or only a mark (＊, ／, …). Empty where the printed text can be
/// read aloud.
pub(crate) fn unsaid(printed: &str, reason: Missing) -> &'static str {
    // The long vowel mark counts as a letter, but is no word.
    let is_read = printed.chars().any(|c| c.is_alphanumeric() && c != 'ー');
    match reason {
        _ if is_read => "",
        Missing::Unstated => NOT_ON_SHEET,
        reason => reason.word(),
    }
}

/// Rounding of every computed rate.
pub(crate) const ROUNDING: &str = "小数第2位を四捨五入";

/// How a rate was rounded; it may have more places than the rule says.
pub(crate) fn rounding(rule: Rounding, rounded: Decimal) -> String {
    let Rounding { way, places, cap } = rule;
    let place = rounded.scale().max(places) + 1;
    let kept = if rounded.scale() > places {
        "（0％、100％や区分の境と紛れない桁まで表示）"
    } else {
        ""
    };
    let cap = cap.map_or_else(String::new, |cap| format!("、上限は{}", format::share(cap)));
    format!("小数第{place}位を{}{kept}{cap}", way.word())
}

/// Why a rate is undefined: a clause ending with ため. `target` is the name of the target.
pub(crate) fn undefined(reason: Undefined, target: &str) -> String {
    match reason {
        Undefined::BaseNotPositive => "割る数が0以下のため".to_owned(),
        Undefined::ActualNegative => "実績が0より小さいため".to_owned(),
        Undefined::ActualNotPositive => "実績が0以下のため".to_owned(),
        Undefined::NoBase => "当初値がないため".to_owned(),
        Undefined::TooLarge => "桁数が多すぎるため".to_owned(),
        Undefined::PlanNotPositive => format!("{target}が0以下のため"),
        Undefined::BaseIsPlan => format!("{target}が当初値と同じため"),
        Undefined::PlanNotZero => format!("{target}が0ではないため"),
        Undefined::NoRange => format!("{target}が範囲ではないため"),
        Undefined::Range => format!("{target}か実績が範囲のため"),
        Undefined::Words => format!("{target}か実績が文のため"),
    }
}

/// Arrow and words of the wanted direction.
pub(crate) fn direction(direction: indicator::Direction) -> Direction {
    let (arrow, text) = match direction {
        indicator::Direction::Up => ("↗", "増加が望ましい"),
        indicator::Direction::Down => ("↘", "減少が望ましい"),
        indicator::Direction::Keep => ("→", "維持が望ましい"),
        indicator::Direction::Within => ("→", "決めた範囲の中が望ましい"),
        indicator::Direction::AtLeast => ("↗", "決めた値以上が望ましい"),
        indicator::Direction::AtMost => ("↘", "決めた値以下が望ましい"),
        indicator::Direction::Words => ("―", "文で示した目標"),
    };
    Direction { arrow: arrow.to_owned(), text: text.to_owned() }
}

/// What a reason means, for the codebook.
pub(crate) fn missing(reason: Missing) -> &'static str {
    match reason {
        Missing::NotSet => "目標が設定されていない",
        Missing::NotYet => "まだ評価の対象になっていない年度",
        Missing::NotPublished => "公表された値を確かめられない",
        Missing::NotSurveyed => "その年度には調査がない",
        Missing::NotApplicable => "当てはまらない",
        Missing::Blank => "票の欄が空白。0ではない",
        Missing::NoRole => "その主体には役割がない",
        Missing::Empty => "票の欄が空いている。0ではない",
        Missing::Unfilled => "下書きの票で、まだ書いていない。公表版にはない",
        Missing::Unstated => "この票には、値も理由も書かれていない",
    }
}

/// Word for the kind of values.
pub(crate) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Flow => "単年の値",
        Kind::Cumulative => "累計の値",
        Kind::Level => "水準（ある時点の値）",
        Kind::Rate => "率",
        Kind::Survey => "調査の結果",
    }
}

/// A figure with an alternative reading, in words: 平成24年度の実績は37件 as adopted, and the alternative.
pub(crate) type BothWays = [String; 2];

/// A doubt about the source as one note: the figures it concerns in both readings, and what follows from the
/// alternative. `doubt` is `None` where the sheet says no more than the figures.
pub(crate) fn reading(doubt: Option<&Reading>, figures: &[BothWays]) -> String {
    let whole = |text: &str| text.trim().trim_end_matches('。').to_owned();
    let matter = doubt.map_or_else(
        || "この値は、票の読み方が確定していません".to_owned(),
        |doubt| whole(&doubt.matter),
    );
    let under = |place: usize| {
        figures.iter().map(|both| both[place].as_str()).collect::<Vec<_>>().join("、")
    };
    let figures = if figures.is_empty() {
        String::new()
    } else {
        format!("採用した読み方では、{}です。別の読み方では、{}です。", under(0), under(1))
    };
    let why = doubt.map_or_else(String::new, |Reading { matter: _, reason, confidence }| {
        let said = [("理由", reason), ("確度", confidence)].into_iter();
        let said = said.filter(|(_, text)| !text.is_empty());
        let said = said.map(|(what, text)| format!("{what}：{}。", whole(text)));
        said.collect::<Vec<_>>().concat()
    });
    format!("{matter}。{figures}{why}")
}

/// Planned publication of a value, as a note.
pub(crate) fn awaited(when: &str) -> String {
    format!("公表の予定：{}", when.trim().trim_end_matches('。'))
}

/// State of a figure and year of its value, as notes.
pub(crate) fn standing(state: Option<State>, of_year: Option<FiscalYear>) -> Vec<String> {
    let state = state.map(|state| {
        let text = match state {
            State::Provisional => "速報値です。後に改まることがあります。",
            State::Final => "確定した値です。",
            State::Revised => "公表の後に改定された値です。",
            State::Reference => "参考として示された値です。",
            State::Projected => "見込みの値です。実績ではありません。",
        };
        text.to_owned()
    });
    let year = of_year.map(|year| format!("{}の値です。", format::wareki(year)));
    state.into_iter().chain(year).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubt_becomes_one_note() {
        let text = |text: &str| text.to_owned();
        let doubt = Reading {
            matter: text("列の順を確定できません。"),
            reason: text("計画が等差になるため"),
            confidence: text("中から高"),
        };
        let figures =
            [[text("実績は37件"), text("実績は35件")], [text("計画は35件"), text("計画は37件")]];
        assert_eq!(
            reading(Some(&doubt), &figures),
            "列の順を確定できません。採用した読み方では、実績は37件、計画は35件です。\
             別の読み方では、実績は35件、計画は37件です。理由：計画が等差になるため。確度：中から高。"
        );
        assert_eq!(
            reading(None, &figures[..1]),
            "この値は、票の読み方が確定していません。採用した読み方では、実績は37件です。\
             別の読み方では、実績は35件です。"
        );
        let elsewhere = reading(Some(&doubt), &[]);
        assert!(!elsewhere.contains("読み方では"), "no figure is named: {elsewhere}");
    }

    #[test]
    fn a_mark_is_read_as_what_it_means_and_a_word_as_it_stands() {
        for mark in ["＊", "／", "…", "ー", "（＊）"] {
            assert_eq!(unsaid(mark, Missing::NotPublished), "未公表", "{mark}");
        }
        assert_eq!(unsaid("未集計", Missing::NotSurveyed), "");
        assert_eq!(unsaid("＊（A）", Missing::NotPublished), "");
        assert_eq!(unsaid("", Missing::Empty), "空欄");
        assert_eq!(unsaid("", Missing::Unstated), NOT_ON_SHEET);
    }
}
