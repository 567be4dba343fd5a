//! Sentences about the city's rule for grades (評価区分) and its words for effects.

use crate::diag::codes::Code;
use crate::diag::messages::sentence::diag;
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// A word of the city's rule that is there twice.
#[must_use]
pub fn word_twice(span: Span, item: &str, word: &str, first: Span) -> Diag {
    let mut diag = diag(
        Code::GradeRule,
        span,
        format!("「{item}」に「{word}」が2つあります"),
        "2つめです",
        "同じ言葉では見分けられません。どちらかを別の言葉にするか、片方を消してください",
    );
    diag.related.push((first, "1つめはここです".to_owned()));
    diag
}

/// A threshold that is not below the one before it.
#[must_use]
pub fn threshold_order(span: Span, here: &str, above: &str, place: Span) -> Diag {
    let mut diag = diag(
        Code::GradeRule,
        span,
        format!("評価区分の「以上」の{here}が、1つ上の区分の{above}より小さくありません"),
        "この数値です",
        "率の大きい区分から順に、「以上」がだんだん小さくなるように書いてください",
    );
    diag.related.push((place, "1つ上の区分はここです".to_owned()));
    diag
}

/// A grade that would cover everything, with others below it.
#[must_use]
pub fn grade_without_threshold(span: Span, name: &str) -> Diag {
    diag(
        Code::GradeRule,
        span,
        format!("評価区分「{name}」に「以上」がありません"),
        "この区分です",
        "「以上」を省けるのは、一番下の区分だけです。{ 名称: A, 以上: 100 } の形で書いてください",
    )
}

/// No grade for rates below the lowest threshold.
#[must_use]
pub fn grades_leave_a_rest(span: Span, name: &str) -> Diag {
    diag(
        Code::GradeRule,
        span,
        format!("一番下の評価区分「{name}」の「以上」に届かない率の区分がありません"),
        "一番下の区分です",
        "「それ未満: 名称」を加えるか、一番下の区分から「以上」を消してください",
    )
}

/// Two grades for the rest.
#[must_use]
pub fn two_lowest_grades(span: Span, name: &str, below: Span) -> Diag {
    let mut diag = diag(
        Code::GradeRule,
        span,
        format!("残りの率の評価区分が、「{name}」と「それ未満」の2つあります"),
        "「以上」の無い区分です",
        "この区分に「以上」を書くか、「それ未満」を消してください",
    );
    diag.related.push((below, "「それ未満」はここです".to_owned()));
    diag
}

/// A method that gives no rate.
#[must_use]
pub fn graded_without_rate(span: Span, method: &str) -> Diag {
    diag(
        Code::GradeRule,
        span,
        format!("比べ方「{method}」は率を出さないので、評価区分を付けられません"),
        "この方法です",
        "この方法を消してください。この方法の指標は、対象外として示します",
    )
}
