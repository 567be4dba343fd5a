//! Sentences about what a sheet was called in the year before (前のコード).

use crate::diag::codes::Code;
use crate::diag::messages::sentence::{diag, slip_hint};
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// Most codes that are told one by one.
const FEW: usize = 12;

/// A code that the year before does not have; `of` is the folder of that year and the level.
#[must_use]
pub fn no_former_code(
    span: Span,
    code: &str,
    [dir, level]: [&str; 2],
    near: Option<&str>,
    known: &[&str],
) -> Diag {
    let hint = slip_hint(code, near);
    let all = match known.len() {
        0 => format!("{dir} には、{level}の票がありません"),
        1..=FEW => format!("{dir} の{level}のコードは {} です", known.join("、")),
        many => {
            format!("{dir} の{level}の票は{many}枚あります。そのどれかのコードを書いてください")
        }
    };
    diag(
        Code::DanglingReference,
        span,
        format!("前のコード「{code}」の票が、前の年度（{dir}）にありません"),
        "このコードです",
        format!("{hint}{all}。前の年度になかったものなら「前のコード: 該当なし」と書いてください"),
    )
}

/// A code that is written twice.
#[must_use]
pub fn former_code_twice(span: Span, code: &str, first: Span) -> Diag {
    let mut diag = diag(
        Code::DuplicateCode,
        span,
        format!("前のコード「{code}」が2回書かれています"),
        "2回めです",
        "どちらか一方を消してください。別の票のコードの書き誤りなら、直してください",
    );
    diag.related.push((first, "1回めはここです".to_owned()));
    diag
}
