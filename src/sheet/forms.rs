//! The forms as written: one type a file, its keys the words of the paper form.
//! Every item is optional here, because what is missing has been reported before; `required` in the schema says what must be there.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::sheet::value::{
    Code, Codes, Day, DirectionWord, Figure, Flag, KindWord, MethodWord, Number, Prose, TableWord, Text, Year, Years,
};

/// city.yaml: 自治体とサイトの設定
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct City {
    /// 様式の版。今は 1 です。
    #[serde(rename = "様式の版")]
    #[schemars(required)]
    pub version: Option<Number>,
    /// 公表する自治体
    #[serde(rename = "自治体")]
    #[schemars(required)]
    pub body: Option<CityBody>,
    /// 公表するサイト
    #[serde(rename = "サイト")]
    #[schemars(required)]
    pub site: Option<SiteText>,
    /// 内容がいつの時点のものか（例 令和8年11月21日）
    #[serde(rename = "基準日")]
    #[schemars(required)]
    pub as_of: Option<Day>,
    /// 問い合わせ先。1行ずつ。
    #[serde(rename = "問い合わせ", default)]
    pub contact: Vec<Text>,
    /// 各ページの下に載せる注記。1文ずつ。
    #[serde(rename = "注記", default)]
    pub about: Vec<Text>,
}

/// 公表する自治体
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CityBody {
    /// 名称（例 盛岡市）
    #[serde(rename = "名称")]
    #[schemars(required)]
    pub name: Option<Text>,
    /// 全国地方公共団体コード（6桁。引用符で囲む）
    #[serde(rename = "団体コード")]
    #[schemars(required)]
    pub code: Option<Text>,
    /// 公式サイトのアドレス
    #[serde(rename = "公式サイト")]
    #[schemars(required)]
    pub home: Option<Text>,
}

/// 公表するサイト
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteText {
    /// サイトの名称
    #[serde(rename = "名称")]
    #[schemars(required)]
    pub name: Option<Text>,
    /// 最初のページに載せる説明（2文ほど）
    #[serde(rename = "説明")]
    #[schemars(required)]
    pub lead: Option<Text>,
}

/// evaluation.yaml: 評価年度
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
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
    /// 施策の票の表題（紙の票のとおり）
    #[serde(rename = "施策の票の表題")]
    #[schemars(required)]
    pub policy_form: Option<Text>,
    /// 基本事業の票の表題（紙の票のとおり）
    #[serde(rename = "基本事業の票の表題")]
    #[schemars(required)]
    pub project_form: Option<Text>,
    /// 施策の柱
    #[serde(rename = "施策の柱")]
    #[schemars(required)]
    pub pillars: Option<Vec<CodeName>>,
}

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

/// 読み方の疑義。すべての公表物に注として載ります。
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// 何が定まらないか（1文）
    #[serde(rename = "内容")]
    #[schemars(required)]
    pub matter: Option<Text>,
    /// 採用した読み方
    #[serde(rename = "採用")]
    #[schemars(required)]
    pub adopted: Option<Text>,
    /// 別の読み方
    #[serde(rename = "別の読み")]
    #[schemars(required)]
    pub other: Option<Text>,
    /// 採用した理由
    #[serde(rename = "理由")]
    #[schemars(required)]
    pub reason: Option<Text>,
    /// 確からしさ（高、中から高、中 など）
    #[serde(rename = "確度")]
    #[schemars(required)]
    pub confidence: Option<Text>,
}

/// 成果指標
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// 指標名
    #[serde(rename = "指標名")]
    #[schemars(required)]
    pub name: Option<Text>,
    /// 単位（紙の票のとおり）
    #[serde(rename = "単位")]
    #[schemars(required)]
    pub unit: Option<Text>,
    /// 別の単位でもページに載せるとき
    #[serde(rename = "換算")]
    pub conversion: Option<Conversion>,
    /// 指標の性格（増加 ↗、減少 ↘、維持 →）
    #[serde(rename = "望ましい方向")]
    #[schemars(required)]
    pub direction: Option<DirectionWord>,
    /// 単年の値か、それまでの累計か
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
    /// 最終目標値の年度
    #[serde(rename = "最終目標年度")]
    pub final_year: Option<Year>,
    /// 読み方の疑義
    #[serde(rename = "疑義")]
    pub reading: Option<Reading>,
    /// この指標の注。1文ずつ。
    #[serde(rename = "注", default)]
    pub notes: Vec<Text>,
}

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
    pub comparison: Option<Comparison>,
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
    /// 出典
    #[serde(rename = "出典")]
    #[schemars(required)]
    pub source: Option<Text>,
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
    pub roles_reading: Option<Reading>,
    /// この票の注。1文ずつ。
    #[serde(rename = "注", default)]
    pub notes: Vec<Text>,
    /// 出典
    #[serde(rename = "出典")]
    #[schemars(required)]
    pub source: Option<Text>,
}

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
    /// 計画の本文。紙の順に。
    #[serde(rename = "本文")]
    #[schemars(required)]
    pub sections: Option<Vec<Section>>,
    /// この計画の注。1文ずつ。
    #[serde(rename = "注", default)]
    pub notes: Vec<Text>,
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

/// 職名と氏名、又は「記載なし」
#[derive(Debug, Clone, Deserialize)]
#[serde(rename = "$Person")]
pub struct PersonOrReason {
    /// The reason word, where nobody is named.
    #[serde(rename = "$reason")]
    pub reason: Option<crate::sheet::value::At>,
    /// 職名
    #[serde(rename = "職名")]
    pub title: Option<Text>,
    /// 氏名
    #[serde(rename = "氏名")]
    pub name: Option<Text>,
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
