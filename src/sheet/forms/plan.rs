//! Regional revitalization plans as written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::answer::Answer;
use super::correction::Correction;
use super::review::ReviewToCome;
use super::shared::Conversion;
use crate::sheet::value::{Code, Day, Figure, Prose, StageWord, TableWord, Text, Years};

/// 地域再生計画
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// 計画のあらまし
    #[serde(rename = "地域再生計画")]
    #[schemars(required)]
    pub id: Option<PlanId>,
    /// 交付金を受けて行う事業
    #[serde(rename = "事業")]
    #[schemars(required)]
    pub project: Option<PlanProject>,
    /// 計画期間
    #[serde(rename = "計画期間")]
    #[schemars(required)]
    pub period: Option<Period>,
    /// 数値目標（KPI）
    #[serde(rename = "数値目標")]
    #[schemars(required)]
    pub kpis: Option<Vec<Kpi>>,
    /// まだ公表していない検証の、公表の予定と理由。分かっている年度だけ書きます。
    #[serde(rename = "検証の予定", default)]
    pub reviews_to_come: Vec<ReviewToCome>,
    /// 計画の本文。紙の順に。
    #[serde(rename = "本文")]
    #[schemars(required)]
    pub sections: Option<Vec<Section>>,
    /// この計画の注。1文ずつ。
    #[serde(rename = "注", default)]
    pub notes: Vec<Text>,
    /// 公表した後に訂正したとき。1件ずつ。
    #[serde(rename = "訂正", default)]
    pub corrections: Vec<Correction>,
    /// この計画を公表した日（例 令和8年10月1日）。書くと、ページとPDFの「更新日」になります。書かなければ基準日を示します。
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
    #[schemars(required)]
    pub source: Option<Text>,
}

/// 計画のあらまし
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanId {
    /// コード。ファイルの名前とアドレスになります（例 healthtech）。
    #[serde(rename = "コード")]
    #[schemars(required)]
    pub code: Option<Code>,
    /// 名称
    #[serde(rename = "名称")]
    #[schemars(required)]
    pub name: Option<Text>,
    /// 一覧などに載せる短い名称
    #[serde(rename = "略称")]
    #[schemars(required)]
    pub short: Option<Text>,
    /// 作成主体の名称
    #[serde(rename = "作成主体")]
    #[schemars(required)]
    pub author: Option<Text>,
    /// 区域
    #[serde(rename = "区域")]
    #[schemars(required)]
    pub area: Option<Text>,
}

/// 交付金を受けて行う事業
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanProject {
    /// 事業の名称
    #[serde(rename = "名称")]
    #[schemars(required)]
    pub name: Option<Text>,
    /// 交付金の名称
    #[serde(rename = "交付金")]
    #[schemars(required)]
    pub grant: Option<Text>,
    /// 交付金の記号（例 A3007）
    #[serde(rename = "交付金の記号")]
    #[schemars(required)]
    pub grant_code: Option<Text>,
    /// 総事業費
    #[serde(rename = "総事業費")]
    #[schemars(required)]
    pub cost: Option<Cost>,
}

/// 金額
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// 金額
    #[serde(rename = "値")]
    #[schemars(required)]
    pub value: Option<Figure>,
    /// 単位（例 千円）
    #[serde(rename = "単位")]
    #[schemars(required)]
    pub unit: Option<Text>,
    /// 別の単位でもページに載せるとき
    #[serde(rename = "換算")]
    pub conversion: Option<Conversion>,
}

/// 期間
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// 始期（日付、又は「地域再生計画の認定の日」のような文）
    #[serde(rename = "始期")]
    #[schemars(required)]
    pub from: Option<Text>,
    /// 終期（日付）
    #[serde(rename = "終期")]
    #[schemars(required)]
    pub until: Option<Day>,
}

/// 数値目標（KPI）
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Kpi {
    /// 指標名（単位は書かない）
    #[serde(rename = "指標名")]
    #[schemars(required)]
    pub name: Option<Text>,
    /// 単位
    #[serde(rename = "単位")]
    #[schemars(required)]
    pub unit: Option<Text>,
    /// 事業開始前（現時点）の値
    #[serde(rename = "事業開始前")]
    #[schemars(required)]
    pub base: Option<Figure>,
    /// 年度ごとの増加分の目標
    #[serde(rename = "増加分")]
    #[schemars(required)]
    pub increments: Option<Years<Figure>>,
    /// 増加分の累計
    #[serde(rename = "増加分の累計")]
    #[schemars(required)]
    pub total: Option<Figure>,
    /// 年度ごとの増加分の実績
    #[serde(rename = "実績")]
    #[schemars(required)]
    pub actual: Option<Years<Figure>>,
    /// この指標の注。1文ずつ。
    #[serde(rename = "注", default)]
    pub notes: Vec<Text>,
}

/// 本文の見出しと文
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// 見出し（番号も含めて紙のとおり）
    #[serde(rename = "見出し")]
    #[schemars(required)]
    pub heading: Option<Text>,
    /// 文
    #[serde(rename = "本文")]
    pub text: Option<Prose>,
    /// ここに置く表
    #[serde(rename = "表")]
    pub table: Option<TableWord>,
    /// 下の段の見出し
    #[serde(rename = "節", default)]
    pub children: Vec<Section>,
}
