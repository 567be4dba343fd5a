//! Handouts (資料) as written: one small file says what goes into one booklet for a council or a committee.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::sheet::value::{Code, Day, HandoutWord, SidesWord, Text, Year};

/// 会議などに配る資料の冊子（1つのファイルが1冊）
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Handout {
    /// 表紙に載せる件名（例 平成25年度施策達成度評価の結果について）
    #[serde(rename = "件名")]
    #[schemars(required)]
    pub title: Option<Text>,
    /// 会議の名称。書かなければ、表紙に載せません。
    #[serde(rename = "会議名")]
    pub meeting: Option<Text>,
    /// 表紙に載せる日（例 令和8年11月21日）
    #[serde(rename = "年月日")]
    #[schemars(required)]
    pub day: Option<Day>,
    /// 担当課
    #[serde(rename = "担当課")]
    pub office: Option<Text>,
    /// 冊子全体の資料番号。各ページの右上に載せます（例 資料1）。
    #[serde(rename = "資料番号")]
    pub number: Option<Text>,
    /// 評価年度。どの年度の評価の票を載せるか（例 平成25）。
    #[serde(rename = "年度")]
    #[schemars(required)]
    pub year: Option<Year>,
    /// 前回の資料の日。書くと、要点の「前回から改めたもの」に、この日より後の訂正だけを載せます。
    #[serde(rename = "前回の年月日")]
    pub last: Option<Day>,
    /// 委員会や部ごとの資料にするときの絞り込み。書いた条件に全て合う票だけを載せます。
    #[serde(rename = "絞り込み")]
    pub filter: Option<Filter>,
    /// 資料の構成。書かなければ、要点、指標一覧、票、用語の順に載せます。
    #[serde(rename = "資料", default)]
    pub parts: Vec<Part>,
    /// 用語の説明に加える語
    #[serde(rename = "用語", default)]
    pub terms: Vec<Term>,
    /// 両面か片面（書かなければ両面）。両面では、とじる側の余白が左右で入れ替わります。
    #[serde(rename = "面付け")]
    pub sides: Option<SidesWord>,
}

/// 載せる票の絞り込み
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// 施策の柱のコード
    #[serde(rename = "施策の柱", default)]
    pub pillars: Vec<Code>,
    /// 施策のコード
    #[serde(rename = "施策", default)]
    pub policies: Vec<Code>,
    /// 主管部の名称。評価責任者の職名か施策主管部が、この言葉で始まる施策を載せます（例 商工観光部）。
    #[serde(rename = "主管部")]
    pub department: Option<Text>,
    /// 様式を宣言した年度の資料で、載せる票。この票と、その下の階層の票を載せます。
    #[serde(rename = "票", default)]
    pub sheets: Vec<OfLevel>,
}

/// 様式を宣言した年度の、1つの階層の票
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfLevel {
    /// 階層の置き場所か呼び名（例 jimu、事務事業）
    #[serde(rename = "階層")]
    #[schemars(required)]
    pub level: Option<Text>,
    /// 票のコード。書かなければ、この階層の票を全部載せます。
    #[serde(rename = "コード", default)]
    pub codes: Vec<Text>,
}

/// 資料の1つの部分
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// 何を載せるか
    #[serde(rename = "種類")]
    #[schemars(required)]
    pub kind: Option<HandoutWord>,
    /// この部分の資料番号（例 資料1-1）。書かなければ、冊子全体の資料番号を載せます。
    #[serde(rename = "資料番号")]
    pub number: Option<Text>,
    /// 見出し。書かなければ、種類に応じた見出しを付けます。
    #[serde(rename = "見出し")]
    pub heading: Option<Text>,
    /// 載せる施策のコード（票だけ）。書かなければ、絞り込みに合う施策を全部載せます。
    #[serde(rename = "施策", default)]
    pub policies: Vec<Code>,
    /// 載せる基本事業のコード（票だけ）。書かなければ、載せる施策の基本事業を全部載せます。
    #[serde(rename = "基本事業", default)]
    pub projects: Vec<Code>,
    /// 様式を宣言した年度の資料で、載せる票（票だけ）。書かなければ、絞り込みに合う票を全部載せます。
    #[serde(rename = "票", default)]
    pub sheets: Vec<OfLevel>,
    /// 載せる地域再生計画のコード（計画と検証だけ）。書かなければ、全部載せます。
    #[serde(rename = "計画", default)]
    pub plans: Vec<Code>,
}

/// 用語とその説明
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// 用語
    #[serde(rename = "語")]
    #[schemars(required)]
    pub word: Option<Text>,
    /// 説明（1、2文）
    #[serde(rename = "説明")]
    #[schemars(required)]
    pub text: Option<Text>,
}
