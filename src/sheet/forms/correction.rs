//! Corrections (訂正) as written, on any sheet or plan.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::sheet::value::{Day, Text};

/// 公表した後の訂正
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// どの項目を訂正したか（例 平成24年度の実績）
    #[serde(rename = "対象")]
    #[schemars(required)]
    pub what: Option<Text>,
    /// 訂正前の文か数値
    #[serde(rename = "前")]
    #[schemars(required)]
    pub before: Option<Text>,
    /// 訂正後の文か数値
    #[serde(rename = "後")]
    #[schemars(required)]
    pub after: Option<Text>,
    /// 訂正した日（例 令和8年10月1日）
    #[serde(rename = "訂正日")]
    #[schemars(required)]
    pub day: Option<Day>,
    /// 訂正した理由（1文）
    #[serde(rename = "理由")]
    #[schemars(required)]
    pub reason: Option<Text>,
    /// 訂正した数値の所在。書くと、その数値に訂正の注が付きます（例 成果指標.1.実績.平成24）。
    #[serde(rename = "事実")]
    pub fact: Option<Text>,
}
