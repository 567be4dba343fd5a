//! Sentences about years that contradict each other, and about what a copy of last year's folder leaves behind.

use crate::diag::codes::Code;
use crate::diag::messages::sentence::diag;
use crate::diag::problem::Diag;
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

/// A survey in a year that has not been.
#[must_use]
pub fn future_survey(span: Span, year: &str, limit: &str) -> Diag {
    diag(
        Code::FutureActual,
        span,
        format!("{year}の調査の結果は、まだあるはずがありません（{limit}）"),
        "この年度です",
        "調査の年度を確かめてください",
    )
}

/// Something published after the date the content stands for.
#[must_use]
pub fn future_announcement(span: Span, as_of: &str) -> Diag {
    diag(
        Code::FutureDate,
        span,
        format!("「公表の記録」の年月日が、基準日（{as_of}）より後の日付です"),
        "この日付です",
        "年月日か基準日を確かめてください。これから公表することは、公表した日に書き、基準日も改めてください",
    )
}

/// The content stands for a day before its figures could be known; `as_of` where that day is written.
#[must_use]
pub fn early_as_of(span: Span, as_of: Option<Span>, year: &str, day: &str) -> Diag {
    let mut diag = diag(
        Code::EarlyAsOf,
        span,
        format!("基準日（{day}）が、実績の年度（{year}）の終わりより前の日付です"),
        "実績の年度です",
        "基準日か年度の誤りでないか確かめてください。年度の途中の実績を載せるのであれば、このままで構いません",
    );
    diag.related.extend(as_of.map(|span| (span, "基準日です".to_owned())));
    diag
}
