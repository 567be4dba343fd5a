//! Sentences about years that contradict each other, and about what a copy of last year's folder leaves behind.

use super::diag;
use crate::diag::{Code, Diag};
use crate::terms::place::Span;

/// Two years that contradict each other.
#[must_use]
pub fn years_conflict(at: Span, title: String, other: (Span, &str)) -> Diag {
    let (place, words) = other;
    let mut diag = diag(
        Code::YearsConflict,
        at,
        title,
        "この年度です",
        "どちらの年度が正しいか、原典と照らしてください。正しければ、その理由を「警告の確認」に書いてください",
    );
    diag.related.push((place, words.to_owned()));
    diag
}

/// A base that is not the actual of its year.
#[must_use]
pub fn base_differs(figures: [(Span, &str); 2], year: &str) -> Diag {
    let [(span, base), (place, actual)] = figures;
    let mut diag = diag(
        Code::BaseDiffers,
        span,
        format!("{year}の値が、当初値では{base}、実績では{actual}です"),
        "当初値です",
        "当初値の年度か、どちらかの値を原典と照らしてください。原典のとおりなら、{ 値: 数値, 注: 理由 } の形で理由を書くと、この注意は出なくなります",
    );
    diag.related.push((place, "実績です".to_owned()));
    diag
}

/// A comparison with the same or a later year.
#[must_use]
pub fn compared_years(span: Span, [year, before]: &[String; 2], now: Span) -> Diag {
    let mut diag = diag(
        Code::ComparedYears,
        span,
        format!("比べる前の年度（{before}）が、年度（{year}）より前ではありません"),
        "「前の年度」です",
        "どちらかの年度を、原典と照らして直してください",
    );
    diag.related.push((now, "「年度」です".to_owned()));
    diag
}

/// The first character of a text that may be long.
fn start(span: &Span) -> Span {
    Span::new(span.file, span.start()..span.start())
}

/// What is written anew every year is as it was last year.
#[must_use]
pub fn words_of_last_year([at, last]: [&Span; 2], code: &str, names: &[&str]) -> Diag {
    let mut diag = diag(
        Code::SameAsLastYear,
        start(at),
        format!("票「{code}」の文が、前の年度の票と同じです（{}）", names.join("、")),
        "この文です",
        "前の年度の票を写したままでないか、確かめてください。正しければ、その理由を「警告の確認」に書いてください",
    );
    diag.related.push((start(last), "前の年度の票の文です".to_owned()));
    diag
}

/// A title or source that names other years than those of its sheet.
#[must_use]
pub fn names_another_year(span: Span, what: &str, said: &str, wanted: &str) -> Diag {
    diag(
        Code::OtherYear,
        span,
        format!("「{what}」に、この票の年度と違う{said}が書かれています"),
        "",
        format!(
            "この票の年度は{wanted}です。前の年度の票を写したままでないか、原典と照らしてください。正しければ、その理由を「警告の確認」に書いてください"
        ),
    )
}

/// A title or source that names the years it named last year.
#[must_use]
pub fn names_last_year(span: Span, what: &str, said: &str, last: Span) -> Diag {
    let mut diag = diag(
        Code::OtherYear,
        span,
        format!("「{what}」が、前の年度のもの（{said}）と同じです"),
        "",
        "前の年度の票を写したままでないか、原典と照らしてください。正しければ、その理由を「警告の確認」に書いてください",
    );
    diag.related.push((last, "前の年度のものです".to_owned()));
    diag
}
