//! Sentences about releases: what blocks one, what was written, what was found in one.

use std::io;
use std::path::Path;

use serde::Serialize;

use super::{cause, found, message, some};
use crate::diag::Diags;
use crate::render::parity::Disparity;
use crate::render::texts::Lost;
use crate::report::changes::{Change, Changes};
use crate::site::archive::ArchiveError;
use crate::site::publish::PublishError;
use crate::site::verify::{Verdict, VerifyError};
use crate::site::{PathFault, check_path};
use crate::source::is_forbidden;

/// Longest name of a release, in bytes: some systems truncate longer ones.
const LONGEST: usize = 80;

/// How many answered warnings there are; empty for none.
pub(super) fn accepted(count: usize) -> String {
    if count == 0 {
        String::new()
    } else {
        format!("確認済みの注意が{count}件あります。")
    }
}

/// Checks the name of a release; says what is wrong with it.
pub(crate) fn release_name(name: &str) -> Result<(), String> {
    let why = match check_path(name) {
        Ok(()) if name.contains('/') => Some("「/」は使えません"),
        Ok(()) if name.starts_with(['.', '-', '~', ' ']) => Some("記号や空白では始められません"),
        Ok(()) if name.len() > LONGEST => Some("長すぎます"),
        Ok(()) if name.contains(is_forbidden) => {
            Some("目に見えない文字や、見分けの付かない文字があります")
        }
        Ok(()) => None,
        Err(PathFault::EmptyPart | PathFault::Dots) => Some("フォルダーの名前になりません"),
        Err(PathFault::DeviceName) => Some("Windowsが別のことに使う名前です"),
        Err(_) => Some("フォルダーの名前に使えない文字があります"),
    };
    let Some(why) = why else {
        return Ok(());
    };
    Err(message(
        &format!("公表版の名前「{name}」は使えません（{why}）"),
        "2026-11-21 や r8-kohyo のように、半角の英数字と「-」で書いてください",
    ))
}

/// A release of that name exists.
pub(crate) fn release_exists(folder: &Path) -> String {
    message(
        &format!("公表版「{}」は、もうあります", folder.display()),
        "一度作った公表版は、後から変えられません。別の名前で作ってください",
    )
}

/// Sheets that are drafts.
pub(crate) fn drafts(files: &[String]) -> String {
    message(
        &format!("下書きの票が{}件あります: {}", files.len(), some(files)),
        "票を確かめ、「公表の状態」を 確認済 か 公表 にしてください。今回は公表しない票は、内容のフォルダーの外へ移してください",
    )
}

/// Warnings that nobody has answered.
pub(crate) fn unanswered(count: usize) -> String {
    message(
        &format!("確かめていない注意が{count}件あります"),
        "内容を直すか、このまま公表してよいときは、その票の「警告の確認」に、符号、理由、確認した課を書いてください",
    )
}

/// Nothing was released.
pub(crate) fn not_released(diags: &Diags, folder: &Path) -> String {
    format!(
        "{}公表版は作りませんでした（{} には何も書き込みません）。",
        if diags.has_errors() { found(diags) } else { String::new() },
        folder.display()
    )
}

/// Content with errors cannot be compared.
pub(crate) fn not_compared(diags: &Diags, path: &Path) -> String {
    message(
        &format!(
            "「{}」の内容に誤りがあるため、比べられません（{}）",
            path.display(),
            found(diags)
        ),
        "「kohyo check」で誤りを確かめ、直してください",
    )
}

/// Figures that differ between outputs.
pub(crate) fn disparities(list: &[Disparity]) -> String {
    let one = |disparity: &Disparity| {
        let Disparity { file, fact, found, wanted } = disparity;
        match found {
            Some(found) => format!("{file} の {fact} は「{found}」（正しくは「{wanted}」）"),
            None => format!("{file} に {fact}（「{wanted}」）がない"),
        }
    };
    let list: Vec<String> = list.iter().map(one).collect();
    message(
        &format!("ページ・PDF・データの数値が合いません: {}", some(&list)),
        "ひな形を直したときは、その直し方を確かめてください。直していないときは、内容のファイルを添えて開発者に知らせてください",
    )
}

/// Texts that a page or PDF does not show as in the sheet.
pub(crate) fn lost_texts(list: &[Lost]) -> String {
    let one = |lost: &Lost| {
        let Lost { file, item, there, wanted } = lost;
        let after =
            if there.is_empty() { String::new() } else { format!("「{there}」の後の") };
        format!("{file} に「{item}」の{after}「{wanted}」がない")
    };
    let list: Vec<String> = list.iter().map(one).collect();
    message(
        &format!("票に書いた文が、ページかPDFにそのまま載っていません: {}", some(&list)),
        "ひな形を直したときは、その直し方を確かめてください。直していないときは、内容のファイルを添えて開発者に知らせてください",
    )
}

/// The zip file could not be made.
pub(crate) fn zip(error: &io::Error) -> String {
    message(
        &format!("zipを作れません（{}）", cause(error)),
        "サイト全体が4GBより大きくないか確かめてください",
    )
}

/// A release was written, with its differences.
pub(crate) fn released(folder: &Path, counts: &[usize; 3], changes: Option<&Changes>) -> String {
    let [pages, pdfs, data] = counts;
    let count = |list: Option<&Vec<Change>>| list.map_or(0, Vec::len);
    let since = changes.map_or_else(
        || "  最初の公表版です。".to_owned(),
        |changes| {
            format!(
                "  「{}」からの変更: 数値 {}件、文 {}件、ファイル {}件（diff.html で確かめられます{}）。",
                changes.from,
                changes.facts.len(),
                count(changes.texts.as_ref()),
                count(changes.files.as_ref()),
                if changes.to_upload().next().is_some() {
                    "。載せ替えるファイルだけのzip: changed.zip"
                } else {
                    ""
                },
            )
        },
    );
    [
        format!(
            "公表版を「{}」に作りました（ページ {pages}、PDF {pdfs}、データ {data}）。",
            folder.display()
        ),
        since,
        "  公表するもの: site フォルダー、又は同じ内容の site.zip。管理システムに貼る本文: cms。説明: notes.md。".to_owned(),
        format!(
            "  「kohyo verify {}」で、いつでも揃っているかを確かめられます。",
            folder.display()
        ),
    ]
    .join("\n")
}

/// A release was written.
pub(crate) fn frozen(folder: &Path) -> String {
    format!("公表版「{}」は、作ってあります", folder.display())
}

/// A release was not written, and why. There is no older version at its place to keep.
pub(crate) fn not_frozen(folder: &Path, error: &PublishError) -> String {
    match error {
        PublishError::Io { path, source, operation: _ } => message(
            &format!(
                "公表版「{}」を作れませんでした（{}{}）",
                folder.display(),
                cause(source),
                // A full disk is full for every file, so the name of the current one does not help.
                match source.kind() {
                    io::ErrorKind::StorageFull | io::ErrorKind::ReadOnlyFilesystem => String::new(),
                    _ => format!("。{}", path.display()),
                }
            ),
            "書き込める場所かどうか、ディスクに空きがあるかを確かめて、もう一度動かしてください。書きかけのものは残しません。これまでの公表版は元のままです",
        ),
        PublishError::Dangerous { path, danger } => message(
            &format!(
                "「{}」には公表版を作れません（{}）",
                path.display(),
                super::danger_words(*danger)
            ),
            "--out で、内容のフォルダーと公表物のフォルダーの外を示してください（例 releases）",
        ),
        _ => super::publish(error),
    }
}

/// A file or folder cannot be read.
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> String {
    message(
        &format!("「{}」を読めません（{}）", path.display(), cause(error)),
        "場所と名前を確かめてください",
    )
}

/// A zip file cannot be read.
pub(crate) fn archive(path: &Path, error: &ArchiveError) -> String {
    let why = match error {
        ArchiveError::Damaged => "zipでないか、壊れています".to_owned(),
        ArchiveError::TooLarge => "中身が大きすぎます".to_owned(),
        ArchiveError::Foreign => {
            "どのファイルのものでもない中身が、zipの中に紛れています".to_owned()
        }
        ArchiveError::Twice(name) => format!("「{name}」が2つ入っています"),
        ArchiveError::NotAFile(name) => format!("「{name}」がファイルではなく、リンクなどです"),
    };
    message(
        &format!("「{}」を読めません（{why}）", path.display()),
        "公表版の site.zip か、そのまま受け取ったzipを示してください",
    )
}

/// A pipe or a device, or a file longer than any of ours.
pub(crate) fn not_plain(path: &Path) -> String {
    message(
        &format!("「{}」は、普通のファイルではないか、大きすぎます", path.display()),
        "公表版のフォルダー（例 releases/2026-11-21）か、site.zip を示してください",
    )
}

/// The path has nothing that this program wrote.
pub(crate) fn no_release(path: &Path) -> String {
    message(
        &format!(
            "「{}」は、公表版でも、公表物でも、内容のフォルダーでもありません",
            path.display()
        ),
        "公表版のフォルダー（例 releases/2026-11-21）、kohyo build の出力、site.zip、内容のフォルダー（例 content）のどれかを示してください",
    )
}

/// A file of a release has changed.
pub(crate) fn damaged(path: &Path, file: &str) -> String {
    message(
        &format!("「{}」の {file} が、作ったときのままではありません", path.display()),
        "「kohyo verify」で確かめ、控えから元に戻してください",
    )
}

/// Verification could not start: no usable manifest.
pub(crate) fn unverified(path: &Path, error: &VerifyError) -> String {
    match error {
        VerifyError::NoManifest => message(
            &format!("「{}」に manifest.json がありません", path.display()),
            "kohyo が作ったフォルダーか、そのzipを示してください。公表するときは manifest.json も一緒に置いてください",
        ),
        VerifyError::Manifest(_) => message(
            &format!(
                "「{}」の manifest.json は、kohyo が作ったものではないか、壊れています",
                path.display()
            ),
            "公表版の控えと比べ、元に戻してください",
        ),
        VerifyError::NotPlain(path) => not_plain(path),
        VerifyError::Archive(error) => archive(path, error),
        VerifyError::Io { path, source } => unreadable(path, source),
    }
}

/// Result of verifying a published folder or zip file.
pub(crate) fn verified(path: &Path, verdict: &Verdict) -> String {
    let Verdict { manifest, hash, missing, altered, extra } = verdict;
    let mut lines = Vec::new();
    let name = manifest.release.as_ref().map(|release| format!("公表版「{}」、", release.name));
    let about = format!(
        "{}基準日 {}、kohyo {}",
        name.unwrap_or_default(),
        manifest.as_of,
        manifest.version
    );
    if verdict.is_whole() {
        let size: u64 = manifest.entries.iter().map(|entry| entry.bytes).sum();
        lines.push(format!(
            "「{}」の{}個のファイル（{size}バイト）は、全て作ったときのままです（{about}）。",
            path.display(),
            manifest.entries.len()
        ));
    } else {
        lines.push(message(
            &format!("「{}」は、作ったときのままではありません（{about}）", path.display()),
            "公表版の控え（site フォルダー又は site.zip）から、元に戻してください",
        ));
        for (heading, list) in [
            ("足りないファイル", missing),
            ("中身が変わったファイル", altered),
            ("一覧にないファイル", extra),
        ] {
            if !list.is_empty() {
                lines.push(format!("{heading}（{}個）", list.len()));
                lines.extend(list.iter().map(|path| format!("  {path}")));
            }
        }
    }
    lines.push(format!("manifest.json の BLAKE3: {hash}"));
    lines.join("\n")
}

/// Lists and strings as JSON, for a file.
pub(crate) fn as_json(value: &impl Serialize) -> String {
    // Serializing strings and lists cannot fail.
    let json = serde_json::to_string_pretty(value).unwrap_or_default();
    format!("{json}\n")
}
