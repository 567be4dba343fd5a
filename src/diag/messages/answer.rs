//! Sentences about answers to warnings (警告の確認).

use super::diag;
use crate::diag::{Code, Diag, Span};

/// Number of warnings that are pointed at.
const SHOWN: usize = 10;

/// An answer to a warning that is not there.
#[must_use]
pub fn unused_answer(span: Span, code: &str) -> Diag {
    diag(
        Code::UnusedAnswer,
        span,
        format!("確認したという注意「{code}」は、ここに当てはまるものがありません"),
        "この確認です",
        "注意が出なくなったのなら、この確認を消してください。出ているのに当てはまらないときは、「箇所」の言葉が、注意の文かその行にあるか確かめてください",
    )
}

/// An answer that could be about several warnings.
#[must_use]
pub fn vague_answer(span: Span, code: &str, places: Vec<Span>) -> Diag {
    let mut diag = diag(
        Code::UnusedAnswer,
        span,
        format!("確認したという注意「{code}」が{}件あり、どれのことか定まりません", places.len()),
        "この確認です",
        "「箇所」に、確かめた注意の文かその行にある言葉を書き、注意1件につき1件ずつ確認を書いてください",
    );
    let related = |place| (place, "この注意が当てはまります".to_owned());
    diag.related.extend(places.into_iter().take(SHOWN).map(related));
    diag
}
