//! A draft may leave out what is not written yet: it is 未記入 on its page, in its PDF and in the data, and nothing is
//! published of it. `kohyo new` writes such drafts for any form.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::parity::{pdf_text, squeezed, strip_tags};
use crate::shisetsu::{kohyo, rows, workplace};
use crate::support::{self, repository};

/// A sheet of which hardly anything is written.
const BEGUN: &str = "票: { コード: \"102\", 名称: 見本の新しい事業, 上: \"1\" }
公表の状態: 下書き
基本情報:
  主管課: 見本課
  開始日:
事業費:
  直接事業費: [ 24461, 未記入, 31000, 空欄, 空欄 ]
";

#[test]
fn what_a_draft_lacks_is_shown_as_such() {
    let folder = workplace("tests/fixtures/yoshiki");
    let path = folder.path().join("content/r7/jigyo/102.yaml");
    fs::write(&path, BEGUN).unwrap();
    let run = kohyo(folder.path(), &["build"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let page = fs::read_to_string(folder.path().join("output/r7/jigyo/102.html")).unwrap();
    let paper = pdf_text(&folder.path().join("output/r7/jigyo/102.pdf"));
    for text in [squeezed(&strip_tags(&page)), squeezed(&paper)] {
        // What is written, what is blank, what is left out, and sections of which nothing is there.
        for wanted in ["主管課見本課", "24,461未記入31,000", "課題未記入", "活動未記入"]
        {
            assert!(text.contains(wanted), "{wanted}: {text}");
        }
        // What may be left out is not asked for.
        assert!(!text.contains("関係課未記入"), "{text}");
    }
    let cells = rows(&folder.path().join("output"), "tables");
    let of_row = |row: &str| -> Vec<String> {
        let own = cells.iter().filter(|cell| cell["fact_id"].starts_with("r7.jigyo/102.事業費."));
        let own = own.filter(|cell| cell["row"] == row);
        own.map(|cell| cell["status"].clone()).collect()
    };
    assert_eq!(of_row("直接事業費"), ["ok", "not_filled_in", "ok", "blank"]);
    assert_eq!(of_row("人件費"), ["not_filled_in"; 4]);
    // A release takes none.
    let run = kohyo(folder.path(), &["release", "mihon"]);
    assert_eq!(run.exit, 1, "{}", run.stdout);
    assert!(run.stderr.contains("下書きの票が"), "{}", run.stderr);
}

#[test]
fn what_names_a_sheet_must_be_written() {
    let folder = workplace("tests/fixtures/yoshiki");
    let path = folder.path().join("content/r7/jigyo/102.yaml");
    fs::write(&path, BEGUN.replace("コード: \"102\", ", "")).unwrap();
    let run = support::kohyo(&["check"], folder.path());
    assert_eq!(run.exit, 1, "{}", run.stdout);
    assert!(run.stdout.contains("項目「コード」がありません"), "{}", run.stdout);
    // Nothing else is.
    assert!(run.stdout.contains("誤りが1件"), "{}", run.stdout);
}

#[test]
fn a_sheet_that_is_confirmed_lacks_nothing() {
    let folder = workplace("tests/fixtures/yoshiki");
    let path = folder.path().join("content/r7/jigyo/101.yaml");
    let sheet = fs::read_to_string(&path).unwrap().replace("下書き", "確認済");
    let run = |sheet: &str| {
        fs::write(&path, sheet).unwrap();
        support::kohyo(&["check"], folder.path())
    };
    assert_eq!(run(&sheet).exit, 0);
    let unfilled =
        sheet.replace("[ 24461, 30000,", "[ 未記入, 未記入,").replace("改善: 空欄", "改善: 未記入");
    let told = run(&unfilled);
    assert_eq!(told.exit, 1);
    for wanted in
        ["「事業費」に、未記入が2か所あります", "「改善」に、未記入が1か所あります", "誤りが2件"]
    {
        assert!(told.stdout.contains(wanted), "{wanted}: {}", told.stdout);
    }
    // Where the city says that sheets are drafts, one that says nothing is.
    let city = folder.path().join("content/city.yaml");
    let drafts = fs::read_to_string(&city).unwrap() + "公表の状態の既定: 下書き\n";
    fs::write(city, drafts).unwrap();
    assert_eq!(run(&unfilled.replace("公表の状態: 確認済\n", "")).exit, 0);
}

fn begin(folder: &Path, more: &[&str]) -> support::Run {
    support::kohyo(&[&["new", ".", "--city", "見本市", "--year", "令和6"], more].concat(), folder)
}

#[test]
fn a_city_that_begins_has_sheets_of_every_form() {
    let fixtures = [
        "anketo",
        "hikokai",
        "jimujigyo",
        "keikaku",
        "kofukin",
        "senryaku",
        "shisetsu",
        "torikumi",
        "wariai",
        "yosan",
        "yoshiki",
    ];
    let mut tried = 0;
    for fixture in std::iter::once("").chain(fixtures) {
        let own = repository().join("tests/fixtures").join(fixture).join("forms");
        let own = if fixture.is_empty() { repository().join("assets/forms") } else { own };
        for form in own.read_dir().unwrap() {
            let form = form.unwrap().path();
            let name = form.file_stem().unwrap().to_str().unwrap().to_owned();
            let folder = TempDir::new().unwrap();
            if !fixture.is_empty() {
                support::copy_folder(&own, &folder.path().join("content/forms"));
            }
            let levels = [format!("上の票={name}"), format!("下の票={name}")];
            let run = begin(folder.path(), &["--form", &levels[0], "--form", &levels[1]]);
            assert_eq!(run.exit, 0, "{name}: {}", run.stderr);
            let run = support::kohyo(&["check"], folder.path());
            // A form may ask for what only another form below or above it has.
            if run.stdout.contains("--> content/forms/") || run.stdout.contains("evaluation.yaml:")
            {
                continue;
            }
            assert_eq!(run.exit, 0, "{name}: {}", run.stdout);
            assert!(run.stdout.contains("直すところはありません"), "{name}: {}", run.stdout);
            tried += 1;
            // Every remark that can be made part of the sheet is one: nothing in it is unknown to the form.
            let sheets = walkdir::WalkDir::new(folder.path().join("content/r6"));
            for sheet in sheets.into_iter().map(Result::unwrap).filter(|one| one.depth() == 2) {
                let text = fs::read_to_string(sheet.path()).unwrap();
                assert!(text.contains("公表の状態: 下書き"), "{text}");
            }
        }
    }
    assert!(tried > 12, "{tried}");
}

#[test]
fn beginning_touches_nothing_that_is_there() {
    let folder = TempDir::new().unwrap();
    assert_eq!(begin(folder.path(), &[]).exit, 0);
    let sheet = folder.path().join("content/r6/policies/1.yaml");
    let before = fs::read_to_string(&sheet).unwrap();
    assert!(before.contains("1-1") && before.contains("成果指標:"), "{before}");
    // Once more is the same.
    assert_eq!(begin(folder.path(), &[]).exit, 0);
    let edited = before.replacen("名称: 未記入", "名称: 見本の施策", 1);
    fs::write(&sheet, &edited).unwrap();
    fs::remove_file(folder.path().join("はじめに.html")).unwrap();
    let run = begin(folder.path(), &[]);
    assert_eq!(run.exit, 1);
    assert!(run.stderr.contains("content/r6/policies/1.yaml"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(&sheet).unwrap(), edited);
    assert!(!folder.path().join("はじめに.html").exists());
}

#[test]
fn a_city_that_begins_says_who_it_is() {
    let folder = TempDir::new().unwrap();
    let told = |words: &[&str]| {
        let run = support::kohyo(words, folder.path());
        assert_eq!(run.exit, 1, "{words:?}");
        assert!(folder.path().read_dir().unwrap().next().is_none());
        run.stderr
    };
    assert!(told(&["new"]).contains("--city"));
    assert!(told(&["new", ".", "--city", "盛岡市"]).contains("団体コードがありません"));
    let wrong = told(&["new", ".", "--city", "盛岡市", "--code", "032019"]);
    assert!(wrong.contains("全国地方公共団体コードではありません"), "{wrong}");
    for name in ["見本 市", "見本: 市", "<b>見本市", ""] {
        assert!(told(&["new", ".", "--city", name]).contains("団体の名称にできません"), "{name}");
    }
    let none = support::kohyo(&["new", ".", "--city", "見本市", "--policies", "0"], folder.path());
    assert!(none.exit == 2 && none.stderr.contains("1以上の整数"), "{}", none.stderr);
    let wrong = told(&["new", ".", "--city", "見本市", "--year", "6"]);
    assert!(wrong.contains("年度として読めません"), "{wrong}");
    let wrong = told(&["new", ".", "--city", "見本市", "--form", "h25-shisak"]);
    assert!(wrong.contains("h25-shisaku"), "{wrong}");
    let run = support::kohyo::<&str>(&[], folder.path());
    assert!(run.stderr.contains("kohyo new"), "{}", run.stderr);
    let run = support::kohyo(&["check"], folder.path());
    assert!(run.stderr.contains("kohyo new"), "{}", run.stderr);
}

#[test]
fn status_says_how_far_each_sheet_is_and_where_something_is_missing() {
    let folder = workplace("tests/fixtures/yoshiki");
    fs::write(folder.path().join("content/r7/jigyo/102.yaml"), BEGUN).unwrap();
    // One that is no sheet yet, and one that is exactly as last year, with a warning that is open.
    fs::write(folder.path().join("content/r7/jigyo/103.yaml"), "票: [\n").unwrap();
    let run = |words: &[&str]| support::kohyo(&[&["status"], words].concat(), folder.path());
    let all = run(&[]);
    assert_eq!(all.exit, 0, "{}", all.stderr);
    let line = |code: &str| all.stdout.lines().rfind(|line| line.contains(code)).unwrap();
    let own = squeezed(line("事務事業102"));
    assert!(own.starts_with("見本課事務事業102見本の新しい事業下書き"), "{own}");
    let json = run(&["r7/102", "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let sheet = &json["years"][0]["sheets"][0];
    let count = |key: &str| usize::try_from(sheet[key].as_u64().unwrap()).unwrap();
    // コード, 名称, 上; 主管課; four cells of the first row.
    assert_eq!(count("written"), 8);
    assert_eq!(count("written") + count("unfilled"), count("asked"));
    assert_eq!(count("per_cent"), count("written") * 100 / count("asked"));
    let sections = sheet["sections"].as_array().unwrap();
    let of = |name: &str| sections.iter().find(|one| one["name"] == name).unwrap();
    assert_eq!(of("課題")["unfilled"], 1);
    let budget =
        sections.iter().find(|one| one["name"].as_str().unwrap().contains("事業費")).unwrap();
    // The first thing that is missing stands where it is written 未記入.
    assert_eq!(budget["line"], 7);
    assert_eq!(json["unread"], serde_json::json!([]));
    let unread: serde_json::Value =
        serde_json::from_str(&run(&["r7/103", "--format", "json"]).stdout).unwrap();
    let wanted = serde_json::json!([{ "path": "content/r7/jigyo/103.yaml", "errors": 1 }]);
    assert_eq!(unread["unread"], wanted);
    // What is as in the year before.
    let csv = run(&["r7", "--format", "csv"]).stdout;
    let mut reader = csv::Reader::from_reader(csv.strip_prefix('\u{feff}').unwrap().as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let same = |row: &&csv::StringRecord| &row[7] == "前年と同じ";
    assert!(rows.iter().filter(same).count() > 3, "{csv}");
    assert!(!rows.iter().filter(same).any(|row| &row[2] == "102"), "{csv}");
    assert!(all.stdout.contains("r7/jigyo/103.yaml"), "{}", all.stdout);
    let page = run(&["--office", "見本課", "--format", "html"]).stdout;
    assert!(page.contains("見本の新しい事業") && !page.contains("見本の宅配"), "{page}");
    let none = run(&["r7/999"]);
    assert_eq!(none.exit, 1);
    assert!(none.stderr.contains("当てはまる票がありません"), "{}", none.stderr);
}

#[test]
fn status_counts_problems_where_they_stand() {
    let folder = workplace("tests/fixtures/yoshiki");
    let path = folder.path().join("content/r7/jigyo/101.yaml");
    let sheet = fs::read_to_string(&path).unwrap();
    fs::write(&path, sheet.replace("[ 24461, 30000,", "[ 24461, 3万,")).unwrap();
    let run = support::kohyo(&["status", "r7/101", "--format", "json"], folder.path());
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let sheet = &json["years"][0]["sheets"][0];
    assert_eq!((&sheet["errors"], &sheet["warnings"]), (&1.into(), &0.into()), "{sheet}");
    let wrong = sheet["sections"].as_array().unwrap().iter().filter(|one| one["errors"] == 1);
    let wrong: Vec<&str> = wrong.map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(wrong, ["事業費の内訳"]);
}

#[test]
fn a_draft_with_figures_may_say_later_which_way_is_wanted() {
    let folder = TempDir::new().unwrap();
    assert_eq!(begin(folder.path(), &[]).exit, 0);
    let path = folder.path().join("content/r6/projects/1-1.yaml");
    let sheet = fs::read_to_string(&path).unwrap();
    assert!(sheet.contains("    望ましい方向: 未記入  # 増加"), "{sheet}");
    let begun = sheet
        .replace("実績: { 令和4: 未記入, 令和5: 未記入 }", "実績: { 令和4: 10, 令和5: 12 }")
        .replace("計画: { 令和5: 未記入, 令和6: 未記入,", "計画: { 令和5: 11, 令和6: 13,");
    assert_ne!(sheet, begun);
    for text in
        [begun.clone(), begun.replace("    望ましい方向: 未記入", "    # 望ましい方向: 未記入")]
    {
        fs::write(&path, text).unwrap();
        let run = support::kohyo(&["build", "--no-pdf"], folder.path());
        assert_eq!(run.exit, 0, "{}", run.stderr);
    }
    let whole = begun.replace("下書き", "確認済").replace("未記入", "空欄");
    fs::write(&path, whole.replace("    望ましい方向: 空欄", "    # 望ましい方向: 空欄")).unwrap();
    let run = support::kohyo(&["check"], folder.path());
    assert!(run.stdout.contains("項目「望ましい方向」がありません"), "{}", run.stdout);
}
