//! Sentences about figures that do not add up, cannot be, or move oddly from year to year.

use super::{WeightWords, diag};
use crate::diag::{Code, Diag};
use crate::terms::place::Span;

/// What a source states is published as it states it.
const AS_STATED: &str = "原典のとおりなら、直さずに、その理由を「警告の確認」に書いてください";

/// Weights that do not sum to 100.
#[must_use]
pub fn weight_sum(
    span: Span,
    words: WeightWords<'_>,
    total: &str,
    parts: Vec<(Span, String)>,
) -> Diag {
    let mut diag = diag(
        Code::WeightSum,
        span,
        format!("{}の合計が100になりません（合計{total}）", words.name()),
        "",
        format!("{}を原典と照らしてください。{AS_STATED}", words.name()),
    );
    diag.related = parts;
    diag
}

/// Role shares that do not sum to 100. `reading` says which reading, when there are two.
#[must_use]
pub fn role_sum(span: Span, total: &str, reading: &str, parts: Vec<(Span, String)>) -> Diag {
    let mut diag = diag(
        Code::RoleSum,
        span,
        format!("役割分担比率の合計が、{reading}100になりません（合計{total}）"),
        "",
        format!("各主体の比率を原典と照らしてください。{AS_STATED}"),
    );
    diag.related = parts;
    diag
}

/// KPI increments that do not sum to the total.
#[must_use]
pub fn kpi_sum(span: Span, name: &str, sum: &str, total: &str, parts: Vec<(Span, String)>) -> Diag {
    let mut diag = diag(
        Code::KpiSum,
        span,
        format!("「{name}」の増加分の合計{sum}が、累計{total}と合いません"),
        "累計はここです",
        format!("増加分と累計を原典と照らしてください。{AS_STATED}"),
    );
    diag.related = parts;
    diag
}

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
