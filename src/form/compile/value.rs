//! The schema of a value of a type (型).

use serde_json::{Value, json};

use super::figure::{figure, stated};
use super::pieces::{described, line, object, prose, to};
use crate::form::types::Form;
use crate::form::value::{ACCOUNT, Choices, Type};
use crate::terms::reason::Missing;

/// A day, as a pattern: `2026-11-21`, or year, month and day in words.
const DAY: &str = r"^\s*([0-9０-９]{4}[-－][0-9０-９]{2}[-－][0-9０-９]{2}|.+年.+月.+日)\s*$";

pub(super) fn value(form: &Form, kind: &Type) -> Value {
    match kind {
        Type::Number(_) => figure(true),
        Type::Choice(Choices::Own(words)) => stated(words),
        // The city has no such words, so that there are reasons only.
        Type::Choice(Choices::City(name)) => {
            let mut schema = stated(&[]);
            schema["x-kohyo-city"] = name.text.as_str().into();
            schema
        }
        Type::Words | Type::Unit | Type::Choice(Choices::Unknown(_)) => line(),
        Type::Prose => prose(),
        Type::Date => {
            json!({ "x-kohyo": "day", "type": "string", "anyOf": [to("absent"), { "pattern": DAY }] })
        }
        Type::Year => json!({ "x-kohyo": "field-year", "type": ["string", "integer"] }),
        Type::Office => json!({ "x-kohyo": "shape", "anyOf": [line(), object(
            vec![
                ("コード".to_owned(), described(line(), "課のコード（引用符で囲む）")),
                ("名称".to_owned(), described(line(), "課の名称")),
            ],
            &["名称"],
        )] }),
        Type::Person => {
            json!({ "x-kohyo": "person", "anyOf": [object(
                vec![
                    ("職名".to_owned(), described(line(), "職名（例 商工課長）")),
                    ("氏名".to_owned(), of_person("name", "氏名。職名だけを公表するときは書きません")),
                    ("内線番号".to_owned(), of_person("extension", "内線番号")),
                ],
                &["職名"],
            ), { "enum": absent(form) }] })
        }
        Type::Account => account(form),
    }
}

/// What is said of somebody, and published only where `city.yaml` says so.
fn of_person(part: &str, what: &str) -> Value {
    let mut schema = described(line(), what);
    schema["x-kohyo-person"] = part.into();
    schema
}

/// 科目: codes without the word that follows them on paper.
fn account(form: &Form) -> Value {
    let part = |name: &str| {
        let schema = match name {
            "会計" => described(line(), "会計の名（例 一般会計）"),
            _ => json!({ "x-kohyo": "account-code", "type": ["string", "integer"],
                "pattern": r"^\s*[0-9A-Za-z-]+\s*$", "description": format!("{name}の番号（例 3）") }),
        };
        (name.to_owned(), schema)
    };
    let mut parts = object(ACCOUNT.map(part).into(), &["会計"]);
    parts["dependencies"] = json!({ "項": ["款"], "目": ["項"] });
    json!({ "x-kohyo": "account", "anyOf": [parts, { "enum": absent(form) }] })
}

/// The words for a value that is not there.
pub(super) fn absent(form: &Form) -> Vec<&str> {
    let reasons =
        Missing::ALL.into_iter().chain([Missing::Empty, Missing::Unfilled]).map(Missing::word);
    let mut words: Vec<&str> = reasons.collect();
    words.extend(form.marks.iter().map(|(mark, _)| mark.text.as_str()));
    words
}
