//! Sentences about a file as a whole: characters, YAML, place.

use crate::diag::Diag;
use crate::terms::place::Span;

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

messages! {
    /// The file is in another encoding; `guess` names it.
    not_utf8(span, guess: &str) = NotUtf8 {
        title "ファイルの文字コードがUTF-8ではありません（{guess}のようです）"
        remedy "テキストエディターで開き、文字コードを「UTF-8」にして保存し直してください"
    }

    /// The file is larger than any sheet.
    too_long(span, limit: u64) = TooLong {
        let kilobytes = limit / 1024;
        title "ファイルが大きすぎます（{kilobytes}KBまで）"
        remedy "1つの票の内容だけが入っているか確かめてください。画像や別の票が混ざっていれば取り除いてください"
    }

    /// The file nests deeper than any sheet.
    too_deep(span, limit: usize) = TooDeep {
        title "項目の入れ子が深すぎます（{limit}段まで）"
        here "この段が深すぎます"
        remedy "字下げや {{ }} [ ] の数を見直してください"
    }

    /// A line is indented with U+3000.
    wide_indent(span) = WideIndent {
        title "行の字下げに全角の空白が使われています"
        here "全角の空白です"
        remedy "半角の空白に置き換えてください（1段につき半角2つ）"
    }

    /// A line is indented with a tab.
    tab_indent(span) = TabIndent {
        title "行の字下げにタブが使われています"
        here "タブです"
        remedy "半角の空白に置き換えてください（1段につき半角2つ）"
    }

    /// A full-width colon after a key, without what is to stand there.
    colon(span) = WideColon {
        title "項目名の後のコロンが全角です"
        here "全角のコロンです"
        remedy "半角のコロンと半角の空白「: 」に置き換えてください"
    }

    /// The file is empty.
    empty_file(span) = YamlSyntax {
        title "ファイルに何も書かれていません"
        remedy "中身を書くか、ファイルを消してください"
    }

    /// A YAML anchor, alias, tag, or merge key; `word` is the text as it was probably meant.
    alias(span, word: Option<&str>) = Alias {
        let how = words!(match word {
            Some(word) => "この記号も内容の一部なら、\"{word}\" のように \" \" で囲んでください",
            None => "文をこの記号で始めるときは、文全体を \" \" で囲んでください",
        });
        title "「&」「*」「!」「<<」で始まる書き方は使えません"
        here "この記号です"
        remedy "内容をそのまま書いてください。{how}"
    }

    /// More than one YAML document in a file.
    many_documents(span) = ManyDocuments {
        title "1つのファイルに2つ以上の票が書かれています"
        here "ここから2つめです"
        remedy "ここから後を別のファイルに分けてください。区切りの「---」の行が要らないときは、その行を消してください"
    }

    /// A required file is missing; `items` is what it holds. Also names a file that was probably meant to be it.
    missing_file(
        path: &str, what: &str, items: &[&str], near: Option<&str>,
    ) = MissingFile at nowhere {
        let nowhere = None::<Span>;
        let items = items.join("、");
        let slip = words!(if let Some(near) = near { "「{near}」の名の書き誤りなら、{path} に改めてください。まだなければ、" });
        title "{what}のファイル {path} がありません"
        remedy "{slip}{path} を作り、{items} を書いてください（見本は、説明書「様式の宣言」の例1にあります）"
    }

    /// A file where Kōhyō does not look; `meant` is a folder on its path and how that is probably meant.
    misplaced_file(span, meant: Option<(&str, String)>) = MisplacedFile {
        let slip = words!(if let Some((folder, name)) = meant { "フォルダーの名前「{folder}」は「{name}」の書き誤りではありませんか。" });
        title "このファイルは、決められた場所にありません"
        remedy "{slip}city.yaml、h25/evaluation.yaml、h25/階層の置き場所/コード.yaml、plans/evaluation.yaml、plans/階層の置き場所/コード.yaml、forms/様式の名.yaml、handouts/名前.yaml のどれかの場所に置いてください。使わないファイルは content の外へ移してください"
    }

    /// A sheet of another form than its level has: form and title of both. `level` is the name of the level and the
    /// file that states its form; `home` is the level and folder of such sheets.
    sheet_of_another_form(
        span,
        [(found, its_title), (wanted, right_title)]: [(&str, &str); 2],
        (level, evaluation): (&str, &str),
        home: Option<(&str, &str)>,
    ) = MisplacedFile {
        let home = words!(if let Some((level, folder)) = home { "{level}の票なら、{folder} に移してください。" });
        title "{level}の票の場所に、様式「{found}」（{its_title}）の票があります"
        remedy "この場所の様式は「{wanted}」（{right_title}）です。{home}様式の誤りなら、{evaluation} の階層「{level}」の「様式」を直してください"
    }

    /// The folder of a year does not have the name of the year.
    misnamed_year(span, dir: &str, wanted: &str) = MisplacedFile {
        title "評価年度とフォルダーの名前が違います（フォルダーは {dir}）"
        here "この年度です"
        remedy "フォルダーの名前を {wanted} に変えるか、年度を直してください"
    }

    /// Two folders of one year.
    duplicate_year(span, [one, other]: [&str; 2], first: Span) = DuplicateCode {
        title "同じ年度の評価が、{one} と {other} の2つのフォルダーにあります"
        here "2つめです"
        also first "1つめはここです"
        remedy "どちらかの年度を直すか、片方のフォルダーに票をまとめてください"
    }

    /// The checks passed a file that decoding refuses: a bug in Kōhyō, reported instead of a panic.
    not_decoded(span, detail: &str) = WrongType {
        title "この票を読み取れませんでした（{detail}）"
        remedy "書き方を見本と比べてください。直らないときは、このファイルを添えて開発者に知らせてください"
    }

    /// A prose of which something would be lost.
    prose_not_whole(span) = WrongType {
        title "この文を、1字も落とさずに読むことができませんでした。内容の誤りではなく、プログラムの不具合です"
        here "この文です"
        remedy "このファイルを添えて、開発者に知らせてください"
    }

    /// A link in prose to a file that the site does not have. `page` is the page of the sheet.
    dead_link(span, href: &str, fault: LinkFault<'_>, page: &str) = DeadLink {
        let why = words!(match fault {
            LinkFault::Absolute => "「/」から始まるパスは、サイトを置く場所によって行き先が変わります",
            LinkFault::Above => "サイトの外に出るパスです",
            LinkFault::NoFile(path) => "{path} というファイルはありません",
        });
        title "リンクの行き先「{href}」が、このサイトにありません"
        here why
        remedy "サイトの中へのリンクは、この票のページ（{page}）から見たパスで書いてください（同じフォルダーの票なら 524.html のように）。サイトの外へのリンクは、https:// から書いてください"
    }
}

/// A full-width colon after a key.
#[must_use]
pub fn wide_colon(span: Span) -> Diag {
    colon(span).fixed_by(": ".to_owned())
}
