//! What every column and every code of the open data means: the heads of the tables, and the
//! codebook.

use crate::render::opendata::cells;
use crate::render::opendata::corrections;
use crate::render::opendata::grades;
use crate::render::opendata::notes;
use crate::render::opendata::outcomes;
use crate::render::opendata::revisions;
use crate::render::opendata::stages;
use crate::render::opendata::table::{Table, text};
use crate::render::opendata::texts;

mod codes;

pub(super) use codes::Code;
use codes::codes;
pub(super) use codes::unit_code;

/// A column: name, Japanese name, type, description.
pub(super) struct Column {
    /// ASCII name, unique in its table.
    pub(super) name: &'static str,
    name_ja: &'static str,
    kind: &'static str,
    description: &'static str,
}

/// A column in one line, so that the tables below read like tables.
pub(super) const fn col(
    name: &'static str,
    name_ja: &'static str,
    kind: &'static str,
    description: &'static str,
) -> Column {
    Column { name, name_ja, kind, description }
}

pub(super) const POLICY: Column = col(
    "policy_code",
    "上のコード",
    "string",
    "すぐ上の階層のコード。いちばん上の階層では、その票のコード",
);
pub(super) const VALUE: Column =
    col("value", "値", "decimal", "票の数値。値がないときは空で、理由はstatus列");
pub(super) const STATUS: Column =
    col("status", "値の有無と理由", "code", "okのときだけvalue列に値がある");
pub(super) const UNIT_CODE: Column =
    col("unit_code", "単位コード", "code", "valueとalternative_valueの単位");
pub(super) const NOTE_ID: Column = col(
    "note_id",
    "注の所在",
    "string",
    "ページと注の番号。サイトの最上位からのアドレス。二つ以上のときは空白区切り",
);
pub(super) const LG: Column =
    col("lg_code", "団体コード", "string", "公表した団体の全国地方公共団体コード6桁");
pub(super) const EVALUATION: Column =
    col("evaluation_fy", "評価年度", "integer", "票を作成した年度（西暦）");
pub(super) const UNIT: Column = col("unit", "単位", "string", "票の表記");
pub(super) const ALTERNATIVE: Column = col(
    "alternative_value",
    "別の読み方の値",
    "decimal",
    "票の読み方が確定していない値の、もう一つの読み方による値。ないときは空",
);
pub(super) const FACT: Column = col("fact_id", "数値のID", "string", "package.jsonのfactsのid");
pub(super) const NOTE: Column = col("note", "注", "string", "値に付く注の全文");
pub(super) const INDICATOR_ID: Column = col(
    "indicator_id",
    "指標ID",
    "string",
    "評価年度、票のコード、区画の名、枠か識別か指標名（系列があればその名称）",
);
pub(super) const RESULT_FY: Column =
    col("fy_ad", "年度（西暦）", "integer", "評価した実績の年度。4月に始まる年");
pub(super) const SHEET_CODE: Column = col("sheet_code", "票のコード", "string", "票のコード");
pub(super) const SHEET_NAME: Column = col("sheet_name", "票の名称", "string", "票の名称");
pub(super) const INDICATOR_NAME: Column = col("indicator_name", "指標名", "string", "票の表記");
pub(super) const SERIES_NAME: Column = col(
    "series_name",
    "系列",
    "string",
    "男性と女性のように、一つの指標を分けた系列。分けていないときは空",
);
pub(super) const METHOD: Column =
    col("method", "比べ方", "code", "目標と実績を比べる方法（様式か指標の「比べる」）");
pub(super) const WAREKI: Column = col("fy_wareki", "年度（和暦）", "string", "値の年度");

pub(super) const STATE: Column =
    col("value_state", "値の状態", "code", "速報、確定などの別。票に記載がないときは空");
pub(super) const EXPECTED: Column =
    col("expected", "公表の予定", "string", "まだない値の公表の予定");
pub(super) const VALUE_FY: Column =
    col("value_fy", "値の年度", "string", "列の年度と違う年度の値であるとき、その年度（西暦）");

const INDICATORS: [Column; 31] = [
    POLICY,
    col(
        "indicator_id",
        "指標ID",
        "string",
        "評価年度、票のコード、区画の名、枠か識別か指標名（系列があればその名称）",
    ),
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

/// Names, columns and columns that hold codes, of every table.
fn tables() -> [(&'static str, &'static [Column]); 11] {
    [
        ("indicators", &INDICATORS),
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

/// The columns of a table.
pub(super) fn columns(table: &str) -> impl Iterator<Item = &'static Column> {
    tables().into_iter().filter(move |(name, _)| *name == table).flat_map(|(_, columns)| columns)
}

/// Tables that are published only when they have rows.
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
    Table::new("codebook", rows.into_iter())
}
