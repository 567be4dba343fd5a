//! Sentences about the declaration of a form, and about cells of the sheets of declared forms.

use super::{REASONS, diag, quoted};
use crate::diag::messages::NumberProblem;
use crate::diag::{Code, Diag, alike};
use crate::terms::place::Span;

/// 様式 that is not called as its file is.
#[must_use]
pub fn form_name_differs(span: Span, name: &str, stem: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("様式の名「{name}」が、ファイルの名「{stem}.yaml」と違います"),
        "様式の名はここです",
        format!("「様式: {stem}」と書くか、ファイルの名を {name}.yaml に改めてください"),
    )
}

/// A form of the city that is called like one of the program.
#[must_use]
pub fn form_is_built_in(span: Span, name: &str) -> Diag {
    diag(
        Code::DuplicateName,
        span,
        format!("様式「{name}」は、はじめから入っている様式の名です"),
        "様式の名はここです",
        "どちらの様式か分からなくなります。様式の名とファイルの名を、ほかの名に改めてください",
    )
}

/// A mark that says already what it means.
#[must_use]
pub fn mark_is_no_mark(span: Span, mark: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("「{mark}」は印にできません"),
        "この印です",
        format!(
            "数値と、決められた理由（{REASONS}、空欄）は、そのままの意味で読みます。この行を消してください"
        ),
    )
}

/// A number of pages that no form has.
#[must_use]
pub fn form_pages(span: Span, most: u8) -> Diag {
    diag(
        Code::BadForm,
        span,
        "版面の枚数が大きすぎるか、0です".to_owned(),
        "ここです",
        format!("1から{most}までの整数を書いてください。決めないときは、枚数を書きません"),
    )
}

/// A section that is called like a key of every sheet.
#[must_use]
pub fn reserved_name(span: Span, name: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("「{name}」は区画の名にできません"),
        "この名です",
        "どの票にもある項目の名です。区画にはほかの名を付け、紙の見出しは「見出し」に書いてください",
    )
}

/// Two sections, rows, columns or fields of one name.
#[must_use]
pub fn name_twice_in_form(span: Span, what: &str, name: &str, first: Span) -> Diag {
    let remedy = match what {
        "行" => "同じ名の行が紙にあるときは、どちらかに「識別: 」で別の名を付けてください",
        "列" => "年度か区分、又は名を改め、列を見分けられるようにしてください",
        _ => "どちらかの名を改めてください。紙の見出しが同じときは、「見出し」に書けます",
    };
    let mut diag = diag(
        Code::DuplicateName,
        span,
        format!("{what}の名「{name}」が2つあります"),
        "2つめです",
        remedy,
    );
    diag.related.push((first, "1つめはここです".to_owned()));
    diag
}

/// 型: 選択 without its words.
#[must_use]
pub fn choice_without_words(span: Span, name: &str) -> Diag {
    diag(
        Code::MissingItem,
        span,
        format!("「{name}」に、選ぶ言葉がありません"),
        "ここです",
        "「選択: [ 拡充, 継続, 縮小 ]」のように、選ぶ言葉を加えてください",
    )
}

/// A word to choose that is there twice, or is a reason.
#[must_use]
pub fn choice_of_no_use(span: Span, name: &str, word: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("「{name}」の選択の「{word}」が2回あるか、決められた理由と同じです"),
        "この選択です",
        format!("1回だけ書いてください。理由（{REASONS}、空欄）は、選択に無くても書けます"),
    )
}

/// A year of a column that cannot be read.
#[must_use]
pub fn bad_form_year(span: Span, text: &str) -> Diag {
    diag(
        Code::BadYear,
        span,
        format!("「{text}」は列の年度として読めません"),
        "ここです",
        "年度ごとに動く列は 実績年度、実績年度+1、実績年度-1 のように、決まった年度の列は 令和5 のように書いてください",
    )
}

/// A sum that cannot be read.
#[must_use]
pub fn sum_unreadable(span: Span, text: &str) -> Diag {
    diag(
        Code::FormSum,
        span,
        format!("検算「{text}」が読めません"),
        "この式です",
        "「合計 = 直接事業費 + 人件費」のように、名の間に空白を入れて書いてください。使えるのは + - × ÷ と、前の列(名)、計(名) です",
    )
}

/// A sum with a product in it.
#[must_use]
pub fn sum_mixed(span: Span, text: &str) -> Diag {
    diag(
        Code::FormSum,
        span,
        format!("検算「{text}」は、足し引きと掛け割りが混ざっています"),
        "この式です",
        "+ と - だけか、× と ÷ だけで書いてください。途中の値が紙にあれば、その行で式を2つに分けられます",
    )
}

/// A name in a sum that is nowhere; `near` is what was probably meant.
#[must_use]
pub fn sum_of_nothing(span: Span, name: &str, near: Option<&str>, all: &[&str]) -> Diag {
    let remedy = match near {
        Some(near) => format!("「{near}」の書き誤りではありませんか{}", alike::note(name, near)),
        None => format!("検算に書ける名は {} です", all.join("、")),
    };
    diag(Code::FormSum, span, format!("検算の「{name}」がありません"), "この式です", remedy)
}

/// A name in a sum that two sections have.
#[must_use]
pub fn sum_name_in_two(span: Span, name: &str, sections: [&str; 2]) -> Diag {
    let [first, second] = sections;
    diag(
        Code::FormSum,
        span,
        format!("検算の「{name}」が、どの区画のものか分かりません"),
        "この式です",
        format!("{first}.{name} か {second}.{name} のように、区画の名を付けて書いてください"),
    )
}

/// A sum of what is a row and a column.
#[must_use]
pub fn sum_of_two(span: Span, name: &str) -> Diag {
    diag(
        Code::FormSum,
        span,
        format!("検算の「{name}」が、行にも列にもあります"),
        "この式です",
        "行か列のどちらかの名を改めるか、行に「識別: 」で別の名を付けてください",
    )
}

/// A blank cell.
#[must_use]
pub fn missing_cell(span: Span, item: &str) -> Diag {
    diag(
        Code::MissingReason,
        span,
        format!("「{item}」が空です"),
        "ここが空です",
        format!(
            "値を書いてください。紙の欄が空なら「空欄」と、理由があれば理由（{REASONS}）を書いてください"
        ),
    )
}

/// No number, bound, mark or reason in a cell; `marks` are those of the form.
#[must_use]
pub fn bad_cell(
    span: Span,
    item: &str,
    text: &str,
    problem: &NumberProblem,
    marks: &[&str],
) -> Diag {
    let bracketed = match problem {
        NumberProblem::Brackets(number) if text.starts_with('（') => Some(number),
        _ => None,
    };
    if let Some(number) = bracketed {
        return diag(
            Code::BadNumber,
            span,
            format!("「{item}」の「{text}」のかっこが全角です"),
            "ここです",
            format!("暫定の値なら、半角のかっこで ({number}) と書いてください"),
        );
    }
    if !matches!(
        problem,
        NumberProblem::Words
            | NumberProblem::Strokes
            | NumberProblem::NoDigit
            | NumberProblem::NotANumber
            | NumberProblem::Range(..)
    ) {
        return super::bad_number(span, item, text, problem, true);
    }
    let marks = if marks.is_empty() {
        "この様式に印はありません".to_owned()
    } else {
        format!("印（{}）", marks.join("、"))
    };
    diag(
        Code::BadNumber,
        span,
        format!("「{item}」の「{text}」は、数値でも、範囲でも、印でも、理由でもありません"),
        "ここです",
        format!(
            "数値、800以上のような範囲、{marks}、理由（{REASONS}、空欄）のどれかを書いてください。言葉なら {{ 文: {} }} と書きます",
            quoted(text)
        ),
    )
}

/// Not one of the words of a 選択.
#[must_use]
pub fn bad_word(
    span: Span,
    item: &str,
    text: &str,
    near: Option<&str>,
    words: &[String],
    marks: &[&str],
) -> Diag {
    let hint = near.map_or_else(String::new, |near| {
        format!("「{near}」の書き誤りではありませんか{}。", alike::note(text, near))
    });
    let marks =
        if marks.is_empty() { String::new() } else { format!("、印（{}）", marks.join("、")) };
    diag(
        Code::BadChoice,
        span,
        format!("「{item}」に「{text}」は書けません"),
        "ここです",
        format!(
            "{hint}{}{marks}、理由（{REASONS}、空欄）のどれかを書いてください",
            words.join("、")
        ),
    )
}

/// A row without its values.
#[must_use]
pub fn row_without_values(span: Span, item: &str, heads: &[&str]) -> Diag {
    diag(
        Code::MissingReason,
        span,
        format!("「{item}」に値がありません"),
        "ここが空です",
        format!(
            "列（{}）の順に、[ 値, 値 ] のように書いてください。紙の欄が空なら「空欄」と書きます",
            heads.join("、")
        ),
    )
}

/// A row with more or fewer values than columns; `comma` where a number may have been cut at its comma.
#[must_use]
pub fn row_of_another_width(
    span: Span,
    item: &str,
    count: usize,
    heads: &[&str],
    comma: bool,
) -> Diag {
    let wanted = heads.len();
    let comma = if comma && count > wanted {
        "。12,345 のように桁区切りのカンマがあると、2つの値になります。カンマを付けずに書いてください"
    } else {
        ""
    };
    diag(
        Code::RowWidth,
        span,
        format!("「{item}」の値が{count}個です。列は{wanted}個です"),
        "この行です",
        format!(
            "列は {} です。1つの列に1つずつ書いてください。紙の欄が空なら「空欄」と書きます{comma}",
            heads.join("、")
        ),
    )
}

/// A code that no file and no address can have.
#[must_use]
pub fn bad_sheet_code(span: Span, text: &str) -> Diag {
    diag(
        Code::BadCode,
        span,
        format!("コード「{text}」は使えません"),
        "ここです",
        "コードはファイルの名とページのアドレスになります。文字、数字、ハイフン、点（.）だけで書いてください。点とハイフンは先頭に置けません",
    )
}

/// More levels than a year has.
#[must_use]
pub fn too_many_levels(span: Span, count: usize, most: usize) -> Diag {
    diag(
        Code::TooMany,
        span,
        format!("「階層」が{count}段あります（{most}段まで）"),
        "ここから後が多すぎます",
        format!("{most}段までにまとめてください"),
    )
}

/// Two levels with their sheets in one folder.
#[must_use]
pub fn level_folder_twice(span: Span, folder: &str, first: Span) -> Diag {
    let mut diag = diag(
        Code::DuplicateName,
        span,
        format!("置き場所「{folder}」が2つの階層にあります"),
        "2つめです",
        "階層ごとに別のフォルダーに票を置き、その名を書いてください",
    );
    diag.related.push((first, "1つめはここです".to_owned()));
    diag
}

/// A level with neither sheets nor names.
#[must_use]
pub fn level_of_nothing(span: Span, name: &str) -> Diag {
    diag(
        Code::MissingItem,
        span,
        format!("階層「{name}」に、票も一覧もありません"),
        "この階層です",
        "票があれば「様式」と「置き場所」を、名称だけの階層なら「一覧」を加えてください",
    )
}

/// A level with a folder and no form, or the other way round.
#[must_use]
pub fn level_without(span: Span, name: &str, key: &str) -> Diag {
    diag(
        Code::MissingItem,
        span,
        format!("階層「{name}」に項目「{key}」がありません"),
        "この階層です",
        "票のある階層には、「様式」と「置き場所」の両方を書いてください",
    )
}

/// A form that is nowhere; `near` is what was probably meant.
#[must_use]
pub fn no_such_form(span: Span, name: &str, near: Option<&str>, all: &[&str]) -> Diag {
    let hint = near.map_or_else(String::new, |near| {
        format!("「{near}」の書き誤りではありませんか{}。", alike::note(name, near))
    });
    diag(
        Code::DanglingReference,
        span,
        format!("様式「{name}」がありません"),
        "この様式です",
        format!(
            "{hint}使える様式は {} です。新しい様式は、content/forms/{name}.yaml に宣言します",
            all.join("、")
        ),
    )
}

/// A form with a section of a kind that is not published yet.
#[must_use]
pub fn form_to_come(span: Span, form: &str, section: &str, kind: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("様式「{form}」の区画「{section}」は、この版のKōhyōでは公表できません"),
        "この様式です",
        format!(
            "種類「{kind}」の区画は、宣言の点検だけができます。公表できるのは、欄、文、表、一覧の区画だけの様式です"
        ),
    )
}

/// 様式 of a sheet that its level does not have.
#[must_use]
pub fn form_of_no_level(
    span: Span,
    name: &str,
    near: Option<&str>,
    names: &[&str],
    level: &str,
) -> Diag {
    let hint = near.map_or_else(String::new, |near| {
        format!("「{near}」の書き誤りではありませんか{}。", alike::note(name, near))
    });
    diag(
        Code::BadChoice,
        span,
        format!("様式「{name}」は、階層「{level}」の様式ではありません"),
        "この様式です",
        format!("{hint}この階層の様式は {} です（evaluation.yaml の階層）", names.join("、")),
    )
}

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

/// A column of an indicator with other years than the form has.
#[must_use]
pub fn other_years_than_the_form(span: Span, item: &str, wanted: &[&str], free: bool) -> Diag {
    let wanted = wanted.join("、");
    let (title, remedy) = if free {
        (
            format!("「{item}」に{wanted}年度がありません"),
            format!("「{wanted}: 値」を加えてください。値が無いときは、空欄か理由を書いてください"),
        )
    } else {
        (
            format!("「{item}」の年度が、様式の年度（{wanted}）と違います"),
            format!(
                "{wanted} の年度の値を、過不足なく書いてください。値が無いときは、空欄か理由を書いてください"
            ),
        )
    };
    diag(Code::UnknownYear, span, title, "この並びです", remedy)
}

/// A column of indicators that is called like a key of every indicator.
#[must_use]
pub fn reserved_column(span: Span, name: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("「{name}」は指標の列の名にできません"),
        "この名です",
        "どの指標にもある項目の名です。列にはほかの名を付けてください",
    )
}

/// A rule for a word that the column does not have.
#[must_use]
pub fn grade_of_no_word(span: Span, name: &str, word: &str) -> Diag {
    diag(
        Code::BadForm,
        span,
        format!("「{name}」の基準の「{word}」が、選択にありません"),
        "この列です",
        "基準の言葉は、選択の言葉と同じにしてください",
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

/// Words to choose from that the city does not have under this name.
#[must_use]
pub fn no_such_choices(span: Span, name: &str, known: &[&str]) -> Diag {
    let known = if known.is_empty() {
        "city.yaml に「選択肢」がありません".to_owned()
    } else {
        format!("city.yaml の選択肢は {} です", known.join("、"))
    };
    diag(
        Code::DanglingReference,
        span,
        format!("選択肢「{name}」がありません"),
        "ここです",
        format!(
            "{known}。「選択肢: {{ {name}: {{ 言葉: 意味 }} }}」を加えるか、言葉をここに [ 言葉, 言葉 ] と書いてください"
        ),
    )
}
