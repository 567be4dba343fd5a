//! Figures and words with what may be said of them, as JSON Schema: a value, or an object that holds it.

use serde_json::{Value, json};

use super::pieces::{described, line, object, to};
use crate::terms::state::State;

/// A number, a bound, or why there is none; with an object that says more of it, where one may stand there.
pub(super) fn figure(with_object: bool) -> Value {
    cell(["figure", "said"], with_object)
}

/// A figure that is no bound and has no words: a share, an answer, what another city has.
pub(super) fn plain_figure() -> Value {
    plain(true)
}

fn plain(with_object: bool) -> Value {
    let mut schema = cell(["plain-figure", "said-plain"], with_object);
    schema["x-kohyo-plain"] = true.into();
    schema
}

fn cell([figure, said]: [&str; 2], with_object: bool) -> Value {
    let mut ways = vec![json!({ "type": "number" }), to(figure), to("absent")];
    let mut schema = json!({ "x-kohyo": "cell" });
    if with_object {
        ways.push(to(said));
        schema["x-kohyo-object"] = to(said);
    }
    schema["anyOf"] = ways.into();
    schema
}

/// What may be said of a figure; of a plain one not that it is in words.
pub(super) fn said_of_a_figure(plain: bool) -> Value {
    let states: Vec<&str> = State::ALL.iter().map(|state| state.word()).collect();
    let mut items = vec![
        if plain {
            ("値".to_owned(), described(self::plain(false), "数値、印、理由のどれか"))
        } else {
            ("値".to_owned(), described(figure(false), "数値、範囲、印、理由のどれか"))
        },
        (
            "状態".to_owned(),
            json!({ "x-kohyo": "choice", "enum": states, "description": "値の状態" }),
        ),
        (
            "値の年度".to_owned(),
            described(
                json!({ "type": ["string", "integer"], "x-kohyo": "year" }),
                "列の年度と違う年度の値のとき",
            ),
        ),
        ("公表予定".to_owned(), described(line(), "未公表の値を公表する時期")),
        (
            "別の読み".to_owned(),
            described(
                json!({ "type": ["string", "number"], "x-kohyo": "number" }),
                "原典がこうも読めるとき、その数値",
            ),
        ),
    ];
    let words = ("文".to_owned(), described(line(), "数値でない値の言葉"));
    items.extend((!plain).then_some(words));
    items.extend(said_of_any());
    object(items, &[])
}

/// What may be said of any value.
fn said_of_any() -> [(String, Value); 2] {
    let notes =
        json!({ "x-kohyo": "shape", "anyOf": [line(), { "type": "array", "items": line() }] });
    [
        ("併記".to_owned(), described(line(), "値の後にかっこで添えてある言葉")),
        ("注".to_owned(), described(notes, "この値の注")),
    ]
}

/// One of some words, or an object that says more of it.
pub(super) fn stated(choices: &[(String, Option<String>)]) -> Value {
    let words: Vec<&str> = choices.iter().map(|(word, _)| word.as_str()).collect();
    let meanings = choices.iter().map(|(_, meaning)| meaning.as_deref().unwrap_or_default());
    let explained = choices.iter().any(|(_, meaning)| meaning.is_some());
    let meanings: Vec<&str> = meanings.filter(|_| explained).collect();
    // In a sheet, a word of digits is a number to other programs.
    let numbers = words.iter().filter_map(|word| word.parse::<serde_json::Number>().ok());
    let all: Vec<Value> =
        words.iter().map(|word| (*word).into()).chain(numbers.map(Value::Number)).collect();
    let own = |more: &[Value]| {
        let ways = [&[json!({ "enum": all }), to("absent")], more].concat();
        let mut schema = json!({ "x-kohyo": "stated", "x-kohyo-words": words, "anyOf": ways });
        if explained {
            schema["x-kohyo-meanings"] = json!(meanings);
        }
        schema
    };
    let said = [("値".to_owned(), described(own(&[]), "選ぶ言葉、印、理由のどれか"))]
        .into_iter()
        .chain(said_of_any());
    let said = object(said.collect(), &["値"]);
    let mut schema = own(std::slice::from_ref(&said));
    schema["x-kohyo-object"] = said;
    schema
}
