//! Sentences about the sums of a form (検算).

use crate::diag::codes::Code;
use crate::diag::messages::sentence::{diag, slip_hint};
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// A sum that cannot be read; `meant` is how it could be, with the marks that are replaced in it.
#[must_use]
pub fn sum_unreadable(span: Span, text: &str, meant: Option<&(String, Vec<(char, char)>)>) -> Diag {
    let known = "使えるのは + - × ÷ と、前の列(名)、計(名) です";
    let remedy = match meant {
        Some((meant, replaced)) => {
            let replaced =
                replaced.iter().map(|(from, to)| format!("「{from}」は「{to}」と書きます。"));
            let replaced = replaced.collect::<Vec<_>>().concat();
            let blanks = if replaced.is_empty() {
                "「=」や「+」の前後に、半角の空白を1つずつ入れます。"
            } else {
                ""
            };
            format!("{replaced}{blanks}「{meant}」と書いてください")
        }
        None => format!(
            "「合計 = 直接事業費 + 人件費」のように、名の間に半角の空白を入れて書いてください。{known}"
        ),
    };
    diag(Code::FormSum, span, format!("検算「{text}」が読めません"), "この式です", remedy)
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
    let hint = slip_hint(name, near);
    let remedy = format!(
        "{hint}名（識別のある行は識別）を直すか、この名の行や欄を様式に加えてください。検算に書ける名は {} です",
        all.join("、")
    );
    diag(Code::FormSum, span, format!("検算の「{name}」がありません"), "この式です", remedy)
}

/// 計(名) or 前の列(名) where there is no such thing.
#[must_use]
pub fn sum_without_function(span: Span, word: &str, function: &str) -> Diag {
    let place = match function {
        "計" => "一覧の区画の検算（1件ごとの数を全部足すとき）",
        _ => "表の区画の、行の検算（左隣の列の値を使うとき）",
    };
    diag(
        Code::FormSum,
        span,
        format!("検算の「{word}」は、ここでは使えません"),
        "この式です",
        format!(
            "{function}(名) を使えるのは、{place}だけです。ここでは、足したり引いたりする名を1つずつ書いてください"
        ),
    )
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
