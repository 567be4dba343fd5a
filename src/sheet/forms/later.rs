//! The later forms as written: the policy sheet of 2017 (H29) and the sheet of a 小施策. Once read, each becomes
//! the sheet that the rest of Kōhyō knows, with what only it has beside that. Knows no figures.

use schemars::JsonSchema;
use serde::Deserialize;

use super::answer::Answer;
use super::correction::Correction;
use super::shared::{CodeName, Indicator, PersonOrReason, Purpose};
use super::sheets::{Policy, Project};
use crate::sheet::value::{
    Code, Codes, Day, Figure, Number, Prose, StageWord, SurveyWord, Text, Year,
};

/// 施策の票（施策評価、平成29年度の様式）
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyH29 {
    /// 施策のコードと名称
    #[serde(rename = "施策")]
    #[schemars(required)]
    pub id: Option<CodeName>,
    /// 基本目標のコード
    #[serde(rename = "基本目標")]
    #[schemars(required)]
    pub pillar: Option<Code>,
    /// 評価責任者
    #[serde(rename = "評価責任者")]
    pub responsible: Option<PersonOrReason>,
    /// 評価シート作成者
    #[serde(rename = "評価シート作成者")]
    pub author: Option<PersonOrReason>,
    /// 施策の目的
    #[serde(rename = "目的")]
    #[schemars(required)]
    pub purpose: Option<Purpose>,
    /// 成果指標
    #[serde(rename = "成果指標")]
    #[schemars(required, length(min = 1))]
    pub indicators: Option<Vec<Indicator>>,
    /// 市民満足度・重要度
    #[serde(rename = "市民満足度・重要度")]
    pub survey: Option<Survey>,
    /// 役割分担分析（小施策のコード: 各主体の比率と小施策間指数）
    #[serde(rename = "役割分担分析")]
    #[schemars(required)]
    pub lines: Option<Codes<RoleLine>>,
    /// 市の役割分担比重の合計（％）。票に書かれているときだけ。
    #[serde(rename = "市の役割分担比重の合計")]
    pub share_total: Option<Figure>,
    /// 市の役割発揮度（票の言葉のまま。例 やや小さい）
    #[serde(rename = "市の役割発揮度")]
    #[schemars(required)]
    pub effort: Option<Prose>,
    /// 評価結果。票の見出しごとに1件ずつ。
    #[serde(rename = "評価結果")]
    #[schemars(required, length(min = 1))]
    pub sections: Option<Vec<Headed>>,
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
}

/// 見出しと文
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Headed {
    /// 見出し（票のとおり。例 成果指標の動向と要因）
    #[serde(rename = "見出し")]
    #[schemars(required)]
    pub heading: Option<Text>,
    /// 文
    #[serde(rename = "文")]
    #[schemars(required)]
    pub text: Option<Prose>,
}

/// 市民満足度・重要度（アンケートの結果）
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    /// 調査の年度（例 平成28）
    #[serde(rename = "年度")]
    #[schemars(required)]
    pub year: Option<Year>,
    /// 回答者数（人）
    #[serde(rename = "回答者数")]
    #[schemars(required)]
    pub respondents: Option<Figure>,
    /// 調査の名称
    #[serde(rename = "調査")]
    #[schemars(required)]
    pub name: Option<Text>,
    /// 値の書き方（割合は％、人数は人）
    #[serde(rename = "書き方")]
    #[schemars(required)]
    pub unit: Option<SurveyWord>,
    /// 満足度の区分ごとの値。票の順に。
    #[serde(rename = "満足度")]
    #[schemars(required, length(min = 1))]
    pub satisfaction: Option<Vec<SurveyAnswer>>,
    /// 重要度の区分ごとの値。票の順に。
    #[serde(rename = "重要度")]
    #[schemars(required, length(min = 1))]
    pub importance: Option<Vec<SurveyAnswer>>,
}

/// 回答の区分
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SurveyAnswer {
    /// 区分の名称（票のとおり。例 とても満足、不明）
    #[serde(rename = "区分")]
    #[schemars(required)]
    pub name: Option<Text>,
    /// この区分の値
    #[serde(rename = "値")]
    #[schemars(required)]
    pub value: Option<Figure>,
}

/// 小施策の役割分担
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleLine {
    /// 市の比率（％）。票の (A)
    #[serde(rename = "市")]
    #[schemars(required)]
    pub city: Option<Figure>,
    /// 国・県・他自治体の比率（％）
    #[serde(rename = "国・県・他自治体")]
    #[schemars(required)]
    pub governments: Option<Figure>,
    /// 市民・NPOの比率（％）
    #[serde(rename = "市民・NPO")]
    #[schemars(required)]
    pub citizens: Option<Figure>,
    /// 企業・その他の比率（％）
    #[serde(rename = "企業・その他")]
    #[schemars(required)]
    pub business: Option<Figure>,
    /// 小施策間指数。票の (B)。1つの施策の合計は100
    #[serde(rename = "小施策間指数")]
    #[schemars(required)]
    pub index: Option<Number>,
    /// 市の役割分担比重（A×B÷100）。票に書かれているときだけ。
    #[serde(rename = "市の役割分担比重")]
    pub share: Option<Figure>,
}

/// 小施策の票（小施策評価シート）
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// 小施策のコードと名称
    #[serde(rename = "小施策")]
    #[schemars(required)]
    pub id: Option<CodeName>,
    /// この小施策が属する施策のコード
    #[serde(rename = "施策")]
    #[schemars(required)]
    pub policy: Option<Code>,
    /// 主管課等のコードと名称
    #[serde(rename = "主管課等")]
    pub office: Option<CodeName>,
    /// 評価責任者
    #[serde(rename = "評価責任者")]
    pub responsible: Option<PersonOrReason>,
    /// 評価シートの作成者
    #[serde(rename = "作成者")]
    pub writer: Option<PersonOrReason>,
    /// まちづくり指標
    #[serde(rename = "まちづくり指標")]
    #[schemars(required, length(min = 1))]
    pub indicators: Option<Vec<Indicator>>,
    /// 小施策の全体像（対象と意図の組。1組ずつ）
    #[serde(rename = "全体像")]
    #[schemars(required, length(min = 1))]
    pub pairs: Option<Vec<Purpose>>,
    /// 現状と課題
    #[serde(rename = "現状と課題")]
    #[schemars(required)]
    pub state: Option<Prose>,
    /// 構成事業のコードと名称
    #[serde(rename = "構成事業", default)]
    pub works: Vec<CodeName>,
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
}

/// What a policy sheet of 2017 has and the older form has not.
#[derive(Debug, Clone)]
pub struct PolicyLater {
    /// 市民満足度・重要度
    pub survey: Option<Survey>,
    /// 役割分担分析
    pub lines: Option<Codes<RoleLine>>,
    /// 市の役割分担比重の合計
    pub share_total: Option<Figure>,
    /// 市の役割発揮度
    pub effort: Option<Prose>,
    /// 評価結果
    pub sections: Option<Vec<Headed>>,
}

/// What the sheet of a 小施策 has and that of a basic project has not.
#[derive(Debug, Clone)]
pub struct ProjectLater {
    /// 主管課等
    pub office: Option<CodeName>,
    /// 評価責任者
    pub responsible: Option<PersonOrReason>,
    /// 作成者
    pub writer: Option<PersonOrReason>,
    /// 全体像
    pub pairs: Option<Vec<Purpose>>,
    /// 現状と課題
    pub state: Option<Prose>,
    /// 構成事業
    pub works: Vec<CodeName>,
}

impl From<PolicyH29> for Policy {
    fn from(sheet: PolicyH29) -> Self {
        let PolicyH29 {
            id,
            pillar,
            responsible,
            author,
            purpose,
            indicators,
            survey,
            lines,
            share_total,
            effort,
            sections,
            notes,
            corrections,
            published,
            stage,
            answers,
            source,
        } = sheet;
        Self {
            id,
            pillar,
            responsible,
            author,
            purpose,
            indicators,
            comparison: None,
            findings: None,
            roles: None,
            weights: lines.as_ref().and_then(indices),
            notes,
            corrections,
            published,
            stage,
            answers,
            source,
            later: Some(Box::new(PolicyLater { survey, lines, share_total, effort, sections })),
        }
    }
}

/// The indices are the weights of this form. Where one could not be read there is no sum.
fn indices(lines: &Codes<RoleLine>) -> Option<Codes<Number>> {
    let index = |(at, line): &(_, RoleLine)| {
        let at: &crate::sheet::value::At = at;
        Some((at.clone(), line.index.clone()?))
    };
    lines.0.iter().map(index).collect::<Option<_>>().map(Codes)
}

impl From<Measure> for Project {
    fn from(sheet: Measure) -> Self {
        let Measure {
            id,
            policy,
            office,
            responsible,
            writer,
            indicators,
            pairs,
            state,
            works,
            notes,
            corrections,
            published,
            stage,
            answers,
            source,
        } = sheet;
        Self {
            id,
            policy,
            author: None,
            department: None,
            evaluator: None,
            purpose: None,
            indicators,
            roles: None,
            roles_reading: None,
            notes,
            corrections,
            published,
            stage,
            answers,
            source,
            later: Some(Box::new(ProjectLater {
                office,
                responsible,
                writer,
                pairs,
                state,
                works,
            })),
        }
    }
}
