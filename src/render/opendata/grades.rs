//! The table of grades by the city's rule (評価区分), written only where it has one, and its columns.

use crate::render::opendata::columns::{
    Code, Column, EVALUATION, FACT, INDICATOR_ID, INDICATOR_NAME, LG, METHOD, NOTE, NOTE_ID,
    POLICY, RESULT_FY, SERIES_NAME, SHEET_CODE, SHEET_NAME, WAREKI, col,
};
use crate::render::opendata::lookup::Lookup;
use crate::render::opendata::outcomes::judged;
use crate::render::opendata::table::{Table, number, text};
use crate::report::data::{Data, GradeRow};
use crate::report::facts;

/// Columns of `grades.csv`.
pub(super) const COLUMNS: [Column; 21] = [
    POLICY,
    INDICATOR_ID,
    RESULT_FY,
    WAREKI,
    col(
        "grade",
        "評価区分",
        "string",
        "市が決めた基準による区分。区分がないときは空で、理由はstatus列とreason列",
    ),
    col("status", "区分の有無と理由", "code", "wordsのときだけgrade列に区分がある"),
    col("shown", "表示", "string", "ページに表示される言葉"),
    col("reason", "理由", "string", "区分を付けた理由、又は付けない理由"),
    NOTE_ID,
    LG,
    EVALUATION,
    SHEET_CODE,
    SHEET_NAME,
    INDICATOR_NAME,
    SERIES_NAME,
    METHOD,
    col("rate", "率", "decimal", "区分のもとにした率（％）。区分は、端数を処理する前の値による"),
    col(
        "other_grade",
        "別の読み方の区分",
        "string",
        "票を別の読み方で読むと区分が変わるとき、その区分。変わらないときは空",
    ),
    col("rule", "基準", "string", "市が決めた区分の基準と、その根拠"),
    FACT,
    NOTE,
];

/// The codes of the column `status`.
pub(super) fn statuses() -> Vec<Code> {
    let graded = (facts::WORDS, "区分あり", "");
    let reason = |(code, _, _): &Code| ![facts::OK, facts::BOUND, facts::WORDS].contains(code);
    let others = facts::statuses().into_iter().filter(reason);
    std::iter::once(graded).chain(others).collect()
}

/// The table; `None` where the city has no rule.
pub(super) fn table<'a>(data: &'a Data, lookup: Lookup<'a>) -> Option<Table<'a>> {
    let row = move |row: &'a GradeRow| {
        let GradeRow { of, other, rule, basis } = row;
        let fact = lookup.fact(&of.fact);
        let grade = if fact.status == facts::WORDS { &*fact.text } else { "" };
        let rate = number(lookup.named(&of.rate).and_then(|fact| fact.value));
        let [.., fact_id, note] = lookup.more(&of.fact);
        let rule = if basis.is_empty() { rule.clone() } else { format!("{rule}根拠：{basis}") };
        let mut cells = judged(of, grade, data, lookup);
        cells.extend([rate, text(other), text(rule), fact_id, note]);
        cells
    };
    data.rows(|rows| &rows.grades).next()?;
    Some(Table::of(("grades", &COLUMNS), data, |rows| &rows.grades, row))
}
