//! The form language as a JSON Schema (draft-07): for checking declarations here and in editors. Every key of a
//! declaration stands in this file, with the words that explain it.

use serde_json::{Map, Value, json};

use super::days::DayRole;
use crate::terms::reason::Missing;

/// Words of a yes; a key that is left out says no.
pub(super) const YES: &str = "はい";

/// The word of what is not published (公開); a key that is left out says that it is.
pub(super) const NOT: &str = "しない";

/// The word of what a PDF leaves out (版面); a key that is left out says that it is there.
pub(super) const NOT_PRINTED: &str = "載せない";

/// The kinds of section.
pub(super) const KINDS: [&str; 10] =
    ["欄", "文", "指標", "増加分", "表", "一覧", "割合", "比較", "アンケート", "下位"];

/// Most pages of a form that asks for a number of them.
const MAX_PAGES: u8 = 4;

/// The year whose results a sheet states.
pub(super) const RESULTS: &str = "実績年度";

/// In a list of years: others may be stated as well.
const FREE: &str = "自由";

/// The word of columns that stand by year (並び); a key that is left out says that they stand as declared.
pub(super) const BY_YEAR: &str = "年度";

/// The types of value.
const TYPES: [&str; 10] = ["数", "言葉", "文", "日付", "年度", "選択", "課", "人", "単位", "科目"];

/// The types of a cell of a table: what a row states once for all columns.
const CELL_TYPES: [&str; 5] = ["数", "言葉", "文", "日付", "選択"];

/// What a column of indicators is for.
const ROLES: [&str; 9] = ["当初値", "目標", "目安", "実績", "率", "区分", "順位", "向き", "累計"];

/// How an actual is compared with its target.
pub(crate) const METHODS: [&str; 9] = [
    "実績÷計画",
    "計画÷実績",
    "2-実績÷計画",
    "基準からの進み",
    "維持（許容幅）",
    "範囲",
    "以上・以下",
    "目標0",
    "算出しない",
];

/// The schema of a declaration.
#[must_use]
pub fn schema() -> Value {
    let mut schema = object(
        &[
            (
                "様式",
                code("様式の名。ファイルの名（.yaml の前）と同じにします（例 mihon-jimujigyo）"),
            ),
            (
                "表題",
                text("票に印刷する表題。年度ごとに違うときは、evaluation.yaml の階層に書きます"),
            ),
            ("説明", text("この様式の票が何についてのものか。冊子の用語の説明に載ります")),
            ("印", marks()),
            ("注の記号", text("注の番号の前に付ける記号（例 ※）")),
            ("負の印", text("負の数の前に付ける印（例 ▲）。票にもそう書けます")),
            ("コードは上で始まる", yes("下の票のコードが、上の票のコードで始まる決まりのとき")),
            ("区画", list("票の区画。票に載る順に。", section())),
            ("版面", paper()),
        ],
        &["様式", "表題", "区画"],
    );
    describe(&mut schema, "様式の宣言");
    schema["x-kohyo-place"] = "様式の宣言".into();
    schema["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    schema
}

fn section() -> Value {
    let fields = |what: &str| ("欄", list(what, field()));
    let source = ("もと", text("指標を、上の票のこの区画から取るとき"));
    let columns = ("列", list("指標の表の列。紙の順に。", indicator_column()));
    let order = ("並び", choice("印刷する列の順。書かなければ、列のとおり", &[BY_YEAR]));
    let slots = list("決まった枠（例 A、B、C）。使わない枠も印刷します", text("枠の名"));
    let indicators = [
        ("枠", slots),
        columns.clone(),
        order.clone(),
        ("比べる", choice("実績と目標の比べ方", &METHODS)),
        source.clone(),
    ];
    let table = [
        ("単位", text("行に単位がないときの単位（例 千円）")),
        ("列", list("列。左から。", column())),
        ("行", list("行。上から。", row())),
        ("検算", sums("確かめる和や積。")),
    ];
    let entries = [
        fields("1件ごとに書く欄。はじめの欄が、その1件の名になります。"),
        ("検算", sums("確かめる和や積。1件ごとか、計(欄の名)で全部の和を。")),
        yearly(),
    ];
    let below = list(
        "結果の隣に載せる、下の票の欄。種類が欄の区画の欄の名か、「区画.名」。",
        text("欄の名"),
    );
    let kinds = [
        ("欄", section_of(&[fields("名の付いた値。紙の順に。"), yearly()], &["欄"])),
        ("文", section_of(&[("項目", items()), yearly()], &[])),
        ("指標", section_of(&indicators, &["列"])),
        ("増加分", section_of(&[columns, order, source], &["列"])),
        ("表", section_of(&table, &["列", "行"])),
        ("一覧", section_of(&entries, &["欄"])),
        ("割合", section_of(&shares(), &[])),
        ("比較", section_of(&[], &[])),
        ("アンケート", section_of(&[("問", questions())], &["問"])),
        ("下位", section_of(&[("欄", below)], &[])),
    ];
    by("種類", &kinds)
}

/// A section of a kind: what every section has, and what this kind has.
fn section_of(own: &[(&str, Value)], required: &[&str]) -> Value {
    let mut items = vec![
        ("名", text("区画の名。票ではこの名で書きます")),
        ("種類", choice("区画の種類", &KINDS)),
        ("見出し", text("印刷する見出し。書かなければ、名を見出しにします")),
        ("説明", text("見出しの下に添える説明")),
        ("無くてもよい", yes("票に書かないことがあるとき")),
        ("場合", condition()),
        ("公開", hidden()),
    ];
    items.extend_from_slice(own);
    object(&items, &[&["名", "種類"], required].concat())
}

/// 毎年書く
fn yearly() -> (&'static str, Value) {
    ("毎年書く", yes("文を毎年新しく書くとき。前の年度の票と同じ文があれば、注意になります"))
}

/// 場合
fn condition() -> Value {
    let words = [text("言葉"), list("言葉。", text("言葉"))];
    map(
        "この区画が、型が 選択 の欄の言葉で決まる票だけにあるとき（例 事業区分: [ 一般, 特別 ]）",
        shape("欄の言葉。このどれかの票だけに、この区画を書きます", &words),
    )
}

/// 検算
fn sums(what: &str) -> Value {
    let with_tolerance = object(
        &[
            ("式", text("例 合計 = 直接事業費 + 人件費")),
            ("許容", number("端数の扱いで、この数までの違いを認めるとき")),
        ],
        &["式", "許容"],
    );
    list(what, shape("確かめる式", &[text("例 合計 = 直接事業費 + 人件費"), with_tolerance]))
}

/// What a section of shares has.
fn shares() -> [(&'static str, Value); 5] {
    let weights = object(
        &[
            ("名", text("比重の名")),
            ("主体", text("比重を求める主体")),
            ("合計", text("票に書いてある合計の名")),
        ],
        &["名", "主体"],
    );
    [
        ("主体", list("割合を分け合う主体。紙の順に。", text("主体の名"))),
        ("行", choice("下の階層の票ごとに書くとき", &["下位"])),
        ("文", text("割合と一緒に書く文の名")),
        ("重み", text("行の重みの名")),
        ("比重", described(weights, "重みと割合から求める比重")),
    ]
}

/// 問
fn questions() -> Value {
    let answers = list("回答の区分。紙の順に。", text("区分の名"));
    shape(
        "問い。紙の順に。",
        &[
            list("問いの名。回答の区分は、票ごとに書きます。", text("問いの名")),
            map("問いの名と、回答の区分の組（例 満足度: [ 満足, 不満 ]）", answers),
        ],
    )
}

fn field() -> Value {
    object(
        &[
            ("名", text("欄の名")),
            ("型", choice("書く値の型", &TYPES)),
            ("説明", text("名に添える説明")),
            ("単位", text("数の単位")),
            ("換算", conversion()),
            ("選択", choices()),
            ("役", choice("型が 日付 のとき、その日の役", &DayRole::ALL.map(DayRole::word))),
            (
                "以後",
                text(
                    "型が 日付 で、ほかの日より前にならないとき、同じ区画のその日付の欄の名。実績年度 と書くと、実績年度が終わった後",
                ),
            ),
            (
                "もと",
                text(
                    "型が 年度 で、指標か増加分の区画に目標のある年度だけを書けるとき、その区画の名",
                ),
            ),
            ("いくつも", yes("いくつも書くことがあるとき")),
            ("無くてもよい", yes("票に書かないことがあるとき")),
            ("公開", hidden()),
        ],
        &["名", "型"],
    )
}

fn items() -> Value {
    shape(
        "文の項目。書かなければ、1つの文です",
        &[
            choice("見出しと文を、票ごとに自由に並べるとき", &["自由"]),
            list(
                "文の項目。紙の順に。",
                object(
                    &[
                        ("名", text("項目の名")),
                        ("説明", text("名に添える説明（例 誰を、何を）")),
                        ("無くてもよい", yes("票に書かないことがあるとき")),
                        ("公開", hidden()),
                    ],
                    &["名"],
                ),
            ),
        ],
    )
}

fn column() -> Value {
    let mut schema = object(
        &[
            ("名", text("列の名。年度の列では書きません")),
            ("年度", year()),
            ("区分", text("年度の後に付ける言葉（例 予算、決算）")),
            ("型", choice("この列の値の型", &CELL_TYPES)),
            ("選択", choices()),
            ("公開", hidden()),
        ],
        &[],
    );
    schema["anyOf"] = json!([{ "required": ["名"] }, { "required": ["年度"] }]);
    schema["x-kohyo-either"] = true.into();
    schema
}

fn row() -> Value {
    object(
        &[
            ("名", text("行の名")),
            ("識別", text("同じ名の行があるとき、票でこの行を指す名")),
            ("群", text("この行をまとめる見出し（例 費用、財源）")),
            ("太字", yes("合計など、目立たせる行")),
            ("単位", text("この行だけの単位")),
            ("換算", conversion()),
            ("型", choice("この行の値の型", &CELL_TYPES)),
            ("選択", choices()),
            ("無くてもよい", yes("票に書かないことがあるとき")),
            ("公開", hidden()),
        ],
        &["名"],
    )
}

fn indicator_column() -> Value {
    let mut schema = object(
        &[
            ("名", text("列の名")),
            ("役", choice("この列の役", &ROLES)),
            ("型", choice("指標についての言葉の列のとき、その型", &TYPES)),
            ("単位", text("率や順位の単位（例 ％、倍、位）")),
            ("換算", conversion()),
            ("選択", choices()),
            (
                "基準",
                map("区分の言葉と、率（％）の範囲の組（例 A: 100以上）", text("例 80以上100未満")),
            ),
            (
                "年度",
                shape(
                    "この列の年度",
                    &[
                        year(),
                        list(
                            "この列に必ず書く年度。ほかの年度も書けるときは、終わりに 自由 と書きます。",
                            year_or_free(),
                        ),
                    ],
                ),
            ),
            ("端数", choice("票の率の端数の扱い", &["切捨て"])),
            ("上限", number("票の率の上限")),
            ("無くてもよい", yes("票に書かないことがあるとき")),
            ("公開", hidden()),
            ("説明", text("名に添える説明")),
        ],
        &["名"],
    );
    schema["anyOf"] = json!([{ "required": ["役"] }, { "required": ["型"] }]);
    schema["x-kohyo-either"] = true.into();
    schema
}

fn marks() -> Value {
    let words: Vec<&str> = Missing::ALL.iter().map(|reason| reason.word()).collect();
    let mut meaning = choice("意味", &words);
    meaning["x-kohyo-choose"] =
        "。紙の印と、ここに書く意味は別のものです。意味のいちばん近いものを選んでください（印は、凡例に紙のとおりに載ります）".into();
    map("紙の欄にある印と、その意味の組（例 ー: 未公表）", meaning)
}

fn paper() -> Value {
    let added = "PDFに、プログラムが加える図、目標との比較、実績の推移を載せないとき。ページとデータには載ります";
    let mut schema = object(
        &[
            ("枚数", pages()),
            ("向き", choice("紙の向き", &["縦", "横"])),
            ("図と比較", choice(added, &[NOT_PRINTED])),
        ],
        &[],
    );
    describe(
        &mut schema,
        "印刷の枚数、紙の向き、図と比較を載せるか。書かなければ、A4判の縦で必要な枚数にします",
    );
    schema
}

fn pages() -> Value {
    let numbers = 1..=MAX_PAGES;
    let words: Vec<String> = numbers.clone().map(|number| number.to_string()).collect();
    // To other programs a page count is a number.
    let all = words.iter().map(|word| json!(word)).chain(numbers.map(|number| json!(number)));
    json!({ "x-kohyo": "choice", "x-kohyo-words": words, "enum": all.collect::<Vec<_>>(),
        "description": "印刷の枚数。決めないときは書きません" })
}

fn conversion() -> Value {
    let mut schema = object(
        &[
            ("単位", text("ページに載せる単位（例 万円）")),
            ("倍率", number("票の数値に掛ける数（千円から万円なら 0.1）")),
        ],
        &["単位", "倍率"],
    );
    describe(&mut schema, "別の単位でもページに載せるとき");
    schema
}

fn choices() -> Value {
    shape(
        "選ぶ言葉",
        &[
            text("city.yaml の「選択肢」にある名"),
            list("選ぶ言葉。", text("言葉")),
            map("選ぶ言葉と、その意味の組", text("意味")),
        ],
    )
}

fn year() -> Value {
    json!({ "x-kohyo": "form-year", "type": ["string", "integer"],
        "pattern": r"^\s*(実績年度([+-][0-9]+)?|(?!実績).+)\s*$",
        "description": "実績年度、実績年度+1 のように書くか、令和5 のように決まった年度を書きます" })
}

fn year_or_free() -> Value {
    let mut schema = year();
    schema["x-kohyo-free"] = FREE.into();
    schema
}

// ---- shapes ------------------------------------------------------------------------------------

pub(super) fn object(items: &[(&str, Value)], required: &[&str]) -> Value {
    let items: Map<String, Value> =
        items.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    json!({ "type": "object", "properties": items, "required": required, "additionalProperties": false })
}

pub(super) fn list(what: &str, items: Value) -> Value {
    let mut schema = json!({ "type": "array", "description": what });
    schema["items"] = items;
    schema
}

pub(super) fn map(what: &str, values: Value) -> Value {
    let mut schema = json!({ "type": "object", "x-kohyo": "names", "description": what });
    schema["additionalProperties"] = values;
    schema
}

/// A value in one of several shapes: the one that fits what stands there.
pub(super) fn shape(what: &str, shapes: &[Value]) -> Value {
    json!({ "x-kohyo": "shape", "description": what, "anyOf": shapes })
}

/// An object whose items depend on one of them.
fn by(key: &str, cases: &[(&str, Value)]) -> Value {
    let case = |(word, schema): &(&str, Value)| json!({ "if": { "properties": { key: { "const": word } }, "required": [key] }, "then": schema });
    let words: Vec<&str> = cases.iter().map(|(word, _)| *word).collect();
    json!({
        "type": "object",
        "x-kohyo": "by",
        "x-kohyo-by": key,
        "properties": { key: { "x-kohyo": "choice", "enum": words, "description": "どれか1つを書くと、ほかに書ける項目が決まります" } },
        "required": [key],
        "allOf": cases.iter().map(case).collect::<Vec<_>>(),
    })
}

pub(super) fn text(what: &str) -> Value {
    json!({ "type": ["string", "number"], "x-kohyo": "text", "description": what })
}

fn code(what: &str) -> Value {
    json!({ "type": ["string", "integer"], "x-kohyo": "code", "description": what,
        "pattern": r"^\s*[a-z0-9][a-z0-9-]{0,39}\s*$" })
}

fn number(what: &str) -> Value {
    json!({ "type": ["string", "number"], "x-kohyo": "number", "description": what,
        "pattern": r"^\s*-?[0-9]+(\.[0-9]+)?\s*$" })
}

pub(super) fn choice(what: &str, words: &[&str]) -> Value {
    json!({ "type": ["string"], "x-kohyo": "choice", "enum": words, "description": what })
}

/// 公開
fn hidden() -> Value {
    choice("団体の中だけで使い、公表しないとき", &[NOT])
}

fn yes(what: &str) -> Value {
    choice(what, &[YES])
}

fn described(mut schema: Value, what: &str) -> Value {
    describe(&mut schema, what);
    schema
}

fn describe(schema: &mut Value, what: &str) {
    schema["description"] = what.into();
}
