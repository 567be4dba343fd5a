//! The table of corrections, written only if there are any, and its columns.

use crate::render::opendata::columns::{Column, col};
use crate::render::opendata::lookup::Lookup;
use crate::render::opendata::table::{Cell, Table, number, text};
use crate::report::data::{CorrectionRow, Data};

/// Columns of `corrections.csv`.
pub(super) const COLUMNS: [Column; 15] = [
    col("correction_id", "訂正ID", "string", "票、訂正日、訂正した数値のID又は対象"),
    col("lg_code", "団体コード", "string", "公表した団体の全国地方公共団体コード6桁"),
    col("evaluation_fy", "評価年度", "integer", "票を作成した年度（西暦）。年度のない票では空"),
    col("sheet_code", "票のコード", "string", "票のコード"),
    col("sheet_name", "票の名称", "string", "票の名称"),
    col("item", "対象", "string", "訂正した項目"),
    col("fact_id", "訂正した数値のID", "string", "package.jsonのfactsのid。文の訂正などでは空"),
    col("date", "訂正日", "string", "年-月-日（西暦）"),
    col("before", "訂正前", "string", "訂正前の文か数値"),
    col("after", "訂正後", "string", "訂正後の文か数値"),
    col("before_value", "訂正前の値", "decimal", "訂正前が数値のとき、その値。単位はunit列"),
    col("after_value", "訂正後の値", "decimal", "訂正後が数値のとき、その値。単位はunit列"),
    col("unit", "単位", "string", "票の表記。数値を指さない訂正では空"),
    col("reason", "理由", "string", "訂正した理由"),
    col("page", "載っているページ", "string", "サイトの最上位からのパス"),
];

/// The table; `None` when nothing was corrected.
pub(super) fn table<'a>(data: &'a Data, lookup: Lookup<'a>) -> Option<Table<'a>> {
    let row = move |row: &'a CorrectionRow| {
        let CorrectionRow {
            id,
            sheet_code,
            sheet,
            evaluation,
            what,
            figure,
            day,
            before,
            after,
            reason,
            page,
        } = row;
        let value = |id: &str| number(lookup.named(id).and_then(|fact| fact.value));
        let unit = lookup.named(figure);
        vec![
            text(id),
            text(&data.lg_code),
            evaluation.map_or(Cell::Empty, |year| Cell::Whole(year.0.into())),
            text(sheet_code),
            text(sheet),
            text(what),
            text(figure),
            text(day),
            text(&before.text),
            text(&after.text),
            value(&before.fact),
            value(&after.fact),
            text(unit.map_or("", |fact| &*fact.unit)),
            text(reason),
            text(page),
        ]
    };
    data.rows(|rows| &rows.corrections).next()?;
    Some(Table::of(("corrections", &COLUMNS), data, |rows| &rows.corrections, row))
}
