//! The schema of a section of indicators.

use serde_json::{Map, Value, json};

use super::figure::{figure, stated};
use super::pieces::{described, line, object, said};
use super::results::Results;
use super::value::value;
use crate::form::indicators::{Column, Holds, Indicators, OWN_KEYS, Role};
use crate::form::language::METHODS;
use crate::form::types::Form;
use crate::form::value::{Choices, Type, Year};
use crate::terms::reason::Missing;

/// Most indicators of a section, each series counted: their tables and charts fill 100 pages of print.
const MOST: usize = 200;

/// The words for the wanted direction.
pub(crate) const WAYS: [&str; 7] = ["増加", "減少", "維持", "範囲内", "以上", "以下", "定性"];

pub(super) fn section(form: &Form, of: &Indicators, results: Results) -> Value {
    let entry = entry(form, of, results);
    if of.slots.is_empty() {
        return json!({ "type": "array", "maxItems": MOST, "x-kohyo-empty": true, "x-kohyo-name": "指標名", "items": entry });
    }
    let slots = of.slots.iter().map(|slot| (slot.text.clone(), entry.clone())).collect();
    object(slots, &[])
}

fn entry(form: &Form, of: &Indicators, results: Results) -> Value {
    let columns = || columns(form, of, results);
    let methods = || json!({ "x-kohyo": "choice", "enum": METHODS });
    let year = || json!({ "type": ["string", "integer"], "x-kohyo": "year" });
    let breaks = || {
        json!({ "type": "array", "items": object(
        vec![
            ("年度".to_owned(), described(year(), "この年度から、前の値と比べられません")),
            ("理由".to_owned(), described(line(), "理由（1文）")),
        ],
        &["年度", "理由"],
    ) })
    };
    let of_series = [
        ("比べる".to_owned(), described(methods(), "この系列の実績と目標の比べ方")),
        ("目標の改定".to_owned(), described(revisions(), "この系列の目標を改めたとき")),
        ("断絶".to_owned(), described(breaks(), "この系列の値が、前の値と比べられなくなったとき")),
    ];
    let of_series = of_series.into_iter().filter(|_| of.source.is_none());
    let series: Map<String, Value> = columns().into_iter().chain(of_series).collect();
    let items = [
        ("指標名", described(line(), "指標名（紙の票のとおり）")),
        (
            "識別",
            described(
                line(),
                "年度をまたいで同じ指標であることを示す名。同じ名の指標が2つあるときも書きます",
            ),
        ),
        ("旧名称", described(line(), "前の年度の指標名（名称を改めたとき）")),
        ("単位", described(line(), "単位（紙の票のとおり）")),
        ("換算", conversion()),
        ("望ましい方向", described(way(&WAYS), "指標の性格")),
        (
            "値の種類",
            described(
                json!({ "x-kohyo": "choice", "enum": ["単年", "累計", "水準", "率", "調査"] }),
                "値の種類",
            ),
        ),
        (
            "期間",
            json!({ "x-kohyo": "shape", "description": "年度でない値のとき。暦年か、{ 時点: 4月1日 }", "anyOf": [
            { "x-kohyo": "choice", "enum": ["年度", "暦年"] },
            object(vec![("時点".to_owned(), described(line(), "毎年の、値の日（例 4月1日）"))], &["時点"]),
        ] }),
        ),
        ("比べる", described(methods(), "実績と目標の比べ方。書かなければ様式のとおり")),
        (
            "許容幅",
            described(
                json!({ "type": "number", "x-kohyo": "number" }),
                "目標からどこまで離れても維持とみなすか（％）",
            ),
        ),
        ("中間目標年度", described(year(), "中間目標値の年度")),
        ("最終目標年度", described(year(), "最終目標値の年度")),
        ("目標の改定", described(revisions(), "目標を改めたとき。1件ずつ。")),
        ("断絶", described(breaks(), "値が、前の値と比べられなくなったとき")),
        (
            "系列",
            json!({ "x-kohyo": "names", "type": "object", "description": "指標を分けた系列（男性と女性など）",
            "additionalProperties": { "type": "object", "properties": series, "additionalProperties": false } }),
        ),
        ("注", described(json!({ "type": "array", "items": line() }), "この指標の注。1文ずつ。")),
    ];
    let taken = of.source.is_some();
    let own = items.into_iter().filter(|(key, _)| !taken || OWN_KEYS.contains(key));
    let own = own.map(|(key, schema)| (key.to_owned(), schema));
    let required: &[&str] = if taken { &["指標名"] } else { &["指標名", "単位"] };
    object(own.chain(columns()).collect(), required)
}

/// Targets that were revised.
fn revisions() -> Value {
    let year = json!({ "type": ["string", "integer"], "x-kohyo": "year" });
    let day = json!({ "type": "string", "x-kohyo": "date" });
    let items = [
        ("年度", described(year, "どの年度の目標を改めたか（例 平成28）")),
        ("前", described(figure(true), "改める前の目標。無かったときは「設定なし」")),
        ("後", described(figure(true), "改めた後の目標")),
        ("改定日", described(day, "改めた日（例 平成30年3月20日）")),
        ("理由", described(line(), "改めた理由（1文）")),
    ];
    let names = items.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    let item = object(
        items.iter().map(|(key, schema)| ((*key).to_owned(), schema.clone())).collect(),
        &names,
    );
    json!({ "type": "array", "items": item })
}

/// The wanted direction: one of these words, or 未記入 in a draft.
fn way(words: &[&str]) -> Value {
    let all = words.iter().copied().chain([Missing::Unfilled.word()]);
    json!({ "x-kohyo": "choice", "x-kohyo-words": words, "enum": all.collect::<Vec<_>>() })
}

/// Another unit for the page, and what the figures of the sheet are multiplied by.
pub(super) fn conversion() -> Value {
    let factor = json!({ "type": "number", "x-kohyo": "number" });
    let items = [
        ("単位", described(line(), "ページに載せる単位（例 億円）")),
        ("倍率", described(factor, "票の数値に掛ける数")),
    ];
    object(items.map(|(key, schema)| (key.to_owned(), schema)).into(), &["単位", "倍率"])
}

fn columns(form: &Form, of: &Indicators, results: Results) -> Vec<(String, Value)> {
    of.columns.iter().map(|one| (one.name.text.clone(), column(form, of, one, results))).collect()
}

fn column(form: &Form, of: &Indicators, column: &Column, results: Results) -> Value {
    let schema = match &column.holds {
        Holds::Figures(_) => figure(true),
        Holds::Grade(Choices::Own(words), _) => stated(words),
        Holds::Way(words) => {
            let (words, meanings): (Vec<&str>, Vec<&str>) =
                words.iter().map(|(word, meaning)| (word.as_str(), meaning.as_str())).unzip();
            let mut schema = way(&words);
            schema["x-kohyo-meanings"] = json!(meanings);
            return schema;
        }
        Holds::Words(kind) => return value(form, kind),
        Holds::Grade(Choices::City(_) | Choices::Unknown(_), _) => {
            return value(form, &Type::Words);
        }
    };
    // A missing year of results has been reported: any year does.
    let unsaid = results == Results::OfSheet(None);
    let known = |year: &&Year| !unsaid || matches!(year, Year::Fixed(..));
    let years: Vec<String> =
        column.years.iter().filter(known).map(|year| year.name(results.year())).collect();
    let free = column.free || years.len() < column.years.len();
    let hint = column.hint.as_deref().unwrap_or(match &column.holds {
        Holds::Figures(Role::Base) => "基準とする年度の値",
        Holds::Figures(Role::Target) => "目標（年度: 値）",
        Holds::Figures(Role::Actual) => "実績（年度: 値）",
        _ => "値",
    });
    let actual = matches!(column.holds, Holds::Figures(Role::Actual));
    let mut column_of = json!({
        "x-kohyo": "column",
        "x-kohyo-years": years,
        "x-kohyo-free": free,
        "x-kohyo-bare": column.takes_bare(of.increments),
        "x-kohyo-cell": schema.clone(),
        "anyOf": [schema.clone(), { "type": "object", "additionalProperties": schema }],
        "description": said(hint, column.hidden),
    });
    if let Some(year) = results.year().filter(|_| actual) {
        column_of["x-kohyo-results"] = year.short().into();
    }
    // A level of a year can free its columns, but not one of a year that never moves.
    if matches!(results, Results::OfYear(_)) && !matches!(column.years[..], [Year::Fixed(..)]) {
        column_of["x-kohyo-freeable"] = true.into();
    }
    column_of
}
