//! Sentences about a section of a sheet that lies beside it as CSV.

use crate::diag::codes::Code;
use crate::diag::messages::sentence::{diag, slip_hint};
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// A CSV file beside no sheet.
#[must_use]
pub fn csv_without_sheet(span: Span, sheet: &str) -> Diag {
    diag(
        Code::MisplacedFile,
        span,
        format!("このCSVの票（{sheet}）がありません"),
        "",
        "CSVの名は「票のコード.区画の名.csv」です。票のファイルを置くか、コードを確かめてください",
    )
}

/// A CSV file for no section.
#[must_use]
pub fn csv_of_no_section(span: Span, sections: &[&str]) -> Diag {
    let which = if sections.is_empty() {
        "CSVに書けるのは、表、一覧、枠のない指標の区画だけです".to_owned()
    } else {
        format!("CSVに書ける区画は {} です", sections.join("、"))
    };
    diag(
        Code::MisplacedFile,
        span,
        "このCSVが、どの票のどの区画のものか分かりません".to_owned(),
        "",
        format!("CSVの名は「票のコード.区画の名.csv」です（例 003.事業費.csv）。{which}"),
    )
}

/// A section in a sheet and in a CSV file.
#[must_use]
pub fn section_in_two_files(span: Span, section: &str, file: &str) -> Diag {
    diag(
        Code::DuplicateKey,
        span,
        format!("区画「{section}」が、票とCSVの両方にあります"),
        "票ではここです",
        format!("どちらか一方だけを残してください（この区画を票から消すか、{file} を消します）"),
    )
}

/// A row that is not in a CSV file; `heads` is how many fields it has besides its name.
#[must_use]
pub fn csv_row_missing(span: Span, row: &str, heads: usize) -> Diag {
    diag(
        Code::MissingItem,
        span,
        format!("CSVに行「{row}」がありません"),
        "この見出しの下にありません",
        format!(
            "「{row},値,値」のように行を加えてください。紙の欄が空なら、「{row}{}」のように欄を空けておきます",
            ",".repeat(heads)
        ),
    )
}

/// Heads of a CSV file that are not those of the form.
#[must_use]
pub fn csv_heads(span: Span, found: &str, heads: &[&str]) -> Diag {
    diag(
        Code::UnknownKey,
        span,
        format!("CSVの見出し「{found}」が、様式の見出しと違います"),
        "この見出しです",
        format!("1行めに、{} と、この順に書いてください（空白も同じにします）", heads.join("、")),
    )
}

/// A head of a list as CSV that is no field; `near` is what was probably meant.
#[must_use]
pub fn csv_list_head(span: Span, found: &str, near: Option<&str>, known: &[&str]) -> Diag {
    let hint = slip_hint(found, near);
    diag(
        Code::UnknownKey,
        span,
        format!("CSVの見出し「{found}」は、この一覧の欄にありません"),
        "この見出しです",
        format!("{hint}1行めに書ける見出しは {} です（順は自由です）", known.join("、")),
    )
}

/// A field that a list as CSV lacks.
#[must_use]
pub fn csv_field_missing(span: Span, field: &str) -> Diag {
    diag(
        Code::MissingItem,
        span,
        format!("CSVに列「{field}」がありません"),
        "この見出しの中にありません",
        format!(
            "1行めに見出し「{field}」を加え、1件ごとに値を書いてください。紙の欄が空なら、欄を空けておきます"
        ),
    )
}

/// A line of a CSV file with more or fewer fields than heads.
#[must_use]
pub fn csv_width(span: Span, row: &str, count: usize, wanted: usize) -> Diag {
    diag(
        Code::RowWidth,
        span,
        format!("CSVの行「{row}」の欄が{count}個です。見出しは{wanted}個です"),
        "この行です",
        "見出しと同じ数の欄を書いてください。12,345 のように桁区切りのカンマがある数値は \" \" で囲むか、カンマを消してください",
    )
}

/// A quote of a CSV file that does not end where a field does.
#[must_use]
pub fn csv_open_quote(span: Span) -> Diag {
    diag(
        Code::YamlSyntax,
        span,
        "CSVの引用符（\"）の組が合いません".to_owned(),
        "ここからです",
        "文の中の \" は \"\" と2つ書き、欄の全体を \" \" で囲んでください",
    )
}

/// `{ 文: … }` in a field of a CSV file.
#[must_use]
pub fn csv_braces(span: Span, text: &str) -> Diag {
    diag(
        Code::WrongType,
        span,
        format!("CSVに、{{ }} の付いた「{text}」は書けません"),
        "この欄です",
        "数値、範囲、印か理由だけを書いてください。注や言葉を載せるときは、CSVをやめて（ファイルを消して）、この区画を票に書いてください",
    )
}

/// A row of a CSV file whose numbers have decimals of different length: a spreadsheet drops zeros.
#[must_use]
pub fn csv_decimals(span: Span, row: &str) -> Diag {
    diag(
        Code::CsvDecimals,
        span,
        format!("CSVの行「{row}」の数値の、小数の桁が揃っていません"),
        "この行です",
        "表計算ソフトは、1.20 を 1.2 のように、小数の終わりの 0 を消して書き出すことがあります。紙の票と照らしてください。紙のとおりなら、このままで構いません",
    )
}

/// A head of a CSV file of indicators that is no column.
#[must_use]
pub fn csv_heads_of_indicators(span: Span, found: &str, known: &[&str]) -> Diag {
    diag(
        Code::UnknownKey,
        span,
        format!("CSVの見出し「{found}」が、様式の見出しと違います"),
        "この見出しです",
        format!(
            "見出しに書けるのは {} です。年度ごとの列は「実績 令和5」のように、空白と年度を付けて書きます",
            known.join("、")
        ),
    )
}
