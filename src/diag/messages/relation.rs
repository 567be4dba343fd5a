//! Sentences about what must hold between items and between sheets.

use crate::diag::alike;
use crate::diag::codes::Code;
use crate::diag::messages::sentence::diag;
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// Number of codes that a remedy lists.
const LISTED: usize = 12;

/// A code that nothing has. `cure` is where it could be added.
#[must_use]
pub fn dangling_reference(
    span: Span,
    what: &str,
    code: &str,
    cure: &str,
    known: &[String],
) -> Diag {
    let list = match known {
        [] => "まだ1つもありません".to_owned(),
        _ if known.len() <= LISTED => format!("あるのは {} です", known.join("、")),
        _ => format!("あるのは {} など{}個です", known[..LISTED].join("、"), known.len()),
    };
    let alike: String = known.iter().map(|known| alike::note(code, known)).collect();
    diag(
        Code::DanglingReference,
        span,
        format!("コード「{code}」の{what}がありません"),
        "このコードです",
        format!("コードを直すか、{cure}加えてください（{list}）{alike}"),
    )
}

/// An actual in a year that has not been.
#[must_use]
pub fn future_actual(span: Span, year: &str, limit: &str) -> Diag {
    diag(
        Code::FutureActual,
        span,
        format!("{year}の実績は、まだあるはずがありません（{limit}）"),
        "ここに数値があります",
        "年度を確かめてください。まだ実績が無い年度には「評価前」と書くか、その年度を消してください",
    )
}

/// A fiscal year outside what the sheet can state.
#[must_use]
pub fn unknown_year(span: Span, year: &str, allowed: &str) -> Diag {
    diag(
        Code::UnknownYear,
        span,
        format!("{year}は、この票に無い年度です"),
        "この年度です",
        format!("ここに書けるのは、{allowed}です"),
    )
}

/// A plan or expected value (`what`) that goes against the preferred direction.
#[must_use]
pub fn against_direction(span: Span, what: &str, direction: &str, from: &str, to: &str) -> Diag {
    diag(
        Code::AgainstDirection,
        span,
        format!("望ましい方向は「{direction}」ですが、{what}が{from}から{to}へ逆に動いています"),
        "この数値です",
        "値か、望ましい方向を確かめてください。正しければ、{ 値: 数値, 注: 理由 } の形で理由を書くと、この注意は出なくなります",
    )
}

/// A year or date after its era ended.
#[must_use]
pub fn era_range(span: Span, written: &str, now: &str) -> Diag {
    diag(
        Code::EraRange,
        span,
        format!("「{written}」は、元号が改まった後の日付です"),
        "この日付です",
        format!(
            "改元の前に作られた文書の写しなら、このままで構いません。ページには「{written}（{now}）」と載ります"
        ),
    )
}

/// A fiscal year after its era ended.
#[must_use]
pub fn era_year(span: Span, written: &str, now: &str) -> Diag {
    diag(
        Code::EraRange,
        span,
        format!("「{written}」は、元号が改まった後の年度です"),
        "この年度です",
        format!("{now}のことなら、このままで構いません。違うときは、年度を直してください"),
    )
}
