//! Sentences about cells, rows and codes of the sheets of declared forms.

use super::{REASONS, diag, quoted};
use crate::diag::messages::NumberProblem;
use crate::diag::{Code, Diag, alike};
use crate::terms::place::Span;

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

/// A blank cell of figures, which a reader would take for 0.
#[must_use]
pub fn missing_figure(span: Span, item: &str) -> Diag {
    let mut diag = missing_cell(span, item);
    diag.remedy.push_str("。0 は「0である」という意味になります");
    diag
}

/// No number, bound, mark or reason in a cell; `marks` are those of the form. `plain` where neither bounds nor words
/// may stand.
#[must_use]
pub fn bad_cell(
    span: Span,
    item: &str,
    text: &str,
    problem: &NumberProblem,
    marks: &[&str],
    plain: bool,
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
    let alike = marks.iter().find(|mark| alike::look_alike(text, mark));
    let hint = alike.map_or_else(String::new, |mark| {
        format!("「{mark}」の書き誤りではありませんか{}。", alike::note(text, mark))
    });
    let (by_mark, of_mark) = if marks.is_empty() {
        (String::new(), "")
    } else {
        (format!("印（{}）、", marks.join("、")), "印でも、")
    };
    let written = quoted(text);
    let remedy = match problem {
        _ if plain => {
            format!("半角の数値か、{by_mark}理由（{REASONS}、空欄）のどれかを書いてください")
        }
        NumberProblem::Range(low, high) => format!(
            "範囲なら、{low}以上{high}以下 と書いてください。ほかの意味なら、{{ 文: {written} }} と書けます"
        ),
        NumberProblem::Strokes => format!(
            "線だけでは、なぜ値が無いのか分かりません。{by_mark}理由（{REASONS}、空欄）のうち、原典の意味に合うものを書いてください。紙の印のとおりに載せるときは、様式の「印」に、この印と意味を加えてください"
        ),
        // What has digits, or no Japanese letter, is probably meant as a number.
        NumberProblem::NotANumber => format!(
            "単位や記号を付けずに、半角の数値か、800以上のような範囲、{by_mark}理由（{REASONS}、空欄）のどれかを書いてください。言葉なら {{ 文: {written} }} と書きます"
        ),
        _ => format!(
            "数値、800以上のような範囲、{by_mark}理由（{REASONS}、空欄）のどれかを書いてください。言葉なら {{ 文: {written} }} と書きます"
        ),
    };
    let range = if plain { "" } else { "範囲でも、" };
    diag(
        Code::BadNumber,
        span,
        format!("「{item}」の「{text}」は、数値でも、{range}{of_mark}理由でもありません"),
        "ここです",
        format!("{hint}{remedy}"),
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
pub fn bad_sheet_code(span: Span, text: &str, half: Option<&str>) -> Diag {
    let meant =
        half.map_or_else(String::new, |half| format!("半角で \"{half}\" と書いてください。"));
    diag(
        Code::BadCode,
        span,
        format!("コード「{text}」は使えません"),
        "ここです",
        format!(
            "{meant}コードはファイルの名とページのアドレスになります。文字、数字、ハイフン、点（.）だけで書いてください。点とハイフンは先頭に置けません"
        ),
    )
}
