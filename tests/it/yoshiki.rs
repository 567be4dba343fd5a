//! A city with two years, three levels and three declared forms, whose sheets use everything that fields, texts,
//! lists and tables can hold (見本区, invented): page, PDF and data show what the sheets state.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::parity::{
    compare_pages, compare_pdfs, compare_tables, leave_ids, pdf_text, squeezed, strip_tags,
};
use crate::serve::Preview;
use crate::shisetsu::{built, kohyo, rows, workplace};
use crate::support;

const FIXTURE: &str = "tests/fixtures/yoshiki";

fn site() -> PathBuf {
    static BUILT: OnceLock<TempDir> = OnceLock::new();
    BUILT.get_or_init(|| built(FIXTURE)).path().join("output")
}

fn read(path: &str) -> String {
    fs::read_to_string(site().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The same content without its draft, so that it can be released.
fn finished() -> TempDir {
    let folder = workplace(FIXTURE);
    support::edit(&folder.path().join("content/r7/jigyo/101.yaml"), "公表の状態: 下書き\n", "");
    folder
}

#[test]
fn every_figure_is_the_same_in_page_pdf_and_table() {
    assert!(compare_pages(&site()) > 2 * 240);
    assert_eq!(compare_pdfs(&site()), 6, "two sheets of each year have no figure");
    compare_tables(&site(), &["tables"]);
    leave_figures();
}

/// Sheets without figures have no ids; the others are checked one by one.
fn leave_figures() {
    let folder = workplace(FIXTURE);
    for year in ["r6", "r7"] {
        for name in ["1", "甲-ア"] {
            fs::remove_file(folder.path().join(format!("content/{year}/shisaku/{name}.yaml")))
                .unwrap();
        }
        let path = folder.path().join(format!("content/{year}/jigyo/1.yaml"));
        fs::remove_file(path).unwrap();
        let path = folder.path().join(format!("content/{year}/evaluation.yaml"));
        support::edit(
            &path,
            "様式: mihon-shisaku, 置き場所: shisaku",
            "一覧: [ { コード: \"1\", 名称: 見本, 上: \"1\" } ]",
        );
    }
    leave_ids(folder.path().join("content").to_str().unwrap(), 4);
}

/// Year, sheet (its page), row, column; unit, value, status, as printed, lower, upper.
const CELLS: &[([&str; 4], [&str; 6])] = &[
    (["r6", "jigyo/101", "予算規模", ""], ["千円", "30000", "ok", "30,000", "", ""]),
    (["r6", "jigyo/101", "利用者数", ""], ["人", "640", "ok", "（640）", "", ""]),
    (["r7", "jigyo/101", "利用者数", ""], ["人", "-700", "ok", "▲700", "", ""]),
    (["r6", "jigyo/101", "過去の利用者数", "1"], ["人", "500", "ok", "500", "", ""]),
    (["r6", "jigyo/101", "過去の利用者数", "2"], ["人", "", "bound", "60以上80以下", "60", "80"]),
    (["r6", "jigyo/101", "過去の利用者数", "3"], ["人", "", "bound", "25,800以上", "25800", ""]),
    (["r6", "jigyo/101", "区分", ""], ["", "", "stated", "一般（義務※2）", "", ""]),
    (["r6", "jigyo/101", "手法", "委託"], ["", "", "stated", "委託", "", ""]),
    (["r6", "jigyo/101", "直接事業費", "令和元 参考"], ["千円", "", "words", "計画の策定", "", ""]),
    (["r6", "jigyo/101", "人件費", "令和元 参考"], ["千円", "", "not_published", "ー", "", ""]),
    (["r6", "jigyo/101", "人件費", "令和6 予算"], ["千円", "", "blank", "", "", ""]),
    (["r6", "jigyo/101", "合計", "令和元 参考"], ["千円", "", "not_surveyed", "未集計", "", ""]),
    (["r6", "jigyo/101", "前年度との差", "令和6 予算"], ["千円", "-3200", "ok", "▲3,200", "", ""]),
    (["r7", "jigyo/101", "前年度との差", "令和7 予算"], ["千円", "-3200", "ok", "▲3,200", "", ""]),
    (["r6", "jigyo/101", "その他の財源", "令和4 決算"], ["千円", "1000", "ok", "1,000", "", ""]),
    (["r6", "jigyo/101", "従事職員数", "令和5 決算"], ["人", "0.50", "ok", "0.50", "", ""]),
    (
        ["r6", "jigyo/101", "1人当たりの費用", "令和4 決算"],
        ["千円/人", "63646.7", "ok", "63,646.7", "", ""],
    ),
    (["r6", "jigyo/101", "評価", "令和4 決算"], ["", "", "stated", "◎", "", ""]),
    (["r6", "jigyo/101", "見本の配達", "差"], ["回", "-10", "ok", "▲10", "", ""]),
    (["r6", "jigyo/101", "見本の配達（山）", "実績"], ["回", "25", "ok", "25", "", ""]),
    (["r6", "jigyo/101", "見本の講座", "計画"], ["人", "", "bound", "50以上", "50", ""]),
    (["r6", "jigyo/101", "見本の車両", "金額"], ["千円", "20000", "ok", "20,000", "", ""]),
    (["r6", "jigyo/1", "予算規模", ""], ["千円", "-240", "ok", "▲240", "", ""]),
    (["r6", "jigyo/1-い.2", "項目6の10", "差"], ["件", "12", "ok", "12", "", ""]),
];

#[test]
fn the_table_has_every_kind_of_cell() {
    let rows = rows(&site(), "tables");
    for ([year, sheet, row, column], wanted) in CELLS {
        let page = format!("{year}/{sheet}.html");
        let own: Vec<_> = rows
            .iter()
            .filter(|cells| {
                cells["page"] == page && cells["row"] == *row && cells["column"] == *column
            })
            .collect();
        assert_eq!(own.len(), 1, "{page} {row} {column}");
        let found = ["unit", "value", "status", "shown", "lower", "upper"]
            .map(|name| own[0][name].as_str());
        assert_eq!(found, *wanted, "{page} {row} {column}");
    }
    let of = |row: &str, column: &str, name: &str| {
        let found = rows.iter().find(|cells| {
            cells["page"] == "r6/jigyo/101.html" && cells["row"] == row && cells["column"] == column
        });
        found.unwrap()[name].clone()
    };
    assert_eq!(of("人件費", "令和5 決算", "value_state"), "provisional");
    assert_eq!(of("人件費", "令和5 決算", "value_fy"), "2022");
    assert_eq!(of("一般財源", "令和元 参考", "expected"), "令和8年3月");
    assert_eq!(of("従事職員数", "令和6 予算", "alternative_value"), "0.6");
    assert_eq!(of("直接事業費", "令和元 参考", "fy_ad"), "2019");
    assert_eq!(of("見本の配達", "差", "fy_ad"), "");
}

#[test]
fn sheets_of_two_levels_with_one_code_are_told_apart() {
    for year in ["r6", "r7"] {
        assert!(read(&format!("{year}/shisaku/1.html")).contains("見本の図書館"));
        assert!(read(&format!("{year}/jigyo/1.html")).contains("見本の相談"));
    }
    let ids: Vec<String> = rows(&site(), "texts")
        .into_iter()
        .map(|row| format!("{} {}", row["sheet_id"], row["page"]))
        .collect();
    for wanted in [
        "r6.shisaku/1 r6/shisaku/1.html",
        "r6.jigyo/1 r6/jigyo/1.html",
        "r6.jigyo/1-い\\.2 r6/jigyo/1-い.2.html",
        "r6.shisaku/甲-ア r6/shisaku/甲-ア.html",
    ] {
        assert!(ids.iter().any(|id| id == wanted), "{wanted}: {ids:?}");
    }
    let figures = rows(&site(), "tables");
    for row in figures {
        let begins =
            row["page"].replacen('/', ".", 1).replace(".html", "").replace("い.2", "い\\.2");
        assert!(row["fact_id"].starts_with(&format!("{begins}.")), "{row:?}");
    }
}

#[test]
fn what_is_said_in_words_is_in_the_data_and_on_the_page() {
    let texts: BTreeMap<(String, String), Vec<String>> =
        rows(&site(), "texts").into_iter().fold(BTreeMap::new(), |mut all, row| {
            let key = (row["page"].clone(), row["item"].clone());
            all.entry(key).or_insert_with(Vec::new).push(row["text"].clone());
            all
        });
    let sheet = "r6/jigyo/101.html";
    for (page, item, wanted) in [
        (sheet, "基本情報.主管課.コード", "0123"),
        (sheet, "基本情報.責任者.氏名", "見本 一郎"),
        (sheet, "基本情報.作成者.職名", "見本係長"),
        (sheet, "基本情報.開始日", "平成31年4月1日"),
        (sheet, "基本情報.経緯", "見本の要望があった。|'- 平成31年に始めた|'- 令和5年に広げた"),
        (sheet, "事業費.直接事業費.備考", "見本の直接費"),
        (sheet, "事業費.方向性.令和6 予算", "見本の長い言葉でもある方向性"),
        (sheet, "経費.見本の車両.内容", "見本の車を借りる。"),
        ("r6/jigyo/1.html", "意見.2.意見", "見本の **もう1つ** の意見である。"),
        ("r6/shisaku/1.html", "取組.1.節.1.節.1.文", "見本の夜間窓口を開く。"),
    ] {
        let found = texts.get(&(page.to_owned(), item.to_owned()));
        let found = found.unwrap_or_else(|| panic!("{item} of {page}"));
        assert_eq!(found.join("|"), wanted, "{item}");
    }
    // Identifiers on a sheet are not texts, and neither are empty cells.
    for (_, item) in texts.keys() {
        assert!(item != "様式" && !item.ends_with("識別"), "{item}");
    }
    assert!(!texts.values().flatten().any(|text| text == "空欄"));
}

/// A page, and the texts on it in order; the same on paper.
const READ: &[(&str, &[&str])] = &[
    (
        "r6/jigyo/101",
        &[
            "主管課0123 見本図書課",
            "責任者見本図書課長　見本 一郎",
            "作成者見本係長",
            "根拠（法令など）",
            "3,000万円",
        ],
    ),
    (
        "r6/jigyo/101",
        &[
            "一般（義務※2）",
            "25,800以上",
            "計画の策定",
            "見本の長い言葉でもある方向性",
            "令和元年度",
        ],
    ),
    (
        "r6/jigyo/101",
        &[
            "※1",
            "見本の改修のため2か月休んだ。",
            "※2",
            "見本の委員会の評価。",
            "見本の見込みを含む",
        ],
    ),
    ("r6/jigyo/101", &["速報値です。", "令和4年度の値です。", "公表の予定：令和8年3月", "0.6人"]),
    ("r6/jigyo/101", &["34,100千円", "34,200千円", "合計の誤りのため（見本）"]),
    (
        "r6/jigyo/101",
        &["ー", "未公表", "未集計", "調査なし", "＊", "該当なし", "◎", "順調", "○", "おおむね順調"],
    ),
    ("r6/jigyo/101", &["一般", "区の判断で行うもの", "義務", "法令で定めのあるもの"]),
    ("r7/jigyo/101", &["下書き", "▲700"]),
    (
        "r6/shisaku/1",
        &[
            "１　施策の概要",
            "施策の内容を短く書く",
            "窓口",
            "夜間",
            "見本の夜間窓口を開く。",
            "記載なし",
        ],
    ),
    ("r6/shisaku/甲-ア", &["未公表", "見本の備考", "今後", "見本の訓練を続ける。"]),
    (
        "r6/jigyo/1",
        &[
            "見本 花子",
            "見本の **もう1つ** の意見である。",
            "政策",
            "見本のくらし",
            "甲-ア",
            "見本の防災",
        ],
    ),
];

#[test]
fn pages_and_papers_say_what_the_sheets_say() {
    for (path, texts) in READ {
        let page = squeezed(&strip_tags(&read(&format!("{path}.html"))));
        let paper = pdf_text(&site().join(format!("{path}.pdf")));
        for text in *texts {
            let wanted = squeezed(text);
            // The page shows smaller what is in brackets on paper.
            let bare = wanted.replace(['（', '）'], "");
            assert!(
                page.contains(&wanted) || page.contains(&bare),
                "{text} is not on {path}.html: {page}"
            );
            assert!(paper.contains(&wanted), "{text} is not in {path}.pdf: {paper}");
        }
    }
}

#[test]
fn notes_have_the_marks_of_the_sheet() {
    let html = read("r6/jigyo/101.html");
    let start = html.find("data-fact=\"r6.jigyo/101.基本情報.利用者数\"").unwrap();
    let own = &html[start..start + html[start..].find("</dd>").unwrap()];
    let id = own.split("<sup><a href=\"#").nth(1).unwrap().split('"').next().unwrap();
    assert!(own.contains(">※1</a>"), "{own}");
    let notes = &html[html.find("<section id=\"chu\"").unwrap()..];
    let note = &notes[notes.find(&format!("id=\"{id}\"")).unwrap()..];
    assert!(
        note[..note.find("</dd>").unwrap()].contains("見本の改修のため2か月休んだ。"),
        "{note}"
    );
    // Notes without a number on the sheet are numbered separately.
    assert!(notes.contains("注1") && strip_tags(notes).contains("速報値です。"));
    let table = rows(&site(), "notes");
    let about: Vec<&str> = table
        .iter()
        .filter(|row| {
            row["page"] == "r6/jigyo/101.html" && row["note"] == "見本の改修のため2か月休んだ。"
        })
        .map(|row| row["about_id"].as_str())
        .collect();
    assert_eq!(
        about,
        [
            "r6.jigyo/101.事業費.評価.令和5 決算",
            "r6.jigyo/101.基本情報.利用者数",
            "r6.jigyo/101.活動.見本の配達（山）.実績"
        ]
    );
    let whole = table.iter().find(|row| row["note"] == "数値は見本である。").unwrap();
    assert_eq!([&*whole["about_id"], &*whole["about"]], ["r6.jigyo/101", "item"]);
}

#[test]
fn what_is_empty_as_a_whole_keeps_its_heading() {
    let section = |path: &str, heading: &str| {
        let html = read(path);
        let at = html.find(&format!(">{heading}</h2>")).unwrap();
        squeezed(&strip_tags(&html[at + 1..at + html[at..].find("</section>").unwrap()]))
    };
    for (heading, word) in [("意見", "記載なし"), ("改善", "空欄")] {
        assert_eq!(section("r6/jigyo/101.html", heading), format!("{heading}{word}"));
    }
    assert!(section("r6/jigyo/1.html", "活動").contains("記載なし"));
    assert!(section("r6/shisaku/甲-ア.html", "取組").contains("空欄"));
    // Rows that a form lets a sheet omit are shown, and marked as not on the sheet.
    let html = read("r6/jigyo/101.html");
    assert_eq!(html.matches("票にない").count(), 5 + 1 + 1);
}

#[test]
fn a_table_of_sixty_rows_goes_on_to_the_next_page_under_its_head() {
    let path = site().join("r6/jigyo/1-い.2.pdf");
    let page = |number: &str| {
        let output = Command::new("pdftotext")
            .args(["-raw", "-f", number, "-l", number])
            .arg(&path)
            .arg("-")
            .output()
            .unwrap();
        squeezed(&String::from_utf8(output.stdout).unwrap())
    };
    let (first, second) = (page("1"), page("2"));
    for text in [&first, &second] {
        assert!(text.contains("項目計画実績差"), "{text}");
    }
    for group in 1..=6 {
        let rows: Vec<bool> =
            (1..=10).map(|row| first.contains(&format!("項目{group}の{row}{group}0"))).collect();
        let name = |text: &str| text.contains(&format!("群{group}"));
        assert!(rows.iter().all(|row| *row == rows[0]), "group {group} is divided");
        assert!(if rows[0] { name(&first) } else { name(&second) }, "group {group}");
    }
    assert!(first.contains("群1") && second.contains("群6"));
}

#[test]
fn two_builds_are_the_same_bytes() {
    let folder = workplace(FIXTURE);
    for out in ["a", "b"] {
        let run = kohyo(folder.path(), &["build", "--out", out]);
        assert_eq!(run.exit, 0, "{}", run.stderr);
        fs::remove_dir_all(folder.path().join(".kohyo-cache")).ok();
    }
    let [a, b] = ["a", "b"].map(|out| support::snapshot(&folder.path().join(out)));
    assert!(a.len() > 30 && a == b);
}

#[test]
fn a_release_is_whole_and_a_difference_is_told_in_words() {
    let folder = finished();
    let at = |path: &str| folder.path().join("content").join(path);
    let run = kohyo(folder.path(), &["release", "a"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    for part in ["releases/a", "releases/a/site", "releases/a/site.zip"] {
        let run = support::kohyo(&["verify", part], folder.path());
        assert_eq!(run.exit, 0, "{part}: {}", run.stderr);
    }
    support::edit(&at("r6/jigyo/101.yaml"), "国支出金:       [ 0,", "国支出金:       [ 1,");
    support::edit(&at("r6/shisaku/1.yaml"), "見本の本を貸す。", "見本の本と雑誌を貸す。");
    support::edit(&at("r6/jigyo/101.経費.csv"), "見本の用紙", "見本の紙");
    let run = support::kohyo(&["diff", "releases/a", "content"], folder.path());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    for wanted in [
        "事業費 国支出金 令和4 決算",
        "見本の本と雑誌を貸す。",
        "見本の紙",
        "r6/jigyo/101.yaml:25",
        "r6/jigyo/101.経費.csv:3",
        "r6/shisaku/1.yaml:11",
    ] {
        assert!(run.stdout.contains(wanted), "{wanted}: {}", run.stdout);
    }
    assert!(!run.stdout.contains("r7/"), "{}", run.stdout);
    // Published figures change only with a record.
    let run = kohyo(folder.path(), &["release", "b"]);
    assert_eq!(run.exit, 1, "{}", run.stderr);
    assert!(run.stderr.contains("注意[unrecorded-change]"), "{}", run.stderr);
    let recorded = "事実: \"事業費.国支出金.令和4 決算\"";
    assert!(run.stderr.contains(recorded), "{}", run.stderr);
}

#[test]
fn a_correction_that_the_sheet_contradicts_is_an_error() {
    let folder = workplace(FIXTURE);
    let sheet = folder.path().join("content/r6/jigyo/101.yaml");
    support::edit(&sheet, "前: 34100, 後: 34200", "前: 34100, 後: 34300");
    let run = support::kohyo(&["check"], folder.path());
    assert_eq!(run.exit, 1);
    assert!(run.stdout.contains("34300") && run.stdout.contains("34200"), "{}", run.stdout);
}

#[test]
fn the_preview_follows_sheets_forms_and_tables() {
    let preview = Preview::of(FIXTURE, &[]);
    assert!(preview.get("/r6/jigyo/101.html").text.contains("20,000"));
    preview.edit("r6/jigyo/101.経費.csv", "\"20,000\"", "20001");
    preview.until("/r6/jigyo/101.html", "20,001");
    preview.edit("r6/jigyo/101.yaml", "見本の課題がある。", "見本の課題が2つある。");
    preview.until("/r6/jigyo/101.html", "見本の課題が2つある。");
    preview.edit("forms/mihon-jigyo.yaml", "見出し: 事業費の内訳", "見出し: 見本の費用");
    preview.until("/r6/jigyo/101.html", "見本の費用");
    preview.until("/r7/jigyo/101.html", "見本の費用");
}

#[test]
fn sheets_can_be_built_alone_and_put_into_a_cms() {
    let folder = workplace(FIXTURE);
    let run = kohyo(folder.path(), &["build", "--cms", "cms"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let files: Vec<String> = support::snapshot(&folder.path().join("cms")).into_keys().collect();
    assert!(files.iter().any(|file| file.contains("101")), "{files:?}");
    support::edit(
        &folder.path().join("content/r6/jigyo/101.yaml"),
        "見本の課題がある。",
        "見本の課題が2つある。",
    );
    let run = kohyo(folder.path(), &["build", "--only", "101"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let page = fs::read_to_string(folder.path().join("output/r6/jigyo/101.html")).unwrap();
    assert!(page.contains("見本の課題が2つある。"));
    let run = kohyo(folder.path(), &["build", "--only", "9999"]);
    assert_eq!(run.exit, 1, "{}", run.stderr);
    assert!(run.stderr.contains("（1、甲-ア、1-い.2、101）"), "{}", run.stderr);
}

#[test]
fn a_booklet_of_such_a_year_has_its_sheets_and_no_empty_lists() {
    let folder = workplace(FIXTURE);
    let handouts = folder.path().join("content/handouts");
    fs::create_dir(&handouts).unwrap();
    fs::write(
        handouts.join("shiryo.yaml"),
        "件名: 見本の資料\n年月日: 令和7年12月1日\n年度: 令和6\n",
    )
    .unwrap();
    let run = kohyo(folder.path(), &["handout"]);
    assert_eq!(run.exit, 0, "{run:?}");
    let text = pdf_text(&folder.path().join("output-handouts/shiryo.pdf"));
    // No form of this year has indicators.
    assert!(!text.contains("要点") && !text.contains("指標一覧"), "{text}");
    // Each sheet comes after its parent.
    let places = ["施策1見", "事務事業1-い.2", "事務事業101"].map(|name| text.find(name));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} {text}");
}
