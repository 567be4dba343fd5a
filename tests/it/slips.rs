//! Whatever slips into a content file is reported with a place, or every page can be built; the program never panics.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use kohyo::diag::answers::paste;
use kohyo::diag::{Diags, Severity, emit};
use kohyo::model::resolve;
use kohyo::pipeline;
use kohyo::sheet;
use kohyo::source::{self, SourceFile, Sources};
use proptest::prelude::*;

/// Marks of YAML, of input methods and of sheets, and characters of several byte lengths.
const MARKS: &[&str] = &[
    ":",
    ": ",
    "：",
    "#",
    " #",
    "  # ",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    ",",
    "、",
    "，",
    "|",
    ">",
    "-",
    "- ",
    "－",
    "&",
    "*",
    "!",
    "%",
    "@",
    "`",
    "?",
    "? ",
    "~",
    "\\",
    "\t",
    "\n",
    "\n\n",
    "\n  ",
    " ",
    "　",
    "\u{a0}",
    "…",
    "①",
    "市",
    "ー",
    "葛\u{e0100}",
    "𠮷",
    "é",
    "0",
    "１",
    "9,999人",
    "▲2,530",
    "30～40",
    "延伸",
    "---",
    "...",
    "<<: ",
    "|2",
    ">-",
    "\r\n",
    "79228162514264337593543950335",
    "0.0000001",
    "平成24暦年",
    "系列:\n",
    "値: ",
];

/// Reads, checks and reports everything, like `check`; without errors, makes every page, like `build`.
fn check(sources: &Sources) -> Diags {
    let started = Instant::now();
    let mut diags = Diags::default();
    let sheets = sheet::parse(sources, &mut diags);
    let answers = sheets.answers();
    if let Some(model) = resolve::resolve(sheets, None, &mut diags) {
        let report = pipeline::report(&model);
        for page in &report.pages {
            _ = pipeline::print_job_of(page);
        }
        _ = pipeline::booklets(&model, &|_| true);
    }
    diags.settle(answers, sources);
    let text = emit::human(&diags, sources, false);
    assert_eq!(text.is_empty(), diags.is_empty());
    let json = emit::json(&diags, sources);
    for place in json["diagnostics"].as_array().unwrap().iter().map(|diag| &diag["place"]) {
        if let Some(line) = place["line"].as_u64() {
            assert!(line > 0 && place["column"].as_u64().is_some_and(|column| column > 0));
        }
    }
    _ = emit::answers(&diags, sources);
    assert!(started.elapsed() < Duration::from_secs(20), "took {:?}", started.elapsed());
    diags
}

/// Every content of the repository.
fn contents() -> Vec<Sources> {
    let folders =
        ["content", "tests/fixtures/forms", "tests/fixtures/kinds", "tests/fixtures/plan-review"];
    folders.map(|folder| source::load(Path::new(folder), &mut Diags::default()).unwrap()).into()
}

/// The same content with one file replaced.
fn with(sources: &Sources, place: usize, text: String) -> Sources {
    let mut sources = sources.clone();
    let file = &sources.files[place];
    sources.files[place] = Arc::new(SourceFile { text, ..SourceFile::clone(file) });
    sources
}

fn changed(text: &str, changes: &[(u16, u8, u8)]) -> String {
    let mut letters: Vec<String> = text.chars().map(String::from).collect();
    for (place, mark, cut) in changes {
        let at = usize::from(*place) * letters.len() / usize::from(u16::MAX);
        let end = (at + usize::from(cut % 4)).min(letters.len());
        let mark = MARKS.get(usize::from(*mark) % (MARKS.len() + 4)).copied();
        _ = letters.splice(at.min(end)..end, mark.map(str::to_owned));
    }
    letters.concat()
}

fn settings() -> ProptestConfig {
    let cases = std::env::var("SLIPS").ok().and_then(|cases| cases.parse().ok()).unwrap_or(400);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn no_slip_makes_the_program_panic(
        which in any::<(u8, u8)>(),
        changes in prop::collection::vec(any::<(u16, u8, u8)>(), 1..6),
    ) {
        thread_local!(static CONTENTS: Vec<Sources> = contents());
        CONTENTS.with(|contents| {
            let sources = &contents[usize::from(which.0) % contents.len()];
            let place = usize::from(which.1) % sources.files.len();
            let text = changed(&sources.files[place].text, &changes);
            _ = check(&with(sources, place, text));
        });
    }
}

#[test]
fn a_slip_at_any_place_of_a_line_is_told() {
    let contents = contents();
    let sources = &contents[1];
    let place =
        sources.files.iter().position(|file| file.path.starts_with("h25/projects/")).unwrap();
    for line in [
        "目的: { 対象: []歳以上の市民 }",
        "対象: [市民]など",
        "\"上: 1\": x",
        "評価前  #: x",
        "票: { コード\n'\t: x",
        "担当: [市】",
        "目的: { 対象: 市民、意図: '守る }",
        "？ 対象: x",
    ] {
        for cut in 0..line.chars().count() {
            let text: String = line.chars().take(cut).chain("\n".chars()).collect();
            _ = check(&with(sources, place, text));
        }
        assert!(check(&with(sources, place, format!("{line}\n"))).has_errors(), "{line}");
    }
}

/// The places of the numbers of a text.
fn numbers(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut list: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, _) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        match list.last_mut().filter(|number| number.end == at) {
            Some(number) => number.end = at + 1,
            None => list.push(at..at + 1),
        }
    }
    list
}

#[test]
fn no_number_is_too_large_to_be_told() {
    for sources in contents() {
        for (place, file) in sources.files.iter().enumerate() {
            let all = numbers(&file.text);
            for large in ["79228162514264337593543950335", "12345678901234567"] {
                for number in all.iter().skip(place % 5).step_by(5) {
                    let mut text = file.text.clone();
                    text.replace_range(number.clone(), large);
                    _ = check(&with(&sources, place, text));
                }
                let mut text = file.text.clone();
                for number in all.iter().rev() {
                    text.replace_range(number.clone(), large);
                }
                _ = check(&with(&sources, place, text));
            }
        }
    }
}

/// The text with one line removed, one number without a value or zero, or one year changed.
fn edited(text: &str) -> Vec<String> {
    let mut list = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        list.push(format!("{}{}", &text[..start], &text[end..]));
        start = end;
    }
    for number in numbers(text) {
        let (before, after) = (&text[..number.start], &text[number.end..]);
        let year = ["平成", "令和"].iter().any(|era| before.ends_with(era));
        let words = if year { ["17", "29"] } else { ["0", "未公表"] };
        list.extend(words.map(|word| format!("{before}{word}{after}")));
    }
    list
}

/// Every few edits of each file of the small contents; all of them if `SLIPS` is set.
#[test]
fn whatever_is_left_out_or_changed_is_told_or_built() {
    let step = if std::env::var("SLIPS").is_ok() { 1 } else { 13 };
    let mut built = 0;
    for sources in contents() {
        for (place, file) in sources.files.iter().enumerate() {
            for text in edited(&file.text).into_iter().skip(place % step).step_by(step) {
                built += usize::from(!check(&with(&sources, place, text)).has_errors());
            }
        }
    }
    assert!(built > 50, "{built}");
}

/// The answers of a block, with reason and office filled in.
fn filled(block: &str) -> String {
    block
        .replace("理由:\n", "理由: 原典のとおりの数値であるため\n")
        .replace("課:\n", "課: 見本課\n")
}

#[test]
fn the_block_to_paste_answers_every_warning_and_nothing_else() {
    let folder = Path::new("content");
    let mut sources = source::load(folder, &mut Diags::default()).unwrap();
    // Jumps in one sheet, two of which have the same figures.
    for (path, from, to) in [
        ("h25/policies/52.yaml", "[ 8862, 9921 ]", "[ 8862, 99210 ]"),
        ("h25/policies/52.yaml", "[ 19683, 19075 ]", "[ 19683, 190750 ]"),
        ("h25/policies/52.yaml", "福島市: [ 67095, 68817 ]", "見本市: [ 19683, 190750 ]"),
    ] {
        let place = sources.files.iter().position(|file| file.path == path).unwrap();
        assert_eq!(sources.files[place].text.matches(from).count(), 1, "{from}");
        let text = sources.files[place].text.replacen(from, to, 1);
        sources = with(&sources, place, text);
    }
    let before = check(&sources);
    assert!(before.count(Severity::Warning) >= 2 && !before.has_errors(), "{before:?}");
    let blocks = paste::blocks(&before, &sources);
    for block in blocks {
        assert!(!block.under);
        let place = sources.files.iter().position(|file| file.id == block.file).unwrap();
        let text = format!("{}{}", sources.files[place].text, block.text);
        // Until the reason is filled in, it is an error.
        let blank = check(&with(&sources, place, text));
        assert!(blank.has_errors());
        let text = format!("{}{}", sources.files[place].text, filled(&block.text));
        sources = with(&sources, place, text);
    }
    let after = check(&sources);
    assert!(after.is_empty(), "{}", emit::human(&after, &sources, false));
    let answered = after.accepted().len() - before.accepted().len();
    assert_eq!(answered, before.count(Severity::Warning));
}
