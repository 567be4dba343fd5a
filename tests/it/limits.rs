//! Content that is too large, too deep or too much: refused with one message, quickly, and without a panic.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::support::{self, Run};

const PROJECT: &str = "content/h25/projects/522.yaml";

/// Changes one file of Morioka's content; returns the output of `check`.
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
    assert!(!run.stderr.contains("プログラムの誤り"), "{}", run.stderr);
    run
}

/// True when exactly one mistake is reported, with this code.
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

#[test]
fn of_very_many_mistakes_the_first_are_told_and_the_rest_is_counted() {
    const MANY: usize = 16_000;
    let list = |line: &dyn Fn(usize) -> String| (0..MANY).map(line).collect::<String>();
    for (what, lines) in [
        ("unknown keys", list(&|number| format!("項目{number}: 値\n"))),
        ("one key", list(&|_| "単位: 社\n".to_owned())),
        ("years", format!("成果指標:\n  - 実績:\n{}", list(&|year| format!("      {year}: x\n")))),
        (
            "on one line",
            format!(
                "成果指標: [{}]",
                list(&|number| format!("{{ a{number}: 1, b: 2, c: 3, d: 4 }}, "))
            ),
        ),
        ("commas", format!("目的: {{ 対象: 1{} }}", list(&|number| format!(",{number:03}")))),
        ("texts", format!("注: [{}]", list(&|number| format!("計{number},{number}人です。, ")))),
        ("colons", list(&|number| format!("# {number}\n見出し：{number}\n"))),
        ("remarks", format!("注:\n{}", list(&|number| format!("  - 文 #{number}\n")))),
    ] {
        let run = check(|_| lines.clone());
        assert_eq!(run.exit, 1, "{what}");
        let told = run.stdout.matches("誤り[").count();
        let more = run.stdout.split("ほかに").nth(1).and_then(|rest| rest.split('件').next());
        let more: usize = more.map_or(0, |more| more.parse().unwrap());
        let found = format!("誤りが{}件", told + more);
        assert!(run.stdout.contains(&found), "{what}: {told} and {more}, not {found}");
        assert!(told <= 1000 && (told == 1000 || more == 0), "{what}: {told} and {more}");
        assert!(what == "commas" || told + more >= 1000, "{what}: {told} and {more}");
        assert!(run.stdout.len() < 2_000_000, "{what}: {}", run.stdout.len());
    }
}

#[test]
fn the_report_for_programs_is_cut_as_well() {
    let folder = TempDir::new().unwrap();
    support::copy_folder(Path::new("content"), &folder.path().join("content"));
    let keys: String = (0..1500)
        .flat_map(|number| ["項目".to_owned(), number.to_string(), ": 値\n".to_owned()])
        .collect();
    let path = folder.path().join(PROJECT);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{text}{keys}")).unwrap();
    let run = support::kohyo(&["check", "--format", "json"], folder.path());
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(json["diagnostics"].as_array().unwrap().len(), 1000);
    assert_eq!((&json["omitted"], &json["errors"]), (&500.into(), &1500.into()));
}

#[test]
fn a_sheet_has_at_most_two_hundred_indicators() {
    let copies = |text: &str, count: usize| {
        let (head, rest) = text.split_once("成果指標:\n").unwrap();
        let (_, tail) = rest.split_once("役割分担:").unwrap();
        let indicator = rest.split("役割分担:").next().unwrap();
        let name = "市内での企業団地移転社数";
        let list = (0..count).map(|number| indicator.replace(name, &format!("{name}{number}")));
        format!("{head}成果指標:\n{}役割分担:{tail}", list.collect::<String>())
    };
    let run = check(|text| copies(&text, 200));
    assert!(!run.stdout.contains("too-many"), "{}", run.stdout);
    let run = check(|text| copies(&text, 2000));
    assert!(only(&run, "too-many"), "{}", run.stdout);
    assert!(
        run.stdout.contains("「成果指標」が2000件あります（1つの票に200件まで）"),
        "{}",
        run.stdout
    );
    let notes = "  - 文です。\n".repeat(1001);
    let run = check(|text| text.replacen("注:\n", &format!("注:\n{notes}"), 1));
    assert!(only(&run, "too-many"), "{}", run.stdout);
}
