//! Doubts about the reading of the source (疑義), as written on a sheet.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::sheet::value::Text;

/// 読み方の疑義。箇所の数値に注として載ります。
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Doubt {
    /// どこの読み方か。区画、指標や行、又は数値の所在（例 成果指標.kojo-kensu、事業費.合計.令和5 決算）
    #[serde(rename = "箇所")]
    #[schemars(required)]
    pub place: Option<Text>,
    /// 何が定まらないか（1文）
    #[serde(rename = "内容")]
    #[schemars(required)]
    pub matter: Option<Text>,
    /// 採用した理由
    #[serde(rename = "理由")]
    pub reason: Option<Text>,
    /// 確からしさ（高、中から高、中 など）
    #[serde(rename = "確度")]
    pub confidence: Option<Text>,
}
