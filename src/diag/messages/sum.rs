//! Sentences about the sums of a form (検算).

use crate::diag::messages::sentence::slip_hint;

messages! {
    /// A sum that cannot be read; `meant` is the likely reading, with the marks replaced in it.
    sum_unreadable(span, text: &str, meant: Option<&(String, Vec<(char, char)>)>) = FormSum {
        let one = |(from, to): &(char, char)| format!("「{from}」は「{to}」と書きます。");
        let marks = meant.iter().flat_map(|(_, replaced)| replaced).map(one).collect::<String>();
        title "検算「{text}」が読めません"
        here "この式です"
        remedy match meant {
            Some((sum, marks)) if marks.is_empty() => "「=」や「+」の前後に、半角の空白を1つずつ入れます。「{sum}」と書いてください",
            Some((sum, _)) => "{marks}「{sum}」と書いてください",
            None => "「合計 = 直接事業費 + 人件費」のように、名の間に半角の空白を入れて書いてください。使えるのは + - × ÷ と、前の列(名)、計(名) です",
        }
    }

    /// A sum that mixes in a product.
    sum_mixed(span, text: &str) = FormSum {
        title "検算「{text}」は、足し引きと掛け割りが混ざっています"
        here "この式です"
        remedy "+ と - だけか、× と ÷ だけで書いてください。途中の値が紙にあれば、その行で式を2つに分けられます"
    }

    /// An unknown name in a sum; `near` is the closest name.
    sum_of_nothing(span, name: &str, near: Option<&str>, all: &[&str]) = FormSum {
        let hint = slip_hint(name, near);
        let all = all.join("、");
        title "検算の「{name}」がありません"
        here "この式です"
        remedy "{hint}名（識別のある行は識別）を直すか、この名の行や欄を様式に加えてください。検算に書ける名は {all} です"
    }

    /// 計(名) or 前の列(名) where the named thing does not exist.
    sum_without_function(span, word: &str, function: &str) = FormSum {
        let place = words!(match function {
            "計" => "一覧の区画の検算（1件ごとの数を全部足すとき）",
            _ => "表の区画の、行の検算（左隣の列の値を使うとき）",
        });
        title "検算の「{word}」は、ここでは使えません"
        here "この式です"
        remedy "{function}(名) を使えるのは、{place}だけです。ここでは、足したり引いたりする名を1つずつ書いてください"
    }

    /// A name in a sum that occurs in two sections.
    sum_name_in_two(span, name: &str, [first, second]: [&str; 2]) = FormSum {
        title "検算の「{name}」が、どの区画のものか分かりません"
        here "この式です"
        remedy "{first}.{name} か {second}.{name} のように、区画の名を付けて書いてください"
    }

    /// A sum of a name that is both a row and a column.
    sum_of_two(span, name: &str) = FormSum {
        title "検算の「{name}」が、行にも列にもあります"
        here "この式です"
        remedy "行か列のどちらかの名を改めるか、行に「識別: 」で別の名を付けてください"
    }
}
