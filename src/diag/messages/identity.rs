//! Sentences about what an indicator is known by over the years (識別).

use crate::diag::alike;
use crate::diag::codes::Code;
use crate::diag::messages::sentence::diag;
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// Two indicators of a year are known by the same word.
#[must_use]
pub fn duplicate_identity(span: Span, identity: &str, first: (&str, Span)) -> Diag {
    let (first, place) = first;
    let mut diag = diag(
        Code::DuplicateCode,
        span,
        format!("識別「{identity}」が、同じ年度の2つの指標にあります"),
        "2つめです",
        format!(
            "識別は指標ごとに違うものにしてください。年度が変わっても同じ指標であるときだけ、同じ識別を書きます{}",
            alike::note(identity, first)
        ),
    );
    diag.related.push((place, "1つめはここです".to_owned()));
    diag
}

/// Two things of one kind in one sheet are called the same.
#[must_use]
pub fn duplicate_name(span: Span, what: &str, name: &str, first: (&str, Span)) -> Diag {
    let (first, place) = first;
    let by_identity = if what == "指標" {
        "。票の指標名が同じときは、それぞれに違う「識別」を書いてください"
    } else {
        ""
    };
    let mut diag = diag(
        Code::DuplicateName,
        span,
        format!("{what}「{name}」が2つあります"),
        "2つめです",
        format!(
            "同じものを2回書いたときは、どちらか一方を消してください。違うものであれば、票のとおりに名称を書き分けてください{by_identity}{}",
            alike::note(name, first)
        ),
    );
    diag.related.push((place, "1つめはここです".to_owned()));
    diag
}
