//! The smallest things people write: texts, figures, years, codes, each with its place.
//! One type gives both the JSON Schema (`x-kohyo` names the rule) and the decoded value.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use unicode_normalization::UnicodeNormalization;

use crate::terms::place::FileId;
use crate::terms::place::Span;
use crate::terms::reason::Missing;

pub use crate::yaml::number::{NumberProblem, decimal};

/// Name by which [`At`] asks the deserializer for its place.
pub(crate) const AT: &str = "$At";
/// Name by which [`Figure`] asks for either spelling, `10` or `{ 値: 10, … }`.
pub(crate) const FIGURE: &str = "$Figure";
/// Name by which a person asks for either spelling, `記載なし` or `{ 職名: …, 氏名: … }`.
pub(crate) const PERSON: &str = "$Person";

/// A text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    /// As written, after YAML's own escapes; no blanks at its ends.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl<'de> Deserialize<'de> for At {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Self { text, span } = Self::whole(deserializer)?;
        let trimmed = text.trim();
        let text = if trimmed.len() == text.len() { text } else { trimmed.to_owned() };
        Ok(Self { text, span })
    }
}

impl At {
    /// The text with the blanks at its ends.
    fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Parts;
        impl<'de> Visitor<'de> for Parts {
            type Value = At;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text with its place")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<At, A::Error> {
                let lost = || de::Error::custom("a place has four parts");
                let file: u32 = parts.next_element()?.ok_or_else(lost)?;
                let start: u64 = parts.next_element()?.ok_or_else(lost)?;
                let end: u64 = parts.next_element()?.ok_or_else(lost)?;
                let text: String = parts.next_element()?.ok_or_else(lost)?;
                let to_size = |n: u64| usize::try_from(n).map_err(de::Error::custom);
                let span = Span::new(FileId(file), to_size(start)?..to_size(end)?);
                Ok(At { text, span })
            }
        }
        deserializer.deserialize_struct(AT, &[], Parts)
    }
}

macro_rules! scalar {
    ($(#[doc = $doc:literal] $name:ident, $rule:literal, $schema:tt;)*) => {$(
        #[doc = $doc]
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name(pub At);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                // A paragraph may begin with a blank.
                let prose = $rule == "prose";
                if prose { At::whole(deserializer) } else { At::deserialize(deserializer) }.map(Self)
            }
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let mut schema = json_schema!($schema);
                schema.insert("x-kohyo".to_owned(), $rule.into());
                schema
            }
        }
    )*};
}

scalar! {
    /// One line of text.
    Text, "text", { "type": "string", "minLength": 1 };
    /// Prose, or a reason.
    Prose, "prose", { "type": "string", "minLength": 1 };
    /// A code, part of addresses.
    Code, "code", { "type": ["string", "integer"], "pattern": "^[a-z0-9][a-z0-9-]*$" };
    /// A fiscal year.
    Year, "year", { "type": ["string", "integer"] };
    /// An address on the web.
    Address, "address", { "type": "string", "pattern": "^https?://[!-~]+$" };
    /// The address of the folder in which the site lies.
    SiteAddress, "site-address", { "type": "string", "pattern": "^https?://[!-~]+$" };
    /// 全国地方公共団体コード
    LgCode, "lg-code", { "type": "string", "pattern": "^[0-9]{6}$" };
    /// A day.
    Day, "date", { "type": "string" };
    /// A decimal number.
    Number, "number", { "type": "number" };
    /// Yes or no.
    Flag, "flag", { "type": "boolean" };
    /// 望ましい方向
    DirectionWord, "choice", { "enum": ["増加", "減少", "維持", "範囲内", "以上", "以下", "定性"] };
    /// 値の種類
    KindWord, "choice", { "enum": ["単年", "累計", "水準", "率", "調査"] };
    /// 達成率の方法
    MethodWord, "choice", { "enum": [
        "実績÷計画", "計画÷実績", "2-実績÷計画", "基準からの進み", "目安値との比較", "維持（許容幅）", "範囲", "以上・以下", "目標0", "算出しない"
    ] };
    /// 端数処理の方法
    RoundingWord, "choice", { "enum": [
        "小数第1位を四捨五入", "小数第2位を四捨五入", "小数第3位を四捨五入",
        "小数第1位を切捨て", "小数第2位を切捨て", "小数第3位を切捨て",
        "小数第1位を切上げ", "小数第2位を切上げ", "小数第3位を切上げ"
    ] };
    /// 年度の列
    ColumnsWord, "choice", { "enum": ["様式のとおり", "自由"] };
    /// 施策の票の様式
    PolicyFormWord, "choice", { "enum": ["H25", "H29"] };
    /// 下位の票の様式
    ProjectFormWord, "choice", { "enum": ["基本事業", "小施策"] };
    /// アンケートの値の書き方
    SurveyWord, "choice", { "enum": ["割合", "人数"] };
    /// 公表するかどうか
    PublishWord, "choice", { "enum": ["する", "しない"] };
    /// A day, or why there is none.
    DayOrReason, "date-or-reason", { "type": "string" };
    /// 今後の方針
    NextWord, "choice", { "enum": ["継続", "発展", "改善", "中止", "終了", "未公表", "記載なし"] };
    /// 公表の状態
    StageWord, "choice", { "enum": ["下書き", "確認済", "公表"] };
    /// 資料の種類
    HandoutWord, "choice", { "enum": ["要点", "指標一覧", "票", "施策の票", "基本事業の票", "計画", "検証", "用語"] };
    /// 面付け
    SidesWord, "choice", { "enum": ["両面", "片面"] };
    /// 節に置く表
    TableWord, "choice", { "enum": ["数値目標"] };
}

/// A figure: a number or a reason, alone or with what is known about it. Most are alone, and there are many.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(from = "Parts")]
pub struct Figure {
    /// 値: a number or a reason.
    pub value: Option<At>,
    /// What else is known.
    pub more: Option<Box<More>>,
}

/// What may be written about a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct More {
    /// 文: a target or result in words.
    pub words: Option<At>,
    /// 下限 of a range.
    pub low: Option<At>,
    /// 上限 of a range.
    pub high: Option<At>,
    /// 状態: how final it is.
    pub state: Option<At>,
    /// 公表予定: when a missing value is to be published.
    pub expected: Option<At>,
    /// 値の年度: the year the figure is of.
    pub of_year: Option<At>,
    /// 別の読み: the number under another reading of the source.
    pub alternative: Option<At>,
    /// 注: what a reader must know.
    pub note: Option<At>,
}

#[derive(serde::Deserialize)]
#[serde(rename = "$Figure")]
struct Parts {
    #[serde(rename = "値")]
    value: Option<At>,
    #[serde(rename = "文")]
    words: Option<At>,
    #[serde(rename = "下限")]
    low: Option<At>,
    #[serde(rename = "上限")]
    high: Option<At>,
    #[serde(rename = "状態")]
    state: Option<At>,
    #[serde(rename = "公表予定")]
    expected: Option<At>,
    #[serde(rename = "値の年度")]
    of_year: Option<At>,
    #[serde(rename = "別の読み")]
    alternative: Option<At>,
    #[serde(rename = "注")]
    note: Option<At>,
}

impl From<Parts> for Figure {
    fn from(parts: Parts) -> Self {
        let Parts { value, words, low, high, state, expected, of_year, alternative, note } = parts;
        let rest = [&words, &low, &high, &state, &expected, &of_year, &alternative, &note];
        let alone = rest.into_iter().all(Option::is_none);
        let more = (!alone).then(|| {
            Box::new(More { words, low, high, state, expected, of_year, alternative, note })
        });
        Self { value, more }
    }
}

macro_rules! parts {
    ($($name:ident),*) => {
        impl Figure {
            $(
                /// The part of this name.
                #[must_use]
                pub fn $name(&self) -> Option<&At> {
                    self.more.as_ref()?.$name.as_ref()
                }
            )*
        }
    };
}

parts!(words, low, high, state, expected, of_year, alternative, note);

impl JsonSchema for Figure {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Figure".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let reasons: Vec<&str> = Missing::ALL.into_iter().map(Missing::word).collect();
        json_schema!({
            "x-kohyo": "figure",
            "anyOf": [
                { "type": "number" },
                { "enum": reasons },
                {
                    "type": "object",
                    "properties": {
                        "値": {
                            "description": "数値、又は無い理由",
                            "x-kohyo": "figure",
                            "anyOf": [{ "type": "number" }, { "enum": reasons }],
                        },
                        "文": {
                            "description": "数値でない目標や結果（成果指標だけ）",
                            "type": "string",
                            "x-kohyo": "text",
                        },
                        "下限": {
                            "description": "範囲の下限。上限とともに書く（成果指標だけ）",
                            "type": "number",
                            "x-kohyo": "number",
                        },
                        "上限": {
                            "description": "範囲の上限。下限とともに書く（成果指標だけ）",
                            "type": "number",
                            "x-kohyo": "number",
                        },
                        "状態": {
                            "description": "数値の状態（書かなければ、票に記載なし）",
                            "x-kohyo": "choice",
                            "enum": ["速報", "確定", "改定", "参考", "見込"],
                        },
                        "公表予定": {
                            "description": "まだない数値の公表の予定（例 令和9年3月）",
                            "type": "string",
                            "x-kohyo": "text",
                        },
                        "値の年度": {
                            "description": "数値が、列の年度と違う年度のものであるとき、その年度",
                            "type": ["string", "integer"],
                            "x-kohyo": "year",
                        },
                        "別の読み": {
                            "description": "票を別の読み方で読んだときの数値",
                            "type": "number",
                            "x-kohyo": "number",
                        },
                        "注": {
                            "description": "この数値について読む人が知っておくべきこと",
                            "type": "string",
                            "x-kohyo": "text",
                        },
                    },
                    "anyOf": [
                        { "required": ["値"] },
                        { "required": ["文"] },
                        { "required": ["下限", "上限"] },
                    ],
                    "additionalProperties": false,
                },
            ],
        })
    }
}

macro_rules! keyed {
    ($(#[doc = $doc:literal] $name:ident, $rule:literal;)*) => {$(
        #[doc = $doc]
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name<T>(pub Vec<(At, T)>);

        impl<T> Default for $name<T> {
            fn default() -> Self {
                Self(Vec::new())
            }
        }

        impl<'de, T: Deserialize<'de>> Deserialize<'de> for $name<T> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Ok(Self(deserializer.deserialize_map(Entries(std::marker::PhantomData))?))
            }
        }

        impl<T: JsonSchema> JsonSchema for $name<T> {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let value = generator.subschema_for::<T>();
                json_schema!({
                    "type": "object",
                    "x-kohyo": $rule,
                    "minProperties": 1,
                    "additionalProperties": value,
                })
            }
        }
    )*};
}

keyed! {
    /// Values by fiscal year, in the order of the file.
    Years, "years";
    /// Values by code, in the order of the file.
    Codes, "codes";
    /// Values by any name, in the order of the file.
    Named, "names";
}

struct Entries<T>(std::marker::PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
    type Value = Vec<(At, T)>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("keys and values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        entries.shrink_to_fit();
        Ok(entries)
    }
}

/// True for names that are the same: a letter may be written as one character or as a compatible one.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    one == other || one.nfc().eq(other.nfc())
}
