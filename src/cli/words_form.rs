//! Sentences about forms of sheets (様式) other than about their declarations: names, places, results.

use std::io;
use std::path::Path;

use super::words::{cause, message};
use crate::diag::alike;
use crate::form::Form;
use crate::site::one_file::OneFileError;

/// What is true where the result could not be printed.
pub(super) const COPIED: &str = "様式の宣言は書き出してあります";

/// Where a form comes from.
pub(super) fn origin(place: Option<&str>) -> &str {
    place.unwrap_or("はじめから入っている様式")
}

/// Removes duplicates, keeping the order of the form.
fn once<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = Vec::new();
    for word in words {
        if !seen.contains(&word) {
            seen.push(word);
        }
    }
    seen
}

/// A form in the list; `form` is `None` where its declaration has mistakes.
pub(super) fn listed(name: &str, place: Option<&str>, form: Option<&Form>) -> String {
    let from = format!("    {}", origin(place));
    let Some(form) = form else {
        let place = place.unwrap_or_default();
        return [
            name.to_owned(),
            from,
            format!("    直すところがあります（「kohyo form check {place}」で示します）"),
        ]
        .join("\n");
    };
    let kinds = once(form.sections.iter().map(|section| section.kind.word()));
    let lines =
        [format!("{name}  {}", form.title), from, format!("    区画の種類: {}", kinds.join("、"))];
    lines.join("\n")
}

/// The whole list.
pub(super) fn list(forms: &[String]) -> String {
    format!(
        "{}\n\n様式は{}個あります。中身は「kohyo form show 名」で見られます。写して新しい様式を作るには「kohyo form copy 名 新しい名」と打ちます。",
        forms.join("\n\n"),
        forms.len()
    )
}

/// An unknown form; `near` is the closest known name.
pub(super) fn no_such_form(name: &str, near: Option<&str>, all: &[&str]) -> String {
    let hint = near.map_or_else(String::new, |near| {
        format!("「{near}」の書き誤りではありませんか{}。", alike::note(name, near))
    });
    message(
        &format!("様式「{name}」がありません"),
        &format!("{hint}ある様式は {} です", all.join("、")),
    )
}

/// A form of the city that cannot be used.
pub(super) fn mistaken(name: &str, place: &str) -> String {
    message(
        &format!("様式「{name}」の宣言に、直すところがあります（{place}）"),
        &format!("「kohyo form check {place}」で示すところを直してから、もう一度動かしてください"),
    )
}

/// A declaration named by the user cannot be read.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> String {
    message(
        &format!("様式の宣言のファイル「{}」を読めません（{}）", path.display(), cause(error)),
        "ファイルの場所と名前を確かめてください。content/forms に置いたものは、「kohyo form check content/forms/名.yaml」のように示します",
    )
}

/// A file of the content that declares no form.
pub(super) fn no_declaration(path: &Path) -> String {
    message(
        &format!("「{}」は、様式の宣言のファイルではありません", path.display()),
        "content/forms に置いた宣言のファイルを示してください。票などは「kohyo check」で点検します",
    )
}

/// No declaration was named, and the content has none.
pub(super) fn no_declarations(folder: &Path) -> String {
    message(
        &format!("「{}」に、様式の宣言のファイルがありません", folder.display()),
        "「kohyo form list」で示す様式に近いものがあれば、「kohyo form copy 名 新しい名」で写して始められます",
    )
}

/// Result of `form check`: number of correct declarations.
pub(super) fn checked(right: usize, found: &str, errors: bool) -> String {
    if errors {
        return format!("様式の宣言を点検しました。{found}");
    }
    format!("様式の宣言を{right}個点検しました。直すところはありません。")
}

/// A name that cannot be part of a file name or an address.
pub(super) fn bad_name(name: &str) -> String {
    message(
        &format!("「{name}」は、様式の名にできません"),
        "半角の英小文字、数字、ハイフンで、40字までで書いてください（例 mihon-jimujigyo）。ハイフンは先頭に置けません。index と、Windowsが別のことに使う名（con、com1など）は使えません",
    )
}

/// A form of that name exists.
pub(super) fn there_already(name: &str, place: Option<&str>) -> String {
    message(
        &format!("様式「{name}」は、もうあります（{}）", origin(place)),
        "失わないように、何も書き込みませんでした。新しい様式には、ほかの名を付けてください",
    )
}

/// The copy was not written.
pub(super) fn not_written(error: &OneFileError) -> String {
    super::words::unwritten(
        error,
        "ほかの名を付けるか、--content で書き込める内容のフォルダーを示してください",
    )
}

/// A form was copied; what to do next.
pub(super) fn copied(name: &str, new: &str, place: &Path) -> String {
    let place = place.display();
    let lines = [
        format!(
            "様式「{name}」を写して、{place} に書き出しました（様式の名だけを「{new}」に変えました）。"
        ),
        "次にすること:".to_owned(),
        format!("  1. {place} を開き、表題、区画、欄などを自分の団体の様式に合わせて直す"),
        "  2. 「kohyo form check」で宣言を点検する".to_owned(),
        format!(
            "  3. 年度の evaluation.yaml の「階層」に、{{ 呼び名: …, 様式: {new}, 置き場所: … }} のように書く"
        ),
    ];
    lines.join("\n")
}

/// Forms of the city that could not be written as schemas.
pub(super) fn no_schema(names: &[&str]) -> String {
    format!(
        "注意: 様式 {} の宣言に直すところがあるので、その定義は書き出していません。「kohyo form check」で示します。",
        names.join("、")
    )
}
