//! Sentences about figures that do not add up, cannot be, or move oddly from year to year.

use crate::diag::codes::Code;
use crate::diag::messages::sentence::diag;
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// A figure that cannot be. `wanted` says what it may be.
#[must_use]
pub fn out_of_range(span: Span, what: &str, text: &str, wanted: &str) -> Diag {
    diag(
        Code::OutOfRange,
        span,
        format!("{what}の{text}は、あり得ない数値です"),
        "この数値です",
        format!("{what}は{wanted}です。原典と照らして、数値か、書く場所を直してください"),
    )
}

/// A factor of zero or less.
#[must_use]
pub fn factor_not_positive(span: Span, factor: &str) -> Diag {
    diag(
        Code::WrongFactor,
        span,
        format!("換算の倍率{factor}では、別の単位の数値になりません"),
        "この倍率です",
        "倍率には、票の数値に掛けるとページの単位になる、0より大きい数を書いてください（千万円から億円なら 0.1）",
    )
}

/// A factor that the two units do not have between them.
#[must_use]
pub fn wrong_factor(span: Span, units: [&str; 2], factor: &str, wanted: &str) -> Diag {
    let [from, to] = units;
    diag(
        Code::WrongFactor,
        span,
        format!("換算の倍率{factor}では、{from}が{to}になりません"),
        "この倍率です",
        format!("1{from}は{wanted}{to}です。倍率を {wanted} とするか、単位を直してください"),
    )
}

/// A figure that changed much for the years between.
#[must_use]
pub fn year_jump(figures: [(Span, &str); 2], what: &str, years: i16, change: &str) -> Diag {
    let [(before, from), (after, to)] = figures;
    let mut diag = diag(
        Code::YearJump,
        after,
        format!("{what}が{years}年で大きく変わっています（{from}から{to}、{change}）"),
        "この数値です",
        "桁や単位の誤りでないか、原典と照らしてください。正しければ、{ 値: 数値, 注: 理由 } の形で理由を書くと、この注意は出なくなります",
    );
    diag.related.push((before, String::new()));
    diag
}

/// A total that is less than the one before.
#[must_use]
pub fn falling_total(figures: [(Span, &str); 2], what: &str) -> Diag {
    let [(before, from), (after, to)] = figures;
    let mut diag = diag(
        Code::FallingTotal,
        after,
        format!("値の種類は「累計」ですが、{what}が{from}から{to}へ減っています"),
        "この数値です",
        "値か、値の種類を原典と照らしてください。正しければ、{ 値: 数値, 注: 理由 } の形で理由を書くと、この注意は出なくなります",
    );
    diag.related.push((before, String::new()));
    diag
}
