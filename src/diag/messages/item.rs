//! Sentences about one item of a sheet: its key, its value, how it is written.

use crate::diag::codes::Code;
use crate::diag::messages::sentence::{REASONS, diag, plain, quoted, slip_hint, slip_of};
use crate::diag::messages::slip::{Slip, yaml_syntax};
use crate::diag::problem::Diag;
use crate::terms::place::Span;

/// A key is written twice.
#[must_use]
pub fn duplicate_key(span: Span, key: &str, first: Span) -> Diag {
    let title = format!("項目「{key}」が2回書かれています");
    twice([span, first], title, "どちらか一方だけを残してください".to_owned())
}

/// A key with several lines below it is written twice: they can be put together.
#[must_use]
pub fn duplicate_block(span: Span, key: &str, first: Span) -> Diag {
    let title = format!("項目「{key}」が2回書かれています");
    let remedy = format!(
        "1つにまとめてください（2つめの「{key}:」の行を消し、その下の行を1つめの下に続けます）"
    );
    twice([span, first], title, remedy)
}

/// The first key of an entry of a list is there again: the dash of the next entry was forgotten.
#[must_use]
pub fn entry_without_dash(span: Span, key: &str, first: Span) -> Diag {
    let title = format!("1件の中に、項目「{key}」が2回書かれています");
    let remedy = format!(
        "ここから新しい1件なら、この行の初めを「- {}: 」と、「- 」を付けた形にしてください。同じ1件のことなら、どちらか一方だけを残してください",
        plain(key)
    );
    twice([span, first], title, remedy)
}

/// What is there twice: the second place, then the first.
fn twice([span, first]: [Span; 2], title: String, remedy: String) -> Diag {
    let mut diag = diag(Code::DuplicateKey, span, title, "2回めです", remedy);
    diag.related.push((first, "1回めはここです".to_owned()));
    diag
}

/// A key that the form, or the file of this name (`place`), does not have; `near` is the closest key it has.
#[must_use]
pub fn unknown_key(
    span: Span,
    key: &str,
    near: Option<&str>,
    known: &[String],
    place: Option<&str>,
) -> Diag {
    let place = place.unwrap_or("様式");
    let remedy = match near {
        Some(near) => slip_of(key, near),
        None => format!("ここに書ける項目は {} です", known.join("、")),
    };
    diag(
        Code::UnknownKey,
        span,
        format!("項目「{key}」は{place}にありません"),
        "この項目です",
        remedy,
    )
}

/// A required item is not there; `parent` names where, `want` is what it holds, one of `choices` where there are such.
#[must_use]
pub fn missing_item(span: Span, key: &str, parent: &str, want: &str, choices: &[String]) -> Diag {
    let place = if parent.is_empty() { "この票".to_owned() } else { format!("「{parent}」") };
    let written = plain(key);
    let remedy = if choices.is_empty() {
        format!("「{written}: {want}」を加えてください")
    } else {
        format!("「{written}: 」と、{} のどれかを加えてください", choices.join("、"))
    };
    diag(
        Code::MissingItem,
        span,
        format!("{place}に項目「{key}」がありません"),
        "この中にありません",
        remedy,
    )
}

/// More members than a sheet can hold.
#[must_use]
pub fn too_many(span: Span, item: &str, count: usize, limit: usize) -> Diag {
    let item = if item.is_empty() { "この並び" } else { item };
    diag(
        Code::TooMany,
        span,
        format!("「{item}」が{count}件あります（1つの票に{limit}件まで）"),
        "ここから後が多すぎます",
        "同じ内容が何度も書かれていないか確かめてください。多すぎる票は、読むことも印刷することも難しくなるため、票を分けてください",
    )
}

/// A person whose post and name were written as one text.
#[must_use]
pub fn person_in_one(span: Span, item: &str, text: &str, reasons: &[String]) -> Diag {
    let (title, name) = text.split_once([' ', '\u{3000}']).unwrap_or((text, ""));
    let name = name.trim();
    let name = if name.is_empty() { "氏名".to_owned() } else { quoted_words(name) };
    let title = quoted_words(title);
    diag(
        Code::WrongType,
        span,
        format!("「{item}」の「{text}」が、職名と氏名に分けて書かれていません"),
        "ここです",
        format!(
            "{{ 職名: {title}, 氏名: {name} }} のように、職名と氏名を分けて書いてください。氏名を載せないときは {{ 職名: {title} }} とし、票に記載がないときは {} のどれかを書いてください",
            reasons.join("、")
        ),
    )
}

/// Words with blanks between them, for brackets.
fn quoted_words(text: &str) -> String {
    let simple = text.split([' ', '\u{3000}']).all(|word| quoted(word) == word);
    if simple { text.to_owned() } else { quoted(text) }
}

/// A blank without a reason. `figure` is true where a number may stand.
#[must_use]
pub fn missing_reason(span: Span, item: &str, figure: bool) -> Diag {
    let (want, zero) = if figure {
        ("数値", "。0 は「0である」という意味になります")
    } else {
        ("文", "")
    };
    diag(
        Code::MissingReason,
        span,
        format!("「{item}」が空です"),
        "ここが空です",
        format!("{want}を書いてください。無いときは理由（{REASONS}）を書いてください{zero}"),
    )
}

/// A blank where a text must stand.
#[must_use]
pub fn blank_text(span: Span, item: &str) -> Diag {
    diag(
        Code::MissingReason,
        span,
        format!("「{item}」が空です"),
        "ここが空です",
        format!("「{item}」を書いてください"),
    )
}

/// Brackets with nothing inside.
#[must_use]
pub fn nothing_in_brackets(span: Span, item: &str) -> Diag {
    diag(
        Code::MissingReason,
        span,
        format!("「{item}」が空です"),
        "ここが空です",
        format!(
            "中身を書いてください。書くものが1つもないときは、項目「{item}」ごと消してください"
        ),
    )
}

/// A list where a text is wanted, and the like.
#[must_use]
pub fn wrong_type(span: Span, item: &str, want: &str) -> Diag {
    diag(
        Code::WrongType,
        span,
        format!("「{item}」の書き方が様式と違います"),
        "ここです",
        format!("ここには、{want}を書いてください"),
    )
}

/// Not one of the words to choose from.
#[must_use]
pub fn bad_choice(
    span: Span,
    item: &str,
    text: &str,
    near: Option<&str>,
    choices: &[String],
) -> Diag {
    let hint = slip_hint(text, near);
    let remedy = match choices {
        [only] => format!("「{only}」と書いてください。そうでないときは、この項目を消してください"),
        _ => format!("{hint}{} のどれかを書いてください", choices.join("、")),
    };
    diag(Code::BadChoice, span, format!("「{item}」に「{text}」は書けません"), "ここです", remedy)
}

/// A fiscal year of a field that cannot be read, where a reason or one of these marks may stand as well.
#[must_use]
pub fn bad_year_of_field(span: Span, text: &str, marks: &[&str]) -> Diag {
    or_reason(bad_year(span, text), "年度", marks)
}

/// The same of a date.
#[must_use]
pub fn bad_date_of_field(span: Span, text: &str, marks: &[&str]) -> Diag {
    or_reason(bad_date(span, text), "日付", marks)
}

fn or_reason(mut diag: Diag, what: &str, marks: &[&str]) -> Diag {
    let marks =
        if marks.is_empty() { String::new() } else { format!("印（{}）か", marks.join("、")) };
    let more = format!("。{what}がないときは、{marks}理由（{REASONS}、空欄）を書きます");
    diag.remedy.push_str(&more);
    diag
}

/// A fiscal year that cannot be read.
#[must_use]
pub fn bad_year(span: Span, text: &str) -> Diag {
    let remedy = match text.strip_suffix("暦年") {
        Some(year) => format!(
            "{year}年度の欄に載せる暦年（1月から12月まで）の値なら、年度は {year} と書き、「注」に暦年の値であることを書いてください"
        ),
        None => "平成24、H24、令和元（令和1も可）、2012 のように書いてください".to_owned(),
    };
    diag(Code::BadYear, span, format!("「{text}」は年度として読めません"), "ここです", remedy)
}

/// Two spellings of one fiscal year.
#[must_use]
pub fn same_year(span: Span, text: &str, first: Span) -> Diag {
    let mut diag = diag(
        Code::DuplicateKey,
        span,
        format!("「{text}」は、同じ年度が別の書き方で既に書かれています"),
        "2回めです",
        "どちらか一方だけを残してください",
    );
    diag.related.push((first, "1回めはここです".to_owned()));
    diag
}

/// A date that cannot be read.
#[must_use]
pub fn bad_date(span: Span, text: &str) -> Diag {
    diag(
        Code::BadDate,
        span,
        format!("「{text}」は日付として読めません"),
        "ここです",
        "令和8年11月21日、2026-11-21 のように書いてください",
    )
}

/// A date that never was.
#[must_use]
pub fn no_such_day(span: Span, text: &str) -> Diag {
    diag(
        Code::BadDate,
        span,
        format!("「{text}」という日はありません"),
        "ここです",
        "元号・月・日を暦で確かめてください（平成は1月8日、令和は5月1日から始まります）",
    )
}

/// A code that cannot be part of an address; `half` is how it is probably meant.
#[must_use]
pub fn bad_code(span: Span, text: &str, half: Option<&str>) -> Diag {
    let remedy = half.map_or_else(
        || "コードはページのアドレスになります。半角の英小文字・数字・ハイフンだけで書いてください（例 52、23-3、healthtech）".to_owned(),
        |half| format!("半角の英小文字・数字・ハイフンだけで \"{half}\" と書いてください"),
    );
    diag(Code::BadCode, span, format!("コード「{text}」は使えません"), "ここです", remedy)
}

/// A colon without the blank behind it, inside brackets, where YAML takes it for a letter.
#[must_use]
pub fn tight_colon(span: Span) -> Diag {
    yaml_syntax(span, Slip::NoSpaceAfterColon)
}

/// Several values with a full-width comma between them; `words` where they are words to choose from.
#[must_use]
pub fn values_in_one(span: Span, words: bool) -> Diag {
    let name = if words {
        ""
    } else {
        "。1つの名称の中の字なら、名称を \" \" で囲んでください"
    };
    diag(
        Code::YamlSyntax,
        span,
        "並べた値の間のカンマが全角です。このままでは、1つの値になります".to_owned(),
        "全角の記号です",
        format!("半角のカンマと空白「, 」に置き換えてください{name}"),
    )
}

/// A sentence with `: ` in it, which YAML takes for a key and its value.
#[must_use]
pub fn sentence_with_colon(span: Span, item: &str) -> Diag {
    diag(
        Code::WrongType,
        span,
        format!("「{item}」の書き方が様式と違います"),
        "ここです",
        "ここには、項目名の無い文か数値を書いてください。文の中に「: 」があるときは、文全体を \" \" で囲んでください",
    )
}
