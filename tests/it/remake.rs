//! A second build: it makes what changed and takes over the rest, and the result is what a clean build makes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::support::{self, Run};

struct City {
    folder: TempDir,
}

impl City {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let from = support::repository().join("tests/fixtures/city");
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

    /// Builds again and anew; both must come out alike. `false` where the content is wrong and nothing is built.
    fn holds(&self, what: &str) -> bool {
        let again = self.run(&[]);
        let anew = self.run(&["--no-cache", "--out", "anew"]);
        assert_eq!(again.exit, anew.exit, "{what}: {}", again.stderr);
        if again.exit != 0 {
            return false;
        }
        assert_eq!(again.stderr, anew.stderr, "{what}");
        let [again, anew] = ["output", "anew"].map(|out| support::snapshot(&self.path(out)));
        let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&again), names(&anew), "{what}");
        for (path, bytes) in &again {
            assert!(*bytes == anew[path], "{what}: {path} differs");
        }
        true
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let path = self.path(&format!("content/{path}"));
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from} is not in {}", path.display());
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    /// Puts other words into a published page, of the same length and as of the same time.
    fn spoil(&self, page: &str) {
        let path = self.path(&format!("output/{page}"));
        let changed = fs::metadata(&path).unwrap().modified().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replacen("見本", "別物", 1)).unwrap();
        set_time(&path, changed);
    }

    fn is_spoilt(&self, page: &str) -> bool {
        let text = fs::read_to_string(self.path(&format!("output/{page}"))).unwrap();
        text.contains("別物")
    }
}

fn set_time(path: &Path, time: SystemTime) {
    let file = fs::File::options().append(true).open(path).unwrap();
    file.set_modified(time).unwrap();
}

#[test]
fn whatever_is_edited_the_second_build_is_what_a_clean_one_makes() {
    let city = City::new();
    assert!(city.holds("first"));
    let content = city.path("content");
    let files = WalkDir::new(&content).sort_by_file_name().into_iter();
    let files = files.map(|entry| entry.unwrap().into_path());
    let files: Vec<PathBuf> = files.filter(|path| path.is_file()).collect();
    let mut built = 0;
    for path in files.iter().step_by(4) {
        let text = fs::read_to_string(path).unwrap();
        let what = path.strip_prefix(&content).unwrap().display().to_string();
        // Words, then a figure: the last digit before a comma in the series of actuals or anywhere else.
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
    assert!(built > files.len() / 4, "{built}");
}

#[test]
fn changes_of_the_whole_reach_every_page() {
    let city = City::new();
    assert!(city.holds("first"));
    city.edit("city.yaml", "見本市企画課", "見本市政策課");
    assert!(city.holds("contact"));
    city.edit("city.yaml", "基準日: 平成31年3月29日", "基準日: 平成31年3月30日");
    assert!(city.holds("day"));
    city.edit("h25/evaluation.yaml", "\n", "\n# 言葉だけの行\n");
    assert!(city.holds("comment"));
    city.edit("h25/projects/422.yaml", "基本事業:", "公表の状態: 下書き\n基本事業:");
    assert!(city.holds("draft"));
    city.edit("city.yaml", "基準日:", "公表の状態の既定: 下書き\n基準日:");
    assert!(city.holds("all drafts"));
    // A file less: what links to it has to be looked at, in pages that were taken over, too.
    fs::remove_file(city.path("content/handouts/gikai.yaml")).unwrap();
    fs::remove_file(city.path("content/plans/mihonkojo/2017.yaml")).unwrap();
    assert!(city.holds("review removed"));
}

#[test]
fn only_what_changed_is_made_and_what_does_not_stand_as_made_is_made_again() {
    let city = City::new();
    assert!(city.holds("first"));
    // A page that the build does not touch keeps what was put into it; that is how this test knows.
    for page in ["h25/421.html", "h25/422.html", "h25/321.html", "h30/index.html"] {
        city.spoil(page);
    }
    city.edit("h25/projects/422.yaml", "事業を行う（見本）。", "事業を進める（見本）。");
    let run = city.run(&[]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert!(!city.is_spoilt("h25/422.html"), "the edited sheet is made again");
    assert!(city.is_spoilt("h25/321.html"), "another sheet is taken over");
    assert!(city.is_spoilt("h30/index.html"), "a list that says the same is taken over");
    // Another time or another size, and a page is not trusted.
    set_time(&city.path("output/h25/321.html"), SystemTime::now());
    fs::write(city.path("output/h30/index.html"), "").unwrap();
    fs::write(city.path("output/h25/421.html"), "").unwrap();
    assert!(city.holds("spoilt"));
}

#[test]
fn without_what_was_kept_or_with_half_of_it_all_is_made_again() {
    let city = City::new();
    assert!(city.holds("first"));
    city.edit("h25/projects/422.yaml", "事業を行う（見本）。", "事業を進める（見本）。");
    let cache = city.path(".kohyo-cache");
    let kept = fs::read_dir(&cache).unwrap().map(|entry| entry.unwrap().path());
    let kept: Vec<_> =
        kept.filter(|path| path.extension().is_some_and(|end| end == "pages")).collect();
    assert_eq!(kept.len(), 1, "one output, one record");
    let whole = fs::read(&kept[0]).unwrap();
    fs::write(&kept[0], &whole[..whole.len() / 2]).unwrap();
    city.spoil("h25/321.html");
    assert!(city.holds("half"));
    city.edit("h25/projects/422.yaml", "事業を進める（見本）。", "事業を続ける（見本）。");
    fs::remove_dir_all(&cache).unwrap();
    city.spoil("h25/321.html");
    assert!(city.holds("none"));
}
