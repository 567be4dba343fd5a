//! What changes under an indicator, as written: targets that were revised (目標の改定), and years from
//! which its values are not comparable with the earlier ones (断絶).

use schemars::JsonSchema;
use serde::Deserialize;

use crate::sheet::value::{Day, Figure, Text, Year};

/// 計画（年度目標値）を改めたこと
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// どの年度の計画を改めたか（例 平成28）
    #[serde(rename = "年度")]
    #[schemars(required)]
    pub year: Option<Year>,
    /// 改める前の計画。無かったときは「設定なし」
    #[serde(rename = "前")]
    #[schemars(required)]
    pub before: Option<Figure>,
    /// 改めた後の計画。最後の改定では、この票の「計画」と同じ値
    #[serde(rename = "後")]
    #[schemars(required)]
    pub after: Option<Figure>,
    /// 改めた日（例 平成25年3月29日）
    #[serde(rename = "改定日")]
    #[schemars(required)]
    pub day: Option<Day>,
    /// 改めた理由（1文）
    #[serde(rename = "理由")]
    #[schemars(required)]
    pub reason: Option<Text>,
}

/// 前の年度までの値と比べられなくなったこと
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// どの年度の値から比べられないか。前の年度との間が断絶です。
    #[serde(rename = "年度")]
    #[schemars(required)]
    pub year: Option<Year>,
    /// 比べられない理由（1文。例 調査の方法を改めたため）
    #[serde(rename = "理由")]
    #[schemars(required)]
    pub reason: Option<Text>,
}
