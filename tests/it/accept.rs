//! `kohyo accept` answers one warning where its answer belongs, and touches nothing else.

use std::fs;

use crate::shisetsu::workplace;
use crate::support::{self, Run};

const REASON: [&str; 4] = ["--reason", "原典のとおり: 見本", "--office", "見本課"];

/// A sheet with two warnings of one kind.
fn with_two() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = workplace("tests/fixtures/yoshiki");
    let path = folder.path().join("content/r7/jigyo/101.yaml");
    let sheet = fs::read_to_string(&path).unwrap();
    let wrong = sheet.replace("28641, 34200, 31000,", "28642, 34201, 31000,");
    assert_ne!(sheet, wrong);
    fs::write(&path, wrong).unwrap();
    (folder, path)
}

fn accept(folder: &std::path::Path, of: &[&str]) -> Run {
    support::kohyo(&[&["accept"], of, &REASON].concat(), folder)
}

#[test]
fn one_warning_is_answered_and_the_others_stay() {
    let (folder, path) = with_two();
    let before = fs::read_to_string(&path).unwrap();
    let warnings = || {
        let run = support::kohyo(&["check", "--format", "json"], folder.path());
        let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(json["errors"], 0, "{}", run.stdout);
        (json["warnings"].as_u64().unwrap(), json["accepted"].as_array().unwrap().len())
    };
    let (open, _) = warnings();
    assert!(open > 1);
    let several = accept(folder.path(), &["r7/101", "sum-differs"]);
    assert_eq!(several.exit, 1, "{}", several.stdout);
    assert!(several.stderr.contains("当てはまる注意が"), "{}", several.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
    let one = accept(folder.path(), &["r7/101", "28642"]);
    assert_eq!(one.exit, 0, "{}", one.stderr);
    let after = fs::read_to_string(&path).unwrap();
    let added = after.strip_prefix(&before).unwrap();
    assert!(added.starts_with("警告の確認:\n  - 符号: sum-differs\n    箇所: "), "{added}");
    assert!(added.contains("理由: '原典のとおり: 見本'\n    確認した課: 見本課\n"), "{added}");
    assert_eq!(warnings(), (open - 1, 1));
    // The next one goes below the same key.
    let next = accept(folder.path(), &["34201"]);
    assert_eq!(next.exit, 0, "{}", next.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap().matches("警告の確認:").count(), 1);
    assert_eq!(warnings(), (open - 2, 2));
    let none = accept(folder.path(), &["34201"]);
    assert_eq!(none.exit, 1);
}

#[test]
fn what_cannot_be_answered_is_said_and_nothing_is_written() {
    let (folder, path) = with_two();
    let before = fs::read_to_string(&path).unwrap();
    let told = |words: &[&str], wanted: &str| {
        let run = support::kohyo(words, folder.path());
        assert_ne!(run.exit, 0, "{}", run.stdout);
        assert!(run.stderr.contains(wanted), "{wanted}: {}", run.stderr);
    };
    told(&["accept", "28642", "--reason", " ", "--office", "見本課"], "何も書かれていません");
    told(&["accept", "28642", "--office", "見本課"], "--reason");
    told(&[&["accept"], &REASON[..]].concat(), "どの注意に答えるのか");
    told(&[&["accept", "r7/999"], &REASON[..]].concat(), "当てはまる注意がありません");
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
    fs::write(&path, format!("{before}警告の確認: [ ]\n")).unwrap();
    told(&[&["accept", "28642"], &REASON[..]].concat(), "");
    fs::write(&path, before.replace("改善: 空欄", "改善:")).unwrap();
    // A draft may have a blank; one that is to be published may not.
    fs::write(&path, before.replace("公表の状態: 下書き\n", "").replace("改善: 空欄", "改善:"))
        .unwrap();
    told(&[&["accept", "28642"], &REASON[..]].concat(), "内容に誤りがあります");
}
