//! A form whose PDFs leave out what the program adds (版面 図と比較: 載せない): pages and data have it as ever, the PDF says
//! where it is, and a release compares each with what it has to show.

use std::fs;

use tempfile::TempDir;

use crate::parity::{compare_pages, compare_tables, leave_ids, pdf_text, squeezed};
use crate::support;

#[test]
fn charts_and_comparisons_are_left_out_of_the_pdf_alone() {
    let folder = TempDir::new().unwrap();
    let content = folder.path().join("content");
    support::copy_folder("tests/fixtures/jimujigyo".as_ref(), &content);
    // Whose warnings nobody has answered.
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
