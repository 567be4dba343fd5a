//! Sentences about days and years of the fields of declared forms, in declarations and on sheets.

use crate::diag::codes::Code;
use crate::diag::messages::sentence::{diag, slip_hint};
use crate::diag::problem::Diag;
use crate::terms::place::Span;

fn meant(written: &str, near: Option<&str>) -> String {
    slip_hint(written, near)
}

/// A key of a field that only fields of one type have.
#[must_use]
pub fn key_of_another_type(span: Span, key: &str, field: &str, wanted: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("「{key}」は、型が {wanted} の欄に書くものです"),
        "ここです",
        format!("欄「{field}」の型を {wanted} に直すか、「{key}」とその内容を消してください"),
    )
}

/// 以後 names no day of its section.
#[must_use]
pub fn no_such_day_field(span: Span, name: &str, near: Option<&str>, all: &[&str]) -> Diag {
    let all = if all.is_empty() {
        "この区画には、ほかに日付の欄がありません".to_owned()
    } else {
        format!("この区画の日付の欄は、ほかに {} です", all.join("、"))
    };
    diag(
        Code::DanglingReference,
        span,
        format!("日付の欄「{name}」が、この区画にありません"),
        "この欄です",
        format!(
            "{}{all}。実績の年度が終わった後の日なら、実績年度 と書いてください",
            meant(name, near)
        ),
    )
}

/// もと of a 年度 names no section with targets.
#[must_use]
pub fn no_section_of_years(span: Span, name: &str, near: Option<&str>, all: &[&str]) -> Diag {
    let all = if all.is_empty() {
        "この様式には、指標の区画がありません".to_owned()
    } else {
        format!("この様式の指標の区画は {} です", all.join("、"))
    };
    diag(
        Code::DanglingReference,
        span,
        format!("指標か増加分の区画「{name}」が、この様式にありません"),
        "この区画です",
        format!("{}{all}", meant(name, near)),
    )
}

/// A day on which something was done, after the date the content stands for.
#[must_use]
pub fn day_ahead(span: Span, item: &str, as_of: &str) -> Diag {
    diag(
        Code::FutureDate,
        span,
        format!("「{item}」が、基準日（{as_of}）より後の日付です"),
        "この日付です",
        "日付を確かめてください。まだ済んでいないときは、日付の代わりに「未公表」か「空欄」と書いてください。正しければ、city.yaml の「基準日」をこの日以後の日に直してください",
    )
}

/// A day that is before another one which it cannot be before.
#[must_use]
pub fn day_before(span: Span, item: &str, other: &str, place: Span) -> Diag {
    let mut diag = diag(
        Code::DateOrder,
        span,
        format!("「{item}」が「{other}」より前の日付です"),
        &format!("{item}です"),
        "どちらかの日付を、原典と照らして直してください",
    );
    diag.related.push((place, format!("{other}です")));
    diag
}

/// A day before the year ended whose results the sheet states.
#[must_use]
pub fn day_within_the_year(span: Span, item: &str, year: &str) -> Diag {
    diag(
        Code::EarlyReview,
        span,
        format!("「{item}」が、{year}の終わりより前の日付です"),
        "この日付です",
        format!(
            "この票の実績の年度（{year}）か、日付の誤りでないか、原典と照らしてください。年度の途中の日で正しければ、このままで構いません"
        ),
    )
}

/// A fiscal year for which a plan has no target. `whose` says where the targets are.
#[must_use]
pub fn year_without_target(span: Span, year: &str, whose: &str, allowed: &[&str]) -> Diag {
    diag(
        Code::UnknownYear,
        span,
        format!("{year}は、{whose}に無い年度です"),
        "この年度です",
        format!("ここに書けるのは、{whose}にある年度（{}）です", allowed.join("、")),
    )
}
