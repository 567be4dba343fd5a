//! Sentences about cells, rows and codes of the sheets.

use crate::diag::alike;
use crate::diag::messages::number::{self, NumberProblem};
use crate::diag::messages::sentence::{REASONS, plain, quoted, slip_hint};
use crate::diag::problem::Diag;
use crate::terms::place::Span;

messages! {
    /// A blank cell.
    missing_cell(span, item: &str) = MissingReason {
        title "「{item}」が空です"
        here "ここが空です"
        remedy "値を書いてください。紙の欄が空なら「空欄」と、理由があれば理由（{REASONS}）を書いてください"
    }

    /// A blank cell of figures, which a reader would take for 0.
    missing_figure(span, item: &str) = MissingReason {
        title "「{item}」が空です"
        here "ここが空です"
        remedy "値を書いてください。紙の欄が空なら「空欄」と、理由があれば理由（{REASONS}）を書いてください。0 は「0である」という意味になります"
    }
}

/// What stands behind a word to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// What the word means.
    Meaning,
    /// Something that can be stated beside it.
    Beside,
    /// Something that has no place here.
    Other,
}

/// Where a cell stands: what else may be written there, and how.
#[derive(Debug, Clone, Copy)]
pub struct CellPlace<'a> {
    /// The marks of the form.
    pub marks: &'a [&'a str],
    /// Keys of the notes of its sheet.
    pub notes: &'a [String],
    /// True where neither bounds nor words are allowed.
    pub plain: bool,
    /// How remarks on the value can be added.
    pub more: More,
}

/// How remarks on a value can be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum More {
    /// As `{ 値: …, 注: … }` in its place.
    Here,
    /// It already stands behind 値.
    Beside,
    /// Only in the sheet, because the cell is in a CSV file.
    InSheet,
}

impl More {
    /// How to write a number with a remark.
    fn of_number(self, number: &str, said: &str) -> String {
        words!(match self {
            Self::Here => "{{ 値: {number}, {said} }} と書いてください",
            Self::Beside => "同じ {{ }} の中に「値: {number}, {said}」と書いてください",
            Self::InSheet =>
                "CSVには {number} とだけ書けます。これも載せるときは、CSVをやめて区画を票に書き、{{ 値: {number}, {said} }} としてください",
        })
    }

    /// How to write words in the place of a number.
    fn words(self, text: &str) -> String {
        let text = quoted(text);
        words!(match self {
            Self::Here => "言葉なら {{ 文: {text} }} と書きます",
            Self::Beside => "言葉なら「値: 」を「文: {text}」に替えます",
            Self::InSheet =>
                "言葉はCSVには書けません。言葉を載せるときは、CSVをやめて区画を票に書き、{{ 文: {text} }} とします",
        })
    }
}

/// A cell with no valid number, bound, mark or reason.
#[must_use]
pub fn bad_cell(
    span: Span,
    item: &str,
    text: &str,
    problem: &NumberProblem,
    place: &CellPlace<'_>,
) -> Diag {
    let CellPlace { marks, notes, plain, more } = *place;
    let of_number = match problem {
        NumberProblem::Brackets(number) if text.starts_with('（') => {
            return message!(BadNumber at span {
                title "「{item}」の「{text}」のかっこが全角です"
                here "ここです"
                remedy "暫定の値なら、半角のかっこで ({number}) と書いてください"
            });
        }
        NumberProblem::Brackets(number) => {
            let note = more.of_number(number, "注: 説明の文");
            Some(format!("かっこの意味（負の数、参考など）を原典で確かめ、その意味が要れば {note}"))
        }
        NumberProblem::Mark(number, mark) => {
            let key = quoted(mark);
            let note = more.of_number(number, &format!("注: {key}"));
            let known = notes.contains(mark);
            Some(words!(if known {
                note
            } else {
                "{note}。「{mark}」の文は、票の「注」に「- {key}: 注の文」と書きます"
            }))
        }
        NumberProblem::State(number, state) => {
            Some(more.of_number(number, &format!("状態: {state}")))
        }
        NumberProblem::Bound(bound) if !plain => {
            Some(format!("{bound} と、半角で、間を空けず、単位を付けずに書いてください"))
        }
        _ => number::spelling(text, problem),
    };
    if let Some(remedy) = of_number {
        let told = number::unreadable(span, item, text, problem, remedy);
        return match problem {
            NumberProblem::Bound(bound) if !plain => told.fixed_by(bound.clone()),
            _ => told,
        };
    }
    let alike = marks.iter().find(|mark| alike::look_alike(text, mark));
    let hint = slip_hint(text, alike.copied());
    let all = marks.join("、");
    let by_mark = words!(match marks {
        [] => "",
        _ => "印（{all}）、",
    });
    let of_mark = words!(match marks {
        [] => "",
        _ => "印でも、",
    });
    let range = words!(if plain { "" } else { "範囲でも、" });
    let words = more.words(text);
    let remedy = words!(match problem {
        _ if plain => "半角の数値か、{by_mark}理由（{REASONS}、空欄）のどれかを書いてください",
        NumberProblem::Range(low, high) =>
            "範囲なら、{low}以上{high}以下 と書いてください（端を含まないときは 超、未満）。範囲でなければ、数値を1つか、{by_mark}理由（{REASONS}、空欄）のどれかを書いてください",
        NumberProblem::Strokes =>
            "線だけでは、なぜ値が無いのか分かりません。{by_mark}理由（{REASONS}、空欄）のうち、原典の意味に合うものを書いてください。紙の印のとおりに載せるときは、様式の「印」に、この印と意味を加えてください",
        // A text with digits, or without Japanese letters, is probably meant as a number.
        NumberProblem::NotANumber =>
            "単位や記号を付けずに、半角の数値か、800以上のような範囲、{by_mark}理由（{REASONS}、空欄）のどれかを書いてください。{words}",
        _ =>
            "数値、800以上のような範囲、{by_mark}理由（{REASONS}、空欄）のどれかを書いてください。{words}",
    });
    message!(BadNumber at span {
        title "「{item}」の「{text}」は、数値でも、{range}{of_mark}理由でもありません"
        here "ここです"
        remedy "{hint}{remedy}"
    })
}

messages! {
    /// Not one of the words of a 選択.
    bad_word(
        span, item: &str, text: &str, near: Option<&str>, words: &[String], marks: &[&str],
    ) = BadChoice {
        let hint = slip_hint(text, near);
        let all = marks.join("、");
        let marks = words!(match marks { [] => "", _ => "、印（{all}）" });
        let words = words.join("、");
        title "「{item}」に「{text}」は書けません"
        here "ここです"
        remedy "{hint}{words}{marks}、理由（{REASONS}、空欄）のどれかを書いてください"
    }

    /// Several values, written as one: `継続・複合化`.
    several_in_one(span, item: &str, text: &str, values: &[&str]) = YamlSyntax {
        let all = values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", ");
        title "「{item}」の「{text}」は、このままでは1つの値になります"
        here "ここです"
        remedy "いくつもあるときは、[ {all} ] と、角かっこの中に半角のカンマと空白で分けて並べてください"
    }

    /// Several words where one can be chosen.
    only_one_word(span, item: &str, text: &str, words: &[&str]) = BadChoice {
        let words = words.join("、");
        title "「{item}」に「{text}」は書けません"
        here "ここです"
        remedy "ここに書ける言葉は1つです。{words} のうち、1つだけを書いてください"
    }

    /// A word to choose from, with something behind it: `B 一部に劣化`.
    word_explained(span, item: &str, text: &str, word: &str, rest: Rest) = BadChoice {
        let word = quoted(word);
        title "「{item}」に「{text}」は書けません"
        here "ここです"
        remedy match rest {
            Rest::Meaning => "{word} とだけ書いてください。言葉の意味は、様式に書いてあります",
            Rest::Beside => "{word} とだけ書いてください。添えてある言葉も載せるときは、{{ 値: {word}, 併記: 添える言葉 }} と書きます",
            Rest::Other => "{word} とだけ書いてください",
        }
    }

    /// A row without values.
    row_without_values(span, item: &str, heads: &[&str]) = MissingReason {
        let heads = heads.join("、");
        title "「{item}」に値がありません"
        here "ここが空です"
        remedy "列（{heads}）の順に、[ 値, 値 ] のように書いてください。紙の欄が空なら「空欄」と書きます"
    }

    /// A missing row; `above` is the row below which it belongs.
    missing_row(
        span, row: &str, section: &str, above: Option<&str>, heads: &[&str],
    ) = MissingItem {
        let (place, beside) = match above {
            Some(above) => (format!("「{above}」の次"), "この次にありません"),
            None => ("はじめ".to_owned(), "この前にありません"),
        };
        let width = heads.len();
        let values = words!(match heads { [] | [_] => "", _ => "の{width}つの値" });
        let heads = heads.join(", ");
        let key = plain(row);
        title "「{section}」に行「{row}」がありません"
        here beside
        remedy "{place}に「{key}: [ {heads} ]」{values}を加えてください。紙の欄が空なら「空欄」と書きます"
    }

    /// A row with more or fewer values than columns; `comma` where a number may have been split at its comma.
    row_of_another_width(span, item: &str, count: usize, heads: &[&str], comma: bool) = RowWidth {
        let wanted = heads.len();
        let comma = if comma && count > wanted {
            "。12,345 のように桁区切りのカンマがあると、2つの値になります。カンマを付けずに書いてください"
        } else {
            ""
        };
        let heads = heads.join("、");
        title "「{item}」の値が{count}個です。列は{wanted}個です"
        here "この行です"
        remedy "列は {heads} です。1つの列に1つずつ書いてください。紙の欄が空なら「空欄」と書きます{comma}"
    }

    /// A code that cannot be part of a file name or an address.
    bad_sheet_code(span, text: &str, half: Option<&str>) = BadCode {
        let meant = words!(if let Some(half) = half { "半角で \"{half}\" と書いてください。" });
        title "コード「{text}」は使えません"
        here "ここです"
        remedy "{meant}コードはファイルの名とページのアドレスになります。文字、数字、ハイフン、点（.）だけで書いてください。点とハイフンは先頭に置けません"
    }
}
