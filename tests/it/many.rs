//! A wide form with everything that a large real set needs, and two years of 200 generated sheets: they pass all
//! stages, with exactly the expected numbers of figures and warnings. All of it is invented (見本).

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::shisetsu::rows;
use crate::support;

/// Sheets per year.
const SHEETS: usize = 200;

/// Rows of costs without their total.
const COSTS: usize = 20;

const CITY: &str = r#"様式の版: 1
自治体: { 名称: 見本市, 団体コード: "999997", 公式サイト: "https://www.example.lg.jp/" }
サイト: { 名称: 見本市の行政評価（見本）, 説明: 多くの票のある様式の見本です。名称も数値も架空です。 }
基準日: 令和8年3月1日
問い合わせ: [ 見本市財政課（見本） ]
"#;

const FORM: &str = r"様式: mihon-hiroi
表題: 予算事業の点検表（見本）
印: { ー: 未公表 }
区画:
  - 名: 基本
    種類: 欄
    欄:
      - { 名: 主管課, 型: 課 }
      - { 名: 事業区分, 型: 選択, 選択: { 一般: 市の判断, 特別: 期間を限る, 内部: 庁内の事務 } }
      - { 名: 手法, 型: 選択, 選択: [ 直営, 委託, 補助 ], いくつも: はい }
      - { 名: 予算科目, 型: 科目, いくつも: はい }
      - { 名: 職員数, 型: 数, 単位: 人 }
  - 名: 成果
    種類: 指標
    場合: { 事業区分: [ 一般, 特別 ] }
    列: [ { 名: 目標, 役: 目標 }, { 名: 実績, 役: 実績 } ]
    比べる: 実績÷計画
  - { 名: 期間, 種類: 文, 場合: { 事業区分: 特別 } }
  - { 名: 補助の条件, 種類: 欄, 場合: { 手法: 補助 }, 欄: [ { 名: 補助の件数, 型: 数, 単位: 件 } ] }
  - 名: 内訳
    種類: 一覧
    場合: { 事業区分: 内部 }
    欄: [ { 名: 細目, 型: 言葉 }, { 名: 対象, 型: 選択, 選択: [ 市民, 団体, 職員 ], いくつも: はい }, { 名: 金額, 型: 数, 単位: 千円 } ]
  - 名: 事業費
    種類: 表
    単位: 千円
    列: [ { 年度: 実績年度-2, 区分: 決算 }, { 年度: 実績年度-1, 区分: 決算 }, { 年度: 実績年度, 区分: 決算 }, { 年度: 実績年度+1, 区分: 予算 } ]
";

fn form() -> String {
    let mut form = FORM.to_owned();
    form.push_str("    行:\n");
    for cost in 1..=COSTS {
        let group = if cost <= COSTS / 2 { "直接の費用" } else { "ほかの費用" };
        writeln!(form, "      - {{ 名: 費用{cost}, 群: {group} }}").unwrap();
    }
    form.push_str(
        "      - { 名: 合計, 太字: はい }\n      - { 名: 1件当たり, 無くてもよい: はい }\n",
    );
    let costs: Vec<String> = (1..=COSTS).map(|cost| format!("費用{cost}")).collect();
    writeln!(
        form,
        "    検算:\n      - {{ 式: 合計 = {}, 許容: 1 }}\n      - 1件当たり = 合計 ÷ 補助の件数",
        costs.join(" + ")
    )
    .unwrap();
    form
}

/// Contents of a sheet by its number; the same in both years.
struct Generated {
    kind: &'static str,
    ways: Vec<&'static str>,
    /// The error in its total.
    off: usize,
}

fn generated(number: usize) -> Generated {
    let ways = ["直営", "委託", "補助"];
    Generated {
        kind: ["内部", "一般", "特別"][number % 3],
        ways: ways[..=(number / 3) % 3].to_vec(),
        off: if number.is_multiple_of(25) { 5 } else { usize::from(number.is_multiple_of(10)) },
    }
}

impl Generated {
    fn helps(&self) -> bool {
        self.ways.contains(&"補助")
    }

    /// Number of figures, and words in place of one, that its sheet states or the program computes for it.
    fn figures(&self) -> usize {
        // 事業区分, 職員数; words; costs with their total and 4 columns each.
        let always = 2 + self.ways.len() + 4 * (COSTS + 1);
        // A target, two actuals; computed: rate, result, and the differences from target and year before.
        let outcome = if self.kind == "内部" { 0 } else { 3 + 4 };
        // Two entries: one word and two words, and an amount each.
        let entries = if self.kind == "内部" { 1 + 2 + 2 } else { 0 };
        // The number of grants, and the cost of one in 4 columns.
        let grants = if self.helps() { 1 + 4 } else { 0 };
        always + outcome + entries + grants
    }
}

fn sheet(year: usize, number: usize) -> String {
    let generated = generated(number);
    // Codes change from year to year; every 50th project is new.
    let code = (year - 5) * 1000 + number;
    let former = match (year, number % 50) {
        (7, 0) => ", 前のコード: 該当なし".to_owned(),
        (7, _) => format!(", 前のコード: \"{}\"", code - 1000),
        _ => String::new(),
    };
    let mut text = format!("票: {{ コード: \"{code}\", 名称: 見本の事業{number}{former} }}\n");
    let account = format!(
        "{{ 会計: 一般会計, 款: {}, 項: 1, 目: 2, 事業: \"{number:03}\" }}",
        number % 9 + 1
    );
    writeln!(
        text,
        "基本: {{ 主管課: 見本{}課, 事業区分: {}, 手法: [ {} ], 予算科目: [ {account}, {{ 会計: 見本特別会計 }} ], 職員数: {}.5 }}",
        number % 12 + 1,
        generated.kind,
        generated.ways.join(", "),
        number % 7
    )
    .unwrap();
    if generated.kind == "内部" {
        text.push_str("内訳:\n  - { 細目: 見本の会場, 対象: 職員, 金額: 120 }\n  - { 細目: 見本の講師, 対象: [ 市民, 団体 ], 金額: 340 }\n");
    } else {
        let [target, before, now] = [900, 800, 810].map(|base| base + number);
        writeln!(
            text,
            "成果:\n  - {{ 指標名: 見本の件数, 単位: 件, 望ましい方向: 増加, 目標: {{ 令和{}: {target} }}, 実績: {{ 令和{}: {before}, 令和{}: {{ 値: {now}, 状態: 見込 }} }} }}",
            year - 1,
            year - 2,
            year - 1
        )
        .unwrap();
    }
    if generated.kind == "特別" {
        text.push_str("期間: 令和8年度まで（見本）。\n");
    }
    if generated.helps() {
        text.push_str("補助の条件: { 補助の件数: 10 }\n");
    }
    text.push_str("事業費:\n");
    let mut totals = [0; 4];
    for cost in 1..=COSTS {
        let cells: [usize; 4] = std::array::from_fn(|column| 100 * cost + 7 * number + 3 * column);
        totals = std::array::from_fn(|column| totals[column] + cells[column]);
        writeln!(text, "  費用{cost}: {cells:?}").unwrap();
    }
    totals[2] += generated.off;
    writeln!(text, "  合計: {totals:?}").unwrap();
    if generated.helps() {
        let each = totals.map(|total| format!("{}.{}", total / 10, total % 10));
        writeln!(text, "  1件当たり: [ {} ]", each.join(", ")).unwrap();
    }
    text.push_str("出典: 見本市 予算事業の点検表（見本）\n");
    text
}

fn write(content: &Path) {
    let put = |path: &str, text: &str| {
        let path = content.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("city.yaml", CITY);
    put("forms/mihon-hiroi.yaml", &form());
    for year in [6, 7] {
        let levels = "階層: [ { 呼び名: 事業, 様式: mihon-hiroi, 置き場所: jigyo } ]";
        let results = year - 1;
        put(
            &format!("r{year}/evaluation.yaml"),
            &format!(
                "年度: 令和{year}\n実績年度: 令和{results}\n名称: 予算事業の点検（見本）\n{levels}\n"
            ),
        );
        for number in 1..=SHEETS {
            let code = (year - 5) * 1000 + number;
            put(&format!("r{year}/jigyo/{code}.yaml"), &sheet(year, number));
        }
    }
}

#[test]
fn four_hundred_sheets_are_checked_and_built_with_exactly_what_is_in_them() {
    let folder = TempDir::new().unwrap();
    write(&folder.path().join("content"));
    let run = support::kohyo(&["check", "--format", "json"], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stdout);
    let told: Value = serde_json::from_str(&run.stdout).unwrap();
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for diag in told["diagnostics"].as_array().unwrap() {
        *codes.entry(diag["code"].as_str().unwrap()).or_default() += 1;
    }
    // A total with an error of 5, in each year; an error of 1 is within tolerance.
    assert_eq!(codes, [("sum-differs", 2 * (SHEETS / 25))].into());

    for out in ["a", "b"] {
        let run = support::kohyo(&["build", "--no-pdf", "--out", out], folder.path());
        assert_eq!(run.exit, 0, "{}", run.stderr);
    }
    let [a, b] = ["a", "b"].map(|out| support::snapshot(&folder.path().join(out)));
    assert!(a == b, "two builds differ");
    for year in ["r6", "r7"] {
        let pages = a.keys().filter(|path| path.starts_with(year) && path.ends_with(".html"));
        assert_eq!(pages.count(), SHEETS + 1, "the sheets of {year} and their index");
    }
    let rows = rows(&folder.path().join("a"), "tables");
    let figures: usize = (1..=SHEETS).map(|number| generated(number).figures()).sum();
    assert_eq!(rows.len(), 2 * figures);
    let expected = rows.iter().filter(|row| row["value_state"] == "projected").count();
    let outside = (1..=SHEETS).filter(|number| generated(*number).kind != "内部").count();
    assert_eq!(expected, 2 * outside);
    // All but the new ones link to the year before, under another number.
    let page = |path: &str| String::from_utf8(a[path].clone()).unwrap();
    let linked = (1..=SHEETS).filter(|number| {
        page(&format!("r7/{}.html", 2000 + number))
            .contains(&format!("../r6/{}.html", 1000 + number))
    });
    assert_eq!(linked.count(), SHEETS - SHEETS / 50);
}
