//! A second build: whatever was edited, damaged or kept, the result is that of a clean build.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::support::{self, Run};

struct City {
    folder: TempDir,
}

impl City {
    fn of(fixture: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let from = support::repository().join("tests/fixtures").join(fixture);
        support::copy_folder(&from, &folder.path().join("content"));
        Self { folder }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn run(&self, more: &[&str]) -> Run {
        let mut arguments = vec!["build", "--no-pdf"];
        arguments.extend(more);
        support::kohyo(&arguments, self.folder.path())
    }

    /// Builds again and from scratch; both must give the same. `false` where the content is wrong and nothing is
    /// built.
    fn holds(&self, what: &str) -> bool {
        let rebuilt = self.run(&[]);
        let clean_build = self.run(&["--no-cache", "--out", "anew"]);
        assert_eq!(rebuilt.exit, clean_build.exit, "{what}: {}", rebuilt.stderr);
        if rebuilt.exit != 0 {
            return false;
        }
        assert_eq!(rebuilt.stderr, clean_build.stderr, "{what}");
        let [rebuilt, clean_build] =
            ["output", "anew"].map(|out| support::snapshot(&self.path(out)));
        let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&rebuilt), names(&clean_build), "{what}");
        for (path, bytes) in &rebuilt {
            assert!(*bytes == clean_build[path], "{what}: {path} differs");
        }
        true
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.path(&format!("content/{path}"));
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from} is not in {}", path.display());
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }
}

fn set_time(path: &Path, time: SystemTime) {
    let file = fs::File::options().append(true).open(path).unwrap();
    file.set_modified(time).unwrap();
}

#[test]
fn whatever_is_edited_the_second_build_is_what_a_clean_one_makes() {
    let city = City::of("city");
    assert!(city.holds("first"));
    let content = city.path("content");
    let files = WalkDir::new(&content).sort_by_file_name().into_iter();
    let files = files.map(|entry| entry.unwrap().into_path());
    let files: Vec<PathBuf> = files.filter(|path| path.is_file()).collect();
    let mut built = 0;
    for path in files.iter().step_by(12) {
        let text = fs::read_to_string(path).unwrap();
        let what = path.strip_prefix(&content).unwrap().display().to_string();
        // A word, then a figure: the last digit before a comma in the series of actuals or anywhere else.
        let words = text.replacen("（見本）", "（見本、改）", 1);
        fs::write(path, &words).unwrap();
        built += usize::from(city.holds(&format!("{what}: words")));
        let at = text.find("実績: {").or_else(|| text.find(": ")).unwrap();
        let digit = text[at..].find("0,").or_else(|| text[at..].find("4,"));
        let Some(digit) = digit.map(|digit| at + digit) else {
            continue;
        };
        fs::write(path, format!("{}7{}", &text[..digit], &text[digit + 1..])).unwrap();
        built += usize::from(city.holds(&format!("{what}: figure")));
        fs::write(path, text).unwrap();
    }
    assert!(built > files.len() / 12, "{built}");
}

#[test]
fn changes_of_the_whole_reach_every_page() {
    let city = City::of("city");
    assert!(city.holds("first"));
    city.edit("city.yaml", "見本市企画課", "見本市政策課");
    assert!(city.holds("contact"));
    city.edit("city.yaml", "基準日: 平成31年3月29日", "基準日: 平成31年3月30日");
    assert!(city.holds("day"));
    city.edit("h25/evaluation.yaml", "\n", "\n# 言葉だけの行\n");
    assert!(city.holds("comment"));
    city.edit("h25/projects/422.yaml", "票:", "公表の状態: 下書き\n票:");
    assert!(city.holds("draft"));
    city.edit("city.yaml", "基準日:", "公表の状態の既定: 下書き\n基準日:");
    assert!(city.holds("all drafts"));
    // One file less: links to it must be checked, even in pages that were taken over.
    fs::remove_file(city.path("content/handouts/gikai.yaml")).unwrap();
    fs::remove_file(city.path("content/plans/kensho/mihonkojo-2017.yaml")).unwrap();
    assert!(city.holds("review removed"));
}

#[test]
fn every_figure_of_a_plan_reaches_the_pages_and_charts_that_show_it() {
    let city = City::of("plan-review");
    assert!(city.holds("first"));
    let plan = "plans/keikaku/mihon.yaml";
    let [first, second] = ["plans/kensho/mihon-2022.yaml", "plans/kensho/mihon-2023.yaml"];
    for (file, from, to) in [
        (plan, "2022: 5, 2023: 8, 2024: 12", "2022: 5, 2023: 9, 2024: 11"),
        (plan, "2022: 2, 2023: 4, 2024: 4", "2022: 3, 2023: 3, 2024: 4"),
        (plan, "2023: 80000, 2024: 150000", "2023: 90000, 2024: 140000"),
        (plan, "2022: 0.0, 2023: 1.5, 2024: 1.5", "2022: 0.5, 2023: 1.0, 2024: 1.5"),
        (plan, "事業開始前: 8500", "事業開始前: 8600"),
        (plan, "総事業費: 61200", "総事業費: 61300"),
        (plan, "公表予定: 令和9年3月", "公表予定: 令和9年4月"),
        (first, "実績: 21400", "実績: 21500"),
        (first, "実績: -0.4", "実績: -0.5"),
        (first, "実績額: 18450", "実績額: 18460"),
        (first, "展示会への出展を3回", "展示会への出展を4回"),
        (second, "実績: 1.9", "実績: 2.1"),
        (second, "公表日: 令和6年12月2日", "公表日: 令和6年12月3日"),
        ("city.yaml", "基準日: 令和8年11月21日", "基準日: 令和8年11月22日"),
        ("city.yaml", "非常に効果的であった", "とても効果的であった"),
    ] {
        city.edit(file, from, to);
        assert!(city.holds(&format!("{file}: {to}")), "{file}: {to} is refused");
    }
}

#[test]
fn what_only_a_chart_shows_is_drawn_anew_on_pages_and_in_pdfs() {
    let city = City::of("plan-review");
    let fonts = support::fonts();
    let fonts = ["--fonts", fonts.to_str().unwrap()];
    let run = |more: &[&str]| {
        let arguments = [&["build", "-q"], more, &fonts].concat();
        let run = support::kohyo(&arguments, city.folder.path());
        assert_eq!(run.exit, 0, "{}", run.stderr);
    };
    run(&[]);
    let before = support::snapshot(&city.path("output"));
    // The page of the review shows only the increment of its own year, its chart those of all years.
    city.edit(
        "plans/keikaku/mihon.yaml",
        "{ 2022: 30000, 2023: 80000, 2024: 150000 }",
        "{ 2022: 30000, 2023: 90000, 2024: 140000 }",
    );
    run(&[]);
    run(&["--no-cache", "--out", "clean"]);
    let [second, clean] = ["output", "clean"].map(|out| support::snapshot(&city.path(out)));
    for (path, bytes) in &clean {
        assert!(*bytes == second[path], "{path} differs from a clean build");
    }
    for path in ["plans/mihon-2022.html", "plans/mihon.html", "plans/mihon.pdf"] {
        assert!(before[path] != second[path], "{path} is as before");
    }
}

#[test]
fn an_edit_that_keeps_size_and_time_is_seen() {
    let city = City::of("forms");
    let past = SystemTime::UNIX_EPOCH + Duration::from_hours(24 * 365 * 50);
    let age = |folder: &str| {
        for path in support::snapshot(&city.path(folder)).keys() {
            set_time(&city.path(folder).join(path), past);
        }
    };
    age("content");
    assert!(city.holds("first"));
    // The output as well: a page damaged in the same way is repaired.
    let page = city.path("output/h25/111.html");
    let whole = fs::read_to_string(&page).unwrap();
    fs::write(&page, whole.replacen("見本", "別物", 1)).unwrap();
    city.edit("h25/projects/111.yaml", "比率: 60", "比率: 61");
    city.edit("h25/projects/111.yaml", "比率: 40", "比率: 39");
    age("content");
    age("output");
    assert!(city.holds("same size, same time"));
    let mended = fs::read_to_string(&page).unwrap();
    assert!(mended.contains("61") && !mended.contains("別物"));
}

#[test]
fn a_cache_that_a_full_disk_cut_short_serves_again() {
    let city = City::of("forms");
    fs::create_dir(city.path(".kohyo-cache")).unwrap();
    fs::write(city.path(".kohyo-cache/CACHEDIR.TAG"), "").unwrap();
    let fonts = support::fonts();
    let arguments = ["build", "-q", "--fonts", fonts.to_str().unwrap()];
    let run = support::kohyo(&arguments, city.folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let kept = support::snapshot(&city.path(".kohyo-cache"));
    assert!(kept["CACHEDIR.TAG"].starts_with(b"Signature: "));
    assert!(kept.keys().any(|path| path.ends_with(".pdf")));
}
