//! Handouts (資料) as written: one small file per booklet for a council or a committee, with its contents.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::{Value, json};

use crate::form;
use crate::sheet::value::{At, Day, HandoutWord, SidesWord, Text, Year};

/// 会議などに配る資料の冊子（1つのファイルが1冊）
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Handout {
    /// 表紙に載せる件名（例 平成25年度施策達成度評価の結果について）
    #[serde(rename = "件名")]
    #[schemars(required)]
    pub title: Option<Text>,
    /// 会議の名称。書かなければ、表紙に載せません。
    #[serde(rename = "会議名")]
    pub meeting: Option<Text>,
    /// 表紙に載せる日（例 令和8年11月21日）
    #[serde(rename = "年月日")]
    #[schemars(required)]
    pub day: Option<Day>,
    /// 担当課
    #[serde(rename = "担当課")]
    pub office: Option<Text>,
    /// 冊子全体の資料番号。各ページの右上に載せます（例 資料1）。
    #[serde(rename = "資料番号")]
    pub number: Option<Text>,
    /// 評価年度。どの年度の評価の票を載せるか（例 平成25）。
    #[serde(rename = "年度")]
    #[schemars(required)]
    pub year: Option<Year>,
    /// 前回の資料の日。書くと、要点の「前回から改めたもの」に、この日より後の訂正だけを載せます。
    #[serde(rename = "前回の年月日")]
    pub last: Option<Day>,
    /// 委員会や部ごとの資料にするときの絞り込み。書いた条件に全て合う票だけを載せます。
    #[serde(rename = "絞り込み")]
    pub filter: Option<Filter>,
    /// 資料の構成。書かなければ、要点、指標一覧、票、用語の順に載せます。
    #[serde(rename = "資料", default)]
    pub parts: Vec<Part>,
    /// 用語の説明に加える語
    #[serde(rename = "用語", default)]
    pub terms: Vec<Term>,
    /// 両面か片面（書かなければ両面）。両面では、とじる側の余白が左右で入れ替わります。
    #[serde(rename = "面付け")]
    pub sides: Option<SidesWord>,
}

/// Selection of sheets: levels by the city's names, each with the wanted codes.
pub type Levels = Vec<(At, Vec<Text>)>;

/// 載せる票の絞り込み: levels and their codes, and 主管部.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// 主管部: prefix of the name of an office or a post on the sheet.
    pub department: Option<Text>,
    /// Any other key is a level.
    pub levels: Levels,
}

/// 資料の1つの部分
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// 種類
    pub kind: Option<HandoutWord>,
    /// 資料番号
    pub number: Option<Text>,
    /// 見出し
    pub heading: Option<Text>,
    /// フォルダー: a folder that is not a year, whose sheets are printed here.
    pub folder: Option<Text>,
    /// 階層: the levels whose sheets are printed here; all if none is named.
    pub only: Vec<Text>,
    /// Any other key is a level.
    pub levels: Levels,
}

/// A map with fixed keys and, among them, levels of the city.
trait Open: Default {
    fn set<'de, A: MapAccess<'de>>(&mut self, key: At, map: &mut A) -> Result<(), A::Error>;
}

impl Open for Filter {
    fn set<'de, A: MapAccess<'de>>(&mut self, key: At, map: &mut A) -> Result<(), A::Error> {
        match key.text.as_str() {
            "主管部" => self.department = map.next_value()?,
            _ => self.levels.push((key, map.next_value()?)),
        }
        Ok(())
    }
}

impl Open for Part {
    fn set<'de, A: MapAccess<'de>>(&mut self, key: At, map: &mut A) -> Result<(), A::Error> {
        match key.text.as_str() {
            "種類" => self.kind = map.next_value()?,
            "資料番号" => self.number = map.next_value()?,
            "見出し" => self.heading = map.next_value()?,
            "フォルダー" => self.folder = map.next_value()?,
            "階層" => self.only = map.next_value()?,
            _ => self.levels.push((key, map.next_value()?)),
        }
        Ok(())
    }
}

struct Keys<T>(PhantomData<T>);

impl<'de, T: Open> Visitor<'de> for Keys<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("keys and values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut found = T::default();
        while let Some(key) = map.next_key()? {
            found.set(key, &mut map)?;
        }
        Ok(found)
    }
}

impl<'de> Deserialize<'de> for Filter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Keys(PhantomData))
    }
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Keys(PhantomData))
    }
}

/// Any other key is a level.
fn open(properties: &Value, required: &[&str]) -> Schema {
    json_schema!({
        "type": "object",
        "x-kohyo": "names",
        "properties": properties,
        "required": required,
        "minProperties": 1,
        "additionalProperties": {
            "type": "array",
            "description": "年度の階層の呼び名か置き場所と、票のコード（例 施策: [\"1\"]）。この票と、その下の階層の票を載せます。",
            "items": form::code(),
        },
    })
}

fn described(what: &str) -> Value {
    json!({ "type": "string", "minLength": 1, "x-kohyo": "text", "description": what })
}

impl JsonSchema for Filter {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "HandoutFilter".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let department = "主管部の名称。欄の課の名称か職名が、この言葉で始まる票と、その下の階層の票を載せます（例 商工観光部）。";
        open(&json!({ "主管部": described(department) }), &[])
    }
}

impl JsonSchema for Part {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "HandoutPart".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut kind = HandoutWord::json_schema(generator);
        kind.insert("description".to_owned(), "何を載せるか".into());
        let number =
            "この部分の資料番号（例 資料1-1）。書かなければ、冊子全体の資料番号を載せます。";
        let heading = "見出し。書かなければ、種類に応じた見出しを付けます。";
        let folder = "年度のないフォルダーの票を載せるとき、その名（票だけ。例 plans）";
        let levels = "載せる階層（票だけ）。書かなければ、全ての階層の票を載せます。";
        let one = json!({ "type": "string", "minLength": 1, "x-kohyo": "text" });
        let own = json!({
            "種類": kind,
            "資料番号": described(number),
            "見出し": described(heading),
            "フォルダー": described(folder),
            "階層": { "type": "array", "description": levels, "items": one },
        });
        open(&own, &["種類"])
    }
}

/// 用語とその説明
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// 用語
    #[serde(rename = "語")]
    #[schemars(required)]
    pub word: Option<Text>,
    /// 説明（1、2文）
    #[serde(rename = "説明")]
    #[schemars(required)]
    pub text: Option<Text>,
}
