//! Columns of the open data: their descriptions, and those shared by several tables.

/// A column: name, Japanese name, type, description.
pub(super) struct Column {
    /// ASCII name, unique in its table.
    pub(super) name: &'static str,
    pub(super) name_ja: &'static str,
    pub(super) kind: &'static str,
    pub(super) description: &'static str,
}

/// Makes a column in one line, so that the lists below read like tables.
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

/// A code: itself, its Japanese name, its meaning.
pub(super) type Code = (&'static str, &'static str, &'static str);
