//! Sentences about cells, rows and codes of the sheets of declared forms.

use crate::diag::alike;
use crate::diag::codes::Code;
use crate::diag::messages::NumberProblem;
use crate::diag::messages::sentence::{REASONS, diag, plain, quoted, slip_hint};
use crate::diag::problem::Diag;
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

/// Where a cell stands: what else may be written there, and how.
#[derive(Debug, Clone, Copy)]
pub struct CellPlace<'a> {
    /// The marks of the form.
    pub marks: &'a [&'a str],
    /// The keys of the notes of its sheet.
    pub notes: &'a [String],
    /// True where neither bounds nor words may stand.
    pub plain: bool,
    /// How more than the value can be said.
    pub more: More,
}

/// How more can be said than a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum More {
    /// `{ 値: …, 注: … }` in its place.
    Here,
    /// It stands behind 値 already.
    Beside,
    /// Only in the sheet: it stands in a CSV file.
    InSheet,
}

impl More {
    /// A number with something said of it.
    fn of_number(self, number: &str, said: &str) -> String {
        match self {
            Self::Here => format!("{{ 値: {number}, {said} }} と書いてください"),
            Self::Beside => format!("同じ {{ }} の中に「値: {number}, {said}」と書いてください"),
            Self::InSheet => format!(
                "CSVには {number} とだけ書けます。これも載せるときは、CSVをやめて区画を票に書き、{{ 値: {number}, {said} }} としてください"
            ),
        }
    }

    /// Words in the place of a number.
    fn words(self, text: &str) -> String {
        let text = quoted(text);
        match self {
            Self::Here => format!("言葉なら {{ 文: {text} }} と書きます"),
            Self::Beside => format!("言葉なら「値: 」を「文: {text}」に替えます"),
            Self::InSheet => format!(
                "言葉はCSVには書けません。言葉を載せるときは、CSVをやめて区画を票に書き、{{ 文: {text} }} とします"
            ),
        }
    }
}

/// No number, bound, mark or reason in a cell.
#[must_use]
pub fn bad_cell(
    span: Span,
    item: &str,
    text: &str,
    problem: &NumberProblem,
    place: &CellPlace<'_>,
) -> Diag {
    let CellPlace { marks, notes, plain, more } = *place;
    match problem {
        NumberProblem::Brackets(number) if text.starts_with('（') => {
            return diag(
                Code::BadNumber,
                span,
                format!("「{item}」の「{text}」のかっこが全角です"),
                "ここです",
                format!("暫定の値なら、半角のかっこで ({number}) と書いてください"),
            );
        }
        NumberProblem::Brackets(number) => {
            let note = more.of_number(number, "注: 説明の文");
            let remedy =
                format!("かっこの意味（負の数、参考など）を原典で確かめ、その意味が要れば {note}");
            return super::number::told(span, item, text, problem, remedy);
        }
        NumberProblem::Mark(number, mark) => {
            let key = quoted(mark);
            let mut remedy = more.of_number(number, &format!("注: {key}"));
            if !notes.contains(mark) {
                let text = format!("。「{mark}」の文は、票の「注」に「- {key}: 注の文」と書きます");
                remedy.push_str(&text);
            }
            return super::number::told(span, item, text, problem, remedy);
        }
        NumberProblem::State(number, state) => {
            let remedy = more.of_number(number, &format!("状態: {state}"));
            return super::number::told(span, item, text, problem, remedy);
        }
        NumberProblem::Bound(bound) if !plain => {
            let remedy = format!("{bound} と、半角で、間を空けず、単位を付けずに書いてください");
            return super::number::told(span, item, text, problem, remedy);
        }
        _ => {}
    }
    if let Some(remedy) = super::number::spelling(text, problem) {
        return super::number::told(span, item, text, problem, remedy);
    }
    let alike = marks.iter().find(|mark| alike::look_alike(text, mark));
    let hint = slip_hint(text, alike.copied());
    let (by_mark, of_mark) = if marks.is_empty() {
        (String::new(), "")
    } else {
        (format!("印（{}）、", marks.join("、")), "印でも、")
    };
    let words = more.words(text);
    let remedy = match problem {
        _ if plain => {
            format!("半角の数値か、{by_mark}理由（{REASONS}、空欄）のどれかを書いてください")
        }
        NumberProblem::Range(low, high) => format!(
            "範囲なら、{low}以上{high}以下 と書いてください（端を含まないときは 超、未満）。範囲でなければ、数値を1つか、{by_mark}理由（{REASONS}、空欄）のどれかを書いてください"
        ),
        NumberProblem::Strokes => format!(
            "線だけでは、なぜ値が無いのか分かりません。{by_mark}理由（{REASONS}、空欄）のうち、原典の意味に合うものを書いてください。紙の印のとおりに載せるときは、様式の「印」に、この印と意味を加えてください"
        ),
        // What has digits, or no Japanese letter, is probably meant as a number.
        NumberProblem::NotANumber => format!(
            "単位や記号を付けずに、半角の数値か、800以上のような範囲、{by_mark}理由（{REASONS}、空欄）のどれかを書いてください。{words}"
        ),
        _ => format!(
            "数値、800以上のような範囲、{by_mark}理由（{REASONS}、空欄）のどれかを書いてください。{words}"
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
    let hint = slip_hint(text, near);
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

/// A row that is not there; `above` is the one below which it belongs.
#[must_use]
pub fn missing_row(
    span: Span,
    row: &str,
    section: &str,
    above: Option<&str>,
    heads: &[&str],
) -> Diag {
    let place = above.map_or_else(|| "はじめ".to_owned(), |above| format!("「{above}」の次"));
    let count =
        if heads.len() > 1 { format!("の{}つの値", heads.len()) } else { String::new() };
    diag(
        Code::MissingItem,
        span,
        format!("「{section}」に行「{row}」がありません"),
        if above.is_some() { "この次にありません" } else { "この前にありません" },
        format!(
            "{place}に「{}: [ {} ]」{count}を加えてください。紙の欄が空なら「空欄」と書きます",
            plain(row),
            heads.join(", ")
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
