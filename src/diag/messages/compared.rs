//! Sentences about how indicators of declared forms are compared (比べる): what a method needs, and what it cannot judge.

use crate::diag::codes::Code;
use crate::diag::messages::sentence::diag;
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// A method of the sheet without the column that it reckons with; `column` is `None` where the form has none.
#[must_use]
pub fn method_without_base(span: Span, method: &str, column: Option<&str>) -> Diag {
    let (title, remedy) = match column {
        Some(column) => (
            format!("比べ方「{method}」に使う列「{column}」がありません"),
            format!(
                "この指標に「{column}: {{ 令和2: 数値 }}」の形で加えるか、ほかの比べ方を選んでください"
            ),
        ),
        None => (
            format!("比べ方「{method}」に使う、役が当初値の列がこの様式にありません"),
            "ほかの比べ方を選ぶか、様式に当初値の列を加えてください".to_owned(),
        ),
    };
    diag(Code::MissingItem, span, title, "この比べ方です", remedy)
}

/// 維持（許容幅） without the width within which a figure counts as kept.
#[must_use]
pub fn method_without_tolerance(span: Span, method: &str) -> Diag {
    diag(
        Code::MissingItem,
        span,
        format!("比べ方「{method}」に使う項目「許容幅」がありません"),
        "この比べ方です",
        "この指標に「許容幅: 5」の形で、維持とみなす幅（％）を加えるか、ほかの比べ方を選んでください",
    )
}

/// A method of the sheet that judges the other way round, or cannot judge the wanted direction.
#[must_use]
pub fn method_unlike_direction(span: Span, method: &str, direction: &str, others: &[&str]) -> Diag {
    diag(
        Code::MethodMismatch,
        span,
        format!("比べ方「{method}」は、望ましい方向が「{direction}」の指標に合いません"),
        "この比べ方です",
        format!("方向が正しければ、{} のどれかを選んでください", others.join("、")),
    )
}

/// A figure that a method of the sheet misjudges; `rated` where the method gives a rate.
#[must_use]
pub fn method_unlike_figure(span: Span, method: &str, why: &str, rated: bool) -> Diag {
    let then = "。このまま作ると、率は「算出できない」になるか、実際と違う印象を与えます";
    diag(
        Code::MethodMismatch,
        span,
        format!("この値は、比べ方「{method}」に合いません"),
        "この値です",
        format!("{why}{}", if rated { then } else { "" }),
    )
}
