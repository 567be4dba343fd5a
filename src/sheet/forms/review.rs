//! Reviews (検証) of regional revitalization plans as written: one file a plan and year.

use schemars::JsonSchema;
use serde::Deserialize;

use super::answer::Answer;
use super::correction::Correction;
use super::plan::Cost;
use crate::sheet::value::{Code, DayOrReason, Figure, NextWord, Prose, StageWord, Text, Year};

/// 地域再生計画の検証（1計画の1年度）
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// 計画のコード。フォルダーの名前と同じです（例 healthtech）。
    #[serde(rename = "計画")]
    #[schemars(required)]
    pub plan: Option<Code>,
    /// 検証した年度。ファイルの名前（西暦）と同じ年度です（例 2019）。
    #[serde(rename = "年度")]
    #[schemars(required)]
    pub year: Option<Year>,
    /// 交付対象事業のその年度の実績額
    #[serde(rename = "実績額")]
    pub spent: Option<Cost>,
    /// 事業の実施状況
    #[serde(rename = "実施状況")]
    #[schemars(required)]
    pub activity: Option<Prose>,
    /// 数値目標（KPI）ごとの実績。計画にあるものを全部書きます。
    #[serde(rename = "KPIの実績")]
    #[schemars(required)]
    pub kpis: Option<Vec<ReviewKpi>>,
    /// 事業効果。city.yaml の「事業効果の区分」にある言葉か、理由（未公表、記載なしなど）。
    #[serde(rename = "事業効果")]
    #[schemars(required)]
    pub effect: Option<Text>,
    /// 検証した組織
    #[serde(rename = "検証組織")]
    #[schemars(required)]
    pub body: Option<ReviewBody>,
    /// 外部組織の意見。無いときは、意見の欄に理由を書いた1件を置きます。
    #[serde(rename = "外部組織の意見")]
    #[schemars(required)]
    pub opinions: Option<Vec<Opinion>>,
    /// 実績を踏まえた今後の方針
    #[serde(rename = "今後の方針")]
    #[schemars(required)]
    pub next: Option<NextStep>,
    /// 検証した日、又は無い理由
    #[serde(rename = "検証日")]
    #[schemars(required)]
    pub reviewed: Option<DayOrReason>,
    /// 検証の結果を公表した日、又は無い理由
    #[serde(rename = "公表日")]
    #[schemars(required)]
    pub published: Option<DayOrReason>,
    /// 担当（課や係の名称）
    #[serde(rename = "担当")]
    #[schemars(required)]
    pub office: Option<Text>,
    /// この検証の注。1文ずつ。
    #[serde(rename = "注", default)]
    pub notes: Vec<Text>,
    /// 公表した後の訂正。1件ずつ。
    #[serde(rename = "訂正", default)]
    pub corrections: Vec<Correction>,
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

/// 数値目標の実績
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewKpi {
    /// 指標名（計画の「数値目標」のとおり）
    #[serde(rename = "指標名")]
    #[schemars(required)]
    pub name: Option<Text>,
    /// その年度の増加分の実績、又は無い理由
    #[serde(rename = "実績")]
    #[schemars(required)]
    pub actual: Option<Figure>,
    /// この実績の注。1文ずつ。
    #[serde(rename = "注", default)]
    pub notes: Vec<Text>,
}

/// 検証した組織
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewBody {
    /// 組織の名称
    #[serde(rename = "名称")]
    #[schemars(required)]
    pub name: Option<Text>,
    /// 参画者。公表されたとおりに1つずつ。
    #[serde(rename = "参画者", default)]
    pub members: Vec<Text>,
}

/// 外部組織の意見
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opinion {
    /// 意見を述べた組織又は委員（公表されたとおり）
    #[serde(rename = "組織")]
    #[schemars(required)]
    pub by: Option<Text>,
    /// 意見
    #[serde(rename = "意見")]
    #[schemars(required)]
    pub text: Option<Prose>,
    /// 意見への対応
    #[serde(rename = "対応")]
    #[schemars(required)]
    pub answer: Option<Prose>,
}

/// 今後の方針
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NextStep {
    /// 方針（継続、発展、改善、中止、終了。無いときは理由）
    #[serde(rename = "方針")]
    #[schemars(required)]
    pub word: Option<NextWord>,
    /// そうする理由
    #[serde(rename = "理由")]
    #[schemars(required)]
    pub reason: Option<Prose>,
}

/// まだ公表していない検証について分かっていること
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewToCome {
    /// 年度
    #[serde(rename = "年度")]
    #[schemars(required)]
    pub year: Option<Year>,
    /// 公表の予定（例 令和9年3月）
    #[serde(rename = "公表予定")]
    pub expected: Option<Text>,
    /// まだ公表していない理由（1文）
    #[serde(rename = "理由")]
    pub reason: Option<Text>,
}

/// 事業効果の区分と、市が決めた基準
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EffectGrade {
    /// 区分の言葉（例 相当程度効果があった）
    #[serde(rename = "区分")]
    #[schemars(required)]
    pub word: Option<Text>,
    /// その区分とする基準（1文）
    #[serde(rename = "基準")]
    #[schemars(required)]
    pub rule: Option<Text>,
}
