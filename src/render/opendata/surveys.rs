//! The table of surveys (市民満足度・重要度), made only when somebody was asked, and its columns.

use crate::render::opendata::Lookup;
use crate::render::opendata::codebook::{
    Code, Column, FACT, LG, NOTE, NOTE_ID, STATUS, UNIT, UNIT_CODE, col,
};
use crate::render::opendata::table::{Cell, Table, text};
use crate::report::data::{Data, SheetKey, SurveyRow};
use crate::report::format;

/// Columns of `surveys.csv`.
pub(super) const COLUMNS: [Column; 18] = [
    col("policy_code", "施策コード", "string", ""),
    col("policy_name", "施策の名称", "string", ""),
    col("question", "設問", "code", "満足度、重要度、回答者数の別"),
    col("answer_order", "区分の順番", "integer", "票に並ぶ順。回答者数では空"),
    col("answer", "区分", "string", "票の表記。回答者数では空"),
    col("fy_ad", "年度（西暦）", "integer", "調査の年度"),
    col("fy_wareki", "年度（和暦）", "string", "調査の年度"),
    col("survey", "調査の名称", "string", "票の表記"),
    col(
        "value",
        "値",
        "decimal",
        "票の数値。割合（％）か人数かは、unit列による。値がないときは空で、理由はstatus列",
    ),
    STATUS,
    UNIT_CODE,
    NOTE_ID,
    LG,
    col("evaluation_fy", "評価年度", "integer", "評価シートを作成した年度（西暦）"),
    UNIT,
    col(
        "alternative_value",
        "別の読み方の値",
        "decimal",
        "票の読み方が確定していない値の、もう一つの読み方による値。ないときは空",
    ),
    FACT,
    NOTE,
];

/// What the column `question` holds.
pub(super) fn questions() -> Vec<Code> {
    vec![
        ("satisfaction", "満足度", ""),
        ("importance", "重要度", ""),
        ("respondents", "回答者数", ""),
    ]
}

/// The table.
pub(super) fn table<'a>(data: &'a Data, lookup: Lookup<'a>) -> Option<Table<'a>> {
    let row = move |row: &'a SurveyRow| {
        let SurveyRow { sheet, question, place, answer, fy, survey, fact } = row;
        let SheetKey { policy_code, sheet_code: _, sheet_name, evaluation } = &**sheet;
        let mut cells = vec![
            text(policy_code),
            text(sheet_name),
            text(*question),
            place.map_or(Cell::Empty, Cell::Count),
            text(answer),
            Cell::Whole(fy.0.into()),
            text(format::wareki(*fy)),
            text(survey),
        ];
        cells.extend(lookup.value(fact));
        cells.extend([text(&data.lg_code), Cell::Whole(evaluation.0.into())]);
        cells.extend(lookup.more(fact));
        cells
    };
    data.rows(|rows| &rows.surveys).next()?;
    Some(Table::of("surveys", data, |rows| &rows.surveys, row))
}
