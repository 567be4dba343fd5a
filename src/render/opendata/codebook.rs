//! What every column and every code of the open data means: the heads of the tables, and the
//! codebook.

use crate::render::opendata::cells;
use crate::render::opendata::corrections;
use crate::render::opendata::grades;
use crate::render::opendata::notes;
use crate::render::opendata::outcomes;
use crate::render::opendata::reviews::REVIEWS;
use crate::render::opendata::revisions;
use crate::render::opendata::stages;
use crate::render::opendata::surveys;
use crate::render::opendata::table::{Table, text};
use crate::render::opendata::texts;

mod codes;

pub(super) use codes::Code;
pub(super) use codes::unit_code;
use codes::{codes, codes_of_forms};

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

pub(super) const POLICY: Column =
    col("policy_code", "施策コード", "string", "基本事業、小施策の票では、属する施策のコード");
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
    col("evaluation_fy", "評価年度", "integer", "評価シートを作成した年度（西暦）");
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
    "評価年度、票のコード、成果指標、識別又は指標名（系列があればその名称）",
);
pub(super) const RESULT_FY: Column =
    col("fy_ad", "年度（西暦）", "integer", "評価した実績の年度。4月に始まる年");
pub(super) const SHEET_CODE: Column =
    col("sheet_code", "票のコード", "string", "施策、基本事業、小施策などのコード");
pub(super) const SHEET_NAME: Column =
    col("sheet_name", "票の名称", "string", "施策、基本事業、小施策などの名称");
pub(super) const INDICATOR_NAME: Column = col("indicator_name", "指標名", "string", "票の表記");
pub(super) const SERIES_NAME: Column = col(
    "series_name",
    "系列",
    "string",
    "男性と女性のように、一つの指標を分けた系列。分けていないときは空",
);
pub(super) const METHOD: Column =
    col("method", "達成率の方法", "code", "計画に対する実績を比べる方法");
pub(super) const WAREKI: Column = col("fy_wareki", "年度（和暦）", "string", "値の年度");

pub(super) const STATE: Column =
    col("value_state", "値の状態", "code", "速報、確定などの別。票に記載がないときは空");
pub(super) const EXPECTED: Column =
    col("expected", "公表の予定", "string", "まだない値の公表の予定");
pub(super) const VALUE_FY: Column =
    col("value_fy", "値の年度", "string", "列の年度と違う年度の値であるとき、その年度（西暦）");

const PROJECT_CODE: Column = col(
    "project_code",
    "施策の下の階層のコード",
    "string",
    "基本事業、小施策など。呼び名は評価年度のページによる",
);
const PROJECT_NAME: Column = col("project_name", "施策の下の階層の名称", "string", "");

const INDICATORS: [Column; 31] = [
    POLICY,
    col(
        "indicator_id",
        "指標ID",
        "string",
        "評価年度、票のコード、成果指標、識別又は指標名（系列があればその名称）。近隣自治体との比較は、その見出し",
    ),
    col("fy_ad", "年度（西暦）", "integer", "値の年度。4月に始まる年"),
    WAREKI,
    col("kind", "値の区分", "code", "計画、実績、近隣自治体の値の別"),
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
    col("city_name", "市の名称", "string", "値が表す市"),
    ALTERNATIVE,
    FACT,
    NOTE,
    METHOD,
    col("lower", "下限", "decimal", "範囲で示した値の下限。statusがrangeのときだけ"),
    col("upper", "上限", "decimal", "範囲で示した値の上限。statusがrangeのときだけ"),
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
    col(
        "target",
        "目標の別",
        "code",
        "年度目標値、中間目標値、最終目標値の別。計画でないときと票にないときは空",
    ),
];

const WEIGHTS: [Column; 19] = [
    POLICY,
    col("policy_name", "施策の名称", "string", ""),
    PROJECT_CODE,
    PROJECT_NAME,
    col(
        "value",
        "比重",
        "decimal",
        "基本事業比重、小施策間指数（一つの施策の合計が100）、又は市の役割分担比重。別はkind列",
    ),
    STATUS,
    UNIT_CODE,
    NOTE_ID,
    LG,
    EVALUATION,
    UNIT,
    ALTERNATIVE,
    FACT,
    NOTE,
    STATE,
    EXPECTED,
    VALUE_FY,
    col("kind", "値の区分", "code", "何の比重か"),
    col("origin", "数値の由来", "code", "票の数値か、参考（計算値）か"),
];

const ROLES: [Column; 18] = [
    POLICY,
    PROJECT_CODE,
    PROJECT_NAME,
    col("party_code", "主体コード", "code", "役割を担う主体"),
    col("party_name", "主体", "string", "票の表記"),
    col(
        "value",
        "役割分担比率",
        "decimal",
        "一つの基本事業、小施策の合計が100。値がないときは空で、理由はstatus列",
    ),
    STATUS,
    UNIT_CODE,
    NOTE_ID,
    LG,
    EVALUATION,
    UNIT,
    ALTERNATIVE,
    FACT,
    NOTE,
    STATE,
    EXPECTED,
    VALUE_FY,
];

const KPIS: [Column; 19] = [
    col("plan_code", "計画コード", "string", "地域再生計画のコード（このサイトの中だけのもの）"),
    col("kpi_id", "KPIのID", "string", "計画コードと計画の中の番号。総事業費はcost"),
    col("fy_ad", "年度（西暦）", "integer", "値の年度。年度のない値では空"),
    col("fy_wareki", "年度（和暦）", "string", "値の年度。年度のない値では空"),
    col("kind", "値の区分", "code", "事業開始前、増加分、累計、実績、事業費の別"),
    VALUE,
    STATUS,
    UNIT_CODE,
    NOTE_ID,
    LG,
    col("plan_name", "計画の名称", "string", ""),
    col("kpi_name", "KPIの名称", "string", "票の表記"),
    UNIT,
    ALTERNATIVE,
    FACT,
    NOTE,
    STATE,
    EXPECTED,
    VALUE_FY,
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
fn tables() -> [(&'static str, &'static [Column]); 16] {
    [
        ("indicators", &INDICATORS),
        ("weights", &WEIGHTS),
        ("roles", &ROLES),
        ("kpis", &KPIS),
        ("outcomes", &outcomes::COLUMNS),
        ("tables", &cells::COLUMNS),
        ("target_revisions", &revisions::COLUMNS),
        ("grades", &grades::COLUMNS),
        ("surveys", &surveys::COLUMNS),
        ("corrections", &corrections::COLUMNS),
        ("reviews", &REVIEWS),
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
const OPTIONAL: [&str; 7] =
    ["tables", "target_revisions", "grades", "surveys", "corrections", "reviews", "stages"];

/// What a column means in addition where its table has indicators of declared forms.
fn of_forms(table: &str, column: &str) -> &'static str {
    match (table, column) {
        ("indicators" | "outcomes" | "grades" | "target_revisions", "policy_code") => {
            "。様式を宣言した票では、すぐ上の階層のコード（いちばん上の階層では、その票のコード）"
        }
        ("indicators" | "outcomes" | "grades" | "target_revisions", "indicator_id") => {
            "。様式を宣言した票では、成果指標に代えて区画の名、識別に代えて枠があればその名"
        }
        ("indicators", "fy_ad") => {
            "。票に年度のない率と順位は、いちばん新しい実績の年度。票に年度のない累計は、目標の最後の年度"
        }
        ("indicators", "lower" | "upper") => "。「800以上」のような値では、statusはbound",
        ("outcomes", "target_kind" | "target_fy_ad") => "。比べるものがないときは空",
        _ => "",
    }
}

/// The codebook: every column of every table that is published, each followed by its codes. `declared`: where the
/// tables have indicators of declared forms.
pub(super) fn table(published: &[Table<'_>], declared: bool) -> Table<'static> {
    let mut rows = Vec::new();
    let there = |name: &str| !OPTIONAL.contains(&name) || published.iter().any(|t| t.name == name);
    for (table, columns) in tables().into_iter().filter(|(name, _)| there(name)) {
        for Column { name, name_ja, kind, description } in columns {
            let line = |code: &str, name_ja: &str, kind: &str, description: &str| {
                let cells = [table, name, code, name_ja, kind, description];
                cells.map(|cell| text(cell.to_owned())).to_vec()
            };
            let more = if declared { of_forms(table, name) } else { "" };
            rows.push(line("", name_ja, kind, &format!("{description}{more}")));
            let more = if declared { codes_of_forms(table, name) } else { Vec::new() };
            let codes = codes(table, name).into_iter().chain(more);
            rows.extend(codes.map(|(code, name, meaning)| line(code, name, "code_value", meaning)));
        }
    }
    Table::new("codebook", rows.into_iter())
}
