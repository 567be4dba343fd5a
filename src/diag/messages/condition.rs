//! Sentences about sections that belong to some sheets only (場合), and about fields with several words.

use crate::diag::messages::sentence::{slip_hint, slip_of};
use crate::terms::place::Span;

messages! {
    /// 場合 names no 選択 of the form; `near` is the closest name.
    condition_of_nothing(span, name: &str, near: Option<&str>, known: &[&str]) = BadForm {
        let all = known.join("、");
        title "「場合」の欄「{name}」がありません"
        here "この欄です"
        remedy match near {
            Some(near) => { slip_of(name, near) },
            None if known.is_empty() => "場合に書けるのは、型が 選択 の欄の名です。この様式には1つもないので、先に欄を加えてください",
            None => "場合に書ける欄（型が 選択 のもの）は {all} です",
        }
    }

    /// 場合 names a field that two sections have.
    condition_of_two(span, name: &str, [first, second]: [&str; 2]) = BadForm {
        title "「場合」の欄「{name}」が、どの区画のものか分かりません"
        here "この欄です"
        remedy "{first}.{name} か {second}.{name} のように、区画の名を付けて書いてください"
    }

    /// 場合 by a field that has no words to choose from.
    condition_of_no_choice(span, name: &str) = BadForm {
        title "「場合」の欄「{name}」の型が 選択 ではありません"
        here "この欄です"
        remedy "区画のある票とない票は、型が 選択 の欄の言葉で分けます。その欄の名を書くか、この欄の型を 選択 にしてください"
    }

    /// 場合 depends on a field that not every sheet has.
    condition_of_a_condition(span, name: &str, section: &str) = BadForm {
        title "「場合」の欄「{name}」のある区画「{section}」にも「場合」があります"
        here "この欄です"
        remedy "どの票にもある区画の欄で分けてください"
    }

    /// A word of 場合 that the field does not have.
    bad_condition(span, field: &str, word: &str, near: Option<&str>, known: &[&str]) = BadForm {
        let hint = slip_hint(word, near);
        let known = known.join("、");
        title "「場合」の言葉「{word}」が、欄「{field}」の選択にありません"
        here "この言葉です"
        remedy "{hint}選択の言葉は {known} です"
    }

    /// A section in a sheet to which it does not belong; `only` says to which sheets it does.
    section_of_other_sheets(span, section: &str, only: &str) = UnknownKey {
        title "区画「{section}」は、{only}の票だけに書く区画です"
        here "この区画です"
        remedy "この票は、{only}の票ではありません。この区画（CSVなら、そのファイル）を消すか、欄の言葉を確かめてください"
    }

    /// A section missing from a sheet to which it belongs.
    section_of_this_sheet(span, section: &str, only: &str) = MissingItem {
        title "この票に区画「{section}」がありません"
        here "この中にありません"
        remedy "{only}の票には、区画「{section}」を書きます。紙のとおりに加えるか（空なら「{section}: 空欄」）、欄の言葉を確かめてください"
    }

    /// A word that stands twice in a field with several.
    choice_written_twice(span, field: &str, word: &str, first: Span) = DuplicateName {
        title "「{field}」に「{word}」が2回書かれています"
        here "2回めです"
        also first "1回めはここです"
        remedy "どちらか一方を消してください。別の言葉の書き誤りなら、直してください"
    }

    /// A reason or a mark beside words that were chosen.
    choice_beside_reason(span, field: &str, word: &str) = BadChoice {
        title "「{field}」の「{word}」は、ほかの言葉と並べられません"
        here "この言葉です"
        remedy "選んだ言葉があれば、「{word}」を消してください。1つもなければ「{field}: {word}」だけを書いてください"
    }

    /// 許容 of a sum that is below zero.
    tolerance_of_a_sum(span, tolerance: &str) = FormSum {
        title "検算の「許容」が {tolerance} です"
        here "この式です"
        remedy "許容は、どちら向きの違いも認める大きさです。0より大きい数を書いてください（例 許容: 1）"
    }
}
