//! A form whose PDFs omit what the program adds (版面 図と比較: 載せない): pages and data still have it, the PDF says where it
//! is, and a release compares each with its own contents.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::parity::{compare_pages, compare_tables, leave_ids, pdf_text, squeezed};
use crate::support;

#[test]
fn charts_and_comparisons_are_left_out_of_the_pdf_alone() {
    let folder = TempDir::new().unwrap();
    let content = folder.path().join("content");
    support::copy_folder("tests/fixtures/jimujigyo".as_ref(), &content);
    // Its warnings are not answered.
    fs::remove_dir_all(content.join("r7")).unwrap();
    let fonts = support::fonts();
    let fonts = ["--fonts", fonts.to_str().unwrap()];
    let made = |what: &[&str]| {
        let run = support::kohyo(&[what, &fonts].concat(), folder.path());
        assert_eq!(run.exit, 0, "{}", run.stderr);
    };
    let [page, pdf] = ["output/r6/jimu/1234.html", "output/r6/jimu/1234.pdf"];
    let read = || fs::read_to_string(folder.path().join(page)).unwrap();
    made(&["build"]);
    let (before, whole) = (read(), pdf_text(&folder.path().join(pdf)));
    let form = content.join("forms/mihon-jimujigyo.yaml");
    support::edit(&form, "向き: 縦 }", "向き: 縦, 図と比較: 載せない }");
    made(&["build"]);
    let out = folder.path().join("output");
    // Only the size of the PDF may differ.
    let lines = |html: &str| html.lines().map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (lines(&before), lines(&read()));
    let other = old.iter().zip(&new).filter(|(old, new)| old != new);
    assert!(
        old.len() == new.len() && other.clone().all(|(_, new)| new.contains("KB")),
        "{:?}",
        other.collect::<Vec<_>>()
    );
    assert!(compare_pages(&out) > 25);
    compare_tables(&out, &["tables"]);
    leave_ids(content.to_str().unwrap(), 3);
    let bare = pdf_text(&folder.path().join(pdf));
    let said = "図や目標との比較で、この紙に載せていないものは、サイトのページにあります。";
    for (words, is_left) in
        [("目標との比較参考", false), ("図1", false), ("事業費", true), ("86.3", true)]
    {
        assert!(whole.contains(words), "{words}");
        assert_eq!(bare.contains(words), is_left, "{words}: {bare}");
    }
    assert_eq!([&whole, &bare].map(|text| text.contains(&squeezed(said))), [false, true], "{bare}");
    made(&["release", "v1", "-q"]);
}

/// A heading at the foot of a page would not belong to anything visible.
#[test]
fn a_heading_and_what_it_says_stand_on_the_page_of_their_table() {
    let folder = TempDir::new().unwrap();
    let content = folder.path().join("content");
    support::copy_folder("tests/fixtures/yosan".as_ref(), &content);
    fs::remove_dir_all(content.join("r7")).unwrap();
    fs::remove_file(content.join("r6/jigyo/102.yaml")).unwrap();
    let [form, sheet] =
        ["forms/mihon-yosan.yaml", "r6/jigyo/101.yaml"].map(|path| content.join(path));
    support::edit(&form, "  - 名: 事業費\n", "  - 名: 事業費\n    説明: 金額の説明（見本）。\n");
    let [declared, written] = [&form, &sheet].map(|path| fs::read_to_string(path).unwrap());
    let mut pages_of_heading = BTreeSet::new();
    // Longer and longer, so that the page break falls everywhere around the heading.
    for fields in (30..70).step_by(2) {
        let more = |line: &dyn Fn(usize) -> String| (0..fields).map(line).collect::<String>();
        let of_form = more(&|number| format!(", {{ 名: 余白{number}, 型: 言葉 }}"));
        let of_sheet = more(&|number| format!(", 余白{number}: 見本"));
        let field = "{ 名: 補助の件数, 型: 数, 単位: 件 }";
        fs::write(&form, declared.replace(field, &format!("{field}{of_form}"))).unwrap();
        fs::write(&sheet, written.replace("補助の件数: 20", &format!("補助の件数: 20{of_sheet}")))
            .unwrap();
        let fonts = support::fonts();
        let run =
            support::kohyo(&["build", "-q", "--fonts", fonts.to_str().unwrap()], folder.path());
        assert_eq!(run.exit, 0, "{}", run.stderr);
        let pages = pages(&folder.path().join("output/r6/101.pdf"));
        let page_of = |words: &str| pages.iter().position(|page| page.contains(words)).unwrap();
        let heading = page_of("金額の説明（見本）。");
        assert_eq!(
            [heading, heading],
            ["直接事業費", "事業費"].map(page_of),
            "{fields}: {pages:?}"
        );
        pages_of_heading.insert(heading);
    }
    assert_eq!(pages_of_heading.into_iter().collect::<Vec<_>>(), [0, 1]);
}

/// The words of each page of a PDF.
fn pages(path: &Path) -> Vec<String> {
    let output =
        Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(path).arg("-").output();
    let output =
        output.expect("run tools/setup.sh --test first: the tests read PDFs with pdftotext");
    String::from_utf8(output.stdout).unwrap().split('\u{c}').map(squeezed).collect()
}
