//! The meaning of every column and every code of the open data: the codebook.

use crate::render::opendata::cells;
use crate::render::opendata::columns::{Column, EXPECTED, STATE, VALUE_FY, col};
use crate::render::opendata::corrections;
use crate::render::opendata::grades;
use crate::render::opendata::indicators;
use crate::render::opendata::notes;
use crate::render::opendata::outcomes;
use crate::render::opendata::revisions;
use crate::render::opendata::stages;
use crate::render::opendata::table::{Table, text};
use crate::render::opendata::texts;

mod codes;

use codes::codes;

const CODEBOOK: [Column; 6] = [
    col("table", "表", "string", "ファイル名から拡張子を除いた名称。package.jsonではpackage"),
    col("column", "列", "string", ""),
    col("code", "コード", "string", "列の値として現れるコード。列そのものの行では空"),
    col("name_ja", "日本語の名称", "string", ""),
    col("type", "型", "code", "列そのものの行では列の型。コードの行ではcode_value"),
    col("description", "説明", "string", ""),
];

/// The fields of a fact in `package.json`.
const FACTS: [Column; 17] = [
    col("id", "数値のID", "string", "HTMLのdata-fact属性と同じ"),
    col("label", "何の数値か", "string", ""),
    col("text", "表示", "string", "ページに表示される形"),
    col(
        "value",
        "値",
        "decimal",
        "文字列で表した正確な10進数。丸めた数値は丸めた後の値。値がないときは空の文字列",
    ),
    col("unit", "単位", "string", ""),
    col("status", "値の有無と理由", "code", "okのときだけvalueに値がある"),
    col("alternative", "別の読み方の値", "decimal", "ないときは空の文字列"),
    col("origin", "数値の由来", "code", "票の数値、単位の換算、参考（計算値）の別"),
    col("computed", "計算の方法", "string", "換算又は計算の式と端数処理。票の数値では空の文字列"),
    col("fy", "年度（西暦）", "string", "年度のない数値では空の文字列"),
    col("page", "載っているページ", "string", "サイトの最上位からのパス"),
    col("notes", "注", "string", "数値に付く注の一覧"),
    col("lower", "下限", "decimal", "範囲の下限。ないときは空の文字列"),
    col("upper", "上限", "decimal", "範囲の上限。ないときは空の文字列"),
    STATE,
    EXPECTED,
    VALUE_FY,
];

/// Names, columns and code columns of every table.
fn tables() -> [(&'static str, &'static [Column]); 11] {
    [
        ("indicators", &indicators::COLUMNS),
        ("outcomes", &outcomes::COLUMNS),
        ("tables", &cells::COLUMNS),
        ("target_revisions", &revisions::COLUMNS),
        ("grades", &grades::COLUMNS),
        ("corrections", &corrections::COLUMNS),
        ("stages", &stages::COLUMNS),
        ("notes", &notes::COLUMNS),
        ("texts", &texts::COLUMNS),
        ("codebook", &CODEBOOK),
        ("package", &FACTS),
    ]
}

/// Tables that are published only if they have rows.
const OPTIONAL: [&str; 5] = ["tables", "target_revisions", "grades", "corrections", "stages"];

/// The codebook: every column of every table that is published, each followed by its codes.
pub(super) fn table(published: &[Table<'_>]) -> Table<'static> {
    let mut rows = Vec::new();
    let there = |name: &str| !OPTIONAL.contains(&name) || published.iter().any(|t| t.name == name);
    for (table, columns) in tables().into_iter().filter(|(name, _)| there(name)) {
        for Column { name, name_ja, kind, description } in columns {
            let line = |code: &str, name_ja: &str, kind: &str, description: &str| {
                let cells = [table, name, code, name_ja, kind, description];
                cells.map(|cell| text(cell.to_owned())).to_vec()
            };
            rows.push(line("", name_ja, kind, description));
            let codes = codes(table, name).into_iter();
            rows.extend(codes.map(|(code, name, meaning)| line(code, name, "code_value", meaning)));
        }
    }
    Table::new(("codebook", &CODEBOOK), rows.into_iter())
}
