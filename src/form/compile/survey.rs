//! The schema of a survey.

use serde_json::{Map, Value, json};

use super::figure::plain_figure;
use super::pieces::{absent_as_a_whole, described, line, object};
use crate::form::survey::{KEYS, Question, UNITS};

pub(super) fn section(questions: &[Question]) -> Value {
    let year = json!({ "type": ["string", "integer"], "x-kohyo": "year" });
    let unit = json!({ "x-kohyo": "choice", "enum": UNITS });
    let own = [
        (year, "調査の年度（例 令和5）"),
        (plain_figure(), "回答者数（人）"),
        (line(), "調査の名称"),
        (unit, "値の書き方（割合は％、人数は人）"),
    ];
    let own = KEYS.iter().zip(own);
    let own = own.map(|(name, (schema, what))| ((*name).to_owned(), described(schema, what)));
    let asked = questions.iter().map(|one| (one.name.text.clone(), question(one)));
    let names: Vec<&str> =
        KEYS.into_iter().chain(questions.iter().map(|one| one.name.text.as_str())).collect();
    object(own.chain(asked).collect(), &names)
}

/// The answers that the form has, or any; or a word for all of it.
fn question(of: &Question) -> Value {
    let value = |name: &str| described(plain_figure(), &format!("「{name}」の値"));
    let answers = if of.answers.is_empty() {
        json!({
            "type": "object",
            "x-kohyo": "names",
            "properties": Map::new(),
            "additionalProperties": described(plain_figure(), "回答の区分の名と値（例 満足: 24.3）"),
        })
    } else {
        let names: Vec<&str> = of.answers.iter().map(|answer| answer.text.as_str()).collect();
        object(names.iter().map(|name| ((*name).to_owned(), value(name))).collect(), &names)
    };
    let schema = json!({ "x-kohyo": "shape", "anyOf": [answers, absent_as_a_whole()] });
    described(schema, &format!("「{}」の、回答の区分ごとの値。紙の順に。", of.name.text))
}
