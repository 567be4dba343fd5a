//! Releases: the same bytes for the same content, only edited parts change, nothing is lost, everything published can
//! be verified.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::Instant;

use serde_json::Value;
use tempfile::TempDir;

use crate::parity::{facts_on_page, pdf_text};
use crate::support::{self, Run};

fn workplace() -> TempDir {
    let folder = TempDir::new().unwrap();
    support::copy_folder("content".as_ref(), &folder.path().join("content"));
    folder
}

fn arguments(name: &str, more: &[&str]) -> Vec<String> {
    let fonts = support::fonts().to_string_lossy().into_owned();
    let mut list: Vec<String> =
        ["release", name, "--fonts", fonts.as_str()].map(str::to_owned).into();
    list.extend(more.iter().map(|word| (*word).to_owned()));
    list
}

fn release(folder: &Path, name: &str, more: &[&str]) -> Run {
    support::kohyo(&arguments(name, more), folder)
}

fn run(folder: &Path, words: &[&str]) -> Run {
    support::kohyo(words, folder)
}

/// Answers the warning about an unrecorded change.
fn answer(sheet: &Path) {
    let text = fs::read_to_string(sheet).unwrap();
    let answer =
        "警告の確認:\n  - { 符号: unrecorded-change, 理由: 見本です。, 確認した課: 見本課 }\n";
    fs::write(sheet, format!("{text}{answer}")).unwrap();
}

#[test]
fn a_recorded_change_is_released() {
    let folder = workplace();
    assert_eq!(release(folder.path(), "v1", &["-q"]).exit, 0);
    let sheet = folder.path().join("content/h25/projects/524.yaml");
    support::edit(&sheet, "平成23: 1100,", "平成23: 1101,");
    let text = fs::read_to_string(&sheet).unwrap();
    let fact = "成果指標.経営改善等研修会の参加者数（商工会議所，商工会など）.実績.平成23";
    let correction = format!(
        "訂正:\n  - {{ 対象: 実績, 前: 1100, 後: 1101, 訂正日: 令和8年11月21日, 理由: 見本です。, 事実: \"{fact}\" }}\n"
    );
    fs::write(&sheet, format!("{text}{correction}")).unwrap();
    let run = release(folder.path(), "v2", &["-q"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    // A published text has changed.
    support::edit(
        &sheet,
        "、指標名から単年の値と判断しました。",
        "、指標名から単年の値としました。",
    );
    let run = release(folder.path(), "v3", &["-q"]);
    assert!(run.exit == 1 && run.stderr.contains("unrecorded-change"), "{}", run.stderr);
    // The name of an indicator is part of its figures' ids: 旧名称 says where they went.
    support::edit(
        &sheet,
        "、指標名から単年の値としました。",
        "、指標名から単年の値と判断しました。",
    );
    let text = fs::read_to_string(&sheet).unwrap();
    let name = "経営改善等研修会の参加者数（商工会議所，商工会など）";
    let text = text.replacen(name, &format!("研修会の参加者数\n    旧名称: {name}"), 1);
    let text = text.replace(fact, "成果指標.研修会の参加者数.実績.平成23");
    let doubted = format!("箇所: 成果指標.{name}");
    assert_eq!(text.matches(&doubted).count(), 1);
    fs::write(&sheet, text.replace(&doubted, "箇所: 成果指標.研修会の参加者数")).unwrap();
    let run = release(folder.path(), "v3", &["-q"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
}

fn listing(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn two_releases_of_the_same_content_are_the_same_bytes() {
    let folder = workplace();
    for out in ["one", "two"] {
        let run = release(folder.path(), "v1", &["--out", out]);
        assert_eq!(run.exit, 0, "{}", run.stderr);
    }
    let [one, two] =
        ["one", "two"].map(|out| support::snapshot(&folder.path().join(out).join("v1")));
    assert_eq!(one, two);
    let wanted = ["cms", "facts.json", "handouts", "manifest.json", "notes.md", "site", "site.zip"];
    assert_eq!(listing(&folder.path().join("one/v1")), wanted);
    let again = run(folder.path(), &["diff", "one/v1", "two/v1", "--exit-code"]);
    assert_eq!(again.exit, 0, "{}", again.stdout);
}

#[test]
fn a_release_is_what_a_build_makes() {
    let folder = workplace();
    assert_eq!(release(folder.path(), "v1", &["-q"]).exit, 0);
    let frozen = support::snapshot(&folder.path().join("releases/v1/site"));
    assert_eq!(frozen, support::snapshot(support::built()));
}

#[test]
fn an_edited_figure_is_the_only_change_and_changes_only_what_shows_it() {
    let folder = workplace();
    assert_eq!(release(folder.path(), "v1", &["-q"]).exit, 0);
    let sheet = folder.path().join("content/h25/projects/524.yaml");
    support::edit(&sheet, "平成23: 1100,", "平成23: 1101,");
    // A published figure must not change without a record.
    let refused = release(folder.path(), "v2", &["-q"]);
    assert_eq!(refused.exit, 1);
    let fact = "成果指標.経営改善等研修会の参加者数（商工会議所，商工会など）.実績.平成23";
    for told in [
        "注意[unrecorded-change]",
        "524.yaml:12:",
        "1,100人から1,101人に、記録なしに変わりました",
        "前: \"1100\", 後: \"1101\", 訂正日: 令和8年11月21日, 理由: ",
        &format!("事実: \"{fact}\" }}"),
    ] {
        assert!(refused.stderr.contains(told), "{told} is not in {}", refused.stderr);
    }
    answer(&sheet);
    assert_eq!(release(folder.path(), "v2", &["-q"]).exit, 0);

    let releases = folder.path().join("releases");
    let diff: Value =
        serde_json::from_slice(&fs::read(releases.join("v2/diff.json")).unwrap()).unwrap();
    let ids = |key: &str| -> BTreeSet<String> {
        let list = diff[key].as_array().unwrap();
        list.iter().map(|change| change["id"].as_str().unwrap().to_owned()).collect()
    };
    let id = "h25.524.成果指標.経営改善等研修会の参加者数（商工会議所，商工会など）.実績.平成23";
    let stated = diff["facts"].as_array().unwrap().iter().find(|change| change["id"] == id);
    let stated = stated.unwrap();
    assert_eq!((&stated["before"], &stated["after"]), (&"1,100人".into(), &"1,101人".into()));
    assert_eq!((&stated["file"], &stated["line"]), (&"h25/projects/524.yaml".into(), &"12".into()));
    let changed = ids("facts");
    let wanted = [
        "h25.524.成果指標.経営改善等研修会の参加者数（商工会議所，商工会など）.実績.平成23",
        "h25.524.成果指標.経営改善等研修会の参加者数（商工会議所，商工会など）.参考.前年差.平成24",
    ];
    assert_eq!(changed, wanted.map(str::to_owned).into());
    assert!(
        diff["texts"].as_array().unwrap().is_empty()
            && diff["pages"].as_array().unwrap().is_empty()
    );

    // The files that show one of the two, and no other; a note states the result of the alternative reading.
    let site = releases.join("v2/site");
    let mut showing = BTreeSet::from(
        [
            "data/indicators.csv",
            "data/notes.csv",
            "data/package.json",
            "data/tables.csv",
            "manifest.json",
        ]
        .map(str::to_owned),
    );
    for (path, bytes) in support::snapshot(&site) {
        let shows = path.ends_with(".html")
            && facts_on_page(std::str::from_utf8(&bytes).unwrap())
                .iter()
                .any(|(id, _)| changed.contains(id));
        if shows {
            let pdf = path.replace(".html", ".pdf");
            showing.extend(site.join(&pdf).exists().then_some(pdf));
            showing.insert(path);
        }
    }
    assert_eq!(ids("files"), showing);
    let before = support::snapshot(&releases.join("v1/site"));
    for (path, bytes) in support::snapshot(&site) {
        let same = before[&path] == bytes;
        assert_eq!(same, !showing.contains(&path), "{path}");
    }
    let page = fs::read_to_string(releases.join("v2/diff.html")).unwrap();
    assert!(page.contains("1,101人") && !page.contains("<script"));
}

#[test]
fn an_edited_sentence_is_told_with_its_place() {
    let folder = workplace();
    support::copy_folder(&folder.path().join("content"), &folder.path().join("later"));
    let sheet = folder.path().join("later/h25/policies/52.yaml");
    support::edit(&sheet, "意図: 製品出荷額等が増加する。", "意図: 製品出荷額等が増える。");
    let run = run(folder.path(), &["diff", "content", "later", "--exit-code"]);
    assert_eq!(run.exit, 1, "{}", run.stderr);
    for wanted in
        ["文（変更1）", "目的 意図", "後 製品出荷額等が増える。", "h25/policies/52.yaml:6"]
    {
        assert!(run.stdout.contains(wanted), "{wanted}: {}", run.stdout);
    }
    assert!(run.stdout.contains("数値 なし"), "{}", run.stdout);
}

#[test]
fn a_release_is_made_once() {
    let folder = workplace();
    assert_eq!(release(folder.path(), "v1", &["-q"]).exit, 0);
    let before = support::snapshot(&folder.path().join("releases"));
    let again = release(folder.path(), "v1", &[]);
    assert_eq!(again.exit, 1);
    assert!(again.stderr.contains("もうあります"), "{}", again.stderr);
    assert_eq!(support::snapshot(&folder.path().join("releases")), before);
}

#[test]
fn releases_keep_out_of_content_and_of_published_folders() {
    let folder = workplace();
    assert_eq!(run(folder.path(), &["build", "--no-pdf", "-q"]).exit, 0);
    for (out, word) in [
        ("content", "内容のフォルダーの中"),
        ("output", "公表物のフォルダーの中"),
        ("content/city.yaml", "フォルダーではありません"),
    ] {
        let before = support::snapshot(folder.path());
        let run = release(folder.path(), "v1", &["--out", out]);
        assert_eq!(run.exit, 1, "{out}");
        assert!(run.stderr.contains(word), "{out}: {}", run.stderr);
        assert_eq!(support::snapshot(folder.path()), before, "{out}");
    }
}

#[test]
fn what_cannot_be_printed_is_not_released() {
    let folder = workplace();
    let sheet = folder.path().join("content/h25/policies/52.yaml");
    support::edit(&sheet, "対象: 製造業者,", "対象: 製造業者🎉,");
    let run = release(folder.path(), "v1", &[]);
    assert!(run.exit == 1 && run.stderr.contains("字形"), "{}", run.stderr);
    assert!(!folder.path().join("releases").exists());
}

#[test]
fn a_damaged_release_is_not_compared_with() {
    let folder = workplace();
    assert_eq!(release(folder.path(), "v1", &["-q"]).exit, 0);
    let record = folder.path().join("releases/v1/facts.json");
    let text = fs::read_to_string(&record).unwrap();
    fs::write(&record, text.replacen("10415", "10416", 1)).unwrap();
    let run = release(folder.path(), "v2", &[]);
    let told =
        run.stderr.contains("facts.json") && run.stderr.contains("作ったときのままではありません");
    assert!(run.exit == 1 && told, "{}", run.stderr);
    assert!(!folder.path().join("releases/v2").exists());
}

#[test]
fn figures_of_every_kind_stand_where_their_file_and_line_say() {
    for (fixture, figures) in [
        (
            "plan-review",
            [
                "plans.mihon-2022.KPIの実績.会員企業への卒業生の就職者数（見本）.実績",
                "plans.mihon-2022.検証.実績額",
            ]
            .as_slice(),
        ),
        (
            "kinds",
            &[
                "h25.11.成果指標.見本の参加者数.実績.平成24",
                "h25.11.成果指標.見本の参加者数.計画.平成24",
            ],
        ),
    ] {
        let folder = TempDir::new().unwrap();
        support::copy_folder(
            &Path::new("tests/fixtures").join(fixture),
            &folder.path().join("content"),
        );
        let run = release(folder.path(), "v1", &["-q"]);
        assert_eq!(run.exit, 0, "{fixture}: {}", run.stderr);
        let record = fs::read(folder.path().join("releases/v1/facts.json")).unwrap();
        let record: Value = serde_json::from_slice(&record).unwrap();
        let facts = record["facts"].as_array().unwrap();
        assert!(facts.iter().all(|fact| fact["origin"] != "stated" || fact["line"] != ""));
        for id in figures {
            let fact = facts.iter().find(|fact| fact["id"] == *id);
            let fact = fact.unwrap_or_else(|| panic!("no {id} in {fixture}"));
            let file = folder.path().join("content").join(fact["file"].as_str().unwrap());
            let line: usize = fact["line"].as_str().unwrap().parse().unwrap();
            let text = fs::read_to_string(file).unwrap();
            let line = text.lines().nth(line - 1).unwrap();
            assert!(line.contains(fact["value"].as_str().unwrap()), "{id}: {line}");
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_place_that_cannot_be_written_is_told() {
    let folder = workplace();
    let run = release(folder.path(), "v1", &["--out", "/proc/kohyo"]);
    assert_eq!(run.exit, 1);
    assert!(run.stderr.contains("/proc/kohyo"), "{}", run.stderr);
}

#[test]
fn what_is_missing_changed_or_added_is_found() {
    let folder = workplace();
    assert_eq!(release(folder.path(), "v1", &["-q"]).exit, 0);
    let whole = ["releases/v1", "releases/v1/site", "releases/v1/site.zip"];
    for path in whole {
        let run = run(folder.path(), &["verify", path]);
        assert_eq!(run.exit, 0, "{path}: {}", run.stdout);
    }
    let copy = folder.path().join("copy");
    support::copy_folder(&folder.path().join("releases/v1/site"), &copy);
    fs::remove_file(copy.join("h25/52.pdf")).unwrap();
    fs::write(copy.join("index.html"), "<p>別のもの").unwrap();
    fs::write(copy.join("h25/メモ.txt"), "メモ").unwrap();
    let found = run(folder.path(), &["verify", "copy"]);
    assert_eq!(found.exit, 1);
    for wanted in [
        "足りないファイル（1個）\n  h25/52.pdf\n",
        "中身が変わったファイル（1個）\n  index.html\n",
        "一覧にないファイル（1個）\n  h25/メモ.txt\n",
    ] {
        assert!(found.stdout.contains(wanted), "{wanted}: {}", found.stdout);
    }
    let mut zip = fs::read(folder.path().join("releases/v1/site.zip")).unwrap();
    zip.truncate(zip.len() / 2);
    fs::write(folder.path().join("half.zip"), zip).unwrap();
    let half = run(folder.path(), &["verify", "half.zip"]);
    assert!(half.exit == 1 && half.stderr.contains("壊れています"), "{}", half.stderr);
}

#[test]
fn drafts_are_marked_and_what_is_confirmed_is_published_by_a_release() {
    let folder = workplace();
    let content = folder.path().join("content/h25");
    let [draft, confirmed] =
        ["521", "522"].map(|code| content.join(format!("projects/{code}.yaml")));
    support::edit(&draft, "票: {", "公表の状態: 下書き\n票: {");
    support::edit(&confirmed, "票: {", "公表の状態: 確認済\n票: {");
    let fonts = support::fonts().to_string_lossy().into_owned();
    assert_eq!(run(folder.path(), &["build", "-q", "--fonts", &fonts]).exit, 0);
    let page = |path: &str| fs::read_to_string(folder.path().join(path)).unwrap();
    assert!(page("output/h25/521.html").contains("下書きです。公表前の内容です。"));
    assert!(page("output/h25/522.html").contains("確認済（公表前）です。"));
    assert!(page("output/h25/index.html").contains("<span class=\"staged draft\">下書き</span>"));
    assert!(!page("output/h25/523.html").contains("class=\"stage"));
    assert!(page("output/data/stages.csv").contains("\"h25/521.html\""));
    assert!(
        pdf_text(&folder.path().join("output/h25/521.pdf"))
            .contains("下書きです。公表前の内容です。")
    );
    let refused = release(folder.path(), "v1", &[]);
    assert!(refused.exit == 1 && refused.stderr.contains("下書きの票が1件"), "{}", refused.stderr);
    assert!(!folder.path().join("releases").exists());

    support::edit(&draft, "公表の状態: 下書き\n", "");
    assert_eq!(release(folder.path(), "v1", &["-q"]).exit, 0);
    assert_eq!(
        support::snapshot(&folder.path().join("releases/v1/site")),
        support::snapshot(support::built())
    );
    assert!(page("releases/v1/notes.md").contains("新しく公表するもの"));
}

#[test]
fn killed_at_any_moment_there_is_no_half_release() {
    let folder = workplace();
    let started = Instant::now();
    assert_eq!(release(folder.path(), "v0", &["-q"]).exit, 0);
    let usual = started.elapsed();
    let releases = folder.path().join("releases");
    let rounds = 10_u32;
    let mut whole = 1;
    for round in 0..rounds {
        let name = format!("k{round}");
        let mut child = support::command(&arguments(&name, &["-q"]), folder.path())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // PDFs take most of the time; what can go wrong happens in the last quarter.
        thread::sleep(usual * (rounds + round) / (rounds * 2));
        child.kill().unwrap();
        child.wait().unwrap();
        if releases.join(&name).exists() {
            let verified = run(folder.path(), &["verify", &format!("releases/{name}")]);
            assert_eq!(verified.exit, 0, "{}", verified.stdout);
            whole += 1;
        }
    }
    assert_eq!(release(folder.path(), "last", &["-q"]).exit, 0);
    let names = listing(&releases);
    assert_eq!(names.len(), whole + 1, "{names:?}");
}
