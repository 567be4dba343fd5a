//! Enforces the rules of ARCHITECTURE.md that the compiler does not know.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// Maximum number of lines of a file.
const MAX_LINES: usize = 500;

/// What each stage may use other than itself. No arrow points back.
const ARROWS: &[(&str, &[&str])] = &[
    ("source", &["diag", "key", "portable"]),
    ("key", &[]),
    ("reuse", &["key"]),
    ("terms", &[]),
    ("portable", &[]),
    ("diag", &["source"]),
    ("prose", &[]),
    ("yaml", &["source", "diag", "portable"]),
    ("form", &["yaml", "source", "diag"]),
    ("sheet", &["form", "yaml", "source", "diag", "key", "prose", "reuse"]),
    ("section", &["sheet", "form", "yaml", "diag"]),
    ("model", &["section", "sheet", "form", "yaml", "source", "diag"]),
    ("report", &["model", "section", "form", "yaml", "prose"]),
    ("render", &["report", "workers", "prose"]),
    ("workers", &[]),
    ("site", &["portable"]),
    ("theme", &[]),
];

pub(crate) fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    walk.map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .collect()
}

fn stage(path: &Path) -> String {
    let below = path.strip_prefix("src").unwrap();
    below
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy()
        .trim_end_matches(".rs")
        .to_owned()
}

/// The code of a file without its tests.
pub(crate) fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    text.split("#[cfg(test)]\nmod tests {").next().unwrap().to_owned()
}

pub(crate) fn is_test(path: &Path) -> bool {
    path.file_name().is_some_and(|name| {
        ["tests.rs", "sample.rs", "geometry.rs"].iter().any(|test| name == *test)
    })
}

#[test]
fn arrows_go_one_way() {
    for path in files("src", "rs").into_iter().filter(|path| !is_test(path)) {
        let stage = stage(&path);
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == stage) else {
            continue;
        };
        for line in code(&path).lines().filter(|line| !line.trim_start().starts_with("//")) {
            for (at, _) in line.match_indices("crate::") {
                let rest = &line[at + "crate::".len()..];
                let own = rest.starts_with(stage.as_str());
                let fine = own
                    || rest.starts_with("fault")
                    || rest.starts_with("terms")
                    || allowed.iter().any(|allowed| rest.starts_with(allowed));
                assert!(fine, "{}: {stage} must not use {rest}", path.display());
            }
        }
    }
}

#[test]
fn files_are_read_in_one_sitting() {
    let code = files("src", "rs").into_iter().chain(files("tests", "rs"));
    let pages = files("templates", "html")
        .into_iter()
        .chain(files("templates", "typ"))
        .chain(files("assets/css", "css"));
    for path in code.chain(pages) {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= MAX_LINES, "{} has {lines} lines", path.display());
    }
}

#[test]
fn every_file_says_what_it_is() {
    for path in files("src", "rs").into_iter().chain(files("tests", "rs")) {
        let text = fs::read_to_string(&path).unwrap();
        let first = text.lines().next().unwrap_or_default();
        assert!(
            first.starts_with("//! ") || is_test(&path),
            "{} does not start with //!",
            path.display()
        );
    }
}

#[test]
fn nothing_is_left_unfinished() {
    let marks = [
        ["TO", "DO"].concat(),
        ["FIX", "ME"].concat(),
        ["todo", "!("].concat(),
        ["unimplemented", "!("].concat(),
    ];
    let all = [
        files("src", "rs"),
        files("templates", "html"),
        files("templates", "typ"),
        files("docs", "md"),
    ]
    .concat();
    for path in all {
        let text = fs::read_to_string(&path).unwrap();
        for mark in &marks {
            assert!(!text.contains(mark.as_str()), "{} has {mark}", path.display());
        }
    }
}

#[test]
fn sentences_to_people_live_in_one_place() {
    // Words in Japanese belong to messages (content), cli (environment), report (pages), and the forms' own keys.
    for path in files("src/source.rs", "rs")
        .into_iter()
        .chain(files("src/site", "rs"))
        .chain(files("src/render", "rs"))
    {
        if is_test(&path) {
            continue;
        }
        for line in code(&path).lines().filter(|line| !line.trim_start().starts_with("//")) {
            let japanese = line.contains('"') && line.chars().any(|c| matches!(c, 'ぁ'..='ん'));
            let encoding = path.ends_with("source.rs");
            let codebook = path.to_string_lossy().contains("opendata");
            // What a screen reader announces for a table that people wrote without a caption.
            let spoken = line.contains("aria-label") || line.contains("<caption");
            // A rule of typesetting, not a sentence: the characters that may not start a line.
            let kinsoku = line.contains("const NOT_FIRST");
            assert!(
                !japanese || encoding || codebook || kinsoku || spoken,
                "{}: {line}",
                path.display()
            );
        }
    }
}

#[test]
fn schemas_and_cases_are_complete() {
    for path in files("tests/cases", "md") {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("# ") && text.contains("```output"), "{}", path.display());
    }
    let forms = kohyo::form::Forms::of(&kohyo::source::Sources::default());
    let schemas = kohyo::sheet::schema::files(&forms).count();
    assert_eq!(files("content/schema", "json").len(), schemas);
}
