//! `kohyo year`: the next year's sheets are drafts that pass the check, have targets and earlier actuals in their places,
//! and nothing that is written anew each year.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::shisetsu::workplace;
use crate::support;

fn next(folder: &Path, words: &[&str]) -> support::Run {
    support::kohyo(&[&["year"], words].concat(), folder)
}

fn checked(folder: &Path) -> serde_json::Value {
    let run = support::kohyo(&["check", "--format", "json"], folder);
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn plans_move_and_what_is_written_each_year_is_unfilled() {
    let folder = workplace("content");
    let before = fs::read_to_string(folder.path().join("content/h25/policies/52.yaml")).unwrap();
    let run = next(folder.path(), &["平成26"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert!(run.stdout.contains("下書き5枚"), "{}", run.stdout);
    let year = fs::read_to_string(folder.path().join("content/h26/evaluation.yaml")).unwrap();
    for wanted in [
        "年度: 平成26\n",
        "実績年度: 平成25\n",
        "平成26年度施策達成度評価シート(25年度実績評価)",
        "平成26年度施策達成度評価シート(25年度実績評価・基本事業の状況)",
        "コード: \"5\", 名称: 活力ある産業の振興",
    ] {
        assert!(year.contains(wanted), "{wanted}: {year}");
    }
    let sheet = fs::read_to_string(folder.path().join("content/h26/policies/52.yaml")).unwrap();
    for wanted in [
        "票: { コード: \"52\", 名称: まちに活力を与える工業の振興, 上: \"5\" }",
        "公表の状態: 下書き",
        "    計画: { 平成25: 19750, 平成26: 19750, 平成27: 未記入 }",
        "    実績: { 平成24: 10415, 平成25: 未記入 }",
        "    製品出荷額等が増加する。",
        "  これからの課題: 未記入",
        "    # 平成25: 中小企業の経営上",
        "  \"521\": 30",
    ] {
        assert!(sheet.contains(wanted), "{wanted}: {sheet}");
    }
    for gone in ["疑義", "訂正", "警告の確認", "10415, 別の読み"] {
        assert!(!sheet.contains(gone), "{gone}: {sheet}");
    }
    assert_eq!(checked(folder.path())["errors"], 0);
    // The year that was is as it was, and a second time says that the folder is there.
    let after = fs::read_to_string(folder.path().join("content/h25/policies/52.yaml")).unwrap();
    assert_eq!(before, after);
    let again = next(folder.path(), &["平成26", "--from", "平成25"]);
    assert_eq!(again.exit, 1);
    assert!(again.stderr.contains("h26 が、もうあります"), "{}", again.stderr);
    // An indicator is the same in both years: its history has both sheets.
    let status = support::kohyo(&["status", "h26", "--format", "json"], folder.path());
    let status: serde_json::Value = serde_json::from_str(&status.stdout).unwrap();
    assert!(
        status["years"][0]["sheets"]
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one["unfilled"].as_u64().unwrap() > 0)
    );
}

#[test]
fn the_next_year_of_every_city_passes_the_check() {
    let fixtures = [
        "anketo",
        "city",
        "forms",
        "hikokai",
        "jimujigyo",
        "kinds",
        "kofukin",
        "senryaku",
        "shisetsu",
        "torikumi",
        "wariai",
        "years",
        "yosan",
        "yoshiki",
    ];
    for fixture in fixtures {
        let folder = workplace(&format!("tests/fixtures/{fixture}"));
        let run = next(folder.path(), &[]);
        assert_eq!(run.exit, 0, "{fixture}: {}", run.stderr);
        let found = checked(folder.path());
        assert_eq!(found["errors"], 0, "{fixture}: {found:#}");
    }
}

#[test]
fn identities_and_series_go_on() {
    let folder = workplace("tests/fixtures/jimujigyo");
    let old = fs::read_to_string(folder.path().join("content/r7/jimu/1234.yaml"));
    assert!(old.unwrap().contains("識別: takuhai"));
    assert_eq!(next(folder.path(), &["令和8", "--from", "r7"]).exit, 0);
    let sheet = fs::read_to_string(folder.path().join("content/r8/jimu/1234.yaml")).unwrap();
    for wanted in [
        "    識別: takuhai\n",
        "目標値: { 令和5: 560, 令和8: 600以上 }",
        "令和7: 未記入 }",
        "    達成率: 未記入",
        "# 前の年度は 拡充",
    ] {
        assert!(sheet.contains(wanted), "{wanted}: {sheet}");
    }
    let city = workplace("tests/fixtures/city");
    assert_eq!(next(city.path(), &[]).exit, 0);
    let series = walkdir::WalkDir::new(city.path().join("content/r1")).into_iter().any(|file| {
        let file = file.unwrap();
        file.file_type().is_file()
            && fs::read_to_string(file.path()).unwrap().contains("    系列:\n      ")
    });
    assert!(series);
}

#[test]
fn what_keeps_a_year_from_being_made_is_said() {
    let folder = workplace("content");
    let told = |words: &[&str], wanted: &str| {
        let run = next(folder.path(), words);
        assert_eq!(run.exit, 1, "{words:?}");
        assert!(run.stderr.contains(wanted), "{wanted}: {}", run.stderr);
        assert!(!folder.path().join("content/h26").exists());
    };
    told(&["平成24"], "後の年度ではありません");
    told(&["26"], "年度として読めません");
    told(&["平成26", "--from", "平成20"], "年度「平成20」がありません");
    let path = folder.path().join("content/h25/projects/522.yaml");
    fs::write(&path, "票: [\n").unwrap();
    told(&["平成26"], "h25/projects/522.yaml を、票として読めません");
    let empty = TempDir::new().unwrap();
    fs::create_dir_all(empty.path().join("content")).unwrap();
    fs::copy("content/city.yaml", empty.path().join("content/city.yaml")).unwrap();
    let run = next(empty.path(), &[]);
    assert!(run.stderr.contains("もとにする年度がありません"), "{}", run.stderr);
}
