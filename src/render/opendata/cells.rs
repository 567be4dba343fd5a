//! The table of figures in declared tables, written only if there are any, and its columns.

use crate::render::opendata::columns::{
    ALTERNATIVE, Column, EVALUATION, EXPECTED, FACT, LG, NOTE, NOTE_ID, SHEET_CODE, SHEET_NAME,
    STATE, STATUS, UNIT, UNIT_CODE, VALUE, VALUE_FY, col,
};
use crate::render::opendata::lookup::Lookup;
use crate::render::opendata::table::number;
use crate::render::opendata::table::{Cell, Table, text};
use crate::report::data::{CellRow, CellSheet, Data};
use crate::report::format;

/// Columns of `tables.csv`.
pub(super) const COLUMNS: [Column; 27] = [
    EVALUATION,
    col("level", "階層", "string", "票の階層の呼び名"),
    SHEET_CODE,
    SHEET_NAME,
    col("form", "様式", "string", "票の様式の名"),
    col("section", "区画", "string", "票の区画の名"),
    col("row", "行", "string", "表の行、一覧の1件、又は欄の名"),
    col(
        "column",
        "列",
        "string",
        "表の列、又は一覧の欄の名。値がいくつもある欄では、選んだ言葉か番号。ほかの欄では空",
    ),
    col("fy_ad", "年度（西暦）", "integer", "年度の列の年度。4月に始まる年。年度の列でなければ空"),
    col("fy_wareki", "年度（和暦）", "string", "年度の列の年度。年度の列でなければ空"),
    VALUE,
    STATUS,
    UNIT_CODE,
    NOTE_ID,
    LG,
    UNIT,
    ALTERNATIVE,
    FACT,
    NOTE,
    col("origin", "数値の由来", "code", "票の数値か、参考（計算値）か"),
    col("shown", "票の表記", "string", "ページと紙に載せる文字。空欄では空"),
    col("lower", "下限", "decimal", "「800以上」のように書いてある値の下限"),
    col("upper", "上限", "decimal", "「80以下」のように書いてある値の上限"),
    STATE,
    EXPECTED,
    VALUE_FY,
    col("page", "載っているページ", "string", "サイトの最上位からのパス"),
];

/// The table; `None` where there are no such figures.
pub(super) fn table<'a>(data: &'a Data, lookup: Lookup<'a>) -> Option<Table<'a>> {
    data.rows(|rows| &rows.cells).next()?;
    let row = move |row: &'a CellRow| {
        let CellRow { sheet, section, row, column, fact: id } = row;
        let CellSheet { evaluation, level, code, name, form } = &**sheet;
        let fact = lookup.fact(id);
        let [value, status, unit_code, note_id] = lookup.value(id);
        let [unit, alternative, fact_id, note] = lookup.more(id);
        let [state, expected, of_year] = lookup.standing(id);
        let [low, high] = fact.limits().map(number);
        vec![
            evaluation.map_or(Cell::Empty, |year| Cell::Whole(year.0.into())),
            text(level),
            text(code),
            text(name),
            text(form),
            text(&**section),
            text(row),
            text(column),
            fact.fy.map_or(Cell::Empty, |year| Cell::Whole(year.0.into())),
            text(fact.fy.map(format::wareki).unwrap_or_default()),
            value,
            status,
            unit_code,
            note_id,
            text(&data.lg_code),
            unit,
            alternative,
            fact_id,
            note,
            text(lookup.origin(id)),
            text(&*fact.text),
            low,
            high,
            state,
            expected,
            of_year,
            text(&*fact.page),
        ]
    };
    Some(Table::of(("tables", &COLUMNS), data, |rows| &rows.cells, row))
}
