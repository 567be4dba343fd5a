//! Sentences about a file as a whole, its characters, its YAML and its place.

use super::diag;
use crate::diag::{Code, Diag, Span};

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

/// A character that must not be in a text.
#[must_use]
pub fn control_char(span: Span, c: char) -> Diag {
    let what = match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => {
            "文字の並ぶ向きを変える制御文字"
        }
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => "幅のない（目に見えない）文字",
        '\u{fffd}' => "文字化けの跡（置換文字）",
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}' => "外字（私用領域の文字）",
        _ => "制御文字",
    };
    diag(
        Code::ControlChar,
        span,
        format!("{what}（U+{:04X}）が入っています", u32::from(c)),
        "ここに入っています",
        "この文字を消すか、標準の文字に置き換えてください。見えない文字は、前後の文字ごと消して打ち直すと確実です",
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

/// A line is indented with U+3000 or another blank that is not the plain one.
#[must_use]
pub fn wide_indent(span: Span, blank: char) -> Diag {
    let what = if blank == '\u{3000}' { "全角の空白" } else { "特殊な空白" };
    diag(
        Code::WideIndent,
        span,
        format!("行の字下げに{what}が使われています"),
        &format!("{what}です"),
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
        "票の内容を書くか、ファイルを消してください",
    )
}

/// A YAML anchor, alias, tag, or merge key.
#[must_use]
pub fn alias(span: Span) -> Diag {
    diag(
        Code::Alias,
        span,
        "「&」「*」「!」「<<」で始まる書き方は使えません".to_owned(),
        "この記号です",
        "内容をそのまま書いてください。文をこの記号で始めるときは、文全体を \" \" で囲んでください",
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

/// A file that every site needs is not there.
#[must_use]
pub fn missing_file(path: &str, what: &str) -> Diag {
    Diag {
        code: Code::MissingFile,
        span: None,
        title: format!("{what}のファイル {path} がありません"),
        label: String::new(),
        related: Vec::new(),
        remedy: format!(
            "{path} を作ってください。書き方は README.md と、盛岡市の content/ を見てください"
        ),
    }
}

/// A file lies where Kōhyō does not look.
#[must_use]
pub fn misplaced_file(span: Span, path: &str) -> Diag {
    if path.rsplit_once('.').is_none_or(|(_, ending)| ending != "yaml") {
        return diag(
            Code::MisplacedFile,
            span,
            "ファイルの名前の終わりが .yaml ではありません".to_owned(),
            "",
            "名前の終わりを .yaml（半角の小文字）に変えてください。使わないファイルは content の外へ移してください",
        );
    }
    diag(
        Code::MisplacedFile,
        span,
        "このファイルは、決められた場所にありません".to_owned(),
        "",
        "city.yaml、h25/evaluation.yaml、h25/policies/コード.yaml、h25/projects/コード.yaml、plans/コード.yaml、plans/コード/年度.yaml、handouts/名前.yaml のどれかの場所に置いてください。使わないファイルは content の外へ移してください",
    )
}

/// A file of one form lies where files of another lie.
#[must_use]
pub fn other_form(span: Span, found: &str, wanted: &str) -> Diag {
    diag(
        Code::MisplacedFile,
        span,
        format!("{wanted}の場所に、{found}があります"),
        "",
        "施策の票は policies、基本事業や小施策の票は projects、計画は plans、検証は plans の中の計画のコードのフォルダーに、資料の構成は handouts に置いてください。評価年度は evaluation.yaml、自治体とサイトは city.yaml です",
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

/// A file is not named after its code.
#[must_use]
pub fn misnamed_file(span: Span, stem: &str, code: &str) -> Diag {
    diag(
        Code::MisplacedFile,
        span,
        format!("コードとファイルの名前が違います（ファイルは {stem}.yaml）"),
        "このコードです",
        format!("ファイルの名前を {code}.yaml に変えるか、コードを直してください"),
    )
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
