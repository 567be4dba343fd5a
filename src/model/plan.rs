//! A regional revitalization plan (地域再生計画) with its numerical targets (KPI).

use crate::model::by_year::ByYear;
use crate::model::correction::Correction;
use crate::model::quantity::{Conversion, Value};
use crate::model::review::{Review, ReviewToCome};
use crate::terms::year::Date;

/// A regional revitalization plan.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Code, also the stem of its file: `healthtech`.
    pub code: String,
    /// Full name, as published.
    pub name: String,
    /// Short name.
    pub short: String,
    /// 作成主体
    pub author: String,
    /// 区域
    pub area: String,
    /// 事業の名称
    pub project: String,
    /// 交付金
    pub grant: String,
    /// 交付金の記号
    pub grant_code: String,
    /// 総事業費
    pub cost: Cost,
    /// 始期, in words (地域再生計画の認定の日).
    pub from: String,
    /// 終期
    pub until: Date,
    /// 数値目標
    pub kpis: Vec<Kpi>,
    /// 検証, earliest year first.
    pub reviews: Vec<Review>,
    /// What is known of reviews that have not been published.
    pub reviews_to_come: Vec<ReviewToCome>,
    /// 本文, in its own order.
    pub sections: Vec<Section>,
    /// 注
    pub notes: Vec<String>,
    /// 訂正, latest last.
    pub corrections: Vec<Correction>,
    /// 公表日
    pub published: Option<Date>,
    /// 出典
    pub source: String,
}

/// An amount of money with its units.
#[derive(Debug, Clone)]
pub struct Cost {
    /// The amount.
    pub value: Value,
    /// 千円
    pub unit: String,
    /// 万円
    pub conversion: Option<Conversion>,
}

/// A key performance indicator whose targets are increments by year.
#[derive(Debug, Clone)]
pub struct Kpi {
    /// 指標名, as published: what it is called within the plan.
    pub name: String,
    /// 単位
    pub unit: String,
    /// 事業開始前（現時点）
    pub base: Value,
    /// 増加分
    pub increments: ByYear<Value>,
    /// 増加分の累計, as published.
    pub total: Value,
    /// 実績 (increments).
    pub actual: ByYear<Value>,
    /// 注
    pub notes: Vec<String>,
}

/// A heading of the plan with the text below it.
#[derive(Debug, Clone)]
pub struct Section {
    /// 見出し, as published.
    pub heading: String,
    /// 本文; empty when there is none.
    pub text: String,
    /// True where the table of KPIs stands.
    pub kpi_table: bool,
    /// 節
    pub children: Vec<Section>,
}
