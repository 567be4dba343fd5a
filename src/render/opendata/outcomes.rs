//! The table of how actuals stand to their targets, and its columns.

use crate::render::opendata::Lookup;
use crate::render::opendata::codebook::{
    Column, EVALUATION, FACT, LG, NOTE, NOTE_ID, POLICY, UNIT, WAREKI, col,
};
use crate::render::opendata::table::{Cell, Table, text};
use crate::report::data::{Data, OutcomeRow, SheetKey};
use crate::report::format;

/// Columns of `outcomes.csv`.
pub(super) const COLUMNS: [Column; 25] = [
    POLICY,
    col(
        "indicator_id",
        "指標ID",
        "string",
        "評価年度、票のコード、成果指標、識別又は指標名（系列があればその名称）",
    ),
    col("fy_ad", "年度（西暦）", "integer", "評価した実績の年度。4月に始まる年"),
    WAREKI,
    col(
        "outcome",
        "計画との比較",
        "code",
        "届いた、届かずは、同じ年度の計画か目安値と比べたときだけ",
    ),
    col("status", "値の有無と理由", "code", "いつもwords"),
    col("shown", "表示", "string", "ページに表示される言葉"),
    col("reason", "理由", "string", "比べた結果の理由"),
    NOTE_ID,
    LG,
    EVALUATION,
    col("sheet_code", "票のコード", "string", "施策、基本事業、小施策などのコード"),
    col("sheet_name", "票の名称", "string", "施策、基本事業、小施策などの名称"),
    col("indicator_name", "指標名", "string", "原典の表記"),
    col(
        "series_name",
        "系列",
        "string",
        "男性と女性のように、一つの指標を分けた系列。分けていないときは空",
    ),
    col("method", "達成率の方法", "code", "計画に対する実績を比べる方法"),
    col("target_kind", "比べた値の区分", "code", "計画か目安値か"),
    col(
        "target_fy_ad",
        "比べた値の年度（西暦）",
        "integer",
        "実績の年度と違うときは、先の年度の計画",
    ),
    col("actual", "実績", "decimal", "値がないときは空"),
    col("target", "比べた値", "decimal", "値がないとき、範囲や文で示されているときは空"),
    UNIT,
    col("rate", "率", "decimal", "参考（計算値）の率（％）。率を出さないときは空"),
    col("other_outcome", "別の読み方の比較", "code", "原典を別の読み方で読むと変わるときだけ"),
    FACT,
    NOTE,
];

/// The table.
pub(super) fn table<'a>(data: &'a Data, lookup: Lookup<'a>) -> Table<'a> {
    let row = move |row: &'a OutcomeRow| {
        let OutcomeRow {
            sheet,
            indicator_id,
            indicator_name,
            series,
            fy,
            outcome,
            other,
            method,
            target_kind,
            target_fy,
            actual,
            target,
            rate,
            fact,
        } = row;
        let SheetKey { policy_code, sheet_code, sheet_name, evaluation } = &**sheet;
        let known = lookup.fact(fact);
        let [_, status, _, note_id] = lookup.value(fact);
        let [.., fact_id, note] = lookup.more(fact);
        let [unit, ..] = lookup.more(actual);
        let value = |id| {
            let [value, ..] = lookup.value(id);
            value
        };
        vec![
            text(policy_code),
            text(indicator_id),
            Cell::Whole(fy.0.into()),
            text(format::wareki(*fy)),
            text(*outcome),
            status,
            text(known.map_or("", |fact| &*fact.text)),
            text(known.and_then(|fact| fact.computed.as_deref()).unwrap_or_default()),
            note_id,
            text(&data.lg_code),
            Cell::Whole(evaluation.0.into()),
            text(sheet_code),
            text(sheet_name),
            text(indicator_name),
            text(series),
            text(*method),
            text(*target_kind),
            Cell::Whole(target_fy.0.into()),
            value(actual),
            value(target),
            unit,
            value(rate),
            text(*other),
            fact_id,
            note,
        ]
    };
    Table::of("outcomes", data, |rows| &rows.outcomes, row)
}
