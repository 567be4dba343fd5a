//! What several forms have in common: names, people, purposes, indicators.

use schemars::JsonSchema;
use serde::Deserialize;

use super::change::{Break, Revision};
use crate::sheet::value::{
    At, Code, DirectionWord, Figure, KindWord, MethodWord, Number, Prose, Text, Year, Years,
};

/// コードと名称
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeName {
    /// コード（引用符で囲む。例 "52"）
    #[serde(rename = "コード")]
    #[schemars(required)]
    pub code: Option<Code>,
    /// 名称
    #[serde(rename = "名称")]
    #[schemars(required)]
    pub name: Option<Text>,
}

/// 職名と氏名。記載がないときは、この全体を「記載なし」とします。
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// 職名（例 商工観光部長）
    #[serde(rename = "職名")]
    #[schemars(required)]
    pub title: Option<Text>,
    /// 氏名。職名だけを公表するときは書きません。
    #[serde(rename = "氏名")]
    pub name: Option<Text>,
    /// 内線番号。city.yaml に「内線番号の公表: する」と書かない限り、載りません。
    #[serde(rename = "内線番号")]
    pub extension: Option<Text>,
}

/// 職名と氏名、又は「記載なし」
#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "$Person")]
pub struct PersonOrReason {
    /// The reason word, where nobody is named.
    #[serde(rename = "$reason")]
    pub reason: Option<At>,
    /// 職名
    #[serde(rename = "職名")]
    pub title: Option<Text>,
    /// 氏名
    #[serde(rename = "氏名")]
    pub name: Option<Text>,
    /// 内線番号
    #[serde(rename = "内線番号")]
    pub extension: Option<Text>,
}

impl JsonSchema for PersonOrReason {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PersonOrReason".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let person = generator.subschema_for::<Person>();
        schemars::json_schema!({ "x-kohyo": "person", "anyOf": [person, { "enum": ["記載なし", "該当なし"] }] })
    }
}

/// 目的（目指す姿）
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// 対象（誰を、何を対象としているのか）
    #[serde(rename = "対象")]
    #[schemars(required)]
    pub target: Option<Prose>,
    /// 意図（この施策により対象をどのように変えるのか）
    #[serde(rename = "意図")]
    #[schemars(required)]
    pub intent: Option<Prose>,
}

/// 人が言い慣れた単位への換算
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conversion {
    /// ページに載せる単位（例 億円）
    #[serde(rename = "単位")]
    #[schemars(required)]
    pub unit: Option<Text>,
    /// 票の数値に掛ける数（千万円から億円なら 0.1）
    #[serde(rename = "倍率")]
    #[schemars(required)]
    pub factor: Option<Number>,
}

/// 読み方の疑義。すべての公表物に注として載ります。採用した読みと別の読みの文は、数値（値と別の読み）から作ります。
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// 何が定まらないか（1文）
    #[serde(rename = "内容")]
    #[schemars(required)]
    pub matter: Option<Text>,
    /// 採用した理由
    #[serde(rename = "理由")]
    #[schemars(required)]
    pub reason: Option<Text>,
    /// 確からしさ（高、中から高、中 など）
    #[serde(rename = "確度")]
    #[schemars(required)]
    pub confidence: Option<Text>,
}

/// 当初値
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Base {
    /// 年度（例 平成25）
    #[serde(rename = "年度")]
    #[schemars(required)]
    pub year: Option<Year>,
    /// 値
    #[serde(rename = "値")]
    #[schemars(required)]
    pub value: Option<Figure>,
}

/// 成果指標の系列（男性と女性、地区ごとなど）
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// 名称（例 男性）。指標名の後に括弧で付きます。
    #[serde(rename = "名称")]
    #[schemars(required)]
    pub name: Option<Text>,
    /// この系列の当初値
    #[serde(rename = "当初値")]
    pub base: Option<Box<Base>>,
    /// この系列の目安値（年度: 数値）
    #[serde(rename = "目安値")]
    pub path: Option<Years<Figure>>,
    /// この系列の実績（年度: 数値）
    #[serde(rename = "実績")]
    #[schemars(required)]
    pub actual: Option<Years<Figure>>,
    /// この系列の計画（年度: 数値）
    #[serde(rename = "計画")]
    #[schemars(required)]
    pub plan: Option<Years<Figure>>,
    /// この系列の、票に書いてある達成率（年度: ％の数値）
    #[serde(rename = "達成率")]
    pub stated_rate: Option<Years<Figure>>,
    /// この系列の計画を改めたとき。1件ずつ。
    #[serde(rename = "目標の改定", default)]
    pub revisions: Vec<Revision>,
    /// この系列の値が、前の年度までの値と比べられなくなったとき。1件ずつ。
    #[serde(rename = "断絶", default)]
    pub breaks: Vec<Break>,
}

/// Figures stand either with the indicator or with each of its series.
fn figures_or_series(schema: &mut schemars::Schema) {
    let figures = ["実績", "計画"];
    if let Some(serde_json::Value::Array(names)) = schema.get_mut("required") {
        names.retain(|name| !figures.iter().any(|figure| name == figure));
    }
    schema.insert(
        "anyOf".to_owned(),
        serde_json::json!([{ "required": figures }, { "required": ["系列"] }]),
    );
    schema.insert("x-kohyo-either".to_owned(), true.into());
}

/// 成果指標
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = figures_or_series)]
pub struct Indicator {
    /// 指標名
    #[serde(rename = "指標名")]
    #[schemars(required)]
    pub name: Option<Text>,
    /// 年度をまたいで同じ指標であることを示す記号（例 kojo-kensu）。書かないときは、票のコードと指標名（改めたときは旧名称も）で見分けます。
    #[serde(rename = "識別")]
    pub identity: Option<Code>,
    /// 前の年度の評価シートでの指標名（名称を改めたとき）
    #[serde(rename = "旧名称")]
    pub former: Option<Text>,
    /// 単位（紙の票のとおり）
    #[serde(rename = "単位")]
    #[schemars(required)]
    pub unit: Option<Text>,
    /// 別の単位でもページに載せるとき
    #[serde(rename = "換算")]
    pub conversion: Option<Box<Conversion>>,
    /// 指標の性格（増加 ↗、減少 ↘、維持 →、範囲内、以上、以下、定性）
    #[serde(rename = "望ましい方向")]
    #[schemars(required)]
    pub direction: Option<DirectionWord>,
    /// 単年の値、それまでの累計、ある時点の水準、率、調査の結果のどれか
    #[serde(rename = "値の種類")]
    #[schemars(required)]
    pub kind: Option<KindWord>,
    /// 計画に対する実績の割合の求め方
    #[serde(rename = "達成率の方法")]
    #[schemars(required)]
    pub method: Option<MethodWord>,
    /// 実績（年度: 数値）
    #[serde(rename = "実績")]
    #[schemars(required)]
    pub actual: Option<Years<Figure>>,
    /// 計画（年度: 数値）
    #[serde(rename = "計画")]
    #[schemars(required)]
    pub plan: Option<Years<Figure>>,
    /// 系列。実績と計画を、男性と女性のように分けて書くとき。
    #[serde(rename = "系列")]
    pub series: Option<Vec<Part>>,
    /// Which series this is, once they have been taken apart.
    #[serde(skip)]
    pub part: Option<Text>,
    /// The name that all its series share, once they have been taken apart.
    #[serde(skip)]
    pub shared: Option<Text>,
    /// 計画を改めたとき。1件ずつ。
    #[serde(rename = "目標の改定", default)]
    pub revisions: Vec<Revision>,
    /// 値が、前の年度までの値と比べられなくなったとき（調査の方法を改めたなど）。1件ずつ。
    #[serde(rename = "断絶", default)]
    pub breaks: Vec<Break>,
    /// 当初値（基準とする年度の値）。「基準からの進み」に使います。
    #[serde(rename = "当初値")]
    pub base: Option<Box<Base>>,
    /// 年度ごとの目安値（年度: 数値）。「目安値との比較」に使います。
    #[serde(rename = "目安値")]
    pub path: Option<Years<Figure>>,
    /// 計画からどこまで離れても維持とみなすか（％）。「維持（許容幅）」に使います。
    #[serde(rename = "許容幅")]
    pub tolerance: Option<Number>,
    /// 票に書いてある達成率（年度: ％の数値）。票のとおりに載せ、計算した率と違うときは注意を示します。
    #[serde(rename = "達成率")]
    pub stated_rate: Option<Years<Figure>>,
    /// 中間目標値の年度
    #[serde(rename = "中間目標年度")]
    pub middle_year: Option<Year>,
    /// 最終目標値の年度
    #[serde(rename = "最終目標年度")]
    pub final_year: Option<Year>,
    /// 読み方の疑義
    #[serde(rename = "疑義")]
    pub reading: Option<Box<Reading>>,
    /// この指標の注。1文ずつ。
    #[serde(rename = "注", default)]
    pub notes: Vec<Text>,
}

impl Indicator {
    /// What it is called within its sheet: its 識別, else its 指標名 without the name of a series.
    #[must_use]
    pub fn key(&self) -> Option<&At> {
        let name = self.shared.as_ref().or(self.name.as_ref());
        self.identity.as_ref().map(|code| &code.0).or(name.map(|name| &name.0))
    }
}
