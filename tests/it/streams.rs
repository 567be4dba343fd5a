//! Output other than a site: full or closed streams, foreign files, pipes and devices, names with terminal control
//! characters.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::support;

fn workplace() -> TempDir {
    let folder = TempDir::new().unwrap();
    let from = support::repository().join("tests/fixtures/forms");
    support::copy_folder(&from, &folder.path().join("content"));
    folder
}

/// Runs with a standard output that is full or closed; returns exit code and messages.
fn unheard(arguments: &[&str], folder: &Path, closed: bool) -> (i32, String) {
    let mut command = support::command(arguments, folder);
    command.stderr(Stdio::piped());
    if closed {
        // The reader is gone before anything can be written.
        let (_, writer) = io::pipe().unwrap();
        command.stdout(writer);
    } else {
        command.stdout(fs::File::options().write(true).open("/dev/full").unwrap());
    }
    let mut child = command.spawn().unwrap();
    let mut told = String::new();
    child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    (child.wait().unwrap().code().unwrap_or(-1), told)
}

#[test]
#[cfg(target_os = "linux")]
fn a_stream_that_takes_nothing_is_told_and_what_was_made_stands() {
    let folder = workplace();
    let fonts = support::fonts();
    let fonts = fonts.to_str().unwrap();
    for closed in [false, true] {
        let name = if closed { "closed" } else { "full" };
        let site = format!("site-{name}");
        for (arguments, holds) in [
            (vec!["check"], "何も書き換えていません"),
            (vec!["check", "--format", "json"], "何も書き換えていません"),
            (vec!["build", "--no-pdf", "--out", &site], "新しく作ってあります"),
            (vec!["verify", &site], "何も書き換えていません"),
            (vec!["diff", &site, "content"], "何も書き換えていません"),
            (vec!["schema", "--out", "forms"], "書き出しました"),
            (vec!["release", name, "--fonts", fonts], "作ってあります"),
            (vec!["--help"], "何も書き換えていません"),
            (vec!["--version"], "何も書き換えていません"),
        ] {
            let (exit, told) = unheard(&arguments, folder.path(), closed);
            assert_eq!(exit, 1, "{arguments:?}: {told}");
            assert!(told.contains("結果の文を書き出せませんでした"), "{arguments:?}: {told}");
            assert!(told.contains(holds), "{arguments:?}: {told}");
            assert!(!told.contains("思わぬこと") && !told.contains("os error"), "{told}");
        }
        assert!(folder.path().join(&site).join("index.html").exists());
        let whole = support::kohyo(&["verify", &format!("releases/{name}")], folder.path());
        assert_eq!(whole.exit, 0, "{}", whole.stdout);
    }
}

#[test]
fn files_that_are_not_ours_are_never_written_over() {
    let folder = workplace();
    let at = |path: &str| folder.path().join(path);
    let run = |arguments: &[&str]| support::kohyo(arguments, folder.path());
    let city = fs::read(at("content/city.yaml")).unwrap();
    let refused = |arguments: &[&str]| {
        let run = run(arguments);
        assert_eq!(run.exit, 1, "{arguments:?}: {}", run.stdout);
        assert!(run.stderr.contains("対処"), "{arguments:?}: {}", run.stderr);
        assert!(!run.stderr.contains("思わぬこと"), "{}", run.stderr);
    };
    fs::write(at("mine.html"), "mine").unwrap();
    assert_eq!(run(&["build", "-q", "--no-pdf"]).exit, 0);
    let places = ["content/city.yaml", "content/new.html", "mine.html", "output/x.html", "output"];
    for place in places {
        refused(&["diff", "content", "output", "--html", place]);
    }
    assert_eq!(fs::read(at("content/city.yaml")).unwrap(), city);
    assert_eq!(fs::read(at("mine.html")).unwrap(), b"mine");
    assert!(!at("content/new.html").exists() && !at("output/x.html").exists());
    // Our own page is overwritten.
    for _ in 0..2 {
        let made = run(&["diff", "content", "output", "--html", "diff.html"]);
        assert_eq!(made.exit, 0, "{}", made.stderr);
    }

    fs::create_dir(at("forms")).unwrap();
    fs::write(at("forms/city.json"), "{\"mine\": 1}").unwrap();
    refused(&["schema", "--out", "forms"]);
    assert_eq!(fs::read(at("forms/city.json")).unwrap(), b"{\"mine\": 1}");
    assert_eq!(fs::read_dir(at("forms")).unwrap().count(), 1, "nothing is half written");
    fs::remove_file(at("forms/city.json")).unwrap();
    for _ in 0..2 {
        assert_eq!(run(&["schema", "--out", "forms"]).exit, 0);
    }
    refused(&["schema", "--out", "output"]);
}

#[test]
fn places_that_hold_each_other_are_refused_before_anything_is_written() {
    let folder = workplace();
    let fonts = support::fonts();
    let run = |arguments: &[&str]| {
        let all = [&["build", "-q", "--fonts", fonts.to_str().unwrap()], arguments].concat();
        support::kohyo(&all, folder.path())
    };
    for (arguments, why) in [
        (&["--cms", "output/cms"][..], "重なっています"),
        (&["--cms", "output"], "重なっています"),
        (&["--out", "a/b", "--cms", "a"], "重なっています"),
        (&["--out", "content/site"], "内容のフォルダー"),
        (&["--cms", "content/cms"], "内容のフォルダー"),
        (&["--cache", "content/cache"], "内容のフォルダー"),
        (&["--cache", "output/cache"], "重なっています"),
        (&["--content", "content/h25", "--out", "content"], "内容のフォルダーを含んでいます"),
    ] {
        let refused = run(arguments);
        assert_eq!(refused.exit, 1, "{arguments:?}: {}", refused.stderr);
        if !arguments.contains(&"--content") {
            assert!(refused.stderr.contains(why), "{arguments:?}: {}", refused.stderr);
        }
        for place in ["output", "a", "content/site", "content/cms", "content/cache"] {
            assert!(!folder.path().join(place).exists(), "{arguments:?}: {place}");
        }
    }
    // Nor into a published site.
    assert_eq!(run(&["--no-pdf"]).exit, 0);
    for place in [["--out", "output/h25"], ["--cms", "output/cms"]] {
        let refused = run(&[&["--no-pdf"], &place[..]].concat());
        assert_eq!(refused.exit, 1, "{place:?}");
    }
    let again = run(&["--no-pdf"]);
    assert_eq!(again.exit, 0, "{}", again.stderr);
}

#[test]
#[cfg(target_os = "linux")]
fn pipes_and_devices_are_not_waited_for() {
    let folder = workplace();
    let pipe = folder.path().join("pipe.pdf");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    fs::create_dir(folder.path().join("site")).unwrap();
    let made = Command::new("mkfifo").arg(folder.path().join("site/manifest.json")).status();
    assert!(made.unwrap().success());
    for arguments in [
        &["verify", "pipe.pdf"][..],
        &["verify", "/dev/zero"],
        &["verify", "site"],
        &["diff", "pipe.pdf", "content"],
        &["diff", "/dev/zero", "content"],
        &["diff", "site", "content"],
        &["diff", "content", "content", "--html", "pipe.pdf"],
        &["build", "-q", "--no-pdf", "--out", "site"],
    ] {
        let started = Instant::now();
        let run = support::kohyo(arguments, folder.path());
        assert_eq!(run.exit, 1, "{arguments:?}: {}", run.stdout);
        assert!(run.stderr.contains("誤り: "), "{arguments:?}: {}", run.stderr);
        assert!(started.elapsed() < Duration::from_secs(10), "{arguments:?}");
    }
}

#[test]
fn names_never_command_the_terminal_and_messages_are_japanese() {
    let folder = workplace();
    let long = "長".repeat(120);
    for (arguments, shown) in [
        (vec!["verify", "no\u{1b}[2J\u{7}name"], "no〔U+001B〕[2J〔U+0007〕name"),
        (vec!["verify", "\u{202e}piz"], "〔U+202E〕piz"),
        (vec!["build", "-q", "--no-pdf", "--out", &long], "名前が長すぎる"),
        (vec!["diff", "content", "content", "--html", &long], "名前が長すぎる"),
        (vec!["check", "--content", &long], "名前が長すぎる"),
    ] {
        let run = support::kohyo(&arguments, folder.path());
        assert_eq!(run.exit, 1, "{arguments:?}");
        assert!(run.stderr.contains(shown), "{arguments:?}: {}", run.stderr);
        let harmful = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(
            !run.stderr.contains(harmful) && !run.stderr.contains("os error"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn more_jobs_than_cores_can_do_are_not_begun() {
    let folder = workplace();
    let started = Instant::now();
    let run = support::kohyo(&["build", "-q", "--no-pdf", "--jobs", "20000"], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}

#[test]
fn two_handouts_at_once_do_not_take_each_others_files() {
    let folder = TempDir::new().unwrap();
    support::copy_folder("content".as_ref(), &folder.path().join("content"));
    let fonts = support::fonts();
    let arguments = ["handout", "-q", "--fonts", fonts.to_str().unwrap()];
    let start =
        || support::command(&arguments, folder.path()).stderr(Stdio::piped()).spawn().unwrap();
    let runs: Vec<_> = (0..4).map(|_| start()).collect();
    for run in runs {
        let output = run.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    for (path, bytes) in support::snapshot(&folder.path().join("output-handouts")) {
        assert!(!path.starts_with('.') && bytes.starts_with(b"%PDF"), "{path}");
    }
}
