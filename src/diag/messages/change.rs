//! Sentences about revised targets (目標の改定) and breaks in a series (断絶).

use crate::diag::alike;
use crate::diag::codes::Code;
use crate::diag::messages::sentence::diag;
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// A revision that changes nothing.
#[must_use]
pub fn revision_without_change(span: Span, value: &str) -> Diag {
    diag(
        Code::RevisionDiffers,
        span,
        format!("目標の改定の「前」と「後」が、同じ「{value}」です"),
        "「後」はここです",
        "「前」に改める前の計画を書いてください。計画を改めていないときは、この1件を消してください",
    )
}

/// A revision that leads elsewhere than to the next one of the year, or to the plan of the sheet.
#[must_use]
pub fn revision_differs(span: Span, after: &str, now: (&str, Span), plan: bool) -> Diag {
    let (now, place) = now;
    let (what, label, remedy) = if plan {
        (
            "今の計画",
            "今の計画はここです",
            "計画を直すか、最後の改定の「後」を計画に合わせてください",
        )
    } else {
        (
            "次の改定の「前」",
            "次の改定の「前」はここです",
            "同じ年度の計画を何度か改めたときは、改定日の順に、前の改定の「後」と次の改定の「前」を同じ値にしてください",
        )
    };
    let mut diag = diag(
        Code::RevisionDiffers,
        span,
        format!("目標の改定の「後」の「{after}」が、{what}の「{now}」と合いません"),
        "「後」はここです",
        format!("{remedy}{}", alike::note(after, now)),
    );
    diag.related.push((place, label.to_owned()));
    diag
}

/// A revision of a year that has no plan on the sheet.
#[must_use]
pub fn revision_of_no_plan(span: Span, year: &str) -> Diag {
    diag(
        Code::RevisionDiffers,
        span,
        format!("目標を改定したという{year}の計画が、この指標にありません"),
        "この年度です",
        "年度を確かめてください。正しければ、その年度の計画を「計画」に加えてください",
    )
}

/// A revision dated after the reference date.
#[must_use]
pub fn revision_ahead(span: Span, as_of: &str) -> Diag {
    diag(
        Code::FutureDate,
        span,
        format!("「改定日」が、基準日（{as_of}）より後の日付です"),
        "この日付です",
        "改定日を確かめてください。正しければ、city.yaml の「基準日」を改定日以後の日に直してください",
    )
}

/// Two breaks at one year.
#[must_use]
pub fn same_break(span: Span, year: &str, first: Span) -> Diag {
    let mut diag = diag(
        Code::DuplicateKey,
        span,
        format!("{year}の断絶が2回書かれています"),
        "2回めです",
        "1つにまとめ、理由を1文で書いてください",
    );
    diag.related.push((first, "1回めはここです".to_owned()));
    diag
}
