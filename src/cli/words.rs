//! Sentences about everything but content: folders, fonts, templates, results. What, where, remedy; in plain
//! Japanese.

mod release;

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

pub(super) use crate::diag::messages::cause;
use crate::diag::{Diags, Severity, Waits};
use crate::render::html::HtmlError;
#[cfg(feature = "pdf")]
use crate::render::print::external::UNREAD;
#[cfg(feature = "pdf")]
use crate::render::print::{Place, PrintError};
use crate::site::PathError;
use crate::site::links::{BrokenLink, Why};
use crate::site::one_file::OneFileError;
use crate::site::publish::{Danger, PublishError};
use crate::source::{Sources, shown};
pub(super) use release::*;

/// Progress bar.
pub(super) const PROGRESS: &str = "ページを作っています {bar:30} {pos}/{len}（残り{eta}）";

/// One message: what is wrong, and what to do. Contains file names and output of other programs, so control
/// characters are escaped.
pub(super) fn message(what: &str, remedy: &str) -> String {
    let text = format!("誤り: {what}\n  対処: {remedy}");
    shown(&text, true).into_owned()
}

/// What is true where a command that only reads could not print its result.
pub(super) const LOOKED_ONLY: &str =
    "何も書き換えていません。結果は示せていないので、終了コードだけで判断しないでください";

/// A result that could not be printed. `done` says what is true nevertheless.
pub(super) fn not_printed(error: &io::Error, done: &str) -> String {
    message(
        &format!("結果の文を書き出せませんでした（{}）", cause(error)),
        &format!("{done}。文の書き出し先（画面、ファイル、「|」の先のコマンド）を確かめてください"),
    )
}

/// A site was published.
pub(super) fn built(out: &Path) -> String {
    format!("公表物「{}」は、新しく作ってあります", out.display())
}

/// The content folder cannot be read.
pub(super) fn content_unreadable(path: &Path, error: &io::Error) -> String {
    message(
        &format!("内容のフォルダー「{}」を読めません（{}）", path.display(), cause(error)),
        match error.kind() {
            io::ErrorKind::NotFound => {
                "フォルダーの場所を確かめ、--content で示してください。新しく始めるときは「kohyo new --help」で、作り方が出ます"
            }
            _ => "フォルダーの場所を確かめ、--content で示してください",
        },
    )
}

/// A requested file was not written.
pub(super) fn not_written(error: &OneFileError) -> String {
    unwritten(error, "ほかのファイルがない、書き込める場所を示してください")
}

/// A file was not written, with a remedy.
pub(super) fn unwritten(error: &OneFileError, remedy: &str) -> String {
    let (path, why) = match error {
        OneFileError::Foreign(path) => {
            (path, "kohyoが作ったものではないファイルがあります".to_owned())
        }
        OneFileError::NotAFile(path) => {
            (path, "フォルダーかファイルの名前が重なっています".to_owned())
        }
        OneFileError::InSite(path) => (path, "公表するサイトのフォルダーです".to_owned()),
        OneFileError::InSource(path) => (path, "内容や公表版のフォルダーの中です".to_owned()),
        OneFileError::Io(path, error) => (path, cause(error)),
    };
    message(
        &format!("「{}」に書き込めません（{why}）", path.display()),
        &format!("失わないように、何も書き込みませんでした。{remedy}"),
    )
}

/// A page was written.
pub(super) fn page(path: &Path) -> String {
    format!("ページ「{}」は書き出してあります", path.display())
}

/// Result of `check`.
pub(super) fn checked(sources: &Sources, diags: &Diags) -> String {
    let files = sources.count();
    let accepted = accepted(diags.accepted().len());
    let tables = sources.files.iter().filter(|file| file.shift_jis).count();
    let tables = match tables {
        0 => String::new(),
        _ => format!("シフトJISのCSVが{tables}個あり、そのまま読みました。"),
    };
    let found = match (diags.count(Severity::Error), diags.count(Severity::Warning)) {
        (0, 0) => "直すところはありません。".to_owned(),
        (0, _) => format!("誤りはありません。{}", found(diags)),
        _ => found(diags),
    };
    let waiting = waiting(diags);
    format!("{files}個のファイルを点検しました。{tables}{found}{accepted}{waiting}")
}

/// That the sheets have names and extensions which `city.yaml` does not publish; `None` where they have none.
pub(super) fn withheld(counts: [usize; 2]) -> Option<String> {
    let all = ["氏名", "内線番号"].into_iter().zip(counts).filter(|(_, count)| *count > 0);
    let (what, settings): (Vec<String>, Vec<String>) = all
        .map(|(word, count)| (format!("{word}{count}件"), format!("「{word}の公表: する」")))
        .unzip();
    let (what, settings) = (what.join("、"), settings.join("と"));
    (!what.is_empty()).then(|| {
        format!("{what}は、city.yaml の設定により公表されません（公表するときは、{settings}と書きます）。")
    })
}

/// Number of sheets whose further mistakes are checked later, if any.
fn waiting(diags: &Diags) -> String {
    let one = |(waits, count): (&Waits, &usize)| match waits {
        Waits::ForYear(file) => {
            format!("{file} を直すと、そのフォルダーの票{count}件の点検に進みます。")
        }
        Waits::ForForm(form) => {
            format!("様式「{form}」の誤りを直すと、その票{count}件の点検に進みます。")
        }
        Waits::ForThemselves => {
            format!("票{count}件は、誤りを直すと、合計や注などの点検に進みます。")
        }
    };
    diags.waiting().iter().map(one).collect()
}

/// Counts of errors and warnings; empty for none.
pub(super) fn found(diags: &Diags) -> String {
    match (diags.count(Severity::Error), diags.count(Severity::Warning)) {
        (errors, 0) => format!("誤りが{errors}件あります。"),
        (0, warnings) => format!("注意が{warnings}件あります。"),
        (errors, warnings) => format!("誤りが{errors}件、注意が{warnings}件あります。"),
    }
}

/// Schemas have been written.
pub(super) fn schemas_written(out: &Path, count: usize) -> String {
    format!("様式の定義を{count}個、{} に書き出しました。", out.display())
}

/// The content has errors; nothing was published.
pub(super) fn not_built(diags: &Diags, out: &Path) -> String {
    format!(
        "{}直すまで公表物は作りません（{} には何も書き込みません）。{}",
        found(diags),
        out.display(),
        waiting(diags)
    )
}

/// Fragments for a CMS have been written.
pub(super) fn fragments(out: &Path, pages: usize) -> String {
    format!("管理システムに貼る本文を{pages}ページ分、{} に書き出しました。", out.display())
}

/// Fragments could not be made: a bug in the templates or in a drawing.
pub(super) fn fragments_failed(message: &str) -> String {
    self::message(
        &format!("管理システムに貼る本文を作れません（{message}）"),
        "テンプレートを元に戻すか、このメッセージを開発者に知らせてください",
    )
}

/// A code after `--only` that no sheet has.
pub(super) fn unknown_only(codes: &[String], known: &[String]) -> String {
    // Sheets of several years and levels may share a code.
    let mut seen = BTreeSet::new();
    let known: Vec<&str> =
        known.iter().map(String::as_str).filter(|code| seen.insert(*code)).collect();
    message(
        &format!("コード「{}」の票がありません", codes.join("、")),
        &format!("--only には、ある票のコードを書いてください（{}）", known.join("、")),
    )
}

/// `--only` without a previous output to keep the rest of.
pub(super) fn only_needs_output(out: &Path) -> String {
    message(
        &format!("「{}」に前回の出力がないため、一部だけを作り直すことはできません", out.display()),
        "先に --only を付けずに kohyo build を動かしてください",
    )
}

/// Pages of the previous output link to a missing file that `--only` would keep.
pub(super) fn only_incomplete(path: &str) -> String {
    message(
        &format!("前回の出力に「{path}」がないため、一部だけを作り直すことはできません"),
        "--only を付けずに kohyo build を動かしてください",
    )
}

/// Publishing failed, and why.
pub(super) fn publish(error: &PublishError) -> String {
    match error {
        PublishError::ForeignFolder { path, manifest: _ } => message(
            &format!("「{}」は、kohyoが作ったフォルダーではありません", path.display()),
            "中のファイルを失わないように、何も書き込みませんでした。--out で別のフォルダーを示すか、空のフォルダーにしてください",
        ),
        PublishError::ForeignFiles { path, files } => message(
            &format!(
                "「{}」に、kohyoが作ったものではないファイルがあります: {}",
                path.display(),
                some(files)
            ),
            "失わないように、何も書き込みませんでした。これらのファイルを別の場所へ移してから、もう一度動かしてください",
        ),
        PublishError::NotAFolder { path } => message(
            &format!("「{}」はフォルダーではありません", path.display()),
            "--out で、フォルダーの場所を示してください",
        ),
        PublishError::Dangerous { path, danger } => message(
            &format!("「{}」には書き出せません（{}）", path.display(), danger_words(*danger)),
            "内容のフォルダーの外にあって、ほかの書き出し先とも重ならないフォルダーを示してください（--out 例 output、--cms 例 cms）",
        ),
        PublishError::Exists { path } => message(
            &format!("「{}」は、もうあります", path.display()),
            "一度作った公表版は、後から変えられません。別の名前で作ってください。要らないものであれば、フォルダーごと消してから、もう一度動かしてください",
        ),
        PublishError::Busy { path } => message(
            &format!("「{}」を、別のkohyoが作っている最中です", path.display()),
            "終わるのを待ってから、もう一度動かしてください",
        ),
        PublishError::Path(error) => path(error),
        PublishError::Altered { path } => message(
            &format!("「{}」が、前回作った後に変えられています", path.display()),
            "--only を付けずに kohyo build を動かすと、全体を作り直せます",
        ),
        PublishError::Stranded { old, source } => message(
            &format!(
                "出力を入れ替えられませんでした（{}）。前の出力は「{}」にあります",
                cause(source),
                old.display()
            ),
            "もう一度動かすと、前の出力を元の場所に戻してから作り直します",
        ),
        PublishError::Io { path, source, operation: _ } => message(
            &format!("「{}」を読み書きできません（{}）", path.display(), cause(source)),
            "書き込める場所かどうか、ディスクに空きがあるかを確かめてください。前の出力は元のままです",
        ),
    }
}

fn danger_words(danger: Danger) -> &'static str {
    match danger {
        Danger::Root => "ディスク全体です",
        Danger::HoldsCurrent => "今いるフォルダーか、それを含むフォルダーです",
        Danger::InsideSource => "内容のフォルダーの中です",
        Danger::HoldsSource => "内容のフォルダーを含んでいます",
        Danger::InsidePublished => "公表物のフォルダーの中です",
        Danger::Overlaps => "一緒に書き出すほかのフォルダーと重なっています",
    }
}

/// The first few of many names.
fn some(names: &[String]) -> String {
    let shown = names.iter().take(5).cloned().collect::<Vec<_>>().join("、");
    if names.len() > 5 { format!("{shown} など{}個", names.len()) } else { shown }
}

/// A template failed.
pub(super) fn html(error: &HtmlError) -> String {
    message(
        &format!("ページのひな形に誤りがあります（{error}）"),
        "ひな形を直してください。直していないときは、開発者に知らせてください",
    )
}

/// Two pages want one address.
pub(super) fn path(error: &PathError) -> String {
    message(&format!("ページのアドレスが使えません（{error}）"), "コードを見直してください")
}

/// Links that lead nowhere: a bug in the templates.
pub(super) fn broken(links: &[BrokenLink]) -> String {
    let list: Vec<String> = links
        .iter()
        .map(|link| format!("{} の「{}」（{}）", link.page, link.href, why(&link.why)))
        .collect();
    message(
        &format!("行き先の無いリンクがあります: {}", some(&list)),
        "文の中のリンクを直してください",
    )
}

fn why(why: &Why) -> String {
    match why {
        Why::Empty => "行き先が空です".to_owned(),
        Why::Absolute => "「/」で始まっています".to_owned(),
        Why::OutsideSite => "サイトの外を指しています".to_owned(),
        Why::Scheme => "使えない種類のアドレスです".to_owned(),
        Why::Encoding => "「%」の書き方が違います".to_owned(),
        Why::NoFile { target } => format!("「{target}」がありません"),
        Why::NoId { target, id } => format!("「{target}」に「{id}」がありません"),
    }
}

/// A PDF could not be made. `path` is the PDF, `title` that of its page; both are empty where no PDF can be made at
/// all.
#[cfg(feature = "pdf")]
pub(super) fn print(path: &str, title: &str, error: &PrintError) -> String {
    match error {
        PrintError::MissingFont { family } => message(
            &format!("印刷用のフォント「{family}」が見つかりません"),
            "フォントのフォルダー fonts を、今のフォルダーか、プログラムの隣に置いてください（プログラムから作る人は、tools/setup.sh を動かすと assets/fonts に入ります）。ほかの場所にあるときは --fonts で示してください。PDFが要らないときは、kohyo build に --no-pdf を付けてください",
        ),
        PrintError::MissingGlyph { text, font, place } => {
            let place = match place {
                Place::Page(page) => format!("{page}ページ"),
                Place::Chart(name) => format!("図 {name}"),
                Place::Unknown => "どこか".to_owned(),
            };
            let numbers: Vec<String> =
                text.chars().map(|ch| format!("U+{:04X}", u32::from(ch))).collect();
            let remedy = if numbers.len() > 1 {
                "異体字を選ぶ文字（目に見えない2つめの番号）の付いた字です。その字形を持つフォントを --fonts で示すか、字形を選ばない文字に打ち直してください"
            } else {
                "常用漢字などの標準の文字に置き換えるか、仮名で書いてください。絵文字や外字は使えません"
            };
            let (first, numbers) = (text.chars().take(1).collect::<String>(), numbers.join(" "));
            message(
                &format!(
                    "「{first}」（{numbers}）の字形が、フォント「{font}」にありません（{}の{place}）",
                    of_pdf(path, title)
                ),
                remedy,
            )
        }
        PrintError::Template { file, line, message: said } => message(
            &if path.is_empty() {
                "PDFを組版できませんでした".to_owned()
            } else {
                format!("{}を組版できませんでした", of_pdf(path, title))
            },
            &format!(
                "票の書き方の誤りではありません。印刷用のひな形を自分で変えたときは、それを直してください。変えていないときはkohyoの不具合ですので、この票のファイルと次の行を開発者に知らせてください\n  {file}:{line}: {}",
                said.replace('\n', " ")
            ),
        ),
        PrintError::Date { date: (year, month, day) } => message(
            &format!("{year}年{month}月{day}日という日付では、PDFを作れません"),
            "city.yaml の基準日か、--as-of を直してください",
        ),
        PrintError::Name { name } => message(
            &format!("ひな形か図のファイル名「{name}」が使えません"),
            "名前を半角の英数字に直してください",
        ),
        PrintError::Version { program, found, wanted } => message(
            &format!("外部の組版「{program}」の版が違います（{}）", found.trim()),
            &format!(
                "typst {wanted} の実行ファイルを --typst に書いてください。書かなければ、組み込みの組版を使います"
            ),
        ),
        PrintError::External { program, message: said } => message(
            &format!("外部の組版「{program}」を動かせませんでした（{}）", external_cause(said)),
            "--typst に、typst 0.15 の実行ファイルの場所を書いてください。書かなければ、組み込みの組版を使います",
        ),
    }
}

/// Names the PDF by the title of its page, if it has one.
#[cfg(feature = "pdf")]
fn of_pdf(path: &str, title: &str) -> String {
    if title.is_empty() {
        format!("PDF「{path}」")
    } else {
        format!("「{title}」のPDF（{path}）")
    }
}

/// Message of another program or of the system, in words a person can act on where we know them.
#[cfg(feature = "pdf")]
fn external_cause(said: &str) -> &str {
    if said == UNREAD {
        "組んだPDFの文を読み取れません"
    } else if said.contains("os error 2)") {
        "ファイルがありません"
    } else if said.contains("os error 13)") {
        "実行する許可がありません"
    } else {
        said.trim()
    }
}

/// The program was built without the feature `pdf`.
#[cfg(not(feature = "pdf"))]
pub(super) fn no_typesetter() -> String {
    message(
        "この kohyo は、PDFを作る機能を入れずに作られています",
        "--no-pdf を付けて動かしてください",
    )
}

/// A bug: says so, and what to send to us.
pub(super) fn bug(place: &str, detail: &str) -> String {
    message(
        &format!("プログラムの誤りです。内容の誤りではありません（{place}）"),
        &format!(
            "公表物は、前のものか新しいもののどちらかが、欠けずにあります（書きかけにはなりません）。次の行と、使った内容のファイルを開発者に知らせてください\n  {}",
            detail.replace('\n', " ")
        ),
    )
}

/// PDFs with more pages than their forms want: path, pages, limit.
pub(super) fn over_the_paper(over: &[(String, [usize; 2])]) -> String {
    let one = |(path, [pages, limit]): &(String, [usize; 2])| {
        format!("  {path} は{pages}枚です（様式の枚数は{limit}枚まで）")
    };
    let mut lines: Vec<String> = over.iter().take(20).map(one).collect();
    if over.len() > lines.len() {
        lines.push(format!("  ほかに{}個あります", over.len() - lines.len()));
    }
    let text = format!(
        "注意: 様式の「版面」の枚数に収まらないPDFが{}個あります\n{}\n  対処: 文字は、読める大きさの限りまで小さくしてあります。票の文を短くするか、様式の「版面」で枚数を増やすか、向きを替えるか、「図と比較: 載せない」と書くか、「版面」を消してください\n",
        over.len(),
        lines.join("\n")
    );
    shown(&text, true).into_owned()
}

/// Result of `build`.
pub(super) struct Summary<'a> {
    /// Where.
    pub out: &'a Path,
    /// Number of pages, PDFs, data files.
    pub counts: [usize; 3],
    /// Files written and kept.
    pub written: [usize; 2],
    /// Size of everything, in words.
    pub size: String,
    /// Seconds, in words.
    pub seconds: String,
    /// Warnings of the content.
    pub warnings: usize,
    /// Sheets taken over from the previous output (`--only`).
    pub kept: usize,
    /// Names and extensions that are not published.
    pub withheld: [usize; 2],
}

impl Summary<'_> {
    /// The lines to print.
    pub(super) fn text(&self) -> String {
        let [pages, pdfs, data] = self.counts;
        let [written, unchanged] = self.written;
        let (out, size, seconds) = (self.out.display(), &self.size, &self.seconds);
        let mut lines = vec![
            format!("公表物を「{out}」に作りました（{size}、{seconds}秒）。"),
            format!(
                "  ページ {pages}、PDF {pdfs}、データ {data}（新しいか変わったファイル {written}、前と同じファイル {unchanged}）"
            ),
        ];
        if self.kept > 0 {
            lines.push(format!(
                "  指定した票だけを作り直し、{}個のページは前回のまま残しました。",
                self.kept
            ));
        }
        if self.warnings > 0 {
            lines.push(format!(
                "  注意が{}件あります。「kohyo check」で確かめてください。",
                self.warnings
            ));
        }
        lines.extend(withheld(self.withheld).map(|text| format!("  {text}")));
        lines.push(format!(
            "  ブラウザーで「{}」を開くと確かめられます。",
            self.out.join("index.html").display()
        ));
        lines.join("\n")
    }
}
