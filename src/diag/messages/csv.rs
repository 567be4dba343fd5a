//! Sentences about a section of a sheet that is written in a CSV file next to it.

use crate::diag::messages::sentence::slip_hint;

messages! {
    /// A CSV file without a sheet.
    csv_without_sheet(span, sheet: &str) = MisplacedFile {
        title "このCSVの票（{sheet}）がありません"
        remedy "CSVの名は「票のコード.区画の名.csv」です。票のファイルを置くか、コードを確かめてください"
    }

    /// A CSV file that belongs to no section.
    csv_of_no_section(span, sections: &[&str]) = MisplacedFile {
        let all = sections.join("、");
        let which = words!(match sections {
            [] => "CSVに書けるのは、表、一覧、枠のない指標の区画だけです",
            _ => "CSVに書ける区画は {all} です",
        });
        title "このCSVが、どの票のどの区画のものか分かりません"
        remedy "CSVの名は「票のコード.区画の名.csv」です（例 003.事業費.csv）。{which}"
    }

    /// A section written both in a sheet and in a CSV file.
    section_in_two_files(span, section: &str, file: &str) = DuplicateKey {
        title "区画「{section}」が、票とCSVの両方にあります"
        here "票ではここです"
        remedy "どちらか一方だけを残してください（この区画を票から消すか、{file} を消します）"
    }

    /// A row missing from a CSV file; `heads` is the number of its fields, without its name.
    csv_row_missing(span, row: &str, heads: usize) = MissingItem {
        let blanks = ",".repeat(heads);
        title "CSVに行「{row}」がありません"
        here "この見出しの下にありません"
        remedy "「{row},値,値」のように行を加えてください。紙の欄が空なら、「{row}{blanks}」のように欄を空けておきます"
    }

    /// Column headings of a CSV file that differ from the form.
    csv_heads(span, found: &str, heads: &[&str]) = UnknownKey {
        let heads = heads.join("、");
        title "CSVの見出し「{found}」が、様式の見出しと違います"
        here "この見出しです"
        remedy "1行めに、{heads} と、この順に書いてください（空白も同じにします）"
    }

    /// A column heading of a list in CSV that is no field; `near` is the closest field.
    csv_list_head(span, found: &str, near: Option<&str>, known: &[&str]) = UnknownKey {
        let hint = slip_hint(found, near);
        let known = known.join("、");
        title "CSVの見出し「{found}」は、この一覧の欄にありません"
        here "この見出しです"
        remedy "{hint}1行めに書ける見出しは {known} です（順は自由です）"
    }

    /// A field that a list as CSV lacks.
    csv_field_missing(span, field: &str) = MissingItem {
        title "CSVに列「{field}」がありません"
        here "この見出しの中にありません"
        remedy "1行めに見出し「{field}」を加え、1件ごとに値を書いてください。紙の欄が空なら、欄を空けておきます"
    }

    /// A line of a CSV file with more or fewer fields than headings.
    csv_width(span, row: &str, count: usize, wanted: usize) = RowWidth {
        title "CSVの行「{row}」の欄が{count}個です。見出しは{wanted}個です"
        here "この行です"
        remedy "見出しと同じ数の欄を書いてください。12,345 のように桁区切りのカンマがある数値は \" \" で囲むか、カンマを消してください"
    }

    /// A quote that does not end at the end of a field.
    csv_open_quote(span) = YamlSyntax {
        title "CSVの引用符（\"）の組が合いません"
        here "ここからです"
        remedy "文の中の \" は \"\" と2つ書き、欄の全体を \" \" で囲んでください"
    }

    /// `{ 文: … }` in a field of a CSV file.
    csv_braces(span, text: &str) = WrongType {
        title "CSVに、{{ }} の付いた「{text}」は書けません"
        here "この欄です"
        remedy "数値、範囲、印か理由だけを書いてください。注や言葉を載せるときは、CSVをやめて（ファイルを消して）、この区画を票に書いてください"
    }

    /// A row of a CSV file whose numbers have decimals of different length: a spreadsheet drops zeros.
    csv_decimals(span, row: &str) = CsvDecimals {
        title "CSVの行「{row}」の数値の、小数の桁が揃っていません"
        here "この行です"
        remedy "表計算ソフトは、1.20 を 1.2 のように、小数の終わりの 0 を消して書き出すことがあります。紙の票と照らしてください。紙のとおりなら、このままで構いません"
    }

    /// A column heading of indicators in CSV that is no column.
    csv_heads_of_indicators(span, found: &str, known: &[&str]) = UnknownKey {
        let known = known.join("、");
        title "CSVの見出し「{found}」が、様式の見出しと違います"
        here "この見出しです"
        remedy "見出しに書けるのは {known} です。年度ごとの列は「実績 令和5」のように、空白と年度を付けて書きます"
    }
}
