//! `evaluation.yaml` as written: the year, its forms and the names of its levels. Knows no sheets.

use schemars::JsonSchema;
use serde::Deserialize;

use super::shared::CodeName;
use crate::sheet::value::{ColumnsWord, PolicyFormWord, ProjectFormWord, Text, Year};

/// What the levels are called where the year does not say: above, policy, below.
pub const LEVELS: [&str; 3] = ["施策の柱", "施策", "基本事業"];

/// The year names its upper level and the title of its lower sheets by the words of either plan.
fn either_plan(schema: &mut schemars::Schema) {
    let ways = [
        ["施策の柱", "基本事業の票の表題"],
        ["基本目標", "小施策の票の表題"],
        ["施策の柱", "小施策の票の表題"],
        ["基本目標", "基本事業の票の表題"],
    ];
    let ways = ways.map(|way| serde_json::json!({ "required": way }));
    schema.insert("anyOf".to_owned(), ways.to_vec().into());
    schema.insert("x-kohyo-either".to_owned(), true.into());
}

/// evaluation.yaml: 評価年度
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = either_plan)]
pub struct Evaluation {
    /// 評価シートを作った年度（例 平成25）
    #[serde(rename = "年度")]
    #[schemars(required)]
    pub year: Option<Year>,
    /// 評価の対象とした実績の年度（例 平成24）
    #[serde(rename = "実績年度")]
    #[schemars(required)]
    pub result_year: Option<Year>,
    /// 評価の名称（例 施策達成度評価）
    #[serde(rename = "名称")]
    #[schemars(required)]
    pub name: Option<Text>,
    /// 票の様式。書かなければ、施策は H25、下位は基本事業です。
    #[serde(rename = "様式")]
    pub forms: Option<YearForms>,
    /// 階層の呼び名。書かなければ、施策の柱（基本目標）、施策、基本事業（小施策）です。
    #[serde(rename = "階層")]
    pub levels: Option<LevelNames>,
    /// 施策の票の表題（紙の票のとおり）
    #[serde(rename = "施策の票の表題")]
    #[schemars(required)]
    pub policy_form: Option<Text>,
    /// 基本事業の票の表題（紙の票のとおり）
    #[serde(rename = "基本事業の票の表題")]
    pub project_form: Option<Text>,
    /// 小施策の票の表題（紙の票のとおり）。「基本事業の票の表題」の代わりに書きます。
    #[serde(rename = "小施策の票の表題")]
    pub measure_form: Option<Text>,
    /// 成果指標の年度の列。書かなければ「様式のとおり」（実績2年、計画3年）です。様式が H29 か小施策の年度は、いつも「自由」です。
    #[serde(rename = "年度の列")]
    pub columns: Option<ColumnsWord>,
    /// 施策の柱
    #[serde(rename = "施策の柱")]
    pub pillars: Option<Vec<CodeName>>,
    /// 基本目標。「施策の柱」の代わりに書きます。
    #[serde(rename = "基本目標")]
    pub goals: Option<Vec<CodeName>>,
}

/// 票の様式
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct YearForms {
    /// 施策の票の様式（H25 施策達成度評価、H29 施策評価）
    #[serde(rename = "施策")]
    pub policy: Option<PolicyFormWord>,
    /// 下位の票の様式（基本事業、小施策）
    #[serde(rename = "下位")]
    pub project: Option<ProjectFormWord>,
}

/// 階層の呼び名
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelNames {
    /// 施策の上の階層（例 基本目標）
    #[serde(rename = "上位")]
    pub pillar: Option<Text>,
    /// 施策の階層（例 施策）
    #[serde(rename = "施策")]
    pub policy: Option<Text>,
    /// 施策の下の階層（例 小施策）
    #[serde(rename = "下位")]
    pub project: Option<Text>,
}

impl Evaluation {
    /// Codes and names of the upper level, by whichever word they are written.
    pub fn upper(&self) -> impl Iterator<Item = &CodeName> {
        self.pillars.iter().chain(&self.goals).flatten()
    }

    /// What the three levels are called: as the year says, else as its forms do.
    #[must_use]
    pub fn level_names(&self) -> [String; 3] {
        let [pillar, policy, project] = LEVELS;
        let small = self.lower_form() == Some("小施策") || self.measure_form.is_some();
        let default = [
            if self.goals.is_some() && self.pillars.is_none() { "基本目標" } else { pillar },
            policy,
            if small { "小施策" } else { project },
        ];
        let given = self.levels.as_ref();
        let given = [
            given.and_then(|names| names.pillar.as_ref()),
            given.and_then(|names| names.policy.as_ref()),
            given.and_then(|names| names.project.as_ref()),
        ];
        let mut given = given.into_iter();
        default.map(|word| {
            let name = given.next().flatten();
            name.map_or_else(|| word.to_owned(), |name| name.0.text.clone())
        })
    }

    /// True where indicators have their own years instead of the columns of the form of 2013.
    #[must_use]
    pub fn is_free(&self) -> bool {
        let free = self.columns.as_ref().is_some_and(|word| word.0.text == "自由");
        let policy = self.forms.as_ref().and_then(|forms| forms.policy.as_ref());
        let ten_years = policy.is_some_and(|word| word.0.text == "H29");
        free || ten_years || self.lower_form() == Some("小施策")
    }

    fn lower_form(&self) -> Option<&str> {
        let word = self.forms.as_ref()?.project.as_ref()?;
        Some(word.0.text.as_str())
    }
}
