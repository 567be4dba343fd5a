//! The table of grades by the city's own rule (評価区分), made only where it has one, and its columns.

use crate::render::opendata::Lookup;
use crate::render::opendata::codebook::{
    Code, Column, EVALUATION, FACT, LG, NOTE, NOTE_ID, POLICY, WAREKI, col,
};
use crate::render::opendata::table::{Cell, Table, text};
use crate::report::data::{Data, GradeRow, SheetKey};
use crate::report::{facts, format};

/// Columns of `grades.csv`.
pub(super) const COLUMNS: [Column; 21] = [
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
    col("sheet_code", "票のコード", "string", "施策又は基本事業のコード"),
    col("sheet_name", "票の名称", "string", "施策又は基本事業の名称"),
    col("indicator_name", "指標名", "string", "票の表記"),
    col(
        "series_name",
        "系列",
        "string",
        "男性と女性のように、一つの指標を分けた系列。分けていないときは空",
    ),
    col("method", "達成率の方法", "code", "計画に対する実績を比べる方法"),
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
    let reason = |(code, _, _): &Code| ![facts::OK, facts::RANGE, facts::WORDS].contains(code);
    let others = facts::statuses().into_iter().filter(reason);
    std::iter::once(graded).chain(others).collect()
}

/// The table; `None` where the city has no rule.
pub(super) fn table<'a>(data: &'a Data, lookup: Lookup<'a>) -> Option<Table<'a>> {
    let row = move |row: &'a GradeRow| {
        let GradeRow {
            sheet,
            indicator_id,
            indicator_name,
            series,
            fy,
            method,
            rate,
            other,
            rule,
            basis,
            fact,
        } = row;
        let SheetKey { policy_code, sheet_code, sheet_name, evaluation } = &**sheet;
        let known = lookup.fact(fact);
        let shown = known.map_or("", |fact| &*fact.text);
        let graded = known.is_some_and(|fact| fact.status == facts::WORDS);
        let reason = known.and_then(|fact| fact.computed.as_deref());
        let [_, status, _, note_id] = lookup.value(fact);
        let [rate, ..] = lookup.value(rate);
        let [.., fact_id, note] = lookup.more(fact);
        let rule = if basis.is_empty() { rule.clone() } else { format!("{rule}根拠：{basis}") };
        vec![
            text(policy_code),
            text(indicator_id),
            Cell::Whole(fy.0.into()),
            text(format::wareki(*fy)),
            text(if graded { shown } else { "" }),
            status,
            text(shown),
            text(reason.unwrap_or_default()),
            note_id,
            text(&data.lg_code),
            Cell::Whole(evaluation.0.into()),
            text(sheet_code),
            text(sheet_name),
            text(indicator_name),
            text(series),
            text(*method),
            rate,
            text(other),
            text(rule),
            fact_id,
            note,
        ]
    };
    data.rows(|rows| &rows.grades).next()?;
    Some(Table::of("grades", data, |rows| &rows.grades, row))
}
