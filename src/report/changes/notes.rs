//! A release -> its notes in Markdown: contents, changes, corrections, answered warnings, and the hashes for
//! verification.

use std::fmt::Write as _;

use crate::report::Report;
use crate::report::changes::text::{excerpts, summary, word};
use crate::report::changes::{CHANGED, Changes, What};
use crate::report::data::CorrectionRow;

/// Number of changes written out; the rest are in `diff.txt`.
const SHOWN: usize = 30;

/// An answered warning.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// The warning.
    pub title: String,
    /// Where.
    pub place: String,
    /// Why it may stay.
    pub reason: String,
    /// Who looked at it.
    pub office: String,
}

/// Contents of a release other than the report.
#[derive(Debug, Clone)]
pub struct Contents<'a> {
    /// Its name.
    pub name: &'a str,
    /// The reference date in words.
    pub as_of: &'a str,
    /// Number of pages, PDFs, data files.
    pub counts: [usize; 3],
    /// Size of the site, in words.
    pub size: &'a str,
    /// Paths of the handouts.
    pub handouts: &'a [String],
    /// Hash of the manifest of the site.
    pub manifest: &'a str,
    /// The tool and its version.
    pub tool: &'a str,
    /// Fonts with their versions.
    pub fonts: &'a [String],
    /// Titles of the confirmed pages that this release publishes.
    pub confirmed: &'a [String],
    /// The answered warnings.
    pub accepted: &'a [Accepted],
}

/// The notes. `changes` is `None` for the first release.
#[must_use]
pub fn notes(report: &Report, contents: &Contents<'_>, changes: Option<&Changes>) -> String {
    let Contents {
        name,
        as_of,
        counts: [pages, pdfs, data],
        size,
        handouts,
        manifest,
        tool,
        fonts,
        confirmed,
        accepted,
    } = contents;
    let title = text(&report.figures.data().title);
    let mut out = format!("# {title} 公表版「{}」\n\n", text(name));
    let _ = writeln!(out, "- 基準日: {as_of}");
    let _ = writeln!(out, "- 収めたもの: ページ {pages}、PDF {pdfs}、データ {data}（{size}）");
    let _ = writeln!(out, "- 数値: {}件", report.figures.facts().len());
    let _ = writeln!(out, "- {}", addresses(report));
    out.push_str("- 管理システム（CMS）に貼る本文と図: cms/index.html から開く\n");
    if !handouts.is_empty() {
        let _ = writeln!(out, "- 会議などに配る資料: {}", text(&handouts.join("、")));
    }
    out.push_str(SERVER);
    out.push_str("\n## 前の公表版からの変更\n\n");
    match changes {
        None => out.push_str("最初の公表版です。\n"),
        Some(changes) => changed(&mut out, changes),
    }
    list(&mut out, "新しく公表するもの（確認済から公表へ）", confirmed);
    let corrections: Vec<String> =
        report.figures.data().rows(|rows| &rows.corrections).map(corrected).collect();
    list(&mut out, "訂正", &corrections);
    let accepted: Vec<String> = accepted.iter().map(looked_at).collect();
    list(&mut out, "確認した注意", &accepted);
    out.push_str("\n## 確かめるための値\n\n");
    let _ = writeln!(out, "- 作った道具: {tool}");
    for font in *fonts {
        let _ = writeln!(out, "- 書体: {}", text(font));
    }
    let _ = writeln!(out, "- サイトの manifest.json の BLAKE3: `{manifest}`");
    out.push_str(
        "\n公表した後は、「kohyo verify 場所」で、欠けたファイルや変えられたファイルがないことを確かめられます。\n",
    );
    out
}

/// Says whether search engines and feed readers are told of the pages.
fn addresses(report: &Report) -> &'static str {
    match &report.syndication {
        None => {
            "サイトのアドレス: city.yaml に書いていないため、sitemap.xml と更新情報（feed.xml）は作っていない"
        }
        Some(site) if site.feed.is_none() => {
            "ページのアドレスの一覧: sitemap.xml（知らせることがないため、更新情報は作っていない）"
        }
        Some(_) => "ページのアドレスの一覧と更新情報: sitemap.xml、feed.xml",
    }
}

/// What to do on the server that has the previous release.
fn on_the_server(out: &mut String, changes: &Changes) {
    let upload = changes.to_upload().count();
    let remove: Vec<&str> = changes.to_remove().collect();
    let put = format!("{CHANGED} の{upload}個のファイルを載せ");
    let take = format!("次の{}個のファイルを消す", remove.len());
    let both = match (upload, remove.len()) {
        (0, 0) => return,
        (_, 0) => format!("{put}る"),
        (0, _) => take,
        (_, _) => format!("{put}、{take}"),
    };
    let _ = writeln!(out, "\n前の公表版を載せた場所では、{both}と、この公表版になります。");
    if !remove.is_empty() {
        out.push('\n');
    }
    for path in remove {
        let _ = writeln!(out, "- {}", text(path));
    }
}

fn changed(out: &mut String, changes: &Changes) {
    let from = text(&changes.from);
    let _ = writeln!(out, "「{from}」と比べたものです。{}", text(&summary(changes)));
    on_the_server(out, changes);
    if changes.facts.is_empty() {
        return;
    }
    out.push_str("\n数値の変更は次のとおりです。\n\n");
    for change in changes.facts.iter().take(SHOWN) {
        let (before, after) = excerpts(change);
        let computed = if change.computed { "（計算値）" } else { "" };
        let said = match change.what {
            What::Added => after,
            What::Removed => before,
            What::Changed => format!("{before} から {after}"),
        };
        let line = text(&format!("{}{computed} {said}", change.label));
        let _ = writeln!(out, "- {}: {line}", word(change.what));
    }
    if changes.facts.len() > SHOWN {
        let _ = writeln!(out, "- ほか{}件（diff.txt にあります）", changes.facts.len() - SHOWN);
    }
}

fn corrected(row: &CorrectionRow) -> String {
    format!(
        "{} {} {}: {} から {}（{}）",
        row.day, row.sheet, row.what, row.before.text, row.after.text, row.reason
    )
}

fn looked_at(accepted: &Accepted) -> String {
    let Accepted { title, place, reason, office } = accepted;
    format!("{title}（{place}）。理由: {reason}。確認した課: {office}")
}

fn list(out: &mut String, heading: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    let _ = write!(out, "\n## {heading}\n\n");
    for item in items {
        let _ = writeln!(out, "- {}", text(item));
    }
}

/// Server settings that make readers see a correction as soon as it is uploaded.
const SERVER: &str = "\n## 載せるサーバーの設定\n\n\
    古い数値が読者の画面に残らないように、サーバーで次の見出し（ヘッダー）を付けてください。ページを開くたびに、新しいものがあるかを確かめるようになります（変わっていなければ、送り直しません）。\n\n\
    - 全てのファイル: `Cache-Control: no-cache`\n\n\
    - Apache の例（.htaccess）: `Header set Cache-Control \"no-cache\"`\n\
    - nginx の例: `add_header Cache-Control \"no-cache\";`\n\n\
    ファイルの日時は、基準日とファイルの中身から決めたもので、作った日時ではありません。中身が変わると日時も変わり、基準日より後にはなりません。zip から取り出すときも、この日時のままにしてください。\n";

/// Escapes a text for Markdown, so that it is shown as written.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim_start().chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            // Includes characters that start a heading, a list or a line: after "- " a new block may start.
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&'
            | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '+' | '-' | '=' | ':' if out.is_empty() => {
                out.push('\\');
                out.push(c);
            }
            '.' | ')' if !out.is_empty() && out.bytes().all(|b| b.is_ascii_digit()) => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;

    #[test]
    fn markdown_shows_a_text_as_it_was_written() {
        for written in [
            "# 見出し",
            "[リンク](javascript:x)",
            "<script>x</script>",
            "5*10*2 と __太字__ `x` ~~消す~~",
            "1. 番号",
            "12) 番号",
            "- 印",
            "+αの支援",
            "> 引用",
            "---",
            "===",
            "| 表 | 表 |",
            "[^1]: 注",
            "![図](x.png)",
            "&lt;&#35;",
            "\\バックスラッシュ\\",
            "h25/52_a.html",
            "<https://example.jp>",
            "$x$",
        ] {
            let line = format!("- {}\n", text(written));
            let mut shown = String::new();
            for event in Parser::new_ext(&line, Options::all() - Options::ENABLE_SMART_PUNCTUATION)
            {
                match event {
                    Event::Text(part) => shown.push_str(&part),
                    Event::Start(Tag::List(_) | Tag::Item) | Event::End(_) => {}
                    other => panic!("{written}: {other:?}"),
                }
            }
            assert_eq!(shown, written);
        }
    }
}
