//! Sentences about one item of a sheet: its key, its value, its spelling.

use crate::diag::messages::sentence::{REASONS, plain, quoted, slip_hint, slip_of};
use crate::diag::messages::slip::{Slip, yaml_syntax};
use crate::diag::problem::Diag;
use crate::terms::place::Span;

messages! {
    /// A key is written twice.
    duplicate_key(span, key: &str, first: Span) = DuplicateKey {
        title "項目「{key}」が2回書かれています"
        here "2回めです"
        also first "1回めはここです"
        remedy "どちらか一方だけを残してください"
    }

    /// A key with several lines below it is written twice: the two can be merged.
    duplicate_block(span, key: &str, first: Span) = DuplicateKey {
        title "項目「{key}」が2回書かれています"
        here "2回めです"
        also first "1回めはここです"
        remedy "1つにまとめてください（2つめの「{key}:」の行を消し、その下の行を1つめの下に続けます）"
    }

    /// The first key of a list entry occurs again: the dash of the next entry was forgotten.
    entry_without_dash(span, key: &str, first: Span) = DuplicateKey {
        let written = plain(key);
        title "1件の中に、項目「{key}」が2回書かれています"
        here "2回めです"
        also first "1回めはここです"
        remedy "ここから新しい1件なら、この行の初めを「- {written}: 」と、「- 」を付けた形にしてください。同じ1件のことなら、どちらか一方だけを残してください"
    }

    /// A key that the form, or the file of this name (`place`), does not have; `near` is the closest key.
    unknown_key(
        span, key: &str, near: Option<&str>, known: &[String], place: Option<&str>,
    ) = UnknownKey {
        let place = place.unwrap_or("様式");
        let known = known.join("、");
        title "項目「{key}」は{place}にありません"
        here "この項目です"
        remedy match near {
            Some(near) => { slip_of(key, near) },
            None => "ここに書ける項目は {known} です",
        }
    }

    /// A required item is missing; `parent` says where, `want` what it holds: one of `choices`, if there are any.
    missing_item(span, key: &str, parent: &str, want: &str, choices: &[String]) = MissingItem {
        let place = words!(match parent { "" => "この票", _ => "「{parent}」" });
        let written = plain(key);
        let all = choices.join("、");
        title "{place}に項目「{key}」がありません"
        here "この中にありません"
        remedy match choices {
            [] => "「{written}: {want}」を加えてください",
            _ => "「{written}: 」と、{all} のどれかを加えてください",
        }
    }

    /// A sheet that is no draft has something that is not written yet: `count` places of an item, the first of them here.
    not_filled_in(span, item: &str, count: usize) = NotFilledIn {
        title "「{item}」に、未記入が{count}か所あります"
        here "ここが未記入です"
        remedy "値や文を書いてください。紙の欄が空なら「空欄」と、理由があれば理由（{REASONS}）を書いてください。まだ書けないときは、この票に「公表の状態: 下書き」と書いてください"
    }

    /// More members than a sheet can hold.
    too_many(span, item: &str, count: usize, limit: usize) = TooMany {
        let item = if item.is_empty() { "この並び" } else { item };
        title "「{item}」が{count}件あります（1つの票に{limit}件まで）"
        here "ここから後が多すぎます"
        remedy "同じ内容が何度も書かれていないか確かめてください。多すぎる票は、読むことも印刷することも難しくなるため、票を分けてください"
    }

    /// A person whose post and name are written as one text.
    person_in_one(span, item: &str, text: &str, reasons: &[String]) = WrongType {
        let (title, name) = text.split_once([' ', '\u{3000}']).unwrap_or((text, ""));
        let name = name.trim();
        let name = if name.is_empty() { "氏名".to_owned() } else { quoted_words(name) };
        let title = quoted_words(title);
        let reasons = reasons.join("、");
        title "「{item}」の「{text}」が、職名と氏名に分けて書かれていません"
        here "ここです"
        remedy "{{ 職名: {title}, 氏名: {name} }} のように、職名と氏名を分けて書いてください。氏名を載せないときは {{ 職名: {title} }} とし、票に記載がないときは {reasons} のどれかを書いてください"
    }

    /// A blank without a reason. `figure` is true where a number may stand.
    missing_reason(span, item: &str, figure: bool) = MissingReason {
        title "「{item}」が空です"
        here "ここが空です"
        remedy if figure {
            "数値を書いてください。無いときは理由（{REASONS}）を書いてください。0 は「0である」という意味になります"
        } else {
            "文を書いてください。無いときは理由（{REASONS}）を書いてください"
        }
    }

    /// A blank where a text is required.
    blank_text(span, item: &str) = MissingReason {
        title "「{item}」が空です"
        here "ここが空です"
        remedy "「{item}」を書いてください"
    }

    /// Empty brackets.
    nothing_in_brackets(span, item: &str) = MissingReason {
        title "「{item}」が空です"
        here "ここが空です"
        remedy "中身を書いてください。書くものが1つもないときは、項目「{item}」ごと消してください"
    }

    /// A value of the wrong type, such as a list in place of a text.
    wrong_type(span, item: &str, want: &str) = WrongType {
        title "「{item}」の書き方が様式と違います"
        here "ここです"
        remedy "ここには、{want}を書いてください"
    }

    /// Not one of the words to choose from.
    bad_choice(span, item: &str, text: &str, near: Option<&str>, choices: &[String]) = BadChoice {
        let hint = slip_hint(text, near);
        let all = choices.join("、");
        title "「{item}」に「{text}」は書けません"
        here "ここです"
        remedy match choices {
            [only] => "「{only}」と書いてください。そうでないときは、この項目を消してください",
            _ => "{hint}{all} のどれかを書いてください",
        }
    }

    /// A fiscal year that cannot be read.
    bad_year(span, text: &str) = BadYear {
        let calendar = text.strip_suffix("暦年");
        title "「{text}」は年度として読めません"
        here "ここです"
        remedy match calendar {
            Some(year) => "{year}年度の欄に載せる暦年（1月から12月まで）の値なら、年度は {year} と書き、「注」に暦年の値であることを書いてください",
            None => "平成24、H24、令和元（令和1も可）、2012 のように書いてください",
        }
    }

    /// Two spellings of one fiscal year.
    same_year(span, text: &str, first: Span) = DuplicateKey {
        title "「{text}」は、同じ年度が別の書き方で既に書かれています"
        here "2回めです"
        also first "1回めはここです"
        remedy "どちらか一方だけを残してください"
    }

    /// A date that cannot be read; `nearly` is how it is probably meant.
    unreadable_date(span, text: &str, nearly: Option<&str>) = BadDate {
        title "「{text}」は日付として読めません"
        here "ここです"
        remedy match nearly {
            Some(day) => "{day} と書いてください",
            None => "令和8年11月21日、2026-11-21 のように書いてください",
        }
    }

    /// A date that does not exist.
    no_such_day(span, text: &str) = BadDate {
        title "「{text}」という日はありません"
        here "ここです"
        remedy "元号・月・日を暦で確かめてください（平成は1月8日、令和は5月1日から始まります）"
    }

    /// A code that cannot be part of an address; `half` is the likely reading in half-width letters.
    bad_code(span, text: &str, half: Option<&str>) = BadCode {
        title "コード「{text}」は使えません"
        here "ここです"
        remedy match half {
            Some(half) => "半角の英小文字・数字・ハイフンだけで \"{half}\" と書いてください",
            None => "コードはページのアドレスになります。半角の英小文字・数字・ハイフンだけで書いてください（例 52、23-3、healthtech）",
        }
    }

    /// Several values separated by full-width commas; `words` where they are words to choose from.
    values_in_one(span, words: bool) = YamlSyntax {
        title "並べた値の間のカンマが全角です。このままでは、1つの値になります"
        here "全角の記号です"
        remedy if words {
            "半角のカンマと空白「, 」に置き換えてください"
        } else {
            "半角のカンマと空白「, 」に置き換えてください。1つの名称の中の字なら、名称を \" \" で囲んでください"
        }
    }

    /// A sentence with `: ` in it, which YAML reads as a key and its value.
    sentence_with_colon(span, item: &str) = WrongType {
        title "「{item}」の書き方が様式と違います"
        here "ここです"
        remedy "ここには、項目名の無い文か数値を書いてください。文の中に「: 」があるときは、文全体を \" \" で囲んでください"
    }
}

/// A fiscal year of a field that cannot be read; a reason or one of these marks is allowed as well.
#[must_use]
pub fn bad_year_of_field(span: Span, text: &str, marks: &[&str]) -> Diag {
    or_reason(bad_year(span, text), "年度", marks)
}

/// A date that cannot be read, with how it is to be written where there is one way.
#[must_use]
pub fn bad_date(span: Span, text: &str, nearly: Option<&str>) -> Diag {
    unreadable_date(span, text, nearly).fixed_by(nearly.map(str::to_owned))
}

/// The same of a date.
#[must_use]
pub fn bad_date_of_field(span: Span, text: &str, nearly: Option<&str>, marks: &[&str]) -> Diag {
    let diag = bad_date(span, text, nearly);
    // Who wrote a day has one.
    if nearly.is_some() { diag } else { or_reason(diag, "日付", marks) }
}

fn or_reason(mut diag: Diag, what: &str, marks: &[&str]) -> Diag {
    let all = marks.join("、");
    let marks = words!(match marks {
        [] => "",
        _ => "印（{all}）か",
    });
    let more = format!("。{what}がないときは、{marks}理由（{REASONS}、空欄）を書きます");
    diag.remedy.push_str(&more);
    diag
}

/// A colon without a space behind it, inside brackets, where YAML reads it as a letter.
#[must_use]
pub fn tight_colon(span: Span) -> Diag {
    yaml_syntax(span, Slip::NoSpaceAfterColon)
}

/// Words separated by spaces, for brackets.
fn quoted_words(text: &str) -> String {
    let simple = text.split([' ', '\u{3000}']).all(|word| quoted(word) == word);
    if simple { text.to_owned() } else { quoted(text) }
}
