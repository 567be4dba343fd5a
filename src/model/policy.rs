//! An evaluation year with its policies (施策) and basic projects (基本事業): forms F1 and F2.

use rust_decimal::Decimal;

use crate::model::correction::Correction;
use crate::model::grading::Grading;
use crate::model::indicator::Indicator;
use crate::model::later::{PolicyLater, ProjectLater};
use crate::model::quantity::{Conversion, Reading, Value};
use crate::model::rounding::Rounding;
use crate::model::{CodeName, Text};
use crate::terms::year::{Date, FiscalYear};

/// One evaluation year (評価年度).
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// Folder in the content and in the output: `h25`.
    pub dir: String,
    /// The year in which the sheets were made (平成25年度).
    pub year: FiscalYear,
    /// The year whose results they evaluate (平成24年度).
    pub result_year: FiscalYear,
    /// 施策達成度評価
    pub name: String,
    /// Title printed on policy sheets.
    pub policy_form: String,
    /// Title printed on project sheets.
    pub project_form: String,
    /// 年度の列
    pub columns: Columns,
    /// 評価区分: the city's own rule, the same in every year; `None` where it has none.
    pub grading: Option<Grading>,
    /// 率の端数処理, the same in every year.
    pub rounding: Rounding,
    /// 階層
    pub levels: Levels,
    /// 施策の柱, in the order of the file.
    pub pillars: Vec<CodeName>,
    /// Policies by code.
    pub policies: Vec<Policy>,
}

/// What the three levels are called in a year (階層).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels {
    /// 施策の柱, 基本目標
    pub pillar: String,
    /// 施策
    pub policy: String,
    /// 基本事業, 小施策
    pub project: String,
}

/// Which years an indicator has on the sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    /// Forms F1 and F2: actuals of two years, plans of three.
    Form,
    /// As many as were stated (自由).
    Free,
}

/// A policy sheet (施策達成度評価シート).
#[derive(Debug, Clone)]
pub struct Policy {
    /// Code and name.
    pub id: CodeName,
    /// Its pillar.
    pub pillar: CodeName,
    /// 評価責任者, 評価シート作成者, in the order of the form; label and person.
    pub people: Vec<(Post, Person)>,
    /// 対象
    pub target: Text,
    /// 意図
    pub intent: Text,
    /// 成果指標
    pub indicators: Vec<Indicator>,
    /// 近隣自治体との成果水準比較
    pub comparison: Option<Comparison>,
    /// 達成度評価結果, in the order of the form.
    pub findings: Vec<(Finding, Text)>,
    /// 各主体に期待する役割, in the order of the form.
    pub roles: Vec<(Party, Text)>,
    /// 基本事業, by code.
    pub projects: Vec<Project>,
    /// 注
    pub notes: Vec<String>,
    /// 訂正, latest last.
    pub corrections: Vec<Correction>,
    /// 公表日
    pub published: Option<Date>,
    /// 出典
    pub source: String,
    /// What a sheet in the form of 2017 has besides; it has no comparison, findings and roles.
    pub later: Option<PolicyLater>,
}

/// A basic project sheet (基本事業の状況).
#[derive(Debug, Clone)]
pub struct Project {
    /// Code and name.
    pub id: CodeName,
    /// 基本事業比重 in the policy, per cent.
    pub weight: Decimal,
    /// As on the form.
    pub people: Vec<(Post, Person)>,
    /// 対象
    pub target: Text,
    /// 意図
    pub intent: Text,
    /// 成果指標
    pub indicators: Vec<Indicator>,
    /// 役割分担, in the order of the form.
    pub roles: Vec<RoleShare>,
    /// 役割分担の疑義
    pub roles_reading: Option<Reading>,
    /// 注
    pub notes: Vec<String>,
    /// 訂正, latest last.
    pub corrections: Vec<Correction>,
    /// 公表日
    pub published: Option<Date>,
    /// 出典
    pub source: String,
    /// What the sheet of a 小施策 has besides; it has no purpose of its own and no roles.
    pub later: Option<ProjectLater>,
}

/// A post named on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Post {
    /// 評価責任者名
    Responsible,
    /// 評価シート作成者名
    Author,
    /// 作成者名
    Writer,
    /// 施策主管部
    Department,
    /// 評価者（施策統括マネージャー）名
    Evaluator,
}

/// Who holds a post, or why nobody is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Person {
    /// 職名 and 氏名.
    Named {
        /// 商工観光部長
        title: String,
        /// 村井 淳; `None` when only the post is published.
        name: Option<String>,
        /// 内線番号; `None` unless the city publishes them.
        extension: Option<String>,
    },
    /// Missing.
    Missing(crate::terms::reason::Missing),
}

/// The four findings of the form (達成度評価結果).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// 取組内容と成果
    Results,
    /// 成果を押し上げた要因
    Drivers,
    /// 目標と成果とにギャップがある場合，その要因
    Gap,
    /// これからの課題
    Issues,
}

/// The four parties of the form (主体).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Party {
    /// 市
    City,
    /// 国・県・他自治体
    Governments,
    /// 市民・NPO
    Citizens,
    /// 企業・その他
    Business,
}

impl Party {
    /// In the order of the form.
    pub const ALL: [Self; 4] = [Self::City, Self::Governments, Self::Citizens, Self::Business];

    /// As on the form, on pages and in ids.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::City => "市",
            Self::Governments => "国・県・他自治体",
            Self::Citizens => "市民・NPO",
            Self::Business => "企業・その他",
        }
    }
}

/// Role and share of a party (役割分担分析).
#[derive(Debug, Clone)]
pub struct RoleShare {
    /// The party.
    pub party: Party,
    /// 役割分担比率（％）
    pub share: Value,
    /// 役割の内容
    pub text: Text,
}

/// Comparison with neighbouring cities.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// 指標名
    pub name: String,
    /// 説明, as published.
    pub note: String,
    /// 単位
    pub unit: String,
    /// 換算
    pub conversion: Option<Conversion>,
    /// Latest year.
    pub now: FiscalYear,
    /// Year before.
    pub prev: FiscalYear,
    /// Cities in the order of the form.
    pub cities: Vec<ComparedCity>,
}

/// One city of a comparison.
#[derive(Debug, Clone)]
pub struct ComparedCity {
    /// Name on pages.
    pub name: String,
    /// Name on the paper form (本市).
    pub paper_name: String,
    /// True for the publishing city.
    pub own: bool,
    /// Latest year.
    pub now: Value,
    /// Year before.
    pub prev: Value,
    /// 注
    pub note: Option<String>,
}
