//! Sentences about the notes of a sheet and what points to them.

use crate::diag::codes::Code;
use crate::diag::messages::sentence::{diag, plain, quoted};
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// A value that points to a note which is not there; `unkeyed` is a note that begins with its key and has no colon.
#[must_use]
pub fn no_such_note(span: Span, key: &str, all: &[&str], unkeyed: Option<(Span, &str)>) -> Diag {
    let written = quoted(key);
    let remedy = match &unkeyed {
        Some((_, rest)) => format!(
            "票の「注」で、番号の後にコロンと空白を入れ、「- {written}: {}」と書いてください",
            plain(rest)
        ),
        None if all.is_empty() => format!(
            "票の「注」に「- {written}: 注の文」を加えてください（この票の「注」には、番号の付いた注がありません）"
        ),
        None => format!(
            "票の「注」に「- {written}: 注の文」を加えるか、番号を確かめてください。この票の注は {} です",
            all.join("、")
        ),
    };
    let title = format!("注「{key}」がありません");
    let mut diag = diag(Code::DanglingReference, span, title, "ここです", remedy);
    diag.related.extend(unkeyed.map(|(span, _)| (span, "この注に「: 」がありません".to_owned())));
    diag
}

/// A note with a key that nothing points to.
#[must_use]
pub fn note_of_nothing(span: Span, key: &str, marked: bool) -> Diag {
    // Without the mark of the form it is probably the beginning of a sentence.
    let sentence = if marked {
        ""
    } else {
        "文の中に「: 」があるときは、文全体を \" \" で囲んでください。番号の付いた注なら、"
    };
    diag(
        Code::DanglingReference,
        span,
        format!("注「{key}」を指す値がありません"),
        "この注です",
        format!(
            "{sentence}数値か選択の値を {{ 値: …, 注: {} }} と書くか、票全体の注なら番号を付けずに書いてください",
            quoted(key)
        ),
    )
}

/// A value with something said of it where only words can stand; `value` is the part that can.
#[must_use]
pub fn note_on_words(span: Span, item: &str, value: Option<&str>) -> Diag {
    let value = value.map_or_else(|| "言葉".to_owned(), |value| format!("「{value}」"));
    diag(
        Code::WrongType,
        span,
        format!("「{item}」は言葉の欄なので、{{ 値: …, 注: … }} の形では書けません"),
        "ここです",
        format!(
            "{value}だけを書いてください。注を付けられるのは、数値と選択の値です。この言葉についての注は、番号を付けずに票の「注」（指標のことなら、その指標の「注」）に書いてください"
        ),
    )
}
