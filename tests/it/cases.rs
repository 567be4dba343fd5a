//! Runs every case of `tests/cases`, and checks that every problem Kōhyō can report has one.

use std::fs;

use kohyo::diag::{Code, Severity};
use tempfile::TempDir;

use crate::case::Case;
use crate::support::{self, Run};

fn cases() -> Vec<Case> {
    let mut paths: Vec<_> =
        fs::read_dir("tests/cases").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    paths.iter().map(|path| Case::read(path)).collect()
}

#[test]
fn every_case_comes_out_as_written() {
    let mut wrong = Vec::new();
    for case in cases() {
        let folder = TempDir::new().unwrap();
        let content = folder.path().join("content");
        support::copy_folder(case.base(), &content);
        case.change(&content);
        let Run { exit, stdout, stderr } =
            support::kohyo(&case.arguments("content".as_ref()), folder.path());
        let printed = format!("{stderr}{stdout}");
        wrong.extend(case.settle(exit, &printed).err());
    }
    assert!(wrong.is_empty(), "{} cases differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_a_case_lets_through_is_built_whole() {
    let mut built = 0;
    for case in cases() {
        let arguments = case.arguments("content".as_ref());
        if arguments.first().is_none_or(|command| command != "check")
            || case.expected().is_none_or(|(exit, _)| exit != 0)
        {
            continue;
        }
        let folder = TempDir::new().unwrap();
        let content = folder.path().join("content");
        support::copy_folder(case.base(), &content);
        case.change(&content);
        let run = support::kohyo(&["build", "--no-pdf", "-q"], folder.path());
        assert_eq!(run.exit, 0, "{}: {}", case.name(), run.stderr);
        built += 1;
    }
    assert!(built > 40, "only {built} cases without errors");
}

#[test]
fn every_code_has_a_case() {
    let outputs: String = cases()
        .iter()
        .filter_map(|case| case.expected().map(|(_, text)| text.to_owned()))
        .collect();
    // Content too long for a case is generated in `limits`; what needs an earlier release is in `release`.
    let long = [Code::TooLong, Code::TooMany, Code::UnrecordedChange];
    for code in Code::ALL.iter().filter(|code| !long.contains(code)) {
        let word = match code.severity() {
            Severity::Error => "誤り",
            Severity::Warning => "注意",
        };
        assert!(
            outputs.contains(&format!("{word}[{}]", code.name())),
            "no case shows {}",
            code.name()
        );
    }
}

#[test]
fn content_with_errors_leaves_the_output_as_it_was() {
    let folder = TempDir::new().unwrap();
    let base = folder.path().join("base");
    support::copy_folder("content".as_ref(), &base);
    let out = folder.path().join("output");
    let build = |content: &str| {
        support::kohyo(
            &["build", "--content", content, "--out", "output", "--no-pdf"],
            folder.path(),
        )
    };
    assert_eq!(build("base").exit, 0);
    let before = support::snapshot(&out);
    let mut tried = 0;
    for case in cases()
        .iter()
        .filter(|case| case.expected().is_some_and(|(_, text)| text.contains("誤り[")))
    {
        let content = folder.path().join("content");
        support::copy_folder(case.base(), &content);
        case.change(&content);
        let run = build("content");
        assert_eq!(run.exit, 1, "{}: {}", case.name(), run.stderr);
        assert_eq!(support::snapshot(&out), before, "{}", case.name());
        fs::remove_dir_all(&content).unwrap();
        tried += 1;
    }
    assert!(tried > 20, "only {tried} cases of bad content");
}
