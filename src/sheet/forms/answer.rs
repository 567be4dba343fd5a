//! Answers to warnings (警告の確認) as written, on any sheet and in `city.yaml`.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

use crate::diag::{Code, Severity};
use crate::sheet::value::{At, Text};

/// 確かめた注意
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// 注意の符号。注意の［ ］の中の言葉です（例 year-jump）。
    #[serde(rename = "符号")]
    #[schemars(required)]
    pub code: Option<CodeWord>,
    /// どの注意か。注意の文、その行、ファイルの名前のどれかにある言葉で、1件に定まるように書きます（例 青森市）。
    #[serde(rename = "箇所")]
    pub place: Option<Text>,
    /// このまま公表してよい理由（1文）
    #[serde(rename = "理由")]
    #[schemars(required)]
    pub reason: Option<Text>,
    /// 確認した課や係の名称
    #[serde(rename = "確認した課")]
    #[schemars(required)]
    pub office: Option<Text>,
}

/// The code of a warning.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CodeWord(pub At);

impl JsonSchema for CodeWord {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "CodeWord".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let warnings: Vec<&str> = Code::ALL
            .iter()
            .filter(|code| code.severity() == Severity::Warning && **code != Code::UnusedAnswer)
            .map(|code| code.name())
            .collect();
        json_schema!({ "x-kohyo": "choice", "enum": warnings })
    }
}
