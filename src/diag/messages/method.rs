//! Sentences about the methods of comparing an actual with its plan (比べる).

use crate::diag::codes::Code;
use crate::diag::messages::sentence::diag;
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// A number or reason, and words, where a cell says one of them.
#[must_use]
pub fn value_and_words(span: Span, item: &str) -> Diag {
    diag(
        Code::WrongType,
        span,
        format!("「{item}」に「値」と「文」の両方が書かれています"),
        "この値です",
        "票の値として示すものを1つ残し、ほかは「注」に移してください",
    )
}

/// Words or a bound in a section whose figures are summed or ranked.
#[must_use]
pub fn only_numbers_here(span: Span) -> Diag {
    diag(
        Code::WrongType,
        span,
        "割合、比較、アンケートの値に、文と範囲は書けません".to_owned(),
        "ここには書けません",
        "数値か、理由（未公表、調査なし など）を書いてください。票に言葉で書いてあるときは、その言葉を「注」に移してください",
    )
}

/// A bound that no figure can be within.
#[must_use]
pub fn bounds_crossed_in(span: Span, text: &str, [low, high]: [&str; 2]) -> Diag {
    diag(
        Code::BoundsCrossed,
        span,
        format!("範囲「{text}」に入る数値はありません（下限は{low}、上限は{high}）"),
        "この範囲です",
        "下限が上限より小さくなるように、原典と照らして直してください",
    )
}

/// 公表予定 with a stated value, or 状態, 値の年度 or 別の読み without a number.
#[must_use]
pub fn standing_of_another_value(span: Span, expected: bool) -> Diag {
    let (title, remedy) = if expected {
        (
            "「公表予定」は、まだない値にだけ書けます",
            "値が公表されたのなら、「公表予定」を消してください。まだなら、値を 未公表 などの理由にしてください",
        )
    } else {
        (
            "「状態」「値の年度」「別の読み」は、数値にだけ書けます",
            "票にそう書いてあるときは、その言葉を「注」に移してください",
        )
    };
    diag(Code::WrongType, span, title.to_owned(), "ここには書けません", remedy)
}

/// A highest rate below what reaching the plan gives.
#[must_use]
pub fn rate_cap_too_low(span: Span, cap: &str) -> Diag {
    diag(
        Code::GradeRule,
        span,
        format!("達成率の上限「{cap}」は、100より小さくできません"),
        "この上限です",
        "100以上の数を書くか、上限がなければ、この項目を消してください",
    )
}
