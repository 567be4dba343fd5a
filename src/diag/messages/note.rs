//! Sentences about the notes of a sheet and what points to them.

use crate::diag::messages::sentence::{plain, quoted};
use crate::terms::place::Span;

messages! {
    /// A value that refers to a missing note; `unkeyed` is a note that begins with its key but has no colon.
    no_such_note(
        span, key: &str, all: &[&str], unkeyed: Option<(Span, &str)>,
    ) = DanglingReference {
        let written = quoted(key);
        let known = all.join("、");
        let (note, rest) = unkeyed.unzip();
        let text = plain(rest.unwrap_or_default());
        title "注「{key}」がありません"
        here "ここです"
        also note "この注に「: 」がありません"
        remedy match (rest, all) {
            (Some(_), _) => "票の「注」で、番号の後にコロンと空白を入れ、「- {written}: {text}」と書いてください",
            (None, []) => "票の「注」に「- {written}: 注の文」を加えてください（この票の「注」には、番号の付いた注がありません）",
            (None, _) => "票の「注」に「- {written}: 注の文」を加えるか、番号を確かめてください。この票の注は {known} です",
        }
    }

    /// A note with a key that nothing refers to. Without the mark of the form, the key is probably the start of a
    /// sentence.
    note_of_nothing(span, key: &str, marked: bool) = DanglingReference {
        let written = quoted(key);
        let sentence = words!(if marked {
            ""
        } else {
            "文の中に「: 」があるときは、文全体を \" \" で囲んでください。番号の付いた注なら、"
        });
        title "注「{key}」を指す値がありません"
        here "この注です"
        remedy "{sentence}数値か選択の値を {{ 値: …, 注: {written} }} と書くか、票全体の注なら番号を付けずに書いてください"
    }

    /// A value with remarks where only words are allowed; `value` is the allowed part.
    note_on_words(span, item: &str, value: Option<&str>) = WrongType {
        let value = words!(match value { Some(value) => "「{value}」", None => "言葉" });
        title "「{item}」は言葉の欄なので、{{ 値: …, 注: … }} の形では書けません"
        here "ここです"
        remedy "{value}だけを書いてください。注を付けられるのは、数値と選択の値です。この言葉についての注は、番号を付けずに票の「注」（指標のことなら、その指標の「注」）に書いてください"
    }
}
