//! Positions of the words of a PDF, as extracted by a reader program: prose of any length is set, drafts included;
//! nothing covers anything else and nothing leaves its page, however long the names and wide the figures.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use kohyo::pipeline::{self, PrintJob};
use kohyo::render::print::{Job, PrintResult, Printed, Printer};
use tempfile::TempDir;

use crate::support;

const MORIOKA: &str = "content";
const CITY: &str = "tests/fixtures/city";

/// The job of one PDF of a folder, with texts of one file replaced.
pub(crate) fn job(base: &str, file: &str, pdf: &str, edits: &[(&str, &str)]) -> PrintJob {
    let folder = TempDir::new().unwrap();
    support::copy_folder(Path::new(base), folder.path());
    let path = folder.path().join(file);
    let mut text = fs::read_to_string(&path).unwrap();
    for (old, new) in edits {
        assert!(text.contains(old), "no {old} in {file}");
        text = text.replacen(old, new, 1);
    }
    fs::write(path, text).unwrap();
    let checked = pipeline::check(folder.path(), None).unwrap();
    let wrong: Vec<String> =
        checked.diags.sorted().into_iter().map(|diag| format!("{diag:?}")).collect();
    let model = checked.model.unwrap_or_else(|| panic!("{wrong:?}"));
    let pages = pipeline::report(&model).pages;
    pages.iter().filter_map(pipeline::print_job_of).find(|job| job.path == pdf).unwrap()
}

fn print(printer: &Printer, job: &PrintJob) -> PrintResult {
    printer.print(&Job {
        template: job.template,
        ident: &job.path,
        data: &job.data,
        charts: &job.charts,
        date: (2026, 11, 21),
    })
}

/// A word on a page.
#[derive(Debug)]
struct Word {
    text: String,
    page: usize,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Word {
    /// Whether two words overlap by more than the space around their letters. Half of a bracket or comma is space,
    /// which is removed between two of them.
    fn covers(&self, other: &Self) -> bool {
        const MARKS: &str = "「」（）、。・【】『』，";
        let air = |left: &Self, right: &Self| {
            let last = left.text.ends_with(|c| MARKS.contains(c));
            let first = right.text.starts_with(|c| MARKS.contains(c));
            1.0 + 5.0 * f64::from(u8::from(last) + u8::from(first))
        };
        self.page == other.page
            && self.left + air(other, self) < other.right
            && other.left + air(self, other) < self.right
            && self.top + 2.0 < other.bottom
            && other.top + 2.0 < self.bottom
    }
}

/// The words of a PDF.
fn words(printed: &Printed) -> Vec<Word> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.pdf");
    fs::write(&path, &printed.pdf).unwrap();
    let output =
        Command::new("pdftotext").args(["-bbox", "-enc", "UTF-8"]).arg(&path).arg("-").output();
    let output =
        output.expect("run tools/setup.sh --test first: the tests read PDFs with pdftotext");
    let mut page = 0;
    let mut found = Vec::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        page += usize::from(line.trim_start().starts_with("<page "));
        let Some((place, rest)) =
            line.trim().strip_prefix("<word ").and_then(|l| l.split_once('>'))
        else {
            continue;
        };
        let number = |name: &str| -> f64 {
            let start = place.find(name).unwrap() + name.len() + 2;
            place[start..].split('"').next().unwrap().parse().unwrap()
        };
        let text = rest.trim_end_matches("</word>").to_owned();
        let (left, right, top, bottom) =
            (number("xMin"), number("xMax"), number("yMin"), number("yMax"));
        found.push(Word { text, page, left, right, top, bottom });
    }
    assert!(!found.is_empty());
    found
}

/// Asserts that no line breaks inside a figure: each comma is followed by three digits.
fn figures_are_whole(words: &[Word], name: &str) {
    for word in words {
        for figure in word.text.split(|c: char| !c.is_ascii_digit() && c != ',') {
            let mut groups = figure.trim_matches(',').split(',').skip(1);
            assert!(groups.all(|group| group.len() == 3), "{name}: broken: {word:?}");
        }
    }
}

/// Checks every page of a PDF; returns its whole text without spaces.
fn look(printed: &Printed, name: &str) -> String {
    let words = words(printed);
    // A4 portrait: nothing within 8 mm of an edge.
    let (width, height, edge) = (595.3, 841.9, 22.6);
    for (place, word) in words.iter().enumerate() {
        let inside = word.left >= edge
            && word.right <= width - edge
            && word.top >= 14.0
            && word.bottom <= height - 14.0;
        assert!(inside, "{name}: outside the page: {word:?}");
        for other in &words[..place] {
            assert!(!word.covers(other), "{name}: {word:?} covers {other:?}");
        }
    }
    words.into_iter().map(|word| word.text).collect()
}

pub(crate) fn set_with_whole_figures(job: &PrintJob, name: &str) -> String {
    let (printed, text) = set(job, name);
    figures_are_whole(&words(&printed), name);
    text
}

pub(crate) fn set(job: &PrintJob, name: &str) -> (Printed, String) {
    let printed = print(&support::printer(), job).unwrap_or_else(|e| panic!("{name}: {e:?}"));
    let text = look(&printed, name);
    (printed, text)
}

#[test]
fn drafts_and_others_are_set_at_every_length_of_prose() {
    let printer = support::printer();
    let draft = "\n公表の状態: 下書き\n出典";
    let sentence = "この取組は、関係する団体と協力して進めたものであり、引き続き改善に努める。";
    // Form, PDF, the text before the inserted prose, and whether the sheet has to be made a draft.
    let fields = [
        (
            CITY,
            "h30/policies/12.yaml",
            "h30/12.pdf",
            "空き家を住まいとして使えるようにする必要がある",
            "",
        ),
        (CITY, "h30/projects/12-3.yaml", "h30/12-3.pdf", "意図: 計画的にお金を使う（見本）。", ""),
        (
            MORIOKA,
            "h25/policies/52.yaml",
            "h25/52.pdf",
            "目的: { 対象: 製造業者, 意図: 製品出荷額等が増加する。",
            "\n出典",
        ),
        (MORIOKA, "h25/projects/522.yaml", "h25/522.pdf", "目的: { 対象: ", "\n出典"),
    ];
    let mut failed = Vec::new();
    for (base, file, pdf, at, last) in fields {
        for count in (0..60).step_by(5) {
            let longer = format!("{at}{}", sentence.repeat(count));
            let mut edits = vec![(at, longer.as_str())];
            if !last.is_empty() && count % 2 == 0 {
                edits.push((last, draft));
            }
            if let Err(errors) = print(&printer, &job(base, file, pdf, &edits)) {
                failed.push(format!("{pdf} {count}: {errors:?}"));
            }
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

/// The doubt is about the section, so that its only indicator may be renamed.
const DOUBT: (&str, &str) =
    ("箇所: 成果指標.共同研究により製品化された新技術等累計件数\n", "箇所: 成果指標\n");

#[test]
fn a_word_without_a_break_stays_on_the_page_and_is_read_as_it_was_written() {
    let name = "A".repeat(300);
    let edit = ("共同研究により製品化された新技術等累計件数", name.as_str());
    let (_, text) =
        set(&job(MORIOKA, "h25/projects/521.yaml", "h25/521.pdf", &[DOUBT, edit]), "240 letters");
    assert!(text.contains(&name), "{text}");
    let run = "ー".repeat(120);
    let edit = ("共同研究により製品化された新技術等累計件数", run.as_str());
    let (_, text) =
        set(&job(MORIOKA, "h25/projects/521.yaml", "h25/521.pdf", &[DOUBT, edit]), "120 marks");
    assert!(text.contains(&run), "{text}");
}

#[test]
fn figures_of_up_to_17_digits_cover_nothing() {
    for digits in [9, 12, 13, 15, 17] {
        let number = |first: u8| format!("{first}{}", "7".repeat(digits - 1));
        let (past, now, plan) = (number(3), number(4), number(5));
        let grouped = |text: &str| {
            let mut out = String::new();
            for (place, digit) in text.chars().enumerate() {
                if place > 0 && (text.len() - place).is_multiple_of(3) {
                    out.push(',');
                }
                out.push(digit);
            }
            out
        };
        let actual = format!("実績: {{ 平成23: {past}, 平成24: {now} }}");
        let plans = format!("計画: {{ 平成24: {plan}, 平成25: {plan}, 平成26: {plan} }}");
        let project = job(
            MORIOKA,
            "h25/projects/521.yaml",
            "h25/521.pdf",
            &[
                ("実績: { 平成23: 35, 平成24: { 値: 37, 別の読み: 35 } }", &actual),
                ("計画: { 平成24: { 値: 35, 別の読み: 37 }, 平成25: 37, 平成26: 39 }", &plans),
            ],
        );
        let (_, text) = set(&project, &format!("{digits} digits"));
        for figure in [&past, &now, &plan] {
            assert!(text.contains(&grouped(figure)), "{} not in {text}", grouped(figure));
        }
        let later = format!("実績: {{ 平成27: {past}, 平成28: {past}, 平成29: {now} }}");
        let aims = format!("計画: {{ 平成29: {plan}, 令和元: {plan}, 令和6: {plan} }}");
        let policy = job(
            CITY,
            "h30/policies/12.yaml",
            "h30/12.pdf",
            &[
                ("実績: { 平成27: -1892, 平成28: -1773, 平成29: -1608 }", &later),
                ("計画: { 平成29: -1572, 令和元: -1264, 令和6: -564 }", &aims),
                ("公表の状態: 下書き\n", ""),
            ],
        );
        set(&policy, &format!("{digits} digits, later form"));
    }
}

#[test]
fn forty_cities_with_names_of_sixty_characters_are_on_their_pages() {
    for (cities, length) in [(6, 60), (12, 8), (31, 7), (40, 60)] {
        let mut rows = String::new();
        for city in 0..cities {
            let tail = "広域連合".repeat(15);
            let name: String = format!("見本第{city}{tail}").chars().take(length).collect();
            let value = 9037 + 37 * city;
            writeln!(rows, "    {name}: [ {}, {value} ]", value - 6).unwrap();
        }
        rows.push_str("    青森市: [");
        let edit = ("    青森市: [", rows.as_str());
        let job = job(MORIOKA, "h25/policies/52.yaml", "h25/52.pdf", &[edit]);
        let (_, text) = set(&job, &format!("{cities} cities, names of {length}"));
        for city in 0..cities {
            assert!(text.contains(&format!("見本第{city}")), "{city}");
        }
    }
}

#[test]
fn long_names_leave_room_for_one_another() {
    let name = "まちに活力を与える工業の振興と中小企業の経営力の強化、起業家の支援及び工場集団化の推進並びに産学官連携の強化による雇用の創出";
    assert!(name.chars().count() > 60);
    let policy = format!("名称: {name}");
    let edits = [
        ("名称: まちに活力を与える工業の振興", policy.as_str()),
        ("職名: 商工観光部長", "職名: 商工観光部産業振興課中小企業支援及び企業立地推進担当部長"),
    ];
    let (_, text) = set(&job(MORIOKA, "h25/policies/52.yaml", "h25/52.pdf", &edits), "long names");
    assert!(text.contains("創出"));
    let project = format!("名称: {name}");
    let edits = [("名称: 産学官連携の強化", project.as_str())];
    set(&job(MORIOKA, "h25/projects/521.yaml", "h25/521.pdf", &edits), "long name of a project");
}

#[test]
fn forty_indicators_are_set_and_each_result_names_its_own() {
    let mut more = String::new();
    for number in 0..39 {
        writeln!(
            more,
            "  - {{ 指標名: 見本の指標{number}, 単位: 件, 望ましい方向: 増加, 値の種類: 単年, \
             実績: {{ 平成23: 35, 平成24: 3{number} }}, 計画: {{ 平成24: 40, 平成25: 41, 平成26: 42 }}, 最終目標年度: 平成26 }}"
        )
        .unwrap();
    }
    more.push_str("役割分担:\n");
    let job = job(MORIOKA, "h25/projects/521.yaml", "h25/521.pdf", &[("役割分担:\n", &more)]);
    let (_, text) = set(&job, "40 indicators");
    let (_, results) = text.split_once("参考（計算値）").unwrap();
    for number in 0..39 {
        assert!(
            results.contains(&format!("見本の指標{number}平成24年度")),
            "{number} in {results}"
        );
    }
}

#[test]
fn the_label_of_a_row_that_goes_on_is_said_again() {
    let long = "休日の健診を始め、受ける人が増えた（見本）。".repeat(200);
    let edit = ("休日の健診を始め、受ける人が増えた（見本）。", long.as_str());
    let job = job(CITY, "h25/policies/11.yaml", "h25/11.pdf", &[edit]);
    let (printed, text) = set(&job, "a row over pages");
    assert!(printed.pages > 2);
    assert_eq!(text.matches("（続き）").count(), 1, "{text}");
}

#[test]
fn a_legend_is_whole_on_one_page_wherever_it_comes_to_stand() {
    let printer = support::printer();
    let at = "  見本の課題がある。";
    let mut split = Vec::new();
    for lines in 40..56 {
        let longer = format!("{at}\n{}", "\n  - 見本の課題の続き".repeat(lines));
        let job = job(
            "tests/fixtures/yoshiki",
            "r6/jigyo/101.yaml",
            "r6/jigyo/101.pdf",
            &[(at, longer.as_str())],
        );
        let pages = print(&printer, &job).unwrap().texts;
        let whole = |page: &String| {
            let text = page.replace(char::is_whitespace, "");
            text.contains("凡例：ー") && text.contains("△遅れ")
        };
        if !pages.iter().any(whole) {
            split.push(lines);
        }
    }
    assert!(split.is_empty(), "the legend is split with {split:?} more lines");
}
