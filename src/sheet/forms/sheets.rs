//! The sheets of policies and basic projects as written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::answer::Answer;
use super::correction::Correction;
use super::later::{PolicyLater, ProjectLater};
use super::shared::{CodeName, Conversion, Indicator, PersonOrReason, Purpose, Reading};
use crate::sheet::value::{Code, Codes, Day, Figure, Flag, Number, Prose, StageWord, Text, Year};

/// 近隣自治体との成果水準比較
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// 比べる指標の名
    #[serde(rename = "指標名")]
    #[schemars(required)]
    pub name: Option<Text>,
    /// 他自治体の状況等の欄の説明（紙の票のとおり）
    #[serde(rename = "説明")]
    #[schemars(required)]
    pub note: Option<Text>,
    /// 単位
    #[serde(rename = "単位")]
    #[schemars(required)]
    pub unit: Option<Text>,
    /// 別の単位でもページに載せるとき
    #[serde(rename = "換算")]
    pub conversion: Option<Conversion>,
    /// 「値」の年度
    #[serde(rename = "年度")]
    #[schemars(required)]
    pub now: Option<Year>,
    /// 「前の値」の年度
    #[serde(rename = "前の年度")]
    #[schemars(required)]
    pub prev: Option<Year>,
    /// 比べる市。紙の票の順に。
    #[serde(rename = "都市")]
    #[schemars(required)]
    pub cities: Option<Vec<ComparedCity>>,
}

/// 比べる市
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComparedCity {
    /// 名称
    #[serde(rename = "名称")]
    #[schemars(required)]
    pub name: Option<Text>,
    /// 紙の票での書き方が名称と違うとき（例 本市）
    #[serde(rename = "票の表記")]
    pub paper_name: Option<Text>,
    /// この自治体の行なら true
    #[serde(rename = "自市")]
    pub own: Option<Flag>,
    /// 新しい年度の値
    #[serde(rename = "値")]
    #[schemars(required)]
    pub now: Option<Figure>,
    /// 前の年度の値
    #[serde(rename = "前の値")]
    #[schemars(required)]
    pub prev: Option<Figure>,
    /// この市についての注
    #[serde(rename = "注")]
    pub note: Option<Text>,
}

/// 達成度評価結果
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Findings {
    /// 取組内容と成果
    #[serde(rename = "取組内容と成果")]
    #[schemars(required)]
    pub results: Option<Prose>,
    /// 成果を押し上げた要因
    #[serde(rename = "成果を押し上げた要因")]
    #[schemars(required)]
    pub drivers: Option<Prose>,
    /// 目標と成果とにギャップがある場合、その要因
    #[serde(rename = "ギャップの要因")]
    #[schemars(required)]
    pub gap: Option<Prose>,
    /// これからの課題
    #[serde(rename = "これからの課題")]
    #[schemars(required)]
    pub issues: Option<Prose>,
}

/// 主体ごとの内容
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Parties<T> {
    /// 市
    #[serde(rename = "市")]
    #[schemars(required)]
    pub city: Option<T>,
    /// 国・県・他自治体
    #[serde(rename = "国・県・他自治体")]
    #[schemars(required)]
    pub governments: Option<T>,
    /// 市民・NPO
    #[serde(rename = "市民・NPO")]
    #[schemars(required)]
    pub citizens: Option<T>,
    /// 企業・その他
    #[serde(rename = "企業・その他")]
    #[schemars(required)]
    pub business: Option<T>,
}

/// 主体の役割
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// 役割分担比率（％）
    #[serde(rename = "比率")]
    #[schemars(required)]
    pub share: Option<Figure>,
    /// 役割の内容
    #[serde(rename = "役割の内容")]
    #[schemars(required)]
    pub text: Option<Prose>,
}

/// 施策の票（施策達成度評価シート）
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// 施策のコードと名称
    #[serde(rename = "施策")]
    #[schemars(required)]
    pub id: Option<CodeName>,
    /// 施策の柱のコード
    #[serde(rename = "施策の柱")]
    #[schemars(required)]
    pub pillar: Option<Code>,
    /// 評価責任者
    #[serde(rename = "評価責任者")]
    pub responsible: Option<PersonOrReason>,
    /// 評価シート作成者
    #[serde(rename = "評価シート作成者")]
    pub author: Option<PersonOrReason>,
    /// 施策の目的（目指す姿）
    #[serde(rename = "目的")]
    #[schemars(required)]
    pub purpose: Option<Purpose>,
    /// 成果指標
    #[serde(rename = "成果指標")]
    #[schemars(required, length(min = 1))]
    pub indicators: Option<Vec<Indicator>>,
    /// 近隣自治体との成果水準比較
    #[serde(rename = "近隣自治体との成果水準比較")]
    pub comparison: Option<Box<Comparison>>,
    /// 達成度評価結果
    #[serde(rename = "達成度評価結果")]
    #[schemars(required)]
    pub findings: Option<Findings>,
    /// 各主体に期待する役割
    #[serde(rename = "各主体に期待する役割")]
    #[schemars(required)]
    pub roles: Option<Parties<Prose>>,
    /// 基本事業の比重（コード: ％）。合計100。
    #[serde(rename = "基本事業の比重")]
    #[schemars(required)]
    pub weights: Option<Codes<Number>>,
    /// この票の注。1文ずつ。
    #[serde(rename = "注", default)]
    pub notes: Vec<Text>,
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
    #[schemars(required)]
    pub source: Option<Text>,
    /// What a sheet of a later form has besides.
    #[serde(skip)]
    pub later: Option<Box<PolicyLater>>,
}

/// 基本事業の票（基本事業の状況）
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// 基本事業のコードと名称
    #[serde(rename = "基本事業")]
    #[schemars(required)]
    pub id: Option<CodeName>,
    /// この基本事業が属する施策のコード
    #[serde(rename = "施策")]
    #[schemars(required)]
    pub policy: Option<Code>,
    /// 評価シート作成者
    #[serde(rename = "評価シート作成者")]
    pub author: Option<PersonOrReason>,
    /// 施策主管部
    #[serde(rename = "施策主管部")]
    pub department: Option<PersonOrReason>,
    /// 評価者（施策統括マネージャー）
    #[serde(rename = "評価者")]
    pub evaluator: Option<PersonOrReason>,
    /// 基本事業の目的（目指す姿）
    #[serde(rename = "目的")]
    #[schemars(required)]
    pub purpose: Option<Purpose>,
    /// 成果指標
    #[serde(rename = "成果指標")]
    #[schemars(required, length(min = 1))]
    pub indicators: Option<Vec<Indicator>>,
    /// 役割分担分析
    #[serde(rename = "役割分担")]
    #[schemars(required)]
    pub roles: Option<Parties<Role>>,
    /// 役割分担比率の読み方の疑義
    #[serde(rename = "役割分担の疑義")]
    pub roles_reading: Option<Box<Reading>>,
    /// この票の注。1文ずつ。
    #[serde(rename = "注", default)]
    pub notes: Vec<Text>,
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
    #[schemars(required)]
    pub source: Option<Text>,
    /// What a sheet of a later form has besides.
    #[serde(skip)]
    pub later: Option<Box<ProjectLater>>,
}
