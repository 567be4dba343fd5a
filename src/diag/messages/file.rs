//! Sentences about a file as a whole, its characters, its YAML and its place.

use crate::diag::codes::Code;
use crate::diag::messages::sentence::diag;
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// The file is in another encoding; `guess` names it.
#[must_use]
pub fn not_utf8(span: Span, guess: &str) -> Diag {
    diag(
        Code::NotUtf8,
        span,
        format!("ファイルの文字コードがUTF-8ではありません（{guess}のようです）"),
        "",
        "テキストエディターで開き、文字コードを「UTF-8」にして保存し直してください",
    )
}

/// The file is larger than any sheet.
#[must_use]
pub fn too_long(span: Span, limit: u64) -> Diag {
    diag(
        Code::TooLong,
        span,
        format!("ファイルが大きすぎます（{}KBまで）", limit / 1024),
        "",
        "1つの票の内容だけが入っているか確かめてください。画像や別の票が混ざっていれば取り除いてください",
    )
}

/// The file nests deeper than any sheet.
#[must_use]
pub fn too_deep(span: Span, limit: usize) -> Diag {
    diag(
        Code::TooDeep,
        span,
        format!("項目の入れ子が深すぎます（{limit}段まで）"),
        "この段が深すぎます",
        "字下げや { } [ ] の数を見直してください",
    )
}

/// A line is indented with U+3000.
#[must_use]
pub fn wide_indent(span: Span) -> Diag {
    diag(
        Code::WideIndent,
        span,
        "行の字下げに全角の空白が使われています".to_owned(),
        "全角の空白です",
        "半角の空白に置き換えてください（1段につき半角2つ）",
    )
}

/// A line is indented with a tab.
#[must_use]
pub fn tab_indent(span: Span) -> Diag {
    diag(
        Code::TabIndent,
        span,
        "行の字下げにタブが使われています".to_owned(),
        "タブです",
        "半角の空白に置き換えてください（1段につき半角2つ）",
    )
}

/// A full-width colon after a key.
#[must_use]
pub fn wide_colon(span: Span) -> Diag {
    diag(
        Code::WideColon,
        span,
        "項目名の後のコロンが全角です".to_owned(),
        "全角のコロンです",
        "半角のコロンと半角の空白「: 」に置き換えてください",
    )
}

/// The file has nothing in it.
#[must_use]
pub fn empty_file(span: Span) -> Diag {
    diag(
        Code::YamlSyntax,
        span,
        "ファイルに何も書かれていません".to_owned(),
        "",
        "中身を書くか、ファイルを消してください",
    )
}

/// A YAML anchor, alias, tag, or merge key; `word` is what begins with its mark, as it would be meant.
#[must_use]
pub fn alias(span: Span, word: Option<&str>) -> Diag {
    let how = word.map_or_else(
        || "文をこの記号で始めるときは、文全体を \" \" で囲んでください".to_owned(),
        |word| format!("この記号も内容の一部なら、\"{word}\" のように \" \" で囲んでください"),
    );
    diag(
        Code::Alias,
        span,
        "「&」「*」「!」「<<」で始まる書き方は使えません".to_owned(),
        "この記号です",
        format!("内容をそのまま書いてください。{how}"),
    )
}

/// More than one document in a file.
#[must_use]
pub fn many_documents(span: Span) -> Diag {
    diag(
        Code::ManyDocuments,
        span,
        "1つのファイルに2つ以上の票が書かれています".to_owned(),
        "ここから2つめです",
        "ここから後を別のファイルに分けてください。区切りの「---」の行が要らないときは、その行を消してください",
    )
}

/// A file that every site needs is not there: what it has to say (`items`), and a file that was probably meant to be it.
#[must_use]
pub fn missing_file(path: &str, what: &str, items: &[&str], near: Option<&str>) -> Diag {
    let near = near.map_or_else(String::new, |near| {
        format!("「{near}」の名の書き誤りなら、{path} に改めてください。まだなければ、")
    });
    Diag {
        code: Code::MissingFile,
        span: None,
        title: format!("{what}のファイル {path} がありません"),
        label: String::new(),
        related: Vec::new(),
        remedy: format!(
            "{near}{path} を作り、{} を書いてください（見本は、説明書「様式の宣言」の例1にあります）",
            items.join("、")
        ),
    }
}

/// A file lies where Kōhyō does not look; `meant` is a folder on its way, and how its name is probably meant.
#[must_use]
pub fn misplaced_file(span: Span, meant: Option<(&str, String)>) -> Diag {
    let slip = meant.map_or_else(String::new, |(folder, name)| {
        format!("フォルダーの名前「{folder}」は「{name}」の書き誤りではありませんか。")
    });
    diag(
        Code::MisplacedFile,
        span,
        "このファイルは、決められた場所にありません".to_owned(),
        "",
        format!(
            "{slip}city.yaml、h25/evaluation.yaml、h25/階層の置き場所/コード.yaml、plans/evaluation.yaml、plans/階層の置き場所/コード.yaml、forms/様式の名.yaml、handouts/名前.yaml のどれかの場所に置いてください。使わないファイルは content の外へ移してください"
        ),
    )
}

/// A sheet of another form than its level has: form and title of what it is, and of what it should be. `level` is the
/// name of the level and the file that says its form; `home`, the level and the folder of such sheets.
#[must_use]
pub fn sheet_of_another_form(
    span: Span,
    [found, wanted]: [(&str, &str); 2],
    (level, evaluation): (&str, &str),
    home: Option<(&str, &str)>,
) -> Diag {
    let home = home.map_or_else(String::new, |(level, folder)| {
        format!("{level}の票なら、{folder} に移してください。")
    });
    diag(
        Code::MisplacedFile,
        span,
        format!("{level}の票の場所に、様式「{}」（{}）の票があります", found.0, found.1),
        "",
        format!(
            "この場所の様式は「{}」（{}）です。{home}様式の誤りなら、{evaluation} の階層「{level}」の「様式」を直してください",
            wanted.0, wanted.1
        ),
    )
}

/// The folder of a year is not named after the year.
#[must_use]
pub fn misnamed_year(span: Span, dir: &str, wanted: &str) -> Diag {
    diag(
        Code::MisplacedFile,
        span,
        format!("評価年度とフォルダーの名前が違います（フォルダーは {dir}）"),
        "この年度です",
        format!("フォルダーの名前を {wanted} に変えるか、年度を直してください"),
    )
}

/// Two folders of one year.
#[must_use]
pub fn duplicate_year(span: Span, dirs: [&str; 2], first: Span) -> Diag {
    let [one, other] = dirs;
    let mut diag = diag(
        Code::DuplicateCode,
        span,
        format!("同じ年度の評価が、{one} と {other} の2つのフォルダーにあります"),
        "2つめです",
        "どちらかの年度を直すか、片方のフォルダーに票をまとめてください",
    );
    diag.related.push((first, "1つめはここです".to_owned()));
    diag
}

/// The checks passed a file that the types refuse: a fault of Kōhyō, reported instead of a panic.
#[must_use]
pub fn not_decoded(span: Span, detail: &str) -> Diag {
    diag(
        Code::WrongType,
        span,
        format!("この票を読み取れませんでした（{detail}）"),
        "",
        "書き方を見本と比べてください。直らないときは、このファイルを添えて開発者に知らせてください",
    )
}

/// A prose of which something would be lost.
#[must_use]
pub fn prose_not_whole(span: Span) -> Diag {
    diag(
        Code::WrongType,
        span,
        "この文を、1字も落とさずに読むことができませんでした。内容の誤りではなく、プログラムの不具合です"
            .to_owned(),
        "この文です",
        "このファイルを添えて、開発者に知らせてください",
    )
}

/// What is wrong with a link of the prose.
#[derive(Debug, Clone, Copy)]
pub enum LinkFault<'a> {
    /// It starts with `/`.
    Absolute,
    /// It climbs out of the site.
    Above,
    /// There is no such file.
    NoFile(&'a str),
}

/// A link of the prose that leads to no file of the site. `page` is the page of the sheet.
#[must_use]
pub fn dead_link(span: Span, href: &str, fault: LinkFault<'_>, page: &str) -> Diag {
    let why = match fault {
        LinkFault::Absolute => {
            "「/」から始まるパスは、サイトを置く場所によって行き先が変わります".to_owned()
        }
        LinkFault::Above => "サイトの外に出るパスです".to_owned(),
        LinkFault::NoFile(path) => format!("{path} というファイルはありません"),
    };
    diag(
        Code::DeadLink,
        span,
        format!("リンクの行き先「{href}」が、このサイトにありません"),
        &why,
        format!(
            "サイトの中へのリンクは、この票のページ（{page}）から見たパスで書いてください（同じフォルダーの票なら 524.html のように）。サイトの外へのリンクは、https:// から書いてください"
        ),
    )
}
