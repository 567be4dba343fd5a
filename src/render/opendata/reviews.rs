//! The table of reviews (検証) of plans, and what its columns and codes mean.

use crate::render::opendata::Lookup;
use crate::render::opendata::codebook::{
    Code, Column, EXPECTED, FACT, LG, NOTE, NOTE_ID, STATE, STATUS, UNIT, UNIT_CODE, VALUE_FY, col,
};
use crate::render::opendata::table::{Cell, Table, text};
use crate::report::data::{Data, ReviewRow};
use crate::report::format;

/// The columns.
pub(super) const REVIEWS: [Column; 26] = [
    col("plan_code", "計画コード", "string", "地域再生計画のコード（このサイトの中だけのもの）"),
    col("fy_ad", "年度（西暦）", "integer", "検証した年度"),
    col("fy_wareki", "年度（和暦）", "string", "検証した年度"),
    col("kpi_id", "KPIのID", "string", "計画コードと計画の中の番号。実績額はspent"),
    col("kind", "値の区分", "code", "計画、実績、割合の別と、増加分、累計、水準の別"),
    col(
        "value",
        "値",
        "decimal",
        "票の数値又は参考（計算値）。別はorigin列。値がないときは空で、理由はstatus列",
    ),
    STATUS,
    UNIT_CODE,
    NOTE_ID,
    LG,
    col("plan_name", "計画の名称", "string", ""),
    col("kpi_name", "KPIの名称", "string", "票の表記"),
    UNIT,
    col("origin", "数値の由来", "code", "票の数値か、参考（計算値）か"),
    col("computed", "計算の方法", "string", "式と端数処理。票の数値では空"),
    col("effect", "事業効果", "string", "検証全体の事業効果。市が決めた区分の言葉、又は無い理由"),
    col("next_step", "今後の方針", "code", "検証全体の今後の方針、又は無い理由"),
    col("body", "検証組織", "string", "検証した組織の名称"),
    col("reviewed_on", "検証日", "string", "西暦の年月日、又は無い理由"),
    col("published_on", "公表日", "string", "西暦の年月日、又は無い理由"),
    col("page", "検証のページ", "string", "サイトの最上位からのパス"),
    FACT,
    NOTE,
    STATE,
    EXPECTED,
    VALUE_FY,
];

/// The codes of the column `kind`.
pub(super) fn kinds() -> Vec<Code> {
    vec![
        ("increment_plan", "増加分の目標", "kpis.csvと同じ数値"),
        ("increment_actual", "増加分の実績", "kpis.csvと同じ数値"),
        ("increment_rate", "増加分の計画に対する実績", "増加分の実績÷増加分の計画"),
        ("cumulative_plan", "増加分の目標の累計", "検証した年度までの合計"),
        (
            "cumulative_actual",
            "増加分の実績の累計",
            "検証した年度までの合計。実績のない年度からは算出しない",
        ),
        ("cumulative_rate", "累計の計画に対する実績", "実績の累計÷計画の累計"),
        ("level_plan", "計画の水準", "事業開始前＋計画の累計"),
        ("level_actual", "実績の水準", "事業開始前＋実績の累計"),
        ("spent", "実績額", "交付対象事業のその年度の実績額"),
    ]
}

/// The codes of the column `next_step`.
pub(super) fn next_steps() -> Vec<Code> {
    vec![
        ("continue", "継続", ""),
        ("expand", "発展", ""),
        ("improve", "改善", ""),
        ("stop", "中止", ""),
        ("end", "終了", ""),
        ("not_published", "未公表", "公表された方針を確かめられない"),
        ("blank_in_source", "記載なし", "票の欄が空白"),
    ]
}

/// The table.
pub(super) fn table<'a>(data: &'a Data, lookup: Lookup<'a>) -> Option<Table<'a>> {
    let row = move |row: &'a ReviewRow| {
        let ReviewRow {
            plan_code,
            plan_name,
            fy,
            kpi_id,
            kpi_name,
            kind,
            effect,
            next_step,
            body,
            reviewed,
            published,
            fact: id,
        } = row;
        let fact = lookup.fact(id);
        let mut cells = vec![
            text(plan_code),
            Cell::Whole(fy.0.into()),
            text(format::wareki(*fy)),
            text(kpi_id),
            text(*kind),
        ];
        cells.extend(lookup.value(id));
        cells.extend([text(&data.lg_code), text(plan_name), text(kpi_name)]);
        let [unit, _, fact_id, note] = lookup.more(id);
        cells.extend([
            unit,
            text(fact.origin.code()),
            text(fact.computed.as_deref().unwrap_or_default()),
            text(effect),
            text(*next_step),
            text(body),
            text(reviewed),
            text(published),
            text(format!("plans/{plan_code}-{}.html", fy.0)),
            fact_id,
            note,
        ]);
        cells.extend(lookup.standing(id));
        cells
    };
    data.rows(|rows| &rows.reviews).next()?;
    Some(Table::of("reviews", data, |rows| &rows.reviews, row))
}
