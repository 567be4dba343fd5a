//! Notes stay with their subjects: on the page, in print and in the data.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::parity::{pdf_text, squeezed};
use crate::support;

/// Builds Morioka with edits.
fn built(edits: &[(&str, &str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    let content = folder.path().join("content");
    support::copy_folder("content".as_ref(), &content);
    for (path, from, to) in edits {
        support::edit(&content.join(path), from, to);
    }
    let fonts = support::fonts().to_string_lossy().into_owned();
    let run = support::kohyo(&["build", "--fonts", &fonts], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    folder
}

/// A row of `notes.csv`: subject, whether that is a figure, text, place.
fn notes(site: &Path) -> Vec<[String; 4]> {
    let text = fs::read(site.join("data/notes.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(&text[..]);
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| [&row[0], &row[1], &row[2], &row[3]].map(str::to_owned)).collect()
}

/// The mark of a note on its page, found by the address in the data.
fn mark<'a>(page: &'a str, note_id: &str) -> &'a str {
    let (_, id) = note_id.split_once('#').unwrap();
    let (_, rest) = page.split_once(&format!("<div id=\"{id}\"><dt data-lint=\"off\">")).unwrap();
    rest.split_once("</dt>").unwrap().0
}

#[test]
fn a_note_on_a_missing_value_stands_wherever_the_value_does() {
    let folder = built(&[
        (
            "h25/projects/522.yaml",
            "平成24: 1 }\n    計画",
            "平成24: { 値: 未公表, 公表予定: 令和9年3月, 注: 集計の遅れによります（見本）。 } }\n    計画",
        ),
        (
            "plans/keikaku/healthtech.yaml",
            "    増加分の累計: 25\n    実績: { 2019: 未公表,",
            "    増加分の累計: 25\n    実績: { 2019: { 値: 未公表, 注: 調査の前です（見本）。 },",
        ),
    ]);
    let site = folder.path().join("output");
    let rows = notes(&site);
    for (id, note, file) in [
        (
            "h25.522.成果指標.市内での企業団地移転社数.実績.平成24",
            "集計の遅れによります（見本）。",
            "h25/522",
        ),
        (
            "h25.522.成果指標.市内での企業団地移転社数.実績.平成24",
            "公表の予定：令和9年3月",
            "h25/522",
        ),
    ] {
        let row = rows.iter().find(|row| row[0] == id && row[2] == note);
        let row = row.unwrap_or_else(|| panic!("{id} {note}"));
        assert_eq!(row[1], "figure");
        let page = fs::read_to_string(site.join(format!("{file}.html"))).unwrap();
        let mark = mark(&page, &row[3]);
        let (_, id) = row[3].split_once('#').unwrap();
        let cited = format!("<a href=\"#{id}\">{mark}</a>");
        let (_, figure) = page.split_once(&format!("data-fact=\"{}\"", row[0])).unwrap();
        let cell = figure.split_once("</td>").unwrap().0;
        assert!(cell.contains("未公表") && cell.contains(&cited), "{cell}");
        let pdf = pdf_text(&site.join(format!("{file}.pdf")));
        assert!(pdf.contains(note) && pdf.contains("未公表注1、注2、注3"), "{pdf}");
    }
    let table = fs::read_to_string(site.join("data/indicators.csv")).unwrap();
    assert!(table.contains("公表の予定：令和9年3月集計の遅れによります（見本）。"));
    let figures = rows.iter().filter(|row| row[2] == "調査の前です（見本）。");
    assert!(figures.clone().count() >= 1, "notes of plans");
    assert!(figures.clone().all(|row| row[0].starts_with("plans.healthtech.数値目標.")));
}

#[test]
fn a_note_on_an_indicator_is_marked_at_its_name() {
    let note = "休業した社を含みます（見本）。";
    let folder = built(&[(
        "h25/projects/522.yaml",
        "    最終目標年度: 平成26\n",
        "    最終目標年度: 平成26\n    注: [ 休業した社を含みます（見本）。 ]\n",
    )]);
    let site = folder.path().join("output");
    let rows = notes(&site);
    let page = fs::read_to_string(site.join("h25/522.html")).unwrap();
    let pdf = pdf_text(&site.join("h25/522.pdf"));
    let of = "h25.522.成果指標.市内での企業団地移転社数";
    let own: Vec<_> = rows.iter().filter(|row| row[0] == of).collect();
    assert_eq!(own.iter().map(|row| [&row[1], &row[2]]).collect::<Vec<_>>(), [["item", note]]);
    let (_, name) = page.split_once("市内での企業団地移転社数<sup>").unwrap();
    let name = name.split_once("</th>").unwrap().0;
    for row in own {
        let mark = mark(&page, &row[3]);
        assert!(name.contains(&format!(">{mark}</a>")), "{name}");
        assert!(pdf.contains(mark) && pdf.contains(&squeezed(&row[2])));
    }
    // A doubt about an indicator without an alternative reading is marked at each of its figures.
    let figures = ["実績.平成23", "実績.平成24", "計画.平成24", "計画.平成25", "計画.平成26"];
    let below = format!("{of}.");
    let doubts: Vec<_> = rows.iter().filter(|row| row[0].starts_with(&below)).collect();
    assert_eq!(
        doubts.iter().map(|row| (&row[0], row[1].as_str())).collect::<Vec<_>>(),
        figures
            .map(|figure| format!("{of}.{figure}"))
            .iter()
            .map(|id| (id, "figure"))
            .collect::<Vec<_>>()
    );
    let doubt = "原典のPDFから取り出した文字だけでは、成果指標の実績と計画の列の順序を確定できません（原本の紙面とは照合していません）。\
                 理由：どちらの読みでも数値が同じで、評価の結果に影響しないため。確度：高。";
    for row in doubts {
        assert_eq!(row[2], doubt);
        let mark = mark(&page, &row[3]);
        let (_, figure) = page.split_once(&format!("data-fact=\"{}\"", row[0])).unwrap();
        let cell = figure.split_once("</td>").unwrap().0;
        assert!(cell.contains(&format!(">{mark}</a>")), "{cell}");
        assert!(pdf.contains(mark) && pdf.contains(&squeezed(doubt)));
    }
    // A note about the whole sheet needs no mark, and says so.
    assert!(page.contains("（全体について）「入居可能性のある気企業」は、原典の表記のままです。"));
    assert!(rows.iter().any(|row| row[0] == "h25.522" && row[1] == "item"));
}

#[test]
fn every_note_of_the_data_stands_on_its_page() {
    let site = support::kinds();
    let rows = notes(site);
    assert!(rows.len() > 20, "{}", rows.len());
    for [of, _, note, at] in &rows {
        let (path, id) = at.split_once('#').unwrap();
        let page = fs::read_to_string(site.join(path)).unwrap();
        assert!(page.contains(&format!("id=\"{id}\"")), "{of}: {note} ({at})");
    }
}

#[test]
fn a_corrected_figure_is_not_contradicted_by_its_doubt() {
    let folder = built(&[(
        "h25/projects/521.yaml",
        "平成24: { 値: 37, 別の読み: 35 }",
        "平成24: { 値: 38, 別の読み: 36 }",
    )]);
    let site = folder.path().join("output");
    let rows = notes(&site);
    let of = "h25.521.成果指標.共同研究により製品化された新技術等累計件数.実績.平成24";
    let [row] = rows.iter().filter(|row| row[0] == of).collect::<Vec<_>>()[..] else {
        panic!("one note: {rows:?}")
    };
    assert!(
        row[2].contains(
            "採用した読み方では、平成24年度の実績は38件、平成24年度の計画は35件です。\
             別の読み方では、平成24年度の実績は36件、平成24年度の計画は37件です。"
        ),
        "{}",
        row[2]
    );
    assert!(!row[2].contains("実績は37件") && !row[2].contains("照合するまで"), "{}", row[2]);
}
