//! Whatever people write is printed as the text they wrote: never interpreted as Typst, HTML, or template code.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::parity::pdf_text;
use crate::support;

/// Typst code, markup, references, raw text, HTML, entities, tera syntax, and a closing mark for every context.
const ATTACK: &str = r#"#panic("x") #read("/etc/passwd") $x^2$ @ref <lab> // --- "q' </title></svg><script>alert(1)</script><img src=x onerror=alert(1)> &amp; {{ page }} {% include "x" %} {# c #} %00"#;

/// Items with fixed words, or that become addresses, years or dates.
const FIXED: &[&str] = &[
    "コード",
    "上",
    "様式",
    "置き場所",
    "区画",
    "自団体",
    "望ましい方向",
    "値の種類",
    "年度",
    "実績年度",
    "年月日",
    "前回の年月日",
    "種類",
    "面付け",
    "最終目標年度",
    "終期",
    "基準日",
    "団体コード",
    "公式サイト",
    "様式の版",
    "公表の状態",
    "氏名の公表",
    "符号",
];

fn poison(value: &mut Value, key: &str, count: &mut usize) {
    match value {
        Value::String(text) => {
            let reason = kohyo::terms::reason::Missing::from_word(text).is_some();
            let number = text.parse::<f64>().is_ok();
            // A doubt about an indicator names it; one about a section has only the name of the section.
            let section = key == "箇所" && !text.contains('.');
            if !reason && !number && !section && !FIXED.contains(&key) {
                *text = format!("{} {ATTACK}", text.trim_end());
                *count += 1;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| poison(item, key, count)),
        Value::Object(map) => map.iter_mut().for_each(|(key, value)| poison(value, key, count)),
        _ => {}
    }
}

/// Morioka's content with the attack appended to every text; written as JSON, which is YAML.
fn poisoned(content: &Path) -> usize {
    let mut count = 0;
    for entry in WalkDir::new("content") {
        let entry = entry.unwrap();
        if entry.path().extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let mut value: Value =
            serde_saphyr::from_str(&fs::read_to_string(entry.path()).unwrap()).unwrap();
        poison(&mut value, "", &mut count);
        let path = content.join(entry.path().strip_prefix("content").unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        // In double quotes only a quote and a backslash may be escaped.
        let text = serde_json::to_string_pretty(&value).unwrap().replace("\\n", "　");
        fs::write(path, text).unwrap();
    }
    count
}

#[test]
fn hostile_text_in_every_field_stays_text() {
    let folder = TempDir::new().unwrap();
    let count = poisoned(&folder.path().join("content"));
    assert!(count > 100, "only {count} texts");
    let fonts = support::fonts();
    let run =
        support::kohyo(&["build".as_ref(), "--fonts".as_ref(), fonts.as_os_str()], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let out = folder.path().join("output");
    for (path, bytes) in support::snapshot(&out) {
        if path.ends_with(".html") {
            // The overview of indicators has the only script of the site.
            let html = String::from_utf8(bytes).unwrap();
            let html =
                html.replacen("<script src=\"../assets/js/filter.js\" defer></script>", "", 1);
            assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{path}");
            assert!(html.contains("{{ page }} {% include"), "{path}");
            for live in ["<script", "<img", "onerror=alert(1)>\"", "</title></svg>"] {
                assert!(!html.contains(live), "{path} has {live}");
            }
        } else if path.ends_with(".pdf") {
            let text = pdf_text(&out.join(&path));
            for shown in [
                "#panic(\"x\")",
                "#read(\"/etc/passwd\")",
                "$x^2$@ref<lab>//---",
                "<script>alert(1)</script>",
                "{{page}}{%include",
            ] {
                assert!(text.contains(shown), "{path} lacks {shown}");
            }
            assert!(!text.contains("root:x:0"), "{path}");
        }
    }
}

#[test]
fn links_of_the_prose_lead_only_where_links_may() {
    let folder = TempDir::new().unwrap();
    let content = folder.path().join("content");
    support::copy_folder("content".as_ref(), &content);
    let sheet = content.join("h25/projects/522.yaml");
    let text = fs::read_to_string(&sheet).unwrap();
    let links = "[甲](javascript:alert(1)) [乙](JaVa&#x0A;script:alert(1)) [丙](data:text/html,x) [丁](https://example.jp/a)";
    let text = text.replacen("あらゆる機会を通じて", &format!("{links} あらゆる機会を通じて"), 1);
    assert!(text.contains(links));
    fs::write(&sheet, text).unwrap();
    let run = support::kohyo(&["build", "--no-pdf"], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let html = fs::read_to_string(folder.path().join("output/h25/522.html")).unwrap();
    assert!(html.contains("href=\"https://example.jp/a\""));
    // What is not a link is kept as written, as text.
    for text in ["[甲](javascript:alert(1))", "[乙](JaVa&amp;#x0A;script:alert(1))"] {
        assert!(html.contains(text), "{text}");
    }
    for href in html.split("href=\"").skip(1).map(str::to_lowercase) {
        assert!(!href.starts_with("java") && !href.starts_with("data:"), "{href:.40}");
    }
}

#[test]
fn a_cell_never_starts_a_formula() {
    let folder = TempDir::new().unwrap();
    let content = folder.path().join("content");
    support::copy_folder("content".as_ref(), &content);
    let sheet = content.join("h25/projects/522.yaml");
    let text = fs::read_to_string(&sheet).unwrap();
    let text = text
        .replacen("指標名: ", "指標名: \"=HYPERLINK(1)\" #", 1)
        .replacen("単位: 社", "単位: \"@社\"", 1)
        .replacen("箇所: 成果指標.市内での企業団地移転社数", "箇所: \"成果指標.=HYPERLINK(1)\"", 1);
    fs::write(&sheet, text).unwrap();
    let run = support::kohyo(&["build", "--no-pdf"], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    for entry in fs::read_dir(folder.path().join("output/data")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "csv") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[3..]);
        for cell in reader
            .records()
            .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        {
            let number = cell.parse::<f64>().is_ok();
            assert!(
                number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{}: {cell}",
                path.display()
            );
        }
    }
    let table = fs::read_to_string(folder.path().join("output/data/indicators.csv")).unwrap();
    assert!(table.contains("'=HYPERLINK(1)"));
}
