//! The schema of a comparison with other municipalities.

use serde_json::{Value, json};

use super::figure::plain_figure;
use super::indicators;
use super::pieces::{described, line, object};
use crate::form::language::YES;

pub(super) fn section() -> Value {
    let values = || json!({ "type": "array", "items": plain_figure() });
    let row = object(
        vec![
            ("値".to_owned(), described(values(), "「年度」の順に並べた値")),
            ("票の表記".to_owned(), described(line(), "紙での呼び方（例 本市）")),
            (
                "自団体".to_owned(),
                json!({ "x-kohyo": "choice", "enum": [YES], "description": "票を作った団体の行のとき" }),
            ),
            ("注".to_owned(), described(line(), "この団体のいちばん新しい値の注")),
        ],
        &["値"],
    );
    let year = json!({ "type": ["string", "integer"], "x-kohyo": "year" });
    let rows = json!({
        "type": "object",
        "x-kohyo": "names",
        "additionalProperties": { "x-kohyo": "shape", "anyOf": [values(), row, plain_figure()] },
    });
    object(
        vec![
            ("指標名".to_owned(), described(line(), "比べる値の名")),
            ("説明".to_owned(), described(line(), "値の説明（1文）")),
            ("単位".to_owned(), described(line(), "値の単位")),
            ("換算".to_owned(), indicators::conversion()),
            (
                "年度".to_owned(),
                json!({ "type": "array", "items": year, "description": "値の年度。紙の順に。" }),
            ),
            (
                "団体".to_owned(),
                described(rows, "団体の名と、年度の順に並べた値（例 見本市: [ 8.2, 9.1 ]）"),
            ),
        ],
        &["指標名", "単位", "年度", "団体"],
    )
}
