//! Sentences about corrections (訂正).

use crate::diag::alike;
use crate::diag::codes::Code;
use crate::diag::messages::sentence::diag;
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// A correction says another figure than the sheet.
#[must_use]
pub fn correction_differs(span: Span, after: &str, now: &str, place: Span) -> Diag {
    let mut diag = diag(
        Code::CorrectionDiffers,
        span,
        format!("訂正後の「{after}」が、今の票の「{now}」と合いません"),
        "訂正後はここです",
        format!(
            "票の値を訂正後の値に直すか、「後」を票の値に合わせてください{}",
            alike::note(after, now)
        ),
    );
    diag.related.push((place, "今の値はここです".to_owned()));
    diag
}

/// A correction names a figure that the sheet does not have.
#[must_use]
pub fn correction_of_nothing(span: Span, item: &str, like: &[&str]) -> Diag {
    let one = |address: &&str| format!("「{address}」{}", alike::note(item, address));
    let like: Vec<_> = like.iter().map(one).collect();
    let there = if like.is_empty() {
        "この票には数値がありません".to_owned()
    } else {
        format!("近いものは、{}です", like.join("、"))
    };
    diag(
        Code::DanglingReference,
        span,
        format!("訂正した数値「{item}」が、この票にありません"),
        "この所在です",
        format!(
            "順番の数字ではなく、識別か名称で書いてください。{there}。文を訂正したときなど、数値を指さないときは「事実」を消してください"
        ),
    )
}

/// A correction dated after the reference date.
#[must_use]
pub fn future_correction(span: Span, day: &str, as_of: &str) -> Diag {
    diag(
        Code::FutureCorrection,
        span,
        format!("訂正日「{day}」が、基準日（{as_of}）より後です"),
        "この日付です",
        "訂正日を確かめてください。正しければ、city.yaml の「基準日」を訂正日以後の日に直してください",
    )
}

/// A sheet published after the reference date.
#[must_use]
pub fn published_ahead(span: Span, day: &str, as_of: &str) -> Diag {
    diag(
        Code::FutureDate,
        span,
        format!("公表日「{day}」が、基準日（{as_of}）より後です"),
        "この日付です",
        "公表日を確かめてください。正しければ、city.yaml の「基準日」を公表日以後の日に直してください",
    )
}

/// A figure in full-width digits, which a correction takes as words.
#[must_use]
pub fn correction_in_wide_digits(span: Span, item: &str, half: &str) -> Diag {
    diag(
        Code::WideCorrection,
        span,
        format!("訂正の「{item}」の数値に、全角の文字が使われています"),
        "全角の文字があります",
        format!(
            "数値のつもりなら、半角で {half} と書いてください。このままでは文として扱い、票の数値と照らし合わせません"
        ),
    )
}
