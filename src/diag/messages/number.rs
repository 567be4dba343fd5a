//! Sentences about numbers: what was written instead, and how to write it. A remedy names a number only if there is
//! no other reading.

use crate::diag::codes::Code;
use crate::diag::messages::sentence::diag;
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// Why a text is not a decimal. Numbers inside the variants are half-width and plain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberProblem {
    /// `１０４１５`, `▲5`: full-width; holds the half-width form.
    Wide(String),
    /// `1,050`, `+5`, `.5`: half-width; holds the plain form.
    Spelled(String),
    /// `３，５`: a comma that does not separate thousands.
    Comma,
    /// `012`: a decimal point may be missing behind the zero.
    Zero,
    /// `ー5`: a stroke that may be a minus; holds the number in that case.
    Stroke(String),
    /// `79.5 以上`, `≧79.5`: nearly a bound; holds the bound.
    Bound(String),
    /// `30～40`
    Range(String, String),
    /// `89,800人`
    Unit(String, String),
    /// `37①`: a number with the mark of a note.
    Mark(String, String),
    /// `37（速報）`
    State(String, &'static str),
    /// `(922)`
    Brackets(String),
    /// `20未満`, `約100`, `1/3`: a number in words.
    Words,
    /// `―`: strokes only.
    Strokes,
    /// `延伸`: no digits.
    NoDigit,
    /// More digits than are printed.
    TooLong {
        /// Most digits.
        digits: usize,
        /// Most decimal places.
        places: usize,
    },
    /// Anything else.
    NotANumber,
}

/// A text that is no number, where only a number is allowed.
#[must_use]
pub fn bad_number(span: Span, item: &str, text: &str, problem: &NumberProblem) -> Diag {
    unreadable(span, item, text, problem, alone(text, problem))
}

/// A number that cannot be read, with a remedy.
pub(super) fn unreadable(
    span: Span,
    item: &str,
    text: &str,
    problem: &NumberProblem,
    remedy: String,
) -> Diag {
    let title = words!(match problem {
        NumberProblem::Wide(_) => "「{item}」の数値に全角の文字が使われています",
        NumberProblem::TooLong { .. } => "「{item}」の「{text}」は、数字の桁が多すぎます",
        NumberProblem::Bound(_) => "「{item}」の「{text}」は範囲として読めません",
        _ => "「{item}」の「{text}」は数値として読めません",
    });
    let (code, label) = match problem {
        NumberProblem::Wide(_) => (Code::WideDigits, "全角の文字があります"),
        _ => (Code::BadNumber, "ここです"),
    };
    // What has one reading, in whatever letters.
    let fix = match problem {
        NumberProblem::Wide(number) | NumberProblem::Spelled(number) => Some(number.clone()),
        _ => None,
    };
    diag(code, span, title, label, remedy).fixed_by(fix)
}

/// Remedy where only a number is allowed.
fn alone(text: &str, problem: &NumberProblem) -> String {
    let note = |number: &str, what: &str| {
        format!("数値は {number} とだけ書いてください。{what}は、票の「注」に書けます")
    };
    words!(match problem {
        NumberProblem::Mark(number, mark) => {
            note(number, &format!("「{mark}」の説明"))
        }
        NumberProblem::State(number, state) => {
            note(number, &format!("「{state}」の別"))
        }
        NumberProblem::Brackets(number) => {
            let note = note(number, "かっこの意味");
            format!("かっこの意味（負の数、参考など）を原典で確かめてください。{note}")
        }
        NumberProblem::Range(..) | NumberProblem::Words | NumberProblem::Bound(_) =>
            "ここには、半角の数値を1つだけ書いてください",
        _ => {
            let plainly = "単位や記号を付けずに、半角の数値だけを書いてください";
            spelling(text, problem).unwrap_or_else(|| plainly.to_owned())
        }
    })
}

/// Remedy where only the spelling of a number is wrong; `None` for other problems.
pub(super) fn spelling(text: &str, problem: &NumberProblem) -> Option<String> {
    let how = if text.contains(',') {
        "桁区切りのカンマを付けずに"
    } else if text.contains('+') {
        "「+」を付けずに"
    } else {
        "小数点の前後を省かずに"
    };
    let remedy = words!(match problem {
        NumberProblem::Wide(half) => "半角で {half} と書いてください",
        NumberProblem::Spelled(plain) => "{how}、半角で {plain} と書いてください",
        NumberProblem::Comma =>
            "カンマが、桁区切り（3桁ごと）か小数点か、分かりません。原典を確かめ、桁区切りならカンマを付けずに、小数点なら「.」で書いてください",
        NumberProblem::Zero =>
            "先頭に 0 があります。小数点の抜け（012 と 0.12）でないか、番号やコードでないか、原典を確かめてください。数値なら、先頭の 0 を付けずに書いてください",
        NumberProblem::Stroke(number) =>
            "先頭の線が負の印なら、半角で {number} と書いてください。違うときは、線を消してください",
        NumberProblem::Unit(number, unit) =>
            "数値は {number} とだけ書いてください。「{unit}」は、「単位」の欄がある項目では、そこに書きます",
        NumberProblem::TooLong { digits, places } =>
            "数字は{digits}桁まで、小数は{places}桁までです。原典と照らし、正しければ、「単位」を大きい単位（千円、億円など）に改めて、桁の少ない数値を書いてください",
        _ => "",
    });
    (!remedy.is_empty()).then_some(remedy)
}
