//! `kohyo form`: what is listed, shown, checked and copied, and what is refused.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{self, Run};

/// A folder with the content of a city that has its own form.
fn desk() -> TempDir {
    let desk = TempDir::new().unwrap();
    support::copy_folder("tests/fixtures/shisetsu".as_ref(), &desk.path().join("content"));
    desk
}

fn form(desk: &TempDir, arguments: &[&str]) -> Run {
    support::kohyo(&[&["form"], arguments].concat(), desk.path())
}

/// Runs a command that is refused and changes nothing.
#[track_caller]
fn refused(desk: &TempDir, arguments: &[&str], said: &[&str]) {
    let before = support::snapshot(desk.path());
    let run = form(desk, arguments);
    assert_eq!(run.exit, 1, "{arguments:?}: {}{}", run.stdout, run.stderr);
    for text in said {
        assert!(run.stderr.contains(text), "{arguments:?}: no {text} in {}", run.stderr);
    }
    assert!(run.stderr.contains("対処: "), "{}", run.stderr);
    assert_eq!(support::snapshot(desk.path()), before, "{arguments:?}");
}

/// A declaration with a mistake: a sum of a row that does not exist.
fn break_form(desk: &TempDir) {
    let path = desk.path().join("content/forms/mihon-shisetsu.yaml");
    support::edit(&path, "職員計 = 正規の職員", "職員計 = 正規職員");
}

#[test]
fn the_list_has_every_form_in_order_with_what_it_is_made_of() {
    let desk = desk();
    let run = form(&desk, &["list"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let blocks: Vec<&str> = run.stdout.split("\n\n").collect();
    let names: Vec<&str> =
        blocks.iter().filter_map(|block| block.split_once("  ").map(|(name, _)| name)).collect();
    assert_eq!(
        names,
        [
            "chiiki-saisei-keikaku",
            "chiiki-saisei-kensho",
            "h25-kihonjigyo",
            "h25-shisaku",
            "h29-shisaku",
            "mihon-shisetsu",
            "shoshisaku"
        ]
    );
    let block = |name: &str| *blocks.iter().find(|block| block.starts_with(name)).unwrap();
    let own = block("mihon-shisetsu");
    assert!(own.contains("施設の行政コスト計算書（見本）"), "{own}");
    assert!(own.contains("content/forms/mihon-shisetsu.yaml"), "{own}");
    assert!(own.contains("区画の種類: 欄、表、文"), "{own}");
    let built_in = block("chiiki-saisei-kensho");
    assert!(built_in.contains("はじめから入っている様式"), "{built_in}");
    assert!(built_in.contains("区画の種類: 欄、文、増加分、一覧"), "{built_in}");
    assert!(run.stdout.contains("様式は7個あります"), "{}", run.stdout);
}

#[test]
fn a_form_with_mistakes_is_listed_as_such() {
    let desk = desk();
    break_form(&desk);
    let run = form(&desk, &["list"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let wanted = "mihon-shisetsu\n    content/forms/mihon-shisetsu.yaml\n    直すところがあります";
    assert!(run.stdout.contains(wanted), "{}", run.stdout);
}

#[test]
fn content_elsewhere_is_named_and_content_that_is_not_there_is_said() {
    let desk = desk();
    fs::rename(desk.path().join("content"), desk.path().join("町")).unwrap();
    let run = form(&desk, &["list", "--content", "町"]);
    assert!(run.stdout.contains("町/forms/mihon-shisetsu.yaml"), "{}", run.stdout);
    for command in
        [&["list"][..], &["show", "h25-shisaku"], &["check"], &["copy", "h25-shisaku", "x"]]
    {
        refused(&desk, command, &["内容のフォルダー「content」を読めません"]);
    }
}

#[test]
fn a_form_is_shown_as_a_person_reads_it() {
    let desk = desk();
    let run = form(&desk, &["show", "mihon-shisetsu"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    for line in [
        "mihon-shisetsu  施設の行政コスト計算書（見本）",
        "content/forms/mihon-shisetsu.yaml",
        "欄の印: ＊（未公表）、…（調査なし）、／（該当なし）",
        "印刷: A4判の横、1枚",
        "1. 担当［欄］",
        "   関係課［課、いくつも書ける］",
        "   年間利用者数［数（人）］",
        "   運営［選択（直営、指定管理）］",
        "3. 行政コスト［表］",
        "   単位: 千円",
        "   列: 令和3 決算、令和4 決算、令和5 決算、令和6 予算、令和7 予算案",
        "     （職員）",
        "       費用計［太字］",
        "     町の負担［太字］",
        "     町の負担 = 費用計 - 使用料 - 補助金 - 雑入",
        "4. 課題［文、無くてもよい］",
    ] {
        assert!(run.stdout.lines().any(|own| own == line), "{line}\n{}", run.stdout);
    }
    assert!(run.stdout.contains("kohyo form show mihon-shisetsu --yaml"), "{}", run.stdout);
    let run = form(&desk, &["show", "shoshisaku"]);
    assert!(run.stdout.contains("   実績［役 実績、年度 実績年度、自由］"), "{}", run.stdout);
    assert!(run.stdout.contains("   比べる: 実績÷計画"), "{}", run.stdout);
    let run = form(&desk, &["show", "h29-shisaku"]);
    for line in [
        "   行: 下の階層の票",
        "   主体: 市、国・県・他自治体、市民・NPO、企業・その他",
        "   重み: 小施策間指数",
        "   比重: 市の役割分担比重［市の割合×重み÷100、合計は市の役割分担比重の合計］",
        "4. 市民満足度・重要度［アンケート、無くてもよい］",
        "   問: 重要度［区分は票に書く］",
    ] {
        assert!(run.stdout.lines().any(|own| own == line), "{line}\n{}", run.stdout);
    }
}

#[test]
fn the_declaration_itself_is_shown_letter_by_letter() {
    let desk = desk();
    let run = form(&desk, &["show", "mihon-shisetsu", "--yaml"]);
    let path = "tests/fixtures/shisetsu/forms/mihon-shisetsu.yaml";
    assert_eq!(run.stdout, fs::read_to_string(path).unwrap());
    let run = form(&desk, &["show", "shoshisaku", "--yaml"]);
    assert_eq!(run.stdout, fs::read_to_string("assets/forms/shoshisaku.yaml").unwrap());
    // A form with mistakes can be shown as well.
    break_form(&desk);
    let run = form(&desk, &["show", "mihon-shisetsu", "--yaml"]);
    assert!(run.exit == 0 && run.stdout.contains("職員計 = 正規職員"), "{}", run.stdout);
    refused(
        &desk,
        &["show", "mihon-shisetsu"],
        &["直すところがあります", "kohyo form check content"],
    );
    refused(
        &desk,
        &["show", "shoshisak"],
        &["様式「shoshisak」がありません", "「shoshisaku」の書き誤り"],
    );
}

#[test]
fn declarations_alone_are_checked() {
    let desk = desk();
    // A sheet with a mistake is left to `kohyo check`.
    fs::write(desk.path().join("content/r6/shisetsu/001.yaml"), "票: {").unwrap();
    let run = form(&desk, &["check"]);
    assert_eq!(run.exit, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(run.stdout.trim(), "様式の宣言を1個点検しました。直すところはありません。");

    break_form(&desk);
    let run = form(&desk, &["check"]);
    assert_eq!(run.exit, 1);
    assert!(run.stdout.contains("--> content/forms/mihon-shisetsu.yaml:26:9"), "{}", run.stdout);
    assert!(run.stdout.contains("「正規の職員」の書き誤りではありませんか"), "{}", run.stdout);
    assert!(
        run.stdout.ends_with("様式の宣言を点検しました。誤りが1件あります。\n"),
        "{}",
        run.stdout
    );
}

#[test]
fn only_the_declarations_that_are_named_are_checked_wherever_they_lie() {
    let desk = desk();
    break_form(&desk);
    let koho = desk.path().join("mihon-koho.yaml");
    fs::copy("assets/forms/chiiki-saisei-kensho.yaml", &koho).unwrap();
    support::edit(&koho, "様式: chiiki-saisei-kensho", "様式: mihon-koho");
    let run = form(&desk, &["check", "mihon-koho.yaml"]);
    assert_eq!(run.exit, 0, "{}{}", run.stdout, run.stderr);
    assert!(
        run.stdout.contains("様式の宣言を1個点検しました。直すところはありません。"),
        "{}",
        run.stdout
    );

    let run = form(&desk, &["check", "mihon-koho.yaml", "content/forms/mihon-shisetsu.yaml"]);
    assert!(run.exit == 1 && run.stdout.contains("誤りが1件"), "{}", run.stdout);
    support::edit(&koho, "様式: mihon-koho", "様式: shoshisaku");
    let run = form(&desk, &["check", "mihon-koho.yaml"]);
    assert!(run.stdout.contains("--> mihon-koho.yaml:1:5"), "{}", run.stdout);

    refused(&desk, &["check", "nai.yaml"], &["「nai.yaml」を読めません"]);
    refused(&desk, &["check", "content/city.yaml"], &["様式の宣言のファイルではありません"]);
}

#[test]
fn what_lies_with_the_forms_and_is_not_read_is_told() {
    let desk = desk();
    let folder = desk.path().join("content/forms");
    fs::copy(folder.join("mihon-shisetsu.yaml"), folder.join("kinyu.yml")).unwrap();
    let run = form(&desk, &["check"]);
    assert!(run.exit == 1 && run.stdout.contains("content/forms/kinyu.yml"), "{}", run.stdout);
    fs::remove_dir_all(&folder).unwrap();
    refused(&desk, &["check"], &["様式の宣言のファイルがありません", "kohyo form copy"]);
}

#[test]
fn a_copy_differs_in_its_name_alone_and_is_right() {
    let desk = desk();
    let folder = desk.path().join("content/forms");
    let run = form(&desk, &["copy", "mihon-shisetsu", "mihon-kaikan"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    for text in [
        "content/forms/mihon-kaikan.yaml に書き出しました",
        "kohyo form check",
        "evaluation.yaml の「階層」",
    ] {
        assert!(run.stdout.contains(text), "{}", run.stdout);
    }
    let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    assert_eq!(
        text("mihon-kaikan.yaml"),
        text("mihon-shisetsu.yaml").replacen("様式: mihon-shisetsu", "様式: mihon-kaikan", 1)
    );
    // Codes that other programs would not read as text.
    for new in ["2024", "no"] {
        let run = form(&desk, &["copy", "shoshisaku", new]);
        assert_eq!(run.exit, 0, "{}", run.stderr);
        assert!(text(&format!("{new}.yaml")).starts_with(&format!("様式: \"{new}\"\n")));
    }
    let run = form(&desk, &["check"]);
    assert!(run.exit == 0 && run.stdout.contains("様式の宣言を4個"), "{}", run.stdout);
    assert_eq!(support::kohyo(&["check"], desk.path()).exit, 0);
}

#[test]
fn every_form_inside_the_program_can_be_copied_where_there_is_no_folder_yet() {
    let desk = desk();
    fs::remove_dir_all(desk.path().join("content/forms")).unwrap();
    let names = kohyo::form::Forms::built_in().iter().map(|one| one.form.name.text.clone());
    for name in names {
        let run = form(&desk, &["copy", &name, &format!("my-{name}")]);
        assert_eq!(run.exit, 0, "{}", run.stderr);
    }
    let run = form(&desk, &["check"]);
    assert_eq!(run.exit, 0, "{}", run.stdout);
}

#[test]
fn a_copy_that_is_refused_leaves_nothing() {
    let desk = desk();
    for name in ["Mihon", "様式", "a_b", "-a", "", "con", "index", "../a", &"a".repeat(41)] {
        refused(
            &desk,
            &["copy", "h25-shisaku", "--", name],
            &["様式の名にできません", "mihon-jimujigyo"],
        );
    }
    refused(
        &desk,
        &["copy", "h25-sisaku", "neo"],
        &["様式「h25-sisaku」がありません", "「h25-shisaku」の書き誤り"],
    );
    refused(
        &desk,
        &["copy", "h25-shisaku", "shoshisaku"],
        &["もうあります（はじめから入っている様式）"],
    );
    let own = "もうあります（content/forms/mihon-shisetsu.yaml）";
    refused(&desk, &["copy", "h25-shisaku", "mihon-shisetsu"], &[own]);
    break_form(&desk);
    refused(&desk, &["copy", "h25-shisaku", "mihon-shisetsu"], &[own]);
    refused(&desk, &["copy", "mihon-shisetsu", "neo"], &["直すところがあります"]);
    // A dangling link must not be overwritten.
    let folder = desk.path().join("content/forms");
    std::os::unix::fs::symlink("nowhere", folder.join("neo.yaml")).unwrap();
    let run = form(&desk, &["copy", "h25-shisaku", "neo"]);
    assert_eq!(run.exit, 1, "{}", run.stdout);
    assert!(fs::symlink_metadata(folder.join("neo.yaml")).unwrap().is_symlink());
    // A file with the name of the folder.
    fs::remove_dir_all(&folder).unwrap();
    fs::write(&folder, "").unwrap();
    refused(&desk, &["copy", "h25-shisaku", "neo"], &["書き込めません"]);
}

#[test]
fn what_is_left_out_is_asked_for() {
    let run = support::kohyo(&["form"], Path::new("."));
    assert_eq!(run.exit, 2);
    assert!(
        run.stderr.contains("kohyo form <コマンド>") && run.stderr.contains("copy"),
        "{}",
        run.stderr
    );
    let run = support::kohyo(&["form", "copy", "h25-shisaku"], Path::new("."));
    assert_eq!(run.exit, 2);
    assert!(run.stderr.contains("「新しい名」が要ります"), "{}", run.stderr);
    let run = support::kohyo(&["form", "lst"], Path::new("."));
    assert!(run.stderr.contains("コマンド「lst」はありません"), "{}", run.stderr);
}
