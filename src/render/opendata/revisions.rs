//! The table of revised targets (目標の改定), written only if there are any, and its columns.

use crate::render::opendata::columns::{
    Column, EVALUATION, INDICATOR_ID, INDICATOR_NAME, LG, POLICY, SERIES_NAME, SHEET_CODE,
    SHEET_NAME, UNIT, UNIT_CODE, WAREKI, col,
};
use crate::render::opendata::lookup::Lookup;
use crate::render::opendata::table::{Cell, Table, number, text};
use crate::report::data::{Data, RevisionRow, SheetKey};
use crate::report::format;

/// Columns of `target_revisions.csv`.
pub(super) const COLUMNS: [Column; 28] = [
    col("revision_id", "改定ID", "string", "指標IDと、指標の中の改定の順番"),
    LG,
    EVALUATION,
    POLICY,
    SHEET_CODE,
    SHEET_NAME,
    INDICATOR_ID,
    INDICATOR_NAME,
    SERIES_NAME,
    col("fy_ad", "年度（西暦）", "integer", "改めた目標の年度。4月に始まる年"),
    WAREKI,
    col("date", "改定日", "string", "年-月-日（西暦）"),
    col("before_value", "改定前の目標", "decimal", "値がないときは空で、理由はbefore_status列"),
    col(
        "before_status",
        "改定前の目標の有無と理由",
        "code",
        "okのときだけbefore_value列に値がある",
    ),
    col(
        "before_text",
        "改定前の目標の表示",
        "string",
        "ページに表示される形。範囲、文、理由を含む",
    ),
    col("after_value", "改定後の目標", "decimal", "値がないときは空で、理由はafter_status列"),
    col("after_status", "改定後の目標の有無と理由", "code", "okのときだけafter_value列に値がある"),
    col("after_text", "改定後の目標の表示", "string", "ページに表示される形。範囲、文、理由を含む"),
    UNIT_CODE,
    UNIT,
    col("reason", "理由", "string", "改めた理由"),
    col("before_fact_id", "改定前の目標のID", "string", "package.jsonのfactsのid"),
    col("after_fact_id", "改定後の目標のID", "string", "package.jsonのfactsのid"),
    col("before_lower", "改定前の下限", "decimal", "改定前の目標が範囲か以上のときだけ"),
    col("before_upper", "改定前の上限", "decimal", "改定前の目標が範囲か以下のときだけ"),
    col("after_lower", "改定後の下限", "decimal", "改定後の目標が範囲か以上のときだけ"),
    col("after_upper", "改定後の上限", "decimal", "改定後の目標が範囲か以下のときだけ"),
    col("page", "載っているページ", "string", "サイトの最上位からのパス"),
];

/// The table; `None` when no target was revised.
pub(super) fn table<'a>(data: &'a Data, lookup: Lookup<'a>) -> Option<Table<'a>> {
    let row = move |row: &'a RevisionRow| {
        let RevisionRow {
            sheet,
            id,
            indicator_id,
            indicator_name,
            series,
            fy,
            before,
            after,
            day,
            reason,
            page,
        } = row;
        let SheetKey { policy_code, sheet_code, sheet_name, evaluation } = &**sheet;
        let said = |id: &str| {
            let fact = lookup.fact(id);
            [number(fact.value), text(fact.status), text(&*fact.text)]
        };
        let [_, _, unit_code, _] = lookup.value(before);
        let [unit, ..] = lookup.more(before);
        let bounds = |id: &str| lookup.fact(id).limits().map(number);
        let mut cells = vec![
            text(id),
            text(&data.lg_code),
            Cell::Whole(evaluation.0.into()),
            text(policy_code),
            text(sheet_code),
            text(sheet_name),
            text(indicator_id),
            text(indicator_name),
            text(series),
            Cell::Whole(fy.0.into()),
            text(format::wareki(*fy)),
            text(day),
        ];
        cells.extend(said(before));
        cells.extend(said(after));
        cells.extend([unit_code, unit, text(reason), text(before), text(after)]);
        cells.extend(bounds(before));
        cells.extend(bounds(after));
        cells.push(text(page));
        cells
    };
    data.rows(|rows| &rows.revisions).next()?;
    Some(Table::of(("target_revisions", &COLUMNS), data, |rows| &rows.revisions, row))
}
