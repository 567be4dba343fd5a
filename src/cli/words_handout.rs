//! Sentences about handouts (資料) other than about their content: specs, places, results.

use std::io;
use std::path::Path;

use super::words::{cause, message};
use crate::site::one_file::OneFileError;

/// What is true where the result could not be printed.
pub(super) const WRITTEN: &str = "冊子は作ってあります";

/// A spec cannot be read.
pub(super) fn spec_unreadable(path: &Path, error: &io::Error) -> String {
    message(
        &format!("資料の構成のファイル「{}」を読めません（{}）", path.display(), cause(error)),
        "ファイルの場所と名前を確かめてください。content/handouts に置いたものは、「kohyo handout content/handouts/名前.yaml」のように示します",
    )
}

/// A file of the content that is no spec.
pub(super) fn not_a_spec(path: &Path) -> String {
    message(
        &format!("「{}」は、資料の構成のファイルではありません", path.display()),
        "content/handouts に置いた構成のファイルを示してください",
    )
}

/// No spec was named, and the content has none.
pub(super) fn no_handouts(content: &Path) -> String {
    message(
        &format!("「{}」に、資料の構成のファイルがありません", content.join("handouts").display()),
        "「件名」「年月日」「年度」を書いたファイル（例 teirei.yaml）をそこに置くか、「kohyo handout ファイル」のように場所を示してください。書き方は README.md にあります",
    )
}

/// Content or spec has errors; no booklet was made.
pub(super) fn not_made(found: &str) -> String {
    format!("{found}直すまで冊子は作りません（前の冊子は元のままです）。")
}

/// A name that not every system allows for a booklet.
pub(super) fn bad_name(name: &str) -> String {
    message(
        &format!("「{name}」は、冊子のファイルの名前に使えません"),
        "資料の構成のファイルの名前を、記号や目に見えない文字、Windowsが別のことに使う名前（con、com1など）を避けて付け直してください",
    )
}

/// Two specs would write the same file.
pub(super) fn same_name(name: &str) -> String {
    message(
        &format!("同じ名前の構成「{name}」が2つあるため、冊子のファイルが1つになってしまいます"),
        "どちらかのファイルの名前を変えるか、1つずつ --out を付けて動かしてください",
    )
}

/// The name of a spec that not every system allows for a file.
pub(super) fn name_unusable(name: &str) -> String {
    message(
        &format!("構成のファイルの名前「{name}」は、PDFのファイルの名前に使えません"),
        "構成のファイルの名前を、teirei.yaml のように半角の英数字と「-」に変えてください",
    )
}

/// One PDF was named as output for several booklets.
pub(super) fn one_file_for_many(path: &Path, count: usize) -> String {
    message(
        &format!("{count}冊の冊子を、1つのファイル「{}」には書けません", path.display()),
        "--out にフォルダーを示すか、構成のファイルを1つだけ示してください",
    )
}

/// Only the built-in typesetter can place two pages on one sheet.
#[cfg(feature = "pdf")]
pub(super) fn built_in_only() -> String {
    message("外部の組版では、A3に2ページずつ並べられません", "--typst を付けずに動かしてください")
}

/// A booklet was not written.
pub(super) fn not_written(error: &OneFileError) -> String {
    match error {
        OneFileError::Foreign(path) => message(
            &format!("「{}」は、kohyoが作ったPDFではありません", path.display()),
            "失わないように、何も書き込みませんでした。そのファイルを別の場所へ移すか、--out で別の場所を示してください",
        ),
        OneFileError::NotAFile(path) => message(
            &format!(
                "「{}」には、ファイルを書き込めません（フォルダーかファイルの名前が重なっています）",
                path.display()
            ),
            "--out で、別のフォルダーか .pdf で終わるファイルの名前を示してください",
        ),
        OneFileError::InSite(path) => message(
            &format!(
                "「{}」は公表するサイトのフォルダーなので、冊子を書き込めません",
                path.display()
            ),
            "--out で、サイトの外のフォルダーを示してください（例 output-handouts）。サイトに入れると、次に公表するときに妨げになります",
        ),
        OneFileError::InSource(path) => message(
            &format!("「{}」は内容のフォルダーの中なので、冊子を書き込めません", path.display()),
            "--out で、内容のフォルダーの外を示してください（例 output-handouts）",
        ),
        OneFileError::Io(path, error) => message(
            &format!("「{}」に書き込めません（{}）", path.display(), cause(error)),
            "書き込める場所かどうか、ディスクに空きがあるかを確かめてください。この冊子は、前に作ったものがあれば元のままです",
        ),
    }
}

/// A written file: a booklet, or its A3 version.
pub(super) struct WrittenFile<'a> {
    /// Path.
    pub path: &'a Path,
    /// Pages.
    pub pages: usize,
    /// Size, in words.
    pub size: String,
}

/// Result of the command.
pub(super) fn written(
    files: &[WrittenFile<'_>],
    booklets: usize,
    seconds: &str,
    warnings: usize,
) -> String {
    let mut lines = vec![format!("冊子を{booklets}冊作りました（{seconds}秒）。")];
    lines.extend(
        files
            .iter()
            .map(|one| format!("  {}（{}ページ、{}）", one.path.display(), one.pages, one.size)),
    );
    if warnings > 0 {
        lines.push(format!("  注意が{warnings}件あります。「kohyo check」で確かめてください。"));
    }
    lines.join("\n")
}
