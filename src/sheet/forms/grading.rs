//! The city's rule for grades (評価区分) as written in `city.yaml`.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::sheet::value::{Address, MethodWord, Number, RoundingWord, Text};

/// 評価区分。市が決めた基準があるときだけ書きます。書かなければ、どこにも区分は付きません。
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Grading {
    /// 区分。率の大きいほうから順に。
    #[serde(rename = "区分")]
    #[schemars(required, length(min = 1))]
    pub steps: Option<Vec<GradeStep>>,
    /// 一番下の「以上」に届かないときの区分の名称
    #[serde(rename = "それ未満")]
    pub below: Option<Text>,
    /// 区分を付ける指標の比べ方
    #[serde(rename = "方法")]
    #[schemars(required, length(min = 1))]
    pub methods: Option<Vec<MethodWord>>,
    /// 区分を付けない指標
    #[serde(rename = "対象外")]
    #[schemars(required)]
    pub exempt: Option<GradeExempt>,
    /// 市がこの区分を決めたもの（要綱など）
    #[serde(rename = "根拠")]
    pub basis: Option<GradeBasis>,
}

/// 達成率の端数の扱い。市の決まりがあるときだけ書きます。書かなければ、小数第2位を四捨五入します。
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RateRounding {
    /// 端数処理（例 小数第2位を切捨て）
    #[serde(rename = "方法")]
    #[schemars(required)]
    pub way: Option<RoundingWord>,
    /// 達成率の上限（％）。これより大きい率は、この値で載せます。
    #[serde(rename = "上限")]
    pub cap: Option<Number>,
}

/// 評価区分の1つ
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeStep {
    /// 区分の名称（例 A）
    #[serde(rename = "名称")]
    #[schemars(required)]
    pub name: Option<Text>,
    /// 達成率が何％以上のときか。一番下の区分では、書かなければ残りの全部です。
    #[serde(rename = "以上")]
    pub at_least: Option<Number>,
}

/// 区分を付けない指標
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeExempt {
    /// 区分の代わりに載せる言葉（例 区分なし）
    #[serde(rename = "表示")]
    #[schemars(required)]
    pub word: Option<Text>,
    /// 何を対象外とするか（1文）
    #[serde(rename = "内容")]
    #[schemars(required)]
    pub what: Option<Text>,
}

/// 区分の根拠
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeBasis {
    /// 名称（例 行政評価実施要綱）
    #[serde(rename = "名称")]
    #[schemars(required)]
    pub title: Option<Text>,
    /// アドレス（https:// で始まるもの）
    #[serde(rename = "アドレス")]
    pub address: Option<Address>,
}
