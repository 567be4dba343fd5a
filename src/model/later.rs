//! What the later forms hold besides: the policy sheet of 2017 (施策評価) and the sheet of a 小施策.
//! Part of a policy or of what lies below it; knows no pages.

use rust_decimal::Decimal;

use crate::model::policy::RoleShare;
use crate::model::quantity::Value;
use crate::model::{CodeName, Text};
use crate::terms::year::FiscalYear;

/// What a policy sheet of 2017 has and the older form has not.
#[derive(Debug, Clone)]
pub struct PolicyLater {
    /// 市民満足度・重要度
    pub survey: Option<Survey>,
    /// 役割分担分析, in the order of the form.
    pub lines: Vec<RoleLine>,
    /// 市の役割分担比重の合計, where the sheet states it.
    pub share_total: Option<Value>,
    /// 市の役割発揮度, as the city says it.
    pub effort: Text,
    /// 評価結果: headings and prose, in the order of the form.
    pub sections: Vec<(String, Text)>,
}

/// What people answered.
#[derive(Debug, Clone)]
pub struct Survey {
    /// Year of the survey.
    pub year: FiscalYear,
    /// 回答者数
    pub respondents: Value,
    /// Name of the survey.
    pub name: String,
    /// True where answers are numbers of people, false where they are per cents.
    pub counted: bool,
    /// 満足度 and 重要度.
    pub questions: [(Question, Vec<Answer>); 2],
}

/// A question of the survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// 満足度
    Satisfaction,
    /// 重要度
    Importance,
}

/// One class of answers.
#[derive(Debug, Clone)]
pub struct Answer {
    /// とても満足
    pub name: String,
    /// Per cent, or people.
    pub value: Value,
}

/// Shares of the parties in one 小施策, and its weight.
#[derive(Debug, Clone)]
pub struct RoleLine {
    /// Code of the 小施策.
    pub code: String,
    /// In the order of the form; no texts.
    pub roles: Vec<RoleShare>,
    /// 小施策間指数（B）
    pub index: Decimal,
    /// 市の役割分担比重, where the sheet states it.
    pub share: Option<Value>,
}

/// What the sheet of a 小施策 has and that of a basic project has not.
#[derive(Debug, Clone)]
pub struct ProjectLater {
    /// 主管課等
    pub office: Option<CodeName>,
    /// 全体像: pairs of 対象 and 意図.
    pub pairs: Vec<(Text, Text)>,
    /// 現状と課題
    pub state: Text,
    /// 構成事業
    pub works: Vec<CodeName>,
}
