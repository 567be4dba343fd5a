//! Sentences about the place of a project in the budget (科目).

use crate::diag::codes::Code;
use crate::diag::messages::sentence::{diag, quoted};
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// A part that is no code; `half` is how it would be read.
#[must_use]
pub fn bad_account_code(span: Span, part: &str, text: &str, half: Option<&str>) -> Diag {
    let half = half
        .map_or_else(String::new, |half| format!("「{part}: {}」と書いてください。", quoted(half)));
    diag(
        Code::BadCode,
        span,
        format!("科目の「{part}」に「{text}」は書けません"),
        "ここです",
        format!(
            "{half}半角の数字、英字、「-」だけの番号を書きます。{part}の字はページに付けるので、番号に添えません。予算の名称は、ほかの欄に書けます"
        ),
    )
}

/// A part below one that is not there.
#[must_use]
pub fn account_part_left_out(span: Span, item: &str, above: &str, below: &str) -> Diag {
    diag(
        Code::MissingItem,
        span,
        format!("「{item}」に「{below}」があって「{above}」がありません"),
        "この科目です",
        format!("「{above}: 番号」を加えるか、「{below}」を消してください"),
    )
}

/// A list whose entries would be called by a 科目.
#[must_use]
pub fn account_names_an_entry(span: Span, name: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("一覧のはじめの欄「{name}」は、型を 科目 にできません"),
        "この欄です",
        "はじめの欄は、その1件の名になります。名になる欄（型が 言葉 など）をはじめに置き、科目はその後に書いてください",
    )
}
