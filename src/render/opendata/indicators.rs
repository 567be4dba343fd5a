//! `indicators.csv`: every value of every indicator.

use crate::render::opendata::columns::{
    ALTERNATIVE, Column, EVALUATION, EXPECTED, FACT, INDICATOR_ID, INDICATOR_NAME, LG, METHOD,
    NOTE, NOTE_ID, POLICY, SERIES_NAME, SHEET_CODE, SHEET_NAME, STATE, STATUS, UNIT, UNIT_CODE,
    VALUE, VALUE_FY, WAREKI, col,
};
use crate::render::opendata::lookup::Lookup;
use crate::render::opendata::table::{Cell, Table, text};
use crate::report::data::{Data, IndicatorKey, IndicatorRow, SheetKey};
use crate::report::format;

pub(super) const COLUMNS: [Column; 31] = [
    POLICY,
    INDICATOR_ID,
    col(
        "fy_ad",
        "年度（西暦）",
        "integer",
        "値の年度。4月に始まる年。票に年度のない率と順位は、いちばん新しい実績の年度、累計は、目標の最後の年度",
    ),
    WAREKI,
    col("kind", "値の区分", "code", "目標、実績、当初値などの別"),
    VALUE,
    STATUS,
    UNIT_CODE,
    NOTE_ID,
    LG,
    EVALUATION,
    SHEET_CODE,
    SHEET_NAME,
    INDICATOR_NAME,
    UNIT,
    col("direction", "望ましい方向", "code", "指標の性格"),
    col("value_kind", "値の種類", "code", "単年の値か累計の値か"),
    col("city_name", "自治体の名称", "string", "値が表す自治体"),
    ALTERNATIVE,
    FACT,
    NOTE,
    METHOD,
    col(
        "lower",
        "下限",
        "decimal",
        "「60以上80以下」のような値の下限。statusがrangeかboundのときだけ",
    ),
    col(
        "upper",
        "上限",
        "decimal",
        "「60以上80以下」のような値の上限。statusがrangeかboundのときだけ",
    ),
    col("words", "文", "string", "数値でない目標や結果。statusがwordsのときだけ"),
    SERIES_NAME,
    STATE,
    EXPECTED,
    VALUE_FY,
    col(
        "series_break",
        "断絶",
        "string",
        "前の年度までの値と比べられないとき、その理由。比べられるときは空",
    ),
    col("target", "目標の別", "code", "中間目標、最終目標の別。目標でないときと票にないときは空"),
];

pub(super) fn table<'a>(data: &'a Data, lookup: Lookup<'a>) -> Table<'a> {
    let row = move |row: &'a IndicatorRow| {
        let IndicatorRow { of, kind, fy, target, parted, fact } = row;
        let IndicatorKey {
            sheet,
            indicator_id,
            indicator_name,
            city,
            direction,
            value_kind,
            series,
            method,
        } = &**of;
        let SheetKey { policy_code, sheet_code, sheet_name, evaluation } = &**sheet;
        let [value, status, unit_code, note_id] = lookup.value(fact);
        let [unit, alternative, fact_id, note] = lookup.more(fact);
        let [state, expected, of_year] = lookup.standing(fact);
        let [lower, upper, words] = lookup.other_forms(fact);
        vec![
            text(policy_code),
            text(indicator_id),
            Cell::Whole(fy.0.into()),
            text(format::wareki(*fy)),
            text(*kind),
            value,
            status,
            unit_code,
            note_id,
            text(&data.lg_code),
            Cell::Whole(evaluation.0.into()),
            text(sheet_code),
            text(sheet_name),
            text(indicator_name),
            unit,
            text(*direction),
            text(*value_kind),
            text(city),
            alternative,
            fact_id,
            note,
            text(*method),
            lower,
            upper,
            words,
            text(series),
            state,
            expected,
            of_year,
            text(&**parted),
            text(*target),
        ]
    };
    Table::of(("indicators", &COLUMNS), data, |rows| &rows.indicators, row)
}
