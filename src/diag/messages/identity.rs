//! Sentences about what an indicator is known by over the years (識別).

use super::diag;
use crate::diag::{Code, Diag, Span};

/// Two indicators of a year are known by the same word.
#[must_use]
pub fn duplicate_identity(span: Span, identity: &str, first: Span) -> Diag {
    let mut diag = diag(
        Code::DuplicateCode,
        span,
        format!("識別「{identity}」が、同じ年度の2つの指標にあります"),
        "2つめです",
        "識別は指標ごとに違うものにしてください。年度が変わっても同じ指標であるときだけ、同じ識別を書きます",
    );
    diag.related.push((first, "1つめはここです".to_owned()));
    diag
}
