//! Sentences about the place of a project in the budget (科目).

use crate::diag::messages::sentence::quoted;

messages! {
    /// A part that is not a code; `half` is the likely reading in half-width digits.
    bad_account_code(span, part: &str, text: &str, half: Option<&str>) = BadCode {
        let code = quoted(half.unwrap_or_default());
        let half = words!(if let Some(_) = half { "「{part}: {code}」と書いてください。" });
        title "科目の「{part}」に「{text}」は書けません"
        here "ここです"
        remedy "{half}半角の数字、英字、「-」だけの番号を書きます。{part}の字はページに付けるので、番号に添えません。予算の名称は、ほかの欄に書けます"
    }

    /// A part is given, but not the part above it.
    account_part_left_out(span, item: &str, above: &str, below: &str) = MissingItem {
        title "「{item}」に「{below}」があって「{above}」がありません"
        here "この科目です"
        remedy "「{above}: 番号」を加えるか、「{below}」を消してください"
    }

    /// A list that would take its entries' names from a 科目.
    account_names_an_entry(span, name: &str) = BadForm {
        title "一覧のはじめの欄「{name}」は、型を 科目 にできません"
        here "この欄です"
        remedy "はじめの欄は、その1件の名になります。名になる欄（型が 言葉 など）をはじめに置き、科目はその後に書いてください"
    }
}
