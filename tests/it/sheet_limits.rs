//! Declared forms at their limits: many columns, rows and entries, long words, names of any characters, edits of any
//! kind. Every page is right and every PDF readable, or the problem is reported.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::parity::{compare_pages, compare_tables};
use crate::setting::{job, set_with_whole_figures};
use crate::support;

/// A city with one form and one sheet.
fn city(sections: &str, sheet: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    for below in ["content/forms", "content/r6/jigyo"] {
        fs::create_dir_all(folder.path().join(below)).unwrap();
    }
    let write =
        |path: &str, text: &str| fs::write(folder.path().join("content").join(path), text).unwrap();
    fs::copy("tests/fixtures/yoshiki/city.yaml", folder.path().join("content/city.yaml")).unwrap();
    write("forms/mihon.yaml", &format!("様式: mihon\n表題: 見本の票\n区画:\n{sections}"));
    write("r6/jigyo/1.yaml", &format!("票: {{ コード: \"1\", 名称: 見本 }}\n{sheet}出典: 見本\n"));
    let levels = "[ { 呼び名: 事業, 様式: mihon, 置き場所: jigyo } ]";
    let year = format!("年度: 令和6\n実績年度: 令和5\n名称: 見本評価\n階層: {levels}\n");
    write("r6/evaluation.yaml", &year);
    folder
}

/// Typesets the sheet: nothing overlaps, nothing leaves the page, no figure is broken. Returns its text.
fn paper(folder: &Path, name: &str) -> String {
    let content = folder.join("content");
    let job = job(content.to_str().unwrap(), "r6/jigyo/1.yaml", "r6/1.pdf", &[]);
    set_with_whole_figures(&job, name)
}

/// Builds the site without PDFs: every figure is on its page and in the table. Returns their number.
fn build(folder: &Path) -> usize {
    let run = support::kohyo(&["build", "--no-pdf"], folder);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let site = folder.join("output");
    compare_tables(&site, &["tables"]);
    compare_pages(&site)
}

#[test]
fn forty_columns_are_set_in_parts() {
    let columns: Vec<String> = (1..=40).map(|n| format!("{{ 名: 列{n} }}")).collect();
    let values: Vec<String> = (1..=40).map(|n| (1_234_500 + n).to_string()).collect();
    let form = format!(
        "  - {{ 名: 表, 種類: 表, 単位: 千円, 列: [ {} ], 行: [ {{ 名: 合計, 群: 費用 }}, {{ 名: 内訳, 群: 費用 }} ] }}\n",
        columns.join(", ")
    );
    let sheet = format!(
        "表:\n  合計: [ {} ]\n  内訳: [ {} ]\n",
        values.join(", "),
        ["空欄"; 40].join(", ")
    );
    let folder = city(&form, &sheet);
    assert_eq!(build(folder.path()), 80);
    let text = paper(folder.path(), "forty columns");
    for n in 1..=40 {
        assert!(text.contains(&format!("列{n}")), "{n}");
        assert!(text.contains(&format!("1,234,5{n:02}")), "{n}");
    }
    assert!(text.matches("合計").count() > 1, "the rows are named in every part");
}

#[test]
fn a_thousand_rows_and_entries_are_set() {
    let (mut rows, mut values, mut entries) = (String::new(), String::new(), String::new());
    for n in 0..1000 {
        writeln!(rows, "      - {{ 名: 行{n}, 群: 群{} }}", n / 50).unwrap();
        writeln!(values, "  行{n}: [ {n}, 空欄 ]").unwrap();
        writeln!(entries, "  - {{ 名: 件{n}, 額: {n} }}").unwrap();
    }
    let form = format!(
        "  - 名: 表\n    種類: 表\n    列: [ {{ 名: 計画 }}, {{ 名: 実績 }} ]\n    行:\n{rows}  - {{ 名: 件, 種類: 一覧, 欄: [ {{ 名: 名, 型: 言葉 }}, {{ 名: 額, 型: 数, 単位: 円 }} ] }}\n"
    );
    let folder = city(&form, &format!("表:\n{values}件:\n{entries}"));
    assert_eq!(build(folder.path()), 3000);
    let text = paper(folder.path(), "a thousand rows");
    assert!(text.contains("行999") && text.contains("件999"));
    // A group longer than a page is named on each of its pages.
    assert!(text.contains("群19（続き）") || text.contains("群18（続き）"), "{text}");
}

#[test]
fn long_words_and_names_stay_in_their_cells() {
    let (name, word) = ("とても長い見本の名前の".repeat(12), "ABCDEFGHIJ".repeat(12));
    let form = format!(
        "  - {{ 名: 欄, 種類: 欄, 欄: [ {{ 名: {name}, 型: 言葉 }}, {{ 名: 短, 型: 数, 単位: {name} }} ] }}\n  - {{ 名: 表, 種類: 表, 単位: {name}, 列: [ {{ 名: {name} }}, {{ 名: 二, 型: 言葉 }} ], 行: [ {{ 名: {name}, 群: {name} }}, {{ 名: 乙, 単位: {word}, 群: {name} }} ] }}\n  - {{ 名: 件, 種類: 一覧, 欄: [ {{ 名: 名, 型: 言葉 }}, {{ 名: 額, 型: 数, 単位: 円 }}, {{ 名: 文, 型: 文 }} ] }}\n"
    );
    let sheet = format!(
        "欄: {{ {name}: {word}, 短: 12345678901234567 }}\n表:\n  {name}: [ 12345678901234567, {word} ]\n  乙: [ {{ 文: {word} }}, {name} ]\n件: [ {{ 名: {word}, 額: 12345678901234567, 文: {word} }} ]\n"
    );
    let folder = city(&form, &sheet);
    assert_eq!(build(folder.path()), 4);
    let text = paper(folder.path(), "long words");
    assert!(text.contains(&name) && text.contains("12,345,678,901,234,567"), "{text}");
}

#[test]
fn names_of_any_letters_stay_names() {
    let form = "  - { 名: a.b, 種類: 表, 列: [ { 名: x/y }, { 名: 'p\\q' }, { 名: <b> } ], 行: [ { 名: '&amp;' }, { 名: '\"' }, { 名: A.B.C } ] }\n  - { 名: '<script>alert(1)</script>', 種類: 欄, 欄: [ { 名: '#let x = 1', 型: 数 }, { 名: 換算, 型: 数, 換算: { 単位: 億円, 倍率: 0.1 } }, { 名: m.n, 型: 選択, 選択: [ <i>, b.c ] } ] }\n";
    let sheet = "a.b:\n  '&amp;': [ 1, 2, 3 ]\n  '\"': [ 4, 5, 6 ]\n  A.B.C: [ 7, 8, 9 ]\n'<script>alert(1)</script>': { '#let x = 1': 5, 換算: 7, m.n: b.c }\n";
    let folder = city(form, sheet);
    assert_eq!(build(folder.path()), 9 + 3 + 1, "換算 is told in both units");
    let page = fs::read_to_string(folder.path().join("output/r6/1.html")).unwrap();
    assert!(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert(1)"));
    assert!(page.contains("data-fact=\"r6.1.a\\.b.A\\.B\\.C.x/y\">7<"), "{page}");
    let text = paper(folder.path(), "names of any letters");
    // The tool that extracts the words of the PDF escapes them once.
    for wanted in ["#letx=1", "&amp;amp;", "&lt;b&gt;", "p\\q", "A.B.C"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
}

#[test]
fn sections_with_one_heading_have_places_of_their_own() {
    let form = "  - { 名: 甲, 見出し: 同じ見出し, 種類: 文 }\n  - { 名: 乙, 見出し: 同じ見出し, 種類: 文 }\n";
    let folder = city(form, "甲: 見本の甲\n乙: 見本の乙\n");
    let run = support::kohyo(&["build", "--no-pdf"], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let page = fs::read_to_string(folder.path().join("output/r6/1.html")).unwrap();
    for id in ["kukaku1", "kukaku2"] {
        assert_eq!(page.matches(&format!("<section id=\"{id}\">")).count(), 1, "{id}");
        assert_eq!(page.matches(&format!("href=\"#{id}\"")).count(), 1, "{id}");
    }
}

#[test]
fn several_values_of_an_entry_are_each_a_figure() {
    let form = "  - { 名: 件, 種類: 一覧, 欄: [ { 名: 課, 型: 課 }, { 名: 額, 型: 数, 単位: 円, いくつも: はい } ] }\n";
    let sheet = "件:\n  - { 課: { コード: \"01\", 名称: 見本課 }, 額: [ 11, 22 ] }\n  - { 課: 見本係, 額: 33 }\n";
    let folder = city(form, sheet);
    assert_eq!(build(folder.path()), 3);
    let page = fs::read_to_string(folder.path().join("output/r6/1.html")).unwrap();
    for (id, text) in [("見本課.額.1", "11"), ("見本課.額.2", "22"), ("見本係.額", "33")]
    {
        assert!(page.contains(&format!("data-fact=\"r6.1.件.{id}\">{text}<")), "{id}");
    }
}

#[test]
fn years_that_meet_are_told() {
    for (one, other) in [("実績年度", "令和5"), ("平成31", "令和元")] {
        let form = format!(
            "  - {{ 名: 表, 種類: 表, 列: [ {{ 年度: {one} }}, {{ 年度: {other} }} ], 行: [ {{ 名: 一 }} ] }}\n"
        );
        let folder = city(&form, "表: { 一: [ 1, 2 ] }\n");
        let run = support::kohyo(&["check"], folder.path());
        assert_eq!(run.exit, 1, "{run:?}");
        assert!(run.stdout.contains(&format!("列「{other}」が2つになります")), "{}", run.stdout);
    }
}
