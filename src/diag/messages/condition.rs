//! Sentences about sections that belong to some sheets only (場合), and about fields with several words.

use crate::diag::codes::Code;
use crate::diag::messages::sentence::{diag, slip_hint, slip_of};
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// 場合 that names no 選択 of the form; `near` is what was probably meant.
#[must_use]
pub fn condition_of_nothing(span: Span, name: &str, near: Option<&str>, known: &[&str]) -> Diag {
    let remedy = match near {
        Some(near) => slip_of(name, near),
        None if known.is_empty() => {
            "場合に書けるのは、型が 選択 の欄の名です。この様式には1つもないので、先に欄を加えてください".to_owned()
        }
        None => format!("場合に書ける欄（型が 選択 のもの）は {} です", known.join("、")),
    };
    diag(Code::BadForm, span, format!("「場合」の欄「{name}」がありません"), "この欄です", remedy)
}

/// 場合 that names a field of two sections.
#[must_use]
pub fn condition_of_two(span: Span, name: &str, sections: [&str; 2]) -> Diag {
    let [first, second] = sections;
    diag(
        Code::BadForm,
        span,
        format!("「場合」の欄「{name}」が、どの区画のものか分かりません"),
        "この欄です",
        format!("{first}.{name} か {second}.{name} のように、区画の名を付けて書いてください"),
    )
}

/// 場合 by a field that has no words to choose from.
#[must_use]
pub fn condition_of_no_choice(span: Span, name: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("「場合」の欄「{name}」の型が 選択 ではありません"),
        "この欄です",
        "区画のある票とない票は、型が 選択 の欄の言葉で分けます。その欄の名を書くか、この欄の型を 選択 にしてください",
    )
}

/// 場合 by a field that some sheets do not have.
#[must_use]
pub fn condition_of_a_condition(span: Span, name: &str, section: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("「場合」の欄「{name}」のある区画「{section}」にも「場合」があります"),
        "この欄です",
        "どの票にもある区画の欄で分けてください",
    )
}

/// A word of 場合 that the field does not have.
#[must_use]
pub fn bad_condition(
    span: Span,
    field: &str,
    word: &str,
    near: Option<&str>,
    known: &[&str],
) -> Diag {
    let hint = slip_hint(word, near);
    diag(
        Code::BadForm,
        span,
        format!("「場合」の言葉「{word}」が、欄「{field}」の選択にありません"),
        "この言葉です",
        format!("{hint}選択の言葉は {} です", known.join("、")),
    )
}

/// A section in a sheet that it does not belong to; `only` says to which it does.
#[must_use]
pub fn section_of_other_sheets(span: Span, section: &str, only: &str) -> Diag {
    diag(
        Code::UnknownKey,
        span,
        format!("区画「{section}」は、{only}の票だけに書く区画です"),
        "この区画です",
        format!(
            "この票は、{only}の票ではありません。この区画（CSVなら、そのファイル）を消すか、欄の言葉を確かめてください"
        ),
    )
}

/// A section that is not in a sheet that it belongs to.
#[must_use]
pub fn section_of_this_sheet(span: Span, section: &str, only: &str) -> Diag {
    diag(
        Code::MissingItem,
        span,
        format!("この票に区画「{section}」がありません"),
        "この中にありません",
        format!(
            "{only}の票には、区画「{section}」を書きます。紙のとおりに加えるか（空なら「{section}: 空欄」）、欄の言葉を確かめてください"
        ),
    )
}

/// A word that stands twice in a field with several.
#[must_use]
pub fn choice_written_twice(span: Span, field: &str, word: &str, first: Span) -> Diag {
    let mut diag = diag(
        Code::DuplicateName,
        span,
        format!("「{field}」に「{word}」が2回書かれています"),
        "2回めです",
        "どちらか一方を消してください。別の言葉の書き誤りなら、直してください",
    );
    diag.related.push((first, "1回めはここです".to_owned()));
    diag
}

/// A reason or a mark beside words that were chosen.
#[must_use]
pub fn choice_beside_reason(span: Span, field: &str, word: &str) -> Diag {
    diag(
        Code::BadChoice,
        span,
        format!("「{field}」の「{word}」は、ほかの言葉と並べられません"),
        "この言葉です",
        format!(
            "選んだ言葉があれば、「{word}」を消してください。1つもなければ「{field}: {word}」だけを書いてください"
        ),
    )
}

/// 許容 of a sum that is below zero.
#[must_use]
pub fn tolerance_of_a_sum(span: Span, tolerance: &str) -> Diag {
    diag(
        Code::FormSum,
        span,
        format!("検算の「許容」が {tolerance} です"),
        "この式です",
        "許容は、どちら向きの違いも認める大きさです。0より大きい数を書いてください（例 許容: 1）",
    )
}
