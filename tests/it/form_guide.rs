//! Checks that docs/yoshiki.md is true: its examples pass and build as stated, and its sections can be declared and
//! filled in. The info string of a block says what it is: a file of an example, the output of `kohyo check` for the
//! example ending there, a section (区画), or its data on a sheet (票). Likewise docs/kakikata.md, whose single example
//! grows; additions (加える) go to the end of a file.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::parity::{squeezed, strip_tags};
use crate::support;

const GUIDE: &str = "docs/yoshiki.md";
const WRITING: &str = "docs/kakikata.md";

/// A block of the guide with an info string.
struct Block {
    what: String,
    text: String,
}

fn blocks(guide: &str) -> Vec<Block> {
    let guide = fs::read_to_string(guide).unwrap();
    let mut blocks = Vec::new();
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        let Some(fence) = line.strip_prefix("```") else { continue };
        let mut text = String::new();
        for inner in lines.by_ref().take_while(|inner| *inner != "```") {
            text.push_str(inner);
            text.push('\n');
        }
        if let Some((_, what)) = fence.split_once(' ') {
            blocks.push(Block { what: what.to_owned(), text });
        }
    }
    blocks
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The city of all examples.
fn city(blocks: &[Block]) -> &str {
    let found = blocks.iter().find(|block| block.what == "content/city.yaml");
    found.unwrap().text.as_str()
}

/// Builds the site without PDFs.
#[track_caller]
fn builds(folder: &Path) {
    let run = support::kohyo(&["build", "--no-pdf"], folder);
    assert_eq!(run.exit, 0, "{}{}", run.stdout, run.stderr);
}

#[test]
fn the_examples_are_checked_and_built_as_the_guide_says() {
    let blocks = blocks(GUIDE);
    let (mut desk, mut examples) = (TempDir::new().unwrap(), 0);
    for block in &blocks {
        if block.what == "kohyo check" {
            write(desk.path(), "content/city.yaml", city(&blocks));
            let run = support::kohyo(&["check"], desk.path());
            assert_eq!(run.exit, 0, "{}{}", run.stdout, run.stderr);
            assert_eq!(run.stdout.trim_end(), block.text.trim_end());
            builds(desk.path());
            examples += 1;
            desk = TempDir::new().unwrap();
        } else if block.what.starts_with("content/") {
            write(desk.path(), &block.what, &block.text);
        }
    }
    assert_eq!(examples, 3);
}

#[test]
fn the_example_for_writers_is_checked_and_built_as_it_says() {
    let (desk, mut checked) = (TempDir::new().unwrap(), 0);
    for block in blocks(WRITING) {
        if block.what == "kohyo check" {
            let run = support::kohyo(&["check"], desk.path());
            assert_eq!(run.stdout.trim_end(), block.text.trim_end(), "{}", run.stderr);
            builds(desk.path());
            checked += 1;
        } else if let Some(path) = block.what.strip_prefix("加える ") {
            let before = fs::read_to_string(desk.path().join(path)).unwrap();
            write(desk.path(), path, &(before + &block.text));
        } else if block.what.starts_with("content/") {
            write(desk.path(), &block.what, &block.text);
        }
    }
    assert_eq!(checked, 2);
}

#[test]
fn the_sections_of_the_guide_can_be_declared_and_written() {
    let blocks = blocks(GUIDE);
    let year = "年度: 令和6\n実績年度: 令和5\n名称: 見本\n階層: [ { 呼び名: 見本, 様式: x, 置き場所: a } ]\n";
    let mut sections = 0;
    for (place, block) in blocks.iter().enumerate() {
        if block.what != "区画" {
            continue;
        }
        sections += 1;
        let desk = TempDir::new().unwrap();
        let form = format!("様式: x\n表題: 見本\n印: {{ ー: 未公表 }}\n区画:\n{}", block.text);
        write(desk.path(), "content/city.yaml", city(&blocks));
        write(desk.path(), "content/forms/x.yaml", &form);
        let run = support::kohyo(&["form", "check"], desk.path());
        assert_eq!(run.exit, 0, "{}{}", run.stdout, run.stderr);
        let Some(sheet) = blocks.get(place + 1).filter(|next| next.what == "票") else { continue };
        let sheet = format!("票: {{ コード: \"1\", 名称: 見本 }}\n{}出典: 見本\n", sheet.text);
        write(desk.path(), "content/r6/evaluation.yaml", year);
        write(desk.path(), "content/r6/a/1.yaml", &sheet);
        let run = support::kohyo(&["check"], desk.path());
        assert!(run.stdout.contains("直すところはありません"), "{}{}", run.stdout, run.stderr);
        builds(desk.path());
        if sheet.contains("(1234)") {
            let page = fs::read_to_string(desk.path().join("output/r6/1.html")).unwrap();
            let text = squeezed(&strip_tags(&page));
            for said in
                ["今年の利用者数（1,234）人", "前の年の利用者数1,234人", "速報", "25,000以上（人）"]
            {
                assert!(text.contains(said), "{said}: {text}");
            }
            let told = "氏名1件、内線番号1件は、city.yaml の設定により公表されません";
            assert!(run.stdout.contains(told), "{}", run.stdout);
            assert!(!text.contains("見本太郎") && !text.contains("内線"), "{text}");
        }
    }
    assert_eq!(
        sections, 17,
        "a section of every kind that is published, fields of sheets below, days, those of some sheets, accounts, what is not final, what is not published"
    );
}

#[test]
fn the_guide_names_every_key_of_a_declaration() {
    fn keys(schema: &Value, found: &mut Vec<String>) {
        if let Some(own) = schema.get("properties").and_then(Value::as_object) {
            found.extend(own.keys().cloned());
        }
        for inner in schema.as_object().into_iter().flat_map(serde_json::Map::values) {
            keys(inner, found);
        }
        for inner in schema.as_array().into_iter().flatten() {
            keys(inner, found);
        }
    }
    let guide = fs::read_to_string(GUIDE).unwrap();
    let text = fs::read_to_string("content/schema/form.json").unwrap();
    let mut found = Vec::new();
    keys(&serde_json::from_str(&text).unwrap(), &mut found);
    assert!(found.len() > 30);
    for key in &found {
        assert!(guide.contains(key.as_str()), "{GUIDE} does not tell of {key}");
    }
}
