//! Sentences of `kohyo accept`.

use super::words::message;
use crate::diag::Diag;
use crate::source::Sources;

/// An option with nothing in it.
pub(super) fn nothing_said(option: &str) -> String {
    message(
        &format!("「{option}」の後に、何も書かれていません"),
        "理由と、確認した課の名称を書いてください",
    )
}

/// Warnings can be answered only when there are no errors.
pub(super) fn errors_first() -> String {
    message("内容に誤りがあります", "「kohyo check」で示す誤りを直してから、注意に答えてください")
}

/// A warning as it is listed.
pub(super) fn place(diag: &Diag, sources: &Sources) -> String {
    let Some(span) = &diag.span else { return diag.title.clone() };
    let line = sources.line_column(span.file, span.start()).0;
    let path = &sources.file(span.file).path;
    format!("{}/{path}:{line}  [{}] {}", sources.root, diag.code.name(), diag.title)
}

/// None, or several, of the open warnings are meant.
pub(super) fn not_one(of: &[String], count: usize, list: &[String]) -> String {
    let what = match (of, count, list) {
        (_, _, []) => {
            return message("答える注意がありません", "「kohyo check」で、注意を確かめてください");
        }
        ([], ..) => "どの注意に答えるのか、書かれていません".to_owned(),
        (_, 0, _) => format!("「{}」に当てはまる注意がありません", of.join(" ")),
        _ => format!("「{}」に当てはまる注意が{count}件あります", of.join(" ")),
    };
    let list = format!("\n    {}", list.join("\n    "));
    message(
        &what,
        &format!(
            "次のうちの1件に定まるように、場所（ファイル:行）、符号、注意の言葉を書いてください{list}"
        ),
    )
}

/// The answers of a file stand in brackets.
pub(super) fn in_brackets(path: &str) -> String {
    message(
        &format!("{path} の「警告の確認」に、[ ] で書いた並びがあります"),
        "「警告の確認:」の次の行から、1件ごとに「- 」で始まる行に書き替えてください",
    )
}

/// What has been written.
pub(super) fn written(path: &str, text: &str) -> String {
    format!("{path} に、次の行を加えました。\n\n{}", text.trim_start_matches(['\r', '\n']))
}

/// What holds where that could not be printed.
pub(super) fn done(path: &str) -> String {
    format!("答えは {path} に書いてあります")
}
