//! Inside a printed sheet: fonts without hinting, and a head with room for all its contents.

use std::fs;
use std::io::Read;
use std::path::Path;

use flate2::read::ZlibDecoder;
use kohyo::pipeline;
use kohyo::render::print::{Job, Printed, reread};
use tempfile::TempDir;
use ttf_parser::{RawFace, Tag};

use crate::parity::squeezed;
use crate::support;

const SHEET: &str = "h25/projects/522.yaml";

/// The PDF of one of Morioka's sheets, with the line of its people replaced.
fn printed(people: &str) -> Printed {
    let folder = TempDir::new().unwrap();
    support::copy_folder(Path::new("content"), folder.path());
    let text = fs::read_to_string(folder.path().join(SHEET)).unwrap();
    let changed = text.lines().map(|line| match line.split_once(": ") {
        Some(("  評価シート作成者", _)) => format!("  評価シート作成者: {people}\n"),
        _ => format!("{line}\n"),
    });
    let changed = changed.collect::<String>();
    assert_ne!(changed, text);
    fs::write(folder.path().join(SHEET), changed).unwrap();
    let model = pipeline::check(folder.path(), None).unwrap().model.unwrap();
    let pages = pipeline::report(&model).pages;
    let mut jobs = pages.iter().filter_map(pipeline::print_job_of);
    let job = jobs.find(|job| job.path == "h25/522.pdf").unwrap();
    let press = support::printer();
    let job = Job {
        template: job.template,
        ident: &job.path,
        data: &job.data,
        charts: &job.charts,
        date: (2026, 11, 21),
    };
    press.print(&job).unwrap()
}

/// The TrueType fonts among the streams of a PDF.
fn fonts(pdf: &[u8]) -> Vec<Vec<u8>> {
    let mark = b"\nstream\n";
    let starts = pdf.windows(mark.len()).enumerate();
    let starts = starts.filter_map(|(at, here)| (here == mark).then_some(at + mark.len()));
    let unpacked = starts.filter_map(|start| {
        let mut data = Vec::new();
        ZlibDecoder::new(&pdf[start..]).read_to_end(&mut data).ok()?;
        data.starts_with(&[0, 1, 0, 0]).then_some(data)
    });
    unpacked.collect()
}

#[test]
fn a_printed_sheet_holds_its_fonts_without_hinting() {
    let printed = printed("{ 職名: 見本課長, 氏名: 見本 }");
    let fonts = fonts(&printed.pdf);
    assert_eq!(fonts.len(), 3);
    for font in fonts {
        let face = RawFace::parse(&font, 0).unwrap();
        assert!(face.table(Tag::from_bytes(b"glyf")).is_some());
        for tag in [b"fpgm", b"prep", b"cvt "] {
            assert!(face.table(Tag::from_bytes(tag)).is_none());
        }
    }
}

#[test]
fn a_post_with_a_very_long_name_leaves_its_sheet_on_one_page() {
    let long = "長い職名".repeat(20);
    let people = format!("{{ 職名: {long}, 氏名: 見本 }}");
    assert_eq!(printed(&people).pages, 1);
}

#[test]
fn the_words_of_a_finished_pdf_are_those_that_were_set() {
    let printed = printed("{ 職名: 見本課長, 氏名: 葛\u{e0100}城 花 }");
    let found = reread(&printed.pdf).unwrap();
    assert_eq!(found.len(), printed.texts.len());
    for (found, set) in found.iter().zip(&printed.texts) {
        // Words of charts are not set as text, and come in between.
        let mut found = squeezed(found).chars().collect::<Vec<_>>().into_iter();
        let lacking: String = squeezed(set).chars().filter(|c| !found.any(|f| f == *c)).collect();
        assert_eq!(lacking, "");
        assert!(found.count() == 0, "nothing follows the foot of the page");
    }
    assert!(found.concat().contains("葛\u{e0100}城"));
    assert!(reread(b"%PDF-1.7 and nothing else").is_none());
}
