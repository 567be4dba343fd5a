//! `city.yaml` as written.

use schemars::JsonSchema;
use serde::Deserialize;

use super::answer::Answer;
use super::grading::{Grading, RateRounding};
use crate::sheet::value::{
    Address, Day, LgCode, Named, Number, PublishWord, SiteAddress, StageWord, Text,
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
    /// 公表したことの記録。1件ずつ。
    #[serde(rename = "公表の記録", default)]
    pub announcements: Vec<Announcement>,
    /// 評価区分。市が決めた区分の基準があるときだけ書きます。
    #[serde(rename = "評価区分")]
    pub grading: Option<Grading>,
    /// 達成率の端数の扱い。市の決まりがあるときだけ書きます。
    #[serde(rename = "率の端数処理")]
    pub rounding: Option<RateRounding>,
    /// 票に書いた内線番号を載せるかどうか。書かなければ「しない」です。
    #[serde(rename = "内線番号の公表")]
    pub extensions: Option<PublishWord>,
    /// 票に書いた氏名を載せるかどうか。職名はいつでも載ります。書かなければ「しない」です。
    #[serde(rename = "氏名の公表")]
    pub names: Option<PublishWord>,
    /// このサイトを公表する団体（例 見本市）。書くと、データとPDFと更新情報に載ります。
    #[serde(rename = "公表者")]
    pub publisher: Option<Text>,
    /// このサイトを作った人や課。公表者と違うときに書きます。
    #[serde(rename = "作成者")]
    pub author: Option<Text>,
    /// データや文を使うときの条件（例 クリエイティブ・コモンズ 表示 4.0 国際）。書かなければ、条件については何も載りません。
    #[serde(rename = "利用条件")]
    pub licence: Option<Text>,
    /// いくつもの様式で選ぶ言葉。名ごとに、言葉と意味の組（例 効果の区分: { 大きい: 目標に届いた場合 }）。
    #[serde(rename = "選択肢")]
    pub choices: Option<Named<Named<Text>>>,
    /// 「公表の状態」を書いていない票の状態（下書き、確認済、公表）。書かなければ公表です。
    #[serde(rename = "公表の状態の既定")]
    pub stage: Option<StageWord>,
    /// 注意を確かめ、このまま公表してよいと判断したとき。どのファイルの注意でも書けます。注意1件につき1件ずつ。
    #[serde(rename = "警告の確認", default)]
    pub answers: Vec<Answer>,
}

/// 公表する自治体
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CityBody {
    /// 名称（例 盛岡市）
    #[serde(rename = "名称")]
    #[schemars(required)]
    pub name: Option<Text>,
    /// 全国地方公共団体コード（検査数字を含む6桁。引用符で囲む。例 "032018"）
    #[serde(rename = "団体コード")]
    #[schemars(required)]
    pub code: Option<LgCode>,
    /// 公式サイトのアドレス（https:// で始まるもの）
    #[serde(rename = "公式サイト")]
    #[schemars(required)]
    pub home: Option<Address>,
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
    /// サイトを置くフォルダーのアドレス（https:// で始まるもの。index.html などは付けない）。書くと、sitemap.xml、更新情報（feed.xml）、各ページの正式なアドレスも作ります。
    #[serde(rename = "アドレス")]
    pub address: Option<SiteAddress>,
}

/// 公表したことの記録。最初のページと更新情報（feed.xml）に載ります。
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Announcement {
    /// 公表した日（例 令和8年10月1日）
    #[serde(rename = "年月日")]
    #[schemars(required)]
    pub day: Option<Day>,
    /// 件名（例 平成25年度の評価結果を公表しました。）
    #[serde(rename = "件名")]
    #[schemars(required)]
    pub title: Option<Text>,
    /// 内容（1文か2文）
    #[serde(rename = "内容")]
    pub text: Option<Text>,
}
