//! Sentences about the methods of comparing an actual with its plan (達成率の方法).

use super::diag;
use crate::diag::{Code, Diag};
use crate::terms::place::Span;

/// A method without an item that it reckons with.
#[must_use]
pub fn method_needs(span: Span, method: &str, key: &str) -> Diag {
    let example = match key {
        "当初値" => "当初値: { 年度: 平成22, 値: 数値 }",
        "目安値" => "目安値: { 平成24: 数値 }",
        _ => "許容幅: 5",
    };
    diag(
        Code::MissingItem,
        span,
        format!("達成率の方法「{method}」に使う項目「{key}」がありません"),
        "この方法です",
        format!("この指標に「{example}」の形で加えるか、ほかの方法を選んでください"),
    )
}

/// A method that judges the other way round, or cannot judge the direction.
#[must_use]
pub fn method_against_direction(
    span: Span,
    method: &str,
    direction: &str,
    others: &[&str],
) -> Diag {
    diag(
        Code::MethodMismatch,
        span,
        format!("達成率の方法「{method}」は、望ましい方向が「{direction}」の指標に合いません"),
        "この方法です",
        format!("方向が正しければ、{} のどれかを選んでください", others.join("、")),
    )
}

/// A figure that a method misjudges.
#[must_use]
pub fn method_against_figure(span: Span, method: &str, why: &str) -> Diag {
    diag(
        Code::MethodMismatch,
        span,
        format!("この値は、達成率の方法「{method}」に合いません"),
        "この値です",
        format!("{why}。このまま作ると、割合は「算出できない」になるか、実際と違う印象を与えます"),
    )
}

/// A lower bound above the upper one.
#[must_use]
pub fn bounds_crossed(span: Span, low: &str, high: &str) -> Diag {
    diag(
        Code::BoundsCrossed,
        span,
        format!("下限{low}が上限{high}より大きくなっています"),
        "この下限です",
        "下限と上限を確かめてください",
    )
}

/// Two of a number or reason, words, and bounds, where a cell says one of them.
#[must_use]
pub fn figure_in_two_ways(span: Span, item: &str) -> Diag {
    diag(
        Code::WrongType,
        span,
        format!("「{item}」に「値」「文」「下限・上限」のうち2つ以上が書かれています"),
        "この値です",
        "票の値として示すものを1つ残し、ほかは「注」に移してください",
    )
}

/// Words or bounds where a figure is summed or compared.
#[must_use]
pub fn only_in_indicators(span: Span) -> Diag {
    diag(
        Code::WrongType,
        span,
        "文と範囲は、成果指標の実績と計画にだけ書けます".to_owned(),
        "ここには書けません",
        "数値か、理由（未公表、調査なし など）を書いてください",
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

/// A rate of the sheet that the declared method does not give.
#[must_use]
pub fn rate_differs(span: Span, method: &str, stated: &str, computed: &str) -> Diag {
    diag(
        Code::RateDiffers,
        span,
        format!(
            "票の達成率「{stated}」は、達成率の方法「{method}」で計算した{computed}％と違います"
        ),
        "この達成率です",
        "票と同じか、「達成率の方法」と city.yaml の「率の端数処理」が市の計算と同じかを確かめてください。票のとおりで正しいときは、「警告の確認」に理由を書いてください",
    )
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
