//! The table of outcomes, actuals against targets, and its columns.

use crate::fault;
use crate::render::opendata::columns::{
    Column, EVALUATION, FACT, INDICATOR_ID, INDICATOR_NAME, LG, METHOD, NOTE, NOTE_ID, POLICY,
    RESULT_FY, SERIES_NAME, SHEET_CODE, SHEET_NAME, UNIT, WAREKI, col,
};
use crate::render::opendata::lookup::Lookup;
use crate::render::opendata::table::{Cell, Row, Table, number, text};
use crate::report::data::{Data, Judged, OutcomeRow, SheetKey};
use crate::report::format;

/// Columns of `outcomes.csv`.
pub(super) const COLUMNS: [Column; 25] = [
    POLICY,
    INDICATOR_ID,
    RESULT_FY,
    WAREKI,
    col(
        "outcome",
        "目標との比較",
        "code",
        "届いた、届かずは、同じ年度の目標か目安値と比べたときだけ",
    ),
    col("status", "値の有無と理由", "code", "いつもwords"),
    col("shown", "表示", "string", "ページに表示される言葉"),
    col("reason", "理由", "string", "比べた結果の理由"),
    NOTE_ID,
    LG,
    EVALUATION,
    SHEET_CODE,
    SHEET_NAME,
    INDICATOR_NAME,
    SERIES_NAME,
    METHOD,
    col("target_kind", "比べた値の区分", "code", "目標か目安値か"),
    col(
        "target_fy_ad",
        "比べた値の年度（西暦）",
        "integer",
        "実績の年度と違うときは、先の年度の目標",
    ),
    col("actual", "実績", "decimal", "値がないときは空"),
    col("target", "比べた値", "decimal", "値がないとき、範囲や文で示されているときは空"),
    UNIT,
    col("rate", "率", "decimal", "参考（計算値）の率（％）。率を出さないときは空"),
    col("other_outcome", "別の読み方の比較", "code", "票を別の読み方で読むと変わるときだけ"),
    FACT,
    NOTE,
];

/// The table.
pub(super) fn table<'a>(data: &'a Data, lookup: Lookup<'a>) -> Table<'a> {
    let row = move |row: &'a OutcomeRow| {
        let OutcomeRow { of, outcome, other, target_kind, target_fy, actual, target } = row;
        let [.., fact_id, note] = lookup.more(&of.fact);
        let stated = if actual.is_empty() { target } else { actual };
        let unit = lookup.named(stated).map_or("", |fact| &*fact.unit);
        let value = |id| number(lookup.named(id).and_then(|fact| fact.value));
        let mut cells = judged(of, outcome, data, lookup);
        cells.extend([
            text(*target_kind),
            target_fy.map_or(Cell::Empty, |year| Cell::Whole(year.0.into())),
            value(actual),
            value(target),
            text(unit),
            value(&of.rate),
            text(*other),
            fact_id,
            note,
        ]);
        cells
    };
    Table::of(("outcomes", &COLUMNS), data, |rows| &rows.outcomes, row)
}

/// The first cells of a row of outcomes or grades; `word` is the verdict as a code, or the grade.
pub(super) fn judged<'a>(
    of: &'a Judged,
    word: &'a str,
    data: &'a Data,
    lookup: Lookup<'a>,
) -> Row<'a> {
    let Judged { sheet, indicator_id, indicator_name, series, fy, method, rate: _, fact: id } = of;
    let SheetKey { policy_code, sheet_code, sheet_name, evaluation } = &**sheet;
    let fact = lookup.fact(id);
    let reason = fault::there(fact.computed.as_deref(), "比べた理由が記録されていません");
    let [_, status, _, note_id] = lookup.value(id);
    vec![
        text(policy_code),
        text(indicator_id),
        Cell::Whole(fy.0.into()),
        text(format::wareki(*fy)),
        text(word),
        status,
        text(&*fact.text),
        text(reason),
        note_id,
        text(&data.lg_code),
        Cell::Whole(evaluation.0.into()),
        text(sheet_code),
        text(sheet_name),
        text(indicator_name),
        text(series),
        text(*method),
    ]
}
