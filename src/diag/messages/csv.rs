//! Sentences about a section of a sheet that lies beside it as CSV.

use super::diag;
use crate::diag::{Code, Diag};
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
        "CSVに書けるのは、表と一覧の区画だけです".to_owned()
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
pub fn section_in_two_files(span: Span, section: &str, written: Span) -> Diag {
    let mut diag = diag(
        Code::DuplicateKey,
        span,
        format!("区画「{section}」が、票とCSVの両方にあります"),
        "",
        "どちらか一方だけを残してください",
    );
    diag.related.push((written, "票ではここです".to_owned()));
    diag
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
