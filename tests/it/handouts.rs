//! Handouts: the booklet prints the figures of its sheets and its own, is reproducible, and never harms a file.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::Instant;

use kohyo::pipeline::{self, BookJob};
use kohyo::render::print::{Job, Printed};
use serde_json::Value;
use tempfile::TempDir;

use crate::city::{self, Size};
use crate::parity::{pdf_text, squeezed};
use crate::support::{self, Run};

/// Typesets the booklets of a content folder, without writing them.
fn booklets(content: &Path) -> Vec<(BookJob, Printed)> {
    let checked = pipeline::check(content, None).unwrap();
    let model = checked.model.unwrap_or_else(|| panic!("{:?}", checked.diags));
    let press = support::printer();
    let print = |book: BookJob| {
        let job = Job {
            template: book.job.template,
            ident: &book.job.path,
            data: &book.job.data,
            charts: &book.job.charts,
            date: (2026, 11, 21),
        };
        let printed = press.print_book(&job, &book.sheets).unwrap();
        (book, printed)
    };
    pipeline::booklets(&model, &|_| true).into_iter().map(print).collect()
}

/// Every figure of page JSON: fact id and text.
fn shown(value: &Value, found: &mut BTreeSet<(String, String)>) {
    match value {
        Value::Object(map) => {
            if let (Some(Value::String(fact)), Some(Value::String(text))) =
                (map.get("fact"), map.get("text"))
            {
                found.insert((fact.clone(), text.clone()));
            }
            map.values().for_each(|value| shown(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| shown(value, found)),
        _ => {}
    }
}

/// Asserts that every figure of the booklet's own pages and of its sheets is printed with its id. Returns their
/// number.
fn all_figures_are_printed(content: &Path) -> usize {
    let folder = TempDir::new().unwrap();
    let mut count = 0;
    for (book, printed) in booklets(content) {
        let mut wanted = BTreeSet::new();
        let sheets = book.sheets.iter().map(|(_, data)| data);
        for data in sheets.chain([&book.job.data]) {
            shown(&serde_json::from_slice(data).unwrap(), &mut wanted);
        }
        let left: BTreeSet<(String, String)> = printed.facts.into_iter().collect();
        let missing: Vec<_> = wanted.difference(&left).collect();
        assert!(missing.is_empty(), "{} lacks {missing:?}", book.job.path);
        let path = folder.path().join("booklet.pdf");
        fs::write(&path, &printed.pdf).unwrap();
        let text = pdf_text(&path);
        for (fact, said) in &wanted {
            assert!(
                text.contains(&squeezed(said)),
                "{fact} («{said}») is not in {}",
                book.job.path
            );
        }
        count += wanted.len();
    }
    count
}

fn handout(folder: &Path, more: &[&str]) -> Run {
    let fonts = support::fonts();
    let mut arguments = vec!["handout", "--fonts", fonts.to_str().unwrap()];
    arguments.extend(more);
    support::kohyo(&arguments, folder)
}

fn workplace() -> TempDir {
    let folder = TempDir::new().unwrap();
    support::copy_folder("content".as_ref(), &folder.path().join("content"));
    folder
}

#[test]
fn a_booklet_prints_every_figure_of_its_sheets_and_its_own() {
    let count = all_figures_are_printed("content".as_ref());
    assert!(count > 100, "{count}");
    let data: Value = serde_json::from_slice(&booklets("content".as_ref())[0].0.job.data).unwrap();
    let terms =
        data["parts"].as_array().unwrap().iter().find_map(|part| part["holds"].get("terms"));
    let terms = terms.unwrap().as_array().unwrap();
    for (word, text) in [
        ("施策", "市が目指す姿ごとにまとめた取組です。"),
        ("基本事業", "施策を進めるための取組のまとまりです。"),
    ] {
        assert!(terms.iter().any(|term| term["word"] == word && term["text"] == text), "{terms:?}");
    }
}

/// A booklet of a year, with sheets selected by level and code.
const DECLARED: &str = "件名: 見本の資料
年月日: 令和7年12月1日
年度: 令和7
絞り込み: { 施策: [ \"1\" ] }
資料:
  - { 種類: 要点 }
  - { 種類: 要点, 見出し: もう一度 }
  - { 種類: 指標一覧 }
  - { 種類: 票, 階層: [ kihon, 事務事業 ], 事務事業: [ \"9\", \"1234\" ], kihon: [ \"12\" ] }
  - { 種類: 用語 }
";

#[test]
fn a_booklet_of_declared_forms_holds_the_sheets_that_are_chosen_and_its_own_figures() {
    let folder = TempDir::new().unwrap();
    let content = folder.path().join("content");
    support::copy_folder("tests/fixtures/jimujigyo".as_ref(), &content);
    fs::create_dir(content.join("handouts")).unwrap();
    fs::write(content.join("handouts/mihon.yaml"), DECLARED).unwrap();
    let year = content.join("r7/evaluation.yaml");
    let text = fs::read_to_string(&year).unwrap();
    let about = "呼び名: 施策, 説明: 市が目指す姿ごとにまとめた取組です（見本）。,";
    fs::write(&year, text.replacen("呼び名: 施策,", about, 1)).unwrap();
    let count = all_figures_are_printed(&content);
    assert!(count > 40, "{count}");
    let books = booklets(&content);
    assert_eq!(
        books[0].0.page_paths,
        ["r7/kihon/12.html", "r7/jimu/9.html", "r7/jimu/1234.html"],
        "in the order of the tree"
    );
    let mut own = BTreeSet::new();
    shown(&serde_json::from_slice(&books[0].0.job.data).unwrap(), &mut own);
    let own: BTreeSet<(&str, &str)> = own
        .iter()
        .filter_map(|(id, text)| Some((id.strip_prefix("handouts.mihon.")?, text.as_str())))
        .collect();
    for wanted in [
        ("集計.成果指標", "2"),
        ("集計.目標年度前", "2"),
        ("集計.届かず", "0"),
        ("増減率.r7.jimu/1234.成果指標.takuhai", "+9.7％"),
        ("差.r7.jimu/1234.成果指標.宅配の使いやすさの満足度（見本）", "+8.0"),
    ] {
        assert!(own.contains(&wanted), "{wanted:?}: {own:?}");
    }
    let made = handout(folder.path(), &[]);
    assert_eq!(made.exit, 0, "{}", made.stderr);
    let text = pdf_text(&folder.path().join("output-handouts/mihon.pdf"));
    for said in [
        "対象：施策1学びの見本のまち",
        // The year describes a level where no form does.
        "施策市が目指す姿ごとにまとめた取組です（見本）。",
        "事務事業1234見本の本の宅配",
        "令和7年度事務事業評価（見本）（令和6年度実績）",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("見本の苗木の配布"), "{text}");
}

#[test]
fn targets_that_were_changed_and_corrections_are_among_the_main_points() {
    let folder = TempDir::new().unwrap();
    let content = folder.path().join("content");
    support::copy_folder("tests/fixtures/years".as_ref(), &content);
    let spec =
        "件名: 見本の件名\n年月日: 令和2年3月31日\n年度: 平成30\n資料:\n  - { 種類: 要点 }\n";
    fs::create_dir(content.join("handouts")).unwrap();
    fs::write(content.join("handouts/mihon.yaml"), spec).unwrap();
    assert!(all_figures_are_printed(&content) > 10);
    let made = handout(folder.path(), &[]);
    assert_eq!(made.exit, 0, "{}", made.stderr);
    let text = pdf_text(&folder.path().join("output-handouts/mihon.pdf"));
    assert!(text.contains("計画の変更"), "{text}");
}

/// The lists of indicators with the largest changes, anywhere in the JSON of a booklet.
fn movers(value: &Value, found: &mut Vec<Value>) {
    match value {
        Value::Object(map) => {
            found
                .extend(map.get("movers").and_then(Value::as_array).into_iter().flatten().cloned());
            map.values().for_each(|value| movers(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| movers(value, found)),
        _ => {}
    }
}

#[test]
fn shares_move_by_points_and_counts_by_per_cent() {
    let content = Path::new("tests/fixtures/city");
    let checked = pipeline::check(content, None).unwrap();
    let report = pipeline::report(&checked.model.unwrap());
    let facts = report.figures.facts();
    let unit = |fact: &str| {
        let shown = format!("{fact}.換算");
        let known = facts.iter().find(|known| *known.id == *fact || *known.id == *shown);
        known.unwrap_or_else(|| panic!("{fact}")).unit.to_string()
    };
    let mut counted = [0, 0];
    for (book, printed) in booklets(content) {
        let mut lists = Vec::new();
        movers(&serde_json::from_slice(&book.job.data).unwrap(), &mut lists);
        for list in lists {
            let shares = list["label"].as_str().unwrap().ends_with("（割合）");
            assert_eq!(list["head"], if shares { "差" } else { "増減率" });
            for row in list["rows"].as_array().unwrap() {
                let of = unit(row["now"]["main"]["fact"].as_str().unwrap());
                assert_eq!(["％", "‰"].contains(&of.as_str()), shares, "{row}");
                let change = &row["change"];
                let text = format!(
                    "{}{}",
                    change["text"].as_str().unwrap(),
                    change["unit"].as_str().unwrap()
                );
                assert_eq!(text.ends_with("ポイント"), shares, "{row}");
                assert_eq!(text.ends_with('％'), !shares, "{row}");
                assert!(text.starts_with(['+', '−']), "{row}");
                counted[usize::from(shares)] += 1;
            }
        }
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("booklet.pdf");
        fs::write(&path, &printed.pdf).unwrap();
        assert!(pdf_text(&path).contains("ポイント"), "{}", book.job.path);
    }
    assert!(counted.iter().all(|count| *count > 1), "{counted:?}");
}

#[test]
fn one_booklet_for_a_committee_holds_its_sheets_only() {
    let folder = TempDir::new().unwrap();
    let content = folder.path().join("content");
    let size = Size { policies: 8, projects: 16, prose: 300 };
    city::write(&content, size, 7);
    let spec = "件名: 見本の件名\n年月日: 令和7年3月31日\n年度: 令和6\n絞り込み: { 施策の柱: [\"2\"] }\n面付け: 片面\n";
    fs::write(content.join("handouts/zentai.yaml"), spec).unwrap();
    let [(book, printed)] = booklets(&content).try_into().map_err(|_| "one booklet").unwrap();
    assert_eq!(book.sheets.len(), 6);
    // Cover, contents, main points, overview, two sheets of two pages, four of one, glossary.
    assert_eq!(printed.pages, 13);
    assert!(all_figures_are_printed(&content) > 100);
}

#[test]
fn two_runs_give_the_same_bytes() {
    let folder = workplace();
    for out in ["one.pdf", "two.pdf"] {
        let made = handout(folder.path(), &["--out", out]);
        assert_eq!(made.exit, 0, "{}", made.stderr);
    }
    let [one, two] = ["one.pdf", "two.pdf"].map(|name| fs::read(folder.path().join(name)).unwrap());
    assert!(one == two && one.starts_with(b"%PDF-1.7"));
}

#[test]
fn nobody_elses_file_is_written_over() {
    let folder = workplace();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("theirs.pdf"), "%PDF-1.4 theirs").unwrap();
    let refused = handout(folder.path(), &["--out", "theirs.pdf"]);
    assert_eq!(refused.exit, 1);
    assert!(refused.stderr.contains("kohyoが作ったPDFではありません"), "{}", refused.stderr);
    assert_eq!(fs::read(at("theirs.pdf")).unwrap(), b"%PDF-1.4 theirs");

    let site = support::kohyo(&["build", "--no-pdf", "-q"], folder.path());
    assert_eq!(site.exit, 0, "{}", site.stderr);
    let refused = handout(folder.path(), &["--out", "output/shiryo"]);
    assert!(refused.stderr.contains("公表するサイトのフォルダー"), "{}", refused.stderr);
    assert!(!at("output/shiryo").exists());

    // No file system allows a name of 300 letters: the system refuses, even for root.
    let refused = handout(folder.path(), &["--out", &"a".repeat(300)]);
    assert_eq!(refused.exit, 1);
    assert!(
        refused.stderr.contains("誤り: ") && refused.stderr.contains("対処: "),
        "{}",
        refused.stderr
    );
}

#[test]
fn a_folder_that_cannot_be_written_to_is_said() {
    let folder = workplace();
    fs::write(folder.path().join("file"), "").unwrap();
    for out in ["file/deep", "/proc/kohyo"] {
        let refused = handout(folder.path(), &["--out", out]);
        assert_eq!(refused.exit, 1, "{out}");
        assert!(refused.stderr.contains("書き込め"), "{out}: {}", refused.stderr);
    }
}

#[test]
fn on_a3_the_pages_stand_two_by_two_in_a_file_of_their_own() {
    let folder = workplace();
    let at = |name: &str| folder.path().join(name);
    for out in ["one", "two", "two"] {
        let made = handout(folder.path(), &["--a3", "--out", out]);
        assert_eq!(made.exit, 0, "{}", made.stderr);
        assert!(made.stdout.contains("shisaku52-a3.pdf（6ページ"), "{}", made.stdout);
    }
    let [one, two] = ["one", "two"].map(|out| support::snapshot(&at(out)));
    assert!(one == two && one.len() == 2);
    // A3 landscape.
    let told = std::process::Command::new("pdfinfo")
        .args(["-f", "1", "-l", "99"])
        .arg(at("one/shisaku52-a3.pdf"))
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&told.stdout);
    let sizes: Vec<&str> = told
        .lines()
        .filter(|line| line.starts_with("Page ") && line.contains(" size:"))
        .filter_map(|line| line.split(" size:").nth(1))
        .map(str::trim)
        .collect();
    assert_eq!(sizes.len(), 6, "{told}");
    for size in sizes {
        assert!(size.starts_with("1190.55 x 841.89 pts"), "{size}");
    }
    // The second file name does not harm other people's files either.
    fs::write(at("two/shisaku52-a3.pdf"), "%PDF-1.4 theirs").unwrap();
    let refused = handout(folder.path(), &["--a3", "--out", "two"]);
    assert!(
        refused.exit == 1 && refused.stderr.contains("kohyoが作ったPDFではありません"),
        "{}",
        refused.stderr
    );
}

#[test]
fn killed_at_any_moment_there_is_the_old_booklet_or_the_new_one() {
    let folder = workplace();
    let fonts = support::fonts();
    let path = folder.path().join("a.pdf");
    assert_eq!(handout(folder.path(), &["--out", "a.pdf"]).exit, 0);
    let old = fs::read(&path).unwrap();
    let spec = folder.path().join("content/handouts/shisaku52.yaml");
    let text = fs::read_to_string(&spec).unwrap();
    fs::write(&spec, text.replacen("（施策52）", "（施策52、見本）", 1)).unwrap();
    let started = Instant::now();
    assert_eq!(handout(folder.path(), &["--out", "b.pdf"]).exit, 0);
    let usual = started.elapsed();
    let new = fs::read(folder.path().join("b.pdf")).unwrap();
    assert!(old != new);
    for round in 0..12_u32 {
        fs::write(&path, &old).unwrap();
        let mut child =
            support::command(&["handout", "-q", "--out", "a.pdf", "--fonts"], folder.path())
                .arg(&fonts)
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
        // The file is written at the very end.
        thread::sleep(usual * (round + 4) / 14);
        child.kill().unwrap();
        child.wait().unwrap();
        let found = fs::read(&path).unwrap();
        assert!(found == old || found == new, "round {round}");
    }
    assert_eq!(handout(folder.path(), &["--out", "a.pdf"]).exit, 0);
    assert!(fs::read(&path).unwrap() == new);
    let left = fs::read_dir(folder.path()).unwrap().filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().contains("kohyo-")
    });
    assert_eq!(left.count(), 0);
}

/// Writes a whole city to the folder `KOHYO_CITY`, for measurements; `KOHYO_CITY_SHEETS` is the number of sheets, and
/// `KOHYO_CITY_SEED` selects one of many such cities: `KOHYO_CITY=/tmp/city cargo test --release --test it
/// write_a_whole_city -- --ignored`.
#[test]
#[ignore = "writes content to measure with, and tests nothing"]
fn write_a_whole_city() {
    let folder = std::env::var("KOHYO_CITY").expect("KOHYO_CITY names the folder to write to");
    let size = std::env::var("KOHYO_CITY_SHEETS").map_or(city::WHOLE, |sheets| {
        Size::of(sheets.parse().expect("KOHYO_CITY_SHEETS is a number"))
    });
    let seed = std::env::var("KOHYO_CITY_SEED")
        .map_or(1, |seed| seed.parse().expect("KOHYO_CITY_SEED is a number"));
    city::write(folder.as_ref(), size, seed);
}

/// Codes of large cities do not collide: every sheet has its own file.
#[test]
fn a_city_of_many_pillars_has_all_its_sheets() {
    let folder = TempDir::new().unwrap();
    let size = Size { prose: 10, ..Size::of(2400) };
    city::write(folder.path(), size, 1);
    let count = |name: &str| fs::read_dir(folder.path().join(name)).unwrap().count();
    assert_eq!(count("r6/policies") + count("r6/projects"), 2400);
}
