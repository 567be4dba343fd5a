//! Content that is too large, too deep or too much: refused with one sentence, quickly, and without a panic.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::support::{self, Run};

const PROJECT: &str = "content/h25/projects/522.yaml";

/// Morioka's content with one file changed; what `check` says about it.
fn check(change: impl Fn(String) -> String) -> Run {
    let folder = TempDir::new().unwrap();
    support::copy_folder(Path::new("content"), &folder.path().join("content"));
    let path = folder.path().join(PROJECT);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, change(text)).unwrap();
    let started = Instant::now();
    let run = support::kohyo(&["check"], folder.path());
    assert!(started.elapsed() < Duration::from_secs(20), "took {:?}", started.elapsed());
    assert!(matches!(run.exit, 0 | 1), "{run:?}");
    assert!(!run.stderr.contains("思わぬこと"), "{}", run.stderr);
    run
}

/// True when exactly one mistake is reported, and it has this code.
fn only(run: &Run, code: &str) -> bool {
    run.exit == 1
        && run.stdout.matches("誤り[").count() == 1
        && run.stdout.contains(&format!("誤り[{code}]"))
}

#[test]
fn a_file_over_one_mebibyte_is_refused_once() {
    let limit = 1024 * 1024;
    let padded = |size: usize| {
        move |text: String| {
            let rest = size - text.len();
            format!("{text}#{}\n", "-".repeat(rest - 2))
        }
    };
    let over = check(padded(limit + 1));
    assert!(only(&over, "too-long"), "{}", over.stdout);
    assert!(over.stdout.contains("1024KBまで"), "{}", over.stdout);
    let at_the_limit = check(padded(limit));
    assert_eq!(at_the_limit.exit, 0, "{}", at_the_limit.stdout);
}

#[test]
fn nesting_is_refused_before_it_exhausts_anything() {
    for (open, close) in [("[", "]"), ("{ a: ", " }"), ("[", ""), ("- ", "")] {
        let deep = format!("    単位: {}{}", open.repeat(100_000), close.repeat(100_000));
        let run = check(|text| text.replacen("    単位: 社", &deep, 1));
        assert_eq!(run.exit, 1, "{open}: {}", run.stdout);
        assert_eq!(run.stdout.matches("誤り[").count(), 1, "{open}");
    }
    let keys: String =
        (0..500).fold(String::new(), |text, depth| format!("{text}{}a:\n", " ".repeat(depth)));
    let run = check(|_| keys.clone());
    assert!(only(&run, "too-deep"), "{}", run.stdout);
}

#[test]
fn a_very_long_line_has_its_mistake_shown_in_part() {
    let long = format!("    単位: {}: 社", "件".repeat(300_000));
    let run = check(|text| text.replacen("    単位: 社", &long, 1));
    assert!(only(&run, "yaml-syntax"), "{}", run.stdout.len());
    assert!(run.stdout.len() < 20_000, "{}", run.stdout.len());
}

#[test]
fn a_thousand_unknown_keys_are_a_thousand_sentences() {
    let keys: String =
        (0..1000).fold(String::new(), |text, number| format!("{text}\n項目{number}: 値"));
    let run = check(|text| format!("{text}{keys}\n"));
    assert_eq!(run.exit, 1);
    assert_eq!(run.stdout.matches("誤り[unknown-key]").count(), 1000);
}
