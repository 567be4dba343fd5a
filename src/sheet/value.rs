//! The smallest values people write: texts, figures, years, codes, each with its place. Each type gives both the JSON
//! Schema (`x-kohyo` names the rule) and the decoded value.

use std::borrow::Cow;

use ecow::EcoString;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use unicode_normalization::UnicodeNormalization;

use crate::terms::place::FileId;
use crate::terms::place::Span;

pub use crate::yaml::number::{NumberProblem, decimal};

/// 公表の状態 of a sheet that is still being written.
pub const DRAFT: &str = "下書き";

/// Name by which [`At`] asks the deserializer for its place.
pub(crate) const AT: &str = "$At";

/// A text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    /// As written, with YAML escapes decoded and spaces at its ends removed. Shared with the tree of the sheet.
    pub text: EcoString,
    /// Its place.
    pub span: Span,
}

impl<'de> Deserialize<'de> for At {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
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
                Ok(At { text: text.trim().into(), span })
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
                At::deserialize(deserializer).map(Self)
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
    /// 比べる
    MethodWord, "choice", { "enum": [
        "実績÷計画", "計画÷実績", "2-実績÷計画", "基準からの進み", "維持（許容幅）", "範囲", "以上・以下", "目標0", "算出しない"
    ] };
    /// 端数処理の方法
    RoundingWord, "choice", { "enum": [
        "小数第1位を四捨五入", "小数第2位を四捨五入", "小数第3位を四捨五入",
        "小数第1位を切捨て", "小数第2位を切捨て", "小数第3位を切捨て",
        "小数第1位を切上げ", "小数第2位を切上げ", "小数第3位を切上げ"
    ] };
    /// 公表するかどうか
    PublishWord, "choice", { "enum": ["する", "しない"] };
    /// 公表の状態
    StageWord, "choice", { "enum": ["下書き", "確認済", "公表"] };
    /// 資料の種類
    HandoutWord, "choice", { "enum": ["要点", "指標一覧", "票", "用語"] };
    /// 面付け
    SidesWord, "choice", { "enum": ["両面", "片面"] };
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

/// True for names that are equal after Unicode normalisation (NFC).
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    one == other || one.nfc().eq(other.nfc())
}
