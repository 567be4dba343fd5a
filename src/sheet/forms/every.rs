//! Items of every sheet other than its sections.

use schemars::JsonSchema;
use serde::Deserialize;

use super::answer::Answer;
use super::correction::Correction;
use super::doubt::Doubt;
use crate::sheet::value::{Day, StageWord, Text};

/// 様式を宣言した票に、区画のほかに書くこと
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
pub struct EverySheet {
    /// この票の様式の名。書かなければ、階層のはじめの様式です。
    #[serde(rename = "様式")]
    pub form: Option<Text>,
    /// 読み方の疑義。1件ずつ。
    #[serde(rename = "疑義", default)]
    pub doubts: Vec<Doubt>,
    /// 公表した後に訂正したとき。1件ずつ。
    #[serde(rename = "訂正", default)]
    pub corrections: Vec<Correction>,
    /// この票を公表した日（例 令和8年10月1日）。書くと、ページとPDFの「更新日」になります。書かなければ基準日を示します。
    #[serde(rename = "公表日")]
    pub published: Option<Day>,
    /// 公表の状態（下書き、確認済、公表）。書かなければ city.yaml の「公表の状態の既定」、それも無ければ公表です。
    #[serde(rename = "公表の状態")]
    pub stage: Option<StageWord>,
    /// 注意を確かめ、このまま公表してよいと判断したとき。注意1件につき1件ずつ。
    #[serde(rename = "警告の確認", default)]
    pub answers: Vec<Answer>,
    /// 出典
    #[serde(rename = "出典")]
    pub source: Option<Text>,
}
